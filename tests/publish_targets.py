"""Three kinds of local targets, which tests read and change without eventdocs."""

import logging
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Protocol

from eventdocs.publishing.sync_plan import PUBLISH_MANIFEST

FIRST = {
    ".nojekyll": b"",
    "assets/site.aaaaaaaa.css": b"a{}",
    "en/1-a.html": b"one -> assets/site.aaaaaaaa.css",
    "en/1-a.json": b"{}",
    "en/2-a.html": b"two -> assets/site.aaaaaaaa.css",
    "en/index.html": b"all -> en/1-a.html en/2-a.html",
    "index.html": b"languages -> en/index.html",
}
SECOND = {
    ".nojekyll": b"",
    "assets/site.bbbbbbbb.css": b"b{}",
    "en/1-a.html": b"one -> assets/site.bbbbbbbb.css en/3-a.html",
    "en/1-a.json": b"{}",
    "en/3-a.html": b"three -> assets/site.bbbbbbbb.css",
    "en/index.html": b"all -> en/1-a.html en/3-a.html",
    "index.html": b"languages -> en/index.html",
}


def lay(folder: Path, files: dict[str, bytes]) -> Path:
    """Make these files the content of a folder."""
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def dangling(files: dict[str, bytes]) -> list[str]:
    """Return the dead links of pages."""
    pages = (data for name, data in files.items() if name.endswith(".html"))
    linked = {link.decode() for data in pages for link in data.partition(b" -> ")[2].split()}
    return sorted(linked - files.keys())


class Place(Protocol):
    """A target as visitors and other writers see it."""

    @property
    def address(self) -> str:
        """Return its address on the command line."""
        ...

    def files(self) -> dict[str, bytes]:
        """Return its files without those that only eventdocs uses."""
        ...

    def write(self, path: str, data: bytes) -> None:
        """Write a file like another program."""
        ...

    def stamp(self, path: str) -> object:
        """Return a value that changes whenever the file is written."""
        ...


@dataclass
class FolderPlace:
    """A folder."""

    folder: Path

    @property
    def address(self) -> str:
        return str(self.folder)

    def files(self) -> dict[str, bytes]:
        found = (path for path in self.folder.rglob("*") if path.is_file())
        names = {path.relative_to(self.folder).as_posix(): path for path in found}
        ours = (PUBLISH_MANIFEST, ".eventdocs/lock")
        return {name: path.read_bytes() for name, path in names.items() if name not in ours}

    def write(self, path: str, data: bytes) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_bytes(data)

    def stamp(self, path: str) -> object:
        return (self.folder / path).stat().st_ino


@dataclass
class BranchPlace:
    """A branch of a bare repository."""

    folder: Path

    def __post_init__(self) -> None:
        self.folder.mkdir()
        self.git("init", "--quiet", "--bare")

    @property
    def address(self) -> str:
        return f"git:{self.folder}#pages"

    def git(self, *arguments: str, given: bytes = b"") -> bytes:
        """Run git in the repository."""
        names = {f"GIT_{who}_{what}": "x@y" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        command = ["git", "-C", str(self.folder), *arguments]
        return subprocess.run(
            command, input=given, check=True, capture_output=True, env={**os.environ, **names}
        ).stdout

    def commits(self) -> list[str]:
        """Return the commits of the branch, newest first."""
        return self.git("rev-list", "--all", "pages").decode().split() if self.git("branch") else []

    def files(self) -> dict[str, bytes]:
        names = self.git("ls-tree", "-rz", "--name-only", "pages").decode().split("\0")[:-1]
        return {
            name: self.git("cat-file", "blob", f"pages:{name}") for name in names if name != PUBLISH_MANIFEST
        }

    def write(self, path: str, data: bytes) -> None:
        head = b"commit refs/heads/pages\ncommitter x <x@y> 1 +0000\ndata 1\nx\n"
        start = b"from refs/heads/pages^0\n" if self.git("branch") else b""
        file = b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(data), data)
        self.git("fast-import", "--quiet", given=head + start + file)

    def stamp(self, path: str) -> object:
        return self.git("rev-parse", f"pages:{path}")


@dataclass
class BucketPlace:
    """A prefix of a bucket of a local S3 server."""

    client: Any
    bucket: str
    prefix: str = "docs/events"
    downloaded: ClassVar[dict[str, bytes]] = {}

    def __post_init__(self) -> None:
        self.client.create_bucket(Bucket=self.bucket)

    @property
    def address(self) -> str:
        return f"s3://{self.bucket}/{self.prefix}"

    def key(self, path: str) -> dict[str, str]:
        """Return the arguments that name an object."""
        return {"Bucket": self.bucket, "Key": f"{self.prefix}/{path}"}

    def files(self) -> dict[str, bytes]:
        listed = self.client.list_objects_v2(Bucket=self.bucket).get("Contents", ())
        tags = {each["Key"].removeprefix(f"{self.prefix}/"): each["ETag"] for each in listed}
        return {name: self._data(name, tag) for name, tag in tags.items() if name != PUBLISH_MANIFEST}

    def _data(self, name: str, tag: str) -> bytes:
        """Return the data of an object, which is requested once for each ETag: the digest of the data."""
        if tag not in self.downloaded:
            self.downloaded[tag] = self.client.get_object(**self.key(name))["Body"].read()
        return self.downloaded[tag]

    def write(self, path: str, data: bytes) -> None:
        self.client.put_object(**self.key(path), Body=data)

    def stamp(self, path: str) -> object:
        return self.client.head_object(**self.key(path))["LastModified"]


@contextmanager
def s3_server() -> Iterator[str]:
    """Run a local S3 server and yield its URL."""
    from moto.server import ThreadedMotoServer  # every test worker would import it otherwise

    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # it logs every request
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    try:
        yield f"http://{host}:{port}"
    finally:
        server.stop()


@cache
def s3_client(address: str) -> Any:
    """Return a client of a local S3 server, with the credentials of the environment."""
    import boto3

    return boto3.client("s3", endpoint_url=address, region_name="us-east-1")
