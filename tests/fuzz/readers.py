"""The table of readers of untrusted files, each with valid files to start from."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from eventdocs.building.api import build
from eventdocs.commands.accept import accept_translations
from eventdocs.commands.check import check_catalog, new_since_baseline, write_baseline
from eventdocs.commands.exchange import ExportFilter, ImportOptions, export, import_files
from eventdocs.commands.fill import SuggestionSources, fill_locale
from eventdocs.commands.memory import export_memory
from eventdocs.commands.status import status
from eventdocs.formats import manifest, message_compiler, message_table
from eventdocs.importers.import_pages import import_learn
from eventdocs.importers.import_records import import_records
from eventdocs.importers.import_sources import SourceImportOptions
from eventdocs.model.diagnostics import Diagnostic
from eventdocs.store.checked_catalog import build_errors
from eventdocs.translations.accept import AcceptOptions
from tests.conftest import ROOT
from tests.formats.source_files import ENGLISH_TABLE, MANIFEST, MESSAGES, TABLE

CATALOG = "catalog"
LEARNED = "learned"  # the catalog into which pages are imported
LOCALE = "pt-BR"

_FILES = {
    "catalog.yaml": """\
title: {en-US: Disk events, pt-BR: Eventos de disco}
source_locale: en-US
locales: [en-US, de, pt-BR]
fallbacks: {de: [pt-BR]}
default_provider: disk
providers:
  disk: {name: Product-Disk, guid: 0f0e0d0c-0b0a-4908-8706-050403020100, channels: {debug: Product-Disk/Debug}}
channels:
  analytic: Product/Analytic
site:
  base_url: https://example.org/docs
  edit_url: https://example.org/edit/{path}#L{line}
xref: https://example.org/api/{uid}
rules:
  - {rule: ED116, severity: "off"}
  - {rule: ED202, severity: "off"}
  - {rule: ED312, severity: "off", paths: [labels/*]}
""",
    "events/7-diskfull-v1.yaml": """\
id: 7
name: DiskFull
version: 1
level: error
channel: analytic
keywords: [Storage, Quota]
task: Write
opcode: Stop
parameters:
  - {name: disk, type: xs:string}
  - {name: size, type: win:UInt32, length: 4, count: disk, map: Sizes}
since: "2.1"
see_also: [8]
examples:
  - "Disk C: is full (90 %)."
metadata: {ms.topic: reference}
layout: {blank_after_heading: yes, note_indent: 4}
strings:
  en-US:
    prefix: 0a1b2
    description: [The disk `%1` is full., "Free **at least** {size} of it; see <xref:System.IO>."]
    note: See [the manual](https://example.org/manual).
    message: "Disk %1 is full: %2 bytes"
    cause: |
      Too many files.
      Too few disks.
    resolution: Delete files.
    steps: [Run `clean /all`., 'Wait.']
    parameters:
      disk: {description: The disk., label: The disk}
      size: {description: 'Its size, in bytes.'}
    about:
      message: {comment: It is printed., context: console, allow: {ED520: It is a command.}}
  pt-BR:
    description: [O disco `%1` está cheio., "Libere **pelo menos** {size} dele; consulte <xref:System.IO>."]
    note: Consulte [o manual](https://example.org/manual).
    message: "O disco %1 está cheio: %2 bytes"
    cause: |
      Arquivos demais.
      Discos de menos.
    resolution: Exclua arquivos.
    labels: {headings: {cause: Causa comum}}
    metadata: {ms.topic: reference}
  de:
    message: 'Der Datenträger %1 ist voll: %2 Byte'
""",
    "events/8-diskslow.yaml": """\
id: 8
name: DiskSlow
level: warning
strings:
  en-US:
    description: The disk is slow.
    message: Disk %1 is slow.
    resolution: Delete files.
  pt-BR:
    description: O disco está lento.
    message: O disco %1 está lento.
""",
    "labels/pt-BR.yaml": """\
headings: {description: Descrição, message: Mensagem}
levels: {error: Erro}
separators: {list: ', '}
patterns: {event_title: '{id} - {name}'}
notices: {note: Observação}
counts: {events.one: '{count} evento', events.other: '{count} eventos'}
channels: {analytic: Produto/Analítico}
keywords: {Storage: Armazenamento}
""",
    "pages/pt-BR.yaml": """\
front_matter: |
  title: {title}
  ms.topic: {ms.topic}
  ms.openlocfilehash: {source_sha1}
  ms.contentlocale: {locale}
line_ends: crlf
quote_style: single
quote_non_ascii: yes
blank_after_heading: no
note_indent: 2
""",
    "glossary.yaml": """\
terms:
  - term: disk
    forms: [disks]
    locales:
      pt-BR: {use: [disco, discos], avoid: [disquete]}
  - {term: NTFS, keep: yes}
""",
}


@dataclass(frozen=True, slots=True)
class Reader:
    """A kind of file that eventdocs reads.

    `file` is where the file is in the working folder. `read` gets the catalog's folder and the file, and
    returns findings. `seeds` returns valid files, the best one first; it gets the catalog's folder.
    """

    name: str
    file: str
    read: Callable[[Path, Path], Iterable[Diagnostic]]
    seeds: Callable[[Path], Sequence[bytes]]

    @property
    def is_import(self) -> bool:
        """Return whether the file is imported into the catalog, and not a part of it."""
        return not self.file.startswith(f"{CATALOG}/")


def write_sound_catalog(folder: Path) -> Path:
    """Write the catalog of all readers, with ledgers, and build its site; return the catalog's folder."""
    catalog = folder / CATALOG
    for name, text in _FILES.items():
        (catalog / name).parent.mkdir(parents=True, exist_ok=True)
        (catalog / name).write_text(text, "utf-8")
    accept_translations(catalog, [], AcceptOptions(by="ana"))
    _build(catalog)
    return catalog


def _build(catalog: Path) -> Iterable[Diagnostic]:
    result = build(catalog, catalog.parent / "site", ["html", "markdown"])
    assert result.changes is not None, "a catalog without errors was not built"
    return result.diagnostics


def _check(catalog: Path, path: Path) -> Iterable[Diagnostic]:
    """Check the catalog. If nothing prevents it, build the site and count the translations."""
    findings = check_catalog(catalog).diagnostics
    if build_errors(findings):
        return findings
    status(catalog)
    return [*findings, *_build(catalog)]


def _import(catalog: Path, path: Path) -> Iterable[Diagnostic]:
    import_files(catalog, [path], ImportOptions())
    return ()


def _fill(catalog: Path, path: Path) -> Iterable[Diagnostic]:
    fill_locale(catalog, LOCALE, SuggestionSources(0.5, [path]), write=True)
    return ()


def _accept_findings(catalog: Path, path: Path) -> Iterable[Diagnostic]:
    new, _ = new_since_baseline(path, check_catalog(catalog).diagnostics)
    return new


def _learn(catalog: Path, path: Path) -> Iterable[Diagnostic]:
    return import_learn([path], catalog.parent / LEARNED, record=True).diagnostics


def _records(catalog: Path, path: Path) -> Iterable[Diagnostic]:
    result = import_records([path], catalog.parent / LEARNED, SourceImportOptions())
    result.save(catalog.parent / LEARNED)
    return result.diagnostics


def _written_records(catalog: Path) -> Sequence[bytes]:
    return [(catalog.parent / "site/events.ndjson").read_bytes()]


def _manifest(catalog: Path, path: Path) -> Iterable[Diagnostic]:
    return manifest.read(path.read_bytes(), path.name).findings


def _messages(catalog: Path, path: Path) -> Iterable[Diagnostic]:
    for ids in message_compiler.Ids:
        yield from message_compiler.read(path.read_bytes(), path.name, ids).findings


def _table(catalog: Path, path: Path) -> Iterable[Diagnostic]:
    """Read a table, and merge it into a provider, as its table in another language and in its own."""
    table = message_table.read(path.read_bytes(), path.name)
    for language, text in (("en-US", TABLE), ("pt-BR", ENGLISH_TABLE)):
        other = replace(message_table.read(text.encode(), path.name), findings=())
        provider = manifest.read(MANIFEST.encode(), path.name).providers[0]
        message_table.join_tables(provider, [replace(table, language=language), other])
    return table.findings


def _source_files(*texts: str) -> Callable[[Path], Sequence[bytes]]:
    """Return a function that returns texts in the usual encodings of such files."""
    return lambda catalog: [text.encode(codec) for codec in ("utf-8", "utf-16", "cp1252") for text in texts]


def _files_like(pattern: str) -> Callable[[Path], Sequence[bytes]]:
    """Return a function that returns the files of the catalog, and then those of this repository's catalog."""

    def seeds(catalog: Path) -> Sequence[bytes]:
        return [
            path.read_bytes()
            for folder in (catalog, ROOT / "catalog")
            for path in sorted(folder.glob(pattern))
        ]

    return seeds


def _exported(format_: str) -> Callable[[Path], Sequence[bytes]]:
    """Return a function that returns an export of each locale with a translator's changes."""

    def seeds(catalog: Path) -> Sequence[bytes]:
        whole = export(catalog, LOCALE, format_, ExportFilter()).data
        changed = whole.replace("está".encode(), b"ficou")
        return [whole, changed, export(catalog, "de", format_, ExportFilter(frozenset({"missing"}))).data]

    return seeds


def _memories(catalog: Path) -> Sequence[bytes]:
    data = export_memory(catalog, LOCALE).data
    return [data.replace(b"The disk is slow.", b"Delete files."), data]


def _baselines(catalog: Path) -> Sequence[bytes]:
    path = catalog.parent / "seed.baseline"
    write_baseline(path, check_catalog(ROOT / "catalog").diagnostics)
    data = path.read_bytes()
    path.unlink()
    return [data + b"ED202\t7\tstrings.de.note\t0123456789ab\n"]


def _pages(catalog: Path) -> Sequence[bytes]:
    out = catalog.parent / "pages-of-repository"
    build(ROOT / "catalog", out, ["markdown"], ["pt-BR"])
    pages = sorted(out.glob("pt-*/4*.md"), key=lambda page: (page.name != _PAGE, page.name))
    return [page.read_bytes() for page in pages]


_PAGE = "4031-dispatchsessionfailed.md"

READERS = {
    reader.name: reader
    for reader in (
        Reader("event", f"{CATALOG}/events/7-diskfull-v1.yaml", _check, _files_like("events/**/*.yaml")),
        Reader("settings", f"{CATALOG}/catalog.yaml", _check, _files_like("catalog.yaml")),
        Reader("labels", f"{CATALOG}/labels/pt-BR.yaml", _check, _files_like("labels/*.yaml")),
        Reader("glossary", f"{CATALOG}/glossary.yaml", _check, _files_like("glossary.yaml")),
        Reader("page-profile", f"{CATALOG}/pages/pt-BR.yaml", _check, _files_like("pages/*.yaml")),
        Reader("ledger", f"{CATALOG}/ledgers/pt-BR.ledger", _check, _files_like("ledgers/pt*.ledger")),
        Reader("sources", f"{CATALOG}/ledgers/sources.ledger", _check, _files_like("ledgers/sources.ledger")),
        Reader("baseline", "accepted.baseline", _accept_findings, _baselines),
        Reader("po", "in.po", _import, _exported("po")),
        Reader("xliff12", "in12.xliff", _import, _exported("xliff12")),
        Reader("xliff", "in.xlf", _import, _exported("xliff")),
        Reader("csv", "in.csv", _import, _exported("csv")),
        Reader("xlsx", "in.xlsx", _import, _exported("xlsx")),
        Reader("tmx", "in.tmx", _fill, _memories),
        Reader("manifest", "in.man", _manifest, _source_files(MANIFEST)),
        Reader("message-compiler", "in.mc", _messages, _source_files(MESSAGES)),
        Reader("message-table", "in.rc", _table, _source_files(TABLE, ENGLISH_TABLE)),
        Reader("records", "in.ndjson", _records, _written_records),
        Reader("learn", f"pt-br/{_PAGE}", _learn, _pages),
    )
}
