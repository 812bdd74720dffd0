"""The front matter of bilingual pages: what is constant, what is looked up, what one page says otherwise."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from eventdocs.formats.learn.read import Page
from eventdocs.model.catalog import Profile
from eventdocs.model.event import Layout

# Values that belong to one page each, whatever the other pages of an import say.
PER_PAGE = ("ms.assetid", "caps.latest.revision", "ms.locfileid")
_TITLE = re.compile(r"([^\s-]+)( ?[-—–] ?)(\S+)")

# Front matter of the English originals, newest first, as their hashes prove it.
STYLES = (
    'description: "Learn more about: {title}"\ntitle: "{title}"\nms.date: "{ms.date}"\n'
    "ms.assetid: {ms.assetid}\n",
    'title: "{title}"\nms.date: "{ms.date}"\nms.assetid: {ms.assetid}\n',
    'title: "{title}"\nms.custom: ""\nms.date: "{ms.date}"\nms.prod: ".net-framework"\nms.reviewer: ""\n'
    'ms.suite: ""\nms.technology:\n  - "dotnet-clr"\nms.tgt_pltfrm: ""\nms.topic: "article"\n'
    "ms.assetid: {ms.assetid}\ncaps.latest.revision: {caps.latest.revision}\n"
    'author: "dotnet-bot"\nms.author: "dotnetcontent"\nmanager: "wpickett"\n',
)
SOURCE_METADATA = ("ms.assetid", "caps.latest.revision")


def identity(page: Page) -> tuple[str, str]:
    """Id and name of the page's event, by its original title; empty where the title has another form."""
    found = _TITLE.fullmatch(page.title.source)
    return (found[1], found[3]) if found else ("", "")


def majority(texts: "Counter[str]") -> str:
    """Text that stands most often; ties go to the lower code point."""
    return min(texts, key=lambda text: (-texts[text], text)) if texts else ""


def unquoted(value: str) -> str:
    """Take the quotes off a front matter value."""
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"" else value


def profile(pages: Sequence[Page]) -> Profile:
    """Understand the front matter of one locale's pages: what is constant, what is looked up."""
    keys = Counter(tuple(page.front) for page in pages).most_common(1)[0][0]
    lines = [f"{key}: {_template(key, pages)}".rstrip() for key in keys]
    indents = Counter(page.note_indent for page in pages if page.note_indent is not None)
    indent = indents.most_common(1)[0][0] if indents else None
    blank = Counter(page.blank_after_heading for page in pages).most_common(1)[0][0]
    return Profile(
        "\n".join(lines) + "\n",
        crlf=Counter(page.crlf for page in pages).most_common(1)[0][0],
        layout=Layout(True if blank else None, None if indent == 2 else indent),
    )


def _template(key: str, pages: Iterable[Page]) -> str:
    fixed = {"ms.openlocfilehash": "{source_sha1}", "ms.contentlocale": "{locale}"}
    if key in fixed:
        return fixed[key]
    counts = Counter(_general(key, page) for page in pages if key in page.front)
    return majority(counts)


def _general(key: str, page: Page) -> str:
    """Put names in the place of what is the page's own in a front matter value."""
    value, (number, name) = page.front[key], identity(page)
    if key in PER_PAGE:
        return value.replace(unquoted(value), "{" + key + "}") if value else value
    if number and page.title.target in value:
        return value.replace(page.title.target, "{title}")
    if number and number in value and name in value:
        return value.replace(number, "{id}").replace(name, "{name}")
    return value


def metadata(page: Page, profile: Profile, values: Mapping[str, str]) -> dict[str, str]:
    """Values of the front matter that the profile looks up, or says otherwise than the page."""
    lines = dict(line.partition(":")[::2] for line in profile.front_matter.splitlines())
    metadata: dict[str, str] = {}
    for key, value in page.front.items():
        template = lines.get(key, "").strip()
        if key != "title" and "{" + key + "}" in template:
            if unquoted(value) != values.get(key):
                metadata[key] = unquoted(value)
        elif template != _general(key, page) and key not in ("ms.openlocfilehash", "ms.contentlocale"):
            metadata[key] = value
    return metadata
