"""Anything but regular files in an untrusted catalog is reported and never opened, and nothing hangs."""

import json
import os
import socket
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from eventdocs.cli.check import REPORTS
from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.store.catalog_files import excerpt_page, excerpt_source, has_safe_name, read_catalog_files
from eventdocs.store.files import UnsuitableFile
from tests.conftest import EVENT, Run, Write, tree
from tests.store.deep_folders import nested_folders

SECRET = "root:$6$secret"


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    with closing(socket.socket(socket.AF_UNIX)) as server:
        here = Path.cwd()
        os.chdir(path.parent)  # the path of a socket must be short
        server.bind(path.name)
        os.chdir(here)


def _link(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def _huge(path: Path) -> None:
    path.touch()
    os.truncate(path, 10_000_000_000)


def _secret(path: Path) -> None:
    secret = path.parents[2] / "shadow"
    secret.write_text(SECRET)
    path.symlink_to("../../shadow")


def _chain(path: Path) -> None:
    path.with_name("other").symlink_to(_outside(path))
    path.symlink_to("other")


def _outside(path: Path) -> Path:
    secret = path.parents[2] / "shadow"
    secret.write_text(SECRET)
    return secret


def _folder_link(path: Path) -> None:
    path.with_name("inside").mkdir()
    path.symlink_to("inside")


def _git(path: Path) -> None:
    config = path.parents[1] / ".git/config"
    config.parent.mkdir()
    config.write_text(SECRET)
    path.symlink_to("../.git/config")


UNSUITABLE: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "fifo": (_fifo, "ED017", "the file is a FIFO, not a regular file"),
    "socket": (_socket, "ED017", "the file is a socket, not a regular file"),
    "folder": (Path.mkdir, "ED017", "the file is a folder, not a regular file"),
    "huge": (_huge, "ED017", "the file has 10,000,000,000 bytes"),
    "folder_link": (_folder_link, "ED017", "the file is a folder, not a regular file"),
    "device_link": (_link("/dev/zero"), "ED015", "the file is a symbolic link that leaves the catalog"),
    "secret": (_secret, "ED015", "the file is a symbolic link that leaves the catalog"),
    "chain": (_chain, "ED015", "the file is a symbolic link that leaves the catalog"),
    "git": (_git, "ED015", "the file is a symbolic link that leaves the catalog"),
    "root": (_link("../../../../../../../../../.."), "ED015", "the file is a symbolic link that leaves the catalog"),
    "loop": (_link("8.yaml"), "ED015", "the file is a symbolic link that leads nowhere"),
    "dangling": (_link("none.yaml"), "ED015", "the file is a symbolic link that leads nowhere"),
}  # fmt: skip


@pytest.fixture(params=UNSUITABLE)
def unsuitable(request: pytest.FixtureRequest, catalog: Write) -> tuple[Path, str, str]:
    """Return a catalog whose event 8 is not a regular file, with the code and message of the finding."""
    folder = catalog()
    make, code, message = UNSUITABLE[request.param]
    make(folder / "events/8.yaml")
    return folder, code, message


def test_a_check_reports_files_that_are_not_regular(unsuitable: tuple[Path, str, str], run: Run) -> None:
    folder, code, message = unsuitable
    outcome = run("check", folder)
    assert outcome.code == Exit.FINDINGS
    assert f"events/8.yaml:1:1 {code} {message}" in outcome.out
    assert outcome.out.count(code) == outcome.out.count("ED0")
    assert SECRET not in outcome.out


@pytest.mark.parametrize("report", REPORTS)
def test_no_report_shows_where_a_link_leads_to(report: str, catalog: Write, run: Run) -> None:
    folder = catalog()
    _secret(folder / "events/8.yaml")
    outcome = run("check", folder, "--report", report)
    assert outcome.code == Exit.FINDINGS
    assert "ED015" in outcome.out
    assert SECRET not in outcome.out + outcome.err


def test_a_build_reports_it_and_writes_nothing(
    unsuitable: tuple[Path, str, str], tmp_path: Path, run: Run
) -> None:
    folder, code, message = unsuitable
    outcome = run("build", folder, "-o", tmp_path / "site")
    assert outcome.code == Exit.FINDINGS
    assert f"events/8.yaml:1:1 {code} {message}" in outcome.out
    assert outcome.out.count("events/8.yaml:1:1") == 1
    assert not (tmp_path / "site").exists()


def _state(folder: Path) -> dict[Path, tuple[int, bytes]]:
    """Return the mode and content of everything in a folder, without following links."""
    state = {}
    for path in folder.rglob("*"):
        status = path.lstat()
        content = b""
        if stat.S_ISLNK(status.st_mode):
            content = os.fsencode(path.readlink())
        elif stat.S_ISREG(status.st_mode) and status.st_size < 1_000_000:
            content = path.read_bytes()
        state[path] = (status.st_mode, content)
    return state


def test_other_commands_name_it_and_go_on_with_the_other_files(
    unsuitable: tuple[Path, str, str], tmp_path: Path, run: Run
) -> None:
    folder, code, message = unsuitable
    exported = tmp_path / "a.po"
    before = _state(tmp_path)
    for command in (
        ("status", folder),
        ("translations", "accept", folder),
        ("translations", "export", folder, "--locale", "pt-BR", "-o", exported),
    ):
        outcome = run(*command)
        assert outcome.code == Exit.FINDINGS
        assert f"events/8.yaml:1:1 {code} {message}" in outcome.err
        assert SECRET not in outcome.out + outcome.err
    assert run("explain", "7", folder).code == Exit.CLEAN
    assert run("import", "learn", tmp_path / "none.md", "-o", folder).code == Exit.USAGE
    after = _state(tmp_path)
    written = {path: after.pop(path) for path in after.keys() - before.keys()}
    assert after == before
    ours = (exported, folder / "ledgers", tmp_path / ".catalog.eventdocs")
    assert all(any(map(path.is_relative_to, ours)) for path in written)
    assert b"O disco" in written[exported][1]
    assert b"7:description" in written[folder / "ledgers/pt-BR.ledger"][1]
    assert not any(SECRET.encode() in content for _, content in written.values())


@pytest.mark.parametrize(
    "name", ["catalog.yaml", "glossary.yaml", "labels/pt-BR.yaml", "ledgers/pt-BR.ledger"]
)
@pytest.mark.parametrize("kind", UNSUITABLE)
def test_each_kind_of_file_is_checked(name: str, kind: str, catalog: Write, tmp_path: Path, run: Run) -> None:
    folder = catalog()
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).unlink(missing_ok=True)
    UNSUITABLE[kind][0](folder / name)
    outcomes = [run("check", folder), run("build", folder, "-o", tmp_path / "site"), run("status", folder)]
    assert [outcome.code for outcome in outcomes] == [Exit.FINDINGS] * 3
    assert all(f"{name}:1:1 ED01" in outcome.out + outcome.err for outcome in outcomes)
    assert all(SECRET not in outcome.out + outcome.err for outcome in outcomes)


@pytest.mark.parametrize("kind", UNSUITABLE)
def test_templates_are_checked_too(kind: str, catalog: Write, tmp_path: Path, run: Run) -> None:
    folder = catalog({"templates/robots.txt": "x"})
    name = "templates/llms.txt"
    UNSUITABLE[kind][0](folder / name)
    assert (kind != "folder") == (f"{name}:1:1 ED01" in run("check", folder).out)
    outcome = run("build", folder, "-o", tmp_path / "site")
    assert outcome.code == (Exit.FINDINGS if kind != "folder" else Exit.CLEAN)
    assert SECRET not in outcome.out + outcome.err


def test_templates_in_a_linked_folder_are_regular_files(catalog: Write, tmp_path: Path, run: Run) -> None:
    folder = catalog({"shared/robots.txt": "x"})
    (folder / "templates").symlink_to("shared")
    assert run("build", folder, "-o", tmp_path / "site").code == Exit.CLEAN
    os.mkfifo(folder / "shared/llms.txt")
    outcome = run("build", folder, "-o", tmp_path / "site")
    assert outcome.code == Exit.ENVIRONMENT
    assert "templates/llms.txt` is a FIFO, not a regular file" in outcome.err


def test_a_templates_folder_outside_of_the_catalog_is_not_read(
    catalog: Write, tmp_path: Path, run: Run
) -> None:
    folder = catalog()
    (tmp_path / "other").mkdir()
    (tmp_path / "other/robots.txt").write_text(SECRET)
    (folder / "templates").symlink_to(tmp_path / "other")
    for outcome in (run("check", folder), run("build", folder, "-o", tmp_path / "site")):
        assert outcome.code == Exit.FINDINGS
        assert "templates:1:1 ED015" in outcome.out
    assert run("explain", "7", folder).code == Exit.ENVIRONMENT


def test_a_link_to_a_file_of_the_catalog_is_followed(catalog: Write, tmp_path: Path, run: Run) -> None:
    folder = catalog({"kept/8.txt": EVENT.replace("id: 7", "id: 8")})
    (folder / "events/8.yaml").symlink_to("../kept/8.txt")
    outcome = run("check", folder)
    assert (outcome.code, "2 events" in outcome.err) == (Exit.CLEAN, True)
    assert run("build", folder, "-o", tmp_path / "site").code == Exit.CLEAN
    assert "en-US/8-diskfull.html" in tree(tmp_path / "site")


def test_a_file_is_as_large_as_the_limit_allows(
    catalog: Write, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = catalog()
    size = (folder / "events/7-diskfull.yaml").stat().st_size
    monkeypatch.setenv("EVENTDOCS_MAX_FILE_SIZE", str(size))
    assert run("check", folder).code == Exit.CLEAN
    monkeypatch.setenv("EVENTDOCS_MAX_FILE_SIZE", str(size - 1))
    outcome = run("check", folder)
    assert outcome.code == Exit.FINDINGS
    assert f"ED017 the file has {size:,} bytes" in outcome.out
    assert f"at most {size - 1:,} bytes are allowed; set EVENTDOCS_MAX_FILE_SIZE to allow more" in outcome.out


def test_a_ledger_has_a_larger_limit(catalog: Write, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = catalog({"ledgers/pt-BR.ledger": "#" * 2000})
    monkeypatch.setenv("EVENTDOCS_MAX_FILE_SIZE", "1000")
    assert run("check", folder).code == Exit.CLEAN
    monkeypatch.setenv("EVENTDOCS_MAX_DATA_SIZE", "1000")
    assert "set EVENTDOCS_MAX_DATA_SIZE" in run("check", folder).out


NAMES = {b"\xff": "byte 0xFF", b"a\nb": "000A", b"\x1b[1m": "001B"}


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("name", NAMES, ids=repr)
def test_a_name_that_cannot_be_shown_is_reported(name: bytes, report: str, catalog: Write, run: Run) -> None:
    folder = catalog()
    path = os.fsencode(folder) + b"/events/" + name + b".yaml"
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY))
    outcome = run("check", folder, "--report", report)
    assert outcome.code == Exit.FINDINGS
    assert "ED018" in outcome.out
    assert NAMES[name] in outcome.out
    assert "\x1b" not in outcome.out
    if report in ("json", "sarif", "gitlab"):
        json.loads(outcome.out)
    elif report == "junit":
        ET.fromstring(outcome.out)
    elif report == "github":
        assert len(outcome.out.splitlines()) == 1


@pytest.mark.parametrize("name", NAMES, ids=repr)
@pytest.mark.parametrize("place", ["events/x.yaml", "templates/assets/x.css", "events/x/7.yaml"])
def test_a_catalog_with_such_a_name_is_not_built(
    name: bytes, place: str, catalog: Write, tmp_path: Path, run: Run
) -> None:
    folder = catalog()
    path = Path(os.fsdecode(os.fsencode(folder) + b"/" + place.encode().replace(b"x", name, 1)))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(EVENT.encode())
    outcome = run("build", folder, "-o", tmp_path / "site")
    assert outcome.code == Exit.FINDINGS
    assert "ED018" in outcome.out
    assert run("status", folder).code == Exit.FINDINGS


def test_a_folder_nested_too_deep_for_functions_is_read(catalog: Write, tmp_path: Path, run: Run) -> None:
    folder = catalog()
    with nested_folders(folder / "events", 1_500):
        for outcome in (run("check", folder), run("build", folder, "-o", tmp_path / "site")):
            assert outcome.code in (Exit.CLEAN, Exit.ENVIRONMENT)
            assert outcome.code == Exit.CLEAN or "too " in outcome.err


def test_a_file_that_cannot_be_read_ends_the_run(catalog: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = catalog()

    def refuse(path: object, *rest: object) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("eventdocs.store.files.os.open", refuse)
    with pytest.raises(EventdocsError, match=r"cannot read `.*\.yaml`: permission denied") as caught:
        read_catalog_files(folder)
    assert caught.value.code == Exit.ENVIRONMENT


def test_a_file_that_becomes_a_pipe_while_it_is_read_ends_the_run(catalog: Write) -> None:
    folder = catalog()

    def replace(name: str) -> bool:
        if name == "events/7-diskfull.yaml":
            (folder / name).unlink()
            os.mkfifo(folder / name)
        return True

    with pytest.raises(UnsuitableFile, match="is a FIFO") as caught:
        read_catalog_files(folder, replace)
    assert caught.value.code == Exit.ENVIRONMENT


def test_an_excerpt_is_empty_if_the_file_cannot_be_read(catalog: Write) -> None:
    folder = catalog()
    _secret(folder / "events/8.yaml")
    _fifo(folder / "events/9.yaml")
    assert excerpt_source(folder, "catalog.yaml").startswith("source_locale")
    assert [excerpt_source(folder, f"events/{name}.yaml") for name in (8, 9, 10)] == ["", "", ""]
    assert excerpt_page(str(folder / "catalog.yaml")).startswith("source_locale")
    assert excerpt_page(str(folder / "events/8.yaml")) == ""


def test_names_in_all_languages_are_safe() -> None:
    names = ["events/7.yaml", "events/São.yaml", "events/日本.yaml", "a b\u3000c.yaml"]
    assert list(map(has_safe_name, names)) == [True] * 4
    assert list(map(has_safe_name, ["a\tb", "\udcff", "a\u2028b", "\x7f"])) == [False] * 4
