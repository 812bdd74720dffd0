"""Glossary: terms, what they are called in each locale, and where a text has them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from eventdocs.text.locales import spaceless


@dataclass(frozen=True, slots=True)
class TermWording:
    """How a term is said in one locale: `use` are the preferred forms, `avoid` the forbidden ones."""

    use: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the source locale with its other word forms; `keep` means that nothing translates it."""

    term: str
    forms: tuple[str, ...] = ()
    keep: bool = False
    wordings: Mapping[str, TermWording] = field(default_factory=dict)


def find_term(text: str, forms: tuple[str, ...], locale: str) -> tuple[int, int] | None:
    """Find the first of some word forms in a text; None where there is none.

    Whole words are matched, whatever their case, but a form with capitals inside is matched as it stands; in
    a script without spaces, any stretch of the text is.
    """
    first: tuple[int, int] | None = None
    for form in forms:
        found = _pattern(form, spaceless(locale)).search(text)
        if found and (first is None or found.start() < first[0]):
            first = found.span()
    return first


@lru_cache(maxsize=4_096)
def _pattern(form: str, anywhere: bool) -> re.Pattern[str]:
    exact = any(letter.isupper() for letter in form[1:])
    part = "[A-Za-z0-9_]" if anywhere else r"\w"
    bounded = form.isascii() or not anywhere
    pattern = rf"(?<!{part}){re.escape(form)}(?!{part})" if bounded else re.escape(form)
    return re.compile(pattern, 0 if exact else re.IGNORECASE)
