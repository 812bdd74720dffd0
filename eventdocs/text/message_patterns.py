"""Regular expressions that match a message as software prints it, with a group for each placeholder.

An alert system that gets a message finds the event and the values in it. Spaces and line breaks may differ.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from eventdocs.text.placeholders import CONVERSIONS, Placeholder, Role, Syntaxes, placeholders

_SYNTAX_CHARACTER = re.compile(r"[\\^$.*+?()\[\]{}|]")
_WHITE_SPACE = re.compile(r"\s+")
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_]+")
_ANY = r"[\s\S]"
_SHORTEST = f"{_ANY}*?"
_NO_SPACE = r"(?!\s)"  # so that there is one way to match spaces
_SPACES = rf"\s{{1,99}}{_NO_SPACE}"
_MAX_NAME = 32
_MAX_VALUES = 50
_INTEGER, _UNSIGNED, _HEX, _FLOAT = (
    r" {0,99}[-+]?\d{1,20}",
    r" {0,99}\d{1,20}",
    r" {0,99}(?:0[xX])?[0-9A-Fa-f]{1,16}",
    r" {0,99}[-+0-9.,A-Za-z]{1,50}",
)
_VALUES = {
    **dict.fromkeys("di", _INTEGER),
    "u": _UNSIGNED,
    **dict.fromkeys("xp", _HEX),
    **dict.fromkeys("efga", _FLOAT),
}
_ESCAPED = {"%%": "%", "{{": "{", "}}": "}", "$$": "$", "''": "'"}


class MessagePattern(NamedTuple):
    """A pattern in three dialects, anchored at both ends.

    Those for Python and JavaScript take linear time although their engines go back: a group ends where what
    follows it first fits. RE2 never goes back.
    """

    python: str
    javascript: str
    re2: str


class _Value(NamedTuple):
    """A placeholder as a group: its name, and the pattern of its values, empty if they can be any text."""

    name: str
    pattern: str


def message_pattern(text: str, syntaxes: Syntaxes) -> MessagePattern | None:
    """Return the pattern of a message; None if it has nothing but placeholders, or too many."""
    parts = list(_parts(text, syntaxes))
    literals = [part for part in parts if isinstance(part, str)]
    if len(parts) - len(literals) > _MAX_VALUES:
        return None
    if not any(part.replace(_SPACES, "").replace(r"\s", "") for part in literals):
        return None
    python, re2 = [], []
    for at, part in enumerate(parts):
        if isinstance(part, str):
            python.append(part)
            re2.append(part.replace(_NO_SPACE, ""))
        else:
            python.append(f"(?P<{part.name}>{part.pattern or _any_text(parts, at)})")
            re2.append(f"(?P<{part.name}>{part.pattern or _SHORTEST})")
    pattern = f"^{''.join(python)}$"
    return MessagePattern(pattern, pattern.replace("(?P<", "(?<"), f"^{''.join(re2)}$")


def _any_text(parts: Sequence[str | _Value], at: int) -> str:
    """Return the pattern of any text, up to where what follows it fits."""
    following = []
    for part in parts[at + 1 :]:
        if isinstance(part, _Value) and not part.pattern:
            break
        following.append(part if isinstance(part, str) else f"(?:{part.pattern})")
    else:
        following.append("$")
    if not following:
        return ""  # the next placeholder gets the whole text
    return f"(?:(?!{''.join(following)}){_ANY})*"


def _parts(text: str, syntaxes: Syntaxes) -> Iterator[str | _Value]:
    """Yield the patterns of a message's literal parts, and its values."""
    names: dict[str, int] = {}
    end, literal = 0, ""
    for placeholder in _outermost(placeholders(text, syntaxes)):
        literal += text[end : placeholder.start]
        end = placeholder.end
        if placeholder.role is Role.LAYOUT:
            literal += _layout(placeholder.text)
        elif placeholder.role is Role.ESCAPE:
            literal += _unescaped(placeholder)
        else:
            if literal:
                yield _literal(literal)
            literal = ""
            yield _Value(_group_name(placeholder, names), _value_pattern(placeholder))
    literal += text[end:]
    if literal:
        yield _literal(literal)


def _outermost(found: Sequence[Placeholder]) -> Iterator[Placeholder]:
    """Yield placeholders; an ICU argument with branches is one, from its beginning to its end."""
    depth = 0
    first: Placeholder | None = None
    for each in found:
        if each.syntax == "icu" and each.text.startswith("{") and each.text.endswith("{"):
            first = each if depth == 0 else first
            depth += 1
        elif each.syntax == "icu" and each.text.startswith("}") and not each.text.endswith("{"):
            depth -= 1
            if depth == 0 and first is not None:
                yield first._replace(text=" " * (each.end - first.start), role=Role.VALUE)
        elif depth == 0:
            yield each


def _layout(text: str) -> str:
    """Return what a layout escape prints."""
    return {"%.": ".", "%!": "!", "%0": "", "%b": " "}.get(text, "\n")


def _unescaped(placeholder: Placeholder) -> str:
    text = placeholder.text
    if placeholder.syntax == "icu" and text != "''":
        return text.strip("'").replace("''", "'") if text.startswith("'") else text
    if text.startswith("{{") and text.endswith("}}"):
        return text[1:-1]
    return _ESCAPED.get(text, text)


def _literal(text: str) -> str:
    """Return the pattern of literal text: any space for a space, any number where it has several."""
    escaped = _SYNTAX_CHARACTER.sub(r"\\\g<0>", text)
    if "  " in escaped or not escaped.isprintable():  # it may have other spaces than single ones
        return _WHITE_SPACE.sub(lambda space: r"\s" if space[0] == " " else _SPACES, escaped)
    return escaped.replace(" ", r"\s")


def _group_name(placeholder: Placeholder, names: dict[str, int]) -> str:
    """Return the name of a group: that of the placeholder, or `pN`; a repeated one gets another number."""
    if placeholder.number:
        name = f"p{placeholder.number}"
    else:
        key = placeholder.key or placeholder.text
        name = _NOT_IN_NAMES.sub("_", key.partition(":")[0]).strip("_")[:_MAX_NAME]
        if not name or name[0].isdigit():
            name = f"p{name}"
    unique, number = name, names.get(name, 1)
    while unique in names:
        number += 1
        unique = f"{name}__{number}"
    names[name], names[unique] = number, names.get(unique, 1)
    return unique


def _value_pattern(placeholder: Placeholder) -> str:
    """Return the pattern of a value by its conversion; empty for any text."""
    text = placeholder.text.rstrip("!")
    has_type = text[0] == "%" and placeholder.syntax in (*CONVERSIONS, "windows", "python")
    return _VALUES.get(text[-1].lower(), "") if has_type else ""
