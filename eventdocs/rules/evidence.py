"""Which characters certainly are placeholders, and not something else that looks like one."""

import re
from collections.abc import Sequence, Set

from eventdocs.text.placeholders import CONVERSIONS, SYNTAXES, Placeholder, has_date_conversions

_DISTINCT_CONVERSION = re.compile(r"[$:.*]|[hlLqjztwI]\w")  # with a number, a precision or a length
_USUAL_CONVERSION = re.compile(r"%[-+#0']*+\d*+[sdiufg]")
_PERCENT_LETTER = re.compile(r"(?<![%\d])%[a-mo-zA-Z]")  # `%n` is a line break in messages of Windows
_ADDRESS = re.compile(r"://\S++")
_FEWEST_ADDRESSES = 3  # of a list
_BEGINNING_OF_WORD = re.compile(r"[^\W\d_]{3}|[\d_]")


def certain_placeholders(text: str, found: Sequence[Placeholder], *, is_source: bool) -> Set[int]:
    """Return the starts of the placeholders of a text that nothing but a placeholder is written like.

    - `$N` is certain if the text has all numbers from 1 to N. Otherwise it may be a price. The same is true
      of `%N` in a translation, where it may be a percentage, as in Turkish.
    - A conversion of `printf` or Pascal is certain if it has a precision, a length or the number of an
      argument, or if it is one of the usual ones and not glued to a number or a word, as in `50%discount`, or
      as the plural ending in `file%s`. If a text has a certain one, so are all others that are not glued.
      If it has one of a date, such as `%Y`, or of another format, such as `%w`, others such as `%d` may
      belong to it.
    - Python formats a text either with percent signs or with braces. Next to `%(name)s`, `{name}` is not
      certain. Neither is one glued to a word, as the plural ending in `error{plural}`.
    - A list of web sites may have others in another language, so placeholders in its addresses are uncertain.
    - Placeholders of other syntaxes are certain.
    """
    runs = {name: _longest_run(found, name) for name in ("shell", "windows")[: 2 - is_source]}
    is_format = has_date_conversions(text) or _has_other_conversions(text, found)
    has_percent_names = any(each.text.startswith("%(") for each in found)
    certain: set[int] = set()
    separate: set[int] = set()
    for at, each in enumerate(found):
        if each.syntax in runs and each.text == _number_form(each):
            is_certain = each.number <= runs[each.syntax]
        elif each.syntax in CONVERSIONS:
            is_separate = _is_separate(text, each, found[at - 1] if at else None)
            is_certain = is_separate and _is_certain_conversion(each.text, is_format=is_format)
            if is_separate and not is_format:
                separate.add(each.start)
        else:
            is_glued = each.start > 0 and text[each.start - 1].isalpha()
            is_certain = not ((has_percent_names or is_glued) and each.text.startswith("{"))
        if is_certain:
            certain.add(each.start)
    if certain & separate:
        certain |= separate
    return certain - _in_listed_addresses(text, found)


def _in_listed_addresses(text: str, found: Sequence[Placeholder]) -> Set[int]:
    """Return the starts of the placeholders in the addresses of a list."""
    if text.count("://") < _FEWEST_ADDRESSES:
        return frozenset()
    addresses = [match.span() for match in _ADDRESS.finditer(text)]
    return {each.start for each in found if any(start < each.start < end for start, end in addresses)}


def _number_form(placeholder: Placeholder) -> str:
    return SYNTAXES[placeholder.syntax].numbered(placeholder.number)


def _longest_run(found: Sequence[Placeholder], syntax: str) -> int:
    """Return the highest number to which a text has all numbers from 1."""
    numbers = {each.number for each in found if each.syntax == syntax}
    highest = 0
    while highest + 1 in numbers:
        highest += 1
    return highest


def _has_other_conversions(text: str, found: Sequence[Placeholder]) -> bool:
    """Return whether a text has a letter after a percent sign that is no conversion of `printf`."""
    starts = {each.start for each in found}
    return any(match.start() not in starts for match in _PERCENT_LETTER.finditer(text))


def _is_certain_conversion(text: str, *, is_format: bool) -> bool:
    if _DISTINCT_CONVERSION.search(text):
        return True
    return not is_format and _USUAL_CONVERSION.fullmatch(text) is not None


def _is_separate(text: str, placeholder: Placeholder, before: Placeholder | None) -> bool:
    """Return whether a conversion is not glued to a number before it or to a word."""
    start, end = placeholder.start, placeholder.end
    if _BEGINNING_OF_WORD.match(text, end):
        return False
    is_glued = start > 0 and (before is None or before.end != start)
    if not is_glued:
        return True
    if text[start - 1].isdecimal():
        return False
    return not (text[start - 1].isalpha() and placeholder.text == "%s")
