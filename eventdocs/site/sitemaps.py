"""The sitemaps of a locale, each with at most 50,000 addresses, as the sitemap protocol demands.

The addresses of a page in other languages count as well, so that no sitemap comes near 50 MB, the other limit
of the protocol. The lists are in the first sitemap, then come the events in the catalog's order.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import TypeVar

_MAX_ADDRESSES = 50_000

Event = TypeVar("Event")


def sitemap_counts(
    own_locales: Collection[Sequence[str]], locales: Sequence[str], lists: int
) -> dict[str, int]:
    """Return how many sitemaps each locale has; `own_locales` are those that each event has texts in."""
    size = _pages_per_sitemap(len(locales))
    if len(own_locales) + lists <= size:
        return dict.fromkeys(locales, 1)
    events = Counter(tag for tags in own_locales for tag in tags)
    return {locale: max(1, -(-(events[locale] + lists) // size)) for locale in locales}


def sitemap_events(events: Sequence[Event], part: int, locales: Sequence[str], lists: int) -> Sequence[Event]:
    """Return those of a locale's events that are in one of its sitemaps; `lists` are in the first."""
    size = _pages_per_sitemap(len(locales))
    start = part * size - lists
    return events[max(0, start) : max(0, start + size)]


def _pages_per_sitemap(locales: int) -> int:
    """Return how many pages a sitemap has: each with its address, those of its languages, and `x-default`."""
    return max(1, _MAX_ADDRESSES // (locales + 2))
