"""Commands give the same result in every environment, or exit with code 3 and a one-line reason."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent

import pytest

from eventdocs.building.api import build
from eventdocs.commands.exchange import ExportFilter, export
from tests.conftest import CATALOG, EVENT, ROOT, Write, tree

# Runs commands in one process and writes their exit codes to a file. For another user, it first runs them elsewhere
# to load all modules, because that user may not be allowed to read them. `touch SECONDS` sets the times of all files.
DRIVER = """
import json, os, sys
from pathlib import Path
from eventdocs.cli import main as run
def touch(seconds):
    for path in Path().rglob("*"):
        os.utime(path, (int(seconds), int(seconds)))
    return 0
main = lambda arguments: touch(arguments[1]) if arguments[0] == "touch" else run(arguments)
commands, codes, user, practice = json.loads(sys.argv[1]), open(sys.argv[2], "w"), int(sys.argv[3]), sys.argv[4]
if user:
    work = os.getcwd()
    os.chdir(practice)
    for arguments in commands:
        main(arguments)
    os.chdir(work)
    sys.stderr.flush()
    os.ftruncate(2, 0)
    os.setgroups([])
    os.setgid(user)
    os.setuid(user)
json.dump([int(main(arguments)) for arguments in commands], codes)
codes.close()
"""
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "HOME": "/nonexistent", "LANG": "C.UTF-8"}
COMMANDS = (
    ("check", "catalog"),
    ("build", "catalog", "-o", "site"),
    ("build", "catalog", "-o", "site"),
    ("translations", "import", "catalog", "in.po"),
    ("build", "catalog", "-o", "site"),
    ("status", "catalog"),
    ("publish", "target", "--site", "site"),
)
WRITTEN = ("catalog", "site", "target")
# Commands that read the catalog, write it, or write other files. There is nothing to prune.
READING = (
    ("diff", "HEAD", "catalog"),
    ("explain", "7", "catalog"),
    ("doctor", "catalog"),
    ("translations", "prune", "catalog"),
)
EDITING = (
    ("translations", "accept", "catalog", "--by", "ana"),
    ("translations", "add", "fr-FR", "catalog"),
    ("translations", "fill", "catalog", "--locale", "pt-BR", "--write"),
    ("rename", "8", "88", "catalog"),
)
EXPORTING = (
    ("translations", "export", "catalog", "--locale", "pt-BR", "-o", "out.po"),
    ("translations", "memory", "catalog", "--locale", "pt-BR", "-o", "out.tmx"),
    ("translations", "glossary", "catalog", "-o", "out.tbx"),
    ("new", "fresh"),
)
OTHERS = (*READING, *EDITING, *EXPORTING)


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Return a folder with a catalog whose findings have letters of other scripts, and a file to import."""
    folder = tmp_path / "work"
    return write_catalog(folder)


def write_catalog(folder: Path) -> Path:
    (folder / "catalog/events").mkdir(parents=True)
    (folder / "catalog/catalog.yaml").write_text(_dedented(CATALOG), "utf-8")
    event = _dedented(EVENT)
    (folder / "catalog/events/7-diskfull.yaml").write_text(event, "utf-8")
    text = event.replace("id: 7", "id: 8").replace("DiskFull", "Ереignis").replace("cheio.", "cheio .")
    (folder / "catalog/events/8.yaml").write_text(text, "utf-8")
    data = export(folder / "catalog", "pt-BR", "po", ExportFilter()).data
    (folder / "in.po").write_bytes(data.replace("está".encode(), b"ficou"))
    return folder


def _dedented(text: str) -> str:
    return dedent(text).lstrip("\n")


class Ended:
    """The exit codes and output of some commands."""

    def __init__(self, codes: str, out: str, err: str) -> None:
        self.codes: list[int] = json.loads(codes or "[]")
        self.out, self.err = out, err


def run(
    folder: Path,
    commands: Sequence[Sequence[str]] = COMMANDS,
    environment: Mapping[str, str | None] | None = None,
    before: Callable[[], object] | None = None,
    user: int = 0,
) -> Ended:
    """Run commands in a folder, in a child process that calls `before` first."""
    variables = {**ENVIRONMENT, **(environment or {})}
    with TemporaryDirectory() as temporary:
        names = [Path(temporary, name) for name in ("codes", "out", "err")]
        codes, out, err = names
        practice = write_catalog(Path(temporary) / "practice") if user else ""
        with out.open("w") as to_out, err.open("a") as to_err:
            subprocess.run(
                [sys.executable, "-c", DRIVER, json.dumps(commands), str(codes), str(user), str(practice)],
                cwd=folder,
                env={name: value for name, value in variables.items() if value is not None},
                preexec_fn=before,
                stdout=to_out,
                stderr=to_err,
            )
        ended = Ended(*(name.read_text("utf-8", "replace") if name.exists() else "" for name in names))
    assert "Traceback" not in ended.err, ended.err
    return ended


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the output of the commands in an ordinary environment."""
    folder = write_catalog(tmp_path_factory.mktemp("ordinary") / "work")
    ended = run(folder)
    assert ended.codes == [0] * len(COMMANDS), ended.err
    return written(folder)


def written(folder: Path) -> dict[str, bytes]:
    return {
        f"{name}/{path}": data
        for name in WRITTEN
        for path, data in tree(folder / name).items()
        if not path.endswith("lock")
    }


@pytest.mark.parametrize(
    "environment",
    [
        {"HOME": None},
        {"LANG": "C"},
        {"LC_ALL": "POSIX"},
        {"LANG": "tr_TR.ISO-8859-9", "LC_ALL": None, "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"TZ": "Pacific/Kiritimati"},
        {"TZ": ":no/such/zone"},
        {"TMPDIR": "/proc"},
        {"PATH": None},
        {"PYTHONOPTIMIZE": "1"},
        {"SOURCE_DATE_EPOCH": "-1"},
    ],
    ids=lambda environment: " ".join(f"{name}={value}" for name, value in environment.items()),
)
def test_variables_change_nothing(
    environment: dict[str, str | None], work: Path, wanted: dict[str, bytes]
) -> None:
    ended = run(work, environment=environment)
    assert ended.codes == [0] * len(COMMANDS), ended.err
    assert written(work) == wanted


def test_file_names_are_utf8_even_if_python_would_encode_them_otherwise(
    catalog: Write, tmp_path: Path
) -> None:
    folder = catalog({"events/7-diskfull.yaml": EVENT.replace("id: 7", "id: é")})
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-m", "eventdocs", "build", str(folder), "-o", str(tmp_path / "sité")]
    ended = subprocess.run(command, env=environment, capture_output=True)
    assert ended.returncode == 0, ended.stderr
    assert (tmp_path / "sité/en-US/é-diskfull.html").is_file()


@pytest.mark.parametrize("mask", [0o000, 0o077, 0o027])
def test_a_umask_decides_about_modes_only(mask: int, work: Path, wanted: dict[str, bytes]) -> None:
    assert run(work, before=lambda: os.umask(mask)).codes == [0] * len(COMMANDS)
    assert written(work) == wanted
    modes = {path.stat().st_mode & 0o777 for path in (work / "site").rglob("*.html")}
    assert modes == {0o666 & ~mask}


def test_a_closed_stdin_changes_nothing(work: Path, wanted: dict[str, bytes]) -> None:
    assert run(work, before=lambda: os.close(0)).codes == [0] * len(COMMANDS)
    assert written(work) == wanted


@pytest.mark.parametrize("seconds", [4_070_908_800, 0, -86_400 * 365], ids=["2099", "1970", "1969"])
def test_times_of_files_change_nothing(seconds: int, work: Path, wanted: dict[str, bytes]) -> None:
    """The edit keeps the size and the time of the file."""

    touch = ("touch", str(seconds))
    ended = run(work, [step for command in COMMANDS for step in (touch, command)])
    assert ended.codes == [0, 0] * len(COMMANDS), ended.err
    assert written(work) == wanted
    event = work / "catalog/events/7-diskfull.yaml"
    event.write_bytes(event.read_bytes().replace(b"The disk is full.", b"The disk was ful."))
    assert run(work, [touch, COMMANDS[1]]).codes == [0, 0]
    assert b"The disk was ful." in (work / "site/en-US/7-diskfull.html").read_bytes()


needs_root = pytest.mark.skipif(os.getuid() != 0, reason="only root can become another user")
NOBODY = 65_534


@contextmanager
def open_to_nobody(folder: Path) -> Iterator[None]:
    """Make a folder of pytest accessible to other users."""
    closed = [parent for parent in folder.parents if not parent.stat().st_mode & 0o001]
    modes = [parent.stat().st_mode & 0o7777 for parent in closed]
    for parent, mode in zip(closed, modes, strict=True):
        parent.chmod(mode | 0o011)
    try:
        yield
    finally:
        for parent, mode in zip(closed, modes, strict=True):
            parent.chmod(mode)


@needs_root
def test_an_unprivileged_user_can_do_everything(work: Path, wanted: dict[str, bytes]) -> None:
    for path in (work, *work.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    with open_to_nobody(work):
        ended = run(work, user=NOBODY)
    assert ended.codes == [0] * len(COMMANDS), ended.err
    assert written(work) == wanted


@needs_root
def test_an_unprivileged_user_without_access_gets_the_name_of_the_file(work: Path) -> None:
    before = tree(work)
    with open_to_nobody(work):
        ended = run(work, user=NOBODY)
        assert ended.codes == [0, 3, 3, 3, 3, 0, 2], ended.err
        assert all("permission denied" in line for line in ended.err.splitlines() if "cannot" in line)
        assert tree(work) == before
        (work / "catalog/events/8.yaml").chmod(0o600)
        ended = run(work, [COMMANDS[0], COMMANDS[5]], user=NOBODY)
    assert ended.codes == [3, 3]
    assert "events/8.yaml`: permission denied" in ended.err


@pytest.fixture
def read_only(work: Path) -> Iterator[Path]:
    """Yield the folder on a read-only file system."""
    for options in (["--bind", str(work), str(work)], ["-o", "remount,bind,ro", str(work)]):
        if subprocess.run(["mount", *options], capture_output=True).returncode:
            pytest.skip("file systems may not be mounted here")
    yield work
    subprocess.run(["umount", str(work)], check=True)


def test_a_read_only_file_system_is_read(read_only: Path, tmp_path: Path) -> None:
    before = tree(read_only)
    build(read_only / "catalog", tmp_path / "ordinary", ["html"])
    site, target = str(tmp_path / "site"), str(tmp_path / "target")
    ended = run(
        read_only,
        [
            ("check", "catalog"),
            ("status", "catalog"),
            ("build", "catalog", "-o", site),
            ("publish", target, "--site", site),
        ],
    )
    assert ended.codes == [0, 0, 0, 0], ended.err
    assert tree(tmp_path / "site") == tree(tmp_path / "ordinary")
    ended = run(read_only, [COMMANDS[1], COMMANDS[3], ("publish", "target", "--site", site)])
    assert ended.codes == [3, 3, 3]
    assert ended.err.count("read-only file system") == 3
    assert tree(read_only) == before


def deep(folder: Path, length: int) -> Path:
    """Make a folder whose path has about the given number of bytes, and return its path."""
    path = str(folder)
    descriptor = os.open(folder, os.O_RDONLY)
    while len(path) < length:
        name = "d" * min(200, max(1, length - len(path) - 1))
        os.mkdir(name, dir_fd=descriptor)
        inner = os.open(name, os.O_RDONLY, dir_fd=descriptor)
        os.close(descriptor)
        descriptor, path = inner, f"{path}/{name}"
    os.close(descriptor)
    return Path(path)


@pytest.mark.parametrize("length", [3_000, 3_800])
def test_a_path_of_nearly_4096_bytes_is_as_good_as_any(
    length: int, work: Path, wanted: dict[str, bytes]
) -> None:
    folder = deep(work, length)
    for name in ("catalog", "in.po"):
        shutil.move(work / name, folder / name)
    ended = run(folder)
    assert ended.codes == [0] * len(COMMANDS), ended.err
    assert written(folder) == wanted


@pytest.mark.parametrize("length", [4_070, 4_090])
def test_a_path_that_is_too_long_is_an_error(length: int, work: Path) -> None:
    folder = deep(work, length)
    assert run(work, [COMMANDS[1]]).codes == [0]
    ended = run(
        work,
        [("build", "catalog", "-o", str(folder / "s")), ("publish", str(folder / "t"), "--site", "site")],
    )
    assert ended.codes == [3, 3], ended.err
    assert ended.err.lower().count("file name too long") == 2


def test_a_name_that_leaves_no_room_for_a_state_folder_is_an_error(work: Path) -> None:
    ended = run(work, [("build", "catalog", "-o", "s" * 250)])
    assert ended.codes == [3], ended.err
    assert "file name too long" in ended.err


def test_a_working_folder_below_4096_bytes_is_an_error_or_works(work: Path) -> None:
    """The system accepts relative paths there, but not the absolute ones."""
    folder = deep(work, 3_900)
    script = f"""
import os, shutil
os.chdir({str(folder)!r})
for _ in range(3):
    os.mkdir("d" * 200)
    os.chdir("d" * 200)
shutil.copytree({str(work / "catalog")!r}, "catalog")
"""
    ended = run(
        work,
        [("check", "catalog"), ("build", "catalog", "-o", "site"), ("status", "catalog")],
        before=lambda: exec(script),
    )
    assert set(ended.codes) <= {0, 3}
    assert len(ended.codes) == 3
    assert all(line.startswith("eventdocs: ") or ": " in line for line in ended.err.splitlines())


def test_a_deleted_working_folder_matters_for_relative_paths_only(
    work: Path, tmp_path: Path, wanted: dict[str, bytes]
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()

    def leave() -> None:
        os.chdir(gone)
        gone.rmdir()

    absolute = [
        tuple(str(work / part) if part in (*WRITTEN, "in.po") else part for part in command)
        for command in COMMANDS
    ]
    ended = run(tmp_path, absolute, before=leave)
    assert ended.codes == [0] * len(COMMANDS), ended.err
    assert written(work) == wanted
    gone.mkdir()
    ended = run(tmp_path, COMMANDS, before=leave)
    assert set(ended.codes) <= {2, 3}, ended.err
    assert len(ended.codes) == len(COMMANDS)


@pytest.fixture
def repository(work: Path) -> Path:
    """Return the folder as a git repository, an event that changed since its commit, and a text to fill."""
    identity = [part for name in ("name", "email") for part in ("-c", f"user.{name}=x")]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "x"]):
        subprocess.run(["git", "-C", str(work), *identity, *command], check=True)
    event = work / "catalog/events/7-diskfull.yaml"
    text = event.read_text("utf-8").replace("Disk %1 is full.", "Disk %1 was full.")
    event.write_text(text, "utf-8")
    new = text.partition("  pt-BR:")[0].replace("id: 7", "id: 9").replace("DiskFull", "Full")
    (work / "catalog/events/9.yaml").write_text(new, "utf-8")
    return work


def contents(folder: Path) -> dict[str, bytes]:
    """Return what the other commands write."""
    names = ("catalog", "fresh", "out.po", "out.tmx", "out.tbx")
    paths = (path for name in names for path in (folder / name, *(folder / name).rglob("*")))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths if path.is_file()}


@pytest.mark.slow
@needs_root
def test_the_other_commands_do_the_same_in_unusual_environments(repository: Path, tmp_path: Path) -> None:
    """One run combines another user, no HOME, the C locale and times in 2099, another has paths of 3,800 bytes."""
    unusual = tmp_path / "unusual"
    shutil.copytree(repository, unusual)
    far = deep(tmp_path, 3_800)
    for entry in repository.iterdir():
        (shutil.copytree if entry.is_dir() else shutil.copy)(entry, far / entry.name)
    ordinary = run(repository, OTHERS)
    assert ordinary.codes == [0] * len(OTHERS), ordinary.err
    assert "88" in ordinary.err
    wanted = contents(repository)
    assert {"out.po", "out.tmx", "out.tbx", "fresh/catalog.yaml"} <= wanted.keys()
    for path in (unusual, *unusual.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
        os.utime(path, (4_070_908_800, 4_070_908_800))
    environment = {"HOME": None, "LANG": "C", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}
    with open_to_nobody(unusual):
        ended = run(unusual, OTHERS, environment=environment, user=NOBODY)
    assert (ended.codes, contents(unusual)) == (ordinary.codes, wanted), ended.err
    ended = run(far, OTHERS)
    assert (ended.codes, contents(far)) == (ordinary.codes, wanted), ended.err


@pytest.mark.slow
def test_the_other_commands_change_nothing_on_a_read_only_file_system(
    repository: Path, read_only: Path
) -> None:
    before = tree(read_only)
    ended = run(read_only, OTHERS)
    assert ended.codes == [0] * len(READING) + [3] * len((*EDITING, *EXPORTING)), ended.err
    assert ended.err.count("read-only file system") == len((*EDITING, *EXPORTING))
    assert tree(read_only) == before


@pytest.mark.slow
def test_the_other_commands_reject_paths_that_are_too_long(work: Path) -> None:
    folder = str(deep(work, 4_080) / "catalog")
    commands = [tuple(folder if part == "catalog" else part for part in command) for command in OTHERS[1:-1]]
    ended = run(work, commands)
    assert set(ended.codes) == {3}, ended.err
    assert ended.err.lower().count("file name too long") == len(commands)
