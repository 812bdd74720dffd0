"""Run the user's git, and read files of a revision through it."""

import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from eventdocs.model.errors import EventdocsError, Exit

_FILE_MODES = (b"100644", b"100755")
# A folder in a checkout can look like a repository without a worktree, whose settings name programs to run.
_SETTINGS = ("-c", "safe.bareRepository=explicit")


def files_at(folder: Path, ref: str) -> dict[str, bytes]:
    """Return the files below a folder in a revision, by name relative to the folder."""
    commit = _git(
        folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}", about=ref
    )
    listing = _git(folder, "ls-tree", "-r", "-z", commit.decode().strip(), ".", about=ref)
    entries = [entry.partition(b"\t") for entry in listing.split(b"\0") if entry]
    names = {
        name.decode("utf-8", "surrogateescape"): digest
        for (mode, _, digest), name in ((fields.split(), name) for fields, _, name in entries)
        if mode in _FILE_MODES
    }
    if not names:
        return {}
    batch = _git(folder, "cat-file", "--batch", about=ref, given=b"\n".join(names.values()) + b"\n")
    return dict(zip(names, _contents(batch), strict=True))


def last_commit_time(folder: Path) -> str:
    """Return the time of the last commit in the format of RFC 3339."""
    return _git(folder, "log", "-1", "--format=%cI", about="HEAD").decode().strip()


def user_name(folder: Path) -> str:
    """Return the name that git records as the author of commits in a folder; empty if there is none."""
    try:
        return run_git(folder, "config", "user.name").stdout.decode("utf-8", "replace").strip()
    except EventdocsError:
        return ""


def _contents(batch: bytes) -> list[bytes]:
    """Return the contents in the output of `git cat-file --batch`: size line, bytes, line end."""
    contents, start = [], 0
    while start < len(batch):
        line_end = batch.index(b"\n", start)
        _, _, size = batch[start:line_end].split()
        content_end = line_end + 1 + int(size)
        contents.append(batch[line_end + 1 : content_end])
        start = content_end + 1
    return contents


def _git(folder: Path, *arguments: str, about: str, given: bytes = b"") -> bytes:
    result = run_git(folder, *arguments, given=given)
    if result.returncode:
        reason = error_line(result)
        message = f"git cannot read revision `{about}` of `{folder}`"
        if not reason:
            raise EventdocsError(message, hint="name a commit, branch or tag of the catalog's repository")
        hint = f"the catalog must be in a git repository; check with: git -C {folder} status"
        raise EventdocsError(f"{message}: {reason}", hint=hint)
    return result.stdout


def run_git(
    folder: Path,
    *arguments: str,
    given: bytes | IO[bytes] = b"",
    environment: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder and return its result, whatever its exit code."""
    try:
        return subprocess.run(  # noqa: S603 - a list of arguments, no shell
            ["git", *_SETTINGS, "-C", str(folder), *arguments],  # noqa: S607 - the user's own git
            input=given if isinstance(given, bytes) else None,
            stdin=None if isinstance(given, bytes) else given,
            capture_output=True,
            check=False,
            env=environment,
        )
    except OSError as error:
        raise EventdocsError("cannot run git", hint="install git", code=Exit.ENVIRONMENT) from error


def error_line(result: subprocess.CompletedProcess[bytes]) -> str:
    """Return the first line of git's error output."""
    return result.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ").split("\n")[0]
