"""The rules about the form of files are errors, with codes of one family and an example each."""

from eventdocs.model.diagnostics import Severity
from eventdocs.schema.rules import FILE_NAME, FORM_RULES, LINK_OUTSIDE, UNREADABLE


def test_codes_and_names_are_unique_and_codes_sorted() -> None:
    codes = [rule.code for rule in FORM_RULES]
    assert codes == sorted(set(codes))
    assert all(code.startswith("ED0") for code in codes)
    assert len({rule.name for rule in FORM_RULES}) == len(FORM_RULES)


def test_each_rule_is_an_error_with_a_summary_and_a_reason() -> None:
    for rule in FORM_RULES:
        assert rule.severity is Severity.ERROR
        assert rule.summary.endswith(".")
        assert rule.reason.endswith(".")


def test_each_rule_but_those_about_the_disk_has_examples() -> None:
    assert [rule for rule in FORM_RULES if not (rule.bad and rule.good)] == [
        LINK_OUTSIDE,
        UNREADABLE,
        FILE_NAME,
    ]
