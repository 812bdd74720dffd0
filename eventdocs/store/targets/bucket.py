"""Object storage as a target, above all S3. Only this module imports fsspec.

Most S3 storage uses the MD5 digest of an object as its tag, so that a listing shows which files differ. If
the tag of the manifest is not its MD5 digest, tags are ignored and the manifest decides.
"""

import hashlib
import posixpath
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.publishing.http_headers import REVALIDATE, content_type
from eventdocs.publishing.sync_plan import PUBLISH_MANIFEST, Put, TargetState, read_manifest
from eventdocs.store.targets import PublishTarget

_CONCURRENCY = 16
_S3 = {"s3", "s3a"}
_Item = TypeVar("_Item")


@contextmanager
def bucket_target(address: str) -> Iterator[PublishTarget]:
    """Yield the target of an fsspec address, such as `s3://BUCKET/PREFIX`."""
    yield _Bucket(*_open_file_system(address), address)


def _open_file_system(address: str) -> tuple[Any, str]:
    try:
        from fsspec.core import get_filesystem_class, url_to_fs

        get_filesystem_class(address.partition("://")[0])
        with _storage_errors("open", address):
            system, root = url_to_fs(address, use_listings_cache=False)
    except ValueError as error:
        raise EventdocsError(
            f"`{address}` is not a target: {error}",
            hint="use a folder, git:REMOTE#BRANCH or s3://BUCKET/PREFIX",
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
        with _storage_errors("list", self.address):
            listing: dict[str, dict[str, Any]] = self.system.find(self.root, detail=True)
        tags = {
            posixpath.relpath(name, self.root): str(entry.get("ETag", "")).strip('"')
            for name, entry in listing.items()
            if entry["type"] == "file" and not name.endswith("/")
        }
        if PUBLISH_MANIFEST not in tags:
            return TargetState(tags)
        with _storage_errors("read", self.address):
            manifest: bytes = self.system.cat_file(self.object_path(PUBLISH_MANIFEST))
        tags_are_digests = tags.pop(PUBLISH_MANIFEST) == self.digest(manifest)
        return TargetState(tags if tags_are_digests else dict.fromkeys(tags), read_manifest(manifest))

    def object_path(self, path: str) -> str:
        return f"{self.root}/{path}"

    def write_manifest(self, manifest: bytes) -> None:
        self.write(PUBLISH_MANIFEST, manifest, content_type(PUBLISH_MANIFEST), REVALIDATE)

    def put(self, batch: Sequence[tuple[Put, bytes]]) -> None:
        def put_one(item: tuple[Put, bytes]) -> None:
            put, data = item
            self.write(put.path, data, put.type, put.cache)

        self.for_each(put_one, batch)

    def write(self, path: str, data: bytes, media_type: str, cache_control: str) -> None:
        headers = {"ContentType": media_type, "CacheControl": cache_control} if self.s3 else {}
        with _storage_errors("write", self.address):
            self.system.pipe_file(self.object_path(path), data, **headers)

    def delete(self, paths: Sequence[str]) -> None:
        self.for_each(self.remove, paths)

    def remove(self, path: str) -> None:
        with _storage_errors("delete from", self.address), suppress(FileNotFoundError):
            self.system.rm_file(self.object_path(path))

    def for_each(self, work: Callable[[_Item], None], items: Sequence[_Item]) -> None:
        """Call a function with many items, several at once if the storage can; the first error ends it."""
        with ThreadPoolExecutor(_CONCURRENCY if self.system.async_impl else 1) as pool:
            try:
                for future in [pool.submit(work, item) for item in items]:
                    future.result()
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def close(self) -> None:
        """Do nothing: all files are already in place."""


@contextmanager
def _storage_errors(action: str, address: str) -> Iterator[None]:
    """Turn any exception of a storage library into an error that says which action failed."""
    try:
        yield
    except (EventdocsError, ImportError):
        raise
    except Exception as error:
        text = (isinstance(error, OSError) and error.strerror) or str(error)
        reason, *_ = (text.strip() or type(error).__name__).split("\n")
        raise EventdocsError(
            f"cannot {action} `{address}`: {reason}",
            hint="check the address, the credentials and the network",
            code=Exit.ENVIRONMENT,
        ) from error
