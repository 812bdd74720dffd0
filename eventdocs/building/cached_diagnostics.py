"""Warnings as the cache stores them."""

from collections.abc import Iterable, Iterator
from typing import Any

from eventdocs.building.manifest import CachedDiagnostic
from eventdocs.model.diagnostics import Diagnostic, Location


def to_cached(finding: Diagnostic) -> CachedDiagnostic:
    """Return a warning as plain values; what a fix needs is left out."""
    return CachedDiagnostic(
        finding.rule.code,
        _fields(finding.location),
        finding.message,
        finding.hint,
        finding.event,
        finding.locale,
        finding.field,
        tuple(map(_fields, finding.related)),
    )


def from_cached(warnings: Iterable[CachedDiagnostic]) -> Iterator[Diagnostic]:
    """Yield the warnings that were stored."""
    from eventdocs.rules.registry import RULES

    rules = {rule.code: rule for rule in RULES}
    for warning in warnings:
        yield Diagnostic(
            rules[warning.code],
            Location(*warning.location),
            warning.message,
            warning.hint,
            event=warning.event,
            locale=warning.locale,
            field=warning.field,
            related=tuple(Location(*fields) for fields in warning.related),
        )


def _fields(location: Location) -> tuple[Any, ...]:
    return location.file, location.line, location.column, location.end_line, location.end_column
