"""Units: source segments with their translations, as rules and translators see them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from eventdocs.model.catalog import Catalog, Tree
from eventdocs.model.diagnostics import Location
from eventdocs.model.event import Block, Event, Segments, block_of
from eventdocs.model.labels import Labels
from eventdocs.model.nodes import Sequence, find


class Kind(StrEnum):
    """How a unit's text is to be read."""

    MARKUP = "markup"  # inline Markdown
    LITERAL = "literal"  # a message: what the software prints
    LABEL = "label"  # plain words of the page
    NAME = "name"  # plain text that nothing may translate


class Text(NamedTuple):
    """A text in a locale."""

    text: str
    locale: str
    kind: Kind


class Pair(NamedTuple):
    """A source text, in the locale `origin`, and its translation."""

    source: str
    target: str
    locale: str
    kind: Kind
    origin: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One segment of a string; `source` is None in the source locale.

    `path` leads to the string in the file of `home`; `segments` are the string's own, and `index` is this
    one's place among them, or None where source and translation do not pair up and the whole is one unit.
    """

    home: Event | Tree
    locale: str
    path: tuple[str, ...]
    kind: Kind
    source: str | None
    target: str
    segments: Segments
    index: int | None
    origin: str

    @property
    def event(self) -> str:
        """Key of the unit's event; empty for a label that pages share."""
        return self.home.key if isinstance(self.home, Event) else ""

    @property
    def role(self) -> str:
        """Kind of field that the string is, without locale and names: `message`, `parameters.description`."""
        steps = self.path[2:] if self.path[0] == "strings" else ("labels", *self.path)
        return f"{steps[0]}.{steps[-1]}" if steps[0] == "parameters" else ".".join(steps)

    @property
    def text(self) -> Text:
        """The text by itself."""
        return Text(self.target, self.locale, self.kind)

    @property
    def pair(self) -> Pair | None:
        """Source and translation; None in the source locale."""
        if self.source is None:
            return None
        return Pair(self.source, self.target, self.locale, self.kind, self.origin)

    def place(self, start: int, end: int) -> tuple[tuple[str, ...], str, int, int]:
        """Find the segment that a stretch of the target begins in: its path, its text, the stretch in it."""
        if self.index is not None:
            step = (str(self.index),) if isinstance(find(self.home.node, self.path), Sequence) else ()
            return (*self.path, *step), self.target, start, end
        at = 0
        for index, segment in enumerate(self.segments):
            last = index == len(self.segments) - 1
            if start <= at + len(segment) or last:
                step = (str(index),) if isinstance(find(self.home.node, self.path), Sequence) else ()
                first = max(0, start - at)
                return (*self.path, *step), segment, first, max(first, min(len(segment), end - at))
            at += len(segment) + 1
        return self.path, self.target, start, end

    def where(self, start: int, end: int) -> Location:
        """Place of the segment that a stretch of the target begins in."""
        return self.home.where(*self.place(start, end)[0])


def units(catalog: Catalog) -> Iterator[Unit]:
    """List the units of a catalog: of its labels, then event by event, the source locale first."""
    source, labels = catalog.source_locale, source_labels(catalog)
    for locale, own in catalog.labels.items():
        yield from _labels(catalog.trees[f"labels/{locale}"], locale, own, labels, source, ())
    for event in catalog.events:
        strings = strings_of(block_of(event, source))
        yield from _strings(event, source, strings, None, source)
        for locale, block in event.strings.items():
            if locale != source:
                yield from _strings(event, locale, strings_of(block), strings, source)
            if block.labels:
                known = _over(labels, block_of(event, source).labels)
                yield from _labels(event, locale, block.labels, known, source, ("strings", locale, "labels"))


def source_labels(catalog: Catalog) -> Labels:
    """Labels as the source has them, as far as the catalog says; keywords are their own labels."""
    own = catalog.labels.get(catalog.source_locale, {})
    return {
        **own,
        "channels": {**catalog.channel_names(), **own.get("channels", {})},
        "keywords": {**{key: key for key in catalog.keyword_keys()}, **own.get("keywords", {})},
    }


def _over(labels: Labels, own: Labels) -> Labels:
    return {**labels, **{context: {**labels.get(context, {}), **texts} for context, texts in own.items()}}


def strings_of(block: Block) -> dict[tuple[str, ...], Segments]:
    """Strings of a locale block by path: `("message",)`, `("parameters", "Uri", "description")`."""
    strings: dict[tuple[str, ...], Segments] = {
        (field,): segments for field, segments in block.strings.items()
    }
    for name, texts in block.parameters.items():
        strings |= {("parameters", name, field): segments for field, segments in texts.items()}
    return strings


def kind_of(path: tuple[str, ...]) -> Kind:
    """How the string at a path is to be read."""
    if path == ("message",):
        return Kind.LITERAL
    names = ("label", "type") if path[0] == "parameters" else ("id", "title")
    return Kind.NAME if path[-1] in names else Kind.MARKUP


def _strings(
    event: Event,
    locale: str,
    strings: Mapping[tuple[str, ...], Segments],
    sources: Mapping[tuple[str, ...], Segments] | None,
    origin: str,
) -> Iterator[Unit]:
    for path, segments in strings.items():
        full, kind = ("strings", locale, *path), kind_of(path)
        source = None if sources is None else sources.get(path, ())
        if source is not None and len(source) != len(segments):
            yield Unit(
                event, locale, full, kind, " ".join(source), " ".join(segments), segments, None, origin
            )
            continue
        for index, target in enumerate(segments):
            original = source[index] if source is not None else None
            yield Unit(event, locale, full, kind, original, target, segments, index, origin)


def _labels(
    home: Event | Tree, locale: str, labels: Labels, sources: Labels, origin: str, above: tuple[str, ...]
) -> Iterator[Unit]:
    for context, texts in labels.items():
        kind = Kind.NAME if context in ("channels", "keywords") else Kind.LABEL
        for key, text in texts.items():
            source = sources.get(context, {}).get(key) if locale != origin else None
            yield Unit(home, locale, (*above, context, key), kind, source, text, (text,), 0, origin)
