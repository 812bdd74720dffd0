"""Rules about the source texts and files; ⟦ ⟧ marks the characters that a rule must report."""

import pytest

from tests.rules.catalogs import (
    Cases,
    bad_cases,
    event_file,
    findings,
    good_cases,
    parse_case,
    source_text,
    unreported_marks,
)

CASES: Cases = {
    "ED530": (
        [
            event_file("strings:\n  ⟦en-US⟧: {note: Rare.}\n"),
            event_file("⟦strings⟧:\n  pt-BR: {message: Cheio.}\n"),
            event_file("strings:\n  ⟦en-US⟧: {title: 7 - DiskFull}\n"),
        ],
        [
            source_text("Full."),
            source_text("Full.", "description"),
            event_file("strings:\n  en-US: {message: [A., B.]}\n"),
        ],
    ),
    "ED531": (
        [
            source_text("Emitted when the disk is full.", "description")
            + f"# events/{n}.yaml\nid: {n}\nname: X\nstrings:\n  en-US: {{description: {text}}}\n"
            for n, text in (
                (8, "⟦Emitted when the disk is full.⟧"),
                (9, "⟦'Emitted when the disk is full.'⟧"),
                (10, '⟦"Emitted when the disk is full."⟧'),
            )
        ],
        [
            source_text("Emitted when the disk is full.", "description"),
            source_text("Full.", "description")
            + "# events/8.yaml\nid: 8\nname: X\nstrings:\n  en-US: {description: Full.}\n",
            source_text("Emitted when the disk is full.", "description")
            + "# events/8.yaml\nid: 7\nversion: 1\nname: DiskFull\nstrings:\n"
            "  en-US: {description: Emitted when the disk is full.}\n",
        ],
    ),
    "ED532": (
        [
            "# events/7.yaml\nid: 7\nname: ⟦DiskFull⟧\nstrings: {}\n",
            "# events/a/8-diskfull.yaml\nid: 7\nname: ⟦DiskFull⟧\nstrings: {}\n",
            "# events/7-diskfull.yaml\nid: 7\nversion: 1\nname: ⟦DiskFull⟧\nstrings: {}\n",
        ],
        [
            "# events/a/b/7-diskfull.yaml\nid: 7\nname: DiskFull\nstrings: {}\n",
            "# events/7-diskfull-v1.yaml\nid: 7\nversion: 1\nname: DiskFull\nstrings: {}\n",
            "# events/7-diskfull.yaml\nid: 7\nprovider: store\nname: DiskFull\nstrings: {}\n",
        ],
    ),
    "ED533": (
        [
            source_text("A.") + f"# events/8.yaml\nid: ⟦7⟧\nversion: {version}\nname: {name}\nstrings: {{}}\n"
            for version, name in ((1, "DiskSlow"), (2, "DiskFul"), (3, "diskfull"))
        ],
        [
            source_text("A.") + "# events/8.yaml\nid: 7\nversion: 1\nname: DiskFull\nstrings: {}\n",
            source_text("A.") + "# events/8.yaml\nid: 8\nname: DiskFull\nstrings: {}\n",
            source_text("A.") + "# events/8.yaml\nid: 7\nprovider: store\nname: DiskSlow\nstrings: {}\n",
        ],
    ),
}


@pytest.mark.parametrize(("code", "text"), bad_cases(CASES))
def test_a_rule_reports_the_marked_characters_of_a_bad_case(code: str, text: str) -> None:
    assert unreported_marks(text, code) == []


@pytest.mark.parametrize(("code", "text"), good_cases(CASES))
def test_a_rule_reports_nothing_in_a_good_case(code: str, text: str) -> None:
    assert findings(parse_case(text).files, code) == []
