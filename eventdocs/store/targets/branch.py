"""A branch of a git repository as a target: each publication is one commit on top of the branch.

`git fast-import` makes the commit in a temporary repository, so that no clone, index or branch of the user
changes. The settings for reaching the remote (credentials, headers, rewritten addresses) are copied from the
repository that the working folder is in.
"""

import hashlib
import os
import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from subprocess import CompletedProcess
from typing import IO

from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.publishing.sync_plan import PUBLISH_MANIFEST, Put, TargetState, read_manifest
from eventdocs.store.files import os_errors, resolve_links
from eventdocs.store.git import run_git
from eventdocs.store.targets import PublishTarget, folder_of

_BRANCH = "gh-pages"
_MADE = "refs/heads/made"
_INVALID_NAME = 1  # an exit code of git check-ref-format
_REMOTE_SETTINGS = (
    r"^(credential|http|url|user|author|committer|ssh|protocol)\.|^core\.(sshcommand|gitproxy|askpass)$"
)
_FILE_MODES = {"100644", "100755"}
_NOT_A_FILE = "a link"
_MESSAGE = b"Publish the site\n"
_DEFAULT_COMMITTER = "eventdocs <eventdocs@localhost>"


@contextmanager
def branch_target(address: str) -> Iterator[PublishTarget]:
    """Open `REMOTE#BRANCH`: a remote's name, path or address, and a branch, `gh-pages` by default."""
    remote, _, branch = address.partition("#")
    branch = branch or _BRANCH
    checked = run_git(Path.cwd(), "check-ref-format", f"refs/heads/{branch}")
    if checked.returncode not in (0, _INVALID_NAME):
        raise _git_error("check-ref-format", remote, checked.stderr)
    if checked.returncode or not remote or remote.startswith("-"):
        raise EventdocsError(
            f"`git:{address}` does not name a branch",
            hint="write git:REMOTE#BRANCH, such as git:origin#gh-pages",
        )
    with (
        os_errors("publish"),
        tempfile.TemporaryDirectory(prefix="eventdocs-") as folder,
        Path(folder, "stream").open("w+b") as stream,
    ):
        yield _Branch(Path(folder), _address(remote), f"refs/heads/{branch}", stream)


class _Branch:
    def __init__(self, folder: Path, remote: str, ref: str, stream: IO[bytes]) -> None:
        self.folder = folder
        self.remote = remote
        self.ref = ref
        self.stream = stream
        self.tip = ""
        self.manifest = b""
        self.environment = _environment(folder)
        self.git("init", "--quiet", "--bare", "--template=")

    def digest(self, data: bytes) -> str:
        return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()

    def scan(self) -> TargetState:
        if not self.git("ls-remote", "--", self.remote, self.ref).strip():
            return TargetState()
        self.git("fetch", "--quiet", "--no-tags", "--depth=1", "--", self.remote, self.ref)
        self.tip = self.git("rev-parse", "FETCH_HEAD").decode().strip()
        entries = self.git("ls-tree", "-r", "-z", self.tip).split(b"\0")
        files = dict(_entry(entry) for entry in entries if entry)
        manifest = files.pop(PUBLISH_MANIFEST, None)
        content = self.git("cat-file", "blob", manifest) if manifest else b""
        return TargetState(files, read_manifest(content))

    def write_manifest(self, manifest: bytes) -> None:
        """Start the commit with the first manifest; `close` adds the last one to it."""
        self.manifest = manifest
        if not self.stream.tell():
            self.stream.write(self.head())

    def put(self, batch: Sequence[tuple[Put, bytes]]) -> None:
        for put, data in batch:
            self.file(put.path, data)

    def file(self, path: str, data: bytes) -> None:
        self.stream.write(b"M 100644 inline %s\ndata %d\n%s\n" % (_quoted(path), len(data), data))

    def delete(self, paths: Sequence[str]) -> None:
        for path in paths:
            self.stream.write(b"D %s\n" % _quoted(path))

    def close(self) -> None:
        """Create the commit and push it; fail if the branch has changed since the scan."""
        self.file(PUBLISH_MANIFEST, self.manifest)
        self.stream.seek(0)
        self.git("fast-import", "--quiet", "--force", given=self.stream)
        lease = f"--force-with-lease={self.ref}:{self.tip}"
        self.git("push", "--quiet", lease, "--", self.remote, f"{_MADE}:{self.ref}")
        self.require_complete()

    def require_complete(self) -> None:
        """Raise an error if a local repository lacks objects of the commit, and take the commit back.

        If git cannot list a folder while it receives objects, it loses them and still reports success.
        A repository on a server is not checked, because all objects would have to be fetched again.
        """
        url = self.git("ls-remote", "--get-url", "--", self.remote).decode().strip()
        if not (repository := _local_repository(url)):
            return
        made = self.git("rev-parse", _MADE).decode().strip()
        known = ["--not", self.tip] if self.tip else []
        if not self.run_there(repository, "rev-list", "--objects", "--quiet", made, *known).returncode:
            return
        restore = [self.ref, self.tip] if self.tip else ["-d", self.ref]
        if self.run_there(repository, "update-ref", *restore, made).returncode:
            outcome = f"`{self.ref}` is damaged"
        else:
            outcome = "the branch is as it was before"
        raise EventdocsError(
            f"git did not store all files in `{_without_password(self.remote)}`: {outcome}",
            hint="check the repository's disk and permissions, then publish again",
            code=Exit.ENVIRONMENT,
        )

    def run_there(self, repository: Path, *arguments: str) -> CompletedProcess[bytes]:
        environment = {**self.environment, "GIT_DIR": str(repository)}
        return run_git(self.folder, *arguments, environment=environment)

    def head(self) -> bytes:
        ident = self.run("var", "GIT_COMMITTER_IDENT").stdout.strip() or b"%s %d +0000" % (
            _DEFAULT_COMMITTER.encode(),
            int(time.time()),
        )
        start = b"commit %s\ncommitter %s\ndata %d\n%s" % (_MADE.encode(), ident, len(_MESSAGE), _MESSAGE)
        return start + (b"from %s\n" % self.tip.encode() if self.tip else b"")

    def run(self, *arguments: str, given: bytes | IO[bytes] = b"") -> CompletedProcess[bytes]:
        return run_git(self.folder, *arguments, given=given, environment=self.environment)

    def git(self, *arguments: str, given: bytes | IO[bytes] = b"") -> bytes:
        result = self.run(*arguments, given=given)
        if result.returncode:
            command, *_ = arguments
            raise _git_error(command, self.remote, result.stderr)
        return result.stdout


def _entry(line: bytes) -> tuple[str, str]:
    fields, _, path = line.partition(b"\t")
    mode, _, digest = fields.decode().split()
    return os.fsdecode(path), digest if mode in _FILE_MODES else _NOT_A_FILE


def _quoted(path: str) -> bytes:
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return os.fsencode(f'"{escaped}"')


def _address(remote: str) -> str:
    """Return the address of a remote of the repository that we are in; paths become absolute."""
    here = Path.cwd()
    top_level = run_git(here, "rev-parse", "--show-toplevel").stdout.decode().strip()
    result = run_git(here, "remote", "get-url", "--push", "--", remote)
    is_name = not result.returncode
    url, base = (result.stdout.decode().strip(), Path(top_level)) if is_name else (remote, here)
    return str(resolve_links(base / url)) if (base / url).exists() else url


def _local_repository(url: str) -> Path | None:
    """Return the folder of a repository on this machine; None for one on a server."""
    folder = folder_of(url)
    if folder is None or not folder.is_absolute():
        return None
    return folder / ".git" if (folder / ".git").exists() else folder


def _environment(folder: Path) -> dict[str, str]:
    """Return the environment for the temporary repository, with the settings for reaching the remote."""
    local = run_git(Path.cwd(), "rev-parse", "--local-env-vars").stdout.decode().split()
    inherited = {name: value for name, value in os.environ.items() if name not in local}
    return {**inherited, "LC_ALL": "C", "GIT_DIR": str(folder), **_remote_settings()}


def _remote_settings() -> dict[str, str]:
    result = run_git(
        Path.cwd(), "config", "--local", "--includes", "--null", "--get-regexp", _REMOTE_SETTINGS
    )
    settings = [entry.partition("\n") for entry in os.fsdecode(result.stdout).split("\0") if entry]
    values = {"GIT_CONFIG_COUNT": str(len(settings))}
    for index, (key, _, value) in enumerate(settings):
        values |= {f"GIT_CONFIG_KEY_{index}": key, f"GIT_CONFIG_VALUE_{index}": value}
    return values


def _git_error(command: str, remote: str, errors: bytes) -> EventdocsError:
    address, stderr = _without_password(remote), errors.decode("utf-8", "replace")
    if "stale info" in stderr or "[rejected]" in stderr or "cannot lock ref" in stderr:
        return EventdocsError(
            f"another publication changed `{address}`", hint="publish again", code=Exit.ENVIRONMENT
        )
    reason = re.search(r"^(?:fatal|error|remote): (?:error: )?(.*)$", stderr, re.MULTILINE)
    return EventdocsError(
        f"git {command} failed for `{address}`: {_without_password(reason[1] if reason else stderr.strip())}",
        hint="check the address, the credentials and the network",
        code=Exit.ENVIRONMENT,
    )


def _without_password(text: str) -> str:
    return re.sub(r"//[^/@\s]*@", "//", text)
