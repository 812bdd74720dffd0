"""Values that builds of all sites on a machine share."""

import os
from pathlib import Path

import pytest

from eventdocs.store import user_cache


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the cache, which is not there yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "eventdocs"


def test_a_stored_value_is_found_by_its_key(cache: Path) -> None:
    assert user_cache.get(b"key") is None
    user_cache.put(b"key", {"a": b"1"})
    assert (user_cache.get(b"key"), user_cache.get(b"other")) == ({"a": b"1"}, None)
    assert cache.stat().st_mode & 0o777 == 0o700


def test_a_damaged_value_counts_as_missing(cache: Path) -> None:
    user_cache.put(b"key", 1)
    (path,) = cache.iterdir()
    path.write_bytes(path.read_bytes()[:-1])
    assert user_cache.get(b"key") is None


def test_the_oldest_values_are_removed(cache: Path) -> None:
    for number in range(user_cache._KEPT + 2):
        user_cache.put(bytes([number]), number)
        for path in cache.iterdir():
            os.utime(path, ns=(0, path.stat().st_mtime_ns - 10**9))
    kept = range(2, user_cache._KEPT + 2)
    assert [user_cache.get(bytes([number])) for number in (0, 1, *kept)] == [None, None, *kept]


def test_the_cache_of_somebody_else_is_not_used(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    user_cache.put(b"key", 1)
    monkeypatch.setattr("os.geteuid", lambda: cache.stat().st_uid + 1)
    user_cache.put(b"other", 1)
    assert user_cache.get(b"key") is None
    assert len(list(cache.iterdir())) == 1


@pytest.mark.parametrize("mode", [0o720, 0o702, 0o750, 0o705])
def test_a_cache_that_others_can_enter_is_not_used(cache: Path, mode: int) -> None:
    """With a lax umask, they could write to its files."""
    user_cache.put(b"key", 1)
    cache.chmod(mode)
    assert user_cache.get(b"key") is None


@pytest.mark.parametrize(("mode", "expected"), [(0o777, None), (0o775, None), (0o1777, 1), (0o755, 1)])
def test_a_cache_that_others_can_replace_is_not_used(
    cache: Path, tmp_path: Path, mode: int, expected: int | None
) -> None:
    """In a folder such as `/tmp`, the sticky bit prevents that."""
    user_cache.put(b"key", 1)
    tmp_path.chmod(mode)
    assert user_cache.get(b"key") == expected


def test_a_link_in_the_place_of_the_cache_is_not_followed(cache: Path, tmp_path: Path) -> None:
    """Another user could have made it in a shared folder, so that files of this user are removed as old."""
    documents = tmp_path / "documents"
    documents.mkdir(mode=0o700)
    for number in range(user_cache._KEPT + 2):
        (documents / f"{number:032x}").write_text("kept")
    cache.symlink_to(documents)
    user_cache.put(b"key", 1)
    assert user_cache.get(b"key") is None
    assert {path.read_text() for path in documents.iterdir()} == {"kept"}
    assert len(list(documents.iterdir())) == user_cache._KEPT + 2


def test_other_files_in_the_folder_stay(cache: Path) -> None:
    cache.mkdir(mode=0o700)
    for number in range(user_cache._KEPT + 2):
        (cache / f"chapter {number}").write_text("")
    user_cache.put(b"key", 1)
    assert len(list(cache.iterdir())) == user_cache._KEPT + 3


def test_the_cache_folder_may_be_in_a_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "data")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "link"))
    user_cache.put(b"key", 1)
    assert user_cache.get(b"key") == 1


def test_without_a_home_folder_there_is_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """Containers may run as a user that has no entry in the system's list of users."""
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setattr("pwd.getpwuid", {}.__getitem__)
    user_cache.put(b"key", 1)
    assert user_cache.get(b"key") is None


def test_without_a_usable_folder_there_is_no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    user_cache.put(b"key", 1)
    assert user_cache.get(b"key") is None


def test_a_relative_folder_in_the_environment_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    user_cache.put(b"key", 1)
    assert [path.name for path in tmp_path.iterdir()] == ["home"]
    assert (tmp_path / "home/.cache/eventdocs").is_dir()
