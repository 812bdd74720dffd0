"""Send exchange files through real translation tools and back, with the catalog of real pages.

`make validate` installs the tools: GNU gettext from Debian, translate-toolkit, Babel and polib from PyPI,
gettext-parser, i18next-conv and xliff from npm. Each tool rewrites an export in which one text was edited.
The import must change only this text, and no other text or state.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from eventdocs.commands.accept import accept_translations
from eventdocs.commands.exchange import ExportFilter, ImportOptions, export, import_files
from eventdocs.model.ledger import State
from eventdocs.store.catalog import read_catalog
from eventdocs.translations.accept import AcceptOptions
from eventdocs.translations.status import string_pairs, translation_statuses

LOCALE, KEY = "pt-BR", "4031:description"
OLD, NEW = "distribuição de sessão falhou.", "distribuição de sessão não funcionou."
Rewrite = Callable[[Path], Path]

GETTEXT_PARSER = """
const {po} = require("gettext-parser"), fs = require("fs");
fs.writeFileSync(process.argv[2], po.compile(po.parse(fs.readFileSync(process.argv[2]))));
"""
I18NEXT = """
const {gettextToI18next, i18nextToPo} = require("i18next-conv"), fs = require("fs");
const options = {ctxSeparator: "\\u0004", keyseparator: "\\u0005", nsseparator: "\\u0006"};
gettextToI18next("pt-BR", fs.readFileSync(process.argv[2]), options)
  .then(json => i18nextToPo("pt-BR", json, {...options, language: "pt-BR"}))
  .then(data => fs.writeFileSync(process.argv[2], data));
"""
XLIFF = """
const xliff = require("xliff"), fs = require("fs"), text = fs.readFileSync(process.argv[2], "utf-8");
const [read, write] = process.argv[3] === "2" ? [xliff.xliff2js, xliff.js2xliff]
  : [xliff.xliff12ToJs, xliff.jsToXliff12];
read(text).then(write).then(data => fs.writeFileSync(process.argv[2], data));
"""
TOOLKIT = """
import sys
from translate.storage.factory import getobject
store = getobject(sys.argv[1])
store.save()
"""


BABEL = """
import sys
from babel.messages.pofile import read_po, write_po
with open(sys.argv[1], "rb") as file:
    catalog = read_po(file)
with open(sys.argv[1], "wb") as file:
    write_po(file, catalog)
"""


class Tool(NamedTuple):
    """A tool: its name, the format that it reads, and the function that rewrites a file."""

    name: str
    format_: str
    rewrite: Rewrite


def round_trips(tools: Path, catalog: Path) -> None:
    """Run all tools on copies of a catalog; the first fault ends with a traceback."""
    accept_translations(catalog, [LOCALE], AcceptOptions("ana", State.TRANSLATED, only=frozenset({KEY})))
    reviewed = frozenset({"4031:message", "206"})
    accept_translations(catalog, [LOCALE], AcceptOptions("rui", State.REVIEWED, only=reviewed))
    before = _states(catalog)
    for tool in _tools(tools):
        with TemporaryDirectory() as name:
            folder, path = Path(name) / "catalog", Path(name) / f"{LOCALE}.{_ending(tool.format_)}"
            shutil.copytree(catalog, folder)
            text = export(folder, LOCALE, tool.format_, ExportFilter()).data.decode("utf-8-sig")
            assert text.count(OLD) == 1, text.count(OLD)
            path.write_text(text.replace(OLD, NEW), "utf-8")
            result = import_files(folder, [tool.rewrite(path)], ImportOptions(partial=True))
            (merged,) = result.merged.values()
            wrong = dict(_states(folder).items() - before.items())
            expected = (before[KEY][0].replace(OLD, NEW), "translated", False)
            assert [outcome.key for outcome in merged.imported] == [KEY], (tool.name, merged.imported[:5])
            assert (merged.kept, merged.rejected) == ([], []), (
                tool.name,
                merged.kept[:5],
                merged.rejected[:5],
            )
            assert wrong == {KEY: expected}, (tool.name, wrong)
        print(f"{tool.name}: {len(before)} texts and states, one edit: right")


def _states(folder: Path) -> dict[str, tuple[str, str, bool]]:
    catalog = read_catalog(folder).catalog
    statuses = translation_statuses(catalog, LOCALE)
    return {
        pair.key: (" ".join(pair.target or ()), statuses[pair.key].state.value, statuses[pair.key].stale)
        for pair in string_pairs(catalog, LOCALE)
    }


def _ending(format_: str) -> str:
    return "po" if format_ == "po" else "xlf"


def _tools(folder: Path) -> list[Tool]:
    gettext = folder / "usr/bin"
    python = [sys.executable, "-c"]
    return [
        Tool("msgcat", "po", _program([str(gettext / "msgcat"), "-o"])),
        Tool("msgcat --escape", "po", _program([str(gettext / "msgcat"), "--escape", "-o"])),
        Tool("msgattrib --sort-output", "po", _program([str(gettext / "msgattrib"), "--sort-output", "-o"])),
        Tool("msgfmt and msgunfmt", "po", _compiled(gettext)),
        Tool("msgmerge", "po", _merged(gettext)),
        Tool("polib", "po", _script([*python, "import polib, sys; polib.pofile(sys.argv[1]).save()"])),
        Tool("Babel", "po", _script([*python, BABEL])),
        Tool("translate-toolkit, PO", "po", _script([*python, TOOLKIT])),
        Tool("translate-toolkit, XLIFF 1.2", "xliff12", _script([*python, TOOLKIT])),
        Tool("gettext-parser", "po", _node(folder, GETTEXT_PARSER)),
        Tool("i18next-conv", "po", _node(folder, I18NEXT)),
        Tool("xliff, XLIFF 1.2", "xliff12", _node(folder, XLIFF, "1")),
        Tool("xliff, XLIFF 2.1", "xliff", _node(folder, XLIFF, "2")),
    ]


def _script(command: list[str]) -> Rewrite:
    def rewrite(path: Path) -> Path:
        subprocess.run([*command, str(path)], check=True)
        return path

    return rewrite


def _program(command: list[str]) -> Rewrite:
    def rewrite(path: Path) -> Path:
        subprocess.run([*command, str(path), str(path)], check=True, stderr=subprocess.DEVNULL)
        return path

    return rewrite


def _compiled(gettext: Path) -> Rewrite:
    def rewrite(path: Path) -> Path:
        binary = path.with_suffix(".mo")
        subprocess.run([str(gettext / "msgfmt"), "-o", str(binary), str(path)], check=True)
        subprocess.run([str(gettext / "msgunfmt"), "-o", str(path), str(binary)], check=True)
        return path

    return rewrite


def _merged(gettext: Path) -> Rewrite:
    """Return a function that merges a file with a template that has the same texts and no translations."""

    def rewrite(path: Path) -> Path:
        template = path.with_name("sources.pot")
        template.write_bytes(export(path.with_name("catalog"), "en-US", "po", ExportFilter()).data)
        command = [str(gettext / "msgmerge"), "--quiet", "--update", "--backup=off", str(path), str(template)]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        return path

    return rewrite


def _node(folder: Path, script: str, *arguments: str) -> Rewrite:
    def rewrite(path: Path) -> Path:
        filled = script.replace("process.argv[2]", json.dumps(str(path)))
        for argument in arguments:
            filled = filled.replace("process.argv[3]", json.dumps(argument))
        subprocess.run(["node", "-e", filled], check=True, cwd=folder)
        return path

    return rewrite
