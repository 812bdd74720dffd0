"""Folders from the command line are checked before anything in them is read or written."""

from errno import EACCES
from pathlib import Path

import pytest

from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.store.files import resolve_links
from eventdocs.store.folders import (
    input_roots,
    is_in_catalog,
    is_occupied,
    is_vacant,
    overlap,
    require_catalog,
)
from eventdocs.store.package_data import default_templates


def test_a_catalog_is_a_folder_with_its_settings(tmp_path: Path) -> None:
    with pytest.raises(EventdocsError, match=r"no catalog at `.*`: it has no `catalog\.yaml`"):
        require_catalog(tmp_path)
    (tmp_path / "catalog.yaml").touch()
    require_catalog(tmp_path)
    assert is_in_catalog(tmp_path)
    assert is_in_catalog(tmp_path / "not/there")
    assert not is_in_catalog(tmp_path.parent)


def test_inside_a_catalog_the_hint_is_to_pass_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "catalog.yaml").touch()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(EventdocsError, match="no catalog at `catalog`: there is no such folder") as error:
        require_catalog(Path("catalog"))
    assert error.value.hint == "pass `.` for the catalog in the current folder"


def test_a_catalog_that_cannot_be_looked_up_is_not_called_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(EACCES, "Permission denied", str(path))

    (tmp_path / "catalog.yaml").touch()
    monkeypatch.setattr("eventdocs.store.files.os.lstat", refuse)
    with pytest.raises(EventdocsError, match=r"cannot read `.*catalog\.yaml`: permission denied") as error:
        require_catalog(tmp_path)
    assert error.value.code is Exit.ENVIRONMENT


def test_a_path_is_vacant_occupied_or_a_folder_with_something_in_it(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    (tmp_path / "empty").mkdir()
    found = {
        name: (is_vacant(tmp_path / name), is_occupied(tmp_path / name))
        for name in ("not-there", "empty", "file", ".")
    }
    assert found == {
        "not-there": (True, False),
        "empty": (True, False),
        "file": (False, True),
        ".": (False, False),
    }


def test_folders_overlap_by_any_path_to_them(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "link").symlink_to("a")
    assert overlap(tmp_path / "a", tmp_path / "a/b")
    assert overlap(tmp_path / "a/b", tmp_path / "a")
    assert overlap(tmp_path / "link", tmp_path / "a")
    assert not overlap(tmp_path / "a", tmp_path / "ab")
    assert resolve_links(tmp_path / "link/b") == tmp_path / "a/b"


def test_linked_templates_are_a_separate_input_folder(tmp_path: Path) -> None:
    roots = {"": tmp_path / "catalog", "/": default_templates()}
    (tmp_path / "catalog/templates").mkdir(parents=True)
    assert input_roots(tmp_path / "catalog") == roots
    (tmp_path / "catalog/templates").rename(tmp_path / "theirs")
    (tmp_path / "catalog/templates").symlink_to(tmp_path / "theirs")
    assert input_roots(tmp_path / "catalog") == {**roots, "templates/": tmp_path / "catalog/templates"}
