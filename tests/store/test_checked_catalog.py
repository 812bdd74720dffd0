"""Catalogs come with all diagnostics that prevent a build, however they are read."""

from textwrap import dedent

import pytest

from eventdocs.commands.check import check_catalog
from eventdocs.model.errors import EventdocsError
from eventdocs.store.checked_catalog import (
    build_errors,
    explain_errors,
    has_settings,
    read_checked_catalog,
    read_sound_catalog,
    read_usable_catalog,
)
from tests.conftest import EVENT, Write

SAME_KEY = {"events/other.yaml": EVENT}
EIGHT = dedent(EVENT).replace("id: 7", "id: 8").replace("DiskFull", "DiskSlow")


def test_diagnostics_between_events_have_positions(catalog: Write) -> None:
    errors = build_errors(read_checked_catalog(catalog(SAME_KEY)).diagnostics)
    assert {error.location.file for error in errors} <= {"events/7-diskfull.yaml", "events/other.yaml"}
    assert errors[0].location.line > 0


@pytest.mark.parametrize(
    "files",
    [{}, SAME_KEY, {"events/bad.yaml": "id: [\n"}, {"catalog.yaml": "source_locale: [\n"}],
    ids=["sound", "same key", "syntax", "settings"],
)
def test_reading_one_event_at_a_time_finds_the_same(files: dict[str, str | bytes], catalog: Write) -> None:
    folder = catalog(files)
    loaded = read_checked_catalog(folder)
    diagnostics, count = explain_errors(folder)
    assert diagnostics == loaded.diagnostics
    if has_settings(loaded.catalog.settings):
        assert count == len(loaded.catalog.events)


def test_while_an_event_cannot_be_read_no_other_is_reported_as_missing(catalog: Write) -> None:
    """The link, the group and the record may belong to the event with the syntax error."""
    files = {
        "events/7-diskfull.yaml": dedent(EVENT) + "see_also: [8]\n",
        "events/slow/8.yaml": "id: [\n",
        "events/slow/group.yaml": "strings: {en-US: {title: Slow}}\n",
        "ledgers/pt-BR.ledger": f"8:message\n {'0' * 16} {'1' * 16} translated\n",
    }
    folder = catalog(files)
    for diagnostics in (
        check_catalog(folder).diagnostics,
        read_checked_catalog(folder).diagnostics,
        explain_errors(folder)[0],
    ):
        assert [found.rule.code for found in build_errors(diagnostics)] == ["ED001"]
        assert not {"ED112", "ED119", "ED222"} & {found.rule.code for found in diagnostics}
    (folder / "events/slow/8.yaml").unlink()
    codes = {found.rule.code for found in check_catalog(folder).diagnostics}
    assert {"ED112", "ED119", "ED222"} <= codes


def test_a_catalog_must_be_valid_before_it_is_changed(catalog: Write) -> None:
    assert read_sound_catalog(catalog()).catalog.events
    with pytest.raises(EventdocsError, match="has errors") as caught:
        read_sound_catalog(catalog(SAME_KEY))
    assert caught.value.hint.startswith("see them with: eventdocs check ")


def test_a_catalog_file_that_cannot_be_read_gives_no_settings(catalog: Write) -> None:
    assert has_settings(read_checked_catalog(catalog()).catalog.settings)
    assert not has_settings(read_checked_catalog(catalog({"catalog.yaml": "["})).catalog.settings)


@pytest.mark.parametrize(
    ("files", "kept", "faulty"),
    [
        ({"events/bad.yaml": "id: [\n"}, ["7"], {"events/bad.yaml"}),
        ({"events/other.yaml": EVENT}, [], {"events/7-diskfull.yaml", "events/other.yaml"}),
        ({"events/8.yaml": EIGHT.replace("level: error", "level: eror")}, ["7"], {"events/8.yaml"}),
        ({"events/8.yaml": EIGHT + "see_also: [9]\n"}, ["7", "8"], {"events/8.yaml"}),
        ({"events/a/8.yaml": EIGHT, "events/a/group.yaml": "tile: A\n"}, ["7", "8"], {"events/a/group.yaml"}),
        ({"notes.yaml": "a: b\n"}, ["7"], {"notes.yaml"}),
    ],
    ids=["syntax", "same key", "value", "reference to an event that is not there", "group", "misplaced"],
)
def test_only_the_file_with_errors_is_left_out(
    files: dict[str, str | bytes], kept: list[str], faulty: set[str], catalog: Write
) -> None:
    loaded = read_usable_catalog(catalog(files))
    assert [event.key for event in loaded.catalog.events] == kept
    assert {error.location.file for error in loaded.diagnostics} <= faulty
    assert loaded.diagnostics
    assert loaded.catalog.settings.groups == {}


@pytest.mark.parametrize("name", ["catalog.yaml", "labels/pt-BR.yaml", "pages/pt-BR.yaml", "glossary.yaml"])
def test_errors_in_settings_are_named_and_stop_the_command(name: str, catalog: Write) -> None:
    with pytest.raises(EventdocsError, match=f"{name}` has errors"):
        read_usable_catalog(catalog({name: "a: ["}))
