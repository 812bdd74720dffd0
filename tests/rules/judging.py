"""How rules are judged: catalogs as text, the expected place between ⟦ and ⟧, no file on disk.

A case is an event file, or several files each under a line `# NAME`; what is not given is a small sound
catalog's.
"""

import re
from typing import NamedTuple

from eventdocs.commands.check import all_diagnostics
from eventdocs.model.diagnostics import Diagnostic, Location
from eventdocs.store.catalog import parse_catalog

LOCALES = ("ar", "de-DE", "fr-CA", "fr-FR", "ja-JP", "pt-BR", "ru-RU", "th-TH")
CATALOG = (
    "source_locale: en-US\nlocales: [{locales}]\n"
    "providers: {{store: {{name: Product-Store}}}}\nchannels: {{analytic: Product/Analytic}}\n"
)
EVENT = "events/7-diskfull.yaml"
_HEAD = re.compile(r"^# (\S+\.(?:yaml|ledger))\n", re.MULTILINE)
_MARK = re.compile("[⟦⟧]")


class Case(NamedTuple):
    """Files by name, and the places that were marked in them."""

    files: dict[str, bytes]
    marks: list[Location]


def case(text: str) -> Case:
    """Read a case."""
    parts = _HEAD.split(text)
    files = dict(zip(parts[1::2], parts[2::2], strict=True))
    if parts[0]:
        files[EVENT] = parts[0]
    own = [locale for locale in LOCALES if re.search(rf"\b{locale}\b", text)]
    files.setdefault("catalog.yaml", CATALOG.format(locales=", ".join(("en-US", *own))))
    marks = [mark for name, content in files.items() for mark in _marks(name, content)]
    return Case({name: _MARK.sub("", content).encode() for name, content in files.items()}, marks)


def _marks(name: str, content: str) -> list[Location]:
    places = []
    for found in re.finditer("⟦[^⟧]*⟧", content):
        line, column = _place(content, found.start())
        end_line, end_column = _place(content, found.end())
        places.append(Location(name, line, column, end_line, end_column))
    return places


def _place(content: str, at: int) -> tuple[int, int]:
    before = _MARK.sub("", content[:at])
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def judged(files: dict[str, bytes], code: str) -> list[Diagnostic]:
    """Findings of one rule about a catalog."""
    return [finding for finding in all_diagnostics(parse_catalog(files)) if finding.rule.code == code]
