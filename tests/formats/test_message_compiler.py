"""Message compiler files give each message with its text, character for character."""

import random
import re
from pathlib import Path

import pytest

from eventdocs.formats.message_compiler import Ids, read
from eventdocs.model.errors import EventdocsError
from eventdocs.model.sources import UNREADABLE_SOURCE, Source
from tests.conftest import SHARED
from tests.formats.source_files import MESSAGES
from tests.fuzz.mutation import mutate

FILES = sorted(path.name for path in (SHARED / "corpus/mc").glob("*.mc"))


def read_text(text: str, ids: Ids = Ids.CODE) -> Source:
    return read(text.encode(), "a.mc", ids)


def texts(source: Source, tag: str = "en-US") -> dict[str, str | None]:
    (provider,) = source.providers
    return {
        event.id: text.text if (text := provider.texts(event.message).get(tag)) else None
        for event in provider.events
    }


def messages(source: Source) -> list[tuple[int, str]]:
    return [(finding.location.line, finding.message) for finding in source.findings]


@pytest.mark.parametrize("name", FILES)
def test_real_files_are_read_character_for_character(name: str, shared: Path) -> None:
    data = (shared / "corpus/mc" / name).read_bytes()
    file = data.decode().replace("\r\n", "\n")
    expected = re.findall(
        r"^MessageId=(\w+).*\n(?:.+\n)*?Language=English\n((?:.*\n)*?)\.\n", file, re.MULTILINE
    )
    assert len(expected) == file.count("MessageId=")
    source = read(data, name)
    assert source.findings == ()
    assert texts(source) == {str(int(code, 0)): text.removesuffix("\n") for code, text in expected}
    assert len(texts(read(data, name, Ids.VALUE))) == len(expected)
    lines = file.split("\n")
    for event in source.providers[0].events:
        (text,) = source.providers[0].texts(event.message).values()
        assert lines[event.line - 1].startswith("MessageId=")
        assert lines[text.line - 2] == "Language=English"
        assert lines[text.line - 1] == text.text.partition("\n")[0]


def test_all_traits_of_a_file_are_read() -> None:
    source = read_text(MESSAGES)
    assert source.findings == ()
    assert texts(source) == {
        "16": "  The disk %1 is full.\n\n; this is text",
        "17": "The disk %1 is slow.%0",
    }
    assert texts(source, "de") == {"16": "Der Datenträger %1 ist voll.", "17": None}
    full, slow = source.providers[0].events
    assert (full.name, full.level, full.qualifiers, full.line) == ("MSG_FULL", "error", 0xC007, 10)
    assert (slow.name, slow.level, slow.qualifiers, slow.line) == ("MSG_SLOW", "warning", 0x8007, 20)
    assert (full.parameters, full.keywords) == (None, None)


def message(number: str = "1", text: str = "The disk is full.\n", **keys: str) -> str:
    statements = [f"MessageId={number}", *(f"{key}={value}" for key, value in keys.items())]
    return "\n".join([*statements, "Language=English", f"{text}.", ""])


@pytest.mark.parametrize(
    ("file", "ids"),
    [
        (message("7") + message("") + message("+3") + message("0x10"), ["7", "8", "11", "16"]),
        (message("") + message(" "), ["1", "2"]),
        # The previous number of the same facility.
        (
            message("7") + message("20", Facility="Application") + message("", Facility="System"),
            ["7", "20", "1"],
        ),
        (message("7") + "MessageId= SymbolicName=NEXT\nLanguage=English\nText\n.\n", ["7", "8"]),
        ("MessageId = 7\nLanguage = English\nText\n.\n", ["7"]),
        ("messageid=7\nLANGUAGE=english\nText\n.\n", ["7"]),
        ("SeverityNames=(Bad=0x3) MessageId=7 SymbolicName=X\nLanguage=English\nText\n.\n", ["7"]),
        ("\r\n; comment\r\n  ; comment\r\nMessageId=7\r\nLanguage=English\r\nText\r\n.\r\n", ["7"]),
    ],
)
def test_numbers_are_written_or_follow_from_the_ones_before(file: str, ids: list[str]) -> None:
    source = read_text(file)
    assert source.findings == ()
    assert [event.id for event in source.providers[0].events] == ids


def test_severity_and_facility_are_inherited() -> None:
    source = read_text(
        "FacilityNames=(Disk=0x7)\n"
        + message("1", Severity="Error", Facility="Disk")
        + message("2")
        + message("3", Severity="Warning")
        + message("4", Facility="Application"),
        Ids.VALUE,
    )
    events = source.providers[0].events
    assert [event.id for event in events] == ["0xC0070001", "0xC0070002", "0x80070003", "0x8FFF0004"]
    assert [event.level for event in events] == ["error", "error", "warning", "warning"]
    assert [event.name for event in events] == [f"Message{event.id}" for event in events]


def test_statements_after_a_text_are_about_later_messages() -> None:
    source = read_text(message("1") + "Severity=Error\n" + message("2"))
    assert [event.level for event in source.providers[0].events] == ["informational", "error"]


def test_the_name_of_a_severity_decides_its_level() -> None:
    source = read_text("SeverityNames=(CoError=0x2)\n" + message("1") + message("2", Severity="CoError"))
    assert [event.level for event in source.providers[0].events] == ["informational", "error"]


def test_a_repeated_code_has_its_qualifiers_and_a_repeated_value_is_a_finding() -> None:
    file = (
        message("7", Severity="Error") + message("7", Severity="Warning") + message("0x7", Severity="Error")
    )
    source = read_text(file)
    assert [event.id for event in source.providers[0].events] == ["7", "7-8000"]
    assert messages(source) == [(11, "the message 0xC0000007 is defined twice")]
    assert [location.line for location in source.findings[0].related] == [1]
    values = read_text(file, Ids.VALUE)
    assert [event.id for event in values.providers[0].events] == ["0xC0000007", "0x80000007"]
    assert len(values.findings) == 1


def test_header_lists_may_repeat_and_span_lines_with_comments() -> None:
    lists = (
        "LanguageNames=(English=0x409:MSG00409)\nLanguageNames\n"  # without a sign
        ";// German\nLanguageNames=(\n  German = 0x407 : MSG00407\n;// )\n  Neutral=0\n)\nOutputBase=16\n"
    )
    file = message("1") + "Language=German\nDer Datenträger ist voll.\n.\nLanguage=Neutral\n0x1\n.\n"
    source = read_text(lists + file)
    assert messages(source) == [(2, "`LanguageNames` is not a statement")]
    provider = source.providers[0]
    assert sorted(provider.texts(provider.events[0].message)) == ["", "de-DE", "en-US"]


def test_english_has_the_number_of_the_compilers_documentation_or_the_right_one() -> None:
    for number in ("1", "0x409"):
        assert texts(read_text(f"LanguageNames=(English={number}:MSG00001)\n" + message("7")))["7"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  indented\n\tand tabs  \n", "  indented\n\tand tabs  "),
        ("one\n\n\n", "one\n\n"),
        ("..\n. \n .\n", "..\n. \n ."),
        ("MessageId=8\nLanguage=English\n", "MessageId=8\nLanguage=English"),
        ("%1!-20s! %n%%5 100% {0} \\\\host\n", "%1!-20s! %n%%5 100% {0} \\\\host"),
        ("\n", None),
        ("", None),
    ],
)
def test_a_text_is_everything_up_to_the_period(text: str, expected: str | None) -> None:
    assert texts(read_text(message("7", text) + message("9"))) == {"7": expected, "9": "The disk is full."}


LANGUAGES = "LanguageNames=(German=0x7:A Russian=0x419:B Japanese=0x11:C)\n"
IN_GERMAN = LANGUAGES + "MessageId=1\nLanguage=German\nDer Datenträger ist voll.\n.\n"
IN_RUSSIAN = "MessageId=2\nLanguage=Russian\nДиск полон.\n.\n"
IN_JAPANESE = (
    "MessageId=3\nLanguage=Japanese\nディスク表示.\n.\n"  # contains bytes that are `\` and letters in ASCII
)


@pytest.mark.parametrize(
    "data",
    [
        (IN_GERMAN + IN_RUSSIAN + IN_JAPANESE).encode(),
        (IN_GERMAN + IN_RUSSIAN + IN_JAPANESE).encode("utf-8-sig"),
        (IN_GERMAN + IN_RUSSIAN + IN_JAPANESE).encode("utf-16"),
        ("\r\n" + IN_GERMAN + IN_RUSSIAN + IN_JAPANESE).encode("utf-16-le"),  # begins with 0D 00
        IN_GERMAN.encode("cp1252") + IN_RUSSIAN.encode("cp1251") + IN_JAPANESE.encode("cp932"),
    ],
)
def test_encodings_are_found_and_languages_may_have_their_own(data: bytes) -> None:
    source = read(data, "a.mc")
    assert source.findings == ()
    provider = source.providers[0]
    found = {tag: text.text for texts in provider.strings.values() for tag, text in texts.items()}
    assert found == {
        "de": "Der Datenträger ist voll.",
        "ru-RU": "Диск полон.",
        "ja": "ディスク表示.",
    }


def test_a_given_encoding_overrides_the_detected_one() -> None:
    data = message("1", "Łódź\n").encode("cp1250")
    assert texts(read(data, "a.mc", encoding="cp1250")) == {"1": "Łódź"}
    assert texts(read(data, "a.mc")) != {"1": "Łódź"}


@pytest.mark.parametrize("encoding", ["nowhere", "hex", "rot13", "a\0b"])
def test_an_unknown_encoding_is_an_error(encoding: str) -> None:
    with pytest.raises(EventdocsError, match="unknown encoding"):
        read(MESSAGES.encode(), "a.mc", encoding=encoding)


def test_bytes_that_are_not_in_the_encoding_are_findings() -> None:
    source = read(message("1", "a\x81b\n").encode("latin-1"), "a.mc")
    assert messages(source) == [(3, "the text has bytes that are not in the encoding cp1252")]
    (finding,) = read(MESSAGES.encode("utf-16")[:-1], "a.mc").findings
    assert (finding.rule, finding.message) == (UNREADABLE_SOURCE, "the file is not in the encoding utf-16-le")
    (finding,) = read(b"\x80", "a.mc", encoding="ascii").findings
    assert (finding.rule, finding.message) == (UNREADABLE_SOURCE, "the file is not in the encoding ascii")


@pytest.mark.parametrize(
    ("file", "line", "text", "hint"),
    [
        ("", 1, "the file defines no messages", "each message begins with `MessageId=`"),
        (message("7") + "MessageId=8\n", 5, "the message `8` has no text", ""),
        (message("65536"), 1, "`65536` is not the number of a message", "use 0 to 0xFFFF; the message is left out"),
        (message("-1"), 1, "`-1` is not the number of a message", "use 0 to 0xFFFF; the message is left out"),
        (message("7", Severity="Eror"), 2, "unknown severity `Eror`", "did you mean `error`?"),
        (message("7", Facility="Disk"), 2, "unknown facility `Disk`", "known: `application`, `system`"),
        (message("7", Simbol="X"), 2, "unexpected key `Simbol`", ""),
        (message("7") + "MessageId=8\nLanguage=German\nx\n.\n", 6, "unknown language `German`", ""),
        ("LanguageNames=(A=0x3ff)\nMessageId=8\nLanguage=A\nx\n.\n", 3, "unknown language number 0x03FF of `A`", "its texts are left out"),
        ("Language=English\nx\n.\n", 1, "a text has no `MessageId`", "it is left out"),
        ("MessageId=7\nLanguage=English\nx\n", 2, "the text has no end", "end it with a line that has only a period"),
        (message("7") + "Language=English\nx\n.\n", 6, "the text of `7` is defined twice in `en-US`", "the first is used"),
        ("SeverityNames=(Bad=x)\n" + message("7"), 1, "`Bad` has no valid number in `SeverityNames`", "it is left out"),
        (message("7") + "SeverityNames=(Bad=0x1\n", 5, "the list has no closing parenthesis", ""),
        (message("7") + "Names=(x=1)\n", 5, "unexpected key `Names`", ""),
        (message("7", "a\x07b\n"), 3, "the text of `7` contains control characters: U+0007", "they are removed"),
        (message("7", "x" * 100_001 + "\n"), 3, "the text of `7` has 100,001 characters", "at most 100,000 characters are allowed"),
    ],
)  # fmt: skip
def test_errors_are_findings_with_their_line(file: str, line: int, text: str, hint: str) -> None:
    source = read_text(file)
    assert (line, text) in messages(source)
    assert any(hint in finding.hint for finding in source.findings if finding.message == text)


def test_too_long_texts_and_too_many_values_are_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    unclosed = "SeverityNames=(\n" + "Error=0x3\n" * 100_000  # the sandbox of `tests/fuzz` limits the time
    assert (1, "the list has no closing parenthesis") in messages(read_text(unclosed))
    long = "x=1 " * 30_000 + "\n" + message("7")
    assert messages(read_text(long)) == [(1, "the line has 120,000 characters")]
    monkeypatch.setenv("EVENTDOCS_MAX_LINES", "3")
    (finding,) = read_text(MESSAGES).findings
    assert (finding.rule, finding.message) == (UNREADABLE_SOURCE, "the file has more than 3 lines")
    monkeypatch.delenv("EVENTDOCS_MAX_LINES")
    monkeypatch.setenv("EVENTDOCS_MAX_STRINGS", "1")
    (finding,) = read_text(MESSAGES).findings
    assert (finding.rule, finding.message) == (UNREADABLE_SOURCE, "`a.mc` has more than 1 strings")
    monkeypatch.delenv("EVENTDOCS_MAX_STRINGS")
    monkeypatch.setenv("EVENTDOCS_MAX_WORDS", "20")
    (finding,) = read_text(MESSAGES).findings
    assert (finding.rule, finding.message) == (UNREADABLE_SOURCE, "`a.mc` has more than 20 words")


def test_the_same_fault_many_times_gives_few_findings_and_the_first_have_hints() -> None:
    findings = read_text("Severty=Error\n" * 2_000 + message("7")).findings
    assert len(findings) == 101
    assert "Severity" in findings[0].hint


def test_a_damaged_file_is_read_or_has_findings() -> None:
    pick, seeds = (
        random.Random(4031),
        [MESSAGES.encode(), MESSAGES.encode("cp1252"), MESSAGES.encode("utf-16")],
    )
    for _ in range(1500):
        data = mutate(pick.choice(seeds), pick.choice(seeds), pick)
        source = read(data, "a.mc")
        assert source.providers or source.findings
        assert all("\n" not in finding.message for finding in source.findings)
