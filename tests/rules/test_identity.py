"""Rules about event keys, locales and page paths; ⟦ ⟧ marks the characters that a rule must report."""

import pytest

from tests.rules.catalogs import (
    EVENT,
    HEADER,
    Cases,
    bad_cases,
    catalog_file,
    findings,
    good_cases,
    parse_case,
    shared_labels,
    unreported_marks,
)


def two_files(first: str, second: str) -> str:
    """Return two event files."""
    return (
        f"# events/7-diskfull.yaml\n{first}strings: {{}}\n# events/8-diskslow.yaml\n{second}strings: {{}}\n"
    )


UNSAFE = (
    "con",
    "NUL",
    "aux.txt",
    "lpt¹",
    "7.",
    "7\u00ad",
    "7\u200b",
    "\ufe0f7",
    "e\u0301",
    "7\ue000",
    "7\u0378",
)
TAKEN = (
    "index.html",
    "search.js",
    "status.html",
    "readme.md",
    "README.md",
    "sitemap.xml",
    "Search",
    "EVENTS",
)

CASES: Cases = {
    "ED101": (
        [
            two_files("id: 7\nname: A\n", "id: ⟦7⟧\nname: B\n"),
            two_files("id: 7\nname: A\nversion: 1\n", "id: ⟦7⟧\nname: A\nversion: 1\n"),
            two_files("id: 7\nname: A\nprovider: store\n", "id: ⟦7⟧\nname: B\nprovider: store\n"),
        ],
        [
            two_files("id: 7\nname: A\n", "id: 8\nname: A\n"),
            two_files("id: 7\nname: A\n", "id: 7\nname: A\nversion: 1\n"),
            two_files("id: 7\nname: A\n", "id: 7\nname: A\nprovider: store\n"),
        ],
    ),
    "ED102": (
        [
            catalog_file("source_locale: en-US\n⟦locales⟧: [pt-BR, en-US]\n"),
            catalog_file("source_locale: en-US\n⟦locales⟧: [en-US, pt-BR, pt-BR]\n"),
            catalog_file("source_locale: en-US\n⟦locales⟧: [en-US, pt-BR, ar]\n"),
        ],
        [
            catalog_file(HEADER),
            catalog_file("source_locale: pt-BR\nlocales: [pt-BR, en-US]\n"),
            catalog_file("source_locale: x\nlocales: [en]\n".replace("x", "en")),
        ],
    ),
    "ED103": (
        [
            "id: 7\nname: DiskFull\nstrings: {⟦pt-PT⟧: {}}\n",
            shared_labels("⟦⟧{}", locale="pt-PT"),
            catalog_file(HEADER + "fallbacks: {pt-BR: [⟦pt-PT⟧]}\n"),
            catalog_file(HEADER + "title: {⟦de⟧: X}\n".replace("⟦de⟧: X", "de: ⟦X⟧")),
        ],
        [EVENT, shared_labels("{}"), catalog_file(HEADER + "fallbacks: {pt-BR: [en-US]}\n")],
    ),
    "ED104": (
        [
            "id: ⟦.7⟧\nname: DiskFull\nstrings: {}\n",
            "id: ⟦7⟧\nname: DiskFull.\nstrings: {}\n",
            "id: ⟦7⟧\nname: " + "x" * 300 + "\nstrings: {}\n",
            "id: 7\nprovider: ⟦nul⟧\nname: A\nstrings: {}\n",
            "id: 7\nprovider: ⟦.store⟧\nname: A\nstrings: {}\n",
            *(f"id: ⟦{each}⟧\nname: A\nstrings: {{}}\n" for each in UNSAFE),
            *(f"id: ⟦7⟧\nname: {each}\nstrings: {{}}\n" for each in ("A\u200b", "e\u0301", "A.")),
            "id: 7\nprovider: " + "磁" * 30 + "\nname: ⟦" + "碟" * 50 + "⟧\nstrings: {}\n",
            catalog_file("source_locale: nul\nlocales: [⟦nul⟧, pt-BR]\n"),
            *(
                catalog_file(HEADER + f"providers:\n  ⟦{key}⟧: {{name: A}}\n")
                for key in ("nul", "..", "x" * 230)
            ),
        ],
        [
            EVENT,
            "id: connect\nname: a\nstrings: {}\n",
            "id: 7\nname: con\nstrings: {}\n",
            "id: 7.1\nname: A\nstrings: {}\n",
            "id: 7;a&b+c%2e'#\nname: größe-磁碟\nstrings: {}\n",
        ],
    ),
    "ED105": (
        [
            two_files("id: a7\nname: A\n", "id: A7\nname: ⟦A⟧\n")
            .replace("name: A\nstrings: {}\n# ev", "name: ⟦A⟧\nstrings: {}\n# ev")
            .replace("id: A7\nname: ⟦A⟧", "id: A7\nname: A"),
            two_files("id: é\nname: A\n", "id: e\u0301\nname: A\n").replace(
                "id: é\nname: A", "id: é\nname: ⟦A⟧"
            ),
            two_files("id: ﬁ\nname: A\n", "id: fi\nname: A\n").replace("id: ﬁ\nname: A", "id: ﬁ\nname: ⟦A⟧"),
            two_files("id: ⟦a7⟧\nname: A\n", "id: A7\nname: B\n"),
            two_files("id: 7²\nname: A\n", "id: ⟦72⟧\nname: B\n"),
            two_files("id: 7\nname: ⟦A⟧\nversion: 2\n", "id: 7\nname: A-v2\n"),
            two_files("id: 7\nname: A\nprovider: Store\n", "id: 8\nname: B\nprovider: ⟦store⟧\n"),
            two_files("id: 7\nname: A\nprovider: Store\n", "id: 7\nname: ⟦A⟧\nprovider: store\n"),
            two_files("id: 7\nname: A\n", "id: 8\nname: B\nprovider: ⟦7-a.html⟧\n"),
            two_files("id: 7\nname: A\n", "id: 8\nname: B\nprovider: ⟦7-A.MD⟧\n"),
            *(f"id: 7\nname: A\nprovider: ⟦{each}⟧\nstrings: {{}}\n" for each in TAKEN),
            catalog_file("source_locale: en-US\nlocales: [en-US, pt-BR, ⟦pt-br⟧]\n"),
            catalog_file("source_locale: en-US\nlocales: [en-US, ⟦assets⟧]\n"),
            catalog_file("source_locale: Assets\nlocales: [⟦Assets⟧]\n"),
            *(
                catalog_file(HEADER + f"providers:\n  Store: {{name: A}}\n  ⟦{key}⟧: {{name: A}}\n")
                for key in ("store", "Search", "index.html")
            ),
            catalog_file(HEADER + "providers:\n  ⟦7-diskfull.html⟧: {name: A}\n"),
        ],
        [
            two_files("id: 7\nname: A\n", "id: 8\nname: B\nprovider: 7-a.txt\n"),
            two_files("id: 7\nname: A\nprovider: search\n", "id: 8\nname: B\nprovider: search\n"),
            two_files("id: 7\nname: A\nprovider: events\n", "id: 8\nname: search\nprovider: store\n"),
            catalog_file("source_locale: en\nlocales: [en, en-GB, search]\n"),
            catalog_file(HEADER + "providers: {search: {name: A}, 7-diskfull.txt: {name: B}}\n"),
            two_files("id: a7\nname: A\n", "id: A8\nname: A\n"),
            two_files("id: 7\nname: A\n", "id: 7\nname: A\nversion: 1\n"),
            two_files("id: 7\nname: A\n", "id: 7\nname: A\nprovider: store\n"),
        ],
    ),
}


@pytest.mark.parametrize(("code", "text"), bad_cases(CASES))
def test_a_rule_reports_the_marked_characters_of_a_bad_case(code: str, text: str) -> None:
    assert unreported_marks(text, code) == []


@pytest.mark.parametrize(("code", "text"), good_cases(CASES))
def test_a_rule_reports_nothing_in_a_good_case(code: str, text: str) -> None:
    assert findings(parse_case(text).files, code) == []
