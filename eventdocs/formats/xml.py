"""XML that others wrote: entities and document types are refused. The one door to defusedxml."""

from xml.etree.ElementTree import Element, ParseError

from eventdocs.model.errors import EventdocsError


def parse_xml(data: bytes, file: str) -> Element:
    """Read a document to its root."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise EventdocsError(f"{file} declares entities or a document type", hint="take them out") from error
    except (ParseError, ValueError, LookupError) as error:
        raise EventdocsError(f"{file} is not XML: {error}", hint="export it anew") from error
    return root
