"""`eventdocs status` counts what it can read, and reports what it cannot."""

import json

import pytest

from tests.conftest import EVENT, Run, Write

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


@pytest.mark.parametrize("bound", ["pt-PT=50", "x", "pt-BR=x"])
def test_an_invalid_minimum_is_an_error(bound: str, catalog: Write, run: Run) -> None:
    outcome = run("status", catalog(), "--fail-under", bound)
    assert (outcome.code, outcome.out) == (2, "")
    assert "write 95 or pt-BR=95" in outcome.err


def test_a_catalog_without_records_says_so_once(catalog: Write, run: Run) -> None:
    folder = catalog()
    note = f"{folder}: no ledger records pt-BR yet, so changed sources are not noticed; run: eventdocs tr"
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
    *_, missing, total = run("status", folder, "--words").out.splitlines()
    assert (missing.split(), total.split()) == (
        ["pt-BR", "missing", "1", "4", "16"],
        ["pt-BR", "total", "2", "8", "33"],
    )


@pytest.mark.parametrize("options", [["--words", "--list", "stale"], ["--words", "--format", "json"]])
def test_words_and_lists_are_text(options: list[str], catalog: Write, run: Run) -> None:
    outcome = run("status", catalog(), *options)
    assert (outcome.code, outcome.out) == (2, "")
    assert "--words and --list are two reports in text format" in outcome.err
