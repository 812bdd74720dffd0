"""The front matter of Markdown pages: a page profile's lines with the values of page and event put in."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from eventdocs.model.catalog import Profile
from eventdocs.model.event import block_of
from eventdocs.pages.views import PageView

_LINE = re.compile(r"([\w.-]+):(?: (.*))?")
_PLACE = re.compile(r"\{([\w.-]+)\}")
# What YAML would read as something else than this text.
_NOT_PLAIN = re.compile(r"^$|^[\s\-?:,\[\]{}#&*!|>'\"%@`]|: |:$| #|\s$")
_HARMLESS_START = re.compile(r"^-[^\s-]")


def front_matter(view: PageView, profile: Profile, source_sha1: str) -> str:
    """Write the front matter with its `---` lines.

    A metadata value of the event whose key a line does not mention replaces that line's value.
    """
    values = _values(view, source_sha1)
    overrides = {**view.event.metadata, **block_of(view.event, view.locale).metadata}
    end = "\r\n" if profile.crlf else "\n"
    lines = [_written(line, values, overrides) + end for line in _lines(profile.front_matter)]
    return "---\n" + "".join(lines) + "---\n"


class _Line(NamedTuple):
    """A line of a profile: as it is, its key and value where it has them, and the places in it."""

    text: str
    key: str
    value: str
    places: tuple[str, ...]


@lru_cache(maxsize=64)
def _lines(text: str) -> tuple[_Line, ...]:
    return tuple(_line(line) for line in text.splitlines())


def _line(line: str) -> _Line:
    found = _LINE.fullmatch(line)
    key, value = (found[1], found[2] or "") if found else ("", line)
    return _Line(
        line if not found or found[2] is not None else f"{line} ", key, value, tuple(_PLACE.findall(value))
    )


def _values(view: PageView, source_sha1: str) -> dict[str, str]:
    event = view.event
    return {
        **event.metadata,
        **block_of(event, view.locale).metadata,
        "title": view.title.target,
        "id": event.id,
        "name": event.name,
        "version": str(event.version),
        "locale": view.locale,
        "source_locale": view.source_locale,
        "source_sha1": source_sha1,
    }


def _written(line: _Line, values: Mapping[str, str], overrides: Mapping[str, str]) -> str:
    if line.key in overrides and line.key not in line.places:
        return f"{line.key}: {_escaped(overrides[line.key], '')}"
    if not line.places:
        return line.text
    filled = _filled(line.value, values)
    return f"{line.key}: {filled}" if line.key else filled


def _filled(template: str, values: Mapping[str, str]) -> str:
    """Put values in; quoted or escaped where YAML would otherwise not read them back."""
    quote = template[:1] if template[:1] in ("'", '"') else ""
    filled = _PLACE.sub(lambda place: _escaped(values.get(place[1], ""), quote), template)
    alone = _PLACE.fullmatch(template)
    return _quoted(filled) if alone and filled and _needs_quotes(filled) else filled


def _escaped(value: str, quote: str) -> str:
    value = " ".join(value.split()) if "\n" in value else value
    if quote == '"':
        return value.replace("\\", "\\\\").replace('"', '\\"')
    return value.replace("'", "''") if quote else value


def _needs_quotes(value: str) -> bool:
    return bool(_NOT_PLAIN.search(value)) and not _HARMLESS_START.match(value)


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
