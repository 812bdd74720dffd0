"""Changes list, by path, the values of a new block that differ from the old one."""

from eventdocs.model.changes import ValueChange, changed_values, flatten_values
from eventdocs.model.event import LocaleStrings

BLOCK = LocaleStrings(
    prefix="0a1b2",
    strings={"message": ("The disk is full.",)},
    parameters={"Volume": {"description": ("The volume.",)}},
    labels={"headings": {"cause": "Reason"}},
    metadata={"ms.date": "03/30/2017"},
)


def test_values_are_flattened_by_path() -> None:
    assert flatten_values(BLOCK) == {
        ("prefix",): "0a1b2",
        ("message",): ("The disk is full.",),
        ("parameters", "Volume", "description"): ("The volume.",),
        ("labels", "headings", "cause"): "Reason",
        ("metadata", "ms.date"): "03/30/2017",
    }


def test_an_absent_prefix_is_not_a_value() -> None:
    assert flatten_values(LocaleStrings()) == {}


def test_new_and_different_values_are_changes_and_removed_ones_are_not() -> None:
    new = LocaleStrings(
        strings={"message": ("A disk is full.",), "cause": ("Logs.",)},
        labels={"headings": {"cause": "Reason"}},
    )
    assert changed_values(BLOCK, new) == [
        ValueChange(("message",), ("The disk is full.",), ("A disk is full.",)),
        ValueChange(("cause",), None, ("Logs.",)),
    ]
