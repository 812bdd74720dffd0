"""Files for other people's pipelines are valid, and their steps do what they say when they are run."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import EVENT, ROOT, Write

BIN = Path(sys.executable).parent
E7 = "events/7-diskfull.yaml"


def load(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


@pytest.mark.parametrize(
    ("schema", "name"),
    [
        ("vendor.github-actions", "action.yml"),
        ("vendor.github-workflows", ".github/workflows/test.yml"),
        ("vendor.gitlab-ci", "ci/eventdocs.gitlab-ci.yml"),
    ],
)
def test_pipeline_files_are_valid_by_their_public_schemas(schema: str, name: str) -> None:
    command = [f"{BIN}/check-jsonschema", "--builtin-schema", schema, f"{ROOT}/{name}"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_action_and_workflow_have_no_known_weakness() -> None:
    command = [
        f"{BIN}/zizmor",
        "--offline",
        "--no-progress",
        f"{ROOT}/action.yml",
        f"{ROOT}/.github/workflows",
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def run_action(catalog: Path, temporary: Path, **inputs: str) -> tuple[int, str, str]:
    """Run the checking step of the action as a runner would, with this checkout's program installed."""
    action = load("action.yml")
    step = action["runs"]["steps"][1]
    given = {
        name: inputs.get(name.replace("-", "_"), value["default"]) for name, value in action["inputs"].items()
    }
    given["catalog"] = str(catalog)
    environment = {
        key: given[value.removeprefix("${{ inputs.").removesuffix(" }}")]
        for key, value in step["env"].items()
    }
    runner = temporary / "runner"
    (runner / "eventdocs/bin").mkdir(parents=True, exist_ok=True)
    program = runner / "eventdocs/bin/eventdocs"
    if not program.exists():
        program.symlink_to(BIN / "eventdocs")
    summary = temporary / "summary.md"
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", step["run"]],
        env={**os.environ, **environment, "RUNNER_TEMP": str(runner), "GITHUB_STEP_SUMMARY": str(summary)},
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout, summary.read_text("utf-8")


def test_the_action_annotates_sums_up_and_fails(catalog: Write, tmp_path: Path) -> None:
    folder = catalog({E7: EVENT.replace("O disco %1", "O disco % 1")})
    sarif = tmp_path / "log.sarif"
    code, out, summary = run_action(folder, tmp_path, sarif=str(sarif))
    assert code == 1
    assert out.startswith("::error file=")
    assert summary.startswith("**1 finding**: 1 error")
    assert json.loads(sarif.read_text("utf-8"))["version"] == "2.1.0"
    assert run_action(folder, tmp_path, fail_on="never")[0] == 0


def test_the_action_passes_a_sound_catalog(catalog: Write, tmp_path: Path) -> None:
    assert run_action(catalog(), tmp_path) == (0, "", "No findings.\n")


def test_the_gitlab_job_writes_the_reports_that_it_declares(catalog: Write, tmp_path: Path) -> None:
    job = load("ci/eventdocs.gitlab-ci.yml")["eventdocs"]
    folder = catalog({E7: EVENT.replace("O disco %1", "O disco % 1")})
    environment = {**os.environ, **job["variables"], "EVENTDOCS_CATALOG": str(folder)}
    environment["PATH"] = f"{BIN}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", job["script"][1]], env=environment, cwd=tmp_path, capture_output=True
    )
    assert done.returncode == 1
    reports = job["artifacts"]["reports"]
    assert json.loads((tmp_path / reports["codequality"]).read_text("utf-8"))[0]["severity"] == "critical"
    assert (tmp_path / reports["junit"]).read_text("utf-8").startswith("<?xml")


def test_the_hooks_run_commands_that_exist(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "catalog", tmp_path / "catalog")
    for hook in load(".pre-commit-hooks.yaml"):
        name, *options = hook["entry"].split()
        command = [str(BIN / name), *options, *hook["args"]]
        assert subprocess.run(command, capture_output=True, cwd=tmp_path).returncode == 0
