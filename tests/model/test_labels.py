"""Labels are looked up in layers, the most specific first."""

from eventdocs.model.labels import LabelLookup, LabelReads, LabelText

ENGLISH = {"headings": {"cause": "Cause", "details": "Details"}, "separators": {"list": ", "}}
JAPANESE = {
    "headings": {"cause": "原因"},
    "separators": {"list": "、"},
    "keywords": {"A": "あ", "B, C": "び・し"},
}
LABELS = LabelLookup((("ja-JP", JAPANESE), ("en-US", ENGLISH)))


def test_a_label_comes_with_the_locale_that_has_it() -> None:
    assert LABELS.find("headings", "cause") == LabelText("原因", "ja-JP")
    assert LABELS.find("headings", "details") == LabelText("Details", "en-US")


def test_an_unknown_label_is_none_and_stays_none() -> None:
    assert LABELS.find("headings", "unknown") is None
    assert LABELS.find("headings", "unknown") is None


def test_a_missing_label_is_the_given_text_or_the_key_in_the_source_locale() -> None:
    assert LABELS.label("site", "key", LabelText("text", "de-DE")) == LabelText("text", "de-DE")
    assert LABELS.label("site", "key") == LabelText("key", "en-US")


def test_overrides_are_searched_first() -> None:
    overridden = LABELS.with_overrides("ja-JP", {"headings": {"cause": "理由"}})
    assert overridden.label("headings", "cause").text == "理由"
    assert overridden.join(["a", "b"]) == "a、b"
    assert LABELS.label("headings", "cause").text == "原因"
    assert LABELS.with_overrides("ja-JP", {}) is LABELS


def test_keywords_are_joined_unless_their_list_has_a_label() -> None:
    assert LABELS.keyword_list(("A", "D")) == LabelText("あ、D", "ja-JP")
    assert LABELS.keyword_list(("B", "C")) == LabelText("び・し", "ja-JP")


def test_lookups_are_recorded_for_the_item_in_work_or_for_all() -> None:
    reads = LabelReads()
    labels = LabelLookup(LABELS.layers, reads)
    own: list[set[tuple[str, str]]] = [set(), set()]
    shared = reads.share(labels.find)
    for key in reads.record(["cause", "details"], own):
        labels.with_overrides("ja-JP", {"site": {"x": "y"}}).find("headings", key)
        labels.label("headings", key)
        shared("site", "title")
    labels.find("site", "missing")
    assert own == [{("headings", "cause")}, {("headings", "details")}]
    assert reads.shared == {("site", "title"), ("site", "missing")}
