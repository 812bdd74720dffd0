"""Rules about names: code, identifiers, channels, keywords and types are not translated."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, zip_longest

from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic, Rule, Severity
from eventdocs.model.event import Event
from eventdocs.model.strings import CatalogString, TextKind, TextPair
from eventdocs.rules.checks import Violation, diagnostic_for_string, example_pair, full_range
from eventdocs.text.identifiers import identifiers
from eventdocs.text.placeholders import Placeholder, placeholders

CODE = Rule(
    "ED310",
    "changed-code",
    Severity.ERROR,
    "Code spans are the same in the translation as in the source.",
    "Readers type or search for what is marked as code.",
    example_pair("Set `MaxBytes` higher.", "Aumente `MáximoBytes`.", field="description"),
    example_pair("Set `MaxBytes` higher.", "Aumente `MaxBytes`.", field="description"),
)
IDENTIFIER = Rule(
    "ED311",
    "changed-identifier",
    Severity.ERROR,
    "Identifiers, types, GUIDs, hexadecimal numbers, paths and URLs are copied exactly.",
    "Readers search logs, code and settings for the exact name.",
    example_pair("SocketId:%1 closed.", "Socketid:%1 fechado."),
    example_pair("SocketId:%1 closed.", "SocketId:%1 fechado."),
)
TRANSLATED_NAME = Rule(
    "ED312",
    "translated-name",
    Severity.ERROR,
    "Names of channels and keywords are not translated.",
    "Event viewers and queries know a channel or keyword only by its original name.",
    "# catalog.yaml\nsource_locale: en-US\nlocales: [en-US, pt-BR]\nchannels: {analytic: Disk/Analytic}\n"
    "# labels/pt-BR.yaml\nchannels: {analytic: Disco/Analítico}\n"
    "# events/7-diskfull.yaml\nid: 7\nname: DiskFull\nchannel: analytic\nstrings:\n"
    "  en-US: {message: Full.}\n  pt-BR: {message: Cheio.}\n",
    "# catalog.yaml\nsource_locale: en-US\nlocales: [en-US, pt-BR]\nchannels: {analytic: Disk/Analytic}\n"
    "# labels/pt-BR.yaml\nchannels: {analytic: Disk/Analytic}\n"
    "# events/7-diskfull.yaml\nid: 7\nname: DiskFull\nchannel: analytic\nstrings:\n"
    "  en-US: {message: Full.}\n  pt-BR: {message: Cheio.}\n",
)
LOST = Rule(
    "ED315",
    "lost-identifier",
    Severity.WARNING,
    "Identifiers of the source also appear in the translation.",
    "Readers search for a name in mixed case as it is written. If it is meant as an ordinary word, allow the "
    "finding in `about`.",
    example_pair("The EventLog is full.", "O registro está cheio."),
    example_pair("The EventLog is full.", "O EventLog está cheio."),
)
ITEM = Rule(
    "ED313",
    "translated-item",
    Severity.WARNING,
    "Displayed ids, event names in titles, parameter names and types are not translated.",
    "The event's data contains the item under its own name in every language.",
    "id: 7\nname: DiskFull\nparameters: [{name: Drive}]\nstrings:\n"
    "  en-US: {message: Full.}\n  pt-BR: {message: Cheio., parameters: {Drive: {label: Unidade}}}\n",
    "id: 7\nname: DiskFull\nparameters: [{name: Drive}]\nstrings:\n"
    "  en-US: {message: Full.}\n  pt-BR: {message: Cheio., parameters: {Drive: {description: A unidade.}}}\n",
)
LOST_QUOTES = Rule(
    "ED314",
    "lost-quotes",
    Severity.WARNING,
    "A placeholder (insert) in quotation marks in the source is also in quotation marks in the translation.",
    "Quotation marks show where a value begins and ends, and make an empty value visible. Use the quotation "
    "marks of the locale.",
    example_pair("Writing '%1' to '%2'.", "Gravando %1 em '%2'."),
    example_pair("Writing '%1' to '%2'.", "Gravando «%1» em “%2”."),
)

_QUOTES = "'\"‘’‚‛“”„‟«»‹›「『《〈＂＇`"
_SPACES = " \u00a0\u202f"
_PUNCTUATION = "./:=!<>&|-"
_ASCII_WORD = re.compile(r"[A-Za-z0-9_]+")
_MAX_MISSING = 100


def changed_code(pair: TextPair) -> Iterator[Violation]:
    """Yield code spans of the source that are missing from the translation, and changed blocks of code."""
    if pair.kind is TextKind.CODE:
        yield from _changed_lines(pair)
    if pair.kind is TextKind.MARKUP and "`" in pair.source:
        source, target = Counter(_code_spans(pair.source)), Counter(_code_spans(pair.target))
        start, end, replacement = _replacement(pair, list((target - source).elements()))
        instead = f"; it has {replacement} instead" if replacement else ""
        for code in source - target:
            yield Violation(
                start, end, f"the translation is missing the code {code}{instead}", f"write {code}"
            )


def _changed_lines(pair: TextPair) -> Iterator[Violation]:
    """Yield the first line of a block of code that differs from the source."""
    start = 0
    for line, original in zip_longest(pair.target.split("\n"), pair.source.split("\n")):
        if line != original:
            hint = "remove the line" if original is None else f"write `{original}`"
            begin = min(start, len(pair.target))
            yield Violation(begin, begin + len(line or ""), "the code differs from the source", hint)
            return
        start += len(line or "") + 1


def _code_spans(text: str) -> list[str]:
    return [identifier.text for identifier in identifiers(text) if identifier.kind == "code"]


def _replacement(pair: TextPair, added: list[str]) -> tuple[int, int, str]:
    """Return range and text of the only code span that a translation adds, or the full range and no text."""
    if len(added) != 1:
        return (*full_range(pair), "")
    (code,) = added
    start = pair.target.index(code)
    return start, start + len(code), code


def changed_identifiers(pair: TextPair) -> Iterator[Violation]:
    """Yield names of the source that the translation spells differently, and missing ones such as paths."""
    for name, span in _missing_names(pair):
        if span:
            message = f"`{name}` was changed to `{pair.target[slice(*span)]}`"
            yield Violation(*span, message, f"write `{name}`")
        elif not name.isidentifier():
            yield _missing_name(pair, name)


def lost_identifiers(pair: TextPair) -> Iterator[Violation]:
    """Yield identifiers of the source that the translation does not have in any spelling."""
    for name, span in _missing_names(pair):
        if name.isidentifier() and not span:
            yield _missing_name(pair, name)


def _missing_name(pair: TextPair, name: str) -> Violation:
    return Violation(*full_range(pair), f"the translation is missing `{name}`", f"keep `{name}` as it is")


@lru_cache(maxsize=65_536)
def _missing_names(pair: TextPair) -> tuple[tuple[str, tuple[int, int] | None], ...]:
    """Return names of the source that are missing in the translation, with the range of another spelling.

    At most `_MAX_MISSING` are looked for in another spelling and returned.
    """
    names = dict.fromkeys(name for name, _ in _names(pair.source))
    own = _whole_names(pair.target) if len(names) > _MAX_MISSING else frozenset()
    missing = (name for name in names if name not in own and not _contains(pair.target, name))
    return tuple((name, _respelling(name, pair.target)) for name in islice(missing, _MAX_MISSING))


def _whole_names(text: str) -> frozenset[str]:
    """Return the identifiers of a text that are not parts of longer names."""
    return frozenset(name for name, at in _names(text) if _is_whole(text, at, at + len(name)))


def _names(text: str) -> Iterator[tuple[str, int]]:
    """Yield the identifiers of a text that are not code, with their start; URLs without angle brackets."""
    for identifier in identifiers(text):
        if identifier.kind != "code":
            bracketed = identifier.text.startswith("<")
            yield identifier.text[1:-1] if bracketed else identifier.text, identifier.start + bracketed


def _respelling(name: str, text: str) -> tuple[int, int] | None:
    """Return the range of a name in different case, or with spaces after its punctuation."""
    folded, positions = _folded(text)
    for at in _occurrences(folded, _lower(name)):
        start, end = positions[at], positions[at + len(name) - 1] + 1
        if _is_whole(text, start, end):
            return start, end
    return None


@lru_cache(maxsize=64)
def _folded(text: str) -> tuple[str, list[int]]:
    """Return a text in lower case without the space after punctuation, and the positions of what is left."""
    pairs = enumerate(zip(f" {text}", text, strict=False))
    kept = [at for at, (before, here) in pairs if not (here.isspace() and before in _PUNCTUATION)]
    return _lower("".join(text[at] for at in kept)), kept


def _lower(text: str) -> str:
    """Return a text in lower case that has the same length."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(each.lower()[:1] for each in text)


def _contains(text: str, name: str) -> bool:
    """Return whether a text contains a name, not as a part of a longer one."""
    return any(_is_whole(text, at, at + len(name)) for at in _occurrences(text, name))


def _occurrences(text: str, name: str) -> Iterator[int]:
    """Yield the starts of a name in a text, at most one in each word if the name starts with a letter."""
    at = text.find(name)
    while at >= 0:
        yield at
        word = _ASCII_WORD.match(text, at)
        at = text.find(name, max(at + 1, word.end() if word else 0))


def _is_whole(text: str, start: int, end: int) -> bool:
    """Return whether a range of a text is not a part of a longer name."""
    return not _is_ascii_word(text[max(0, start - 1) : start]) and not _is_ascii_word(text[end : end + 1])


def _is_ascii_word(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character == "_")


def translated_names(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield labels that translate the name of a channel or keyword, each once per locale."""
    for string in strings:
        if string.source is None or not string.role.startswith(("labels.channels.", "labels.keywords.")):
            continue
        names = [string.source] if ".channels." in string.role else string.source.split(", ")
        missing = ", ".join(f"`{name}`" for name in names if not _contains(string.target, name))
        if missing:
            message = (
                f"the name {missing} was changed to `{string.target}`"
                if len(names) == 1
                else f"the label is missing {missing}"
            )
            hint = f"write `{string.source}`, or remove the label"
            yield diagnostic_for_string(
                TRANSLATED_NAME, string, Violation(*full_range(string), message, hint)
            )


def translated_items(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield translated ids, parameter names, parameter types and event names in titles."""
    for string in strings:
        if string.source is None or string.kind is not TextKind.NAME or string.role.startswith("labels."):
            continue
        name = _original_name(string)
        kept = _contains(string.target, name) if string.role == "title" else string.target == name
        if not kept:
            message = f"the name `{name}` was changed to `{string.target}`"
            hint = f"write `{name}`, or remove the translation"
            yield diagnostic_for_string(ITEM, string, Violation(*full_range(string), message, hint))


def _original_name(string: CatalogString) -> str:
    """Return what a translated name has to keep: the event's name or id, or a parameter's name or type."""
    event = string.owner
    if string.role == "title" and isinstance(event, Event):
        return event.name
    if string.role == "id" and isinstance(event, Event):
        return string.source or event.id
    *_, parameter, _field = string.path
    return string.source or parameter


def lost_quotes(pair: TextPair) -> Iterator[Violation]:
    """Yield placeholders whose quotation marks are missing from the translation."""
    if "%" not in pair.source and "{" not in pair.source:
        return
    quoted = {
        placeholder.text for placeholder in placeholders(pair.source) if _is_quoted(pair.source, placeholder)
    }
    for placeholder in placeholders(pair.target):
        if placeholder.text in quoted and not _is_quoted(pair.target, placeholder):
            message = f"the quotation marks around `{placeholder.text}` are missing"
            yield Violation(
                placeholder.start, placeholder.end, message, "add the quotation marks of the locale"
            )


def _is_quoted(text: str, placeholder: Placeholder) -> bool:
    before, after = placeholder.start - 1, placeholder.end
    while before >= 0 and text[before] in _SPACES:
        before -= 1
    while after < len(text) and text[after] in _SPACES:
        after += 1
    return _is_quote(text[max(0, before) : before + 1]) or _is_quote(text[after : after + 1])


def _is_quote(character: str) -> bool:
    return bool(character) and character in _QUOTES + "」』》〉"
