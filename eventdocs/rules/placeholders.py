"""Rules about placeholders: what the software fills in is the same in source and translation."""

import re
import unicodedata
from collections import Counter, deque
from collections.abc import Callable, Container, Iterator, Sequence, Set
from functools import cache, lru_cache
from itertools import chain, islice
from typing import NamedTuple

from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic, Rule, Severity
from eventdocs.model.event import Event
from eventdocs.model.strings import CatalogString, LocalizedText, TextKind, TextPair
from eventdocs.rules.checks import Violation, diagnostic_for_string, example_pair, example_text, full_range
from eventdocs.rules.evidence import certain_placeholders
from eventdocs.text.icu import icu_pieces
from eventdocs.text.locales import needed_plural_forms
from eventdocs.text.placeholders import (
    CONVERSIONS,
    SYNTAXES,
    Placeholder,
    Role,
    Syntaxes,
    is_date_format,
    may_be_date_format,
    may_have_placeholders,
    placeholders,
)

MISMATCH = Rule(
    "ED301",
    "placeholder-mismatch",
    Severity.ERROR,
    "A translation has the same placeholders (inserts) as its source, in any order.",
    "The software replaces `%1` with a value when it prints the message. Without the placeholder, readers do "
    "not see the value. An extra one prints a wrong value or nothing. If other text may look like the "
    "placeholder, as in `100%s`, the finding is a warning.",
    example_pair("Disk %1 is full.", "O disco está cheio."),
    example_pair("Disk %1 holds %2.", "%2 estão no disco %1."),
)
BROKEN = Rule(
    "ED302",
    "broken-placeholder",
    Severity.ERROR,
    "A placeholder (insert) is written exactly as in the source.",
    "People read `% 1`, `1%`, `％1` and `%１` as placeholders, but the software prints them literally. If "
    "other text may look like the placeholder, the finding is a warning.",
    example_pair("Disk %1 is full.", "O disco % 1 está cheio."),
    example_pair("Disk %1 is full.", "O disco %1 está cheio."),
)
SOURCE = Rule(
    "ED303",
    "broken-source-placeholder",
    Severity.ERROR,
    "A source message has no misspelled placeholder (insert).",
    "Translators copy placeholders from the source, so a mistake there is repeated in every translation.",
    example_text("Disk 1% is full."),
    example_text("Disk %1 is 95% full."),
)
GAP = Rule(
    "ED304",
    "placeholder-gap",
    Severity.WARNING,
    "Placeholders (inserts) are numbered from 1 without gaps, unless the event lists its parameters.",
    "A message with `%1` and `%3` has often lost `%2`. If the event lists its parameters, a message may omit "
    "some of them.",
    example_text("Disk %1 holds %3."),
    example_text("Disk %1 holds %2."),
)
BEYOND = Rule(
    "ED305",
    "placeholder-beyond-parameters",
    Severity.ERROR,
    "The number of a placeholder (insert) is not higher than the number of listed parameters.",
    "`%N` prints the N-th parameter. For a higher number, there is nothing to print.",
    "id: 7\nname: DiskFull\nparameters:\n  - {name: Drive, type: xs:string}\nstrings:\n  en-US:\n"
    "    message: 'Disk %2 is full.'\n",
    "id: 7\nname: DiskFull\nparameters:\n  - {name: Drive, type: xs:string}\nstrings:\n  en-US:\n"
    "    message: 'Disk %1 is full.'\n",
)

FORMAT = Rule(
    "ED306",
    "placeholder-format",
    Severity.INFO,
    "A placeholder (insert) has the width, alignment, precision and format of the source.",
    "Another width shifts the columns of a message, and another precision shows other digits. Some "
    "languages need the change.",
    example_pair("Disk %1!-10s! is full.", "O disco %1!-8s! está cheio."),
    example_pair("Disk %1!-10s! is full.", "O disco %1!-10s! está cheio."),
)
PLURALS = Rule(
    "ED307",
    "plural-forms",
    Severity.WARNING,
    "A plural in ICU syntax has the plural forms of its locale.",
    "For a number whose form is missing, the software uses the form `other`, which is grammatically wrong.",
    "# catalog.yaml\nsource_locale: en-US\nlocales: [en-US, ru-RU]\nplaceholders: icu\n"
    "# events/7-diskfull.yaml\nid: 7\nname: DiskFull\nstrings:\n"
    "  en-US: {message: '{n, plural, one {# file} other {# files}}'}\n"
    "  ru-RU: {message: '{n, plural, one {# файл} other {# файла}}'}\n",
    "# catalog.yaml\nsource_locale: en-US\nlocales: [en-US, ru-RU]\nplaceholders: icu\n"
    "# events/7-diskfull.yaml\nid: 7\nname: DiskFull\nstrings:\n"
    "  en-US: {message: '{n, plural, one {# file} other {# files}}'}\n"
    "  ru-RU: {message: '{n, plural, one {# файл} few {# файла} many {# файлов} other {# файла}}'}\n",
)

REPEATED = Rule(
    "ED308",
    "placeholder-count",
    Severity.WARNING,
    "A placeholder (insert) with a name or number occurs in a translation as often as in its source.",
    "A placeholder that was pasted twice prints its value twice. Some languages need a value more or less "
    "often than the source. If that is the reason, accept the finding.",
    example_pair("Disk %1 is full.", "O disco %1 está cheio (%1)."),
    example_pair("Disk %1 is full.", "O disco %1 está cheio."),
)

_SPACE = r"[ \u00a0\u202f\u3000]"
_DIGIT = "0-9０-９٠-٩۰-۹"
_BROKEN_WINDOWS = (
    rf"[%％٪]{_SPACE}*+[{_DIGIT}]{{1,2}}(?:![^!\s]{{1,16}}!)?"
    rf"|(?<![\d.,])[{_DIGIT}]{{1,2}}{_SPACE}?[%％٪](?!{_SPACE}*+[%\d])"
    rf"|[%％]{_SPACE}++[%％]|％％"
)
_BROKEN_BRACES = rf"\{{{_SPACE}++\w++{_SPACE}*+\}}|\{{\w++{_SPACE}++\}}|\{{[０-９]++\}}"
_FIELD = r"[A-Z_][A-Z0-9_]{1,63}+"
_BROKEN_FIELD = (
    rf"(?<![\w@])@(?:{_FIELD}(?!{_SPACE}*+@|[\w-]|\.\w)|{_SPACE}*+{_FIELD}{_SPACE}*+@)"
    rf"|(?<![\w@.-]){_FIELD}@(?![\w@])"
)
# Shapes of mistakes that can be seen without the source, by the syntaxes that have them.
_BROKEN = {"windows": _BROKEN_WINDOWS, "braces": _BROKEN_BRACES, "journal": _BROKEN_FIELD}
_PERCENTAGE = re.compile(r"(?<!\d)(\d++)(?: (?=%(?!\w)))?%")
_LEADING_PERCENT_SIGN = re.compile(r"%(\d++)")
_NAME = re.compile(r"\w++")
_LETTERS = re.compile(r"[a-z]{4}")
_BEFORE_SIGN = re.compile(r"%(\w++)(?=%)")  # the name in `%v%`
_ATTRIBUTE = re.compile(r"\A(\{[^.\[]*+)[.\[].*\}", re.DOTALL)
_SPACE_FLAG = re.compile(
    r"%(?:\(\w++\))? [\d.hlLqjzt]*+[sdifgeux]"
)  # C, PHP and Python print the value all the same
_PERCENT_ENCODED = re.compile(r"%%[0-9A-F]{2}")  # a character of an address, with its sign doubled
_REVERSED = re.compile(r"(?<![\w.,%])([1-9])%(?![%\w])")
_VARIABLE = re.compile(r"\$([A-Za-z_]\w*+)")  # the same as `${name}` in a shell, but may be text
_MAX_RESPELLED = 20
_IGNORED = " \u00a0\u202f\u3000\u200b\u200e\u200f"
_QUOTES_AS_ANGLES = str.maketrans("‹«〈《›»〉》", "<<<<>>>>")


class _BrokenPlaceholder(NamedTuple):
    """Characters of a text that look like a placeholder, and the placeholder that they probably mean."""

    start: int
    end: int
    text: str
    intended: str


class _Comparison(NamedTuple):
    """The differences between the placeholders of a translation and those of its source.

    `renamed` are extra ones, each with the one of the source that it probably replaces. `reordered` are
    unnumbered ones in another order, each with the text that refers to the argument of the source. `rarer`
    and `repeated` occur in both texts, but less or more often than in the source. `certain` are the texts of
    those of the source that cannot be anything else. Of the extra ones, `certain_starts` are where these are.
    """

    missing: tuple[Placeholder, ...] = ()
    extra: tuple[Placeholder, ...] = ()
    rarer: tuple[Placeholder, ...] = ()
    repeated: tuple[Placeholder, ...] = ()
    renamed: tuple[tuple[Placeholder, Placeholder], ...] = ()
    reordered: tuple[Placeholder, ...] = ()
    reformatted: tuple[tuple[Placeholder, Placeholder], ...] = ()
    broken: tuple[_BrokenPlaceholder, ...] = ()
    certain: Set[str] = frozenset()
    certain_starts: Set[int] = frozenset()


@lru_cache(maxsize=1_024)
def _compare(pair: TextPair) -> _Comparison:
    if "printf" in pair.placeholders.names and _has_dates(pair):
        return _Comparison()  # translators write it in the way of their language
    literal = pair.kind is TextKind.LITERAL
    expected = [each for each in placeholders(pair.source, pair.placeholders, literal=literal) if each.key]
    spans = placeholders(pair.target, pair.placeholders, literal=literal)
    actual = [each for each in spans if each.key]
    reordered = _is_reordered(expected, actual)
    key = _conversion if reordered or _has_sequences(expected, actual) else _key
    missing, pairs, extra = _partition(expected, actual, key)
    missing, extra = _without_leading_percent_signs(pair, expected, missing, extra)
    missing, extra = _without_attributes(missing, extra)
    missing = [each for each in missing if not _is_word(each, pair.source)]
    after_numbers = _after_numbers(missing, pair.target)
    missing = [each for each in missing if each.text not in after_numbers]
    extra = [each for each in extra if not _is_word(each, pair.target)]
    broken = [
        *_misspelled(pair, missing, pairs),
        *_doubled(pair, pairs, spans),
        *_without_backslash(pair, pairs),
    ]
    misspelled = {at for each in broken for at in range(each.start, each.end)}
    if not missing and not after_numbers:  # a percent sign is probably what is left of one
        broken += [each for each in _unescaped(pair, expected, spans) if each.start not in misspelled]
    extra = _without_other_signs(pair, extra, broken)
    missing, rarer = _apart(missing, actual)
    extra, repeated = (extra, []) if missing else _apart(extra, expected)
    if not missing:  # the name of the product, for example, is known in all texts
        repeated += [each for each in extra if each.syntax == "custom"]
        extra = [each for each in extra if each.syntax != "custom"]
    if (
        extra
        and not missing
        and len(_lone_percent_signs(pair.source, pair)) > len(_lone_percent_signs(pair.target, pair))
    ):
        extra = [each for each in extra if each.syntax not in CONVERSIONS]  # a percent sign before a word
    missing, renamed, extra = _renamed(missing, extra)
    reformatted = [(source, target) for source, target in pairs if source.format != target.format]
    differs = missing or renamed or reordered or broken
    certain = certain_placeholders(pair.source, expected, is_source=True) if differs else ()
    starts = certain_placeholders(pair.target, actual, is_source=False) if extra else frozenset()
    return _Comparison(
        tuple(missing),
        tuple(extra),
        tuple(rarer),
        tuple(each for each in repeated if each.syntax != "printf"),  # whose numbers are on purpose
        tuple(renamed),
        tuple(actual) if reordered else (),
        tuple(reformatted),
        tuple(broken),
        frozenset(each.text for each in expected if each.start in certain),
        starts,
    )


def _without_other_signs(
    pair: TextPair, extra: Sequence[Placeholder], broken: Sequence[_BrokenPlaceholder]
) -> list[Placeholder]:
    """Return extra placeholders without those that are part of a broken one, a percentage or an address.

    In Turkish, for example, 50% is written `%50`. `${name}` for `$name` of the source is not extra either.
    """
    if not extra:
        return []
    taken = {at for each in broken for at in range(each.start, each.end)}
    percentages = set(_PERCENTAGE.findall(pair.source))
    variables = {f"${{{name}}}" for name in _VARIABLE.findall(pair.source)}
    return [
        each
        for each in extra
        if each.start not in taken
        and each.text not in variables
        and not _is_percentage(pair.target, each.start, percentages)
        and not _PERCENT_ENCODED.match(pair.target, each.start)
    ]


def _has_dates(pair: TextPair) -> bool:
    """Return whether a text is a format of dates, as `%B %d` is if its translation is `%-m月%-d日`."""
    return is_date_format(pair.source) or (may_be_date_format(pair.source) and is_date_format(pair.target))


def _without_leading_percent_signs(
    pair: TextPair, expected: list[Placeholder], missing: list[Placeholder], extra: list[Placeholder]
) -> tuple[list[Placeholder], list[Placeholder]]:
    """Return missing and extra placeholders without those of a percentage, as in Turkish: `%3%` is `%%3`."""
    source = pair.source
    percentages = {f"%{each.text}" for each in expected if source.startswith("%", each.end)}
    if any(each.text == "%%" for each in extra):
        before_signs = set(_BEFORE_SIGN.findall(pair.source))
        extra = [each for each in extra if not _is_leading(each, pair.target, before_signs)]
    found = percentages.intersection(each.text for each in extra)
    if not found:
        return missing, extra
    return (
        [each for each in missing if f"%{each.text}" not in found],
        [each for each in extra if each.text not in found],
    )


def _is_leading(percent_sign: Placeholder, target: str, before_signs: Container[str]) -> bool:
    """Return whether a percent sign is before a name that the source has before one, as in `%v%`."""
    name = _NAME.match(target, percent_sign.end) if percent_sign.text == "%%" else None
    return name is not None and name[0] in before_signs


def _without_attributes(
    missing: list[Placeholder], extra: list[Placeholder]
) -> tuple[list[Placeholder], list[Placeholder]]:
    """Return missing and extra placeholders without those of one argument.

    A translation may take an attribute of it, such as the genitive in `{month.genitive}` for `{month}`.
    """
    arguments = {each: _ATTRIBUTE.sub(r"\1}", each.text) for each in extra if each.text.startswith("{")}
    shared = {each.text for each in missing}.intersection(
        argument for each, argument in arguments.items() if argument != each.text
    )
    if not shared:
        return missing, extra
    return (
        [each for each in missing if each.text not in shared],
        [each for each in extra if arguments.get(each) not in shared],
    )


def _is_percentage(text: str, at: int, percentages: Set[str]) -> bool:
    """Return whether a text has one of some percentages at a position, with the sign before the number."""
    number = _LEADING_PERCENT_SIGN.match(text, at) if percentages else None
    return number is not None and number[1] in percentages


def _is_word(placeholder: Placeholder, text: str) -> bool:
    """Return whether a conversion may be the beginning of a word, such as `%string`."""
    return placeholder.syntax in CONVERSIONS and _LETTERS.match(text, placeholder.end) is not None


def _after_numbers(missing: Sequence[Placeholder], text: str) -> Set[str]:
    """Return the conversions that a text has next to a number, as in `1%s`.

    They are taken for percent signs, as in `50%of`.
    """
    conversions = dict.fromkeys(each.text for each in missing if each.syntax in CONVERSIONS)
    found = {each: text.find(each, 1) for each in list(conversions)[:_MAX_RESPELLED]}
    return {each for each, at in found.items() if at > 0 and text[at - 1].isdecimal()}


def _apart(
    differing: Sequence[Placeholder], others: Sequence[Placeholder]
) -> tuple[list[Placeholder], list[Placeholder]]:
    """Return the placeholders that the other text does not have at all, and those that it has less often."""
    keys = {each.key for each in others}
    is_repeated = [_says_its_argument(each) and each.key in keys for each in differing]
    return (
        [each for each, repeated in zip(differing, is_repeated, strict=True) if not repeated],
        [each for each, repeated in zip(differing, is_repeated, strict=True) if repeated],
    )


def _says_its_argument(placeholder: Placeholder) -> bool:
    """Return whether a placeholder prints the same value wherever it is, unlike `%s` and `{}`."""
    return placeholder.role is Role.VALUE and not placeholder.is_counted


def _key(placeholder: Placeholder) -> str:
    return placeholder.key


def _conversion(placeholder: Placeholder) -> str:
    """Return the key without the number of the argument."""
    return placeholder.key.partition("$")[2] or placeholder.key


def _has_sequences(expected: Sequence[Placeholder], actual: Sequence[Placeholder]) -> bool:
    """Return whether the texts have conversions, and all of them are unnumbered."""
    both = [each for each in (*expected, *actual) if each.syntax in CONVERSIONS]
    return bool(both) and all(each.is_counted or not each.number for each in both)


def _is_reordered(expected: Sequence[Placeholder], actual: Sequence[Placeholder]) -> bool:
    """Return whether a translation has the unnumbered placeholders of its source in another order."""
    if not _has_sequences(expected, actual):
        return False
    source, target = (
        [_conversion(each) for each in side if each.syntax in CONVERSIONS] for side in (expected, actual)
    )
    return source != target and Counter(source) == Counter(target)


def _partition(
    expected: Sequence[Placeholder], actual: Sequence[Placeholder], key: Callable[[Placeholder], str]
) -> tuple[list[Placeholder], list[tuple[Placeholder, Placeholder]], list[Placeholder]]:
    """Return the missing placeholders, the pairs that belong together, and the extra ones.

    Of several with the same key, those with the same format are paired.
    """
    remaining: dict[str, list[Placeholder]] = {}
    for each in expected:
        remaining.setdefault(key(each), []).append(each)
    pairs: list[tuple[Placeholder, Placeholder]] = []
    extra: list[Placeholder] = []
    for each in actual:
        candidates = remaining.get(key(each))
        if not candidates:
            extra.append(each)
            continue
        same = next((at for at, one in enumerate(candidates) if one.format == each.format), 0)
        pairs.append((candidates.pop(same), each))
    missing = sorted((each for left in remaining.values() for each in left), key=_start)
    return missing, pairs, extra


def _misspelled(
    pair: TextPair, missing: list[Placeholder], pairs: Sequence[tuple[Placeholder, Placeholder]]
) -> Iterator[_BrokenPlaceholder]:
    """Yield what looks like one of the missing placeholders, and take that one out of them."""
    if not missing:
        return
    valid = [target for _, target in pairs]
    by_text: dict[str, deque[Placeholder]] = {}
    for each in missing:
        by_text.setdefault(each.text, deque()).append(each)
    for candidate in (
        *_broken_placeholders(pair.target, valid, pair.placeholders),
        *_respelled(pair, missing, valid),
    ):
        if meant := by_text.get(candidate.intended):
            meant.popleft()
            if candidate.text != candidate.intended:  # not `2%1`, where the number is not a percentage
                yield candidate
    missing[:] = sorted(chain.from_iterable(by_text.values()), key=_start)


def _broken_placeholders(
    text: str, valid: Sequence[Placeholder], syntaxes: Syntaxes
) -> Iterator[_BrokenPlaceholder]:
    """Yield what looks like a placeholder of Windows, in braces or of the journal, outside the valid ones."""
    pattern = _broken_pattern(syntaxes.names)
    if pattern is None:
        return
    taken = {at for placeholder in valid for at in range(placeholder.start, placeholder.end)}
    for match in pattern.finditer(text):
        if not taken.intersection(range(match.start(), match.end())):
            yield _BrokenPlaceholder(match.start(), match.end(), match[0], _corrected(match[0]))


@cache
def _broken_pattern(names: Sequence[str]) -> re.Pattern[str] | None:
    patterns = [pattern for name, pattern in _BROKEN.items() if name in names]
    return re.compile("|".join(patterns)) if patterns else None


def _corrected(text: str) -> str:
    """Return the valid form of a broken placeholder: no spaces, ASCII, all signs where they belong."""
    if "@" in text:
        return f"@{text.strip(f'@{_IGNORED}')}@"
    compact = re.sub(rf"{_SPACE}+", "", text).translate(str.maketrans("％٪", "%%"))
    ascii_text = "".join(str(int(character)) if character.isdigit() else character for character in compact)
    if ascii_text.endswith("%") and ascii_text != "%%":
        return f"%{ascii_text.removesuffix('%')}"
    return ascii_text


def _respelled(
    pair: TextPair, missing: Sequence[Placeholder], valid: Sequence[Placeholder]
) -> Iterator[_BrokenPlaceholder]:
    """Yield missing placeholders that are there with spaces, in another case, width or kind of digits.

    A sign after the rest, as in `s%`, counts too. So this finds mistakes in every syntax.
    """
    folded, positions = _folded(pair.target)
    taken = {at for placeholder in valid for at in range(placeholder.start, placeholder.end)}
    for placeholder in list(dict.fromkeys(each.text for each in missing))[:_MAX_RESPELLED]:
        text, _ = _folded(placeholder)
        for form in (text, f"{text[1:]}{text[0]}") if text[:1] in "%$" else (text,):
            at = folded.find(form)
            while at >= 0:
                start, end = positions[at], positions[at + len(form) - 1] + 1
                is_free = not taken.intersection(range(start, end))
                if is_free and pair.target[start:end] != placeholder and _is_apart(pair.target, start, end):
                    taken.update(range(start, end))
                    yield _BrokenPlaceholder(start, end, pair.target[start:end], placeholder)
                at = folded.find(form, at + len(form))


def _is_apart(text: str, start: int, end: int) -> bool:
    """Return whether characters are not a part of a word."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    joined = (before + text[start], text[end - 1] + after)
    return not any(len(pair) == 2 and pair.isascii() and pair.isalnum() for pair in joined)


@lru_cache(maxsize=1_024)
def _folded(text: str) -> tuple[str, list[int]]:
    """Return a text without spaces, in lower case, ASCII digits and half width, with positions."""
    kept = [at for at, character in enumerate(text) if character not in _IGNORED]
    return "".join(_fold_character(text[at]) for at in kept), kept


@lru_cache(maxsize=4_096)
def _fold_character(character: str) -> str:
    if character.isdecimal():
        return str(int(character))
    folded = unicodedata.normalize("NFKC", character.translate(_QUOTES_AS_ANGLES)).casefold()
    return {"٪": "%"}.get(character) or (folded if len(folded) == 1 else character)


def _doubled(
    pair: TextPair, pairs: Sequence[tuple[Placeholder, Placeholder]], spans: Sequence[Placeholder]
) -> Iterator[_BrokenPlaceholder]:
    """Yield placeholders with a doubled first sign, such as `@@UNIT@`, unless the source has one."""
    taken = {at for each in spans for at in range(each.start, each.end)}
    for source, placeholder in pairs:
        sign, before = placeholder.text[0], placeholder.start - 1
        if (
            before >= 0
            and pair.target[before] == sign
            and before not in taken
            and pair.source[max(0, source.start - 1) : source.start] != sign
            and not sign.isalnum()
        ):
            text = pair.target[before : placeholder.end]
            yield _BrokenPlaceholder(before, placeholder.end, text, placeholder.text)


def _without_backslash(
    pair: TextPair, pairs: Sequence[tuple[Placeholder, Placeholder]]
) -> Iterator[_BrokenPlaceholder]:
    """Yield placeholders that lost the backslash before them, as between the parts of a path."""
    if "\\" not in pair.source:
        return
    for source, placeholder in pairs:
        start, end, text = placeholder.start, placeholder.end, placeholder.text
        if pair.source.endswith("\\", 0, source.start) and not pair.target.endswith("\\", 0, start):
            yield _BrokenPlaceholder(start, end, text, f"\\{source.text}")


def _unescaped(
    pair: TextPair, expected: Sequence[Placeholder], spans: Sequence[Placeholder]
) -> Iterator[_BrokenPlaceholder]:
    """Yield percent signs that the software would read as the start of a conversion."""
    if pair.kind is not TextKind.LITERAL:
        return
    if not any(each.syntax in CONVERSIONS for each in expected) or _lone_percent_signs(pair.source, pair):
        return
    taken = {at for each in spans for at in range(each.start, each.end)}
    for at in _lone_percent_signs(pair.target, pair):
        if at not in taken:
            yield _BrokenPlaceholder(at, at + 1, "%", "%%")


def _lone_percent_signs(text: str, pair: TextPair) -> list[int]:
    """Return the positions of percent signs that are no placeholders."""
    taken = {at for each in placeholders(text, pair.placeholders) for at in range(each.start, each.end)}
    return [match.start() for match in re.finditer("%", text) if match.start() not in taken]


def _renamed(
    missing: Sequence[Placeholder], extra: Sequence[Placeholder]
) -> tuple[list[Placeholder], list[tuple[Placeholder, Placeholder]], list[Placeholder]]:
    """Pair extra placeholders with missing ones of the same syntax.

    Return the missing ones that are left, the pairs, and the extra ones that are left.
    """
    by_syntax: dict[str, deque[Placeholder]] = {}
    for each in missing:
        by_syntax.setdefault(each.syntax, deque()).append(each)
    pairs: list[tuple[Placeholder, Placeholder]] = []
    left = []
    for each in extra:
        if candidates := by_syntax.get(each.syntax):
            near = islice(candidates, _MAX_RESPELLED)
            source = next((other for other in near if other.number == each.number), candidates[0])
            candidates.remove(source)
            pairs.append((each, source))
        else:
            left.append(each)
    return sorted(chain.from_iterable(by_syntax.values()), key=_start), pairs, left


def _start(placeholder: Placeholder) -> int:
    return placeholder.start


def placeholder_mismatches(pair: TextPair) -> Iterator[Violation]:
    """Yield placeholders that a translation is missing, adds, renames or reorders."""
    if not _may_have_placeholders(pair.source, pair) and not _may_have_placeholders(pair.target, pair):
        return
    if _mixes_numbers(pair.target, pair) and not _mixes_numbers(pair.source, pair):
        message = "numbered and unnumbered placeholders are mixed"
        is_certain = Counter(_arguments(pair.source, pair)) != Counter(_arguments(pair.target, pair))
        yield Violation(*full_range(pair), message, "number all of them, or none", is_certain=is_certain)
        return
    comparison = _compare(pair)
    certain, starts = comparison.certain, comparison.certain_starts
    hint = f"the source is: {pair.source}"
    for at, text in enumerate(dict.fromkeys(each.text for each in comparison.missing)):
        message = f"the translation is missing `{text}`"
        is_there = at < _MAX_RESPELLED and text[0] == "%" and _has_as_text(pair, text)
        yield Violation(*full_range(pair), message, hint, is_certain=text in certain and not is_there)
    for each in comparison.extra:
        message = f"the source has no placeholder `{each.text}` here"
        hint = "remove it, or use the placeholder of the source"
        yield Violation(each.start, each.end, message, hint, is_certain=each.start in starts)
    for each, source in comparison.renamed:
        message = f"the source has `{source.text}` instead of `{each.text}`"
        hint = f"write `{source.text}`"
        yield Violation(each.start, each.end, message, hint, is_certain=source.text in certain)
    if comparison.reordered:
        is_certain = all(each.text in certain for each in comparison.reordered)
        yield _reordering(pair, comparison.reordered)._replace(is_certain=is_certain)


def _has_as_text(pair: TextPair, text: str) -> bool:
    """Return whether a translation has the characters of a placeholder where they are not read as one."""
    found = placeholders(pair.target, pair.placeholders, literal=pair.kind is TextKind.LITERAL)
    taken = {at for each in found for at in range(each.start, each.end)}
    at = pair.target.find(text)
    while at >= 0 and taken.intersection(range(at, at + len(text))):
        at = pair.target.find(text, at + 1)
    return at >= 0


def different_counts(pair: TextPair) -> Iterator[Violation]:
    """Yield placeholders that a translation has less or more often than its source."""
    if not _may_have_placeholders(pair.source, pair):
        return
    comparison = _compare(pair)
    for text in dict.fromkeys(each.text for each in comparison.rarer):
        message = f"the translation has `{text}` less often than the source"
        yield Violation(*full_range(pair), message, f"the source is: {pair.source}")
    for placeholder in comparison.repeated:
        message = f"`{placeholder.text}` occurs more often than in the source"
        yield Violation(placeholder.start, placeholder.end, message, "remove it if it was pasted twice")


def _mixes_numbers(text: str, pair: TextPair) -> bool:
    """Return whether a text has numbered and unnumbered arguments of printf, which C does not define."""
    if "$" not in text or "printf" not in pair.placeholders.names:
        return False
    found = placeholders(text, pair.placeholders, literal=pair.kind is TextKind.LITERAL)
    return len({"$" in each.text for each in found if each.syntax == "printf" and each.number}) > 1


def _arguments(text: str, pair: TextPair) -> list[str]:
    """Return the arguments that a text prints in PHP, where `%s` is the next one after the last `%s`."""
    found = placeholders(text, pair.placeholders, literal=pair.kind is TextKind.LITERAL)
    return [each.key for each in found]


def _reordering(pair: TextPair, actual: Sequence[Placeholder]) -> Violation:
    """Return the violation of unnumbered placeholders in another order, with the numbers that they need."""
    literal = pair.kind is TextKind.LITERAL
    expected = placeholders(pair.source, pair.placeholders, literal=literal)
    numbers: dict[str, list[int]] = {}
    for each in expected:
        numbers.setdefault(_conversion(each), []).append(each.number)
    numbered = []
    for each in actual:
        if each.number:
            number = numbers[_conversion(each)].pop(0)
            numbered.append(f"`{SYNTAXES[each.syntax].numbered(number)}{each.text[1:]}`")
    texts = ", ".join(f"`{each.text}`" for each in actual)
    message = f"the placeholders {texts} are in another order than in the source"
    return Violation(actual[0].start, actual[-1].end, message, f"number them: {', '.join(numbered)}")


def broken_placeholders(pair: TextPair) -> Iterator[Violation]:
    """Yield misspelled placeholders of a translation, with a fix."""
    if _may_have_placeholders(pair.source, pair):
        comparison = _compare(pair)
        for start, end, text, intended in comparison.broken:
            is_valid = "pascal" not in pair.placeholders.names and _SPACE_FLAG.fullmatch(text) is not None
            message = f"`{text}` has a space" if is_valid else f"`{text}` is not a valid placeholder"
            is_certain = intended in comparison.certain or (intended == "%%" and bool(comparison.certain))
            yield Violation(
                start, end, message, f"write `{intended}`", intended, is_certain=is_certain and not is_valid
            )
    if "icu" in pair.placeholders.names:
        error = icu_pieces(pair.target).error
        if error is not None and icu_pieces(pair.source).error is None:
            yield Violation(error.start, error.end, error.message, "the software cannot print the message")


def _may_have_placeholders(text: str, pair: TextPair) -> bool:
    return "％" in text or may_have_placeholders(text, pair.placeholders)


def changed_formats(pair: TextPair) -> Iterator[Violation]:
    """Yield placeholders with another width, alignment, precision or other format than in the source."""
    if _may_have_placeholders(pair.source, pair):
        for source, placeholder in _compare(pair).reformatted:
            message = f"`{placeholder.text}` is `{source.text}` in the source"
            yield Violation(placeholder.start, placeholder.end, message, "check that the message still fits")


def missing_plural_forms(pair: TextPair) -> Iterator[Violation]:
    """Yield plurals of a translation without a form that its locale has."""
    if "icu" not in pair.placeholders.names or "plural" not in pair.target:
        return
    for plural in icu_pieces(pair.target).plurals:
        forms = needed_plural_forms(pair.locale, ordinal=plural.type == "selectordinal")
        missing = [form for form, numbers in forms.items() if _lacks_form(plural.selectors, form, numbers)]
        if missing and "other" not in missing:
            names = ", ".join(f"`{form}`" for form in missing)
            message = f"the plural of `{plural.name}` is missing the form {names}"
            yield Violation(plural.start, plural.end, message, f"{pair.locale} has {', '.join(forms)}")


def _lacks_form(selectors: Sequence[str], form: str, numbers: Sequence[int]) -> bool:
    """Return whether a plural has neither a form nor an own branch for each of its numbers."""
    return form not in selectors and not all(f"={number}" in selectors for number in numbers)


def broken_source_placeholders(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield misspelled placeholders of source messages, with a fix unless it could be a percentage."""
    for string in strings:
        if (
            string.source is None
            and string.kind is TextKind.LITERAL
            and ("％" in string.target or may_have_placeholders(string.target, string.placeholders))
        ):
            for start, end, text, intended in _broken_in_source(string.text):
                message = f"`{text}` is not a valid placeholder"
                hint = f"write `{intended}` if it is meant as one"
                fix = None if _REVERSED.fullmatch(text) else intended
                yield diagnostic_for_string(SOURCE, string, Violation(start, end, message, hint, fix))


def _broken_in_source(text: LocalizedText) -> Iterator[_BrokenPlaceholder]:
    """Yield broken placeholders; one such as `2%` only if its number is the next one of the message."""
    valid = [each for each in placeholders(text.text, text.placeholders) if each.role is not Role.LAYOUT]
    numbers = {placeholder.number for placeholder in valid}
    following = max(numbers, default=0) + 1
    for candidate in _broken_placeholders(text.text, valid, text.placeholders):
        find = _REVERSED.match if candidate.start else _REVERSED.search
        match = find(text.text, candidate.start)
        if (
            candidate.text.startswith(("%", "％", "{"))
            or "@" in candidate.text
            or (match and int(match[1]) not in numbers and candidate.start == 0)
            or (match and match.start() == candidate.start and int(match[1]) == following)
        ):
            yield candidate


def placeholder_gaps(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield source messages whose placeholders skip a number."""
    for string, event, numbered in _messages(strings):
        if event.parameters is not None:
            continue
        numbers = {placeholder.number for placeholder in numbered}
        highest = max(numbered, key=lambda placeholder: placeholder.number)
        syntax = SYNTAXES[highest.syntax]
        absent = [number for number in range(1, highest.number) if number not in numbers]
        if absent:
            missing = ", ".join(f"`{syntax.numbered(number)}`" for number in absent)
            message = f"the message has `{syntax.numbered(highest.number)}` but not {missing}"
            hint = "list the event's parameters if the message omits one on purpose"
            yield diagnostic_for_string(GAP, string, Violation(*full_range(string), message, hint))


def placeholders_beyond_parameters(
    catalog: Catalog, strings: Sequence[CatalogString]
) -> Iterator[Diagnostic]:
    """Yield placeholders of source messages without a parameter."""
    for string, event, _ in _messages(strings):
        if event.parameters is None:
            continue
        count = len(event.parameters)
        for placeholder in placeholders(string.target, string.placeholders):
            if _has_number_form(placeholder) and placeholder.number > count:
                message = f"`{placeholder.text}` has no parameter; the event lists {count}"
                violation = Violation(placeholder.start, placeholder.end, message)
                yield diagnostic_for_string(BEYOND, string, violation)


def _messages(
    strings: Sequence[CatalogString],
) -> Iterator[tuple[CatalogString, Event, list[Placeholder]]]:
    """Yield source messages with their numbered placeholders, those of all segments together."""
    numbered: dict[str, list[Placeholder]] = {}
    last: dict[str, CatalogString] = {}
    for string in strings:
        if string.source is None and string.kind is TextKind.LITERAL:
            own = [
                each for each in placeholders(string.target, string.placeholders) if _has_number_form(each)
            ]
            numbered.setdefault(string.event, []).extend(own)
            if own:
                last[string.event] = string
    for key, string in last.items():
        if isinstance(string.owner, Event):
            yield string, string.owner, numbered[key]


def _has_number_form(placeholder: Placeholder) -> bool:
    """Return whether a placeholder has a number in a syntax that counts parameters from 1."""
    syntax = SYNTAXES.get(placeholder.syntax)
    return placeholder.number > 0 and syntax is not None and bool(syntax.number_form)
