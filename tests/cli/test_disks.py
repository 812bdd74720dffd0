"""Builds onto disks that are full, read-only, or not the disk of the folder next to the site."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import EVENT, Run, Write, tree


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Yield a file system of one megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a small disk can only be had where file systems may be mounted")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_leaves_the_old_site(catalog: Write, small_disk: Path, run: Run) -> None:
    folder, out = catalog(), small_disk / "site"
    assert run("build", folder, "-o", out).code == 0
    wanted = tree(out)
    catalog({f"events/{n}.yaml": EVENT.replace("id: 7", f"id: {n}") for n in range(100, 160)})
    full = run("build", folder, "-o", out)
    assert full.code == 3
    assert "no space left on device" in full.err
    assert tree(out) == wanted
    for path in (folder / "events").glob("1*.yaml"):
        path.unlink()
    assert run("build", folder, "-o", out).code == 0
    assert tree(out) == wanted
    assert {path.name for path in (small_disk / ".site.eventdocs").iterdir()} == {"blobs", "lock", "manifest"}


def test_a_read_only_disk_is_reported(catalog: Write, small_disk: Path, run: Run) -> None:
    folder, out = catalog(), small_disk / "site"
    assert run("build", folder, "-o", out).code == 0
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    refused = run("build", folder, "-o", out)
    assert refused.code == 3
    assert "read-only file system" in refused.err
    assert run("build", folder, "-o", out, "--check").code == 0


def test_a_mount_point_is_built_into(catalog: Write, small_disk: Path, run: Run) -> None:
    folder = catalog()
    assert run("build", folder, "-o", small_disk).code == 0
    assert (small_disk / "index.html").is_file()
    (small_disk / "en-US/.7-diskfull.html.x.eventdocs.tmp").write_bytes(b"half")
    (small_disk.parent / ".disk.eventdocs/pending").touch()
    assert run("build", folder, "-o", small_disk).code == 0
    run("build", folder, "-o", small_disk.parent / "clean")
    assert tree(small_disk) == tree(small_disk.parent / "clean")
