"""pytest collects every test, and the list of slow tests names tests that exist."""

from fnmatch import fnmatch

import pytest

from tests.conftest import ROOT, SLOW


def test_no_folder_with_tests_is_left_out(pytestconfig: pytest.Config) -> None:
    patterns = pytestconfig.getini("norecursedirs")
    folders = {path.parent for path in (ROOT / "tests").rglob("test_*.py")}
    assert [folder for folder in folders if any(fnmatch(folder.name, pattern) for pattern in patterns)] == []


@pytest.mark.parametrize("prefix", SLOW)
def test_a_slow_test_exists(prefix: str) -> None:
    path, _, name = prefix.partition("::")
    assert (ROOT / path).exists()
    assert not name or f"def {name}(" in (ROOT / path).read_text("utf-8")
