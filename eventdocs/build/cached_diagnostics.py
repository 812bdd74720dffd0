"""Findings as plain values, in which a build remembers its warnings."""

from collections.abc import Iterable, Iterator
from typing import Any

from eventdocs.model.diagnostics import Diagnostic, Location


def remembered(finding: Diagnostic) -> tuple[Any, ...]:
    """Give a warning as plain values."""
    where, related = finding.location, tuple(_plain(each) for each in finding.related)
    about = finding.event, finding.locale, finding.field
    return finding.rule.code, _plain(where), finding.message, finding.hint, about, related


def recalled(values: Iterable[tuple[Any, ...]]) -> Iterator[Diagnostic]:
    """Give warnings that were kept as plain values."""
    from eventdocs.rules.registry import RULES

    rules = {rule.code: rule for rule in RULES}
    for code, where, message, hint, (event, locale, field), related in values:
        yield Diagnostic(
            rules[code],
            Location(*where),
            message,
            hint,
            event=event,
            locale=locale,
            field=field,
            related=tuple(Location(*each) for each in related),
        )


def _plain(where: Location) -> tuple[Any, ...]:
    return where.file, where.line, where.column, where.end_line, where.end_column
