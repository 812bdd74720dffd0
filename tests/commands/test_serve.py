"""A preview session renders pages immediately, builds in the background, and notifies browsers of both."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from eventdocs.commands.preview_build import build_site
from eventdocs.commands.serve import PreviewSession
from eventdocs.model.errors import EventdocsError
from tests.conftest import EVENT, Write

E7 = "events/7-diskfull.yaml"
PAGE, LIST = "en-US/7-diskfull.html", "en-US/index.html"


class InProcess:
    """Builds in this process, which is faster; a test can delay the end of a build."""

    def __init__(self, module: str, catalog: str, site: str, editor: str) -> None:
        self.arguments = Path(catalog), Path(site), editor

    def output(self) -> str:
        """Build and return the errors."""
        return build_site(*self.arguments)

    def kill(self) -> None:
        """Do nothing, because there is no process."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder for a preview whose builds run in this process."""
    monkeypatch.setattr("eventdocs.commands.serve.ModuleProcess", InProcess)
    (tmp_path / "preview").mkdir()
    return tmp_path / "preview"


@pytest.fixture
def session(catalog: Write, folder: Path) -> PreviewSession:
    """Return a session that has read the catalog and not built yet."""
    session = PreviewSession(catalog(), folder, "")
    session.refresh()
    return session


def test_pages_are_rendered_until_the_site_is_built(session: PreviewSession, catalog: Write) -> None:
    page = session.render(PAGE)
    assert page is not None
    assert session.render(LIST) is None
    assert session.build() == ""
    assert session.render(PAGE) is None
    assert (session.site / PAGE).read_bytes() == page
    catalog({E7: EVENT.replace("The disk is full.", "It is full.")})
    session.refresh()
    changed = session.render(PAGE)
    assert changed is not None
    assert b"It is full." in changed
    assert (session.site / PAGE).read_bytes() == page


def test_a_page_that_is_asked_for_before_the_catalog_is_read_is_rendered_then(
    catalog: Write, folder: Path
) -> None:
    session = PreviewSession(catalog(), folder, "")
    found: list[bytes | str | None] = []
    browsers = [
        threading.Thread(target=lambda: found.append(session.render(PAGE)), daemon=True),
        threading.Thread(target=lambda: found.append(session.version(PAGE)), daemon=True),
    ]
    for browser in browsers:
        browser.start()
    browsers[0].join(0.1)
    assert found == []
    session.refresh()
    for browser in browsers:
        browser.join(30)
    page = session.render(PAGE)
    assert page is not None
    assert {*found} == {page, "page 1"}


def test_a_page_that_is_asked_for_is_not_waited_for_when_the_preview_ends(
    catalog: Write, folder: Path
) -> None:
    session = PreviewSession(catalog(), folder, "")
    session.close()
    assert session.render(PAGE) is None


def test_a_file_that_was_saved_before_the_watch_started_is_read(
    session: PreviewSession, catalog: Write
) -> None:
    catalog({E7: EVENT.replace("The disk is full.", "It is full.")})
    session.refresh_after_changes(iter([set()]))
    page = session.render(PAGE)
    assert page is not None
    assert b"It is full." in page
    assert session.refreshes == 2


def test_without_changes_the_start_of_the_watch_refreshes_nothing(session: PreviewSession) -> None:
    session.refresh_after_changes(iter([set()]))
    assert session.refreshes == 1
    session.refresh_after_changes(iter([{E7}]))
    assert session.refreshes == 2


def test_a_catalog_that_was_removed_before_the_watch_started_is_noticed(session: PreviewSession) -> None:
    shutil.rmtree(session.catalog)
    session.refresh_after_changes(iter([set()]))
    assert session.refreshes == 2


def test_a_catalog_that_may_not_be_scanned_when_the_watch_starts_is_read_again(
    session: PreviewSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> object:
        raise PermissionError(13, "Permission denied", "events")

    monkeypatch.setattr("eventdocs.building.preview.scan_folders", refuse)
    session.refresh_after_changes(iter([set()]))
    assert session.refreshes == 2


def test_a_build_saves_the_events_for_the_next_preview(
    session: PreviewSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved: list[PreviewSession] = []
    monkeypatch.setattr(session.pages, "save_events", lambda: saved.append(session))
    session.build()
    assert saved == [session]


def test_pages_do_not_wait_for_templates_after_the_first_build(
    session: PreviewSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.build()
    session.refresh()

    def fail(*arguments: object) -> None:
        raise AssertionError("compiled a template")

    monkeypatch.setattr("jinja2.Environment.compile", fail)
    assert session.render(PAGE) is not None


def test_broken_templates_are_an_error_of_the_build(catalog: Write, folder: Path) -> None:
    session = PreviewSession(catalog({"templates/strings.html": "{% if %}"}), folder, "")
    session.refresh()
    assert session.build() == build_site(session.catalog, session.site, "") != ""


def test_a_failed_build_returns_its_errors_and_leaves_the_site_as_it_was(
    session: PreviewSession, catalog: Write
) -> None:
    assert session.build() == ""
    page = session.site / PAGE
    before = page.read_bytes()
    folder = catalog({E7: EVENT.replace("level: error", "level: eror")})
    session.refresh()
    errors = session.build()
    assert f"{folder.as_posix()}/{E7}:3:8" in errors
    assert page.read_bytes() == before
    assert session.wait(LIST, None, 0) == ("site 2", errors)
    catalog({E7: EVENT})
    session.refresh()
    assert session.build() == ""
    assert session.wait(LIST, None, 0) == ("site 3", "")


def test_a_catalog_that_cannot_be_read_is_an_error_with_its_hint(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "empty").mkdir()
    session = PreviewSession(tmp_path / "empty", folder, "")
    session.refresh()
    message, hint = session.build().split(" · ")
    assert "empty" in message
    assert hint
    assert session.placeholder()


def test_the_version_of_a_page_changes_when_the_catalog_is_read_and_that_of_a_list_with_builds(
    session: PreviewSession,
) -> None:
    assert [session.wait(path, None, 0)[0] for path in (PAGE, LIST)] == ["page 1", "site 0"]
    session.build()
    assert [session.wait(path, None, 0)[0] for path in (PAGE, LIST)] == ["page 1", "site 1"]
    session.refresh()
    assert [session.wait(path, None, 0)[0] for path in (PAGE, LIST)] == ["page 2", "site 1"]


def test_a_browser_waits_until_there_is_another_build(session: PreviewSession) -> None:
    statuses: list[tuple[str, str]] = []
    browser = threading.Thread(
        target=lambda: statuses.append(session.wait(LIST, ("site 0", ""), 600)), daemon=True
    )
    browser.start()
    session.build()
    session.wait_for_build(600)
    browser.join(30)
    assert statuses == [("site 1", "")]


def test_while_there_is_no_site_a_page_links_to_events(catalog: Write, folder: Path) -> None:
    name = "events/1-x.yaml"
    session = PreviewSession(
        catalog({name: EVENT.replace("id: 7", "id: '<1>'").replace("DiskFull", "A&B")}), folder, ""
    )
    session.refresh()
    text = session.placeholder().decode()
    assert f"<a href='/{PAGE}'>7 - DiskFull</a>" in text
    assert "<1>" not in text


@pytest.fixture
def builder(session: PreviewSession) -> Iterator[list[str]]:
    """Build after each refresh in a thread, and yield the reports."""
    reports: list[str] = []
    thread = threading.Thread(target=session.build_after_refreshes, args=(reports.append,))
    thread.start()
    yield reports
    session.close()
    thread.join(30)
    assert not thread.is_alive()


def test_each_refresh_is_followed_by_a_build(
    session: PreviewSession, builder: list[str], catalog: Write
) -> None:
    session.wait_for_build(60)
    catalog({E7: EVENT.replace("level: error", "level: eror")})
    session.refresh()
    status = session.wait(LIST, ("site 1", ""), 60)
    assert status[0] == "site 2"
    catalog({E7: EVENT})
    session.refresh()
    assert session.wait(LIST, status, 60) == ("site 3", "")
    session.close()
    assert builder[0] == "built"
    assert "eror" in builder[1]


def test_a_build_that_cannot_be_started_or_fails_is_an_error(
    session: PreviewSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: str) -> InProcess:
        raise EventdocsError("no process")

    monkeypatch.setattr("eventdocs.commands.serve.ModuleProcess", fail)
    assert session.build() == "no process"
    session.close()
    assert session.build() == "the preview has ended"
