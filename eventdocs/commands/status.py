"""Status: how much of a catalog is translated, by locale and state."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from eventdocs.model.diagnostics import Diagnostic
from eventdocs.model.garbage import paused_collector
from eventdocs.store.checked_catalog import build_errors, read_checked_catalog, select_known_targets
from eventdocs.store.revisions import read_catalog_at
from eventdocs.translations.selection import ALL_STRINGS, StringFilter
from eventdocs.translations.status import (
    Coverage,
    StateChange,
    StringPair,
    coverage,
    state_changes,
    strings_by_state,
    unrecorded_locales,
)
from eventdocs.translations.word_counts import WordCounts, count_words


@dataclass(frozen=True, slots=True)
class Status:
    """The translation coverage of the files that can be read, and the errors that prevent a build.

    `unrecorded` are the locales whose translations no ledger records. `strings` by locale and state, and
    `words` by locale, are empty unless they were asked for. `then` is the coverage at an earlier revision, by
    locale, and `changes` are the strings whose state differs from that revision, if they were asked for.
    """

    coverages: list[Coverage]
    errors: list[Diagnostic]
    unrecorded: list[str] = field(default_factory=list)
    strings: dict[str, dict[str, list[StringPair]]] = field(default_factory=dict)
    words: dict[str, WordCounts] = field(default_factory=dict)
    then: dict[str, Coverage] = field(default_factory=dict)
    changes: list[StateChange] = field(default_factory=list)


@paused_collector()
def status(
    folder: Path,
    tags: Sequence[str] = (),
    *,
    with_strings: bool = False,
    with_words: bool = False,
    since: str | None = None,
    selection: StringFilter = ALL_STRINGS,
) -> Status:
    """Return the translation coverage of the target locales with these tags; of all if there are no tags.

    Only the selected strings count. The coverage is compared with that at the git revision `since`.
    """
    loaded = read_checked_catalog(folder)
    locales = select_known_targets(loaded, tags)
    unrecorded = [locale for locale in unrecorded_locales(loaded.catalog) if locale in locales]
    errors = build_errors(loaded.diagnostics)
    if not errors:  # a file that cannot be read may have what is selected
        selection.require_matches(loaded.catalog, locales)
    is_selected = selection.selects
    result = Status(coverage(loaded.catalog, locales, is_selected), errors, unrecorded)
    if since is None:
        strings = {
            locale: strings_by_state(loaded.catalog, locale, is_selected)
            for locale in locales
            if with_strings
        }
        words = {locale: count_words(loaded.catalog, locale, is_selected) for locale in locales if with_words}
        return replace(result, strings=strings, words=words)
    before = read_catalog_at(folder, since)
    known = [locale for locale in locales if locale in before.settings.targets]
    then = {counts.locale: counts for counts in coverage(before, known, is_selected)}
    changes = [
        change
        for locale in locales
        if with_strings
        for change in state_changes(before, loaded.catalog, locale, is_selected)
    ]
    return replace(result, then=then, changes=changes)
