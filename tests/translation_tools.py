"""Real translation tools, as functions that rewrite an exchange file.

`make validate` installs them: GNU gettext, OmegaT and LibreOffice from Debian, translate-toolkit, Babel and polib
from PyPI, gettext-parser, i18next-conv and xliff from npm.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from eventdocs.commands.exchange import ExportFilter, export

LOCALE = "pt-BR"
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
CONVERTER = """
import sys
from importlib import import_module
sys.argv = [sys.argv[1], "--progress=none", *sys.argv[2:]]
import_module(sys.argv[0]).main()
"""
BABEL = """
import sys
from babel.messages.pofile import read_po, write_po
with open(sys.argv[1], "rb") as file:
    catalog = read_po(file)
with open(sys.argv[1], "wb") as file:
    write_po(file, catalog)
"""
BABEL_UPDATE = """
import sys
from babel.messages.pofile import read_po, write_po
with open(sys.argv[1], "rb") as file:
    catalog = read_po(file)
with open(sys.argv[2], "rb") as file:
    catalog.update(read_po(file))
with open(sys.argv[1], "wb") as file:
    write_po(file, catalog, include_previous=True)
"""
OMEGAT_PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>EN-US</source_lang><target_lang>PT-BR</target_lang><sentence_seg>false</sentence_seg>
<support_default_translations>true</support_default_translations><remove_tags>false</remove_tags>
</project></omegat>
"""
CSV_FILTER = "Text - txt - csv (StarCalc):44,34,76,1,"
AS_TEXT = "/".join(f"{column}/2" for column in range(1, 21))  # as people choose in the import dialog


class Tool(NamedTuple):
    """A tool: its name, the format that it reads, and the function that rewrites a file."""

    name: str
    format_: str
    rewrite: Rewrite


def translation_tools(folder: Path) -> list[Tool]:
    """Return all tools; those that are not installed for the whole system are in the folder."""
    gettext = folder / "usr/bin"
    python = [sys.executable, "-c"]
    return [
        Tool("msgcat", "po", _program([str(gettext / "msgcat"), "-o"])),
        Tool("msgcat --escape", "po", _program([str(gettext / "msgcat"), "--escape", "-o"])),
        Tool("msgattrib --sort-output", "po", _program([str(gettext / "msgattrib"), "--sort-output", "-o"])),
        Tool("msgfmt and msgunfmt", "po", _compiled(gettext)),
        Tool("msgmerge", "po", _merged([str(gettext / "msgmerge"), "--quiet", "--update", "--backup=off"])),
        Tool("polib", "po", _script([*python, "import polib, sys; polib.pofile(sys.argv[1]).save()"])),
        Tool("Babel", "po", _script([*python, BABEL])),
        Tool("Babel, update", "po", _merged([*python, BABEL_UPDATE])),
        Tool("translate-toolkit, PO", "po", _script([*python, TOOLKIT])),
        Tool("translate-toolkit, XLIFF 1.2", "xliff12", _script([*python, TOOLKIT])),
        Tool("po2xliff and xliff2po", "po", _through_xliff),
        Tool("pot2po", "po", _from_template),
        Tool("pofilter", "po", _filtered),
        Tool("gettext-parser", "po", _node(folder, GETTEXT_PARSER)),
        Tool("i18next-conv", "po", _node(folder, I18NEXT)),
        Tool("xliff, XLIFF 1.2", "xliff12", _node(folder, XLIFF, "1")),
        Tool("xliff, XLIFF 2.1", "xliff", _node(folder, XLIFF, "2")),
        Tool("OmegaT, PO", "po", omegat),
        Tool("OmegaT, XLIFF 1.2", "xliff12", _omegat_with_sources),
        Tool("LibreOffice, XLSX", "xlsx", _spreadsheet("", "xlsx")),
        Tool("LibreOffice, CSV as text", "csv", _spreadsheet(CSV_FILTER + AS_TEXT, "csv:" + CSV_FILTER)),
        Tool("LibreOffice, CSV", "csv", _spreadsheet(CSV_FILTER, "csv:" + CSV_FILTER)),
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


def _template(path: Path) -> Path:
    """Write the texts of the catalog next to an exported file as a PO file without translations."""
    template = path.with_name("sources.pot")
    template.write_bytes(export(path.with_name("catalog"), "en-US", "po", ExportFilter()).data)
    return template


def _merged(command: list[str]) -> Rewrite:
    """Return a function that merges a file with the template of the same texts."""

    def rewrite(path: Path) -> Path:
        subprocess.run([*command, str(path), str(_template(path))], check=True, stderr=subprocess.DEVNULL)
        return path

    return rewrite


def _convert(tool: str, *arguments: str | Path) -> None:
    """Run a converter of translate-toolkit."""
    command = [sys.executable, "-c", CONVERTER, f"translate.{tool}", *map(str, arguments)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def _through_xliff(path: Path) -> Path:
    between = path.with_suffix(".xlf")
    _convert("convert.po2xliff", path, between)
    _convert("convert.xliff2po", between, path)
    return path


def _from_template(path: Path) -> Path:
    merged = path.with_name(f"merged-{path.name}")
    _convert("convert.pot2po", "-t", path, _template(path), merged)
    return merged


def _filtered(path: Path) -> Path:
    """Return a file with the entries that the tool warns about."""
    filtered = path.with_name(f"filtered-{path.name}")
    _convert("filters.pofilter", "-t", "sentencecount", "-t", "unchanged", path, filtered)
    return filtered


def _node(folder: Path, script: str, *arguments: str) -> Rewrite:
    def rewrite(path: Path) -> Path:
        filled = script.replace("process.argv[2]", json.dumps(str(path)))
        for argument in arguments:
            filled = filled.replace("process.argv[3]", json.dumps(argument))
        subprocess.run(["node", "-e", filled], check=True, cwd=folder)
        return path

    return rewrite


def omegat(path: Path, memory: bytes = b"") -> Path:
    """Return a file that OmegaT has translated in a new project, with a memory that it trusts."""
    project = path.with_name("project")
    for name in ("source", "target", "omegat", "tm/auto", "glossary", "dictionary"):
        (project / name).mkdir(parents=True)
    (project / "omegat.project").write_text(OMEGAT_PROJECT, "utf-8")
    (project / "source" / path.name).write_bytes(path.read_bytes())
    if memory:
        (project / "tm/auto/memory.tmx").write_bytes(memory)
    command = ["omegat", str(project), "--mode=console-translate", "--no-team"]
    with TemporaryDirectory() as home:
        environment = {**os.environ, "HOME": home, "JAVA_TOOL_OPTIONS": f"-Duser.home={home}"}
        subprocess.run(command, check=True, capture_output=True, env=environment)
    return project / "target" / path.name


def _omegat_with_sources(path: Path) -> Path:
    """Run OmegaT on a file in which sources are filled in, because it translates targets only."""
    text = path.read_text("utf-8")
    copy = r'\1<target state="needs-translation">\2</target>'
    path.write_text(re.sub(r"(<source>(.*?)</source>)(?!<target)", copy, text), "utf-8")
    return omegat(path)


def _spreadsheet(opened: str, saved: str) -> Rewrite:
    """Return a function that opens and saves a file with LibreOffice."""

    def rewrite(path: Path) -> Path:
        folder = path.with_name("saved")
        options = ["--infilter=" + opened] if opened else []
        with TemporaryDirectory() as home:
            command = ["soffice", f"-env:UserInstallation=file://{home}", "--headless", *options]
            command += ["--convert-to", saved, "--outdir", str(folder), str(path)]
            subprocess.run(command, check=True, capture_output=True)
        return folder / path.name

    return rewrite
