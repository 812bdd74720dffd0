"""Labels that pages show: which of the catalog's own each page depends on."""

from collections.abc import Mapping
from operator import itemgetter

from eventdocs.building.codec import digest_of
from eventdocs.model.labels import LabelKey, Labels


def all_labels(labels: Mapping[str, Labels]) -> list[object]:
    """Return labels by locale as plain values."""
    return [
        (locale, [(context, dict(texts)) for context, texts in own.items()])
        for locale, own in sorted(labels.items(), key=itemgetter(0))
    ]


class LabelDigests:
    """The digests of labels in all locales; events with the same labels share one."""

    def __init__(self, labels: Mapping[str, Labels]) -> None:
        self._labels = sorted(labels.items(), key=itemgetter(0))
        self._digests: dict[tuple[LabelKey, ...], bytes] = {}

    def digest(self, keys: tuple[LabelKey, ...]) -> bytes:
        """Return the digest of some labels; locales that have none of them make no difference."""
        known = self._digests.get(keys)
        if known is None:
            found = (
                (locale, [labels.get(context, {}).get(key) for context, key in keys])
                for locale, labels in self._labels
            )
            texts = [(locale, own) for locale, own in found if any(text is not None for text in own)]
            known = self._digests[keys] = digest_of(texts)
        return known
