"""Sources create and update a catalog without changing a byte that people wrote."""

import random
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from eventdocs.commands.check import check_catalog
from eventdocs.formats.ledger import IMPORTS, read, read_imports
from eventdocs.formats.message_table import join_tables
from eventdocs.formats.message_table import read as read_table
from eventdocs.importers.import_findings import KEPT
from eventdocs.importers.import_sources import SourceImport, SourceImportOptions, import_sources
from eventdocs.importers.source_changes import Prefer
from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Severity
from eventdocs.model.errors import EventdocsError
from eventdocs.model.event import Event
from eventdocs.model.ledger import State
from eventdocs.model.sources import SourceChannel, SourceEvent, SourceParameter, SourceProvider, SourceText
from eventdocs.rules import prevents_build
from eventdocs.store.catalog import read_catalog
from eventdocs.store.source_files import read_source_files
from eventdocs.text.encodings import detect_encoding
from eventdocs.translations.status import translation_statuses
from tests.conftest import tree

DEFAULTS = SourceImportOptions()
CHANNEL = SourceChannel("admin", "Disk/Admin", 3, "Admin", "true")


def event(event_id: str, message: str = "", **facts: object) -> SourceEvent:
    facts = {"keywords": (), "parameters": (), "level": "error", **facts}
    return SourceEvent(event_id, f"Event{event_id}", int(event_id), message=message, **facts)  # type: ignore[arg-type]


def provider(*events: SourceEvent, texts: Mapping[str, Mapping[str, str]] = {}) -> SourceProvider:
    """Return a provider whose events have messages by string id and language."""
    strings = {
        string: {tag: SourceText(text, f"{tag}.rc", 9) for tag, text in by_tag.items()}
        for string, by_tag in texts.items()
    }
    return SourceProvider("disk.man", 2, "Disk", channels=(CHANNEL,), events=events, strings=strings)


FULL = {"full": {"en-US": "Disk %1 is full.", "de-DE": "Datenträger %1 ist voll."}}
FIRST = provider(event("7", "full", channel="admin", keywords=("Io",), task="Copy"), event("8"), texts=FULL)


def run(source: SourceProvider, folder: Path, options: SourceImportOptions = DEFAULTS) -> SourceImport:
    result = import_sources([source], folder, options)
    result.save(folder)
    return result


def events(folder: Path) -> dict[str, Event]:
    return {each.key: each for each in read_catalog(folder).catalog.events}


def message(folder: Path, locale: str = "en-US", key: str = "7") -> str:
    return " ".join(events(folder)[key].strings[locale].strings["message"])


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


SEVEN = "events/7-event7.yaml"


def test_a_new_catalog_has_the_events_and_the_provider(tmp_path: Path) -> None:
    folder = tmp_path / "catalog"
    result = run(FIRST, folder)
    assert dict(result.counts) == {"added": 2}
    assert (folder / SEVEN).read_text("utf-8") == (
        "id: 7\nname: Event7\nlevel: error\nchannel: admin\nkeywords: [Io]\ntask: Copy\nparameters: []\nstrings:\n"
        "  en-US:\n    message: Disk %1 is full.\n  de-DE:\n    message: Datenträger %1 ist voll.\n"
    )
    assert (folder / "events/8-event8.yaml").read_text() == (
        "id: 8\nname: Event8\nlevel: error\nkeywords: []\nparameters: []\nstrings: {}\n"
    )
    assert (folder / "catalog.yaml").read_text() == (
        "source_locale: en-US\nlocales: [en-US, de-DE]\ndefault_provider: Disk\nproviders:\n  Disk:\n    name: Disk\n"
        "    channels:\n      admin: {name: Disk/Admin, type: Admin, enabled: 'true'}\n"
    )
    assert [found for found in check_catalog(folder).diagnostics if prevents_build(found)] == []


def test_a_second_import_changes_no_byte(tmp_path: Path) -> None:
    folder = tmp_path / "catalog"
    run(FIRST, folder)
    before = tree(folder)
    result = run(FIRST, folder)
    assert (dict(result.counts), result.changed, result.kept) == ({"unchanged": 2}, [], [])
    assert tree(folder) == before


def test_an_update_applies_changes_of_the_source_alone_and_changes_no_other_byte(tmp_path: Path) -> None:
    folder = tmp_path / "catalog"
    run(FIRST, folder)
    edit(folder, SEVEN, "    message: Disk", "    description: Ours.  # a comment\n    message: Disk")
    before = (folder / SEVEN).read_text("utf-8")
    changed = event(
        "7",
        "full",
        level="warning",
        channel="admin",
        keywords=("Io", "Disk"),
        parameters=(SourceParameter("disk", 4, "xs:string"),),
    )
    result = run(provider(changed, texts={"full": {**FULL["full"], "en-US": "%1 is full."}}), folder)
    expected = before.replace("level: error", "level: warning").replace("[Io]", "[Io, Disk]")
    expected = expected.replace("task: Copy\n", "").replace("Disk %1 is full.", "'%1 is full.'")
    expected = expected.replace("parameters: []", "parameters:\n  - {name: disk, type: xs:string}")
    assert (folder / SEVEN).read_text("utf-8").replace('"', "'") == expected
    assert dict(result.counts) == {"updated": 1, "not in the source": 1}
    assert translation_statuses(read_catalog(folder).catalog, "de-DE")["7:message"].stale


def test_changes_by_people_since_the_last_import_are_kept(tmp_path: Path) -> None:
    folder = tmp_path / "catalog"
    run(FIRST, folder)
    edit(folder, SEVEN, "level: error", "level: critical")
    edit(folder, SEVEN, "Disk %1 is full.", "The disk %1 is full.")
    before = tree(folder)
    result = run(FIRST, folder)
    assert (result.kept, tree(folder)) == ([], before)


BOTH = provider(
    event("7", "full", level="warning", channel="admin", keywords=("Io",), task="Copy"),
    event("8"),
    texts=FULL,
)


def test_a_value_that_both_sides_changed_is_kept_and_reported_with_both_places(tmp_path: Path) -> None:
    folder = tmp_path / "catalog"
    run(FIRST, folder)
    edit(folder, SEVEN, "level: error", "level: critical")
    before = tree(folder)
    for _ in range(2):
        (finding,) = run(BOTH, folder).kept
        assert finding.rule is KEPT
        assert finding.message == "`level` is kept as `critical`; the source has `warning`"
        assert (finding.location.file, finding.location.line) == (SEVEN, 3)
        assert [(place.file, place.line) for place in finding.related] == [("disk.man", 7)]
        assert tree(folder) == before


def test_theirs_uses_the_value_of_the_source_and_ours_resolves_the_conflict(tmp_path: Path) -> None:
    folder = tmp_path / "catalog"
    run(FIRST, folder)
    edit(folder, SEVEN, "level: error", "level: critical")
    assert run(BOTH, folder, SourceImportOptions(prefer=Prefer.CATALOG)).kept == []
    assert events(folder)["7"].level == "critical"
    assert run(BOTH, folder).kept == []
    edit(folder, SEVEN, "level: critical", "level: verbose")
    run(FIRST, folder, SourceImportOptions(prefer=Prefer.SOURCE))
    assert events(folder)["7"].level == "error"


def test_a_value_that_was_never_imported_is_reported_until_an_update(tmp_path: Path) -> None:
    folder = tmp_path / "catalog"
    (folder / "events").mkdir(parents=True)
    (folder / "catalog.yaml").write_text("source_locale: en-US\nlocales: [en-US]\n")
    text = "id: 7\nname: DiskFull\nlevel: warning\nstrings:\n  en-US:\n    description: Ours.\n    message: Full.\n"
    (folder / "events/7-diskfull.yaml").write_text(text)
    result = run(FIRST, folder)
    assert sorted(finding.field for finding in result.kept) == ["level", "name", "strings.en-US.message"]
    assert run(FIRST, folder).changed == []
    kept = run(FIRST, folder, SourceImportOptions(update=True)).kept
    assert [finding.field for finding in kept] == ["name"]
    assert (events(folder)["7"].level, message(folder)) == ("error", "Disk %1 is full.")
    assert events(folder)["7"].strings["en-US"].strings["description"] == ("Ours.",)
    assert (
        (folder / "catalog.yaml")
        .read_text()
        .startswith(
            "source_locale: en-US\nlocales: [en-US, de-DE]\ndefault_provider: Disk\nproviders:\n  Disk:\n"
        )
    )


def test_a_translation_of_the_source_is_recorded_with_its_file_and_its_own_english(tmp_path: Path) -> None:
    folder = tmp_path / "catalog"
    run(FIRST, folder)
    record = read((folder / "ledgers/de-DE.ledger").read_bytes()).records["7:message"]
    assert (record.state, record.by) == (State.TRANSLATED, "source:de-DE.rc")
    statuses = translation_statuses(read_catalog(folder).catalog, "de-DE")
    assert statuses["7:message"].fresh
    edit(folder, SEVEN, "Disk %1 is full.", "The disk %1 is full.")
    newer = {"full": {"en-US": "Disk %1 is full.", "de-DE": "Der Datenträger %1 ist voll."}}
    run(provider(*FIRST.events, texts=newer), folder)
    assert message(folder, "de-DE") == "Der Datenträger %1 ist voll."
    assert translation_statuses(read_catalog(folder).catalog, "de-DE")["7:message"].stale


def test_a_vanished_event_stays_and_can_be_marked_as_deprecated(tmp_path: Path) -> None:
    folder = tmp_path / "catalog"
    run(FIRST, folder)
    less = provider(event("8"))
    assert run(less, folder).counts["not in the source"] == 1
    assert events(folder)["7"].deprecated == ""
    assert run(less, folder, SourceImportOptions(deprecate="2.1")).counts["deprecated"] == 1
    assert events(folder)["7"].deprecated == "2.1"
    assert run(less, folder, SourceImportOptions(deprecate="2.2")).changed == []


def test_an_event_that_people_deleted_comes_back_only_with_theirs(tmp_path: Path) -> None:
    folder = tmp_path / "catalog"
    run(FIRST, folder)
    (folder / SEVEN).unlink()
    assert run(FIRST, folder).counts["deleted from the catalog"] == 1
    assert "7" not in events(folder)
    run(FIRST, folder, SourceImportOptions(prefer=Prefer.SOURCE))
    assert "7" in events(folder)


def test_only_selected_and_documented_events_are_imported(tmp_path: Path) -> None:
    folder = tmp_path / "catalog"
    result = run(FIRST, folder, SourceImportOptions(only=frozenset({"Io"})))
    assert dict(result.counts) == {"added": 1, "not selected": 1}
    edit(folder, "catalog.yaml", "    name: Disk\n", "    name: Disk\n    documented: {ids: [9]}\n")
    assert dict(run(FIRST, folder).counts)["not selected"] == 2
    with pytest.raises(EventdocsError, match="no event has the id, channel, keyword or task `IO`"):
        run(FIRST, folder, SourceImportOptions(only=frozenset({"IO"})))


def test_an_event_that_the_catalog_cannot_hold_is_left_out_with_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "catalog"
    bad = replace(event("9"), name="con", id="con:9")
    result = run(provider(event("7"), bad), folder)
    (finding,) = result.diagnostics
    assert (finding.rule.code, finding.location.file, finding.location.line) == ("ED127", "disk.man", 9)
    assert sorted(events(folder)) == ["7"]
    assert not any("con" in key for key in read_imports((folder / IMPORTS).read_bytes()))


def test_a_value_whose_file_cannot_be_edited_is_kept_and_reported(tmp_path: Path) -> None:
    folder = tmp_path / "catalog"
    run(FIRST, folder)
    (folder / "events/8-event8.yaml").write_text(
        "{id: 8, name: Event8, level: error, keywords: [], parameters: [], strings: {}}\n"
    )
    (finding,) = run(provider(FIRST.events[0], event("8", level="warning"), texts=FULL), folder).kept
    assert finding.message == "`level` is kept as `error`; the source has `warning`"
    assert finding.hint.startswith("the file cannot be edited here")


def test_parameters_that_people_renamed_stay_and_other_values_are_updated(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "catalog"
    run(FIRST, folder)
    described = "strings:\n  en-US:\n    parameters: {Drive Letter: {description: Ours.}}\n"
    edit(
        folder,
        SEVEN,
        "parameters: []\nstrings:\n  en-US:\n",
        f"parameters: [{{name: Drive Letter}}]\n{described}",
    )
    named = replace(FIRST.events[0], level="warning", parameters=(SourceParameter("drive", 4, "xs:string"),))
    result = run(
        provider(named, FIRST.events[1], texts=FULL), folder, SourceImportOptions(prefer=Prefer.SOURCE)
    )
    (finding,) = result.kept
    assert (result.diagnostics, finding.field, finding.location.line) == ([], "parameters", 7)
    assert "the event has no parameter `Drive Letter`" in finding.hint
    text = (folder / SEVEN).read_text("utf-8")
    assert "level: warning\n" in text
    assert f"parameters: [{{name: Drive Letter}}]\n{described}" in text
    assert dict(result.counts) == {"updated": 1, "unchanged": 1, "values kept": 1}


def test_declarations_are_added_to_a_provider_and_those_of_people_stay(tmp_path: Path) -> None:
    folder = tmp_path / "catalog"
    run(FIRST, folder)
    edit(folder, "catalog.yaml", "type: Admin, enabled: 'true'}", "type: Debug}  # ours")
    more = replace(FIRST, symbol="DISK", channels=(CHANNEL, SourceChannel("debug", "Disk/Debug", 4)))
    run(more, folder)
    text = (folder / "catalog.yaml").read_text()
    assert "      admin: {name: Disk/Admin, type: Debug}  # ours\n      debug: Disk/Debug\n" in text
    assert "    name: Disk\n    symbol: DISK\n" in text
    assert run(more, folder).changed == []


def test_several_providers_cannot_get_the_same_id(tmp_path: Path) -> None:
    sources = [provider(event("7")), replace(provider(event("8")), name="Tape")]
    with pytest.raises(EventdocsError, match="`--provider` is the id of one provider") as caught:
        import_sources(sources, tmp_path / "catalog", SourceImportOptions(provider="x"))
    assert caught.value.hint.endswith("the files have `Disk`, `Tape`")


def test_nothing_is_written_for_a_source_without_events_or_a_catalog_with_errors(tmp_path: Path) -> None:
    folder = tmp_path / "catalog"
    assert run(provider(), folder).changed == []
    assert not folder.exists()
    run(FIRST, folder)
    edit(folder, SEVEN, "level: error", "level: erro")
    with pytest.raises(EventdocsError, match="has errors"):
        run(FIRST, folder)


def test_an_import_that_was_interrupted_between_two_files_is_completed_by_the_next(tmp_path: Path) -> None:
    complete = tmp_path / "complete"
    run(FIRST, complete)
    changed = event("7", "full", level="warning", channel="admin", keywords=("Io",), task="Copy")
    more = provider(changed, *(event(str(number), "full") for number in range(8, 12)), texts=FULL)
    before = tree(complete)
    result = import_sources([more], complete, DEFAULTS)
    result.save(complete)
    for number in range(len(result.changed)):
        folder = tmp_path / f"interrupted{number}"
        written = [name for name in result.after if name in result.changed][:number]
        for name, data in {**before, **{name: result.after[name] for name in written}}.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        assert [found for found in check_catalog(folder).diagnostics if prevents_build(found)] == []
        assert run(more, folder).kept == []
        assert tree(folder) == tree(complete)


def _changed(rng: random.Random, source: SourceProvider) -> SourceProvider:
    """Return a source with random changes: events are added, removed and changed, texts are reworded."""
    found = {each.id: each for each in source.events}
    strings = {key: dict(texts) for key, texts in source.strings.items()}
    for _ in range(rng.randint(4, 12)):
        key = str(rng.randint(1, 15))
        old = found.get(key)
        match rng.randint(0, 5):
            case 0:
                found.pop(key, None)
            case 1 if old:
                found[key] = replace(old, level=rng.choice(("error", "warning", "")))
            case 2 if old:
                found[key] = replace(old, keywords=tuple(rng.sample("abc", rng.randint(0, 3))))
            case 3 if old:
                names = rng.sample("xyz", rng.randint(0, 3))
                found[key] = replace(old, parameters=tuple(SourceParameter(name, 1, "t") for name in names))
            case _:
                found.setdefault(key, event(key, f"s{key}"))
                tag, word = rng.choice(("en-US", "de-DE")), rng.choice(("One", "Two", " Three ", "A\nB"))
                strings.setdefault(f"s{key}", {})[tag] = SourceText(f"{word} %1", "t.rc", 1)
    ordered = tuple(found[key] for key in sorted(found, key=int))
    return replace(source, events=ordered, strings=strings)


def _edited_by_people(rng: random.Random, folder: Path) -> dict[tuple[str, str], str]:
    """Change some values in the files, and return all levels and messages by key and name."""
    for path in sorted((folder / "events").iterdir()):
        text = path.read_text("utf-8")
        if rng.random() < 0.4:
            text = re.sub(r"(?m)^level: .*", f"level: {rng.choice(('critical', 'verbose'))}", text)
        if rng.random() < 0.4 and "description" not in text and "  en-US:\n" in text:
            text = text.replace("  en-US:\n", "  en-US:\n    description: Ours.  # kept\n")
        if rng.random() < 0.3:
            text = re.sub(r"(?m)^    message: .*(?:\n      .*)*", "    message: Ours %1", text, count=1)
        path.write_text(text, "utf-8")
    return _values(read_catalog(folder).catalog)


def _values(catalog: Catalog) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for each in catalog.events:
        found[each.key, "level"] = each.level
        for locale, block in each.strings.items():
            for name, segments in block.strings.items():
                found[each.key, f"{locale}.{name}"] = " ".join(segments)
    return found


def _wanted(source: SourceProvider) -> dict[tuple[str, str], str]:
    found = {}
    for each in source.events:
        found[each.id, "level"] = each.level
        for tag, text in source.texts(each.message).items():
            found[each.id, f"{tag}.message"] = text.text
    return found


@pytest.mark.parametrize("seed", range(12))
def test_random_updates_agree_with_a_model_and_lose_nothing(tmp_path: Path, seed: int) -> None:
    """The model is a dictionary of the values of each side, and of the last import."""
    rng, folder = random.Random(seed), tmp_path / "catalog"
    source = _changed(rng, provider())
    while not source.events:
        source = _changed(rng, source)
    base: dict[tuple[str, str], str] = {}
    ours: dict[tuple[str, str], str] = {}
    for _ in range(8):
        theirs = _wanted(source)
        known = {key for key, _ in base} | {key for key, _ in ours}
        expected, conflicts = dict(ours), set()
        present = {key for key, _ in ours}
        for place, value in theirs.items():
            mine, last = ours.get(place, ""), base.get(place, "")
            if place[0] in known and place[0] not in present:
                continue  # deleted by people
            if mine == value or last == value:
                pass
            elif mine == last:
                expected[place] = value
            else:
                conflicts.add(place)
            if place not in conflicts:
                base[place] = value
        result = run(source, folder)
        after = _values(read_catalog(folder).catalog)
        assert {key: text for key, text in after.items() if text} == {k: t for k, t in expected.items() if t}
        reported = {(found.event, found.field.removeprefix("strings.")) for found in result.kept}
        assert {place for place in reported if place[1] not in ("keywords", "parameters")} == conflicts
        assert run(source, folder).changed == []
        ours = _edited_by_people(rng, folder)
        source = _changed(rng, source)
        while not source.events:
            source = _changed(rng, source)


def _number(text: str) -> int:
    return int(text, 16) if text.lower().startswith("0x") else int(text)


def _count(data: bytes) -> list[tuple[str, int, int, int, int]]:
    """Return the numbers of events, channels, maps and parameters of each provider of a manifest."""
    encoding = detect_encoding(data)
    text = data.decode(encoding) if encoding else data.decode()
    root = ElementTree.fromstring(re.sub(r"^\ufeff?<\?xml.*?\?>", "", text.lstrip("\ufeff")))
    ns = "{http://schemas.microsoft.com/win/2004/08/events}"
    counted = []
    for each in root.iter(f"{ns}provider"):
        sizes = {
            template.get("tid"): len([child for child in template if child.tag != f"{ns}UserData"])
            for template in each.iter(f"{ns}template")
        }
        found = [item for group in each.findall(f"{ns}events") for item in group.findall(f"{ns}event")]
        keys = {(_number(item.get("value", "")), item.get("version", "0")): item for item in found}
        maps = len([item for group in each.iter(f"{ns}maps") for item in group])
        channels = len([item for group in each.iter(f"{ns}channels") for item in group])
        parameters = sum(sizes.get(item.get("template"), 0) for item in keys.values())
        counted.append((each.get("name", ""), len(keys), channels, maps, parameters))
    return counted


@pytest.mark.parametrize(
    "name",
    [
        "AdvancedProvider",
        "CSV",
        "ClrEtwAll",
        "HTTP_Server",
        "IE_Client",
        "MsQuicEtw",
        "SimpleProvider",
        "asp",
    ],
)
def test_a_sample_manifest_becomes_a_complete_catalog_without_errors(
    name: str, shared: Path, tmp_path: Path
) -> None:
    path = shared / f"corpus/manifests/{name}.man"
    folder = tmp_path / "catalog"
    result = import_sources(read_source_files([path]).providers, folder, SourceImportOptions())
    result.save(folder)
    loaded = check_catalog(folder)
    assert [found for found in loaded.diagnostics if found.severity is Severity.ERROR] == []
    settings = loaded.catalog.settings
    own = {key: "" if key == settings.default_provider else key for key in settings.providers}
    counted = []
    for key, each in settings.providers.items():
        found = [event for event in loaded.catalog.events if event.provider == own[key]]
        parameters = sum(len(event.parameters or ()) for event in found)
        counted.append((each.name, len(found), len(each.channels), len(each.maps), parameters))
    assert counted == _count(path.read_bytes())
    assert import_sources(read_source_files([path]).providers, folder, SourceImportOptions()).changed == []


@pytest.mark.parametrize("name", ["FileRep", "devcon-msg", "eventlogmsgs", "serlog"])
def test_a_sample_message_compiler_file_gives_its_texts_to_the_character(
    name: str, shared: Path, tmp_path: Path
) -> None:
    (source,) = read_source_files([shared / f"corpus/mc/{name}.mc"]).providers
    folder = tmp_path / "catalog"
    result = import_sources([source], folder, SourceImportOptions(ids="code"))
    result.save(folder)
    loaded = check_catalog(folder)
    assert [found for found in loaded.diagnostics if found.severity is Severity.ERROR] == []
    found = {event.id: event for event in loaded.catalog.events}
    texts = {
        each.id: sorted(text.text for text in source.texts(each.message).values()) for each in source.events
    }
    assert texts == {
        key: sorted(" ".join(block.strings["message"]) for block in event.strings.values())
        for key, event in found.items()
    }
    assert loaded.catalog.settings.providers[name].ids == "code"


WCF = "corpus/manifests/Microsoft.Windows.ApplicationServer.Applications.manifest"
TABLES = ("de-DE", "en-US", "ja-JP", "pt-BR")


@pytest.fixture(scope="module")
def wcf(shared: Path) -> SourceProvider:
    """Return the provider of the real manifest with its four tables."""
    folder = shared / "corpus/tables"
    tables = [folder / f"Microsoft.Windows.ApplicationServer.Applications.{tag}.rc" for tag in TABLES]
    read = read_source_files([shared / WCF], tables)
    assert read.findings == []
    (source,) = read.providers
    return source


def test_a_manifest_with_four_tables_has_all_messages_in_four_locales(
    wcf: SourceProvider, shared: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "catalog"
    run(wcf, folder)
    found = events(folder)
    assert len(found) == 481
    for tag in TABLES:
        name = f"corpus/tables/Microsoft.Windows.ApplicationServer.Applications.{tag}.rc"
        texts = read_table((shared / name).read_bytes(), name).texts
        for key, each in found.items():
            number = 0xB0000000 | each.version << 16 | int("301" if key in ("302", "303") else each.id)
            assert " ".join(each.strings[tag].strings["message"]) == texts[number].text, (tag, key)
    assert run(wcf, folder).changed == []
    assert join_tables(wcf, []) == (wcf, [])


def _hand_written(folder: Path) -> dict[tuple[str, str, str], object]:
    return {
        (each.key, locale, name): value
        for each in read_catalog(folder).catalog.events
        for locale, block in each.strings.items()
        for name, value in (*block.strings.items(), ("prefix", block.prefix), ("labels", block.labels))
    }


def test_a_manifest_joins_a_catalog_of_pages_and_touches_no_string_of_people(
    wcf: SourceProvider, imported: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "catalog"
    for name, data in tree(imported).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    before, files = _hand_written(folder), tree(folder)
    result = run(wcf, folder)
    assert (result.counts["added"], result.counts["updated"]) == (221, 260)
    after = _hand_written(folder)
    assert {key: after[key] for key in before} == before
    for name in files:
        if name.startswith("events/"):
            strings = files[name].partition(b"\nstrings:")[2]
            assert (folder / name).read_bytes().partition(b"\nstrings:")[2] == strings, name
    assert run(wcf, folder).changed == []
    updated = run(wcf, folder, SourceImportOptions(update=True))
    assert updated.diagnostics == []
    fields = [found.field for found in updated.kept]
    assert (fields.count("parameters"), set(fields)) == (12, {"name", "parameters"})
    messages = {key: value for key, value in _hand_written(folder).items() if key[2] != "message"}
    assert messages == {key: value for key, value in after.items() if key[2] != "message"}


def test_a_locale_without_strings_gets_a_message_and_the_other_locales_keep_theirs(tmp_path: Path) -> None:
    run(provider(event("7", "full"), texts={"full": {"en-US": "Disk %1 is full."}}), tmp_path)
    own = "strings:\n  en-US:\n    description: People wrote this.\n    message:"
    edit(tmp_path, "events/7-event7.yaml", "strings:\n  en-US:\n    message:", own)
    edit(tmp_path, "events/7-event7.yaml", "is full.\n", "is full.\n  de-DE: {}\n")
    edit(tmp_path, "catalog.yaml", "[en-US]", "[en-US, de-DE]")
    run(provider(event("7", "full"), texts=FULL), tmp_path)
    assert (message(tmp_path), message(tmp_path, "de-DE")) == ("Disk %1 is full.", "Datenträger %1 ist voll.")
    assert "People wrote this." in (tmp_path / "events/7-event7.yaml").read_text("utf-8")


def test_a_text_of_many_events_cannot_fill_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A manifest of a few kilobytes could describe gigabytes of event files."""
    texts = {"full": {"en-US": "x" * 1_000}}
    shared = provider(*(event(str(number), "full") for number in range(100)), texts=texts)
    monkeypatch.setenv("EVENTDOCS_MAX_IMPORTED_SIZE", "100000")
    with pytest.raises(EventdocsError, match="would write more than 100,000 bytes of events") as caught:
        run(shared, tmp_path / "c")
    assert "EVENTDOCS_MAX_IMPORTED_SIZE" in caught.value.hint
    assert not (tmp_path / "c").exists()
    monkeypatch.setenv("EVENTDOCS_MAX_IMPORTED_SIZE", "200000")
    assert run(shared, tmp_path / "c").counts["added"] == 100
    monkeypatch.setenv("EVENTDOCS_MAX_IMPORTED_SIZE", "100000")
    changed = replace(shared, strings={"full": {"en-US": SourceText("y" * 1_000, "en.rc", 9)}})
    with pytest.raises(EventdocsError, match="would write more than"):
        run(changed, tmp_path / "c")
    assert message(tmp_path / "c") == "x" * 1_000
