"""Rules about consistent translations; ⟦ ⟧ marks the characters that a rule must report."""

import pytest

from tests.rules.catalogs import Cases, bad_cases, findings, good_cases, parse_case, unreported_marks


def two_messages(first: tuple[str, str], second: tuple[str, str], locale: str = "pt-BR") -> str:
    """Return two event files with one message each and its translation."""
    return "".join(
        f"# events/{number}-disk.yaml\nid: {number}\nname: Disk\nstrings:\n"
        f"  en-US: {{message: '{source}'}}\n  {locale}: {{message: {target}}}\n"
        for number, (source, target) in ((7, first), (8, second))
    )


CASES: Cases = {
    "ED206": (
        [
            two_messages(("The disk is full.", "O disco encheu."), ("The disk is full.", "⟦Disco⟧ encheu.")),
            two_messages(("The disk is full.", "Disco cheio."), ("The disk is full.", "Disco ⟦lotado⟧.")),
            two_messages(
                ("The disk is full.", "満杯です。"), ("The disk is full.", "満杯で⟦した⟧。"), "ja-JP"
            ),
        ],
        [
            two_messages(("The disk is full.", "Disco cheio."), ("The disk is full.", "Disco cheio.")),
            two_messages(("Closed.", "Fechado."), ("Closed.", "Fechada.")),
            two_messages(("The disk is full.", "Disco cheio."), ("The tape is full.", "Fita cheia.")),
        ],
    ),
    "ED207": (
        [
            two_messages(("Writing started.", "Gravação."), ("Writing stopped.", "⟦Gravação.⟧")),
            two_messages(
                ("Opening the channel failed.", "Canal."), ("Opening the channel succeeded.", "⟦Canal.⟧")
            ),
            two_messages(("ReadAll is called.", "Chamada."), ("WriteAll is called.", "⟦Chamada.⟧")),
        ],
        [
            two_messages(("Writing started.", "Início."), ("Writing has started.", "Início.")),
            two_messages(("Writing started.", "Início."), ("Writing stopped.", "Fim.")),
            two_messages(("The write was started.", "Início."), ("The writing is started.", "Início.")),
            two_messages(("Edit follow-up", "Editar."), ("Edit FollowUp", "Editar.")),
            two_messages(("No disk found", "Sem disco."), ("Disk not found", "Sem disco.")),
        ],
    ),
}


@pytest.mark.parametrize(("code", "text"), bad_cases(CASES))
def test_a_rule_reports_the_marked_characters_of_a_bad_case(code: str, text: str) -> None:
    assert unreported_marks(text, code) == []


@pytest.mark.parametrize(("code", "text"), good_cases(CASES))
def test_a_rule_reports_nothing_in_a_good_case(code: str, text: str) -> None:
    assert findings(parse_case(text).files, code) == []
