"""Microsoft's manifests are read completely, compared with an independent reader."""

import random
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from eventdocs.formats.manifest import read
from eventdocs.model.diagnostics import Suggestions
from eventdocs.model.sources import (
    INCONSISTENT_SOURCE,
    UNREADABLE_SOURCE,
    Source,
    SourceParameter,
    SourceProvider,
)
from tests.conftest import SHARED
from tests.formats.source_files import MANIFEST
from tests.fuzz.mutation import mutate

SPACE = "{http://schemas.microsoft.com/win/2004/08/events}"
MANIFESTS = sorted(path.name for path in (SHARED / "corpus/manifests").glob("*.man*"))
NO_EVENTS = {"counters-only-ucs.man", "not-a-manifest.man"}
LEVELS = {
    **{f"win:{name}": name.lower() for name in ("Critical", "Error", "Warning", "Informational", "Verbose")},
    "win:LogAlways": "log_always",
}


def read_text(text: str) -> Source:
    return read(text.encode(), "a.man")


def messages(source: Source) -> list[str]:
    return [finding.message for finding in source.findings]


def declared_providers(root: ElementTree.Element) -> Iterator[ElementTree.Element]:
    return root.iterfind(f".//{SPACE}events/{SPACE}provider")


def number(text: str) -> int:
    return int(text, 16) if "x" in text else int(text)


def expected_events(provider: ElementTree.Element, texts: dict[str, str]) -> list[tuple[object, ...]]:
    templates = {
        template.get("tid"): [
            (
                data.get("name"),
                data.get("outType", data.get("inType", "")),
                data.get("inType", "") if data.get("outType") not in (None, data.get("inType")) else "",
                *(data.get(name, "") for name in ("length", "count", "map")),
                [member.get("name") for member in data],
            )
            for data in template
            if data.tag != f"{SPACE}UserData"
        ]
        for template in provider.iter(f"{SPACE}template")
    }
    return [
        (
            str(number(event.attrib["value"])),
            int(event.get("version", "0")),
            event.get("symbol", ""),
            LEVELS.get(event.get("level", ""), event.get("level", "")),
            *(event.get(name, "") for name in ("channel", "task", "opcode")),
            event.get("keywords", "").split(),
            templates[event.get("template")] if event.get("template") else [],
            texts.get(event.get("message", "")[9:-1]),
        )
        for event in provider.iterfind(f"{SPACE}events/{SPACE}event")
    ]


def read_parameter(parameter: SourceParameter) -> tuple[object, ...]:
    facts = (parameter.name, parameter.type, parameter.stored, parameter.length, parameter.count)
    return *facts, parameter.map, [member.name for member in parameter.members]


def read_events(provider: SourceProvider) -> list[tuple[object, ...]]:
    return [
        (
            *(event.id, event.version, event.symbol, event.level, event.channel, event.task, event.opcode),
            list(event.keywords or ()),
            list(map(read_parameter, event.parameters or ())),
            text.text if (text := provider.texts(event.message).get("en-US")) else None,
        )
        for event in provider.events
    ]


@pytest.mark.parametrize("name", [name for name in MANIFESTS if name not in NO_EVENTS])
def test_real_manifests_are_read_completely(name: str, shared: Path) -> None:
    data = (shared / "corpus/manifests" / name).read_bytes()
    root = ElementTree.fromstring(data)
    texts = {
        string.attrib["id"]: string.attrib["value"].replace("\r\n", "\n").removesuffix("\n")
        for string in root.iterfind(".//{*}string")
    }
    source = read(data, name)
    assert source.findings == ()
    expected = list(declared_providers(root))
    assert [each.get("name") for each in expected] == [each.name for each in source.providers]
    for element, provider in zip(expected, source.providers, strict=True):
        assert provider.guid == element.get("guid")
        assert read_events(provider) == expected_events(element, texts)
        counts = {
            "importChannel": sum(each.imported for each in provider.channels),
            "channel": sum(not each.imported for each in provider.channels),
            "keyword": len(provider.keywords),
            "task": len(provider.tasks),
            "opcode": len(provider.opcodes),
            "valueMap": sum(not each.bits for each in provider.maps),
            "bitMap": sum(each.bits for each in provider.maps),
            "map": sum(len(each.entries) for each in provider.maps),
        }
        assert counts == {tag: len(list(element.iter(f"{SPACE}{tag}"))) for tag in counts}
        masks = [number(each.attrib["mask"]) for each in element.iter(f"{SPACE}keyword")]
        assert masks == [each.value for each in provider.keywords]


@pytest.mark.parametrize("name", [name for name in MANIFESTS if name not in NO_EVENTS])
def test_lines_are_those_of_the_file(name: str, shared: Path) -> None:
    data = (shared / "corpus/manifests" / name).read_bytes()
    lines = data.decode("utf-16" if data.startswith(b"\xff\xfe") else "utf-8-sig").split("\n")
    for provider in read(data, name).providers:
        assert "<provider" in lines[provider.line - 1]
        assert all("<event" in lines[event.line - 1] for event in provider.events)
        assert all("<keyword" in lines[each.line - 1] for each in provider.keywords)
        parameters = {each for event in provider.events for each in event.parameters or ()}
        assert all("<data" in (line := lines[each.line - 1]) or "<struct" in line for each in parameters)
        texts = {text for texts in provider.strings.values() for text in texts.values()}
        assert all("<string" in lines[text.line - 1] for text in texts)


def test_the_samples_have_the_numbers_of_the_specification(shared: Path) -> None:
    folder = shared / "corpus/manifests"
    clr = read((folder / "ClrEtwAll.man").read_bytes(), "ClrEtwAll.man")
    events = [event for provider in clr.providers for event in provider.events]
    assert len(events) == 410
    assert sum(event.name != event.symbol for event in events) == 127
    assert any(parameter.members for event in events for parameter in event.parameters or ())
    assert clr.left_out["UserData"] == 171


def test_a_manifest_without_events_and_other_files_are_findings(shared: Path) -> None:
    folder = shared / "corpus/manifests"
    (finding,) = read((folder / "counters-only-ucs.man").read_bytes(), "c.man").findings
    assert (finding.rule, finding.message) == (INCONSISTENT_SOURCE, "the manifest declares no events")
    other = read((folder / "not-a-manifest.man").read_bytes(), "n.man")
    (finding,) = other.findings
    assert finding.rule is UNREADABLE_SOURCE
    assert (str(finding.location), other.providers) == ("n.man:1:1", ())


def test_texts_are_in_every_culture_and_shared_by_their_events() -> None:
    source = read_text(MANIFEST)
    disk, network = source.providers
    full, full_2, slow, blank = disk.events
    assert full.message == full_2.message == network.events[0].message
    texts = disk.texts(full.message)
    assert {tag: text.text for tag, text in texts.items()} == {
        "en-US": "  Disk %1 is full:%n\n%2!u! bytes",
        "de": "Datenträger %1 ist voll.",
    }
    assert texts["de"].line == MANIFEST.partition("Datenträger")[0].count("\n") + 1
    assert disk.texts(slow.message) == disk.texts(blank.message) == {}
    assert disk.texts(disk.message)["en-US"].text == "Disks"
    assert source.left_out == {"UserData": 1, "strings": 1}
    assert source.findings == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_encodings_and_line_ends_make_no_difference(encoding: str, ends: str) -> None:
    data = MANIFEST.replace("\n", ends).encode(encoding)
    assert read(data, "a.man") == read_text(MANIFEST)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_a_line_end_in_an_attribute_is_a_space(ends: str) -> None:
    source = read_text(MANIFEST.replace('"Disks"', '"Hard\ndisks"').replace("\n", ends))
    assert source.providers[0].texts("title")["en-US"].text == "Hard disks"


def test_a_file_may_declare_the_encoding_that_it_had_before() -> None:
    text = MANIFEST.replace('encoding="utf-8"', 'encoding="utf-16"', 1)
    assert read_text(text) == read_text(MANIFEST)
    declared = MANIFEST.replace('encoding="utf-8"', 'encoding="windows-1252"', 1)
    assert read(declared.encode("cp1252"), "a.man") == read_text(MANIFEST)


@pytest.mark.parametrize(
    ("old", "new", "where", "message"),
    [
        ('guid="{', 'guid=""{', "a.man:6:44", "the file is not XML: not well-formed (invalid token)"),
        ("<?xml", "<!-- c --><?xml", "a.man:1:11", "the file is not XML: XML or text declaration not at"),
        ("<!--", "<!DOCTYPE x><!--", "a.man:2:1", "the file declares a document type"),
        ("</instrumentationManifest>", "", "a.man:75:1", "the file is not XML: no element found"),
        ("<events>", "<events>" + "<a>" * 200, "a.man:5:", "elements are nested deeper than 100 levels"),
        ('"Disks"', f'"{"x" * 100_001}"', "a.man:58:1", "an attribute of `string` is longer than 100,000"),
        ("instrumentationManifest", "html", "a.man:3:1", "the file is not an instrumentation manifest"),
        ('"Disks"', '"&disks;"', "a.man:58:", "the file is not XML: undefined entity"),
    ],
)
def test_unreadable_parts_are_findings_with_their_location(
    old: str, new: str, where: str, message: str
) -> None:
    count = -1 if new == "html" else 1
    source = read_text(MANIFEST.replace(old, new, count))
    (finding,) = source.findings
    assert finding.rule is UNREADABLE_SOURCE
    assert finding.message.startswith(message)
    assert str(finding.location).startswith(where)
    assert source.providers == ()


def test_truncated_utf_16_is_a_finding() -> None:
    data = MANIFEST.encode("utf-16")
    (finding,) = read(data[:-1], "a.man").findings
    assert finding.message == "the file is not UTF-16: truncated data"
    assert finding.location.line == MANIFEST.count("\n")


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('culture="de"', 'culture="d e"', ["the culture `d e` is not a language tag"]),
        ('id="unused"', 'id="title"', ["the string `title` is defined twice"]),
        ("$(string.title)", "$(string.titel)", ["there is no string `titel`"]),
        ('"Disks"', '"a&#13;b&#x85;c&#x9F;"', ["the string `title` contains control characters: U+009F"]),
        ('name="Contoso-Network"', "", ["a provider has no name"]),
        ('"Contoso-Network"', '"Contoso-Disk"', ["the provider `Contoso-Disk` is declared twice"]),
    ],
)
def test_inconsistencies_are_findings_and_the_rest_is_read(old: str, new: str, found: list[str]) -> None:
    source = read_text(MANIFEST.replace(old, new))
    assert messages(source) == found
    assert len(source.providers[0].events) == 4


def test_the_same_fault_many_times_gives_few_findings() -> None:
    events = '<event value="8" level="win:Always"/>' * 5000
    source = read_text(MANIFEST.replace("<event value=", events + "<event value=", 1))
    assert len(source.findings) == 101


def test_of_very_many_unknown_names_only_those_that_are_shown_have_hints(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def hint(_: Suggestions, word: str) -> str:
        asked.append(word)
        return ""

    monkeypatch.setattr(Suggestions, "hint", hint)
    events = "".join(f'<event value="{at}" task="t{at}"/>' for at in range(1000, 2000))
    source = read_text(MANIFEST.replace("<event value=", events + "<event value=", 1))
    assert len(source.findings) == 101
    assert len(asked) < 110


def test_too_many_attributes_are_refused_with_their_line(monkeypatch: pytest.MonkeyPatch) -> None:
    attributes = " ".join(f'a{at}=""' for at in range(4 * MANIFEST.count("<")))
    text = MANIFEST.replace("<event value=", f"<event {attributes} value=", 1)
    monkeypatch.setenv("EVENTDOCS_MAX_SOURCE_ELEMENTS", str(2 * text.count("<")))
    assert read_text(text).providers
    most = text.count("<")
    monkeypatch.setenv("EVENTDOCS_MAX_SOURCE_ELEMENTS", str(most))
    (finding,) = read_text(text).findings
    assert finding.message == f"there are more than {4 * most:,} attributes"
    assert "EVENTDOCS_MAX_SOURCE_ELEMENTS" in finding.hint
    assert finding.location.line == text[: text.index(attributes)].count("\n") + 1


def test_too_many_parameters_of_all_events_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many events can have the same large template, so that a small file describes very many parameters."""
    event = '<event value="0x07"'
    text = MANIFEST.replace(
        event, "".join(f'<event value="{n}" template="disk"/>' for n in range(100, 199)) + event
    )
    monkeypatch.setenv("EVENTDOCS_MAX_PARAMETERS", "400")  # each event has three, and a member of one
    assert read_text(text).providers
    monkeypatch.setenv("EVENTDOCS_MAX_PARAMETERS", "399")
    (finding,) = read_text(text).findings
    assert finding.message == "the events have more than 399 parameters"
    assert "EVENTDOCS_MAX_PARAMETERS" in finding.hint


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_too_many_elements_are_refused_before_the_file_is_parsed(
    encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = MANIFEST.replace("<events>", "<events></oops>", 1)  # a parser would report this first
    monkeypatch.setenv("EVENTDOCS_MAX_SOURCE_ELEMENTS", "30")
    (finding,) = read(broken.encode(encoding), "a.man").findings
    assert finding.message == "there are more than 30 elements"
    assert "EVENTDOCS_MAX_SOURCE_ELEMENTS" in finding.hint
    monkeypatch.setenv("EVENTDOCS_MAX_SOURCE_ELEMENTS", str(MANIFEST.count("<")))
    assert read(MANIFEST.encode(encoding), "a.man").providers


@pytest.mark.parametrize("name", sorted(path.name for path in (SHARED / "hostile/xml").glob("*.xml")))
def test_hostile_xml_is_refused(name: str, shared: Path) -> None:
    source = read((shared / "hostile/xml" / name).read_bytes(), name)
    assert source.providers == ()
    assert [finding.rule for finding in source.findings] == [UNREADABLE_SOURCE]


def test_a_damaged_manifest_is_read_or_refused() -> None:
    pick, seeds = random.Random(4031), [MANIFEST.encode(), MANIFEST.encode("utf-16")]
    for _ in range(1500):
        data = mutate(pick.choice(seeds), pick.choice(seeds), pick)
        source = read(data, "a.man")
        assert source.providers or source.findings
        assert all("\n" not in message for message in messages(source))
