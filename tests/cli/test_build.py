"""The build command prints the right output, leaves other files alone, and handles signals."""

import json
import os
import signal
import subprocess
import sys
from contextlib import AbstractContextManager
from hashlib import sha256
from pathlib import Path

import pytest

from eventdocs.building.manifest import decode_manifest
from eventdocs.store import blob_cache
from eventdocs.store.output_dir import MANIFEST
from tests.conftest import EVENT, ROOT, Run, Write, tree
from tests.other_processes import HANGS_AFTER, all_ended, interruptible, process_handle

EVENTS = {f"events/{n}.yaml": EVENT.replace("id: 7", f"id: {n}") for n in range(10, 22)}
ENDLESS = {"templates/event.html": "{% for i in range(10**9) %}{% endfor %}"}
# Runs eventdocs with limits so low that a few pages need several shards and processes.
SMALL = """
import sys
from functools import partial
from eventdocs.building import api
api.BuildOptions = partial(api.BuildOptions, single_shard_max=4, shard_size=2, parallel_threshold=0)
from eventdocs.cli import main
sys.exit(main(sys.argv[1:]))
"""
# The same, but each process writes its id to standard output when it starts to render an event page. Processes that
# only compile templates write nothing: they end soon, so tests could not rely on finding them.
ANNOUNCING = (
    """
import json
import os
from eventdocs.site.renderer import SiteRenderer
prepare = SiteRenderer.prepare_repeated
def announce(site, route, *values, **named):
    if route.kind == "event":
        os.write(1, b"%d\\n" % os.getpid())
    return prepare(site, route, *values, **named)
SiteRenderer.prepare_repeated = announce
"""
    + SMALL
)


def everything(folder: Path) -> dict[Path, tuple[int, int, int]]:
    """Return all entries of a folder with inode and times."""
    stats = {path: path.lstat() for path in [folder, *folder.rglob("*")]}
    return {path: (stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns) for path, stat in stats.items()}


def test_check_writes_nothing_at_all(catalog: Write, tmp_path: Path, run: Run) -> None:
    folder, out = catalog(EVENTS), tmp_path / "site"
    before = everything(tmp_path)
    done = run("build", folder, "-o", out, "--check")
    assert done.code == 1
    assert "would write en-US/index.html\n" in done.out
    assert "would write 38 more\n" in done.out  # more than the output lists
    assert everything(tmp_path) == before
    assert run("build", folder, "-o", out).code == 0
    (folder / "events/12.yaml").unlink()
    before = everything(tmp_path)
    for options in ([], ["--jobs", "2"], ["--no-cache"]):
        done = run("build", folder, "-o", out, "--check", *options)
        assert done.code == 1
        assert "would remove en-US/12-diskfull.html\n" in done.out
        assert "would write en-US/index.html\n" in done.out
        assert "12-diskfull.json" in done.out
        assert "11-diskfull.json" not in done.out  # JSON pages have no neighbours
    assert everything(tmp_path) == before
    assert run("build", folder, "-o", out).code == 0
    before = everything(tmp_path)
    done = run("build", folder, "-o", out, "--check")
    assert (done.code, done.out) == (0, "")
    assert "up to date" in done.err
    assert everything(tmp_path) == before


def test_check_sees_a_page_that_somebody_changed(catalog: Write, tmp_path: Path, run: Run) -> None:
    folder, out = catalog(), tmp_path / "site"
    run("build", folder, "-o", out)
    (out / "index.html").write_bytes(b"other")
    done = run("build", folder, "-o", out, "--check")
    assert (done.code, done.out) == (1, "would write index.html\n")
    assert (out / "index.html").read_bytes() == b"other"


def test_the_reasons_for_rendering_pages_again_are_explained(
    catalog: Write, tmp_path: Path, run: Run
) -> None:
    folder, out = catalog(EVENTS), tmp_path / "site"

    def why() -> list[str]:
        lines = run("build", folder, "-o", out, "--explain-rebuild").err.splitlines()
        return [line for line in lines if "events in" not in line]

    assert why() == ["all 13 events: not in the cache"]
    assert why() == []
    catalog({**EVENTS, "events/12.yaml": EVENTS["events/12.yaml"].replace("full.", "empty.")})
    assert why() == ["events/12.yaml: its file changed"]
    (folder / "events/21.yaml").unlink()
    near = range(11, 21)  # pages list ten events on either side
    assert why() == [f"events/{number}.yaml: an event that its pages link to changed" for number in near]
    (out / "en-US/15-diskfull.html").unlink()
    assert why() == ["events/15.yaml: one of its files in the output was changed"]
    (folder / "labels").mkdir()
    (folder / "labels/pt-BR.yaml").write_text("headings: {description: Outra}\n")
    assert why() == ["all 12 events: a label that its pages show changed"]
    with (folder / "catalog.yaml").open("a") as settings:
        settings.write("title: {en-US: Other}\n")
    assert why() == ["all 12 events: the settings, labels or templates changed"]


def test_a_record_concerns_its_event_and_the_glossary_no_page(
    catalog: Write, tmp_path: Path, run: Run
) -> None:
    labels = {f"labels/{tag}.yaml": "headings: {cause: Why}\n" for tag in ("en-US", "pt-BR")}
    folder, out = catalog({**EVENTS, **labels}), tmp_path / "site"
    accept = "translations", "accept", folder

    def changed() -> list[str]:
        before = tree(out)
        lines = run("build", folder, "-o", out, "--explain-rebuild").err.splitlines()
        run("build", folder, "-o", tmp_path / "clean", "--no-cache")
        assert tree(out) == tree(tmp_path / "clean")
        names = sorted(path for path, data in tree(out).items() if before.get(path) != data)
        return [*(line for line in lines if "events in" not in line), *names]

    run(*accept)
    run("build", folder, "-o", out)
    run(*accept, "--only", "12", "--machine")
    assert changed() == [
        "events/12.yaml: its ledger records changed",
        "en-US/status.html",
        "events.ndjson",
        "index.html",
        *(f"pt-BR/{name}" for name in ("12-diskfull.html", "12-diskfull.json", "index.html", "status.html")),
    ]
    run(*accept, "--only", "label:headings.cause", "--machine")
    assert changed() == ["en-US/status.html", "index.html", "pt-BR/status.html"]
    (folder / "glossary.yaml").write_text("terms:\n  - {term: disk, locales: {pt-BR: {use: [disco]}}}\n")
    assert changed() == []


def test_a_manifest_is_the_sums_of_all_files_sorted(catalog: Write, tmp_path: Path, run: Run) -> None:
    folder, out = catalog(EVENTS), tmp_path / "site"
    for _ in range(2):
        done = run("-q", "build", folder, "-o", out, "--manifest")
        sums = {path: sha256(data).hexdigest() for path, data in tree(out).items()}
        assert done.out == "".join(f"{known}  {path}\n" for path, known in sorted(sums.items()))
    checked = subprocess.run(["sha256sum", "--quiet", "-c"], input=done.out.encode(), cwd=out, check=False)
    assert checked.returncode == 0


@pytest.mark.parametrize("manifest", [True, False])
def test_missing_parts_are_built_again(manifest: bool, catalog: Write, tmp_path: Path, run: Run) -> None:
    folder, out = catalog(EVENTS), tmp_path / "site"
    run("build", folder, "-o", out)
    wanted = tree(out)
    for path in (tmp_path / ".site.eventdocs/blobs").iterdir():
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    if not manifest:
        (out / "index.html").unlink()
    assert run("build", folder, "-o", out, *["--manifest"] * manifest).code == 0
    assert tree(out) == wanted
    for _ in range(2):
        done = run("build", folder, "-o", out, "--manifest")
        assert (done.code, done.out.count("\n")) == (0, len(wanted))


def test_lost_digests_of_records_make_all_events_again(catalog: Write, tmp_path: Path, run: Run) -> None:
    folder, out, side = catalog(EVENTS), tmp_path / "site", tmp_path / ".site.eventdocs"
    run("translations", "accept", folder)
    run("build", folder, "-o", out)
    memory = decode_manifest(blob_cache.read(side / MANIFEST))
    assert memory is not None
    (side / blob_cache.BLOBS / memory.ledgers).unlink()
    run("translations", "accept", folder, "--only", "12", "--machine")
    run("build", folder, "-o", out)
    run("build", folder, "-o", tmp_path / "clean")
    assert tree(out) == tree(tmp_path / "clean")


def test_without_the_cache_every_page_is_compared(catalog: Write, tmp_path: Path, run: Run) -> None:
    folder, out = catalog(), tmp_path / "site"
    run("build", folder, "-o", out)
    before = {path: path.stat().st_ctime_ns for path in out.rglob("*")}
    done = run("build", folder, "-o", out, "--no-cache")
    assert "0 files written" in done.err
    assert {path: path.stat().st_ctime_ns for path in out.rglob("*")} == before


def started(
    *arguments: str | Path, script: str = SMALL, **options: bool
) -> AbstractContextManager[subprocess.Popen[bytes]]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return interruptible(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, **options)


def rendering(running: "subprocess.Popen[bytes]", count: int) -> set[int]:
    """Wait until this many processes of a build that announces them are rendering; return their ids."""
    assert running.stdout
    pids: set[int] = set()
    while len(pids) < count:
        line = running.stdout.readline()
        assert line, running.communicate()  # the build has ended
        pids.add(int(line))
    return pids


@pytest.mark.parametrize(("signum", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("group", [False, True], ids=["the program", "all of its processes"])
def test_an_interruption_leaves_no_worker_and_no_site(
    signum: signal.Signals, code: int, group: bool, catalog: Write, tmp_path: Path, run: Run
) -> None:
    folder, out = catalog({**EVENTS, **ENDLESS}), tmp_path / "site"
    command = "build", folder, "-o", out, "--jobs", "2"
    with started(*command, script=ANNOUNCING, start_new_session=True) as running:
        workers = [process_handle(pid) for pid in rendering(running, 2)]
        if group:
            os.killpg(running.pid, signum)
        else:
            running.send_signal(signum)
        _, err = running.communicate(timeout=HANGS_AFTER)
    assert (running.returncode, b"Traceback" in err) == (code, False)
    assert all_ended(workers)
    assert not out.exists()
    (folder / "templates/event.html").unlink()
    assert run("build", folder, "-o", out, "--wait", "0").code == 0


def test_a_worker_ended_from_outside_ends_the_build_with_a_word(catalog: Write, tmp_path: Path) -> None:
    folder, out = catalog({**EVENTS, **ENDLESS}), tmp_path / "site"
    with started("build", folder, "-o", out, "--jobs", "2", script=ANNOUNCING) as running:
        for pid in rendering(running, 2):
            os.kill(pid, signal.SIGKILL)
        _, err = running.communicate(timeout=HANGS_AFTER)
    assert (running.returncode, err) == (3, b"eventdocs: a worker process was killed\n")
    assert not out.exists()


def test_a_killed_builder_leaves_no_lock(catalog: Write, tmp_path: Path, run: Run) -> None:
    folder, out = catalog({**EVENTS, **ENDLESS}), tmp_path / "site"
    with started("build", folder, "-o", out, "--jobs", "1", script=ANNOUNCING) as running:
        rendering(running, 1)
        holder = (tmp_path / ".site.eventdocs/lock").read_text()
        for options in (["--wait", "0"], ["--wait", "0.1"], ["--wait", "0", "--check"]):
            busy = run("build", folder, "-o", out, *options)
            assert busy.code == 4
            assert f"is being written by process {running.pid}" in busy.err
        running.kill()
    assert holder == f"process {running.pid}\n"
    (folder / "templates/event.html").unlink()
    assert run("build", folder, "-o", out, "--wait", "0").code == 0


def test_a_reader_of_the_manifest_may_go_away(catalog: Write, tmp_path: Path) -> None:
    folder, out = catalog(EVENTS), tmp_path / "site"
    with started("build", folder, "-o", out, "--manifest") as running:
        assert running.stdout
        running.stdout.close()
        assert running.stderr
        err = running.stderr.read()
    assert running.returncode == 3
    assert b"Traceback" not in err
    with started("build", folder, "-o", out, "--check") as running:
        running.communicate()
    assert running.returncode == 0


def test_a_control_character_in_a_message_is_a_warning_and_does_not_stop_a_build(
    catalog: Write, run: Run, tmp_path: Path
) -> None:
    folder = catalog({"events/7-diskfull.yaml": EVENT.replace("Disk %1 is full.", '"A\\x1b[1m %1\\r\\n\\0"')})
    for formats in (("html", "gfm"), ("markdown",)):
        options = [option for name in formats for option in ("--format", name)]
        assert run("build", folder, "-o", tmp_path / formats[0], *options).code == 0
    page = json.loads((tmp_path / "html/en-US/7-diskfull.json").read_text())
    texts = [unit["text"] for section in page["sections"] for unit in section.get("paragraph", ())]
    assert "A\x1b[1m %1\r\n\0" in texts
    findings = run("check", folder).out
    assert "ED514" in findings
    assert "ED002" not in findings
