"""The Python API: what `eventdocs` exports, its types, and that its documentation is complete and works."""

import re
import subprocess
import sys
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from typing import assert_type

import pytest

import eventdocs
from eventdocs import EventdocsError
from tests.conftest import EVENT, ROOT, Write

PAGE = ROOT / "docs/reference/python-api.md"


def test_each_exported_name_exists_and_is_documented() -> None:
    page = PAGE.read_text("utf-8")
    for name in eventdocs.__all__:
        assert getattr(eventdocs, name) is not None
        assert name == "__version__" or re.search(rf"`(eventdocs\.)?{name}[`(]", page), name


def test_other_names_are_attribute_errors() -> None:
    with pytest.raises(AttributeError, match="module 'eventdocs' has no attribute 'loda'"):
        eventdocs.__getattr__("loda")


def test_importing_the_package_imports_none_of_its_modules() -> None:
    code = (
        "import sys, eventdocs; print(sorted(name for name in sys.modules if name.startswith('eventdocs')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "['eventdocs', 'eventdocs.version']\n"


def test_the_example_of_the_documentation_runs(
    catalog: Write, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(catalog().parent)
    (example,) = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    exec(compile(example, PAGE.name, "exec"), {})  # the example of our own documentation
    written, *lines = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"\d\d files written", written)
    assert lines == ["pt-BR: 100.0% of 2 strings", "7 DiskFull error"]


def test_the_documented_attributes_have_these_types(catalog: Write, tmp_path: Path) -> None:
    folder = catalog({"events/7-diskfull.yaml": EVENT.replace("O disco %1 está", "O disco está")})
    findings = eventdocs.check(folder, locales=["pt-BR"])
    assert_type(findings, list[eventdocs.Diagnostic])
    (finding,) = findings
    assert_type(finding.location, eventdocs.Location)
    assert_type(finding.severity, eventdocs.Severity)
    assert (finding.rule.code, finding.locale, finding.location.line) == ("ED301", "pt-BR", 12)

    result = eventdocs.build(folder, tmp_path / "site")
    assert_type(result, eventdocs.BuildResult)
    assert_type(result.changes, eventdocs.OutputChanges | None)
    assert result.changes
    assert "pt-BR/7-diskfull.html" in result.changes.written
    again = eventdocs.build(folder, tmp_path / "site", dry_run=True)
    assert again.changes
    assert (again.changes.written, again.changes.unchanged) == ([], len(result.changes.written))

    (coverage,) = eventdocs.status(folder).coverages
    assert_type(coverage, eventdocs.Coverage)
    assert (coverage.locale, coverage.total) == ("pt-BR", 2)
    (event,) = eventdocs.load(folder).events
    assert_type(event, eventdocs.Event)
    assert (event.key, event.keywords) == ("7", ("Storage",))


def test_a_catalog_with_errors_is_not_loaded_or_built_but_checked(catalog: Write, tmp_path: Path) -> None:
    folder = catalog({"events/7-diskfull.yaml": EVENT.replace("level: error", "level: eror")})
    with pytest.raises(EventdocsError, match="has errors"):
        eventdocs.load(folder)
    result = eventdocs.build(folder, tmp_path / "site")
    assert result.changes is None
    assert [finding.rule.code for finding in result.diagnostics] == ["ED012"]
    assert [finding.rule.code for finding in eventdocs.check(folder)] == ["ED012"]
    assert [finding.rule.code for finding in eventdocs.status(folder).errors] == ["ED012"]


def test_an_unknown_format_or_locale_is_an_error_with_a_hint(catalog: Write, tmp_path: Path) -> None:
    with pytest.raises(EventdocsError, match="unknown format `htm`") as caught:
        eventdocs.build(catalog(), tmp_path / "site", formats=["htm"])
    assert caught.value.hint == "did you mean `html`?"
    with pytest.raises(EventdocsError, match="pt-PT"):
        eventdocs.check(catalog(), locales=["pt-PT"])


def test_pages_are_rendered_by_an_executor(catalog: Write, tmp_path: Path) -> None:
    opened: list[Executor] = []

    def executor() -> ThreadPoolExecutor:
        opened.append(pool := ThreadPoolExecutor(1))
        return pool

    assert eventdocs.build(catalog(), tmp_path / "site", executor=executor).changes
    assert len(opened) == 1
