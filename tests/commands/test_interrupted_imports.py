"""An import that is cut off at any step leaves each file as it was or as it should be, and the next run tidies up."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from eventdocs.commands.accept import accept_translations
from eventdocs.commands.exchange import ExportFilter, ImportOptions, export, import_files
from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.store import files
from eventdocs.translations.accept import AcceptOptions
from tests.conftest import EVENT, Write, tree

EVENTS = int(os.environ.get("EVENTDOCS_EVENTS", "6"))
STEPS = ("write", "fsync", "replace")


@pytest.fixture
def work(catalog: Write, tmp_path: Path) -> tuple[Path, Path]:
    """A catalog of some events with one text, and a file that changes it in all of them."""
    made = {f"events/{n}.yaml": EVENT.replace("id: 7", f"id: {n}") for n in range(10, 10 + EVENTS)}
    folder = catalog(made)
    accept_translations(folder, [], AcceptOptions())
    path = tmp_path / "back.po"
    data = export(folder, "pt-BR", "po", ExportFilter())
    path.write_bytes(data.replace("O disco está cheio.".encode(), b"O disco encheu."))
    return folder, path


def faulty(fault: Callable[[], Any], at: int, *, after: bool) -> None:
    """Let the at-th write, sync or rename of the store fail, before it is done or after."""
    count = 0

    def wrapped(do: Callable[..., Any]) -> Callable[..., Any]:
        def step(*values: Any, **named: Any) -> Any:
            nonlocal count
            count += 1
            if count == at and not after:
                fault()
            done = do(*values, **named)
            if count == at and after:
                fault()
            return done

        return step

    class Handle:
        """A file whose writing counts as a step."""

        def __init__(self, file: Any) -> None:
            self.file = file
            self.write = wrapped(file.write)

        def __enter__(self) -> "Handle":
            return self

        def __exit__(self, *values: object) -> None:
            self.file.close()

        def __getattr__(self, name: str) -> Any:
            return getattr(self.file, name)

    class System:
        """The operating system with a fault in it."""

        fsync = staticmethod(wrapped(os.fsync))
        fdopen = staticmethod(lambda *values: Handle(os.fdopen(*values)))

        def __getattr__(self, name: str) -> Any:
            return getattr(os, name)

    class Faulty(type(Path())):  # type: ignore[misc]
        """A path whose renaming counts as a step."""

        replace = wrapped(Path.replace)

    vars(files).update(os=System(), Path=Faulty)


def in_child(work: Callable[[], None]) -> int:
    """Run something in a child process; its exit code, 0 where nothing stopped it."""
    child = os.fork()
    if not child:
        code = 99
        try:
            work()
            code = 0
        except EventdocsError as error:
            code = error.code
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def die() -> NoReturn:
    os._exit(77)


def full() -> NoReturn:
    raise OSError(errno.ENOSPC, "no space left on device")


@pytest.mark.parametrize(
    ("fault", "code"), [(die, 77), (full, Exit.ENVIRONMENT)], ids=["killed", "disk full"]
)
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_every_step_may_be_the_last(
    fault: Callable[[], NoReturn], code: int, after: bool, work: tuple[Path, Path], tmp_path: Path
) -> None:
    folder, path = work
    before = tree(folder)
    shutil.copytree(folder, tmp_path / "done")
    import_files(tmp_path / "done", [path], ImportOptions())
    wanted = tree(tmp_path / "done")
    steps = 0
    for at in range(1, 1000):

        def interrupted(at: int = at) -> None:
            faulty(fault, at, after=after)
            import_files(folder, [path], ImportOptions())

        ended = in_child(interrupted)
        now = {name: data for name, data in tree(folder).items() if not name.endswith(files.TEMP_SUFFIX)}
        assert now.keys() <= wanted.keys()
        assert all(data in (before.get(name), wanted[name]) for name, data in now.items())
        assert all(name in now for name in before)
        if ended == 0:
            break
        assert ended == code
        steps += 1
        import_files(folder, [path], ImportOptions())
        assert tree(folder) == wanted
        shutil.rmtree(folder)
        for name, data in before.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
    assert steps >= len(STEPS) * EVENTS
