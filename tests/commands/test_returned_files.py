"""An import copes with everything that translation tools do to an exported file.

Tools fill in sources, drop comments, guess, split units and reformat. An import sets no state that nobody has
confirmed, loses no edit, and imports nothing that nobody translated.
"""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from eventdocs.commands.accept import accept_translations
from eventdocs.commands.exchange import ExportFilter, ImportOptions, export, import_files
from eventdocs.model.errors import EventdocsError
from eventdocs.model.ledger import State
from eventdocs.store.catalog import read_catalog
from eventdocs.translations.accept import AcceptOptions
from eventdocs.translations.merge import MergeResult
from eventdocs.translations.status import translation_statuses
from tests.conftest import CATALOG, EVENT, Run, Write, tree

E7 = "events/7-diskfull.yaml"
UNTRANSLATED = EVENT.partition("      pt-BR:")[0]
ENDINGS = {"po": "po", "xliff": "xlf", "xliff12": "12.xlf", "csv": "csv"}
SECOND = EVENT.replace("id: 7", "id: 8").replace("DiskFull", "DiskSlow").replace(" full", " slow")
SECOND = SECOND.replace("cheio", "lento")


def export_to(folder: Path, format_: str, edit: Callable[[str], str] = str) -> Path:
    """Export a locale, change the file as a tool does, and return its path."""
    path = folder.parent / f"pt-BR.{ENDINGS[format_]}"
    path.write_bytes(edit(export(folder, "pt-BR", format_, ExportFilter()).data.decode("utf-8-sig")).encode())
    return path


def import_from(folder: Path, path: Path) -> MergeResult:
    (merged,) = import_files(folder, [path], ImportOptions()).merged.values()
    return merged


def states(folder: Path) -> dict[str, str]:
    statuses = translation_statuses(read_catalog(folder).catalog, "pt-BR")
    return {key: "stale" if status.stale else status.state.value for key, status in statuses.items()}


def accept(folder: Path, state: State | None = None, *only: str) -> Path:
    accept_translations(folder, [], AcceptOptions("ana", state, only=frozenset(only)))
    return folder


def replaced(text: str, pattern: str, by: str) -> str:
    found, count = re.subn(pattern, by, text)
    assert count
    return found


SOURCE_COPIES = {
    "new": ("xliff12", r"(<source>.*?)</source>", r'\1</source><target state="new">@</target>'),
    "needs-translation": (
        "xliff12",
        r"(<source>.*?)</source>",
        r'\1</source><target state="needs-translation">@</target>',
    ),
    "initial": ("xliff", r"(<source>.*?)</source>", r"\1</source><target>@</target>"),
}


@pytest.mark.parametrize("state", SOURCE_COPIES)
def test_a_source_that_a_tool_has_filled_in_is_no_translation(state: str, catalog: Write) -> None:
    format_, pattern, by = SOURCE_COPIES[state]

    def fill_in(text: str) -> str:
        return re.sub(pattern, lambda found: by.replace(r"\1", found[1]).replace("@", found[1][8:]), text)

    folder = catalog({E7: UNTRANSLATED})
    before = tree(folder)
    path = export_to(folder, format_, fill_in)
    assert path.read_text("utf-8").count("<target") == 2
    merged = import_from(folder, path)
    assert (merged.imported, merged.rejected, merged.unchanged) == ([], [], 2)
    assert tree(folder) == before


@pytest.mark.parametrize("format_", ["po", "xliff12"])
def test_a_source_without_a_state_is_not_imported_and_reported(
    format_: str, catalog: Write, run: Run
) -> None:
    edits: dict[str, Callable[[str], str]] = {
        "po": lambda text: re.sub(r'(msgid "(.+)"\nmsgstr) ""', r'\1 "\2"', text),
        "xliff12": lambda text: re.sub(r"<source>(.*?)</source>", r"\g<0><target>\1</target>", text),
    }
    folder = catalog({E7: UNTRANSLATED})
    path = export_to(folder, format_, edits[format_])
    outcome = run("translations", "import", folder, path)
    assert outcome.code == 1
    assert "7:message rejected: it equals the source" in outcome.out
    assert set(states(folder).values()) == {"missing"}


def test_a_source_that_changed_since_the_export_is_not_imported_as_a_translation(catalog: Write) -> None:
    folder = catalog({E7: UNTRANSLATED})
    path = export_to(folder, "po", lambda text: re.sub(r'(msgid "(.+)"\nmsgstr) ""', r'\1 "\2"', text))
    event = folder / E7
    event.write_text(event.read_text("utf-8").replace("The disk is full.", "The disk is too full."), "utf-8")
    merged = import_from(folder, path)
    assert [outcome.key for outcome in merged.rejected] == ["7:description", "7:message"]
    assert set(states(folder).values()) == {"missing"}


@pytest.mark.parametrize(
    ("message", "state", "taken"), [("Disk %1", "translated", True), ("Disk %1", "", False), ("%1", "", True)]
)
def test_a_translation_that_equals_its_source_is_imported_if_it_has_a_state_or_no_words(
    message: str, state: str, taken: bool, catalog: Write
) -> None:
    folder = catalog({E7: UNTRANSLATED.replace("Disk %1 is full.", f"'{message}'")})
    attribute = f' state="{state}"' if state else ""

    def fill_in(text: str) -> str:
        return replaced(text, r"<source>([^.]*?)</source>", rf"\g<0><target{attribute}>\1</target>")

    merged = import_from(folder, export_to(folder, "xliff12", fill_in))
    assert [outcome.key for outcome in merged.imported] == ["7:message"] * taken


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("format_", ["po", "xliff", "xliff12"])
def test_an_equal_text_without_our_notes_moves_no_state(format_: str, state: State, catalog: Write) -> None:
    """The tools xliff and i18next-conv of npm, and msgunfmt, drop notes, comments and flags."""
    if state is State.MISSING:
        return
    folder = accept(catalog(), state)
    before = tree(folder)
    dropped = {
        "po": r"(?m)^#.*\n",
        "xliff": r"(?s)<notes>.*?</notes>| subState=\S+\"",
        "xliff12": r"<note.*?</note>",
    }
    path = export_to(folder, format_, lambda text: replaced(text, dropped[format_], ""))
    merged = import_from(folder, path)
    assert (merged.unchanged, merged.kept, merged.without_base) == (2, [], 2)
    assert tree(folder) == before


def test_a_converter_that_drops_contexts_and_encodes_places_loses_nothing(catalog: Write) -> None:
    """xliff2po of translate-toolkit writes places as URLs do, and no contexts."""
    parameter = "parameters: [{name: A+B C}]\n    strings:"
    texts = EVENT.replace("strings:", parameter)
    for place in ("en-US:", "pt-BR:"):
        texts = texts.replace(
            place, f"{place}\n        parameters: {{A+B C: {{description: Drive {place[:5]}.}}}}"
        )
    folder = accept(catalog({E7: texts}), State.REVIEWED)
    before = tree(folder)

    def convert(text: str) -> str:
        return replaced(text, r"(?m)^msgctxt .*\n", "").replace("A%2BB%20C", "A%2BB+C")

    path = export_to(folder, "po", convert)
    merged = import_from(folder, path)
    assert (merged.unchanged, merged.imported, merged.rejected) == (3, [], [])
    assert tree(folder) == before
    path.write_text(path.read_text("utf-8").replace("Drive pt-BR", "Unidade"), "utf-8")
    merged = import_from(folder, path)
    assert [outcome.key for outcome in merged.imported] == ["7:parameters.A+B C.description"]


@pytest.mark.parametrize("format_", ENDINGS)
def test_an_entry_of_strings_in_several_states_moves_none_of_them(format_: str, catalog: Write) -> None:
    """Equal texts share an entry. It has the lowest of their states."""
    other = EVENT.replace("id: 7", "id: 8").replace("DiskFull", "DiskFullToo")
    folder = accept(catalog({"events/8-diskfulltoo.yaml": other}), State.MACHINE)
    accept(folder, State.REVIEWED, "7:message", "8:description")
    before = tree(folder)
    path = export_to(folder, format_)
    merged = import_from(folder, path)
    assert (merged.unchanged, merged.imported) == (4, [])
    assert tree(folder) == before


def test_an_edit_without_notes_is_imported_if_the_ledger_proves_that_the_text_is_unchanged(
    catalog: Write, run: Run
) -> None:
    folder = accept(catalog({"events/8-diskslow.yaml": SECOND}), State.REVIEWED)
    path = export_to(
        folder,
        "po",
        lambda text: (
            replaced(text, r"(?m)^#.*\n", "").replace("cheio", "lotado").replace("lento", "vagaroso")
        ),
    )
    event = folder / "events/8-diskslow.yaml"
    event.write_text(event.read_text("utf-8").replace("O disco está lento.", "O disco anda lento."), "utf-8")
    outcome = run("translations", "import", folder, path)
    assert outcome.code == 1
    assert (
        "8:description conflicting: the file does not say from which translation it was made" in outcome.out
    )
    assert "4 texts lost the notes of eventdocs" in outcome.err
    assert "lotado" in (folder / E7).read_text("utf-8")
    assert "O disco anda lento." in event.read_text("utf-8")
    assert "O disco %1 está vagaroso." in event.read_text("utf-8")
    assert states(folder)["7:message"] == "translated"


def test_a_tool_that_drops_the_state_confirms_nothing(catalog: Write) -> None:
    folder = accept(catalog(), State.MACHINE)
    event = folder / E7
    event.write_text(event.read_text("utf-8").replace("The disk is full.", "The disk is too full."), "utf-8")
    before = tree(folder)
    assert states(folder) == {"7:description": "stale", "7:message": "machine"}
    import_from(folder, export_to(folder, "xliff12", lambda text: replaced(text, r' state="[\w-]+"', "")))
    import_from(folder, export_to(folder, "xliff", lambda text: replaced(text, r' subState="[\w:]+"', "")))
    assert tree(folder) == before


SPLIT = """<segment id="s1" state="translated"><source>Disk %1</source>{}</segment>\
<ignorable><source> </source></ignorable>\
<segment id="s2" state="translated"><source>is full.</source>{}</segment>"""


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("<target>O disco %1</target>", "<target>está cheio.</target>", "O disco %1 está cheio."),
        (
            '<target order="3">no disco %1.</target>',
            '<target order="1">Sem espaço</target>',
            "Sem espaço no disco %1.",
        ),
        ("<target>O disco %1</target>", "", ""),
        ("<target>O disco %1</target>", "<target/>", ""),
    ],
)
def test_a_unit_that_a_tool_has_split_is_put_together(
    first: str, second: str, text: str, catalog: Write
) -> None:
    """An ignorable part comes from the source. An incomplete text is not imported."""
    folder = catalog({E7: UNTRANSLATED})

    def split(exported: str) -> str:
        whole = r"<segment[^>]*><source>Disk <ph[^>]*/> is full\.</source></segment>"
        return replaced(exported, whole, SPLIT.format(first, second))

    merged = import_from(folder, export_to(folder, "xliff", split))
    assert [outcome.text for outcome in merged.imported] == ([text] if text else [])
    reasons = [outcome.reason for outcome in merged.rejected]
    assert reasons == ([] if text else ["1 of its 2 segments have no translation"])


@pytest.mark.parametrize(
    "previous", ["", '#| msgctxt "8:message"\n'], ids=["no translation before", "of another key"]
)
def test_a_guess_of_a_tool_from_a_similar_text_is_not_a_translation(previous: str, catalog: Write) -> None:
    """msgmerge fills in the translation of a similar text, and marks it as fuzzy."""
    folder = catalog({E7: EVENT if previous else UNTRANSLATED})
    before = tree(folder)

    def guess(text: str) -> str:
        comment = f'{previous}#| msgid "Disk %1 is not full."\n'
        return replaced(
            text,
            r'(?:#, c-format\n)?(msgctxt "7:message"\nmsgid ".*"\nmsgstr) ".*"',
            rf'#, fuzzy\n{comment}\1 "O disco %1 não está cheio."',
        )

    merged = import_from(folder, export_to(folder, "po", guess))
    assert (merged.imported, merged.rejected) == ([], [])
    assert tree(folder) == before


@pytest.mark.parametrize(
    ("attributes", "state"),
    [
        ('state="translated" state-qualifier="leveraged-mt"', "machine"),
        ('state="needs-review-translation" state-qualifier="mt-suggestion"', "machine"),
        ('state="needs-review-translation" state-qualifier="fuzzy-match"', "machine"),
        ('state="translated" state-qualifier="fuzzy-match"', "translated"),
        ('state="signed-off" state-qualifier="leveraged-mt"', "reviewed"),
        ('state="needs-review-translation"', "translated"),
    ],
)
def test_a_suggestion_that_nobody_confirmed_is_by_a_machine(
    attributes: str, state: str, catalog: Write
) -> None:
    folder = catalog({E7: UNTRANSLATED})
    path = export_to(
        folder,
        "xliff12",
        lambda text: replaced(
            text, r"The disk is full\.</source>", rf"\g<0><target {attributes}>Cheio.</target>"
        ),
    )
    import_from(folder, path)
    assert states(folder)["7:description"] == state


@pytest.mark.parametrize("format_", ["xliff", "xliff12"])
def test_spaces_that_a_tool_adds_at_the_ends_are_not_imported(format_: str, catalog: Write) -> None:
    folder = accept(catalog(), State.MACHINE)
    before = tree(folder)
    reformatted = export_to(folder, format_, lambda text: text.replace("</target>", "\n      </target>"))
    assert import_from(folder, reformatted).imported == []
    assert tree(folder) == before
    edited = reformatted.read_text("utf-8").replace(" está cheio", " encheu")
    reformatted.write_text(edited, "utf-8")
    assert import_from(folder, reformatted).imported[1].text == "O disco %1 encheu."


@pytest.mark.parametrize("format_", ["csv", "po", "xliff", "xliff12"])
def test_a_file_whose_sources_a_tool_changed_is_reported(format_: str, catalog: Write, run: Run) -> None:
    """LibreOffice reads `1%` as the number 0.01, in the source and in the translation."""
    texts = EVENT.replace("Disk %1 is full.", "1%").replace("O disco %1 está cheio.", "1 %")
    folder = accept(catalog({E7: texts}))
    before = tree(folder)
    path = export_to(folder, format_, lambda text: replaced(text, "1 ?%", "0.01"))
    outcome = run("translations", "import", folder, path)
    assert (outcome.code, outcome.out.count("a tool has changed the source text")) == (1, 1)
    assert tree(folder) == before


@pytest.mark.parametrize(("translation", "code"), [("O disco está cheio.", 0), ("O disco lotou.", 1)])
def test_a_text_of_a_deleted_event_is_a_conflict_only_if_it_was_edited(
    translation: str, code: int, catalog: Write, run: Run
) -> None:
    folder = accept(catalog({"events/8-diskslow.yaml": SECOND}))
    path = export_to(folder, "po", lambda text: replaced(text, r"O disco está cheio\.", translation))
    (folder / E7).unlink()
    outcome = run("translations", "import", folder, path)
    assert outcome.code == code
    conflicts = path.with_name("pt-BR.conflicts.po")
    assert conflicts.exists() == bool(code)
    if code:
        assert translation in conflicts.read_text("utf-8")
    assert "7:message" not in outcome.out


@pytest.mark.parametrize(
    ("locales", "name"),
    [
        ("en-US, pt-BR", "pt_BR"),
        ("en-US, pt-BR", "PT_br"),
        ("en-US, pt-BR", "pt"),
        ("en-US, pt-BR, pt-PT", "ptb"),
        ("en-US, pt-BR", "pt_Latn"),
    ],
)
def test_a_tool_may_spell_a_locale_differently(locales: str, name: str, catalog: Write) -> None:
    settings = CATALOG.replace("en-US, pt-BR", locales) + "    aliases: {pt-BR: [ptb]}\n"
    folder = catalog({"catalog.yaml": settings})
    path = export_to(folder, "po", lambda text: text.replace("pt-BR", name).replace("cheio", "lotado"))
    assert len(import_from(folder, path).imported) == 2


@pytest.mark.parametrize(("locales", "name"), [("en-US, pt-BR, pt-PT", "pt"), ("en-US, pt-BR", "pt_PT")])
def test_an_unknown_or_ambiguous_locale_is_an_error(locales: str, name: str, catalog: Write) -> None:
    folder = catalog({"catalog.yaml": CATALOG.replace("en-US, pt-BR", locales)})
    path = export_to(folder, "po", lambda text: text.replace("pt-BR", name))
    with pytest.raises(EventdocsError, match=f"the catalog has no locale `{name}`"):
        import_from(folder, path)


def test_a_broken_file_does_not_block_others(catalog: Write, run: Run) -> None:
    """Every command continues with the other files, reports the broken one, and fails."""
    name = "events/8-diskslow.yaml"
    folder = accept(catalog({name: SECOND}))
    whole = export_to(folder, "po", lambda text: text.replace("cheio", "lotado").replace("lento", "vagaroso"))
    event = folder / name
    broken = event.read_text("utf-8").replace("level: error", "level: [")
    event.write_text(broken, "utf-8")
    records = (folder / "ledgers/pt-BR.ledger").read_text("utf-8")
    part = folder.parent / "part.po"
    exported = run("translations", "export", folder, "--locale", "pt-BR", "-o", part)
    assert (exported.code, "7:message" in part.read_text("utf-8")) == (1, True)
    pruned = run("translations", "prune", folder)
    assert (pruned.code, (folder / "ledgers/pt-BR.ledger").read_text("utf-8")) == (1, records)
    imported = run("translations", "import", folder, whole)
    assert (imported.code, "O disco %1 está lotado." in (folder / E7).read_text("utf-8")) == (1, True)
    assert "8:message rejected: the string no longer exists, or its file has errors" in imported.out
    assert "vagaroso" in whole.with_name("pt-BR.conflicts.po").read_text("utf-8")
    accepted = run("translations", "accept", folder, "--reviewed")
    filled = run("translations", "fill", folder, "--locale", "pt-BR")
    for outcome in (exported, pruned, imported, accepted, filled):
        assert outcome.code == 1
        assert f"{folder}: left alone because of errors: {name}" in outcome.err
        assert f"{folder}/{name}:" in outcome.err
    ledger = (folder / "ledgers/pt-BR.ledger").read_text("utf-8")
    assert (ledger.count("reviewed"), ledger.count("8:message")) == (2, records.count("8:message"))
    assert event.read_text("utf-8") == broken
    assert run("translations", "memory", folder, "--locale", "pt-BR", "-o", part).code == 1


@pytest.mark.parametrize(
    ("format_", "header", "translated"),
    [
        (
            "po",
            ('"X-Messages', '"Language: pt_BR\\n"\n"X-Messages'),
            (r'(msgid "Disk.*"\nmsgstr) ""', r'\1 "Disco %1 lotado."'),
        ),
        (
            "xliff",
            ('srcLang="en-US"', 'srcLang="en-US" trgLang="pt-BR"'),
            (r"(<source>Disk (<ph.*?/>).*?</source>)", r"\1<target>Disco \2 lotado.</target>"),
        ),
        (
            "xliff12",
            ('source-language="en-US"', 'source-language="en-US" target-language="pt"'),
            (r"(<source>Disk (<ph.*?</ph>).*?</source>)", r"\1<target>Disco \2 lotado.</target>"),
        ),
    ],
)
def test_a_tool_makes_a_file_of_a_locale_from_the_file_of_sources(
    format_: str, header: tuple[str, str], translated: tuple[str, str], catalog: Write, run: Run
) -> None:
    """Platforms get one file of sources, such as a POT file, and fill in the translations that they have."""
    folder = accept(catalog(), State.REVIEWED)
    path = folder.parent / f"sources.{ENDINGS[format_]}"
    outcome = run("translations", "export", folder, "--locale", "en-US", "--format", format_, "-o", path)
    text = path.read_text("utf-8")
    assert (outcome.code, text.count("cheio"), text.count("<target")) == (0, 0, 0)
    with pytest.raises(EventdocsError, match=r"has no (target )?language"):
        import_from(folder, path)
    path.write_text(replaced(text.replace(*header), *translated), "utf-8")
    merged = import_from(folder, path)
    assert [(outcome.key, outcome.text) for outcome in merged.imported] == [("7:message", "Disco %1 lotado.")]
    assert states(folder) == {"7:description": "reviewed", "7:message": "translated"}
    assert read_po(io.BytesIO(export(folder, "en-US", "po", ExportFilter()).data))


@pytest.mark.parametrize("format_", ["xliff", "xliff12"])
def test_a_tool_may_indent_inline_elements_and_drop_the_original_data(format_: str, catalog: Write) -> None:
    """The tool xliff of npm writes each element on its own line, in the source and in the translation."""

    def reformat(text: str) -> str:
        without_data = re.sub(r"<originalData>.*?</originalData>", "", text)
        return re.sub(r"(<ph (?:[^>]*/>|.*?</ph>))", r"\n          \1", without_data)

    folder = accept(catalog(), State.REVIEWED)
    before = tree(folder)
    path = export_to(folder, format_, reformat)
    merged = import_from(folder, path)
    assert (merged.imported, merged.rejected, merged.kept) == ([], [], [])
    assert tree(folder) == before
    path.write_text(path.read_text("utf-8").replace(" está cheio", " encheu"), "utf-8")
    assert import_from(folder, path).imported[-1].text == "O disco %1 encheu."
