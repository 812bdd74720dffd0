"""Derive page profiles from the front matter of bilingual pages, and the metadata of single pages."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from eventdocs.formats.learn.read import LearnPage
from eventdocs.model.catalog import PageProfile
from eventdocs.model.event import PageLayout
from eventdocs.text.yaml_quoting import PLACEHOLDER, QUOTE_MARKS, Quoting, is_scalar_template

# Ways to quote values that an import tries; of those that fit equally well, the first is taken.
QUOTINGS = tuple(Quoting(style, non_ascii) for style in QUOTE_MARKS for non_ascii in (False, True))

# Lines that have the same template on all pages.
_FIXED = {"ms.openlocfilehash": "{source_sha1}", "ms.contentlocale": "{locale}"}

# Values that are always a page's own, even if all pages of an import have the same.
PER_PAGE = ("ms.assetid", "caps.latest.revision", "ms.locfileid")
_TITLE = re.compile(r"([^\s-]+)( ?[-—–] ?)(\S+)")

# The front matter of the English originals, newest first, proven by their hashes.
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


def event_id_and_name(page: LearnPage) -> tuple[str, str]:
    """Return the id and name of a page's event from its original title; empty if it has another form."""
    match = _TITLE.fullmatch(page.title.source)
    return (match[1], match[3]) if match else ("", "")


def most_common(texts: "Counter[str]") -> str:
    """Return the most common text; of equally common ones, the lowest."""
    return min(texts, key=lambda text: (-texts[text], text)) if texts else ""


def unquote(value: str) -> str:
    """Return a front matter value without its quotes."""
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"" else value


def derive_profile(pages: Sequence[LearnPage]) -> PageProfile:
    """Return the page profile that reproduces the front matter of most pages of a locale."""
    keys = Counter(tuple(page.front_matter) for page in pages).most_common(1)[0][0]
    quoting, templates = _quoting(keys, pages)
    lines = [f"{key}: {fit.template}".rstrip() for key, fit in templates.items()]
    indents = Counter(page.note_indent for page in pages if page.note_indent is not None)
    indent = indents.most_common(1)[0][0] if indents else None
    blank = Counter(page.blank_after_heading for page in pages).most_common(1)[0][0]
    return PageProfile(
        "\n".join(lines) + "\n",
        crlf=Counter(page.crlf for page in pages).most_common(1)[0][0],
        layout=PageLayout(True if blank else None, None if indent == 2 else indent),
        quoting=quoting,
    )


class _Template(NamedTuple):
    """The template of a front matter line, and how many pages' values it reproduces."""

    template: str
    pages: int

    @property
    def is_quoted(self) -> bool:
        return self.template.startswith(tuple(QUOTE_MARKS.values()))


class _Value(NamedTuple):
    """A value with placeholders: as written, and without its quotes if they may depend on the value."""

    value: str
    template: str
    text: str
    unquoted_template: str | None

    def templates(self, quoting: Quoting) -> Iterator[str]:
        """Yield the templates that give the value: with quotes that depend on the value, and as written."""
        if self.unquoted_template is not None and quoting.scalar(self.text) == self.value:
            yield self.unquoted_template
        if self.unquoted_template is None or self.value != self.text:
            yield self.template


def _value(key: str, page: LearnPage) -> _Value:
    value = page.front_matter[key]
    text = unquote(value)
    names = event_id_and_name(page)
    unquoted = _general(key, page, names, text)
    depends_on_value = PLACEHOLDER.search(unquoted) and is_scalar_template(unquoted)
    template = unquoted if text == value else _general(key, page, names, value)
    return _Value(value, template, text, unquoted if depends_on_value else None)


def _quoting(keys: Sequence[str], pages: Sequence[LearnPage]) -> tuple[Quoting, dict[str, _Template]]:
    """Return the quoting that reproduces most values; of equal ones, that with the fewest quoted templates.

    A few pages whose titles all have non-ASCII characters and quotes fit a quoted template as well, but the
    next title may be ASCII and plain.
    """
    values = {
        key: [_value(key, page) for page in pages if key in page.front_matter]
        for key in keys
        if key not in _FIXED
    }
    fixed = {
        key: _Template(_FIXED[key], sum(key in page.front_matter for page in pages))
        for key in keys
        if key in _FIXED
    }
    fits = (
        (quoting, {key: fixed.get(key) or _template(values[key], quoting) for key in keys})
        for quoting in QUOTINGS
    )
    return max(fits, key=lambda fit: _score(fit[1].values()))


def _score(templates: Collection[_Template]) -> tuple[int, int]:
    return sum(fit.pages for fit in templates), -sum(fit.is_quoted for fit in templates)


def _template(values: Sequence[_Value], quoting: Quoting) -> _Template:
    """Return the template that fits most values; of equal ones, one without quotes, then the lowest."""
    counts = Counter(template for value in values for template in value.templates(quoting))
    if not counts:
        return _Template(most_common(Counter(value.template for value in values)), 0)
    fits = (_Template(template, count) for template, count in counts.items())
    return min(fits, key=lambda fit: (-fit.pages, fit.is_quoted, fit.template))


def _general(key: str, page: LearnPage, names: tuple[str, str], value: str) -> str:
    """Return a front matter value with placeholders for the page's own title, id, name or value."""
    number, name = names
    if key in PER_PAGE:
        text = unquote(value)
        return value.replace(text, "{" + key + "}") if text else f"{value[:1]}{{{key}}}{value[1:]}"
    if number and page.title.target in value:
        return value.replace(page.title.target, "{title}")
    if number and number in value and name in value:
        return value.replace(number, "{id}").replace(name, "{name}")
    return value


def derive_metadata(page: LearnPage, profile: PageProfile, values: Mapping[str, str]) -> dict[str, str]:
    """Return the front matter values of a page that its profile looks up or does not reproduce."""
    lines = dict(line.partition(":")[::2] for line in profile.front_matter.splitlines())
    metadata: dict[str, str] = {}
    for key, value in page.front_matter.items():
        template = lines.get(key, "").strip()
        if key != "title" and "{" + key + "}" in template:
            if unquote(value) != values.get(key):
                metadata[key] = unquote(value)
        elif key not in _FIXED and template not in _value(key, page).templates(profile.quoting):
            metadata[key] = value
    return metadata
