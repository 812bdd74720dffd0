"""Payloads in any field of a catalog are never executed and add no element to any page."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from eventdocs.building.api import build
from eventdocs.site.routes import Format
from tests.payload_catalog import write_catalog
from tests.xss import HASHES, INLINE, OPERATE, SEARCH, Watch, document, rendered_pages, report_files, watched

pytestmark = pytest.mark.browser

RUN = "alert(1)"
TAG = f"<img src=x onerror={RUN}>"
PAYLOADS = (
    TAG,
    f"a \\`{TAG}`",
    f"``{TAG}` x ```",
    f"`{TAG}",
    f"[x](a`){TAG}`",
    f'[x](a "`") {TAG} `',
    f"x\\{TAG}",
    f"`a\\|{TAG}`",
    f"\\{TAG}",
    f"&lt;{TAG}",
    f"[x](javascript:{RUN})",
    f"[x]( <javascript:{RUN}>)",
    f"[x](&#106;avascript&colon;{RUN})",
    f"<javascript:{RUN}>",
    f'![x](x" onerror="{RUN})',
    f"[x]: javascript:{RUN} [x]",
    f"> ```{TAG}",
    f"~~~ {TAG}",
    f"- # {TAG}",
    f"</span></code></pre></title></textarea>{TAG}",
    f"--> ]]> </script><script>{RUN}</script>",
    f'" autofocus tabindex=1 onfocus={RUN} x="',
    f"' onmouseover='{RUN}' '",
    f'x {{: onclick="{RUN}" }}',
    f"<xref:a/onmouseover={RUN}//>",
    f"<https://a/onmouseover={RUN}//>",
    f"<svg/onload={RUN}>",
    f"${{{RUN}}} {{{{ {RUN} }}}} {{% {RUN} %}}",
    f"::: {TAG}",
    f"a | b {TAG} | `c",
)
HARMLESS = tuple(f"harmless {number}" for number in range(len(PAYLOADS)))
ELEMENTS = """() => [...document.querySelectorAll("body *")].map(each => each.nodeName)"""


@pytest.fixture
def watch(browser: Browser) -> Iterator[Watch]:
    """Return a page that records what only payloads can cause."""
    context = browser.new_context()
    yield watched(context)
    context.close()


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the sites of a catalog of payloads, and of one with as many harmless texts."""
    folder = tmp_path_factory.mktemp("payloads")
    for name, texts in (("payloads", PAYLOADS), ("harmless", HARMLESS)):
        write_catalog(folder / name / "catalog", texts, " ".join(texts))
        for kind in Format:
            result = build(folder / name / "catalog", folder / name / kind.value, [kind])
            assert (result.events, result.diagnostics) == (len(texts), [])
    return folder


def elements(watch: Watch) -> Counter[str]:
    """Return the elements of the open page, without inline Markdown.

    A code block that contains template tags is written as a paragraph of code.
    """
    found: list[str] = watch.page.evaluate(ELEMENTS)
    return Counter("P" if name == "PRE" else name for name in found if name not in INLINE)


def opened(watch: Watch, addresses: list[str], *, operated: bool = True) -> list[Counter[str]]:
    """Open pages and operate all their controls; return the elements of each page."""
    found = []
    for address in addresses:
        watch.page.goto(address)
        found.append(elements(watch))
        if operated:
            watch.executed += watch.page.evaluate(OPERATE, 1)
    return found


def numbered(site: Path, pattern: str) -> list[str]:
    """Return the addresses of the pages of a site in the order of its events."""

    def number(path: Path) -> tuple[str, int, str]:
        digits = "".join(character for character in path.name[:2] if character.isdigit())
        return path.relative_to(site).parts[0], int(digits or 0), path.name

    return [path.as_uri() for path in sorted(site.rglob(pattern), key=number)]


def test_pages_have_the_elements_of_harmless_pages_and_execute_nothing(watch: Watch, sites: Path) -> None:
    pages = {name: numbered(sites / name / "html", "*-v1.html") for name in ("payloads", "harmless")}
    assert len(pages["payloads"]) == len(pages["harmless"]) == 2 * len(PAYLOADS)
    assert opened(watch, pages["payloads"]) == opened(watch, pages["harmless"], operated=False)
    assert watch.executed == []


def test_lists_can_be_searched_and_filtered_and_execute_nothing(watch: Watch, sites: Path) -> None:
    for path in sorted((sites / "payloads/html").glob("*/index.html")):
        opened(watch, [path.as_uri()], operated=False)
        watch.page.evaluate(SEARCH, [TAG, [*HASHES, *PAYLOADS]])
        watch.executed += watch.page.evaluate(OPERATE, 1)
    assert watch.executed == []


@pytest.mark.parametrize("kind", [Format.GFM, Format.MARKDOWN])
def test_markdown_with_raw_html_has_the_elements_of_harmless_pages_and_executes_nothing(
    kind: Format, watch: Watch, sites: Path
) -> None:
    found = {}
    for name in ("payloads", "harmless"):
        pages = []
        for renderer, path, html in rendered_pages(sites / name / kind.value):
            if name == "payloads":
                watch.show(renderer, path, html)
            else:
                watch.page.set_content(html)
            pages.append(sorted(elements(watch).items()))
        found[name] = sorted(pages)
        assert len(pages) >= 2 * len(PAYLOADS)
    assert found["payloads"] == found["harmless"]
    assert watch.executed == []


def test_reports_feed_and_badge_execute_nothing(watch: Watch, sites: Path, tmp_path: Path) -> None:
    addresses = [address for _, address in report_files(sites / "payloads/catalog", tmp_path / "reports")]
    for address in addresses:
        watch.open("report", address)
    assert len(addresses) == 12
    assert watch.executed == []


def test_payloads_run_where_they_are_not_escaped(watch: Watch, tmp_path: Path) -> None:
    path = tmp_path / "control.html"
    path.write_text(document(TAG), "utf-8")
    watch.open("control", path.as_uri(), pause=50)
    assert watch.executed


def test_payloads_in_frames_run_and_their_parts_are_seen(watch: Watch) -> None:
    """Pages that are opened at once are as good as others, and a payload that hides the rest of a text is found."""
    pages = [("comment", document("<!-- a")), ("swallowed", document("<textarea>")), ("runs", document(TAG))]
    watch.show_all("pages", pages)
    assert watch.parts == {"pages": {"comment", "TEXTAREA", "IMG"}}
    assert set(watch.executed) == {"about:blank: executed: alert", "runs: attribute onerror"}
