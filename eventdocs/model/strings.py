"""The strings of a catalog, segment by segment with their source text: what rules and translators work on."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple, TypeAlias

from eventdocs.model.catalog import Catalog, CatalogSettings, ParsedFile
from eventdocs.model.diagnostics import Location
from eventdocs.model.event import LocaleStrings, Segments, is_id_and_name, keyword_keys, strings_in
from eventdocs.model.group import Group, StringOwner
from eventdocs.model.labels import Labels
from eventdocs.text.blocks import BlockKind, Leaf, is_paragraph, leaves, parse_blocks, shape
from eventdocs.text.placeholders import DEFAULT_SYNTAXES, Syntaxes


class TextKind(StrEnum):
    """The syntax of a text."""

    BLOCKS = "blocks"  # Markdown with paragraphs, lists, code and tables; its blocks are markup or code
    MARKUP = "markup"  # inline Markdown
    CODE = "code"  # a block of code, which must not be translated
    LITERAL = "literal"  # a message, exactly as the software prints it
    LABEL = "label"  # plain text that pages share
    NAME = "name"  # plain text that must not be translated

    __hash__ = str.__hash__  # that of enums is written in Python, and kinds are in many keys


_BLOCKS, _MARKUP = TextKind.BLOCKS, TextKind.MARKUP  # each look-up of an enum's member runs Python code


class LocalizedText(NamedTuple):
    """A text, its locale, its kind and the syntaxes of its placeholders."""

    text: str
    locale: str
    kind: TextKind
    placeholders: Syntaxes = DEFAULT_SYNTAXES


class TextPair(NamedTuple):
    """A source text and its translation."""

    source: str
    target: str
    locale: str
    kind: TextKind
    source_locale: str
    placeholders: Syntaxes = DEFAULT_SYNTAXES


# Strings that can have several blocks; all others are one paragraph.
BLOCK_FIELDS = frozenset(
    ("intro", "description", "note", "details", "cause", "resolution", "sections", "introduction")
)

# The path and the text of a segment, and a range in it.
StringRange: TypeAlias = tuple[tuple[str, ...], str, int, int]


@dataclass(frozen=True, slots=True)
class CatalogString:
    """One segment or block of a string; `source` is None in the source locale.

    `path` is the path of the string in the file of `owner`. `segments` are all segments of the string, and
    `index` is the index of this segment or block. `index` is None if source and translation have different
    numbers of segments, or different blocks; the whole string is then treated as one. `is_block` says that
    the string has blocks instead of segments. (Keeping the leaves would take much memory.)
    """

    owner: StringOwner | ParsedFile
    locale: str
    path: tuple[str, ...]
    kind: TextKind
    source: str | None
    target: str
    segments: Segments
    index: int | None
    source_locale: str
    placeholders: Syntaxes = DEFAULT_SYNTAXES
    is_block: bool = False

    @property
    def event(self) -> str:
        """Key of the string's event or group; empty for a label that pages share."""
        return "" if isinstance(self.owner, ParsedFile) else self.owner.key

    @property
    def role(self) -> str:
        """The string's field without locale and parameter name: `message`, `parameters.description`."""
        steps = self.path[2:] if self.path[0] == "strings" else ("labels", *self.path)
        return f"{steps[0]}.{steps[-1]}" if steps[0] == "parameters" else ".".join(steps)

    @property
    def text(self) -> LocalizedText:
        """The text of this locale."""
        return LocalizedText(self.target, self.locale, self.kind, self.placeholders)

    def texts(self) -> Iterator[tuple[LocalizedText, Leaf | None]]:
        """Yield the texts to check on their own: this one, or each block of a whole string with its leaf."""
        if self.kind is not TextKind.BLOCKS or len(self.segments) != 1:
            yield self.text, None
            return
        for leaf in leaves(self.target):
            yield LocalizedText(leaf.block.text, self.locale, _kind(leaf), self.placeholders), leaf

    @property
    def pair(self) -> TextPair | None:
        """Source text and translation; None in the source locale."""
        if self.source is None:
            return None
        return TextPair(
            self.source, self.target, self.locale, self.kind, self.source_locale, self.placeholders
        )

    def locate(self, start: int, end: int) -> StringRange:
        """Return the segment where a range of `target` begins: its path, its text, the range in it."""
        return self.locator()(start, end)

    def locator(self) -> Callable[[int, int], StringRange]:
        """Return the function `locate` for many ranges of this string."""
        if self.is_block and self.index is not None:
            return self._block_locator(self.index)
        if self.index is not None or not self.segments:
            path = self.path if self.index is None else self._segment_path(self.index)
            return lambda start, end: (path, self.target, start, end)
        starts = [0, *accumulate(len(segment) + 1 for segment in self.segments)]
        ends = [start - 1 for start in starts[1:]]

        def locate(start: int, end: int) -> StringRange:
            index = min(bisect_left(ends, start), len(ends) - 1)
            segment, offset = self.segments[index], starts[index]
            first = max(0, start - offset)
            return self._segment_path(index), segment, first, max(first, min(len(segment), end - offset))

        return locate

    def _segment_path(self, index: int) -> tuple[str, ...]:
        """Return the path of a segment. That of the only one may be a text or a list of one text."""
        return (*self.path, str(index)) if len(self.segments) > 1 else self.path

    def _block_locator(self, index: int) -> Callable[[int, int], StringRange]:
        (segment,) = self.segments
        in_segment = leaves(segment)[index].locator()
        return lambda start, end: (self.path, segment, *in_segment(start, end))

    def place(self, path: tuple[str, ...]) -> Location:
        """Return the location of a segment, whose path is from `locate`; its position is not found yet.

        The path of the only segment gets an index, in case that the file has a list of one text.
        """
        if isinstance(self.owner, ParsedFile):
            return self.owner.where(*path)
        return Location(self.owner.file, path=(*path, "0") if len(self.segments) == 1 else path)

    def first_place(self) -> Location:
        """Return the location of the first segment; its position is not found yet."""
        return self.place(self.locate(0, 0)[0])

    def where(self) -> Location:
        """Return the location of the first segment with its position, for messages."""
        place = self.first_place()
        return self.owner.where(*place.path) if place.path else place


def catalog_strings(catalog: Catalog) -> Iterator[CatalogString]:
    """Yield the strings of a catalog: its labels, then event by event, the source locale first."""
    source, shared = catalog.settings.source_locale, catalog.settings.syntaxes("")
    labels = source_labels(catalog.settings, keyword_keys(*catalog.events))
    channels = catalog.settings.channel_names()
    for locale, locale_labels in catalog.settings.labels.items():
        file = catalog.settings.trees[f"labels/{locale}"]
        yield from _labels(file, locale, locale_labels, labels, source, (), shared, channels)
    for event in catalog.string_owners:
        strings, syntaxes = strings_of(strings_in(event, source)), catalog.settings.syntaxes(event.provider)
        yield from _strings(event, source, strings, None, source, syntaxes)
        for locale, block in event.strings.items():
            if locale != source:
                yield from _strings(event, locale, strings_of(block), strings, source, syntaxes)
            if block.labels:
                sources = merge_labels(labels, strings_in(event, source).labels)
                path = ("strings", locale, "labels")
                yield from _labels(event, locale, block.labels, sources, source, path, syntaxes, channels)


def source_labels(settings: CatalogSettings, keywords: Iterable[str]) -> Labels:
    """Return the catalog's labels in the source locale, with those of declarations, providers and keywords.

    `keywords` are the label keys of the events' keywords; a keyword is its own label unless there is another.
    """
    built_in: Labels = {
        **settings.declared_labels(settings.source_locale),
        "channels": settings.channel_names(),
        "keywords": {key: key for key in sorted(keywords)},
        **{context: names for context, names in settings.provider_names().items() if names},
    }
    labels = settings.labels.get(settings.source_locale, {})
    return {
        **labels,
        **{context: {**texts, **labels.get(context, {})} for context, texts in built_in.items()},
    }


def merge_labels(labels: Labels, overrides: Labels) -> Labels:
    """Return labels with those that override some of them, or are new."""
    merged = {context: {**labels.get(context, {}), **texts} for context, texts in overrides.items()}
    return {**labels, **merged}


def strings_of(block: LocaleStrings) -> dict[tuple[str, ...], Segments]:
    """Return the strings of a locale block by path, such as `("parameters", "Uri", "description")`."""
    strings: dict[tuple[str, ...], Segments] = {
        (field,): segments for field, segments in block.strings.items()
    }
    if block.sections:
        strings |= {("sections", name): segments for name, segments in block.sections.items()}
    for name, texts in block.parameters.items():
        strings |= {("parameters", name, field): segments for field, segments in texts.items()}
    return strings


def string_kind(owner: StringOwner, path: tuple[str, ...], source: Segments) -> TextKind:
    """Return how a string of an event or a group is to be read; `source` is its source text, empty if none.

    A title is a name if it consists of the event's id and name, as in the pattern of titles.
    """
    if path == ("title",) and source and (isinstance(owner, Group) or not is_id_and_name(owner, source)):
        return TextKind.LABEL
    return text_kind(path)


@lru_cache(maxsize=1024)
def text_kind(path: tuple[str, ...]) -> TextKind:
    """Return how a string at a path of a locale block is to be read, as far as the path says it."""
    if path == ("message",):
        return TextKind.LITERAL
    if path[0] in BLOCK_FIELDS:
        return TextKind.BLOCKS
    names = ("label", "type") if path[0] == "parameters" else ("id", "title")
    return TextKind.NAME if path[-1] in names else TextKind.MARKUP


def needs_translation(owner: StringOwner, path: tuple[str, ...], segments: Segments) -> bool:
    """Return whether the string at a path is to be translated: names and strings of code alone are not."""
    kind = string_kind(owner, path, segments)
    if kind is not TextKind.BLOCKS or len(segments) != 1:
        return kind is not TextKind.NAME
    (text,) = segments
    if text[:1].isalpha() or is_paragraph(text):
        return True
    return any(block.kind is not BlockKind.CODE and block.text for block in parse_blocks(text))


def label_kind(context: str, key: str, source: str | None, channel_names: Mapping[str, str]) -> TextKind:
    """Return how a label is to be read: those of channels and keywords are names, unless they have a text.

    `source` is the label in the source locale, and `channel_names` are the channels' full names by key.
    """
    if context not in ("channels", "keywords"):
        return TextKind.LABEL
    names = key.lower(), channel_names.get(key, "").lower()
    return TextKind.NAME if source is None or source.lower() in names else TextKind.LABEL


class PairedText(NamedTuple):
    """A source text and its translation; None if the whole string is missing.

    `position` is its index among the segments or blocks of the string; None if source and translation have
    a different structure, so that the whole string is one text. `leaf` is the block in the translation, or in
    the source if there is no translation, of a string that has several blocks.
    """

    source: str | None
    target: str | None
    kind: TextKind
    position: int | None
    leaf: Leaf | None = None


def single_kind(source: Segments, target: Segments, kind: TextKind) -> TextKind | None:
    """Return how a string is to be read that is one text in both locales, as most are; None if it is not.

    `kind` is that of the whole string.
    """
    if not len(source) == len(target) == 1:
        return None
    if kind is not _BLOCKS:
        return kind
    return _MARKUP if is_paragraph(*source) and is_paragraph(*target) else None


def paired_blocks(source: Segments | None, target: Segments | None, kind: TextKind) -> list[PairedText]:
    """Return the texts of a string in pairs; `kind` is that of the whole string.

    Segments pair up by position, and so do blocks if both sides have the same. Otherwise the whole string is
    one text.
    """
    if source and target and (single := single_kind(source, target, kind)):
        return [PairedText(source[0], target[0], single, 0)]
    if kind is TextKind.BLOCKS:
        if has_blocks(source) or has_blocks(target):
            return _paired_leaves(source, target)
        kind = TextKind.MARKUP
    if source is None:
        return [PairedText(None, text, kind, index) for index, text in enumerate(target or ())]
    if target is None:
        return [PairedText(text, None, kind, index) for index, text in enumerate(source)]
    if len(source) == len(target):
        pairs = zip(source, target, strict=True)
        return [PairedText(*pair, kind, index) for index, pair in enumerate(pairs)]
    return [PairedText(" ".join(source), " ".join(target), kind, None)]


def has_blocks(segments: Segments | None) -> bool:
    """Return whether a string of a field for blocks is something else than one paragraph.

    A list is always one: its texts are sentences.
    """
    return segments is not None and len(segments) == 1 and not is_paragraph(segments[0])


def _paired_leaves(source: Segments | None, target: Segments | None) -> list[PairedText]:
    """Return the blocks of a string in pairs; at least one side has several."""
    if not source or not target:
        (text,) = source or target or ()
        texts = ((leaf, leaf.block.text) for leaf in leaves(text))
        if source:
            return [PairedText(text, None, _kind(leaf), at, leaf) for at, (leaf, text) in enumerate(texts)]
        missing = None if source is None else ""
        return [PairedText(missing, text, _kind(leaf), at, leaf) for at, (leaf, text) in enumerate(texts)]
    if len(source) == len(target) == 1 and shape(parse_blocks(*source)) == shape(parse_blocks(*target)):
        pairs = zip(leaves(*source), leaves(*target), strict=True)
        return [
            PairedText(original.block.text, leaf.block.text, _kind(leaf), index, leaf)
            for index, (original, leaf) in enumerate(pairs)
        ]
    return [PairedText(" ".join(source), " ".join(target), TextKind.BLOCKS, None)]


def _kind(leaf: Leaf) -> TextKind:
    return TextKind.CODE if leaf.block.kind is BlockKind.CODE else TextKind.MARKUP


def _strings(
    owner: StringOwner,
    locale: str,
    strings: Mapping[tuple[str, ...], Segments],
    sources: Mapping[tuple[str, ...], Segments] | None,
    source_locale: str,
    syntaxes: Syntaxes,
) -> Iterator[CatalogString]:
    for path, segments in strings.items():
        file_path = ("strings", locale, *path)
        source_segments = None if sources is None else sources.get(path, ())
        whole_kind = string_kind(owner, path, segments if source_segments is None else source_segments)
        for source, target, kind, index, leaf in paired_blocks(source_segments, segments, whole_kind):
            if leaf is None or source or target:  # an empty cell is no text
                yield CatalogString(
                    owner,
                    locale,
                    file_path,
                    kind,
                    source,
                    target or "",
                    segments,
                    index,
                    source_locale,
                    syntaxes,
                    leaf is not None,
                )


def _labels(
    owner: StringOwner | ParsedFile,
    locale: str,
    labels: Labels,
    sources: Labels,
    source_locale: str,
    parent: tuple[str, ...],
    syntaxes: Syntaxes,
    channel_names: Mapping[str, str],
) -> Iterator[CatalogString]:
    for context, texts in labels.items():
        originals = sources.get(context, {})
        for key, text in texts.items():
            path, original = (*parent, context, key), originals.get(key)
            kind = label_kind(context, key, original, channel_names)
            source = original if locale != source_locale else None
            yield CatalogString(owner, locale, path, kind, source, text, (text,), 0, source_locale, syntaxes)
