"""Rules about typography; ⟦ ⟧ marks the characters that a rule must report."""

import pytest

from tests.rules.catalogs import (
    Cases,
    bad_cases,
    blocks,
    event_file,
    findings,
    good_cases,
    labels_and_event,
    messages,
    parse_case,
    source_text,
    unreported_marks,
)

CASES: Cases = {
    "ED510": (
        [
            messages("It happened.", "olay oldu⟦ .⟧", "tr-TR"),
            messages("Disk %1, full.", "Disco %1⟦ ,⟧ cheio."),
            messages("Is it full?", "Está cheio⟦ ?⟧"),
        ],
        [
            messages("Is it full?", "Est-il plein\u00a0?", "fr-FR"),
            messages("Use --force.", "Use --force ."),
            messages("A , b.", "A , b."),
        ],
    ),
    "ED502": (
        [
            messages("Name: %1", "Nom⟦:⟧ %1", "fr-FR"),
            messages("Full?", "Plein⟦ ?⟧", "fr-FR"),
            messages("Type '%1'", "Type ⟦«%⟧1\u00a0»", "fr-FR"),
        ],
        [
            messages("Name: %1", "Nom\u00a0: %1", "fr-FR"),
            messages("Full!", "Plein!", "fr-CA"),
            messages("All text files;;All files", "Fichiers de texte;;Tous les fichiers", "fr-FR"),
            messages("At 10:30, see https://a.example", "À 10:30, voir https://a.example", "fr-FR"),
        ],
    ),
    "ED503": (
        [
            blocks("> - A⟦  ⟧B.\n>   C⟦  ⟧D.", "> - E."),
            blocks("A.\n\n| A | B⟦  ⟧C |\n|-|-|\n| x \\| y⟦  ⟧z | D |", "E."),
            blocks("A.\n\n- B\n  C⟦  ⟧D.", "E.\n\n- F⟦  ⟧G.", header=">"),
            event_file('strings:\n  en-US:\n    note: "- A.\\n- B⟦  ⟧C"\n'),
            event_file('strings:\n  en-US: {note: A.}\n  pt-BR:\n    note: "- A.\\n- B⟦  ⟧C"\n'),
            source_text("The disk⟦  ⟧is full.", "description"),
            messages("Full.", "O disco⟦   ⟧está."),
            source_text("Type⟦  ⟧%1.", "note"),
        ],
        [
            blocks("A.\n\n-   B.\n\n        x  = 1\n\n|  C  |\n|-----|\n| d   |", "A."),
            source_text("The disk is full.", "description"),
            source_text("Hits:     %1\nMisses:   %2"),
            messages("Hits:     %1\nMisses:   %2", "Acertos:  %1\nErros:    %2"),
            messages("Hits:     %1", "Acertos: %1"),
            event_file("strings:\n  en-US: {message: [A., ' B.']}\n"),
            source_text("%1 %2"),
        ],
    ),
    "ED515": (
        [
            messages("  %1 files", "⟦⟧%1 arquivos"),
            messages("%1 files", "⟦ ⟧%1 arquivos"),
            messages("%1 files\n", "%1 arquivos⟦ ⟧"),
            messages("Settings - ", "Einstellungen -⟦⟧", "de-DE"),
        ],
        [
            messages("  %1 files", "  %1 arquivos"),
            messages("\n%1 files ", "\n%1 arquivos "),
            messages(" to add files", ", um Dateien hinzuzufügen", "de-DE"),
            messages("Disk ", "Disk-", "de-DE"),
            messages("% of files", "\u00a0% des fichiers", "fr-FR"),
            source_text("  %1"),
        ],
    ),
    "ED504": (
        [
            source_text("The ⟦disk disk⟧ is full."),
            messages("Full.", "O disco ⟦está está⟧ cheio."),
            messages("There was an error.", "Es gab einen ⟦Fehler Fehler⟧.", "de-DE"),
            source_text("⟦Is is⟧ full."),
        ],
        [
            source_text("All that that says."),
            messages("Tiny Tiny RSS", "O Tiny Tiny RSS"),
            messages("Ha ha!", "¡Ja ja!", "es-ES"),
            messages("A.", "Vous vous connectez.", "fr-FR"),
            source_text("%1 %1 full"),
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
    ("text", "repeated"),
    [
        (messages("Open file..", "Abrir arquivo.."), ["en-US .."]),
        (messages("Wait.. or stop.", "Pare ou espere.."), ["en-US .."]),
        (messages("A gw gw b.", "A b gw Gw."), ["en-US gw gw"]),
        (messages("Dash Dot Dot", "Traço ponto ponto"), []),
        (messages("Dash Dot Dot", "Traço ponto ponto.."), ["pt-BR .."]),
        (messages("Open the file..", "Abra este este.."), ["en-US ..", "pt-BR este este"]),
        (messages("Open the the file.", "Abra o arquivo.."), ["en-US the the", "pt-BR .."]),
        (messages("Opening...", "Abrindo.."), ["pt-BR .."]),
        (blocks("A a b..", "- Um disco..\n- Um um disco."), ["en-US ..", "pt-BR Um um"]),
        (event_file("strings:\n  pt-BR: {message: Abrir arquivo..}\n"), ["pt-BR .."]),
        (
            "# labels/en-US.yaml\nlevels: {critical: Very very bad}\n"
            + labels_and_event("pt-BR", "levels: {critical: Muito muito mau, error: Muito muito}"),
            ["en-US Very very", "pt-BR Muito muito"],
        ),
    ],
)
def test_a_translation_may_repeat_words_or_marks_if_its_source_does(text: str, repeated: list[str]) -> None:
    assert _repeated(parse_case(text).files) == repeated


def test_each_string_with_the_same_translation_has_its_own_source() -> None:
    own, other = messages("Open file..", "Abrir.."), messages("Open file", "Abrir..").replace("7", "8")
    files = parse_case(f"# events/7-diskfull.yaml\n{own}# events/8-diskfull.yaml\n{other}").files
    assert _repeated(files) == ["en-US ..", "pt-BR .."]


def _repeated(files: dict[str, bytes]) -> list[str]:
    """Return the locale and the characters of each finding about repetitions."""
    return [
        f"{finding.locale} {value[start:end]}"
        for finding in findings(files, "ED504")
        for value, start, end in [finding.text_range or ("", 0, 0)]
    ]
