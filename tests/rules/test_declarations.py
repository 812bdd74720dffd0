"""Rules about the declarations of a catalog; ⟦ ⟧ marks the characters that a rule must report."""

import pytest

from tests.rules.catalogs import (
    HEADER,
    Cases,
    bad_cases,
    catalog_file,
    findings,
    good_cases,
    parse_case,
    unreported_marks,
)


def field(declaration: str) -> str:
    """Return a catalog that declares one field."""
    return catalog_file(f"{HEADER}fields: {{stability: {{{declaration}}}}}\n")


def provider(lines: str) -> str:
    """Return a catalog that declares one provider."""
    return catalog_file(
        f"{HEADER}providers:\n  disk:\n    name: Disk\n    tasks: {{Format: {{value: 1}}}}\n    {lines}\n"
    )


MAPPED = (
    f"# catalog.yaml\n{HEADER}default_provider: disk\nproviders:\n  disk:\n    name: Disk\n"
    "    maps: {Mode: {entries: {'1': {name: Fast}}}}\n# events/7.yaml\nid: 7\nname: A\n"
)


CASES: Cases = {
    "ED117": (
        [
            field("type: ⟦choice⟧"),
            field("type: text, ⟦values⟧: [stable]"),
            field("type: text, filter: ⟦yes⟧, show: no"),
            field("type: ⟦choice⟧, values: []"),
        ],
        [
            field("type: choice, values: [stable, experimental]"),
            field("type: text, filter: yes"),
            field("type: text, filter: no, show: no"),
        ],
    ),
    "ED126": (
        [
            provider("opcodes: {⟦Stop⟧: {value: 2, values: {Format: 3}}}"),
            provider("opcodes: {⟦Stop⟧: {}}"),
            provider("opcodes: {Stop: {values: {Fromat: ⟦3⟧}}}"),
            provider("channels: {admin: Disk/Admin}\n    documented: {channels: [⟦Admin⟧]}"),
            provider("keywords: {Io: {mask: '0x1'}}\n    documented: {keywords: [⟦IO⟧]}"),
            MAPPED + "parameters: [{name: m, map: ⟦Moed⟧}]\nstrings: {}\n",
            provider("levels: {⟦audit⟧: {as: error}}\nlevels: {audit: {as: warning}}"),
        ],
        [
            provider("opcodes: {Stop: {value: 2}}"),
            provider("levels: {audit: {as: error}}"),
            provider("opcodes: {Stop: {values: {Format: 3}}}"),
            provider(
                "channels: {admin: {name: Disk/Admin, type: Admin}}\n    documented: {channels: [admin]}"
            ),
            MAPPED + "parameters: [{name: m, map: Mode}]\nstrings: {}\n",
        ],
    ),
    "ED103": (
        [
            catalog_file(f"{HEADER}fields: {{a: {{type: text, label: {{de: ⟦A⟧}}}}}}\n"),
            catalog_file(f"{HEADER}levels: {{a: {{as: error, label: {{en: ⟦A⟧}}}}}}\n"),
            "id: 7\nname: A\nlinks: [{title: T, url: {en-US: 'https://a', de: ⟦'https://a'⟧}}]\nstrings: {}\n",
        ],
        [catalog_file(f"{HEADER}levels: {{a: {{as: error, label: {{pt-BR: A}}}}}}\n")],
    ),
}


@pytest.mark.parametrize(("code", "text"), bad_cases(CASES))
def test_a_rule_reports_the_marked_characters_of_a_bad_case(code: str, text: str) -> None:
    assert unreported_marks(text, code) == []


@pytest.mark.parametrize(("code", "text"), good_cases(CASES))
def test_a_rule_reports_nothing_in_a_good_case(code: str, text: str) -> None:
    assert findings(parse_case(text).files, code) == []
