"""Rules: the checks of a catalog, one small generator each, listed in two tuples.

Here stand those of structure, which each build asks; `every` lists all of them.
"""

from collections.abc import Iterator

from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic, Severity
from eventdocs.model.event import Event
from eventdocs.rules import identity, references, settings
from eventdocs.rules.checks import OfEvent, Structure
from eventdocs.schema.rules import FORM_RULES

STRUCTURE: tuple[Structure | OfEvent, ...] = (
    Structure(identity.DUPLICATE_EVENT, identity.duplicate_events),
    Structure(identity.LOCALES, identity.locales),
    Structure(identity.UNDECLARED_LOCALE, identity.undeclared_locales),
    OfEvent(identity.UNDECLARED_LOCALE, identity.undeclared_strings),
    OfEvent(identity.UNSAFE_NAME, identity.unsafe_events),
    Structure(identity.UNSAFE_NAME, identity.unsafe_locales),
    Structure(identity.COLLISION, identity.collisions),
    Structure(references.DANGLING_PROVIDER, references.dangling_default),
    OfEvent(references.DANGLING_PROVIDER, references.dangling_providers),
    OfEvent(references.DANGLING_CHANNEL, references.dangling_channels),
    Structure(references.DANGLING_EVENT, references.dangling_events),
    Structure(references.DANGLING_LABEL, references.dangling_labels),
    OfEvent(references.DANGLING_LABEL, references.dangling_own_labels),
    OfEvent(references.DANGLING_PARAMETER, references.dangling_parameters),
)
OF_EVENT = tuple(check for check in STRUCTURE if isinstance(check, OfEvent))
_BUILD_RULES = frozenset(
    rule.code for rule in (*FORM_RULES, *(check.rule for check in STRUCTURE), settings.UNKNOWN)
)


def prevents_build(finding: Diagnostic) -> bool:
    """Return whether a catalog with this finding cannot be built.

    No option, setting or baseline hides such a finding: the build would fail without a reason in sight.
    """
    return finding.severity is Severity.ERROR and finding.rule.code in _BUILD_RULES


def structure(catalog: Catalog) -> Iterator[Diagnostic]:
    """Find what keeps a catalog from being built."""
    yield from structure_of_whole(catalog)
    for event in catalog.events:
        yield from structure_of_event(catalog, event)


def structure_of_whole(catalog: Catalog) -> Iterator[Diagnostic]:
    """Find what is wrong between events, and in the files that are none; events need only their heads."""
    for check in STRUCTURE:
        if isinstance(check, Structure):
            yield from check.run(catalog)
    if catalog.rule_settings:
        yield from settings.unknown_rules(catalog, _codes())


def structure_of_event(catalog: Catalog, event: Event) -> Iterator[Diagnostic]:
    """Find what is wrong with an event by itself."""
    for check in OF_EVENT:
        yield from check.run(catalog, event)
    if any(block.about for block in event.strings.values()):
        yield from settings.unknown_allowances(event, _codes())


def _codes() -> list[str]:
    from eventdocs.rules.every import RULES

    return [rule.code for rule in RULES]
