"""Warnings from the cache equal those that were stored, except for what only fixes need."""

from dataclasses import replace

import pytest

from eventdocs.building.cached_diagnostics import from_cached, to_cached
from eventdocs.building.codec import decode, encode
from eventdocs.model.diagnostics import Diagnostic, Location, TextRange
from eventdocs.rules.registry import RULES

FULL = Diagnostic(
    RULES[0],
    Location("events/7.yaml", 2, 3, 4, 5),
    "the message",
    "the hint",
    event="7",
    locale="pt-BR",
    field="strings.pt-BR.message",
    related=(Location("events/8.yaml", 6, 7, 8, 9), Location("catalog.yaml")),
)


@pytest.mark.parametrize("finding", [FULL, Diagnostic(RULES[-1], Location("catalog.yaml"), "short")])
def test_a_warning_survives_a_round_trip(finding: Diagnostic) -> None:
    stored = to_cached(finding)
    assert decode(type(stored), encode(stored)) == stored
    (read,) = from_cached([stored])
    assert read == finding
    assert read.rule is finding.rule


def test_data_for_fixes_are_left_out() -> None:
    fixable = replace(FULL, text_range=TextRange("text", 0, 1), fix="better")
    assert list(from_cached([to_cached(fixable)])) == [FULL]
