"""Imported translations are recorded if the catalog has the same text as the page."""

from eventdocs.model.catalog import Catalog, CatalogSettings
from eventdocs.model.event import Event, LocaleStrings
from eventdocs.model.ledger import Ledger, LedgerRecord, State, string_hash
from eventdocs.translations.imported_pages import ImportedTranslation, record_imports

PATH = ("message",)


def event(source: str = "Full.", target: str = "Cheio.") -> Event:
    strings = {
        "en-US": LocaleStrings(strings={"message": (source,)}),
        "pt-BR": LocaleStrings(strings={"message": (target,)}),
    }
    return Event("7", "DiskFull", strings=strings)


def catalog(current: Event, **settings: object) -> Catalog:
    return Catalog(CatalogSettings("en-US", ("en-US", "pt-BR"), **settings), (current,))  # type: ignore[arg-type]


def page(imported: Event, page_hash: str = "a" * 40) -> ImportedTranslation:
    return ImportedTranslation(imported, "pt-BR", State.MACHINE, page_hash, "mt:learn")


def record(source: str = "Full.", target: str = "Cheio.") -> LedgerRecord:
    return LedgerRecord(string_hash((source,), PATH), string_hash((target,), PATH), State.MACHINE, "mt:learn")


def test_a_page_is_recorded_with_its_source_and_the_hash_that_it_names() -> None:
    ledgers, sources = record_imports(catalog(event()), [page(event())])
    assert ledgers == {"pt-BR": Ledger({"7:message": record()}, {"7": "a" * 40})}
    assert sources == {record().source: "Full."}
    ledgers, _ = record_imports(catalog(event()), [page(event(), "")])
    assert ledgers["pt-BR"].pages == {}


def test_a_string_that_the_import_kept_is_not_recorded() -> None:
    ledgers, _ = record_imports(catalog(event(target="Lotado.")), [page(event())])
    assert ledgers["pt-BR"].records == {}


def test_a_page_of_an_older_source_is_recorded_as_stale() -> None:
    ledgers, sources = record_imports(catalog(event("Is full.")), [page(event())])
    assert ledgers["pt-BR"].records == {"7:message": record()}
    assert ledgers["pt-BR"].last_sources == {"7:message": record("Is full.").source}
    assert sources[record().source] == "Full."


def test_records_by_people_about_the_same_texts_are_kept() -> None:
    reviewed = {"7:message": record()._replace(state=State.REVIEWED, by="rui")}
    ledgers, _ = record_imports(catalog(event(), ledgers={"pt-BR": Ledger(reviewed)}), [page(event())])
    assert ledgers["pt-BR"].records == reviewed
    confirmed = {"7:message": record("Is full.")}
    current = catalog(event("Is full."), ledgers={"pt-BR": Ledger(confirmed)})
    ledgers, _ = record_imports(current, [page(event())])
    assert ledgers["pt-BR"].records == confirmed
    of_another_text = {"7:message": record(target="Lotado.")}
    current = catalog(event(), ledgers={"pt-BR": Ledger(of_another_text)})
    ledgers, _ = record_imports(current, [page(event())])
    assert ledgers["pt-BR"].records == {"7:message": record()}


def test_a_source_text_that_an_interrupted_import_did_not_write_is_added() -> None:
    labels = {"en-US": {"headings": {"message": "Message"}}, "pt-BR": {"headings": {"message": "Mensagem"}}}
    ledgers, sources = record_imports(catalog(event(), labels=labels), [page(event())])
    again = catalog(event(), labels=labels, ledgers=ledgers)  # its sources are missing
    assert record_imports(again, [page(event())]) == (ledgers, sources)


def test_labels_are_recorded_once_and_by_the_first_author() -> None:
    labels = {"en-US": {"headings": {"message": "Message"}}, "pt-BR": {"headings": {"message": "Mensagem"}}}
    ledgers, sources = record_imports(catalog(event(), labels=labels), [page(event())])
    label = ledgers["pt-BR"].records["label:headings.message"]
    assert (label.state, label.by) == (State.TRANSLATED, "mt:learn")
    assert sources[label.source] == "Message"
    reviewed = label._replace(state=State.REVIEWED)
    again = catalog(event(), labels=labels, ledgers={"pt-BR": Ledger({"label:headings.message": reviewed})})
    ledgers, _ = record_imports(again, [page(event())])
    assert ledgers["pt-BR"].records["label:headings.message"] == reviewed
