"""Status: how much of a catalog is translated, by locale and state."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from eventdocs.model.diagnostics import Diagnostic
from eventdocs.store.checked_catalog import build_errors, read_checked_catalog, select_known_targets
from eventdocs.translations.status import Coverage, StringPair, coverage, strings_by_state, unrecorded_locales


@dataclass(frozen=True, slots=True)
class Status:
    """The translation coverage of the files that can be read, and the errors that prevent a build.

    `unrecorded` are the locales whose translations no ledger records. `strings` are by locale and state, if
    they were asked for.
    """

    coverages: list[Coverage]
    errors: list[Diagnostic]
    unrecorded: list[str] = field(default_factory=list)
    strings: dict[str, dict[str, list[StringPair]]] = field(default_factory=dict)


def status(folder: Path, tags: Sequence[str] = (), *, with_strings: bool = False) -> Status:
    """Return the translation coverage of the target locales with these tags; of all if there are no tags."""
    loaded = read_checked_catalog(folder)
    locales = select_known_targets(loaded, tags)
    unrecorded = [locale for locale in unrecorded_locales(loaded.catalog) if locale in locales]
    strings = {locale: strings_by_state(loaded.catalog, locale) for locale in locales if with_strings}
    return Status(coverage(loaded.catalog, locales), build_errors(loaded.diagnostics), unrecorded, strings)
