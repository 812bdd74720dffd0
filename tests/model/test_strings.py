"""A catalog yields its strings segment by segment, each with its source text, kind and location."""

import pytest

from eventdocs.model.catalog import Catalog, CatalogSettings, ParsedFile
from eventdocs.model.event import Event
from eventdocs.model.group import Group
from eventdocs.model.strings import (
    CatalogString,
    TextKind,
    catalog_strings,
    paired_blocks,
    source_labels,
    string_kind,
    text_kind,
)
from eventdocs.model.tree import Node
from eventdocs.model.values import values_of
from eventdocs.schema.load import load_event, load_labels
from eventdocs.text.placeholders import DEFAULT_SYNTAXES
from tests.model.trees import KnownTree, flow_map, sequence, text


def event_node() -> Node:
    english = flow_map(
        message=text("Full.", line=1),
        cause=sequence(text("Logs.", line=2), text("Dumps.", line=3)),
        labels=flow_map(headings=flow_map(cause=text("Reason", line=4))),
    )
    german = flow_map(
        message=text("Voll.", line=5),
        cause=sequence(text("Logs.", line=6), text("Dumps.", line=7), text("Mehr.", line=8)),
        note=text("Nur hier.", line=9),
        labels=flow_map(headings=flow_map(cause=text("Grund", line=10))),
    )
    strings = flow_map(**{"en-US": english, "de-DE": german})
    return flow_map(id=text("7"), name=text("DiskFull"), keywords=sequence(text("A")), strings=strings)


def strings() -> list[CatalogString]:
    event = load_event(values_of(event_node()), "7.yaml", tree=KnownTree(event_node()))
    assert event is not None
    labels = flow_map(headings=flow_map(details=text("Angaben", line=20)))
    settings = CatalogSettings(
        "en-US",
        ("en-US", "de-DE"),
        labels={"de-DE": load_labels(values_of(labels)), "en-US": {"headings": {"details": "Details"}}},
        trees={
            "labels/de-DE": ParsedFile.of("de-DE.yaml", labels),
            "labels/en-US": ParsedFile.of("en-US.yaml", labels),
        },
    )
    return list(catalog_strings(Catalog(settings, (event,))))


def by_path(*path: str) -> list[CatalogString]:
    return [string for string in strings() if string.path == path]


def in_event(locale: str, *path: str) -> list[CatalogString]:
    return by_path("strings", locale, *path)


def test_shared_labels_come_first_then_the_source_locale_of_each_event() -> None:
    assert [(string.event, string.locale, string.role, string.target) for string in strings()] == [
        ("", "de-DE", "labels.headings.details", "Angaben"),
        ("", "en-US", "labels.headings.details", "Details"),
        ("7", "en-US", "message", "Full."),
        ("7", "en-US", "cause", "Logs."),
        ("7", "en-US", "cause", "Dumps."),
        ("7", "en-US", "labels.headings.cause", "Reason"),
        ("7", "de-DE", "note", "Nur hier."),
        ("7", "de-DE", "message", "Voll."),
        ("7", "de-DE", "cause", "Logs. Dumps. Mehr."),
        ("7", "de-DE", "labels.headings.cause", "Grund"),
    ]


def test_a_source_string_has_no_pair() -> None:
    (message,) = in_event("en-US", "message")
    assert message.pair is None
    assert message.text == ("Full.", "en-US", TextKind.LITERAL, DEFAULT_SYNTAXES)


def test_a_translation_is_paired_with_its_source_segment() -> None:
    (message,) = in_event("de-DE", "message")
    assert message.pair == ("Full.", "Voll.", "de-DE", TextKind.LITERAL, "en-US", DEFAULT_SYNTAXES)


def test_different_numbers_of_segments_are_paired_as_a_whole() -> None:
    (cause,) = in_event("de-DE", "cause")
    assert (cause.index, cause.source, cause.target) == (None, "Logs. Dumps.", "Logs. Dumps. Mehr.")


def test_a_translation_without_source_has_an_empty_one() -> None:
    (note,) = in_event("de-DE", "note")
    assert (note.source, note.index) == ("", None)


def test_labels_are_paired_with_the_event_or_the_catalog() -> None:
    (cause,) = in_event("de-DE", "labels", "headings", "cause")
    assert cause.source == "Reason"
    details, _ = by_path("headings", "details")
    assert (details.source, details.event, details.kind) == ("Details", "", TextKind.LABEL)


def test_a_range_is_located_in_its_segment() -> None:
    _, second = in_event("en-US", "cause")
    assert second.locate(0, 5) == (("strings", "en-US", "cause", "1"), "Dumps.", 0, 5)
    assert (second.where().line, second.first_place().path) == (4, (*second.path, "1"))


def test_a_range_of_a_whole_string_is_located_in_the_segment_where_it_begins() -> None:
    (cause,) = in_event("de-DE", "cause")
    path = ("strings", "de-DE", "cause")
    assert cause.locate(0, 4) == ((*path, "0"), "Logs.", 0, 4)
    assert cause.locate(6, 9) == ((*path, "1"), "Dumps.", 0, 3)
    assert cause.locate(14, 18) == ((*path, "2"), "Mehr.", 1, 5)
    assert cause.locate(8, 18) == ((*path, "1"), "Dumps.", 2, 6)
    assert cause.where().line == 7


def test_source_labels_include_channels_and_keywords() -> None:
    settings = CatalogSettings(
        "en-US",
        ("en-US",),
        channels={"admin": "Disk/Admin", "debug": "Disk/Debug"},
        labels={"en-US": {"keywords": {"A": "Alpha"}, "channels": {"debug": "Debugging"}}},
    )
    assert source_labels(settings, ["A", "B"]) == {
        "channels": {"admin": "Disk/Admin", "debug": "Debugging"},
        "keywords": {"A": "Alpha", "B": "B"},
    }


def test_labels_of_keywords_are_sorted_in_exports_of_every_process() -> None:
    keywords = [f"Keyword {number}" for number in range(100, 130)]
    labels = source_labels(CatalogSettings("en-US", ("en-US",)), {*keywords})
    assert list(labels["keywords"]) == keywords


def test_the_kind_of_a_text_follows_from_its_path() -> None:
    assert text_kind(("message",)) is TextKind.LITERAL
    assert text_kind(("cause",)) is TextKind.BLOCKS
    assert text_kind(("steps",)) is TextKind.MARKUP
    assert text_kind(("title",)) is TextKind.NAME
    assert text_kind(("parameters", "Uri", "type")) is TextKind.NAME
    assert text_kind(("parameters", "Uri", "description")) is TextKind.MARKUP


@pytest.mark.parametrize(
    ("source", "target", "pairs"),
    [
        (("A.",), ("B.",), [("A.", "B.", "markup")]),
        (("A.", "- B."), ("C.", "D."), [("A.", "C.", "markup"), ("- B.", "D.", "markup")]),
        (("A.\n\nB.",), ("C.\n\nD.",), [("A.", "C.", "markup"), ("B.", "D.", "markup")]),
        (("- A.\n\n      x",), ("- B.\n\n      y",), [("A.", "B.", "markup"), ("x", "y", "code")]),
        (("A.\n\nB.",), ("C.",), [("A.\n\nB.", "C.", "blocks")]),
        (("A.\n\nB.",), ("C.", "D."), [("A.\n\nB.", "C. D.", "blocks")]),
        (("A.\n\nB.",), None, [("A.", None, "markup"), ("B.", None, "markup")]),
        (None, ("A.\n\nB.",), [(None, "A.", "markup"), (None, "B.", "markup")]),
        ((), ("- A.",), [("", "A.", "markup")]),
    ],
)
def test_texts_pair_up_by_segment_or_by_block(
    source: tuple[str, ...] | None, target: tuple[str, ...] | None, pairs: list[tuple[str, str, str]]
) -> None:
    found = paired_blocks(source, target, TextKind.BLOCKS)
    assert [(each.source, each.target, each.kind.value) for each in found] == pairs


def test_only_fields_for_long_texts_have_blocks() -> None:
    found = paired_blocks(("- A.",), ("- B.",), TextKind.MARKUP)
    assert [(each.source, each.target, each.leaf) for each in found] == [("- A.", "- B.", None)]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("7 - DiskFull", TextKind.NAME),
        ("7\u2014 DiskFull", TextKind.NAME),
        ("DiskFull (7)", TextKind.NAME),
        ("The disk is full", TextKind.LABEL),
        ("DiskFull: the disk is full", TextKind.LABEL),
        ("Event 7 - DiskFull", TextKind.LABEL),
        ("ディスク", TextKind.LABEL),
    ],
)
def test_a_title_with_its_own_words_must_be_translated(title: str, kind: TextKind) -> None:
    assert string_kind(Event("7", "DiskFull"), ("title",), (title,)) is kind


def test_a_title_without_a_source_is_a_name_and_that_of_a_group_is_not() -> None:
    assert string_kind(Event("7", "DiskFull"), ("title",), ()) is TextKind.NAME
    assert string_kind(Group("disk"), ("title",), ("7",)) is TextKind.LABEL
