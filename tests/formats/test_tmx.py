"""Pairs survive a translation memory, in the nearest locale. A glossary is valid TBX-Basic."""

from xml.etree.ElementTree import fromstring

import pytest

from eventdocs.formats.tmx import read, write, write_terms
from eventdocs.model.errors import EventdocsError
from eventdocs.model.glossary import Term, TermWording

PAIRS = [("The disk is full.", "O disco está cheio."), ("a < b & c", "a < b & c")]


def test_pairs_survive_a_round_trip() -> None:
    assert list(read(write(PAIRS, "en-US", "pt-BR", "1"), "a.tmx", "en-US", "pt-BR")) == PAIRS


def test_another_region_of_the_language_is_read_too() -> None:
    data = write(PAIRS, "en-US", "pt-BR", "1")
    assert list(read(data, "a.tmx", "en", "pt-PT")) == PAIRS
    assert list(read(data, "a.tmx", "en", "de-DE")) == []


def test_a_namespace_makes_no_difference() -> None:
    data = write(PAIRS, "en-US", "pt-BR", "1").replace(b"<tmx ", b'<tmx xmlns="http://www.lisa.org/tmx14" ')
    assert list(read(data, "a.tmx", "en-US", "pt-BR")) == PAIRS


@pytest.mark.parametrize(
    "declared", ['SYSTEM "tmx11.dtd"', "\n  SYSTEM 'tmx14.dtd'", "PUBLIC 'a' 'file:///etc/passwd'"]
)
def test_a_document_type_that_names_a_file_is_ignored_and_never_loaded(declared: str) -> None:
    head, _, rest = write(PAIRS, "en-US", "pt-BR", "1").decode().partition("\n")
    data = f"{head}\n<!DOCTYPE tmx {declared}>\n{rest}".encode()
    assert list(read(data, "a.tmx", "en-US", "pt-BR")) == PAIRS


@pytest.mark.parametrize(
    ("declared", "message"),
    [
        ('SYSTEM "tmx11.dtd" [<!ENTITY full "cheio">]', "a.tmx:2: the file declares a document type"),
        ('SYSTEM "tmx11.dtd"', "a.tmx:3: the entity `full` is not declared"),
    ],
)
def test_entities_are_refused(declared: str, message: str) -> None:
    head, _, rest = write(PAIRS, "en-US", "pt-BR", "1").decode().partition("\n")
    data = f"{head}\n<!DOCTYPE tmx {declared}>\n{rest.replace('cheio', '&full;')}".encode()
    with pytest.raises(EventdocsError, match=message):
        list(read(data, "a.tmx", "en-US", "pt-BR"))


def test_another_document_is_an_error() -> None:
    with pytest.raises(EventdocsError, match=r"`a.tmx` is not TMX"):
        list(read(b"<xliff/>", "a.tmx", "en", "de"))


def test_forbidden_terms_are_deprecated() -> None:
    root = fromstring(write_terms([Term("disk", wordings={"pt-BR": TermWording(("disco",), ("hd",))})], "en"))
    terms = [(group.findtext("term"), group.findtext("termNote")) for group in root.iter("tig")]
    assert terms == [
        ("disk", "preferredTerm-admn-sts"),
        ("disco", "preferredTerm-admn-sts"),
        ("hd", "deprecatedTerm-admn-sts"),
    ]
