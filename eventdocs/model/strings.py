"""Units: source segments with their translations, as rules and translators see them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from eventdocs.model.catalog import Catalog, CatalogSettings, ParsedFile
from eventdocs.model.diagnostics import Location
from eventdocs.model.event import Event, LocaleStrings, Segments, keyword_keys, strings_in
from eventdocs.model.labels import Labels
from eventdocs.model.tree import Sequence, find_node


class TextKind(StrEnum):
    """How a unit's text is to be read."""

    MARKUP = "markup"  # inline Markdown
    LITERAL = "literal"  # a message: what the software prints
    LABEL = "label"  # plain words of the page
    NAME = "name"  # plain text that nothing may translate


class LocalizedText(NamedTuple):
    """A text in a locale."""

    text: str
    locale: str
    kind: TextKind


class TextPair(NamedTuple):
    """A source text, in the locale `origin`, and its translation."""

    source: str
    target: str
    locale: str
    kind: TextKind
    source_locale: str


@dataclass(frozen=True, slots=True)
class CatalogString:
    """One segment of a string; `source` is None in the source locale.

    `path` leads to the string in the file of `home`; `segments` are the string's own, and `index` is this
    one's place among them, or None where source and translation do not pair up and the whole is one unit.
    """

    owner: Event | ParsedFile
    locale: str
    path: tuple[str, ...]
    kind: TextKind
    source: str | None
    target: str
    segments: Segments
    index: int | None
    source_locale: str

    @property
    def event(self) -> str:
        """Key of the unit's event; empty for a label that pages share."""
        return self.owner.key if isinstance(self.owner, Event) else ""

    @property
    def role(self) -> str:
        """Kind of field that the string is, without locale and names: `message`, `parameters.description`."""
        steps = self.path[2:] if self.path[0] == "strings" else ("labels", *self.path)
        return f"{steps[0]}.{steps[-1]}" if steps[0] == "parameters" else ".".join(steps)

    @property
    def text(self) -> LocalizedText:
        """The text by itself."""
        return LocalizedText(self.target, self.locale, self.kind)

    @property
    def pair(self) -> TextPair | None:
        """Source and translation; None in the source locale."""
        if self.source is None:
            return None
        return TextPair(self.source, self.target, self.locale, self.kind, self.source_locale)

    def locate(self, start: int, end: int) -> tuple[tuple[str, ...], str, int, int]:
        """Find the segment that a stretch of the target begins in: its path, its text, the stretch in it."""
        if self.index is not None:
            step = (str(self.index),) if isinstance(find_node(self.owner.node, self.path), Sequence) else ()
            return (*self.path, *step), self.target, start, end
        at = 0
        for index, segment in enumerate(self.segments):
            last = index == len(self.segments) - 1
            if start <= at + len(segment) or last:
                step = (str(index),) if isinstance(find_node(self.owner.node, self.path), Sequence) else ()
                first = max(0, start - at)
                return (*self.path, *step), segment, first, max(first, min(len(segment), end - at))
            at += len(segment) + 1
        return self.path, self.target, start, end

    def where(self, start: int, end: int) -> Location:
        """Place of the segment that a stretch of the target begins in."""
        return self.owner.where(*self.locate(start, end)[0])


def catalog_strings(catalog: Catalog) -> Iterator[CatalogString]:
    """List the units of a catalog: of its labels, then event by event, the source locale first."""
    source = catalog.settings.source_locale
    labels = source_labels(catalog.settings, keyword_keys(*catalog.events))
    for locale, own in catalog.settings.labels.items():
        yield from _labels(catalog.settings.trees[f"labels/{locale}"], locale, own, labels, source, ())
    for event in catalog.events:
        strings = strings_of(strings_in(event, source))
        yield from _strings(event, source, strings, None, source)
        for locale, block in event.strings.items():
            if locale != source:
                yield from _strings(event, locale, strings_of(block), strings, source)
            if block.labels:
                known = _merge_labels(labels, strings_in(event, source).labels)
                yield from _labels(event, locale, block.labels, known, source, ("strings", locale, "labels"))


def source_labels(settings: CatalogSettings, keywords: Iterable[str]) -> Labels:
    """Return the labels that the catalog itself says in the source locale; keywords are their own labels.

    `keywords` are the label keys of the events' keywords.
    """
    own = settings.labels.get(settings.source_locale, {})
    return {
        **own,
        "channels": {**settings.channel_names(), **own.get("channels", {})},
        "keywords": {**{key: key for key in keywords}, **own.get("keywords", {})},
    }


def _merge_labels(labels: Labels, own: Labels) -> Labels:
    return {**labels, **{context: {**labels.get(context, {}), **texts} for context, texts in own.items()}}


def strings_of(block: LocaleStrings) -> dict[tuple[str, ...], Segments]:
    """Strings of a locale block by path: `("message",)`, `("parameters", "Uri", "description")`."""
    strings: dict[tuple[str, ...], Segments] = {
        (field,): segments for field, segments in block.strings.items()
    }
    for name, texts in block.parameters.items():
        strings |= {("parameters", name, field): segments for field, segments in texts.items()}
    return strings


def text_kind(path: tuple[str, ...]) -> TextKind:
    """How the string at a path is to be read."""
    if path == ("message",):
        return TextKind.LITERAL
    names = ("label", "type") if path[0] == "parameters" else ("id", "title")
    return TextKind.NAME if path[-1] in names else TextKind.MARKUP


def _strings(
    event: Event,
    locale: str,
    strings: Mapping[tuple[str, ...], Segments],
    sources: Mapping[tuple[str, ...], Segments] | None,
    origin: str,
) -> Iterator[CatalogString]:
    for path, segments in strings.items():
        full, kind = ("strings", locale, *path), text_kind(path)
        source = None if sources is None else sources.get(path, ())
        if source is not None and len(source) != len(segments):
            yield CatalogString(
                event, locale, full, kind, " ".join(source), " ".join(segments), segments, None, origin
            )
            continue
        for index, target in enumerate(segments):
            original = source[index] if source is not None else None
            yield CatalogString(event, locale, full, kind, original, target, segments, index, origin)


def _labels(
    home: Event | ParsedFile,
    locale: str,
    labels: Labels,
    sources: Labels,
    origin: str,
    above: tuple[str, ...],
) -> Iterator[CatalogString]:
    for context, texts in labels.items():
        kind = TextKind.NAME if context in ("channels", "keywords") else TextKind.LABEL
        for key, text in texts.items():
            source = sources.get(context, {}).get(key) if locale != origin else None
            yield CatalogString(home, locale, (*above, context, key), kind, source, text, (text,), 0, origin)
