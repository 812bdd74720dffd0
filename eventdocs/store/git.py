"""The user's own git, and files as a revision has them, read through it."""

import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from eventdocs.model.errors import EventdocsError, Exit

_FILE_MODES = (b"100644", b"100755")


def files_at(folder: Path, ref: str) -> dict[str, bytes]:
    """Read the files below a folder as a revision has them, by name relative to the folder."""
    commit = _git(
        folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}", about=ref
    )
    listed = _git(folder, "ls-tree", "-r", "-z", commit.decode().strip(), ".", about=ref)
    entries = [entry.partition(b"\t") for entry in listed.split(b"\0") if entry]
    names = {
        name.decode("utf-8", "surrogateescape"): head.split()[2]
        for head, _, name in entries
        if head.split()[0] in _FILE_MODES
    }
    if not names:
        return {}
    contents = _git(folder, "cat-file", "--batch", about=ref, given=b"\n".join(names.values()) + b"\n")
    return dict(zip(names, _parts(contents), strict=True))


def last_commit_time(folder: Path) -> str:
    """Tell when the last commit was made, as RFC 3339 says a time."""
    return _git(folder, "log", "-1", "--format=%cI", about="HEAD").decode().strip()


def _parts(batch: bytes) -> list[bytes]:
    """Take the contents out of git's batch: a line with the size, the bytes, a line end."""
    parts, at = [], 0
    while at < len(batch):
        end = batch.index(b"\n", at)
        size = int(batch[at:end].split()[2])
        parts.append(batch[end + 1 : end + 1 + size])
        at = end + 1 + size + 1
    return parts


def _git(folder: Path, *arguments: str, about: str, given: bytes = b"") -> bytes:
    done = run_git(folder, *arguments, given=given)
    if done.returncode:
        said = error_line(done)
        message = f"git knows no revision `{about}` of `{folder}`" + (f": {said}" if said else "")
        raise EventdocsError(message, hint="name a commit, branch or tag of the catalog's repository")
    return done.stdout


def run_git(
    folder: Path,
    *arguments: str,
    given: bytes | IO[bytes] = b"",
    environment: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder, in our environment or the one given; its exit code is the caller's."""
    try:
        return subprocess.run(  # noqa: S603 - a list of arguments, no shell
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - the user's own git
            input=given if isinstance(given, bytes) else None,
            stdin=None if isinstance(given, bytes) else given,
            capture_output=True,
            check=False,
            env=environment,
        )
    except OSError as error:
        raise EventdocsError("git cannot be run", hint="install git", code=Exit.ENVIRONMENT) from error


def error_line(done: subprocess.CompletedProcess[bytes]) -> str:
    """Give the first line of what git complained about."""
    return done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ").split("\n")[0]
