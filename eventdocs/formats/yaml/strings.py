"""Write strings into catalog files: replace scalars that differ, and insert missing keys in their order."""

from collections.abc import Callable, Sequence

from eventdocs.formats.yaml.edit import EditError, insert_entry, parse_editable, replace_entry
from eventdocs.formats.yaml.scalars import replace_scalar
from eventdocs.model.event import Segments
from eventdocs.model.tree import Scalar, find_node
from eventdocs.model.tree import Sequence as List

KeyOrder = Callable[[tuple[str, ...]], Sequence[str]]


def write_string(data: bytes, path: tuple[str, ...], segments: Segments, order: KeyOrder) -> bytes:
    """Return a file with these segments as the string at a path; `order` gives the order of keys there."""
    _, node = parse_editable(data)
    old = find_node(node, path)
    if old is None:
        return _insert(data, path, segments, order)
    if isinstance(old, Scalar) and len(segments) == 1:
        return replace_scalar(data, path, segments[0])
    if isinstance(old, List) and len(old.items) == len(segments):
        for index, text in enumerate(segments):
            item = old.items[index]
            if not isinstance(item, Scalar) or item.value != text:
                data = replace_scalar(data, (*path, str(index)), text)
        return data
    return replace_entry(data, path, segments)


def _insert(data: bytes, path: tuple[str, ...], value: object, order: KeyOrder) -> bytes:
    """Return a file with a new value, and with the mappings above it that do not exist yet."""
    try:
        return insert_entry(data, path[:-1], path[-1], value, order(path[:-1]))
    except EditError:
        if len(path) < 2:
            raise
        return _insert(data, path[:-1], {path[-1]: value}, order)
