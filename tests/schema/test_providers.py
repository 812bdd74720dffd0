"""Declarations of providers and parameters survive a round trip; short and long forms are equal."""

import pytest

from eventdocs.formats.yaml.write import event_text
from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.declarations import (
    ChannelProperties,
    Documented,
    LevelDeclaration,
    MapDeclaration,
    OpcodeDeclaration,
)
from eventdocs.model.event import Event, Parameter
from eventdocs.model.strings import source_labels
from eventdocs.store.catalog import parse_catalog, parse_event

CATALOG = """\
source_locale: en-US
locales: [en-US]
default_provider: disk
levels: {notice: {as: informational, value: 16}}
channels: {system: {name: System}}
providers:
  disk:
    name: Disk
    symbol: DISK
    source: [disk.man, disk.rc]
    ids: value
    documented: {ids: [7, 10-19], channels: [debug], keywords: [Io]}
    channels:
      admin: Disk/Admin
      debug: {name: Disk/Debug, type: Debug, enabled: true, isolation: System}
    keywords: {Io: {mask: '0x4'}}
    tasks: {Copy: {value: 1}}
    opcodes: {Stop: {value: 2}, Go: {values: {Copy: 3}}}
    maps: {Mode: {kind: bits, entries: {'0x1': {name: Fast}, '0x2': {}}}}
  net: {name: Net, tasks: {Copy: {value: 9}}}
"""


def settings(text: str = CATALOG) -> CatalogSettings:
    loaded = parse_catalog({"catalog.yaml": text.encode()})
    assert loaded.diagnostics == []
    return loaded.catalog.settings


def test_a_provider_is_loaded_with_all_that_it_declares() -> None:
    disk = settings().providers["disk"]
    assert (disk.symbol, disk.source, disk.ids) == ("DISK", ("disk.man", "disk.rc"), "value")
    assert disk.documented == Documented(("7", "10-19"), ("debug",), ("Io",))
    assert disk.channels == {"admin": "Disk/Admin", "debug": "Disk/Debug"}
    assert disk.channel_properties == {"debug": ChannelProperties("Debug", "true", "System")}
    assert (disk.keywords, disk.tasks) == ({"Io": "0x4"}, {"Copy": "1"})
    assert disk.opcodes == {"Stop": OpcodeDeclaration("2"), "Go": OpcodeDeclaration(values={"Copy": "3"})}
    assert disk.maps == {"Mode": MapDeclaration(True, {"0x1": "Fast", "0x2": ""})}
    assert settings().levels["notice"].value == "16"


def test_the_long_form_of_a_channel_has_its_name_like_the_short_form() -> None:
    assert settings().channels_of("disk") == {
        "system": "System",
        "admin": "Disk/Admin",
        "debug": "Disk/Debug",
    }


def test_names_of_providers_are_labels_and_those_of_other_providers_begin_with_their_id() -> None:
    labels = source_labels(settings(), ())
    assert labels["tasks"] == {"Copy": "Copy", "net/Copy": "Copy"}
    assert labels["opcodes"] == {"Stop": "Stop", "Go": "Go"}
    assert labels["maps"] == {"Mode/0x1": "Fast", "Mode/0x2": "0x2"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("mask: '0x4'", "mask: 4"),
        ("enabled: true", "enabled: maybe"),
        ("ids: value", "ids: number"),
        ("kind: bits", "kind: flags"),
        ("'0x1': {name", "one: {name"),
        ("symbol: DISK", "symbl: DISK"),
        ("value: 16", "value: high"),
    ],
)
def test_a_wrong_value_is_reported_at_its_place(old: str, new: str) -> None:
    text = CATALOG.replace(old, new)
    (finding,) = parse_catalog({"catalog.yaml": text.encode()}).diagnostics
    line = text.splitlines()[finding.location.line - 1]
    assert new.split(":")[0] in line or new in line


def test_parameters_with_stored_types_and_members_are_written_and_read_back() -> None:
    one = (Parameter("used", "win:UInt64"),)
    event = Event(
        "7",
        "A",
        parameters=(Parameter("a", "xs:string", stored="win:UnicodeString"), Parameter("s", members=one)),
    )
    text = event_text(event, ("en-US",)).replace("strings:\n", "strings: {}\n")
    assert "  - {name: s, members: [{name: used, type: 'win:UInt64'}]}\n" in text.replace(
        "type: win:UInt64", "type: 'win:UInt64'"
    )
    loaded, findings = parse_event(text.encode(), "events/7.yaml", CatalogSettings("en-US", ("en-US",)))
    assert findings == []
    assert loaded is not None
    assert loaded.parameters == event.parameters


LEVELS = CATALOG.replace(
    "  net: {name: Net, ",
    "  net: {name: Net, levels: {audit: {as: warning, value: 17, label: {en-US: Audit}}}, ",
)


def test_levels_of_a_provider_are_levels_of_the_catalog() -> None:
    found = settings(LEVELS)
    assert found.providers["net"].levels == {"audit": LevelDeclaration("warning", {"en-US": "Audit"}, "17")}
    assert list(found.levels) == ["notice", "audit"]
    assert list(found.own_levels) == ["notice"]
    event, findings = parse_event(b"id: 7\nname: A\nlevel: audit\nstrings: {}\n", "events/7.yaml", found)
    assert findings == []
    assert event is not None
    lines = LEVELS.splitlines()
    where = found.label_location("en-US", "levels", "audit")
    assert lines[where.line - 1][where.column - 1 :].startswith("Audit}")
    (finding,) = parse_catalog(
        {"catalog.yaml": LEVELS.replace("as: warning", "as: alert").encode()}
    ).diagnostics
    assert finding.message.startswith("unknown value `alert`")
