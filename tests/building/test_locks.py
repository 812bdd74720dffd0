"""With many builds on one output folder at once, each succeeds, and the site is that of one of them."""

import os
import random
import signal
from pathlib import Path

from eventdocs.building.api import BuildOptions, build
from eventdocs.site.routes import Format
from tests.building.world import Text, World
from tests.conftest import tree

ROUNDS = int(os.environ.get("EVENTDOCS_ROUNDS", "3"))
BUILDERS = 8
OPTIONS = BuildOptions(jobs=2, parallel_threshold=0, single_shard_max=3, shard_size=2)


def catalogs(folder: Path, count: int) -> list[World]:
    """Return catalogs that have some events and texts in common."""
    worlds = []
    for number in range(count):
        world = World(folder / str(number), single_shard_max=3, shard_size=2)
        for at in range(5):
            world.put(f"events/{at}.yaml", Text(str(10 + at + number), name=f"Disk{number}"))
        world.build()
        worlds.append(world)
    return worlds


def started(world: World, out: Path) -> int:
    """Build in a child process; return its id."""
    pid = os.fork()
    if not pid:
        code = 99
        try:
            code = build(world.catalog, out, [Format.HTML], options=OPTIONS).changes is None
        finally:
            os._exit(code)
    return pid


def test_concurrent_builds_never_mix_their_sites(tmp_path: Path) -> None:
    worlds, out = catalogs(tmp_path, 3), tmp_path / "site"
    wanted = [tree(world.out) for world in worlds]
    pick = random.Random(0)
    for _ in range(ROUNDS):
        pids = [started(pick.choice(worlds), out) for _ in range(BUILDERS)]
        assert [os.waitpid(pid, 0)[1] for pid in pids] == [0] * BUILDERS
        assert tree(out) in wanted
        assert sorted(path.name for path in (tmp_path / ".site.eventdocs").iterdir()) == [
            "blobs", "lock", "manifest",
        ]  # fmt: skip


def test_one_of_them_may_be_killed(tmp_path: Path) -> None:
    """The others continue without waiting for the killed process, whose workers do not hold the lock."""
    worlds, out = catalogs(tmp_path, 3), tmp_path / "site"
    wanted = [tree(world.out) for world in worlds]
    for turn in range(ROUNDS):
        pids = [started(worlds[at % 3], out) for at in range(4)]
        os.kill(pids[turn % 4], signal.SIGKILL)
        codes = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids]
        assert set(codes) <= {0, -signal.SIGKILL}
        assert started_and_done(worlds[0], out) == 0
        assert tree(out) == wanted[0]


def started_and_done(world: World, out: Path) -> int:
    return os.waitpid(started(world, out), 0)[1]
