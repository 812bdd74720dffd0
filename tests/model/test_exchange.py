"""Segments have their own keys only if a string has several."""

import pytest

from eventdocs.model.exchange import segment_key, string_of


@pytest.mark.parametrize(
    ("index", "count", "key"), [(0, 1, "7:cause"), (0, 2, "7:cause#1"), (1, 2, "7:cause#2")]
)
def test_a_segment_key_leads_back_to_its_string(index: int, count: int, key: str) -> None:
    assert segment_key("7:cause", index, count) == key
    assert string_of(key) == ("7:cause", index)


@pytest.mark.parametrize("key", ["label:a.C#", "label:a.C#x", "label:a.C#0", "label:a.C"])
def test_other_number_signs_belong_to_the_key(key: str) -> None:
    assert string_of(key) == (key, 0)
