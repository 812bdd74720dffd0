"""Read XML of other tools element by element, within limits, and write XML. Only this module parses XML.

A document type that only names a file is ignored, and the file is never loaded. One that declares something
is refused, and so are references to undeclared entities, so there are no entities to expand.
"""

import re
from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, tostring
from xml.parsers import expat

from eventdocs.model.diagnostics import Location
from eventdocs.model.errors import EventdocsError
from eventdocs.model.limits import ELEMENTS, TEXT_LENGTH, XML_NESTING

_CHUNK = 65_536
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MAX_NAMES = 1_000
_ELEMENT_SIZE = 10  # characters that an element inside another one counts as
_EXPORT_AGAIN = "export the file again"


class LocatedElement(NamedTuple):
    """An element, the line where it starts, and how deep it is: the root has depth 1."""

    line: int
    element: Element
    depth: int


class XmlError(EventdocsError):
    """A document that cannot be read: where, and why."""

    def __init__(self, location: Location, reason: str, *, hint: str) -> None:
        super().__init__(f"{location.file}:{location.line}: {reason}", hint=hint)
        self.location = location
        self.reason = reason


def read_elements(
    chunks: Iterable[bytes],
    file: str,
    whole: Container[str],
    heads: Container[str] = (),
    encoding: str | None = None,
) -> Iterator[LocatedElement]:
    """Yield some elements of a document: first the root, with its attributes only.

    Elements with a name in `whole` come with all their content, those with a name in `heads` with their
    attributes only. Everything else is skipped. Names in `whole` and `heads` have no namespace. An
    `encoding` overrides what the document declares. Raises `XmlError` for a document that is not XML, has
    entities of its own, or exceeds a limit.
    """
    builder = _Builder(file, whole, heads, encoding)
    for chunk in chunks:
        builder.feed(chunk)
        yield from builder.take()
    builder.feed(b"", is_last=True)
    yield from builder.take()


def split_chunks(data: bytes) -> Iterator[bytes]:
    """Yield a file in pieces, for `read_elements`."""
    return (data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK))


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


class _Builder:
    """Receives the events of the parser, and builds the elements that are wanted."""

    def __init__(self, file: str, whole: Container[str], heads: Container[str], encoding: str | None) -> None:
        self.file, self.whole, self.heads = file, whole, heads
        self.max_elements = ELEMENTS.value
        self.max_attributes = 2 * self.max_elements
        self.elements = self.attributes = self.depth = self.size = self.fed = self.line = 0
        self.max_depth, self.max_size = XML_NESTING.value, 10 * TEXT_LENGTH.value
        self.names: dict[str, str] = {}
        self.open: list[Element] = []
        self.last: Element | None = None
        self.complete: list[LocatedElement] = []
        self.parser = expat.ParserCreate(encoding, namespace_separator="}", intern=None)
        self.parser.ordered_attributes = True
        self.parser.buffer_text = True
        self.parser.buffer_size = _CHUNK
        self.parser.StartDoctypeDeclHandler = self.start_document_type
        self.parser.SkippedEntityHandler = self.refuse_entity
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end

    def feed(self, chunk: bytes, *, is_last: bool = False) -> None:
        """Parse a part of the document."""
        try:
            self.parser.Parse(chunk, is_last)
        except expat.ExpatError as error:
            location = Location(self.file, error.lineno, error.offset + 1)
            reason = f"the file is not XML: {expat.ErrorString(error.code)}"
            raise XmlError(location, reason, hint=_EXPORT_AGAIN) from error
        except (ValueError, LookupError) as error:
            reason = f"the file is not XML: {error}"
            raise XmlError(Location(self.file), reason, hint=_EXPORT_AGAIN) from error
        self.fed += len(chunk)
        if self.fed - self.parser.CurrentByteIndex > 2 * self.max_size:
            self.refuse(f"a tag or comment is longer than {2 * self.max_size:,} bytes")

    def take(self) -> list[LocatedElement]:
        """Return the elements that are complete by now, and forget them."""
        complete, self.complete = self.complete, []
        return complete

    def refuse(self, message: str, hint: str = _EXPORT_AGAIN) -> None:
        location = Location(self.file, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
        raise XmlError(location, message, hint=hint)

    def start_document_type(self, name: str, system: str | None, public: str | None, declares: int) -> None:
        if declares or not system:
            self.refuse("the file declares a document type", "remove it, and all entities")

    def refuse_entity(self, name: str, is_parameter: bool) -> None:
        self.refuse(f"the entity `{name[:100]}` is not declared", "write the character itself")

    def start(self, name: str, attributes: list[str]) -> None:
        self.depth += 1
        self.elements += 1
        if attributes:
            self.attributes += len(attributes) // 2
        if (
            self.depth > self.max_depth
            or self.elements > self.max_elements
            or self.attributes > self.max_attributes
        ):
            self.refuse_excess()
        if self.open:
            self.size += _ELEMENT_SIZE
            if self.size > self.max_size:
                self.refuse_size()
            tag = self.names.get(name) or self.name(name)
            self.open.append(SubElement(self.open[-1], tag, self.pairs(attributes)))
            self.last = None
            return
        local = name.rpartition("}")[2]
        if local in self.whole and self.depth > 1:
            self.open.append(Element(self.name(name), self.pairs(attributes)))
            self.line, self.size, self.last = self.parser.CurrentLineNumber, 0, None
            self.parser.CharacterDataHandler = self.text
        elif local in self.heads or self.depth == 1:
            element = Element(self.name(name), self.pairs(attributes))
            self.complete.append(LocatedElement(self.parser.CurrentLineNumber, element, self.depth))

    def refuse_excess(self) -> None:
        """Refuse a document that exceeds a limit on elements and attributes."""
        if self.depth > self.max_depth:
            self.refuse(f"elements are nested deeper than {self.max_depth} levels", XML_NESTING.hint)
        if self.elements > self.max_elements:
            self.refuse(f"there are more than {self.max_elements:,} elements", ELEMENTS.hint)
        self.refuse(f"there are more than {self.max_attributes:,} attributes", ELEMENTS.hint)

    def refuse_size(self) -> None:
        self.refuse(f"an element has more than {self.max_size:,} characters")

    def end(self, name: str) -> None:
        self.depth -= 1
        if self.open:
            self.last = self.open.pop()
            if not self.open:
                self.complete.append(LocatedElement(self.line, self.last, self.depth + 1))
                self.parser.CharacterDataHandler = None

    def text(self, data: str) -> None:
        self.size += len(data)  # what the current element contains, in characters
        if self.size > self.max_size:
            self.refuse_size()
        if self.last is not None:
            self.last.tail = (self.last.tail or "") + data
        else:
            self.open[-1].text = (self.open[-1].text or "") + data

    def name(self, raw: str) -> str:
        """Return a name as ElementTree writes it, `{namespace}name`; frequent names share one string."""
        name = self.names.get(raw)
        if name is None:
            name = f"{{{raw}" if "}" in raw else raw
            if len(self.names) < _MAX_NAMES:
                self.names[raw] = name
        return name

    def pairs(self, attributes: list[str]) -> dict[str, str]:
        if not attributes:
            return {}
        known, each = self.names.get, iter(attributes)
        return {known(name) or self.name(name): value for name, value in zip(each, each, strict=True)}


def write_xml(root: Element) -> bytes:
    """Return a document as UTF-8. Raises `EventdocsError` for characters that XML cannot contain."""
    content = tostring(root, encoding="unicode")
    illegal = _ILLEGAL.search(content)
    if illegal:
        context = _ILLEGAL.sub("\ufffd", content[max(0, illegal.start() - 40) : illegal.start()])
        message = f"XML cannot contain U+{ord(illegal[0]):04X}, which follows `{context}`"
        raise EventdocsError(message, hint="remove the character from the text")
    # Readers turn a bare carriage return into a line feed. ElementTree escapes it in attributes only.
    text = content.replace("\r", "&#13;")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
