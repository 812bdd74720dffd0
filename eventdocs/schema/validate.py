"""Check a catalog file against the type that its fields declare."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from eventdocs.model.diagnostics import CappedFindings, Diagnostic, Rule, did_you_mean
from eventdocs.model.limits import Limit
from eventdocs.model.tree import Mapping, Node, Scalar, Sequence, Span, scalar_text
from eventdocs.schema.fields import LOCALE
from eventdocs.schema.rules import EDGES, ENCODING, LENGTH, REQUIRED, SHAPE, TOO_MANY, UNKNOWN_KEY, VALUE
from eventdocs.schema.types import (
    ByLocaleType,
    Field,
    FieldType,
    ListType,
    MapType,
    RecordType,
    SegmentsType,
    SyntaxesType,
    TextOrRecordType,
    TextType,
    is_within,
)
from eventdocs.text.control_characters import character_name, control_characters
from eventdocs.text.linear_patterns import PatternError, linear_pattern
from eventdocs.text.locales import is_tag, suggested_tag
from eventdocs.text.placeholders import SYNTAXES

_ANY = "\u2026"
_PATTERN_HINT = (
    "a pattern has characters, sets, groups, `|` and repetition; see the reference of placeholders"
)


class _Path(NamedTuple):
    """The file and the keys of a value; `hints` has as many items as there may be suggestions in the file."""

    file: str
    hints: Iterator[int]
    keys: tuple[str, ...] = ()

    def below(self, step: str) -> "_Path":
        return _Path(self.file, self.hints, (*self.keys, step))

    def suggest(self, word: str, known: Iterable[str]) -> str:
        """Return a hint; none after the first findings, because the search is slow and they are not shown."""
        return "" if next(self.hints, None) is None else did_you_mean(word, known)

    def diagnostic(self, rule: Rule, span: Span, message: str, hint: str = "") -> Diagnostic:
        locale = self.keys[1] if len(self.keys) > 1 and self.keys[0] == "strings" else ""
        return Diagnostic(
            rule, span.within(self.file), message, hint, locale=locale, field=".".join(self.keys)
        )


def validate(node: Node, expected: FieldType, file: str) -> list[Diagnostic]:
    """Return a diagnostic for each value in a file's tree that does not have the expected type."""
    found = CappedFindings()
    for finding in _check(node, expected, _Path(file, iter(range(found.limit)))):
        found.add(finding)
    return found.findings()


def _check(node: Node, expected: FieldType, path: _Path) -> Iterator[Diagnostic]:
    match expected:
        case RecordType():
            yield from _check_record(node, expected, path)
        case MapType():
            yield from _check_map(node, expected, path)
        case ListType():
            yield from _check_list(node, expected, path)
        case TextType():
            yield from _check_text(node, expected, path)
        case SegmentsType():
            yield from _check_segments(node, expected, path)
        case SyntaxesType():
            yield from _check_syntaxes(node, path)
        case ByLocaleType():
            yield from _check_by_locale(node, expected, path)
        case TextOrRecordType():
            yield from _check_text_or_record(node, expected, path)


def _check_record(node: Node, expected: RecordType, path: _Path) -> Iterator[Diagnostic]:
    if not isinstance(node, Mapping):
        yield _wrong_type(node, "a mapping", path, expected)
        return
    for key, value in node.pairs:
        field_type = expected.types.get(key.value)
        if field_type is None:
            hint = path.suggest(key.value, expected.types)
            message = f"unknown key `{key.value}`"
            yield path.below(key.value).diagnostic(UNKNOWN_KEY, key.span, message, hint)
        else:
            yield from _check(value, field_type, path.below(key.value))
    for field in expected.fields:
        if field.required and node.key(field.name) is None:
            yield path.diagnostic(REQUIRED, _first_key(node), f"`{field.name}` is missing", _addition(field))


def _check_map(node: Node, expected: MapType, path: _Path) -> Iterator[Diagnostic]:
    if not isinstance(node, Mapping):
        yield _wrong_type(node, "a mapping", path, expected)
        return
    if not is_within(len(node.pairs), expected.limit):
        yield _too_many(node, len(node.pairs), expected.limit, path)
    for key, value in node.pairs:
        yield from _check_text(key, expected.keys, path.below(key.value))
        yield from _check(value, expected.value, path.below(key.value))


def _check_list(node: Node, expected: ListType, path: _Path) -> Iterator[Diagnostic]:
    if not isinstance(node, Sequence):
        yield _wrong_type(node, "a list", path, expected)
        return
    if not is_within(len(node.items), expected.limit):
        yield _too_many(node, len(node.items), expected.limit, path)
    for index, item in enumerate(node.items):
        yield from _check(item, expected.item, path.below(str(index)))


def _check_text(node: Node, expected: TextType, path: _Path) -> Iterator[Diagnostic]:
    if not isinstance(node, Scalar):
        yield _wrong_type(node, "text", path, expected)
        return
    yield from _check_characters(node, path)
    text = scalar_text(node)
    if expected.longest and len(text) > expected.longest:
        message = f"the text has {len(text):,} characters"
        yield path.diagnostic(LENGTH, node.span, message, f"at most {expected.longest:,} are allowed here")
    elif expected.values and text not in expected.values:
        hint = path.suggest(text, expected.values)
        yield path.diagnostic(VALUE, node.span, f"unknown value `{text}`", hint)
    elif expected.pattern and not re.fullmatch(expected.pattern, text):
        yield path.diagnostic(
            VALUE, node.span, f"`{text}` is not {expected.form}", _form_hint(text, expected)
        )
    elif expected.trimmed and not expected.pattern and text != text.strip():
        yield _untrimmed(node, path)


def _form_hint(text: str, expected: TextType) -> str:
    """Return what to write instead of a text in another form, such as `en-US` for the locale `en_US`."""
    hyphenated = text.replace("_", "-")
    if expected.pattern == LOCALE.pattern and is_tag(hyphenated) and (tag := suggested_tag(hyphenated)):
        return f"did you mean `{tag}`?"
    return "correct the value" if text else "write a value"


def _check_text_or_record(node: Node, expected: TextOrRecordType, path: _Path) -> Iterator[Diagnostic]:
    if isinstance(node, Sequence):
        yield _wrong_type(node, "text or a mapping", path, expected)
    else:
        yield from _check(node, expected.record if isinstance(node, Mapping) else expected.text, path)


def _check_by_locale(node: Node, expected: ByLocaleType, path: _Path) -> Iterator[Diagnostic]:
    if isinstance(node, Sequence):
        yield _wrong_type(node, "text or texts by locale", path, expected)
    elif isinstance(node, Mapping):
        yield from _check_map(node, MapType(expected.text, expected.locale), path)
        if _lacks_source(node, expected):
            message = f"`{expected.source}` is missing"
            hint = "other locales show the text of the source locale if they have none"
            yield path.diagnostic(REQUIRED, _first_key(node), message, hint)
    else:
        yield from _check_text(node, expected.text, path)


def _lacks_source(node: Mapping, expected: ByLocaleType) -> bool:
    return bool(expected.source) and node.key(expected.source) is None


def _check_characters(node: Scalar, path: _Path) -> Iterator[Diagnostic]:
    """Yield the first control character of a text; only escapes in double quotes can have any."""
    if node.style == '"':
        for _, character in control_characters(node.value)[:1]:
            message = f"the text has the control character {character_name(character)}"
            yield path.diagnostic(ENCODING, node.span, message, "remove the escape")


def _check_segments(node: Node, expected: SegmentsType, path: _Path) -> Iterator[Diagnostic]:
    items = node.items if isinstance(node, Sequence) else (node,)
    for index, item in enumerate(items):
        if not isinstance(item, Scalar):
            yield _wrong_type(item, "text or a list of texts", path, expected)
            continue
        if expected.literal:
            continue
        yield from _check_characters(item, path)
        text = scalar_text(item)
        if index and text.startswith(" "):
            text = text[1:]
        if text != text.strip():
            yield _untrimmed(item, path)


def _check_syntaxes(node: Node, path: _Path) -> Iterator[Diagnostic]:
    """Yield findings about placeholder syntaxes: unknown names, and patterns that are refused."""
    is_list = isinstance(node, Sequence)
    patterns = 0
    for index, item in enumerate(node.items if isinstance(node, Sequence) else (node,)):
        own = path.below(str(index)) if is_list else path
        if isinstance(item, Mapping):
            patterns += 1
            yield from _check_custom_syntax(item, own)
            if patterns > 1:
                hint = "join the patterns with `|`"
                yield own.diagnostic(VALUE, item.span, "only one `custom` pattern is allowed", hint)
        elif not isinstance(item, Scalar):
            yield _wrong_type(item, "a name or `custom: PATTERN`", own, SyntaxesType())
        elif scalar_text(item) not in SYNTAXES:
            text = scalar_text(item)
            hint = own.suggest(text, (*SYNTAXES, "custom")) or f"one of {', '.join(SYNTAXES)}"
            yield own.diagnostic(VALUE, item.span, f"unknown placeholder syntax `{text}`", hint)


def _check_custom_syntax(node: Mapping, path: _Path) -> Iterator[Diagnostic]:
    for key, value in node.pairs:
        own = path.below(key.value)
        if key.value != "custom":
            hint = own.suggest(key.value, ("custom",))
            yield own.diagnostic(UNKNOWN_KEY, key.span, f"unknown key `{key.value}`", hint)
        elif not isinstance(value, Scalar):
            yield _wrong_type(value, "text", own, TextType())
        else:
            try:
                linear_pattern(scalar_text(value))
            except PatternError as error:
                yield own.diagnostic(VALUE, value.span, str(error), _PATTERN_HINT)
    if not node.pairs:
        yield path.diagnostic(REQUIRED, node.span, "`custom` is missing", "the pattern of a placeholder")


def _wrong_type(node: Node, wanted: str, path: _Path, expected: FieldType) -> Diagnostic:
    given = {Scalar: "text", Sequence: "a list", Mapping: "a mapping"}[type(node)]
    if isinstance(node, Scalar) and not node.value:
        given = "empty"
    name = f"`{_name(path.keys)}`" if path.keys else "the file"
    message = f"{name} must be {wanted}, not {given}"
    example = _example(expected)
    hint = "write one text" if example == _ANY else f"such as `{example}`"
    return path.diagnostic(SHAPE, node.span, message, hint)


def _name(keys: tuple[str, ...]) -> str:
    """Return the last key of a path, with the numbers of items after it: `parameters[0]`."""
    at = next((at for at in reversed(range(len(keys))) if not keys[at].isdigit()), 0)
    return keys[at] + "".join(f"[{number}]" for number in keys[at + 1 :])


def _example(expected: FieldType) -> str:
    """Return a value of a type as YAML, on one line and with required keys only."""
    match expected:
        case RecordType():
            fields = [field for field in expected.fields if field.required] or list(expected.fields[:1])
            return "{" + ", ".join(f"{field.name}: {_example(field.type)}" for field in fields) + "}"
        case MapType():
            return f"{{{_example(expected.keys)}: {_example(expected.value)}}}"
        case ListType():
            return f"[{_example(expected.item)}]"
        case TextOrRecordType() | ByLocaleType():
            return _example(expected.text)
        case SyntaxesType():
            return next(iter(SYNTAXES))
        case TextType(values=(first, *_)):
            return first
        case TextType(pattern=LOCALE.pattern):
            return "en-US"
    return _ANY


def _addition(field: Field) -> str:
    """Return a hint that a required key must be added, and what it means."""
    doc = field.doc[:1].lower() + field.doc[1:].rstrip(".")
    return f"add `{field.name}: {_example(field.type)}`: {doc}"


def _too_many(node: Node, number: int, limit: Limit | None, path: _Path) -> Diagnostic:
    assert limit is not None
    return path.diagnostic(TOO_MANY, node.span, f"{number:,} {limit.unit}", limit.hint)


def _untrimmed(node: Scalar, path: _Path) -> Diagnostic:
    hint = "remove the space; pages put a space between the segments of a list themselves"
    return path.diagnostic(EDGES, node.span, "the text begins or ends with a space", hint)


def _first_key(node: Mapping) -> Span:
    return node.pairs[0][0].span if node.pairs else node.span
