"""Anything but regular files in an output folder or a folder of pages stays unchanged, and nothing hangs."""

import os
from pathlib import Path

import pytest

from eventdocs.model.errors import Exit
from tests.conftest import Run, Write


def test_foreign_pipes_and_links_in_a_site_stay(catalog: Write, tmp_path: Path, run: Run) -> None:
    folder, site = catalog(), tmp_path / "site"
    assert run("build", folder, "-o", site).code == Exit.CLEAN
    os.mkfifo(site / "pipe")
    (site / "zero").symlink_to("/dev/zero")
    (site / "loop").symlink_to("loop")
    for _ in range(2):
        (folder / "events/7-diskfull.yaml").write_bytes(
            (folder / "events/7-diskfull.yaml").read_bytes() + b"#\n"
        )
        outcome = run("build", folder, "-o", site)
        assert outcome.code == Exit.CLEAN
        assert all(
            f"{site / name}: not written by eventdocs" in outcome.err for name in ("pipe", "zero", "loop")
        )
    assert ((site / "pipe").is_fifo(), (site / "zero").is_symlink(), (site / "loop").is_symlink()) == (
        True,
    ) * 3


@pytest.mark.parametrize("kind", ["pipe", "zero", "folder"])
def test_anything_else_in_the_place_of_a_page_is_not_read(
    kind: str, catalog: Write, tmp_path: Path, run: Run
) -> None:
    folder, site = catalog(), tmp_path / "site"
    assert run("build", folder, "-o", site).code == Exit.CLEAN
    page = site / "pt-BR/7-diskfull.html"
    page.unlink()
    if kind == "pipe":
        os.mkfifo(page)
    elif kind == "zero":
        page.symlink_to("/dev/zero")
    else:
        page.mkdir()
    assert run("build", folder, "-o", site, "--check").code == Exit.FINDINGS
    assert run("build", folder, "-o", site).code == (Exit.ENVIRONMENT if kind == "folder" else Exit.CLEAN)
    assert page.is_dir() if kind == "folder" else page.is_file() and not page.is_symlink()


def test_a_site_that_is_a_loop_of_links_is_refused(catalog: Write, tmp_path: Path, run: Run) -> None:
    (tmp_path / "loop").symlink_to("loop")
    outcome = run("build", catalog(), "-o", tmp_path / "loop")
    assert outcome.code == Exit.ENVIRONMENT
    assert f"cannot write `{tmp_path / 'loop'}" in outcome.err
    assert run("build", tmp_path / "catalog", "-o", tmp_path / "loop", "--check").code == Exit.FINDINGS
    assert (tmp_path / "loop").is_symlink()


def test_a_site_with_a_pipe_is_not_published(catalog: Write, tmp_path: Path, run: Run) -> None:
    site, target = tmp_path / "site", tmp_path / "target"
    run("build", catalog(), "-o", site)
    assert run("publish", target, "--site", site).code == Exit.CLEAN
    os.mkfifo(site / "pipe")
    outcome = run("publish", target, "--site", site)
    assert outcome.code == Exit.ENVIRONMENT
    assert "pipe` is a FIFO, not a regular file" in outcome.err


def test_pipes_in_a_target_stay_and_a_planted_manifest_is_refused(
    catalog: Write, tmp_path: Path, run: Run
) -> None:
    site, target = tmp_path / "site", tmp_path / "target"
    run("build", catalog(), "-o", site)
    target.mkdir()
    os.mkfifo(target / "pipe")
    assert run("publish", target, "--site", site).code == Exit.CLEAN
    assert (target / "pipe").is_fifo()
    manifest = next(path for path in target.iterdir() if "publish" in path.name or path.suffix == ".json")
    manifest.unlink()
    os.mkfifo(manifest)
    outcome = run("publish", target, "--site", site)
    assert (outcome.code, "is a FIFO, not a regular file" in outcome.err) == (Exit.ENVIRONMENT, True)


def test_pages_that_are_no_files_are_reported(tmp_path: Path, run: Run) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    os.mkfifo(pages / "pipe.md")
    (tmp_path / "shadow").write_text("root:secret")
    (pages / "link.md").symlink_to(tmp_path / "shadow")
    (pages / "loop.md").symlink_to("loop.md")
    Path(os.fsdecode(os.fsencode(pages) + b"/\xff.md")).write_text("no page")
    outcome = run("import", "learn", pages, "-o", tmp_path / "catalog")
    assert outcome.code == Exit.FINDINGS
    assert "pipe.md:1:1 ED133 the file is a FIFO, not a regular file" in outcome.out
    assert outcome.out.count("the file is a symbolic link, not a regular file") == 2
    assert "secret" not in outcome.out


@pytest.mark.parametrize("kind", ["pipe", "huge", "folder", "device"])
@pytest.mark.parametrize("command", ["import", "baseline", "fill"])
def test_files_that_users_name_are_regular_files(
    command: str, kind: str, catalog: Write, tmp_path: Path, run: Run
) -> None:
    folder = catalog()
    path = tmp_path / {"import": "a.po", "baseline": "a.txt", "fill": "a.tmx"}[command]
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "huge":
        path.touch()
        os.truncate(path, 10_000_000_000)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to("/dev/zero")
    arguments = {
        "import": ("translations", "import", folder, path),
        "baseline": ("check", folder, "--baseline", path),
        "fill": ("translations", "fill", folder, "--locale", "pt-BR", "--memory", path),
    }[command]
    outcome = run(*arguments)
    assert outcome.code == Exit.ENVIRONMENT
    assert ("has 10,000,000,000 bytes" if kind == "huge" else "not a regular file") in outcome.err


def test_a_report_can_be_written_to_a_device(catalog: Write, run: Run) -> None:
    folder = catalog({"events/8.yaml": "id: 8\n"})
    assert run("check", folder, "--report", "json=/dev/null").code == Exit.FINDINGS
    assert Path("/dev/null").is_char_device()
    outcome = run("check", folder, "--report", "json=/dev/full")
    assert (outcome.code, "no space left on device" in outcome.err) == (Exit.ENVIRONMENT, True)
    assert Path("/dev/full").is_char_device()
