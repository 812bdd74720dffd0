"""`eventdocs new` creates a catalog that can be checked, and never writes into a folder with files."""

from pathlib import Path

from tests.conftest import Run


def test_the_new_catalog_has_no_findings_and_its_files_are_listed(run: Run, tmp_path: Path) -> None:
    outcome = run("new", tmp_path / "catalog")
    assert outcome.code == 0
    *files, next_step = outcome.err.splitlines()
    assert f"{tmp_path}/catalog/catalog.yaml" in files
    assert all(Path(file).is_file() for file in files)
    assert next_step == f"next: eventdocs serve {tmp_path}/catalog"
    assert run("check", tmp_path / "catalog", "--fail-on", "warning").code == 0


def test_a_folder_with_files_is_an_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    outcome = run("new", tmp_path)
    assert (outcome.code, "is not empty" in outcome.err) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
