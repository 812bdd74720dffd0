"""The request, the options and the result of a build."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from eventdocs.store.file_changes import FileChanges

if TYPE_CHECKING:
    from eventdocs.model.diagnostics import Diagnostic
    from eventdocs.store.executors import ExecutorFactory


class BuildRequest(NamedTuple):
    """The inputs of a build. `editor` makes the site a preview: an address pattern or an empty text."""

    catalog: Path
    formats: tuple[str, ...]
    locales: tuple[str, ...]
    pseudo: bool
    editor: str | None
    single_shard_max: int
    shard_size: int


class BuildOptions(NamedTuple):
    """The options of a build.

    `lock_timeout` is in seconds. `jobs` is the number of processes, 0 for one per core. With `check`, nothing
    is written. `manifest` asks for the digests of all files. `executor` opens an executor that renders the
    pages elsewhere. Up to `parallel_threshold` pages are rendered in this process, `batch_size` events in
    one locale at a time; up to `kept_bytes` of changed files stay in memory until they are rendered. A
    catalog of more than `single_shard_max` events is split into shards of `shard_size`, each with its own
    list page and search index.
    """

    lock_timeout: float = 60.0
    jobs: int = 0
    use_cache: bool = True
    check: bool = False
    manifest: bool = False
    executor: "ExecutorFactory | None" = None
    parallel_threshold: int = 1000
    batch_size: int = 200
    kept_bytes: int = 2_000_000
    single_shard_max: int = 500
    shard_size: int = 200


@dataclass(slots=True)
class OutputChanges:
    """The files that a build changed in the output folder, or would change with `check`, and a count.

    `changes` are those that were written. `untracked` are files in the folder that no build wrote. They are
    left alone.
    """

    changes: FileChanges = field(default_factory=FileChanges)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0
    untracked: list[str] = field(default_factory=list)

    @property
    def written(self) -> list[str]:
        """The paths that were written, in the order in which they replaced those of the last build."""
        from eventdocs.store.output_dir import write_order  # a build without changes does not need it

        return [change.path for change in sorted(self.changes, key=write_order)]


@dataclass(slots=True)
class BuildResult:
    """The outcome of a build. `changes` is None if errors in the catalog prevented it.

    `reasons` says why an event was rendered, by file. `digests` are the SHA-256 digests of the site's files
    by path, if the options asked for them.
    """

    diagnostics: "list[Diagnostic]" = field(default_factory=list)
    changes: OutputChanges | None = None
    events: int = 0
    locales: tuple[str, ...] = ()
    reasons: dict[str, str] = field(default_factory=dict)
    digests: dict[str, bytes] = field(default_factory=dict)
