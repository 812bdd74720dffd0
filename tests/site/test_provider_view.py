"""A provider's page shows the declarations of the catalog in its locale."""

import json
from collections.abc import Mapping

import jsonschema
import pytest

from eventdocs.model.catalog import CatalogSettings, Provider
from eventdocs.model.declarations import (
    ChannelProperties,
    LevelDeclaration,
    MapDeclaration,
    OpcodeDeclaration,
)
from eventdocs.model.event import EventRef
from eventdocs.model.labels import LabelText
from eventdocs.model.ledger import Ledger, LedgerRecord, State, string_hash
from eventdocs.site.locale_context import LocaleContext, locale_context
from eventdocs.site.page_view import MapTable
from eventdocs.site.provider_json import provider_json, provider_json_schema
from eventdocs.site.provider_view import (
    EventCounts,
    ProviderView,
    count_events,
    map_table,
    provider_view,
)

DISK = Provider(
    "Example-Disk",
    "{0f1a2b3c-0000-4000-8000-000000000001}",
    {"admin": "Example-Disk/Admin"},
    title={"en": "Disk driver", "de": "Datenträgertreiber"},
    channel_properties={"admin": ChannelProperties("Admin", "true")},
    keywords={"Storage": "0x1", "Slow": "0x2"},
    tasks={"Format": "1"},
    opcodes={"Pause": OpcodeDeclaration("10"), "Done": OpcodeDeclaration(values={"Format": "11"})},
    maps={"Mode": MapDeclaration(False, {"1": "Fast", "2": ""}), "Flags": MapDeclaration(True, {"0x1": "A"})},
    levels={"notice": LevelDeclaration("informational", value="16")},
)
LABELS = {
    "en": {"maps": {"Mode/1": "quick"}},
    "de": {
        "channels": {"admin": "Verwaltung"},
        "keywords": {"Storage": "Speicher", "Slow": "Slow"},
        "tasks": {"Format": "Formatieren", "tape/Format": "Band formatieren"},
        "opcodes": {"Done": "Fertig"},
        "maps": {"Mode/1": "schnell", "Mode/2": "sicher", "tape/Mode/1": "anders"},
    },
}
MODE = "label:maps.Mode/1"


def settings(records: Mapping[str, LedgerRecord] | None = None) -> CatalogSettings:
    """Return settings with two providers that have tasks and maps with the same names."""
    tape = Provider("Tape", tasks={"Format": "3"}, maps={"Mode": MapDeclaration(False, {"1": "Fast"})})
    return CatalogSettings(
        "en",
        ("en", "de"),
        default_provider="disk",
        providers={"disk": DISK, "tape": tape},
        levels={"notice": LevelDeclaration("warning")},
        labels=LABELS,
        ledgers={"de": Ledger(records)} if records else {},
    )


def context(locale: str, own: CatalogSettings | None = None) -> LocaleContext:
    """Return the context of a locale."""
    return locale_context(own or settings(), locale, {"en": {"levels": {"error": "Error"}}})


NO_EVENTS = EventCounts()


def view(locale: str, key: str = "disk", counts: EventCounts = NO_EVENTS) -> ProviderView:
    """Return the view of a provider."""
    return provider_view(context(locale), settings(), key, counts)


def test_names_have_numbers_and_the_display_texts_of_the_locale() -> None:
    page = view("de")
    nothing = LabelText("", "")
    assert page.heading == LabelText("Datenträgertreiber", "de")
    assert [(row.name, row.text.text, row.properties.type) for row in page.channels] == [
        ("Example-Disk/Admin", "Verwaltung", "Admin")
    ]
    assert page.keywords == (
        ("Storage", "0x1", LabelText("Speicher", "de"), ""),
        ("Slow", "0x2", nothing, ""),
    )
    assert page.tasks == (("Format", "1", LabelText("Formatieren", "de"), ""),)
    assert page.opcodes == (
        ("Pause", "10", nothing, ""),
        ("Done", "11", LabelText("Fertig", "de"), "Format"),
    )


def test_names_of_another_provider_have_separate_labels() -> None:
    page = view("de", "tape")
    assert [row.text.text for row in page.tasks] == ["Band formatieren"]
    assert [entry.text.target for entry in page.maps[0].entries if entry.text] == ["anders"]
    assert page.heading == LabelText("Tape", "")
    assert page.list_path == "index.html?provider=Tape"
    assert page.subscriptions == ()


def test_levels_are_those_of_the_events_and_declared_ones_with_their_numbers() -> None:
    refs = [
        EventRef("", "1", "A", level="error"),
        EventRef("", "2", "B", level="error"),
        EventRef("", "3", "C"),
        EventRef("", "1", "A", "tape", level="notice"),
    ]
    counts = count_events(refs, "disk")
    assert counts == {
        "disk": EventCounts(3, (("", 1), ("error", 2))),
        "tape": EventCounts(1, (("notice", 1),)),
    }
    rows = [(row.name, row.base, row.number, row.events) for row in view("en", counts=counts["disk"]).levels]
    assert rows == [("error", "error", "2", 2), ("notice", "informational", "16", 0)]
    assert [row[:3] for row in view("en", "tape", counts["tape"]).levels] == [("notice", "warning", "")]


def test_an_entry_of_a_map_has_its_name_and_its_text_with_the_source() -> None:
    table = map_table(context("de"), "", "Mode")
    assert table is not None
    texts = [(entry.number, entry.name, entry.text and entry.text[1:4]) for entry in table.entries]
    assert texts == [("1", "Fast", ("quick", "schnell", "de")), ("2", "", ("2", "sicher", "de"))]
    assert (table.bits, table.has_names, table.has_texts) == (False, True, True)
    flags = map_table(context("de"), "", "Flags")
    assert flags is not None
    assert (flags.bits, flags.has_texts, flags.entries[0].text) == (True, False, None)


def test_a_text_of_a_map_that_is_only_in_the_source_locale_is_missing() -> None:
    english_only = CatalogSettings(
        "en", ("en", "de"), default_provider="disk", providers={"disk": DISK}, labels={"en": LABELS["en"]}
    )
    table = map_table(context("de", english_only), "", "Mode")
    assert table is not None
    text = table.entries[0].text
    assert text is not None
    assert (text.target, text.locale, text.missing) == ("quick", "en", True)


@pytest.mark.parametrize("name", ["Unknown", ""])
def test_a_map_that_the_provider_does_not_declare_has_no_table(name: str) -> None:
    assert map_table(context("de"), "", name) is None
    assert map_table(context("de"), "unknown", "Mode") is None


def official(by: str, source: str = "quick", target: str = "schnell") -> MapTable:
    """Return the map of modes, given the record of its first text; the other one is official."""
    path = ("maps", "Mode/1")
    records = {
        MODE: LedgerRecord(string_hash((source,), path), string_hash((target,), path), State.TRANSLATED, by),
        "label:maps.Mode/2": LedgerRecord(
            string_hash(("2",), path), string_hash(("sicher",), path), State.TRANSLATED, "source:disk.rc"
        ),
    }
    table = map_table(context("de", settings(records)), "", "Mode")
    assert table is not None
    return table


def test_a_map_is_official_if_all_its_texts_are_the_vendors_own_and_fresh() -> None:
    assert official("source:disk.rc").official
    assert not official("ana").official
    assert not official("source:disk.rc", source="faster").official
    assert not official("source:disk.rc", target="flott").official


def test_the_json_page_has_everything_and_follows_its_schema() -> None:
    validator = jsonschema.Draft202012Validator(provider_json_schema())
    for key in ("disk", "tape"):
        for locale in ("en", "de"):
            validator.validate(json.loads(provider_json(view(locale, key, EventCounts(1, (("error", 1),))))))
    page = json.loads(provider_json(view("de"), "https://events.example"))
    assert page["url"] == "https://events.example/de/disk/index.html"
    assert (page["title"], page["description"], page["symbol"]) == ("Datenträgertreiber", None, None)
    assert page["channels"] == [
        {
            "name": "Example-Disk/Admin",
            "text": "Verwaltung",
            "type": "Admin",
            "enabled": True,
            "isolation": None,
        }
    ]
    assert page["opcodes"][1] == {"name": "Done", "value": "11", "task": "Format", "text": "Fertig"}
    assert page["maps"][0]["entries"][0] == {
        "value": "1", "name": "Fast", "text": "schnell", "source": "quick",
    }  # fmt: skip
    assert {each["tool"] for each in page["subscriptions"]} >= {"logman", "wevtutil"}
