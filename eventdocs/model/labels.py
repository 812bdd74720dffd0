"""Labels: localizable texts that many pages share, by context and key.

The built-in translations are gettext messages (`msgctxt` the context, `msgid` the key) in
`templates/labels/`; a catalog's own labels use the same context and key. Some contexts are open and named
by the catalog itself: `channels`, `keywords`, `tasks`, `opcodes` and `maps`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeAlias

Labels: TypeAlias = Mapping[str, Mapping[str, str]]


class LabelText(NamedTuple):
    """A text and its locale."""

    text: str
    locale: str


@dataclass(frozen=True)
class LabelLookup:
    """Labels for the pages of one locale: layers of (locale, labels), searched in order."""

    layers: tuple[tuple[str, Labels], ...]

    @cached_property
    def _cache(self) -> dict[tuple[str, str], LabelText | None]:
        return {}

    def find(self, context: str, key: str) -> LabelText | None:
        """Return a label, or None if no layer has it."""
        try:
            return self._cache[context, key]
        except KeyError:
            label = self._cache[context, key] = self._look_up(context, key)
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
        return LabelLookup(((locale, labels), *self.layers)) if labels else self

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
