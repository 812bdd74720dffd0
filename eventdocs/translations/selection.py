"""A selection of strings by event and file."""

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase

from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import did_you_mean
from eventdocs.model.errors import EventdocsError
from eventdocs.translations.status import StringPair, string_pairs

LIST_KEYS = "list the keys with: eventdocs status CATALOG --list all"


@dataclass(frozen=True, slots=True)
class StringFilter:
    """Which strings are selected; all by default.

    `only` are keys of strings or events, and `paths` patterns of event files.
    """

    only: frozenset[str] = frozenset()
    paths: tuple[str, ...] = ()

    def selects(self, pair: StringPair) -> bool:
        """Return whether a string has a selected event and path."""
        owner, file = (pair.owner.key, pair.owner.file) if pair.owner else ("label", "")
        return (not self.only or pair.key in self.only or owner in self.only) and (
            not self.paths or any(fnmatchcase(file, pattern) for pattern in self.paths)
        )

    def require_matches(self, catalog: Catalog, locales: Iterable[str]) -> None:
        """Raise an error for a key that does not exist, or a pattern that no event file matches."""
        require_keys(catalog, locales, self.only)
        for pattern in self.paths:
            if not any(fnmatchcase(owner.file, pattern) for owner in catalog.string_owners):
                hint = "write it relative to the catalog, such as 'events/new/*'"
                raise EventdocsError(f"no event file matches `{pattern}`", hint=hint)


ALL_STRINGS = StringFilter()


def require_keys(catalog: Catalog, locales: Iterable[str], keys: Iterable[str]) -> None:
    """Raise an error for a key that neither an event nor a string of some locales has."""
    wanted = sorted(keys)
    if not wanted:
        return
    strings = (pair.key for locale in locales for pair in string_pairs(catalog, locale))
    known = {*strings, *(owner.key for owner in catalog.string_owners), "label"}
    for key in wanted:
        if key not in known:
            kinds = f"name an event (4031) or a string (4031:message); {LIST_KEYS}"
            hint = did_you_mean(key, known) or kinds
            raise EventdocsError(f"there is no event or string `{key}`", hint=hint)
