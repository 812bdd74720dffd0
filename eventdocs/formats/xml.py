"""Parse XML from other tools; entities and document types are errors. Only this module imports defusedxml."""

from xml.etree.ElementTree import Element, ParseError

from eventdocs.model.errors import EventdocsError


def parse_xml(data: bytes, file: str) -> Element:
    """Return the root element of a document."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise EventdocsError(f"`{file}` declares entities or a document type", hint="remove them") from error
    except (ParseError, ValueError, LookupError) as error:
        raise EventdocsError(f"`{file}` is not XML: {error}", hint="export the file again") from error
    return root
