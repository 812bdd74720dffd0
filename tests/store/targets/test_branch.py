"""A branch gets one commit for each publication that changes something, made by the user's git."""

import subprocess
from pathlib import Path

import pytest

from eventdocs.commands.publish import execute, make_plan, publish
from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.store.targets import PublishTarget, open_target
from tests.publish_targets import FIRST, SECOND, BranchPlace, lay


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a small site."""
    (tmp_path / "site").mkdir()
    return lay(tmp_path / "site", FIRST)


@pytest.fixture
def place(tmp_path: Path, lonely_git: None) -> BranchPlace:
    """Return a bare repository."""
    return BranchPlace(tmp_path / "target.git")


def test_each_publication_with_changes_is_one_commit(site: Path, place: BranchPlace) -> None:
    publish(site, place.address)
    first = place.commits()
    publish(site, place.address)
    assert place.commits() == first
    publish(lay(site, SECOND), place.address)
    assert place.commits()[1:] == first
    changed = place.git("diff", "--name-only", "pages~1", "pages").decode().split()
    assert sorted({*changed} - {".eventdocs-manifest.json"}) == sorted(
        path for path in {*FIRST, *SECOND} if FIRST.get(path) != SECOND.get(path)
    )


def test_a_remote_of_the_current_repository_is_found_by_its_name(site: Path, place: BranchPlace) -> None:
    subprocess.run(["git", "init", "--quiet", "."], check=True)
    subprocess.run(["git", "remote", "add", "origin", "elsewhere:pages"], check=True)
    rewritten = f"url.{place.folder}.insteadOf"
    subprocess.run(["git", "config", rewritten, "elsewhere:pages"], check=True)
    publish(site, "git:origin")
    assert place.git("branch", "--format=%(refname:short)") == b"gh-pages\n"
    assert subprocess.run(["git", "count-objects"], check=True, capture_output=True).stdout.startswith(b"0 ")


def test_a_relative_path_and_a_hooks_environment_lead_to_the_right_repository(
    site: Path, place: BranchPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"):
        monkeypatch.setenv(name, str(place.folder.parent / "other"))
    publish(site, f"git:{place.folder.name}#pages")
    monkeypatch.undo()
    assert place.files() == FIRST
    assert not (place.folder.parent / "other").exists()


def test_a_push_by_somebody_else_is_not_overwritten(site: Path, place: BranchPlace) -> None:
    for start in (True, False):
        with open_target(place.address, wait=0, dry_run=False) as target:
            decided = make_plan(site, list(FIRST if start else SECOND), target)
            place.write("CNAME", b"theirs" if start else b"theirs again")
            with pytest.raises(EventdocsError, match="another publication changed") as caught:
                execute(decided, site, target)
        assert caught.value.code == Exit.ENVIRONMENT
        publish(site, place.address)
        assert place.files() == {**(FIRST if start else SECOND), "CNAME": place.files()["CNAME"]}
        lay(site, SECOND)


def test_a_commit_has_the_users_name_or_that_of_the_program(
    site: Path, place: BranchPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_COMMITTER_NAME", "Ada")
    monkeypatch.setenv("GIT_COMMITTER_EMAIL", "ada@example.org")
    publish(site, place.address)
    monkeypatch.setenv("GIT_COMMITTER_NAME", "")
    publish(lay(site, SECOND), place.address)
    names = place.git("log", "--format=%an <%ae>", "pages").decode().splitlines()
    assert names == ["eventdocs <eventdocs@localhost>", "Ada <ada@example.org>"]


def test_modes_links_and_modules_of_others_stay(site: Path, place: BranchPlace) -> None:
    publish(site, place.address)
    tip = place.commits()[0].encode()
    blob = place.git("rev-parse", "pages:en/1-a.html").strip()
    place.git(
        "fast-import",
        "--quiet",
        given=b"commit refs/heads/pages\ncommitter x <x@y> 1 +0000\ndata 1\nx\nfrom refs/heads/pages^0\n"
        b"M 120000 %s link\nM 160000 %s module\nM 100755 %s run.sh\n" % (blob, tip, blob),
    )
    assert publish(lay(site, SECOND), place.address).untracked == ("link", "module", "run.sh")
    listed = place.git("ls-tree", "pages", "link", "module", "run.sh").decode().splitlines()
    assert [line.split()[0] for line in listed] == ["120000", "160000", "100755"]


@pytest.mark.parametrize(
    ("address", "code", "message"),
    [
        ("git:nowhere.git#pages", 3, "git ls-remote failed for `nowhere.git`: 'nowhere.git' does not appear"),
        ("git:#pages", 2, "does not name a branch"),
        ("git:--upload-pack=x#pages", 2, "does not name a branch"),
        ("git:origin#a..b", 2, "does not name a branch"),
        ("git:https://u:secret@127.0.0.1:9/x", 3, "git ls-remote failed for `https://127.0.0.1:9/x`: unable"),
    ],
)
def test_an_error_of_git_is_one_line_without_the_password(
    address: str, code: int, message: str, site: Path, lonely_git: None
) -> None:
    with pytest.raises(EventdocsError) as caught:
        publish(site, address)
    assert caught.value.code == code
    assert message in caught.value.message
    assert "secret" not in caught.value.message.replace(address, "")


def test_git_that_fails_does_not_blame_the_name_of_the_branch(
    site: Path, place: BranchPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(place.folder / "HEAD"))
    with pytest.raises(EventdocsError, match=r"git check-ref-format failed for .*: bad config") as caught:
        publish(site, place.address)
    assert caught.value.code == Exit.ENVIRONMENT


def test_the_output_of_a_rejecting_hook_is_reported(site: Path, place: BranchPlace) -> None:
    hook = place.folder / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho only on Mondays\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(EventdocsError, match="only on Mondays") as caught:
        publish(site, place.address)
    assert caught.value.code == Exit.ENVIRONMENT
    assert place.commits() == []


@pytest.mark.parametrize(("exists", "scheme"), [(True, ""), (False, "file://")])
def test_a_commit_that_git_did_not_store_completely_is_taken_back(
    exists: bool, scheme: str, site: Path, place: BranchPlace
) -> None:
    """git can lose objects without an error if it cannot list a folder. The hook loses one in its place."""
    if exists:
        publish(site, place.address)
    before = place.commits()
    hook = place.folder / "hooks/post-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nrm objects/$(git rev-parse pages:en/3-a.html | sed 's|^..|&/|')\n")
    hook.chmod(0o755)
    lay(site, SECOND)
    with pytest.raises(EventdocsError, match=r"did not store all files .* the branch is as it was") as caught:
        publish(site, f"git:{scheme}{place.folder}#pages")
    assert caught.value.code == Exit.ENVIRONMENT
    assert place.commits() == before
    hook.unlink()
    publish(site, place.address)
    assert place.files() == SECOND


def test_nothing_temporary_is_left(site: Path, place: BranchPlace, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = place.folder.parent / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    publish(site, place.address)

    def interrupted(self: PublishTarget) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("eventdocs.store.targets.branch._Branch.close", interrupted)
    with pytest.raises(KeyboardInterrupt):
        publish(lay(site, SECOND), place.address)
    assert list(temporary.iterdir()) == []
    assert place.files() == FIRST


def test_an_address_is_rewritten_by_the_configuration_of_the_current_repository(
    site: Path, place: BranchPlace
) -> None:
    subprocess.run(["git", "init", "--quiet", "."], check=True)
    subprocess.run(["git", "config", f"url.{place.folder}.insteadOf", "elsewhere:pages"], check=True)
    publish(site, "git:elsewhere:pages")
    assert place.git("branch", "--format=%(refname:short)") == b"gh-pages\n"
