"""The instructions for translation platforms in docs/how-to work with what the platforms do to files."""

import re
from pathlib import Path
from xml.etree import ElementTree as Tree

import polib
import pytest

from eventdocs.commands.accept import accept_translations
from eventdocs.formats.xliff import V1
from eventdocs.model.ledger import State
from eventdocs.store.catalog import read_catalog
from eventdocs.translations.accept import AcceptOptions
from eventdocs.translations.status import translation_statuses
from tests.conftest import EVENT, ROOT, Run, Write, tree


def test_the_commands_are_in_the_instructions() -> None:
    weblate = (ROOT / "docs/how-to/translate-with-weblate.md").read_text("utf-8")
    assert "eventdocs translations import catalog po/*.po --by weblate" in weblate
    crowdin = (ROOT / "docs/how-to/translate-with-crowdin.md").read_text("utf-8")
    assert "then import with `--partial`" in crowdin


def test_a_file_that_weblate_rewrote_comes_back(catalog: Write, run: Run, tmp_path: Path) -> None:
    """Weblate wraps lines, adds its own headers, dates and a translator's name, and keeps the order."""
    folder, path = catalog(), tmp_path / "po/pt-BR.po"
    assert run("translations", "export", folder, "--locale", "pt-BR", "-o", path).code == 0
    file = polib.pofile(str(path), wrapwidth=40)
    file.metadata |= {
        "X-Generator": "Weblate 5",
        "PO-Revision-Date": "2026-01-01 00:00+0000",
        "Plural-Forms": "nplurals=2; plural=n > 1;",
    }
    file.header = "Translators:\nAna <ana@example.org>, 2026."
    for entry in file:
        entry.msgstr = entry.msgstr.replace("cheio", "lotado")
        entry.tcomment = "looked at"
    file.save(str(path))
    outcome = run("translations", "import", folder, path, "--by", "weblate")
    assert (outcome.code, outcome.out) == (0, "")
    assert (folder / "events/7-diskfull.yaml").read_text("utf-8").count("lotado.") == 2


def test_a_file_from_crowdin_has_only_approved_texts(catalog: Write, run: Run, tmp_path: Path) -> None:
    """Crowdin leaves out unapproved texts, marks the others as approved and renumbers placeholders."""
    folder, path = (
        catalog({"events/8.yaml": EVENT.replace("id: 7", "id: 8").replace("is full", "is slow")}),
        tmp_path / "pt-BR.xlf",
    )
    run("translations", "export", folder, "--locale", "pt-BR", "--format", "xliff12", "-o", path)
    Tree.register_namespace("", V1)
    document = Tree.parse(path)
    body = document.getroot().find(f"{{{V1}}}file/{{{V1}}}body")
    assert body is not None
    for unit in list(body):
        target = unit.find(f"{{{V1}}}target")
        if unit.get("resname") != "7:message" or target is None:
            body.remove(unit)
        else:
            unit.set("approved", "yes")
            target.set("state", "final")
            target[0].tail = " está lotado."
    document.write(path, encoding="utf-8", xml_declaration=True)
    assert run("translations", "import", folder, path).code == 2
    assert run("translations", "import", folder, path, "--partial").code == 0
    assert "O disco %1 está lotado." in (folder / "events/7-diskfull.yaml").read_text("utf-8")
    assert run("status", folder).out.split("\n")[1].split()[1] == "1"  # approved texts count as reviewed


UNTRANSLATED = EVENT.partition("      pt-BR:")[0].replace("id: 7", "id: 9").replace("is full", "is slow")
STATES = {
    "7:description": "reviewed",
    "7:message": "translated",
    "9:description": "missing",
    "9:message": "missing",
}


def states_of(folder: Path) -> dict[str, str]:
    statuses = translation_statuses(read_catalog(folder).catalog, "pt-BR")
    return {key: "stale" if status.stale else status.state.value for key, status in statuses.items()}


@pytest.mark.parametrize("format_", ["po", "xliff12", "xliff"])
def test_a_platform_changes_exactly_what_a_person_changed(
    format_: str, catalog: Write, run: Run, tmp_path: Path
) -> None:
    """It drops comments and notes, reorders units, spells the locale differently, and fills in sources."""
    folder = catalog({"events/9.yaml": UNTRANSLATED})
    accept_translations(folder, [], AcceptOptions("ana", State.TRANSLATED, only=frozenset({"7:message"})))
    accept_translations(folder, [], AcceptOptions("rui", State.REVIEWED, only=frozenset({"7:description"})))
    assert states_of(folder) == STATES
    path = tmp_path / ("a.po" if format_ == "po" else "a.xlf")
    run("translations", "export", folder, "--locale", "pt-BR", "--format", format_, "-o", path)
    rewrite_as_platform(path)
    before = tree(folder)
    path.write_text(path.read_text("utf-8").replace("O disco está cheio.", "O disco lotou."), "utf-8")
    outcome = run("translations", "import", folder, path)
    assert outcome.code == int(format_ == "po"), (
        outcome.err
    )  # without a state, copies of sources are reported
    after = tree(folder)
    changed = {name for name in after if after[name] != before[name]} - {"ledgers/pt-BR.ledger"}
    assert changed == {"events/7-diskfull.yaml"}
    text = before["events/7-diskfull.yaml"].decode()
    assert after["events/7-diskfull.yaml"].decode() == text.replace("O disco está cheio.", "O disco lotou.")
    assert states_of(folder) == {**STATES, "7:description": "translated"}


def rewrite_as_platform(path: Path) -> None:
    """Reorder the units of a file, drop what is about them, and fill in the source of missing translations."""
    if path.suffix == ".po":
        file = polib.pofile(str(path))
        file.metadata["Language"] = "pt_BR"
        file.sort(reverse=True)
        for entry in file:
            entry.comment, entry.occurrences, entry.flags = "", [], []
            entry.msgstr = entry.msgstr or entry.msgid
        file.save(str(path))
        return
    dropped = r"<(notes|note|mtc:matches|alt-trans)\b.*?</\1>"
    text = re.sub(dropped, "", path.read_text("utf-8"))
    text = text.replace('"pt-BR"', '"pt"')
    units = re.findall(r"<unit .*?</unit>|<trans-unit .*?</trans-unit>", text, re.DOTALL)
    assert len(units) == len(STATES)
    start, end = text.index(units[0]), text.index(units[-1]) + len(units[-1])
    copy = r"\1<target>\2</target>" if "<segment" in text else r'\1<target state="new">\2</target>'
    filled = [re.sub(r"(<source>(.*?)</source>)(?!<target)", copy, unit) for unit in reversed(units)]
    path.write_text(text[:start] + "".join(filled) + text[end:], "utf-8")
