"""Declarations of a provider are read with their numbers, and undeclared values of events are reported."""

import pytest

from eventdocs.formats.manifest import read
from eventdocs.model.sources import Declaration, SourceChannel, SourceParameter
from tests.formats.source_files import MANIFEST

DISK = read(MANIFEST.encode(), "a.man").providers[0]


def line_of(text: str) -> int:
    return MANIFEST.partition(text)[0].count("\n") + 1


def test_channels_have_their_properties() -> None:
    assert DISK.channels == (
        SourceChannel("SYS", "System", line_of("<importChannel"), imported=True),
        SourceChannel(
            "ADM",
            "Contoso-Disk/Admin",
            line_of("<channel "),
            "Admin",
            "true",
            "System",
            "admin",
            "DISK_ADMIN",
        ),
    )


def test_opcodes_belong_to_a_task_or_to_all() -> None:
    assert DISK.tasks == (Declaration("Write", 1, line_of("<task "), "write"),)
    assert [(opcode.task, opcode.name, opcode.value) for opcode in DISK.opcodes] == [
        ("", "Retry", 12),
        ("Write", "Retry", 11),
    ]


def test_levels_keywords_and_maps_have_numbers() -> None:
    assert DISK.levels == (Declaration("Audit", 16, line_of("<level "), "audit"),)
    assert [(keyword.name, keyword.value) for keyword in DISK.keywords] == [
        ("Quota", 1),
        ("Storage", 1 << 39),
    ]
    sizes, flags = DISK.maps
    assert (sizes.name, sizes.bits, flags.name, flags.bits) == ("Sizes", False, "Flags", True)
    assert [(entry.value, entry.string, entry.symbol) for entry in sizes.entries] == [
        (1, "small", ""),
        (2, "", "BIG"),
    ]


def test_events_have_an_identity_and_facts() -> None:
    full, full_2, slow, blank = DISK.events
    assert [event.key for event in DISK.events] == [("7", 0), ("7", 2), ("8", 0), ("9", 0)]
    assert [event.name for event in DISK.events] == ["DiskFull", "DiskFull", "WriteStart", "Event9"]
    assert [event.level for event in DISK.events] == ["error", "Audit", "log_always", ""]
    assert (full.channel, full.keywords, full.task, full.opcode) == (
        "ADM",
        ("Storage", "Quota"),
        "Write",
        "Retry",
    )
    assert (full_2.symbol, full_2.keywords, full_2.parameters) == ("DiskFull_V2", (), ())
    assert (slow.opcode, blank.opcode) == ("win:Start", "win:Info")
    assert full.line == line_of("<event ")


def test_parameters_have_the_type_that_is_read_and_the_one_that_is_stored() -> None:
    at = line_of('<data name="disk"')
    assert DISK.events[0].parameters == (
        SourceParameter("disk", at, "xs:string", "win:UnicodeString"),
        SourceParameter("size", at + 1, "win:UInt32", length="4", count="disk", map="Sizes"),
        SourceParameter(
            "parts",
            at + 2,
            count="size",
            members=(SourceParameter("part", at + 3, "win:HexInt8", "win:UInt8"),),
        ),
    )


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        ('template="disk"', 'template="disc"', "the provider does not declare the template `disc`", ""),
        ('level="Audit"', 'level="Audio"', "the provider does not declare the level `Audio`", "did you mean `Audit`?"),
        ('channel="ADM"', 'channel="ADN"', "the provider does not declare the channel `ADN`", "did you mean `ADM`?"),
        (' Quota "', ' Quote"', "the provider does not declare the keyword `Quote`", "did you mean `Quota`?"),
        ('task="Write" opcode="Retry"', 'task="Writ"', "the provider does not declare the task `Writ`", "did you mean `Write`?"),
        ('opcode="Retry" t', 'opcode="Reply" t', "the provider does not declare the opcode `Reply`", "did you mean `Retry`?"),
        ('map="Sizes"', 'map="Size"', "the provider does not declare the map `Size`", "did you mean `Sizes`?"),
        ('value="8"', 'value="eight"', "an event has no valid value: `eight`", "it is left out"),
        ('version="2"', 'version="-2"', "an event has no valid version: `-2`", "it is left out"),
        ('value="16"', 'value="x"', "the level `Audit` has no valid value: `x`", "it is left out"),
        ("$(string.blank)", "Blank", "`Blank` is not a reference to a string", "write `$(string.ID)`"),
        ('name="Storage"', 'name=" "', "a keyword has no name", "it is left out"),
        ('name="Contoso-Disk/Admin"', "", "a channel has no name", "it is left out"),
        ('name="Flags"', 'name="&#10;"', "a map has no name", "it is left out"),
        ('name="size" ', "", "a parameter has no name", "it is called `parameter2`"),
        ('name="Storage"', 'name="Quota"', "the keyword `Quota` is declared twice", "the first is used"),
        ('name="Flags"', 'name="Sizes"', "the map `Sizes` is declared twice", "the first is used"),
        ('value="0x2"', 'value="0x1"', "the value 1 of the map `Sizes` is declared twice", "the first is used"),
        ("</templates>", '<template tid="disk"/></templates>', "the template `disk` is declared twice", "the first is used"),
    ],
)  # fmt: skip
def test_errors_are_findings_with_their_line(old: str, new: str, message: str, hint: str) -> None:
    source = read(MANIFEST.replace(old, new, 1).encode(), "a.man")
    finding = source.findings[0]
    assert finding.message == message
    assert hint in finding.hint
    assert finding.location.line in (line_of(old), line_of(old) - 1)
    assert source.providers


def test_names_have_no_control_characters() -> None:
    text = MANIFEST.replace('symbol="DiskFull"', 'symbol="&#9;Disk&#10;Full&#x7F;"')
    assert read(text.encode(), "a.man").providers[0].events[0].symbol == "Disk Full"


def test_a_key_that_is_declared_twice_gives_the_first_event_and_both_lines() -> None:
    source = read(MANIFEST.replace('version="2"', 'version="00"').encode(), "a.man")
    (finding,) = source.findings
    assert finding.message == "the event 7 is declared twice"
    assert (finding.location.line, finding.related[0].line) == (DISK.events[1].line, DISK.events[0].line)
    assert source.providers[0].events[0] == DISK.events[0]
    assert len(source.providers[0].events) == 3


def test_a_missing_template_means_that_parameters_are_unknown() -> None:
    source = read(MANIFEST.replace('template="disk"', 'template="disc"').encode(), "a.man")
    assert source.providers[0].events[0].parameters is None


def test_a_custom_level_with_a_standard_value_is_that_level() -> None:
    source = read(MANIFEST.replace('value="16"', 'value="3"').encode(), "a.man")
    assert source.providers[0].events[1].level == "warning"
