"""Rules about ledgers; ⟦ ⟧ marks the characters that a rule must report."""

import pytest

from eventdocs.model.ledger import string_hash
from tests.rules.catalogs import (
    Cases,
    bad_cases,
    findings,
    good_cases,
    messages,
    parse_case,
    unreported_marks,
)

FULL, CHEIO, OTHER = (string_hash((text,), ("message",)) for text in ("Full.", "Cheio.", "Other."))


def ledger(*records: str, target: str = "Cheio.") -> str:
    """Return a ledger of pt-BR and its event file."""
    lines = "".join(f"{record}\n" for record in records)
    event = f"id: 7\nname: DiskFull\nstrings:\n  en-US: {{message: Full.}}\n  pt-BR:\n    message: {target}\n"
    return f"# ledgers/pt-BR.ledger\n{lines}# events/7-diskfull.yaml\n{event}"


CASES: Cases = {
    "ED220": (
        [
            ledger("7:message", f" {OTHER} {CHEIO} reviewed", target="⟦Cheio.⟧"),
            ledger("7:message", f" {OTHER} {CHEIO} machine mt:x", target="⟦'Cheio.'⟧"),
            ledger("7:message", f" {OTHER} {CHEIO} translated ana # why", target='⟦"Cheio."⟧'),
        ],
        [
            ledger("7:message", f" {FULL} {CHEIO} reviewed"),
            ledger("7:message", f" {OTHER} {OTHER} reviewed"),
            ledger("8:message", f" {OTHER} {CHEIO} reviewed"),
        ],
    ),
    "ED221": (
        [
            ledger("7:message", f" {FULL} {OTHER} reviewed", target="⟦Cheio.⟧"),
            ledger(target="⟦Cheio.⟧"),
            ledger("7:message", f" {FULL} {CHEIO} nonsense", target="⟦Cheio.⟧"),
        ],
        [
            ledger("7:message", f" {FULL} {CHEIO} reviewed"),
            ledger("7:message", f" {OTHER} {CHEIO} reviewed"),
            messages("Full.", "Cheio."),
        ],
    ),
    "ED222": (
        [
            ledger("⟦7:cause⟧", f" {FULL} {CHEIO} reviewed", "7:message", f" {FULL} {CHEIO} reviewed"),
            ledger("7:message", f" {FULL} {CHEIO} reviewed", "⟦8:message⟧", f" {FULL} {CHEIO} reviewed"),
            ledger("⟦label:headings.message⟧", f" {FULL} {CHEIO} reviewed"),
        ],
        [ledger("7:message", f" {FULL} {CHEIO} reviewed"), ledger(), ledger("7", f" page {'0' * 40}")],
    ),
    "ED223": (
        [
            ledger("⟦7:message⟧", f" {FULL} {CHEIO} reviewed", f" {OTHER} {CHEIO} reviewed"),
            ledger("⟦7:message⟧", f" {FULL} {CHEIO} reviewed", "7:message", f" {FULL} {CHEIO} machine"),
            ledger(
                "<<<<<<< a",
                "⟦7:message⟧",
                f" {FULL} {CHEIO} reviewed",
                "=======",
                "7:message",
                " x",
                ">>>>>>> b",
            ),
        ],
        [
            ledger("7:message", f" {FULL} {CHEIO} reviewed", f" {FULL} {CHEIO} reviewed"),
            ledger("<<<<<<< a", "7:message", f" {FULL} {CHEIO} reviewed", "=======", ">>>>>>> b"),
            ledger("7:message"),
        ],
    ),
}


@pytest.mark.parametrize(("code", "text"), bad_cases(CASES))
def test_a_rule_reports_the_marked_characters_of_a_bad_case(code: str, text: str) -> None:
    assert unreported_marks(text, code) == []


@pytest.mark.parametrize(("code", "text"), good_cases(CASES))
def test_a_rule_reports_nothing_in_a_good_case(code: str, text: str) -> None:
    assert findings(parse_case(text).files, code) == []
