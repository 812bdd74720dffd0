"""Changes: what differs between two versions of a locale's strings, value by value."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from eventdocs.model.event import LocaleStrings, Segments

Path: TypeAlias = tuple[str, ...]
Value: TypeAlias = str | Segments


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One value that differs; `old` is None where the value is new. Paths are those of a locale block."""

    path: Path
    old: Value | None
    new: Value


def flatten_values(block: LocaleStrings) -> dict[Path, Value]:
    """Flatten a block into its values by path, such as `("parameters", "Uri", "description")`."""
    flat: dict[Path, Value] = {("prefix",): block.prefix} if block.prefix else {}
    flat |= {(name,): segments for name, segments in block.strings.items()}
    flat |= _nested("parameters", block.parameters)
    flat |= _nested("labels", block.labels)
    return flat | {("metadata", key): value for key, value in block.metadata.items()}


def _nested(field: str, below: Mapping[str, Mapping[str, Value]]) -> dict[Path, Value]:
    return {(field, name, key): value for name, inner in below.items() for key, value in inner.items()}


def changed_values(old: LocaleStrings, new: LocaleStrings) -> list[ValueChange]:
    """List the values of the new block that the old one says differently or not at all."""
    before = flatten_values(old)
    return [
        ValueChange(path, before.get(path), value)
        for path, value in flatten_values(new).items()
        if before.get(path) != value
    ]
