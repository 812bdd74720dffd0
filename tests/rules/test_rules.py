"""What all rules share: one run, one order, findings that know where they belong."""

from eventdocs.commands.check import check_catalog
from tests.conftest import CATALOG, EVENT, Write

E7 = "events/7-diskfull.yaml"


def test_a_sound_catalog_has_no_findings(catalog: Write) -> None:
    assert check_catalog(catalog()).diagnostics == []


def test_all_faults_of_all_files_are_found_in_one_run(catalog: Write) -> None:
    files: dict[str, str | bytes] = {
        "events/1.yaml": "id: [\n",
        "events/2.yaml": EVENT.replace("id: 7", "id: 2").replace("level: error", "level: eror"),
        "events/3.yaml": b"\xff",
        "events/4.yaml": EVENT.replace("id: 7", "id: 4").replace("channel: analytic", "channel: nowhere"),
        "labels/xx-XX.yaml": "headings: {a: b}\n",
    }
    found = {(f.location.file, f.rule.code) for f in check_catalog(catalog(files)).diagnostics}
    assert found >= {
        ("events/1.yaml", "ED001"),
        ("events/2.yaml", "ED012"),
        ("events/3.yaml", "ED002"),
        ("events/4.yaml", "ED111"),
        ("labels/xx-XX.yaml", "ED010"),
        ("labels/xx-XX.yaml", "ED103"),
    }


def test_findings_know_event_locale_and_field(catalog: Write) -> None:
    files: dict[str, str | bytes] = {E7: EVENT.replace("message: O disco", "mesage: O disco")}
    found = {each.rule.code: each for each in check_catalog(catalog(files)).diagnostics}
    assert (found["ED010"].event, found["ED010"].locale, found["ED010"].field) == (
        "7",
        "pt-BR",
        "strings.pt-BR.mesage",
    )
    assert (found["ED202"].event, found["ED202"].locale, found["ED202"].field) == (
        "7",
        "pt-BR",
        "strings.pt-BR",
    )


def test_a_catalog_sets_severities_by_rule_locale_and_path(catalog: Write) -> None:
    bad = EVENT.replace("O disco está cheio.", "The disk is full.")

    def severities(rules: str) -> list[str]:
        files: dict[str, str | bytes] = {E7: bad, "catalog.yaml": CATALOG + f"    rules: [{rules}]\n"}
        found = check_catalog(catalog(files)).diagnostics
        return [each.severity.value for each in found if each.rule.code == "ED204"]

    assert severities("{rule: ED501, severity: off}") == ["warning"]
    assert severities("{rule: ED204, severity: error}") == ["error"]
    assert severities("{rule: ED204, severity: off}") == []
    assert severities("{rule: ED204, severity: off, locales: [pt-BR]}") == []
    assert severities("{rule: ED204, severity: off, paths: [events/7-*]}") == []
    assert severities("{rule: ED204, severity: off, locales: [ar], paths: ['*']}") == ["warning"]
    assert severities("{rule: ED204, severity: off, paths: [labels/*]}") == ["warning"]
    assert severities("{rule: ED204, severity: off}, {rule: ED204, severity: info}") == ["info"]


def test_an_allowance_accepts_the_findings_of_one_rule_in_one_string(catalog: Write) -> None:
    bad = EVENT.replace("O disco está cheio.", "The disk is full.")
    allowed = bad + "        about: {description: {allow: {ED204: a quotation}}}\n"
    codes = [each.rule.code for each in check_catalog(catalog({E7: allowed})).diagnostics]
    assert "ED204" not in codes
    assert "ED116" not in codes
