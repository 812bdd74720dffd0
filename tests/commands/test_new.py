"""A new catalog builds, checks and explains itself."""

from pathlib import Path

import pytest

from eventdocs.building.api import build
from eventdocs.commands.check import check_catalog
from eventdocs.commands.new import new_catalog
from eventdocs.model.errors import EventdocsError
from eventdocs.site.routes import Format


def test_a_new_catalog_has_no_finding_and_builds(tmp_path: Path) -> None:
    names = new_catalog(tmp_path / "catalog")
    assert names == (
        "catalog.yaml",
        "events/1-backupfailed.yaml",
        "events/2-backupsucceeded.yaml",
        "ledgers/.gitattributes",
        "ledgers/pt-BR.ledger",
        "ledgers/sources.ledger",
    )
    assert check_catalog(tmp_path / "catalog").diagnostics == []
    built = build(tmp_path / "catalog", tmp_path / "site", [Format.HTML, Format.MARKDOWN])
    assert built.diagnostics == []
    assert (tmp_path / "site/pt-BR/1-backupfailed.html").is_file()


def test_a_changed_source_is_noticed_in_a_new_catalog(tmp_path: Path) -> None:
    new_catalog(tmp_path / "catalog")
    event = tmp_path / "catalog/events/1-backupfailed.yaml"
    text = event.read_text("utf-8")
    event.write_text(text.replace("message: ", "message: Today, ", 1), "utf-8")
    assert [finding.rule.code for finding in check_catalog(tmp_path / "catalog").diagnostics] == ["ED220"]
    assert event.read_text("utf-8") != text


def test_existing_files_are_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(EventdocsError, match="is not empty"):
        new_catalog(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
