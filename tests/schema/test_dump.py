"""Dumping an event's facts returns plain values, without missing ones."""

from eventdocs.model.event import Event, PageLayout, Parameter
from eventdocs.schema.dump import OMITTED, dump_facts, dump_layout, dump_parameter


def test_an_event_without_facts_dumps_only_its_id_and_name() -> None:
    assert dump_facts(OMITTED) == {}
    assert dump_facts(Event("7", "DiskFull")) == {"id": "7", "name": "DiskFull"}


def test_facts_are_dumped_in_the_order_of_the_table_as_plain_values() -> None:
    event = Event(
        "7",
        "DiskFull",
        version=2,
        keywords=(),
        parameters=(Parameter("Volume", "xs:string"),),
        see_also=("8", "9"),
        metadata={"ms.date": "2017"},
        layout=PageLayout(note_indent=0),
    )
    assert list(dump_facts(event).items()) == [
        ("id", "7"),
        ("name", "DiskFull"),
        ("version", "2"),
        ("keywords", ()),
        ("parameters", ({"name": "Volume", "type": "xs:string"},)),
        ("see_also", ("8", "9")),
        ("metadata", {"ms.date": "2017"}),
        ("layout", {"note_indent": "0"}),
    ]


def test_a_parameter_is_dumped_without_empty_values() -> None:
    assert dump_parameter(Parameter("Volume", map="Volumes")) == {"name": "Volume", "map": "Volumes"}


def test_a_layout_is_dumped_as_files_write_it() -> None:
    assert dump_layout(PageLayout(True, 4)) == {"blank_after_heading": "yes", "note_indent": "4"}
    assert dump_layout(PageLayout(blank_after_heading=False)) == {"blank_after_heading": "no"}
    assert dump_layout(PageLayout()) == {}
