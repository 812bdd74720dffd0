"""Segments: the sentences or blocks of strings with their translations, which translators see one by one."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from eventdocs.model.catalog import Catalog
from eventdocs.model.event import StringNotes, strings_in
from eventdocs.model.exchange import segment_key
from eventdocs.model.group import Group, StringOwner
from eventdocs.model.strings import PairedText, TextKind, paired_blocks, single_kind, string_kind
from eventdocs.text.blocks import Leaf, block_places, parse_blocks
from eventdocs.text.placeholders import DEFAULT_SYNTAXES, Syntaxes
from eventdocs.translations.status import StringPair, string_pairs


class Segment(NamedTuple):
    """One segment or block of a string with its translation; `target` is None if it is missing.

    `position` is the segment's place among the `total` segments of the string, and `place` says that to
    translators. `leaf` is the block in the translation, or else in the source, of a string with several
    blocks. Segments with equal texts share a translation unit if their `group` is the same: the kind of
    field, and its context if it has one.
    """

    key: str
    pair: StringPair
    position: int
    total: int
    source: str
    target: str | None
    group: tuple[str, ...]
    kind: TextKind
    place: str = ""
    leaf: Leaf | None = None
    placeholders: Syntaxes = DEFAULT_SYNTAXES

    @property
    def is_translatable(self) -> bool:
        """Whether the segment has text to translate: code and empty cells have none."""
        return self.kind is not TextKind.CODE and (self.leaf is None or bool(self.source))


def segments(catalog: Catalog, locale: str) -> Iterator[Segment]:
    """Yield the segments of a locale's strings.

    A string is one segment if its translation has another number of segments than its source, or other
    blocks.
    """
    syntaxes_of = cache(catalog.settings.syntaxes)
    for pair in string_pairs(catalog, locale):
        string_key, owner, _, source, target = pair
        whole_kind, group = _string_kind(pair), _group(catalog, pair)
        syntaxes = syntaxes_of(owner.provider if owner else "")
        if target and (kind := single_kind(source, target, whole_kind)):
            yield Segment(string_key, pair, 0, 1, source[0], target[0], group, kind, "", None, syntaxes)
            continue
        texts = paired_blocks(source, target, whole_kind)
        count = len(texts)
        places = _places(pair, texts) if count > 1 else ("",)
        for index, (original, text, kind, _, leaf) in enumerate(texts):
            key = segment_key(string_key, index, count)
            assert original is not None  # pairs of a locale have a source
            yield Segment(key, pair, index, count, original, text, group, kind, places[index], leaf, syntaxes)


def _string_kind(pair: StringPair) -> TextKind:
    return TextKind.LABEL if pair.owner is None else string_kind(pair.owner, pair.path, pair.source)


def _places(pair: StringPair, pairs: Sequence[PairedText]) -> list[str]:
    """Return what translators read about the place of each of several texts in their string."""
    if pairs[0].leaf is not None:
        return block_places(parse_blocks(*pair.source))
    return [f"Sentence {number} of {len(pairs)}" for number in range(1, len(pairs) + 1)]


def _group(catalog: Catalog, pair: StringPair) -> tuple[str, ...]:
    """Return what equal texts must have in common to share a unit: the kind of field, and a context."""
    if pair.owner is None:
        return ("label", *pair.path)
    role = _role(pair.path, isinstance(pair.owner, Group))
    notes = string_notes(catalog, pair.owner, pair.path)
    return (*role, notes.context) if notes and notes.context else role


@lru_cache(maxsize=1024)
def _role(path: tuple[str, ...], is_group: bool) -> tuple[str]:
    """Return the kind of field at a path, the same for all parameters. Strings share the values."""
    if len(path) == 3:
        path = (path[0], path[2])
    return (".".join(("group", *path) if is_group else path),)


def string_notes(catalog: Catalog, owner: StringOwner, path: tuple[str, ...]) -> StringNotes | None:
    """Return the author's notes about a string, from `about` in the source locale."""
    about = strings_in(owner, catalog.settings.source_locale).about
    return about.get(".".join(path)) if about else None


def max_length(catalog: Catalog, segment: Segment) -> int:
    """Return the largest number of characters of the string that a segment is in, 0 if there is no limit."""
    pair = segment.pair
    notes = string_notes(catalog, pair.owner, pair.path) if pair.owner is not None else None
    return notes.max_length if notes else 0
