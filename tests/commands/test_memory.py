"""A catalog's translations are exported as a translation memory, which fills in another catalog."""

from pathlib import Path

import pytest

from eventdocs.commands.fill import SuggestionSources, fill_locale
from eventdocs.commands.memory import export_memory
from eventdocs.formats import tmx
from eventdocs.model.errors import EventdocsError
from tests.commands.test_fill import MISSING
from tests.conftest import EVENT, Write


@pytest.fixture
def folder(catalog: Write) -> Path:
    """Return a catalog of a translated and an untranslated event."""
    return catalog({"events/8-diskslow.yaml": MISSING})


def test_a_memory_is_exported_as_tmx_and_fills_in_another_catalog(folder: Path, tmp_path: Path) -> None:
    data = export_memory(folder, "pt-BR").data
    assert list(tmx.read(data, "m.tmx", "en-US", "pt-BR")) == [
        ("Disk %1 is full.", "O disco %1 está cheio."),
        ("The disk is full.", "O disco está cheio."),
    ]
    path = tmp_path / "m.tmx"
    path.write_bytes(data.replace(b"Disk %1 is full.", b"Disk %1 is nearly full."))
    offers = fill_locale(folder, "pt-BR", SuggestionSources(memories=[path]), write=False).suggestions
    assert {offer.key for offer in offers} == {"8:description", "8:message"}


def test_exported_texts_have_single_spaces(catalog: Write) -> None:
    event = EVENT.replace("O disco está cheio.", "O disco  está cheio.")
    data = export_memory(catalog({"events/7-diskfull.yaml": event}), "pt-BR").data
    assert ("The disk is full.", "O disco está cheio.") in tmx.read(data, "m.tmx", "en-US", "pt-BR")


def test_the_locale_is_found_in_any_case_and_an_unknown_one_is_an_error(folder: Path) -> None:
    assert export_memory(folder, "PT-br") == export_memory(folder, "pt-BR")
    with pytest.raises(EventdocsError, match="locale `fr-FR`"):
        export_memory(folder, "fr-FR")


def test_the_source_locale_has_no_translations_to_export_or_suggest(folder: Path) -> None:
    with pytest.raises(EventdocsError, match="`en-US` is the source locale") as error:
        export_memory(folder, "en-US")
    assert error.value.hint == "name a target locale: pt-BR"
    with pytest.raises(EventdocsError, match="`en-US` is the source locale"):
        fill_locale(folder, "en-US", SuggestionSources(), write=False)
