"""Whatever keys, names and texts contain, each format reads back the same units, or refuses to write them."""

import os
import string
import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventdocs.formats import baseline, csv, ledger, po, tmx, xlsx
from eventdocs.formats.xliff import read as xliff
from eventdocs.formats.xliff.write import write_1, write_2
from eventdocs.model.errors import EventdocsError
from eventdocs.model.exchange import ExchangeFile, Match, TranslationUnit, quote_key, unit_hash, unquote_key
from eventdocs.model.ledger import Ledger, LedgerRecord, State, text_hash
from eventdocs.model.strings import TextKind

EXAMPLES = int(os.environ.get("EVENTDOCS_EXAMPLES", "60"))
SEPARATORS = "\n\r\t\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029\x00\x07\x7f\ufeff\ufffe\uffff\ud800\udfff\u202e"
PIECES = (
    'msgctxt "9:message"\nmsgid "x"\nmsgstr "y"',
    "#. eventdocs: base=00 state=reviewed kind=markup",
    "eventdocs: base=00 state=reviewed kind=markup",
    "]]>",
    "<!-- -->",
    "&#13;&lt;&",
    "_x000D_",
    "\\",
    '\\"',
    "\\303\\247",
    "%41",
    "%1",
    "`a b`",
    "{x}",
    "\r\n",
    "=1+1",
    "'=",
    ",",
    '"',
    " ",
    "#2",
)
CHARACTERS = st.characters(exclude_categories=()) | st.sampled_from(SEPARATORS)
TEXTS = st.lists(st.text(CHARACTERS, max_size=6) | st.sampled_from(PIECES), max_size=4).map("".join)
KEYS = TEXTS.map(lambda text: f"7:{text}")
ILLEGAL_IN_XML = {*map(chr, range(32)), "\ufffe", "\uffff"} - set("\t\n\r")


@st.composite
def units(draw: st.DrawFn) -> TranslationUnit:
    """Return a unit whose state and base fit its translation, as exports have them."""
    kind, target = draw(st.sampled_from(TextKind)), draw(TEXTS)
    state = draw(st.sampled_from([State.MACHINE, State.TRANSLATED, State.REVIEWED]))
    stale = bool(target) and draw(st.booleans())
    keys = tuple(draw(st.lists(KEYS, min_size=1, max_size=3)))
    return TranslationUnit(
        key=keys[0],
        source=draw(TEXTS),
        target=target,
        base_hash=unit_hash(target, kind) if target else "",
        state=State.MACHINE if stale else state if target else State.MISSING,
        stale=stale,
        previous=draw(TEXTS.filter(bool)) if stale else "",
        kind=kind,
        notes=tuple(draw(st.lists(TEXTS, max_size=2))),
        keys=keys,
        matches=tuple(draw(st.lists(st.builds(Match, TEXTS, TEXTS, st.floats(0, 1)), max_size=2))),
    )


def has_surrogates(unit: TranslationUnit) -> bool:
    matches = (text for match in unit.matches for text in (match.source, match.target))
    texts = (unit.key, unit.source, unit.target, unit.previous, *unit.notes, *matches)
    return any("\ud800" <= character <= "\udfff" for text in texts for character in text)


def values(unit: TranslationUnit) -> tuple[object, ...]:
    """Return what an import needs of a unit: everything but the notes."""
    return (
        unit.key,
        unit.source,
        unit.target,
        unit.base_hash,
        unit.state,
        unit.stale,
        unit.previous,
        unit.kind,
        unit.keys,
    )


def with_line_feeds(unit: TranslationUnit) -> TranslationUnit:
    """Return a unit as tables give it back: spreadsheets may change the line ends of translations.

    An unchanged message keeps its line ends.
    """
    keeps = "\r" in unit.source or unit.kind is TextKind.LITERAL
    return unit if keeps else replace(unit, target=unit.target.replace("\r\n", "\n"))


def with_visible_notes(unit: TranslationUnit) -> TranslationUnit:
    """Return a unit as XLIFF gives it back. The previous source is only for people."""
    visible = ("\ufffd" if character in ILLEGAL_IN_XML else character for character in unit.previous)
    return replace(unit, previous="".join(visible))


def check(
    write: Callable[[ExchangeFile], bytes],
    read: Callable[[bytes, str], ExchangeFile],
    may_refuse: Callable[[TranslationUnit], bool],
    returned: Callable[[TranslationUnit], TranslationUnit] = lambda unit: unit,
) -> None:
    @settings(max_examples=EXAMPLES)
    @given(st.lists(units(), min_size=1, max_size=2))
    def same(written: list[TranslationUnit]) -> None:
        exchange = ExchangeFile("en-US", "pt-BR", tuple(written), len(written))
        try:
            data = write(exchange)
        except EventdocsError:
            assert any(map(may_refuse, written))
            return
        found = read(data, "a")
        assert [values(unit) for unit in found.units] == [values(returned(unit)) for unit in written]
        assert not any(unit.altered for unit in found.units)
        assert (found.source_locale, found.locale, found.count) == ("en-US", "pt-BR", len(written))

    same()


def test_a_po_file_gives_every_unit_back() -> None:
    check(po.write, po.read, lambda unit: False)


def test_a_workbook_gives_every_unit_back() -> None:
    check(xlsx.write, xlsx.read, lambda unit: False, with_line_feeds)


def test_a_csv_file_gives_every_unit_back_except_surrogates() -> None:
    check(csv.write, csv.read, has_surrogates, with_line_feeds)


@pytest.mark.parametrize(
    ("write", "read"),
    [
        (write_1, xliff.read),
        (write_2, xliff.read),
        (po.write, po.read),
        (xlsx.write, xlsx.read),
        (csv.write, csv.read),
    ],
)
@pytest.mark.parametrize(("source", "target"), [("0", "0"), ("", " "), ("a  b", "a b")])
def test_a_stale_translation_that_equals_its_source_comes_back(
    write: Callable[[ExchangeFile], bytes],
    read: Callable[[bytes, str], ExchangeFile],
    source: str,
    target: str,
) -> None:
    kind = TextKind.BLOCKS
    base = unit_hash(target, kind)
    unit = TranslationUnit("7:a", source, target, base, State.MACHINE, True, "b", kind, keys=("7:a",))
    (found,) = read(write(ExchangeFile("en-US", "pt-BR", (unit,), 1)), "a").units
    assert values(found) == values(unit)


@pytest.mark.parametrize("write", [write_1, write_2])
def test_an_xliff_file_gives_every_unit_back_except_keys_that_xml_cannot_contain(
    write: Callable[[ExchangeFile], bytes],
) -> None:
    def may_refuse(unit: TranslationUnit) -> bool:
        keys = (unit.key, *unit.keys)
        return (
            has_surrogates(unit)
            or any(ILLEGAL_IN_XML & set(text) for text in keys)
            or any("\ud800" <= character <= "\udfff" for text in keys for character in text)
        )

    check(write, xliff.read, may_refuse, with_visible_notes)


@settings(max_examples=EXAMPLES)
@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=3))
def test_a_translation_memory_gives_every_pair_back_or_refuses(pairs: list[tuple[str, str]]) -> None:
    try:
        data = tmx.write(pairs, "en", "pt", "1")
    except EventdocsError:
        assert any(not character.isprintable() for pair in pairs for text in pair for character in text)
    else:
        assert list(tmx.read(data, "a", "en", "pt")) == [pair for pair in pairs if all(pair)]


@settings(max_examples=EXAMPLES)
@given(st.dictionaries(KEYS, st.tuples(TEXTS, TEXTS), max_size=4))
def test_a_ledger_gives_every_record_back_with_white_space_folded(texts: dict[str, tuple[str, str]]) -> None:
    digest = "0123456789abcdef"
    written = Ledger(
        {key: LedgerRecord(digest, digest, State.REVIEWED, *pair) for key, pair in texts.items()}
    )
    found = ledger.read(ledger.write(written))
    assert found.records.keys() == written.records.keys()
    for key, record in found.records.items():
        by, note = texts[key]
        assert record.by == "-".join(encodable(by).split()).lstrip("#")
        assert record.note == " ".join(encodable(note).split())


def encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


@settings(max_examples=EXAMPLES)
@given(st.lists(TEXTS, max_size=4))
def test_sources_of_a_ledger_survive_a_round_trip(texts: list[str]) -> None:
    sources = {
        text_hash(text): " ".join(unicodedata.normalize("NFC", encodable(text)).split()) for text in texts
    }
    sources = {text_hash(text): text for text in sources.values()}
    assert ledger.read_sources(ledger.write_sources(sources)) == sources


@settings(max_examples=EXAMPLES)
@given(st.lists(TEXTS.map(lambda text: " ".join(encodable(text).split())), max_size=4))
def test_a_baseline_gives_every_finding_back(texts: list[str]) -> None:
    findings = [f"ED301\tevents/7.yaml\tstrings.pt-BR.{text}\t0123" for text in texts]
    assert sorted(baseline.read(baseline.write(findings), "b").elements()) == sorted(findings)


@settings(max_examples=EXAMPLES)
@given(KEYS)
def test_a_quoted_key_is_one_line_and_comes_back(key: str) -> None:
    quoted = quote_key(key)
    assert unquote_key(quoted) == key
    assert quoted.splitlines() == [quoted]
    assert set(quoted) & set(string.whitespace) <= {" "}
