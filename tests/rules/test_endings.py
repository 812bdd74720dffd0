"""The rule about final punctuation; ⟦ ⟧ marks the character that it must report."""

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

CASES: Cases = {
    "ED501": (
        [
            messages("The disk is full.", "O disco está chei⟦o⟧"),
            messages("Is it full?", "Está cheio⟦.⟧"),
            messages("The disk is full.", "ディスクがいっぱいで⟦す⟧", "ja-JP"),
            messages("Name:", "Nom⟦.⟧", "fr-FR"),
            messages("Name:", "名前⟦。⟧", "ja-JP"),
            messages("The usual causes are:", "Les causes habituelles sont⟦.⟧", "fr-FR"),
        ],
        [
            messages("The disk is full.", "ディスクがいっぱいです。", "ja-JP"),
            messages("Is it full?", "هل امتلأ القرص؟", "ar"),
            messages("The usual causes are:", "主な原因は次のとおりです。", "ja-JP"),
            messages("The disk is full.", "ดิสก์เต็ม", "th-TH"),
            messages("See '%1'.", "Voir «\u00a0%1\u00a0».", "fr-FR"),
        ],
    ),
}
# Source, translation and locale; a translation with a mark ⟦ ⟧ is reported.
ENDINGS = [
    ("The disk is full!", "Der Datenträger ist voll", "de-DE"),
    ("The disk is full.", "Der Datenträger ist voll!", "de-DE"),
    ("The disk is full", "Der Datenträger ist voll.", "de-DE"),
    ("Open...", "Öffnen.", "de-DE"),
    ("Open...", "Öffne⟦n⟧", "de-DE"),
    ("Open the file", "Datei öffnen⟦…⟧", "de-DE"),
    ("Name", "Name⟦:⟧", "de-DE"),
    ("Created by", "Oluşturan:", "tr-TR"),
    ("An error occurred: '%1'.", "エラーが発生しました: '%1'", "ja-JP"),
    ("An error occurred: '%1'.", "Es kam zu einem Fehler: '%⟦1⟧'", "de-DE"),
    ('"You must leave now."', "„Gehen Sie jetzt bitte!“", "de-DE"),
    ("It is difficult :)", "Es ist schwierig!", "de-DE"),
    ("Logged in as", "Kullanıcı adınız:", "tr-TR"),
    ("It does not match reg. expr.", "정규 표현식과 일치하지 않음", "ko-KR"),
    ("Report it to:<br/>", "Signalez-le à\u00a0:<br />", "fr-FR"),
    ("Do it.</br>", "Fais-le.</br> <br>", "fr-FR"),
    ("Paid?", "Bezahlt", "de-DE"),
    ("There is no disk %1.", "다음 디스크가 없습니다. : %1", "ko-KR"),
    ("Learn more about the U.S.", "Mehr über die USA", "de-DE"),
    ("Black cartr.", "Schwarze Patrone", "de-DE"),
    ("It is (nearly) full.", "Es ist (fast) vol⟦l⟧", "de-DE"),
    ("It is full. (See above)", "Es ist voll. (Siehe oben)", "de-DE"),
    ("It is full (see above).", "Es ist voll. (Siehe oben)", "de-DE"),
    ("Disk %1 is full: %2.", "Datenträger voll: %1 %⟦2⟧", "de-DE"),
    ("The service stopped the disk %1.", "Der Dienst hielt den Datenträger an. %1", "de-DE"),
    ("Are you sure?!", "Wirklich?", "de-DE"),
    ("<qt>It is full.</qt>", "<qt>Es ist voll.<br/></qt>", "de-DE"),
    ("Restart now, or wait until the value is", "값이 다음과 같을 때까지 기다리십시오:", "ko-KR"),
    ("The name of the disk.", "ディスクの名前", "ja-JP"),
    ("The height of the box.", "ボックスの高さ", "ja-JP"),
    ("Should the program hide the menu?", "메뉴를 숨길지 여부", "ko-KR"),
    ("Should the program hide the menu?", "메뉴를 숨길까⟦요⟧", "ko-KR"),
]


@pytest.mark.parametrize(("code", "text"), bad_cases(CASES))
def test_a_rule_reports_the_marked_characters_of_a_bad_case(code: str, text: str) -> None:
    assert unreported_marks(text, code) == []


@pytest.mark.parametrize(("code", "text"), good_cases(CASES))
def test_a_rule_reports_nothing_in_a_good_case(code: str, text: str) -> None:
    assert findings(parse_case(text).files, code) == []


@pytest.mark.parametrize(("source", "target", "locale"), ENDINGS)
def test_a_mark_is_kept_and_only_a_colon_or_an_ellipsis_counts_as_added(
    source: str, target: str, locale: str
) -> None:
    text = messages(source, target, locale)
    if "⟦" in target:
        assert unreported_marks(text, "ED501") == []
    else:
        assert findings(parse_case(text).files, "ED501") == []
