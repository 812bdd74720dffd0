"""Rules about numbers and dates; ⟦ ⟧ marks the characters that a rule must report."""

import pytest

from eventdocs.model.strings import TextKind, TextPair
from eventdocs.rules.numbers import number_differences
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
    "ED505": (
        [
            messages("At most 1,000 disks.", "Höchstens ⟦1,000⟧ Disks.", "de-DE"),
            messages("At 70 percent.", "⟦Em setenta por cento.⟧"),
            messages("Wait 300 seconds.", "⟦Aguarde 30 segundos.⟧"),
            messages("Call +1 555 2368.", "⟦Ligue para +1 555 2386.⟧"),
        ],
        [
            messages("At most 1,000 disks.", "Höchstens 1.000 Disks.", "de-DE"),
            messages("At 70 percent.", "٧٠ بالمائة", "ar"),
            messages("Disk %1 of 2.", "Disco %1 de 2."),
            messages("+1 555 2368", "+55 47 5555 2368"),
            messages("123-123-1234", "01234 123456", "de-DE"),
            messages("Letter 8 1/2 x 13 in", "Brief 8,5 × 13 Zoll", "de-DE"),
            messages("Between 1.0 and 20.", "Entre 1 e 20."),
            messages("At least 3 keys, such as 01 and 02.", "Mindestens drei, wie 01 und 02.", "de-DE"),
        ],
    ),
    "ED509": (
        [
            messages("Since 03/30/2017.", "Desde ⟦03/30/2017⟧."),
            messages("Since 12/01/2017.", "Seit ⟦12/01/2017⟧.", "de-DE"),
            messages("Until 03/04/2019 only.", "Até ⟦03/04/2019⟧ apenas."),
        ],
        [
            messages("Since 03/30/2017.", "Desde 30/03/2017."),
            messages("Since 2017-03-30.", "Desde 2017-03-30."),
            messages("Since 03/30/2017.", "Desde março de 2017."),
        ],
    ),
}


@pytest.mark.parametrize(("code", "text"), bad_cases(CASES))
def test_a_rule_reports_the_marked_characters_of_a_bad_case(code: str, text: str) -> None:
    assert unreported_marks(text, code) == []


@pytest.mark.parametrize(("code", "text"), good_cases(CASES))
def test_a_rule_reports_nothing_in_a_good_case(code: str, text: str) -> None:
    assert findings(parse_case(text).files, code) == []


def test_a_number_that_is_missing_many_times_is_reported_once() -> None:
    found = number_differences(TextPair("70 of 70.", "Alle.", "de-DE", TextKind.MARKUP, "en-US"))
    assert [each.message for each in found] == ["the translation is missing the number `70`"]
