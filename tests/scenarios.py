"""Scenarios of a build: what stood there before, and what changed, each in a folder of its own."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.build.world import Text, World
from tests.conftest import ROOT, tree

ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONPATH": str(ROOT),
    "PATH": "/usr/bin:/bin",
}
_TEXTS = {"en-US": "The disk is full.", "pt-BR": "O disco."}


def old(world: World) -> None:
    """Write the catalog from which the old site is."""
    world.locales = 1
    for number in range(6):
        world.put(f"events/{number}.yaml", Text(str(10 + number), strings=dict(_TEXTS)))


def changed(world: World) -> None:
    """Change an event, add one and delete one."""
    world.put("events/1.yaml", Text("11", strings={**_TEXTS, "en-US": "It is full."}))
    world.put("events/9.yaml", Text("8", see_also=("11",), strings=dict(_TEXTS)))
    (world.catalog / "events/4.yaml").unlink(missing_ok=True)


def retitled(world: World) -> None:
    """Change what is on every page, and give the site one more locale."""
    world.locales, world.settings = 2, 3
    world.set_up()


SCENARIOS: dict[str, tuple[bool, Callable[[World], None]]] = {
    "a site into nothing": (False, changed),
    "all pages anew": (True, retitled),
    "an edit, a new and a deleted event": (True, changed),
}


@dataclass
class Case:
    """A folder in which one scenario is set up."""

    world: World
    before: dict[str, bytes]

    @property
    def command(self) -> list[str]:
        """The build in question."""
        return [
            sys.executable,
            "-m",
            "eventdocs",
            "build",
            str(self.world.catalog),
            "-o",
            str(self.world.out),
        ]

    def run(self, *options: str) -> "subprocess.CompletedProcess[bytes]":
        """Build under strace."""
        return subprocess.run(
            ["strace", "-f", "-qq", "-y", *options, *self.command],
            capture_output=True,
            cwd="/",
            env=ENVIRONMENT,
        )


def case(scenario: str, folder: Path) -> Case:
    """Set a scenario up."""
    has_site, change = SCENARIOS[scenario]
    world = World(folder)
    old(world)
    if has_site:
        world.build()
    before = tree(world.out) if has_site else {}
    change(world)
    return Case(world, before)


@cache
def wanted(scenario: str) -> dict[str, bytes]:
    """What a clean build gives in a scenario."""
    with TemporaryDirectory() as folder:
        world = case(scenario, Path(folder)).world
        world.build(world.folder / "clean")
        return tree(world.folder / "clean")
