"""Rules about terms of the glossary; ⟦ ⟧ marks the characters that a rule must report."""

import pytest

from tests.rules.catalogs import (
    Cases,
    bad_cases,
    findings,
    good_cases,
    messages,
    parse_case,
    unreported_marks,
)

SESSION = "{term: session, forms: [sessions], locales: {pt-BR: {use: [sessão, sessões], avoid: [seção]}, ja-JP: {use: [セッション], avoid: [会合]}}}"
ACTIVE_DIRECTORY = "{term: Active Directory, keep: yes}"


def glossary_pair(term: str, source: str, target: str, locale: str = "pt-BR") -> str:
    """Return a glossary of one term and an event file."""
    return f"# glossary.yaml\nterms:\n  - {term}\n# events/7-diskfull.yaml\n" + messages(
        source, target, locale
    )


CASES: Cases = {
    "ED520": (
        [
            glossary_pair(SESSION, "The session failed.", "A ⟦seção⟧ falhou."),
            glossary_pair(SESSION, "Two sessions failed.", "Duas: ⟦Seção⟧ falhou."),
            glossary_pair(SESSION, "The session failed.", "その⟦会合⟧は失敗しました。", "ja-JP"),
        ],
        [
            glossary_pair(SESSION, "The session failed.", "A sessão falhou."),
            glossary_pair(SESSION, "The section failed.", "A seção falhou."),
            glossary_pair(SESSION, "The session failed.", "Intersseção e sessão."),
            glossary_pair(SESSION, "The session `a` failed.", "A sessão `seção` falhou."),
        ],
    ),
    "ED521": (
        [
            glossary_pair(SESSION, "The session failed.", "⟦O diálogo falhou.⟧"),
            glossary_pair(SESSION, "Two sessions failed.", "⟦Dois falharam.⟧"),
            glossary_pair(SESSION, "The session failed.", "⟦失敗しました。⟧", "ja-JP"),
            glossary_pair(SESSION, "The session `a` failed.", "⟦A `seção` falhou.⟧"),
        ],
        [
            glossary_pair(SESSION, "Two sessions failed.", "As sessões falharam."),
            glossary_pair(SESSION, "The session failed.", "このセッションは失敗しました。", "ja-JP"),
            glossary_pair(SESSION, "The disk failed.", "O disco falhou."),
            glossary_pair(SESSION, "Call `GET /session` or /sessions.", "Chame `GET /session` ou /sessions."),
            glossary_pair(SESSION, "See https://a.example/session.", "Veja https://a.example/session."),
        ],
    ),
    "ED522": (
        [
            glossary_pair(ACTIVE_DIRECTORY, "Active Directory is down.", "⟦O Diretório Ativo caiu.⟧"),
            glossary_pair("{term: WCF, keep: yes}", "The WCF host.", "⟦O host.⟧"),
            glossary_pair("{term: WCF, keep: yes}", "The WCF host.", "⟦ホスト。⟧", "ja-JP"),
        ],
        [
            glossary_pair(ACTIVE_DIRECTORY, "Active Directory is down.", "O Active Directory caiu."),
            glossary_pair("{term: WCF, keep: yes}", "The WCF host.", "WCFホスト。", "ja-JP"),
            glossary_pair("{term: WCF, keep: yes}", "The host.", "O host."),
        ],
    ),
}


@pytest.mark.parametrize(("code", "text"), bad_cases(CASES))
def test_a_rule_reports_the_marked_characters_of_a_bad_case(code: str, text: str) -> None:
    assert unreported_marks(text, code) == []


@pytest.mark.parametrize(("code", "text"), good_cases(CASES))
def test_a_rule_reports_nothing_in_a_good_case(code: str, text: str) -> None:
    assert findings(parse_case(text).files, code) == []
