"""`eventdocs status` counts what it can read, and reports the rest."""

import json
from pathlib import Path

import pytest

from tests.cli.test_diff import git
from tests.conftest import CATALOG, EVENT, Run, Write

E7 = "events/7-diskfull.yaml"
E8 = "events/8-other.yaml"
ROW = ["pt-BR", "0", "2", "0", "0", "0", "2", "100.0%"]


def test_a_file_that_cannot_be_read_is_reported_and_the_others_are_counted(catalog: Write, run: Run) -> None:
    folder = catalog({E8: "id: ["})
    outcome = run("status", folder, "--locale", "pt-BR", "--fail-under", "100")
    assert outcome.out.splitlines()[1].split() == ROW
    assert f"{folder}/{E8}:1:6 ED001 a value is missing here\n" in outcome.err
    assert "      = write a value, or put the text in quotes\n" in outcome.err
    assert outcome.err.endswith(f"{folder}: 1 error; the counts may be incomplete\n")
    assert outcome.code == 1


@pytest.mark.parametrize(
    ("file", "text", "code"),
    [
        (E8, EVENT.replace("id: 7", "id: 8").replace("analytic", "nowhere"), "ED111"),
        ("labels/pt-BR.yaml", "headings: [", "ED001"),
        ("catalog.yaml", "locales: [", "ED001"),
        ("catalog.yaml", "source_locale: en-US\n", "ED013"),
    ],
)
def test_errors_that_prevent_a_build_are_reported_for_every_locale(
    file: str, text: str, code: str, catalog: Write, run: Run
) -> None:
    folder = catalog({file: text})
    for options in ([], ["--locale", "pt-BR"], ["--fail-under", "pt-BR=10"]):
        outcome = run("--quiet", "status", folder, *options)
        assert outcome.out.startswith("locale")
        assert f"{folder}/{file}:" in outcome.err
        assert code in outcome.err
        assert outcome.code == 1


def test_errors_are_not_part_of_the_json_output(catalog: Write, run: Run) -> None:
    outcome = run("status", catalog({E8: "id: ["}), "--format", "json")
    assert json.loads(outcome.out)["locales"]["pt-BR"]["done"] == 100.0
    assert "ED001" in outcome.err


def test_findings_in_texts_are_not_reported(catalog: Write, run: Run) -> None:
    broken = {"labels/pt-BR.yaml": "keywords: {Storge: Discos}\n", E7: EVENT.replace("disco %1", "disco")}
    folder = catalog(broken)
    run("translations", "accept", folder)
    found = run("check", folder).out
    assert "ED113" in found
    assert "ED301" in found
    outcome = run("status", folder)
    assert (outcome.code, outcome.err) == (0, "")


@pytest.mark.parametrize("bound", ["x", "pt-BR=x", "pt-BR=inf", "nan", "101", "-1"])
def test_an_invalid_minimum_is_an_error(bound: str, catalog: Write, run: Run) -> None:
    outcome = run("status", catalog(), "--fail-under", bound)
    assert (outcome.code, outcome.out) == (2, "")
    assert "write 95 or pt-BR=95" in outcome.err


def test_a_minimum_for_an_unknown_locale_gets_a_suggestion(catalog: Write, run: Run) -> None:
    outcome = run("status", catalog(), "--fail-under", "pt-PT=50")
    assert (outcome.code, outcome.out) == (2, "")
    assert "the catalog has no target locale `pt-pt` · did you mean `pt-BR`?" in outcome.err


def test_a_catalog_without_records_is_reported_once(catalog: Write, run: Run) -> None:
    folder = catalog()
    note = f"{folder}: pt-BR has no ledger yet, so stale translations are not detected; run: "
    for command in ("status", "check"):
        assert run(command, folder).err.count(note) == 1
    assert run("translations", "accept", folder).code == 0
    for command in ("status", "check"):
        assert "no ledger" not in run(command, folder).err


def test_a_locale_without_translations_needs_no_records(catalog: Write, run: Run) -> None:
    folder = catalog({E7: EVENT.partition("      pt-BR:")[0]})
    assert "no ledger" not in run("status", folder).err


def test_words_and_lists_replace_the_counts(catalog: Write, run: Run) -> None:
    folder = catalog({E7: EVENT.replace("        message: O disco %1 está cheio.\n", "")})
    assert run("status", folder, "--list", "missing").out == f"pt-BR missing 7:message {E7}\n"
    assert run("status", folder, "--list", "stale").out == ""
    states, matches = (table.splitlines() for table in run("status", folder, "--words").out.split("\n\n"))
    assert [line.split() for line in (*states[-2:], matches[-1])] == [
        ["pt-BR", "missing", "1", "4", "16"],
        ["pt-BR", "total", "2", "8", "33"],
        ["pt-BR", "total", "1", "4", "16"],
    ]
    document = json.loads(run("status", folder, "--words", "--format", "json").out)
    amounts = document["locales"]["pt-BR"]["words"]["states"]
    assert [amount["words"] for amount in amounts if amount["state"] == "missing"] == [4]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--words", "--list", "stale"), "--words cannot be used with --list or --format svg"),
        (("--words", "--format", "svg"), "--words cannot be used with --list or --format svg"),
        (
            ("--list", "stale", "--format", "json"),
            "--list supports other formats than text only with --since",
        ),
    ],
)
def test_options_for_different_reports_are_refused(
    options: tuple[str, ...], message: str, catalog: Write, run: Run
) -> None:
    outcome = run("status", catalog(), *options)
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err


@pytest.fixture
def changed(catalog: Write, run: Run) -> Path:
    """Return a catalog with a revision, since which a source changed, a string was added and one removed."""
    folder = catalog({E8: EVENT.replace("id: 7", "id: 8").replace("DiskFull", "Gone")})
    assert run("translations", "accept", folder).code == 0
    git(folder.parent, "init", "-q", "-b", "main")
    git(folder.parent, "add", "-A")
    git(folder.parent, "commit", "-q", "-m", "first")
    (folder / E8).unlink()
    text = (folder / E7).read_text("utf-8").replace("The disk is full.", "The disk is very full.")
    (folder / E7).write_text(text.replace("  pt-BR:", "    cause: Logs.\n  pt-BR:"), "utf-8")
    return folder


def test_the_status_is_compared_with_a_revision(changed: Path, run: Run) -> None:
    rows = [line.split()[1:] for line in run("status", changed, "--since", "main").out.splitlines()]
    assert rows == [
        ["state", "then", "now", "change"],
        ["reviewed", "0", "0", "+0"],
        ["translated", "4", "1", "-3"],
        ["machine", "0", "0", "+0"],
        ["stale", "0", "1", "+1"],
        ["missing", "0", "1", "+1"],
        ["total", "4", "3", "-1"],
        ["done", "100.0%", "33.3%", "-66.7"],
    ]
    assert run("status", changed, "--since", "HEAD", "--fail-under", "50").code == 1


def test_the_strings_whose_state_changed_are_listed_by_their_state_now(changed: Path, run: Run) -> None:
    listed = ("status", changed, "--since", "main", "--list")
    stale = f"pt-BR translated -> stale 7:description {E7}"
    assert run(*listed, "stale").out.splitlines() == [stale]
    assert run(*listed, "translated").out == ""
    assert sorted(run(*listed, "all").out.splitlines()) == [
        f"pt-BR none -> missing 7:cause {E7}",
        f"pt-BR translated -> none 8:description {E8}",
        f"pt-BR translated -> none 8:message {E8}",
        stale,
    ]
    document = json.loads(run(*listed, "stale", "--format", "json").out)
    assert [change["key"] for change in document["changes"]] == ["7:description"]


def test_a_locale_that_is_new_since_a_revision_has_no_earlier_numbers(changed: Path, run: Run) -> None:
    assert run("translations", "add", "fr-FR", changed).code == 0
    document = json.loads(run("status", changed, "--since", "main", "--format", "json").out)
    assert document["locales"]["fr-FR"]["then"] is None
    assert document["locales"]["pt-BR"]["then"]["total"] == 4
    lines = run("status", changed, "--since", "main", "--locale", "fr-FR", "--list", "all").out.splitlines()
    assert {line.split()[1] for line in lines} == {"none"}


def test_words_of_the_interface_are_not_new_at_a_revision(catalog: Write, run: Run) -> None:
    folder = catalog({"catalog.yaml": CATALOG.replace("pt-BR]", "pt-BR, gd]")})
    git(folder.parent, "init", "-q", "-b", "main")
    git(folder.parent, "add", "-A")
    git(folder.parent, "commit", "-q", "-m", "first")
    rows = json.loads(run("status", folder, "--since", "main", "--format", "json").out)["locales"]["gd"]
    assert rows["total"] > 100
    assert rows["then"]["total"] == rows["total"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--words",), "--since cannot be used with --words"),
        (("--format", "svg"), "--since cannot be used with --words or --format svg"),
        (("--since", "nowhere"), "git cannot read revision `nowhere`"),
    ],
)
def test_an_invalid_comparison_is_an_error(
    options: tuple[str, ...], message: str, changed: Path, run: Run
) -> None:
    outcome = run("status", changed, "--since", "main", *options)
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err


def test_all_strings_are_listed_with_their_states(catalog: Write, run: Run) -> None:
    assert run("status", catalog(), "--list", "all").out.splitlines() == [
        f"pt-BR translated 7:description {E7}",
        f"pt-BR translated 7:message {E7}",
    ]


@pytest.mark.parametrize(
    ("options", "keys"),
    [
        (("--only", "8"), ["8:description", "8:message"]),
        (("--only", "8:message", "--only", "7:message"), ["7:message", "8:message"]),
        (("--path", "events/7*"), ["7:description", "7:message"]),
        (("--path", "events/*", "--only", "7:message"), ["7:message"]),
    ],
)
def test_strings_of_some_events_or_files_are_counted_and_listed(
    options: tuple[str, ...], keys: list[str], catalog: Write, run: Run
) -> None:
    folder = catalog({E8: EVENT.replace("id: 7", "id: 8").replace("DiskFull", "Other")})
    listed = run("status", folder, "--list", "translated", *options).out.splitlines()
    assert [line.split()[2] for line in listed] == keys
    document = json.loads(run("status", folder, "--format", "json", *options).out)
    assert document["locales"]["pt-BR"]["total"] == len(keys)
    states, _ = run("status", folder, "--words", *options).out.split("\n\n")
    assert states.split()[-3] == str(len(keys))


def test_a_comparison_can_be_about_some_events(changed: Path, run: Run) -> None:
    compared = ("status", changed, "--since", "main", "--only", "7")
    counts = json.loads(run(*compared, "--format", "json").out)["locales"]["pt-BR"]
    assert (counts["total"], counts["then"]["total"]) == (3, 2)
    keys = [line.split()[4] for line in run(*compared, "--list", "all").out.splitlines()]
    assert sorted(keys) == ["7:cause", "7:description"]


def test_a_filter_without_events_is_an_error_unless_a_file_is_broken(catalog: Write, run: Run) -> None:
    for options, message in (
        (("--only", "70"), "there is no event or string `70`"),
        (("--path", "x/*"), "no event file matches `x/*`"),
    ):
        outcome = run("status", catalog(), *options)
        assert (outcome.code, outcome.out) == (2, "")
        assert message in outcome.err
    outcome = run("status", catalog({E8: "id: ["}), "--only", "8")
    assert outcome.code == 1
    assert "ED001" in outcome.err
