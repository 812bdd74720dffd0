"""XML of other tools is parsed without entities and document types."""

import pytest

from eventdocs.formats.xml import parse_xml
from eventdocs.model.errors import EventdocsError


def test_a_document_is_parsed_to_its_root() -> None:
    assert parse_xml("<a>é</a>".encode(), "a.xml").text == "é"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<a>", "`a.xml` is not XML"),
        (b"", "`a.xml` is not XML"),
        (b"<!DOCTYPE a><a/>", "declares entities or a document type"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "declares entities or a document type"),
    ],
)
def test_other_documents_are_errors(data: bytes, message: str) -> None:
    with pytest.raises(EventdocsError, match=message):
        parse_xml(data, "a.xml")
