"""Rules and keys are explained in the terminal."""

from eventdocs.reports.reference import write_fields, write_rule
from eventdocs.schema.reference import FieldReference
from tests.reports.samples import MILD_RULE, RULE


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


def test_a_key_has_its_path_meaning_file_and_value() -> None:
    fields = [
        FieldReference("event", "links[].url", "The address.", "a text", required=True),
        FieldReference("event", "links", "Links.", "a list", required=False, keys=("title", "url")),
    ]
    assert write_fields(fields).split("\n") == [
        "links[].url (required)",
        "  The address.",
        "  File: event",
        "  Value: a text",
        "",
        "links",
        "  Links.",
        "  File: event",
        "  Value: a list",
        "  Keys: title, url",
    ]
