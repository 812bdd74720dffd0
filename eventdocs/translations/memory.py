"""Translation memory: what the catalog, and files of old work, already say for a text.

Exact matches come from the folded text; near ones from an index of word pairs, so that only a few candidates
are ever compared letter by letter.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise

from eventdocs.model.catalog import Catalog
from eventdocs.model.ledger import normalize_text
from eventdocs.translations.export import Segment, segments

_WORDS = re.compile(r"\w+|[^\w\s]")
_CANDIDATES = 12
_BOUND = 4_000


@dataclass(frozen=True, slots=True)
class Match:
    """A remembered translation of a text, and how near its source is: 1.0 is the same text."""

    source: str
    target: str
    score: float


@dataclass(slots=True)
class TranslationMemory:
    """Sources with their translations in one locale, each as often as it was used."""

    known: dict[str, Counter[str]] = field(default_factory=dict)
    _pairs: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, source: str, target: str) -> None:
        """Remember a translation."""
        text = normalize_text(source)
        if text not in self.known:
            self.known[text] = Counter()
            for pair in _bigrams(text):
                self._pairs[pair].append(text)
        self.known[text][target] += 1

    def find(self, source: str, least: float = 1.0) -> Match | None:
        """Find the nearest source of at least a score, with its most used translation."""
        text = normalize_text(source)
        if text in self.known:
            return Match(text, self._best(text), 1.0)
        if least >= 1.0:
            return None
        scored = ((_score(text, other, least), other) for other in self._candidates(text))
        score, other = max(((score, other) for score, other in scored if score >= least), default=(0.0, ""))
        return Match(other, self._best(other), score) if other else None

    def _best(self, text: str) -> str:
        return min(self.known[text], key=lambda target: (-self.known[text][target], target))

    def _candidates(self, text: str) -> Iterator[str]:
        """Sources that share most pairs of words, looked up from the rarest pair on, up to a bound."""
        shared: Counter[str] = Counter()
        left = _BOUND
        for found in sorted((self._pairs.get(pair, []) for pair in sorted(_bigrams(text))), key=len):
            shared.update(found[:left])
            left -= len(found)
            if left <= 0:
                break
        ranked = sorted(shared.items(), key=lambda item: (-item[1], item[0]))
        return (other for other, _ in ranked[:_CANDIDATES])


def _bigrams(text: str) -> set[str]:
    words = ["", *(word.lower() for word in _WORDS.findall(text)), ""]
    return {f"{first} {second}" for first, second in pairwise(words)}


def _score(text: str, other: str, least: float) -> float:
    matcher = SequenceMatcher(None, text, other, autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    return matcher.ratio()


def build_memory(catalog: Catalog, locale: str, others: Iterable[tuple[str, str]] = ()) -> TranslationMemory:
    """Remember what a catalog says in a locale, and pairs of source and translation from elsewhere."""
    memory = TranslationMemory()
    for segment in segments(catalog, locale):
        if segment.target is not None and segment.entry.event is not None:
            memory.add(segment.source, segment.target)
    for source, target in others:
        memory.add(source, target)
    return memory


def suggestions(
    catalog: Catalog, locale: str, memory: TranslationMemory, min_score: float
) -> Iterator[tuple[Segment, Match | None]]:
    """Offer a match for each text of a locale that is missing; None where the memory has none."""
    for segment in segments(catalog, locale):
        if segment.target is None:
            yield segment, memory.find(segment.source, min_score)
