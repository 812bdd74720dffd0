"""Rules about misleading characters; ⟦ ⟧ marks the characters that a rule must report."""

import pytest

from tests.rules.catalogs import (
    Cases,
    bad_cases,
    findings,
    good_cases,
    messages,
    parse_case,
    source_text,
    unreported_marks,
)

CASES: Cases = {
    "ED516": (
        [
            messages("The coffee.", "O caf⟦Ã©⟧."),
            messages("It's full.", "C⟦â€™⟧est plein.", "fr-FR"),
            messages("The server.", "⟦Ð¡ÐµÑ€Ð²ÐµÑ€⟧.", "ru-RU"),
        ],
        [
            messages("The coffee.", "O café."),
            messages("The menu.", "„CAFÉ“ «IRMÃ» «\u00a0passé\u00a0»", "de-DE"),
            messages("The server.", "Сервер.", "ru-RU"),
        ],
    ),
    "ED511": (
        [
            source_text("Disk ⟦\u202e⟧%1."),
            messages("A.", "B ⟦\u2067⟧C."),
            messages("A.", "B⟦\u2069⟧ C.", "ar"),
        ],
        [
            messages("A %1.", "\u2068%1\u2069 ب.", "ar"),
            source_text("\u202aA\u202c"),
            messages("A.", "ب\u200f.", "ar"),
        ],
    ),
    "ED512": (
        [
            source_text("The Disk⟦\u200b⟧Pool."),
            messages("A.", "Disk⟦\u00ad⟧Pool."),
            source_text("x⟦\u2060⟧1"),
        ],
        [
            messages("A.", "می\u200cشود.", "ar"),
            source_text("DiskPool."),
            messages("A.", "ดิสก์\u200bเต็ม", "th-TH"),
        ],
    ),
    "ED514": (
        [
            source_text("A⟦\x07⟧ b\tc\nd."),
            messages("A.", "B⟦\r⟧C."),
            source_text("A⟦\0⟧B."),
        ],
        [
            source_text("A\tb\nc."),
            messages("A.", "é."),
            source_text("A.", "description"),
        ],
    ),
    "ED513": (
        [
            source_text("The Disk⟦Р⟧ool."),
            messages("A.", "W⟦С⟧F falhou.", "pt-BR"),
            source_text("The ⟦Ｗ⟧CF."),
        ],
        [
            messages("A.", "Диск WCF.", "ru-RU"),
            messages("A.", "ＷＣＦ サービス", "ja-JP"),
            source_text("5 µs and π."),
        ],
    ),
}


@pytest.mark.parametrize(("code", "text"), bad_cases(CASES))
def test_a_rule_reports_the_marked_characters_of_a_bad_case(code: str, text: str) -> None:
    assert unreported_marks(text, code) == []


@pytest.mark.parametrize(("code", "text"), good_cases(CASES))
def test_a_rule_reports_nothing_in_a_good_case(code: str, text: str) -> None:
    assert findings(parse_case(text).files, code) == []
