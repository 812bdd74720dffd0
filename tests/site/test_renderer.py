"""The files of a site are consistent: links, languages, sitemaps, JSON pages, sizes."""

import gzip
import json
import shutil
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest

from eventdocs.building.api import build
from eventdocs.site.event_json_schema import event_json_schema
from eventdocs.site.routes import Format
from tests.conftest import ROOT

BASE = "https://events.example/docs"
EDIT = "https://git.example/repo/blob/main/catalog/{path}#L{line}"
LOCALES = ["en-US", "ar", "ja-JP", "pt-BR"]
NAMESPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


class Document(HTMLParser):
    """A parsed page: its elements and links."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect the links and attributes of a start tag."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        """Return the attributes of the elements with a name and some attributes."""
        return [own for name, own in self.elements if name == tag and wanted.items() <= own.items()]

    @property
    def ids(self) -> list[str]:
        """Return the fragments that the page has."""
        return [own["id"] for _, own in self.elements if "id" in own]

    @property
    def links(self) -> list[str]:
        """Return everything that it links to or loads."""
        return [own[key] for _, own in self.elements for key in ("href", "src") if key in own]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of this repository's catalog with a base URL, and one event only in English."""
    folder = tmp_path_factory.mktemp("published")
    shutil.copytree(ROOT / "catalog", folder / "catalog")
    settings = folder / "catalog/catalog.yaml"
    site = f"site:\n  base_url: {BASE}/\n  edit_url: {EDIT}\n"
    settings.write_bytes(settings.read_bytes() + site.encode())
    event = folder / "catalog/events/activation/9001-onlyenglish.yaml"
    event.write_text("id: 9001\nname: OnlyEnglish\nstrings:\n  en-US:\n    description: It is new.\n")
    ledger = folder / "catalog/ledgers/pt-BR.ledger"
    before, after = ledger.read_text("utf-8").split("4031:message\n", 1)
    ledger.write_text(f"{before}4031:message\n{after.replace(' machine', ' translated', 1)}", "utf-8")
    assert build(folder / "catalog", folder / "out", [Format.HTML]).changes
    return folder / "out"


def documents(site: Path) -> dict[str, Document]:
    """Return all parsed pages by URL."""
    pages = {path.relative_to(site).as_posix(): path for path in site.rglob("*.html")}
    return {name: Document(path.read_text("utf-8")) for name, path in pages.items()}


def followed(site: Path, pages: dict[str, Document]) -> int:
    """Check all links and fragments of a site, and return their number."""
    count = 0
    for name, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), name
        for link in page.links:
            parts = urlsplit(link.replace(BASE, "", 1) if link.startswith(BASE) else link)
            if parts.scheme:
                assert link.startswith("https://git.example/repo/blob/main/catalog/events/"), link
                continue
            path = parts.path.removeprefix("/docs") if name == "404.html" else parts.path
            whole = path.startswith("/")
            target = normpath(path[1:] if whole else join(name, "..", unquote(path))) if path else name
            assert (site / target).is_file(), f"{name}: {link}"
            if parts.fragment:
                assert parts.fragment in pages[target].ids, f"{name}: {link}"
            count += 1
    return count


def test_every_link_and_fragment_has_a_target(published: Path) -> None:
    assert followed(published, documents(published)) > 1000


def test_alternate_links_between_languages_are_mutual(published: Path) -> None:
    pages = documents(published)
    alternates = {
        name: {own["hreflang"]: own["href"] for own in page.all("link", rel="alternate") if "hreflang" in own}
        for name, page in pages.items()
    }
    count = 0
    for name, own in alternates.items():
        for locale, address in own.items():
            other = alternates[address.removeprefix(f"{BASE}/")]
            assert other == own, name
            count += locale != "x-default"
    assert count > 100
    assert alternates["pt-BR/4031-dispatchsessionfailed.html"].keys() == {*LOCALES, "x-default"}
    assert alternates["pt-BR/9001-onlyenglish.html"] == {}
    assert alternates["en-US/9001-onlyenglish.html"].keys() == {"en-US", "x-default"}


def test_the_sitemaps_are_the_pages_that_may_be_indexed(published: Path) -> None:
    pages = documents(published)
    canonical = {own["href"] for page in pages.values() for own in page.all("link", rel="canonical")}
    listed: list[str] = []
    index = ET.parse(published / "sitemap.xml").getroot()
    for place in index.findall("s:sitemap/s:loc", NAMESPACES):
        below = ET.parse(published / (place.text or "").removeprefix(f"{BASE}/")).getroot()
        for entry in below.findall("s:url", NAMESPACES):
            address = entry.findtext("s:loc", "", NAMESPACES)
            listed.append(address)
            page = pages[address.removeprefix(f"{BASE}/")]
            alternates = {own["hreflang"] for own in page.all("link", rel="alternate") if "hreflang" in own}
            assert {each.get("hreflang") for each in entry.findall("x:link", NAMESPACES)} == alternates
    assert set(listed) == canonical
    assert len(listed) == len(set(listed)) > 40
    hidden = {name for name, page in pages.items() if page.all("meta", name="robots", content="noindex")}
    assert hidden > {f"{locale}/9001-onlyenglish.html" for locale in LOCALES[1:]}
    assert {f"{BASE}/{name}" for name in pages.keys() - hidden - {"404.html"}} == canonical
    assert {name for name in pages if name.startswith("e/")} < hidden
    assert not any(name.startswith(("en-US/", "pt-BR/4", "404")) for name in hidden)
    assert f"Sitemap: {BASE}/sitemap.xml" in (published / "robots.txt").read_text("utf-8")


def test_json_pages_and_ndjson_follow_the_published_schema(published: Path) -> None:
    validator = jsonschema.Draft202012Validator(event_json_schema())
    json_pages = sorted(published.glob("*/*.json"))
    assert len(json_pages) == 16 * len(LOCALES)
    for path in json_pages:
        validator.validate(json.loads(path.read_text("utf-8")))
    lines = (published / "events.ndjson").read_text("utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines][-1] == "9001"
    one = next(json.loads(line) for line in lines if json.loads(line)["id"] == "4031")
    assert list(one["texts"]) == LOCALES
    page = json.loads((published / "pt-BR/4031-dispatchsessionfailed.json").read_text("utf-8"))
    assert one["texts"]["pt-BR"]["sections"] == page["sections"]


def loaded_by(site: Path, path: Path) -> list[Path]:
    """Return the paths of a page and of everything that it loads immediately."""
    page = Document(path.read_text("utf-8"))
    links = [own["src"] for own in page.all("script") if "src" in own]
    links += [own["href"] for rel in ("stylesheet", "icon") for own in page.all("link", rel=rel)]
    assert not page.all("style")
    assert not any(own.get("src", "").startswith("data:") for _, own in page.elements)
    assert not any(key.startswith("on") or key == "style" for _, own in page.elements for key in own)
    local = [link.removeprefix(f"{BASE}/") if link.startswith(BASE) else link for link in links]
    return [path, *((path.parent / link).resolve() for link in local)]


@pytest.mark.parametrize("with_links", [False, True], ids=["plain", "with edit links"])
def test_a_page_is_small_with_everything_that_it_loads(
    with_links: bool, published: Path, tmp_path: Path
) -> None:
    site = published
    if not with_links:
        site = tmp_path / "site"
        build(ROOT / "catalog", site, [Format.HTML])
    pages = [*site.glob("*/[0-9]*.html"), *site.glob("*/wcf/index.html")]
    assert len(pages) == (15 + with_links + 1) * len(LOCALES)
    for path in pages:
        loaded = loaded_by(site, path)
        assert len(loaded) <= 5
        assert sum(each.stat().st_size for each in loaded) <= 48 * 1024, path.name
        assert sum(len(gzip.compress(each.read_bytes(), 6)) for each in loaded) <= 15 * 1024, path.name
        scripts = [each for each in loaded if each.suffix == ".js"] + [*site.glob("assets/search.*.js")]
        assert len(scripts) == 2
        assert sum(each.stat().st_size for each in scripts) <= 24 * 1024


def test_an_edit_link_leads_to_the_line_of_its_text(published: Path) -> None:
    page = documents(published)["pt-BR/4031-dispatchsessionfailed.html"]
    links = [link for link in page.links if link.startswith("https://git.example/")]
    file = "events/activation/4031-dispatchsessionfailed.yaml"
    lines = (ROOT / "catalog" / file).read_text("utf-8").splitlines()
    found = [lines[int(link.partition("#L")[2]) - 1].strip() for link in links]
    assert [line.partition(":")[0] for line in found] == ["pt-BR", "description"]
    assert links[0].startswith(f"https://git.example/repo/blob/main/catalog/{file}#L")


def test_missing_texts_share_a_link_to_the_place_where_they_belong(published: Path) -> None:
    page = documents(published)["ar/4010-pendingsessionqueuefull.html"]
    links = [link for link in page.links if link.startswith("https://git.example/")]
    file = "events/activation/4010-pendingsessionqueuefull.yaml"
    line = (ROOT / "catalog" / file).read_text("utf-8").splitlines().index("  ar:") + 1
    assert set(links) == {f"https://git.example/repo/blob/main/catalog/{file}#L{line}"}
    assert len(links) == 1


def test_without_a_base_url_no_file_needs_one(tmp_path: Path) -> None:
    build(ROOT / "catalog", tmp_path / "out", [Format.HTML])
    names = {path.name for path in (tmp_path / "out").rglob("*")}
    assert names.isdisjoint({"404.html", "sitemap.xml", "robots.txt"})
    assert {"llms.txt", "events.ndjson", "search.js", ".nojekyll"} <= names
