"""New values are inserted into existing files; existing ones are kept unless an update is wanted."""

from dataclasses import replace

import pytest

from eventdocs.formats.yaml import edit
from eventdocs.importers.merge import merge_event, merge_events, merge_files
from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.errors import EventdocsError
from eventdocs.model.event import Event, LocaleStrings
from eventdocs.model.tree import Node
from eventdocs.store.catalog import parse_catalog, parse_event

FILE = "events/7-a.yaml"
DATA = b"id: 7\nname: A\nstrings:\n  en-US:\n    message: Full.  # ours\n  pt-BR:\n    message: Cheio.\n"
LOCALES = ("en-US", "ja-JP", "pt-BR")


def parsed(data: bytes) -> Event:
    event, findings = parse_event(data, FILE, CatalogSettings("en-US", ("en-US",)))
    assert event is not None
    assert findings == []
    return event


def imported(locale: str, **values: object) -> Event:
    return Event("7", "A", strings={locale: LocaleStrings(**values)})  # type: ignore[arg-type]


def test_a_new_locale_is_inserted_in_its_place() -> None:
    new = imported("ja-JP", strings={"message": ("満杯。",)})
    data, kept = merge_event(parsed(DATA), new, DATA, LOCALES, update=False)
    assert data == DATA.replace(b"  pt-BR:", "  ja-JP:\n    message: 満杯。\n  pt-BR:".encode())
    assert kept == []


def test_a_new_string_is_inserted_with_the_mappings_above_it() -> None:
    new = imported(
        "en-US", strings={"message": ("Full.",)}, parameters={"Uri": {"description": ("An address.",)}}
    )
    data, kept = merge_event(parsed(DATA), new, DATA, LOCALES, update=False)
    assert parsed(data).strings["en-US"].parameters == {"Uri": {"description": ("An address.",)}}
    assert b"message: Full.  # ours\n" in data
    assert kept == []


def test_an_existing_string_is_kept_and_reported_with_its_location() -> None:
    new = imported("en-US", strings={"message": ("Is full.",)})
    data, (finding,) = merge_event(parsed(DATA), new, DATA, LOCALES, update=False)
    assert data == DATA
    assert finding.message == "`message` is kept as `Full.`; the page has `Is full.`"
    assert (finding.location.file, finding.location.line) == (FILE, 5)
    assert (finding.event, finding.locale, finding.field) == ("7", "en-US", "strings.en-US.message")


def test_an_update_replaces_the_value_and_no_other_byte() -> None:
    new = imported("en-US", strings={"message": ("Is full.",)})
    data, kept = merge_event(parsed(DATA), new, DATA, LOCALES, update=True)
    assert (data, kept) == (DATA.replace(b"Full.", b"Is full."), [])


def test_a_value_that_cannot_be_edited_is_kept_even_by_an_update() -> None:
    data = b"id: 7\nname: A\nstrings: {en-US: {cause: [One., Two.]}}\n"
    new = imported("en-US", strings={"cause": ("One.", "Three.")})
    merged, kept = merge_event(parsed(data), new, data, LOCALES, update=True)
    assert (merged, len(kept)) == (data, 1)


@pytest.mark.parametrize(("update", "message", "count"), [(False, "Full.", 1), (True, "Is full.", 0)])
def test_the_first_page_of_an_import_wins_unless_it_updates(update: bool, message: str, count: int) -> None:
    first = imported("en-US", strings={"message": ("Full.",)})
    second = imported("en-US", strings={"message": ("Is full.",)})
    event, kept = merge_events(first, second, "fr-fr/7-a.md", update=update)
    assert event.strings["en-US"].strings == {"message": (message,)}
    assert [finding.location.file for finding in kept] == ["fr-fr/7-a.md"] * count


def test_pages_in_several_languages_become_one_event() -> None:
    first, second = imported("en-US"), imported("pt-BR", strings={"message": ("Cheio.",)})
    event, kept = merge_events(first, second, "pt-br/7-a.md", update=False)
    assert (sorted(event.strings), kept) == (["en-US", "pt-BR"], [])
    assert merge_events(None, first, "x.md", update=False) == (first, [])


def test_settings_files_get_new_locales_channels_and_labels() -> None:
    files = {
        "catalog.yaml": b"source_locale: en-US\nlocales: [en-US, pt-BR]  # two\n",
        "labels/pt-BR.yaml": b"headings:\n  message: Recado  # ours\n",
    }
    before = parse_catalog(files).catalog.settings
    after = replace(
        before,
        locales=LOCALES,
        channels={"admin": "A/Admin", "debug": "A/Debug"},
        labels={
            "pt-BR": {"headings": {"message": "Mensagem", "cause": "Causa"}, "levels": {"error": "Erro"}}
        },
    )
    merged = merge_files(before, after, files)
    assert merged["catalog.yaml"].startswith(b"source_locale: en-US\nlocales: [en-US, ja-JP, pt-BR]  # two\n")
    settings = parse_catalog(merged).catalog.settings
    assert settings.channels == after.channels
    assert settings.labels["pt-BR"] == {
        "headings": {"message": "Recado", "cause": "Causa"},
        "levels": {"error": "Erro"},
    }
    assert b"message: Recado  # ours\n" in merged["labels/pt-BR.yaml"]
    assert merge_files(settings, settings, merged) == merged


def test_a_labels_file_is_parsed_once_for_each_context_and_not_for_each_label(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = {
        "catalog.yaml": b"source_locale: en-US\nlocales: [en-US, pt-BR]\n",
        "labels/pt-BR.yaml": b"keywords:\n  a: b\n",
    }
    before = parse_catalog(files).catalog.settings
    keywords = {f"k{number:02}": "texto" for number in range(50)}
    parses = 0
    parse = edit.parse_editable

    def count(data: bytes) -> tuple[str, Node]:
        nonlocal parses
        parses += 1
        return parse(data)

    monkeypatch.setattr(edit, "parse_editable", count)
    merged = merge_files(before, replace(before, labels={"pt-BR": {"keywords": keywords}}), files)
    assert parses <= 2
    labels = parse_catalog({**files, **merged}).catalog.settings.labels
    assert labels["pt-BR"]["keywords"] == {"a": "b", **keywords}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("labels/pt-BR.yaml", b"headings: {message: Recado}\n"),
        ("catalog.yaml", b"source_locale: en-US\nlocales: [en-US, pt-BR]\nchannels: {a: A}\n"),
    ],
)
def test_a_settings_file_that_cannot_be_edited_is_an_error_with_its_name(name: str, text: bytes) -> None:
    settings = b"source_locale: en-US\nlocales: [en-US, pt-BR]\n"
    files = {"catalog.yaml": settings, name: text}
    before = parse_catalog(files).catalog.settings
    labels = {"pt-BR": {"headings": {"cause": "Causa"}}}
    after = replace(before, channels={**before.channels, "b": "B"}, labels=labels)
    with pytest.raises(EventdocsError, match=f"`{name}` cannot be edited: .* one key per line"):
        merge_files(before, after, files)
