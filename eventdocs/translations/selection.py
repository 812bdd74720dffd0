"""A selection of strings by event and file."""

from dataclasses import dataclass
from fnmatch import fnmatchcase

from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import did_you_mean
from eventdocs.model.errors import EventdocsError
from eventdocs.translations.status import StringPair


@dataclass(frozen=True, slots=True)
class StringFilter:
    """Which strings are selected; all by default.

    `only` are keys of strings or events, and `paths` patterns of event files.
    """

    only: frozenset[str] = frozenset()
    paths: tuple[str, ...] = ()

    def selects(self, pair: StringPair) -> bool:
        """Return whether a string has a selected event and path."""
        event, file = (pair.event.key, pair.event.file) if pair.event else ("label", "")
        return (not self.only or pair.key in self.only or event in self.only) and (
            not self.paths or any(fnmatchcase(file, pattern) for pattern in self.paths)
        )

    def require_matches(self, catalog: Catalog) -> None:
        """Raise an error for an event that does not exist, or a pattern that no event file matches."""
        files = {owner.key: owner.file for owner in catalog.string_owners}
        for key in sorted({key.partition(":")[0] for key in self.only} - {*files, "label"}):
            raise EventdocsError(
                f"there is no event `{key}`", hint=did_you_mean(key, files) or "see: eventdocs status"
            )
        for pattern in self.paths:
            if not any(fnmatchcase(file, pattern) for file in files.values()):
                hint = "write it relative to the catalog, such as 'events/new/*'"
                raise EventdocsError(f"no event file matches `{pattern}`", hint=hint)


ALL_STRINGS = StringFilter()
