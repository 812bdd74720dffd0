"""A baseline is sorted and readable, and has the number of accepted findings of each kind."""

import pytest

from eventdocs.formats.baseline import read, write
from eventdocs.model.errors import EventdocsError

FINDING = "ED301\tevents/7.yaml\tstrings.pt-BR.message\tthe translation is missing `%1`"
OTHER = "ED101\tevents/8.yaml\t\tduplicate"


def test_findings_survive_a_round_trip_with_their_counts() -> None:
    assert read(write([FINDING, OTHER, FINDING]), "b") == {FINDING: 2, OTHER: 1}


def test_findings_are_written_sorted_after_a_comment() -> None:
    comment, *lines = write([FINDING, OTHER]).decode().splitlines()
    assert comment.startswith("# ")
    assert lines == [OTHER, FINDING]


@pytest.mark.parametrize(
    ("data", "message"),
    [(b"\xff", "b:1: byte 0xFF is not UTF-8"), (b"# a\n\nED301 x\n", "b:3: the line is not a finding")],
)
def test_another_file_is_an_error(data: bytes, message: str) -> None:
    with pytest.raises(EventdocsError, match=message):
        read(data, "b")
