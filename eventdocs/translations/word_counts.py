"""Words and characters of source texts, by the state of their translation and by match, to plan translations.

Matches are counted as translation tools do it: each text that is missing or stale is in the class of its best
match in the translation memory, and a text that occurs again is a repetition.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from eventdocs.model.catalog import Catalog
from eventdocs.model.event import Segments
from eventdocs.model.ledger import State, TranslationStatus, normalize_text
from eventdocs.model.strings import TextKind, has_blocks, text_kind
from eventdocs.text.blocks import BlockKind, leaves
from eventdocs.translations.memory import TranslationMemory, memory_of, similarity
from eventdocs.translations.segments import Segment, segments
from eventdocs.translations.status import (
    StringPair,
    StringTest,
    every_string,
    state_name,
    translation_statuses,
)

REPETITIONS = "repetitions"
NO_MATCH = "no match"
_CLASSES = {100: "100%", 95: "95-99%", 85: "85-94%", 75: "75-84%", 50: "50-74%", 0: NO_MATCH}
_MIN_SCORE = 0.5
_IDEOGRAPH = re.compile("[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


class TextAmount(NamedTuple):
    """A number of texts, and of their words and characters.

    By state, the texts are strings; by match, the sentences and blocks that are translated one by one.
    """

    texts: int
    words: int
    characters: int


@dataclass(frozen=True, slots=True)
class WordCounts:
    """The source text of a locale by state of its translation; what is missing or stale also by match."""

    states: Mapping[str, TextAmount]
    matches: Mapping[str, TextAmount]


def count_words(catalog: Catalog, locale: str, is_selected: StringTest = every_string) -> WordCounts:
    """Return the amounts of a locale's text, of all strings or the selected ones.

    Code and other texts that are not translated do not count. The memory is that of the whole catalog.
    """
    statuses = translation_statuses(catalog, locale)
    parts = list(segments(catalog, locale))
    by_state: dict[str, list[Segment]] = {**{state.value: [] for state in State}, "stale": []}
    for part in parts:
        if is_selected(part.pair):
            by_state[state_name(statuses[part.pair.key])].append(part)
    memory = memory_of(part for part in parts if not statuses[part.pair.key].stale)
    return WordCounts(
        {state: _amount(found, len({part.pair.key for part in found})) for state, found in by_state.items()},
        _count_matches(catalog, [*by_state["stale"], *by_state["missing"]], statuses, memory),
    )


def _count_matches(
    catalog: Catalog,
    parts: Iterable[Segment],
    statuses: Mapping[str, TranslationStatus],
    memory: TranslationMemory,
) -> dict[str, TextAmount]:
    classes: dict[str, list[Segment]] = defaultdict(list)
    seen: set[str] = set()
    for part in parts:
        if part.is_translatable:
            text = normalize_text(part.source)
            name = REPETITIONS if text in seen else _match_class(catalog, part, statuses, memory)
            classes[name].append(part)
            seen.add(text)
    return {name: _amount(classes[name], len(classes[name])) for name in (REPETITIONS, *_CLASSES.values())}


def _match_class(
    catalog: Catalog, part: Segment, statuses: Mapping[str, TranslationStatus], memory: TranslationMemory
) -> str:
    """Return the class of a text's best match: in the memory, or its own translation of an older source."""
    match = memory.find(part.source, _MIN_SCORE)
    score = match.score if match else 0.0
    previous = catalog.settings.sources.get(statuses[part.pair.key].previous_source, "")
    if score < 1.0 and part.target is not None and part.total == 1 and previous:
        score = max(score, min(similarity(part.source, previous, _MIN_SCORE), 0.99))
    percent = int(score * 100)
    return next(name for minimum, name in _CLASSES.items() if percent >= minimum)


def _amount(parts: Iterable[Segment], number: int) -> TextAmount:
    """Return a number of texts with their words and characters."""
    texts = [
        text
        for part in parts
        if part.is_translatable
        for text in _translatable_texts((part.source,), is_blocks=part.kind is TextKind.BLOCKS)
    ]
    return TextAmount(number, sum(map(word_count, texts)), sum(map(len, texts)))


def words_by_state(pairs: Iterable[tuple[StringPair, TranslationStatus]]) -> dict[str, int]:
    """Return the number of words of the source texts of some strings by state."""
    words = {**{state.value: 0 for state in State}, "stale": 0}
    for pair, status in pairs:
        words[state_name(status)] += _words(pair.source, text_kind(pair.path) is TextKind.BLOCKS)
    return words


@lru_cache(maxsize=4_096)
def _words(source: Segments, is_block_field: bool) -> int:
    texts = _translatable_texts(source, is_blocks=is_block_field and has_blocks(source))
    return sum(map(word_count, texts))


def _translatable_texts(source: Segments, *, is_blocks: bool) -> list[str]:
    """Return the texts of a string that are translated: its segments, or its blocks except code."""
    if not is_blocks:
        return list(source)
    return [leaf.block.text for leaf in leaves(*source) if leaf.block.kind is not BlockKind.CODE]


def word_count(text: str) -> int:
    """Return the number of words of a text. In a script without spaces, each character counts as a word."""
    if text.isascii():
        return len(text.split())
    rest, ideographs = _IDEOGRAPH.subn(" ", text)
    return len(rest.split()) + ideographs
