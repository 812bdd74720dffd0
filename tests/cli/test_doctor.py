"""`eventdocs doctor` prints what a bug report needs."""

import fcntl
import json
import os
import sys
from pathlib import Path

import pytest

from eventdocs.store.lock import locked
from eventdocs.version import __version__
from tests.conftest import Run, Write


def test_versions_settings_locks_and_caches_are_printed(
    catalog: Write, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVENTDOCS_MAX_ROWS", "9")
    folder, site = catalog(), tmp_path / "site"
    run("build", folder, "-o", site)
    report = json.loads(run("doctor", folder, "-o", site, "--format", "json").out)
    assert report["program"]["eventdocs"] == __version__
    assert report["program"]["Python"].startswith(".".join(map(str, sys.version_info[:3])))
    assert {"babel", "click", "jinja2", "fsspec"} <= report["libraries"].keys()
    assert report["libraries"]["fsspec"].endswith("(extra `publish`)")
    assert report["environment"]["EVENTDOCS_MAX_ROWS"] == "9"
    assert report[f"catalog {folder}"]["found"] == "yes"
    output = report[f"output {site}"]
    assert (output["found"], output["lock"], output["interrupted build"]) == ("yes", "free", "no")
    assert int(output["cache"].removesuffix(" bytes")) > 1_000


def test_the_holder_of_a_lock_is_named(run: Run, tmp_path: Path) -> None:
    with locked(tmp_path / "site", 0):
        shown = run("doctor", tmp_path / "catalog", "-o", tmp_path / "site").out
        assert f"held by process {os.getpid()}" in shown
    assert "held by" not in run("doctor", tmp_path / "catalog", "-o", tmp_path / "site").out


def test_looking_at_a_lock_does_not_keep_it(run: Run, tmp_path: Path) -> None:
    with locked(tmp_path / "site", 0):
        pass
    run("doctor", tmp_path / "catalog", "-o", tmp_path / "site")
    with (tmp_path / ".site.eventdocs/lock").open("r+b") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_doctor_creates_no_files(run: Run, tmp_path: Path) -> None:
    outcome = run("doctor", tmp_path / "catalog", "-o", tmp_path / "site", "--format", "json")
    assert outcome.code == 0
    *_, given, output = json.loads(outcome.out).values()
    assert (given["found"], output["found"], output["cache"]) == ("no", "no", "0 bytes")
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_build_is_reported(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".site.eventdocs/staging").mkdir(parents=True)
    report = json.loads(run("doctor", "-o", tmp_path / "site", "--format", "json").out)
    assert report[f"output {tmp_path / 'site'}"]["interrupted build"] == "yes"
