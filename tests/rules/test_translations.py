"""Rules about missing, copied and unusual translations; ⟦ ⟧ marks the characters that a rule must report."""

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

LONG = "This event is emitted when the disk of the server is full and nothing can be written."
CASES: Cases = {
    "ED201": (
        [
            event_file("strings:\n  en-US: {message: [A., B.]}\n  pt-BR:\n    message: ⟦C. D.⟧\n"),
            event_file("strings:\n  en-US: {message: A. B.}\n  pt-BR:\n    ⟦message⟧: [C., D.]\n"),
            event_file(
                "strings:\n  en-US: {message: [A., B., C.]}\n  ja-JP:\n    ⟦message⟧:\n      - D.\n      - E.\n"
            ),
            event_file('strings:\n  en-US: {note: "A.\\n\\nB."}\n  pt-BR:\n    note: ⟦C. D.⟧\n'),
            event_file('strings:\n  en-US: {note: "- A.\\n- B."}\n  pt-BR:\n    ⟦note⟧: [A., B.]\n'),
            event_file('strings:\n  en-US: {note: "- A."}\n  pt-BR:\n    note: ⟦1. A.⟧\n'),
        ],
        [
            event_file("strings:\n  en-US: {message: [A., B.]}\n  pt-BR: {message: [C., D.]}\n"),
            event_file("strings:\n  en-US: {message: A.}\n  pt-BR: {message: [C.]}\n"),
            event_file("strings:\n  en-US: {message: [A., B.]}\n"),
            blocks("A.\n\n- B.\n- C.\n\n```\nx\n```", "D.\n\n* E.\n\n* F.\n\n~~~ sql\nx\n~~~"),
            event_file('strings:\n  en-US: {steps: "- A.\\n- B."}\n  pt-BR: {steps: C.}\n'),
        ],
    ),
    "ED202": (
        [
            event_file("strings:\n  en-US: {message: A., note: B.}\n  ⟦pt-BR⟧: {message: C.}\n"),
            event_file("strings:\n  en-US: {title: Disk full}\n  ⟦pt-BR⟧: {message: C.}\n"),
            event_file("strings:\n  en-US: {message: A.}\n  ⟦ja-JP⟧: {labels: {levels: {error: X}}}\n"),
            event_file(
                "parameters: [{name: X}]\nstrings:\n"
                "  en-US: {message: A., parameters: {X: {description: B.}}}\n  ⟦ru-RU⟧: {message: C.}\n"
            ),
        ],
        [
            "# catalog.yaml\nsource_locale: en-US\nlocales: [en-US, ar]\n# events/7-diskfull.yaml\n"
            + event_file("strings:\n  en-US: {message: A.}\n  ar: {message: ب.}\n"),
            "# catalog.yaml\nsource_locale: en-US\nlocales: [en-US]\n# events/7-diskfull.yaml\n"
            + event_file("strings:\n  en-US: {message: A.}\n"),
            "# catalog.yaml\nsource_locale: en-US\nlocales: [en-US, ar]\n# events/7-diskfull.yaml\n"
            + event_file("strings:\n  en-US: {title: 7 - DiskFull}\n"),
        ],
    ),
    "ED203": (
        [
            event_file("strings:\n  en-US: {message: A.}\n  pt-BR:\n    message: ⟦''⟧\n"),
            event_file("strings:\n  en-US:\n    message: ⟦''⟧\n"),
            event_file(
                "strings:\n  en-US: {message: [A., B.]}\n  pt-BR:\n    message:\n      - C.\n      - ⟦''⟧\n"
            ),
            event_file('strings:\n  en-US: {note: "- A.\\n- B."}\n  pt-BR:\n    note: ⟦"- C.\\n-"⟧\n'),
        ],
        [
            blocks("|A|\n|-|\n||", "|B|\n|-|\n||"),
            messages("A.", "B."),
            source_text("A."),
            event_file("strings:\n  en-US: {message: [A., B.]}\n"),
        ],
    ),
    "ED204": (
        [
            messages("The disk is full.", "⟦The disk is full.⟧"),
            descriptions("Set `x` to free space.", "⟦Set `x` to free space.⟧", "de-DE"),
            event_file(
                "strings:\n  en-US: {message: [Closed., The disk is full.]}\n"
                "  fr-FR:\n    message:\n      - Fermé.\n      - ⟦The disk is full.⟧\n"
            ),
        ],
        [
            messages(
                "AppDomain.FriendlyName %1, ProcessName %2, ProcessId %3.",
                "AppDomain.FriendlyName %1, ProcessName %2, ProcessId %3.",
            ),
            messages("%1", "%1"),
            messages("Message", "Message", "fr-FR"),
            messages("0x80070005: %1 (4031)", "0x80070005: %1 (4031)", "ja-JP"),
        ],
    ),
    "ED205": (
        [
            messages("The disk is full.", "⟦O disco está cheio.⟧", "ja-JP"),
            messages("The disk is full.", "⟦Le disque est plein.⟧", "ru-RU"),
            messages("The disk is full.", "⟦Диск заполнен.⟧", "pt-BR"),
        ],
        [
            messages("SocketId %1 closed.", "SocketId %1 が閉じました。", "ja-JP"),
            messages("ServiceHost: %1.", "ServiceHost：%1。", "ja-JP"),
            messages("OK", "OK", "ar"),
            messages("Bourne Again Shell", "Bourne Again Shell (bash)", "zh-CN"),
            messages("The tognee", "togne", "ja-JP"),
            messages("Embedding (left to right) begins", "Embedding begins (left to right)", "zh-CN"),
        ],
    ),
    "ED211": (
        [
            event_file(
                "strings:\n  en-US: {message: ⟦Disk is full.⟧, about: {message: {max_length: 12}}}\n"
                "  pt-BR: {message: ⟦Disco cheio..⟧}\n"
            ),
            event_file(
                "strings:\n  en-US: {cause: [A., B.], about: {cause: {max_length: 5}}}\n"
                "  pt-BR:\n    ⟦cause⟧: [C., De.]\n"
            ),
            event_file(
                "parameters: [{name: X}]\nstrings:\n  en-US:\n    message: A.\n"
                "    parameters: {X: {description: ⟦B.⟧}}\n"
                "    about: {parameters.X.description: {max_length: 1}}\n"
            ),
        ],
        [
            event_file(
                "strings:\n  en-US: {message: Disk full., about: {message: {max_length: 12}}}\n"
                "  pt-BR: {message: Disco cheio., note: A longer text.}\n"
            ),
            event_file(
                "strings:\n  en-US: {cause: [A., B.], about: {cause: {max_length: 5}}}\n  pt-BR: {cause: C.}\n"
            ),
            event_file("strings:\n  en-US: {message: Full., about: {message: {comment: Short.}}}\n"),
        ],
    ),
    "ED210": (
        [
            descriptions(LONG, "⟦Cheio.⟧"),
            descriptions(
                "Full.",
                "⟦Este evento é emitido quando o disco do servidor está cheio e nada pode ser gravado.⟧",
            ),
            descriptions(LONG, "⟦満杯。⟧", "ja-JP"),
        ],
        [
            descriptions(LONG, "Este evento é emitido quando o disco do servidor está cheio."),
            descriptions("Full.", "O disco está completamente cheio."),
            descriptions(LONG, "サーバーのディスクがいっぱいで、何も書き込めないときに発生します。", "ja-JP"),
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
    ("source", "target", "message"),
    [
        ("A.\n\nB.\n\nC.", "A.\n\nB.", "the translation has 2 paragraphs, the source has 3"),
        ("A.\n\n- B.\n- C.", "A.\n\n- B.", "the translation has 1 list item, the source has 2"),
        ("A.\n\n    x", "A.", "the translation has no code blocks, the source has 1"),
        ("- A.\n\n  B.", "- A.\n- B.", "the translation has 2 list items, the source has 1"),
        (
            "A.\n\n- B.",
            "- A.\n\nB.",
            "block 1 of the translation is a list item, in the source it is a paragraph",
        ),
        (
            "- A.\n- B.",
            "- A.\n  - B.",
            "the blocks of the translation are nested differently than those of the source",
        ),
    ],
)
def test_the_first_difference_in_structure_is_named(source: str, target: str, message: str) -> None:
    """A finding names the wrong block, so that a translator need not compare a long text block by block."""
    files, _ = parse_case(blocks(source, target))
    assert [finding.message for finding in findings(files, "ED201")] == [message]


def test_code_alone_needs_no_translation() -> None:
    files, _ = parse_case(
        event_file('strings:\n  en-US: {details: "```\\nx\\n```", note: A.}\n  pt-BR: {note: B.}\n')
    )
    assert not findings(files, "ED202")
