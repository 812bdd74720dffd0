"""The front matter of Markdown pages: a page profile's lines, filled with the values of page and event."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from eventdocs.model.catalog import PageProfile
from eventdocs.model.event import strings_in
from eventdocs.site.page_view import PageView
from eventdocs.text.yaml_quoting import PLACEHOLDER, Quoting, escape_quoted, is_scalar_template

_LINE_END = re.compile("[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
_LINE = re.compile(r"([\w.-]+):(?: (.*))?")


def front_matter(view: PageView, profile: PageProfile, source_sha1: str) -> str:
    """Return the front matter with its `---` lines.

    If the event has metadata under the key of a line without a placeholder of that name, it replaces the
    line's value.
    """
    overrides = {**view.event.metadata, **strings_in(view.event, view.locale).metadata}
    values = overrides | _values(view, source_sha1)
    end = "\r\n" if profile.crlf else "\n"
    lines = [
        _filled_line(line, values, overrides, profile.quoting) + end for line in _lines(profile.front_matter)
    ]
    return "---\n" + "".join(lines) + "---\n"


class _Line(NamedTuple):
    """A line of a profile: its text, its key, and its value, up to the first placeholder and from there.

    `placeholders` are names, each with the text after it. `is_scalar` says whether the value is one unquoted
    scalar, so that the filled value may need quotes.
    """

    text: str
    key: str
    start: str
    placeholders: tuple[tuple[str, str], ...]
    is_scalar: bool


@lru_cache(maxsize=64)
def _lines(text: str) -> tuple[_Line, ...]:
    return tuple(_line(line) for line in text.splitlines())


def _line(line: str) -> _Line:
    match = _LINE.fullmatch(line)
    key, value = (match[1], match[2] or "") if match else ("", line)
    text = line if not match or match[2] is not None else f"{line} "
    start, *others = PLACEHOLDER.split(value)
    placeholders = tuple(zip(others[::2], others[1::2], strict=True))
    return _Line(text, key, start, placeholders, is_scalar_template(value))


def _values(view: PageView, source_sha1: str) -> dict[str, str]:
    event = view.event
    return {
        "title": view.title.target,
        "id": event.id,
        "name": event.name,
        "version": str(event.version),
        "locale": view.locale,
        "source_locale": view.source_locale,
        "source_sha1": source_sha1,
    }


def _filled_line(
    line: _Line, values: Mapping[str, str], overrides: Mapping[str, str], quoting: Quoting
) -> str:
    if line.key in overrides and line.key not in dict(line.placeholders):
        return f"{line.key}: {_one_line(overrides[line.key])}"
    if not line.placeholders:
        return line.text
    filled = _filled_value(line, values, quoting)
    return f"{line.key}: {filled}" if line.key else filled


def _filled_value(line: _Line, values: Mapping[str, str], quoting: Quoting) -> str:
    """Return the filled value: escaped if the line quotes it, otherwise quoted in the profile's style."""
    filled = line.start
    quote = filled[:1] if filled[:1] in ("'", '"') else ""
    for name, following in line.placeholders:
        filled += escape_quoted(_one_line(values.get(name, "")), quote) + following
    return quoting.scalar(filled) if filled and line.is_scalar else filled


def _one_line(value: str) -> str:
    """Return a value without what YAML reads as the end of a line."""
    if value.isprintable() or not _LINE_END.search(value):
        return value
    return " ".join(value.split())
