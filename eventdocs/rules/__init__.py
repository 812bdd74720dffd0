"""Rules: the checks of a catalog, one small generator each, listed in two tuples.

Here stand those of structure, which each build asks; `every` lists all of them.
"""

from collections.abc import Iterator, Sequence

from eventdocs.model.catalog import Catalog, CatalogSettings
from eventdocs.model.diagnostics import Diagnostic, Severity
from eventdocs.model.event import AnyEvent, Event
from eventdocs.rules import identity, references
from eventdocs.rules import settings as rule_settings
from eventdocs.rules.checks import CatalogCheck, EventCheck
from eventdocs.schema.rules import FORM_RULES

STRUCTURE_CHECKS: tuple[CatalogCheck | EventCheck, ...] = (
    CatalogCheck(identity.DUPLICATE_EVENT, identity.duplicate_events),
    CatalogCheck(identity.LOCALES, identity.locales),
    CatalogCheck(identity.UNDECLARED_LOCALE, identity.undeclared_locales),
    EventCheck(identity.UNDECLARED_LOCALE, identity.undeclared_strings),
    EventCheck(identity.UNSAFE_NAME, identity.unsafe_events),
    CatalogCheck(identity.UNSAFE_NAME, identity.unsafe_locales),
    CatalogCheck(identity.COLLISION, identity.collisions),
    CatalogCheck(references.DANGLING_PROVIDER, references.dangling_default),
    EventCheck(references.DANGLING_PROVIDER, references.dangling_providers),
    EventCheck(references.DANGLING_CHANNEL, references.dangling_channels),
    CatalogCheck(references.DANGLING_EVENT, references.dangling_events),
    CatalogCheck(references.DANGLING_LABEL, references.dangling_labels),
    EventCheck(references.DANGLING_LABEL, references.dangling_own_labels),
    EventCheck(references.DANGLING_PARAMETER, references.dangling_parameters),
)
EVENT_CHECKS = tuple(check for check in STRUCTURE_CHECKS if isinstance(check, EventCheck))
_BUILD_RULES = frozenset(
    rule.code for rule in (*FORM_RULES, *(check.rule for check in STRUCTURE_CHECKS), rule_settings.UNKNOWN)
)


def prevents_build(finding: Diagnostic) -> bool:
    """Return whether a catalog with this finding cannot be built.

    No option, setting or baseline hides such a finding: the build would fail without a reason in sight.
    """
    return finding.severity is Severity.ERROR and finding.rule.code in _BUILD_RULES


def structure_errors(catalog: Catalog) -> Iterator[Diagnostic]:
    """Report what keeps a catalog from being built."""
    yield from check_between_events(catalog.settings, catalog.events)
    for event in catalog.events:
        yield from check_event(catalog.settings, event)


def check_between_events(settings: CatalogSettings, events: Sequence[AnyEvent]) -> Iterator[Diagnostic]:
    """Check the settings and what events say about each other."""
    for check in STRUCTURE_CHECKS:
        if isinstance(check, CatalogCheck):
            yield from check.run(settings, events)
    if settings.rule_settings:
        yield from rule_settings.unknown_rules(settings, _codes())


def check_event(settings: CatalogSettings, event: Event) -> Iterator[Diagnostic]:
    """Check an event by itself."""
    for check in EVENT_CHECKS:
        yield from check.run(settings, event)
    if any(block.about for block in event.strings.values()):
        yield from rule_settings.unknown_allowances(event, _codes())


def _codes() -> list[str]:
    from eventdocs.rules.registry import RULES

    return [rule.code for rule in RULES]
