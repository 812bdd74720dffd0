"""The view of the output that a part of a build has: which digests it trusts, and what it stages."""

from pathlib import Path

import pytest

from eventdocs.building.output_view import OutputView
from eventdocs.store.dir_fingerprint import UntrustedFolders
from eventdocs.store.file_changes import ABSENT, FileChange
from eventdocs.store.output_dir import OutputDir, digest
from tests.conftest import tree

PATH = "en-US/1.html"
ON_DISK, RECORDED = b"on disk", digest(b"recorded")


def view(
    output: OutputDir, *folders: str, recorded: bool = True, everywhere: bool = False, is_empty: bool = False
) -> OutputView:
    untrusted = UntrustedFolders(frozenset(folders), everywhere=everywhere)
    return OutputView(output, {PATH: RECORDED} if recorded else {}, untrusted, is_empty=is_empty)


@pytest.fixture(autouse=True)
def written(output: OutputDir) -> None:
    """Write a file to the output that differs from the recorded one."""
    (output.path / PATH).parent.mkdir(parents=True)
    (output.path / PATH).write_bytes(ON_DISK)


def test_a_recorded_digest_counts_in_a_trusted_folder(output: OutputDir) -> None:
    assert view(output).digest_of(PATH) == RECORDED
    assert view(output, "", "de/").digest_of(PATH) == RECORDED


def test_a_file_in_an_untrusted_folder_is_read(output: OutputDir) -> None:
    assert view(output, "en-US/").digest_of(PATH) == digest(ON_DISK)
    assert view(output, everywhere=True).digest_of(PATH) == digest(ON_DISK)


def test_a_file_without_a_recorded_digest_is_read(output: OutputDir) -> None:
    assert view(output, recorded=False).digest_of(PATH) == digest(ON_DISK)
    assert view(output).digest_of("en-US/2.html") == ABSENT


def test_an_empty_output_has_no_files_whatever_is_recorded(output: OutputDir) -> None:
    assert view(output, is_empty=True).digest_of(PATH) == ABSENT


def test_only_changed_files_are_staged(output: OutputDir) -> None:
    seen = view(output, "en-US/")
    assert seen.write_if_changed(PATH, ON_DISK) == digest(ON_DISK)
    assert seen.changes == []
    assert not Path(output.staging.folder).exists()
    assert seen.write_if_changed(PATH, b"new") == digest(b"new")
    assert seen.write_if_changed("en-US/2.html", b"two") == digest(b"two")
    assert seen.changes == [FileChange(PATH, digest(ON_DISK)), FileChange("en-US/2.html", ABSENT)]
    assert tree(Path(output.staging.folder)) == {PATH: b"new", "en-US/2.html": b"two"}
    assert (output.path / PATH).read_bytes() == ON_DISK
