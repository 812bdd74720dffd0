"""`eventdocs translations export` and `import` print what they write, import and reject."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import EVENT, Run, Write

E7 = "events/7-diskfull.yaml"


def test_the_import_of_an_unchanged_file_imports_no_rules_and_no_templates(
    catalog: Write, run: Run, tmp_path: Path
) -> None:
    folder, file = catalog(), tmp_path / "pt.po"
    run("translations", "accept", folder)
    run("translations", "export", folder, "--locale", "pt-BR", "-o", file)
    arguments = ["eventdocs", "translations", "import", str(folder), str(file)]
    code = (
        f"import atexit, sys; sys.argv = {arguments}; atexit.register(lambda: print(*sys.modules)); "
        "from eventdocs.__main__ import run; run()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "0 imported, 2 unchanged" in done.stderr
    modules = {*done.stdout.split()}
    assert "eventdocs.rules.sound_merge" in modules
    assert not {"eventdocs.rules.registry", "jinja2"} & modules


def test_an_unchanged_file_changes_nothing(catalog: Write, run: Run, tmp_path: Path) -> None:
    folder, file = catalog(), tmp_path / "pt-BR.po"
    exported = run("translations", "export", folder, "--locale", "pt-BR", "-o", file)
    assert (exported.code, exported.err) == (0, f"{file}: written\n")
    imported = run("translations", "import", folder, file)
    assert imported.code == 0
    assert imported.err.endswith(f"{folder}: 0 files changed\n")


def test_a_rejected_text_is_printed_with_its_reason_and_the_command_fails(
    catalog: Write, run: Run, tmp_path: Path
) -> None:
    folder, file = catalog(), tmp_path / "pt-BR.po"
    run("translations", "export", folder, "--locale", "pt-BR", "-o", file)
    file.write_text(file.read_text("utf-8").replace("O disco %1 está", "O disco está"), "utf-8")
    outcome = run("translations", "import", folder, file)
    assert outcome.code == 1
    line = file.read_text("utf-8").split("\n").index('msgctxt "7:message"') + 1
    assert outcome.out == f"{file}:{line}: 7:message rejected: ED301 the translation is missing `%1`\n"
    assert f"{file}: pt-BR: 0 imported, 1 unchanged, 0 conflicting, 1 rejected\n" in outcome.err


def test_a_dry_run_prints_the_changes(catalog: Write, run: Run, tmp_path: Path) -> None:
    folder, file = catalog(), tmp_path / "pt-BR.po"
    run("translations", "export", folder, "--locale", "pt-BR", "-o", file)
    file.write_text(file.read_text("utf-8").replace("está cheio", "encheu"), "utf-8")
    before = (folder / E7).read_text("utf-8")
    outcome = run("translations", "import", folder, file, "--dry-run")
    assert outcome.err.endswith(" would change\n")
    assert (folder / E7).read_text("utf-8") == before


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--only", "99"), "there is no event or string `99`"),
        (("--path", "event/*"), "no event file matches `event/*`"),
    ],
)
def test_a_filter_that_cannot_match_is_an_error(
    options: tuple[str, str], message: str, catalog: Write, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "pt-BR.po"
    outcome = run("translations", "export", catalog(), "--locale", "pt-BR", *options, "-o", file)
    assert (outcome.code, file.exists()) == (2, False)
    assert message in outcome.err


@pytest.mark.parametrize(
    ("name", "options", "start"),
    [
        ("a.xlf", (), "<?xml"),
        ("a.csv", (), "\ufeffeventdocs"),
        ("a.doc", ("--format", "po"), "#"),
        ("a.xlf", ("--format", "xliff12"), "<?xml"),
    ],
)
def test_the_ending_of_the_file_chooses_the_format(
    name: str, options: tuple[str, ...], start: str, catalog: Write, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / name
    assert run("translations", "export", catalog(), "--locale", "pt-BR", *options, "-o", file).code == 0
    assert file.read_text("utf-8").startswith(start)


def test_an_unknown_ending_needs_a_format(catalog: Write, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.doc"
    outcome = run("translations", "export", catalog(), "--locale", "pt-BR", "-o", file)
    assert (outcome.code, file.exists()) == (2, False)
    assert "known endings: .po, .pot, .xlf" in outcome.err


def test_an_export_has_only_the_chosen_events(catalog: Write, run: Run, tmp_path: Path) -> None:
    other = EVENT.replace("id: 7", "id: 8").replace("The disk is full.", "The disk is slow.")
    folder, file = catalog({"events/8.yaml": other}), tmp_path / "pt-BR.po"
    run("translations", "export", folder, "--locale", "pt-BR", "--only", "8", "-o", file)
    assert "The disk is slow." in file.read_text("utf-8")
    assert "The disk is full." not in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "options", "start"),
    [
        ("a.po", (), 'msgctxt "7:message"'),
        ("a.xlf", (), "<unit "),
        ("b.xlf", ("--format", "xliff12"), "<trans-unit "),
        ("a.csv", (), "7:message,"),
    ],
)
def test_reports_name_the_line_of_a_rejected_text(
    name: str, options: tuple[str, ...], start: str, catalog: Write, run: Run, tmp_path: Path
) -> None:
    folder, file, summary = catalog(), tmp_path / name, tmp_path / "summary.md"
    run("translations", "export", folder, "--locale", "pt-BR", "--only", "7:message", *options, "-o", file)
    text = re.sub(r"O disco .*?está", "O disco está", file.read_text("utf-8"))
    text = text.replace(start, f"\n{start}", 1)  # our XLIFF is one line
    file.write_text(text, "utf-8")
    reports = ("--report", "json", "--report", f"markdown={summary}")
    outcome = run("translations", "import", folder, file, *reports)
    ((problem,),) = [each["problems"] for each in json.loads(outcome.out)["files"]]
    assert (outcome.code, problem["key"], problem["code"]) == (1, "7:message", "ED301")
    assert problem["file"] == str(file)
    assert "| rejected: ED301 " in summary.read_text("utf-8")
    assert text.split("\n")[problem["line"] - 1].startswith(start)


def test_an_unknown_report_gets_a_suggestion_before_anything_is_imported(
    catalog: Write, run: Run, tmp_path: Path
) -> None:
    outcome = run("translations", "import", catalog(), tmp_path / "a.po", "--report", "jsn=x")
    assert outcome.code == 2
    assert "unknown report `jsn`" in outcome.err
    assert "did you mean `json`?" in outcome.err
