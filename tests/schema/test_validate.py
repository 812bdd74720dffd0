"""A file of a wrong type is reported with rule, position and message; a valid one is not."""

import json

import jsonschema
import pytest
import yaml

from eventdocs.formats.yaml.read import read
from eventdocs.schema.fields import CATALOG, EVENT, GLOSSARY, LABELS_FILE, PROFILE
from eventdocs.schema.json_schema import json_schema
from eventdocs.schema.types import FieldType
from eventdocs.schema.validate import validate


def diagnostics(text: str, field_type: FieldType = EVENT) -> list[tuple[str, int, int, str]]:
    node, _ = read(text.encode(), "a.yaml")
    assert node is not None
    return [
        (diagnostic.rule.code, diagnostic.location.line, diagnostic.location.column, diagnostic.message)
        for diagnostic in validate(node, field_type, "a.yaml")
    ]


HEAD = "id: 7\nname: A\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("strings: {}\nmesage: a\n", ("ED010", 4, 1, "unknown key `mesage`")),
        ("", ("ED013", 1, 1, "`strings` is missing")),
        ("strings: []\n", ("ED011", 3, 10, "`strings` must be a mapping, not a list")),
        ("strings: {}\ntask: {}\n", ("ED011", 4, 7, "`task` must be text, not a mapping")),
        ("strings: {}\nkeywords:\n", ("ED011", 4, 10, "`keywords` must be a list, not empty")),
        ("strings: {}\nlevel: eror\n", ("ED012", 4, 8, "unknown value `eror`")),
        ("strings: {}\nversion: one\n", ("ED012", 4, 10, "`one` is not a whole number")),
        ("strings: {}\ntask: ' a'\n", ("ED014", 4, 7, "the text begins or ends with a space")),
        (
            "strings: {en_US: {}}\n",
            ("ED012", 3, 11, "`en_US` is not a BCP 47 language tag such as `pt-BR`"),
        ),
        ("strings: {en: {steps: [a, '  b']}}\n", ("ED014", 3, 27, "the text begins or ends with a space")),
        (
            "strings: {en: {steps: {a: b}}}\n",
            ("ED011", 3, 23, "`steps` must be text or a list of texts, not a mapping"),
        ),
    ],
)
def test_an_invalid_value_is_reported_where_it_is(text: str, expected: tuple[str, int, int, str]) -> None:
    assert diagnostics(HEAD + text) == [expected]


@pytest.mark.parametrize("text", ["strings: {}\n", "strings: {en: {steps: [a, ' b']}}\nexamples: [' a']\n"])
def test_a_valid_file_has_no_diagnostics(text: str) -> None:
    assert diagnostics(HEAD + text) == []


def test_a_diagnostic_names_the_field_and_the_locale_of_a_string() -> None:
    node, _ = read(f"{HEAD}strings: {{pt-BR: {{note: ' a'}}}}\nexamples: [a, []]\n".encode(), "a.yaml")
    assert node is not None
    assert [(diagnostic.field, diagnostic.locale) for diagnostic in validate(node, EVENT, "a.yaml")] == [
        ("strings.pt-BR.note", "pt-BR"),
        ("examples.1", ""),
    ]


def test_the_hint_suggests_a_key_or_documents_the_missing_one() -> None:
    node, _ = read(b"source_locale: en-US\ntitel: {}\n", "catalog.yaml")
    assert node is not None
    hints = [diagnostic.hint for diagnostic in validate(node, CATALOG, "catalog.yaml")]
    assert "`title`" in hints[0]
    assert hints[1] == "add `locales: [en-US]`: all locales: the source locale first, the others sorted"


@pytest.mark.parametrize("name", ["Uri\\n9:message", "Uri\\tName", "a\\x85b"])
@pytest.mark.parametrize(
    "text",
    [
        'parameters: [{name: "NAME"}]\nstrings: {en-US: {message: Full.}}\n',
        'strings: {en-US: {message: Full., parameters: {"NAME": {description: An address.}}}}\n',
        'strings: {en-US: {message: Full., metadata: {"NAME": x}}}\n',
        'metadata: {"NAME": x}\nstrings: {en-US: {message: Full.}}\n',
        'strings: {en-US: {message: Full., labels: {keywords: {"NAME": x}}}}\n',
        'strings: {en-US: {message: Full., about: {"NAME": {comment: x}}}}\n',
    ],
)
def test_a_key_or_parameter_name_that_is_not_one_line_is_a_finding(text: str, name: str) -> None:
    node, found = read(f"id: 7\nname: DiskFull\n{text}".replace("NAME", name).encode(), "e.yaml")
    codes = [
        diagnostic.rule.code for diagnostic in (*found, *(validate(node, EVENT, "e.yaml") if node else ()))
    ]
    assert codes
    assert set(codes) <= {"ED002", "ED012"}


_SITE = "source_locale: en-US\nlocales: [en-US]\nsite: {%s}\n"
_XREF = "source_locale: en-US\nlocales: [en-US]\nxref: %s\n"


@pytest.mark.parametrize(
    ("field_type", "good", "bad", "code"),
    [
        (
            CATALOG,
            _SITE % "edit_url: 'https://a/{path}'",
            _SITE % "edit_url: 'https://a/{path}{path}'",
            "ED012",
        ),
        (CATALOG, _SITE % "edit_url: 'https://a/{path}'", _SITE % "edit_url: 'https://a/path'", "ED012"),
        (CATALOG, _XREF % "'https://a/{uid}'", _XREF % "'https://a/{uid}/{uid}'", "ED012"),
        (
            CATALOG,
            _XREF % f"'https://a/{'b' * 480}{{uid}}'",
            _XREF % f"'https://a/{'b' * 490}{{uid}}'",
            "ED006",
        ),
        (
            CATALOG,
            _SITE % f"base_url: https://a/{'b' * 490}",
            _SITE % f"base_url: https://a/{'b' * 491}",
            "ED006",
        ),
        (LABELS_FILE, f"site: {{title: {'a' * 1_000}}}\n", f"site: {{title: {'a' * 1_001}}}\n", "ED006"),
        (LABELS_FILE, "separators: {list: ', '}\n", f"separators: {{list: {'a' * 101}}}\n", "ED006"),
        (GLOSSARY, f"terms: [{{term: {'a' * 200}}}]\n", f"terms: [{{term: {'a' * 201}}}]\n", "ED006"),
        (PROFILE, f"front_matter: '{'{a}' * 100}'\n", f"front_matter: '{'{a}' * 101}'\n", "ED012"),
    ],
)
def test_values_that_are_filled_in_or_are_on_all_pages_have_a_greatest_length(
    field_type: FieldType, good: str, bad: str, code: str
) -> None:
    assert diagnostics(good, field_type) == []
    assert [found[0] for found in diagnostics(bad, field_type)] == [code]
    validator = jsonschema.Draft202012Validator(json_schema(field_type, "a"))
    assert [validator.is_valid(yaml.safe_load(text)) for text in (good, bad)] == [True, False]


@pytest.mark.parametrize("key", ["a", " a", "a ", "", "a\x01"])
def test_the_quick_check_the_slow_one_and_the_schema_agree_about_spaces_at_the_ends_of_keys(key: str) -> None:
    document = {"keywords": {key: "b"}}
    node, _ = read(json.dumps(document).encode(), "f.yaml")
    assert node is not None
    found = list(validate(node, LABELS_FILE, "f.yaml"))
    is_valid = jsonschema.Draft202012Validator(json_schema(LABELS_FILE, "a")).is_valid(document)
    assert (LABELS_FILE.fits({"keywords": {key: "b"}}), not found, is_valid) == ("\x01" not in key,) * 3


CATALOG_HEAD = "source_locale: en\nlocales: [en]\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("placeholders: prinft\n", ("ED012", 3, 15, "unknown placeholder syntax `prinft`")),
        ("placeholders: [printf, brace]\n", ("ED012", 3, 24, "unknown placeholder syntax `brace`")),
        ("placeholders: {custm: x}\n", ("ED010", 3, 16, "unknown key `custm`")),
        ("placeholders: {custom: [x]}\n", ("ED011", 3, 24, "`custom` must be text, not a list")),
        (
            "placeholders: [[printf]]\n",
            ("ED011", 3, 16, "`placeholders[0]` must be a name or `custom: PATTERN`, not a list"),
        ),
        ("placeholders: {custom: '(a'}\n", ("ED012", 3, 24, "a group is not closed")),
        (
            "placeholders: {custom: '(a+)+'}\n",
            ("ED012", 3, 24, "a repeated group must not have repetitions in it"),
        ),
        (
            f"placeholders: {{custom: {'x' * 201}}}\n",
            ("ED012", 3, 24, "the pattern has 201 characters; at most 200 are allowed"),
        ),
        (
            "placeholders: [{custom: a}, {custom: b}]\n",
            ("ED012", 3, 29, "only one `custom` pattern is allowed"),
        ),
        (
            "providers: {a: {name: A, placeholders: c}}\n",
            ("ED012", 3, 40, "unknown placeholder syntax `c`"),
        ),
        ("placeholders: {}\n", ("ED013", 3, 15, "`custom` is missing")),
    ],
)
def test_unknown_syntaxes_and_refused_patterns_are_reported(
    text: str, expected: tuple[str, int, int, str]
) -> None:
    assert diagnostics(CATALOG_HEAD + text, CATALOG) == [expected]


def test_an_unknown_syntax_has_a_suggestion() -> None:
    node, _ = read(f"{CATALOG_HEAD}placeholders: prinft\n".encode(), "a.yaml")
    assert node is not None
    assert [finding.hint for finding in validate(node, CATALOG, "a.yaml")] == ["did you mean `printf`?"]


@pytest.mark.parametrize(
    "text", ["printf", "[]", "[printf, icu]", "{custom: '~[a-z]+~'}", "[braces, {custom: '#\\d'}]"]
)
def test_placeholder_syntaxes_are_names_and_a_pattern(text: str) -> None:
    assert diagnostics(f"{CATALOG_HEAD}placeholders: {text}\n", CATALOG) == []


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("strings: {en_US: {}}\n", "did you mean `en-US`?"),
        ("strings: {pt_br: {}}\n", "did you mean `pt-BR`?"),
        ("strings: {e_!: {}}\n", "correct the value"),
        ("strings: {}\nversion:\n", "write a value"),
        ('strings: {en: {cause: "a\\x07b"}}\n', "remove the escape"),
    ],
)
def test_a_value_in_another_form_gets_a_hint(text: str, hint: str) -> None:
    node, _ = read((HEAD + text).encode(), "a.yaml")
    assert node is not None
    assert [diagnostic.hint for diagnostic in validate(node, EVENT, "a.yaml")] == [hint]
