"""Translation memory: known translations of source texts, looked up exactly or by similarity.

Exact matches are found by the normalized text. For similar ones, an index of word pairs yields a few
candidates, and only these are compared letter by letter, or by their word pairs if they are long.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from eventdocs.model.catalog import Catalog
from eventdocs.model.exchange import Match
from eventdocs.model.ledger import normalize_text
from eventdocs.translations.segments import Segment, segments
from eventdocs.translations.status import translation_statuses

_WORDS = re.compile(r"\w+|[^\w\s]")
_MATCHES = 2  # that translators see
_MIN_SCORE = 0.6
_MAX_CANDIDATES = 12
_MAX_LOOKUPS = 1_000
_MAX_LETTERS = 2_000  # of two texts together that are compared letter by letter


@dataclass(slots=True)
class TranslationMemory:
    """Translations into one locale by normalized source, each with the number of its uses."""

    targets: dict[str, dict[str, int]] = field(default_factory=dict)
    _sources_by_bigram: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, source: str, target: str) -> None:
        """Add a translation."""
        text = normalize_text(source)
        uses = self.targets.get(text)
        if uses is None:
            self.targets[text] = {target: 1}
            for bigram in _bigrams(text):
                self._sources_by_bigram[bigram].append(text)
        else:
            uses[target] = uses.get(target, 0) + 1

    def discard(self, source: str, target: str) -> None:
        """Remove one use of a translation."""
        uses = self.targets.get(normalize_text(source), {})
        if uses.get(target, 0) > 1:
            uses[target] -= 1
        else:
            uses.pop(target, None)

    def find(self, source: str, min_score: float = 1.0) -> Match | None:
        """Return the most similar source of at least a score, with its most used translation."""
        text = normalize_text(source)
        if self.targets.get(text):
            return Match(text, self._by_use(text)[0], 1.0)
        return next(iter(self._similar(text, min_score)), None) if min_score < 1.0 else None

    def best(self, source: str, min_score: float, count: int) -> list[Match]:
        """Return the translations of the most similar sources of at least a score, the best first.

        No translation is returned twice.
        """
        text = normalize_text(source)
        exact = [Match(text, target, 1.0) for target in self._by_use(text)] if text in self.targets else []
        matches = exact if len(exact) >= count else [*exact, *self._similar(text, min_score)]
        by_target: dict[str, Match] = {}
        for match in matches:
            by_target.setdefault(match.target, match)
        return list(by_target.values())[:count]

    def _similar(self, text: str, min_score: float) -> list[Match]:
        """Return other sources of at least a score with their most used translations, the best first."""
        scores = [(similarity(text, other, min_score), other) for other in self._candidates(text)]
        return [
            Match(other, self._by_use(other)[0], score)
            for score, other in sorted(scores, reverse=True)
            if score >= min_score and other != text and self.targets[other]
        ]

    def _by_use(self, text: str) -> list[str]:
        """Return the translations of a source, the most used first."""
        return sorted(self.targets[text], key=lambda target: (-self.targets[text][target], target))

    def _candidates(self, text: str) -> Iterator[str]:
        """Return the sources that share most word pairs with a text.

        The rarest pairs are looked up first, until `_MAX_LOOKUPS` sources have been counted.
        """
        shared: Counter[str] = Counter()
        left = _MAX_LOOKUPS
        matches = (self._sources_by_bigram.get(bigram, []) for bigram in sorted(_bigrams(text)))
        for sources in sorted(matches, key=len):
            shared.update(sources[:left])
            left -= len(sources)
            if left <= 0:
                break
        ranked = sorted(shared.items(), key=lambda item: (-item[1], item[0]))
        return (source for source, _ in ranked[:_MAX_CANDIDATES])


def _bigrams(text: str) -> set[str]:
    """Return the pairs of neighboring words of a text; its start and end count as empty words."""
    words = ["", *(word.lower() for word in _WORDS.findall(text)), ""]
    return {f"{first} {second}" for first, second in pairwise(words)}


def similarity(text: str, other: str, min_score: float) -> float:
    """Return how similar two texts are, from 0.0 to 1.0; 0.0 if a quick upper bound is below a score.

    It is the share of letters that both have in the same order; of word pairs if the texts are long.
    """
    total = len(text) + len(other)
    if 2 * min(len(text), len(other)) < min_score * total:
        return 0.0
    if total > _MAX_LETTERS:
        pairs, other_pairs = _bigrams(text), _bigrams(other)
        return 2 * len(pairs & other_pairs) / (len(pairs) + len(other_pairs))
    if 2 * (Counter(text) & Counter(other)).total() < min_score * total:
        return 0.0
    return 2 * _common_length(text, other) / total


def _common_length(text: str, other: str) -> int:
    """Return the length of the longest common subsequence of two texts.

    The bits of `row` stand for the letters of `text`: a step of the algorithm (Hyyrö, 2004) is a few
    operations on one number, however often letters repeat.
    """
    places: dict[str, int] = defaultdict(int)
    for at, letter in enumerate(text):
        places[letter] |= 1 << at
    mask = (1 << len(text)) - 1
    row = mask
    for letter in other:
        matches = row & places.get(letter, 0)
        row = (row + matches | row - matches) & mask
    return len(text) - row.bit_count()


def build_memory(catalog: Catalog, locale: str, others: Iterable[tuple[str, str]] = ()) -> TranslationMemory:
    """Return a memory of a catalog's translations, and of other pairs of source and translation.

    Stale translations are left out: they are not translations of the sources that their strings have now.
    """
    statuses = translation_statuses(catalog, locale)
    memory = memory_of(each for each in segments(catalog, locale) if not statuses[each.pair.key].stale)
    for source, target in others:
        memory.add(source, target)
    return memory


def memory_of(translated: Iterable[Segment]) -> TranslationMemory:
    """Return a memory of the translations of segments; labels are left out."""
    memory = TranslationMemory()
    for segment in translated:
        if segment.target and segment.pair.owner is not None and segment.is_translatable:
            memory.add(segment.source, segment.target)
    return memory


def matches_of(segment: Segment, memory: TranslationMemory) -> tuple[Match, ...]:
    """Return the best matches that a translator sees next to a segment, without its own translation."""
    if not segment.is_translatable:
        return ()
    found = memory.best(segment.source, _MIN_SCORE, _MATCHES + 1)
    return tuple(match for match in found if match.target != segment.target)[:_MATCHES]
