"""Numbers and dates: the same in both languages, each written as its locale does."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from eventdocs.model.diagnostics import Rule, Severity
from eventdocs.model.strings import TextPair
from eventdocs.rules.checks import Violation, example_pair, full_range
from eventdocs.text.identifiers import mask_identifiers
from eventdocs.text.locales import date_order, number_symbols

NUMBERS = Rule(
    "ED505",
    "number-differs",
    Severity.WARNING,
    "A translation has the numbers of its source, with the separators of its locale (CLDR).",
    "A wrong limit or code is worse than none; `1,000` is one thousand in English and one in German.",
    example_pair("At most 1,000 disks.", "Höchstens 1,000 Datenträger.", "de-DE"),
    example_pair("At most 1,000 disks.", "Höchstens 1.000 Datenträger.", "de-DE"),
)
DATES = Rule(
    "ED509",
    "date-order",
    Severity.WARNING,
    "A date in digits is in the order of the locale (CLDR), or in ISO 8601.",
    "03/04 is in March for one reader and in April for another.",
    example_pair("Deprecated since 03/30/2017.", "Obsoleto desde 03/30/2017."),
    example_pair("Deprecated since 03/30/2017.", "Obsoleto desde 30/03/2017."),
)

_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"(?<![\w.,%/:-])\d+(?:[.,\u00a0\u202f'’]\d+)*(?![\w%]*[\w])", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DATE = re.compile(r"(?<![\w/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?![\w/-])")


def numbers(pair: TextPair) -> Iterator[Violation]:
    """Find numbers that the translation loses, changes or writes as the source locale does."""
    wanted = _wanted(pair.source)
    if not wanted:
        return
    target = _western(mask_identifiers(pair.target))
    given = Counter(_NUMBER.findall(target))
    bare = Counter(re.findall(r"\d+", target))
    for number in wanted:
        localized = _localized(number, pair)
        if localized != number and given[number] and not given[localized]:
            start = target.index(number)
            message = f"`{number}` is written as in {pair.source_locale}"
            yield Violation(start, start + len(number), message, f"{pair.locale} writes `{localized}`")
        elif (
            not given[number]
            and not given[localized]
            and not all(bare[part] for part in re.findall(r"\d+", number))
        ):
            yield Violation(*full_range(pair), f"the number `{number}` is lost", "the source has it")


@lru_cache(maxsize=65_536)
def _wanted(source: str) -> tuple[str, ...]:
    """Numbers of a source text, without those of dates."""
    return tuple(_NUMBER.findall(_DATE.sub(" ", mask_identifiers(source)))) if _DIGIT.search(source) else ()


def _localized(number: str, pair: TextPair) -> str:
    """Write a number of the source as the locale does, where it has groups of three."""
    decimal, group = number_symbols(pair.source_locale)
    if (decimal, group) != (".", ",") or not _GROUPED.fullmatch(number):
        return number
    own_decimal, own_group = number_symbols(pair.locale)
    return "".join({",": own_group, ".": own_decimal}.get(each, each) for each in number)


def _western(text: str) -> str:
    """Write Arabic-Indic and other digits as ASCII, at their places."""
    if text.isascii():
        return text
    return "".join(str(int(each)) if each.isdecimal() else each for each in text)


def dates(pair: TextPair) -> Iterator[Violation]:
    """Find dates in digits that the translation has in the order of the source locale."""
    for found in _DATE.finditer(pair.target) if _DIGIT.search(pair.target) else ():
        if found[0] in pair.source and date_order(pair.source_locale) != date_order(pair.locale):
            day, month = max(found[1], found[3], key=int), min(found[1], found[3], key=int)
            if int(day) > 12 or found[1] != found[3]:
                order = "-".join(date_order(pair.locale))
                message = f"`{found[0]}` is in the order of {pair.source_locale}"
                hint = f"{pair.locale} writes {order}, or use ISO 8601: {found[4]}-{month:0>2}-{day:0>2}"
                yield Violation(found.start(), found.end(), message, hint)
