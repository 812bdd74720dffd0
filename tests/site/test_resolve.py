"""A page view resolves each string along the fallback chain and flags what is a fallback."""

from dataclasses import replace

import pytest

from eventdocs.model.catalog import CatalogSettings, PageProfile
from eventdocs.model.event import Event, LocaleStrings, Parameter
from eventdocs.model.labels import LabelKey, LabelReads, Labels
from eventdocs.model.ledger import Ledger, LedgerRecord, State, string_hash
from eventdocs.model.strings import TextKind
from eventdocs.site.locale_context import locale_context
from eventdocs.site.page_view import PageUnit, PageView, ParameterRow, Section
from eventdocs.site.resolve import anchor, first_number, page_view, parameter_placeholders
from eventdocs.store import templates
from eventdocs.store.catalog import read_catalog
from eventdocs.text.placeholders import Syntaxes
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


def block_text(source: str, *target: str) -> tuple[PageUnit, ...]:
    """Return the units of the description of a Portuguese page; without a target it is missing."""
    strings = {"en-US": LocaleStrings(strings={"description": (source,)} if source else {})}
    if target:
        strings["pt-BR"] = LocaleStrings(strings={"description": target})
    event = Event("7", "DiskFull", strings=strings)
    labels = dict(templates.load_templates(CATALOG).labels)
    page = page_view(locale_context(CatalogSettings("en-US", ("en-US", "pt-BR")), "pt-BR", labels), event)
    numbers = [unit.number for unit in page.units()]
    assert numbers == list(range(page.first_number, page.first_number + len(numbers)))
    return next(section.paragraph for section in page.sections if section.role == "description")


def test_blocks_pair_up_by_position_if_both_sides_have_the_same() -> None:
    units = block_text("One.\n\n- two\n\n```\nls\n```", "Um.\n\n* dois\n\n~~~\nls -l\n~~~")
    assert [(unit.source, unit.target, unit.kind) for unit in units] == [
        ("One.", "Um.", TextKind.MARKUP),
        ("two", "dois", TextKind.MARKUP),
        ("ls", "ls -l", TextKind.CODE),
    ]
    assert all(unit.path == ("description",) and unit.block for unit in units)


def test_texts_with_different_blocks_are_one_unit() -> None:
    (unit,) = block_text("One.\n\nTwo.", "Um.")
    assert (unit.source, unit.target, unit.kind, unit.block) == ("One.\n\nTwo.", "Um.", TextKind.BLOCKS, None)
    (unit,) = block_text("One.\n\nTwo.", "Um.", "Dois.")
    assert (unit.target, unit.kind) == ("Um. Dois.", TextKind.BLOCKS)


def test_blocks_without_a_translation_are_the_source_and_missing() -> None:
    units = block_text("One.\n\nTwo.")
    assert [(unit.source, unit.target, unit.locale, unit.missing) for unit in units] == [
        ("One.", "One.", "en-US", True),
        ("Two.", "Two.", "en-US", True),
    ]


def test_blocks_without_a_source_are_shown() -> None:
    assert [(unit.source, unit.target) for unit in block_text("", "Um.\n\nDois.")] == [
        ("", "Um."),
        ("", "Dois."),
    ]


def test_sentences_of_a_list_and_one_paragraph_have_no_blocks() -> None:
    for units in (block_text("A\nb", "C"), block_text("A", "B\nc")):
        assert [(unit.kind, unit.block) for unit in units] == [(TextKind.MARKUP, None)]


def test_only_the_first_block_of_a_stale_text_has_the_source_that_was_translated() -> None:
    old = string_hash(("It was\n\nfull.",), ("description",))
    target = ("Cheio.\n\nMesmo.",)
    record = LedgerRecord(old, string_hash(target, ("description",)), State.MACHINE)
    strings = {
        "en-US": LocaleStrings(strings={"description": ("Full.\n\nReally.",)}),
        "pt-BR": LocaleStrings(strings={"description": target}),
    }
    settings = CatalogSettings(
        "en-US",
        ("en-US", "pt-BR"),
        ledgers={"pt-BR": Ledger({"7:description": record})},
        sources={old: "It was\n\nfull."},
    )
    labels = dict(templates.load_templates(CATALOG).labels)
    page = page_view(locale_context(settings, "pt-BR", labels), Event("7", "DiskFull", strings=strings))
    units = next(section.paragraph for section in page.sections if section.role == "description")
    assert [(unit.machine, unit.stale, unit.previous_source) for unit in units] == [
        (True, True, "It was\n\nfull."),
        (True, True, ""),
    ]


@pytest.mark.parametrize(
    ("names", "message", "expected"),
    [
        ("a b", "%1 of %2", ["%1", "%2"]),
        ("a b", "nothing", ["%1", "%2"]),
        ("a b", "{a} of {b:X}", ["{a}", "{b:X}"]),
        ("a b", "{b} is full", ["", "{b}"]),
        ("a n s", "%1!s! %n {other}", ["%1", "%2", "%3"]),
        ("", "{a}", []),
        ("a b c", "{1} of {0}", ["{0}", "{1}", ""]),
        ("a b", "%1 {0}", ["%1", "%2"]),
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


def test_a_task_and_an_opcode_have_the_labels_of_their_provider() -> None:
    event = Event("7", "A", provider="net", task="Copy", opcode="Go", strings={"en-US": LocaleStrings()})
    settings = CatalogSettings(
        "en-US",
        ("en-US", "pt-BR"),
        labels={"pt-BR": {"tasks": {"net/Copy": "Cópia", "Copy": "Outra"}, "opcodes": {"Go": "Ir"}}},
    )
    page = page_view(locale_context(settings, "pt-BR", {"en": {}}), event)
    (section,) = (section for section in page.sections if section.role == "properties")
    rows = {row.key: row.value for row in section.properties}
    assert rows["task"] is not None
    assert (rows["task"].source, rows["task"].target) == ("Copy", "Cópia")
    assert rows["opcode"] is not None
    assert rows["opcode"].target == "Go"


def test_parameters_of_printf_have_placeholders_as_the_message_writes_them() -> None:
    parameters, printf = [Parameter("a"), Parameter("b")], Syntaxes(("printf",))
    assert parameter_placeholders(parameters, ("%s of %d",), printf) == ["%s", "%d"]
    assert parameter_placeholders(parameters, ("%2$d",), printf) == ["", "%2$d"]


@pytest.mark.parametrize(("written", "mark"), [("{a}", "{}"), ("%1", "%"), ("<a>", "<>"), ("", "")])
def test_the_heading_of_placeholders_shows_their_form(written: str, mark: str) -> None:
    name = PageUnit(1, "a", "a", "en-US", TextKind.NAME)
    rows = tuple(ParameterRow(1, name, "", (), (), placeholder) for placeholder in ("", written))
    assert Section("details", name, parameters=rows).placeholder_mark == mark


def title(locale: str, ledger: Ledger | None = None, **titles: str) -> PageUnit:
    blocks = {
        tag.replace("_", "-"): LocaleStrings(strings={"title": (text,)}) for tag, text in titles.items()
    }
    settings = CatalogSettings(
        "en-US",
        ("en-US", "pt-BR", "pt-PT"),
        fallbacks={"pt-PT": ("pt-BR",)},
        ledgers={locale: ledger} if ledger else {},
    )
    labels = dict(templates.load_templates(CATALOG).labels)
    return page_view(locale_context(settings, locale, labels), Event("7", "DiskFull", strings=blocks)).title


def test_a_title_with_words_falls_back_like_other_texts() -> None:
    found = title("pt-PT", en_US="The disk is full", pt_BR="O disco está cheio")
    assert (found.source, found.target) == ("The disk is full", "O disco está cheio")
    assert (found.kind, found.locale, found.missing) == (TextKind.LABEL, "pt-BR", True)
    found = title("pt-BR", en_US="The disk is full")
    assert (found.target, found.locale, found.missing) == ("The disk is full", "en-US", True)


def test_a_title_with_words_can_be_machine_made_and_stale() -> None:
    target = string_hash(("O disco está cheio",), ("title",))
    ledger = Ledger({"7:title": LedgerRecord("0" * 16, target, State.MACHINE)})
    found = title("pt-BR", ledger, en_US="The disk is full", pt_BR="O disco está cheio")
    assert (found.machine, found.stale, found.missing) == (True, True, False)


def test_a_title_of_id_and_name_follows_the_pattern_of_the_locale() -> None:
    found = title("pt-BR", en_US="7 - DiskFull")
    assert (found.target, found.kind, found.missing) == ("7 - DiskFull", TextKind.NAME, False)


def test_an_id_that_looks_like_a_part_of_the_pattern_is_shown() -> None:
    labels = dict(templates.load_templates(CATALOG).labels)
    context = locale_context(CatalogSettings("en-US", ("en-US",)), "en-US", labels)
    assert page_view(context, Event("{name}", "{id}")).title.target == "{name} - {id}"


def test_a_display_text_of_the_source_locale_does_not_replace_a_name() -> None:
    event = Event("7", "A", channel="admin", keywords=("Io", "Disk"), task="Copy", opcode="Go")
    labels = {
        "en-US": {"channels": {"admin": "Admin"}, "keywords": {"Io": "Input"}, "tasks": {"Copy": "Copying"}},
        "pt-BR": {"channels": {"admin": "Administração"}, "keywords": {"Disk": "Disco"}},
    }
    settings = CatalogSettings(
        "en-US", ("en-US", "pt-BR"), channels={"admin": "Disk/Admin"}, labels={**labels}
    )

    def written(locale: str, own: LocaleStrings | None = None) -> dict[str, tuple[str, str]]:
        context = locale_context(settings, locale, {"en": {"separators": {"list": ", "}}})
        page = page_view(context, replace(event, strings={"en-US": own or LocaleStrings()}))
        values = {row.key: row.written for row in page.sections[0].properties}
        return {key: (value.source, value.target) for key, value in values.items() if value}

    assert written("en-US") == {
        "id": ("7", "7"),
        "keywords": ("Io, Disk", "Io, Disk"),
        "channel": ("Disk/Admin", "Disk/Admin"),
        "task": ("Copy", "Copy"),
        "opcode": ("Go", "Go"),
    }
    assert written("pt-BR") == {
        "id": ("7", "7"),
        "keywords": ("Io, Disk", "Io, Disco"),
        "channel": ("Disk/Admin", "Administração"),
        "task": ("Copy", "Copy"),
        "opcode": ("Go", "Go"),
    }
    own = LocaleStrings(labels={"channels": {"admin": "The log"}, "keywords": {"Io": "In and out"}})
    assert written("en-US", own) == {
        "id": ("7", "7"),
        "keywords": ("In and out, Disk", "In and out, Disk"),
        "channel": ("The log", "The log"),
        "task": ("Copy", "Copy"),
        "opcode": ("Go", "Go"),
    }


@pytest.mark.parametrize(
    ("labels", "real"),
    [({}, "Io، Disk"), ({"ar": {"keywords": {"Disk": "القرص"}}}, "Io, Disk")],
    ids=["without labels", "with one"],
)
def test_names_of_keywords_are_not_shown_twice_with_other_separators(
    labels: dict[str, Labels], real: str
) -> None:
    settings = CatalogSettings("en-US", ("en-US", "ar"), labels=labels)
    separators: dict[str, Labels] = {
        "en": {"separators": {"list": ", "}},
        "ar": {"separators": {"list": "، "}},
    }
    page = page_view(locale_context(settings, "ar", separators), Event("7", "A", keywords=("Io", "Disk")))
    (row,) = [row for row in page.sections[0].properties if row.key == "keywords"]
    assert row.real == real


def test_events_with_the_same_facts_share_rows_and_what_is_known_of_them() -> None:
    """A label that only the first of them looked up would change only its page."""
    reads = LabelReads()
    settings = CatalogSettings("en-US", ("en-US", "xx"), channels={"debug": "Debug"})
    context = locale_context(settings, "xx", dict(templates.load_templates(CATALOG).labels), reads)
    labels: list[set[LabelKey]] = [set(), set()]
    first, second = (
        page_view(context, Event(number, "A", level="error", channel="debug", keywords=("Disk",)))
        for number in reads.record("12", labels)
    )
    assert labels[0] == labels[1] > {("levels", "error"), ("channels", "debug"), ("keywords", "Disk")}
    assert first.sections[0].properties[1:] == second.sections[0].properties[1:]
    assert [unit for unit in first.units() if unit.missing] == list(first.marked)
    assert first.marked[1:] == second.marked[1:]  # the first one is the title
    assert len(first.marked) > 3


def test_shared_rows_depend_on_every_fact_on_the_number_and_on_labels_of_the_event() -> None:
    settings = CatalogSettings("en-US", ("en-US",), channels={"debug": "Debug"})
    labels = dict(templates.load_templates(CATALOG).labels)
    context = locale_context(settings, "en-US", labels)
    names = "level", "channel", "task", "opcode", "since", "deprecated", "provider"
    one_fact: list[dict[str, object]] = [{name: "1.0"} for name in names]
    facts = [
        {},
        *one_fact,
        {"version": 2},
        {"keywords": ()},
        {"keywords": ("Disk",)},
        {"replaced_by": "8"},
        {"strings": {"en-US": LocaleStrings(strings={"intro": ("One.",)})}},
        {"strings": {"en-US": LocaleStrings(labels={"properties": {"version": "V"}})}, "version": 2},
    ]
    for _ in range(2):
        for each in facts:
            event = Event("7", "DiskFull", **each)  # type: ignore[arg-type]
            alone = page_view(locale_context(settings, "en-US", labels), event)
            assert page_view(context, event) == alone, each
