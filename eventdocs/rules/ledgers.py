"""Ledgers: what is outdated, not accepted, or recorded of nothing."""

from collections.abc import Iterator, Sequence

from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic, Location, Rule, Severity
from eventdocs.model.ledger import Ledger, State, TranslationStatus, orphaned_keys, string_hash
from eventdocs.model.strings import CatalogString
from eventdocs.rules.checks import example_pair
from eventdocs.translations.status import StringPair, string_pairs, translation_statuses

_EVENT = "# events/7-diskfull.yaml\n" + example_pair("Disk full.", "Disco cheio.")
_SOURCE, _TARGET = (string_hash((text,), ("message",)) for text in ("Disk full.", "Disco cheio."))
_OTHER = "0" * len(_SOURCE)


def _ledger(source: str, target: str) -> str:
    return f"# ledgers/pt-BR.ledger\n7:message\n {source} {target} translated\n"


_NOW = _ledger(_SOURCE, _TARGET)

STALE = Rule(
    "ED220",
    "stale-translation",
    Severity.WARNING,
    "A translation is made from the source text of today.",
    "The source says something else now, and readers of the translation do not know.",
    _ledger(_OTHER, _TARGET) + _EVENT,
    _NOW + _EVENT,
)
UNACCEPTED = Rule(
    "ED221",
    "unaccepted-translation",
    Severity.INFO,
    "The ledger knows each translation as it stands.",
    "What is not recorded cannot be told from what is outdated: run `eventdocs translations accept`.",
    _ledger(_SOURCE, _OTHER) + _EVENT,
    _NOW + _EVENT,
)
ORPHAN = Rule(
    "ED222",
    "orphaned-record",
    Severity.INFO,
    "A record of a ledger is about a string that is there.",
    "The string was removed or renamed: `eventdocs translations prune` drops the record.",
    _NOW + f"7:cause\n {_SOURCE} {_TARGET} translated\n" + _EVENT,
    _NOW + _EVENT,
)
DAMAGED = Rule(
    "ED223",
    "damaged-record",
    Severity.WARNING,
    "A record of a ledger says one thing.",
    "A merge left two; neither is believed, until the translation is accepted again.",
    _NOW + f" {_OTHER} {_TARGET} translated\n" + _EVENT,
    _NOW + _EVENT,
)


def stale(catalog: Catalog, units: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Find translations whose source changed after them."""
    for locale, entry, now in _known(catalog):
        if now.stale:
            then = catalog.settings.sources.get(now.previous_source, "")
            hint = f"it was made from: {then}" if then else "translate it anew, or accept it as --minor"
            message = "the source changed, the translation did not"
            yield _at(STALE, catalog, locale, entry, message, hint)


def unaccepted(catalog: Catalog, units: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Find translations that the ledger does not know as they stand."""
    for locale, entry, now in _known(catalog):
        if now.unaccepted and now.state is not State.MISSING:
            message = "the ledger does not know this translation"
            yield _at(UNACCEPTED, catalog, locale, entry, message, "eventdocs translations accept")


def orphaned(catalog: Catalog, units: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Find records of strings that are not there any more."""
    for locale, ledger in catalog.settings.ledgers.items():
        known = frozenset(entry.key for entry in string_pairs(catalog, locale) if entry.target is not None)
        for key in orphaned_keys(ledger, known):
            hint = "eventdocs translations prune"
            yield _in_ledger(ORPHAN, locale, ledger, key, f"there is no string `{key}` in {locale}", hint)


def damaged(catalog: Catalog, units: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Find records that contradict each other."""
    for locale, ledger in catalog.settings.ledgers.items():
        for key in sorted(ledger.damaged):
            message = f"the record of `{key}` contradicts itself"
            yield _in_ledger(DAMAGED, locale, ledger, key, message, "eventdocs translations accept")


def _known(catalog: Catalog) -> Iterator[tuple[str, StringPair, TranslationStatus]]:
    for locale in catalog.settings.targets:
        if locale in catalog.settings.ledgers:
            now = translation_statuses(catalog, locale)
            yield from ((locale, entry, now[entry.key]) for entry in string_pairs(catalog, locale))


def _at(rule: Rule, catalog: Catalog, locale: str, entry: StringPair, message: str, hint: str) -> Diagnostic:
    if entry.event is None:
        tree = catalog.settings.trees[f"labels/{locale}"]
        where, field, event = tree.where(*entry.path), ".".join(entry.path), ""
    else:
        path = ("strings", locale, *entry.path)
        where, field, event = entry.event.where(*path), ".".join(path), entry.event.key
    return Diagnostic(rule, where, message, hint, event, locale, field)


def _in_ledger(rule: Rule, locale: str, ledger: Ledger, key: str, message: str, hint: str) -> Diagnostic:
    line = ledger.lines.get(key, 1)
    where = Location(f"ledgers/{locale}.ledger", line, 1, line, len(key) + 1)
    return Diagnostic(rule, where, message, hint, locale=locale, field=key)
