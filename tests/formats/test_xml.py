"""XML is read one element at a time, without entities and document types, and within limits."""

from xml.etree.ElementTree import Element, ParseError, SubElement, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventdocs.formats.xml import LocatedElement, XmlError, read_elements, split_chunks, write_xml
from eventdocs.model.errors import EventdocsError


def read(data: bytes, *whole: str, heads: tuple[str, ...] = ()) -> list[LocatedElement]:
    return list(read_elements(split_chunks(data), "a.xml", whole, heads))


def test_the_root_comes_first_and_wanted_elements_with_their_content_and_line() -> None:
    data = b'<a x="1">\n<b>skipped</b><h y="2">text</h>\n<c>one<d>two</d>three</c>\n</a>'
    root, head, whole = read(data, "c", heads=("h",))
    assert (root.line, root.element.tag, root.element.attrib, len(root.element)) == (1, "a", {"x": "1"}, 0)
    assert (head.line, head.element.attrib, head.element.text) == (2, {"y": "2"}, None)
    assert (whole.line, "".join(whole.element.itertext())) == (3, "onetwothree")
    assert (root.depth, head.depth, whole.depth) == (1, 2, 2)


def test_an_encoding_replaces_the_declared_one() -> None:
    data = '<?xml version="1.0" encoding="utf-16"?><a b="ã"/>'.encode()
    with pytest.raises(EventdocsError, match="encoding specified in XML declaration is incorrect"):
        read(data)
    ((_, root, _),) = read_elements([data], "a.xml", (), (), "utf-8")
    assert root.get("b") == "ã"


def test_an_error_has_its_place() -> None:
    with pytest.raises(XmlError) as raised:
        read(b'<a>\n<b c=""d"/></a>')
    assert (str(raised.value.location), raised.value.message) == (
        "a.xml:2:8",
        "a.xml:2: the file is not XML: not well-formed (invalid token)",
    )


def test_names_have_their_namespace() -> None:
    root, whole = read(b'<a xmlns="urn:a" xmlns:b="urn:b"><c b:d="e" f="g"/></a>', "c")
    assert (root.element.tag, whole.element.tag) == ("{urn:a}a", "{urn:a}c")
    assert whole.element.attrib == {"{urn:b}d": "e", "f": "g"}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<a>\n", "a.xml:2: the file is not XML: no element found"),
        (b"", "a.xml:1: the file is not XML: no element found"),
        (b'<?xml version="1.0" encoding="nowhere"?><a/>', "a.xml:1: the file is not XML: unknown encoding"),
        (b"<a>\n<b>&b;</b></a>", "a.xml:2: the file is not XML: undefined entity"),
        (b"\n<!DOCTYPE a><a/>", "a.xml:2: the file declares a document type"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "a.xml:1: the file declares a document type"),
        (b"<a>\n" + b"<g>" * 200, "a.xml:2: elements are nested deeper than 100 levels"),
        (b"<a>" + b"<b/>" * 1_000_000, "a.xml:1: there are more than 1,000,000 elements"),
        (b"<a>" + b'<b a="" b="" c=""/>' * 700_000, "there are more than 2,000,000 attributes"),
        (b"<a><!--" + b" " * 3_000_000, "a tag or comment is longer than 2,000,000 bytes"),
        (b"<a><c>" + b"x" * 1_100_000, "an element has more than 1,000,000 characters"),
    ],
)
def test_other_documents_are_errors(data: bytes, message: str) -> None:
    with pytest.raises(EventdocsError, match=message):
        read(data, "c")


@given(st.text(), st.text())
def test_written_data_are_read_back_or_rejected(text: str, value: str) -> None:
    root = Element("a")
    child = SubElement(root, "c", b=value)
    child.text = text
    try:
        data = write_xml(root)
    except EventdocsError:
        with pytest.raises((ParseError, UnicodeError)):
            fromstring(f"<a><![CDATA[{text.replace(']]>', '')}{value.replace(']]>', '')}]]></a>")
    else:
        _, (_, found, _) = read(data, "c")
        assert (found.text or "", found.get("b")) == (text, value)


def test_a_character_that_xml_cannot_contain_is_named() -> None:
    root = Element("a")
    root.text = "one\x07two"
    with pytest.raises(EventdocsError, match=r"XML cannot contain U\+0007, which follows `<a>one`"):
        write_xml(root)
