"""Check returns all findings with exact positions, filtered by locale or by a baseline."""

from pathlib import Path
from time import process_time

import pytest

from eventdocs.cli.check import REPORTS
from eventdocs.commands.check import check_catalog, filter_locales, new_since_baseline, write_baseline
from eventdocs.formats.baseline import write as baseline_text
from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.reports.fingerprint import identity
from tests.conftest import CATALOG, EVENT, Run, Write

E7 = "events/7-diskfull.yaml"
TWO_SPACES = EVENT.replace("O disco %1 está", "O disco %1  está")
UNKNOWN_CHANNEL = TWO_SPACES.replace("channel: analytic", "channel: nowhere")


def codes(findings: object) -> list[str]:
    assert isinstance(findings, list)
    return [finding.rule.code for finding in findings]


def test_a_finding_is_located_at_the_characters_that_it_is_about(catalog: Write) -> None:
    (finding,) = check_catalog(catalog({E7: TWO_SPACES})).diagnostics
    location = finding.location
    line = (catalog({E7: TWO_SPACES}) / E7).read_text("utf-8").splitlines()[location.line - 1]
    assert line[location.column - 1 : location.end_column - 1].strip() == ""
    assert location.column - 1 == line.index("  está")


def test_a_file_that_cannot_be_parsed_does_not_hide_findings_in_others(catalog: Write) -> None:
    folder = catalog({E7: TWO_SPACES, "events/8-broken.yaml": "id: ["})
    assert set(codes(check_catalog(folder).diagnostics)) == {"ED001", "ED503"}


def test_without_settings_the_rules_are_not_run(catalog: Write) -> None:
    assert set(codes(check_catalog(catalog({"catalog.yaml": "locales: ["})).diagnostics)) == {"ED001"}


def test_a_locale_filter_keeps_errors_that_prevent_a_build(catalog: Write) -> None:
    three = CATALOG.replace("[en-US, pt-BR]", "[en-US, fr-FR, pt-BR]")
    loaded = check_catalog(catalog({"catalog.yaml": three, E7: UNKNOWN_CHANNEL}))
    assert "ED503" in codes(filter_locales(loaded, ["PT-br"]))
    assert codes(filter_locales(loaded, ["en-US"])) == ["ED111"]
    assert filter_locales(loaded, []) == loaded.diagnostics
    with pytest.raises(EventdocsError, match="locale `ja-JP`"):
        filter_locales(loaded, ["ja-JP"])


def test_a_baseline_accepts_each_finding_once_and_reports_entries_without_one(
    catalog: Write, tmp_path: Path
) -> None:
    path = tmp_path / "baseline"
    findings = check_catalog(catalog({E7: TWO_SPACES})).diagnostics
    assert write_baseline(path, findings) == (findings, [])
    assert new_since_baseline(path, findings) == ([], 0)
    assert new_since_baseline(path, [*findings, *findings]) == (findings, 0)
    assert new_since_baseline(path, []) == ([], 1)


def test_a_baseline_never_accepts_errors_that_prevent_a_build(catalog: Write, tmp_path: Path) -> None:
    path = tmp_path / "baseline"
    accepted, refused = write_baseline(path, check_catalog(catalog({E7: UNKNOWN_CHANNEL})).diagnostics)
    assert (codes(accepted), codes(refused)) == (["ED503"], ["ED111"])
    path.write_bytes(baseline_text(identity(finding) for finding in (*accepted, *refused)))
    assert new_since_baseline(path, [*accepted, *refused]) == (refused, 1)


SPACES = 2_000
MANY_SPACES = f"""
    id: 7
    name: DiskFull
    strings:
      en-US: {{description: {"a  " * SPACES}b}}
      pt-BR: {{description: b}}
"""


@pytest.mark.parametrize("report", REPORTS)
def test_every_report_shows_the_first_findings_and_counts_the_others(
    report: str, catalog: Write, run: Run
) -> None:
    outcome = run("check", catalog({"events/7-diskfull.yaml": MANY_SPACES}), "--report", report)
    assert "1,900 more ED503 findings in this file are not shown" in outcome.out.replace("\\", "")
    assert outcome.out.count("ED503") <= 310
    assert f"{SPACES + 1} warnings" in outcome.err  # the text is also too long


def test_hidden_findings_count_for_the_exit_code_a_baseline_and_fixes(
    catalog: Write, tmp_path: Path, run: Run
) -> None:
    folder = catalog({"events/7-diskfull.yaml": MANY_SPACES})
    assert run("check", folder, "--fail-on", "warning").code == Exit.FINDINGS
    baseline = tmp_path / "baseline"
    assert run("check", folder, "--baseline", baseline, "--update-baseline").code == Exit.CLEAN
    assert baseline.read_text().count("ED503") == SPACES
    outcome = run("check", folder, "--baseline", baseline, "--fail-on", "info")
    assert (outcome.code, outcome.out) == (Exit.CLEAN, "")
    assert f"{SPACES} findings fixed" in run("check", folder, "--fix").err


def test_findings_are_located_in_texts_on_many_lines(catalog: Write) -> None:
    """The text is located in the file once, and not for each finding."""
    lines = "".join(f"\n          {'ab  ' * 20}" for _ in range(500))
    event = f"id: 7\nname: DiskFull\nstrings:\n  en-US:\n    description: |-{lines.replace('          ', '      ')}\n"
    start = process_time()
    found = check_catalog(catalog({"events/7-diskfull.yaml": event})).diagnostics
    spaces = [finding.location for finding in found if finding.rule.code == "ED503"]
    assert process_time() - start < 20
    assert len(spaces) > 9_000
    assert (spaces[0].line, spaces[0].column) == (6, 9)
    assert spaces == sorted(spaces)
