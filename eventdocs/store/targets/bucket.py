"""Storage behind an address as a target, S3 above all: the one door to fsspec.

An S3 store tells each object's MD5 sum as its tag, so that what is there is known from the listing alone. A
store whose tags are something else shows it by the tag of the manifest; then the manifest's word counts.
"""

import hashlib
import posixpath
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.publishing.http_headers import REVALIDATE, content_type
from eventdocs.publishing.sync_plan import MANIFEST, Put, TargetState, read_manifest
from eventdocs.store.targets import PublishTarget

_AT_ONCE = 16
_S3 = {"s3", "s3a"}
_Item = TypeVar("_Item")


@contextmanager
def bucket_target(address: str) -> Iterator[PublishTarget]:
    """Open an address that fsspec knows, such as `s3://BUCKET/PREFIX`."""
    yield _Bucket(*_system(address), address)


def _system(address: str) -> tuple[Any, str]:
    try:
        from fsspec.core import get_filesystem_class, url_to_fs

        get_filesystem_class(address.partition("://")[0])
        with _storage("open", address):
            system, root = url_to_fs(address, use_listings_cache=False)
    except ValueError as error:
        raise EventdocsError(
            f"`{address}` is no target: {error}",
            hint="name a folder, git:REMOTE#BRANCH or s3://BUCKET/PREFIX",
        ) from error
    except ImportError as error:
        raise EventdocsError(
            f"publishing to `{address}` needs a library that is not installed",
            hint="pip install 'eventdocs[publish]'",
        ) from error
    return system, root.rstrip("/")


class _Bucket:
    def __init__(self, system: Any, root: str, address: str) -> None:
        self.system = system
        self.root = root
        self.address = address
        protocol = system.protocol
        self.s3 = bool(_S3 & {protocol} if isinstance(protocol, str) else _S3 & set(protocol))

    def digest(self, data: bytes) -> str:
        return hashlib.md5(data, usedforsecurity=False).hexdigest()

    def scan(self) -> TargetState:
        with _storage("list", self.address):
            listed: dict[str, dict[str, Any]] = self.system.find(self.root, detail=True)
        tags = {
            posixpath.relpath(name, self.root): str(entry.get("ETag", "")).strip('"')
            for name, entry in listed.items()
            if entry["type"] == "file" and not name.endswith("/")
        }
        if MANIFEST not in tags:
            return TargetState(tags)
        with _storage("read", self.address):
            manifest: bytes = self.system.cat_file(self.place(MANIFEST))
        told = tags.pop(MANIFEST) == self.digest(manifest)
        return TargetState(tags if told else dict.fromkeys(tags), read_manifest(manifest))

    def place(self, path: str) -> str:
        return f"{self.root}/{path}"

    def write_manifest(self, manifest: bytes) -> None:
        self.write(MANIFEST, manifest, content_type(MANIFEST), REVALIDATE)

    def put(self, batch: Sequence[tuple[Put, bytes]]) -> None:
        self.each(lambda item: self.write(item[0].path, item[1], item[0].type, item[0].cache), batch)

    def write(self, path: str, data: bytes, kind: str, cache: str) -> None:
        headers = {"ContentType": kind, "CacheControl": cache} if self.s3 else {}
        with _storage("write", self.address):
            self.system.pipe_file(self.place(path), data, **headers)

    def delete(self, paths: Sequence[str]) -> None:
        self.each(self.remove, paths)

    def remove(self, path: str) -> None:
        with _storage("delete from", self.address), suppress(FileNotFoundError):
            self.system.rm_file(self.place(path))

    def each(self, work: Callable[[_Item], None], items: Sequence[_Item]) -> None:
        """Do the same with many files, several at once where the storage can; the first failure ends it."""
        with ThreadPoolExecutor(_AT_ONCE if self.system.async_impl else 1) as pool:
            try:
                for done in [pool.submit(work, item) for item in items]:
                    done.result()
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def close(self) -> None:
        """Nothing is left to do: each file is in place."""


@contextmanager
def _storage(doing: str, address: str) -> Iterator[None]:
    """Turn whatever a storage's library raises into an error that says what was being done."""
    try:
        yield
    except (EventdocsError, ImportError):
        raise
    except Exception as error:
        said = (str(error).strip() or type(error).__name__).split("\n")[0]
        raise EventdocsError(
            f"cannot {doing} `{address}`: {said}",
            hint="check the address, the credentials and the network",
            code=Exit.ENVIRONMENT,
        ) from error
