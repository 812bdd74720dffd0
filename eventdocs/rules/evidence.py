"""Which characters certainly are placeholders, and not something else that looks like one."""

import re
from collections.abc import Sequence, Set

from eventdocs.text.placeholders import CONVERSIONS, SYNTAXES, Placeholder, has_date_conversions

_DISTINCT_CONVERSION = re.compile(r"[$:.*]|[hlLqjztwI]\w")  # with a number, a precision or a length
_USUAL_CONVERSION = re.compile(r"%[-+#0']*+\d*+[sdiufg]")
_BEGINNING_OF_WORD = re.compile(r"[^\W\d_]{3}|[\d_]")


def certain_placeholders(text: str, found: Sequence[Placeholder], *, is_source: bool) -> Set[int]:
    """Return the starts of the placeholders of a text that nothing but a placeholder is written like.

    - `$N` is certain if the text has all numbers from 1 to N. Otherwise it may be a price. The same is true
      of `%N` in a translation, where it may be a percentage, as in Turkish.
    - A conversion of `printf` or Pascal is certain if it has a precision, a length or the number of an
      argument, or if it is one of the usual ones and not glued to a number or a word, as in `50%discount`, or
      as the plural ending in `file%s`. If a text has a certain one, so are all others that are not glued.
      If it has one of a date, such as `%Y`, others such as `%d` may belong to the date.
    - Python formats a text either with percent signs or with braces. Next to `%(name)s`, `{name}` is not
      certain. Neither is one glued to a word, as the plural ending in `error{plural}`.
    - Placeholders of other syntaxes are certain.
    """
    runs = {name: _longest_run(found, name) for name in ("shell", "windows")[: 2 - is_source]}
    has_dates = has_date_conversions(text)
    has_percent_names = any(each.text.startswith("%(") for each in found)
    certain: set[int] = set()
    separate: set[int] = set()
    for at, each in enumerate(found):
        if each.syntax in runs and each.text == _number_form(each):
            is_certain = each.number <= runs[each.syntax]
        elif each.syntax in CONVERSIONS:
            is_separate = _is_separate(text, each, found[at - 1] if at else None)
            is_certain = is_separate and _is_certain_conversion(each.text, has_dates=has_dates)
            if is_separate and not has_dates:
                separate.add(each.start)
        else:
            is_glued = each.start > 0 and text[each.start - 1].isalpha()
            is_certain = not ((has_percent_names or is_glued) and each.text.startswith("{"))
        if is_certain:
            certain.add(each.start)
    return certain | separate if certain & separate else certain


def _number_form(placeholder: Placeholder) -> str:
    return SYNTAXES[placeholder.syntax].numbered(placeholder.number)


def _longest_run(found: Sequence[Placeholder], syntax: str) -> int:
    """Return the highest number to which a text has all numbers from 1."""
    numbers = {each.number for each in found if each.syntax == syntax}
    highest = 0
    while highest + 1 in numbers:
        highest += 1
    return highest


def _is_certain_conversion(text: str, *, has_dates: bool) -> bool:
    if _DISTINCT_CONVERSION.search(text):
        return True
    return not has_dates and _USUAL_CONVERSION.fullmatch(text) is not None


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
