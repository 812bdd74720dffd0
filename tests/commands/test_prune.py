"""Prune removes only the records of strings that no longer exist."""

from pathlib import Path

import pytest

from eventdocs.commands.accept import accept_translations
from eventdocs.commands.prune import prune
from eventdocs.store.catalog import read_catalog
from eventdocs.translations.accept import AcceptOptions, AcceptResult
from tests.conftest import Run, Write, tree

E7 = "events/7-diskfull.yaml"
KEY = "7:message"


def accept(folder: Path, **terms: object) -> AcceptResult:
    return accept_translations(folder, [], AcceptOptions(**terms))  # type: ignore[arg-type]


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / E7
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def folder(catalog: Write) -> Path:
    """Return a catalog whose translations are accepted."""
    made = catalog()
    accept(made, by="ana")
    return made


def test_prune_drops_the_last_source_with_its_record(folder: Path) -> None:
    edit(folder, "Disk %1 is full.", "The drive %1 is full.")
    accept(folder)
    assert list(read_catalog(folder).catalog.settings.ledgers["pt-BR"].last_sources) == [KEY]
    edit(folder, "    message: O disco %1 está cheio.\n", "")
    prune(folder)
    assert not read_catalog(folder).catalog.settings.ledgers["pt-BR"].last_sources


def test_a_record_without_its_translation_is_dropped_and_the_others_stay(folder: Path) -> None:
    before = read_catalog(folder).catalog.settings.ledgers["pt-BR"].records
    edit(folder, "    message: O disco %1 está cheio.\n", "")
    assert prune(folder).dropped == [("pt-BR", KEY)]
    after = read_catalog(folder).catalog.settings.ledgers["pt-BR"].records
    assert after == {"7:description": before["7:description"]}


def test_the_page_and_source_texts_of_a_removed_event_are_dropped(folder: Path) -> None:
    (folder / E7).unlink()
    assert prune(folder).dropped == [("pt-BR", "7:description"), ("pt-BR", KEY)]
    settings = read_catalog(folder).catalog.settings
    assert not settings.ledgers["pt-BR"].pages
    assert not settings.sources


def test_without_orphans_nothing_is_written(folder: Path) -> None:
    before = tree(folder)
    assert prune(folder).dropped == []
    assert tree(folder) == before


def test_a_catalog_without_ledgers_stays_without_them(catalog: Write, run: Run) -> None:
    folder = catalog()
    assert prune(folder).dropped == []
    assert not (folder / "ledgers").exists()


def test_the_command_prints_each_dropped_record(folder: Path, run: Run) -> None:
    (folder / E7).unlink()
    assert run("translations", "prune", folder).out == "pt-BR 7:description\npt-BR 7:message\n"
    assert run("translations", "prune", folder).out == ""
