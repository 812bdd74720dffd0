"""Labels: the localizable words that many pages share, by context and key.

The built-in translations are gettext messages (`msgctxt` the context, `msgid` the key) in
`templates/labels/`; a catalog's own labels use the same context and key. Two contexts are open and named
by the catalog itself: `channels` and `keywords`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeAlias

Labels: TypeAlias = Mapping[str, Mapping[str, str]]


class LabelText(NamedTuple):
    """A text and the locale that it is written in."""

    text: str
    locale: str


@dataclass(frozen=True)
class LabelLookup:
    """Labels as one locale sees them: layers of (locale, labels), the nearest first."""

    layers: tuple[tuple[str, Labels], ...]

    @cached_property
    def _found(self) -> dict[tuple[str, str], LabelText | None]:
        return {}

    def find(self, context: str, key: str) -> LabelText | None:
        """Look a label up; None where no layer has it."""
        try:
            return self._found[context, key]
        except KeyError:
            found = self._found[context, key] = self._look_up(context, key)
            return found

    def _look_up(self, context: str, key: str) -> LabelText | None:
        for locale, labels in self.layers:
            text = labels.get(context, {}).get(key)
            if text is not None:
                return LabelText(text, locale)
        return None

    def label(self, context: str, key: str, otherwise: LabelText | None = None) -> LabelText:
        """Look a label up; where no layer has it, `otherwise`, else the key itself in the source locale."""
        return self.find(context, key) or otherwise or LabelText(key, self.layers[-1][0])

    def with_overrides(self, locale: str, labels: Labels) -> "LabelLookup":
        """Put one more layer before all others: the labels that one event says differently."""
        return LabelLookup(((locale, labels), *self.layers)) if labels else self

    def join(self, texts: Sequence[str]) -> str:
        """Join a list with the locale's separator."""
        return self.label("separators", "list").text.join(texts)

    def keyword_list(self, keywords: Sequence[str]) -> LabelText:
        """Say a list of keywords: as a whole where it has a label, else one by one."""
        whole = self.find("keywords", ", ".join(keywords))
        if whole is not None:
            return whole
        own = self.layers[0][0]
        return LabelText(self.join([self.label("keywords", keyword).text for keyword in keywords]), own)
