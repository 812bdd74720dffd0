"""Translation units survive a PO file, and a truncated file is an error."""

import io
from dataclasses import replace

import polib
import pytest
from babel.messages.pofile import read_po

from eventdocs.formats.po import read, read_labels, write
from eventdocs.model.errors import EventdocsError
from eventdocs.model.exchange import ExchangeFile, Match, TranslationUnit
from eventdocs.model.ledger import State
from eventdocs.model.strings import TextKind
from eventdocs.text.placeholders import Syntaxes
from tests.formats.units import EXCHANGE, UNITS


def test_units_survive_a_round_trip() -> None:
    assert read(write(EXCHANGE), "a.po") == EXCHANGE


def test_an_edited_reviewed_translation_is_translated() -> None:
    data = write(EXCHANGE).replace(b"Registros.", b"Logs cheios.")
    _, edited, _ = read(data, "a.po").units
    assert edited == replace(UNITS[1], target="Logs cheios.", state=State.TRANSLATED)


HEAD = 'msgid ""\nmsgstr ""\n"Language: pt-BR\\n"\n\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "has no language"),
        ('msgid ""\nmsgstr ""\n', "has no language"),
        (HEAD + 'msgctxt "a"\nmsgid "b\n', "a.po:6: the line is invalid or truncated"),
        (HEAD + 'msgctxt "a"\nmsgid "b"\n\nmsgctxt "c"\n', "a.po:7: the entry has no msgstr"),
        (HEAD + 'msgctxt "a"\nmsgid "b"', "a.po: the last entry is truncated"),
        (HEAD + 'msgid "b"\nmsgstr "c"\n', "the entry has no msgctxt"),
    ],
)
def test_a_damaged_file_is_an_error(text: str, message: str) -> None:
    with pytest.raises(EventdocsError, match=message):
        read(text.encode(), "a.po")


def test_labels_are_read_by_context_without_fuzzy_and_untranslated_ones() -> None:
    entries = [("", "cause", "Causa"), ("#, fuzzy\n", "note", "Nota"), ("", "details", "")]
    text = HEAD + "\n".join(
        f'{flag}msgctxt "headings"\nmsgid "{key}"\nmsgstr "{label}"\n' for flag, key, label in entries
    )
    assert read_labels(text, "a.po") == {"headings": {"cause": "Causa"}}


def test_another_reader_gets_the_same_entries() -> None:
    text = 'Say "%1"\\n\tor\nnothing\\'
    unit = replace(UNITS[0], source=text, target=text, notes=("a note\x85msgctxt", "of\ntwo lines"))
    (entry,) = polib.pofile(write(replace(EXCHANGE, units=(unit,))).decode())
    assert (entry.msgctxt, entry.msgid, entry.msgstr) == ("7:message", text, text)
    assert entry.comment.startswith("a note\nmsgctxt\nof\ntwo lines\neventdocs: base=")
    assert read(f"{polib.pofile(write(EXCHANGE).decode())}".encode(), "a.po") == EXCHANGE


@pytest.mark.parametrize("exchange", [EXCHANGE, ExchangeFile("en-US", "zh-Hant-HK", UNITS, 3)])
def test_babel_reads_what_is_written(exchange: ExchangeFile) -> None:
    catalog = read_po(io.BytesIO(write(exchange)))
    assert [(message.context, message.string) for message in catalog if message.id] == [
        (unit.key, unit.target) for unit in exchange.units
    ]


def test_no_value_ends_its_line() -> None:
    evil = 'x\n\nmsgctxt "9:message"\u2028msgid ""\x85msgstr "y"\r'
    unit = replace(
        UNITS[2],
        key=evil,
        source=evil,
        target=evil,
        previous=evil,
        notes=(evil,),
        keys=(evil, "b c"),
        matches=(Match(evil, evil, 1.0),),
    )
    data = write(ExchangeFile("en-US", "pt-BR", (unit,), 1))
    assert len(read(data, "a.po").units) == 1
    lines = data.decode().splitlines()
    starts = [line.partition(" ")[0] for line in lines if line.startswith("msg")]
    assert starts == ["msgid", "msgstr", "msgctxt", "msgid", "msgstr"]
    assert sum(line.startswith("#: ") for line in lines) == 1


def test_a_match_is_one_comment_that_is_never_read() -> None:
    data = "eventdocs: base=00 state=reviewed kind=label"
    matches = (Match("Full:", "Cheio:\n" + data, 0.799), Match("Full.\u2028", "\x85Cheio.", 1.0))
    unit = replace(UNITS[0], matches=matches)
    written = write(replace(EXCHANGE, units=(unit,), count=1))
    assert [line for line in written.decode().splitlines() if "% match" in line] == [
        f"#. 79% match: Full: → Cheio:\\n{data}",
        "#. 100% match: Full.\\342\\200\\250 → \\302\\205Cheio.",
    ]
    assert read(written, "a.po").units == (UNITS[0],)
    (message,) = [message for message in read_po(io.BytesIO(written)) if message.id]
    assert message.auto_comments[0].startswith("79% match: Full:")


def test_a_note_that_looks_like_our_data_is_a_note() -> None:
    note = "eventdocs: base=0000 state=reviewed kind=label"
    unit = replace(UNITS[0], notes=(note,))
    assert read(write(replace(EXCHANGE, units=(unit,), count=1)), "a.po").units == (UNITS[0],)


@pytest.mark.parametrize(
    ("escaped", "text"),
    [
        (r"\303\251\x41\t\a\"\\", 'éA\t\a"\\'),
        (r"\xE3\x81\x82", "あ"),
        (r"\q", r"\q"),
    ],
)
def test_escapes_of_gettext_are_decoded(escaped: str, text: str) -> None:
    data = HEAD + f'msgctxt "a"\nmsgid "b"\nmsgstr "{escaped}"\n'
    assert read(data.encode(), "a.po").units[0].target == text


def test_texts_that_start_with_an_empty_string_on_the_same_line_are_read() -> None:
    """Babel wraps the previous source so."""
    previous = '#, fuzzy\n#| msgid "" "Before "\n#| "it."\n'
    entry = 'msgctxt "a"\nmsgid "" "b "\n"c"\nmsgstr ""\n"d"\n'
    (unit,) = read(
        (HEAD + "#. eventdocs: base=0 state=machine kind=label\n" + previous + entry).encode(), "a.po"
    ).units
    assert (unit.source, unit.previous) == ("b c", "Before it.")


PLAIN = (
    "#. a note\n#. eventdocs: base= source= state=translated kind=markup\n#: a b+%2B\n#, c-format, fuzzy\n"
)
DATA = "#. eventdocs: base=0123456789abcdef source=2e7d2c03a9507ae2 state=reviewed kind=literal\n"
TEXTS = 'msgctxt "a"\nmsgid "b é"\nmsgstr "c"\n'


@pytest.mark.parametrize(
    "before",
    [
        "",
        PLAIN,
        DATA,
        DATA + "#. a note\n",
        "#. eventdocs: base=\n#. state=machine kind=label\n",
        "#. eventdocs: base=0 state=machine kind=label\n" + DATA.replace("789", ""),
        "# a person\n",
        "#, fuzzy\n\n",
        "#. x\n\n",
        '#~ msgid "x"\n\n',
    ],
)
@pytest.mark.parametrize(
    "after", ["\n", "", '\nmsgctxt "d"\nmsgid "e"\nmsgstr ""\n"f"\n', "\n\n#: g\n" + TEXTS]
)
def test_plain_entries_are_read_as_all_others(before: str, after: str) -> None:
    """An entry is not plain if one of its lines ends in a space."""
    text = f"{HEAD}{TEXTS}\n{before}{TEXTS}{after}"
    plain, other = read(text.encode(), "a.po"), read(text.replace("\n", " \n").encode(), "a.po")
    assert plain == other
    assert [unit.line for unit in plain.units] == [unit.line for unit in other.units]


def test_the_places_of_tools_that_write_a_plus_sign_for_a_space_are_read() -> None:
    for places, key in (("a+b", "a b"), ("a%2Bb", "a+b"), ("a", "a")):
        (unit,) = read(f'{HEAD}#: {places}\nmsgid "b"\nmsgstr "c"\n\n'.encode(), "a.po").units
        assert unit.key == key


def test_a_damaged_hash_is_none() -> None:
    data = DATA.replace("0123456789abcdef", "0")
    for entry in (data + TEXTS, data + "# a person\n" + TEXTS):
        (unit,) = read(f"{HEAD}{entry}\n".encode(), "a.po").units
        assert unit.base_hash is None


def test_a_file_may_begin_with_a_byte_order_mark() -> None:
    data = f"{HEAD}{TEXTS}\n".encode()
    assert read(b"\xef\xbb\xbf" + data, "a.po") == read(data, "a.po")


def test_a_file_has_a_limited_number_of_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    data = f"{HEAD}{TEXTS}".encode()
    monkeypatch.setenv("EVENTDOCS_MAX_LINES", str(data.count(b"\n")))
    assert read(data, "a.po").units
    with pytest.raises(EventdocsError, match=r"`a\.po` has more than 7 lines"):
        read(data + b"\n", "a.po")


def test_an_entry_with_a_context_is_no_header() -> None:
    with pytest.raises(EventdocsError, match=r"`a\.po` has no language"):
        read(f'msgctxt "a"\n{HEAD}'.encode(), "a.po")


def test_a_line_end_after_escaped_bytes_is_read() -> None:
    (unit,) = read(f'{HEAD}msgctxt "a"\nmsgid "\\303\\251\\n"\nmsgstr ""\n'.encode(), "a.po").units
    assert unit.source == "é\n"


def test_a_text_after_a_plain_entry_has_no_keyword() -> None:
    for text in (TEXTS + '\n"x"\n', 'msgctxt "x"\n#~ "y"\n' + TEXTS + '\n"x"\n'):
        with pytest.raises(EventdocsError, match="the text has no keyword"):
            read((HEAD + text).encode(), "a.po")


def test_obsolete_entries_are_skipped_with_their_comments() -> None:
    obsolete = '#, fuzzy\n#~ msgctxt "a"\n#~ msgid "b"\n#~ msgstr "c"\n\n'
    entry = 'msgctxt "d"\nmsgid "e"\nmsgid_plural "f"\nmsgstr[0] "g"\nmsgstr[1] "h"\n'
    (unit,) = read((HEAD + obsolete + entry).encode(), "a.po").units
    assert (unit.key, unit.target, unit.state, unit.stale) == ("d", "", State.MISSING, False)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD + 'msgctxt "a"\nmsgid "b"\nmsgstr "\\377"\n', "a.po:7: the escaped bytes are not UTF-8"),
        (HEAD + 'msgctxt "a"\nmsgctxt "b"\n', "a.po:6: the entry has `msgctxt` twice"),
        (HEAD + '"a"\n', "a.po:5: the text has no keyword"),
    ],
)
def test_an_error_has_its_line(text: str, message: str) -> None:
    with pytest.raises(EventdocsError, match=message):
        read(text.encode(), "a.po")


def test_a_line_in_another_encoding_is_an_error_with_its_line() -> None:
    with pytest.raises(EventdocsError, match=r"a.po:5: byte 0xE9 is not UTF-8"):
        read(HEAD.encode() + b"# \xe9\n", "a.po")


@pytest.mark.parametrize(
    ("source", "syntaxes", "expected"),
    [
        ("%s of %d", ("printf",), "#, c-format"),
        ("%(name)s", ("python",), "#, python-format"),
        ("{name} and %(x)s", ("python",), "#, python-brace-format, python-format"),
        ("%0:s of %d", ("pascal",), "#, object-pascal-format"),
        ("100%%", ("printf",), ""),
        ("%1 {0}", ("windows", "braces"), ""),
        ("%s", ("windows", "braces"), ""),
    ],
)
def test_an_entry_with_placeholders_that_gettext_knows_is_flagged(
    source: str, syntaxes: tuple[str, ...], expected: str
) -> None:
    unit = TranslationUnit(
        "7:message",
        source,
        source,
        kind=TextKind.LITERAL,
        state=State.TRANSLATED,
        placeholders=Syntaxes(syntaxes),
    )
    data = write(ExchangeFile("en", "pt", (unit,), 1))
    flags = [line for line in data.decode().split("\n") if line.startswith("#,")]
    assert flags == ([expected] if expected else [])
    assert read(data, "a.po").units == (replace(unit, base_hash=""),)


@pytest.mark.parametrize(
    "flag",
    ["c-format", "no-c-format", "object-pascal-format", "boost-format", "csharp-format", "range: 0..10"],
)
def test_a_flag_of_a_format_does_not_matter_for_an_import(flag: str) -> None:
    unit = TranslationUnit("7:message", "%1% of {0}", "%1% de {0}", state=State.TRANSLATED)
    data = write(ExchangeFile("en", "pt", (unit,), 1))
    flagged = data.replace(b"msgctxt", f"#, {flag}\nmsgctxt".encode())
    assert read(flagged, "a.po") == read(data, "a.po")
