"""Rules about typography; ⟦ ⟧ marks the characters that a rule must report."""

import pytest

from tests.rules.catalogs import (
    Cases,
    bad_cases,
    blocks,
    event_file,
    findings,
    good_cases,
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
