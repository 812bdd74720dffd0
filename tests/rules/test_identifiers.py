"""Rules about code, identifiers and names; ⟦ ⟧ marks the characters that a rule must report."""

import pytest

from eventdocs.model.catalog import ParsedFile
from eventdocs.model.strings import CatalogString, TextKind, TextPair
from eventdocs.model.tree import Mapping, Span
from eventdocs.rules import identifiers
from eventdocs.rules.checks import example_pair
from eventdocs.rules.identifiers import changed_identifiers, lost_identifiers
from tests.rules.catalogs import (
    Cases,
    bad_cases,
    blocks,
    descriptions,
    findings,
    good_cases,
    labels_and_event,
    messages,
    parse_case,
    unreported_marks,
)


def parameter_event(name: str, translation: str, source: str = "") -> str:
    """Return an event file with one parameter and a translation of it."""
    return (
        f"id: 7\nname: DiskFull\nparameters: [{{name: {name}}}]\nstrings:\n"
        f"  en-US: {{message: Full.{source}}}\n  pt-BR: {{message: Cheio., {translation}}}\n"
    )


CASES: Cases = {
    "ED310": (
        [
            descriptions("Set `MaxBytes`.", "Aumente ⟦`MáximoBytes`⟧."),
            descriptions("Set `A` and `B`.", "⟦Aumente `A`.⟧"),
            descriptions("Run `net stop x`.", "⟦net stop x を実行します。⟧", "ja-JP"),
            blocks("A.\n\n```sql\nSELECT 1;\nSELECT 2;\n```", "B.\n\n```sql\nSELECT 1;\n⟦SELECT 3;⟧\n```"),
            blocks("- A.\n\n      x = 1\n      y = 2", "- B.\n\n      x = 1\n      ⟦y = 2;⟧"),
        ],
        [
            blocks("A.\n\n```\nSELECT  1; -- the the\n```", "B.\n\n    SELECT  1; -- the the"),
            descriptions("Set `A` and `B`.", "`B` と `A`。", "ja-JP"),
            descriptions("Set x.", "Aumente `x`."),
            descriptions("A", "B"),
        ],
    ),
    "ED311": (
        [
            messages("SocketId:%1 closed.", "⟦Socketid⟧:%1 fechado."),
            messages("Calling ReceiveContext.Complete.", "⟦Chamando o contexto.⟧"),
            messages("Calling ReceiveContext.Complete.", "Chamando ⟦receivecontext. Complete⟧."),
            messages("Error 0x80070005.", "⟦Erro.⟧"),
            descriptions("See https://example.org/a.", "⟦Veja o guia.⟧"),
            messages("ID == '%1'.", "ID ⟦= =⟧ '%1'."),
        ],
        [
            messages("SocketId:%1 closed.", "SocketId:%1 fechado."),
            messages("The URIs are closed, i.e. gone.", "Os endereços foram fechados."),
            messages(
                "Calling ReceiveContext.Complete.", "ReceiveContext.Complete を呼び出しています。", "ja-JP"
            ),
        ],
    ),
    "ED312": (
        [
            labels_and_event("pt-BR", "channels:\n  analytic: ⟦Produto/Analítico⟧"),
            labels_and_event("pt-BR", "keywords:\n  Quota: ⟦Cota⟧"),
            labels_and_event("fr-FR", "keywords:\n  Quota, Storage: ⟦Quota, Stockage⟧"),
        ],
        [
            labels_and_event("pt-BR", "channels: {analytic: Product/Analytic}"),
            labels_and_event("ja-JP", "keywords: {'Quota, Storage': Quota、Storage}"),
            labels_and_event("pt-BR", "headings: {message: Mensagem}"),
        ],
    ),
    "ED313": (
        [
            parameter_event("Drive", "parameters: {Drive: {label: ⟦Unidade⟧}}"),
            parameter_event("Drive", "id: '⟦7.0⟧'"),
            parameter_event(
                "Drive", "parameters: {Drive: {type: ⟦texto⟧}}", ", parameters: {Drive: {type: string}}"
            ),
            parameter_event("Drive", "title: ⟦7 - DiscoCheio⟧"),
        ],
        [
            parameter_event("Drive", "parameters: {Drive: {description: A unidade.}}"),
            parameter_event("Drive", "title: 7 — DiskFull"),
            parameter_event("Drive", "parameters: {Drive: {label: Drive}}"),
        ],
    ),
    "ED315": (
        [
            messages("Wrote to the EventLog.", "⟦Gravado no log.⟧"),
            messages("The tokenId is %1.", "⟦トークン ID は %1 です。⟧", "ja-JP"),
            messages("DataContract started.", "⟦Contrato iniciado.⟧"),
        ],
        [
            messages("Wrote to the EventLog.", "Gravado no EventLog."),
            messages("The log.", "O log."),
            messages("APIs.", "接口", "ja-JP"),
        ],
    ),
}


@pytest.mark.parametrize(("code", "text"), bad_cases(CASES))
def test_a_rule_reports_the_marked_characters_of_a_bad_case(code: str, text: str) -> None:
    assert unreported_marks(text, code) == []


@pytest.mark.parametrize(("code", "text"), good_cases(CASES))
def test_a_rule_reports_nothing_in_a_good_case(code: str, text: str) -> None:
    assert findings(parse_case(text).files, code) == []


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("description", ["the translation is missing the code `chkdsk`; it has `verificar` instead"]),
        ("message", []),
    ],
)
def test_backticks_mark_code_in_markup_but_not_in_a_message(field: str, expected: list[str]) -> None:
    case = parse_case(example_pair("Run `chkdsk` first.", "Execute `verificar` antes.", field=field))
    assert [finding.message for finding in findings(case.files, "ED310")] == expected


def _pair(source: str, target: str) -> TextPair:
    return TextPair(source, target, "pt-BR", TextKind.MARKUP, "en-US")


def _lost(source: str, target: str) -> int:
    tree = ParsedFile("", Mapping((), Span(0, 0, 0, 0)))
    path = ("strings", "pt-BR", "description")
    string = CatalogString(tree, "pt-BR", path, TextKind.MARKUP, source, target, (target,), 0, "en-US")
    return len(list(lost_identifiers(string)))


@pytest.mark.parametrize(
    ("source", "target", "changed"),
    [
        ("SocketId:1 a", "SOCKETID:1", "SOCKETID"),
        ("a System.Uri b", "a system. uri b", "system. uri"),
        ("a System.Uri b", "xsystem.uri, system.uri", "system.uri"),
        ("a System.Uri b", "system.  uri", ""),
        ("a System.Uri b", "İ System. URI", "System. URI"),
        ("a /a/bC b", "/A/BC.", "/A/BC"),
    ],
)
def test_another_spelling_is_found_in_any_case_and_with_a_space_after_punctuation(
    source: str, target: str, changed: str
) -> None:
    found = [
        (violation.message.count(" was changed to "), target[violation.start : violation.end])
        for violation in changed_identifiers(_pair(source, target))
    ]
    assert found == [(1, changed)] if changed else [(0, target)]


def test_at_most_a_hundred_missing_names_of_a_text_are_reported() -> None:
    source = " ".join(f"aB{number}" for number in range(300))
    kept = " ".join(f"aB{number}" for number in range(50))
    assert _lost(source, "nada") == 100
    assert _lost(f"{kept} xYz", kept) == 1
    assert _lost(source, f"{source[::-1]} {source}") == 0
    assert _lost(source, source.replace("aB7 ", "aB7x ")) == 1


def test_a_missing_path_is_compared_with_few_of_a_thousand(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []

    def compare(path: str, other: str) -> bool:
        compared.append(other)
        return False

    monkeypatch.setattr(identifiers, "_is_other_example", compare)
    source, target = (" ".join(f"/ab/{letter}{number}" for number in range(1_000)) for letter in "cd")
    assert len(list(changed_identifiers(_pair(source, target)))) == 100  # those that are looked for
    assert len(compared) == 100 * 20
