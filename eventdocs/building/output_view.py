"""The output folder as one part of a build sees it: digests of files, and writing what differs."""

from collections.abc import Iterator, Mapping

from eventdocs.store.dir_fingerprint import UntrustedFolders
from eventdocs.store.file_changes import ABSENT, FileChange
from eventdocs.store.files import read_range
from eventdocs.store.output_dir import OutputDir, digest, file_digest


class OutputView:
    """Compares and stages the files of some targets.

    `recorded` are the digests that the cache has of them, by path. They count unless the folder of a file is
    untrusted; then the file is read. An output that `is_empty` has no files. `scanned_ns` is when the folders
    were looked at. `changes` lists what was staged.
    """

    def __init__(
        self,
        output: OutputDir,
        recorded: Mapping[str, bytes],
        untrusted: UntrustedFolders,
        *,
        is_empty: bool,
        scanned_ns: int = 0,
    ) -> None:
        self.output, self.recorded, self.untrusted, self.is_empty = output, recorded, untrusted, is_empty
        self.scanned_ns = scanned_ns
        self.changes: list[FileChange] = []

    def digest_of(self, path: str) -> bytes:
        """Return the digest of a file in the output; `ABSENT` if there is none."""
        if self.is_empty:
            return ABSENT
        if self.has_recorded(path):
            return self.recorded[path]
        return file_digest(self.output.path / path)

    def has_recorded(self, path: str) -> bool:
        """Return whether a file of the output was as it is recorded when the output was scanned."""
        return not self.is_empty and path in self.recorded and not self.untrusted.covers(path)

    def read_recorded(self, path: str, start: int, size: int) -> Iterator[memoryview]:
        """Yield a part of a file that is as it is recorded; it ends early if that is no longer true."""
        return read_range(self.output.path / path, start, size, self.scanned_ns)

    def write_if_changed(self, path: str, data: bytes) -> bytes:
        """Stage a file unless the output has it already, and return its digest."""
        old, new = self.digest_of(path), digest(data)
        if old != new:
            self.output.staging.put(path, data)
            self.changes.append(FileChange(path, old))
        return new
