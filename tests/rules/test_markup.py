"""Rules about markup and links; ⟦ ⟧ marks the characters that a rule must report."""

import pytest

from tests.rules.catalogs import (
    Cases,
    bad_cases,
    blocks,
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
    "ED401": (
        [
            descriptions("A|B", "A ⟦#124;⟧B"),
            descriptions("It's", "⟦& #39;⟧ A"),
            descriptions("A|B", "A ⟦&amp;#124;⟧B"),
        ],
        [
            descriptions("A|B", "A | B"),
            descriptions("Item #12; see A.", "Item #12; veja A."),
            descriptions("Use `&lt;`.", "Use `&lt;`."),
        ],
    ),
    "ED409": (
        [
            descriptions("A < B", "A ⟦&lt;⟧ B"),
            descriptions("A™", "B⟦&trade;⟧"),
            messages('The "%1"', "O ⟦&quot;⟧%1⟦&quot;⟧"),
        ],
        [
            descriptions("A < B", "A < B"),
            descriptions("Use `&lt;`.", "Use `&lt;`."),
            messages('The <b>"%1"</b>', "O <b>&quot;%1&quot;</b>"),
        ],
    ),
    "ED402": (
        [
            descriptions("See [it](https://a.example/x).", "Veja [isto](⟦https://a.example/y⟧)."),
            descriptions("See [it](https://a.example/x).", "⟦Veja isto.⟧"),
            descriptions("See <https://a.example/x>.", "⟦Veja isto.⟧"),
        ],
        [
            descriptions("See [it](https://a.example/en-us/x).", "Veja [isto](https://a.example/pt-br/x)."),
            descriptions("See [it](https://a.example/x).", "Veja [isto](https://a.example/x)."),
            descriptions("See it.", "Veja isto."),
        ],
    ),
    "ED403": (
        [
            source_text("The ⟦<b>⟧disk⟦</b>⟧.", "description"),
            descriptions("A", "B⟦<br/>⟧C"),
            source_text("A⟦&nbsp;⟧B", "description"),
        ],
        [
            source_text("The `<b>` tag.", "description"),
            source_text("The <b>.", "message"),
            source_text("A < B, see <https://a.example>.", "description"),
        ],
    ),
    "ED408": (
        [
            blocks("⟦#⟧ Causes\n\nA.", "B."),
            blocks("A.", "- B ![C](c.png)\n\n⟦***⟧\n\nC."),
            blocks("Causes\n⟦===⟧", "B."),
            blocks("See [it].\n\n⟦[it]:⟧ https://a.example/", "B."),
            source_text("Open ⟦![disk](disk.png)⟧.", "steps"),
            blocks("⟦" + "\n".join(f"{'  ' * level}- A" for level in range(9)) + "⟧", "B."),
            blocks("A.", "⟦" + "> " * 20 + "B.⟧"),
        ],
        [
            source_text("# A", "steps"),
            source_text("# A", "message"),
            blocks("\n".join(f"{'  ' * level}- A" for level in range(8)), "B."),
            event_file("strings:\n  en-US: {details: [A., '# B.']}\n"),
            blocks("A.\n\n    # comment\n    ---", "B.\n\n    # comment\n    ---"),
            blocks("`![A](b)`, #5 [x]: y", "B."),
        ],
    ),
    "ED404": (
        [
            source_text("See [x](⟦javascript:y⟧).", "description"),
            descriptions("See [x](a.html).", "Veja [x](⟦file:///a⟧)."),
            source_text("See [x](⟦//evil.example⟧).", "description"),
        ],
        [
            source_text("See [x](https://a.example/).", "description"),
            source_text("See [x](8-other.html).", "description"),
            source_text("See [x](mailto:a@b.example).", "description"),
        ],
    ),
    "ED405": (
        [
            source_text("Set ⟦`⟧MaxBytes.", "description"),
            descriptions("Do **not**.", "⟦**⟧Não*."),
            source_text("A `b` ⟦`⟧c", "description"),
        ],
        [
            source_text("Set `MaxBytes`.", "description"),
            source_text("Do **not**.", "description"),
            source_text("5 ` 3", "message"),
        ],
    ),
    "ED406": (
        [
            descriptions("Do **not**.", "⟦Não.⟧"),
            descriptions("**A** and **B**.", "⟦**A** e B.⟧"),
            descriptions("Do **not**.", "⟦しない。⟧", "ja-JP"),
        ],
        [
            descriptions("Do **not**.", "**Não**."),
            descriptions("Do not.", "**Não**."),
            messages("A ** B", "A B"),
        ],
    ),
    "ED407": (
        [
            descriptions("`true` if full.", "⟦`true`⟧Se cheio."),
            descriptions("The `A` event.", "O evento⟦`A`⟧.", "pt-BR"),
            descriptions("The `A` event.", "Das⟦`A`⟧-Ereignis.", "de-DE"),
        ],
        [
            descriptions("The `A` event.", "Das `A`-Ereignis, l'`A`.", "de-DE"),
            descriptions("The `A` event.", "この`A`イベント。", "ja-JP"),
            descriptions("Two`A`s.", "Dois`A`es."),
        ],
    ),
}


@pytest.mark.parametrize(("code", "text"), bad_cases(CASES))
def test_a_rule_reports_the_marked_characters_of_a_bad_case(code: str, text: str) -> None:
    assert unreported_marks(text, code) == []


@pytest.mark.parametrize(("code", "text"), good_cases(CASES))
def test_a_rule_reports_nothing_in_a_good_case(code: str, text: str) -> None:
    assert findings(parse_case(text).files, code) == []
