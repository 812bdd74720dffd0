"""Missing, invalid and unused files of groups are reported with their location."""

import pytest

from tests.rules.catalogs import (
    EVENT,
    Cases,
    bad_cases,
    findings,
    good_cases,
    parse_case,
    unreported_marks,
)

DISK = f"# events/disk/7-diskfull.yaml\n{EVENT}"
GROUP = "# events/disk/group.yaml\nstrings:\n  en-US:\n    title: Disks\n"

CASES: Cases = {
    "ED122": (
        [
            f"# events/disk/group.yaml\nstrings:\n  ⟦en-US⟧: {{introduction: A.}}\n{DISK}",
            f"# events/disk/group.yaml\n⟦strings⟧:\n  pt-BR: {{title: Discos}}\n{DISK}",
            f"# events/group.yaml\nstrings: {{en-US: {{title: ⟦All⟧, introduction: A.}}}}\n{EVENT}",
        ],
        [
            GROUP + DISK,
            f"{GROUP}  pt-BR: {{introduction: A.}}\n{DISK}",
            f"# events/group.yaml\nstrings: {{en-US: {{introduction: A.}}}}\n{EVENT}",
        ],
    ),
    "ED119": (
        [
            f"# events/disks/group.yaml\n⟦⟧strings: {{en-US: {{title: Disks}}}}\n{DISK}",
            f"# events/disk/a/group.yaml\n⟦⟧strings: {{en-US: {{title: Disks}}}}\n{DISK}",
            f"{GROUP}# events/7-diskfull.yaml\n{EVENT}".replace("strings:\n", "⟦⟧strings:\n", 1),
        ],
        [GROUP + DISK, DISK, f"# events/group.yaml\nstrings: {{en-US: {{introduction: A.}}}}\n{EVENT}"],
    ),
}


@pytest.mark.parametrize(("code", "text"), bad_cases(CASES))
def test_a_rule_reports_the_marked_characters_of_a_bad_case(code: str, text: str) -> None:
    assert unreported_marks(text, code) == []


@pytest.mark.parametrize(("code", "text"), good_cases(CASES))
def test_a_rule_reports_nothing_in_a_good_case(code: str, text: str) -> None:
    assert findings(parse_case(text).files, code) == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ED010", GROUP.replace("title", "⟦tittle⟧")),
        ("ED010", f"{GROUP}⟦id⟧: 7\n"),
        ("ED122", "# events/group.yaml\nstrings: {en-US: {title: ⟦All⟧, introduction: A.}}\n"),
        ("ED011", "# events/disk/group.yaml\nstrings: ⟦Disks⟧\n"),
        ("ED012", GROUP.replace("en-US", "⟦english_us⟧")),
        ("ED122", "# events/disk/group.yaml\nstrings:\n  ⟦en-US⟧: {introduction: A.}\n"),
        ("ED122", "# events/disk/group.yaml\n⟦strings⟧:\n  pt-BR: {title: Discos}\n"),
        ("ED014", GROUP.replace("Disks", "⟦'Disks '⟧")),
        ("ED103", f"{GROUP}  ⟦de-DE⟧: {{title: Platten}}\n"),
        ("ED104", "# events/a@1/group.yaml\n⟦⟧strings: {en-US: {title: Disks}}\n"),
        ("ED104", "# events/a:b/group.yaml\n⟦⟧strings: {en-US: {title: Disks}}\n"),
        ("ED202", f"{GROUP}    introduction: Full disks.\n  ⟦pt-BR⟧: {{title: Discos}}\n"),
        ("ED203", GROUP.replace("Disks", "⟦''⟧")),
        ("ED301", f"{GROUP}    introduction: See %1.\n  pt-BR: {{title: D, introduction: ⟦Veja.⟧}}\n"),
        ("ED503", f"{GROUP}    introduction: Full⟦  ⟧disks.\n"),
    ],
)
def test_errors_of_a_group_are_reported_with_their_location(code: str, text: str) -> None:
    catalog = "# catalog.yaml\nsource_locale: en-US\nlocales: [en-US, pt-BR]\n"
    assert unreported_marks(f"{catalog}{text}{DISK}", code) == []


def test_a_finding_in_a_group_can_be_allowed() -> None:
    text = f"{GROUP}    introduction: Full  disks.\n    about: {{introduction: {{allow: {{ED503: aligned}}}}}}\n{DISK}"
    assert findings(parse_case(text).files, "ED503") == []
    assert findings(parse_case(text).files, "ED116") == []
