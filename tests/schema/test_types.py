"""A record type has its fields by name, and a fact is a field of the event file."""

from eventdocs.schema.types import Fact, Field, RecordType, SegmentsType, TextType

NAME = Field("name", TextType(), "The name.", required=True)
NOTE = Field("note", SegmentsType(), "A note.")
RECORD = RecordType((NAME, NOTE))


def test_a_record_type_finds_fields_by_name() -> None:
    assert RECORD.types == {"name": TextType(), "note": SegmentsType()}
    assert RECORD.required == {"name"}


def test_a_fact_is_a_field_of_the_event() -> None:
    assert Fact("name", TextType(), "The name.", required=True, in_diff=False).field == NAME
