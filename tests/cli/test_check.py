"""`eventdocs check` reports findings, sets its exit code, accepts and fixes according to its options."""

import json
from pathlib import Path
from textwrap import dedent

import pytest

from eventdocs.commands.check import check_catalog
from eventdocs.formats.baseline import write as write_baseline
from eventdocs.reports.fingerprint import identity
from eventdocs.store.checked_catalog import build_errors, explain_errors
from tests.conftest import CATALOG, EVENT, Run, Write

E7 = "events/7-diskfull.yaml"
BAD = {E7: EVENT.replace("O disco %1 está", "O disco % 1  está")}


@pytest.mark.parametrize(("option", "code"), [("error", 1), ("warning", 1), ("info", 1), ("never", 0)])
def test_fail_on_is_the_lowest_severity_that_fails(option: str, code: int, catalog: Write, run: Run) -> None:
    assert run("check", catalog(BAD), "--fail-on", option).code == code


def test_warnings_fail_only_on_request(catalog: Write, run: Run) -> None:
    folder = catalog({E7: EVENT.replace("O disco %1 está", "O disco %1  está")})
    assert run("check", folder).code == 0
    assert run("check", folder, "--fail-on", "warning").code == 1


def test_a_report_goes_to_a_file_and_the_summary_to_stderr(catalog: Write, run: Run, tmp_path: Path) -> None:
    outcome = run("check", catalog(BAD), "--report", f"json={tmp_path}/out/report.json")
    found = json.loads((tmp_path / "out/report.json").read_text("utf-8"))["diagnostics"]
    assert [each["code"] for each in found] == ["ED302", "ED503"]
    assert outcome.out == ""
    assert "1 error, 1 warning" in outcome.err


def test_a_baseline_accepts_old_findings_and_new_ones_are_reported(
    catalog: Write, run: Run, tmp_path: Path
) -> None:
    folder, baseline = catalog(BAD), tmp_path / "baseline"
    assert run("check", folder, "--baseline", baseline, "--update-baseline").code == 0
    before = baseline.read_bytes()
    outcome = run("check", folder, "--baseline", baseline)
    assert (outcome.code, outcome.out) == (0, "")
    moved = "# a new first line\n" + EVENT.replace("O disco %1 está", "O disco % 1  está").replace(
        "O disco está cheio.", "The disk is full."
    )
    catalog({E7: moved})
    outcome = run("check", folder, "--baseline", baseline)
    assert "ED204" in outcome.out
    assert "ED302" not in outcome.out
    assert baseline.read_bytes() == before


def test_obsolete_entries_of_a_baseline_are_counted(catalog: Write, run: Run, tmp_path: Path) -> None:
    baseline = tmp_path / "baseline"
    run("check", catalog(BAD), "--baseline", baseline, "--update-baseline")
    assert "2 obsolete entries" in run("check", catalog({E7: EVENT}), "--baseline", baseline).err


@pytest.mark.parametrize("content", [b"\xff", b"not a baseline\n"])
def test_an_invalid_baseline_is_an_error(content: bytes, catalog: Write, run: Run, tmp_path: Path) -> None:
    (tmp_path / "baseline").write_bytes(content)
    outcome = run("check", catalog(), "--baseline", tmp_path / "baseline")
    assert outcome.code == 2
    assert "write a new one with --update-baseline" in outcome.err


def test_a_missing_baseline_and_an_update_without_one_are_errors(
    catalog: Write, run: Run, tmp_path: Path
) -> None:
    assert run("check", catalog(), "--baseline", tmp_path / "none").code == 3
    assert run("check", catalog(), "--update-baseline").code == 2


def test_fix_applies_fixes_and_reports_the_rest(catalog: Write, run: Run) -> None:
    folder = catalog({E7: BAD[E7].replace("O disco está cheio.", "O  disco está cheio.")})
    outcome = run("check", folder, "--fix")
    assert outcome.code == 0
    assert "2 findings fixed in 1 file" in outcome.err
    assert "description: O disco está cheio." in (folder / E7).read_text("utf-8")
    assert "message: O disco %1  está cheio." in (folder / E7).read_text("utf-8")


def test_locales_match_in_any_case_and_an_unknown_one_is_an_error(catalog: Write, run: Run) -> None:
    folder = catalog(BAD)
    assert run("check", folder, "--locale", "en-us").out == ""
    assert "ED302" in run("check", folder, "--locale", "PT-br").out
    outcome = run("check", folder, "--locale", "pt-PT")
    assert (outcome.code, "did you mean `pt-BR`?" in outcome.err) == (2, True)


def test_several_reports_are_written_in_one_run_and_an_unknown_one_is_an_error(
    catalog: Write, run: Run, tmp_path: Path
) -> None:
    outcome = run("check", catalog(BAD), "--report", "github", "--report", f"junit={tmp_path}/a.xml")
    assert outcome.out.startswith("::error file=")
    assert (tmp_path / "a.xml").read_text("utf-8").startswith("<?xml")
    refused = run("check", catalog(BAD), "--report", "jsn")
    assert (refused.code, "did you mean `json`?" in refused.err) == (2, True)


# Errors that prevent a build: the file, its text, the position and code of the finding.
UNBUILDABLE = [
    pytest.param(E7, "id: [", f"{E7}:1:6 ED001", id="event"),
    pytest.param(E7, EVENT.replace("analytic", "nowhere"), f"{E7}:4:10 ED111", id="reference"),
    pytest.param("labels/pt-BR.yaml", "headings: [", "labels/pt-BR.yaml:1:12 ED001", id="labels"),
    pytest.param("glossary.yaml", "terms: [", "glossary.yaml:1:9 ED001", id="glossary"),
    pytest.param("catalog.yaml", "source_locale: [", "catalog.yaml:1:17 ED001", id="catalog"),
    pytest.param("catalog.yaml", "source_locale: en-US\n", "catalog.yaml:1:1 ED013", id="no locales"),
]


@pytest.mark.parametrize(("file", "text", "finding"), UNBUILDABLE)
def test_a_locale_filter_never_hides_an_error_that_prevents_a_build(
    file: str, text: str, finding: str, catalog: Write, run: Run, tmp_path: Path
) -> None:
    folder = catalog({file: text})
    assert run("build", folder, "-o", tmp_path / "site").code == 1
    for locale in ("pt-BR", "en-us"):
        outcome = run("check", folder, "--locale", locale)
        assert outcome.code == 1
        assert f"{folder}/{finding} " in outcome.out


@pytest.mark.parametrize(("file", "text", "finding"), UNBUILDABLE)
def test_a_baseline_never_accepts_an_error_that_prevents_a_build(
    file: str, text: str, finding: str, catalog: Write, run: Run, tmp_path: Path
) -> None:
    folder, baseline = catalog({file: text}), tmp_path / "baseline"
    for option in (["--update-baseline"], []):
        outcome = run("check", folder, "--baseline", baseline, *option)
        assert outcome.code == 1
        assert f"{folder}/{finding} " in outcome.out
    assert finding[-5:] not in baseline.read_text("utf-8")


def test_a_baseline_of_an_older_version_does_not_accept_an_error_that_prevents_a_build(
    catalog: Write, run: Run, tmp_path: Path
) -> None:
    folder, baseline = catalog({E7: EVENT.replace("analytic", "nowhere")}), tmp_path / "baseline"
    accepted = [identity(finding) for finding in check_catalog(folder).diagnostics]
    baseline.write_bytes(write_baseline(accepted))
    outcome = run("check", folder, "--baseline", baseline)
    assert outcome.code == 1
    assert "ED111" in outcome.out


@pytest.mark.parametrize("setting", ["severity: off", "severity: info", "severity: off, paths: ['events/*']"])
def test_a_setting_never_hides_an_error_that_prevents_a_build(
    setting: str, catalog: Write, run: Run, tmp_path: Path
) -> None:
    settings = f"rules: [{{rule: ED111, {setting}}}]\n"
    folder = catalog(
        {"catalog.yaml": dedent(CATALOG).lstrip() + settings, E7: EVENT.replace("analytic", "nowhere")}
    )
    assert run("build", folder, "-o", tmp_path / "site").code == 1
    outcome = run("check", folder)
    assert outcome.code == 1
    assert f"{folder}/{E7}:4:10 ED111" in outcome.out


def test_findings_that_prevent_a_build_are_those_that_a_build_reports(catalog: Write) -> None:
    files = {
        E7: EVENT.replace("O disco", "The disk"),
        "events/8-other.yaml": "id: 8\nname: [x]\nstrings: {}\n",
    }
    folder = catalog({**files, "events/9-other.yaml": EVENT.replace("error", "eror")})
    found, _ = explain_errors(folder)
    everything = check_catalog(folder).diagnostics
    assert build_errors(everything) == build_errors(found)
    assert len(everything) > len(found) > 1


@pytest.mark.parametrize(
    ("old", "new", "code", "end"),
    [
        ("level: error", "level: eror", 1, "1 event, 1 error; cannot be built\n"),
        ("O disco %1", "O disco % 1", 0, "1 event, 1 error; can be built\n"),
        ("level: error", "level: warning", 0, "1 event, no findings\n"),
    ],
)
def test_the_last_line_shows_whether_errors_prevent_a_build(
    old: str, new: str, code: int, end: str, catalog: Write, run: Run, tmp_path: Path
) -> None:
    folder = catalog({"events/7-diskfull.yaml": EVENT.replace(old, new)})
    assert run("check", folder).err.endswith(end)
    assert run("build", folder, "-o", tmp_path / "site").code == code
