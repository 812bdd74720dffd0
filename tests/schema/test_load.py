"""Loading never fails: values of a wrong type are left out."""

import pytest

from eventdocs.formats.yaml.read import read, read_values
from eventdocs.model.catalog import CatalogSettings, PageProfile, ParsedFile, Provider, RuleSetting
from eventdocs.model.event import Event, LocaleStrings, PageLayout, StringNotes
from eventdocs.model.glossary import Term, TermWording
from eventdocs.model.tree import Node
from eventdocs.model.values import Value, values_of
from eventdocs.schema.load import load_event, load_labels, load_profile, load_settings
from eventdocs.text.placeholders import DEFAULT_SYNTAXES, Syntaxes
from eventdocs.text.yaml_quoting import Quoting


def load(text: str, default_provider: str = "") -> Event | None:
    value = read_values(text.encode(), "events/7.yaml").value
    assert value is not None
    return load_event(value, "events/7.yaml", default_provider)


@pytest.mark.parametrize("text", ["{}", "id: 7", "name: DiskFull", "{id: '', name: A}", "{id: 7, name: [A]}"])
def test_without_an_id_or_a_name_there_is_no_event(text: str) -> None:
    assert load(text) is None


def test_values_of_the_wrong_type_are_as_if_absent() -> None:
    wrong = load(
        "{id: 7, name: A, version: new, level: [error], task: {a: b}, keywords: Storage, parameters: {a: b},"
        " see_also: a, examples: a, metadata: [a], layout: [a], strings: [a]}"
    )
    assert wrong == Event("7", "A", file="events/7.yaml")


def test_an_empty_list_is_not_an_unknown_one() -> None:
    empty, unknown = load("{id: 7, name: A, keywords: [], parameters: []}"), load("{id: 7, name: A}")
    assert empty
    assert unknown
    assert (empty.keywords, empty.parameters) == ((), ())
    assert (unknown.keywords, unknown.parameters) == (None, None)


def test_the_default_provider_needs_no_name() -> None:
    text = "{id: 7, name: A, provider: disk}"
    own, default = load(text), load(text, "disk")
    assert own
    assert default
    assert (own.key, default.key) == ("disk/7", "7")


def test_switches_of_the_layout_are_true_false_or_left_to_the_profile() -> None:
    layouts = [
        load(f"{{id: 7, name: A, layout: {{{text}}}}}")
        for text in ("blank_after_heading: no", "note_indent: 0")
    ]
    assert [event and event.layout for event in layouts] == [PageLayout(False, None), PageLayout(None, 0)]


def node_of(text: str) -> Node:
    node, diagnostics = read(text.encode(), "a.yaml")
    assert node is not None
    assert diagnostics == []
    return node


def values_from(text: str) -> Value:
    return values_of(node_of(text))


def test_the_strings_of_a_locale_are_loaded_with_notes_labels_and_metadata() -> None:
    event = load(
        "{id: 7, name: A, strings: {en-US: {prefix: 0a1b2, message: Full., steps: [One., Two.],"
        " parameters: {Volume: {description: The volume.}}, labels: {headings: {cause: Reason}},"
        " metadata: {ms.date: '2017'}, about: {message: {comment: Short., context: disk, max_length: 80, allow: {ED301: known}}}}}}"
    )
    assert event
    assert event.strings == {
        "en-US": LocaleStrings(
            prefix="0a1b2",
            strings={"message": ("Full.",), "steps": ("One.", "Two.")},
            parameters={"Volume": {"description": ("The volume.",)}},
            labels={"headings": {"cause": "Reason"}},
            metadata={"ms.date": "2017"},
            about={"message": StringNotes("Short.", "disk", {"ED301": "known"}, 80)},
        )
    }


def test_labels_are_loaded_by_context_without_values_that_are_not_texts() -> None:
    assert load_labels(values_from("{headings: {cause: Reason, note: [a]}}")) == {
        "headings": {"cause": "Reason"}
    }
    assert load_labels(None) == {}


def test_a_page_profile_is_loaded_with_its_layout_and_quoting() -> None:
    profile = load_profile(
        values_from(
            "front_matter: |\n  title: {title}\nline_ends: crlf\nquote_style: single\nquote_non_ascii: yes\n"
            "blank_after_heading: yes\n"
        )
    )
    assert profile == PageProfile(
        "title: {title}",
        crlf=True,
        layout=PageLayout(blank_after_heading=True),
        quoting=Quoting("single", non_ascii=True),
    )


def test_an_unknown_quote_style_is_the_default_one() -> None:
    assert load_profile(values_from("front_matter: a\nquote_style: none\n")).quoting == Quoting()


def test_settings_are_loaded_from_all_files_but_the_events() -> None:
    catalog = ParsedFile.of(
        "catalog.yaml",
        node_of(
            "{title: {en-US: Disks}, source_locale: en-US, locales: [en-US, pt-BR], fallbacks: {pt-BR: [en-US]},"
            " default_provider: disk, providers: {disk: {name: Contoso-Disk, guid: '{1}', channels: {a: Disk/A}}},"
            " channels: {system: System}, site: {base_url: 'https://a.example/x/', edit_url: 'https://a/{path}'},"
            " xref: 'https://x/{uid}', rules: [{rule: ED301, severity: 'off', locales: [pt-BR], paths: ['a/*']}]}"
        ),
    )
    labels = ParsedFile.of("labels/pt-BR.yaml", node_of("{headings: {cause: Causa}}"))
    profile = ParsedFile.of("pages/pt-BR.yaml", node_of("front_matter: a"))
    glossary = ParsedFile.of(
        "glossary.yaml",
        node_of(
            "{terms: [{term: disk, forms: [disks], keep: yes, locales: {pt-BR: {use: [disco], avoid: [hd]}}}]}"
        ),
    )
    assert load_settings(catalog, {"pt-BR": labels}, {"pt-BR": profile}, glossary) == CatalogSettings(
        source_locale="en-US",
        locales=("en-US", "pt-BR"),
        title={"en-US": "Disks"},
        fallbacks={"pt-BR": ("en-US",)},
        default_provider="disk",
        providers={"disk": Provider("Contoso-Disk", "{1}", {"a": "Disk/A"})},
        channels={"system": "System"},
        base_url="https://a.example/x",
        edit_url="https://a/{path}",
        xref="https://x/{uid}",
        labels={"pt-BR": {"headings": {"cause": "Causa"}}},
        profiles={"pt-BR": PageProfile("a")},
        glossary=(Term("disk", ("disks",), True, {"pt-BR": TermWording(("disco",), ("hd",))}),),
        rule_settings=(RuleSetting("ED301", "off", ("pt-BR",), ("a/*",)),),
    )


def test_settings_keep_the_parsed_files_by_role() -> None:
    files = [
        ParsedFile.of(name, node_of("{}")) for name in ("catalog.yaml", "l.yaml", "p.yaml", "glossary.yaml")
    ]
    catalog, labels, profile, glossary = files
    settings = load_settings(catalog, {"pt-BR": labels}, {"de-DE": profile}, glossary)
    assert settings.trees == {
        "catalog": catalog,
        "labels/pt-BR": labels,
        "pages/de-DE": profile,
        "glossary": glossary,
    }
    assert "glossary" not in load_settings(catalog, {}, {}).trees


def test_without_locales_the_source_locale_is_the_only_one() -> None:
    settings = load_settings(ParsedFile.of("catalog.yaml", node_of("source_locale: en-US")), {}, {})
    assert (settings.locales, settings.glossary, settings.rule_settings) == (("en-US",), (), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b", DEFAULT_SYNTAXES),
        ("placeholders: printf", Syntaxes(("printf",))),
        ("placeholders: [braces, python]", Syntaxes(("python", "braces"))),
        ("placeholders: []", Syntaxes(())),
        ("placeholders: {custom: '~[a-z]+~'}", Syntaxes((), "~[a-z]+~")),
        ("placeholders: [printf, {custom: x}]", Syntaxes(("printf",), "x")),
        ("placeholders: [printf, unknown, {custom: '('}, [a]]", Syntaxes(("printf",))),
        ("placeholders: unknown", DEFAULT_SYNTAXES),
        ("placeholders: {custom: '('}", DEFAULT_SYNTAXES),
    ],
)
def test_placeholder_syntaxes_without_unknown_and_refused_ones(text: str, expected: Syntaxes) -> None:
    node, _ = read(f"source_locale: en\n{text}\n".encode(), "catalog.yaml")
    assert node is not None
    assert load_settings(ParsedFile.of("catalog.yaml", node), {}, {}).placeholders == expected


def test_a_provider_has_its_own_syntaxes_or_those_of_the_catalog() -> None:
    text = (
        "{source_locale: en, placeholders: printf, default_provider: a,"
        " providers: {a: {name: A, placeholders: icu}, b: {name: B}}}"
    )
    node, _ = read(text.encode(), "catalog.yaml")
    assert node is not None
    settings = load_settings(ParsedFile.of("catalog.yaml", node), {}, {})
    names = [settings.syntaxes(provider).names for provider in ("", "a", "b", "unknown")]
    assert names == [("icu",), ("icu",), ("printf",), ("printf",)]


@pytest.mark.parametrize(("switch", "keep"), [("yes", True), ("true", True), ("no", False), ("false", False)])
def test_a_switch_is_on_by_either_word(switch: str, keep: bool) -> None:
    catalog = ParsedFile.of("catalog.yaml", node_of("{source_locale: en-US, locales: [en-US]}"))
    glossary = ParsedFile.of("glossary.yaml", node_of(f"{{terms: [{{term: WCF, keep: {switch}}}]}}"))
    (term,) = load_settings(catalog, {}, {}, glossary).glossary
    assert term.keep is keep
