"""The translation editor writes minimal edits, and the same ledger as `accept`."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from eventdocs.commands.accept import accept_translations
from eventdocs.model.errors import EventdocsError
from eventdocs.model.ledger import State
from eventdocs.store.files import write_atomic
from eventdocs.store.translation_editor import SaveOutcome, StringView, TranslationEditor
from eventdocs.store.translation_files import write_edits
from eventdocs.translations.accept import AcceptOptions
from eventdocs.translations.merge import MergeResult
from tests.conftest import CATALOG, EVENT, ROOT, Write, tree

E7 = "events/7-diskfull.yaml"
PAGE = "pt-BR/7-diskfull.html"
EIGHT = """
    id: 8
    name: DiskLost   # after 7
    level: warning
    channel: analytic
    parameters:
      - {name: Volume, type: string}
    strings:
      en-US:
        description:
          - The disk is gone.
          - Look for it.
        message: Disk %1 is gone.
        resolution: |
          First:

          - Look for %1.
          - Buy another disk.

          ```
          lsblk
          ```
        parameters:
          Volume:
            description: The volume that is gone.
        about:
          message: {comment: Shown in a box., max_length: 30}
      pt-BR:
        description: # both
          - 'O disco sumiu.'
          - Procure-o.
"""
E8 = "events/8-disklost.yaml"
GLOSSARY = """
    terms:
      - {term: disk, locales: {pt-BR: {use: [disco], avoid: [disquete]}}}
"""


def opened(folder: Path, by: str = "ana") -> TranslationEditor:
    editor = TranslationEditor(folder, "pt-BR", by)
    editor.load()
    return editor


def string(editor: TranslationEditor, key: str, path: str = "") -> StringView:
    event = {"7": PAGE, "8": "pt-BR/8-disklost.html"}.get(key.partition(":")[0], "pt-BR/index.html")
    return next(each for each in editor.page(path or event) if each.key == key)


def save(editor: TranslationEditor, key: str, *texts: str, reviewed: bool = False) -> SaveOutcome:
    return editor.save(key, texts, string(editor, key).mark, reviewed=reviewed)


@pytest.fixture
def folder(catalog: Write) -> Path:
    """Return a catalog with two events, a glossary and ledgers."""
    folder = catalog({E8: EIGHT, "glossary.yaml": GLOSSARY})
    accept_translations(folder, [], AcceptOptions(by="rui"))
    return folder


SAVES: list[tuple[str, list[str], bool, str, Callable[[str], str]]] = [
    (
        "7:message",
        ["O disco %1 encheu."],
        False,
        E7,
        lambda text: text.replace("O disco %1 está cheio.", "O disco %1 encheu."),
    ),
    (
        "7:description",
        ["O disco está cheio."],
        True,
        E7,
        lambda text: text,
    ),
    (
        "8:description",
        ["O disco desapareceu.", "Procure-o."],
        True,
        E8,
        lambda text: text.replace("'O disco sumiu.'", "'O disco desapareceu.'"),
    ),
    (
        "8:message",
        ["O disco %1 sumiu: veja"],
        False,
        E8,
        lambda text: text + "    message: 'O disco %1 sumiu: veja'\n",
    ),
    (
        "8:parameters.Volume.description",
        ["O volume que sumiu."],
        False,
        E8,
        lambda text: text + "    parameters:\n      Volume:\n        description: O volume que sumiu.\n",
    ),
    (
        "8:resolution",
        ["Primeiro:", "Procure %1.", "Compre outro disco.", "lsblk"],
        False,
        E8,
        lambda text: (
            text + "    resolution: |\n      Primeiro:\n\n      - Procure %1.\n"
            "      - Compre outro disco.\n\n      ```\n      lsblk\n      ```\n"
        ),
    ),
]


@pytest.mark.parametrize(("key", "texts", "reviewed", "file", "edit"), SAVES)
def test_a_save_changes_the_lines_of_the_string_and_the_ledger_as_accept_does(
    key: str,
    texts: list[str],
    reviewed: bool,
    file: str,
    edit: Callable[[str], str],
    folder: Path,
    tmp_path: Path,
) -> None:
    by_hand = tmp_path / "by-hand"
    shutil.copytree(folder, by_hand)
    path = by_hand / file
    path.write_text(edit(path.read_text("utf-8")), "utf-8")
    state = State.REVIEWED if reviewed else State.TRANSLATED
    accept_translations(by_hand, ["pt-BR"], AcceptOptions("ana", state, only=frozenset([key])))
    saved = save(opened(folder), key, *texts, reviewed=reviewed)
    assert (saved.outcome, saved.string.state, saved.string.by) == ("saved", state.value, "ana")
    assert tree(folder) == tree(by_hand)


def test_many_saves_give_the_same_ledger_as_accepting(tmp_path: Path) -> None:
    """In this repository's catalog, translate half of the missing texts, and review the others of 4008."""
    folder, by_hand = tmp_path / "catalog", tmp_path / "by-hand"
    shutil.copytree(ROOT / "catalog", folder)
    editor = TranslationEditor(folder, "ar", "Ana Silva")
    editor.load()
    queue = editor.queue("missing", 0, 1000)
    assert len(queue) == editor.counts()["missing"] > 40
    for each in queue[::2]:
        view = next(view for view in editor.page(each.page) if view.key == each.key)
        texts = [segment.source for segment in view.segments]
        assert editor.save(each.key, texts, view.mark, reviewed=False).outcome in ("saved", "refused")
    fresh = TranslationEditor(folder, "ar", "")
    fresh.load()
    assert fresh.counts() == editor.counts()
    assert editor.counts()["missing"] < len(queue)
    shutil.copytree(folder, by_hand)
    accept_translations(by_hand, [], AcceptOptions())
    assert tree(folder) == tree(by_hand)


def test_counts_and_queues_follow_each_save(folder: Path) -> None:
    editor = opened(folder)
    assert editor.counts() == {"missing": 3, "stale": 0, "machine": 0, "translated": 3, "reviewed": 0}
    assert [each.key for each in editor.queue("missing", 1, 9)] == [
        "8:resolution",
        "8:parameters.Volume.description",
    ]
    save(editor, "8:message", "O disco %1 sumiu.")
    save(editor, "7:message", "O disco %1 está cheio.", reviewed=True)
    assert editor.counts() == {"missing": 2, "stale": 0, "machine": 0, "translated": 3, "reviewed": 1}


def test_the_next_and_the_previous_string_of_a_queue_are_found_around_its_ends(folder: Path) -> None:
    editor = opened(folder)

    def near(key: str, step: int) -> str:
        found = editor.neighbour("missing", key, step)
        return found.key if found else ""

    last = "8:parameters.Volume.description"
    assert near("", 1) == "8:message"
    assert near("", -1) == last
    assert near("7:message", 1) == "8:message"
    assert near("8:message", 1) == "8:resolution"
    assert near(last, 1) == "8:message"
    assert near("8:message", -1) == last
    assert near("9:message", 1) == "8:message"
    assert editor.neighbour("stale", "8:message", 1) is None


def test_a_string_shows_what_helps_to_translate_it(folder: Path) -> None:
    found = string(opened(folder), "8:message")
    assert found.owner == "8 DiskLost"
    assert found.notes == (
        "Level: warning",
        "Shown in a box.",
        "At most 30 characters",
        "%1 is Volume: The volume that is gone.",
    )
    assert found.terms == ("Term disk: disco (not: disquete)",)
    assert found.max_length == 30
    (segment,) = found.segments
    assert segment.placeholders == ((5, 7),)
    assert [match.target for match in segment.matches][:1] == ["O disco %1 está cheio."]


def test_no_match_is_the_translation_itself(folder: Path) -> None:
    editor = opened(folder)
    (segment,) = string(editor, "7:message").segments
    assert segment.target not in [match.target for match in segment.matches]
    save(editor, "8:message", "O disco %1 foi embora.")
    save(editor, "8:message", "O disco %1 se foi.")
    (segment,) = string(editor, "7:message").segments
    assert [match.target for match in segment.matches] == ["O disco %1 se foi.", "O disco está cheio."]


def test_a_stale_string_has_its_previous_source_and_saving_it_unchanged_confirms_it(folder: Path) -> None:
    path = folder / E7
    path.write_text(path.read_text("utf-8").replace("Disk %1 is full.", "Disk %1 is very full."), "utf-8")
    editor = opened(folder)
    found = string(editor, "7:message")
    assert (found.state, found.previous, found.by) == ("stale", "Disk %1 is full.", "rui")
    before = path.read_bytes()
    matches = [match.target for match in string(editor, "8:message").segments[0].matches]
    assert matches == ["O disco sumiu."]
    assert save(editor, "7:message", "O disco %1 está cheio.").string.state == "translated"
    assert path.read_bytes() == before
    matches = [match.target for match in string(editor, "8:message").segments[0].matches]
    assert matches == ["O disco sumiu.", "O disco %1 está cheio."]
    assert opened(folder).counts()["stale"] == 0


@pytest.mark.parametrize("text", ["O disco %1 está cheio.", "O disco %1 está lotado."])
def test_saving_a_stale_string_gives_the_same_ledger_as_accepting_it(
    text: str, folder: Path, tmp_path: Path
) -> None:
    """The old source text and the hash of the old source page are replaced."""
    path, by_hand = folder / E7, tmp_path / "by-hand"
    path.write_text(path.read_text("utf-8").replace("Disk %1 is full.", "Disk %1 is very full."), "utf-8")
    shutil.copytree(folder, by_hand)
    ledgers = tree(folder / "ledgers")
    save(opened(folder), "7:message", text)
    edited = by_hand / E7
    edited.write_text(edited.read_text("utf-8").replace("O disco %1 está cheio.", text), "utf-8")
    options = AcceptOptions("ana", State.TRANSLATED, confirm=True, only=frozenset(["7:message"]))
    accept_translations(by_hand, ["pt-BR"], options)
    assert tree(folder) == tree(by_hand)
    changed = {name for name, data in tree(folder / "ledgers").items() if data != ledgers[name]}
    assert changed == {"pt-BR.ledger", "sources.ledger"}
    assert b"Disk %1 is full." not in (folder / "ledgers/sources.ledger").read_bytes()


def test_source_texts_that_no_record_names_are_removed(folder: Path) -> None:
    """The source of a string changes several times, and once back to an earlier text."""
    editor, path = opened(folder), folder / E7
    before = path.read_text("utf-8")
    for words in ("very full", "full", "too full"):
        path.write_text(before.replace("Disk %1 is full", f"Disk %1 is {words}"), "utf-8")
        assert save(editor, "7:message", "O disco %1 está cheio.").outcome == "saved"
        sources = (folder / "ledgers/sources.ledger").read_text("utf-8")
        assert [line.partition("Disk %1 is ")[2] for line in sources.splitlines() if "%1 is" in line] == [
            f'{words}."'
        ]


def test_nobody_is_named_for_a_translation_that_was_removed(folder: Path) -> None:
    path = folder / E7
    text = path.read_text("utf-8")
    path.write_text(text.replace("    message: O disco %1 está cheio.\n", ""), "utf-8")
    found = string(opened(folder), "7:message")
    assert (found.state, found.by) == ("missing", "")
    path.write_text(text.replace("O disco %1 está cheio.", "O disco %1 encheu."), "utf-8")
    assert string(opened(folder), "7:message").by == ""


def test_a_reviewed_string_that_is_saved_unchanged_stays_reviewed(folder: Path) -> None:
    editor = opened(folder)
    save(editor, "7:message", "O disco %1 está cheio.", reviewed=True)
    before = tree(folder)
    assert save(editor, "7:message", "O disco %1 está cheio.").string.state == "reviewed"
    assert tree(folder) == before
    assert save(editor, "7:message", "O disco %1 encheu.").string.state == "translated"


REFUSED = [
    ("7:message", ["O disco está cheio."], "ED301"),
    ("7:message", ["O disco %1 \ud800"], "ED"),
    ("7:message", [""], ""),
    ("8:message", ["O disco %1 sumiu e ninguém sabe onde."], "ED211"),
    ("8:description", ["O disco sumiu.", " "], ""),
    ("8:resolution", ["Primeiro:", "Procure.", "Compre outro disco.", "lsblk"], "ED301"),
    ("8:resolution", ["Primeiro:", "Procure %1.\n\nAli.", "Compre outro disco.", "lsblk"], ""),
]


@pytest.mark.parametrize(("key", "texts", "code"), REFUSED)
def test_a_text_with_an_error_is_refused_with_the_finding(
    key: str, texts: list[str], code: str, folder: Path
) -> None:
    editor, before = opened(folder), tree(folder)
    refused = save(editor, key, *texts)
    assert refused.outcome == "refused"
    first = refused.findings[0]
    assert (first.severity, first.code.startswith(code)) == ("error", True)
    assert first.code or not code
    assert first.message
    assert tree(folder) == before
    assert editor.check(key, texts)[0] == first


def test_checks_report_warnings_too(folder: Path) -> None:
    editor = opened(folder)
    found = editor.check("7:message", ["O disquete %1 está cheio"])
    assert {each.code for each in found} == {"ED501", "ED520"}
    assert {each.severity for each in found} == {"warning"}
    assert editor.check("7:message", ["O disco %1 está cheio."]) == []
    assert save(editor, "7:message", "O disquete %1 está cheio").outcome == "saved"


def test_severities_and_allowances_of_the_catalog_count(catalog: Write) -> None:
    about = "\n        about:\n          message: {allow: {ED301: no number}}\n"
    allowed = EVENT.rstrip() + about
    folder = catalog({E7: allowed, "catalog.yaml": CATALOG + "    rules: [{rule: ED501, severity: error}]\n"})
    editor = opened(folder)
    assert save(editor, "7:message", "O disco está cheio.").outcome == "saved"
    assert save(editor, "7:description", "O disco está cheio").findings[0].code == "ED501"


def test_an_edit_on_disk_is_a_conflict_and_is_not_overwritten(folder: Path) -> None:
    editor = opened(folder)
    mark = string(editor, "7:message").mark
    path = folder / E7
    path.write_text(path.read_text("utf-8").replace("está cheio", "encheu"), "utf-8")
    before = tree(folder)
    found = editor.save("7:message", ["O disco %1 lotou."], mark, reviewed=False)
    assert found.outcome == "conflict"
    assert found.string.segments[0].target == "O disco %1 encheu."
    assert tree(folder) == before
    again = editor.save("7:message", ["O disco %1 lotou."], found.string.mark, reviewed=False)
    assert again.outcome == "saved"
    assert "O disco %1 lotou." in path.read_text("utf-8")
    assert "O disco encheu." in path.read_text("utf-8")


def test_a_source_that_changed_on_disk_is_a_conflict_too(folder: Path) -> None:
    editor = opened(folder)
    mark = string(editor, "7:message").mark
    path = folder / E7
    path.write_text(path.read_text("utf-8").replace("Disk %1 is full.", "Disk %1 is too full."), "utf-8")
    found = editor.save("7:message", ["O disco %1 lotou."], mark, reviewed=False)
    assert (found.outcome, found.string.segments[0].source) == ("conflict", "Disk %1 is too full.")


def test_an_edit_of_another_string_on_disk_is_kept(folder: Path) -> None:
    editor = opened(folder)
    mark = string(editor, "7:message").mark
    path = folder / E7
    path.write_text("# mine\n" + path.read_text("utf-8").replace("O disco está", "Este disco está"), "utf-8")
    assert editor.save("7:message", ["O disco %1 lotou."], mark, reviewed=False).outcome == "saved"
    text = path.read_text("utf-8")
    assert text.startswith("# mine\n")
    assert "Este disco está cheio." in text
    assert "O disco %1 lotou." in text


def test_saving_what_the_catalog_already_has_records_it(folder: Path) -> None:
    """A save that was interrupted before the ledger was written can be repeated."""
    editor = opened(folder)
    mark = string(editor, "7:message").mark
    path = folder / E7
    path.write_text(path.read_text("utf-8").replace("%1 está cheio", "%1 lotou"), "utf-8")
    saved = editor.save("7:message", ["O disco %1 lotou."], mark, reviewed=True)
    assert (saved.outcome, saved.string.state) == ("saved", "reviewed")
    assert opened(folder).counts()["reviewed"] == 1


def test_the_event_file_is_written_before_the_ledger(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If a save is interrupted in between, the text is not accepted, and no record lacks its text."""
    editor, ledgers = opened(folder), tree(folder / "ledgers")

    def interrupted(path: Path, data: bytes) -> None:
        if path.suffix == ".ledger":
            raise KeyboardInterrupt
        write_atomic(path, data)

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr("eventdocs.store.catalog.write_atomic", interrupted)
        save(editor, "7:message", "O disco %1 lotou.", reviewed=True)
    assert "O disco %1 lotou." in (folder / E7).read_text("utf-8")
    assert tree(folder / "ledgers") == ledgers
    assert string(opened(folder), "7:message").state == "translated"
    assert save(editor, "7:message", "O disco %1 lotou.", reviewed=True).string.state == "reviewed"
    assert editor.counts() == opened(folder).counts()


def test_an_edit_between_reading_and_writing_is_not_overwritten(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor, path = opened(folder), folder / E7

    def edit_first(
        merged: MergeResult, files: Mapping[str, bytes], locales: Sequence[str]
    ) -> dict[str, bytes]:
        path.write_text(path.read_text("utf-8").replace("O disco está", "Este disco está"), "utf-8")
        return write_edits(merged, files, locales)

    with monkeypatch.context() as patched, pytest.raises(EventdocsError, match="changed by another program"):
        patched.setattr("eventdocs.store.translation_editor.write_edits", edit_first)
        save(editor, "7:message", "O disco %1 lotou.")
    assert "Este disco está" in path.read_text("utf-8")
    assert "lotou" not in path.read_text("utf-8")
    assert save(editor, "7:message", "O disco %1 lotou.").outcome == "saved"


def test_a_ledger_that_another_program_wrote_is_read_before_a_save(folder: Path) -> None:
    editor = opened(folder)
    mark = string(editor, "7:message").mark
    accept_translations(folder, [], AcceptOptions("rui", State.REVIEWED))
    assert editor.save("7:message", ["O disco %1 lotou."], mark, reviewed=False).outcome == "saved"
    assert editor.counts() == opened(folder).counts()
    assert editor.counts()["reviewed"] == 2


def test_a_file_with_errors_is_not_written(folder: Path) -> None:
    editor = opened(folder)
    mark = string(editor, "7:message").mark
    path = folder / E7
    path.write_text(path.read_text("utf-8").replace("level: error", "level: eror"), "utf-8")
    before = tree(folder)
    with pytest.raises(EventdocsError, match=r"`events/7-diskfull\.yaml` has errors"):
        editor.save("7:message", ["O disco %1 lotou."], mark, reviewed=False)
    assert tree(folder) == before
    assert editor.page(PAGE) == []


@pytest.mark.parametrize("number", [8, 9])
def test_a_file_that_has_another_event_by_now_is_not_written(number: int, folder: Path) -> None:
    editor, path = opened(folder), folder / E7
    mark = string(editor, "7:message").mark
    path.write_text(path.read_text("utf-8").replace("id: 7", f"id: {number}"), "utf-8")
    before = tree(folder)
    with pytest.raises(EventdocsError, match="no longer has the event `7`"):
        editor.save("7:message", ["O disco %1 lotou."], mark, reviewed=False)
    assert tree(folder) == before


def test_a_removed_string_is_an_error(folder: Path) -> None:
    editor = opened(folder)
    for key in ("7:cause", "9:message", "label:levels.x", ""):
        with pytest.raises(EventdocsError, match="no longer exists"):
            editor.save(key, ["x"], "", reviewed=False)
    with pytest.raises(EventdocsError, match="`7:message` has 1 texts"):
        editor.save("7:message", ["x", "y"], string(editor, "7:message").mark, reviewed=False)


def test_nothing_can_be_done_before_the_catalog_is_read(folder: Path) -> None:
    with pytest.raises(EventdocsError, match="is being read"):
        TranslationEditor(folder, "pt-BR", "").counts()


def test_the_source_locale_cannot_be_translated(folder: Path) -> None:
    with pytest.raises(EventdocsError, match="is the source locale"):
        TranslationEditor(folder, "en-US", "")
    with pytest.raises(EventdocsError, match="the catalog has no locale"):
        TranslationEditor(folder, "pt", "")


def test_a_refresh_reads_what_other_programs_wrote(folder: Path) -> None:
    editor = opened(folder)
    path = folder / E8
    path.write_text(path.read_text("utf-8") + "    message: O disco %1 sumiu.\n", "utf-8")
    editor.refresh()
    assert (editor.counts()["missing"], editor.counts()["translated"]) == (2, 4)
    (folder / E7).unlink()
    editor.refresh()
    assert editor.counts()["translated"] == 2
    settings = (folder / "catalog.yaml").read_text("utf-8")
    (folder / "catalog.yaml").write_text(settings + "titel: x\n", "utf-8")
    editor.refresh()
    assert editor.counts()["translated"] == 2
    (folder / "catalog.yaml").write_text(settings, "utf-8")
    editor.refresh()
    assert editor.counts()["translated"] == 2


def test_texts_of_groups_and_labels_are_on_the_first_page(catalog: Write) -> None:
    group = "strings:\n  en-US:\n    title: Disks\n"
    settings = CATALOG + "    levels:\n      audit: {as: error, label: {en-US: Audit}}\n"
    folder = catalog(
        {
            "events/disks/group.yaml": group,
            "labels/pt-BR.yaml": "keywords:\n  Storage: Guarda # x\n",
            "catalog.yaml": settings,
        }
    )
    accept_translations(folder, [], AcceptOptions())
    editor = opened(folder)
    keys = {each.key: each for each in editor.page("pt-BR/index.html")}
    assert set(keys) == {"disks/:title", "label:levels.audit", "label:keywords.Storage"}
    assert save(editor, "disks/:title", "Discos").outcome == "saved"
    assert (folder / "events/disks/group.yaml").read_text("utf-8") == group + "  pt-BR:\n    title: Discos\n"
    assert save(editor, "label:keywords.Storage", "Armazenamento", reviewed=True).string.state == "reviewed"
    assert save(editor, "label:levels.audit", "Auditoria").outcome == "saved"
    labels = "levels:\n  audit: Auditoria\nkeywords:\n  Storage: Armazenamento # x\n"
    assert (folder / "labels/pt-BR.yaml").read_text("utf-8") == labels
    assert editor.counts() == opened(folder).counts()
    assert editor.counts()["missing"] == 0


def test_the_first_label_of_a_locale_starts_its_file(catalog: Write) -> None:
    settings = CATALOG + "    levels:\n      audit: {as: error, label: {en-US: Audit}}\n"
    editor = opened(catalog({"catalog.yaml": settings}))
    assert save(editor, "label:levels.audit", "Auditoria").outcome == "saved"
    assert (editor.folder / "labels/pt-BR.yaml").read_text("utf-8") == "levels:\n  audit: Auditoria\n"
    assert save(editor, "label:levels.audit", "Auditorias").outcome == "saved"


def test_the_first_save_in_a_catalog_without_ledgers_starts_them(catalog: Write) -> None:
    editor = opened(catalog())
    assert save(editor, "7:message", "O disco %1 encheu.").string.state == "translated"
    assert editor.counts() == opened(editor.folder).counts()
    assert (editor.folder / "ledgers/.gitattributes").exists()


def test_an_edit_that_the_form_of_a_file_does_not_allow_is_refused(catalog: Write) -> None:
    flow = "id: 8\nname: X\nlevel: error\nchannel: analytic\nstrings: {en-US: {message: A}}\n"
    editor = opened(catalog({"events/8-x.yaml": flow}))
    before = tree(editor.folder)
    found = editor.page("pt-BR/8-x.html")[0]
    refused = editor.save("8:message", ["B"], found.mark, reviewed=False)
    assert refused.outcome == "refused"
    assert "cannot be edited" in refused.findings[0].message
    assert tree(editor.folder) == before
