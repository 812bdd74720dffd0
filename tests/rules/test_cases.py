"""Every rule finds each bad case at its exact place, is silent on each good one, and does the finding itself."""

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from eventdocs import rules
from eventdocs.model.diagnostics import Rule
from eventdocs.rules import registry
from eventdocs.rules.checks import CatalogCheck, Check, EventCheck
from eventdocs.rules.registry import CHECKS, RULES
from eventdocs.store.checked_catalog import explain_errors, read_checked_catalog
from tests.rules.cases import CASES
from tests.rules.judging import case, judged
from tests.rules.structure import STRUCTURE

ALL = {**STRUCTURE, **CASES}

BAD = [(code, text) for code, (bad, _) in ALL.items() for text in bad]
GOOD = [(code, text) for code, (_, good) in ALL.items() for text in good]


def marks_of(text: str) -> list[tuple[str, int, int, int, int]]:
    return [(m.file, m.line, m.column, m.end_line, m.end_column) for m in case(text).marks]


@pytest.mark.parametrize(("code", "text"), BAD)
def test_a_rule_finds_its_fault_at_its_very_characters(code: str, text: str) -> None:
    files, marks = case(text)
    places = [finding.location for finding in judged(files, code)]
    assert marks
    for mark in marks:
        assert any(
            (place.file, place.line, place.column) == (mark.file, mark.line, mark.column)
            and (mark.line != mark.end_line or place.end_column == mark.end_column)
            for place in places
        ), places


@pytest.mark.parametrize(("code", "text"), BAD)
def test_a_build_finds_the_same_with_one_event_in_memory(code: str, text: str, tmp_path: Path) -> None:
    for name, data in {**case(text).files, "events/8-other.yaml": b"id: 8\nname: Other\n"}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    (tmp_path / "events/link.yaml").symlink_to("/nowhere")
    loaded = read_checked_catalog(tmp_path)
    found, count = explain_errors(tmp_path)
    if loaded.catalog.settings.trees:
        assert (found, count) == (loaded.diagnostics, len(loaded.catalog.events))
    assert [each.location for each in found] == [each.location for each in loaded.diagnostics]


@pytest.mark.parametrize(("code", "text"), GOOD)
def test_a_rule_is_silent_on_what_is_right(code: str, text: str) -> None:
    assert judged(case(text).files, code) == []


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.bad], ids=lambda rule: rule.code)
def test_the_examples_in_a_rule_s_documentation_are_true(rule: Rule) -> None:
    assert judged(case(rule.bad).files, rule.code)
    assert judged(case(rule.good).files, rule.code) == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.rule.code)
def test_without_its_body_a_rule_finds_nothing(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    emptied = tuple(
        replace(cast("Any", each), run=lambda *values: iter(())) if each.rule is check.rule else each
        for each in CHECKS
    )
    structure = tuple(each for each in emptied if isinstance(each, CatalogCheck | EventCheck))
    monkeypatch.setattr(rules, "STRUCTURE_CHECKS", structure)
    monkeypatch.setattr(rules, "EVENT_CHECKS", tuple(each for each in emptied if isinstance(each, EventCheck)))
    monkeypatch.setattr(registry.check_texts, "__defaults__", (emptied,))
    assert judged(case(check.rule.bad).files, check.rule.code) == []


def test_every_rule_has_three_bad_and_three_good_cases() -> None:
    assert set(ALL) == {rule.code for rule in RULES} - {"ED015"}  # links are judged on a disk, in the store
    assert all(len(bad) >= 3 and len(good) >= 3 for bad, good in ALL.values())


def test_every_rule_has_its_own_code_and_name_and_says_why() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.reason and rule.summary.endswith(".") and rule.reason.endswith(".") for rule in RULES)
