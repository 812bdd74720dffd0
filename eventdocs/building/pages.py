"""Pages about a shard or the whole site: each is rendered only if something that it shows changed."""

from collections.abc import Callable

from eventdocs.building.manifest import CachedPage
from eventdocs.building.output_view import OutputView
from eventdocs.building.shown_labels import LabelDigests
from eventdocs.building.staleness import Target, stale
from eventdocs.model.labels import LabelKey, LabelReads


def with_labels(target: Target, keys: tuple[LabelKey, ...], labels: LabelDigests) -> Target:
    """Return a target that depends on some labels, too."""
    return target._replace(inputs={**target.inputs, "labels": labels.digest(keys)})


def renewed(
    target: Target, cached: CachedPage | None, view: OutputView, write: Callable[[], bytes]
) -> CachedPage:
    """Return the entry of the page of a target; `write` renders it if it is stale, and returns its digest."""
    if cached and not stale(target, cached, view):
        return cached
    return CachedPage(dict(target.inputs), {target.key: write()})


def renewed_with_labels(
    target: Target,
    cached: CachedPage | None,
    view: OutputView,
    labels: LabelDigests,
    reads: LabelReads,
    write: Callable[[], bytes],
) -> CachedPage:
    """Return the entry of a page that shows labels: those that it looks up, and those kept for all pages."""
    if cached and not stale(with_labels(target, cached.labels, labels), cached, view):
        return cached
    own: set[LabelKey] = set()
    page = renewed(target, None, view, reads.into(own, write))
    keys = tuple(sorted(own | reads.shared))
    return page._replace(inputs=dict(with_labels(target, keys, labels).inputs), labels=keys)
