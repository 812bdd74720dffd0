"""`eventdocs publish` reports what it did, and imports no storage library for a folder or a branch."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run, Write
from tests.publish_targets import FolderPlace


@pytest.fixture
def site(catalog: Write, tmp_path: Path, run: Run) -> Path:
    """Build a small site."""
    assert run("build", catalog(), "-o", tmp_path / "site").code == 0
    return tmp_path / "site"


def test_a_built_site_is_published_and_counted(site: Path, tmp_path: Path, run: Run) -> None:
    target = FolderPlace(tmp_path / "www")
    target.write("CNAME", b"docs.example.org")
    planned = run("publish", target.folder, "--site", site, "--dry-run")
    assert planned.out.splitlines()[0].startswith("put assets/")
    assert planned.out.splitlines()[-1] == "put index.html (text/html; charset=utf-8; no-cache)"
    assert planned.err.endswith("26 files written, 0 unchanged, 0 removed (dry run: nothing was changed)\n")
    outcome = run("publish", target.folder, "--site", site)
    assert (outcome.code, outcome.out) == (0, "")
    assert "CNAME: not published by eventdocs, left alone\n" in outcome.err
    assert outcome.err.endswith("www: 26 files written, 0 unchanged, 0 removed\n")
    assert "0 files written, 26 unchanged" in run("publish", target.folder, "--site", site).err
    assert run("-q", "publish", target.folder, "--site", site).err == ""


def test_only_the_first_untracked_files_are_listed_and_the_others_counted(
    site: Path, tmp_path: Path, run: Run
) -> None:
    target = FolderPlace(tmp_path / "www")
    for number in range(15):
        target.write(f"{number}.txt", b"theirs")
    assert (
        "and 5 more files that eventdocs did not publish\n"
        in run("publish", target.folder, "--site", site).err
    )


@pytest.mark.parametrize(
    ("target", "code", "message"),
    [
        ("SITE/en", 2, "overlap"),
        ("SITE/../catalog/site", 2, "is inside a catalog"),
        ("/proc/nowhere", 3, "cannot publish"),
        ("git:SITE/none.git", 3, "git ls-remote failed"),
        ("gopher://x", 2, "is not a target"),
    ],
)
def test_errors_are_one_line(target: str, code: int, message: str, site: Path, run: Run) -> None:
    outcome = run("publish", target.replace("SITE", str(site)), "--site", site)
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (code, "", 1)
    assert message in outcome.err


def test_an_interruption_has_its_own_exit_code_and_is_completed_by_the_next_run(
    site: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*rest: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("eventdocs.store.targets.folder._Folder.put", interrupted)
        outcome = run("publish", tmp_path / "www", "--site", site)
    assert (outcome.code, outcome.err.strip()) == (130, "eventdocs: interrupted")
    assert run("publish", tmp_path / "www", "--site", site).code == 0


def test_publishing_to_a_folder_or_a_branch_imports_no_storage_library(site: Path, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", "--bare", tmp_path / "x.git"], check=True)
    code = (
        "import sys; from eventdocs.cli import main\n"
        f"for target in ({str(tmp_path / 'www')!r}, 'git:{tmp_path / 'x.git'}'):\n"
        f"    assert main(['-q', 'publish', target, '--site', {str(site)!r}]) == 0\n"
        "print({'fsspec', 's3fs', 'jinja2', 'babel', 'yaml'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
