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

OTHER = "# events/8-diskfull.yaml\nid: 8\nname: DiskFull\nstrings: {}\n"

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
            event("replaced_by: ⟦8⟧"),
        ],
        [
            event("see_also: [7]"),
            event("provider: store", "see_also: [7]"),
            event("provider: store", "see_also: [store/7]"),
            event("replaced_by: 8") + OTHER,
        ],
    ),
    "ED118": (
        [
            event("replaced_by: ⟦7⟧"),
            event("provider: store", "replaced_by: ⟦store/7⟧"),
            # 9 is replaced by 8, but not part of the cycle.
            event("replaced_by: ⟦8⟧")
            + OTHER.replace("strings", "replaced_by: 7\nstrings")
            + OTHER.replace("8", "9").replace("strings", "replaced_by: 8\nstrings"),
        ],
        [
            event("replaced_by: 8") + OTHER,
            event("replaced_by: 9"),
            event("provider: store", "replaced_by: 8") + OTHER.replace("strings", "replaced_by: 9\nstrings"),
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
            f"# catalog.yaml\n{HEADER}providers: {{store: {{name: A, keywords: {{Storage: {{mask: '0x1'}}}}}}}}\n"
            + shared_labels("keywords: {Storage: x}"),
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


def test_a_cycle_names_all_of_its_events_and_a_misspelled_key_is_corrected() -> None:
    cycle = event("replaced_by: 8") + OTHER.replace("strings", "replaced_by: 7\nstrings")
    (found,) = findings(parse_case(cycle).files, "ED118")
    assert found.message == "the events replace each other: `7` → `8` → `7`"
    assert [str(location) for location in found.related] == ["events/8-diskfull.yaml:3:14"]
    (itself,) = findings(parse_case(event("replaced_by: 7")).files, "ED118")
    assert itself.message == "event `7` is replaced by itself"
    (dangling,) = findings(
        parse_case(event("replaced_by: 4013") + OTHER.replace("id: 8", "id: 4031")).files, "ED112"
    )
    assert (dangling.hint, dangling.field) == ("did you mean `4031`?", "replaced_by")
