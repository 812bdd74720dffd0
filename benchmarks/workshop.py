"""Where measurements are made: a folder of catalogs and sites, and the commands of all programs."""

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
    """A folder to work in, and where the programs are; everything below the folder is ours to delete."""

    folder: Path
    tools: Path
    others: Path
    numbers: Iterator[int] = field(default_factory=itertools.count)

    @property
    def eventdocs(self) -> Path:
        """The program as its users start it."""
        return self.tools / "eventdocs"

    @property
    def interpreter(self) -> list[str]:
        """The interpreter and flags that the program's own first line names."""
        with self.eventdocs.open("rb") as file:
            return file.readline().decode().removeprefix("#!").split()

    @property
    def hugo(self) -> Path:
        """Hugo itself, without the Python script that starts it."""
        return next(self.others.glob("lib/python*/site-packages/hugo/binaries/hugo*"))

    def catalog(self, events: int, locales: int) -> Path:
        """Give a generated catalog, written if it is not there."""
        path = self.folder / f"catalog-{events}-{locales}"
        if not path.exists():
            self._generate("benchmarks.catalogs", path, events, locales)
        return path

    def content(self, events: int, locales: int, kind: str) -> Path:
        """Give the same content for another generator."""
        parent = self.folder / f"content-{events}-{locales}"
        if not (parent / kind).exists():
            self._generate("benchmarks.generators", parent, events, locales, "--only", kind)
        return parent / kind

    def _generate(self, module: str, path: Path, events: int, locales: int, *more: str) -> None:
        sizes = ("--events", str(events), "--locales", str(locales))
        run([*self.interpreter, "-m", module, path, *sizes, *more], Path(__file__).parents[1])

    def stamps(self, site: Path, name: str) -> Path:
        """List inode, time, size and path of a site's files, sorted, in a file: this process stays small."""
        path = self.folder / name
        find = 'find "$0" -type f -printf "%i %T@ %s %P\n" | LC_ALL=C sort > "$1"'
        run(["sh", "-c", find, site, path])
        return path

    def fresh(self) -> Path:
        """Name an output folder that no run has written: deleting between runs would slow the next ones."""
        return self.folder / f"out-{next(self.numbers)}"

    @contextmanager
    def cleared(self) -> Iterator[None]:
        """Delete all outputs at the end of a measurement."""
        yield
        for path in (*self.folder.glob("out-*"), *self.folder.glob(".out-*")):
            shutil.rmtree(path)

    def build(self, catalog: Path, out: Path | None = None) -> Cost:
        """Build a catalog's site with all outputs, into a fresh folder if none is given."""
        return run(self.command(catalog, out or self.fresh()))

    def command(self, catalog: Path, out: Path) -> list[str | Path]:
        """Name the command that makes HTML, twins, search index and Markdown."""
        return [self.eventdocs, "-q", "build", catalog, "-o", out, *FORMATS]

    def build_hugo(self, content: Path) -> Cost:
        """Build with Hugo into a fresh folder."""
        return run(self.hugo_command(content))

    def hugo_command(self, content: Path) -> list[str | Path]:
        """Name the command that builds with Hugo into a fresh folder."""
        return [self.hugo, "build", "--source", content, "--destination", self.fresh()]

    def last_output(self, content: Path) -> Path:
        """Build a Hugo site once more into a folder of its own and return it."""
        command = self.hugo_command(content)
        run(command)
        return Path(command[-1])

    def count_files(self, folder: Path) -> int:
        """Return the number of files in a folder; another process counts, since this one stays small."""
        return int(run(["sh", "-c", 'find "$0" -type f | wc -l', folder]).output)

    def build_eleventy(self, content: Path) -> Cost:
        """Build with Eleventy into a fresh folder."""
        return run(
            [self.others / "node_modules/.bin/eleventy", "--quiet", f"--output={self.fresh()}"], content
        )

    def build_mkdocs(self, content: Path) -> Cost:
        """Build with MkDocs into a fresh folder."""
        return run([self.others / "bin/mkdocs", "build", "-q", "-d", self.fresh()], content)

    def write(self, site: Path) -> Cost:
        """Write a site's files again with the C program; the cost is that of writing alone."""
        program = self.folder / "writer"
        if not program.exists():
            run(["cc", "-O2", "-o", program, Path(__file__).with_name("writer.c")])
        cost = run([program, site, self.fresh()])
        wall, cpu = map(float, cost.output.split())
        return Cost(wall, cpu, cost.peak)

    def stat(self, *folders: Path) -> Cost:
        """Stat all files of the folders in the program's interpreter."""
        return run([*self.interpreter, Path(__file__).with_name("floor.py"), *folders])
