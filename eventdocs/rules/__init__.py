"""Checks of a catalog, one small generator each.

This module has the structure checks, which every build runs; `registry` lists all checks.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from eventdocs.model.catalog import Catalog, CatalogSettings
from eventdocs.model.diagnostics import Diagnostic, Severity
from eventdocs.model.event import AnyEvent, Event
from eventdocs.rules import declarations, groups, identity, references, sections, templates
from eventdocs.rules import settings as rule_settings
from eventdocs.rules.checks import CatalogCheck, EventCheck, find_positions
from eventdocs.schema.rules import FORM_RULES

STRUCTURE_CHECKS: tuple[CatalogCheck | EventCheck, ...] = (
    CatalogCheck(identity.DUPLICATE_EVENT, identity.duplicate_events),
    CatalogCheck(identity.LOCALES, identity.unsorted_locales),
    CatalogCheck(identity.UNDECLARED_LOCALE, identity.undeclared_locales),
    EventCheck(identity.UNDECLARED_LOCALE, identity.undeclared_strings),
    EventCheck(identity.UNSAFE_NAME, identity.unsafe_events),
    CatalogCheck(identity.UNSAFE_NAME, identity.unsafe_locales),
    CatalogCheck(identity.UNSAFE_NAME, identity.unsafe_providers),
    CatalogCheck(identity.UNSAFE_NAME, identity.overlong_paths),
    CatalogCheck(identity.COLLISION, identity.colliding_locales),
    CatalogCheck(identity.COLLISION, identity.colliding_declared_providers),
    CatalogCheck(identity.COLLISION, identity.collisions),
    CatalogCheck(references.DANGLING_PROVIDER, references.dangling_default),
    EventCheck(references.DANGLING_PROVIDER, references.dangling_providers),
    EventCheck(references.DANGLING_CHANNEL, references.dangling_channels),
    CatalogCheck(references.DANGLING_EVENT, references.dangling_events),
    CatalogCheck(references.REPLACEMENT_CYCLE, references.replacement_cycles),
    CatalogCheck(references.DANGLING_LABEL, references.dangling_labels),
    EventCheck(references.DANGLING_LABEL, references.dangling_event_labels),
    EventCheck(references.DANGLING_PARAMETER, references.dangling_parameters),
    CatalogCheck(declarations.FIELD, declarations.inconsistent_fields),
    CatalogCheck(declarations.PROVIDER, declarations.inconsistent_providers),
    EventCheck(declarations.PROVIDER, declarations.undeclared_maps),
    CatalogCheck(sections.PLACE, sections.unknown_places),
    EventCheck(sections.MISSING, sections.missing_sections),
    CatalogCheck(groups.TITLE, groups.group_titles),
    CatalogCheck(groups.TITLE, groups.site_titles),
    CatalogCheck(identity.UNSAFE_NAME, groups.unsafe_folders),
    CatalogCheck(groups.EMPTY, groups.empty_groups),
)
# Rules about references to other events: texts do not depend on them.
RELATIONS = frozenset((references.DANGLING_EVENT.code, references.REPLACEMENT_CYCLE.code))
# Rules about missing events, which may be in a file with errors. Builds do not import the module of ED222.
MISSING_EVENTS = frozenset((references.DANGLING_EVENT.code, groups.EMPTY.code, "ED222"))
EVENT_CHECKS = tuple(check for check in STRUCTURE_CHECKS if isinstance(check, EventCheck))
_BUILD_RULES = frozenset(
    rule.code
    for rule in (
        *FORM_RULES,
        *(check.rule for check in STRUCTURE_CHECKS),
        rule_settings.UNKNOWN,
        templates.MISSING_ASSET,
        templates.SYNTAX,
    )
)


def prevents_build(finding: Diagnostic) -> bool:
    """Return whether a catalog with this finding cannot be built.

    No option, setting or baseline hides such a finding. Otherwise a build could fail for no visible reason.
    """
    return finding.severity is Severity.ERROR and finding.rule.code in _BUILD_RULES


def structure_errors(catalog: Catalog) -> Iterator[Diagnostic]:
    """Yield the findings of all structure checks; those that are errors prevent a build."""
    yield from check_between_events(catalog.settings, catalog.events)
    for event in catalog.events:
        yield from check_event(catalog.settings, event)


def check_between_events(settings: CatalogSettings, events: Sequence[AnyEvent]) -> Iterator[Diagnostic]:
    """Yield findings about the settings and the relations between events."""
    findings = list(_run_catalog_checks(settings, events))
    if findings:
        yield from find_positions(findings, (*events, *settings.groups.values()))
    if settings.rule_settings:
        yield from rule_settings.unknown_rules(settings, _rule_names())


def are_consistent(settings: CatalogSettings, events: Sequence[AnyEvent]) -> bool:
    """Return whether nothing between events or in the settings prevents that their pages are rendered.

    It does not look for unknown rules, for which all rules are imported.
    """
    findings = _run_catalog_checks(settings, events)
    return not any(finding.severity is Severity.ERROR for finding in findings)


def _run_catalog_checks(settings: CatalogSettings, events: Sequence[AnyEvent]) -> Iterator[Diagnostic]:
    checks = (check for check in STRUCTURE_CHECKS if isinstance(check, CatalogCheck))
    return chain.from_iterable(check.run(settings, events) for check in checks)


def check_event(settings: CatalogSettings, event: Event) -> Iterator[Diagnostic]:
    """Yield findings about one event on its own."""
    findings = [finding for check in EVENT_CHECKS for finding in check.run(settings, event)]
    if any(block.about for block in event.strings.values()):
        findings += rule_settings.unknown_allowances(event, _rule_names())
    if findings:
        yield from find_positions(findings, [event])


@cache
def _rule_names() -> rule_settings.RuleNames:
    from eventdocs.rules.registry import RULES

    return rule_settings.RuleNames(RULES)
