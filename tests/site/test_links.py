"""Every link of a site leads to the right file, whatever the ids, names and providers of its events."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal
from urllib.parse import quote, unquote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from eventdocs.building.api import BuildOptions, build
from eventdocs.model.event import Event
from eventdocs.rules import structure_errors
from eventdocs.site.routes import Format
from eventdocs.store.catalog import parse_catalog
from tests.conftest import tree

BASE = "https://docs.example.org/ev%20ents"
CATALOG = "source_locale: en-US\nlocales: [en-US, pt-BR]\nsite: {{base_url: '{}'}}\nproviders: {{{}}}\n"
# Valid names that could break a URL, Markdown, HTML or a file system.
AWKWARD = [
    ("7", "Plain", ""),
    ("a#b", "C#", ""),
    ("100%", "%2e%2e", "%2e%2e"),
    ("a&b;c=d", "+plus,comma", "x;y&z"),
    ("[x](y)", "{z}`q`", "~tilde"),
    ("größe", "磁碟-Σας", "İstanbul"),
    ("'quoted'", "$&!^", "(p)"),
    ("😀", "Ǆ", "ﬁ"),
]
Names = tuple[str, str, str]
Form = Literal["NFC", "NFD", "NFKC", "NFKD"]
FORMS: tuple[Form, ...] = ("NFC", "NFD", "NFKC", "NFKD")

_names = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=6) | st.text(
    st.sampled_from("aA1.-_#%&+;=~!$'(),[]{}^`éÉßσςǅıİ²ﬁ"), min_size=1, max_size=4
)


def write_catalog(folder: Path, names: list[Names]) -> list[Event]:
    """Write a catalog with events of these names, except for names that the checker rejects; return the events."""
    accepted: list[Names] = []
    for candidate in names:
        if not _errors(_files([*accepted, candidate])):
            accepted.append(candidate)
    files = _files(accepted)
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return list(parse_catalog(files).catalog.events)


def _files(names: list[Names]) -> dict[str, bytes]:
    providers = {provider for _, _, provider in names if provider}
    declared = ", ".join(f"{_quoted(provider)}: {{name: P}}" for provider in sorted(providers))
    events = {f"events/{at}.yaml": _event(*each).encode() for at, each in enumerate(names)}
    return {"catalog.yaml": CATALOG.format(BASE, declared).encode(), **events}


def _event(event_id: str, name: str, provider: str) -> str:
    own = f"provider: {_quoted(provider)}\n" if provider else ""
    head = f"id: {_quoted(event_id)}\nname: {_quoted(name)}\n{own}"
    return f"{head}strings:\n  en-US: {{message: Full.}}\n  pt-BR: {{message: Cheio.}}\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _errors(files: Mapping[str, bytes]) -> list[object]:
    loaded = parse_catalog(files)
    return [*loaded.diagnostics, *structure_errors(loaded.catalog)]


# The files with the texts that search hits show.
_HITS = re.compile(r"/search/[0-9]+-[0-9]+\.js$")


class _Links(HTMLParser):
    """The URLs that a page links to, and the text of each link by URL."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.texts: dict[str, str] = {}
        self._open = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        address = values.get("href") or values.get("src") or ""
        self.found += [address] if address else []
        self.found += [values["content"] or ""] if values.get("property") == "og:url" else []
        self._open = address if tag == "a" else self._open

    def handle_endtag(self, tag: str) -> None:
        self._open = "" if tag == "a" else self._open

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[self._open] = self.texts.get(self._open, "") + data


def links(path: str, text: str) -> Iterator[str]:
    """Yield the URLs in a file of a site."""
    if path.endswith(".html"):
        yield from _Links(text).found
    elif path.endswith(".xml"):
        for element in ElementTree.fromstring(text).iter():
            yield from (value for value in (element.get("href"), (element.text or "").strip()) if value)
    elif path.endswith((".md", "llms.txt")):
        yield from re.findall(r"\]\(([^()\s]*)\)$", text, re.MULTILINE)
    elif _HITS.search(path):
        _, *hits = json.loads(text.removeprefix("eventdocsIndex(").removesuffix(");\n"))
        yield from (f"../{hit[8] if len(hit) > 8 else f'{hit[0]}-{hit[1]}'.lower()}.html" for hit in hits)


def target(path: str, link: str) -> str:
    """Return the file that a link in a file leads to, as a browser finds it."""
    here = f"{BASE}/{quote(path)}"
    parts = urlsplit(urljoin(here, link))
    assert not parts.query or parts.path.endswith("/index.html"), link  # a filtered list
    found = unquote(parts.path, errors="strict").removeprefix(f"{unquote(urlsplit(BASE).path)}/")
    return found + "index.html" if found.endswith("/") else found


def check_site(folder: Path, events: list[Event]) -> None:
    """Build a site and check its links and paths."""
    options = BuildOptions(jobs=1)
    assert build(folder / "catalog", folder / "site", [Format.HTML, Format.GFM], options=options).changes
    files = tree(folder / "site")
    texts = {path: data.decode() for path, data in files.items()}
    dead = [
        (path, link)
        for path, text in texts.items()
        for link in links(path, text)
        if not link.startswith("#") and target(path, link) not in files
    ]
    assert dead == []
    pages = {f"{locale}/{event.slug}.html": event for event in events for locale in ("en-US", "pt-BR")}
    assert pages.keys() <= files.keys()
    for path, event in pages.items():
        alternate = re.search(r'type="application/json" href="([^"]*)"', texts[path])
        assert alternate
        page = json.loads(texts[target(path, alternate[1])])
        assert (page["id"], page["name"], page["key"]) == (event.id, event.name, event.key)
    check_lists(texts, events, set(pages))
    for fold in (str.lower, *map(_caseless, FORMS)):
        prefixes = {path[: match.start()] for path in files for match in re.finditer("/|$", path)}
        assert len({fold(prefix) for prefix in prefixes}) == len(prefixes)


def check_lists(texts: Mapping[str, str], events: list[Event], pages: set[str]) -> None:
    """Assert that lists, search and sitemaps contain each page, with the text of its event."""
    for locale in ("en-US", "pt-BR"):
        own = {page for page in pages if page.startswith(locale)}
        listed = _Links(texts[f"{locale}/index.html"]).texts
        by_page = {target(f"{locale}/index.html", link): text for link, text in listed.items()}
        assert {page: by_page.get(page) for page in own} == {
            f"{locale}/{event.slug}.html": f"{event.id} {event.name}" for event in events
        }
        hits = [path for path in texts if path.startswith(f"{locale}/") and _HITS.search(path)]
        for paths in (hits, [f"{locale}/sitemap.xml"]):
            assert own <= {target(path, link) for path in paths for link in links(path, texts[path])}


def _caseless(form: Form) -> Callable[[str], str]:
    def fold(text: str) -> str:
        return unicodedata.normalize(form, unicodedata.normalize("NFD", text).casefold())

    return fold


@settings(max_examples=12)
@example(AWKWARD)
@given(st.lists(st.tuples(_names, _names, st.just("") | _names), min_size=4, max_size=16))
def test_every_link_leads_to_its_file_and_no_two_paths_are_one_file_anywhere(names: list[Names]) -> None:
    with TemporaryDirectory() as folder:
        events = write_catalog(Path(folder) / "catalog", names)
        check_site(Path(folder), events)


def test_awkward_names_are_legal(tmp_path: Path) -> None:
    assert len(write_catalog(tmp_path, AWKWARD)) == len(AWKWARD)


@pytest.mark.parametrize("event", AWKWARD[1:])
def test_an_awkward_name_is_encoded_in_every_kind_of_file(event: Names, tmp_path: Path) -> None:
    events = write_catalog(tmp_path / "catalog", [event])
    check_site(tmp_path, events)
    for path, data in tree(tmp_path / "site").items():
        for link in links(path, data.decode()):
            assert re.fullmatch(r"#?[\w.~!$&'()*+,;=:@%/-]*", link, re.ASCII), (path, link)
