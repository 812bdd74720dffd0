"""A Hugo site with the outputs that eventdocs makes: `python -m benchmarks.generators FOLDER --only same`.

It has every event page in HTML, JSON and bilingual Markdown, a page for each id, lists with their rows as
scripts, search results, records of all events, sitemaps, robots.txt and a 404 page. Everything that needs no
template is computed first: line break opportunities in names, channel names, words.
"""

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.events import Drawn, phrases, strings
from benchmarks.words import label

LAYOUTS = Path(__file__).with_name("hugo") / "same"
ADDRESS = "https://example.org/"
WORDS = (
    *("all_events", "below", "breadcrumb", "copied", "copy_link", "json", "languages", "next"),
    *("on_this_page", "one_by_one", "original", "previous", "reading", "search", "search_hint"),
    *("shortcuts", "side", "skip", "theme_auto", "theme_dark", "theme_light", "translation"),
)
OUTPUTS = {
    "bilingual": {"mediaType": "text/markdown", "isPlainText": True},
    "rows": {"mediaType": "text/javascript", "isPlainText": True},
    "hits": {"mediaType": "text/javascript", "isPlainText": True},
    "terms": {"mediaType": "text/javascript", "isPlainText": True, "baseName": "search"},
    "records": {"mediaType": "application/x-ndjson", "isPlainText": True, "baseName": "events"},
}


def settings(chosen: Sequence[str]) -> dict[str, Any]:
    """Return the settings of the site."""
    return {
        "baseURL": ADDRESS,
        "defaultContentLanguage": chosen[0].lower(),
        "defaultContentLanguageInSubdir": True,
        "disableKinds": ["taxonomy", "term", "rss", "section"],
        "uglyURLs": True,
        "enableRobotsTXT": True,
        "mediaTypes": {
            "text/markdown": {"suffixes": ["md"]},
            "application/x-ndjson": {"suffixes": ["ndjson"]},
        },
        "outputFormats": OUTPUTS,
        "outputs": {"home": ["html", "terms", "records"], "page": ["html"]},
        "params": {"source": chosen[0]},
        "languages": {
            tag.lower(): {
                "weight": at,
                "title": phrases()[tag]["title"],
                "params": {"name": tag, "tag": tag},
            }
            for at, tag in enumerate(chosen, 1)
        },
    }


def content(page: dict[str, Any], event: Drawn, locale: str) -> dict[str, Any]:
    """Return the content of a page with the values that the templates need."""
    own = strings(event, locale)
    properties, *others = page["sections"]
    _, keywords, level, channel = properties["rows"]
    return {
        **page,
        "id": str(event.id),
        "name": event.name,
        "split": re.sub(r"(?<=[a-z])(?=[A-Z])", "<wbr>", event.name),
        "level": event.level,
        "provider": "Order-Platform-Services-0",
        "message": strings(event, locale).get("message", [""])[0],
        "facts": {
            "level": {"label": level[0], "value": level[1]},
            "channel": {"label": channel[0], "value": channel[1]},
        },
        "sections": [
            *({**each, "missing": each["role"] not in (*own, "details")} for each in others),
            {**properties, "rows": [properties["rows"][0], keywords, level, channel], "missing": False},
        ],
    }


def write_site(folder: Path, pages: dict[str, list[dict[str, Any]]]) -> None:
    """Write the site; `pages` are the contents of all pages by locale."""
    shutil.copytree(LAYOUTS, folder / "layouts")
    (folder / "content").mkdir()
    (folder / "layouts/_content.gotmpl").rename(folder / "content/_content.gotmpl")
    (folder / "hugo.json").write_text(json.dumps(settings(list(pages)), indent=1), "utf-8")
    for name in ("site.css", "lists.css", "search.css", "site.js", "lists.js", "search.js", "icon.svg"):
        path = folder / "static/assets" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    for tag, contents in pages.items():
        words = {f"ui_{key}": label(tag, "site", key) for key in WORDS}
        words |= {
            "ui_missing": label(tag, "states", "missing"),
            "ui_provider": label(tag, "properties", "provider"),
        }
        words["ui_see_also"] = label(tag, "headings", "see_also")
        for name, value in ((f"i18n/{tag.lower()}.json", words), (f"assets/{tag.lower()}.json", contents)):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(value, ensure_ascii=False), "utf-8")
