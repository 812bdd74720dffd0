"""Events and their references have the same key, slug and order."""

import pytest

from eventdocs.model.event import (
    Event,
    EventRef,
    LocaleStrings,
    in_locale,
    keyword_keys,
    referenced_event,
    sort_key,
    strings_in,
)
from eventdocs.model.tree import Mapping, Scalar, Span
from tests.model.trees import KnownTree

EVENT = Event("7", "DiskFull", provider="disk", version=2, keywords=("A", "B"), file="events/7.yaml")


@pytest.mark.parametrize(
    ("event", "key", "slug"),
    [
        (Event("7", "DiskFull"), "7", "7-diskfull"),
        (Event("7", "DiskFull", version=1), "7@1", "7-diskfull-v1"),
        (Event("7", "DiskFull", provider="disk"), "disk/7", "disk/7-diskfull"),
        (EVENT, "disk/7@2", "disk/7-diskfull-v2"),
    ],
)
def test_key_and_slug_have_provider_and_version_only_if_needed(event: Event, key: str, slug: str) -> None:
    assert (event.key, event.slug) == (key, slug)
    assert (event.ref.key, event.ref.slug) == (key, slug)


def test_a_reference_has_everything_that_identifies_and_links_an_event() -> None:
    assert EVENT.ref == EventRef("events/7.yaml", "7", "DiskFull", "disk", 2, (), ("A", "B"))
    assert sort_key(EVENT.ref) == sort_key(EVENT)


def test_events_are_sorted_by_provider_then_by_number() -> None:
    events = [
        Event("text", "A"),
        Event("9", "A"),
        Event("10", "A"),
        Event("10", "A", version=1),
        Event("1", "A", provider="disk"),
    ]
    shuffled = [*events[3:], *events[:3]]
    assert sorted(shuffled, key=sort_key) == events


def test_an_event_locates_its_values_and_a_reference_its_file() -> None:
    key, value = Scalar("name", Span(1, 0, 1, 4)), Scalar("DiskFull", Span(1, 6, 1, 14))
    tree = Mapping(((key, value),), Span(0, 0, 2, 0))
    event = Event("7", "DiskFull", file="a.yaml", tree=KnownTree(tree))
    assert str(event.where("name")) == "a.yaml:2:7"
    assert str(event.ref.where("name")) == "a.yaml:1:1"
    assert str(EVENT.where("name")) == "events/7.yaml:1:1"


def test_a_locale_without_strings_is_an_empty_block() -> None:
    block = LocaleStrings(strings={"message": ("Full.",)})
    event = Event("7", "DiskFull", strings={"en-US": block})
    assert strings_in(event, "en-US") is block
    assert strings_in(event, "pt-BR") == LocaleStrings()


def test_keywords_have_label_keys_one_by_one_and_as_a_list() -> None:
    assert keyword_keys(EVENT, Event("9", "B", keywords=("C",))) == {"A", "B", "A, B", "C"}


def test_ids_of_thousands_of_digits_are_sorted_as_text() -> None:
    ids = ["7", "9" * 10, "9" * 5_000, "abc"]
    events = [Event(id=text, name="A") for text in ids]
    assert [event.id for event in sorted(events, key=sort_key)] == ["9" * 5_000, "abc", "7", "9" * 10]


def test_references_differ_if_they_are_replaced_by_different_events() -> None:
    other = Event("7", "DiskFull", provider="disk", version=2, replaced_by="8", file="events/7.yaml").ref
    assert other.replaced_by == "8"
    assert not other.identifies_same(EVENT.ref)
    assert other.identity == EVENT.ref.identity


def test_a_bare_key_means_an_event_of_the_same_provider_first() -> None:
    own, other = Event("8", "Own", provider="disk"), Event("8", "Other")
    events = {event.key: event for event in (own, other)}
    assert referenced_event(EVENT, "8", events) is own
    assert referenced_event(Event("7", "A"), "8", events) is other
    assert referenced_event(Event("7", "A"), "disk/8", events) is own
    assert referenced_event(EVENT, "9", events) is None


def test_a_text_is_that_of_all_locales_or_of_the_first_that_has_one() -> None:
    assert in_locale("RFC", ("de-DE", "en-US")) == ("RFC", "")
    texts = {"en-US": "Manual", "pt-BR": "Guia", "fr-FR": ""}
    assert in_locale(texts, ("pt-BR", "en-US")) == ("Guia", "pt-BR")
    assert in_locale(texts, ("fr-FR", "en-US")) == ("Manual", "en-US")
    assert in_locale(texts, ("de-DE",)) == ("", "")
