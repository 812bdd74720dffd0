"""How a build is done, and what became of it."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eventdocs.build.manifest import BuildManifest
    from eventdocs.model.diagnostics import Diagnostic
    from eventdocs.store.executors import ExecutorFactory
    from eventdocs.store.output_dir import FileChange


@dataclass(slots=True)
class OutputChanges:
    """What a run did to the output folder: files written, removed, unchanged, and left since not ours."""

    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0
    untracked: list[str] = field(default_factory=list)


class RenderedBuild(NamedTuple):
    """What a run made: what it will remember, what differs from the site, why events were made again.

    `same_order` tells that the events are those of the last run.
    """

    memory: "BuildManifest"
    changes: "Sequence[FileChange]"
    reasons: dict[str, str]
    same_order: bool


@dataclass(slots=True)
class BuildResult:
    """Outcome of a build: the findings, and what was done to the output, None where errors stopped it.

    `reasons` say why events, by file, were made again. `digests` are SHA-256 of the site's files, if asked.
    """

    diagnostics: "list[Diagnostic]" = field(default_factory=list)
    changes: OutputChanges | None = None
    events: int = 0
    locales: tuple[str, ...] = ()
    reasons: dict[str, str] = field(default_factory=dict)
    digests: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How a build is done.

    Seconds to wait for another's lock, processes (0: one for each core), whether what is remembered may be
    used, whether only to tell what would change, whether digests of all files are wanted. `executor` opens
    one that works elsewhere: pages are made there, if any are to be made.
    """

    wait: float = 60.0
    jobs: int = 0
    cache: bool = True
    check: bool = False
    manifest: bool = False
    executor: "ExecutorFactory | None" = None
