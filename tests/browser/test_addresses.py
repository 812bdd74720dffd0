"""Every link to a page with an unusual name works in a browser, for files and in the preview."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from eventdocs.building.api import build
from eventdocs.commands.serve import PreviewSession
from eventdocs.model.event import Event
from eventdocs.site.routes import Format
from eventdocs.store.preview_server import make_server
from eventdocs.text.addresses import href
from tests.browser.conftest import Open, follow
from tests.site.test_links import AWKWARD, write_catalog

pytestmark = pytest.mark.browser


@pytest.fixture
def events(tmp_path: Path) -> list[Event]:
    """Return the folder of a catalog with unusual event names; the site is in its folder `site`."""
    events = write_catalog(tmp_path / "catalog", AWKWARD)
    build(tmp_path / "catalog", tmp_path / "site", [Format.HTML])
    return events


@pytest.fixture(params=["files", "preview"])
def address(request: pytest.FixtureRequest, tmp_path: Path, events: list[Event]) -> Iterator[str]:
    """Return the URL of the site's folder."""
    if request.param == "files":
        yield f"{(tmp_path / 'site').as_uri()}/"
        return
    (tmp_path / "preview").mkdir()
    session = PreviewSession(tmp_path / "catalog", tmp_path / "preview", "")
    session.refresh()
    assert session.build() == ""
    session.refresh()  # lists come from the folder, pages of events are rendered
    server = make_server(session, 0, b"")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def test_every_link_leads_to_the_page_of_its_event(events: list[Event], address: str, opened: Open) -> None:
    found = opened(f"{address}pt-BR/index.html")
    page = found.page
    titles = [f"{event.id} {event.name}" for event in events]
    assert page.locator(".row a").all_text_contents() == titles
    for event, title in zip(events, titles, strict=True):
        found.settled().goto(f"{address}pt-BR/index.html")
        follow(page.get_by_role("link", name=title, exact=True))
        assert page.locator("h1").text_content() == title
        page.locator(".menu summary").click()
        follow(page.locator(".menu a[lang=en-US]"))
        assert page.locator("h1").text_content() == title
        assert page.locator("html").get_attribute("lang") == "en-US"
        found.settled().goto(f"{address}e/{href(event.id)}/index.html")
        follow(page.locator("section[lang=pt-BR] a", has_text=title))
        assert page.locator("h1").text_content() == title
    for title in reversed(titles[:-1]):
        follow(page.locator("a[rel=prev]"))
        assert page.locator("h1").text_content() == title
    assert found.problems == []


def test_the_search_finds_the_page_of_each_event(events: list[Event], address: str, opened: Open) -> None:
    page = opened(f"{address}pt-BR/index.html").page
    for event in events:
        page.goto(f"{address}pt-BR/index.html")
        page.fill("#q", event.id)
        follow(page.locator("#hits a", has_text=f"{event.id} - {event.name}").first)
        assert page.locator("h1").text_content() == f"{event.id} {event.name}"
