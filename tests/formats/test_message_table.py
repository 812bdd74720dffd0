"""Message tables add translations of a provider's strings if the English texts are the same."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from eventdocs.formats import manifest
from eventdocs.formats.message_table import MessageTable, join_tables, read, table_keys
from eventdocs.model.sources import UNREADABLE_SOURCE, SourceProvider
from tests.formats.source_files import ENGLISH_TABLE, MANIFEST, TABLE
from tests.fuzz.mutation import mutate

DISK = manifest.read(MANIFEST.encode(), "a.man").providers[0]
WCF = "Microsoft.Windows.ApplicationServer.Applications"


def table(text: str, file: str = "a.rc") -> MessageTable:
    return read(text.encode("utf-16"), file)


def texts_in(provider: SourceProvider, tag: str) -> dict[str, str]:
    return {string: texts[tag].text for string, texts in provider.strings.items() if tag in texts}


def row(text: str, row_text: str) -> str:
    """Return a table with one more row."""
    return text.replace("{\n", "{\n" + row_text + "\n", 1)


def test_the_language_is_the_one_that_the_file_names() -> None:
    found = table(TABLE)
    assert (found.language, found.findings) == ("pt-BR", ())
    assert found.texts[0x90000001].text == "Administração"
    assert found.texts[0xB0000007].text == '  O disco "%1" está cheio:%n\n%2!u! bytes'
    assert found.texts[0xB0000007].line == TABLE.partition("0xB0000007")[0].count("\n") + 1


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"cr\xE9e", "crée"),  # a C compiler would read more than two digits
        (r"\xe9\xE9\"C:\\disk\\new\"", 'éé"C:\\disk\\new"'),
        (r'say ""yes""\t.', 'say "yes"\t.'),
        (r"one\ntwo\r\nthree\r\n", "one\ntwo\nthree"),
        (r"\q\xZZ", r"\q\xZZ"),
        ("名前 %1", "名前 %1"),
    ],
)
def test_escapes_are_those_of_resource_scripts(written: str, text: str) -> None:
    assert table(row(TABLE, f'0x1, "{written}"')).texts[1].text == text


@pytest.mark.parametrize("language", ["de-DE", "en-US", "ja-JP", "pt-BR"])
def test_real_tables_are_read_character_for_character(language: str, shared: Path) -> None:
    data = (shared / f"corpus/tables/{WCF}.{language}.rc").read_bytes()
    rows = [line.split(",", 1) for line in data.decode("utf-16").splitlines() if line.startswith("0x")]
    expected = {
        int(key, 16): text.strip()[1:-1].encode("ascii", "backslashreplace").decode("unicode_escape")
        for key, text in rows
    }
    found = read(data, "a.rc").texts
    assert {key: f"{text.text}\r\n" for key, text in found.items() if "\n" not in text.text} == {
        key: text for key, text in expected.items() if text.count("\n") == 1
    }
    assert found.keys() == expected.keys()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8", "utf-8-sig"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_encodings_and_line_ends_make_no_difference(encoding: str, ends: str) -> None:
    assert read(TABLE.replace("\n", ends).encode(encoding), "a.rc") == table(TABLE)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file has no message table"),
        ("1 VERSIONINFO\n{\n}\n", "the file has no message table"),
        (TABLE.replace("VALUE", "VALUES"), "the file does not name its language"),
        (TABLE.replace("0x0416", "0x03FF"), "unknown language number 0x03FF"),
        (TABLE.replace("0x0416", "0x0000"), "unknown language number 0x0000"),
    ],
)
def test_other_files_are_findings(text: str, message: str) -> None:
    found = table(text)
    assert [(finding.rule, finding.message) for finding in found.findings] == [(UNREADABLE_SOURCE, message)]
    assert all(finding.hint for finding in found.findings)
    assert not found.texts


def test_broken_and_long_files_are_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    (finding,) = read(TABLE.encode("utf-16")[:-1], "a.rc").findings
    assert finding.message == "the file is not in the encoding utf-16-le"
    (finding,) = read(TABLE.encode() + b"\xff", "a.rc").findings
    assert (finding.message, finding.location.line) == (
        "the file is not in the encoding utf-8",
        TABLE.count("\n") + 1,
    )
    long = table(TABLE.replace("{", '{\n0x1, "' + "\\x41" * 100_001 + '"', 1))
    assert [finding.message for finding in long.findings] == ["the text has 400,004 characters"]
    monkeypatch.setenv("EVENTDOCS_MAX_STRINGS", "3")
    (finding,) = table(TABLE).findings
    assert (finding.rule, finding.message) == (UNREADABLE_SOURCE, "the file has more than 3 lines")


@pytest.mark.parametrize(
    ("row_text", "message", "line"),
    [
        ('0x1, "open', "the line is not a number and a text", 5),
        ('1, "decimal"', "the line is not a number and a text", 5),
        ('0x1B0000007, "too large"', "the line is not a number and a text", 5),
        ('0x70000001, "twice"', "the message 0x70000001 is defined twice", 9),
        ('0x1, "a\\x07b"', "the message 0x00000001 contains control characters: U+0007", 5),
        (f'0x1, "{"x" * 100_001}"', "the text has 100,001 characters", 5),
    ],
)
def test_a_row_that_is_wrong_is_a_finding_and_the_others_are_read(
    row_text: str, message: str, line: int
) -> None:
    found = table(row(TABLE, row_text))
    assert [(finding.message, finding.location.line) for finding in found.findings] == [(message, line)]
    assert len(found.texts) >= 6


def test_numbers_follow_from_the_declarations_of_the_provider() -> None:
    assert table_keys(DISK) == {
        "full": [0xB0000007, 0xB0020007],
        "blank": [0xB0000009],
        "quota": [0x10000001],
        "write": [0x70000001],
        "retry": [0x3001000B],
        "audit": [0x50000010],
        "admin": [0x90000001],
    }


def test_texts_are_joined_where_the_english_is_equal_and_the_rest_is_reported() -> None:
    joined, findings = join_tables(DISK, [table(TABLE), table(ENGLISH_TABLE, "en.rc")])
    assert texts_in(joined, "pt-BR") == {
        "admin": "Administração",
        "quota": "Quota de disco",
        "write": "Escrita",
        "retry": "Repetir",
        "full": '  O disco "%1" está cheio:%n\n%2!u! bytes',
    }
    assert joined.texts("full")["pt-BR"].file == "a.rc"
    assert texts_in(joined, "en-US") == texts_in(DISK, "en-US")
    assert replace(joined, strings=DISK.strings) == DISK
    (finding,) = findings
    assert str(finding.location) == "en.rc:5:1"
    assert finding.message == "the message 0x50000010 is not the text of `audit` in `a.man:60`"


def test_a_text_that_several_events_share_may_be_stored_under_any_of_them() -> None:
    tables = [table(text.replace("0xB0000007", "0xB0020007")) for text in (TABLE, ENGLISH_TABLE)]
    joined, _ = join_tables(DISK, tables)
    assert "full" in texts_in(joined, "pt-BR")


def test_a_number_whose_english_differs_gives_no_text() -> None:
    english = table(row(ENGLISH_TABLE, '0xB0020007, "Another message"'))
    portuguese = table(TABLE.replace("0xB0000007", "0xB0020007"))
    joined, _ = join_tables(DISK, [portuguese, english])
    assert "full" not in texts_in(joined, "pt-BR")


def test_without_a_table_in_the_language_of_the_manifest_nothing_is_joined() -> None:
    joined, findings = join_tables(DISK, [table(TABLE)])
    assert joined is DISK
    assert [finding.message for finding in findings] == ["the table cannot be verified"]
    assert "en-us" in findings[0].hint


def test_strings_without_a_text_in_a_table_are_counted() -> None:
    def without(text: str) -> str:
        return "\n".join(line for line in text.split("\n") if not line.startswith("0x7"))

    _, findings = join_tables(DISK, [table(without(TABLE)), table(ENGLISH_TABLE)])
    assert "the table has no texts for 1 of 5 strings" in [finding.message for finding in findings]
    joined, findings = join_tables(DISK, [table(TABLE), table(without(ENGLISH_TABLE))])
    messages = [finding.message for finding in findings]
    assert "the table has no texts for 1 strings of `Contoso-Disk`" in messages
    assert "write" not in texts_in(joined, "pt-BR")


def test_a_text_of_the_manifest_itself_is_kept() -> None:
    german = table(TABLE.replace("0x0416", "0x0007"))
    joined, _ = join_tables(DISK, [german, table(ENGLISH_TABLE)])
    assert texts_in(joined, "de") == texts_in(DISK, "de")


def test_a_real_provider_gets_all_its_messages_in_all_languages_of_its_tables(shared: Path) -> None:
    name = f"{WCF}.manifest"
    source = manifest.read((shared / "corpus/manifests" / name).read_bytes(), name)
    files = sorted((shared / "corpus/tables").glob(f"{WCF}.*.rc"))
    tables = [read(file.read_bytes(), file.name) for file in files]
    assert [each.language for each in tables] == ["de-DE", "en-US", "ja-JP", "pt-BR"]
    assert [(len(each.texts), each.findings) for each in tables] == [(787, ())] * 4
    joined, findings = join_tables(source.providers[0], tables)
    assert findings == []
    assert len(joined.events) == 481
    for each in tables:
        found = {event.id: joined.texts(event.message)[each.language].text for event in joined.events}
        assert len(found) == 481
        assert found["301"] == found["302"] == found["303"] == each.texts[0xB000012D].text
        own = {event: text for event, text in found.items() if 0xB0000000 | int(event) in each.texts}
        assert len(own) == 479
        assert all(text == each.texts[0xB0000000 | int(event)].text for event, text in own.items())


def test_a_damaged_table_is_read_or_has_findings() -> None:
    pick, seeds = random.Random(4031), [TABLE.encode(), TABLE.encode("utf-16"), ENGLISH_TABLE.encode()]
    english = table(ENGLISH_TABLE)
    for _ in range(1500):
        damaged = read(mutate(pick.choice(seeds), pick.choice(seeds), pick), "a.rc")
        assert damaged.texts or damaged.findings
        joined, _ = join_tables(DISK, [damaged, english])
        assert texts_in(joined, "en-US") == texts_in(DISK, "en-US")
