"""Run every command on hundreds of hostile catalogs of three sizes, and print how the time grows.

    python -m tests.blowup [SHAPE...]

Only shapes whose name contains one of the words run. Time is CPU time in this process, so that other
programs do not matter, and what an empty catalog takes is subtracted. It includes collecting the garbage of
the command, which Python does by itself only from a certain size on. A command fails if its time more than
doubles, with a tolerance of 20 %, when the size doubles, or if it takes more than two seconds at the largest
size. A command that rejects a catalog may take less time than with an empty one, so the time must also
more than double from each size to the next. Times that are too short to compare are ignored.
"""

import functools
import gc
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from eventdocs.__main__ import COLLECT_AFTER
from eventdocs.building.api import build
from eventdocs.building.result import BuildOptions
from eventdocs.cli import main
from eventdocs.commands.accept import accept_translations
from eventdocs.commands.exchange import ExportFilter, ImportOptions, export, import_files
from eventdocs.commands.explain import explain_event
from eventdocs.commands.fill import SuggestionSources, fill_locale
from eventdocs.commands.fix import fix_catalog
from eventdocs.commands.glossary import export_glossary
from eventdocs.commands.memory import export_memory
from eventdocs.commands.preview_build import build_site
from eventdocs.commands.prune import prune
from eventdocs.commands.publish import publish
from eventdocs.commands.serve import PreviewSession
from eventdocs.commands.status import status
from eventdocs.importers.import_pages import import_learn
from eventdocs.model.errors import EventdocsError
from eventdocs.model.ledger import State
from eventdocs.reports.changelog import CHANGELOGS
from eventdocs.schema.diff import diff_catalogs
from eventdocs.store.catalog import read_catalog
from eventdocs.store.exchange_files import EXCHANGE_FORMATS, write_exchange
from eventdocs.translations.accept import AcceptOptions
from eventdocs.translations.export import export_units
from tests.blowup_shapes import SHAPES, Files, Shape

SIZES = (25_000, 50_000, 100_000)
MEASURABLE = 0.3  # seconds
LIMIT = 2.0  # seconds at the largest size
GROWTH = 2.0 * 1.2
_TIMEOUT = 20.0
_ENDINGS = {"po": "po", "xliff": "xlf", "xliff12": "xlf", "csv": "csv", "xlsx": "xlsx"}


class Folders(NamedTuple):
    """The folders of one run: the catalog, an earlier version of it, a working copy, and the output."""

    catalog: Path
    earlier: Path
    copy: Path
    output: Path


Command = Callable[[Folders], object]


def _check(folders: Folders) -> None:
    """Check on the command line, with the report for people and one for tools."""
    sarif = f"sarif={folders.output / 'report.sarif'}"
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        main(["check", str(folders.catalog), "--report", "text", "--report", sarif])


def _build(format_: str, folders: Folders) -> None:
    build(folders.catalog, folders.output / format_, [format_], options=BuildOptions(jobs=1))


def _diff(folders: Folders) -> None:
    diff = diff_catalogs(read_catalog(folders.earlier).catalog, read_catalog(folders.catalog).catalog)
    for write in CHANGELOGS.values():
        write(diff)


def _explain(folders: Folders) -> None:
    for view in explain_event(folders.catalog, "7", "fr-FR")[1]:
        list(view.units())


def _export(format_: str, folders: Folders) -> None:
    data = export(folders.catalog, "fr-FR", format_, ExportFilter()).data
    (folders.output / f"units-{format_}.{_ENDINGS[format_]}").write_bytes(data)


def _import(format_: str, folders: Folders) -> None:
    """Import translations, which are copies of their sources, into a catalog without any."""
    exported = export_units(read_catalog(folders.copy).catalog, "fr-FR")
    units = tuple(replace(unit, target=unit.source, state=State.TRANSLATED) for unit in exported.units)
    path = folders.output / f"translated-{format_}.{_ENDINGS[format_]}"
    path.write_bytes(write_exchange(replace(exported, units=units), format_))
    import_files(folders.copy, [path], ImportOptions())


def _import_pages(folders: Folders) -> None:
    pages = folders.output / "markdown" / "fr-FR"
    if pages.exists():
        import_learn([pages], folders.output / "imported", record=True)


def _fill(folders: Folders) -> None:
    fill_locale(folders.copy, "fr-FR", SuggestionSources(min_score=0.5), write=True)


def _publish(folders: Folders) -> None:
    if (folders.output / "html").exists():
        publish(folders.output / "html", str(folders.output / "published"))


def _serve(folders: Folders) -> None:
    PreviewSession(folders.catalog, folders.output / "preview", "editor://{path}:{line}").refresh()
    build_site(folders.catalog, folders.output / "preview/site", "editor://{path}:{line}")


# In this order: imports need what was exported, publications what was built.
COMMANDS: Mapping[str, Command] = {
    "check": _check,
    "build html": functools.partial(_build, "html"),
    "build markdown": functools.partial(_build, "markdown"),
    "build gfm": functools.partial(_build, "gfm"),
    "status": lambda folders: status(folders.catalog),
    "diff": _diff,
    "explain": _explain,
    **{f"export {name}": functools.partial(_export, name) for name in EXCHANGE_FORMATS},
    **{f"import {name}": functools.partial(_import, name) for name in EXCHANGE_FORMATS},
    "memory": lambda folders: export_memory(folders.catalog, "fr-FR"),
    "glossary": lambda folders: export_glossary(folders.catalog),
    "fill": _fill,
    "accept": lambda folders: accept_translations(folders.copy, (), AcceptOptions()),
    "prune": lambda folders: prune(folders.catalog),
    "import learn": _import_pages,
    "publish": _publish,
    "serve": _serve,
    "fix": lambda folders: fix_catalog(folders.catalog),
}


class TimedOut(BaseException):
    """A command was stopped; not an `Exception`, so that nothing handles it."""


def _time_out(number: int, frame: object) -> None:
    raise TimedOut


@dataclass(frozen=True, slots=True)
class Growth:
    """The seconds that a command takes for a shape at each size, and why that is too long, if it is."""

    shape: str
    command: str
    seconds: Sequence[float]
    problem: str = ""

    @property
    def factor(self) -> float:
        """Return the factor by which the time grows when the size doubles, for the largest sizes.

        If the time for the last characters alone grows less, that factor is returned: nothing was subtracted
        from it.
        """
        *before, half, full = self.seconds
        added = half - before[-1] if before else half
        return min(full / max(half, MEASURABLE / 4), (full - half) / max(added, MEASURABLE / 8))

    def __str__(self) -> str:
        seconds = " ".join(f"{each:6.2f}" for each in self.seconds)
        return f"{seconds}  x{self.factor:4.1f}  {self.command:15} {self.shape[:60]}  {self.problem}".rstrip()


def write_files(folder: Path, files: Files) -> None:
    """Write the files of a catalog."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8", "surrogateescape"))


def _without_translations(files: Files) -> Files:
    """Return a catalog's files without the translated blocks at the ends of its events."""
    return {name: content.partition("  fr-FR:\n")[0] for name, content in files.items()}


def run_commands(files: Files, commands: Mapping[str, Command]) -> dict[str, float]:
    """Return the CPU seconds of each command on a catalog; a command that is stopped takes the timeout."""
    seconds: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="blowup") as name:
        folders = Folders(*(Path(name) / each for each in Folders._fields))
        folders.output.mkdir()
        write_files(folders.catalog, files)
        write_files(folders.earlier, {path: content.replace("a", "o") for path, content in files.items()})
        for command, run in commands.items():
            if command.startswith(("import", "fill", "accept")):
                shutil.rmtree(folders.copy, ignore_errors=True)
                lost = command.startswith("import")
                write_files(folders.copy, _without_translations(files) if lost else files)
            _forget_caches()
            seconds[command] = _seconds(functools.partial(run, folders))
    return seconds


def _seconds(run: Callable[[], object]) -> float:
    gc.collect()
    signal.setitimer(signal.ITIMER_VIRTUAL, _TIMEOUT)
    start = time.process_time()
    try:
        run()
    except EventdocsError:
        pass  # the catalog or the file is refused
    except TimedOut:
        return _TIMEOUT
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    gc.collect(0)  # the garbage of this command alone
    return time.process_time() - start


def _forget_caches() -> None:
    """Clear all caches of functions, so that no command profits from results of another."""
    for cached in _cached_functions():
        cached.cache_clear()


@functools.cache
def _cached_functions() -> list["functools._lru_cache_wrapper[object]"]:
    wrappers = (each for each in gc.get_objects() if isinstance(each, functools._lru_cache_wrapper))
    return [each for each in wrappers if each.__module__.startswith("eventdocs.")]


def measure(
    shape: Shape, commands: Mapping[str, Command] = COMMANDS, sizes: Sequence[int] = SIZES
) -> Iterator[Growth]:
    """Yield the growth of each command for a shape."""
    signal.signal(signal.SIGVTALRM, _time_out)
    empty = _empty_catalog(tuple(commands))
    measured: list[dict[str, float]] = []
    running = dict(commands)
    for size in sizes:
        times = run_commands(shape.files(size), running)
        measured.append({name: max(0.0, times.get(name, _TIMEOUT) - empty[name]) for name in commands})
        running = {name: run for name, run in running.items() if times[name] < _TIMEOUT}
    for name in commands:
        growth = Growth(shape.name, name, [times[name] for times in measured])
        yield replace(growth, problem=_problem(growth))


@functools.cache
def _empty_catalog(commands: tuple[str, ...]) -> dict[str, float]:
    files = next(iter(SHAPES)).files(100)
    chosen = {name: COMMANDS[name] for name in commands}
    run_commands(files, chosen)
    _cached_functions.cache_clear()  # now that the modules of the commands are imported
    runs = [run_commands(files, chosen) for _ in range(3)]
    return {name: min(run[name] for run in runs) for name in commands}


def _problem(growth: Growth) -> str:
    full = growth.seconds[-1]
    if full > LIMIT:
        return f"more than {LIMIT:g} s"
    return "more than linear" if full > MEASURABLE and growth.factor > GROWTH else ""


def confirmed(growth: Growth, shape: Shape) -> Growth:
    """Return a growth with a problem measured again, with the shortest times of both."""
    again = next(each for each in measure(shape) if each.command == growth.command)
    seconds = [min(pair) for pair in zip(growth.seconds, again.seconds, strict=True)]
    return replace(growth, seconds=seconds, problem=_problem(replace(growth, seconds=seconds)))


def run_all(words: Sequence[str]) -> int:
    """Run the shapes with one of these words in their names; return 1 if any has a problem."""
    gc.set_threshold(COLLECT_AFTER)
    shapes = [shape for shape in SHAPES if not words or any(word in shape.name for word in words)]
    growths: list[Growth] = []
    for shape in shapes:
        for growth in measure(shape):
            growths.append(confirmed(growth, shape) if growth.problem else growth)
            if growths[-1].problem or growths[-1].seconds[-1] > 0.5 or words:
                print(growths[-1], flush=True)
    judged = [growth for growth in growths if growth.seconds[-1] > MEASURABLE]
    problems = [growth for growth in growths if growth.problem]
    worst = max(judged, key=lambda growth: growth.factor, default=None)
    longest = max(growths, key=lambda growth: growth.seconds[-1])
    print(
        f"{len(shapes)} shapes, {len(COMMANDS)} commands, {len(growths)} growths, {len(judged)} long enough to judge"
    )
    print(f"fastest growth: {worst}\nlongest time:   {longest}\nproblems:       {len(problems)}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(run_all(sys.argv[1:]))
