"""Renaming an event or a locale updates everything that refers to it, and loses no state."""

from pathlib import Path

import pytest

from eventdocs.commands.accept import accept_translations
from eventdocs.commands.check import check_catalog
from eventdocs.commands.rename import rename
from eventdocs.formats.ledger import write_imports
from eventdocs.model.errors import EventdocsError
from eventdocs.model.ledger import State
from eventdocs.store.catalog import read_catalog
from eventdocs.store.files import write_atomic
from eventdocs.translations.accept import AcceptOptions
from eventdocs.translations.status import translation_statuses
from tests.conftest import EVENT, Run, Write, tree

E7, E8 = "events/7-diskfull.yaml", "events/a/8-diskslow.yaml"
OTHER = EVENT.replace("id: 7", "id: 8").replace("DiskFull", "DiskSlow")
SETTINGS = """
    title: {en-US: Disks, pt-BR: Discos}
    source_locale: en-US
    locales: [en-US, fr-FR, pt-BR]
    fallbacks: {fr-FR: [pt-BR]}
    channels:
      analytic: Product/Analytic
    rules:
      - {rule: ED501, severity: "off", locales: [pt-BR]}
"""
FILES: dict[str, str | bytes] = {
    "catalog.yaml": SETTINGS,
    E7: EVENT.replace("strings:", "see_also: [7, 8]\n    strings:"),
    E8: OTHER.replace("strings:", "see_also: ['7']\n    replaced_by: 7  # soon\n    strings:"),
    "labels/pt-BR.yaml": "headings: {message: Mensagem}\n",
    "pages/pt-BR.yaml": "front_matter: |\n  title: {title}\n",
    "glossary.yaml": "terms:\n  - {term: disk, locales: {pt-BR: {use: [disco]}}}\n",
    "events/a/group.yaml": "strings:\n  en-US: {title: Slow}\n  pt-BR: {title: Lento}\n",
    "ledgers/imports.ledger": write_imports({"7:pt-BR.message": "0" * 16}),
}


@pytest.fixture
def folder(catalog: Write) -> Path:
    made = catalog(FILES)
    accept_translations(made, [], AcceptOptions("ana", State.REVIEWED))
    event = made / E7
    event.write_text(event.read_text("utf-8").replace("The disk is full.", "The disk is too full."), "utf-8")
    return made


def states(folder: Path, locale: str = "pt-BR") -> list[tuple[str, str, bool]]:
    catalog = read_catalog(folder).catalog
    assert all(ledger.lines for tag, ledger in catalog.settings.ledgers.items() if tag != "fr-FR")
    statuses = translation_statuses(catalog, locale)
    return sorted(
        (key.partition(":")[2], status.state.value, status.stale) for key, status in statuses.items()
    )


def problems(folder: Path) -> list[str]:
    return sorted(
        {finding.rule.code for finding in check_catalog(folder).diagnostics} - {"ED118", "ED202", "ED220"}
    )


def test_an_event_is_renamed_with_its_file_its_records_and_its_links(folder: Path) -> None:
    before, old = states(folder), tree(folder)
    assert problems(folder) == []
    rename(folder, "7", "70@2")
    after = tree(folder)
    assert states(folder) == before
    assert problems(folder) == []
    moved = after["events/70-diskfull-v2.yaml"].decode()
    assert moved.startswith("id: 70\nname: DiskFull\nversion: 2\n")
    assert "see_also: [70@2, 8]" in moved
    assert E7 not in after
    assert "see_also: ['70@2']\nreplaced_by: 70@2  # soon\n" in after[E8].decode()
    assert after[E8].count(b"\n") == old[E8].count(b"\n")
    assert after["ledgers/imports.ledger"].count(b"70@2:pt-BR.message\n") == 1
    assert not any(b"\n7:" in data for name, data in after.items() if name.startswith("ledgers/"))
    rename(folder, "70@2", "7")
    assert tree(folder) == old


@pytest.mark.parametrize(
    ("written", "key"), [("70@0", "70"), ("70@02", "70@2"), ("disk/70", "70"), ("disk/70@0", "70")]
)
def test_a_new_key_may_be_spelled_with_what_it_can_leave_out(written: str, key: str, folder: Path) -> None:
    settings = folder / "catalog.yaml"
    settings.write_text(
        settings.read_text("utf-8") + "providers: {disk: {name: Disk}}\ndefault_provider: disk\n", "utf-8"
    )
    before = states(folder)
    rename(folder, "7", written)
    assert (states(folder), problems(folder)) == (before, [])
    assert f"see_also: [{key}, 8]" in (folder / f"events/70-diskfull{'-v2' * ('@2' in key)}.yaml").read_text(
        "utf-8"
    )
    assert f"{key}:pt-BR.message\n" in (folder / "ledgers/imports.ledger").read_text("utf-8")


def test_an_event_that_was_renamed_by_hand_gets_its_records_back(folder: Path, run: Run) -> None:
    before = states(folder)
    event = folder / E7
    event.write_text(event.read_text("utf-8").replace("id: 7", "id: 70"), "utf-8")
    assert "if it was renamed, run `eventdocs rename 7 NEW`; else" in run("check", folder).out
    outcome = run("rename", "7", "70", folder)
    assert (outcome.code, states(folder), problems(folder)) == (0, before, [])


def test_a_locale_is_renamed_everywhere_in_the_order_of_the_list(folder: Path) -> None:
    before = states(folder)
    old = tree(folder)
    rename(folder, "pt-BR", "es")
    after = tree(folder)
    assert states(folder, "es") == before
    assert problems(folder) == []
    assert b"locales: [en-US, es, fr-FR]" in after["catalog.yaml"]
    left = {name for name, data in after.items() if b"pt-BR" in data or "pt-BR" in name}
    assert left == set()
    assert {"labels/es.yaml", "pages/es.yaml", "ledgers/es.ledger"} <= after.keys()
    rename(folder, "es", "pt-BR")
    assert tree(folder) == old


def test_a_locale_that_was_renamed_by_hand_gets_its_records_back(folder: Path, run: Run) -> None:
    before = states(folder)
    for name in ("catalog.yaml", E7, E8, "glossary.yaml", "events/a/group.yaml"):
        path = folder / name
        path.write_text(path.read_text("utf-8").replace("pt-BR", "es"), "utf-8")
    for name in ("labels", "pages"):
        (folder / f"{name}/pt-BR.yaml").rename(folder / f"{name}/es.yaml")
    assert "if it was renamed, run `eventdocs rename pt-BR NEW`; else" in run("check", folder).out
    assert run("rename", "pt-BR", "es", folder).code == 0
    assert (states(folder, "es"), problems(folder)) == (before, [])


@pytest.mark.parametrize(("old", "new", "name"), [("7", "70", E7), ("pt-BR", "es", E7)])
def test_a_run_that_is_interrupted_is_completed_by_the_next(
    old: str, new: str, name: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = states(folder)
    for stop in range(1, 6):
        written = 0

        def write_some(path: Path, data: bytes, stop: int = stop) -> None:
            nonlocal written
            written += 1
            if written > stop:
                raise KeyboardInterrupt
            write_atomic(path, data)

        with monkeypatch.context() as patch:
            patch.setattr("eventdocs.store.catalog.write_atomic", write_some)
            try:
                rename(folder, old, new)
                break
            except KeyboardInterrupt:
                pass
    else:
        rename(folder, old, new)
    assert states(folder, new if old == "pt-BR" else "pt-BR") == before
    assert problems(folder) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("9", "10", "there is no event or locale `9`"),
        ("7", "8", "the catalog already has an event `8`"),
        ("7", "8@0", "the catalog already has an event `8`"),
        ("7", "disk/7", "unknown provider `disk`"),
        ("7", "a b", "`a b` is not the key of an event"),
        ("pt-BR", "fr-FR", "the catalog already has the locale `fr-FR`"),
        ("pt-BR", "x_y", "`x_y` is not a BCP 47 language tag"),
    ],
)
def test_an_invalid_rename_is_an_error_and_nothing_is_written(
    old: str, new: str, message: str, folder: Path
) -> None:
    before = tree(folder)
    with pytest.raises(EventdocsError, match=message):
        rename(folder, old, new)
    assert tree(folder) == before


def test_hints_say_what_can_be_renamed_and_where_providers_are_declared(catalog: Write) -> None:
    others = {f"events/{number}.yaml": EVENT.replace("id: 7", f"id: {number}") for number in range(10, 22)}
    folder = catalog(others)
    with pytest.raises(EventdocsError) as unknown:
        rename(folder, "no-such-event", "8")
    assert unknown.value.hint.startswith("name an event (4031) or a locale (pt-BR); ")
    with pytest.raises(EventdocsError) as undeclared:
        rename(folder, "10", "disk/10")
    assert undeclared.value.hint == "declare it in `catalog.yaml` first"
