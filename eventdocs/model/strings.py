"""The strings of a catalog, segment by segment with their source text: what rules and translators work on."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple, TypeAlias

from eventdocs.model.catalog import Catalog, CatalogSettings, ParsedFile
from eventdocs.model.diagnostics import Location
from eventdocs.model.event import Event, LocaleStrings, Segments, keyword_keys, strings_in
from eventdocs.model.labels import Labels
from eventdocs.model.tree import Sequence, find_node


class TextKind(StrEnum):
    """How a text is to be read."""

    MARKUP = "markup"  # inline Markdown
    LITERAL = "literal"  # a message, exactly as the software prints it
    LABEL = "label"  # plain text that pages share
    NAME = "name"  # plain text that must not be translated


class LocalizedText(NamedTuple):
    """A text, its locale and its kind."""

    text: str
    locale: str
    kind: TextKind


class TextPair(NamedTuple):
    """A source text and its translation."""

    source: str
    target: str
    locale: str
    kind: TextKind
    source_locale: str


# The path and the text of a segment, and a range in it.
StringRange: TypeAlias = tuple[tuple[str, ...], str, int, int]


@dataclass(frozen=True, slots=True)
class CatalogString:
    """One segment of a string; `source` is None in the source locale.

    `path` is the path of the string in the file of `owner`. `segments` are all segments of the string, and
    `index` is the index of this one. `index` is None if source and translation have different numbers of
    segments; the whole string is then treated as one.
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
        """Key of the string's event; empty for a label that pages share."""
        return self.owner.key if isinstance(self.owner, Event) else ""

    @property
    def role(self) -> str:
        """The string's field without locale and parameter name: `message`, `parameters.description`."""
        steps = self.path[2:] if self.path[0] == "strings" else ("labels", *self.path)
        return f"{steps[0]}.{steps[-1]}" if steps[0] == "parameters" else ".".join(steps)

    @property
    def text(self) -> LocalizedText:
        """The text of this locale."""
        return LocalizedText(self.target, self.locale, self.kind)

    @property
    def pair(self) -> TextPair | None:
        """Source text and translation; None in the source locale."""
        if self.source is None:
            return None
        return TextPair(self.source, self.target, self.locale, self.kind, self.source_locale)

    def locate(self, start: int, end: int) -> StringRange:
        """Return the segment where a range of `target` begins: its path, its text, the range in it."""
        return self.locator()(start, end)

    def locator(self) -> Callable[[int, int], StringRange]:
        """Return the function `locate` for many ranges of this string."""
        is_list = isinstance(find_node(self.owner.node, self.path), Sequence)
        if self.index is not None or not self.segments:
            path = (*self.path, str(self.index)) if is_list and self.index is not None else self.path
            return lambda start, end: (path, self.target, start, end)
        starts = [0, *accumulate(len(segment) + 1 for segment in self.segments)]
        ends = [start - 1 for start in starts[1:]]

        def locate(start: int, end: int) -> StringRange:
            index = min(bisect_left(ends, start), len(ends) - 1)
            segment, offset = self.segments[index], starts[index]
            first = max(0, start - offset)
            path = (*self.path, str(index)) if is_list else self.path
            return path, segment, first, max(first, min(len(segment), end - offset))

        return locate

    def where(self, start: int, end: int) -> Location:
        """Return the location of the segment where a range of `target` begins."""
        path, *_ = self.locate(start, end)
        return self.owner.where(*path)


def catalog_strings(catalog: Catalog) -> Iterator[CatalogString]:
    """Yield the strings of a catalog: its labels, then event by event, the source locale first."""
    source = catalog.settings.source_locale
    labels = source_labels(catalog.settings, keyword_keys(*catalog.events))
    for locale, locale_labels in catalog.settings.labels.items():
        file = catalog.settings.trees[f"labels/{locale}"]
        yield from _labels(file, locale, locale_labels, labels, source, ())
    for event in catalog.events:
        strings = strings_of(strings_in(event, source))
        yield from _strings(event, source, strings, None, source)
        for locale, block in event.strings.items():
            if locale != source:
                yield from _strings(event, locale, strings_of(block), strings, source)
            if block.labels:
                sources = _merge_labels(labels, strings_in(event, source).labels)
                yield from _labels(
                    event, locale, block.labels, sources, source, ("strings", locale, "labels")
                )


def source_labels(settings: CatalogSettings, keywords: Iterable[str]) -> Labels:
    """Return the catalog's labels in the source locale, with those of declarations, channels and keywords.

    `keywords` are the label keys of the events' keywords; a keyword is its own label unless there is another.
    """
    built_in: Labels = {
        **settings.declared_labels(settings.source_locale),
        "channels": settings.channel_names(),
        "keywords": {key: key for key in keywords},
    }
    labels = settings.labels.get(settings.source_locale, {})
    return {
        **labels,
        **{context: {**texts, **labels.get(context, {})} for context, texts in built_in.items()},
    }


def _merge_labels(labels: Labels, overrides: Labels) -> Labels:
    merged = {context: {**labels.get(context, {}), **texts} for context, texts in overrides.items()}
    return {**labels, **merged}


def strings_of(block: LocaleStrings) -> dict[tuple[str, ...], Segments]:
    """Return the strings of a locale block by path, such as `("parameters", "Uri", "description")`."""
    strings: dict[tuple[str, ...], Segments] = {
        (field,): segments for field, segments in block.strings.items()
    }
    for name, texts in block.parameters.items():
        strings |= {("parameters", name, field): segments for field, segments in texts.items()}
    return strings


def text_kind(path: tuple[str, ...]) -> TextKind:
    """Return how the string at a path of a locale block is to be read."""
    if path == ("message",):
        return TextKind.LITERAL
    names = ("label", "type") if path[0] == "parameters" else ("id", "title")
    return TextKind.NAME if path[-1] in names else TextKind.MARKUP


def label_kind(context: str) -> TextKind:
    """Return how the labels of a context are to be read: those of channels and keywords are names."""
    return TextKind.NAME if context in ("channels", "keywords") else TextKind.LABEL


def _strings(
    event: Event,
    locale: str,
    strings: Mapping[tuple[str, ...], Segments],
    sources: Mapping[tuple[str, ...], Segments] | None,
    source_locale: str,
) -> Iterator[CatalogString]:
    for path, segments in strings.items():
        file_path, kind = ("strings", locale, *path), text_kind(path)
        source_segments = None if sources is None else sources.get(path, ())
        pairs: list[tuple[str | None, str, int | None]]
        if source_segments is None:
            pairs = [(None, target, index) for index, target in enumerate(segments)]
        elif len(source_segments) == len(segments):
            pairs = list(zip(source_segments, segments, range(len(segments)), strict=True))
        else:
            pairs = [(" ".join(source_segments), " ".join(segments), None)]
        for source, target, index in pairs:
            yield CatalogString(
                event, locale, file_path, kind, source, target, segments, index, source_locale
            )


def _labels(
    owner: Event | ParsedFile,
    locale: str,
    labels: Labels,
    sources: Labels,
    source_locale: str,
    parent: tuple[str, ...],
) -> Iterator[CatalogString]:
    for context, texts in labels.items():
        kind = label_kind(context)
        for key, text in texts.items():
            path = (*parent, context, key)
            source = sources.get(context, {}).get(key) if locale != source_locale else None
            yield CatalogString(owner, locale, path, kind, source, text, (text,), 0, source_locale)
