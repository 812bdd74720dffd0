"""Declarations of providers and labels get a three-way update, like the values of events."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from eventdocs.commands.check import check_catalog
from eventdocs.formats.ledger import read
from eventdocs.importers.import_sources import SourceImportOptions
from eventdocs.importers.source_changes import Prefer
from eventdocs.model.ledger import LedgerRecord, State, label_key
from eventdocs.model.sources import Declaration, SourceChannel, SourceMap, SourceProvider, SourceText
from eventdocs.rules import prevents_build
from eventdocs.store.catalog import read_catalog
from eventdocs.translations.status import translation_statuses
from tests.conftest import tree
from tests.importers.test_import_sources import edit, event, run

TEXTS = {
    "copy": {"en-US": "Copying", "de-DE": "Kopieren"},
    "io": {"en-US": "Io", "de-DE": "Ein-/Ausgabe"},
    "note": {"en-US": "Please note", "de-DE": "Hinweis"},
    "admin": {"en-US": "Admin", "de-DE": "Verwaltung"},
}


def texts(changed: Mapping[str, Mapping[str, str]] = {}) -> dict[str, dict[str, SourceText]]:
    return {
        string: {tag: SourceText(text, f"{tag}.rc", 9) for tag, text in by_tag.items()}
        for string, by_tag in {**TEXTS, **changed}.items()
    }


SOURCE = SourceProvider(
    "disk.man",
    2,
    "Disk",
    channels=(SourceChannel("admin", "Disk/Admin", 3, "Admin", string="admin"),),
    levels=(Declaration("Notice", 16, 4, "note"),),
    keywords=(Declaration("Io", 1, 5, "io"), Declaration("Unused", 2, 5, "io")),
    tasks=(Declaration("Copy", 1, 6, "copy"),),
    maps=(SourceMap("Mode", 7, entries=(Declaration("", 1, 8, symbol="Fast"),)),),
    events=(event("7", level="Notice", channel="admin", keywords=("Io",), task="Copy"),),
    strings=texts(),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a catalog that was imported from the source."""
    run(SOURCE, tmp_path / "catalog")
    return tmp_path / "catalog"


def test_levels_are_declared_by_their_provider_and_display_texts_are_labels(folder: Path) -> None:
    text = (folder / "catalog.yaml").read_text()
    assert "    levels:\n      notice: {as: informational, value: 16, label: {en-US: Notice}}\n" in text
    labels = read_catalog(folder).catalog.settings.labels
    assert labels == {
        "en-US": {
            "levels": {"notice": "Please note"},
            "channels": {"admin": "Admin"},
            "keywords": {"Unused": "Io"},
            "tasks": {"Copy": "Copying"},
        },
        "de-DE": {
            "levels": {"notice": "Hinweis"},
            "channels": {"admin": "Verwaltung"},
            "keywords": {"Io": "Ein-/Ausgabe", "Unused": "Ein-/Ausgabe"},
            "tasks": {"Copy": "Kopieren"},
        },
    }
    findings = check_catalog(folder).diagnostics
    assert [
        found for found in findings if prevents_build(found) or found.rule.code in ("ED113", "ED312")
    ] == []


def test_translated_labels_are_fresh_translations_of_the_source_file(folder: Path) -> None:
    records = read((folder / "ledgers/de-DE.ledger").read_bytes()).records
    statuses = translation_statuses(read_catalog(folder).catalog, "de-DE")
    for context, key in (("tasks", "Copy"), ("keywords", "Io"), ("levels", "notice"), ("channels", "admin")):
        record = records[label_key(context, key)]
        assert (record.state, record.by) == (State.TRANSLATED, "source:de-DE.rc")
        assert statuses[label_key(context, key)].fresh, key


def test_a_second_import_changes_no_byte(folder: Path) -> None:
    before = tree(folder)
    assert run(SOURCE, folder).changed == []
    assert tree(folder) == before


CHANGED = replace(
    SOURCE,
    channels=(SourceChannel("admin", "Disk/Admin", 3, "Operational", string="admin"),),
    keywords=(Declaration("Io", 4, 5, "io"), Declaration("Unused", 2, 5, "io")),
    maps=(SourceMap("Mode", 7, entries=(Declaration("", 1, 8, symbol="Fast"), Declaration("", 2, 8))),),
    strings=texts({"copy": {"en-US": "Copy files", "de-DE": "Dateien kopieren"}}),
)


def test_changes_of_the_source_alone_are_applied(folder: Path) -> None:
    edit(folder, "labels/de-DE.yaml", "  Copy: Kopieren\n", "  Copy: Kopieren  # a comment\n")
    result = run(CHANGED, folder)
    assert result.kept == []
    provider = read_catalog(folder).catalog.settings.providers["Disk"]
    assert (provider.channel_properties["admin"].type, provider.keywords["Io"]) == ("Operational", "0x4")
    assert provider.maps["Mode"].entries == {"1": "Fast", "2": ""}
    assert "  Copy: Dateien kopieren  # a comment\n" in (folder / "labels/de-DE.yaml").read_text()
    assert translation_statuses(read_catalog(folder).catalog, "de-DE")[label_key("tasks", "Copy")].fresh
    assert run(CHANGED, folder).changed == []


def test_changes_by_people_are_kept_and_reported_if_the_source_changed_too(folder: Path) -> None:
    edit(folder, "catalog.yaml", "type: Admin", "type: Debug")
    edit(folder, "catalog.yaml", "Unused: {mask: '0x2'}", "Unused: {mask: '0x8'}")
    edit(folder, "labels/de-DE.yaml", "Kopieren", "Datei kopieren")
    before = {name: data for name, data in tree(folder).items() if "ledger" not in name}
    assert run(SOURCE, folder).kept == []
    assert {name: data for name, data in tree(folder).items() if "ledger" not in name} == before
    for _ in range(2):
        kept = run(CHANGED, folder).kept
        assert [(found.location.file, found.field) for found in kept] == [
            ("catalog.yaml", "providers.Disk.channels.admin"),
            ("labels/de-DE.yaml", "tasks.Copy"),
        ]
        assert (
            kept[1].message == "`tasks.Copy` is kept as `Datei kopieren`; the source has `Dateien kopieren`"
        )
        assert "(the source: de-DE.rc:9)" in kept[1].hint
    assert translation_statuses(read_catalog(folder).catalog, "de-DE")[label_key("tasks", "Copy")].unaccepted
    assert run(CHANGED, folder, SourceImportOptions(prefer=Prefer.SOURCE)).kept == []
    settings = read_catalog(folder).catalog.settings
    assert settings.providers["Disk"].channel_properties["admin"].type == "Operational"
    assert settings.providers["Disk"].keywords["Unused"] == "0x8"
    assert settings.labels["de-DE"]["tasks"]["Copy"] == "Dateien kopieren"


def test_a_label_that_people_wrote_before_an_import_is_never_touched(tmp_path: Path) -> None:
    folder = tmp_path / "catalog"
    (folder / "labels").mkdir(parents=True)
    (folder / "catalog.yaml").write_text("source_locale: en-US\nlocales: [en-US, de-DE]\n")
    (folder / "labels/de-DE.yaml").write_text("tasks: {Copy: Unser Wort}\nkeywords:\n  Io: E/A\n")
    for options in (SourceImportOptions(update=True), SourceImportOptions(prefer=Prefer.SOURCE)):
        assert run(SOURCE, folder, options).kept == []
        text = (folder / "labels/de-DE.yaml").read_text()
        assert "tasks: {Copy: Unser Wort}\nkeywords:\n  Io: E/A\n" in text
        assert run(CHANGED, folder, options).kept == []


def test_a_declaration_that_was_never_imported_is_reported_until_an_update(tmp_path: Path) -> None:
    folder = tmp_path / "catalog"
    folder.mkdir()
    (folder / "catalog.yaml").write_text(
        "source_locale: en-US\nlocales: [en-US]\nproviders:\n  Disk:\n    name: Disk\n"
        "    channels:\n      admin: Disk/Admin\n    keywords:\n      Io: {mask: '0x2'}  # ours\n"
    )
    result = run(SOURCE, folder)
    assert [found.field for found in result.kept] == ["providers.Disk.keywords.Io"]
    text = (folder / "catalog.yaml").read_text()
    assert "admin: {name: Disk/Admin, type: Admin}\n" in text
    assert "Io: {mask: '0x2'}  # ours\n" in text
    assert run(SOURCE, folder, SourceImportOptions(update=True)).kept == []
    assert "Io: {mask: '0x1'}  # ours\n" in (folder / "catalog.yaml").read_text()


def test_a_declaration_with_a_comment_that_would_be_lost_is_kept_and_reported(folder: Path) -> None:
    edit(folder, "catalog.yaml", "{1: {name: Fast}}}\n", "{1: {name: Fast}}}  # ours\n")
    (finding,) = run(CHANGED, folder).kept
    assert finding.field == "providers.Disk.maps.Mode"
    assert finding.hint.startswith("the file cannot be edited here")
    assert "{1: {name: Fast}}}  # ours\n" in (folder / "catalog.yaml").read_text()


def test_providers_that_share_a_keyword_keep_the_label_of_the_first(folder: Path) -> None:
    other = replace(SOURCE, name="Net", strings=texts({"io": {"en-US": "Io", "de-DE": "E/A"}}))
    for _ in range(2):
        assert run(other, folder).kept == []
        labels = read_catalog(folder).catalog.settings.labels["de-DE"]
        assert labels["keywords"]["Io"] == "Ein-/Ausgabe"
    assert labels["tasks"] == {"Copy": "Kopieren", "Net/Copy": "Kopieren"}


def test_a_record_of_a_label_has_the_vendor_as_its_author() -> None:
    assert LedgerRecord("a", "b", State.TRANSLATED, "source:de.rc").is_official
    assert not LedgerRecord("a", "b", State.TRANSLATED, "anna").is_official


TITLED = replace(
    SOURCE, message="name", strings=texts({"name": {"en-US": "Disk service", "de-DE": "Datenträgerdienst"}})
)


def test_the_message_of_a_provider_is_its_title_where_it_is_another_text_than_its_name(
    folder: Path, tmp_path: Path
) -> None:
    titles = {"en-US": "Disk service", "de-DE": "Datenträgerdienst"}
    assert run(TITLED, folder).kept == run(TITLED, tmp_path / "new").kept == []
    for each in (folder, tmp_path / "new"):
        assert read_catalog(each).catalog.settings.providers["Disk"].title == titles
        assert run(TITLED, each).changed == []
    named = replace(TITLED, strings=texts({"name": {"en-US": "Disk", "de-DE": "Datenträger"}}))
    run(named, tmp_path / "named")
    assert read_catalog(tmp_path / "named").catalog.settings.providers["Disk"].title == {
        "de-DE": "Datenträger"
    }


def test_a_title_is_updated_like_other_declarations(folder: Path) -> None:
    run(TITLED, folder)
    renamed = replace(TITLED, strings=texts({"name": {"en-US": "Disks", "de-DE": "Datenträgerdienst"}}))
    assert run(renamed, folder).kept == []
    assert read_catalog(folder).catalog.settings.providers["Disk"].title == {
        "en-US": "Disks",
        "de-DE": "Datenträgerdienst",
    }
    edit(folder, "catalog.yaml", "Disks", "Our disks")
    assert run(renamed, folder).kept == []
    assert [found.field for found in run(TITLED, folder).kept] == ["providers.Disk.title.en-US"]
    assert read_catalog(folder).catalog.settings.providers["Disk"].title == {
        "en-US": "Our disks",
        "de-DE": "Datenträgerdienst",
    }
