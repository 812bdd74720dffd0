"""A fingerprint stays the same when lines move, and changes with the text."""

from dataclasses import replace

from eventdocs.model.diagnostics import TextRange
from eventdocs.reports.fingerprint import finding_fingerprints, identity
from tests.reports.samples import diagnostic


def test_a_moved_line_does_not_change_the_fingerprint() -> None:
    assert finding_fingerprints([diagnostic(line=2)]) == finding_fingerprints([diagnostic(line=9)])


def test_another_text_changes_the_fingerprint() -> None:
    first, second = (replace(diagnostic(), text_range=TextRange(text, 0, 1)) for text in "ab")
    assert finding_fingerprints([first]) != finding_fingerprints([second])


def test_two_findings_with_the_same_identity_have_distinct_fingerprints() -> None:
    first, second = finding_fingerprints([diagnostic(line=2), diagnostic(line=9)])
    assert first != second


def test_an_identity_is_one_line_of_code_subject_field_and_digest() -> None:
    code, subject, field, digest = identity(diagnostic("two\nlines")).split("\t")
    assert (code, subject, field, len(digest)) == ("ED999", "7", "strings.pt-BR.message", 12)
    subject = identity(replace(diagnostic(), event="")).split("\t")[1]
    assert subject == "events/7, a:b.yaml"
