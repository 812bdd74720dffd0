"""A catalog is read from a git revision."""

from pathlib import Path

import pytest

from eventdocs.model.errors import EventdocsError
from eventdocs.store.revisions import read_catalog_at
from tests.cli.test_diff import git
from tests.conftest import Write

E7 = "events/7-diskfull.yaml"


@pytest.fixture
def repository(catalog: Write) -> Path:
    """Return a repository whose first revision has no catalog, whose second has one, and that changed since."""
    folder = catalog({"events/notes.txt": "no part of the catalog"})
    git(folder.parent, "init", "-q", "-b", "main")
    git(folder.parent, "commit", "-q", "--allow-empty", "-m", "empty")
    git(folder.parent, "tag", "empty")
    git(folder.parent, "add", "-A")
    git(folder.parent, "commit", "-q", "-m", "catalog")
    (folder / E7).write_text("id: 7\nname: Other\n", "utf-8")
    return folder


def test_the_catalog_is_the_one_of_the_revision(repository: Path) -> None:
    (event,) = read_catalog_at(repository, "main").events
    assert (event.name, event.file) == ("DiskFull", E7)


@pytest.mark.parametrize(("ref", "message"), [("empty", "is not a catalog at `empty`"), ("x", "`x`")])
def test_a_revision_without_a_catalog_is_an_error(ref: str, message: str, repository: Path) -> None:
    with pytest.raises(EventdocsError, match=message):
        read_catalog_at(repository, ref)
