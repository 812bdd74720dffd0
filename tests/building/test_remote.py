"""Pages have the same bytes wherever they are rendered, and a worker that differs reports an error."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from benchmarks import catalogs
from benchmarks.events import locales
from eventdocs.building import remote
from eventdocs.building.api import BuildOptions, build
from eventdocs.building.inputs import BuildInputs
from eventdocs.building.remote import WorkerSpec
from eventdocs.building.render import RenderContext
from eventdocs.building.result import BuildRequest
from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.store.executors import ExecutorFactory
from tests.conftest import ROOT, Outcome, tree

CLUSTER = """
from distributed import LocalCluster
if __name__ == "__main__":
    given = {"processes": True, "threads_per_worker": 1, "dashboard_address": None}
    with LocalCluster(n_workers=2, **given) as cluster:
        print(cluster.scheduler_address, flush=True)
        input()
"""
FAULT = '{% extends "default/event.html" %}{% block main %}\n{{ 1 / 0 }}{% endblock %}'
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a catalog of several groups; tests that change it take a copy."""
    folder = tmp_path_factory.mktemp("orders") / "catalog"
    catalogs.write(folder, 501, locales(2))
    return folder


@pytest.fixture(scope="module")
def expected(catalog: Path) -> dict[str, bytes]:
    """Return the site as built by this process alone."""
    build(catalog, catalog.parent / "expected", ["html"], options=BuildOptions(jobs=1))
    return tree(catalog.parent / "expected")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[str]:
    """Yield the address of a scheduler with two worker processes."""
    pytest.importorskip("distributed", reason="the extra eventdocs[dask] is not installed")
    script = tmp_path / "cluster.py"
    script.write_text(CLUSTER)
    command = [sys.executable, "-B", str(script)]
    with subprocess.Popen(
        command, env=ENVIRONMENT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout and process.stdin
        yield process.stdout.readline().strip()
        process.stdin.close()


# Builds with the arguments of each line of stdin; prints the exit code, and what was written to stderr as JSON.
DRIVER = """
import contextlib, io, json, sys
from eventdocs.cli import main
for line in sys.stdin:
    with contextlib.redirect_stderr(io.StringIO()) as errors:
        code = main(["build", *json.loads(line)])
    print(json.dumps([int(code), errors.getvalue()]), flush=True)
"""


@contextmanager
def builder(folder: Path) -> Iterator[Callable[..., Outcome]]:
    """Yield a function that builds in a child process in another folder, with relative paths."""
    with subprocess.Popen(
        [sys.executable, "-B", "-c", DRIVER],
        cwd=folder,
        env=ENVIRONMENT,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        stdin, stdout = process.stdin, process.stdout
        assert stdin and stdout

        def build(catalog: Path, out: Path, *options: str) -> Outcome:
            arguments = [os.path.relpath(catalog, folder), "-o", os.path.relpath(out, folder), *options]
            stdin.write(f"{json.dumps(arguments)}\n")
            stdin.flush()
            code, errors = json.loads(stdout.readline())
            return Outcome(code, "", errors)

        yield build


def test_a_cluster_of_processes_makes_the_same_bytes(
    cluster: str, catalog: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    """Build everything, then repair a page that was changed by hand, then build nothing without a scheduler.

    An error in a worker is reported like one in this process.
    """
    out = tmp_path / "site"
    with builder(tmp_path) as built:
        assert built(catalog, out, "--executor", cluster).code == 0
        assert tree(out) == expected
        changed = next(path for path in sorted(out.rglob("*.html")) if path.name[0].isdigit())
        changed.write_text("by hand")
        assert "1 file written" in built(catalog, out, "--executor", cluster).err
        assert tree(out) == expected
        assert "0 files written" in built(catalog, out, "--executor", "tcp://127.0.0.1:1").err
        left = {path.name for path in (tmp_path / ".site.eventdocs").iterdir()}
        assert left == {"blobs", "lock", "manifest"}
        shutil.copytree(catalog, tmp_path / "faulty")
        (tmp_path / "faulty/templates").mkdir()
        (tmp_path / "faulty/templates/event.html").write_text(FAULT)
        stopped = built(tmp_path / "faulty", out, "--executor", cluster)
        assert (stopped.code, stopped.err) == (
            Exit.USAGE,
            "eventdocs: templates/event.html:2: division by zero · fix the template\n"
            "    2 | {{ 1 / 0 }}{% endblock %}\n"
            "      | ^^^^^^^^^^^^^^^^^^^^^^^^^\n",
        )


@pytest.mark.parametrize("kind", ["processes", "threads"])
def test_any_executor_makes_the_same_bytes(
    kind: str, catalog: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    """Files that a worker of an interrupted build left next to the site do not get into it."""
    left = tmp_path / ".site.eventdocs/staging-1/de-DE"
    left.mkdir(parents=True)
    (left / "foreign.html").write_text("late")
    pool: Executor = ThreadPoolExecutor(3)
    if kind == "processes":
        pool = ProcessPoolExecutor(2, get_context("spawn"))
    with pool:
        build(catalog, tmp_path / "site", ["html"], options=BuildOptions(executor=opener(pool)))
    assert tree(tmp_path / "site") == expected
    assert not left.exists()


def opener(pool: Executor) -> ExecutorFactory:
    """Yield an executor and leave it open."""
    return lambda: nullcontext(pool)


@pytest.mark.parametrize(
    ("differing", "message"),
    [
        ({"program": "eventdocs 9"}, "another program"),
        ({"shared": (("catalog.yaml", b""),)}, "another file: `catalog.yaml`"),
    ],
    ids=["program", "file"],
)
def test_a_worker_that_differs_refuses(
    differing: dict[str, Any], message: str, catalog: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = remote.worker_spec

    def other(context: RenderContext, request: BuildRequest, inputs: BuildInputs) -> WorkerSpec:
        return original(context, request, inputs)._replace(**differing)

    monkeypatch.setattr(remote, "worker_spec", other)
    with ThreadPoolExecutor(1) as pool, pytest.raises(EventdocsError, match=message) as caught:
        build(catalog, tmp_path / "site", ["html"], options=BuildOptions(executor=opener(pool)))
    assert caught.value.code == Exit.ENVIRONMENT
    assert not (tmp_path / "site").exists()


def test_dask_is_loaded_only_if_requested(catalog: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from eventdocs.cli import main\n"
        f"assert main(['-q', 'build', {str(ROOT / 'catalog')!r}, '-o', {str(tmp_path / 'site')!r}]) == 0\n"
        "print({'concurrent.futures', 'distributed', 'eventdocs.building.remote'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
