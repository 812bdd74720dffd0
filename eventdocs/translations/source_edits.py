"""Edits of source texts since their translations were recorded, to tell one typo fix from several edits."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile

_MAX_WORDS = 200  # of one replacement; comparing word by word takes quadratic time

WordChange = tuple[str, str]


@dataclass(frozen=True, slots=True)
class SourceEdit:
    """The source text of a string of one locale, as its translation was made and now.

    `before` is empty if the ledger does not have the text.
    """

    locale: str
    key: str
    before: str
    after: str

    @property
    def replacements(self) -> frozenset[WordChange] | None:
        """The words that were replaced, removed or added; None if the edit is unknown or too large."""
        if not self.before:
            return None
        old, new = _different_words(self.before.split(), self.after.split())
        if max(len(old), len(new)) > _MAX_WORDS:
            return None
        steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        return frozenset(
            (" ".join(old[first:last]), " ".join(new[start:end]))
            for step, first, last, start, end in steps
            if step != "equal"
        )


def _different_words(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """Return two lists of words without their common beginning and end."""
    start = _count_equal(old, new)
    old, new = old[start:], new[start:]
    end = _count_equal(reversed(old), reversed(new))
    return old[: len(old) - end], new[: len(new) - end]


def _count_equal(first: Iterable[str], second: Iterable[str]) -> int:
    """Return the number of words at the beginning of both that are equal."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))


def is_one_edit(edits: Iterable[SourceEdit]) -> bool:
    """Return whether the same words were replaced in all texts, in one place of a text or several."""
    found: set[WordChange] = set()
    for edit in edits:
        replacements = edit.replacements
        if replacements is None:
            return False
        found |= replacements
        if len(found) > 1:
            return False
    return True
