"""A preview session builds, keeps the last good site, and tells waiting browsers about each build."""

import threading
from pathlib import Path

from eventdocs.commands.serve import PreviewSession
from tests.conftest import EVENT, Write

E7 = "events/7-diskfull.yaml"


def test_a_failed_build_returns_its_errors_and_leaves_the_site_as_it_was(
    catalog: Write, tmp_path: Path
) -> None:
    folder = catalog()
    session = PreviewSession(folder, tmp_path / "site", "")
    assert session.build() == ""
    page = tmp_path / "site/en-US/7-diskfull.html"
    before = page.read_bytes()
    catalog({E7: EVENT.replace("level: error", "level: eror")})
    errors = session.build()
    assert f"{folder.as_posix()}/{E7}:3:8" in errors
    assert page.read_bytes() == before
    assert session.wait(0, 0) == (2, errors)
    catalog({E7: EVENT})
    assert session.build() == ""
    assert session.wait(2, 0) == (3, "")


def test_a_catalog_that_cannot_be_read_is_an_error_with_its_hint(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    message, hint = PreviewSession(tmp_path / "empty", tmp_path / "site", "").build().split("\n")
    assert "empty" in message
    assert hint


def test_a_browser_waits_until_there_is_another_build(catalog: Write, tmp_path: Path) -> None:
    session = PreviewSession(catalog(), tmp_path / "site", "")
    assert session.wait(0, 0) == (0, "")
    news: list[tuple[int, str]] = []
    browser = threading.Thread(target=lambda: news.append(session.wait(0, 600)), daemon=True)
    browser.start()
    session.build()
    browser.join(30)
    assert news == [(1, "")]
