"""Rules: the checks of a catalog, one small generator each, listed in one tuple."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic, Rule, in_order
from eventdocs.model.faults import FAULTS
from eventdocs.rules import identity, pairing, references


@dataclass(frozen=True, slots=True)
class Check:
    """A rule and the generator of its findings."""

    rule: Rule
    run: Callable[[Catalog], Iterator[Diagnostic]]


CHECKS = (
    Check(identity.DUPLICATE_EVENT, identity.duplicate_events),
    Check(identity.LOCALES, identity.locales),
    Check(identity.UNDECLARED_LOCALE, identity.undeclared_locales),
    Check(identity.UNSAFE_NAME, identity.unsafe_names),
    Check(identity.COLLISION, identity.collisions),
    Check(references.DANGLING_PROVIDER, references.dangling_providers),
    Check(references.DANGLING_CHANNEL, references.dangling_channels),
    Check(references.DANGLING_EVENT, references.dangling_events),
    Check(references.DANGLING_LABEL, references.dangling_labels),
    Check(references.DANGLING_PARAMETER, references.dangling_parameters),
    Check(pairing.SEGMENTS, pairing.segment_counts),
)

RULES: tuple[Rule, ...] = (*FAULTS, *(check.rule for check in CHECKS))


def check(catalog: Catalog) -> list[Diagnostic]:
    """Run all checks over a catalog; the findings stand in order of place."""
    return in_order(finding for each in CHECKS for finding in each.run(catalog))
