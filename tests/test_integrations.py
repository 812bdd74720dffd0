"""Files for the pipelines of users are valid, and their steps work when they run."""

import json
import os
import re
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
_YAML = re.compile(r"```yaml\n(.*?)```", re.DOTALL)


def load(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


@pytest.mark.parametrize(
    ("schema", "name"),
    [
        ("vendor.github-actions", "action.yml"),
        ("vendor.github-workflows", ".github/workflows/test.yml"),
        ("vendor.github-workflows", ".github/workflows/release.yml"),
        ("vendor.github-workflows", ".github/workflows/docs.yml"),
        ("vendor.gitlab-ci", "ci/eventdocs.gitlab-ci.yml"),
    ],
)
def test_pipeline_files_are_valid_by_their_public_schemas(schema: str, name: str) -> None:
    command = [f"{BIN}/check-jsonschema", "--builtin-schema", schema, f"{ROOT}/{name}"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_workflows_in_the_documentation_are_valid(tmp_path: Path) -> None:
    pages = sorted((ROOT / "docs/how-to").glob("*.md"))
    blocks = [block for page in pages for block in _YAML.findall(page.read_text("utf-8"))]
    workflows = [block for block in blocks if re.match(r"name: .*\non:", block)]
    assert len(workflows) > 1
    for number, workflow in enumerate(workflows):
        (tmp_path / f"{number}.yml").write_text(workflow, "utf-8")
    command = [f"{BIN}/check-jsonschema", "--builtin-schema", "vendor.github-workflows"]
    command += map(str, tmp_path.iterdir())
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_action_and_workflow_have_no_known_weakness() -> None:
    command = [
        f"{BIN}/zizmor",
        "--offline",
        "--no-progress",
        "--persona=pedantic",
        f"{ROOT}/action.yml",
        f"{ROOT}/.github/workflows",
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def run_action(catalog: Path, temporary: Path, **inputs: str) -> tuple[int, str, str]:
    """Run the check step of the action like a runner, with eventdocs installed from this checkout."""
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


def test_the_action_takes_a_catalog_for_a_folder_whatever_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "summary.md").touch()
    for name in ("--help", "-x", "a b", "$(touch x)"):
        shutil.copytree(ROOT / "catalog", name)
        (Path(name) / "events/7-wrong.yaml").write_text("id: 7\n", "utf-8")
        code, out, _ = run_action(Path(name), tmp_path, baseline="--version")
        assert (code, out) == (3, "")  # there is no such file
        code, out, _ = run_action(Path(name), tmp_path)
        assert code == 1
        assert out.startswith(f"::error file={name}/events/7-wrong.yaml")
    assert not Path("x").exists()


def test_the_action_installs_the_locked_versions_and_nothing_from_the_working_folder(tmp_path: Path) -> None:
    (tmp_path / "venv.py").write_text("raise SystemExit('a module of the working folder')", "utf-8")
    environment = {**os.environ, "RUNNER_TEMP": str(tmp_path), "GITHUB_ACTION_PATH": str(ROOT)}
    step = ["bash", "-e", "-o", "pipefail", "-c", load("action.yml")["runs"]["steps"][0]["run"]]
    subprocess.run(step, env=environment, cwd=tmp_path, check=True)
    assert installed(tmp_path / "eventdocs") == locked()


def test_the_gitlab_job_takes_the_commit_that_it_is_given(
    catalog: Write, tmp_path: Path, lonely_git: None
) -> None:
    repository = tmp_path / "repository"
    (repository / "requirements").mkdir(parents=True)
    (repository / "requirements/run.txt").write_text("right", "utf-8")
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for arguments in (("init", "--quiet"), ("add", "."), (*identity, "commit", "--quiet", "--message", "A")):
        subprocess.run(["git", "-C", str(repository), *arguments], check=True)
    head = subprocess.run(
        ["git", "-C", repository, "rev-parse", "HEAD"], check=True, capture_output=True, text=True
    )
    catalog()
    (tmp_path / "venv.py").write_text("raise SystemExit('a module of the working folder')", "utf-8")
    job = load("ci/eventdocs.gitlab-ci.yml")["eventdocs"]
    own = {"EVENTDOCS_REPOSITORY": str(repository), "TMPDIR": str(tmp_path)}
    steps = [step for step in job["before_script"] if "/bin/pip" not in step]
    program = f'ln -s "{BIN}/eventdocs" "$EVENTDOCS/venv/bin/eventdocs"'
    lines = "\n".join(["set -e", *steps, program, *job["script"]])

    def run_job(commit: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["bash", "-c", lines],
            env={**os.environ, **job["variables"], **own, "EVENTDOCS_COMMIT": commit},
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )

    for commit in ("", "HEAD", "--help", head.stdout.strip()[:12]):
        refused = run_job(commit)
        assert (refused.returncode, refused.stderr) == (
            2,
            "EVENTDOCS_COMMIT is not the full hash of a commit\n",
        )
    done = run_job(head.stdout.strip())
    assert done.returncode == 0, done.stderr
    (lock,) = tmp_path.glob("tmp.*/source/requirements/run.txt")
    assert lock.read_text("utf-8") == "right"


def test_the_gitlab_job_installs_as_the_action_does() -> None:
    action = load("action.yml")["runs"]["steps"][0]["run"]
    pip, *commands = re.sub(r"\\\n\s*", "", action).splitlines()[2:]
    _, options = pip.removesuffix(")").split(" ", 1)
    expected = [
        command.replace('"${pip[@]}"', f'"$EVENTDOCS/venv/bin/pip" {options}').replace(
            "$GITHUB_ACTION_PATH", "$EVENTDOCS/source"
        )
        for command in commands
    ]
    steps = load("ci/eventdocs.gitlab-ci.yml")["eventdocs"]["before_script"]
    assert [step for step in steps if "/bin/pip" in step] == expected


def installed(environment: Path) -> dict[str, str]:
    """Return the versions of a virtual environment by package, without pip's own."""
    command = [str(environment / "bin/pip"), "list", "--format=json", "--disable-pip-version-check"]
    done = subprocess.run(command, capture_output=True, check=True)
    versions = {each["name"].lower().replace("_", "-"): each["version"] for each in json.loads(done.stdout)}
    return {
        name: version for name, version in versions.items() if name not in ("pip", "setuptools", "eventdocs")
    }


def locked() -> dict[str, str]:
    """Return the versions of all runtime and build requirements by package."""
    text = "".join((ROOT / f"requirements/{name}.txt").read_text("utf-8") for name in ("run", "build"))
    return dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))


def test_images_have_a_version_and_a_digest_and_actions_a_commit() -> None:
    workflows = [path.read_text("utf-8") for path in (ROOT / ".github/workflows").iterdir()]
    documents = [path.read_text("utf-8") for path in (ROOT / "docs").rglob("*.md")]
    others = ("ci/eventdocs.gitlab-ci.yml", "action.yml", "Containerfile")
    texts = [*workflows, *documents, *((ROOT / name).read_text("utf-8") for name in others)]
    images = [image for text in texts for image in re.findall(r"\bpython:\d[\w.@:-]*", text)]
    assert len(images) > 1
    pinned = re.compile(r"python:\d+\.\d+\.\d+-\w+@sha256:[0-9a-f]{64}")
    assert [image for image in images if not pinned.fullmatch(image)] == []
    actions = [action for text in texts for action in re.findall(r"uses: (\S+)", text)]
    assert len(actions) > 1
    assert [action for action in actions if not re.search(r"@(?:[0-9a-f]{40}|COMMIT)$", action)] == []


def test_the_gitlab_job_writes_the_reports_that_it_declares(catalog: Write, tmp_path: Path) -> None:
    job = load("ci/eventdocs.gitlab-ci.yml")["eventdocs"]
    folder = catalog({E7: EVENT.replace("O disco %1", "O disco % 1")})
    environment = {**os.environ, **job["variables"], "EVENTDOCS_CATALOG": str(folder)}
    program = tmp_path / "venv/bin/eventdocs"
    program.parent.mkdir(parents=True)
    program.symlink_to(BIN / "eventdocs")
    environment["EVENTDOCS"] = str(tmp_path)
    (command,) = job["script"]
    done = subprocess.run(["bash", "-c", command], env=environment, cwd=tmp_path, capture_output=True)
    assert done.returncode == 1
    reports = job["artifacts"]["reports"]
    assert json.loads((tmp_path / reports["codequality"]).read_text("utf-8"))[0]["severity"] == "critical"
    assert (tmp_path / reports["junit"]).read_text("utf-8").startswith("<?xml")


def test_the_container_file_copies_files_that_exist_and_installs_by_hashes() -> None:
    text = (ROOT / "Containerfile").read_text("utf-8")
    copied = [
        name
        for line in re.findall(r"^COPY ((?!--from).*)$", text, re.MULTILINE)
        for name in line.split()[:-1]
    ]
    assert set(copied) == {"requirements", "pyproject.toml", "README.md", "LICENSE", "eventdocs", "templates"}
    assert all((ROOT / name).exists() for name in copied)
    allowed = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert {line[1:] for line in allowed if line.startswith("!")} == set(copied)
    joined = text.replace("\\\n", " ")
    installs = re.findall(r"pip install (.*)$", joined, re.MULTILINE)
    assert len(installs) == 2
    assert all("--require-hashes" in each or "--no-deps --no-build-isolation" in each for each in installs)


def run_step(name: str, environment: dict[str, str], folder: Path) -> str:
    """Run a step of the action like a runner; return its output."""
    (step,) = (step for step in load("action.yml")["runs"]["steps"] if step["name"] == name)
    output = folder / "output"
    output.touch()
    runner = folder / "runner"
    (runner / "eventdocs/bin").mkdir(parents=True, exist_ok=True)
    program = runner / "eventdocs/bin/eventdocs"
    if not program.exists():
        program.symlink_to(BIN / "eventdocs")
    assert set(step.get("env", {})) == set(environment)
    subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", step["run"]],
        env={**os.environ, **environment, "RUNNER_TEMP": str(runner), "GITHUB_OUTPUT": str(output)},
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return output.read_text("utf-8")


def test_the_action_builds_from_its_cache_and_publishes(catalog: Write, tmp_path: Path) -> None:
    """With the files from the cache, a second build renders nothing."""
    catalog()
    assert run_step("Find the state of the last build", {"SITE": "out/site"}, tmp_path) == (
        "folder=out/.site.eventdocs\n"
    )
    inputs = {"CATALOG": "catalog", "SITE": "out/site", "FORMATS": "html markdown"}
    run_step("Build the site", inputs, tmp_path)
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "out/site").rglob("*.html")}
    assert len(times) > 5
    assert list((tmp_path / "out/site").rglob("*.md"))
    cached = tmp_path / "cached"
    for name in ("site", ".site.eventdocs"):
        shutil.move(tmp_path / "out" / name, cached / name)
    shutil.copytree(cached, tmp_path / "out", dirs_exist_ok=True)
    run_step("Build the site", inputs, tmp_path)
    assert {path: path.stat().st_mtime_ns for path in times} == times
    run_step("Publish the site", {"SITE": "out/site", "TARGET": "public"}, tmp_path)
    assert (tmp_path / "public/index.html").is_file()


def test_the_gitlab_job_for_pages_builds_and_publishes(catalog: Write, tmp_path: Path) -> None:
    catalog()
    file = load("ci/eventdocs.gitlab-ci.yml")
    check, pages = file["eventdocs"], file[".eventdocs-pages"]
    assert pages["before_script"] == check["before_script"]
    assert (pages["image"], pages["variables"]) == (check["image"], check["variables"])
    (tmp_path / "venv/bin").mkdir(parents=True)
    (tmp_path / "venv/bin/eventdocs").symlink_to(BIN / "eventdocs")
    environment = {**os.environ, **pages["variables"], "EVENTDOCS": str(tmp_path)}
    for command in pages["script"]:
        subprocess.run(
            ["bash", "-c", command], env=environment, cwd=tmp_path, check=True, capture_output=True
        )
    (folder,) = pages["artifacts"]["paths"]
    assert (tmp_path / folder / "index.html").is_file()
    assert all((tmp_path / path).is_dir() for path in pages["cache"]["paths"])


def test_the_action_begins_its_summary_with_the_changes(
    catalog: Write, tmp_path: Path, lonely_git: None
) -> None:
    folder = catalog()
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for arguments in (("init", "--quiet"), ("add", "."), (*identity, "commit", "--quiet", "--message", "A")):
        subprocess.run(["git", "-C", str(folder), *arguments], check=True)
    catalog({E7: EVENT.replace("Disk %1 is full.", "The disk %1 is full.")})
    code, _, summary = run_action(folder, tmp_path, since="HEAD")
    assert code == 0
    assert summary.startswith("## Changes\n\n**1 event changed**")
    assert "| pt\\-BR | 1: 7:message |" in summary


def test_the_hooks_run_commands_that_exist(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "catalog", tmp_path / "catalog")
    for hook in load(".pre-commit-hooks.yaml"):
        name, *options = hook["entry"].split()
        command = [str(BIN / name), *options, *hook["args"]]
        assert subprocess.run(command, capture_output=True, cwd=tmp_path).returncode == 0
