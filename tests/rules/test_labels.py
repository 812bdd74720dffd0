"""Rules about labels; ⟦ ⟧ marks the characters that a rule must report."""

import pytest

from tests.rules.catalogs import (
    HEADER,
    Cases,
    bad_cases,
    catalog_file,
    findings,
    good_cases,
    labels_and_event,
    parse_case,
    unreported_marks,
)

CASES: Cases = {
    "ED208": (
        [
            labels_and_event(
                "pt-BR", "headings: {message: Mensagem}", ", labels: {headings: {message: ⟦Recado⟧}}"
            ),
            labels_and_event(
                "pt-BR", "properties: {level: Nível}", ", labels: {properties: {level: ⟦Grau⟧}}"
            ),
            labels_and_event("ja-JP", "levels: {error: エラー}", ", labels: {levels: {error: ⟦誤り⟧}}"),
        ],
        [
            labels_and_event("pt-BR", "headings: {message: Mensagem}"),
            labels_and_event(
                "pt-BR", "headings: {message: Mensagem}", ", labels: {headings: {message: Mensagem}}"
            ),
            labels_and_event("pt-BR", "headings: {cause: Causa}", ", labels: {headings: {message: Recado}}"),
        ],
    ),
    "ED209": (
        [
            labels_and_event("pt-BR", "levels:\n  critical: Erro\n  error: ⟦Erro⟧"),
            labels_and_event("de-DE", "levels: {informational: Info, verbose: ⟦Info⟧}"),
            labels_and_event("ja-JP", "levels: {error: 警告, warning: ⟦警告⟧}"),
            catalog_file(
                f"{HEADER}levels: {{a: {{as: error, label: {{pt-BR: A}}}}, b: {{as: error, label: {{pt-BR: ⟦A⟧}}}}}}\n"
            ),
            catalog_file(f"{HEADER}levels: {{notice: {{as: error, label: {{pt-BR: ⟦Erro⟧}}}}}}\n")
            + "# labels/pt-BR.yaml\nlevels: {error: Erro}\n",
        ],
        [
            labels_and_event("pt-BR", "levels: {critical: Crítico, error: Erro}"),
            labels_and_event("pt-BR", "levels: {error: Erro}"),
            catalog_file(
                f"{HEADER}levels: {{one: {{as: error, label: {{pt-BR: A}}}}, two: {{as: error, label: {{en-US: A}}}}}}\n"
            ),
            labels_and_event("pt-BR", "headings: {message: Erro, description: Erro}"),
        ],
    ),
}


@pytest.mark.parametrize(("code", "text"), bad_cases(CASES))
def test_a_rule_reports_the_marked_characters_of_a_bad_case(code: str, text: str) -> None:
    assert unreported_marks(text, code) == []


@pytest.mark.parametrize(("code", "text"), good_cases(CASES))
def test_a_rule_reports_nothing_in_a_good_case(code: str, text: str) -> None:
    assert findings(parse_case(text).files, code) == []
