"""A source gets the names that the catalog uses for providers, channels, levels and locales."""

from collections.abc import Collection
from dataclasses import replace

import pytest

from eventdocs.formats.manifest import read
from eventdocs.model.catalog import CatalogSettings, Provider
from eventdocs.model.declarations import Documented, LevelDeclaration, MapDeclaration, OpcodeDeclaration
from eventdocs.model.event import Event, Parameter
from eventdocs.model.source_mapping import (
    Selection,
    _Ids,
    find_provider,
    level_key,
    locale_for,
    map_provider,
    map_providers,
)
from eventdocs.model.sources import Declaration, SourceEvent, SourceProvider, SourceText
from eventdocs.text.addresses import file_name_problem

EMPTY = CatalogSettings("en-US", ("en-US",))
MANIFEST = """<?xml version="1.0"?>
<instrumentationManifest xmlns="http://schemas.microsoft.com/win/2004/08/events"><instrumentation><events>
<provider name="Example Disk" guid="{0F1A2B3C-0000-4000-8000-000000000001}" symbol="DISK">
<channels><channel name="Example/Admin" chid="C1" type="Admin" enabled="true"/><importChannel name="System" chid="SYS"/></channels>
<levels><level name="Notice Me" value="16" message="$(string.Notice)"/></levels>
<keywords><keyword name="Io" mask="0x4"/></keywords>
<tasks><task name="Copy" value="1" message="$(string.Copy)"><opcodes><opcode name="Go" value="11"/></opcodes></task></tasks>
<opcodes><opcode name="Stop" value="12"/></opcodes>
<maps><bitMap name="Mode"><map value="0x1" message="$(string.Fast)"/></bitMap></maps>
<templates><template tid="T"><data name="a" inType="win:UInt32" outType="win:HexInt32" map="Mode"/>
<struct name="s"><data name="b" inType="win:UInt8"/></struct></template></templates>
<events><event value="0x0A" version="02" symbol="Full_V2" level="Notice Me" channel="C1" keywords="Io" task="Copy"
 opcode="Go" template="T" message="$(string.Full)"/><event value="11" level="win:Error" channel="SYS"/></events>
</provider></events></instrumentation>
<localization><resources culture="en-US"><stringTable><string id="Full" value="Full: %1"/><string id="Copy" value="Copying"/>
<string id="Notice" value="Please note"/><string id="Fast" value="fast"/></stringTable></resources>
<resources culture="de"><stringTable><string id="Full" value="Voll: %1"/><string id="Copy" value="Kopieren"/></stringTable></resources>
</localization></instrumentationManifest>"""


def source() -> SourceProvider:
    (provider,) = read(MANIFEST.encode(), "disk.man").providers
    return provider


def test_facts_and_texts_of_an_event_are_those_of_the_source_in_the_catalog_s_terms() -> None:
    wanted = map_provider(source(), EMPTY)
    first, second = (each.event for each in wanted.events)
    assert (first.id, first.version, first.name, first.provider) == ("10", 2, "Full", "")
    assert (first.level, first.channel, first.keywords) == ("notice_me", "C1", ("Io",))
    assert (first.task, first.opcode) == ("Copy", "Go")
    assert first.parameters == (
        Parameter("a", "win:HexInt32", stored="win:UInt32", map="Mode"),
        Parameter("s", members=(Parameter("b", "win:UInt8"),)),
    )
    assert {tag: block.strings for tag, block in first.strings.items()} == {
        "en-US": {"message": ("Full: %1",)},
        "de": {"message": ("Voll: %1",)},
    }
    assert (second.level, second.channel, second.parameters) == ("error", "SYS", ())


def test_declarations_have_numbers_and_texts_become_labels() -> None:
    wanted = map_provider(source(), EMPTY)
    provider = wanted.provider
    assert (wanted.key, provider.name, provider.symbol) == ("ExampleDisk", "Example Disk", "DISK")
    assert (provider.keywords, provider.tasks) == ({"Io": "0x4"}, {"Copy": "1"})
    assert provider.opcodes == {
        "Stop": OpcodeDeclaration("12"),
        "Go": OpcodeDeclaration(values={"Copy": "11"}),
    }
    assert provider.maps == {"Mode": MapDeclaration(True, {"0x1": ""})}
    labels = [(each.locale, each.context, each.key, each.text.text, each.original) for each in wanted.labels]
    assert sorted(labels) == [
        ("de", "tasks", "Copy", "Kopieren", "Copying"),
        ("en-US", "levels", "notice_me", "Please note", "Please note"),
        ("en-US", "maps", "Mode/0x1", "fast", "fast"),
        ("en-US", "tasks", "Copy", "Copying", "Copying"),
    ]
    level = provider.levels["notice_me"]
    assert (level.base, level.value, level.label) == ("informational", "16", {"en-US": "Notice Me"})


def test_custom_levels_whose_names_become_equal_keep_their_numbers() -> None:
    levels = (Declaration("Too Slow", 16, 3), Declaration("too-slow", 17, 4))
    events = (SourceEvent("1", "A", 5, level="Too Slow"), SourceEvent("2", "B", 6, level="too-slow"))
    wanted = map_provider(SourceProvider("a.man", name="A", levels=levels, events=events), EMPTY)
    assert [each.event.level for each in wanted.events] == ["too_slow", "too_slow_17"]
    assert {name: level.value for name, level in wanted.declared.levels.items()} == {
        "too_slow": "16",
        "too_slow_17": "17",
    }


def test_a_custom_level_has_its_own_name_unless_the_catalog_has_this_level() -> None:
    other = LevelDeclaration("warning", value="20")
    taken = replace(
        EMPTY, levels={"notice_me": other}, providers={"net": Provider("Net", levels={"notice_me": other})}
    )
    assert [*map_provider(source(), taken).declared.levels] == ["notice_me_16"]
    shared = replace(EMPTY, levels={"notice_me": LevelDeclaration("warning", value="16")})
    wanted = map_provider(source(), shared)
    assert (wanted.events[0].event.level, wanted.declared.levels) == ("notice_me", {})
    renamed = Provider("Example Disk", levels={"note": LevelDeclaration("warning", value="16")})
    own = replace(EMPTY, providers={"disk": renamed}, levels=renamed.levels)
    assert map_provider(source(), own).events[0].event.level == "note"


def test_channels_that_the_catalog_declares_keep_their_ids() -> None:
    settings = replace(EMPTY, channels={"system": "System", "C1": "Other"})
    wanted = map_provider(source(), settings)
    assert [each.event.channel for each in wanted.events] == ["C1-2", "system"]
    assert wanted.provider.channels == {"C1-2": "Example/Admin"}


def test_a_provider_is_found_by_id_then_guid_then_name() -> None:
    by_guid = Provider("Renamed", guid="0f1a2b3c-0000-4000-8000-000000000001")
    settings = replace(EMPTY, providers={"name": Provider("Example Disk"), "guid": by_guid})
    assert find_provider(source(), settings) == "guid"
    assert find_provider(replace(source(), guid=""), settings) == "name"
    assert find_provider(source(), settings, "name") == "name"
    assert find_provider(replace(source(), guid="", name="Other"), settings) == ""
    assert map_provider(source(), settings).events[0].event.provider == "guid"


def test_only_a_single_provider_becomes_the_default_of_a_catalog_without_providers() -> None:
    other = replace(source(), name="Other", guid="")
    several, settings = map_providers([source(), other], EMPTY)
    assert [(each.key, each.is_default) for each in several] == [("ExampleDisk", False), ("Other", False)]
    assert settings.default_provider == ""
    (one,), settings = map_providers([source()], EMPTY)
    assert (one.is_default, settings.default_provider, one.events[0].event.provider) == (
        True,
        "ExampleDisk",
        "",
    )
    (again,), _ = map_providers([source()], settings)
    assert again == one
    (second,), _ = map_providers([other], settings)
    assert (second.is_default, second.events[0].event.provider) == (False, "Other")


def test_two_providers_whose_names_give_the_same_id_get_two() -> None:
    other = replace(source(), name="Example/Disk", guid="")
    several, _ = map_providers([source(), other], EMPTY)
    assert [each.key for each in several] == ["ExampleDisk", "ExampleDisk-2"]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Example Disk", "ExampleDisk"),
        ("con", "provider-con"),
        ("Aux.Disk", "provider-Aux.Disk"),
        ("Search", "provider-Search"),
        ("index.html", "provider-index.html"),
        ("...", "provider"),
        ("\u200b", "provider"),
        ("a\u200bb", "ab"),
        ("e\u0301", "\xe9"),
        ("\xe9" * 300, "\xe9" * 50),
        ("a" * 98 + ".b\xe9", "a" * 98 + ".b"),
        ("a" * 99 + ".b", "a" * 99),
    ],
)
def test_a_new_provider_gets_an_id_that_is_a_valid_folder_everywhere(name: str, key: str) -> None:
    reserved = frozenset(("search", "index.html"))
    (wanted,), _ = map_providers([replace(source(), name=name, guid="")], EMPTY, reserved=reserved)
    assert wanted.key == key
    assert file_name_problem(key) == ""


@pytest.mark.parametrize(
    ("tag", "locales", "locale"),
    [
        ("PT-br", ("en-US", "pt-BR"), "pt-BR"),
        ("pt", ("en-US", "pt-BR"), "pt-BR"),
        ("pt", ("en-US", "pt-BR", "pt-PT"), "pt"),
        ("de-AT", ("en-US", "de"), "de"),
        ("de-AT", ("en-US", "de-DE"), "de-AT"),
        ("fr-FR", ("en-US",), "fr-FR"),
        ("", ("en-US",), "en-US"),
    ],
)
def test_a_culture_is_the_catalog_s_locale_of_the_language_if_there_is_one(
    tag: str, locales: tuple[str, ...], locale: str
) -> None:
    assert locale_for(tag, CatalogSettings("en-US", locales)) == locale


@pytest.mark.parametrize(
    ("name", "key"), [("Audit", "audit"), ("win:Error", "level_error"), ("16", "level_16"), ("Ä", "level_")]
)
def test_a_custom_level_has_a_name_that_catalogs_accept(name: str, key: str) -> None:
    assert level_key(name) == key


def test_numbers_that_catalogs_cannot_hold_are_left_out_and_counted() -> None:
    declared = Declaration("Huge", 10**11, 1)
    provider = SourceProvider("a.man", name="A", tasks=(declared,), levels=(declared,))
    provider = replace(provider, events=(SourceEvent("7", "B", 2, level="Huge"),))
    wanted = map_provider(provider, EMPTY)
    assert (wanted.provider.tasks, wanted.left_out) == ({}, {"numbers that are too large": 1})
    assert (wanted.events[0].event.level, wanted.provider.levels) == ("", {})


def test_a_neutral_text_is_one_of_the_source_locale() -> None:
    provider = SourceProvider("a.mc", events=(SourceEvent("7", "B", 2, message="m"),))
    provider = replace(provider, strings={"m": {"": SourceText("Full.", "a.mc", 3)}})
    (wanted,) = map_provider(provider, EMPTY).events
    assert wanted.event.strings["en-US"].strings == {"message": ("Full.",)}
    assert wanted.texts["en-US"].line == 3


@pytest.mark.parametrize(
    ("selection", "included"),
    [
        (Selection(), True),
        (Selection(frozenset({"7"})), True),
        (Selection(frozenset({"1-6"})), False),
        (Selection(frozenset({"1-6", "7-9"})), True),
        (Selection(frozenset({"5-9", "6-6", "20-30"})), True),
        (Selection(frozenset({"9-5", "8-30"})), False),
        (Selection(frozenset({"Io"})), True),
        (Selection(frozenset({"admin"})), True),
        (Selection(documented=Documented(channels=("debug",))), False),
        (Selection(documented=Documented(ids=("8",), keywords=("Io",))), True),
        (Selection(frozenset({"7"}), Documented(ids=("8",))), False),
    ],
)
def test_a_selection_includes_events_by_id_channel_keyword_and_task(
    selection: Selection, included: bool
) -> None:
    event = Event("7", "A", channel="admin", keywords=("Io",))
    assert selection.includes(event) is included


def test_the_ids_of_a_selection_are_parsed_once_for_all_events(monkeypatch: pytest.MonkeyPatch) -> None:
    """Catalogs can list thousands of ids, and sources have thousands of events."""
    parsed: list[Collection[str]] = []

    class Counted(_Ids):
        def __init__(self, texts: Collection[str]) -> None:
            parsed.append(texts)
            super().__init__(texts)

    monkeypatch.setattr("eventdocs.model.source_mapping._Ids", Counted)
    selection = Selection(frozenset({"1-6"}), Documented(ids=("2",)))
    included = [number for number in range(9) if selection.includes(Event(str(number), "A"))]
    assert (included, parsed) == ([2], [frozenset({"1-6"}), ("2",)])


def test_an_id_of_many_digits_is_in_no_range() -> None:
    assert not Selection(frozenset({"1-6"})).includes(Event("7" * 5_000, "A"))
