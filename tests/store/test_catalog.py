"""A catalog's files become the model, with all of their diagnostics."""

from dataclasses import replace
from pathlib import Path

import pytest

from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.diagnostics import Diagnostic, Location, Rule, Severity, TextRange
from eventdocs.model.errors import EventdocsError
from eventdocs.store import catalog as store
from eventdocs.store.catalog import parse_catalog, parse_event, read_catalog, save_catalog, save_changes
from eventdocs.store.checked_catalog import explain_errors
from tests.conftest import Write, tree

SETTINGS = CatalogSettings("en-US", ("en-US",))
EVENT = "events/7.yaml"
DIAGNOSTIC = Diagnostic(
    Rule("ED999", "test-rule", Severity.ERROR, "A test."),
    Location(EVENT, 2, 3, 2, 5),
    "wrong",
    "right",
    locale="pt-BR",
    field="strings.pt-BR.message",
    related=(Location("catalog.yaml"),),
    text_range=TextRange("% 1", 0, 3),
    fix="%1",
)


def test_a_diagnostic_about_an_event_gets_its_key_and_keeps_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(store, "validate", lambda node, shape, name: [DIAGNOSTIC] if name == EVENT else [])
    _, found = parse_event(b"id: 7\nname: A\n", EVENT, SETTINGS)
    assert found == [replace(DIAGNOSTIC, event="7")]
    files = {"catalog.yaml": b"source_locale: en-US\nlocales: [en-US]\n", EVENT: b"id: 7\nname: A\n"}
    assert parse_catalog(files).diagnostics == found


@pytest.mark.parametrize("text", ["id: 7\n", "name: A\n", "id: ''\nname: A\n", "id: 7\nname: ''\n"])
def test_an_event_without_an_id_or_name_is_left_out(text: str) -> None:
    event, found = parse_event(text.encode(), EVENT, SETTINGS)
    assert event is None
    assert [finding for finding in found if finding.event] == []
    files = {"catalog.yaml": b"source_locale: en-US\nlocales: [en-US]\n", EVENT: text.encode()}
    assert parse_catalog(files).catalog.events == ()


@pytest.mark.parametrize("name", ["notes.yaml", "labels/deep/pt-BR.yaml", "label/pt-BR.yaml"])
def test_a_yaml_file_in_the_wrong_place_is_reported(name: str) -> None:
    files = {
        "catalog.yaml": b"source_locale: en-US\nlocales: [en-US]\n",
        "events/deep/7.yaml": b"id: 7\nname: A\nstrings: {en-US: {message: A.}}\n",
    }
    loaded = parse_catalog({**files, name: b"{}"})
    assert [event.id for event in loaded.catalog.events] == ["7"]
    (found,) = loaded.diagnostics
    assert (found.location, found.message) == (Location(name), f"`{name}` is not a catalog file")


def test_a_file_that_changed_since_it_was_read_is_not_overwritten(catalog: Write) -> None:
    folder = catalog()
    before = tree(folder)
    event = folder / "events/7-diskfull.yaml"
    event.write_text("id: 7\nname: Other\n", "utf-8")
    with pytest.raises(EventdocsError, match="was changed by another program"):
        save_catalog(folder, {"events/7-diskfull.yaml": b"lost", "catalog.yaml": b"lost"}, before)
    assert (folder / "catalog.yaml").read_bytes() == before["catalog.yaml"]
    assert event.read_text("utf-8") == "id: 7\nname: Other\n"


def test_only_files_that_differ_are_saved(catalog: Write) -> None:
    """An unchanged file is not written, so that a change made since it was read is kept."""
    folder = catalog()
    before = tree(folder)
    (folder / "events/7-diskfull.yaml").write_text("id: 7\nname: Other\n", "utf-8")
    changed = {**before, "catalog.yaml": before["catalog.yaml"] + b"# new\n"}
    save_changes(folder, changed, before)
    assert (folder / "catalog.yaml").read_bytes().endswith(b"# new\n")
    assert (folder / "events/7-diskfull.yaml").read_text("utf-8") == "id: 7\nname: Other\n"


def test_an_empty_folder_gets_a_complete_catalog_or_no_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "catalog"
    folder.mkdir()
    written: list[Path] = []

    def write(path: Path, data: bytes, **options: bool) -> None:
        written.append(path)
        if len(written) == 2:
            raise OSError(28, "No space left on device", str(path))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    monkeypatch.setattr(store, "write_atomic", write)
    with pytest.raises(EventdocsError, match="no space left on device"):
        save_catalog(folder, {"catalog.yaml": b"locales: [en-US]\n", EVENT: b"id: 7\n"}, {})
    assert tree(folder) == {}


@pytest.mark.parametrize("text", ["format: 1\n", ""])
def test_the_format_of_a_catalog_is_optional(text: str, catalog: Write) -> None:
    loaded = read_catalog(
        catalog({"catalog.yaml": f"{text}source_locale: en-US\nlocales: [en-US]\n"}, bare=True)
    )
    assert (loaded.diagnostics, loaded.catalog.settings.source_locale) == ([], "en-US")


def test_a_newer_format_is_the_only_finding(catalog: Write) -> None:
    """Other findings of an old version about a new catalog would be misleading, such as unknown keys."""
    text = "format: 2\nsource_locale: en-US\nlocales: [en-US]\nnovelty: yes\n"
    folder = catalog(
        {"catalog.yaml": text, "novelties/1.yaml": "x: [\n", "events/8.yaml": "id: [8]\nnovelty: yes\n"}
    )
    (finding,) = read_catalog(folder).diagnostics
    assert str(finding.location) == "catalog.yaml:1:9"
    assert finding.message == "the catalog has format 2, and this version of eventdocs reads format 1"
    assert finding.hint == "install a newer version of eventdocs"
    assert explain_errors(folder) == ([finding], 0)
