"""The built-in labels are complete in every language, and templates use no others."""

import re
from pathlib import Path

import polib
import pytest

from eventdocs.schema.fields import LABELS
from eventdocs.text.locales import plural_categories
from tests.conftest import ROOT
from tests.templates.extract import used

FILES = sorted((ROOT / "templates/labels").glob("*.po"))
LANGUAGES = [
    "ar",
    "cs",
    "de",
    "en",
    "es",
    "fr",
    "it",
    "ja",
    "ko",
    "pl",
    "pt-BR",
    "ru",
    "tr",
    "zh-Hans",
    "zh-Hant",
]


def entries(path: Path) -> dict[tuple[str, str], str]:
    """Return the translations of a file by context and key."""
    return {(entry.msgctxt, entry.msgid): entry.msgstr for entry in polib.pofile(str(path))}


def test_every_supported_language_has_labels() -> None:
    assert [path.stem for path in FILES] == LANGUAGES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_language_is_complete_and_keeps_the_placeholders(path: Path) -> None:
    english, own = entries(ROOT / "templates/labels/en.po"), entries(path)
    plurals = {("counts", f"events.{category}") for category in plural_categories(path.stem)}
    wanted = {
        (context, key) for context, keys in LABELS.items() for key in keys if context != "counts"
    } | plurals
    assert set(own) == wanted
    for key, text in own.items():
        original = english.get(key, english["counts", "events.other"])
        assert text.strip()
        assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", original)), key


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_levels_are_different_words(path: Path) -> None:
    levels = [text for (context, _), text in entries(path).items() if context == "levels"]
    assert len(set(levels)) == len(levels) == 6


def test_the_templates_use_labels_that_exist() -> None:
    found = list(used())
    assert len(found) > 10
    for file, line, context, key in found:
        keys = (
            {each.partition(".")[0] for each in LABELS[context]} if context == "counts" else LABELS[context]
        )
        assert key in keys, f"{file}:{line}"
