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


def test_the_cache_of_somebody_else_is_not_read(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    user_cache.put(b"key", 1)
    monkeypatch.setattr("os.getuid", lambda: cache.stat().st_uid + 1)
    assert user_cache.get(b"key") is None


def test_a_cache_that_others_can_write_is_not_read(cache: Path) -> None:
    user_cache.put(b"key", 1)
    cache.chmod(0o770)
    assert user_cache.get(b"key") is None


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
