"""The working folder of a benchmark, with catalogs and sites, and the commands of all programs."""

import itertools
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.runs import Cost, run

FORMATS = ("--format", "html", "--format", "markdown")


@dataclass(frozen=True, slots=True)
class Workshop:
    """A working folder, and the paths of the programs. Everything in the folder may be deleted."""

    folder: Path
    tools: Path
    others: Path
    numbers: Iterator[int] = field(default_factory=itertools.count)

    @property
    def eventdocs(self) -> Path:
        """eventdocs, as users start it."""
        return self.tools / "eventdocs"

    @property
    def interpreter(self) -> list[str]:
        """The interpreter and flags from the first line of the eventdocs script."""
        with self.eventdocs.open("rb") as file:
            return file.readline().decode().removeprefix("#!").split()

    @property
    def hugo(self) -> Path:
        """Hugo itself, without the Python script that starts it."""
        return next(self.others.glob("lib/python*/site-packages/hugo/binaries/hugo*"))

    def catalog(self, events: int, locales: int) -> Path:
        """Return the path of a generated catalog, and write it if it does not exist."""
        path = self.folder / f"catalog-{events}-{locales}"
        if not path.exists():
            self._generate("benchmarks.catalogs", path, events, locales)
        return path

    def content(self, events: int, locales: int, kind: str) -> Path:
        """Return the path of the same content for another generator, and write it if it does not exist."""
        parent = self.folder / f"content-{events}-{locales}"
        if not (parent / kind).exists():
            self._generate("benchmarks.generators", parent, events, locales, "--only", kind)
        return parent / kind

    def _generate(self, module: str, path: Path, events: int, locales: int, *more: str) -> None:
        sizes = ("--events", str(events), "--locales", str(locales))
        run([*self.interpreter, "-m", module, path, *sizes, *more], Path(__file__).parents[1])

    def stamps(self, site: Path, name: str) -> Path:
        """Write a sorted list of a site's files to a file, because this process must stay small."""
        path = self.folder / name
        find = 'find "$0" -type f -printf "%i %T@ %s %P\n" | LC_ALL=C sort > "$1"'
        run(["sh", "-c", find, site, path])
        return path

    def fresh(self) -> Path:
        """Return the path of a new output folder; deleting one between runs would slow down the next run."""
        return self.folder / f"out-{next(self.numbers)}"

    @contextmanager
    def cleared(self) -> Iterator[None]:
        """Delete all outputs at the end of a measurement."""
        yield
        for path in (*self.folder.glob("out-*"), *self.folder.glob(".out-*")):
            shutil.rmtree(path)

    def build(self, catalog: Path, out: Path | None = None) -> Cost:
        """Build a catalog's site with all outputs, into a new folder if none is given."""
        return run(self.command(catalog, out or self.fresh()))

    def command(self, catalog: Path, out: Path) -> list[str | Path]:
        """Return the command that builds HTML, JSON pages, the search index and Markdown."""
        return [self.eventdocs, "-q", "build", catalog, "-o", out, *FORMATS]

    def build_hugo(self, content: Path) -> Cost:
        """Build with Hugo into a new folder."""
        return run(self.hugo_command(content))

    def hugo_command(self, content: Path) -> list[str | Path]:
        """Return the command that builds with Hugo into a new folder."""
        return [self.hugo, "build", "--source", content, "--destination", self.fresh()]

    def last_output(self, content: Path) -> Path:
        """Build a Hugo site again into its own folder and return the folder."""
        command = self.hugo_command(content)
        run(command)
        return Path(command[-1])

    def count_files(self, folder: Path) -> int:
        """Return the number of files in a folder, counted by another process so that this one stays small."""
        return int(run(["sh", "-c", 'find "$0" -type f | wc -l', folder]).output)

    def build_eleventy(self, content: Path) -> Cost:
        """Build with Eleventy into a new folder."""
        return run(
            [self.others / "node_modules/.bin/eleventy", "--quiet", f"--output={self.fresh()}"], content
        )

    def build_mkdocs(self, content: Path) -> Cost:
        """Build with MkDocs into a new folder."""
        return run([self.others / "bin/mkdocs", "build", "-q", "-d", self.fresh()], content)

    def write(self, site: Path) -> Cost:
        """Write a site's files again with the C program, which measures the cost of writing alone."""
        program = self.folder / "writer"
        if not program.exists():
            run(["cc", "-O2", "-o", program, Path(__file__).with_name("writer.c")])
        cost = run([program, site, self.fresh()])
        wall, cpu = map(float, cost.output.split())
        return Cost(wall, cpu, cost.peak)

    def stat(self, *folders: Path) -> Cost:
        """Call stat on all files of the folders, in the interpreter of eventdocs."""
        return run([*self.interpreter, Path(__file__).with_name("floor.py"), *folders])
