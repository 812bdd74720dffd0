"""Limits have defaults, and settings that the environment sets."""

import re

import pytest

from eventdocs.model import limits
from eventdocs.model.errors import EventdocsError
from eventdocs.model.limits import NESTING, Limit
from tests.conftest import ROOT

ROWS = Limit("rows", 5000, "EVENTDOCS_MAX_TEST_ROWS")


def test_a_limit_without_a_setting_is_its_default() -> None:
    assert NESTING.value == 32
    assert NESTING.hint == "at most 32 levels are allowed"


def test_the_environment_replaces_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ROWS.value == 5000
    assert ROWS.hint == "at most 5,000 rows are allowed; set EVENTDOCS_MAX_TEST_ROWS to allow more"
    monkeypatch.setenv("EVENTDOCS_MAX_TEST_ROWS", "70000")
    assert ROWS.value == 70_000
    assert ROWS.allowed == "at most 70,000 rows are allowed"


def test_an_empty_setting_counts_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENTDOCS_MAX_TEST_ROWS", "")
    assert ROWS.value == 5000


@pytest.mark.parametrize("text", ["0", "-1", "10M", "1e6", "²", "9" * 5000, " 7"])
def test_other_settings_are_errors(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENTDOCS_MAX_TEST_ROWS", text)
    with pytest.raises(
        EventdocsError, match="`EVENTDOCS_MAX_TEST_ROWS` is not a positive whole number"
    ) as error:
        _ = ROWS.value
    assert error.value.hint == "set it to a number of rows, such as 5000, or unset it"


LIMITS = {name: limit for name, limit in vars(limits).items() if isinstance(limit, Limit)}


def test_all_limits_are_documented() -> None:
    """The table has the limits in the order of the module, with their defaults and settings."""
    rows = re.findall(
        r"^\| `([A-Z_]+)` \| ([\d,]+) (\w+) \| (?:`(\w+)` )?\| \S.* \|$",
        (ROOT / "docs/reference/limits.md").read_text(),
        re.MULTILINE,
    )
    assert rows == [(name, f"{each.default:,}", each.unit, each.setting) for name, each in LIMITS.items()]


def test_settings_are_named_after_their_limits() -> None:
    assert all(limit.setting in ("", f"EVENTDOCS_MAX_{name}") for name, limit in LIMITS.items())
    assert len(LIMITS) >= 9
