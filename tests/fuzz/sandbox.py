"""The oracle of all readers: it reads files in a folder, and detects what no file may cause."""

import random
import resource
import shutil
import signal
import traceback
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

from eventdocs.commands.check import check_catalog
from eventdocs.model.diagnostics import Diagnostic, Severity
from eventdocs.model.errors import EventdocsError
from eventdocs.rules import prevents_build
from eventdocs.store.files import TEMP_SUFFIX
from tests.conftest import ROOT, tree
from tests.fuzz.mutation import mutate
from tests.fuzz.readers import CATALOG, LEARNED, Reader, write_sound_catalog

CPU_SECONDS = 2.0
MEMORY = 300_000_000
CASES = Path(__file__).parent / "cases"


class Hang(BaseException):
    """A file took too much CPU time. Handlers in eventdocs do not catch it."""


class Sandbox:
    """A folder with a valid catalog and its site, which are restored after each file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.catalog = write_sound_catalog(folder)
        self.base = tree(folder)

    def examine(self, reader: Reader, data: bytes) -> str:
        """Read a file and return the result: `read`, `findings` or the message of an error.

        Raises any exception if the reader does something that it must not do.
        """
        path = self.folder / reader.file
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        before = self.files()
        try:
            return self._read(reader, path, before)
        finally:
            self.restore()

    def _read(self, reader: Reader, path: Path, before: Mapping[str, bytes]) -> str:
        try:
            with limits():
                findings = list(reader.read(self.catalog, path))
        except EventdocsError as error:
            assert not isinstance(error.__cause__, MemoryError | RecursionError), repr(error.__cause__)
            assert error.message, "an error has no message"
            assert "\n" not in error.message, "an error has more than one line"
            assert self.files() == before, "a refused file changed something"
            return error.message
        finally:
            left = [path.name for path in self.folder.rglob(f"*{TEMP_SUFFIX}*")]
            assert not left, f"partial files are left: {left}"
        self._require_inside(findings)
        if reader.is_import:
            self._require_sound()
        else:
            after = self.files()
            changed = {name for name, data in before.items() if after.get(name) != data}
            assert changed <= {reader.file}, "a check changed the catalog"
        return "findings" if findings else "read"

    def _require_inside(self, findings: Iterable[Diagnostic]) -> None:
        """Raise an error unless the location of each finding exists in a file; line ends count."""
        lines: dict[str, list[str]] = {}
        for location in (each for found in findings for each in (found.location, *found.related)):
            if location.file not in lines:
                data = self._found(location.file).read_bytes()
                encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
                text = data.decode(encoding, "replace")
                lines[location.file] = text.removeprefix("\ufeff").split("\n")
            start, end = (location.line, location.column), (location.end_line, location.end_column)
            last = len(lines[location.file])
            assert 1 <= location.line <= last, f"a line is not in the file: {location}"
            assert 1 <= location.end_line <= last or end == (last + 1, 1), (
                f"an end is not in the file: {location}"
            )
            for (line, column), limit in ((start, 1), (end, 2)):
                length = len(lines[location.file][line - 1]) if line <= last else 0
                assert 1 <= column <= length + limit, f"a column is not in its line: {location}"
            assert start <= end or end == (1, 1), f"a finding ends before it starts: {location}"

    def _found(self, file: str) -> Path:
        places = [folder / file for folder in (self.catalog, self.folder / LEARNED, self.folder)]
        return next((place for place in places if place.is_file()), places[0])

    def _require_sound(self) -> None:
        """Raise an error if the checker finds an error in what was imported.

        Imported pages may have errors of translators, since they come back byte for byte.
        """
        errors = [
            found for found in check_catalog(self.catalog).diagnostics if found.severity is Severity.ERROR
        ]
        if (self.folder / LEARNED).exists():
            errors += filter(prevents_build, check_catalog(self.folder / LEARNED).diagnostics)
        assert not errors, f"check reports {errors[0].rule.code} after an import: {errors[0].message}"

    def files(self) -> dict[str, bytes]:
        """Return all files but those of the site and of state folders."""
        return {
            name: data
            for name, data in tree(self.folder).items()
            if not name.startswith(("site/", ".")) and f".{CATALOG}.eventdocs" not in name
        }

    def restore(self) -> None:
        """Restore the original content of the folder."""
        shutil.rmtree(self.folder / LEARNED, ignore_errors=True)
        now = tree(self.folder)
        for name in now.keys() - self.base.keys():
            (self.folder / name).unlink()
        for name, data in self.base.items():
            if now.get(name) != data:
                (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
                (self.folder / name).write_bytes(data)


@contextmanager
def limits() -> Iterator[None]:
    """Limit the CPU time and additional memory of the code inside."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    old = signal.signal(signal.SIGPROF, _hang)
    resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, hard))
    signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, old)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _hang(number: int, frame: FrameType | None) -> NoReturn:
    raise Hang(f"more than {CPU_SECONDS:g} s of CPU time")


def fault_name(error: BaseException) -> str:
    """Return what identifies a fault: its kind, and the function of eventdocs in which it happened."""
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if f"{ROOT}/eventdocs/" in frame.filename
    ]
    place = f" in {Path(frames[-1].filename).relative_to(ROOT)}:{frames[-1].name}" if frames else ""
    text = "" if place else f": {str(error).partition(': ')[0][:80]}"
    return f"{type(error).__name__}{place}{text}"


def mutations(seeds: list[bytes], seed: int, count: int) -> Iterator[bytes]:
    """Yield damaged seeds, the same for the same random seed."""
    pick = random.Random(seed)
    for _ in range(count):
        yield mutate(pick.choice(seeds), pick.choice(seeds), pick)
