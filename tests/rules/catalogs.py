"""Catalogs as text for the tests of rules, and the findings of a rule in them; no file is written.

A case is an event file, or several files each under a line `# NAME`. Files that are not given are those of a
small valid catalog. The characters between ⟦ and ⟧ are those that a rule must report.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from eventdocs.commands.check import all_diagnostics
from eventdocs.formats import manifest, message_table
from eventdocs.model.diagnostics import Diagnostic, Location
from eventdocs.model.source_mapping import map_providers
from eventdocs.rules.checks import example_pair, example_text
from eventdocs.store.catalog import parse_catalog

Cases: TypeAlias = Mapping[str, tuple[list[str], list[str]]]  # bad and good cases by code

CATALOG = (
    "source_locale: en-US\nlocales: [{locales}]\n"
    "providers: {{store: {{name: Product-Store}}}}\nchannels: {{analytic: Product/Analytic}}\n"
)
HEADER = "source_locale: en-US\nlocales: [en-US, pt-BR]\n"
EVENT_FILE = "events/7-diskfull.yaml"
EVENT = "id: 7\nname: DiskFull\nstrings: {}\n"
_LOCALES = (
    *(
        "ar",
        "cs-CZ",
        "de-DE",
        "fr-CA",
        "fr-FR",
        "ja-JP",
        "ko-KR",
        "pl-PL",
        "pt-BR",
        "ru-RU",
        "th-TH",
        "tr-TR",
    ),
    "zh-CN",
)
_FILE_NAME = re.compile(r"^# (\S+\.(?:yaml|ledger|man|rc))\n", re.MULTILINE)
SHIPPED = (".man", ".rc")
_MARK = re.compile("[⟦⟧]")

messages, source_text = example_pair, example_text


class Case(NamedTuple):
    """Files by name, and the marked locations in them."""

    files: dict[str, bytes]
    marks: list[Location]


def parse_case(text: str) -> Case:
    """Return the files and marks of a case; the catalog has all locales that occur in the text."""
    first, *others = _FILE_NAME.split(text)
    files = dict(zip(others[::2], others[1::2], strict=True))
    if first:
        files[EVENT_FILE] = first
    locales = [locale for locale in _LOCALES if re.search(rf"\b{locale}\b", text)]
    files.setdefault("catalog.yaml", CATALOG.format(locales=", ".join(("en-US", *locales))))
    marks = [mark for name, content in files.items() for mark in _marks(name, content)]
    return Case({name: _MARK.sub("", content).encode() for name, content in files.items()}, marks)


def _marks(name: str, content: str) -> list[Location]:
    locations = []
    for match in re.finditer("⟦[^⟧]*⟧", content):
        line, column = _position(content, match.start())
        end_line, end_column = _position(content, match.end())
        locations.append(Location(name, line, column, end_line, end_column))
    return locations


def _position(content: str, at: int) -> tuple[int, int]:
    before = _MARK.sub("", content[:at])
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def findings(files: dict[str, bytes], code: str) -> list[Diagnostic]:
    """Return the findings of one rule in a catalog; manifests and tables are those of its software."""
    return [finding for finding in all_findings(files) if finding.rule.code == code]


def all_findings(files: dict[str, bytes]) -> list[Diagnostic]:
    """Return the findings of all rules in a catalog; manifests and tables are those of its software."""
    loaded = parse_catalog({name: data for name, data in files.items() if not name.endswith(SHIPPED)})
    providers = [
        provider
        for name, data in files.items()
        if name.endswith(".man")
        for provider in manifest.read(data, name).providers
    ]
    tables = [message_table.read(data, name) for name, data in files.items() if name.endswith(".rc")]
    if tables:
        providers = [message_table.join_tables(provider, tables)[0] for provider in providers]
    wanted, _ = map_providers(providers, loaded.catalog.settings)
    catalog = replace(loaded.catalog, shipped=tuple(wanted))
    return all_diagnostics(replace(loaded, catalog=catalog))


def unreported_marks(text: str, code: str) -> list[Location]:
    """Return the marks of a case that a rule does not report."""
    files, marks = parse_case(text)
    locations = [finding.location for finding in findings(files, code)]
    return [mark for mark in marks if not any(_matches(location, mark) for location in locations)]


def _matches(location: Location, mark: Location) -> bool:
    """Return whether a location equals a mark; the end counts only for marks on one line."""
    start = (location.file, location.line, location.column) == (mark.file, mark.line, mark.column)
    return start and (mark.line != mark.end_line or location.end_column == mark.end_column)


def bad_cases(cases: Cases) -> list[tuple[str, str]]:
    """Return pairs of code and bad case."""
    return [(code, text) for code, (bad, _) in cases.items() for text in bad]


def good_cases(cases: Cases) -> list[tuple[str, str]]:
    """Return pairs of code and good case."""
    return [(code, text) for code, (_, good) in cases.items() for text in good]


def event(*lines: str) -> str:
    """Return an event file with more lines before its strings."""
    return "id: 7\nname: DiskFull\n" + "".join(f"{line}\n" for line in lines) + "strings: {}\n"


def event_file(lines: str) -> str:
    """Return an event file with more lines."""
    return f"id: 7\nname: DiskFull\n{lines}"


def source_strings(text: str) -> str:
    """Return an event file with these strings of the source locale."""
    return f"id: 7\nname: DiskFull\nstrings:\n  en-US: {text}\n"


def descriptions(source: str, target: str, locale: str = "pt-BR") -> str:
    """Return an event file with a description and its translation."""
    return example_pair(source, target, locale, "description")


def blocks(source: str, target: str, locale: str = "pt-BR", header: str = "|") -> str:
    """Return an event file with details of several lines and their translation."""
    own, translated = (
        "".join(f"{' ' * 6}{line}".rstrip() + "\n" for line in text.split("\n")) for text in (source, target)
    )
    return event_file(
        f"strings:\n  en-US:\n    details: {header}\n{own}  {locale}:\n    details: {header}\n{translated}"
    )


def catalog_file(text: str) -> str:
    """Return a catalog file and an event file."""
    return f"# catalog.yaml\n{text}# events/7-diskfull.yaml\n{EVENT}"


def shared_labels(text: str, *lines: str, locale: str = "pt-BR") -> str:
    """Return a labels file and an event file with more lines."""
    return f"# labels/{locale}.yaml\n{text}\n# events/7-diskfull.yaml\n{event(*lines)}"


def labels_and_event(locale: str, text: str, own: str = "") -> str:
    """Return a labels file and an event file with keywords, a channel and its own labels."""
    return (
        f"# labels/{locale}.yaml\n{text}\n# events/7-disk.yaml\nid: 7\nname: Disk\nchannel: analytic\n"
        f"keywords: [Quota, Storage]\nstrings:\n  en-US: {{message: Full.}}\n  {locale}: {{message: X.{own}}}\n"
    )
