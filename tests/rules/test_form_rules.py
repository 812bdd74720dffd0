"""Rules about the form of catalog files, which their readers report; ⟦ ⟧ marks the characters that a rule must report."""

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
    source_strings,
    unreported_marks,
)


def _tags(number: int) -> str:
    return ", ".join(f"x-{at:03}" for at in range(number))


CASES: Cases = {
    "ED001": (
        [
            "id: 7\nname: [DiskFull\nstrings⟦:⟧ {}\n",
            "id: 7\n\tname⟦:⟧ DiskFull\n".replace("\tname⟦:⟧", "⟦\t⟧name:"),
            "id: 7\nname: a⟦:⟧ b\nstrings: {}\n",
        ],
        [
            EVENT,
            "id: 7\r\nname: DiskFull\r\nstrings: {}\r\n",
            '{"id": "7", "name": "DiskFull", "strings": {}}\n',
        ],
    ),
    "ED002": (
        [
            "id: 7\nname: Disk⟦\x07⟧Full\nstrings: {}\n",
            'id: 7\nname: ⟦"Disk\\x07Full"⟧\nstrings: {}\n',
            "id: 7\nname: Disk⟦\u2028⟧Full\nstrings: {}\n",
            source_strings('{description: ⟦"A\\x07."⟧}'),
            source_strings('{description: [A., ⟦"B\\r."⟧]}'),
            source_strings('{parameters: {⟦"A\\0"⟧: {}}}'),
        ],
        [
            EVENT,
            "\ufeff" + EVENT,
            source_strings('{message: "Tab\\tand é."}'),
            source_strings('{message: "A\\x07 \\r\\nB\\0"}'),
            source_strings('{message: [A., "\\eB"]}'),
        ],
    ),
    "ED003": (
        [
            "id: 7\n⟦id⟧: 8\nname: DiskFull\nstrings: {}\n",
            source_strings("{message: A., ⟦message⟧: B.}"),
            "id: 7\nname: DiskFull\nstrings:\n  en-US: {}\n  ⟦'en-US'⟧: {}\n",
        ],
        [EVENT, source_strings("{message: A., description: A.}"), event("keywords: [A, A]")],
    ),
    "ED004": (
        [
            "id: 7\nname: ⟦&x DiskFull⟧\nstrings: {}\n",
            event("task: &x A", "opcode: ⟦*x⟧"),
            "id: 7\nname: ⟦!!str 7⟧\nstrings: {}\n",
            "id: 7\nname: DiskFull\nstrings: {⟦<<⟧: {}}\n",
        ],
        [
            EVENT,
            source_strings("{message: '&x *y !z'}"),
            source_strings("{message: <<}".replace("<<", "'<<'")),
        ],
    ),
    "ED005": (
        [
            "id: " + "[" * 31 + "⟦[⟧" + "]" * 32 + "\n",
            "id: " + "{a: " * 31 + "⟦{⟧" + "}" * 32 + "\n",
            "[" * 32 + "⟦[⟧" + "]" * 33 + "\n",
        ],
        [EVENT, "id: " + "[" * 31 + "]" * 31 + "\n", source_strings("{message: '" + "[" * 60 + "'}")],
    ),
    "ED006": (
        [
            source_strings("{message: ⟦" + "x" * 100_001 + "⟧}"),
            source_strings("\n    message: ⟦'" + "x" * 100_001 + "'⟧"),
            event("task: ⟦" + "x" * 100_001 + "⟧"),
        ],
        [
            EVENT,
            source_strings("{message: " + "x" * 100_000 + "}"),
            source_strings("{message: [" + "xy, " * 30_000 + "z]}"),
        ],
    ),
    "ED007": (
        [EVENT + "⟦---⟧\nid: 8\n", "⟦⟧", EVENT + "...\n⟦---⟧ a\n"],
        [EVENT, "---\n" + EVENT, EVENT + "...\n"],
    ),
    "ED010": (
        [
            source_strings("{⟦mesage⟧: A.}"),
            event("⟦levle⟧: error"),
            shared_labels("headings:\n  ⟦mesage⟧: x"),
            catalog_file(HEADER + "⟦chanels⟧: {}\n"),
        ],
        [EVENT, event("level: error"), shared_labels("headings: {message: x}")],
    ),
    "ED011": (
        [
            event("keywords: ⟦Storage⟧"),
            event("level: ⟦[error]⟧"),
            source_strings("{message: ⟦{a: b}⟧}"),
        ],
        [event("keywords: [Storage]"), source_strings("{message: [a, b]}"), event("parameters: []")],
    ),
    "ED012": (
        [
            event("level: ⟦eror⟧"),
            "id: ⟦../7⟧\nname: DiskFull\nstrings: {}\n",
            "id: 7\nname: DiskFull\nstrings: {⟦pt_BR⟧: {}}\n",
            catalog_file(HEADER + "rules: [{rule: ⟦X⟧, severity: off}]\n"),
        ],
        [event("level: log_always"), event("version: 0"), event("provider: store")],
    ),
    "ED013": (
        ["⟦id⟧: 7\nstrings: {}\n", "⟦name⟧: DiskFull\nstrings: {}\n", catalog_file("⟦locales⟧: [en-US]\n")],
        [EVENT, catalog_file(HEADER), event("parameters: [{name: a}]")],
    ),
    "ED014": (
        [
            source_strings("{description: ⟦' A.'⟧}"),
            source_strings("{description: ['A.', ⟦'  B.'⟧]}"),
            event("task: ⟦'A '⟧"),
        ],
        [
            source_strings("{description: ['A.', ' B.']}"),
            source_strings("{message: '  A. '}"),
            source_strings("{message: |-\n    A.}".replace("}", "")).replace("{message", "\n    message"),
            EVENT,
        ],
    ),
    "ED016": (
        [f"# event/7.yaml\n⟦⟧{EVENT}", "# other.yaml\n⟦⟧a: b\n", "# labels/a/pt-BR.yaml\n⟦⟧{}\n"],
        [f"# events/a/b/7.yaml\n{EVENT}", shared_labels("{}"), "# glossary.yaml\nterms: []\n"],
    ),
    "ED019": (
        [
            catalog_file(f"source_locale: en-US\nlocales: ⟦[en-US, {_tags(200)}]⟧\n"),
            catalog_file(HEADER + f"fallbacks: {{pt-BR: ⟦[{_tags(201)}]⟧}}\n"),
            f"id: 7\nname: DiskFull\nstrings: ⟦{{{_tags(201).replace(',', ': {},')}: {{}}}}⟧\n",
        ],
        [
            catalog_file(f"source_locale: en-US\nlocales: [en-US, {_tags(199)}]\n"),
            catalog_file(HEADER + f"fallbacks: {{pt-BR: [{_tags(200)}]}}\n"),
            event(f"keywords: [{_tags(201)}]"),
        ],
    ),
    "ED020": (
        [
            catalog_file(f"format: ⟦2⟧\n{HEADER}"),
            catalog_file(f"{HEADER}format: ⟦'10'⟧\n"),
            catalog_file(f"{HEADER}format: ⟦999999⟧\nnovelty: [1, 2]\n"),
        ],
        [
            catalog_file(f"format: 1\n{HEADER}"),
            catalog_file(f"{HEADER}format: '1'\n"),
            catalog_file(HEADER),
        ],
    ),
}


@pytest.mark.parametrize(("code", "text"), bad_cases(CASES))
def test_a_rule_reports_the_marked_characters_of_a_bad_case(code: str, text: str) -> None:
    assert unreported_marks(text, code) == []


@pytest.mark.parametrize(("code", "text"), good_cases(CASES))
def test_a_rule_reports_nothing_in_a_good_case(code: str, text: str) -> None:
    assert findings(parse_case(text).files, code) == []
