"""A build is a pure function of the catalog's bytes, whatever machine, order or environment it runs in."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run, tree

CATALOG = ROOT / "catalog"
FORMATS = ("--format", "html", "--format", "markdown")


def built(catalog: Path, out: Path, **environment: str) -> dict[str, bytes]:
    command = [sys.executable, "-m", "eventdocs", "build", str(catalog), "-o", str(out), *FORMATS]
    subprocess.run(
        command, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT), **environment}
    )
    return tree(out)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return built(CATALOG, tmp_path_factory.mktemp("expected") / "site")


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "4031"},
        {"TZ": "Pacific/Chatham", "LC_ALL": "C", "LANG": "C"},
        {"TZ": "America/Sao_Paulo", "LC_ALL": "tr_TR.UTF-8", "PYTHONUTF8": "0"},
        {"PYTHONOPTIMIZE": "2"},
    ],
    ids=lambda values: "-".join(values.values()),
)
def test_the_environment_changes_no_byte(
    environment: dict[str, str], expected: dict[str, bytes], tmp_path: Path
) -> None:
    assert built(CATALOG, tmp_path / "site", **environment) == expected


def test_the_order_and_the_age_of_the_files_change_no_byte(
    expected: dict[str, bytes], tmp_path: Path
) -> None:
    copy = tmp_path / "elsewhere" / "catalog"
    files = sorted((path for path in CATALOG.rglob("*") if path.is_file()), reverse=True)
    for age, path in enumerate(files):
        target = copy / path.relative_to(CATALOG)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        os.utime(target, (1_000_000 * age, 1_000_000 * age))
    assert built(copy, tmp_path / "site") == expected


def test_the_group_that_an_event_file_lies_in_changes_no_byte(
    expected: dict[str, bytes], tmp_path: Path
) -> None:
    copy = tmp_path / "catalog"
    shutil.copytree(CATALOG, copy)
    for number, path in enumerate(sorted((copy / "events").rglob("*.yaml"), reverse=True)):
        group = copy / "events" / f"group{number % 3}"
        group.mkdir(exist_ok=True)
        path.rename(group / f"{number:03}.yaml")
    assert built(copy, tmp_path / "site") == expected


def test_a_chosen_locale_is_built_alone_and_its_pages_are_the_same(
    expected: dict[str, bytes], tmp_path: Path, run: Run
) -> None:
    run("build", CATALOG, "-o", tmp_path / "site", "--format", "markdown", "--locale", "pt-br")
    pages = tree(tmp_path / "site")
    assert set(pages) == {name for name in expected if name.startswith("pt-BR/") and name.endswith(".md")}
    assert all(expected[name] == data for name, data in pages.items())
