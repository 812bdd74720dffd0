"""A commit writes and removes the right files, leaves others alone, and records what it did."""

import pytest

from eventdocs.building import commit
from eventdocs.building.codec import encode
from eventdocs.building.manifest import CachedPage
from eventdocs.model.errors import EventdocsError
from eventdocs.store import blob_cache
from eventdocs.store.output_dir import PENDING, OutputDir, digest
from tests.building.conftest import Site
from tests.conftest import tree

ORPHANS = [f"{locale}/12-diskfull.{kind}" for locale in ("en-US", "pt-BR") for kind in ("html", "json")]

FORMER_LISTS = [  # four events are one shard, which also has the first file of hits
    *(
        f"{locale}/events/{number}.{ending}"
        for locale in ("en-US", "pt-BR")
        for number in (1, 2, 3)
        for ending in ("html", "js")
    ),
    *(f"{locale}/search/{number}-0.js" for locale in ("en-US", "pt-BR") for number in (2, 3)),
]


@pytest.fixture
def built(site: Site) -> Site:
    site.build()
    site.build()
    return site


def test_orphans_are_removed(built: Site) -> None:
    (built.catalog / "events/12.yaml").unlink()
    changes = built.build().changes
    assert changes
    assert sorted(changes.removed) == sorted(["e/12/index.html", *ORPHANS, *FORMER_LISTS])
    assert changes.untracked == []
    assert tree(built.out) == built.clean()


def test_an_orphan_that_somebody_changed_stays(built: Site) -> None:
    page = built.out / ORPHANS[0]
    page.write_bytes(b"changed")
    (built.catalog / "events/12.yaml").unlink()
    for _ in range(3):
        changes = built.build().changes
        assert changes
        assert changes.untracked == [ORPHANS[0]]
    assert page.read_bytes() == b"changed"


def test_a_check_predicts_the_same_changes(built: Site) -> None:
    (built.out / ORPHANS[0]).write_bytes(b"changed")
    (built.catalog / "events/12.yaml").unlink()
    before = tree(built.out)
    predicted = built.build(check=True).changes
    assert tree(built.out) == before
    done = built.build().changes
    assert predicted
    assert done
    assert sorted(predicted.written) == sorted(done.written) != []
    assert sorted(predicted.removed) == sorted(done.removed) != []
    assert predicted.unchanged == done.unchanged


def test_counts_add_up_to_the_files_of_the_site(built: Site) -> None:
    built.edit("events/12.yaml", "full.", "empty.")
    changes = built.build().changes
    assert changes
    assert len(changes.written) + changes.unchanged == len(tree(built.out)) == built.manifest.file_count
    again = built.build().changes
    assert again
    assert (again.written, again.unchanged) == ([], built.manifest.file_count)


def test_files_are_reported_in_the_order_in_which_they_are_written(built: Site) -> None:
    """A new site appears as a whole and is reported in order. Later, pages are written before lists."""
    built.edit("events/12.yaml", "DiskFull", "Another")
    changes = built.build().changes
    assert changes
    written = changes.written
    for page in ("12-another.html", "11-diskfull.html"):
        assert written.index(f"en-US/{page}") < written.index("en-US/events/2.html")
    assert written.index("en-US/12-another.html") < written.index("en-US/11-diskfull.html")


def test_untracked_files_are_reported_until_they_are_removed(built: Site) -> None:
    (built.out / "mine.txt").write_bytes(b"mine")
    for _ in range(3):
        changes = built.build().changes
        assert changes
        assert changes.untracked == ["mine.txt"]
    (built.out / "mine.txt").unlink()
    changes = built.build().changes
    assert changes
    assert changes.untracked == []


def interrupt(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Build, but stop when the files are in place and the build is not yet recorded."""

    def stop(*_: object) -> None:
        raise EventdocsError("stopped")

    with monkeypatch.context() as patch:
        patch.setattr(OutputDir, "save_manifest", stop)
        with pytest.raises(EventdocsError, match="stopped"):
            site.build()


def test_the_files_of_interrupted_builds_are_removed_as_orphans(
    built: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    finished = built.manifest
    for number in (80, 81):
        built.write(f"events/{number}.yaml", f"id: {number}\nname: Far\nstrings: {{en-US: {{message: x}}}}\n")
        interrupt(built, monkeypatch)
        (built.catalog / f"events/{number}.yaml").unlink()
    pending = blob_cache.read(built.state_dir / PENDING)
    assert [manifest[13] for manifest in pending] == [6, 6]  # the last one first
    assert built.manifest == finished
    assert {"en-US/80-far.html", "en-US/81-far.html"} & tree(built.out).keys() == {"en-US/81-far.html"}
    changes = built.build().changes
    assert changes
    assert "en-US/81-far.html" in changes.removed
    assert not (built.state_dir / PENDING).exists()
    assert tree(built.out) == built.clean()


def test_a_build_that_is_interrupted_again_is_announced_once(
    built: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    built.edit("events/12.yaml", "full.", "empty.")
    interrupt(built, monkeypatch)
    (built.out / "index.html").write_bytes(b"other")
    interrupt(built, monkeypatch)
    assert len(blob_cache.read(built.state_dir / PENDING)) == 1


def test_builds_that_differ_only_in_pages_about_the_site_are_announced_one_by_one(
    built: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("first", "second"):
        built.write("templates/chooser.html", name)
        interrupt(built, monkeypatch)
    assert len(blob_cache.read(built.state_dir / PENDING)) == 2


def test_a_build_that_changes_nothing_announces_nothing(built: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    built.write("glossary.yaml", "terms: []\n")
    interrupt(built, monkeypatch)
    assert not (built.state_dir / PENDING).exists()


def test_artifacts_are_the_digests_of_all_files(built: Site) -> None:
    with built.session() as session:
        found = dict(commit.artifacts(session.output, built.manifest))
    assert found == {path: digest(data) for path, data in tree(built.out).items()}


def test_the_manifest_describes_the_output(built: Site) -> None:
    manifest = built.manifest
    assert all(manifest.output_dirs.values())
    assert manifest.output_dirs.keys() >= {"", "en-US/", "pt-BR/"}
    assert all(isinstance(page, CachedPage) for page in manifest.site_pages.values())
    assert encode(manifest)[0] == manifest.version
