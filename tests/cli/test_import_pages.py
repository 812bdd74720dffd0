"""`eventdocs import learn` counts pages and events, and fails only if a page is left out."""

from pathlib import Path

import pytest

from tests.conftest import EVENT, Run, Write, tree


@pytest.fixture
def pages(catalog: Write, run: Run, tmp_path: Path) -> Path:
    """Return a folder with the bilingual Markdown pages of a small catalog."""
    assert run("build", catalog(), "-o", tmp_path / "site", "--format", "markdown").code == 0
    return tmp_path / "site/pt-BR"


def test_imported_pages_are_counted_and_the_next_step_is_named(pages: Path, run: Run, tmp_path: Path) -> None:
    outcome = run("import", "learn", pages, "--output", tmp_path / "imported", "--no-record")
    assert outcome.code == 0
    counts, next_step = outcome.err.splitlines()
    assert counts.startswith(f"{tmp_path}/imported: 1 page, 1 event, ")
    assert next_step.startswith(f"next: eventdocs translations accept {tmp_path}/imported")


def test_recorded_translations_need_no_next_step(pages: Path, run: Run, tmp_path: Path) -> None:
    outcome = run("import", "learn", pages, "--output", tmp_path / "imported")
    assert "next:" not in outcome.err
    assert (tmp_path / "imported/ledgers/pt-BR.ledger").is_file()


def test_a_page_that_is_left_out_makes_the_command_fail(pages: Path, run: Run, tmp_path: Path) -> None:
    (pages / "notes.md").write_text("# Notes\n")
    outcome = run("import", "learn", pages, "--output", tmp_path / "imported")
    assert outcome.code == 1
    assert f"{pages}/notes.md" in outcome.out


OWN = """
    id: 7
    name: DiskFull
    keywords: []
    task: Write
    parameters: []
    since: '2.0'
    deprecated: '3.0'
    replaced_by: 8
    see_also: [8]
    examples: [Disk `C` is full.]
    strings:
      en-US:
        cause: Too many files.
        resolution: Make room.
        steps: [Delete files., Empty the bin.]
      pt-BR:
        cause: Arquivos demais.
        resolution: Libere espaço.
        steps: [Apague arquivos., Esvazie a lixeira.]
        labels:
          tasks: {Write: Gravar}
"""


def test_everything_that_eventdocs_writes_for_an_event_is_read_back(
    catalog: Write, run: Run, tmp_path: Path
) -> None:
    other = EVENT.replace("id: 7", "id: 8")
    folder = catalog({"events/7-diskfull.yaml": OWN, "events/8-diskfull.yaml": other})
    assert run("build", folder, "-o", tmp_path / "site", "--format", "markdown").code == 0
    outcome = run("import", "learn", tmp_path / "site/pt-BR", "-o", tmp_path / "imported")
    assert (outcome.code, outcome.out) == (0, "")
    assert run("build", tmp_path / "imported", "-o", tmp_path / "again", "--format", "markdown").code == 0
    assert tree(tmp_path / "again/pt-BR") == tree(tmp_path / "site/pt-BR")


def test_without_a_page_to_import_there_is_no_catalog(catalog: Write, run: Run, tmp_path: Path) -> None:
    """A page that links to one that is not imported cannot be built again, and is left out too."""
    others = {
        f"events/{number}-diskfull.yaml": EVENT.replace("id: 7", f"id: {number}").replace(
            "strings:", f"see_also: [{number - 1}]\n    strings:"
        )
        for number in (8, 9)
    }
    folder = catalog({"events/7-diskfull.yaml": OWN, **others})
    assert run("build", folder, "-o", tmp_path / "site", "--format", "markdown").code == 0
    page = tmp_path / "site/pt-BR/7-diskfull.md"
    page.write_text(page.read_text("utf-8").replace(">Since<", ">Seen in<"), "utf-8")
    outcome = run("import", "learn", tmp_path / "site/pt-BR", "-o", tmp_path / "imported")
    assert outcome.code == 1
    assert "ED133 the property `Seen in` cannot be imported" in outcome.out
    for linked in (7, 8):
        assert f"ED134 the page links to `{linked}`, which is neither imported nor in" in outcome.out
    assert not (tmp_path / "imported").exists()
