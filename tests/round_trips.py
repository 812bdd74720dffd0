"""Send exchange files through real translation tools and back, with the catalog of real pages.

The catalog has texts in every state. Each tool rewrites an export in which one text was edited. The import must
change this text alone: every other text and every state stays.
"""

import io
import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl

from eventdocs.commands.accept import accept_translations
from eventdocs.commands.exchange import ExportFilter, ImportOptions, export, import_files
from eventdocs.commands.memory import export_memory
from eventdocs.formats import tmx
from eventdocs.formats.po import read as read_po
from eventdocs.formats.yaml.strings import write_string
from eventdocs.model.ledger import State
from eventdocs.store.catalog import read_catalog
from eventdocs.translations.accept import AcceptOptions
from eventdocs.translations.memory import build_memory
from eventdocs.translations.status import StringPair, string_pairs, translation_statuses
from tests.translation_tools import LOCALE, omegat, translation_tools

KEY = "4031:description"
OLD, NEW = "distribuição de sessão falhou.", "distribuição de sessão falhou. Tente de novo."
ENDINGS = {"po": "po", "xliff": "xlf", "xliff12": "xlf", "csv": "csv", "xlsx": "xlsx"}
BEFORE = {  # what is before the text, which is also a match of another one
    "po": r'(msgstr ".*)',
    "xliff": r"(<segment [^>]*><source>.*?</source><target>[^<]*)",
    "xliff12": r'(<target state="[^>]*>[^<]*)',
    "csv": "(,[^,]*)",
}
ALTERED = "a tool has changed the source text in the file"


def round_trips(tools: Path, catalog: Path) -> None:
    """Run all tools on copies of a catalog; the first fault ends with a traceback."""
    give_states(catalog)
    before = _states(catalog)
    for tool in translation_tools(tools):
        with TemporaryDirectory() as name:
            folder, path = Path(name) / "catalog", Path(name) / f"{LOCALE}.{ENDINGS[tool.format_]}"
            shutil.copytree(catalog, folder)
            path.write_bytes(_edited(export(folder, LOCALE, tool.format_, ExportFilter()).data, tool.format_))
            result = import_files(folder, [tool.rewrite(path)], ImportOptions(partial=True))
            (merged,) = result.merged.values()
            wrong = dict(_states(folder).items() - before.items())
            expected = (before[KEY][0].replace(OLD, NEW), "translated", False)
            assert [outcome.key for outcome in merged.imported] == [KEY], (tool.name, merged.imported[:5])
            assert merged.kept == [], (tool.name, merged.kept[:5])
            rejected = [outcome for outcome in merged.rejected if outcome.reason != ALTERED]
            assert rejected == [], (tool.name, rejected[:5])
            assert wrong == {KEY: expected}, (tool.name, wrong)
        reported = f", {len(merged.rejected)} altered sources reported" if merged.rejected else ""
        print(f"{tool.name}: {len(before)} texts and states, one edit: right{reported}", flush=True)
    memory(catalog)


def give_states(catalog: Path) -> None:
    """Make some translations of a catalog missing, stale, machine, translated and reviewed."""
    loaded = read_catalog(catalog).catalog
    files = {event.key: catalog / event.file for event in loaded.events}
    pairs = [pair for pair in string_pairs(loaded, LOCALE) if pair.owner and pair.target and pair.key != KEY]
    states = {State.TRANSLATED: {KEY}, State.REVIEWED: set[str]()}
    for number, pair in enumerate(pairs):
        if number % 6 in (1, 2, 3):
            states[State.TRANSLATED if number % 6 == 1 else State.REVIEWED].add(pair.key)
    for state, keys in states.items():
        accept_translations(catalog, [LOCALE], AcceptOptions("ana", state, only=frozenset(keys)))
    for number, pair in enumerate(pairs):
        if number % 6 in (3, 4) and len(pair.source) == 1:
            _write(files, pair, "en-US", f"{pair.source[0]} Again.")
    for file in [*files.values()][::9]:
        _forget(file)
    found = {(state, stale) for _, state, stale in _states(catalog).values()}
    fresh = {(state.value, False) for state in State}
    assert found == {*fresh, ("machine", True), ("reviewed", True)}, found


def _write(files: dict[str, Path], pair: StringPair, locale: str, text: str) -> None:
    file = files[pair.key.partition(":")[0]]
    place = ("strings", locale, *pair.path)
    file.write_bytes(write_string(file.read_bytes(), place, (text,), lambda path: ()))


def _forget(file: Path) -> None:
    """Remove the translations of an event from its file."""
    if file.name.startswith(KEY.partition(":")[0]):
        return
    lines = file.read_text("utf-8").splitlines(keepends=True)
    start = lines.index(f"  {LOCALE}:\n")
    end = start + 1
    while end < len(lines) and lines[end].startswith("   "):
        end += 1
    file.write_text("".join(lines[:start] + lines[end:]), "utf-8")


def _edited(data: bytes, format_: str) -> bytes:
    """Return an export in which a translator has changed a word of one text."""
    if format_ == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        (cell,) = (cell for cell in book.worksheets[0]["C"] if OLD in str(cell.value))
        cell.value = str(cell.value).replace(OLD, NEW)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()
    edited, count = re.subn(BEFORE[format_] + re.escape(OLD), rf"\1{NEW}", data.decode("utf-8-sig"))
    assert count == 1, count
    return edited.encode()


def _states(folder: Path) -> dict[str, tuple[str, str, bool]]:
    catalog = read_catalog(folder).catalog
    statuses = translation_statuses(catalog, LOCALE)
    return {
        pair.key: (" ".join(pair.target or ()), statuses[pair.key].state.value, statuses[pair.key].stale)
        for pair in string_pairs(catalog, LOCALE)
    }


def memory(catalog: Path) -> None:
    """Assert that OmegaT uses our translation memory, and that we can read the one that it writes."""
    targets = build_memory(read_catalog(catalog).catalog, LOCALE).targets
    with TemporaryDirectory() as name:
        path = Path(name) / f"{LOCALE}.po"
        sources = export(catalog, "en-US", "po", ExportFilter()).data.decode()
        path.write_text(sources.replace('"MIME', f'"Language: {LOCALE}\\n"\n"MIME'), "utf-8")
        translated = omegat(path, export_memory(catalog, LOCALE).data)
        units = list(read_po(translated.read_bytes(), translated.name).units)
        theirs = (Path(name) / "project/project-omegat.tmx").read_bytes()
        pairs = list(tmx.read(theirs, "project-omegat.tmx", "en-US", LOCALE))
    # OmegaT copies the spaces around a source to its translation.
    known = {_words(source): {*map(_words, texts)} for source, texts in targets.items()}
    # The memory has one space where a source has two in a row, so it only has a similar text.
    units = [unit for unit in units if "  " not in unit.source.strip()]
    wrong = [unit for unit in units if _words(unit.target) not in known.get(_words(unit.source), {""})]
    assert wrong == [], wrong[:3]
    assert {_words(unit.source) for unit in units if unit.target} == {_words(source) for source, _ in pairs}
    assert [pair for pair in pairs if _words(pair[1]) not in known.get(_words(pair[0]), ())] == []
    print(f"OmegaT, TMX: {len(known)} sources in our memory, {len(pairs)} pairs in its own: right")


def _words(text: str) -> str:
    return " ".join(text.split())
