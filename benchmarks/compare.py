"""Measure everything that has a bound: `python -m benchmarks.compare OTHERS [--quick] [--write]`.

OTHERS is a virtual environment with Hugo and MkDocs (`make bench` makes it). A table goes to standard output;
`--write` also updates docs/explanation/benchmarks.md. The exit code is 1 if a bound was exceeded, except with
`--quick`.
"""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from benchmarks import scenarios
from benchmarks.runs import PARTS, Part, median, run
from benchmarks.scenarios import Result
from benchmarks.workshop import Workshop

DOCUMENT = Path(__file__).parents[1] / "docs/explanation/benchmarks.md"
# Debian optimizes its interpreter, but sysconfig has the options of another build.
PYTHON = """
import platform, sys, sysconfig
options = sysconfig.get_config_var("CONFIG_ARGS") or ""
optimized = "with" if "--enable-optimizations" in options else "without"
built = "Debian's package" if sys.base_prefix == "/usr" else f"built {optimized} --enable-optimizations"
print(f"Python {platform.python_version()} ({built})")
"""
BEGIN, END = "<!-- what `make bench` wrote: begin -->", "<!-- what `make bench` wrote: end -->"


def main() -> int:
    """Run the benchmarks, print the table, and return the exit code."""
    parser = argparse.ArgumentParser(description="Measure what has a bound.")
    parser.add_argument("others", type=Path)
    parser.add_argument(
        "--quick", action="store_true", help="small sizes: a trial of the harness, not a measurement"
    )
    parser.add_argument("--rounds", type=int)
    parser.add_argument(
        "--in", dest="parent", type=Path, help="where to work (default: the folder of temporary files)"
    )
    parser.add_argument("--write", action="store_true", help="renew docs/explanation/benchmarks.md")
    parser.add_argument("--only", action="append", metavar="NAME", help="one scenario; may be repeated")
    given = parser.parse_args()
    rounds = given.rounds or (1 if given.quick else 5)
    with tempfile.TemporaryDirectory(prefix="eventdocs-bench-", dir=given.parent) as folder:
        shop = Workshop(Path(folder), Path(sys.executable).parent, given.others.absolute())
        results = []
        for name, scenario in measured(shop, rounds, quick=given.quick).items():
            if given.only and name not in given.only:
                continue
            results.append(result := scenario())
            print(*table(result.rows), *result.notes, sep="\n", file=sys.stderr, flush=True)
        text = "\n".join(report(shop, rounds, results))
    print(text)
    if given.write:
        write(text)
    return 0 if given.quick or all(row.held for result in results for row in result.rows) else 1


def measured(shop: Workshop, rounds: int, *, quick: bool) -> dict[str, Callable[[], Result]]:
    """Return the scenarios, the short ones first."""
    middle, many, locales = (100, 350, 3) if quick else (3_500, 10_000, 13)
    ratios: dict[str, dict[Part, float]] = {
        "small": {"wall": 0.9, "cpu": 0.9, "peak": 0.08},
        "middle": {"wall": 0.45, "cpu": 0.45, "peak": 0.08},
        "many": {"wall": 0.42, "cpu": 0.42, "peak": 0.08},
    }
    return {
        "small": partial(scenarios.small, shop, rounds, ratios["small"]),
        "renewed": partial(scenarios.renewed, shop, many, rounds),
        "relabeled": partial(scenarios.relabeled, shop, middle, rounds),
        "cold": partial(scenarios.cold, shop, middle, rounds),
        "middle": partial(scenarios.full, shop, middle, rounds, ratios["middle"], None),
        "many": partial(scenarios.full, shop, many, rounds, ratios["many"], 520),
        "locales": partial(scenarios.large, shop, many, locales, max(1, rounds // 2)),
    }


def report(shop: Workshop, rounds: int, results: Sequence[Result]) -> Iterator[str]:
    """Return the tables and a description of the machine as Markdown."""
    yield f"Measured on {machine(shop)}; medians over rounds: {rounds}.\n"
    yield from table([row for result in results for row in result.rows])
    yield "\n| What | Program | Wall, s | CPU, s | Largest process, MB |\n|-|-|-:|-:|-:|"
    for result in results:
        for what, sides in result.sides.items():
            for name, costs in sides.items():
                wall, cpu, peak = (median(costs, part) for part in PARTS)
                yield f"| {what} | {name} | {wall:.2f} | {cpu:.2f} | {peak:.0f} |"
    yield ""
    yield from (f"- {note}" for result in results for note in result.notes)


def table(rows: Sequence[scenarios.Row]) -> Iterator[str]:
    """Return a table of rows with their bounds."""
    yield "| Measured | Value | At most | Met |\n|-|-:|-:|-|"
    for row in rows:
        bound = "" if row.bound is None else f"{row.bound:g}{row.unit}"
        held = "" if row.bound is None else "yes" if row.held else "**no**"
        yield f"| {row.what} | {row.shown} | {bound} | {held} |"


def machine(shop: Workshop) -> str:
    """Return a description of the machine, without its name."""
    info = Path("/proc/cpuinfo").read_text()
    model = next(
        (line.split(":", 1)[1].strip() for line in info.splitlines() if line.startswith("model name")), "?"
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    version = run([*shop.interpreter, "-c", PYTHON]).output.strip()
    hugo = run([shop.hugo, "version"]).output.split()[1].split("-")[0]
    return (
        f"{os.cpu_count()} cores ({model}), {memory:.0f} GB of memory, {platform.system()} "
        f"{platform.release().split('-')[0]}, {file_system(shop.folder)}; {version}, Hugo {hugo}"
    )


def file_system(folder: Path) -> str:
    """Return the type of the file system that a folder is on."""
    mounts = [line.split() for line in Path("/proc/mounts").read_text().splitlines()]
    kinds = {Path(each[1]): each[2] for each in mounts}
    return next(kinds[parent] for parent in folder.resolve().parents if parent in kinds)


def write(text: str) -> None:
    """Replace the text between the markers in the document."""
    old = DOCUMENT.read_text("utf-8")
    head, tail = old.split(BEGIN)[0], old.split(END)[1]
    DOCUMENT.write_text(f"{head}{BEGIN}\n{text}\n{END}{tail}", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
