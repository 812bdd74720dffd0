"""Rules about references; ⟦ ⟧ marks the characters that a rule must report."""

import pytest

from tests.rules.catalogs import (
    EVENT,
    HEADER,
    Cases,
    bad_cases,
    catalog_file,
    event,
    findings,
    good_cases,
    parse_case,
    shared_labels,
    unreported_marks,
)

CASES: Cases = {
    "ED110": (
        [
            event("provider: ⟦disk⟧"),
            catalog_file(HEADER + "default_provider: ⟦prod⟧\n"),
            event("provider: ⟦stor⟧"),
        ],
        [
            event("provider: store"),
            EVENT,
            catalog_file(HEADER + "default_provider: p\nproviders: {p: {name: P}}\n"),
        ],
    ),
    "ED111": (
        [
            event("channel: ⟦analytics⟧"),
            event("provider: store", "channel: ⟦own⟧"),
            catalog_file(HEADER + "providers: {p: {name: P, channels: {own: P/Own}}}\n").replace(
                "name: DiskFull\n", "name: DiskFull\nchannel: ⟦own⟧\n"
            ),
        ],
        [
            event("channel: analytic"),
            EVENT,
            catalog_file(HEADER + "providers: {p: {name: P, channels: {own: P/Own}}}\n").replace(
                "name: DiskFull\n", "name: DiskFull\nprovider: p\nchannel: own\n"
            ),
        ],
    ),
    "ED112": (
        [
            event("see_also: [7, ⟦8⟧]"),
            event("see_also: [⟦7@1⟧]"),
            event("provider: store", "see_also: [⟦8⟧]"),
        ],
        [
            event("see_also: [7]"),
            event("provider: store", "see_also: [7]"),
            event("provider: store", "see_also: [store/7]"),
        ],
    ),
    "ED113": (
        [
            shared_labels("keywords:\n  Storge: ⟦x⟧", "keywords: [Storage]"),
            shared_labels("channels:\n  debug: ⟦x⟧"),
            "id: 7\nname: DiskFull\nstrings: {pt-BR: {labels: {keywords: {Storage: ⟦x⟧}}}}\n",
        ],
        [
            shared_labels("keywords: {Storage: x}", "keywords: [Storage]"),
            shared_labels("keywords: {'A, B': x}", "keywords: [A, B]"),
            shared_labels("channels: {analytic: x}"),
        ],
    ),
    "ED114": (
        [
            event("parameters: [{name: Drive}]").replace("{}", "{pt-BR: {parameters: {⟦Drve⟧: {}}}}"),
            EVENT.replace("{}", "{pt-BR: {parameters: {⟦Drive⟧: {}}}}"),
            event("parameters: []").replace("{}", "{en-US: {parameters: {⟦Drive⟧: {}}}}"),
        ],
        [
            event("parameters: [{name: Drive}]").replace("{}", "{pt-BR: {parameters: {Drive: {}}}}"),
            event("parameters: [{name: Drive}]"),
            EVENT,
        ],
    ),
}


@pytest.mark.parametrize(("code", "text"), bad_cases(CASES))
def test_a_rule_reports_the_marked_characters_of_a_bad_case(code: str, text: str) -> None:
    assert unreported_marks(text, code) == []


@pytest.mark.parametrize(("code", "text"), good_cases(CASES))
def test_a_rule_reports_nothing_in_a_good_case(code: str, text: str) -> None:
    assert findings(parse_case(text).files, code) == []
