"""The form of an address selects the target."""

from pathlib import Path

import pytest

from eventdocs.store.targets import folder_of, open_target


@pytest.mark.parametrize(
    ("address", "folder"),
    [
        ("out/site", Path("out/site")),
        ("file:/srv/a%20b", Path("/srv/a b")),
        ("git:origin#pages", None),
        ("s3://bucket/prefix", None),
    ],
)
def test_a_path_or_a_file_address_names_a_folder(address: str, folder: Path | None) -> None:
    assert folder_of(address) == folder


@pytest.mark.parametrize(
    ("address", "digest"),
    [
        ("git:origin", "f2ba8f84ab5c1bce84a7b441cb1959cfc7093b7f"),
        ("memory://bucket/site", "900150983cd24fb0d6963f7d28e17f72"),
        ("site", "cf4ab791c62b8d2b2109c90275287816"),
    ],
    ids=["SHA-1 of a git blob", "MD5", "BLAKE2b"],
)
def test_each_kind_of_target_has_its_own_digests(
    address: str, digest: str, tmp_path: Path, lonely_git: None
) -> None:
    with open_target(address, wait=0, dry_run=False) as target:
        assert target.digest(b"abc") == digest
