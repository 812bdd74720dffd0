"""An import changes only edited texts, loses no work, and rejects only the texts that have errors."""

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path

import polib
import pytest

from eventdocs.commands.accept import accept_translations
from eventdocs.commands.exchange import (
    ExchangeImport,
    ExportFilter,
    ImportOptions,
    export,
    import_files,
)
from eventdocs.formats.yaml.read import FileValues, read_values
from eventdocs.model.errors import EventdocsError
from eventdocs.model.ledger import State
from eventdocs.model.strings import TextKind
from eventdocs.site.learn_markdown import source_sha1
from eventdocs.store import catalog as store_catalog
from eventdocs.store import source_pages
from eventdocs.store.catalog import read_catalog
from eventdocs.store.exchange_files import EXCHANGE_FORMATS, read_exchange, write_exchange
from eventdocs.translations import export as translations_export
from eventdocs.translations.accept import AcceptOptions
from eventdocs.translations.merge import ConflictPolicy
from eventdocs.translations.status import translation_statuses
from tests.block_texts import DESCRIPTIONS, write_catalog
from tests.conftest import EVENT, YEAR, Run, Write, sample, tree

E7, E8 = "events/7-diskfull.yaml", "events/8-diskslow.yaml"
SECOND = EVENT.replace("id: 7", "id: 8").replace("DiskFull", "DiskSlow")
ENDINGS = {"po": "po", "xliff": "xlf", "xliff12": "12.xlf", "csv": "csv", "xlsx": "xlsx"}
ALL = ExportFilter()


@pytest.fixture
def folder(catalog: Write) -> Path:
    """Return a catalog of two events with the same texts, accepted."""
    made = catalog({E8: SECOND})
    accept_translations(made, [], AcceptOptions(by="ana"))
    return made


def out(folder: Path, format_: str = "po", locale: str = "pt-BR", wanted: ExportFilter = ALL) -> Path:
    path = folder.parent / f"{locale}.{ENDINGS[format_]}"
    path.write_bytes(export(folder, locale, format_, wanted).data)
    return path


def back(folder: Path, path: Path, **manner: object) -> ExchangeImport:
    return import_files(folder, [path], ImportOptions(**manner))  # type: ignore[arg-type]


def change(
    path: Path, key: str, text: str, edit: Callable[[polib.POEntry], None] = lambda entry: None
) -> None:
    """Change one entry of a PO file as a translation tool does."""
    file = polib.pofile(str(path))
    entry = next(entry for entry in file if entry.msgctxt == key)
    entry.msgstr, entry.flags = text, []
    edit(entry)
    file.save(str(path))


def edit(folder: Path, old: str, new: str, name: str = E7) -> None:
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_an_import_parses_each_event_once_and_renders_only_source_pages_of_edited_events(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(folder, "O disco está cheio.", "O disco ficou cheio.", E8)
    accept_translations(folder, [], AcceptOptions(by="ana"))
    path = out(folder)
    change(path, "7:description", "Disco cheio.")
    parsed: list[str] = []
    rendered: list[str] = []

    def values(data: bytes, name: str) -> FileValues:
        parsed.append(name)
        return read_values(data, name)

    def sha1(page: str) -> str:
        rendered.append(page)
        return source_sha1(page)

    monkeypatch.setattr(store_catalog, "read_values", values)
    monkeypatch.setattr(source_pages, "source_sha1", sha1)
    assert back(folder, path).changed
    assert sorted(name for name in parsed if name.startswith("events/")) == [E7, E8]
    assert len(rendered) == 1


def test_translators_see_the_address_of_the_page_if_the_site_has_one(folder: Path) -> None:
    assert b"#. Level: error\n" in out(folder).read_bytes()
    edit(folder, "locales:", "site: {base_url: https://example.com/e/}\nlocales:", "catalog.yaml")
    for locale in ("pt-BR", "en-US"):
        address = f"#. Level: error, https://example.com/e/{locale}/7-diskfull.html\n"
        assert address.encode() in out(folder, locale=locale).read_bytes()


MESSAGE, TRANSLATION = "\n  Hits:     %1\x07\r\nMisses:   %2  ", "\n  Acertos:  %1\x07\r\nErros:    %2\t "


@pytest.mark.parametrize("format_", EXCHANGE_FORMATS)
def test_every_format_keeps_every_byte_of_a_message(format_: str, catalog: Write) -> None:
    texts = EVENT.replace("Disk %1 is full.", json.dumps(MESSAGE)).replace(
        "O disco %1 está cheio.", json.dumps(TRANSLATION)
    )
    folder = catalog({E7: texts})
    before = tree(folder)
    path = out(folder, format_)
    unit = next(unit for unit in read_exchange(path)[0].units if unit.key == "7:message")
    assert (unit.source, unit.target) == (MESSAGE, TRANSLATION)
    (outcome,) = back(folder, path).merged.values()
    assert (outcome.imported, outcome.kept, outcome.rejected) == ([], [], [])
    assert tree(folder).items() >= before.items()


@pytest.mark.parametrize("format_", EXCHANGE_FORMATS)
def test_a_translator_can_align_the_columns_of_a_message(format_: str, catalog: Write) -> None:
    folder = catalog()
    edit(folder, "message: Disk %1 is full.", 'message: "  Disk   %1 is full.  \\n"')
    path = out(folder, format_)
    aligned = "  O disco   %1 está cheio.  \n"
    exchange, name = read_exchange(path)
    units = [
        replace(unit, target=aligned, state=State.REVIEWED) if unit.key == "7:message" else unit
        for unit in exchange.units
    ]
    path.write_bytes(write_exchange(replace(exchange, units=tuple(units)), name))
    (outcome,) = back(folder, path).merged.values()
    assert [taken.text for taken in outcome.imported] == [aligned]
    event = read_catalog(folder).catalog.events[0]
    assert event.strings["pt-BR"].strings["message"] == (aligned,)


@pytest.mark.parametrize(
    ("format_", "locale"),
    sample(product(EXCHANGE_FORMATS, [f"{name[:2]}-{name[3:].upper()}" for name in YEAR]), 3),
)
def test_importing_an_unchanged_export_changes_no_byte_of_real_catalogs(
    format_: str, locale: str, recorded: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "catalog"
    shutil.copytree(recorded, folder)
    before = tree(folder)
    path = out(folder, format_, locale)
    first = path.read_bytes()
    (outcome,) = back(folder, path).merged.values()
    assert (outcome.imported, outcome.kept, outcome.rejected) == ([], [], [])
    assert tree(folder) == before
    assert out(folder, format_, locale).read_bytes() == first


@pytest.mark.parametrize("format_", [name for name in EXCHANGE_FORMATS if name != "xlsx"])
def test_a_changed_text_reaches_every_event_that_has_it_and_no_other_byte(format_: str, folder: Path) -> None:
    before = tree(folder)
    path = out(folder, format_)
    written = path.read_text("utf-8-sig")
    assert written.count("está cheio.") == 2
    path.write_text(written.replace("O disco está cheio.", "O disco encheu."), "utf-8")
    (outcome,) = back(folder, path, by="rui").merged.values()
    assert sorted(each.key for each in outcome.imported) == ["7:description", "8:description"]
    after = tree(folder)
    for name in (E7, E8):
        assert after[name] == before[name].replace("O disco está cheio.".encode(), b"O disco encheu.")
    now = translation_statuses(read_catalog(folder).catalog, "pt-BR")["8:description"]
    assert (now.state.value, now.stale, now.unaccepted) == ("translated", False, False)
    assert read_catalog(folder).catalog.settings.ledgers["pt-BR"].records["8:description"].by == "rui"


def test_a_text_that_changed_on_both_sides_is_kept_and_the_other_one_goes_to_a_conflicts_file(
    folder: Path,
) -> None:
    path = out(folder)
    change(path, "7:message", "Disco %1 lotado.")
    edit(folder, "O disco %1 está cheio.", "O disco %1 encheu.")
    done = back(folder, path)
    (outcome,) = done.merged.values()
    assert [each.key for each in outcome.kept] == ["7:message"]
    assert [each.key for each in outcome.imported] == ["8:message"]
    assert "O disco %1 encheu." in (folder / E7).read_text("utf-8")
    assert "Disco %1 lotado." in (folder / E8).read_text("utf-8")
    (left,) = done.conflicts
    assert [entry.msgstr for entry in polib.pofile(left)] == ["Disco %1 lotado."]


@pytest.mark.parametrize(
    ("prefer", "text"), [(ConflictPolicy.OURS, "encheu"), (ConflictPolicy.THEIRS, "lotado")]
)
def test_a_side_can_be_preferred(prefer: ConflictPolicy, text: str, folder: Path) -> None:
    path = out(folder)
    change(path, "7:message", "Disco %1 lotado.")
    edit(folder, "O disco %1 está cheio.", "O disco %1 encheu.")
    done = back(folder, path, prefer=prefer)
    assert text in (folder / E7).read_text("utf-8")
    assert done.conflicts == []


def test_translations_of_a_late_file_are_stale_if_the_source_changed(folder: Path) -> None:
    path = out(folder)
    change(path, "7:message", "Disco %1 lotado.")
    edit(folder, "Disk %1 is full.", "The disk %1 is full.")
    back(folder, path)
    now = translation_statuses(read_catalog(folder).catalog, "pt-BR")
    assert now["7:message"].stale
    assert not now["8:message"].stale
    assert "Disco %1 lotado." in (folder / E7).read_text("utf-8")


def test_a_late_file_is_not_refreshed_by_a_later_minor_edit(folder: Path) -> None:
    path = out(folder)
    change(path, "7:message", "Disco %1 lotado.")
    edit(folder, "Disk %1 is full.", "The drive %1 is full.")
    back(folder, path)
    edit(folder, "The drive %1 is full.", "The drive %1 is full!")
    accept_translations(folder, [], AcceptOptions(minor="typo"))
    assert translation_statuses(read_catalog(folder).catalog, "pt-BR")["7:message"].stale


def test_a_stale_text_is_exported_as_fuzzy_with_its_previous_source_and_imported_as_fresh(
    folder: Path,
) -> None:
    edit(folder, "Disk %1 is full.", "The disk %1 is full.")
    path = out(folder)
    entry = next(entry for entry in polib.pofile(str(path)) if entry.msgctxt == "7:message")
    assert (entry.fuzzy, entry.previous_msgid, entry.msgid) == (
        True,
        "Disk %1 is full.",
        "The disk %1 is full.",
    )
    before = tree(folder)
    back(folder, path)
    assert tree(folder) == before
    change(path, "7:message", entry.msgstr)
    back(folder, path)
    assert not translation_statuses(read_catalog(folder).catalog, "pt-BR")["7:message"].stale


@pytest.mark.parametrize(
    ("format_", "marks"),
    [
        (
            "po",
            (
                "#. 88% match: Disk %1 is full. → O disco %1 está cheio.\n",
                "#. 100% match: The disk is full. → O disco está cheio.\n",
            ),
        ),
        ("xliff", ('similarity="88"', 'similarity="100"')),
        ("xliff12", ('match-quality="88%"', 'match-quality="100%"')),
        ("csv", ()),
    ],
)
def test_matches_of_missing_and_stale_texts_are_exported_and_importing_them_changes_nothing(
    format_: str, marks: tuple[str, ...], folder: Path
) -> None:
    edit(folder, "Disk %1 is full.", "The disk %1 is full!")
    edit(folder, "O disco %1 está cheio.", "Disco %1 cheio.")
    accept_translations(folder, [], AcceptOptions(by="ana"))
    edit(folder, "The disk %1 is full!", "Disk %1 is filled.")
    edit(folder, "    description: O disco está cheio.\n", "")
    before, statuses = tree(folder), translation_statuses(read_catalog(folder).catalog, "pt-BR")
    assert statuses["7:message"].stale
    assert statuses["7:description"].state is State.MISSING
    path = out(folder, format_)
    text = path.read_text("utf-8")
    assert [mark for mark in marks if text.count(mark) != 1] == []
    assert marks or "% match" not in text
    (outcome,) = back(folder, path).merged.values()
    assert (outcome.imported, outcome.kept, outcome.rejected) == ([], [], [])
    assert tree(folder) == before
    assert translation_statuses(read_catalog(folder).catalog, "pt-BR") == statuses


def test_a_format_without_matches_needs_no_memory(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(folder, "    description: O disco está cheio.\n", "")
    monkeypatch.delattr(translations_export, "memory_of")
    out(folder, "csv")
    with pytest.raises(NameError):
        out(folder, "po")


def test_a_missing_insert_rejects_only_that_text(folder: Path) -> None:
    path = out(folder)
    change(path, "7:message", "O disco encheu.")
    change(path, "7:description", "O disco lotou.")
    (outcome,) = back(folder, path).merged.values()
    assert {each.key: each.reason for each in outcome.rejected} == {
        "7:message": "ED301 the translation is missing `%1`",
        "8:message": "ED301 the translation is missing `%1`",
    }
    assert {each.key for each in outcome.imported} == {"7:description", "8:description"}
    assert "O disco %1 está cheio." in (folder / E7).read_text("utf-8")


def test_a_context_keeps_equal_texts_apart(folder: Path) -> None:
    edit(
        folder,
        "message: Disk %1 is full.",
        "message: Disk %1 is full.\n    about: {message: {context: tape}}",
    )
    entries = [entry for entry in polib.pofile(str(out(folder))) if entry.msgid == "Disk %1 is full."]
    assert [entry.msgctxt for entry in entries] == ["7:message", "8:message"]
    assert "Context: tape" in entries[0].comment


def test_each_segment_is_a_message_and_a_string_waits_until_all_are_translated(folder: Path) -> None:
    edit(
        folder,
        "message: Disk %1 is full.",
        "message: Disk %1 is full.\n    cause: [Many files., No quota.]",
    )
    path = out(folder)
    change(path, "7:cause#1", "Muitos arquivos.")
    (outcome,) = back(folder, path).merged.values()
    assert [each.reason for each in outcome.rejected] == ["1 of 2 sentences are not translated yet"]
    change(path, "7:cause#2", "Sem cota.")
    back(folder, path)
    assert "    cause:\n      - Muitos arquivos.\n      - Sem cota.\n" in (folder / E7).read_text("utf-8")


def test_a_new_locale_is_inserted_in_sorted_order(folder: Path) -> None:
    edit(folder, "[en-US, pt-BR]", "[en-US, ja-JP, pt-BR]", "catalog.yaml")
    path = out(folder, locale="ja-JP")
    change(path, "7:message", "ディスク %1 がいっぱいです。")
    back(folder, path)
    text = (folder / E7).read_text("utf-8")
    assert text.index("en-US:") < text.index("ja-JP:\n    message: ディスク") < text.index("pt-BR:")


def test_a_dry_run_reports_the_changes_and_writes_nothing(folder: Path) -> None:
    path = out(folder)
    change(path, "7:description", "O disco lotou.")
    before = tree(folder)
    done = back(folder, path, dry_run=True)
    assert done.changed
    assert tree(folder) == before


def test_only_selected_strings_are_exported(folder: Path) -> None:
    edit(folder, "Disk %1 is full.", "The disk %1 is full.")
    stale = polib.pofile(str(out(folder, wanted=ExportFilter(states=frozenset({"stale"})))))
    assert [entry.msgctxt for entry in stale] == ["7:message"]
    one = polib.pofile(str(out(folder, wanted=ExportFilter(only=frozenset({"8"})))))
    assert {entry.msgctxt.partition(":")[0] for entry in one} <= {"7", "8"}


@pytest.mark.parametrize("format_", EXCHANGE_FORMATS)
def test_a_truncated_file_is_rejected_and_nothing_is_written(format_: str, folder: Path) -> None:
    path = out(folder, format_)
    data = path.read_bytes()
    before = tree(folder)
    for length in range(0, len(data.rstrip()) - 1, max(1, len(data) // 60)):
        path.write_bytes(data[:length])
        with pytest.raises(EventdocsError):
            back(folder, path)
    assert tree(folder) == before


def test_a_missing_message_is_an_error_unless_the_import_is_partial(folder: Path) -> None:
    path = out(folder)
    file = polib.pofile(str(path))
    del file[0]
    file.save(str(path))
    with pytest.raises(EventdocsError, match="1 of 2 messages are missing"):
        back(folder, path)
    back(folder, path, partial=True)


def test_a_formula_in_a_spreadsheet_is_neutralized_and_comes_back(folder: Path) -> None:
    edit(folder, "description: O disco está cheio.", "description: '=1+1 O disco está cheio.'")
    path = out(folder, "csv")
    assert "'=1+1" in path.read_text("utf-8-sig")
    before = tree(folder)
    back(folder, path)
    assert tree(folder) == before


def test_the_command_line_exports_imports_and_reports(folder: Path, run: Run) -> None:
    path = folder.parent / "x.po"
    assert run("translations", "export", folder, "--locale", "pt-br", "-o", path).code == 0
    assert run("translations", "import", folder, path).code == 0
    change(path, "7:message", "O disco encheu.")
    outcome = run("translations", "import", folder, path, "--dry-run")
    assert outcome.code == 1
    assert ": 7:message rejected: ED301 the translation is missing `%1`" in outcome.out
    assert run("translations", "import", folder, folder.parent / "x.doc").code == 2
    assert run("translations", "export", folder, "--locale", "en-GB", "-o", path).code == 2


def test_a_workbook_is_edited_as_a_spreadsheet_does_and_has_no_dates(folder: Path) -> None:
    import openpyxl

    path = out(folder, "xlsx")
    assert out(folder, "xlsx").read_bytes() == path.read_bytes()
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    row = next(row for row in sheet.iter_rows(min_row=3) if row[0].value == "7:description")
    row[2].value = "O disco encheu."
    book.save(path)
    (outcome,) = back(folder, path).merged.values()
    assert {each.key for each in outcome.imported} == {"7:description", "8:description"}
    assert "O disco encheu." in (folder / E8).read_text("utf-8")


def test_texts_whose_source_changed_since_a_revision_are_exported(folder: Path) -> None:
    from tests.cli.test_diff import git

    git(folder.parent, "init", "-q", "-b", "main")
    git(folder.parent, "add", "-A")
    git(folder.parent, "commit", "-q", "-m", "first")
    edit(folder, "Disk %1 is full.", "The disk %1 is full.")
    changed = polib.pofile(str(out(folder, wanted=ExportFilter(since="main"))))
    assert [entry.msgctxt for entry in changed] == ["7:message"]
    both = ExportFilter(since="main", paths=("events/8*",))
    assert list(polib.pofile(str(out(folder, wanted=both)))) == []


def test_nothing_in_an_exchange_file_acts_on_the_terminal(folder: Path, run: Run) -> None:
    path = out(folder)
    path.write_bytes(path.read_bytes().replace(b"Language: pt-BR", b"Language: \x1b[31m\xe2\x80\xae"))
    outcome = run("translations", "import", folder, path)
    assert outcome.code == 2
    assert not set(outcome.err) & set("\x1b\u202e")
    change(path, "7:message", "\u202e\x1b[31m", lambda entry: None)
    path.write_bytes(path.read_bytes().replace(b"Language: \x1b[31m\xe2\x80\xae", b"Language: pt-BR"))
    outcome = run("translations", "import", folder, path)
    assert not set(outcome.out + outcome.err) & set("\x1b\u202e")


HOSTILE = "O disco \u202e lotou."


def tampered(folder: Path, format_: str) -> Path:
    """Export a file, and insert a directional override into a translation, as an untrusted file may have."""
    path = out(folder, format_)
    if format_ == "xlsx":
        import openpyxl

        book = openpyxl.load_workbook(path)
        for row in book.worksheets[0].iter_rows(min_row=3):
            if row[2].value == "O disco está cheio.":
                row[2].value = HOSTILE
            elif row[0].value == "7:message":
                row[2].value = "Disco %1 lotado."
        book.save(path)
        return path
    text = HOSTILE.replace("\u202e", '<cp hex="202E"/>') if format_ == "xliff" else HOSTILE
    written = path.read_bytes().decode("utf-8-sig")
    assert written.count("O disco está cheio.") == 1
    path.write_bytes(written.replace("O disco está cheio.", text).replace(" está cheio.", " lotou.").encode())
    return path


@pytest.mark.parametrize("format_", EXCHANGE_FORMATS)
def test_only_the_text_with_a_directional_override_is_rejected_with_its_code(
    format_: str, folder: Path, run: Run
) -> None:
    (outcome,) = back(folder, tampered(folder, format_)).merged.values()
    reason = "ED511 directional override U+202E right-to-left override"
    assert {each.key: each.reason for each in outcome.rejected} == dict.fromkeys(
        ("7:description", "8:description"), reason
    )
    assert {each.key for each in outcome.imported} == {"7:message", "8:message"}
    assert "lot" in (folder / E7).read_text("utf-8")
    assert "ED511" not in run("check", folder).out


@pytest.mark.parametrize(
    "name", ["Uri\\n9:message", 'Uri\\n\\nmsgctxt \\"8:message\\"\\nmsgid \\"x\\"\\nmsgstr \\"y\\"\\n']
)
def test_a_parameter_whose_name_ends_a_line_is_a_finding_and_not_exported(name: str, folder: Path) -> None:
    texts = f'parameters: [{{name: "{name}"}}]\nstrings:\n'
    edit(folder, "strings:\n", texts)
    edit(folder, "  pt-BR:", f'    parameters: {{"{name}": {{description: An address.}}}}\n  pt-BR:')
    exported = export(folder, "pt-BR", "po", ALL)
    assert {error.location.file for error in exported.errors} == {E7}
    assert sorted(entry.msgctxt for entry in polib.pofile(exported.data.decode())) == [
        "8:description",
        "8:message",
    ]


@pytest.mark.parametrize("format_", EXCHANGE_FORMATS)
def test_a_name_with_spaces_and_signs_comes_back(format_: str, folder: Path) -> None:
    name = 'My Uri %41 #2 \u00a0"x", y:1'
    edit(folder, "strings:\n", f"parameters: [{{name: '{name}'}}]\nstrings:\n")
    edit(folder, "  pt-BR:", f"    parameters: {{'{name}': {{description: An address.}}}}\n  pt-BR:")
    before = tree(folder)
    (outcome,) = back(folder, out(folder, format_)).merged.values()
    assert (outcome.rejected, outcome.kept) == ([], [])
    assert tree(folder) == before


def test_an_entry_that_is_added_for_another_event_is_not_imported(folder: Path) -> None:
    edit(folder, "O disco está cheio.", "O disco encheu.", E8)
    before = (folder / E8).read_bytes()
    path = out(folder)
    path.write_text(
        path.read_text("utf-8") + '\nmsgctxt "8:description"\nmsgid "The disk is full."\nmsgstr "Hacked."\n',
        "utf-8",
    )
    (outcome,) = back(folder, path).merged.values()
    reason = "the file has two different translations of it"
    assert [(each.key, each.reason) for each in outcome.rejected] == [("8:description", reason)]
    assert (folder / E8).read_bytes() == before


def test_a_location_that_is_added_for_another_event_is_not_imported(folder: Path) -> None:
    edit(folder, "The disk is full.", "The disk is slow.", E8)
    edit(folder, "O disco está cheio.", "O disco está lento.", E8)
    accept_translations(folder, [], AcceptOptions(by="ana"))
    before = (folder / E8).read_bytes()
    path = out(folder, wanted=ExportFilter(only=frozenset({"7"})))
    written = path.read_text("utf-8").replace("#: 7:description", "#: 7:description 8:description")
    path.write_text(written.replace("O disco está cheio.", "O disco lotou."), "utf-8")
    (outcome,) = back(folder, path).merged.values()
    assert [(each.key, each.reason) for each in outcome.rejected] == [
        ("8:description", "the file has another source text for it")
    ]
    assert (folder / E8).read_bytes() == before


DETAILS = """The disk is full.

1. Free some space:

   ```sh
   rm  -r /tmp/*
   ```
2. Restart the server.

| Level | Meaning of `a|b` |
|-------|------------------|
| 1     | low              |
|       | none             |"""
TRANSLATED = """O disco está cheio.

1) Libere espaço:

   ~~~ sh
   rm  -r /tmp/*
   ~~~

2) Reinicie o servidor.

| Nível | Significado de `a|b` |
|-|-|
| 1 | baixo |
| | nenhum |"""
TABLE = ("Level", "Meaning of `a|b`", "1", "low", "none")


def with_details(source: str, target: str | None) -> dict[str, str]:
    """Return an event with details of several blocks and their translation."""
    texts = {"en-US": source} if target is None else {"en-US": source, "pt-BR": target}
    strings = "".join(
        f"  {locale}:\n    details: |\n"
        + "".join(f"      {line}".rstrip() + "\n" for line in text.replace("a|b", "a\\|b").split("\n"))
        + "    note: A.\n"
        for locale, text in texts.items()
    )
    return {E7: f"id: 7\nname: DiskFull\nstrings:\n{strings}"}


@pytest.mark.parametrize("format_", EXCHANGE_FORMATS)
def test_a_unit_of_an_exported_file_is_a_block_and_code_is_protected(format_: str, catalog: Write) -> None:
    made = catalog(with_details(DETAILS, TRANSLATED))
    exchange, _ = read_exchange(out(made, format_))
    units = {unit.key: unit for unit in exchange.units if unit.key.startswith("7:details")}
    code = [key for key, unit in units.items() if unit.kind is TextKind.CODE]
    assert code == (["7:details#3"] if format_.startswith("xliff") else [])
    texts = [unit.source for key, unit in units.items() if key not in code]
    assert texts == ["The disk is full.", "Free some space:", "Restart the server.", *TABLE]
    assert units["7:details#4"].target == "Reinicie o servidor."
    data = out(made, format_).read_bytes()
    if format_ != "xlsx":
        assert (data.count(b' translate="no"'), data.count(b"rm  -r")) == ((1, 2) if code else (0, 0))
        assert all(
            place in data for place in (b"Paragraph 1 of 1", b"List item 2 of 2", b"Table cell 4 of 6")
        )


@pytest.mark.parametrize("format_", EXCHANGE_FORMATS)
@pytest.mark.parametrize("target", [TRANSLATED, None, "O disco está cheio.\n\nReinicie o servidor."])
def test_importing_an_unchanged_export_of_blocks_changes_no_byte(
    format_: str, target: str | None, catalog: Write
) -> None:
    """The same if a translation is missing, or has one paragraph less."""
    made = catalog(with_details(DETAILS, target))
    accept_translations(made, [], AcceptOptions(by="ana"))
    before = tree(made)
    path = out(made, format_)
    first = path.read_bytes()
    (outcome,) = back(made, path).merged.values()
    assert (outcome.imported, outcome.kept, outcome.rejected) == ([], [], [])
    assert tree(made) == before
    assert out(made, format_).read_bytes() == first


def test_a_translation_with_other_blocks_is_one_unit(catalog: Write) -> None:
    """Translators get the whole text, and can give it the structure of the source."""
    made = catalog(with_details(DETAILS, "O disco está cheio."))
    path = out(made)
    units = {entry.msgctxt: entry for entry in polib.pofile(str(path))}
    assert (units["7:details"].msgid, units["7:details"].msgstr) == (
        DETAILS.replace("a|b", "a\\|b"),
        "O disco está cheio.",
    )
    change(path, "7:details", TRANSLATED.replace("a|b", "a\\|b"))
    back(made, path)
    assert (made / E7).read_text("utf-8") == with_details(DETAILS, TRANSLATED)[E7]
    assert "7:details#2" in out(made).read_text("utf-8")


def test_a_new_translation_gets_the_structure_and_the_code_of_the_source(catalog: Write) -> None:
    made = catalog(with_details(DETAILS, None))
    path = out(made)
    file = polib.pofile(str(path))
    for entry in file:
        entry.msgstr = {"The disk is full.": "- Cheio.\nMesmo.", "1": "1", TABLE[1]: "`a|b`"}.get(
            entry.msgid, "X"
        )
    file.save(str(path))
    (outcome,) = back(made, path).merged.values()
    assert outcome.rejected == []
    expected = (
        "    details: |\n      \\- Cheio.\n      Mesmo.\n\n      1. X\n\n         ```sh\n         rm  -r /tmp/*\n"
        "         ```\n      2. X\n\n      | X | `a\\|b` |\n      |-------|------------------|\n"
        "      | 1     | X              |\n      |       | X             |\n"
    )
    assert expected in (made / E7).read_text("utf-8")
    assert back(made, path).changed == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Um.\n\nDois.", "the translation has 2 paragraphs, the source has 1"),
        ("Um.\n\n- Dois.", "the translation has 1 list item, the source has none"),
    ],
)
def test_a_translation_of_a_block_that_is_several_is_rejected(text: str, reason: str, catalog: Write) -> None:
    made = catalog(with_details(DETAILS, TRANSLATED))
    before = tree(made)
    path = out(made)
    change(path, "7:details#1", text)
    done = back(made, path)
    (outcome,) = done.merged.values()
    assert [(each.key, each.text, each.reason) for each in outcome.rejected] == [
        ("7:details#1", text, reason)
    ]
    assert tree(made) == before
    assert len(done.conflicts) == 1


def test_a_stale_block_is_recorded_with_its_source(catalog: Write) -> None:
    made = catalog(with_details(DETAILS, TRANSLATED))
    accept_translations(made, [], AcceptOptions(by="ana"))
    edit(made, "Restart the server.", "Restart the service.")
    path = out(made)
    assert translation_statuses(read_catalog(made).catalog, "pt-BR")["7:details"].stale
    change(path, "7:details#4", "Reinicie o serviço.")
    back(made, path)
    status = translation_statuses(read_catalog(made).catalog, "pt-BR")["7:details"]
    assert (status.stale, status.unaccepted) == (False, False)


@pytest.fixture
def long_texts(tmp_path: Path) -> Path:
    """Return a catalog with a long description in four languages: three paragraphs, a list of four items, code."""
    texts = {locale: {"description": text} for locale, text in DESCRIPTIONS.items()}
    write_catalog(tmp_path / "catalog", texts)
    return tmp_path / "catalog"


@pytest.mark.parametrize("locale", ["ar", "ja", "pt-BR"])
def test_a_long_text_has_a_unit_for_each_block_and_its_code_is_not_translatable(
    locale: str, long_texts: Path, run: Run
) -> None:
    before = tree(long_texts)
    po, xliff = long_texts.parent / "x.po", long_texts.parent / "x.xlf"
    for path, format_ in ((po, "po"), (xliff, "xliff")):
        command = ("translations", "export", long_texts, "--locale", locale, "--format", format_)
        assert run(*command, "-o", path).code == 0
        assert run("translations", "import", long_texts, path).code == 0
        assert tree(long_texts) == before, format_
    keys = [f"7:description#{number}" for number in range(1, 9)]
    assert [entry.msgctxt for entry in polib.pofile(str(po))] == keys[:7]
    units = re.findall(r'<unit [^>]*name="([^"]+)"([^>]*)>', xliff.read_text("utf-8"))
    assert [key for key, _ in units] == keys
    assert ['translate="no"' in attributes for _, attributes in units] == [False] * 7 + [True]


def test_a_long_text_without_one_paragraph_is_one_unit_with_a_finding(long_texts: Path, run: Run) -> None:
    path = long_texts / "events/7.yaml"
    event = json.loads(path.read_text("utf-8"))
    first, _, *rest = event["strings"]["pt-BR"]["description"].split("\n\n")
    shortened = "\n\n".join((first, *rest))
    event["strings"]["pt-BR"]["description"] = shortened
    path.write_text(json.dumps(event, ensure_ascii=False), "utf-8")
    found = json.loads(run("check", long_texts, "--report", "json").out)["diagnostics"]
    assert [(each["code"], each["message"]) for each in found if each["locale"] == "pt-BR"] == [
        ("ED201", "the translation has 2 paragraphs, the source has 3")
    ]
    before = tree(long_texts)
    po = long_texts.parent / "pt.po"
    assert run("translations", "export", long_texts, "--locale", "pt-BR", "-o", po).code == 0
    (entry,) = polib.pofile(str(po))
    assert (entry.msgid, entry.msgstr) == (DESCRIPTIONS["en-US"], shortened)
    assert run("translations", "import", long_texts, po).code == 0
    assert tree(long_texts) == before
