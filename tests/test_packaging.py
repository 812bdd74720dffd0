"""A wheel in a clean environment does what the checkout does."""

import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT, tree


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from the checkout."""
    out = tmp_path_factory.mktemp("dist")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(out),
        str(ROOT),
    ]
    subprocess.run(command, check=True)
    return next(out.glob("*.whl"))


def test_the_wheel_carries_the_templates_and_nothing_else_of_the_repository(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    templates = {name.removeprefix("eventdocs/_templates/") for name in names if "/_templates/" in name}
    assert templates == set(tree(ROOT / "templates"))
    assert not [name for name in names if not name.startswith(("eventdocs/", "eventdocs-"))]


def test_type_checkers_find_the_annotations_of_a_wheel_and_of_a_source_archive(
    wheel: Path, tmp_path: Path
) -> None:
    assert "eventdocs/py.typed" in zipfile.ZipFile(wheel).namelist()
    code = "import sys; from hatchling.build import build_sdist; build_sdist(sys.argv[1])"
    subprocess.run([sys.executable, "-c", code, tmp_path], check=True, cwd=ROOT, capture_output=True)
    (archive,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        assert f"{archive.name.removesuffix('.tar.gz')}/eventdocs/py.typed" in opened.getnames()


def test_an_editable_install_holds_no_copy_of_the_templates() -> None:
    from eventdocs.store.package_data import default_templates

    assert default_templates() == ROOT / "templates"
    assert not (ROOT / "eventdocs/_templates").exists()


def test_a_clean_environment_builds_the_same_site(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv/bin/python"
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*install, "--require-hashes", "-r", str(ROOT / "requirements/run.txt")], check=True)
    subprocess.run([*install, "--no-deps", str(wheel)], check=True)
    for program, out in (
        (tmp_path / "venv/bin/eventdocs", "clean"),
        (Path(sys.executable).parent / "eventdocs", "here"),
    ):
        command: list[str | Path] = [
            program,
            "--quiet",
            "build",
            ROOT / "catalog",
            "-o",
            tmp_path / out,
            "--format",
            "html",
            "--format",
            "markdown",
        ]
        subprocess.run(command, check=True, cwd=tmp_path)
    assert tree(tmp_path / "clean") == tree(tmp_path / "here")


def test_the_locks_hold_hashes_and_no_address() -> None:
    for lock in (ROOT / "requirements").iterdir():
        lines = lock.read_text().splitlines()
        assert not [line for line in lines if "://" in line or line.startswith(("-i", "--index", "--extra"))]
        pinned = [at for at, line in enumerate(lines) if "==" in line]
        assert pinned
        assert all("--hash=sha256:" in lines[at + 1] for at in pinned)
