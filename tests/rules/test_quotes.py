"""Rules about brackets and quotation marks; ⟦ ⟧ marks the characters that a rule must report."""

import pytest

from tests.rules.catalogs import (
    Cases,
    bad_cases,
    descriptions,
    findings,
    good_cases,
    messages,
    parse_case,
    unreported_marks,
)

CASES: Cases = {
    "ED314": (
        [
            messages("Writing '%1'.", "Gravando ⟦%1⟧."),
            messages("From '%1' to '%2'.", "De '%1' a ⟦%2⟧."),
            messages("Type '{0}'.", "型 ⟦{0}⟧。", "ja-JP"),
        ],
        [
            messages("Writing '%1'.", "Écriture de «\u00a0%1\u00a0».", "fr-FR"),
            messages("Writing '%1'.", "「%1」を書き込みます。", "ja-JP"),
            messages("Writing %1.", "Gravando %1."),
        ],
    ),
    "ED506": (
        [
            messages("The disk (%1) is full.", "O disco ⟦(⟧%1 está cheio."),
            messages("The disk (%1) is full.", "O disco %1⟦)⟧ está cheio."),
            messages("Item [%1].", "項目 ⟦「⟧%1", "ja-JP"),
        ],
        [
            messages("The disk(s) are full.", "Os discos estão cheios."),
            messages("Item (%1).", "項目（%1）。", "ja-JP"),
            messages("a) first", "a) primeiro"),
            messages("Shows one (first) and two.", "Mostra 1) o primeiro e 2) o segundo."),
            messages("For a screen saver, e.g. %1", "예) %1과 같은 화면 보호기", "ko-KR"),
            messages("URL, e.g. %1", "URL, 예시) %1", "ko-KR"),
        ],
    ),
    "ED507": (
        [
            messages("Type '%1' is unknown.", "O tipo '%1⟦”⟧ é."),
            descriptions("Type 'x'.", "Typ \"x⟦'⟧.", "de-DE"),
            messages("Type '%1'.", "Type «\u00a0%1\u00a0»⟦'⟧.", "fr-FR"),
        ],
        [
            messages("See 'a \"b\" c'.", "Voir « a « b » c ».", "fr-FR"),
            messages("Type '%1'.", "Typ „%1“.", "de-DE"),
            descriptions("The `x` event.", "L'`x` événement d'aujourd'hui.", "fr-FR"),
            messages("Don't do it.", "Ne le faites pas."),
            messages("Do you see a gun?", "Siehst du hier 'ne Waffe?", "de-DE"),
        ],
    ),
    "ED508": (
        [
            descriptions("Type 'x'.", "O tipo ⟦' ⟧x'."),
            messages("Type '%1'.", 'Typ "%1⟦ "⟧.', "de-DE"),
            messages("Type '%1'.", "Type ⟦“ ⟧%1”.", "fr-FR"),
        ],
        [
            messages("Type '%1'.", "Type «\u00a0%1\u00a0».", "fr-FR"),
            messages("Type '%1'.", "O tipo '%1' está cheio."),
            messages("Type ' %1'.", "O tipo ' %1'."),
        ],
    ),
}


@pytest.mark.parametrize(("code", "text"), bad_cases(CASES))
def test_a_rule_reports_the_marked_characters_of_a_bad_case(code: str, text: str) -> None:
    assert unreported_marks(text, code) == []


@pytest.mark.parametrize(("code", "text"), good_cases(CASES))
def test_a_rule_reports_nothing_in_a_good_case(code: str, text: str) -> None:
    assert findings(parse_case(text).files, code) == []
