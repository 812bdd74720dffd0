"""The scenarios of the benchmark. Each runs its sides in turn and returns rows for the table."""

import math
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.runs import Cost, Part, forget, median, paired, ratio, run, tree_peak
from benchmarks.workshop import Workshop

FIGURES = {"wall": "wall", "cpu": "CPU", "peak": "memory"}
SAME = "Hugo, same outputs"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: what was measured, its value, and its upper bound (None if there is none)."""

    what: str
    value: float
    bound: float | None
    unit: str = ""

    @property
    def held(self) -> bool:
        """Return whether the value is within the bound."""
        return self.bound is None or self.value <= self.bound

    @property
    def shown(self) -> str:
        """Return the value with three digits and its unit."""
        return f"{self.value:,.0f}{self.unit}" if self.value >= 100 else f"{self.value:.3g}{self.unit}"


@dataclass(frozen=True, slots=True)
class Result:
    """The result of a scenario: rows, the medians of each side, and further lines."""

    rows: tuple[Row, ...]
    sides: Mapping[str, Mapping[str, list[Cost]]]
    notes: tuple[str, ...] = ()


def full(
    shop: Workshop, events: int, rounds: int, bounds: Mapping[Part, float], unit: float | None
) -> Result:
    """Compare a clean build with Hugo with the same outputs, Hugo with two files for each event, and others.

    `bounds` are upper bounds of the ratio to Hugo with the same outputs, `unit` of the microseconds per page.
    """
    catalog = shop.catalog(events, 2)
    content = {mode: shop.content(events, 2, mode) for mode in ("same", "adapter", "markdown")}
    with shop.cleared():
        site = shop.fresh()
        shop.build(catalog, site)
        sides = {
            "eventdocs": lambda: shop.build(catalog),
            SAME: lambda: shop.build_hugo(content["same"]),
            "Hugo, two files, content adapter": lambda: shop.build_hugo(content["adapter"]),
            "Hugo, two files, Markdown": lambda: shop.build_hugo(content["markdown"]),
            "writer in C": lambda: shop.write(site),
        }
        costs = paired(rounds, sides)
        trees = [
            tree_peak(shop.command(catalog, shop.fresh())),
            tree_peak(shop.hugo_command(content["same"])),
        ]
        files = [shop.count_files(folder) for folder in (site, shop.last_output(content["same"]))]
    size, ours = f"{events:,} x 2", costs["eventdocs"]
    rows = [
        Row(
            f"full build, {size}: {FIGURES[part]} to Hugo's, same outputs",
            ratio(ours, costs[SAME], part),
            bound,
        )
        for part, bound in bounds.items()
    ]
    rows += [
        Row(f"full build, {size}: {FIGURES[part]} to Hugo's, two files", _to_faster(costs, part), None)
        for part in bounds
    ]
    rows += [
        Row(f"full build, {size}: wall to the C writer's", ratio(ours, costs["writer in C"], "wall"), None),
        Row(
            f"full build, {size}: CPU for a page and locale",
            median(ours, "cpu") / events / 2 * 1e6,
            unit,
            " µs",
        ),
    ]
    notes = (
        f"{size}: all processes of eventdocs used {trees[0]:.0f} MB, those of {SAME} {trees[1]:.0f} MB",
        f"{size}: eventdocs wrote {files[0]:,} files, {SAME} {files[1]:,}",
    )
    return Result(tuple(rows), {f"full build, {size}": costs}, notes)


def _to_faster(costs: Mapping[str, list[Cost]], part: Part) -> float:
    modes = (costs["Hugo, two files, content adapter"], costs["Hugo, two files, Markdown"])
    return ratio(costs["eventdocs"], min(modes, key=lambda mode: median(mode, part)), part)


def relabeled(shop: Workshop, events: int, rounds: int) -> Result:
    """Compare a build after a change of one label with full builds."""
    with shop.cleared():
        catalog, site = _copied(shop, shop.catalog(events, 2)), shop.fresh()
        shop.build(catalog, site)
        path = next(catalog.glob("labels/*.yaml"))
        texts = [text := path.read_text("utf-8"), f"{text}headings: {{see_also: Related}}\n"]

        def edited() -> Cost:
            texts.reverse()
            path.write_text(texts[0], "utf-8")
            return shop.build(catalog, site)

        costs = paired(rounds, {"eventdocs": lambda: shop.build(catalog), "one label changed": edited})
    full_builds, edits = costs.values()
    what = f"one label changed, {events:,} x 2"
    rows = (
        Row(f"{what}: wall to a full build's", ratio(edits, full_builds, "wall"), None),
        Row(f"{what}: CPU to a full build's", ratio(edits, full_builds, "cpu"), 1 / 3),
    )
    return Result(rows, {f"one label changed, {events:,} x 2": costs})


def renewed(shop: Workshop, events: int, rounds: int) -> Result:
    """Build again with no change and with one changed string, and compare with a walk over the same files."""
    with shop.cleared():
        catalog, site = _copied(shop, shop.catalog(events, 2)), shop.fresh()
        shop.build(catalog, site)
        edits = _Edits(catalog)
        changed: list[set[str]] = []

        def edited() -> Cost:
            before = shop.stamps(site, "before")
            edits.make()
            cost = shop.build(catalog, site)
            after = shop.stamps(site, "after")
            lines = run(["env", "LC_ALL=C", "comm", "-3", before, after]).output.splitlines()
            changed.append({line.rpartition(" ")[2] for line in lines})
            return cost

        shop.build(catalog, site)
        sides = {
            "walk and stat": lambda: shop.stat(catalog, site),
            "nothing changed": lambda: shop.build(catalog, site),
            "one string changed": edited,
        }
        costs = paired(rounds, sides)
    size = f"{events:,} x 2"
    floor, nothing, one = costs.values()
    rows = (
        Row(f"nothing changed, {size}: wall to the walk's", ratio(nothing, floor, "wall"), 1.4),
        Row(f"nothing changed, {size}: CPU to the walk's", ratio(nothing, floor, "cpu"), None),
        Row(f"one string changed, {size}: wall to no change", ratio(one, nothing, "wall"), 2.0),
        Row(f"one string changed, {size}: CPU to no change", ratio(one, nothing, "cpu"), None),
    )
    files = sorted(set().union(*changed))
    notes = (
        f"{size}: the files that one changed string rewrote: {', '.join(f'`{each}`' for each in files)}",
    )
    return Result(rows, {f"renewed, {size}": costs}, notes)


def small(shop: Workshop, rounds: int, bounds: Mapping[Part, float]) -> Result:
    """Build 350 events again with no change, and compare a clean build with other generators.

    `bounds` are upper bounds of the ratio to Hugo with the same outputs.
    """
    catalog = shop.catalog(350, 2)
    content = {kind: shop.content(350, 2, kind) for kind in ("same", "mkdocs", "eleventy")}
    with shop.cleared():
        site = shop.fresh()
        shop.build(catalog, site)
        shop.build(catalog, site)
        sides = {
            "nothing changed": lambda: shop.build(catalog, site),
            "eventdocs": lambda: shop.build(catalog),
            SAME: lambda: shop.build_hugo(content["same"]),
            "MkDocs": lambda: shop.build_mkdocs(content["mkdocs"]),
            "Eleventy": lambda: shop.build_eleventy(content["eleventy"]),
        }
        costs = paired(rounds, sides)
    ours = costs["eventdocs"]
    rows = (
        Row("nothing changed, 350 x 2: CPU", median(costs["nothing changed"], "cpu") * 1000, 120, " ms"),
        *(
            Row(
                f"full build, 350 x 2: {FIGURES[part]} to Hugo's, same outputs",
                ratio(ours, costs[SAME], part),
                bound,
            )
            for part, bound in bounds.items()
        ),
        *(
            Row(f"full build, 350 x 2: CPU to {name}'s", ratio(ours, costs[name], "cpu"), None)
            for name in ("MkDocs", "Eleventy")
        ),
    )
    return Result(rows, {"350 x 2": costs})


def large(shop: Workshop, events: int, locales: int, rounds: int) -> Result:
    """Build a large and a small catalog in many locales; measure the memory and how the time grows."""
    few = 350 if events > 350 else 35
    with shop.cleared():
        sides = {
            f"{count:,} events": partial(shop.build, shop.catalog(count, locales)) for count in (few, events)
        }
        costs = paired(rounds, sides)
    less, more = costs.values()
    growth = math.log(ratio(more, less, "cpu")) / math.log(events / few)
    size = f"{events:,} x {locales}"
    rows = (
        Row(f"full build, {size}: peak memory of any process", max(cost.peak for cost in more), 200, " MB"),
        Row(f"full build, {few:,} to {events:,} events in {locales} locales: exponent of CPU", growth, 1.0),
    )
    return Result(rows, {f"full build in {locales} locales": costs})


def cold(shop: Workshop, events: int, rounds: int) -> Result:
    """Build with the inputs out of the page cache. There is no bound."""
    catalog, content = shop.catalog(events, 2), shop.content(events, 2, "adapter")

    def without(folders: tuple[Path, ...], build: Callable[[], Cost]) -> Cost:
        forget(folders)
        return build()

    with shop.cleared():
        site = shop.fresh()
        shop.build(catalog, site)
        sides = {
            "eventdocs": lambda: without((catalog,), partial(shop.build, catalog)),
            "Hugo, content adapter": lambda: without((content,), partial(shop.build_hugo, content)),
            "nothing changed": lambda: without((catalog, site), partial(shop.build, catalog, site)),
        }
        costs = paired(rounds, sides)
    return Result((), {f"inputs not in memory, {events:,} x 2": costs})


def _copied(shop: Workshop, catalog: Path) -> Path:
    copy = shop.folder / f"out-edited-{catalog.name}"
    shutil.copytree(catalog, copy)
    return copy


class _Edits:
    """Switches one description in one event file between two texts."""

    def __init__(self, catalog: Path) -> None:
        paths = sorted(catalog.glob("events/**/*.yaml"))
        self.path = paths[len(paths) // 2]
        self.texts = [
            text := self.path.read_text("utf-8"),
            text.replace(" is emitted when ", " is raised when ", 1),
        ]

    def make(self) -> None:
        """Write the other text."""
        self.texts.reverse()
        self.path.write_text(self.texts[0], "utf-8")
