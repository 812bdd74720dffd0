"""The licenses of all dependencies are known, and the bill of materials lists the runtime dependencies."""

import json
import re
import subprocess
import sys
import tomllib

import pytest

from tests.conftest import ROOT
from tests.dependencies import (
    PURPOSES,
    bill_of_materials,
    is_copyleft,
    license_of,
    packages,
    read_lock,
)


def test_the_licence_of_every_dependency_is_known() -> None:
    names = {package.name for group in packages().values() for package in group}
    assert len(names) > 90
    assert [name for name in names if not license_of(name)] == []


def test_no_library_that_eventdocs_runs_with_is_under_the_gpl_only() -> None:
    groups = packages()
    used = [package.name for package in (*groups["run"], *groups["extras"])]
    assert {"jinja2", "s3fs", "distributed", "aiohttp"} <= set(used)
    assert [name for name in used if is_copyleft(license_of(name))] == []


@pytest.mark.parametrize(
    ("expression", "copyleft"),
    [
        ("GPL-3.0-or-later", True),
        ("AGPL-3.0-only OR GPL-2.0-only", True),
        ("GNU General Public License v3 (GPLv3)", True),
        ("MIT AND GPL-2.0-only", True),
        ("GPL-2.0-only OR MIT", False),
        ("Apache-2.0 OR BSD", False),
        ("MIT", False),
    ],
)
def test_a_licence_counts_as_gpl_if_no_alternative_is_free_of_it(expression: str, copyleft: bool) -> None:
    assert is_copyleft(expression) is copyleft


def test_every_lock_is_read_completely() -> None:
    for name in ("run", "build", "dev", "click-oldest"):
        text = (ROOT / f"requirements/{name}.txt").read_text("utf-8")
        found = read_lock(name)
        assert len(found) == text.count("==")
        assert sum(len(package.hashes) for package in found) == text.count("--hash=")
        assert name not in ("run", "dev") or all(package.needed_by for package in found)


def test_the_purposes_are_those_of_the_packages_that_the_project_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    requirements = [
        *project["project"]["dependencies"],
        *(name for extra in project["project"]["optional-dependencies"].values() for name in extra),
        *project["dependency-groups"]["dev"],
        *project["build-system"]["requires"],
    ]
    named = {re.split(r"[\[><= ]", requirement)[0].lower() for requirement in requirements}
    assert named == PURPOSES.keys()


def test_the_bill_of_materials_lists_what_the_lock_has() -> None:
    bill = json.loads(bill_of_materials())
    components = {component["name"]: component for component in bill["components"]}
    locked = {package.name: package for package in read_lock("run")}
    assert components.keys() == locked.keys()
    for name, component in components.items():
        assert component["version"] == locked[name].version
        assert [each["content"] for each in component["hashes"]] == list(locked[name].hashes)
        assert component["licenses"]
    needs = {each["ref"]: each["dependsOn"] for each in bill["dependencies"]}
    assert components["markupsafe"]["purl"] in needs[components["jinja2"]["purl"]]
    assert components["jinja2"]["purl"] in needs["eventdocs"]


def test_the_bill_of_materials_is_the_same_in_every_run() -> None:
    command = [sys.executable, "-m", "tests.dependencies"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == bill_of_materials()
    assert not re.search(r"serialNumber|timestamp|://", done.stdout)
