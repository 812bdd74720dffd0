"""An event page and a rule as plain text."""

from eventdocs.commands.explain import explain_event
from eventdocs.reports.page import write, write_rule
from tests.conftest import Write
from tests.reports.samples import MILD_RULE, RULE


def test_each_translation_has_its_source_text_below(catalog: Write) -> None:
    (view,) = explain_event(catalog(), "7", "pt-BR")
    lines = write(view).split("\n")
    title, underline, *_ = lines
    assert len(underline) == len(title)
    at = lines.index("  O disco está cheio.")
    assert lines[at + 1] == "  | The disk is full."


def test_the_source_locale_has_each_text_once(catalog: Write) -> None:
    (view,) = explain_event(catalog(), "7", None)
    assert write(view).count("The disk is full.") == 1


def test_a_rule_has_its_reason_and_examples() -> None:
    assert write_rule(RULE).split("\n") == [
        "ED999 test-rule (error)",
        "",
        "A test.",
        "It has to be.",
        "",
        "Bad:",
        "",
        "    bad",
        "",
        "Good:",
        "",
        "    good",
    ]
    assert "Bad:" not in write_rule(MILD_RULE)
