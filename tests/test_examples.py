"""The example of problem types is clean, builds in every format, and shows each state of a translation."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from eventdocs.building.api import build
from eventdocs.commands.exchange import ExportFilter, ImportOptions, export, import_files
from eventdocs.site.routes import Format
from eventdocs.store.exchange_files import EXCHANGE_FORMATS
from tests.conftest import ROOT, Run, tree

EXAMPLE = ROOT / "examples/problems"
TARGETS = ("ar", "de", "ja")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of the example in all formats."""
    folder = tmp_path_factory.mktemp("problems")
    for name, formats in (("html", [Format.HTML, Format.MARKDOWN]), ("gfm", [Format.GFM])):
        result = build(EXAMPLE, folder / name, formats)
        assert (result.events, result.diagnostics) == (11, [])
    return folder


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the example that a test may change."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "problems"))


def validator(run: Run, *arguments: str | Path) -> jsonschema.Draft202012Validator:
    schema = json.loads(run("schema", *arguments).out)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def pages(site: Path) -> dict[str, Any]:
    """Return the JSON pages of all events by path."""
    folder = site / "html"
    return {
        path.relative_to(folder).as_posix(): json.loads(path.read_text("utf-8"))
        for path in folder.rglob("*-*.json")
    }


def units(page: Any) -> list[Any]:
    """Return the texts of a page that are translated: its title and those of its sections."""
    return [page["title"], *(unit for section in page["sections"] for unit in section.get("paragraph", ()))]


def test_a_check_finds_nothing(run: Run) -> None:
    outcome = run("check", EXAMPLE, "--fail-on", "info")
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err.strip().endswith("11 events, no findings")


def test_every_file_is_valid_by_the_schemas(run: Run) -> None:
    event, labels = (validator(run, kind, EXAMPLE) for kind in ("event", "labels"))
    group = validator(run, "group")
    for path in EXAMPLE.rglob("*.yaml"):
        document = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
        if path.name == "group.yaml":
            group.validate(document)
        elif path.is_relative_to(EXAMPLE / "events"):
            event.validate(document)
        elif path.parent.name == "labels":
            labels.validate(document)
        else:
            validator(run, path.stem).validate(document)


def test_every_json_is_valid_by_its_schema(site: Path, run: Run) -> None:
    twin, line = validator(run, "twin"), validator(run, "events")
    found = pages(site)
    assert len(found) == 11 * 4
    for page in found.values():
        twin.validate(page)
    lines = (site / "html/events.ndjson").read_text("utf-8").splitlines()
    assert len(lines) == 11
    for text in lines:
        line.validate(json.loads(text))
    validator(run, "check").validate(json.loads(run("check", EXAMPLE, "--report", "json").out))
    validator(run, "status").validate(json.loads(run("status", EXAMPLE, "--format", "json").out))


def test_each_event_is_in_every_format_and_language(site: Path) -> None:
    for folder, end in (("html", "html"), ("html", "md"), ("gfm", "md")):
        paths = [path for path in (site / folder).rglob(f"*.{end}") if re.match(r"1\d{3}-", path.name)]
        assert len(paths) == 11 * 4, (folder, end)


def test_one_translation_is_stale_one_event_machine_made_and_one_text_missing(site: Path) -> None:
    marked = {
        (path, flag): [unit["plain"] for unit in units(page) if unit[flag]]
        for path, page in pages(site).items()
        for flag in ("stale", "machine", "missing")
    }
    shown = {key: texts for key, texts in marked.items() if texts}
    assert {key: len(texts) for key, texts in shown.items()} == {
        ("de/1003-rate-limit-exceeded.json", "stale"): 1,
        ("ar/1104-reservation-expired.json", "machine"): 4,
        ("ja/payments/1202-payment-pending.json", "missing"): 1,
    }
    for path in pages(site):
        page = (site / "html" / path).with_suffix(".html").read_text("utf-8")
        for flag in ("stale", "machine", "missing"):
            assert (f'class="mark {flag}"' in page) is ((path, flag) in shown), (path, flag)
    stale = (site / "html/de/1003-rate-limit-exceeded.html").read_text("utf-8")
    assert "requests in the last minute; <bdi" in stale.split('<details class="then">')[1]


def test_values_for_tools_are_in_json_only(site: Path) -> None:
    owners = {page["fields"]["owner"] for page in pages(site).values()}
    assert owners == {"platform", "identity", "orders", "payments"}
    for path in [*(site / "html").rglob("*.html"), *(site / "gfm").rglob("*.md")]:
        assert "identity" not in path.read_text("utf-8"), path


def test_each_provider_has_its_own_placeholders(copy: Path, run: Run) -> None:
    lost = {
        "requests/1001-invalid-request.yaml": ("Der Wert von %s ist", "Der Wert ist"),
        "payments/1202-payment-pending.yaml": ("Bestellung {order} wird", "Bestellung wird"),
        # Braces are not placeholders of this provider.
        "orders/1103-basket-expired.yaml": ("Der Warenkorb %s ist", "Der Warenkorb %s {x} ist"),
    }
    for name, (old, new) in lost.items():
        path = copy / "events" / name
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    found = json.loads(run("check", copy, "--report", "json").out)["diagnostics"]
    errors = [(Path(each["file"]).name, each["code"]) for each in found if each["severity"] == "error"]
    assert errors == [("1202-payment-pending.yaml", "ED301"), ("1001-invalid-request.yaml", "ED301")]


@pytest.mark.parametrize("format_", EXCHANGE_FORMATS)
def test_no_byte_changes_by_an_export_and_an_import(format_: str, copy: Path) -> None:
    before = tree(copy)
    for locale in TARGETS:
        path = copy.parent / f"{locale}.{'xlf' if format_.startswith('xliff') else format_}"
        path.write_bytes(export(copy, locale, format_, ExportFilter()).data)
        (outcome,) = import_files(copy, [path], ImportOptions()).merged.values()
        assert (outcome.imported, outcome.rejected, outcome.conflicts) == ([], [], [])
    assert tree(copy) == before


def test_pages_with_long_introductions_have_the_style_of_lists(site: Path) -> None:
    for name in ("index.html", "ar/index.html", "ar/1001-invalid-request.html"):
        assert "assets/blocks." in (site / "html" / name).read_text("utf-8"), name
    for name in ("ar/1103-basket-expired.html", "ar/status.html"):
        assert "assets/blocks." not in (site / "html" / name).read_text("utf-8"), name
