"""An import records the origin of translations that the pages name."""

from pathlib import Path

from eventdocs.commands.accept import accept_translations
from eventdocs.model.ledger import State
from eventdocs.store.catalog import read_catalog
from eventdocs.translations.accept import AcceptOptions
from eventdocs.translations.status import translation_statuses
from tests.conftest import Run, tree


def state(folder: Path, key: str) -> tuple[str, bool, bool]:
    now = translation_statuses(read_catalog(folder).catalog, "pt-BR")[key]
    return now.state.value, now.stale, now.unaccepted


def test_an_import_records_machine_translations_and_the_source_pages_that_they_name(
    shared: Path, tmp_path: Path, run: Run
) -> None:
    page = shared / "corpus/learn/2017/pt-br/4031-dispatchsessionfailed.md"
    run("import", "learn", page, "--output", tmp_path / "c", "--record")
    ledger = read_catalog(tmp_path / "c").catalog.settings.ledgers["pt-BR"]
    assert ledger.pages == {"4031": "64c4389178cba2fd5af320cedb136fa4d15b087f"}
    assert {(r.state, r.by) for r in ledger.records.values()} == {(State.MACHINE, "mt:learn")}
    before = tree(tmp_path / "c")
    run("import", "learn", page, "--output", tmp_path / "c", "--record")
    assert tree(tmp_path / "c") == before


def test_a_minor_change_refreshes_nothing_that_an_import_recorded_as_stale(
    shared: Path, tmp_path: Path, run: Run
) -> None:
    page = shared / "corpus/learn/2017/pt-br/4031-dispatchsessionfailed.md"
    folder, key = tmp_path / "c", "4031:message"
    run("import", "learn", page, "--output", folder, "--no-record")
    file = next((folder / "events").rglob("*.yaml"))
    text = file.read_text("utf-8")
    source = read_catalog(folder).catalog.events[0].strings["en-US"].strings["message"][0]
    file.write_text(text.replace(source, f"New {source}", 1), "utf-8")
    run("import", "learn", page, "--output", folder, "--record")
    assert state(folder, key) == ("machine", True, False)
    file.write_text(file.read_text("utf-8").replace(f"New {source}", f"Newer {source}"), "utf-8")
    accept_translations(folder, [], AcceptOptions(minor="typo"))
    assert state(folder, key) == ("machine", True, False)
