"""Rules about code, identifiers and names; ⟦ ⟧ marks the characters that a rule must report."""

import difflib

import pytest

from eventdocs.model.catalog import ParsedFile
from eventdocs.model.strings import CatalogString, TextKind, TextPair
from eventdocs.model.tree import Mapping, Span
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
            messages("Calling ReceiveContext.Complete.", "Chamando ⟦receivecontext. Complete⟧."),
            messages("ID == '%1'.", "ID ⟦= =⟧ '%1'."),
            messages("The EventLog is full.", "O ⟦EvenLog⟧ está cheio."),
            messages("The EventLog is full.", "O ⟦Eventlog⟧ está cheio."),
        ],
        [
            messages("SocketId:%1 closed.", "SocketId:%1 fechado."),
            messages("The URIs are closed, i.e. gone.", "Os endereços foram fechados."),
            messages("Exporting MusicXml.", "MusicXML wird exportiert.", "de-DE"),
            messages("Removed a multiXact.", "Um MultiXact entfernt."),
            messages("Removed the MultiXact.", "O multixact removido."),
            messages("Listed by EventLog.", "W dzienniku EventLogu.", "pl-PL"),
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
            messages("The DiscoveryClientChannel is closed.", "⟦O canal está fechado.⟧"),
            messages("The max_token_id is %1.", "⟦トークン ID は %1 です。⟧", "ja-JP"),
            messages("Set 'max_tokens' higher.", "⟦Aumente o limite.⟧"),
            messages("Calling ReceiveContext.Complete.", "⟦Chamando o contexto.⟧"),
            messages("Calling clock.now() again.", "⟦Chamando novamente.⟧"),
            messages("Error 0x80070005.", "⟦Erro.⟧"),
            messages("Set MaxBuildPoints: it is required.", "⟦Defina os pontos: isso é obrigatório.⟧"),
            messages("Reading /etc/disk.conf now.", "⟦Lendo /etc/disco.conf agora.⟧"),
            descriptions("See https://example.org/a.", "⟦Veja o guia.⟧"),
        ],
        [
            messages("Wrote to the EventLog.", "Gravado no log."),
            messages("Support for iPod devices.", "아이팟 장치를 지원합니다.", "ko-KR"),
            messages("The tokenId is %1.", "トークン ID は %1 です。", "ja-JP"),
            messages("Usage: -o OUTPUT_FILE", "Uso: -o ARQUIVO"),
            messages("Delete <job_number_of_all>.", "Exclua <tarefa>."),
            messages("BackSpaceKeyPressed", "Tecla de apagar"),
            messages("See https://x.org/en/a.html now.", "Veja https://x.org/de/b.html agora."),
            messages("Wrote to the EventLog.", "Gravado no EventLog."),
            messages("The GeoJsonLayer is hidden.", "A camada Geo Json está oculta."),
            messages("BuildPointsRemaining: there are few now.", "Pontos restantes: há poucos agora."),
            messages("Write it as host:/path/to/share.", "Escreva como host:/caminho/pasta."),
            messages("It is ignored.PLEASE restart.", "É ignorado. POR FAVOR, reinicie."),
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
    tree = ParsedFile.of("", Mapping((), Span(0, 0, 0, 0)))
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
    source = "All: " + " ".join(f"a_b{number}" for number in range(300))
    kept = "All: " + " ".join(f"a_b{number}" for number in range(50))
    assert _lost(source, "nada") == 100
    assert _lost(f"{kept} x_y_z", kept) == 1
    assert _lost(source, f"{source[::-1]} {source}") == 0
    assert _lost(f"{source} x_y_z", source) == 1


def test_a_missing_name_is_compared_with_few_of_a_thousand(monkeypatch: pytest.MonkeyPatch) -> None:
    ratios: list[float] = []

    class Matcher(difflib.SequenceMatcher[str]):
        def ratio(self) -> float:
            ratios.append(0.0)
            return ratios[-1]

    monkeypatch.setattr(difflib, "SequenceMatcher", Matcher)
    source, target = (" ".join(f"ab{letter}De{number}" for number in range(1_000)) for letter in "XY")
    assert list(changed_identifiers(_pair(source, target))) == []
    assert len(ratios) == 100 * 20
