"""Find the links in the files of a site, so that tests can find dead links at any moment."""

import json
import re
from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote

_NAVIGATION = re.compile(r"<nav\b.*?</nav>|<p class=\"neighbours\">.*?</p>", re.DOTALL)
_ENTRY = re.compile(r'<li[^>]*>\s*<a (?:class="card" )?href="([^"]+)"')
_ROWS = re.compile(r"/events/[0-9]+\.js$")
_ANY = re.compile(r'(?:href|src)="([^"#?]+)')
_MARKDOWN = re.compile(r"\]\(([^)]+)\)")
_MARKDOWN_LIST = re.compile(
    r"[^/]+/README\.md|llms\.txt"
)  # the page of a provider links to its list for navigation
_ADDRESS = re.compile(r'(?:<loc>|href="|Sitemap: )([^<"\n]+)')


def entries(path: str, text: str, base: str) -> set[str]:
    """Return the files that a list, search index, sitemap or `events.ndjson` refers to; `base` is the site's URL.

    Navigation does not count: its pages link to each other, so that no order puts every target first.
    """
    if path == "events.ndjson":
        return {file for line in text.splitlines() for file in _of_event(json.loads(line), base)}
    if _ROWS.search(path):
        return _joined(path, [f"../{row[2]}" for row in _passed(text)[1]])
    if path.endswith(".js"):
        own = "search" in path and not path.startswith("assets/")
        return _joined(path, _of_search(text)) if own else set()
    if path.endswith(".html"):
        listed = text if path == "index.html" else _NAVIGATION.sub("", text)
        return _joined(path, _ENTRY.findall(listed))
    if path.endswith((".xml", "robots.txt")):
        return {each.removeprefix(f"{base}/") for each in _ADDRESS.findall(text) if each.startswith(base)}
    if _MARKDOWN_LIST.fullmatch(path):
        return _joined(path, [each.removeprefix(f"{base}/") for each in _MARKDOWN.findall(text)])
    return set()


def unreachable(site: Mapping[str, str], base: str) -> list[tuple[str, str]]:
    """Return the dead links of all pages that a visitor can reach from the front page, each with its page."""
    left, seen, dead = ["index.html"], {"index.html"}, []
    while left:
        path = left.pop()
        for target in _targets(path, site.get(path, ""), base):
            if target not in site:
                dead.append((path, target))
            elif target.endswith(".html") and target not in seen:
                seen.add(target)
                left.append(target)
    return dead


def _targets(path: str, text: str, base: str) -> Iterator[str]:
    for link in _ANY.findall(text):
        if link.startswith(f"{base}/"):
            yield link.removeprefix(f"{base}/")
        elif ":" not in link:
            yield normpath(join(dirname(path), link))


def _joined(path: str, links: list[str]) -> set[str]:
    return {normpath(join(dirname(path), link)) for link in links}


def _of_event(line: dict[str, dict[str, dict[str, str]]], base: str) -> Iterator[str]:
    for texts in line["texts"].values():
        page = unquote(texts["url"].removeprefix(f"{base}/"))
        yield from (page, f"{page.removesuffix('html')}json")


def _passed(text: str) -> Any:
    """Return the value in a script of the search."""
    return json.loads(text.removeprefix("eventdocsIndex(").removesuffix(");\n"))


def _of_search(text: str) -> list[str]:
    """Return the files that a file of the search refers to: the pages of its hits, or the files of terms."""
    value = _passed(text)
    if isinstance(value, dict):
        return [
            f"{path}search/{number}.js" for path, _ in value["folders"] for number in range(value["files"])
        ]
    hits = value[1:] if isinstance(value, list) else []  # after the key of the shard
    slugs = (hit[8] if len(hit) > 8 else f"{hit[0]}-{hit[1]}".lower() for hit in hits)
    return [f"../{slug}.html" for slug in slugs]
