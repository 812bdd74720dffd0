"""Read a catalog file into values, and into a tree with positions if they are needed."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from eventdocs.formats.yaml.regular import read_regular
from eventdocs.formats.yaml.regular_places import RegularPlaces
from eventdocs.model.diagnostics import Diagnostic
from eventdocs.model.limits import VALUES
from eventdocs.model.tree import Node, Place, Span, find_place
from eventdocs.model.values import Value, values_of
from eventdocs.schema.rules import ENCODING

_BOM = "\ufeff"
# Control characters, and the line ends of YAML 1.1 that editors do not count (NEL, LS, PS, CR alone).
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\r(?!\n)")
_MAX_REPORTED = 20
_TREES = 256  # that are kept


class FileValues(NamedTuple):
    """The values of a file's document, None if it has errors, and diagnostics.

    `is_regular` is whether the fast reader read them.
    """

    value: Value | None
    diagnostics: list[Diagnostic]
    is_regular: bool = False


class YamlTree(NamedTuple):
    """The tree of a catalog file, which is parsed when it is needed."""

    data: bytes
    is_regular: bool = False

    def root(self) -> Node | None:
        """Return the tree, None if the file cannot be read."""
        return read_tree(self.data)

    def place(self, path: tuple[str, ...]) -> Place | None:
        """Return where the value at a path is; this does not parse a regular file."""
        found = _regular_places(self.data).find(path) if self.is_regular else None
        root = self.root() if found is None else None
        return found if root is None else find_place(root, path)


@lru_cache(maxsize=_TREES)
def _regular_places(data: bytes) -> RegularPlaces:
    return RegularPlaces(data.decode("utf-8").removeprefix(_BOM))


def read_values(data: bytes, file: str) -> FileValues:
    """Return the values of a file's document and diagnostics; like `read`, but faster for most files."""
    text, diagnostics = _decode(data, file)
    if diagnostics:
        return FileValues(None, diagnostics)
    many = len(text) > VALUES.value and text.count("\n") + text.count(",") > VALUES.value
    regular = None if many else read_regular(text)
    if regular is not None:
        return FileValues(regular, [], is_regular=True)
    node, diagnostics = _read_text(text, file)
    return FileValues(None if node is None else values_of(node), diagnostics)


def read(data: bytes, file: str) -> tuple[Node | None, list[Diagnostic]]:
    """Return the tree of a file's document and diagnostics; the tree is None if it would be incomplete."""
    text, diagnostics = _decode(data, file)
    return (None, diagnostics) if diagnostics else _read_text(text, file)


@lru_cache(maxsize=_TREES)
def read_tree(data: bytes) -> Node | None:
    """Return the tree of a file, to find positions in it; many findings in a row are about one file."""
    return read(data, "")[0]


def _read_text(text: str, file: str) -> tuple[Node | None, list[Diagnostic]]:
    from eventdocs.formats.yaml.stream import read_text  # most builds need no libyaml

    return read_text(text, file)


def _decode(data: bytes, file: str) -> tuple[str, list[Diagnostic]]:
    """Return a file's text without its BOM, and diagnostics about characters that it must not have."""
    try:
        text = data.decode("utf-8").removeprefix(_BOM)
    except UnicodeDecodeError as error:
        return "", [_undecodable(data, error, file)]
    return text, [] if text.replace("\n", "").isprintable() else list(_control_characters(text, file))


def _control_characters(text: str, file: str) -> Iterator[Diagnostic]:
    for count, found in enumerate(_FORBIDDEN.finditer(text)):
        if count == _MAX_REPORTED:
            return
        before = text[: found.start()]
        line = before.count("\n")
        column = len(before) - (before.rfind("\n") + 1)
        span = Span(line, column, line, column + 1)
        hint = (
            "save the file as UTF-8"
            if found[0] == "\0"
            else "remove it, or write it as an escape in double quotes"
        )
        yield Diagnostic(ENCODING, span.within(file), f"control character U+{ord(found[0]):04X}", hint)


def _undecodable(data: bytes, error: UnicodeDecodeError, file: str) -> Diagnostic:
    before = data[: error.start].decode("utf-8", "replace")
    line = before.count("\n")
    column = len(before) - (before.rfind("\n") + 1)
    message = f"byte 0x{data[error.start]:02X} is not UTF-8"
    return Diagnostic(
        ENCODING, Span(line, column, line, column + 1).within(file), message, "save the file as UTF-8"
    )
