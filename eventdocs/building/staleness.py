"""The one decision of an incremental build: whether a target must be rendered again."""

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from eventdocs.building.output_view import OutputView

NOT_CACHED = "not in the cache"
OUTPUT_DIFFERS = "one of its files in the output was changed"
REASONS = {
    "settings": "the settings, labels or templates changed",
    "source": "its file changed",
    "labels": "a label that its pages show changed",
    "neighbours": "an event that its pages link to changed",
    "related": "the file of a related event changed",
    "ledger": "its ledger records changed",
    "group": "its group changed",
    "groups": "the groups that it shows changed",
    "events": "the events that it lists changed",
    "coverage": "the translation counts changed",
    "facets": "the values that its events can be filtered by changed",
}


class Target(NamedTuple):
    """A unit of rendering and caching: an event, a list page of a shard, or a page about the whole site.

    `inputs` are the digests of everything that its files depend on, by the names of `REASONS`.
    """

    key: str
    inputs: Mapping[str, bytes]


class CachedTarget(Protocol):
    """The cache entry of a target: its inputs, and the digests of its files by path."""

    @property
    def inputs(self) -> Mapping[str, bytes]:
        """The digests of the inputs by name."""

    @property
    def artifacts(self) -> Mapping[str, bytes]:
        """The digests of the files by path."""


def stale(target: Target, cached: CachedTarget | None, output: OutputView) -> str | None:
    """Return why a target must be rendered again, or None if all its files can stay."""
    if cached is None:
        return NOT_CACHED
    for name, digest in target.inputs.items():
        if cached.inputs.get(name) != digest:
            return REASONS[name]
    if any(output.digest_of(path) != digest for path, digest in cached.artifacts.items()):
        return OUTPUT_DIFFERS
    return None
