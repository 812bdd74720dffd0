"""The search of the documentation finds the right page for the questions of readers."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import ROOT

SITE = ROOT / "docs-site"
QUESTIONS = {
    "how do I add German?": "how-to/add-a-language.html",
    "what does ED302 mean?": "rules/ED302.html",
    "can I use my own logo?": "how-to/theme.html",
    "how do I install eventdocs with pipx?": "get-started/install.html",
    "does it run on Windows?": "get-started/install.html",
    "how do I publish to GitHub Pages?": "how-to/publish-github-pages.html",
    "which permissions does S3 need?": "how-to/publish-s3.html",
    "what is a good content security policy for nginx?": "how-to/publish-nginx.html",
    "why was this page rebuilt?": "explanation/incremental-builds.html",
    "when is a translation stale?": "explanation/staleness.html",
    "how do I set up Weblate?": "how-to/translate-with-weblate.html",
    "can I import a manifest?": "how-to/import-manifest.html",
    "how do I fail a pull request?": "how-to/gate-pull-requests.html",
    "what does exit code 4 mean?": "reference/exit-codes.html",
    "which blocks can I override in a template?": "reference/templates.html",
    "how do I cache builds in CI?": "how-to/cache-ci-builds.html",
    "how do I accept old findings with a baseline?": "how-to/check.html",
    "which placeholders are there for printf?": "reference/placeholders.html",
    "how do I call it from Python?": "reference/python-api.html",
    "how do I convert a spreadsheet?": "how-to/adopt.html",
    "how do I add a field of my own?": "reference/fields-and-levels.html",
    "how do I change colors?": "how-to/theme.html",
    "what are the keys of events.ndjson?": "reference/json.html",
    "is it safe to restore a cache?": "how-to/cache-ci-builds.html",
}
pytestmark = pytest.mark.skipif(not SITE.is_dir(), reason="needs the site that `make docs-site` builds")


class _Files(SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Log nothing."""


@pytest.fixture(scope="module")
def search(browser: Browser) -> Iterator[Page]:
    """Yield the front page with the open search; the search loads its index, so it needs a server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, directory=SITE)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        page = browser.new_page()
        foreign: list[str] = []
        page.on("request", lambda request: foreign.append(request.url))
        page.goto(f"{address}index.html")
        page.get_by_role("button", name="Search").click()
        yield page
        assert [url for url in foreign if not url.startswith((address, "blob:"))] == []
        page.close()
        server.shutdown()


@pytest.mark.browser
@pytest.mark.parametrize("question", QUESTIONS)
def test_the_right_page_is_among_the_first_three_hits(search: Page, question: str) -> None:
    field, hits = search.get_by_role("combobox", name="Search"), search.get_by_role("option")
    field.fill("")
    expect(hits).to_have_count(0)  # those of the last question
    field.fill(question)
    hits.first.wait_for()
    addresses: list[str] = hits.evaluate_all("hits => hits.map(hit => hit.href)")
    assert QUESTIONS[question] in [urlsplit(address).path.removeprefix("/") for address in addresses[:3]]
