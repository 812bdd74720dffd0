"""Labels: localizable texts that many pages share, by context and key.

The built-in translations are gettext messages (`msgctxt` the context, `msgid` the key) in
`templates/labels/`; a catalog's own labels use the same context and key. Some contexts are open and named
by the catalog itself: `channels`, `keywords`, `tasks`, `opcodes` and `maps`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, ParamSpec, TypeAlias, TypeVar

Labels: TypeAlias = Mapping[str, Mapping[str, str]]

LabelKey: TypeAlias = tuple[str, str]
"""The context and the key of a label."""

_P = ParamSpec("_P")
_R = TypeVar("_R")
_T = TypeVar("_T")


class LabelText(NamedTuple):
    """A text and its locale."""

    text: str
    locale: str


class LabelReads:
    """Records which labels are looked up, found or not, so that a change renders only the pages with them.

    They are added to `current`: the set of the event whose pages are rendered, or else `shared`. Any page may
    show those that are shared, because what was made with them is kept for other pages.
    """

    def __init__(self) -> None:
        self.shared: set[LabelKey] = set()
        self.current = self.shared

    def record(self, items: Iterable[_T], keys: Iterable[set[LabelKey]]) -> Iterator[_T]:
        """Yield items; until the next one, lookups are added to the item's own set of keys."""
        for item, own in zip(items, keys, strict=True):
            self.current = own
            yield item
        self.current = self.shared

    def into(self, keys: set[LabelKey], function: Callable[_P, _R]) -> Callable[_P, _R]:
        """Return a function whose lookups are added to a set of keys."""

        def call(*arguments: _P.args, **named: _P.kwargs) -> _R:
            before, self.current = self.current, keys
            try:
                return function(*arguments, **named)
            finally:
                self.current = before

        return call

    def share(self, function: Callable[_P, _R]) -> Callable[_P, _R]:
        """Return a function whose lookups count for all pages, because its results are kept."""
        return self.into(self.shared, function)


@dataclass(frozen=True)
class LabelLookup:
    """Labels for the pages of one locale: layers of (locale, labels), searched in order."""

    layers: tuple[tuple[str, Labels], ...]
    reads: LabelReads = field(default_factory=LabelReads, compare=False, repr=False)

    @cached_property
    def _cache(self) -> dict[LabelKey, tuple[LabelKey, LabelText | None]]:
        return {}

    def find(self, context: str, key: str) -> LabelText | None:
        """Return a label, or None if no layer has it."""
        label_key = context, key
        try:
            label_key, label = self._cache[label_key]  # the key that all pages share
        except KeyError:
            label = self._look_up(context, key)
            self._cache[label_key] = label_key, label
        self.reads.current.add(label_key)
        return label

    def _look_up(self, context: str, key: str) -> LabelText | None:
        for locale, labels in self.layers:
            text = labels.get(context, {}).get(key)
            if text is not None:
                return LabelText(text, locale)
        return None

    def label(self, context: str, key: str, otherwise: LabelText | None = None) -> LabelText:
        """Return a label, else `otherwise`, else the key itself in the source locale."""
        label = self.find(context, key) or otherwise
        if label is not None:
            return label
        source_locale, _ = self.layers[-1]
        return LabelText(key, source_locale)

    def with_overrides(self, locale: str, labels: Labels) -> "LabelLookup":
        """Return a lookup that searches these labels first, such as those that one event overrides."""
        return LabelLookup(((locale, labels), *self.layers), self.reads) if labels else self

    def join(self, texts: Sequence[str]) -> str:
        """Return texts joined by the locale's list separator."""
        return self.label("separators", "list").text.join(texts)

    def keyword_list(self, keywords: Sequence[str]) -> LabelText:
        """Return the text of a list of keywords: the list's own label, else the labels of its keywords."""
        whole = self.find("keywords", ", ".join(keywords))
        if whole is not None:
            return whole
        locale, _ = self.layers[0]
        return LabelText(self.join([self.label("keywords", keyword).text for keyword in keywords]), locale)
