"""Labels of an event's own values: only the pages of events with a value depend on its label.

All other labels may be on any page, so they belong to the settings.
"""

from collections.abc import Mapping
from operator import itemgetter

from eventdocs.building.codec import digest_of
from eventdocs.model.event import Event
from eventdocs.model.labels import Labels

CONTEXTS = frozenset(("channels", "keywords", "opcodes", "tasks"))

LabelKey = tuple[str, str]
"""The context and the key of a label."""


def label_keys(event: Event) -> tuple[LabelKey, ...]:
    """Return the labels that pages look up for the values of an event, whether or not they exist."""
    prefix = f"{event.provider}/" if event.provider else ""
    named = ("channels", event.channel), ("opcodes", event.opcode), ("tasks", event.task)
    keys = [(context, f"{prefix}{name}") for context, name in named if name]
    if event.keywords is not None:
        keys += [("keywords", keyword) for keyword in (*event.keywords, ", ".join(event.keywords))]
    return tuple(keys)


def other_labels(labels: Mapping[str, Labels]) -> list[object]:
    """Return the labels by locale that any page may depend on, as plain values."""
    return [
        (locale, [(context, dict(texts)) for context, texts in own.items() if context not in CONTEXTS])
        for locale, own in sorted(labels.items(), key=itemgetter(0))
    ]


class ValueLabels:
    """The digests of the labels of values in all locales; events with the same values share one."""

    def __init__(self, labels: Mapping[str, Labels]) -> None:
        self._labels = sorted(labels.items(), key=itemgetter(0))
        self._digests: dict[tuple[LabelKey, ...], bytes] = {}

    def digest(self, keys: tuple[LabelKey, ...]) -> bytes:
        """Return the digest of some labels."""
        known = self._digests.get(keys)
        if known is None:
            texts = [
                (locale, [labels.get(context, {}).get(key) for context, key in keys])
                for locale, labels in self._labels
            ]
            known = self._digests[keys] = digest_of(texts)
        return known
