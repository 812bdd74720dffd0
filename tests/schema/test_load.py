"""Loading never fails: what has the wrong type is left out, the rest is there."""

import pytest

from eventdocs.formats.yaml.read import read
from eventdocs.model.event import Event, PageLayout
from eventdocs.schema.load import load_event


def load(text: str, default_provider: str = "") -> Event | None:
    node, _ = read(text.encode(), "events/7.yaml")
    assert node is not None
    return load_event(node, "events/7.yaml", default_provider)


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
