"""A file that does not have its type is reported with rule, position and message; a valid one is not."""

import pytest

from eventdocs.formats.yaml.read import read
from eventdocs.schema.fields import CATALOG, EVENT
from eventdocs.schema.types import FieldType
from eventdocs.schema.validate import validate


def found(text: str, field_type: FieldType = EVENT) -> list[tuple[str, int, int, str]]:
    node, _ = read(text.encode(), "a.yaml")
    assert node is not None
    return [
        (each.rule.code, each.location.line, each.location.column, each.message)
        for each in validate(node, field_type, "a.yaml")
    ]


HEAD = "id: 7\nname: A\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("strings: {}\nmesage: a\n", ("ED010", 4, 1, "unknown key `mesage`")),
        ("", ("ED013", 1, 1, "`strings` is missing")),
        ("strings: []\n", ("ED011", 3, 10, "`strings` takes a mapping, not a list")),
        ("strings: {}\ntask: {}\n", ("ED011", 4, 7, "`task` takes a text, not a mapping")),
        ("strings: {}\nkeywords:\n", ("ED011", 4, 10, "`keywords` takes a list, not nothing")),
        ("strings: {}\nlevel: eror\n", ("ED012", 4, 8, "unknown value `eror`")),
        ("strings: {}\nversion: one\n", ("ED012", 4, 10, "`one` is not a whole number")),
        ("strings: {}\ntask: ' a'\n", ("ED014", 4, 7, "text begins or ends with space")),
        (
            "strings: {en_US: {}}\n",
            ("ED012", 3, 11, "`en_US` is not a BCP 47 language tag such as `pt-BR`"),
        ),
        ("strings: {en: {steps: [a, '  b']}}\n", ("ED014", 3, 27, "text begins or ends with space")),
        (
            "strings: {en: {steps: {a: b}}}\n",
            ("ED011", 3, 23, "`steps` takes a text or a list of texts, not a mapping"),
        ),
    ],
)
def test_an_invalid_value_is_reported_where_it_is(text: str, expected: tuple[str, int, int, str]) -> None:
    assert found(HEAD + text) == [expected]


@pytest.mark.parametrize("text", ["strings: {}\n", "strings: {en: {steps: [a, ' b']}}\nexamples: [' a']\n"])
def test_a_valid_file_has_no_findings(text: str) -> None:
    assert found(HEAD + text) == []


def test_a_finding_names_the_field_and_the_locale_of_a_string() -> None:
    node, _ = read(f"{HEAD}strings: {{pt-BR: {{note: ' a'}}}}\nexamples: [a, []]\n".encode(), "a.yaml")
    assert node is not None
    assert [(each.field, each.locale) for each in validate(node, EVENT, "a.yaml")] == [
        ("strings.pt-BR.note", "pt-BR"),
        ("examples.1", ""),
    ]


def test_what_is_meant_or_missing_is_in_the_hint() -> None:
    node, _ = read(b"source_locale: en-US\ntitel: {}\n", "catalog.yaml")
    assert node is not None
    hints = [each.hint for each in validate(node, CATALOG, "catalog.yaml")]
    assert "`title`" in hints[0]
    assert hints[1] == "All locales: the source first, the rest sorted."
