"""Rules about rule settings and allowances; ⟦ ⟧ marks the characters that a rule must report."""

import pytest

from eventdocs.commands.check import check_catalog
from eventdocs.rules.translations import COPIED_SOURCE
from tests import conftest
from tests.conftest import Write
from tests.rules.catalogs import (
    EVENT,
    EVENT_FILE,
    HEADER,
    Cases,
    bad_cases,
    catalog_file,
    findings,
    good_cases,
    parse_case,
    source_strings,
    unreported_marks,
)

CASES: Cases = {
    "ED115": (
        [
            catalog_file(HEADER + "rules: [{rule: ⟦ED999⟧, severity: off}]\n"),
            source_strings("{message: A., about: {message: {allow: {ED99: ⟦why⟧}}}}"),
            catalog_file(HEADER + "rules: [{rule: ED501, severity: off}, {rule: ⟦ED998⟧, severity: info}]\n"),
        ],
        [
            catalog_file(HEADER + "rules: [{rule: ED501, severity: off}]\n"),
            source_strings("{message: A., about: {message: {allow: {ED501: why}}}}"),
            EVENT,
        ],
    ),
    "ED116": (
        [
            source_strings("{message: A., about: {message: {allow: {ED503: ⟦why⟧}}}}"),
            source_strings("{cause: A  b., about: {cause: {allow: {ED503: w, ED504: ⟦why⟧}}}}"),
            source_strings("{cause: A  b., about: {description: {allow: {ED503: ⟦why⟧}}}}"),
        ],
        [
            source_strings("{cause: A  b., about: {cause: {allow: {ED503: why}}}}"),
            source_strings("{cause: [A., B  c.], about: {cause: {allow: {ED503: why}}}}"),
            source_strings("{message: A., about: {message: {comment: x}}}"),
        ],
    ),
}


@pytest.mark.parametrize(("code", "text"), bad_cases(CASES))
def test_a_rule_reports_the_marked_characters_of_a_bad_case(code: str, text: str) -> None:
    assert unreported_marks(text, code) == []


@pytest.mark.parametrize(("code", "text"), good_cases(CASES))
def test_a_rule_reports_nothing_in_a_good_case(code: str, text: str) -> None:
    assert findings(parse_case(text).files, code) == []


def test_a_catalog_sets_severities_by_rule_locale_and_path(catalog: Write) -> None:
    bad = conftest.EVENT.replace("O disco está cheio.", "The disk is full.")

    def severities(rules: str) -> list[str]:
        files: dict[str, str | bytes] = {
            EVENT_FILE: bad,
            "catalog.yaml": conftest.CATALOG + f"    rules: [{rules}]\n",
        }
        diagnostics = check_catalog(catalog(files)).diagnostics
        return [finding.severity.value for finding in diagnostics if finding.rule.code == "ED204"]

    assert severities("{rule: ED501, severity: off}") == ["warning"]
    assert severities("{rule: ED204, severity: error}") == ["error"]
    assert severities("{rule: ED204, severity: off}") == []
    assert severities("{rule: ED204, severity: off, locales: [pt-BR]}") == []
    assert severities("{rule: ED204, severity: off, paths: [events/7-*]}") == []
    assert severities("{rule: ED204, severity: off, locales: [ar], paths: ['*']}") == ["warning"]
    assert severities("{rule: ED204, severity: off, paths: [labels/*]}") == ["warning"]
    assert severities("{rule: ED204, severity: off}, {rule: ED204, severity: info}") == ["info"]


def test_an_allowance_accepts_the_findings_of_one_rule_in_one_string(catalog: Write) -> None:
    bad = conftest.EVENT.replace("O disco está cheio.", "The disk is full.")
    allowed = bad + "        about: {description: {allow: {ED204: a quotation}}}\n"
    codes = [finding.rule.code for finding in check_catalog(catalog({EVENT_FILE: allowed})).diagnostics]
    assert "ED204" not in codes
    assert "ED116" not in codes


@pytest.mark.parametrize("setting", ["{rule: ED204, severity: of}", "{rule: ED204}", "{severity: info}", "x"])
def test_a_setting_without_a_valid_severity_changes_nothing(setting: str, catalog: Write) -> None:
    folder = catalog({
        "catalog.yaml": f"source_locale: en-US\nlocales: [en-US, pt-BR]\nrules: [{setting}]\n",
        "events/8.yaml": "id: 8\nname: A\nstrings: {en-US: {note: The disk is full.}, pt-BR: {note: The disk is full.}}\n",
    })  # fmt: skip
    found = {finding.rule.code: finding.severity for finding in check_catalog(folder).diagnostics}
    assert found["ED204"] is COPIED_SOURCE.severity
    assert found.keys() & {"ED011", "ED012", "ED013"}


@pytest.mark.parametrize("rule", ["ED503", "doubled-space"])
def test_settings_and_allowances_take_the_code_or_the_name_of_a_rule(rule: str) -> None:
    text = source_strings("{cause: A  b.}")
    assert len(findings(parse_case(text).files, "ED503")) == 1
    setting = f"# catalog.yaml\n{HEADER}rules: [{{rule: {rule}, severity: off}}]\n# {EVENT_FILE}\n{text}"
    allowance = source_strings(f"{{cause: A  b., about: {{cause: {{allow: {{{rule}: why}}}}}}}}")
    for changed in (setting, allowance):
        assert findings(parse_case(changed).files, "ED503") == []
        assert findings(parse_case(changed).files, "ED115") == []
        assert findings(parse_case(changed).files, "ED116") == []


def test_the_last_setting_wins_whether_it_has_the_code_or_the_name_of_the_rule() -> None:
    text = source_strings("{cause: A  b.}")
    for rules, expected in (
        ("{rule: doubled-space, severity: off}, {rule: ED503, severity: error}", ["error"]),
        ("{rule: ED503, severity: off}, {rule: doubled-space, severity: info}", ["info"]),
        ("{rule: ED503, severity: error}, {rule: doubled-space, severity: off}", []),
    ):
        case = f"# catalog.yaml\n{HEADER}rules: [{rules}]\n# {EVENT_FILE}\n{text}"
        assert [each.severity for each in findings(parse_case(case).files, "ED503")] == expected


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("ED999", "use a code that `eventdocs check` prints, or a rule's name"),
        ("doubled-spaces", "did you mean `doubled-space`?"),
    ],
)
def test_a_name_gets_a_suggestion_and_a_code_does_not(name: str, hint: str) -> None:
    """All codes are similar: `ED509` is no more likely than others for `ED999`."""
    case = f"# catalog.yaml\n{HEADER}rules: [{{rule: {name}, severity: off}}]\n# {EVENT_FILE}\n{EVENT}"
    assert [each.hint for each in findings(parse_case(case).files, "ED115")] == [hint]
