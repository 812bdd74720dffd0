"""After publishing, a target has exactly the site and the files of others, even after interruptions."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from eventdocs.commands.publish import publish
from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.publishing.sync_plan import Delete, Put, SyncPlan
from tests.publish_targets import (
    FIRST,
    SECOND,
    BranchPlace,
    BucketPlace,
    FolderPlace,
    Place,
    dangling,
    lay,
    s3_client,
)

CNAME = {"CNAME": b"docs.example.org"}


@pytest.fixture(params=["folder", "branch", "bucket"])
def place(request: pytest.FixtureRequest, tmp_path: Path, lonely_git: None) -> Place:
    """Yield an empty target of each kind."""
    if request.param == "folder":
        return FolderPlace(tmp_path / "target")
    if request.param == "branch":
        return BranchPlace(tmp_path / "target.git")
    return BucketPlace(s3_client(request.getfixturevalue("s3")), f"b{uuid4().hex}")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site in its first state."""
    (tmp_path / "site").mkdir()
    return lay(tmp_path / "site", FIRST)


def done(decided: SyncPlan) -> tuple[list[str], list[str]]:
    """Return the paths that a publication wrote and removed."""
    puts = [action.path for action in decided.actions if isinstance(action, Put)]
    return puts, [action.path for action in decided.actions if isinstance(action, Delete)]


def test_a_target_holds_exactly_the_site(site: Path, place: Place) -> None:
    assert sorted(done(publish(site, place.address))[0]) == sorted(FIRST)
    assert place.files() == FIRST


def test_awkward_names_are_published_as_they_are(site: Path, place: Place) -> None:
    names = ("en/%2e%2e/100%-c#.html", "e/a&b;c=d+é/index.html", "en/[x]{y}*?~'-$(x)`.json", 'en/"-\\.md')
    files = {**FIRST, **{name: name.encode() for name in names}}
    lay(site, files)
    publish(site, place.address)
    assert place.files() == files
    assert publish(site, place.address).is_noop
    lay(site, FIRST)
    publish(site, place.address)
    assert place.files() == FIRST


def test_only_changed_files_are_written_and_only_published_files_are_removed(
    site: Path, place: Place
) -> None:
    publish(site, place.address)
    kept = place.stamp("en/1-a.json")
    lay(site, SECOND)
    assert done(publish(site, place.address)) == (
        ["assets/site.bbbbbbbb.css", "en/3-a.html", "en/1-a.html", "en/index.html"],
        ["en/2-a.html", "assets/site.aaaaaaaa.css"],
    )
    assert place.files() == SECOND
    assert place.stamp("en/1-a.json") == kept


def test_publishing_again_does_nothing(site: Path, place: Place) -> None:
    publish(site, place.address)
    stamps = [place.stamp(path) for path in FIRST]
    again = publish(site, place.address)
    assert (again.actions, again.unchanged, again.is_noop) == ((), len(FIRST), True)
    assert [place.stamp(path) for path in FIRST] == stamps


def test_files_of_others_stay_and_are_reported(site: Path, place: Place) -> None:
    place.write("CNAME", CNAME["CNAME"])
    place.write("en/theirs.html", b"theirs")
    assert publish(site, place.address).untracked == ("CNAME", "en/theirs.html")
    lay(site, SECOND)
    assert publish(site, place.address).untracked == ("CNAME", "en/theirs.html")
    assert place.files() == {**SECOND, **CNAME, "en/theirs.html": b"theirs"}


def test_a_foreign_file_with_the_same_name_is_an_error_unless_overwriting_is_allowed(
    site: Path, place: Place
) -> None:
    place.write("en/1-a.html", b"theirs")
    with pytest.raises(EventdocsError, match=r"`en/1-a.html` at the target was not published"):
        publish(site, place.address)
    assert place.files() == {"en/1-a.html": b"theirs"}
    publish(site, place.address, overwrite=True)
    assert place.files() == FIRST
    lay(site, SECOND)
    publish(site, place.address)
    assert place.files() == SECOND


def test_changed_files_are_restored_but_foreign_files_are_not_removed(site: Path, place: Place) -> None:
    publish(site, place.address)
    place.write("en/1-a.html", b"edited")
    place.write("en/2-a.html", b"edited")
    lay(site, SECOND)
    assert publish(site, place.address).untracked == ("en/2-a.html",)
    assert place.files() == {**SECOND, "en/2-a.html": b"edited"}


def test_a_dry_run_reports_the_same_and_writes_nothing(site: Path, place: Place, tmp_path: Path) -> None:
    place.write("CNAME", CNAME["CNAME"])
    before = sorted(tmp_path.rglob("*"))
    assert sorted(done(publish(site, place.address, dry_run=True))[0]) == sorted(FIRST)
    assert place.files() == CNAME
    assert sorted(tmp_path.rglob("*")) == before
    publish(site, place.address)
    lay(site, SECOND)
    predicted = publish(site, place.address, dry_run=True)
    assert place.files() == {**FIRST, **CNAME}
    assert publish(site, place.address) == predicted


def test_odd_names_arrive(site: Path, place: Place) -> None:
    odd = {
        "en/a b.html": b"1",
        "en/é ü.html": b"2",
        'en/"q"\\.html': b"3",
        "en/100%.html": b"4",
        "en/[x]*.md": b"5",
    }
    lay(site, {**FIRST, **odd})
    publish(site, place.address)
    assert place.files() == {**FIRST, **odd}
    assert publish(site, place.address).is_noop
    lay(site, FIRST)
    publish(site, place.address)
    assert place.files() == FIRST


def test_a_file_becomes_a_folder_and_a_folder_a_file(site: Path, place: Place) -> None:
    lay(site, {**FIRST, "x": b"file", "y/z": b"below"})
    publish(site, place.address)
    lay(site, {**FIRST, "x/z": b"below", "y": b"file"})
    publish(site, place.address)
    assert place.files() == {**FIRST, "x/z": b"below", "y": b"file"}


class Cut(BaseException):
    """A run was interrupted at one of its steps."""


class Fuse:
    """Interrupts a run at its n-th step; with 0, only counts the steps."""

    def __init__(self) -> None:
        self.steps = 0
        self.end = 0
        self.lit = False

    def step(self) -> None:
        """Count a step, or interrupt the run."""
        if self.lit:
            self.steps += 1
            if self.steps == self.end:
                raise Cut

    @contextmanager
    def at(self, end: int) -> Iterator[None]:
        """Interrupt the code inside at a step."""
        self.steps, self.end, self.lit = 0, end, True
        try:
            yield
        except Cut:
            pass
        finally:
            self.lit = False


CHANGES = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir"}
FUSE = Fuse()
WATCHED: list[str] = []


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Count the calls that change the target's files, with an audit hook, which cannot be removed."""
    if FUSE.lit and event in CHANGES and str(arguments[0]).startswith(tuple(WATCHED)):
        FUSE.step()


def test_a_folder_recovers_from_an_end_at_every_step(site: Path, tmp_path: Path) -> None:
    WATCHED[:] = [str(tmp_path / "target")]
    if watch not in HOOKED:
        sys.addaudithook(watch)
        HOOKED.append(watch)
    end = 1
    while True:
        place = FolderPlace(tmp_path / f"target{end}")
        place.write("CNAME", CNAME["CNAME"])
        publish(lay(site, FIRST), place.address)
        lay(site, SECOND)
        with FUSE.at(end):
            publish(site, place.address)
        cut = FUSE.steps >= end
        found = {name: data for name, data in place.files().items() if name != ".eventdocs/part"}
        assert dangling(found) == []
        assert all(
            data in (FIRST.get(name), SECOND.get(name), CNAME.get(name)) for name, data in found.items()
        )
        publish(site, place.address)
        assert place.files() == {**SECOND, **CNAME}
        assert publish(site, place.address).is_noop
        if not cut:
            break
        end += 1
    assert end > 30


HOOKED: list[object] = []


@pytest.mark.parametrize("moment", ["before", "halfway", "after"])
def test_a_storage_recovers_from_an_end_at_every_step(
    moment: str, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fuse = Fuse()
    fail_at_calls(monkeypatch, fuse, moment)
    end = 1
    while True:
        address = f"memory://{moment}{end}"
        MemoryFileSystem.store.clear()
        memory = MemoryFileSystem()
        memory.pipe_file(f"/{moment}{end}/CNAME", CNAME["CNAME"])
        publish(lay(site, FIRST), address)
        lay(site, SECOND)
        with fuse.at(end):
            publish(site, address)
        cut = fuse.steps >= end
        if moment != "halfway":
            assert dangling(held(memory, f"/{moment}{end}")) == []
        with fuse.at(end // 2):
            publish(site, address)
        publish(site, address)
        assert held(memory, f"/{moment}{end}") == {**SECOND, **CNAME}
        assert publish(site, address).is_noop
        if not cut:
            break
        end += 1
    assert end > 4


def fail_at_calls(monkeypatch: pytest.MonkeyPatch, fuse: Fuse, moment: str) -> None:
    """Make each call that reads or changes a storage in memory a step, which can interrupt the run.

    The manifest alone is never half written. If it were, the next run would treat every file as another's.
    """
    for name in ("find", "cat_file", "pipe_file", "rm_file"):
        real = getattr(MemoryFileSystem, name)

        def call(self: Any, path: str, *rest: Any, real: Any = real, **named: Any) -> Any:
            if moment == "before":
                fuse.step()
            if moment == "halfway" and rest and not path.endswith("manifest.json"):
                try:
                    fuse.step()
                except Cut:
                    real(self, path, rest[0][: len(rest[0]) // 2])
                    raise
            result = real(self, path, *rest, **named)
            if moment == "after":
                fuse.step()
            return result

        monkeypatch.setattr(MemoryFileSystem, name, call)


def held(memory: Any, root: str) -> dict[str, bytes]:
    """Return the files of a storage in memory without the manifest."""
    names = (name for name in memory.find(root) if not name.endswith("manifest.json"))
    return {name.removeprefix(f"{root}/"): memory.cat_file(name) for name in names}


def test_a_target_in_the_site_or_a_catalog_is_refused(site: Path, tmp_path: Path) -> None:
    (tmp_path / "catalog").mkdir()
    (tmp_path / "catalog/catalog.yaml").touch()
    for target, message in (
        (site, "overlap"),
        (site / "en", "overlap"),
        (tmp_path, "overlap"),
        (tmp_path / "catalog", "is inside a catalog"),
        (tmp_path / "catalog/public", "is inside a catalog"),
        (f"file://{tmp_path}/catalog/public", "is inside a catalog"),
    ):
        with pytest.raises(EventdocsError, match=message) as caught:
            publish(site, str(target))
        assert caught.value.code == Exit.USAGE
    assert {path.name for path in tmp_path.iterdir()} == {"catalog", "site"}


def test_a_site_that_is_missing_empty_or_half_built_is_not_published(site: Path, tmp_path: Path) -> None:
    target = str(tmp_path / "target")
    (tmp_path / "empty").mkdir()
    for nothing in ("empty", "missing"):
        with pytest.raises(EventdocsError, match="there is no site"):
            publish(tmp_path / nothing, target)
    (tmp_path / ".site.eventdocs").mkdir()
    (tmp_path / ".site.eventdocs/pending").touch()
    with pytest.raises(EventdocsError, match="was interrupted"):
        publish(site, target)
    (tmp_path / ".site.eventdocs/pending").unlink()
    (site / "link").symlink_to(tmp_path)
    with pytest.raises(EventdocsError, match="is a symbolic link"):
        publish(site, target)
    assert not (tmp_path / "target").exists()


def test_files_that_are_not_part_of_the_site_are_not_published(site: Path, tmp_path: Path) -> None:
    lay(site, {**FIRST, ".git/config": b"secret", ".eventdocs/lock": b"", "en/.x.eventdocs.tmp": b"half"})
    publish(site, str(tmp_path / "target"))
    assert FolderPlace(tmp_path / "target").files() == FIRST
