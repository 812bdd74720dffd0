"""Every report format removes or escapes control characters in messages."""

import pytest

from eventdocs.reports.registry import REPORTS
from tests.reports.samples import CONTROLS, HOSTILE, diagnostic


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("text", HOSTILE)
def test_no_control_character_of_a_message_gets_into_a_report(name: str, text: str) -> None:
    assert not CONTROLS & set(REPORTS[name]([diagnostic(text, text)], "catalog/"))
