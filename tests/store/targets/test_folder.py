"""A folder is written by one publication at a time, and never through a link."""

from pathlib import Path

import pytest

from eventdocs.commands.publish import publish
from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.store.lock import locked
from tests.conftest import tree
from tests.publish_targets import FIRST, FolderPlace, lay


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a small site."""
    (tmp_path / "site").mkdir()
    return lay(tmp_path / "site", FIRST)


def test_no_file_is_written_through_a_link(site: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "target").mkdir()
    (tmp_path / "target/en").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(EventdocsError, match="`en` at the target"):
        publish(site, str(tmp_path / "target"), overwrite=True)
    assert tree(tmp_path / "elsewhere") == {}
    assert not (tmp_path / "target/index.html").exists()


def test_a_second_publication_waits_and_then_reports_the_other_one(site: Path, tmp_path: Path) -> None:
    target = tmp_path / "target"
    with locked(target, 0, state_dir=target / ".eventdocs"), pytest.raises(EventdocsError) as caught:
        publish(site, str(target), wait=0)
    assert caught.value.code == Exit.LOCKED
    assert FolderPlace(target).files() == {}
    publish(site, f"file:{target}", wait=0)
    assert FolderPlace(target).files() == FIRST


def test_an_operating_system_error_is_reported_in_a_sentence(site: Path) -> None:
    with pytest.raises(EventdocsError, match="cannot publish `/proc/") as caught:
        publish(site, "/proc/nowhere/site")
    assert caught.value.code == Exit.ENVIRONMENT


def test_a_repository_in_the_target_is_not_looked_at(site: Path, tmp_path: Path) -> None:
    lay(tmp_path / "target", {".git/config": b"theirs"})
    assert publish(site, str(tmp_path / "target")).untracked == ()


def test_temporary_files_of_a_killed_run_are_removed_even_if_nothing_changed(
    site: Path, tmp_path: Path
) -> None:
    publish(site, str(tmp_path / "target"))
    (tmp_path / "target/.eventdocs/part").write_bytes(b"half")
    assert publish(site, str(tmp_path / "target")).is_noop
    assert FolderPlace(tmp_path / "target").files() == FIRST


def test_folders_that_become_empty_are_removed(site: Path, tmp_path: Path) -> None:
    publish(lay(site, {**FIRST, "fr/deep/1.html": b""}), str(tmp_path / "target"))
    publish(lay(site, FIRST), str(tmp_path / "target"))
    assert not (tmp_path / "target/fr").exists()
