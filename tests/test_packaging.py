"""A wheel in a clean environment works like the checkout."""

import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT, tree
from tests.packages import build_twice


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


def test_two_builds_of_the_packages_have_the_same_bytes(tmp_path: Path) -> None:
    """The builds are in different folders, from files with other timestamps and permissions, in another order."""
    packages = build_twice(tmp_path)
    assert [name.partition("-0")[0] for name, _, _ in packages] == ["eventdocs", "eventdocs"]
    assert [name for name, first, second in packages if first != second] == []


def test_the_metadata_have_everything_that_a_package_index_shows() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert set(project["urls"]) == {"Documentation", "Source", "Issues", "Changelog"}
    versions = [each for each in project["classifiers"] if "Python :: 3." in each]
    assert versions == [f"Programming Language :: Python :: 3.{minor}" for minor in (11, 12, 13)]
    assert "Operating System :: POSIX" in project["classifiers"]
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "3.11" in readme
    assert "3.12 and 3.13" in readme


@pytest.mark.parametrize(
    ("code", "exit_code"),
    [
        ("sys.argv = ['eventdocs', 'check']; from eventdocs.__main__ import run; run()", 3),
        ("from eventdocs import check", 1),
    ],
)
def test_on_windows_a_sentence_points_to_wsl_before_an_import_fails(code: str, exit_code: int) -> None:
    missing = "import sys; sys.platform = 'win32'; sys.modules |= dict.fromkeys(['fcntl', 'resource', 'pwd', 'grp'])"
    done = subprocess.run([sys.executable, "-c", f"{missing}; {code}"], capture_output=True, text=True)
    assert done.returncode == exit_code
    last = done.stderr.splitlines()[-1]
    assert last.endswith(
        "Windows is not supported; run eventdocs in WSL: https://learn.microsoft.com/windows/wsl/install"
    )
    assert exit_code == 1 or done.stderr.count("\n") == 1


def test_an_editable_install_holds_no_copy_of_the_templates() -> None:
    from eventdocs.store.package_data import default_templates

    assert default_templates() == ROOT / "templates"
    assert not (ROOT / "eventdocs/_templates").exists()


def test_a_clean_environment_builds_the_same_site(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv")
    pip = [sys.executable, "-m", "pip", "--python", str(tmp_path / "venv/bin/python")]
    install = [*pip, "install", "--quiet", "--disable-pip-version-check", "--no-compile"]
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


def test_the_locks_have_hashes_and_no_urls() -> None:
    for lock in (ROOT / "requirements").iterdir():
        lines = lock.read_text().splitlines()
        assert not [line for line in lines if "://" in line or line.startswith(("-i", "--index", "--extra"))]
        pinned = [at for at, line in enumerate(lines) if "==" in line]
        assert pinned
        assert all("--hash=sha256:" in lines[at + 1] for at in pinned)
