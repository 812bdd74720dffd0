"""Two states of a catalog are compared event by event, fact by fact and string by string."""

from dataclasses import replace

from eventdocs.model.catalog import Catalog, CatalogSettings
from eventdocs.model.event import Event, LocaleStrings, PageLayout, Parameter
from eventdocs.schema.diff import ValueDiff, diff_catalogs, diff_events

SETTINGS = CatalogSettings("en-US", ("en-US", "ja-JP", "pt-BR"))


def event(*, english: str, portuguese: str = "O disco está cheio.") -> Event:
    texts = {"en-US": english, "pt-BR": portuguese, "ja-JP": "ディスクがいっぱいです。"}
    blocks = {
        locale: LocaleStrings(strings={"message": (text,)} if text else {}) for locale, text in texts.items()
    }
    return Event("7", "DiskFull", strings=blocks)


def catalog(*events: Event) -> Catalog:
    return Catalog(SETTINGS, events)


OLD = event(english="The disk is full.")


def test_events_are_matched_by_key() -> None:
    moved = replace(OLD, version=1)
    diff = diff_catalogs(catalog(OLD), catalog(moved))
    assert (diff.added, diff.removed, diff.changed, diff.deprecated) == ((moved,), (OLD,), (), ())


def test_an_event_without_differences_is_not_changed() -> None:
    assert diff_catalogs(catalog(OLD), catalog(replace(OLD, file="other.yaml"))).changed == ()


def test_only_an_event_that_became_deprecated_is_listed_as_deprecated() -> None:
    deprecated = replace(OLD, deprecated="2.0")
    assert diff_catalogs(catalog(OLD), catalog(deprecated)).deprecated == (deprecated,)
    assert diff_catalogs(catalog(deprecated), catalog(replace(deprecated, deprecated="3"))).deprecated == ()
    assert diff_catalogs(catalog(deprecated), catalog(OLD)).deprecated == ()


def test_a_changed_source_text_names_the_translations_it_makes_stale() -> None:
    new = event(english="A disk is full.")
    assert list(diff_events(OLD, new, SETTINGS)) == [
        ValueDiff("message", "en-US", "The disk is full.", "A disk is full.", ("ja-JP", "pt-BR"))
    ]


def test_a_translation_that_changed_too_or_is_absent_is_not_stale() -> None:
    untranslated = event(english="The disk is full.", portuguese="")
    for old, portuguese in ((OLD, "Um disco está cheio."), (OLD, ""), (untranslated, "")):
        new = event(english="A disk is full.", portuguese=portuguese)
        first, *_ = diff_events(old, new, SETTINGS)
        assert first.stale == ("ja-JP",)


def test_a_changed_translation_makes_no_translation_stale() -> None:
    new = event(english="The disk is full.", portuguese="")
    assert list(diff_events(OLD, new, SETTINGS)) == [
        ValueDiff("message", "pt-BR", "O disco está cheio.", None)
    ]


def test_values_are_texts_and_an_absent_one_is_none() -> None:
    old = replace(OLD, metadata={"a": "b"})
    new = replace(OLD, keywords=("A", "B"), parameters=(Parameter("Volume"),), metadata={"a": "b", "c": "d"})
    assert [(each.field, each.old, each.new) for each in diff_events(old, new, SETTINGS)] == [
        ("keywords", None, "A B"),
        ("parameters", None, "Volume"),
        ("metadata", "a: b", "a: b, c: d"),
    ]


def test_parameters_differ_in_their_names_or_in_the_values_of_one_name() -> None:
    old = replace(OLD, parameters=(Parameter("Volume", "win:UInt32"), Parameter("Path"), Parameter("Gone")))
    members = (Parameter("a", "win:UInt8"), Parameter("b"))
    new = replace(
        OLD, parameters=(Parameter("Path", map="Modes", members=members), Parameter("Volume", "win:UInt64"))
    )
    assert [(each.field, each.old, each.new) for each in diff_events(old, new, SETTINGS)] == [
        ("parameters", "Volume Path Gone", "Path Volume"),
        ("parameters.Path.map", None, "Modes"),
        ("parameters.Path.members", None, "a b"),
        ("parameters.Volume.type", "win:UInt32", "win:UInt64"),
    ]
    unknown = replace(OLD, parameters=None)
    assert [(each.old, each.new) for each in diff_events(old, unknown, SETTINGS)] == [
        ("Volume Path Gone", None)
    ]


def test_members_of_a_structure_differ_like_parameters() -> None:
    old = replace(OLD, parameters=(Parameter("Path", members=(Parameter("a", "win:UInt8", length="1"),)),))
    new = replace(OLD, parameters=(Parameter("Path", members=(Parameter("a", "win:UInt8", length="2"),)),))
    assert list(diff_events(old, new, SETTINGS)) == [
        ValueDiff("parameters.Path.members.a.length", "", "1", "2")
    ]


def test_a_layout_is_compared_by_its_options() -> None:
    new = replace(OLD, layout=PageLayout(True, 1))
    assert list(diff_events(OLD, new, SETTINGS)) == [
        ValueDiff("layout", "", None, "blank_after_heading: yes, note_indent: 1")
    ]
