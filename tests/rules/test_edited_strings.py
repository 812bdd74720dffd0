"""An error of the checker prevents an edit; its other findings about the string are reported."""

from pathlib import Path

import pytest

from eventdocs.model.ledger import State
from eventdocs.rules.edited_strings import CheckedEdit, Finding, checked_edit
from eventdocs.store.catalog import read_catalog
from eventdocs.translations.segments import segments
from tests.conftest import CATALOG, EVENT, Write


def checked(folder: Path, *texts: str) -> CheckedEdit:
    catalog = read_catalog(folder).catalog
    string = [each for each in segments(catalog, "pt-BR") if each.pair.key == "7:message"]
    return checked_edit(catalog, "pt-BR", string, texts, State.TRANSLATED, "ana")


def codes(found: CheckedEdit) -> list[tuple[str, str]]:
    return [(each.severity, each.code) for each in found.findings]


def test_a_valid_text_is_an_edit_without_findings(catalog: Write) -> None:
    found = checked(catalog(), "O disco %1 encheu.")
    assert found.merged is not None
    assert [edit.segments for edit in found.merged.edits] == [("O disco %1 encheu.",)]
    assert found.findings == []


def test_a_warning_does_not_prevent_an_edit(catalog: Write) -> None:
    found = checked(catalog(), "O disco %1  encheu.")
    assert found.merged is not None
    assert found.merged.edits
    assert codes(found) == [("warning", "ED503")]


@pytest.mark.parametrize("text", ["O disco encheu.", "O disco %1 %2 encheu."])
def test_an_error_prevents_it(text: str, catalog: Write) -> None:
    found = checked(catalog(), text)
    assert found.merged is None
    assert codes(found) == [("error", "ED301")]
    assert "%" in found.findings[0].message


def test_a_text_that_is_too_long_reaches_no_rule(catalog: Write) -> None:
    found = checked(catalog(), "x" * 200_000)
    assert found.merged is None
    assert len(found.findings) == 1


def test_what_has_no_code_is_an_error_too(catalog: Write) -> None:
    assert checked(catalog(), "").findings == [Finding("error", "", "the text is not translated yet")]


def test_an_error_of_a_rule_about_the_event_prevents_it(catalog: Write) -> None:
    term = "terms:\n  - {term: Disk, keep: yes}\n"
    found = checked(catalog({"glossary.yaml": term}), "O disco %1 encheu.")
    assert found.merged is None
    assert ("error", "ED522") in codes(found)
    assert checked(catalog({"glossary.yaml": term}), "O Disk %1 encheu.").merged is not None


def test_findings_about_other_strings_are_left_out(catalog: Write) -> None:
    folder = catalog()
    path = folder / "events/7-diskfull.yaml"
    path.write_text(path.read_text("utf-8").replace("O disco está cheio.", "O disco  está cheio"), "utf-8")
    assert checked(folder, "O disco %1 encheu.").findings == []
    other = EVENT.replace("id: 7", "id: 8").replace("está cheio", "está  cheio")
    assert checked(catalog({"events/8.yaml": other}), "O disco %1 encheu.").findings == []


def test_severities_of_the_catalog_count(catalog: Write) -> None:
    settings = CATALOG + "    rules: [{rule: ED503, severity: error}, {rule: ED301, severity: warning}]\n"
    folder = catalog({"catalog.yaml": settings})
    assert checked(folder, "O disco %1  encheu.").merged is None
    allowed = checked(folder, "O disco encheu.")
    assert allowed.merged is not None
    assert codes(allowed) == [("warning", "ED301")]
