"""A page view resolves each string along the fallback chain and flags what is a fallback."""

import pytest

from eventdocs.model.catalog import CatalogSettings, PageProfile
from eventdocs.model.event import Event, LocaleStrings, Parameter
from eventdocs.model.ledger import Ledger, LedgerRecord, State, string_hash
from eventdocs.site.locale_context import locale_context
from eventdocs.site.page_view import PageView
from eventdocs.site.resolve import anchor, first_number, page_view, parameter_placeholders
from eventdocs.store import templates
from eventdocs.store.catalog import read_catalog
from tests.conftest import ROOT

CATALOG = ROOT / "tests/golden/unusual/catalog"


def view(locale: str, key: str = "007@2") -> PageView:
    catalog = read_catalog(CATALOG).catalog
    event = next(event for event in catalog.events if event.key == key)
    return page_view(
        locale_context(catalog.settings, locale, dict(templates.load_templates(CATALOG).labels)), event
    )


def texts(page: PageView, role: str) -> list[tuple[str, str, bool]]:
    section = next(section for section in page.sections if section.role == role)
    return [(unit.target, unit.locale, unit.missing) for unit in section.paragraph]


def test_a_missing_translation_comes_from_the_configured_fallback_and_then_the_source() -> None:
    page = view("pt-PT")
    assert texts(page, "description")[0][1:] == ("pt-BR", True)
    assert texts(page, "cause") == [("Too many files.", "en-US", True)]
    assert page.fallback_locales == ("en-US", "pt-BR")


def test_segments_pair_up_by_position_and_uneven_ones_are_one_unit() -> None:
    assert len(texts(view("zh-Hant"), "description")) == 2
    assert len(texts(view("pt-BR"), "description")) == 1


def test_labels_come_from_the_event_then_the_catalog_then_the_program() -> None:
    sections = {section.role: section for section in view("pt-BR").sections}
    level = next(row for row in sections["properties"].properties if row.key == "level")
    keywords = next(row for row in sections["properties"].properties if row.key == "keywords")
    assert sections["message"].heading.target == "Texto"
    assert level.value
    assert level.value.target == "Falha"
    assert keywords.value
    assert keywords.value.target == "Cota de armazenamento"
    assert sections["cause"].heading.target == "Causa"


def test_units_are_numbered_in_document_order_from_the_localizable_front_matter() -> None:
    page = view("pt-BR")
    numbers = [unit.number for unit in page.units()]
    assert numbers == list(range(103, 103 + len(numbers)))
    assert first_number("title: x\n") == 102
    assert first_number("a: b\n") == 101


def test_the_provider_of_another_provider_s_event_is_named_in_full() -> None:
    properties = view("en-US", "disk/1").sections[0].properties
    assert [row.value.target for row in properties if row.key == "provider" and row.value] == ["Example-Disk"]


def test_an_anchor_is_the_heading_in_lower_case_without_signs() -> None:
    assert anchor("4031 - DispatchSessionFailed") == "4031---dispatchsessionfailed"
    assert anchor("What's next?") == "whats-next"


def translated(**settings: object) -> PageView:
    """Return the page of an event with two sentences, and one section that has no source."""
    event = Event(
        "7",
        "DiskFull",
        strings={
            "en-US": LocaleStrings(strings={"description": ("It is full.", "Free it.")}),
            "pt-BR": LocaleStrings(strings={"description": ("Cheio.", "Libere."), "cause": ("Nada.",)}),
        },
    )
    catalog = CatalogSettings("en-US", ("en-US", "pt-BR"), **settings)  # type: ignore[arg-type]
    labels = dict(templates.load_templates(CATALOG).labels)
    return page_view(locale_context(catalog, "pt-BR", labels), event)


def test_only_the_first_sentence_of_a_stale_string_has_the_source_that_was_translated() -> None:
    old = string_hash(("It was full.",), ("description",))
    record = LedgerRecord(old, string_hash(("Cheio.", "Libere."), ("description",)), State.REVIEWED)
    page = translated(ledgers={"pt-BR": Ledger({"7:description": record})}, sources={old: "It was full."})
    section = next(section for section in page.sections if section.role == "description")
    assert [unit.stale for unit in section.paragraph] == [True, True]
    assert [unit.previous_source for unit in section.paragraph] == ["It was full.", ""]


def test_a_text_without_a_source_is_neither_machine_made_nor_stale() -> None:
    page = translated(
        ledgers={"pt-BR": Ledger()}, profiles={"pt-BR": PageProfile(front_matter="ms.translationtype: MT\n")}
    )
    (unit,) = next(section for section in page.sections if section.role == "cause").paragraph
    assert (unit.target, unit.machine, unit.stale) == ("Nada.", False, False)


@pytest.mark.parametrize(
    ("names", "message", "expected"),
    [
        ("a b", "%1 of %2", ["%1", "%2"]),
        ("a b", "nothing", ["%1", "%2"]),
        ("a b", "{a} of {b:X}", ["{a}", "{b:X}"]),
        ("a b", "{b} is full", ["", "{b}"]),
        ("a n s", "%1!s! %n {other}", ["%1", "%2", "%3"]),
        ("", "{a}", []),
    ],
)
def test_parameters_have_placeholders_as_the_message_writes_them(
    names: str, message: str, expected: list[str]
) -> None:
    parameters = [Parameter(name) for name in names.split()]
    assert parameter_placeholders(parameters, ("First.", message)) == expected


def test_a_row_of_the_properties_is_found_by_its_key() -> None:
    page = view("en-US")
    row = page.row("level")
    assert row
    assert row.value
    assert row.value.target == "Error"
    assert page.row("runbook") is None
