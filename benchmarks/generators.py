"""Write the content for other generators: `python -m benchmarks.generators FOLDER --events N --locales L`.

The folder then contains `same` (Hugo with the outputs of eventdocs, see `same_outputs.py`), and sites with
one page for each event and locale and a list for each locale: `adapter` (Hugo, pages from JSON by a content
adapter), `markdown` (Hugo, a file for each page), `mkdocs` and `eleventy`. Their pages have the same sections
as ours, with the originals next to the translations. Where there are two ways to do something, we choose the
one that is faster for the other generator: flat URLs, relative links, no taxonomies, no check for duplicate
paths, no pages in the navigation of MkDocs.
"""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks import same_outputs
from benchmarks.events import KEYWORDS, PARAMETERS, Drawn, draw, drawn, locales, phrases, strings
from benchmarks.words import label

HERE = Path(__file__).parent
UNWANTED = ("taxonomy", "term", "rss", "sitemap", "404", "robotsTXT")
SECTIONS = ("description", "message", "cause", "resolution")

PARTIALS = ("head", "facts", "foot")
WORDS = (
    *(
        ("site", key)
        for key in ("skip", "search", "search_hint", "languages", "copy_link", "reading", "below")
    ),
    *(("site", key) for key in ("translation", "side", "original", "previous", "next", "shortcuts")),
    ("headings", "see_also"),
)

Pair = tuple[str, str]


def page(event: Drawn, locale: str, source: str) -> dict[str, Any]:
    """Return the content of a page. Each text is a pair of translation and original (empty if equal)."""

    def label_pair(context: str, key: str) -> Pair:
        return _pair(label(locale, context, key), label(source, context, key))

    found, originals = strings(event, locale), strings(event, source)
    sections = [
        _section(
            "properties", label_pair("headings", "properties"), rows=list(_properties(event, locale, source))
        )
    ]
    for field in SECTIONS:
        if field in originals:
            texts = [*originals[field], *(originals.get("steps", []) if field == "resolution" else [])]
            target = [*found.get(field, originals[field])]
            if field == "resolution":
                target += found.get("steps", [])
            sections.append(
                _section(field, label_pair("headings", field), texts=list(map(_pair, target, texts)))
            )
    if event.parameters:
        descriptions = map(_pair, found.get("parameters", originals["parameters"]), originals["parameters"])
        head = [("%", ""), *(label_pair("parameters", key) for key in ("name", "type", "description"))]
        rows = [
            [(f"%{number}", ""), (PARAMETERS[at][0], ""), (PARAMETERS[at][1], ""), text]
            for number, (at, text) in enumerate(zip(event.parameters, descriptions, strict=True), 1)
        ]
        sections.append(_section("details", label_pair("headings", "details"), rows=[head, *rows]))
    return {
        "slug": event.slug,
        "title": f"{event.id} - {event.name}",
        "level": label(locale, "levels", event.level),
        "about": found.get("description", originals["description"])[0],
        "sections": sections,
        "links": [(other.slug, f"{other.id} - {other.name}") for other in map(draw, event.see_also_numbers)],
    }


def _pair(target: str, source: str) -> Pair:
    return target, "" if target == source else source


def _section(role: str, heading: Pair, **parts: object) -> dict[str, Any]:
    return {"role": role, "heading": heading[0], "original": heading[1], "texts": [], "rows": [], **parts}


def _properties(event: Drawn, locale: str, source: str) -> Iterator[list[Pair]]:
    def row(key: str, target: str, original: str) -> list[Pair]:
        return [
            _pair(label(locale, "properties", key), label(source, "properties", key)),
            _pair(target, original),
        ]

    words, originals = phrases()[locale], phrases()[source]
    yield row("id", str(event.id), str(event.id))
    keywords = ", ".join(KEYWORDS[each] for each in event.keywords)
    yield row("keywords", ", ".join(words["keywords"][each] for each in event.keywords), keywords)
    yield row("level", label(locale, "levels", event.level), label(source, "levels", event.level))
    yield row("channel", words["channels"][event.channel], originals["channels"][event.channel])


def markdown(content: Mapping[str, Any]) -> Iterator[str]:
    """Return a page's sections as Markdown lines."""
    for section in content["sections"]:
        yield f"## {_beside((section['heading'], section['original']))}\n"
        for target, original in section["texts"]:
            yield f"{target}\n"
            if original:
                yield f"> {original}\n"
        for at, row in enumerate(section["rows"]):
            yield f"| {' | '.join(map(_beside, row))} |"
            if not at:
                yield "|-" * len(row) + "|"
        yield ""


def _beside(pair: Pair) -> str:
    return f"{pair[0]} · {pair[1]}" if pair[1] else pair[0]


def hugo(folder: Path, layout: str, chosen: Sequence[str]) -> None:
    """Write the configuration and layouts of a Hugo site."""
    settings = {
        "baseURL": "https://example.org/",
        "defaultContentLanguage": chosen[0].lower(),
        "defaultContentLanguageInSubdir": True,
        "disableKinds": UNWANTED,
        "uglyURLs": True,
        "markup": {"goldmark": {"extensions": {"typographer": {"disable": True}}}},
        "params": {"tags": [tag.lower() for tag in chosen], "source": chosen[0]},
        "languages": {
            tag.lower(): {
                "weight": at,
                "title": phrases()[tag]["title"],
                "contentDir": _content(layout, tag),
                "params": {"name": tag},
            }
            for at, tag in enumerate(chosen, 1)
        },
    }
    for name, source in (
        ("page", layout),
        ("home", "list"),
        *((f"_partials/{part}", part) for part in PARTIALS),
    ):
        _write(folder / f"layouts/{name}.html", (HERE / f"hugo/{source}.html").read_text("utf-8"))
    for tag in chosen:
        words = {f"ui_{key}": label(tag, context, key) for context, key in WORDS}
        _write(folder / f"i18n/{tag.lower()}.json", json.dumps(words, ensure_ascii=False))
    _write(folder / "hugo.json", json.dumps(settings, indent=1))
    _write(folder / "static/site.css", ".o { opacity: .7 }\n")


def _content(layout: str, tag: str) -> str:
    return f"content/{tag.lower()}" if layout == "markdown" else "content"


def write_same(folder: Path, events: Sequence[Drawn], chosen: Sequence[str]) -> None:
    """Write the Hugo site that has the same outputs as eventdocs."""
    pages = {
        tag: [same_outputs.content(page(event, tag, chosen[0]), event, tag) for event in events]
        for tag in chosen
    }
    folder.mkdir(parents=True)
    same_outputs.write_site(folder, pages)


def write_adapter(folder: Path, events: Sequence[Drawn], chosen: Sequence[str]) -> None:
    """Write a Hugo site with a content adapter that creates the pages from JSON."""
    hugo(folder, "adapter", chosen)
    _write(folder / "content/_content.gotmpl", (HERE / "hugo/adapter.gotmpl").read_text("utf-8"))
    for tag in chosen:
        data = [page(event, tag, chosen[0]) for event in events]
        _write(folder / f"assets/{tag.lower()}.json", json.dumps(data, ensure_ascii=False))


def write_markdown(folder: Path, events: Sequence[Drawn], chosen: Sequence[str]) -> None:
    """Write a Hugo site with a Markdown file for each page."""
    hugo(folder, "markdown", chosen)
    for tag in chosen:
        for event in events:
            content = page(event, tag, chosen[0])
            keys = {key: content[key] for key in ("slug", "title", "level", "about", "links")}
            text = "\n".join((json.dumps(keys, ensure_ascii=False, indent=1), "", *markdown(content)))
            _write(folder / f"content/{tag.lower()}/{event.slug}.md", text)


def write_mkdocs(folder: Path, events: Sequence[Drawn], chosen: Sequence[str]) -> None:
    """Write the same pages for MkDocs, without search, and with only the lists in the navigation."""
    settings: dict[str, Any] = {"site_name": phrases()[chosen[0]]["title"], "theme": "mkdocs", "plugins": []}
    settings["nav"] = [{tag: f"{tag}/index.md"} for tag in chosen]
    _write(folder / "mkdocs.yml", json.dumps(settings))
    for tag in chosen:
        rows = []
        for event in events:
            content = page(event, tag, chosen[0])
            rows.append(f"- [{content['title']}]({event.slug}.md) {content['level']} {content['about']}")
            text = "\n".join((f"# {content['title']}\n", *markdown(content)))
            _write(folder / f"docs/{tag}/{event.slug}.md", text)
        _write(folder / f"docs/{tag}/index.md", "\n".join((f"# {phrases()[tag]['title']}\n", *rows)))


def write_eleventy(folder: Path, events: Sequence[Drawn], chosen: Sequence[str]) -> None:
    """Write the same pages for Eleventy: a Markdown file for each, and a list for each locale."""
    for name in ("page", "list"):
        _write(folder / f"_includes/{name}.njk", (HERE / f"eleventy/{name}.njk").read_text("utf-8"))
    _write(folder / "eleventy.config.cjs", (HERE / "eleventy/eleventy.config.cjs").read_text("utf-8"))
    for tag in chosen:
        for at, event in enumerate(events):
            content = page(event, tag, chosen[0])
            keys = {
                **{key: content[key] for key in ("slug", "title", "level", "about", "links")},
                "layout": "page.njk",
                "order": at,
                "tags": tag,
                "lang": tag,
                "permalink": f"{tag}/{event.slug}.html",
            }
            text = "\n".join((_front_matter(keys), *markdown(content)))
            _write(folder / f"content/{tag}/{event.slug}.md", text)
        keys = {
            "layout": "list.njk",
            "lang": tag,
            "title": phrases()[tag]["title"],
            "permalink": f"{tag}/index.html",
        }
        _write(folder / f"content/{tag}/index.md", _front_matter(keys))


def _front_matter(keys: Mapping[str, object]) -> str:
    return f"---json\n{json.dumps(keys, ensure_ascii=False, indent=1)}\n---\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


WRITERS = {
    "adapter": write_adapter,
    "same": write_same,
    "markdown": write_markdown,
    "mkdocs": write_mkdocs,
    "eleventy": write_eleventy,
}


def main() -> None:
    """Write the sites that the command line asks for."""
    parser = argparse.ArgumentParser(description="Write a catalog's content for other generators.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--events", type=int, default=350)
    parser.add_argument("--locales", type=int, default=2)
    parser.add_argument("--only", choices=list(WRITERS), action="append")
    given = parser.parse_args()
    events, chosen = list(drawn(given.events)), locales(given.locales)
    for name in given.only or WRITERS:
        WRITERS[name](given.folder / name, events, chosen)


if __name__ == "__main__":
    main()
