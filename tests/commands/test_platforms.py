"""The instructions for translation platforms in docs/how-to work with what the platforms do to files."""

from pathlib import Path
from xml.etree import ElementTree as Tree

import polib

from eventdocs.formats.xliff import V1
from tests.conftest import EVENT, ROOT, Run, Write


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
