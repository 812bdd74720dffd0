"""The elements of a manifest that say something about events, with their lines."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from eventdocs.formats.xml import XmlError, local_name, read_elements, split_chunks
from eventdocs.model.diagnostics import Location
from eventdocs.model.limits import SOURCE_ELEMENTS, TEXT_LENGTH
from eventdocs.text.encodings import detect_encoding

_NO_MANIFEST = "the file is not an instrumentation manifest"
_WANTED = "name a file with `<instrumentationManifest>`"
_ROOTS = ("instrumentationManifest", "assembly", "instrumentation")
# The possible parents of each element. Elements in other places are skipped: an `event` of `perftrack` is a
# reference, and `UserData` has elements with names of any kind.
_PARENTS: Mapping[str, tuple[str, ...]] = {
    "instrumentation": _ROOTS,
    "events": ("instrumentation", "provider"),
    "provider": ("events",),
    **dict.fromkeys(("channels", "levels", "keywords", "tasks", "maps", "templates"), ("provider",)),
    "opcodes": ("provider", "task"),
    "importChannel": ("channels",),
    "channel": ("channels",),
    "level": ("levels",),
    "keyword": ("keywords",),
    "task": ("tasks",),
    "opcode": ("opcodes",),
    "valueMap": ("maps",),
    "bitMap": ("maps",),
    "map": ("valueMap", "bitMap"),
    "template": ("templates",),
    "struct": ("template",),
    "data": ("template", "struct"),
    "UserData": ("template",),
    "event": ("events",),
    "localization": _ROOTS,
    "resources": ("localization",),
    "stringTable": ("resources",),
    "string": ("stringTable",),
}
_UNITS = ("provider", "resources")
_ATTRIBUTES = 4  # of an element, on average: an event has up to ten, and a string two
_DECLARES_UTF_16 = re.compile(rb"""<\?xml[^>]{1,200}?encoding\s{0,9}=\s{0,9}["'](?i:utf-?16)""")


class _EveryName:
    """Contains every name: an element that is not seen could not close the ones before it."""

    def __contains__(self, name: object) -> bool:
        return True


class Element(NamedTuple):
    """An element with its line and the elements in it."""

    name: str
    line: int
    attributes: Mapping[str, str]
    children: "list[Element]"

    def get(self, attribute: str) -> str:
        """Return an attribute; empty if it is missing."""
        return self.attributes.get(attribute, "")

    def below(self, *path: str) -> "Iterator[Element]":
        """Yield the elements at a path of names, in the order of the file."""
        name, *rest = path
        for child in self.children:
            if child.name == name:
                yield from child.below(*rest) if rest else (child,)


def read_units(data: bytes, file: str) -> Iterator[Element]:
    """Yield the providers and the string tables (`resources`) of a manifest, one in memory at a time.

    Raises `XmlError` for a file that is not XML, no manifest, or exceeds a limit, and `UnicodeDecodeError`
    for broken UTF-16.
    """
    text, encoding = _prepared(data)
    _refuse_many_elements(text, file)
    longest, attributes = TEXT_LENGTH.value, 0
    open_elements: list[tuple[int, Element]] = []
    for line, parsed, depth in read_elements(split_chunks(text), file, (), _EveryName(), encoding):
        while open_elements and open_elements[-1][0] >= depth:
            _, closed = open_elements.pop()
            if closed.name in _UNITS:
                yield closed
        name = local_name(parsed)
        element = Element(name, line, parsed.attrib if name == "string" else _on_one_line(parsed.attrib), [])
        attributes += len(parsed.attrib)
        if attributes > _ATTRIBUTES * SOURCE_ELEMENTS.value:
            message = f"there are more than {_ATTRIBUTES * SOURCE_ELEMENTS.value:,} attributes"
            raise XmlError(Location(file, line), message, hint=SOURCE_ELEMENTS.hint)
        if any(len(value) > longest for value in parsed.attrib.values()):
            message = f"an attribute of `{element.name}` is longer than {longest:,} characters"
            raise XmlError(Location(file, line), message, hint=TEXT_LENGTH.hint)
        if depth == 1 and element.name not in _ROOTS:
            raise XmlError(Location(file, line), _NO_MANIFEST, hint=_WANTED)
        parent_depth, parent = open_elements[-1] if open_elements else (0, None)
        if parent is None and depth == 1:
            open_elements.append((depth, element))
        elif parent and parent_depth == depth - 1 and parent.name in _PARENTS.get(element.name, ()):
            open_elements.append((depth, element))
            if element.name not in _UNITS:
                parent.children.append(element)
    yield from (element for _, element in open_elements if element.name in _UNITS)


def _refuse_many_elements(text: bytes, file: str) -> None:
    """Raise `XmlError` for a file with too many elements, without parsing them all.

    Elements in comments count, too.
    """
    others = sum(text.count(start) for start in (b"</", b"<!", b"<?"))
    if text.count(b"<") - others > SOURCE_ELEMENTS.value:
        message = f"there are more than {SOURCE_ELEMENTS.value:,} elements"
        raise XmlError(Location(file), message, hint=SOURCE_ELEMENTS.hint)


def _on_one_line(attributes: Mapping[str, str]) -> Mapping[str, str]:
    """Return names, numbers and references without control characters and spaces at their ends."""
    return {
        name: value.strip() if value.isprintable() else _spaced(value) for name, value in attributes.items()
    }


def _spaced(value: str) -> str:
    return "".join(character if character.isprintable() else " " for character in value).strip()


def _prepared(data: bytes) -> tuple[bytes, str | None]:
    """Return a file with line feeds only, and its encoding if the XML declaration does not decide it.

    Files that were saved in another encoding often keep their declaration.
    """
    encoding = detect_encoding(data)
    if encoding.startswith("utf-16"):
        data = data.decode(encoding).encode()
    elif encoding:
        data = data.removeprefix(b"\xef\xbb\xbf")
    elif _DECLARES_UTF_16.match(data):
        encoding = "utf-8"
    # XML counts a carriage return as a line end, which most editors do not.
    return data.replace(b"\r\n", b"\n").replace(b"\r", b" "), "utf-8" if encoding else None
