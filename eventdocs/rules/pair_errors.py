"""Errors in a source text and its translation, for translations that are not in the catalog yet."""

from eventdocs.model.diagnostics import Severity
from eventdocs.model.strings import TextPair
from eventdocs.rules.checks import PairCheck
from eventdocs.rules.registry import CHECKS

_ERROR_CHECKS = tuple(
    check for check in CHECKS if isinstance(check, PairCheck) and check.rule.severity is Severity.ERROR
)


def pair_errors(pair: TextPair) -> list[str]:
    """Return the code and message of each error that a translation has."""
    return [
        f"{check.rule.code} {violation.message}"
        for check in _ERROR_CHECKS
        if pair.kind in check.kinds
        for violation in check.run(pair)
    ]
