"""Rules about names: code, identifiers, channels, keywords and types are not translated."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, zip_longest
from typing import NamedTuple

from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic, Rule, Severity
from eventdocs.model.event import Event
from eventdocs.model.ledger import label_key, string_hash
from eventdocs.model.strings import CatalogString, TextKind, TextPair
from eventdocs.rules.checks import Violation, diagnostic_for_string, example_pair, full_range
from eventdocs.text.identifiers import Identifier, identifiers, mask_identifiers, prose_words
from eventdocs.text.placeholders import Syntaxes

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
    Severity.WARNING,
    "Names such as `SocketId`, types, GUIDs, paths and URLs have the same spelling in the translation.",
    "Readers search logs, code and settings for the exact name. Added capitals are not reported, because "
    "some languages need them, such as German for nouns.",
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
    "URLs, paths, GUIDs, hexadecimal numbers and names in code also appear in the translation.",
    "Readers search for such names as they are written. A name of one or two words, such as `EventLog`, may "
    "be the name of a product or an ordinary word, so it may be translated.",
    example_pair("The DiscoveryClientChannel is closed.", "O canal está fechado."),
    example_pair("The DiscoveryClientChannel is closed.", "O DiscoveryClientChannel está fechado."),
)
ITEM = Rule(
    "ED313",
    "translated-item",
    Severity.WARNING,
    "Displayed ids, event names in titles, parameter names and types are not translated.",
    "Event data contains the original name in every language.",
    "id: 7\nname: DiskFull\nparameters: [{name: Drive}]\nstrings:\n"
    "  en-US: {message: Full.}\n  pt-BR: {message: Cheio., parameters: {Drive: {label: Unidade}}}\n",
    "id: 7\nname: DiskFull\nparameters: [{name: Drive}]\nstrings:\n"
    "  en-US: {message: Full.}\n  pt-BR: {message: Cheio., parameters: {Drive: {description: A unidade.}}}\n",
)

_PUNCTUATION = "./:=!<>&|-"
_ASCII_WORD = re.compile(r"[A-Za-z0-9_]+")
_WORDS = re.compile(r"[^\W\d_]+")
# No such word comes after an article, so it is an abbreviation there.
_WORD_AS_ABBREVIATION = re.compile(
    r"\b(?:[Tt]he|[Aa]n?) (AM|AND|ARE|AS|AT|BE|BY|CAN|DO|FOR|HAS|IF|IN|IS|IT|MAY|OF|ON|OR|SO|TO|WAS|WE|WHO)\b"
)
_CAPITALS = re.compile(r"(?<![\w.=<\[-])[^\W\d_]{4,}+(?![\w.=>\]-]|\s?:)")  # longer than most abbreviations
_MAX_MISSING = 100
_MAX_COMPARED = 20  # names of a translation that a missing one is compared with
_SHORTEST_COMPARED, _LONGEST_COMPARED = 6, 80
_SIMILAR = 0.8  # ratio of spellings of which one is probably a mistake
_AROUND_TEXT = " []()<>%:.!?'\""
_LONGEST_ENDING = 6
_LONGEST_ABBREVIATION = 6
_FEW = 2  # capitals of a name that may be an ordinary word, such as `MultiXact`
# Names of hosts are the same in any case.
_HOST_IN_ANY_CASE = re.compile(r"[\w-]+\.(?:com|fm|info|io|net|org|tv)", re.IGNORECASE)
_CODE_KINDS = frozenset(("address", "guid", "number", "reference", "type"))
# What is code in every text. A menu item such as `/File/Save` is not, nor a product such as `LinkedIn`, and
# `failed.This` is the end of a sentence without a space.
_CODE_NAME = re.compile(
    r"[A-Za-z]:\\.*|[A-Z_]{4,}\\.*|(?:/[a-z0-9._-]++){2,}|(?:[A-Z][a-z]{2,}+){3,}|_*+[A-Za-z0-9]++_\w++"
    r"|(?![a-z]++\.(?:[A-Z][a-z]*+|[A-Z]++)$)\w++(?>(?:\.\w++)+)(?:\(\))?",
    re.ASCII,
)
# These are no examples, for which a language has its own.
_FIXED_NAME = re.compile(
    r"/(?:bin|dev|etc|lib|opt|proc|run|sys|tmp|usr|var)/.*|[A-Za-z0-9]++_[A-Za-z0-9]++_\w++", re.ASCII
)
_LAST_WORD = re.compile(r"[A-Z][a-z]+\Z")  # of a name such as `MultiXact`
_EXAMPLE = re.compile(r"/path/to/.*")
# Of a label, where the underscore marks a key as in `hori_zontal`, or of a place such as `Puerto_Rico`.
_TWO_WORDS = re.compile(r"[A-Za-z]+_[A-Za-z]+")
_QUOTES = frozenset("'\"`‘“«")
# Signs that show that something of the same kind is in the place of a name.
_SIGNS_OF_KIND = {"address": ("://", "@"), "path": ("/", "\\"), "dotted": (".",), "identifier": ("_",)}
_AROUND_NAME = re.compile(r"[\s<>\"'“”„«»「」()`]+")
_USAGE = re.compile(
    r"(?:^|[\s\[])-{1,2}\w|=<?[A-Z]|\[[A-Z<]|\b[Uu]sage: "
)  # with words that stand for what a user types
_AROUND_TYPED = frozenset("<>[]|=;")


def changed_code(pair: TextPair) -> Iterator[Violation]:
    """Yield code spans of the source that are missing from the translation, and changed blocks of code."""
    if pair.kind is TextKind.CODE:
        yield from _changed_lines(pair)
    if pair.kind is TextKind.MARKUP and "`" in pair.source:
        source, target = (
            Counter(_code_spans(pair.source, pair.placeholders)),
            Counter(_code_spans(pair.target, pair.placeholders)),
        )
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


def _code_spans(text: str, syntaxes: Syntaxes) -> list[str]:
    return [identifier.text for identifier in identifiers(text, syntaxes) if identifier.kind == "code"]


def _replacement(pair: TextPair, added: list[str]) -> tuple[int, int, str]:
    """Return range and text of the only code span that a translation adds, or the full range and no text."""
    if len(added) != 1:
        return (*full_range(pair), "")
    (code,) = added
    start = pair.target.index(code)
    return start, start + len(code), code


class _Missing(NamedTuple):
    """A name of the source that is missing in a translation, with the range of what is in its place there."""

    name: str
    kind: str
    span: tuple[int, int] | None


def changed_identifiers(pair: TextPair) -> Iterator[Violation]:
    """Yield names of the source that the translation spells differently."""
    for name, _, span in _missing_names(pair):
        if span and not _contains(pair.source, pair.target[slice(*span)]):
            message = f"`{name}` was changed to `{pair.target[slice(*span)]}`"
            yield Violation(*span, message, f"write `{name}`")


def lost_identifiers(string: CatalogString) -> Iterator[Violation]:
    """Yield names in code that a translation does not have in any spelling, and translated abbreviations."""
    pair = string.pair
    if pair is None or not pair.source:
        return
    missing = _missing_names(pair)
    for name, kind, span in missing if missing and prose_words(pair.source, pair.placeholders) else ():
        if span is None and _is_code(name, kind, pair.source) and not _has_other(name, kind, pair):
            message = f"the translation is missing `{name}`"
            yield Violation(*full_range(pair), message, f"keep `{name}` as it is", convention=name)
    for name, start, end in _translated_abbreviations(pair):
        message = f"the abbreviation `{name}` was translated as `{pair.target[start:end]}`"
        yield Violation(start, end, message, f"keep `{name}` as it is", convention=name)


def _is_code(name: str, kind: str, text: str) -> bool:
    """Return whether words can never stand for a name, as they can for that of a product or a menu item.

    In a usage text, words such as `OUTPUT_FILE` stand for what a user types. A name at the beginning of a
    text and before a colon, as in `BuildPoints: %1`, is a label.
    """
    if kind in _CODE_KINDS:
        return True
    at = text.find(name)
    before, after = text[at - 1 : at] if at else "", text[at + len(name) : at + len(name) + 1]
    if not _CODE_NAME.fullmatch(name) or before in _AROUND_TYPED or after in _AROUND_TYPED:
        return False
    if _EXAMPLE.fullmatch(name) or (name.isalpha() and not before and after == ":"):
        return False
    if name.isupper():
        return not text.isupper() and not _USAGE.search(text)
    return not _TWO_WORDS.fullmatch(name) or before in _QUOTES or after == "("


def _has_other(name: str, kind: str, pair: TextPair) -> bool:
    """Return whether a translation has something of the same kind in the place of a name.

    That is an address for the readers of the locale, a translated example such as `/eventos/buscar`, or a
    name of which only the last word is translated, as in `camada GeoJson` for `GeoJsonLayer`.
    """
    beginning = _LAST_WORD.sub("", name).lower()
    if kind == "identifier" and name.isalpha() and beginning in pair.target.replace(" ", "").lower():
        return True
    if _FIXED_NAME.fullmatch(name):
        return False
    signs = [sign for sign in _SIGNS_OF_KIND.get(kind, ()) if sign in name]
    return any(piece.count(sign) >= name.count(sign) for sign in signs for piece in _added_pieces(pair))


@lru_cache(maxsize=16)  # a pair is asked about each of its names
def _added_pieces(pair: TextPair) -> tuple[str, ...]:
    """Return what is between spaces, quotation marks and brackets in a translation, but not in its source."""
    own = set(_AROUND_NAME.split(pair.source))
    pieces = dict.fromkeys(_AROUND_NAME.split(pair.target))
    return tuple(piece.strip(".,;:!?") for piece in pieces if piece not in own)


def _translated_abbreviations(pair: TextPair) -> Iterator[tuple[str, int, int]]:
    """Yield abbreviations that were taken for words, as in `the WAS`, with the range of the translation."""
    names = dict.fromkeys(_WORD_AS_ABBREVIATION.findall(pair.source))
    missing = [name for name in names if name not in pair.target]
    if not missing:
        return
    added = [
        match.span()
        for match in _CAPITALS.finditer(mask_identifiers(pair.target, pair.placeholders))
        if all(map(str.isupper, match[0])) and match[0] not in pair.source
    ]
    if len(missing) == len(added) == 1:
        yield missing[0], *added[0]


def kept_identifiers(string: CatalogString) -> Iterator[str]:
    """Yield the identifiers of the source that the translation has, too."""
    if string.source:
        for identifier in _names(string.source, string.placeholders):
            if _contains(string.target, identifier.text):
                yield identifier.text


@lru_cache(maxsize=1_024)
def _missing_names(pair: TextPair) -> tuple[_Missing, ...]:
    """Return names of the source that the translation does not have as it may write them.

    At most `_MAX_MISSING` are looked for in another spelling and returned. If a name is all of the source, it
    may be a label such as `BackSpace`.
    """
    names = {each.text: each.kind for each in _names(pair.source, pair.placeholders)}
    names.pop(pair.source.strip(_AROUND_TEXT), None)
    own = _whole_names(pair.target, pair.placeholders) if len(names) > _MAX_MISSING else frozenset()
    missing = (name for name in names if name not in own and not _is_kept(pair.target, name))
    return tuple(
        each
        for name in islice(missing, _MAX_MISSING)
        if not _is_usual(each := _Missing(name, names[name], _in_its_place(name, names[name], pair)), pair)
    )


def _in_its_place(name: str, kind: str, pair: TextPair) -> tuple[int, int] | None:
    """Return the range of another spelling of a name, or of a name that is nearly the same.

    Names with separators are not compared, since translations of their parts may be similar.
    """
    span = _respelling(name, pair.target, pair.placeholders)
    return span or (_misspelling(name, pair) if kind == "identifier" and "_" not in name else None)


def _misspelling(name: str, pair: TextPair) -> tuple[int, int] | None:
    """Return the range of a name that only the translation has, and that is nearly the same as another."""
    if not _SHORTEST_COMPARED <= len(name) <= _LONGEST_COMPARED:
        return None
    from difflib import SequenceMatcher  # few catalogs need it

    for other in _added_names(pair):
        if SequenceMatcher(None, name, other.text, autojunk=False).ratio() > _SIMILAR:
            return other.start, other.end
    return None


@lru_cache(maxsize=16)
def _added_names(pair: TextPair) -> tuple[Identifier, ...]:
    """Return the names that only the translation has, of its first `_MAX_COMPARED` that may be new."""
    own = {each.text for each in _names(pair.source, pair.placeholders)}
    added = (
        each
        for each in _names(pair.target, pair.placeholders)
        if each.kind == "identifier" and each.text not in own and len(each.text) <= _LONGEST_COMPARED
    )
    return tuple(each for each in islice(added, _MAX_COMPARED) if each.text not in pair.source)


def _is_usual(missing: _Missing, pair: TextPair) -> bool:
    """Return whether a language may write a name so: inflected, as a noun, or at the start of a sentence."""
    name, _, span = missing
    if span is None:
        return _is_inflected(name, pair.target)
    respelling, before = pair.target[slice(*span)], pair.target[: span[0]].rstrip()
    if len(respelling) != len(name):
        return _is_inflected(name, pair.target)
    if (not before or before[-1] in ".!?") and respelling == name[0].upper() + name[1:]:
        return True
    if not name.replace(".", "").isalpha():
        return False
    is_lower = respelling == name.lower() and sum(map(str.isupper, name)) <= _FEW and name.isalpha()
    return is_lower or _keeps_capitals(name, respelling)


def _keeps_capitals(name: str, respelling: str) -> bool:
    """Return whether a respelling only has more capitals, as German nouns and `ASP.NET` do."""
    if respelling.isupper() and len(name) > _LONGEST_ABBREVIATION and "." not in name:
        return False
    return all(other.isupper() for letter, other in zip(name, respelling, strict=True) if letter.isupper())


def _is_inflected(name: str, text: str) -> bool:
    """Return whether a text has a name with an ending of its language, such as `SELinuksa`."""
    if name[:-1] not in text:
        return False
    words = _WORDS.findall(text)
    endings = (word[len(stem) :] for stem in (name, name[:-1]) for word in words if word.startswith(stem))
    return any(0 < len(ending) <= _LONGEST_ENDING and ending.islower() for ending in endings)


def _is_kept(text: str, name: str) -> bool:
    """Return whether a text contains a name, the singular of a plural, or the name of a host in any case."""
    if _HOST_IN_ANY_CASE.fullmatch(name) and name.lower() in text.lower():
        return True
    if name.startswith("_"):
        return name in text  # it may be the end of a name that a placeholder begins
    return _contains(text, name) or (name.endswith("s") and _contains(text, name[:-1]))


def _whole_names(text: str, syntaxes: Syntaxes) -> frozenset[str]:
    """Return the identifiers of a text that are not parts of longer names."""
    return frozenset(each.text for each in _names(text, syntaxes) if _is_whole(text, each.start, each.end))


def _names(text: str, syntaxes: Syntaxes) -> Iterator[Identifier]:
    """Yield the identifiers of a text that are not code; URLs without angle brackets.

    A word with a slash before it, such as `/regex`, is no path.
    """
    for identifier in identifiers(text, syntaxes):
        name, start, kind = identifier
        if name.startswith("<"):
            yield Identifier(name[1:-1], start + 1, kind)
        elif kind != "code" and not (name.startswith("/") and name.count("/") == 1):
            yield identifier


def _respelling(name: str, text: str, syntaxes: Syntaxes) -> tuple[int, int] | None:
    """Return the range of a name in different case, or with spaces after its punctuation."""
    folded, positions = _folded(text)
    for at in _occurrences(folded, _lower(name)):
        start, end = positions[at], positions[at + len(name) - 1] + 1
        is_option = text[start - 1 : start] == "-" or text[end : end + 1] == "-"
        if (
            not is_option
            and _is_whole(text, start, end)
            and not _is_in_longer_name(text, start, end, syntaxes)
        ):
            return start, end
    return None


def _is_in_longer_name(text: str, start: int, end: int, syntaxes: Syntaxes) -> bool:
    """Return whether a range is a part of an address, a path or another longer name."""
    return any(
        name.start <= start
        and end <= name.end
        and len(name.text.rstrip(".-")) > end - start
        and name.kind != "code"
        for name in identifiers(text, syntaxes)
    )


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
    """Yield labels that translate the name of a channel or keyword, each once per locale.

    If the label in the source locale is not the name, both are texts for readers. Event viewers show the
    vendor's own translations.
    """
    for string in strings:
        if string.source is None or string.kind is not TextKind.NAME or not string.role.startswith("labels."):
            continue
        if _is_official(catalog, string):
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


def _is_official(catalog: Catalog, string: CatalogString) -> bool:
    """Return whether a shared label came from a file that the software ships."""
    ledger = catalog.settings.ledgers.get(string.locale)
    if ledger is None or len(string.path) != 2:
        return False
    record = ledger.records.get(label_key(*string.path))
    target = string_hash((string.target,), string.path)
    return record is not None and record.is_official and record.target == target


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
