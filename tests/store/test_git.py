"""Files of a revision and the time of the last commit are read with the user's git."""

import os
import subprocess
from pathlib import Path

import pytest

from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.store.git import error_line, files_at, last_commit_time, run_git, user_name


def git(folder: Path, *arguments: str) -> None:
    identity = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org"}
    identity |= {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org"}
    date = {"GIT_COMMITTER_DATE": "2024-05-06T07:08:09+02:00"}
    subprocess.run(["git", "-C", folder, *arguments], check=True, env={**os.environ, **identity, **date})


@pytest.fixture
def repository(tmp_path: Path, lonely_git: None) -> Path:
    """Return a repository with one commit."""
    folder = tmp_path / "repository"
    (folder / "catalog/events").mkdir(parents=True)
    (folder / "catalog/catalog.yaml").write_bytes(b"a\n")
    (folder / "catalog/events/7 \xe9.yaml").write_bytes(b"")
    (folder / "catalog/link").symlink_to("catalog.yaml")
    (folder / "other").write_bytes(b"outside")
    git(tmp_path, "init", "--quiet", "repository")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "first")
    return folder


def test_the_files_of_a_revision_are_those_below_the_folder_without_links(repository: Path) -> None:
    (repository / "catalog/catalog.yaml").write_bytes(b"changed\n")
    assert files_at(repository / "catalog", "HEAD") == {"catalog.yaml": b"a\n", "events/7 \xe9.yaml": b""}


def test_a_revision_without_the_folder_has_no_files(repository: Path) -> None:
    (repository / "new").mkdir()
    assert files_at(repository / "new", "HEAD") == {}


@pytest.mark.parametrize("ref", ["nothing", "--all", "HEAD:catalog"])
def test_an_unknown_revision_is_an_error(ref: str, repository: Path) -> None:
    with pytest.raises(EventdocsError, match=f"git cannot read revision `{ref}`"):
        files_at(repository, ref)


def test_the_time_of_the_last_commit_has_its_time_zone(repository: Path) -> None:
    assert last_commit_time(repository) == "2024-05-06T07:08:09+02:00"


def test_the_first_line_of_an_error_is_quoted_without_its_prefix(repository: Path) -> None:
    result = run_git(repository, "rev-parse", "--verify", "nothing")
    assert result.returncode
    assert error_line(result) == "Needed a single revision"


def test_a_missing_git_is_an_error_of_the_environment(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(EventdocsError, match="cannot run git") as caught:
        run_git(repository, "status")
    assert caught.value.code == Exit.ENVIRONMENT


def test_a_folder_that_looks_like_a_repository_runs_no_program_of_its_settings(
    tmp_path: Path, lonely_git: None
) -> None:
    """A checkout can contain one: git only reserves the name `.git`."""
    program, catalog = tmp_path / "program", tmp_path / "catalog"
    program.write_text("#!/bin/sh\ntouch $0.ran\n", "utf-8")
    program.chmod(0o755)
    git(tmp_path, "init", "--quiet", "--bare", "catalog")
    git(catalog, "config", "log.showSignature", "true")
    git(catalog, "config", "gpg.program", str(program))
    tree = run_git(tmp_path, "--git-dir", str(catalog), "mktree").stdout.decode().strip()
    who = "A <a@example.org> 1700000000 +0000"
    commit = f"tree {tree}\nauthor {who}\ncommitter {who}\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n\nx\n"
    arguments = ("--git-dir", str(catalog), "hash-object", "-t", "commit", "-w", "--stdin")
    name = run_git(tmp_path, *arguments, given=commit.encode()).stdout.decode().strip()
    git(catalog, "update-ref", "refs/heads/main", name)
    git(catalog, "symbolic-ref", "HEAD", "refs/heads/main")
    with pytest.raises(EventdocsError, match="bare repository"):
        last_commit_time(catalog)
    assert not Path(f"{program}.ran").exists()


def test_the_user_name_is_that_of_commits(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert user_name(repository) == ""
    git(repository, "config", "user.name", "Ana Silva")
    assert user_name(repository / "catalog") == "Ana Silva"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert user_name(repository) == ""
