"""Notes explain where a text appears, what its placeholders mean, and how to translate its terms."""

from dataclasses import replace

import pytest

from eventdocs.model.catalog import Catalog, CatalogSettings
from eventdocs.model.event import Event, LocaleStrings, Parameter, StringNotes
from eventdocs.model.glossary import Term, TermWording
from eventdocs.text.placeholders import Syntaxes
from eventdocs.translations.export import export_units


def event(number: int, message: str, *names: str, **descriptions: str) -> Event:
    texts = {name: {"description": (text,)} for name, text in descriptions.items()}
    block = LocaleStrings(strings={"message": (message,)}, parameters=texts)
    parameters = tuple(map(Parameter, names))
    return Event(str(number), f"Event{number}", parameters=parameters, strings={"en-US": block})


def notes(*events: Event, address: str = "", **settings: object) -> tuple[str, ...]:
    """Return the notes of the first unit."""
    catalog = Catalog(CatalogSettings("en-US", ("en-US", "pt-BR"), **settings), events)  # type: ignore[arg-type]
    exchange = export_units(
        catalog, "pt-BR", page_address=lambda event, locale: address.format(event.id, locale)
    )
    return exchange.units[0].notes


def test_each_placeholder_has_the_name_and_the_description_of_its_parameter() -> None:
    full = event(7, "%2 of %1: %3 %2", "Volume", "Free", Volume="The volume that is full.")
    assert notes(full)[1:] == ("%2 is Free", "%1 is Volume: The volume that is full.")


@pytest.mark.parametrize(
    ("syntax", "message", "expected"),
    [
        ("braces", "{Volume} {0} {other}", ("{Volume} is Volume", "{0} is Volume")),
        ("printf", "%s %2$s %m", ("%s is Volume", "%2$s is m")),
        ("pascal", "%s %1:n %:s", ("%s is Volume", "%1:n is m", "%:s is Volume")),
        ("python", "%(Volume)s {m!r}", ("%(Volume)s is Volume", "{m!r} is m")),
        ("shell", "${Volume} $1", ("${Volume} is Volume", "$1 is Volume")),
        ("windows", "Done.", ()),
    ],
)
def test_placeholders_of_all_syntaxes_are_explained(
    syntax: str, message: str, expected: tuple[str, ...]
) -> None:
    assert notes(event(7, message, "Volume", "m"), placeholders=Syntaxes((syntax,)))[1:] == expected


def test_texts_that_share_a_unit_list_all_meanings_of_their_placeholders() -> None:
    events = [event(number, "%1", f"P{number}") for number in range(100, 120)]
    assert notes(*events[:2], events[0])[1:] == ("%1 is P100", "%1 is P101")
    assert len(notes(*events)) == 11


def test_the_level_and_the_address_of_the_page_are_named() -> None:
    full = replace(event(7, "Full."), level="error")
    assert notes(full) == ("7 - Event7: message", "Level: error")
    address = "https://example.com/{1}/{0}.html"
    assert notes(full, address=address)[1] == "Level: error, https://example.com/pt-BR/7.html"
    assert notes(event(7, "Full."), address=address)[1] == "https://example.com/pt-BR/7.html"


def test_the_terms_of_a_text_have_their_translations() -> None:
    wordings = {"pt-BR": TermWording(("unidade", "disco"), ("disquete",)), "de-DE": TermWording(("Disk",))}
    glossary = (
        Term("drive", ("drives",), wordings=wordings),
        Term("Contoso", keep=True),
        Term("full", wordings={"de-DE": TermWording(("voll",))}),
        Term("tape", wordings=wordings),
    )
    assert notes(event(7, "Contoso: drives are full."), glossary=glossary)[1:] == (
        "Term drive: unidade, disco (not: disquete)",
        "Term Contoso: do not translate",
    )


def test_the_smallest_limit_of_the_length_is_named() -> None:
    limited = [
        replace(
            each,
            strings={
                "en-US": replace(each.strings["en-US"], about={"message": StringNotes(max_length=limit)})
            },
        )
        for each, limit in ((event(7, "Full."), 1_200), (event(8, "Full."), 80), (event(9, "Full."), 0))
    ]
    assert notes(*limited)[1:] == ("At most 80 characters",)
    assert notes(limited[0])[1:] == ("At most 1,200 characters",)


def test_the_limit_of_several_sentences_is_that_of_the_whole_text() -> None:
    block = LocaleStrings(strings={"cause": ("A.", "B.")}, about={"cause": StringNotes(max_length=9)})
    assert notes(Event("7", "A", strings={"en-US": block}))[1:] == (
        "Sentence 1 of 2",
        "At most 9 characters in the whole text",
    )


def test_the_notes_of_the_author_come_before_meanings() -> None:
    full = event(7, "%1", "Volume")
    about = {"message": StringNotes(comment="Shown in a dialog.", context="dialog")}
    block = replace(full.strings["en-US"], about=about)
    assert notes(replace(full, strings={"en-US": block}))[1:] == (
        "Shown in a dialog.",
        "Context: dialog",
        "%1 is Volume",
    )
