"""Rules about numbers and dates: the same in source and translation, in the format of the locale."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache

from eventdocs.model.diagnostics import Rule, Severity
from eventdocs.model.strings import TextPair
from eventdocs.rules.checks import Violation, example_pair, full_range
from eventdocs.text.identifiers import blank_identifiers
from eventdocs.text.locales import date_order, number_symbols
from eventdocs.text.placeholders import Syntaxes

NUMBERS = Rule(
    "ED505",
    "number-differs",
    Severity.WARNING,
    "A translation has the same numbers as its source, with the separators of its locale (CLDR).",
    "A wrong limit or code misleads readers. `1,000` is one thousand in English and one in German. Missing "
    "numbers are reported in texts of up to 300 characters, since translators write longer ones freely.",
    example_pair("At most 1,000 disks.", "Höchstens 1,000 Datenträger.", "de-DE"),
    example_pair("At most 1,000 disks.", "Höchstens 1.000 Datenträger.", "de-DE"),
)
DATES = Rule(
    "ED509",
    "date-order",
    Severity.WARNING,
    "Numeric dates use the order of the locale (CLDR) or ISO 8601.",
    "03/04 is in March for some readers and in April for others.",
    example_pair("Deprecated since 03/30/2017.", "Obsoleto desde 03/30/2017."),
    example_pair("Deprecated since 03/30/2017.", "Obsoleto desde 30/03/2017."),
)

_DIGIT = re.compile(r"\d")
# A sign before the number belongs to a name such as `2.0-beta1`, unless a placeholder is before the sign.
_NUMBER = re.compile(
    r"(?:(?<=\ufffc[.,/:-])|(?<![\w.,%/:-])(?<!&#))\d++(?:[.,\u00a0\u202f'’]\d++)*(?!%*+\w)", re.ASCII
)
_NUMBERS_ONLY = re.compile(r"\+?\d++(?>(?:[ -]\d++)*)")  # such as `+1 555 2368`
_DIGITS = re.compile(r"\d+")
_FRACTION = re.compile(r"(?<=\d) \d/\d\b")  # as in `8 1/2`, which may be 8.5
_ACCELERATOR = re.compile(r"(?<=\d)&(?=\d)")  # of a menu item such as `1&6`
_SPACED_GROUPS = re.compile(r"(?<!\d)\d{1,3}(?:[.,\u00a0\u202f'’ ]\d{3})+(?!\d)")
_LONGEST_LITERAL = 300  # characters
_LARGEST_WORD = 12  # numbers up to this one are often words: two files, dos archivos
# A range or a point, such as [0,254] and (100,100).
_BRACKETED = re.compile(r"[\[(](\d[\d.,\u00a0\u202f'’]*+)[\])]", re.ASCII)
_PERCENTAGE = re.compile(r"(%?)(\d++(?:[.,\u00a0\u202f'’]\d++)*)( ?%(?!\d))?", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DATE = re.compile(r"(?<![\w/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?![\w/-])")


def number_differences(pair: TextPair) -> Iterator[Violation]:
    """Yield numbers that are missing from the translation or in the format of the source locale."""
    source_numbers = _numbers(pair.source, pair.placeholders)
    if not source_numbers or _NUMBERS_ONLY.fullmatch(pair.source):
        return  # a setting of the locale, or an example of a telephone number
    target = _ascii_digits(blank_identifiers(pair.target, pair.placeholders))
    found = [(match[0], match.start()) for match in _NUMBER.finditer(target)]
    target_numbers = Counter(number for number, _ in found)
    first_starts = dict(reversed(found))
    digit_groups = Counter(_DIGITS.findall(target))
    bracketed = set(_BRACKETED.findall(pair.source)) if "[" in pair.source or "(" in pair.source else set()
    missing: list[str] = []
    for number in dict.fromkeys(source_numbers):
        localized = number if number in bracketed else _localized(number, pair)
        if localized != number and target_numbers[number] and not target_numbers[localized]:
            start = first_starts[number]
            message = f"`{number}` is in the number format of {pair.source_locale}"
            yield Violation(start, start + len(number), message, f"write `{localized}` in {pair.locale}")
        elif (
            not target_numbers[number]
            and not target_numbers[localized]
            and not all(digit_groups[group] for group in _DIGITS.findall(number))
        ):
            missing.append(number)
    if len(pair.source) > _LONGEST_LITERAL:
        return  # where translators write freely, such as a year as a century
    for number in _without_written_differently(missing, pair, target) if missing else ():
        message = f"the translation is missing the number `{number}`"
        yield Violation(*full_range(pair), message, "copy it from the source")


def _without_written_differently(numbers: Sequence[str], pair: TextPair, target: str) -> Iterator[str]:
    """Yield the numbers but those with other separators, percentages such as `%50`, and possible words."""
    groups = _with_numbers(_DIGITS.findall(target))
    spaced = {"".join(_DIGITS.findall(group)) for group in _SPACED_GROUPS.findall(target)}
    percentages = {found[2] for found in _PERCENTAGE.finditer(pair.source) if found[3]}
    percentages &= {found[2] for found in _PERCENTAGE.finditer(_ascii_digits(pair.target)) if found[1]}
    may_be_words = groups <= _with_numbers(_DIGITS.findall(pair.source))
    for number in numbers:
        digits = "".join(_DIGITS.findall(number))
        whole = number.removesuffix(".5")  # many languages have words for halves
        is_small = whole.isdecimal() and int(whole[:4]) <= _LARGEST_WORD
        if not (
            digits in spaced
            or (_GROUPED.fullmatch(number) and digits in groups)
            or number in percentages
            or number.removesuffix(".0") in groups
            or (number.startswith("0") and number.lstrip("0") in groups)
            or (is_small and may_be_words)
        ):
            yield number


def _with_numbers(groups: Sequence[str]) -> Set[str]:
    """Return groups of digits, and those that begin with zeros also without these."""
    return {*groups, *(group.lstrip("0") for group in groups)}


@lru_cache(maxsize=1_024)
def _numbers(source: str, syntaxes: Syntaxes) -> tuple[str, ...]:
    """Return the numbers of a source text, without those in dates."""
    return (
        tuple(_NUMBER.findall(_DATE.sub(" ", blank_identifiers(_plain(source), syntaxes))))
        if _DIGIT.search(source)
        else ()
    )


def _plain(source: str) -> str:
    """Return a text without the accelerators between its digits and without the fractions of its numbers."""
    return _FRACTION.sub("", _ACCELERATOR.sub("", source))


def _localized(number: str, pair: TextPair) -> str:
    """Return a number of the source with the separators of the locale, if it has groups of three digits."""
    decimal, group = number_symbols(pair.source_locale)
    if (decimal, group) != (".", ",") or not _GROUPED.fullmatch(number):
        return number
    target_decimal, target_group = number_symbols(pair.locale)
    separators = {",": target_group, ".": target_decimal}
    return "".join(separators.get(character, character) for character in number)


def _ascii_digits(text: str) -> str:
    """Return a text with Arabic-Indic and other digits as ASCII, so that positions stay the same."""
    if text.isascii():
        return text
    return "".join(str(int(character)) if character.isdecimal() else character for character in text)


def _is_other_order(first: str, second: str, locale: str) -> bool:
    """Return whether a date cannot be in the order of a locale, since what would be the month is over 12."""
    order = [part for part in date_order(locale) if part != "year"]
    return int((first, second)[order.index("month")]) > 12


def date_orders(pair: TextPair) -> Iterator[Violation]:
    """Yield numeric dates in the order of the source locale."""
    if not _DIGIT.search(pair.target):
        return
    dates = {match[0] for match in _DATE.finditer(pair.source)}
    for match in _DATE.finditer(pair.target) if dates else ():
        date, (first, _, second, year) = match[0], match.groups()
        if date in dates and date_order(pair.source_locale) != date_order(pair.locale):
            day, month = max(first, second, key=int), min(first, second, key=int)
            if first != second and not _is_other_order(first, second, pair.source_locale):
                order = "-".join(date_order(pair.locale))
                message = f"`{date}` is in the date order of {pair.source_locale}"
                hint = f"use the order {order} of {pair.locale}, or ISO 8601: {year}-{month:0>2}-{day:0>2}"
                yield Violation(match.start(), match.end(), message, hint)
