"""Records become a catalog: eventdocs can import the records that it writes."""

import json
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

import jsonschema
import pytest

from eventdocs.building.api import build
from eventdocs.commands.check import check_catalog
from eventdocs.commands.schema import file_schema
from eventdocs.formats.ledger import IMPORTS
from eventdocs.importers.import_records import import_records
from eventdocs.importers.import_sources import SourceImport, SourceImportOptions, import_sources
from eventdocs.importers.source_changes import Prefer
from eventdocs.rules import prevents_build
from eventdocs.site.event_json_schema import ndjson_schema
from eventdocs.store.catalog import read_catalog
from eventdocs.store.catalog_files import is_event_file
from eventdocs.store.source_files import read_source_files
from tests.conftest import ROOT, sample, tree

DEFAULTS = SourceImportOptions()
DISK = {
    "id": 7,
    "name": "DiskFull",
    "provider": "disk",
    "provider_name": "Example-Disk",
    "channel": "admin",
    "channel_name": "Example-Disk/Admin",
    "level": "error",
    "event_version": 1,
    "keywords": ["Io"],
    "parameters": [{"name": "drive", "type": "xs:string"}],
    "strings": {
        "en-US": {"message": "Disk %1 is full.", "resolution": ["Free space.", "Restart."]},
        "de-DE": {"message": "Datenträger %1 ist voll."},
    },
}


def run(
    path: Path, records: Iterable[object], folder: Path, options: SourceImportOptions = DEFAULTS
) -> SourceImport:
    lines = (each if isinstance(each, str) else json.dumps(each, ensure_ascii=False) for each in records)
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    result = import_records([path], folder, options)
    result.save(folder)
    return result


def site_of(catalog: Path, folder: Path, formats: Sequence[str]) -> dict[str, bytes]:
    build(catalog, folder, formats)
    return tree(folder)


def assert_comes_back(source: Path, folder: Path, formats: Sequence[str] = ("html", "markdown")) -> None:
    """Assert that the records of a catalog become a catalog whose site has the same bytes."""
    site = site_of(source, folder / "site", formats)
    lines = (folder / "site/events.ndjson").read_text("utf-8").splitlines()
    for schema in (ndjson_schema(), file_schema("record", source)):
        validator = jsonschema.Draft202012Validator(schema)
        for line in sample(lines, 7):
            validator.validate(json.loads(line))
    copy = folder / "copy"
    shutil.copytree(source, copy)
    (copy / IMPORTS).unlink(missing_ok=True)
    for path in (copy / "events").rglob("*.yaml"):
        if is_event_file(path.relative_to(copy).as_posix()):
            path.unlink()
    result = import_records([folder / "site/events.ndjson"], copy, DEFAULTS)
    assert (dict(result.counts), result.diagnostics, result.kept) == ({"added": len(lines)}, [], [])
    result.save(copy)
    assert site_of(copy, folder / "again", formats) == site
    assert import_records([folder / "site/events.ndjson"], copy, DEFAULTS).changed == []


@pytest.mark.parametrize("name", ["catalog", "examples/problems", "tests/golden/unusual/catalog"])
def test_the_records_of_a_site_give_a_catalog_whose_site_has_the_same_bytes(
    name: str, tmp_path: Path
) -> None:
    source = tmp_path / "source"
    shutil.copytree(ROOT / name, source)
    assert_comes_back(source, tmp_path)


def test_the_records_of_a_real_manifest_give_the_same_site(shared: Path, tmp_path: Path) -> None:
    names = "corpus/manifests/Microsoft.Windows.ApplicationServer.Applications.manifest", "corpus/tables/"
    tables = sorted((shared / names[1]).glob("*.rc"), key=lambda path: ".en-US." not in path.name)
    tables = [tables[0], *sample(tables[1:], 3)]
    source = tmp_path / "source"
    import_sources(read_source_files([shared / names[0]], tables).providers, source, DEFAULTS).save(source)
    assert_comes_back(source, tmp_path, ["html"])


def test_a_record_alone_gives_a_complete_catalog(tmp_path: Path) -> None:
    folder = tmp_path / "catalog"
    result = run(tmp_path / "a.ndjson", [DISK, "", {"id": "plain", "name": "Plain"}], folder)
    assert (dict(result.counts), result.diagnostics) == ({"added": 2}, [])
    assert (folder / "catalog.yaml").read_text() == (
        "source_locale: en-US\nlocales: [en-US, de-DE]\nproviders:\n  disk:\n    name: Example-Disk\n"
        "    channels:\n      admin: Example-Disk/Admin\n"
    )
    assert (folder / "events/disk/7-diskfull-v1.yaml").read_text("utf-8") == (
        "id: 7\nname: DiskFull\nprovider: disk\nversion: 1\nlevel: error\nchannel: admin\nkeywords: [Io]\n"
        "parameters:\n  - {name: drive, type: xs:string}\nstrings:\n  en-US:\n    message: Disk %1 is full.\n"
        "    resolution:\n      - Free space.\n      - Restart.\n"
        "  de-DE:\n    message: Datenträger %1 ist voll.\n"
    )
    assert [found for found in check_catalog(folder).diagnostics if prevents_build(found)] == []
    before = tree(folder)
    assert run(tmp_path / "a.ndjson", [DISK, {"id": "plain", "name": "Plain"}], folder).changed == []
    assert tree(folder) == before


def test_bad_lines_are_reported_at_their_place_and_the_others_are_imported(tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson"
    lines = [
        '{"id": 1, "name": "A"',
        '{"id": 2, "name": "B", "levl": "error"}',
        '{"id": 3, "name": "C", "level": "eror"}',
        '{"id": 4}',
        '{"id": 5, "name": "E", "version": 3}',
        '{"id": 6, "name": "F", "file": "../x.yaml"}',
        DISK,
        DISK,
    ]
    result = run(path, lines, tmp_path / "catalog")
    assert dict(result.counts) == {"added": 1}
    found = [(each.location.line, each.location.column, each.rule.code) for each in result.diagnostics]
    assert found == [
        (1, 22, "ED124"),
        (2, 24, "ED010"),
        (3, 33, "ED012"),
        (4, 2, "ED013"),
        (5, 35, "ED012"),
        (6, 32, "ED012"),
        (8, 1, "ED125"),
    ]
    assert {each.location.file for each in result.diagnostics} == {path.as_posix()}
    assert result.diagnostics[1].hint == "did you mean `level`?"


def test_strings_and_facts_of_records_are_updated_in_three_ways(tmp_path: Path) -> None:
    path, folder = tmp_path / "a.ndjson", tmp_path / "catalog"
    run(path, [DISK], folder)
    file = folder / "events/disk/7-diskfull-v1.yaml"
    text = (
        file.read_text("utf-8").replace("Datenträger", "Laufwerk").replace("level: error", "level: critical")
    )
    file.write_text(f"# ours\n{text}", "utf-8")
    english = {"message": "Disk %1 is full.", "cause": "It is small.", "resolution": "Free space."}
    changed = {
        **DISK,
        "since": "2.0",
        "strings": {"en-US": english, "de-DE": {"message": "Disk %1 ist voll.", "cause": "Zu klein."}},
    }
    del changed["level"]
    for _ in range(2):
        (finding,) = run(path, [changed], folder).kept
        assert finding.field == "strings.de-DE.message"
    event = read_catalog(folder).catalog.events[0]
    assert (event.level, event.since) == ("critical", "2.0")
    assert event.strings["en-US"].strings == {
        "message": ("Disk %1 is full.",),
        "cause": ("It is small.",),
        "resolution": ("Free space.",),
    }
    assert event.strings["de-DE"].strings["message"] == ("Laufwerk %1 ist voll.",)
    assert event.strings["de-DE"].strings["cause"] == ("Zu klein.",)
    assert file.read_text("utf-8").startswith("# ours\n")
    run(path, [changed], folder, SourceImportOptions(prefer=Prefer.SOURCE))
    event = read_catalog(folder).catalog.events[0]
    assert event.strings["de-DE"].strings["message"] == ("Disk %1 ist voll.",)


def test_records_of_a_default_provider_have_no_provider_in_their_keys(tmp_path: Path) -> None:
    folder = tmp_path / "catalog"
    run(tmp_path / "a.ndjson", [{**DISK, "key": "7@1"}], folder)
    loaded = read_catalog(folder).catalog
    assert (loaded.settings.default_provider, loaded.events[0].key) == ("disk", "7@1")
    assert (folder / "events/7-diskfull-v1.yaml").exists()


def test_a_channel_without_a_provider_is_one_of_the_catalog(tmp_path: Path) -> None:
    record = {"id": "7", "name": "A", "channel": "app", "channel_name": "Application"}
    folder = tmp_path / "catalog"
    run(tmp_path / "a.ndjson", [{"id": "6", "name": "B"}], folder)
    run(tmp_path / "a.ndjson", [record], folder)
    assert read_catalog(folder).catalog.settings.channels == {"app": "Application"}
    assert [found for found in check_catalog(folder).diagnostics if prevents_build(found)] == []


def test_a_file_without_records_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "catalog"
    assert run(tmp_path / "a.ndjson", ["", "7"], folder).changed == []
    assert not folder.exists()
