"""Catalogs come with all diagnostics that prevent a build, however they are read."""

import pytest

from eventdocs.model.errors import EventdocsError
from eventdocs.store.checked_catalog import (
    build_errors,
    explain_errors,
    has_settings,
    read_checked_catalog,
    read_sound_catalog,
)
from tests.conftest import EVENT, Write

SAME_KEY = {"events/other.yaml": EVENT}


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


def test_a_catalog_that_is_changed_must_be_sound(catalog: Write) -> None:
    assert read_sound_catalog(catalog()).catalog.events
    with pytest.raises(EventdocsError, match="has errors") as caught:
        read_sound_catalog(catalog(SAME_KEY))
    assert caught.value.hint.startswith("see them with: eventdocs check ")


def test_a_catalog_file_that_cannot_be_read_gives_no_settings(catalog: Write) -> None:
    assert has_settings(read_checked_catalog(catalog()).catalog.settings)
    assert not has_settings(read_checked_catalog(catalog({"catalog.yaml": "["})).catalog.settings)
