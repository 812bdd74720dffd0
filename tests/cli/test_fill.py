"""`eventdocs translations fill` prints suggestions; `memory` and `glossary` write files for other tools."""

from pathlib import Path

from tests.conftest import EVENT, Run, Write

UNTRANSLATED = "id: 8\nname: DiskFullAgain\nstrings:\n  en-US: {description: The disk is full.}\n"


def test_a_suggestion_is_printed_and_written_only_on_request(catalog: Write, run: Run) -> None:
    folder = catalog({"events/8-diskfullagain.yaml": UNTRANSLATED})
    outcome = run("translations", "fill", folder, "--locale", "pt-BR")
    assert outcome.out == "8:description (100%): The disk is full. -> O disco está cheio.\n"
    assert outcome.err == f"{folder}: 1 suggestion, 0 texts written\n"
    file = folder / "events/8-diskfullagain.yaml"
    assert "O disco" not in file.read_text("utf-8")
    outcome = run("translations", "fill", folder, "--locale", "pt-BR", "--write")
    assert outcome.err.endswith("1 suggestion, 1 text written\n")
    assert "O disco está cheio." in file.read_text("utf-8")


def test_a_lower_minimum_score_finds_similar_texts(catalog: Write, run: Run) -> None:
    folder = catalog({"events/8-diskfullagain.yaml": UNTRANSLATED.replace("is full", "was full")})
    assert run("translations", "fill", folder, "--locale", "pt-BR").out == ""
    assert (
        "8:description" in run("translations", "fill", folder, "--locale", "pt-BR", "--min-score", "0.6").out
    )


def test_memory_and_glossary_are_written(catalog: Write, run: Run, tmp_path: Path) -> None:
    terms = "terms:\n  - {term: disk, locales: {pt-BR: {use: [disco]}}}\n"
    folder = catalog({"glossary.yaml": terms, "events/7-diskfull.yaml": EVENT})
    memory, glossary = tmp_path / "pt-BR.tmx", tmp_path / "terms.tbx"
    assert run("translations", "memory", folder, "--locale", "pt-BR", "-o", memory).code == 0
    assert "O disco está cheio." in memory.read_text("utf-8")
    assert run("translations", "glossary", folder, "-o", glossary).err == f"{glossary}: written\n"
    assert "disco" in glossary.read_text("utf-8")
