"""A site is read under the lock of its build, and only if the build was complete."""

from pathlib import Path

import pytest

from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.store.built_site import locked_site
from eventdocs.store.lock import locked


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site with files that are never published."""
    for name in ("index.html", "en/7.html", ".git/config", ".eventdocs/lock", "a.eventdocs.tmp"):
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).touch()
    return tmp_path / "site"


def test_the_files_of_a_site_are_listed_without_those_of_git_and_temporary_ones(site: Path) -> None:
    with locked_site(site, 0) as names:
        assert names == ["en/7.html", "index.html"]


def test_a_site_that_was_built_here_is_locked_while_it_is_read(site: Path) -> None:
    with locked(site, 0), pytest.raises(EventdocsError) as caught, locked_site(site, 0):
        pass
    assert caught.value.code == Exit.LOCKED
    with locked_site(site, 0), pytest.raises(EventdocsError), locked(site, 0):
        pass


def test_a_site_whose_build_was_interrupted_is_an_error(site: Path, tmp_path: Path) -> None:
    (tmp_path / ".site.eventdocs").mkdir()
    (tmp_path / ".site.eventdocs/pending").touch()
    with pytest.raises(EventdocsError, match="was interrupted") as caught, locked_site(site, 0):
        pass
    assert caught.value.hint == "run `eventdocs build` again"


def test_a_folder_without_files_is_no_site(tmp_path: Path) -> None:
    with pytest.raises(EventdocsError, match="there is no site in"), locked_site(tmp_path / "none", 0):
        pass


def test_a_link_in_a_site_is_an_error(site: Path) -> None:
    (site / "link").symlink_to("index.html")
    with pytest.raises(EventdocsError, match="is a symbolic link"), locked_site(site, 0):
        pass
