"""`eventdocs import learn` counts pages and events, and fails only if a page is left out."""

from pathlib import Path

import pytest

from tests.conftest import Run, Write


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
