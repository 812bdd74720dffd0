"""A change of a text through PO changes only the lines of its scalar, in files of 260 styles."""

import random
from pathlib import Path

import polib

from eventdocs.commands.accept import accept_translations
from eventdocs.commands.exchange import ExportFilter, ImportOptions, export, import_files
from eventdocs.store.catalog import read_catalog
from eventdocs.translations.accept import AcceptOptions
from tests.conftest import tree
from tests.formats.yaml.test_scalars import written

FILES = 260
STYLES = ("plain", "single", "double", "folded", "literal", "wrapped")


def styled_event(number: int, chance: random.Random) -> tuple[bytes, int, int]:
    """Write an event in a random style; return the lines of its translated description."""
    step, end = chance.choice((1, 2, 3, 4, 7)), chance.choice(("\n", "\r\n"))
    one, two, three = (" " * step * depth for depth in (1, 2, 3))
    comment = chance.choice(("", "  # a comment", " #\ttabs: 'and' \"quotes\""))
    lines = [f"# event {number}", f"id: {number}  # its id", f"name: Event{number}", "strings:"]
    first = length = 0
    for locale, word in (("en-US", "source"), ("pt-BR", "texto")):
        lines += [f"{one}{locale}:", *([""] if chance.random() < 0.3 else []), f"{two}# about {locale}"]
        for field in ("description", "cause"):
            text = f"{word} {field} number{number}"
            style = chance.choice(STYLES)
            head, *rest = written(text, style, three, comment)
            if (locale, field) == ("pt-BR", "description"):
                first, length = len(lines), 1 + len(rest)
            lines += [f"{two}{field}: {head}", *rest, *([f"{two}# between"] if chance.random() < 0.4 else [])]
    data = end.join([*lines, *chance.choice(([""], ["# the end", ""]))])
    return (chance.choice(("", "\ufeff")) + data).encode(), first, length


def test_each_diff_is_the_lines_of_the_scalar_that_changed(tmp_path: Path) -> None:
    chance = random.Random(260)
    folder = tmp_path / "catalog"
    (folder / "events").mkdir(parents=True)
    (folder / "catalog.yaml").write_text("source_locale: en-US\nlocales: [en-US, pt-BR]\n", "utf-8")
    places: dict[str, tuple[int, int]] = {}
    for number in range(1, FILES + 1):
        data, first, length = styled_event(number, chance)
        name = f"events/{number}-event{number}.yaml"
        (folder / name).write_bytes(data)
        places[name] = first, length
    accept_translations(folder, [], AcceptOptions())
    before = tree(folder)
    path = tmp_path / "pt-BR.po"
    path.write_bytes(export(folder, "pt-BR", "po", ExportFilter()).data)
    file = polib.pofile(str(path))
    for entry in file:
        if entry.msgctxt.endswith(":description"):
            entry.msgstr = f"novo: {entry.msgstr} #1 'x'"
    file.save(str(path))
    (outcome,) = import_files(folder, [path], ImportOptions()).merged.values()
    assert len(outcome.imported) == FILES
    after = tree(folder)
    for name, (first, length) in places.items():
        old, new = before[name].splitlines(keepends=True), after[name].splitlines(keepends=True)
        behind = len(old) - first - length
        assert new[:first] == old[:first], name
        assert new[len(new) - behind :] == old[first + length :], name
        assert before[name].startswith(b"\xef\xbb\xbf") == after[name].startswith(b"\xef\xbb\xbf")
    texts = {
        event.id: event.strings["pt-BR"].strings["description"]
        for event in read_catalog(folder).catalog.events
    }
    assert all(text[0].startswith("novo: ") and text[0].endswith(" #1 'x'") for text in texts.values())
