"""Export of a locale's texts as translation units: one unit for equal texts in the same kind of field."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from eventdocs.model.catalog import Catalog
from eventdocs.model.event import StringNotes, strings_in
from eventdocs.model.exchange import ExchangeFile, TranslationUnit, segment_key, unit_hash
from eventdocs.model.group import Group
from eventdocs.model.ledger import State, TranslationStatus
from eventdocs.model.strings import PairedText, TextKind, paired_blocks, string_kind
from eventdocs.text.blocks import Leaf, block_places, parse_blocks
from eventdocs.text.placeholders import DEFAULT_SYNTAXES, Syntaxes
from eventdocs.translations.status import StringPair, string_pairs, translation_statuses

_NO_LOCALE = ""  # in which nothing is translated


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment or block of a string with its translation; `target` is None if it is missing.

    `index` is the segment's place among the `count` segments of the string, and `place` says that to
    translators. `leaf` is the block in the translation, or else in the source, of a string with several
    blocks. Segments with equal texts share a translation unit if their `group` is the same: the kind of
    field, and its context if it has one.
    """

    key: str
    pair: StringPair
    index: int
    count: int
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
    for pair in string_pairs(catalog, locale):
        pairs = paired_blocks(pair.source, pair.target, _string_kind(pair))
        group, places = _group(catalog, pair), _places(pair, pairs)
        syntaxes = catalog.settings.syntaxes(pair.event.provider if pair.event else "")
        for index, (source, target, kind, _, leaf) in enumerate(pairs):
            key = segment_key(pair.key, index, len(pairs))
            assert source is not None  # pairs of a locale have a source
            place = places[index]
            yield Segment(key, pair, index, len(pairs), source, target, group, kind, place, leaf, syntaxes)


def _string_kind(pair: StringPair) -> TextKind:
    return TextKind.LABEL if pair.event is None else string_kind(pair.event, pair.path, pair.source)


def _places(pair: StringPair, pairs: Sequence[PairedText]) -> list[str]:
    """Return what translators read about the place of each text in its string."""
    count = len(pairs)
    if count == 1:
        return [""]
    if pairs[0].leaf is not None:
        return block_places(parse_blocks(*pair.source))
    return [f"Sentence {number} of {count}" for number in range(1, count + 1)]


def _group(catalog: Catalog, pair: StringPair) -> tuple[str, ...]:
    """Return what equal texts must have in common to share a unit: the kind of field, and a context."""
    if pair.event is None:
        return ("label", *pair.path)
    path = pair.path if len(pair.path) < 3 else (pair.path[0], *pair.path[2:])  # without a parameter's name
    role = ".".join(("group", *path) if isinstance(pair.event, Group) else path)
    notes = _notes_of(catalog, pair)
    return (role, notes.context) if notes and notes.context else (role,)


def _notes_of(catalog: Catalog, pair: StringPair) -> StringNotes | None:
    """Return the author's notes about a string of an event, from `about` in the source locale."""
    if pair.event is None:
        return None
    return strings_in(pair.event, catalog.settings.source_locale).about.get(".".join(pair.path))


def export_units(
    catalog: Catalog,
    locale: str,
    is_selected: Callable[[StringPair, TranslationStatus], bool] = lambda pair, status: True,
) -> ExchangeFile:
    """Return the translation units of a locale, in order of key, that have a selected string."""
    statuses = translation_statuses(catalog, locale)
    shared: dict[tuple[object, ...], list[Segment]] = {}
    for segment in segments(catalog, locale):
        if not (segment.is_translatable or segment.kind is TextKind.CODE):
            continue
        status = statuses[segment.pair.key]
        source = unit_hash(segment.source, segment.kind)
        previous_source = status.stale and status.previous_source
        key = (segment.group, segment.placeholders, source, segment.target, previous_source)
        shared.setdefault(key, []).append(segment)
    units = tuple(
        _unit(catalog, same, statuses)
        for same in shared.values()
        if any(is_selected(segment.pair, statuses[segment.pair.key]) for segment in same)
    )
    return ExchangeFile(catalog.settings.source_locale, locale, units, len(units))


def export_sources(
    catalog: Catalog, is_selected: Callable[[StringPair, TranslationStatus], bool]
) -> ExchangeFile:
    """Return the translation units of all locales: without translations and what depends on them."""
    exchange = export_units(catalog, _NO_LOCALE, is_selected)
    return replace(exchange, units=tuple(replace(unit, base_hash=None) for unit in exchange.units))


def _unit(
    catalog: Catalog, same: list[Segment], statuses: Mapping[str, TranslationStatus]
) -> TranslationUnit:
    """Return the unit of segments that share it, with the key and texts of the first."""
    first = same[0]
    status = statuses[first.pair.key]
    return TranslationUnit(
        key=first.key,
        source=first.source,
        target=first.target or "",
        base_hash=unit_hash(first.target, first.kind) if first.target is not None else "",
        state=status.state if first.target is not None else State.MISSING,
        stale=status.stale,
        previous=catalog.settings.sources.get(status.previous_source, "") if status.stale else "",
        kind=first.kind,
        placeholders=first.placeholders,
        notes=tuple(_translator_notes(catalog, first)),
        keys=tuple(segment.key for segment in same),
    )


def _translator_notes(catalog: Catalog, segment: Segment) -> Iterator[str]:
    """Yield notes for the translator: where the text is used, and what its author wrote about it."""
    pair = segment.pair
    if pair.event is None:
        yield f"Label {'.'.join(pair.path)}"
        return
    owner = pair.event
    name = f"Group {owner.key}" if isinstance(owner, Group) else f"{owner.id} - {owner.name}"
    yield f"{name}: {'.'.join(pair.path)}"
    notes = _notes_of(catalog, pair)
    if notes and notes.comment:
        yield notes.comment
    if notes and notes.context:
        yield f"Context: {notes.context}"
    if segment.place:
        yield segment.place
