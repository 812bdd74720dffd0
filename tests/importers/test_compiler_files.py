"""Message compiler files of every form become a catalog with exactly their texts."""

from pathlib import Path

import pytest

from eventdocs.formats.message_compiler import Ids
from eventdocs.importers.import_sources import SourceImportOptions, import_sources
from eventdocs.rules import prevents_build
from eventdocs.store.checked_catalog import read_checked_catalog
from eventdocs.store.source_files import read_source_files

Texts = dict[tuple[str, str], str]  # by id of the event and locale

HEADERS = """; // a comment
MessageIdTypedef=DWORD
SeverityNames=(Success=0x0:STATUS_SEVERITY_SUCCESS
; a comment in a list
               Error=0x3:STATUS_SEVERITY_ERROR)
FacilityNames=(Disk=0x7:FACILITY_DISK)
LanguageNames=(English=0x409:MSG00409 German=0x0007:MSG00007)
LanguageNames=(Japanese=0x0011:MSG00011
  Chinese=0x0404:MSG00404)
OutputBase=16
"""
NUMBERS = "".join(
    f"MessageId={number} SymbolicName=M{at}\nLanguage=English\nText {at}.\n.\n"
    for at, number in enumerate(("7", "0x10", "+3", "", "0x0020"))
)
BODIES = (
    "MessageId=1 Severity=Error Facility=Disk SymbolicName=A\nLanguage=English\n"
    "  Two spaces, %1!s! and %%5\n\n\n  columns   aligned %n%t%0\n.\n"
    "Language=German\n.. kein Ende\n .\n.\n"
    "MessageId=\nLanguage=English\nInherited, without a name\n.\n"
)
LANGUAGES = (
    "MessageId=1\nLanguage=English\nDisk\n.\nLanguage=German\nDatenträger ß\n.\nLanguage=Japanese\n"
    "ディスク表示\n.\nLanguage=Chinese\n磁碟\n.\n"
)
TRAITS: dict[str, tuple[str, str, Texts]] = {
    "numbers": (
        HEADERS + NUMBERS,
        "ascii",
        {(number, "en-US"): f"Text {at}." for at, number in enumerate(("7", "16", "19", "20", "32"))},
    ),
    "bodies": (
        BODIES.join((HEADERS, "")),
        "utf-8",
        {
            ("1", "en-US"): "  Two spaces, %1!s! and %%5\n\n\n  columns   aligned %n%t%0",
            ("1", "de"): ".. kein Ende\n .",
            ("2", "en-US"): "Inherited, without a name",
        },
    ),
    **{
        f"languages in {encoding}": (
            "\r\n" + HEADERS + LANGUAGES,
            encoding,
            {
                ("1", "en-US"): "Disk",
                ("1", "de"): "Datenträger ß",
                ("1", "ja"): "ディスク表示",
                ("1", "zh-TW"): "磁碟",
            },
        )
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le")
    },
}


def imported(data: bytes, folder: Path, ids: Ids = Ids.CODE) -> Texts:
    """Return the messages of the catalog that is imported from a file."""
    path = folder / "disk.mc"
    path.write_bytes(data)
    read = read_source_files([path], ids=ids)
    assert read.findings == []
    import_sources(read.providers, folder / "catalog", SourceImportOptions(ids=ids)).save(folder / "catalog")
    loaded = read_checked_catalog(folder / "catalog")
    assert [found for found in loaded.diagnostics if prevents_build(found)] == []
    return {
        (event.id, locale): " ".join(block.strings["message"])
        for event in loaded.catalog.events
        for locale, block in event.strings.items()
    }


@pytest.mark.parametrize("trait", TRAITS)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_the_catalog_has_the_texts_of_the_file(trait: str, ends: str, tmp_path: Path) -> None:
    text, encoding, expected = TRAITS[trait]
    data = text.replace("\r\n", "\n").replace("\n", ends).encode(encoding)
    assert imported(data, tmp_path) == expected


def test_each_language_may_have_its_own_code_page(tmp_path: Path) -> None:
    german = "MessageId=1\r\nLanguage=German\r\nDatenträger ß\r\n.\r\n"
    japanese = "Language=Japanese\r\nディスク表示\r\n.\r\n"
    data = HEADERS.encode() + german.encode("cp1252") + japanese.encode("cp932")
    assert imported(data, tmp_path) == {("1", "de"): "Datenträger ß", ("1", "ja"): "ディスク表示"}


def test_a_repeated_code_has_its_qualifiers_or_the_whole_value_as_its_id(tmp_path: Path) -> None:
    text = "".join(
        f"MessageId=7 Severity={severity} SymbolicName=A\nLanguage=English\n{severity}\n.\n"
        for severity in ("Success", "Error")
    )
    data = (HEADERS + text).encode()
    (tmp_path / "a").mkdir()
    assert imported(data, tmp_path / "a") == {("7", "en-US"): "Success", ("7-C000", "en-US"): "Error"}
    (tmp_path / "b").mkdir()
    assert imported(data, tmp_path / "b", Ids.VALUE) == {
        ("0x00000007", "en-US"): "Success",
        ("0xC0000007", "en-US"): "Error",
    }


def test_names_of_categories_are_events_that_can_be_left_out(tmp_path: Path) -> None:
    category = "MessageId=1\nSymbolicName=CATEGORY_DISK\nLanguage=English\nDisk\n.\n"
    path = tmp_path / "disk.mc"
    path.write_text(HEADERS + category + "MessageId=100\nLanguage=English\nThe disk is full.\n.\n")
    providers = read_source_files([path]).providers
    options = SourceImportOptions(only=frozenset({"100-9999"}))
    result = import_sources(providers, tmp_path / "catalog", options)
    assert dict(result.counts) == {"added": 1, "not selected": 1}
