"""Glossary terms, their wording in each locale, and how to find them in a text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from eventdocs.text.locales import spaceless


@dataclass(frozen=True, slots=True)
class TermWording:
    """The wording of a term in one locale: `use` are the preferred forms, `avoid` the forbidden ones."""

    use: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A term in the source locale with its other word forms; `keep` means that it must not be translated."""

    term: str
    forms: tuple[str, ...] = ()
    keep: bool = False
    wordings: Mapping[str, TermWording] = field(default_factory=dict)


def find_term(text: str, forms: tuple[str, ...], locale: str) -> tuple[int, int] | None:
    """Return start and end of the first of some word forms in a text, or None if it has none.

    Whole words are matched, in any case unless the form has capitals after its first letter. In a script
    without spaces, parts of words are matched too.
    """
    matches = (_pattern(form, spaceless(locale)).search(text) for form in forms)
    spans = [match.span() for match in matches if match]
    return min(spans, key=lambda span: span[0], default=None)


@lru_cache(maxsize=4_096)
def _pattern(form: str, anywhere: bool) -> re.Pattern[str]:
    is_case_sensitive = any(letter.isupper() for letter in form[1:])
    word_character = "[A-Za-z0-9_]" if anywhere else r"\w"
    is_whole_word = form.isascii() or not anywhere
    pattern = re.escape(form)
    if is_whole_word:
        pattern = rf"(?<!{word_character}){pattern}(?!{word_character})"
    return re.compile(pattern, 0 if is_case_sensitive else re.IGNORECASE)
