"""Rules about names: code, identifiers, channels, keywords and types are not translated."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, zip_longest

from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic, Rule, Severity
from eventdocs.model.event import Event
from eventdocs.model.ledger import label_key, string_hash
from eventdocs.model.strings import CatalogString, TextKind, TextPair
from eventdocs.rules.checks import Violation, diagnostic_for_string, example_pair, full_range
from eventdocs.text.identifiers import identifiers, mask_identifiers
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

_PUNCTUATION = "./:=!<>&|-"
_ASCII_WORD = re.compile(r"[A-Za-z0-9_]+")
_ABBREVIATION = re.compile(r"(?<![\w.=<\[-])[A-Z]{2,4}(?![\w.=>\]-])", re.ASCII)
_CAPITALS_OF_SOURCE = re.compile(r"(?<![\w.=<\[-])[A-Z]{2,}(?![\w.=>\]-])", re.ASCII)
_CAPITALS = re.compile(r"(?<![\w.=<\[-])[^\W\d_]{4,}+(?![\w.=>\]-]|\s?:)")  # longer than most abbreviations
# Options, usage, and what a user types, followed by its description.
_TYPED = re.compile(r"(?:^|\s)-{1,2}\w|^Usage: |^\s*[A-Z]+\s{2}")
_TYPED_NAME = re.compile(r"/[A-Z]+|[A-Z]+\.[A-Z]+")  # stands for what a user types
_USAGE = re.compile(r"\s*%\S+ \[")
_MENU = re.compile(
    r"/[A-Z]\w*+/[\w/]*+\\?[\w/]*+ ?_?[A-Z]"
)  # the path of a menu item, such as `/File/Save As`
_COLUMN_GAP = re.compile(r"\S {3}")
# fmt: off
_EMPHASIZED = frozenset((
    "ADDR", "ALL", "AND", "ANY", "APP", "ARCH", "ARG", "ARGS", "BAD", "BOTH", "BUG", "BYTE", "CHAR",
    "CMD", "CODE", "DATE", "DEST", "DEV", "DIR", "DISK", "DO", "DONE", "END", "EOF", "EU", "EVEN", "EXPR",
    "FAIL", "FILE", "FLAG", "FOR", "FROM", "FULL", "HASH", "HOST", "ID", "IF", "IN", "INFO", "IS", "IT",
    "KEY", "LINE", "LIST", "MODE", "MUST", "MY", "NAME", "NEW", "NO", "NONE", "NOT", "NOTE", "NOW",
    "NULL", "NUM", "ODD", "OF", "OFF", "OK", "OLD", "ON", "ONE", "ONLY", "OR", "PATH", "PORT", "REF",
    "REPO", "RULE", "SECS", "SIZE", "SKIP", "SPEC", "TAKE", "TEXT", "THE", "THIS", "TIME", "TO", "TRUE",
    "TYPE", "UK", "UNIT", "US", "USA", "USE", "USER", "VAR", "VERY", "WARN", "WHEN", "WILL", "WORD",
    "YES", "YOU",
))
# fmt: on
_AROUND_NAME = " []()<>%:.!?'\""
_WORD_AND_ID = re.compile(r"[a-z]+(?:ID|DB)s?|[A-Z]+x[A-Z]+")  # and dimensions such as `WxH`
_MAX_MISSING = 100
_MAX_PATHS = 20  # that a path is compared with
# Operators can be put into words, and `failed.This` may be the end of a sentence without a space.
_OPERATOR = re.compile(r"\W+")
_RUN_ON = re.compile(
    r"[a-z]+\.[A-Z][a-z]*|[A-Z][a-z]+\.(?:The|This|That|If|It|In|An?|To|For|Please|See|When|You|Use|Check|No)"
)
_FILE_ENDING = re.compile(r"[A-Za-z]+(\.[a-z]{1,4})")  # of `FILE.po`, where a user types a name
_ENDINGS = re.compile(r"[^\W_]>?(\.[a-z]{1,4})\b")
_WORDS = re.compile(r"[^\W\d_]+")
_AROUND_ADDRESS = re.compile(r"[\s<>\"'“”„«»「」()]+|=(?=/)")
_EXAMPLES = re.compile(r"\w[\w.@-]*+")
_EMAIL = re.compile(r"[\w.+-]++@[\w.-]++")
_LOWER_CASE_NAME = re.compile(r"[a-z]+(?:\.(?!(?:conf|html|java|jpeg|json|toml|yaml)\b)[a-z]{4,})+")
_WORD_OF_EXAMPLES = re.compile(r"\b(?:foo|bar|baz|path/to|my-\w++|(?:domain|example)\.(?:com|net|org))\b")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
# What words can never stand for. Other names can: `session.timeout`, or a menu item such as `/File/Save`.
_EXACT = re.compile(
    r"\w+://.*|xref:.*|[^@]+@.*|(?:xs|xsd|win|s):.*|\{?[0-9A-Fa-f]{8}-.*|0x[0-9A-Fa-f]+|[A-Za-z]:\\.*|[A-Z_]{4,}\\.*"
    r"|/[a-z0-9._/-]+|[A-Z][a-z]++[A-Z]\w*+(?:\.[A-Z]\w*+)+(?:\(\))?",
    re.DOTALL,
)
# Names of hosts are the same in any case.
_HOST_IN_ANY_CASE = re.compile(r"[\w-]+\.(?:com|fm|info|io|net|org|tv)", re.IGNORECASE)
_FEW = 2  # capitals of a name that may be an ordinary word, such as `MultiXact`
_EXAMPLE_SIGN = re.compile(r"[Ee]xample|e\.g\.")
_LONGEST_ABBREVIATION = 6
_SIMILAR = 0.8  # ratio of spellings that may be meant as the same
_LONGEST_ENDING = 6
_TITLE_PARTS = re.compile(r"[A-Z][a-z]+(?:_[A-Z][a-z]+)+")  # of a place, such as `Addis_Ababa`
_MNEMONIC = re.compile(r"[^\W\d_]_[^\W\d_]")
_TITLE_WORDS = re.compile(r"[A-Z][a-z]+(?:\.[A-Z][a-z]+)*")


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


def changed_identifiers(pair: TextPair) -> Iterator[Violation]:
    """Yield names of the source that the translation spells differently, and missing ones such as paths."""
    for name, span in _missing_names(pair):
        if span and (_is_other_case(name, pair, span) or name == pair.source.strip()):
            continue
        if span and not _may_be_word(name, pair, span):
            message = f"`{name}` was changed to `{pair.target[slice(*span)]}`"
            yield Violation(*span, message, f"write `{name}`")
        elif not span and _EXACT.fullmatch(name) and not _may_be_prose(name, pair):
            yield _missing_name(pair, name)


def _is_other_case(name: str, pair: TextPair, span: tuple[int, int]) -> bool:
    """Return whether a name begins a sentence with a capital, or is an abbreviation such as `WhoIs`."""
    respelling = pair.target[slice(*span)]
    before = pair.target[: span[0]].rstrip()
    is_first = not before or before[-1] in ".!?"
    is_abbreviation = len(name) <= _LONGEST_ABBREVIATION and name.isalpha() and respelling.isupper()
    return is_abbreviation or (is_first and respelling == name[0].upper() + name[1:])


def _may_be_word(name: str, pair: TextPair, span: tuple[int, int]) -> bool:
    """Return whether a name in another case may be an ordinary word of the language, such as `multixact`.

    German nouns begin with a capital. A path such as `/regex` may be an example.
    """
    respelling = pair.target[slice(*span)]
    if name.startswith("/"):
        return name[1:].isalpha() or _USAGE.match(pair.source) is not None
    if pair.locale.lower().startswith("de") and name[0].islower():
        return respelling == name[0].upper() + name[1:]
    return name.isalpha() and sum(map(str.isupper, name)) == _FEW and respelling == name.lower()


def _may_be_prose(name: str, pair: TextPair) -> bool:
    """Return whether a name that is missing may have been translated, since it is none in this text."""
    if (
        _OPERATOR.fullmatch(name)
        or _RUN_ON.fullmatch(name)
        or name == pair.source.strip(_AROUND_NAME)
        or (name.startswith("/") and _USAGE.match(pair.source))
        or _is_context(name, pair)
        or _is_table_heading(pair.source)
        or (name.isupper() and _TYPED_NAME.fullmatch(name))
        or "[" in name  # of a usage text
        or (name.startswith("/") and _MENU.match(pair.source) is not None)
    ):
        return True
    ending = _FILE_ENDING.fullmatch(name)
    if ending is not None and ending[1] in _ENDINGS.findall(pair.target):
        return True
    return _is_example(name, pair)


def _is_context(name: str, pair: TextPair) -> bool:
    """Return whether a name is in the context that old messages of gettext have: `CONTEXT|TEXT`."""
    return "|" not in pair.target and pair.source.find(name) < pair.source.rfind("|")


def _is_table_heading(text: str) -> bool:
    return len(_COLUMN_GAP.findall(text)) > 1 and "\n" not in text.strip()


def _is_example(name: str, pair: TextPair) -> bool:
    """Return whether an address or a name such as `table.column` has another one in its place."""
    added = _added_examples(pair)
    if _WORD_OF_EXAMPLES.search(name):
        sign = next((sign for sign in "/@." if sign in name), name)
        return any(sign in piece.strip(".,") for piece in _added_pieces(pair))
    if "://" in name or name.startswith("/"):
        return _is_localized_address(name, pair)
    if _EXAMPLE_SIGN.search(pair.source) and name.count(".") > 1:
        return any(_HOST.fullmatch(other.rstrip(".")) for other in added)
    if _EMAIL.fullmatch(name):
        parts = {*_WORDS.findall(name)[:-1]} - {"example"}
        return any("@" in other and parts.isdisjoint(_WORDS.findall(other)) for other in added)
    count = name.count(".")
    return _LOWER_CASE_NAME.fullmatch(name) is not None and any(other.count(".") == count for other in added)


@lru_cache(maxsize=16)  # a pair is asked about each of its names
def _added_examples(pair: TextPair) -> tuple[str, ...]:
    """Return the words, names and addresses of email that only the translation has."""
    examples = dict.fromkeys(_EXAMPLES.findall(pair.target))
    return tuple(each for each in examples if each not in pair.source)


@lru_cache(maxsize=16)
def _added_pieces(pair: TextPair) -> tuple[str, ...]:
    """Return what is between spaces and brackets in the translation, but not in the source."""
    own = set(_AROUND_ADDRESS.split(pair.source))
    pieces = dict.fromkeys(_AROUND_ADDRESS.split(pair.target))
    return tuple(piece for piece in pieces if piece not in own)


def _is_localized_address(name: str, pair: TextPair) -> bool:
    """Return whether an address or path has one for the readers of the locale in its place.

    That is a page below it or with the language in its name, the address of translators, or an example such
    as `/eventos/buscar/`.
    """
    added = [other for other in _added_pieces(pair) if "/" in other or "@" in other]
    if name.startswith("/"):
        paths = [other for other in added if other.startswith("/")][:_MAX_PATHS]
        return any(_is_other_example(name, other) for other in paths) or bool(
            paths and _EXAMPLE_SIGN.search(pair.source)
        )
    if added and "translation" in pair.source:
        return True
    language, page = pair.locale.partition("-")[0].lower(), name.partition("://")[2]
    return any(
        other.partition("://")[2].removeprefix("www.").startswith(page.removeprefix("www."))
        or language in _WORDS.findall(other)
        for other in added
    )


def _is_other_example(path: str, other: str) -> bool:
    """Return whether an absolute path has another one in its place, which is not just misspelled."""
    parts, others = path.strip("/").split("/"), other.strip("/").split("/")
    if len(parts) != len(others):
        return False
    from difflib import SequenceMatcher  # few catalogs need it

    changed = [(first, second) for first, second in zip(parts, others, strict=True) if first != second]
    different = [pair for pair in changed if SequenceMatcher(None, *pair).ratio() < _SIMILAR]
    return len(different) > 1 or (parts[0] == "home" and bool(different))


def lost_identifiers(string: CatalogString) -> Iterator[Violation]:
    """Yield identifiers of the source that the translation does not have in any spelling."""
    pair = string.pair
    for name, span in _missing_names(pair) if pair and pair.source else ():
        if not pair or _EXACT.fullmatch(name) or _may_be_translated(pair, name):
            continue
        if span is None or (_may_be_word(name, pair, span) and not _is_other_case(name, pair, span)):
            yield _missing_name(pair, name)._replace(convention=name)

    if pair and pair.source:
        for name, start, end, word in _translated_abbreviations(pair):
            message = f"the abbreviation `{name}` was translated as `{word}`"
            yield Violation(start, end, message, f"keep `{name}` as it is", convention=name)


def _translated_abbreviations(pair: TextPair) -> Iterator[tuple[str, int, int, str]]:
    """Yield abbreviations of the source in whose place the translation has a word in capitals, and the word.

    Words that are written in capitals for emphasis, or that stand for what a user types, do not count.
    """
    if not _ABBREVIATION.search(pair.source) or _TYPED.search(pair.source):
        return
    prose, masked = (mask_identifiers(text, pair.placeholders) for text in (pair.source, pair.target))
    own = dict.fromkeys(_CAPITALS_OF_SOURCE.findall(prose))
    missing = [name for name in own if name not in pair.target]
    added = [
        match
        for match in _CAPITALS.finditer(masked)
        if all(map(str.isupper, match[0]))
        and match[0] not in pair.source
        and match[0].title() not in pair.target
    ]
    if (
        len(missing) == len(added) == 1
        and _ABBREVIATION.fullmatch(missing[0])
        and missing[0] not in _EMPHASIZED
        and missing[0].lower() not in pair.source
        and not prose.isupper()
    ):
        yield missing[0], *added[0].span(), added[0][0]


def kept_identifiers(string: CatalogString) -> Iterator[str]:
    """Yield the identifiers of the source that the translation has, too."""
    if string.source:
        for name, _ in _names(string.source, string.placeholders):
            if _contains(string.target, name):
                yield name


def _may_be_translated(pair: TextPair, name: str) -> bool:
    """Return whether a name may have an ending of the locale here, or stands for what a user types.

    Names of words such as `job_spec` are often translated; a similar name in the translation is a mistake.
    """
    if (
        name == pair.source.strip(_AROUND_NAME)
        or _is_table_heading(pair.source)
        or _WORD_AND_ID.fullmatch(name)
        or f"={name}" in pair.source
        or f"<{name}" in pair.source
        or f"|{name}" in pair.source
        or f"{name}|" in pair.source
        or (f"/{name}" in pair.source and _TITLE_PARTS.fullmatch(name))
        or (_has_mnemonic(pair.source, name) and _MNEMONIC.search(pair.target))
        or _is_inflected(name, pair.target)
        or (not name.isidentifier() and _may_be_prose(name, pair))
    ):
        return True
    if "_" not in name or f"{name}(" in pair.source:
        return False
    parts = set(name.split("_"))
    added = (other for other, _ in _names(pair.target, pair.placeholders) if other not in pair.source)
    return name.isupper() or not any(parts.intersection(other.split("_")) for other in added)


def _has_mnemonic(text: str, name: str) -> bool:
    """Return whether the underscore of a name marks the key of a label, as in `Draw hori_zontal lines`."""
    return name.islower() and name.count("_") == 1 == text.count("_") and text[-1].isalnum() and " " in text


def _is_inflected(name: str, text: str) -> bool:
    """Return whether a text has a name with an ending of its language, such as `SELinuksa`."""
    if name[:-1] not in text:
        return False
    words = _WORDS.findall(text)
    endings = (word[len(stem) :] for stem in (name, name[:-1]) for word in words if word.startswith(stem))
    return any(0 < len(ending) <= _LONGEST_ENDING and ending.islower() for ending in endings)


def _missing_name(pair: TextPair, name: str) -> Violation:
    return Violation(*full_range(pair), f"the translation is missing `{name}`", f"keep `{name}` as it is")


@lru_cache(maxsize=1_024)
def _missing_names(pair: TextPair) -> tuple[tuple[str, tuple[int, int] | None], ...]:
    """Return names of the source that are missing in the translation, with the range of another spelling.

    At most `_MAX_MISSING` are looked for in another spelling and returned.
    """
    names = dict.fromkeys(name for name, _ in _names(pair.source, pair.placeholders))
    own = _whole_names(pair.target, pair.placeholders) if len(names) > _MAX_MISSING else frozenset()
    missing = (name for name in names if name not in own and not _is_kept(pair.target, name))
    return tuple(
        (name, _respelling(name, pair.target, pair.placeholders)) for name in islice(missing, _MAX_MISSING)
    )


def _is_kept(text: str, name: str) -> bool:
    """Return whether a text contains a name, the singular of a plural, or the usual form of `Asp.Net`."""
    if _HOST_IN_ANY_CASE.fullmatch(name) and name.lower() in text.lower():
        return True
    return (
        _contains(text, name)
        or (name.endswith("s") and _contains(text, name[:-1]))
        or (_TITLE_WORDS.fullmatch(name) is not None and _contains(text, name.upper()))
    )


def _whole_names(text: str, syntaxes: Syntaxes) -> frozenset[str]:
    """Return the identifiers of a text that are not parts of longer names."""
    return frozenset(name for name, at in _names(text, syntaxes) if _is_whole(text, at, at + len(name)))


def _names(text: str, syntaxes: Syntaxes) -> Iterator[tuple[str, int]]:
    """Yield the identifiers of a text that are not code, with their start; URLs without angle brackets."""
    for identifier in identifiers(text, syntaxes):
        if identifier.kind != "code":
            bracketed = identifier.text.startswith("<")
            yield identifier.text[1:-1] if bracketed else identifier.text, identifier.start + bracketed


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
