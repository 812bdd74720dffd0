"""Rules about ledgers: stale and unaccepted translations, orphaned and conflicting records."""

from collections.abc import Iterator, Sequence

from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic, Location, Rule, Severity
from eventdocs.model.ledger import Ledger, State, TranslationStatus, orphaned_keys, string_hash
from eventdocs.model.strings import CatalogString
from eventdocs.rules.checks import diagnostic_for_event, example_pair
from eventdocs.translations.status import StringPair, pair_statuses, string_pairs

_EVENT = "# events/7-diskfull.yaml\n" + example_pair("Disk full.", "Disco cheio.")
_SOURCE, _TARGET = (string_hash((text,), ("message",)) for text in ("Disk full.", "Disco cheio."))
_OTHER = "0" * len(_SOURCE)
_ACCEPT = "run `eventdocs translations accept`"


def _ledger(source: str, target: str) -> str:
    return f"# ledgers/pt-BR.ledger\n7:message\n {source} {target} translated\n"


_CURRENT = _ledger(_SOURCE, _TARGET)

STALE = Rule(
    "ED220",
    "stale-translation",
    Severity.WARNING,
    "A translation is up to date with its source text.",
    "The source text has changed, and readers of the translation do not see the change.",
    _ledger(_OTHER, _TARGET) + _EVENT,
    _CURRENT + _EVENT,
)
UNACCEPTED = Rule(
    "ED221",
    "unaccepted-translation",
    Severity.INFO,
    "The current text of each translation is recorded in the ledger.",
    "Without a record, you cannot see whether the translation is stale. Run `eventdocs translations accept`.",
    _ledger(_SOURCE, _OTHER) + _EVENT,
    _CURRENT + _EVENT,
)
ORPHAN = Rule(
    "ED222",
    "orphaned-record",
    Severity.INFO,
    "Every record in a ledger belongs to an existing string.",
    "The string was removed or renamed. Remove the record with `eventdocs translations prune`.",
    _CURRENT + f"7:cause\n {_SOURCE} {_TARGET} translated\n" + _EVENT,
    _CURRENT + _EVENT,
)
DAMAGED = Rule(
    "ED223",
    "damaged-record",
    Severity.WARNING,
    "A ledger has one record for each string.",
    "A merge left conflicting records. The record that matches the current texts counts. "
    "Run `eventdocs translations accept` to remove the others.",
    _CURRENT + f" {_OTHER} {_TARGET} translated\n" + _EVENT,
    _CURRENT + _EVENT,
)


def stale_translations(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield translations whose source has changed since they were made."""
    for locale, pair, status in _statuses(catalog):
        if status.stale:
            previous = catalog.settings.sources.get(status.previous_source, "")
            hint = (
                f"it was translated from: {previous}"
                if previous
                else "update the translation, or accept it with --minor"
            )
            message = "the source changed, the translation did not"
            yield _diagnostic(STALE, catalog, locale, pair, message, hint)


def unaccepted_translations(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield translations whose current text is not recorded in the ledger."""
    for locale, pair, status in _statuses(catalog):
        if status.unaccepted and status.state is not State.MISSING:
            message = "this translation is not recorded in the ledger"
            yield _diagnostic(UNACCEPTED, catalog, locale, pair, message, _ACCEPT)


def orphaned_records(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield records of strings that no longer exist."""
    for locale, ledger in catalog.settings.ledgers.items():
        existing = frozenset(pair.key for pair in string_pairs(catalog, locale) if pair.target is not None)
        for key in orphaned_keys(ledger, existing):
            message = f"there is no string `{key}` in {locale}"
            yield _ledger_diagnostic(ORPHAN, locale, ledger, key, message, _orphan_hint(catalog, locale, key))


def _orphan_hint(catalog: Catalog, locale: str, key: str) -> str:
    """Return what to do about a record whose string, event or locale no longer exists."""
    event = key.partition(":")[0]
    known = {owner.key for owner in catalog.string_owners} | {"label"}
    name = locale if locale not in catalog.settings.locales else event if event not in known else ""
    renamed = f"if it was renamed, run `eventdocs rename {name} NEW`; else " if name else ""
    return f"{renamed}run `eventdocs translations prune`"


def damaged_records(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield records that contradict each other."""
    for locale, ledger in catalog.settings.ledgers.items():
        for key in sorted(ledger.damaged):
            message = f"the ledger has conflicting records of `{key}`"
            yield _ledger_diagnostic(DAMAGED, locale, ledger, key, message, _ACCEPT)


def _statuses(catalog: Catalog) -> Iterator[tuple[str, StringPair, TranslationStatus]]:
    for locale in catalog.settings.targets:
        if locale in catalog.settings.ledgers:
            pairs = string_pairs(catalog, locale)
            yield from ((locale, *each) for each in pair_statuses(pairs, catalog.settings, locale))


def _diagnostic(
    rule: Rule, catalog: Catalog, locale: str, pair: StringPair, message: str, hint: str
) -> Diagnostic:
    if pair.owner is None:
        location = catalog.settings.label_location(locale, *pair.path)
        return Diagnostic(rule, location, message, hint, locale=locale, field=".".join(pair.path))
    path = ("strings", locale, *pair.path)
    return diagnostic_for_event(rule, pair.owner, path, message, hint, locale)


def _ledger_diagnostic(
    rule: Rule, locale: str, ledger: Ledger, key: str, message: str, hint: str
) -> Diagnostic:
    line = ledger.lines.get(key, 1)
    location = Location(f"ledgers/{locale}.ledger", line, 1, line, len(key) + 1)
    return Diagnostic(rule, location, message, hint, locale=locale, field=key)
