"""Unknown, missing and misplaced sections of a catalog with declared sections are reported with their location."""

import pytest

from eventdocs.commands.check import all_diagnostics
from eventdocs.store.catalog import parse_catalog
from tests.rules.catalogs import (
    HEADER,
    Cases,
    bad_cases,
    findings,
    good_cases,
    parse_case,
    unreported_marks,
)

CATALOG = f"# catalog.yaml\n{HEADER}"
EVENT = "# events/7-diskfull.yaml\nid: 7\nname: DiskFull\nstrings:\n  en-US:\n    message: Full.\n"
IMPACT = "sections: {impact: {label: {en-US: Impact}, required: yes}}\n"

CASES: Cases = {
    "ED120": (
        [
            f"{CATALOG}sections: {{impact: {{after: ⟦descripton⟧}}}}\n{EVENT}",
            f"{CATALOG}sections: {{a: {{after: ⟦b⟧}}, b: {{after: c}}, c: {{after: a}}}}\n{EVENT}",
            f"{CATALOG}sections: {{a: {{after: ⟦a⟧}}, b: {{after: a}}}}\n{EVENT}",
        ],
        [
            EVENT,
            f"{CATALOG}sections: {{impact: {{after: see_also}}}}\n{EVENT}",
            f"{CATALOG}sections: {{a: {{after: b}}, b: {{after: c}}, c: {{}}}}\n{EVENT}",
        ],
    ),
    "ED121": (
        [
            f"{CATALOG}{IMPACT}{EVENT}".replace("en-US:\n", "⟦en-US⟧:\n"),
            f"{CATALOG}{IMPACT}{EVENT}    sections: {{impact: ''}}\n".replace("en-US:\n", "⟦en-US⟧:\n"),
            f"{CATALOG}{IMPACT}# events/7-diskfull.yaml\nid: 7\nname: DiskFull\n⟦strings⟧:\n  pt-BR: {{}}\n",
        ],
        [
            EVENT,
            f"{CATALOG}{IMPACT}{EVENT}    sections: {{impact: A.}}\n",
            f"{CATALOG}{IMPACT.replace('required: yes', 'required: no')}{EVENT}",
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
    ("code", "text"),
    [
        ("ED010", f"{CATALOG}sections: {{impact: {{}}}}\n{EVENT}    sections: {{⟦impct⟧: None.}}\n"),
        ("ED010", f"{EVENT}    sections: {{⟦impact⟧: None.}}\n"),
        ("ED010", f"{CATALOG}sections: {{impact: {{⟦lable⟧: {{en-US: Impact}}}}}}\n{EVENT}"),
        ("ED010", f"{CATALOG}{IMPACT}# labels/pt-BR.yaml\nheadings: {{⟦impct⟧: Impacto}}\n"),
        ("ED011", f"{CATALOG}sections: ⟦[impact]⟧\n{EVENT}"),
        ("ED011", f"{CATALOG}{IMPACT}{EVENT}    sections: ⟦None.⟧\n"),
        ("ED011", f"{CATALOG}{IMPACT}{EVENT}    sections: {{impact: ⟦{{a: b}}⟧}}\n"),
        ("ED012", f"{CATALOG}sections: {{⟦message⟧: {{}}}}\n{EVENT}"),
        ("ED012", f"{CATALOG}sections: {{⟦Impact⟧: {{}}}}\n{EVENT}"),
        ("ED012", f"{CATALOG}sections: {{impact: {{required: ⟦maybe⟧}}}}\n{EVENT}"),
        ("ED120", f"{CATALOG}sections: {{impact: {{after: ⟦descripton⟧}}}}\n{EVENT}"),
        ("ED120", f"{CATALOG}sections: {{a: {{after: ⟦b⟧}}, b: {{after: c}}, c: {{after: a}}}}\n{EVENT}"),
        ("ED120", f"{CATALOG}sections: {{a: {{after: ⟦a⟧}}, b: {{after: a}}}}\n{EVENT}"),
        ("ED121", f"{CATALOG}{IMPACT}{EVENT}".replace("en-US:\n", "⟦en-US⟧:\n")),
        (
            "ED121",
            f"{CATALOG}{IMPACT}{EVENT}  pt-BR: {{sections: {{impact: A.}}}}\n".replace(
                "en-US:\n", "⟦en-US⟧:\n"
            ),
        ),
        ("ED014", f"{CATALOG}{IMPACT}{EVENT}    sections: {{impact: ⟦' A.'⟧}}\n"),
        ("ED103", f"{CATALOG}sections: {{impact: {{label: {{de-DE: ⟦Wirkung⟧}}}}}}\n{EVENT}"),
        ("ED202", f"{CATALOG}{IMPACT}{EVENT}    sections: {{impact: A.}}\n  ⟦pt-BR⟧: {{message: Cheio.}}\n"),
        ("ED503", f"{CATALOG}{IMPACT}{EVENT}    sections: {{impact: A⟦  ⟧b.}}\n"),
    ],
)
def test_errors_of_a_section_are_reported_with_their_location(code: str, text: str) -> None:
    assert unreported_marks(text, code) == []
    assert len(findings(parse_case(text).files, code)) == 1


def test_a_hint_names_the_section_that_was_meant() -> None:
    text = f"{CATALOG}sections: {{impact: {{after: descripton}}}}\n{EVENT}    sections: {{impct: A.}}\n"
    files = parse_case(text).files
    assert [found.hint for found in findings(files, "ED010")] == ["did you mean `impact`?"]
    assert [found.hint for found in findings(files, "ED120")] == ["did you mean `description`?"]


def test_a_catalog_can_have_a_hundred_sections() -> None:
    def sections(number: int) -> str:
        names = ", ".join(f"s{at}: {{}}" for at in range(number))
        return f"{CATALOG}sections: {{{names}}}\n{EVENT}"

    assert findings(parse_case(sections(100)).files, "ED019") == []
    assert len(findings(parse_case(sections(101)).files, "ED019")) == 1


def test_a_good_catalog_with_sections_has_no_findings() -> None:
    text = (
        f"{CATALOG}sections:\n  impact: {{label: {{en-US: Impact, pt-BR: Impacto}}, required: yes}}\n"
        "  action: {label: {en-US: Action}, after: impact}\n"
        "# labels/pt-BR.yaml\nheadings: {action: Ação}\n"
        f"{EVENT}    sections: {{impact: None., action: [Wait., Try again.]}}\n"
        "  pt-BR:\n    message: Cheio.\n    sections: {impact: Nenhum., action: [Espere., Repita.]}\n"
        "    labels: {headings: {action: Ação}}\n"
    )
    assert all_diagnostics(parse_catalog(parse_case(text).files)) == []
