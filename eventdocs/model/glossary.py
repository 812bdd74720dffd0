"""Glossary terms, their wording in each locale, and how to find them in a text."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from eventdocs.text.locales import spaceless

_WORD = re.compile(r"\w+")
_ASCII_WORD = re.compile(r"[A-Za-z0-9_]+")


class TermWording(NamedTuple):
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
    anywhere = spaceless(locale)
    words = _first_words(text, anywhere)
    matches = (_match(form, text, words, anywhere) for form in forms)
    spans = [match.span() for match in matches if match]
    return min(spans, key=lambda span: span[0], default=None)


def _match(form: str, text: str, words: Mapping[str, int], anywhere: bool) -> re.Match[str] | None:
    """Return the first match of a form in a text; `words` are the text's words with their first positions."""
    start = 0
    if _is_whole_word(form, anywhere):
        positions = [words.get(word) for word in _words(form)]
        if None in positions:
            return None
        # A form of several words is not before the last of their first positions, less its own length.
        start = max((position for position in positions if position is not None), default=len(form))
    return _pattern(form, anywhere).search(text, max(0, start - len(form)))


@lru_cache(maxsize=16)
def _first_words(text: str, anywhere: bool) -> dict[str, int]:
    """Return the words of a text in lower case, each with the position of the first one.

    In a script without spaces, only ASCII words have ends.
    """
    first: dict[str, int] = {}
    for match in (_ASCII_WORD if anywhere else _WORD).finditer(text):
        first.setdefault(match[0].casefold(), match.start())
    return first


@lru_cache(maxsize=1_024)
def _words(form: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _WORD.findall(form))


def _is_whole_word(form: str, anywhere: bool) -> bool:
    return form.isascii() or not anywhere


@lru_cache(maxsize=4_096)
def _pattern(form: str, anywhere: bool) -> re.Pattern[str]:
    is_case_sensitive = any(letter.isupper() for letter in form[1:])
    word_character = "[A-Za-z0-9_]" if anywhere else r"\w"
    pattern = re.escape(form)
    if _is_whole_word(form, anywhere):
        pattern = rf"(?<!{word_character}){pattern}(?!{word_character})"
    return re.compile(pattern, 0 if is_case_sensitive else re.IGNORECASE)


class TermIndex:
    """Finds the terms that a text has, of terms with their word forms.

    Only those are searched for whose rarest word the text has.
    """

    def __init__(self, terms: Iterable[tuple[Term, tuple[str, ...]]], locale: str) -> None:
        self.locale, self.anywhere = locale, spaceless(locale)
        self.terms = list(terms)
        self.by_word: dict[str, list[int]] = {}
        self.others: list[int] = []
        counts = Counter(word for _, forms in self.terms for form in forms for word in _words(form))
        for at, (_, forms) in enumerate(self.terms):
            for form in forms:
                words = _words(form) if _is_whole_word(form, self.anywhere) else ()
                rarest = min(words, key=counts.__getitem__, default=None)
                (self.others if rarest is None else self.by_word.setdefault(rarest, [])).append(at)

    def find(self, text: str) -> Iterator[Term]:
        """Yield the terms that a text has, in their order."""
        found = set(self.others)
        for word in _first_words(text, self.anywhere).keys() & self.by_word.keys():
            found.update(self.by_word[word])
        for at in sorted(found):
            term, forms = self.terms[at]
            if find_term(text, forms, self.locale):
                yield term
