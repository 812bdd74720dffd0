"""Written values are read back as the same values, by our reader and by others."""

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from eventdocs.formats.yaml.read import read, read_values
from eventdocs.formats.yaml.write import (
    catalog_text,
    event_text,
    is_literal,
    labels_text,
    profile_text,
    scalar,
    text_scalar,
)
from eventdocs.model.catalog import CatalogSettings, PageProfile
from eventdocs.model.event import STRING_FIELDS, Event, LocaleStrings, PageLayout, Parameter
from eventdocs.model.values import values_of
from eventdocs.schema.fields import EVENT
from eventdocs.schema.load import load_event, load_labels, load_profile
from eventdocs.schema.validate import validate
from eventdocs.text.yaml_quoting import Quoting

TEXT = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff\ufffe\uffff")
)
WORDS = TEXT.map(str.strip).filter(bool)
NAMES = st.from_regex(r"[A-Za-z0-9_.]{1,12}", fullmatch=True)
SEGMENTS = st.lists(WORDS, min_size=1, max_size=3).map(tuple)
PARAMETERS = st.lists(NAMES, min_size=1, max_size=3, unique=True)
BLOCKS = st.builds(
    LocaleStrings,
    prefix=st.just("") | st.from_regex(r"[0-9a-f]{5}", fullmatch=True),
    strings=st.dictionaries(st.sampled_from(STRING_FIELDS), SEGMENTS),
    parameters=st.dictionaries(
        WORDS,
        st.dictionaries(st.sampled_from(["label", "type", "description"]), SEGMENTS, min_size=1),
        max_size=2,
    ),
    labels=st.dictionaries(st.just("keywords"), st.dictionaries(WORDS, WORDS, min_size=1, max_size=2)),
    metadata=st.dictionaries(NAMES, TEXT, max_size=2),
)
EVENTS = st.builds(
    Event,
    id=NAMES,
    name=NAMES,
    level=st.sampled_from(["", "error"]),
    channel=st.just("") | WORDS,
    keywords=st.none() | st.lists(WORDS, max_size=3).map(tuple),
    parameters=st.none()
    | PARAMETERS.map(lambda names: tuple(Parameter(name, "xs:string") for name in names)),
    version=st.integers(0, 9),
    metadata=st.dictionaries(NAMES, TEXT, max_size=2),
    layout=st.builds(PageLayout, st.none() | st.booleans(), st.none() | st.integers(0, 9)),
    strings=st.dictionaries(st.sampled_from(["en-US", "no", "pt-BR"]), BLOCKS, min_size=1),
)


@given(st.lists(TEXT, min_size=2, max_size=5).map("\n".join))
@example("a\n\n- b\n    c  \n \nd")
@example("a\n\tb\n...\n---\nc: d # e")
@example(" a\nb")
def test_a_text_of_several_lines_is_read_back(text: str) -> None:
    """A literal block contains the text verbatim and needs no escapes."""
    event = Event("7", "A", strings={"en-US": LocaleStrings(strings={"details": (text,), "note": ("N.",)})})
    written = event_text(event, ["en-US"])
    assert yaml.safe_load(written)["strings"]["en-US"]["details"].rstrip("\n") == text.rstrip("\n")
    node, diagnostics = read(written.encode(), "")
    assert node is not None
    loaded = load_event(values_of(node), "")
    assert loaded is not None
    assert loaded.strings["en-US"].strings["details"] == (text,)
    assert not diagnostics
    if is_literal(text):
        assert "details: |\n      " + text.split("\n")[0] in written


@given(EVENTS)
def test_an_event_is_read_back_as_it_was_written(event: Event) -> None:
    node, diagnostics = read(event_text(event, ["en-US", "no", "pt-BR"]).encode(), "f.yaml")
    assert diagnostics == []
    assert node is not None
    assert list(validate(node, EVENT, "f.yaml")) == []
    assert load_event(values_of(node), "") == event


def test_facts_are_written_as_a_careful_person_would_write_them() -> None:
    event = Event(
        id="7",
        name="DiskFull",
        version=2,
        keywords=(),
        task="Check: daily",
        parameters=(Parameter("Volume", "xs:string"), Parameter("Free", count="2")),
        examples=("Disk C is full.", "Disk D, too"),
        metadata={"ms.author": "a, b", "ms.date": "2024-01-01"},
        layout=PageLayout(blank_after_heading=False, note_indent=0),
    )
    assert event_text(event, []).splitlines() == [
        "id: 7",
        "name: DiskFull",
        "version: 2",
        "keywords: []",
        "task: 'Check: daily'",
        "parameters:",
        "  - {name: Volume, type: xs:string}",
        "  - {name: Free, count: 2}",
        "examples: [Disk C is full., 'Disk D, too']",
        "metadata:",
        "  ms.author: a, b",
        "  ms.date: '2024-01-01'",
        "layout: {blank_after_heading: 'no', note_indent: 0}",
        "strings:",
    ]
    assert "parameters: []" in event_text(Event("7", "A", parameters=()), [])


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_every_reader_takes_a_written_scalar_as_that_text(text: str) -> None:
    for written in (scalar(text), text_scalar(text)):
        assert yaml.load(f"k: {written}\n", Loader=yaml.BaseLoader) == {"k": text}
    assert yaml.safe_load(f"k: {text_scalar(text)}\n") == {"k": text}


@given(st.lists(TEXT, max_size=4), st.dictionaries(TEXT, TEXT, max_size=3))
def test_flow_collections_are_read_back(texts: list[str], pairs: dict[str, str]) -> None:
    from eventdocs.formats.yaml.write import flow_list, flow_map

    written = f"a: {flow_list(texts)}\nb: {flow_map(pairs)}\n"
    assert yaml.load(written, Loader=yaml.BaseLoader) == {"a": texts, "b": pairs}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Session dispatch failed.", "Session dispatch failed."),
        ("079db", "079db"),
        ("no", "'no'"),
        ("1.10", "'1.10'"),
        ("010", "'010'"),
        ("4031", "4031"),
        ("2024-01-01", "'2024-01-01'"),
        ("Example: it's", "'Example: it''s'"),
        ("# x", "'# x'"),
        ("%1 failed", "'%1 failed'"),
        ("", "''"),
        ("two\nlines", '"two\\nlines"'),
    ],
)
def test_values_are_quoted_only_where_necessary(text: str, written: str) -> None:
    assert scalar(text) == written


def test_labels_profiles_and_catalog_files_are_read_back() -> None:
    labels = {"headings": {"message": "Mensagem"}, "keywords": {"A, B": "C: d"}, "separators": {"list": ", "}}
    profile = PageProfile('title: {title}\nms.custom:\n  - "x"', crlf=True, layout=PageLayout(True, 1))
    settings = CatalogSettings("en-US", ("en-US", "no"), channels={"debug": "P: /Debug"})
    assert load_labels(read_values(labels_text(labels).encode(), "f").value) == labels
    value = read_values(profile_text(profile).encode(), "f").value
    assert value is not None
    assert load_profile(value) == profile
    written = read_values(catalog_text(settings).encode(), "f").value
    assert isinstance(written, dict)
    assert written["locales"] == ["en-US", "no"]


@pytest.mark.parametrize(
    "quoting", [Quoting(), Quoting("single"), Quoting(non_ascii=True), Quoting("single", True)]
)
def test_a_profile_s_quoting_is_read_back_and_written_only_if_it_is_not_the_default(quoting: Quoting) -> None:
    text = profile_text(PageProfile("title: {title}", quoting=quoting))
    assert ("quote_style" in text, "quote_non_ascii" in text) == (
        quoting.style == "single",
        quoting.non_ascii,
    )
    value = read_values(text.encode(), "f").value
    assert value is not None
    assert load_profile(value).quoting == quoting
