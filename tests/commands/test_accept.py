"""Ledgers show which translations are stale; only accepting a translation makes it fresh again."""

from pathlib import Path
from textwrap import dedent

import pytest

from eventdocs.commands.accept import accept_translations
from eventdocs.model.errors import EventdocsError
from eventdocs.model.ledger import State
from eventdocs.store.catalog import read_catalog
from eventdocs.translations.accept import AcceptOptions, AcceptResult
from eventdocs.translations.source_edits import SourceEdit
from eventdocs.translations.status import translation_statuses
from tests.conftest import CATALOG, EVENT, Run, Write, tree

E7 = "events/7-diskfull.yaml"
KEY = "7:message"


def accept(folder: Path, **options: object) -> AcceptResult:
    return accept_translations(folder, [], AcceptOptions(**options))  # type: ignore[arg-type]


def state(folder: Path, key: str = KEY) -> tuple[str, bool, bool]:
    now = translation_statuses(read_catalog(folder).catalog, "pt-BR")[key]
    return now.state.value, now.stale, now.unaccepted


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / E7
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def folder(catalog: Write) -> Path:
    """Return a catalog whose translations are accepted."""
    made = catalog()
    accept(made, by="ana")
    return made


def test_an_accepted_translation_is_fresh_and_accepting_again_writes_nothing(folder: Path) -> None:
    assert state(folder) == ("translated", False, False)
    before = tree(folder)
    assert accept(folder).accepted == []
    assert tree(folder) == before


def test_a_changed_source_makes_its_translation_stale_until_it_is_translated_again(folder: Path) -> None:
    edit(folder, "Disk %1 is full.", "The disk %1 is full.")
    assert state(folder) == ("translated", True, False)
    assert state(folder, "7:description") == ("translated", False, False)
    assert accept(folder).stale == [("pt-BR", KEY)]
    assert state(folder) == ("translated", True, False)
    edit(folder, "O disco %1 está", "O tal disco %1 está")
    done = accept(folder)
    assert done.review == [("pt-BR", KEY)]
    assert state(folder) == ("translated", False, False)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The disk is full.", "'The   disk is full.'"),
        ("The disk is full.", "[The disk, is full.]"),
        ("The disk is full.", ">-\n          The disk\n          is full."),
    ],
)
def test_rewrapping_or_splitting_a_source_makes_no_translation_stale(
    old: str, new: str, folder: Path
) -> None:
    edit(folder, old, new)
    assert state(folder, "7:description") == ("translated", False, False)


def test_blocks_have_one_state_and_splitting_a_paragraph_changes_none(folder: Path) -> None:
    """The checker compares the structure; the ledger compares the text of the string."""
    edit(folder, "The disk is full.", '"The disk\\n\\n- is\\n- full."')
    edit(folder, "O disco está cheio.", '"O disco\\n\\n- está\\n- cheio."')
    assert accept(folder).accepted == [("pt-BR", "7:description")]
    edit(folder, "The disk\\n\\n- is", "The\\n\\ndisk\\n- is")
    assert state(folder, "7:description") == ("translated", False, False)
    edit(folder, "- full.", "- nearly full.")
    assert state(folder, "7:description") == ("translated", True, False)
    sources = read_catalog(folder).catalog.settings.sources.values()
    assert "The disk\n\n- is\n- full." in sources


def test_a_line_break_in_a_message_makes_its_translation_stale(folder: Path) -> None:
    edit(folder, "Disk %1 is full.", '"Disk %1\\nis full."')
    assert state(folder)[1]


def test_an_edited_machine_translation_counts_as_translated_until_it_is_accepted(folder: Path) -> None:
    accept(folder, state=State.MACHINE, by="mt:x")
    assert state(folder) == ("machine", False, False)
    edit(folder, "O disco %1 está cheio.", "Disco %1 cheio.")
    assert state(folder) == ("translated", False, True)
    accept(folder)
    assert state(folder) == ("translated", False, False)


def test_a_minor_change_keeps_the_state_and_its_reason(folder: Path) -> None:
    accept(folder, state=State.REVIEWED, by="rui")
    edit(folder, "Disk %1 is full.", "Disk %1 is full!")
    accept(folder, minor="a sign")
    assert state(folder) == ("reviewed", False, False)
    record = read_catalog(folder).catalog.settings.ledgers["pt-BR"].records[KEY]
    assert (record.by, record.note) == ("rui", "a sign")


def fix_typo(folder: Path, old: str, new: str, **terms: object) -> AcceptResult:
    edit(folder, old, new)
    return accept(folder, minor="typo", **terms)


def test_a_minor_change_refreshes_nothing_that_was_stale_before(folder: Path) -> None:
    edit(folder, "The disk is full.", "The drive has no space left.")
    accept(folder)
    before = read_catalog(folder).catalog.settings.ledgers["pt-BR"].records
    done = fix_typo(folder, "Disk %1 is full.", "Disk %1 is full!")
    assert state(folder) == ("translated", False, False)
    assert (done.accepted, done.stale) == ([("pt-BR", KEY)], [("pt-BR", "7:description")])
    assert state(folder, "7:description") == ("translated", True, False)
    assert (
        read_catalog(folder).catalog.settings.ledgers["pt-BR"].records["7:description"]
        == before["7:description"]
    )


def test_a_minor_change_of_a_string_that_was_stale_leaves_it_stale(folder: Path) -> None:
    edit(folder, "Disk %1 is full.", "The drive %1 hsa no space left.")
    accept(folder)
    for typo, fixed in (("hsa", "has"), ("left.", "left!")):
        assert fix_typo(folder, typo, fixed, only=frozenset({KEY})).stale == [("pt-BR", KEY)]
        assert state(folder) == ("translated", True, False)


def test_two_edits_between_two_acceptances_do_not_count_as_one_minor_edit(folder: Path) -> None:
    edit(folder, "The disk is full.", "The disk is broken.")
    done = fix_typo(folder, "Disk %1 is full.", "Disk %1 is full!")
    assert not done.refreshed
    assert done.minor == [
        SourceEdit("pt-BR", "7:description", "The disk is full.", "The disk is broken."),
        SourceEdit("pt-BR", KEY, "Disk %1 is full.", "Disk %1 is full!"),
    ]
    assert done.stale == [("pt-BR", "7:description"), ("pt-BR", KEY)]


def test_named_strings_are_refreshed_whatever_else_was_edited(folder: Path) -> None:
    edit(folder, "The disk is full.", "The disk is broken.")
    done = fix_typo(folder, "Disk %1 is full.", "Disk %1 is full!", only=frozenset({KEY}))
    assert [edit.key for edit in done.minor] == [KEY]
    assert not state(folder)[1]
    assert state(folder, "7:description")[1]


def test_a_translation_of_the_changed_source_is_refreshed_again(folder: Path) -> None:
    edit(folder, "Disk %1 is full.", "The drive %1 is full.")
    accept(folder)
    edit(folder, "O disco %1 está", "A unidade %1 está")
    accept(folder)
    fix_typo(folder, "drive %1 is full.", "drive %1 is full!")
    assert state(folder) == ("translated", False, False)


def test_a_source_that_was_changed_back_is_refreshed_again(folder: Path) -> None:
    edit(folder, "Disk %1 is full.", "The drive %1 is full.")
    accept(folder)
    edit(folder, "The drive %1 is full.", "Disk %1 is full.")
    accept(folder)
    fix_typo(folder, "Disk %1 is full.", "Disk %1 is full!")
    assert state(folder) == ("translated", False, False)


def test_each_locale_is_refreshed_for_its_own_source(catalog: Write) -> None:
    """German was translated after the source changed, Portuguese was not."""
    german = "  de-DE: {message: Der Datenträger %1 ist voll.}\n"
    event = dedent(EVENT).lstrip("\n").replace("  pt-BR:\n", f"{german}  pt-BR:\n")
    settings = dedent(CATALOG).lstrip("\n").replace("[en-US, pt-BR]", "[en-US, de-DE, pt-BR]")
    folder = catalog({"catalog.yaml": settings, E7: event})
    accept(folder)
    edit(folder, "Disk %1 is full.", "The drive %1 is full.")
    edit(folder, "Der Datenträger", "Das Laufwerk")
    accept(folder)
    fix_typo(folder, "drive %1 is full.", "drive %1 is full!")
    catalog_ = read_catalog(folder).catalog
    assert not translation_statuses(catalog_, "de-DE")[KEY].stale
    assert translation_statuses(catalog_, "pt-BR")[KEY].stale


def test_an_acceptance_of_other_strings_does_not_keep_a_minor_change_from_refreshing(folder: Path) -> None:
    edit(folder, "Disk %1 is full.", "Disk %1 is full!")
    accept(folder, only=frozenset({"7:description"}))
    accept(folder, minor="typo")
    assert state(folder) == ("translated", False, False)


def test_only_named_strings_are_accepted(folder: Path) -> None:
    edit(folder, "O disco %1 está cheio.", "Disco %1 cheio.")
    edit(folder, "O disco está cheio.", "Disco cheio.")
    accept(folder, only=frozenset({KEY}))
    assert state(folder) == ("translated", False, False)
    assert state(folder, "7:description") == ("translated", False, True)


@pytest.mark.parametrize(
    ("before", "given", "after"),
    [
        (State.TRANSLATED, None, "translated"),
        (State.REVIEWED, None, "reviewed"),
        (State.MACHINE, None, "translated"),
        (State.TRANSLATED, State.REVIEWED, "reviewed"),
    ],
)
def test_a_stale_translation_that_a_person_compared_is_confirmed(
    before: State, given: State | None, after: str, folder: Path
) -> None:
    accept(folder, state=before)
    edit(folder, "Disk %1 is full.", "Disk %1 is now full.")
    edit(folder, "The disk is full.", "The disk is too full.")
    accept(folder, confirm=True, state=given, only=frozenset({KEY}), by="eva")
    assert state(folder) == (after, False, False)
    assert state(folder, "7:description")[1]
    assert read_catalog(folder).catalog.settings.ledgers["pt-BR"].records[KEY].by == "eva"


def test_the_command_line_confirms_only_named_strings_that_exist(folder: Path, run: Run) -> None:
    outcome = run("translations", "accept", folder, "--confirm")
    assert (outcome.code, "--confirm needs --only" in outcome.err) == (2, True)
    before = tree(folder)
    outcome = run("translations", "accept", folder, "--confirm", "--only", "7:mesage")
    assert (outcome.code, tree(folder)) == (2, before)
    assert "there is no event or string `7:mesage` · did you mean `7:message`?" in outcome.err
    edit(folder, "Disk %1 is full.", "Disk %1 is now full.")
    assert run("translations", "accept", folder, "--confirm", "--only", KEY, "--only", "7").code == 0
    assert state(folder) == ("translated", False, False)


def test_the_previous_source_text_is_available_without_git(folder: Path) -> None:
    edit(folder, "Disk %1 is full.", "The disk %1 is full.")
    catalog = read_catalog(folder).catalog
    assert (
        catalog.settings.sources[translation_statuses(catalog, "pt-BR")[KEY].previous_source]
        == "Disk %1 is full."
    )


def test_a_page_names_the_source_page_that_its_translation_was_made_from(folder: Path, run: Run) -> None:
    out = folder.parent / "out"

    def named() -> str:
        run("build", folder, "-o", out, "--format", "markdown")
        page = (out / "pt-BR/7-diskfull.md").read_text("utf-8")
        return next(line for line in page.split("\n") if line.startswith("ms.openlocfilehash"))

    first = named()
    edit(folder, "Disk %1 is full.", "The disk %1 is full.")
    assert named() == first
    accept(folder)
    assert named() == first
    edit(folder, "O disco %1 está cheio.", "O tal disco %1 está cheio.")
    accept(folder)
    assert named() != first


def test_a_page_marks_a_stale_text_and_shows_its_previous_source(folder: Path, run: Run) -> None:
    edit(folder, "Disk %1 is full.", "The disk %1 is full.")
    run("build", folder, "-o", folder.parent / "out")
    page = (folder.parent / "out/pt-BR/7-diskfull.html").read_text("utf-8")
    assert "O original mudou desde esta tradução." in page
    assert page.count("Original na época da tradução") == 1
    assert "Disk <bdi" in page.split("Original na época da tradução")[1].split("</details>")[0]


def test_a_catalog_whose_settings_have_errors_is_not_accepted(folder: Path) -> None:
    (folder / "catalog.yaml").write_text("locales: [", "utf-8")
    with pytest.raises(EventdocsError, match=r"catalog\.yaml` has errors"):
        accept(folder)


def test_two_people_accept_a_string_in_two_branches_and_the_lower_state_counts_with_its_author(
    catalog: Write,
) -> None:
    """git merges both ledgers without losing a record. An event with machine translated pages stays reviewed."""
    folder = catalog({"pages/pt-BR.yaml": "front_matter: |\n  ms.translationtype: MT\n"})
    both = b""
    for by, state_ in (("ana", State.TRANSLATED), ("rui", State.REVIEWED)):
        accept(folder, by=by, state=state_)
        both += (folder / "ledgers/pt-BR.ledger").read_bytes()
    (folder / "ledgers/pt-BR.ledger").write_bytes(both)
    assert state(folder) == ("translated", False, False)
    accept(folder)
    record = read_catalog(folder).catalog.settings.ledgers["pt-BR"].records[KEY]
    assert (record.state, record.by) == (State.TRANSLATED, "ana")


def test_an_acceptance_of_other_strings_keeps_contradicting_records(folder: Path) -> None:
    path = folder / "ledgers/pt-BR.ledger"
    path.write_bytes(path.read_bytes() + path.read_bytes().replace(b"translated ana", b"reviewed rui"))
    accept(folder, only=frozenset({"7:description"}))
    ledger = read_catalog(folder).catalog.settings.ledgers["pt-BR"]
    assert [record.by for record in ledger.candidates[KEY]] == ["rui", "ana"]
    assert ledger.damaged == ledger.candidates.keys()
    assert ledger.records["7:description"].by == "ana"
