"""Pseudo-locales change the words that a person would translate, and nothing else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventdocs.model.event import Event, LocaleStrings
from eventdocs.text.identifiers import identifiers
from eventdocs.text.placeholders import placeholders
from eventdocs.translations.pseudo import PSEUDO, pseudo_text, with_pseudo_strings
from tests.conftest import Run, Write

TEXTS = st.lists(
    st.sampled_from(
        ["Disk", "%1", "`a b`", "SocketId", "is", "{name}", "0x80070005", "[[x", "[x](https://a.example/b)"]
    )
).map(" ".join)


def test_words_get_accents_and_grow_by_a_third() -> None:
    assert pseudo_text("Disk %1 is full.", "qps-ploc") == "[Đïšķ %1 ïš füļļ. ~~~~]"
    assert pseudo_text("%1", "qps-ploc") == "%1"
    assert pseudo_text("See [it](https://a.example/b).", "qps-ploc").count("https://a.example/b") == 1


@given(TEXTS, st.sampled_from(PSEUDO))
def test_inserts_and_names_are_left_alone(text: str, locale: str) -> None:
    changed = pseudo_text(text, locale)
    assert [each.text for each in placeholders(changed)] == [each.text for each in placeholders(text)]
    assert [each.text for each in identifiers(changed)] == [each.text for each in identifiers(text)]


def test_ids_titles_and_names_of_parameters_are_left_alone() -> None:
    block = LocaleStrings(
        strings={"id": ("7",), "title": ("7 - DiskFull",), "message": ("Full.",)},
        parameters={"Path": {"name": ("Path",), "description": ("Full.",)}},
    )
    event = with_pseudo_strings(Event("7", "DiskFull", strings={"en-US": block}), "en-US")
    full = (pseudo_text("Full.", "qps-ploc"),)
    pseudo = LocaleStrings(strings={"message": full}, parameters={"Path": {"description": full}})
    assert event.strings["qps-ploc"] == pseudo
    assert event.strings["en-US"] == block


@pytest.mark.parametrize(("locale", "direction"), [("qps-ploc", "ltr"), ("qps-plocm", "rtl")])
def test_they_are_built_with_one_flag(
    locale: str, direction: str, catalog: Write, run: Run, tmp_path: Path
) -> None:
    run("build", catalog(), "-o", tmp_path / "site", "--pseudo")
    page = (tmp_path / "site" / locale / "7-diskfull.html").read_text("utf-8")
    assert f'<html lang="{locale}" dir="{direction}">' in page
    assert "Đïšķ " in page
    assert 'class="state"' not in page
    assert "Ðéšçŕ".replace("Ð", "Đ") in page


def test_code_and_marks_of_blocks_are_left_alone() -> None:
    details = "Full:\n\n- One `x`\n\n  ```sql\n  SELECT 1;\n  ```\n\n|A|\n|-|\n|b|"
    block = LocaleStrings(strings={"details": (details,)})
    event = with_pseudo_strings(Event("7", "DiskFull", strings={"en-US": block}), "en-US")
    (pseudo,) = event.strings["qps-ploc"].strings["details"]
    assert pseudo == ("[Füļļ: ~~]\n\n- [Öñé `x` ~]\n\n  ```sql\n  SELECT 1;\n  ```\n\n|[À ~]|\n|-|\n|[b ~]|")
