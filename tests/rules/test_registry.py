"""Every rule is documented, has cases, and reports nothing without its check; one run reports everything."""

from pathlib import Path
from typing import Any, cast

import pytest

from eventdocs import rules
from eventdocs.commands.check import check_catalog
from eventdocs.model.diagnostics import Rule
from eventdocs.rules import prevents_build, registry
from eventdocs.rules.checks import CatalogCheck, Check, EventCheck
from eventdocs.rules.registry import CHECKS, RULES
from eventdocs.store.checked_catalog import explain_errors, read_checked_catalog
from tests.conftest import EVENT, Write
from tests.rules import (
    test_characters,
    test_consistency,
    test_declarations,
    test_endings,
    test_form_rules,
    test_glossary,
    test_groups,
    test_identifiers,
    test_identity,
    test_labels,
    test_ledgers,
    test_markup,
    test_numbers,
    test_placeholders,
    test_quotes,
    test_references,
    test_sections,
    test_settings,
    test_sources,
    test_style,
    test_translations,
    test_typography,
)
from tests.rules.catalogs import all_findings, bad_cases, findings, parse_case

# They need a disk: tests/store/test_catalog_files.py, tests/rules/test_templates.py
ON_DISK = {"ED015", "ED017", "ED018", "ED130", "ED131", "ED132", "ED135"}
CASES = {
    **test_characters.CASES,
    **test_consistency.CASES,
    **{code: test_declarations.CASES[code] for code in ("ED117", "ED126")},
    **test_form_rules.CASES,
    **test_endings.CASES,
    **test_glossary.CASES,
    **test_groups.CASES,
    **test_identifiers.CASES,
    **test_identity.CASES,
    **test_labels.CASES,
    **test_ledgers.CASES,
    **test_markup.CASES,
    **test_numbers.CASES,
    **test_placeholders.CASES,
    **test_quotes.CASES,
    **test_references.CASES,
    **test_sections.CASES,
    **test_settings.CASES,
    **test_sources.CASES,
    **test_style.CASES,
    **test_translations.CASES,
    **test_typography.CASES,
}


def test_every_rule_has_three_bad_and_three_good_cases() -> None:
    assert set(CASES) == {rule.code for rule in RULES} - ON_DISK
    assert all(len(bad) >= 3 and len(good) >= 3 for bad, good in CASES.values())


@pytest.mark.parametrize(("code", "text"), bad_cases(CASES))
def test_every_bad_case_marks_the_characters_of_a_finding(code: str, text: str) -> None:
    assert parse_case(text).marks


def test_every_rule_has_a_unique_code_and_name_and_gives_its_reason() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.reason and rule.summary.endswith(".") and rule.reason.endswith(".") for rule in RULES)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.bad], ids=lambda rule: rule.code)
def test_the_examples_of_a_rule_are_a_bad_and_a_good_case(rule: Rule) -> None:
    assert findings(parse_case(rule.bad).files, rule.code)
    found = all_findings(parse_case(rule.good).files)
    assert [finding for finding in found if finding.rule is rule or prevents_build(finding)] == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.rule.code)
def test_a_rule_reports_nothing_without_its_check(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    checks = tuple(
        cast("Any", other)._replace(run=lambda *values: iter(())) if other.rule is check.rule else other
        for other in CHECKS
    )
    structure = tuple(other for other in checks if isinstance(other, CatalogCheck | EventCheck))
    events = tuple(other for other in checks if isinstance(other, EventCheck))
    monkeypatch.setattr(rules, "STRUCTURE_CHECKS", structure)
    monkeypatch.setattr(rules, "EVENT_CHECKS", events)
    monkeypatch.setattr(registry.check_texts, "__defaults__", (checks,))
    assert findings(parse_case(check.rule.bad).files, check.rule.code) == []


@pytest.mark.parametrize(("code", "text"), bad_cases(CASES))
def test_a_build_reports_the_same_with_one_event_in_memory(code: str, text: str, tmp_path: Path) -> None:
    for name, data in {**parse_case(text).files, "events/8-other.yaml": b"id: 8\nname: Other\n"}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    (tmp_path / "events/link.yaml").symlink_to("/nowhere")
    loaded = read_checked_catalog(tmp_path)
    explained, count = explain_errors(tmp_path)
    if loaded.catalog.settings.trees:
        assert (explained, count) == (loaded.diagnostics, len(loaded.catalog.events))
    assert [error.location for error in explained] == [error.location for error in loaded.diagnostics]


def test_a_valid_catalog_has_no_findings(catalog: Write) -> None:
    assert check_catalog(catalog()).diagnostics == []


def test_one_run_reports_the_errors_of_all_files(catalog: Write) -> None:
    files: dict[str, str | bytes] = {
        "events/1.yaml": "id: [\n",
        "events/2.yaml": EVENT.replace("id: 7", "id: 2").replace("level: error", "level: eror"),
        "events/3.yaml": b"\xff",
        "events/4.yaml": EVENT.replace("id: 7", "id: 4").replace("channel: analytic", "channel: nowhere"),
        "labels/xx-XX.yaml": "headings: {a: b}\n",
    }
    diagnostics = check_catalog(catalog(files)).diagnostics
    assert {(finding.location.file, finding.rule.code) for finding in diagnostics} >= {
        ("events/1.yaml", "ED001"),
        ("events/2.yaml", "ED012"),
        ("events/3.yaml", "ED002"),
        ("events/4.yaml", "ED111"),
        ("labels/xx-XX.yaml", "ED010"),
        ("labels/xx-XX.yaml", "ED103"),
    }


def test_a_finding_has_the_key_of_its_event_its_locale_and_its_field(catalog: Write) -> None:
    files: dict[str, str | bytes] = {
        "events/7-diskfull.yaml": EVENT.replace("message: O disco", "mesage: O disco")
    }
    by_code = {finding.rule.code: finding for finding in check_catalog(catalog(files)).diagnostics}
    unknown_key, missing = by_code["ED010"], by_code["ED202"]
    assert (unknown_key.event, unknown_key.locale, unknown_key.field) == (
        "7",
        "pt-BR",
        "strings.pt-BR.mesage",
    )
    assert (missing.event, missing.locale, missing.field) == ("7", "pt-BR", "strings.pt-BR")
