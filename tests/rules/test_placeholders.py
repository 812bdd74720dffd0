"""Rules about placeholders; ⟦ ⟧ marks the characters that a rule must report."""

import pytest

from tests.rules.catalogs import (
    Cases,
    bad_cases,
    descriptions,
    event_file,
    findings,
    good_cases,
    messages,
    parse_case,
    source_text,
    unreported_marks,
)

CASES: Cases = {
    "ED301": (
        [
            messages("Disk %1 is full.", "⟦O disco está cheio.⟧"),
            messages("Disk is full.", "O disco ⟦%1⟧ está cheio."),
            messages("Disk %1!s! is full.", "O disco ⟦%1!d!⟧ está cheio."),
            messages("At 70%%.", "⟦Em 70.⟧"),
            descriptions("The value {name} is empty.", "O valor ⟦{nome}⟧ está vazio."),
            messages("%1 of %2.", "%2 de ⟦%2⟧."),
        ],
        [
            messages("Disk %1 holds %2.", "%2 は %1 にあります。", "ja-JP"),
            messages("%1%n%2", "%1%n%2"),
            descriptions("70 percent.", "70%."),
            descriptions("{0} of {1:x8}", "{1:x8} von {0}", "de-DE"),
        ],
    ),
    "ED302": (
        [
            messages("Name:'%1', Payload:%3", "Nome:'%1', carga: ⟦% 3⟧"),
            messages("Disk %1 is full.", "O disco ⟦1%⟧ está cheio."),
            messages("Disk %1 is full.", "ディスク ⟦％1⟧ がいっぱいです。", "ja-JP"),
            messages("Disk %1 is full.", "ディスク ⟦%１⟧ がいっぱいです。", "ja-JP"),
            messages("At 70%%.", "Em 70⟦% %⟧."),
            descriptions("The value {name} is empty.", "O valor ⟦{ name }⟧ está vazio."),
        ],
        [
            messages("Disk %1 is 95%% full.", "O disco %1 está 95%% cheio."),
            messages("Disk %1.", "Disco %1 (1% livre)."),
            descriptions("5 percent", "5 %", "fr-FR"),
        ],
    ),
    "ED303": (
        [
            source_text("⟦1%⟧"),
            source_text("Disk ⟦% 1⟧ is full."),
            source_text("Disk ⟦％1⟧ is full."),
            source_text("Disk %1 holds ⟦2%⟧."),
        ],
        [source_text("Disk %1 is 95% full."), source_text("Only 5% is left."), source_text("%1")],
    ),
    "ED304": (
        [source_text("⟦Disk %1 holds %3.⟧"), source_text("⟦Type %2.⟧"), source_text("⟦%1 %4⟧")],
        [
            source_text("Disk %1 holds %2."),
            event_file("parameters: [{name: A}, {name: B}]\nstrings:\n  en-US: {message: 'Type %2.'}\n"),
            event_file("strings:\n  en-US: {message: ['Disk %2.', 'Type %1.']}\n"),
        ],
    ),
    "ED305": (
        [
            event_file("parameters: [{name: A}]\nstrings:\n  en-US:\n    message: 'Disk ⟦%2⟧.'\n"),
            event_file("parameters: []\nstrings:\n  en-US:\n    message: Disk ⟦%1⟧.\n"),
            event_file("parameters: [{name: A}]\nstrings:\n  en-US:\n    message: ['%1', 'Disk ⟦%3!s!⟧.']\n"),
        ],
        [
            event_file("parameters: [{name: A}]\nstrings:\n  en-US: {message: 'Disk %1.'}\n"),
            source_text("Disk %9."),
            event_file("parameters: []\nstrings:\n  en-US: {message: Full.}\n"),
        ],
    ),
}


@pytest.mark.parametrize(("code", "text"), bad_cases(CASES))
def test_a_rule_reports_the_marked_characters_of_a_bad_case(code: str, text: str) -> None:
    assert unreported_marks(text, code) == []


@pytest.mark.parametrize(("code", "text"), good_cases(CASES))
def test_a_rule_reports_nothing_in_a_good_case(code: str, text: str) -> None:
    assert findings(parse_case(text).files, code) == []
