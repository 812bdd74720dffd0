"""The JSON output of commands is valid according to its schema and an independent validator."""

import json
from pathlib import Path

import jsonschema
import pytest

from eventdocs.commands.check import check_catalog
from eventdocs.commands.status import status
from eventdocs.reports import changelog, coverage, imports
from eventdocs.reports import json as json_report
from eventdocs.reports.json_schemas import JSON_SCHEMAS
from eventdocs.schema.diff import diff_catalogs
from eventdocs.store.catalog import read_catalog
from eventdocs.translations.merge import MergeResult, UnitOutcome
from tests.conftest import EVENT, Run, Write


def outputs(folder: Path, other: Path, run: Run) -> dict[str, str]:
    """Return the output of the commands about a catalog."""
    merged = MergeResult("pt-BR", rejected=[UnitOutcome("7:message", "", "ED301 it lacks `%1`", 3)])
    old, new = read_catalog(other).catalog, read_catalog(folder).catalog
    return {
        "check": json_report.write(check_catalog(folder).diagnostics, ""),
        "diff": changelog.write_json(diff_catalogs(old, new)),
        "status": coverage.write_json(status(folder).coverages),
        "import": imports.write_json({"a.po": merged}),
        "rule": run("explain", "ED301", "--format", "json").out,
    }


@pytest.mark.parametrize("name", JSON_SCHEMAS)
def test_the_output_of_commands_is_valid_by_its_schema(
    name: str, catalog: Write, run: Run, tmp_path: Path
) -> None:
    changed = EVENT.replace("O disco %1 está cheio.", "O disco está cheio.").replace("error", "warning")
    folder = catalog({"events/7-diskfull.yaml": changed})
    other = tmp_path / "other"
    other.mkdir()
    (other / "catalog.yaml").write_bytes((folder / "catalog.yaml").read_bytes())
    (other / "events").mkdir()
    (other / "events/7-diskfull.yaml").write_text(EVENT, "utf-8")
    (other / "events/8-gone.yaml").write_text("id: 8\nname: Gone\nstrings: {}\n", "utf-8")
    schema = JSON_SCHEMAS[name]()
    jsonschema.Draft202012Validator.check_schema(schema)
    printed = json.loads(outputs(folder, other, run)[name])
    validator = jsonschema.Draft202012Validator(schema)
    validator.validate(printed)
    for key in printed:
        assert not validator.is_valid({other: value for other, value in printed.items() if other != key}), key
    assert schema["$id"] == f"urn:eventdocs:schema:{name}:{printed.get('version', 1)}"
    assert any(printed.get(each, True) for each in ("diagnostics", "changed", "locales", "files", "code"))


def test_the_schema_of_findings_has_each_of_their_keys(catalog: Write) -> None:
    changed = EVENT.replace("O disco %1 está cheio.", "O disco está cheio.")
    findings = check_catalog(catalog({"events/7-diskfull.yaml": changed})).diagnostics
    printed = json.loads(json_report.write(findings, ""))["diagnostics"]
    schema = jsonschema.Draft202012Validator(JSON_SCHEMAS["check"]())
    for key in printed[0]:
        without = {other: value for other, value in printed[0].items() if other != key}
        assert not schema.is_valid({"version": 1, "diagnostics": [without]}), key
