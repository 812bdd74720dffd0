"""`eventdocs import manifest`, `mc` and `records` report what they did, and write nothing in a dry run."""

from pathlib import Path

import pytest

from tests.conftest import Run, tree
from tests.model.test_source_mapping import MANIFEST

COMPILER = """MessageId=0x1
Severity=Error
SymbolicName=DISK_FULL
Language=English
Disk %1 is full.
.
"""


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    """Write a manifest with two events and return its path."""
    path = tmp_path / "disk.man"
    path.write_text(MANIFEST, "utf-8")
    return path


def test_an_import_reports_its_changes_and_omissions(run: Run, manifest: Path, tmp_path: Path) -> None:
    outcome = run("import", "manifest", manifest, "--output", tmp_path / "c")
    assert (outcome.code, outcome.out) == (0, "")
    assert "2 added; " in outcome.err
    assert run("check", tmp_path / "c").code == 0
    again = run("import", "manifest", manifest, "-o", tmp_path / "c")
    assert again.code == 0
    assert "2 unchanged; 0 files changed, no findings" in again.err


def test_a_dry_run_writes_nothing(run: Run, manifest: Path, tmp_path: Path) -> None:
    outcome = run("import", "manifest", manifest, "-o", tmp_path / "c", "--dry-run")
    assert outcome.code == 0
    assert "2 added; " in outcome.err
    assert "would change" in outcome.err
    assert not (tmp_path / "c").exists()


def test_a_conflict_is_reported_at_the_catalog_s_line_and_fails(
    run: Run, manifest: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "c"
    run("import", "manifest", manifest, "-o", folder)
    event = folder / "events/11-event11.yaml"
    event.write_text(event.read_text().replace("level: error", "level: critical"))
    manifest.write_text(MANIFEST.replace("win:Error", "win:Warning"), "utf-8")
    before = tree(folder)
    outcome = run("import", "manifest", manifest, "-o", folder)
    assert outcome.code == 1
    assert (
        f"{event}:3:8 ED123 warning: `level` is kept as `critical`; the source has `warning`" in outcome.out
    )
    assert "(the source: " in outcome.out
    assert tree(folder) == before
    assert run("import", "manifest", manifest, "-o", folder, "--theirs").code == 0
    assert "level: warning" in event.read_text()


def test_a_file_that_cannot_be_read_does_not_stop_the_others(
    run: Run, manifest: Path, tmp_path: Path
) -> None:
    damaged = tmp_path / "damaged.man"
    damaged.write_text('<a>\n<b c=""d"/></a>')
    outcome = run("import", "manifest", damaged, manifest, "-o", tmp_path / "c")
    assert outcome.code == 1
    assert "damaged.man:2:" in outcome.out
    assert "2 added" in outcome.err


def test_a_message_compiler_file_gets_its_provider_from_its_name_and_keeps_its_kind_of_ids(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "disk.mc"
    path.write_text(COMPILER)
    folder = tmp_path / "c"
    assert run("import", "mc", path, "-o", folder, "--ids", "value").code == 0
    assert (
        (folder / "catalog.yaml")
        .read_text()
        .endswith("providers:\n  disk:\n    name: disk\n    ids: value\n")
    )
    (event,) = (folder / "events").iterdir()
    assert "message: Disk %1 is full.\n" in event.read_text()
    outcome = run("import", "mc", path, "-o", folder, "--ids", "code")
    assert (outcome.code, "use --ids value" in outcome.err) == (2, True)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--theirs", "--ours"], "--theirs and --ours cannot be used together · use one of them"),
        (["--only", "IO"], "no event has the id, channel, keyword or task `IO` · did you mean `Io`?"),
        (["--only", "Zz"], "no event has the id, channel, keyword or task `Zz` · "),
        (["--table", "missing.rc"], "missing.rc"),
        (
            ["--provider", "a/b", "--table", "missing.rc"],
            "`a/b` of `--provider` is not a name without spaces",
        ),
        (["--provider", "CON", "--table", "missing.rc"], "`CON` of `--provider` is reserved on Windows"),
        (["--provider", "Search"], "the provider `Search` would have a folder that the site uses"),
    ],
)
def test_an_invalid_option_stops_the_import(
    run: Run, manifest: Path, tmp_path: Path, options: list[str], message: str
) -> None:
    outcome = run("import", "manifest", manifest, "-o", tmp_path / "c", *options)
    assert outcome.code not in (0, 1)
    assert message in outcome.err
    assert not (tmp_path / "c").exists()


def test_check_compares_a_catalog_with_a_manifest(run: Run, manifest: Path, tmp_path: Path) -> None:
    folder = tmp_path / "c"
    run("import", "manifest", manifest, "-o", folder)
    assert run("check", folder, "--against", manifest).code == 0
    manifest.write_text(MANIFEST.replace("win:Error", "win:Warning"), "utf-8")
    outcome = run("check", folder, "--against", manifest)
    assert outcome.code == 1
    assert "events/11-event11.yaml:3:8 ED604 `level` is `error`, and `warning` in the source" in outcome.out
    assert "the source: ../disk.man:" in outcome.out
    assert run("check", folder, "--against", tmp_path / "missing.man").code == 3
    baseline = tmp_path / "baseline"
    run("check", folder, "--against", manifest, "--baseline", baseline, "--update-baseline")
    assert run("check", folder, "--against", manifest, "--baseline", baseline).code == 0


def test_records_are_imported_and_bad_lines_are_reported_with_their_columns(run: Run, tmp_path: Path) -> None:
    path, folder = tmp_path / "a.ndjson", tmp_path / "c"
    path.write_text('{"id": 7, "name": "A"}\n{"id": 8, "nmae": "B"}\n{"id": 9\n', "utf-8")
    outcome = run("import", "records", path, "-o", folder, "--dry-run")
    assert (outcome.code, folder.exists()) == (1, False)
    outcome = run("import", "records", path, "-o", folder)
    assert outcome.code == 1
    assert f"{path}:2:11 ED010 unknown key `nmae`" in outcome.out
    assert f"{path}:3:9 ED124 the line is not JSON: expected `,` or `}}`" in outcome.out
    assert "1 added; " in outcome.err
    assert sorted(each.name for each in (folder / "events").iterdir()) == ["7-a.yaml"]
    path.write_text('{"id": 8, "name": "B"}\n', "utf-8")
    assert run("import", "records", path, "-o", folder, "--deprecate-missing", "2.0").code == 0
    assert "deprecated: '2.0'" in (folder / "events/7-a.yaml").read_text()
    assert run("import", "records", path, "-o", folder, "--only", "9").code == 2
    assert '"urn:eventdocs:schema:record:2"' in run("schema", "record").out
