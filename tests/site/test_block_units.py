"""The units of long texts replace them where only one paragraph fits, and in the search."""

from dataclasses import replace

import pytest

from eventdocs.model.event import Event, LocaleStrings
from eventdocs.model.strings import TextKind
from eventdocs.site.block_units import block_units, first_paragraph, source_texts, target_texts
from eventdocs.site.page_view import PageUnit
from tests.site.views import EVENT, unit, view

SOURCE = "First **one**.\n\n- second\n- third\n\n```sh\nls\n```"


def units(source: str, target: str) -> tuple[PageUnit, ...]:
    """Return the units of the description of a Portuguese page."""
    texts = {"en-US": source, "pt-BR": target}
    strings = {tag: LocaleStrings(strings={"description": (text,)}) for tag, text in texts.items() if text}
    event: Event = replace(EVENT, strings=strings)
    return next(
        section.paragraph for section in view("pt-BR", event).sections if section.role == "description"
    )


def test_blocks_of_a_text_are_units_of_its_locale() -> None:
    first, *_, last = block_units(SOURCE, unit("", "", missing=True))
    assert (first.target, first.locale, first.kind, first.missing) == (
        "First **one**.",
        "en-US",
        TextKind.MARKUP,
        True,
    )
    assert (last.target, last.kind) == ("ls", TextKind.CODE)


def test_texts_have_no_markers_and_no_fences() -> None:
    pairs = units(SOURCE, "Primeiro.\n\n- segundo\n- terceiro\n\n```sh\nls\n```")
    assert target_texts(pairs) == ["Primeiro.", "segundo", "terceiro", "ls"]
    assert source_texts(pairs) == ["First **one**.", "second", "third", "ls"]
    (whole,) = units(SOURCE, "- segundo\n- terceiro")
    assert whole.kind is TextKind.BLOCKS
    assert target_texts([whole]) == ["segundo", "terceiro"]
    assert source_texts([whole]) == ["First **one**.", "second", "third", "ls"]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (SOURCE, "First **one**."),
        ("```sh\nls\n```\n\nOne\ntwo.", "One two."),
        ("- item\n\nAfter.", "item"),
        ("Um.", "Um."),
        ("", "First **one**."),
        ("A\n\n" + "word " * 100, "A"),
        ("word " * 100 + "\n\nB", "word " * 59 + "word …"),
        ("文" * 400 + "\n\nB", "文" * 300 + " …"),
    ],
)
def test_the_first_paragraph_represents_a_text(target: str, expected: str) -> None:
    shown = first_paragraph(units(SOURCE, target))
    assert shown
    assert shown.target == expected
    assert shown.locale == ("pt-BR" if target else "en-US")


def test_code_has_no_short_form() -> None:
    assert first_paragraph(units("    code\n\n    more", "")) is None
    assert first_paragraph(()) is None


def test_the_first_sentence_represents_a_list_of_sentences() -> None:
    sentences = (unit("A.", "B."), unit("C.", "D."))
    assert first_paragraph(sentences) == sentences[0]
