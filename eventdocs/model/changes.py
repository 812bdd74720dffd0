"""Changed values between two versions of a locale's strings."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from eventdocs.model.event import LocaleStrings, Segments

StringPath: TypeAlias = tuple[str, ...]
StringValue: TypeAlias = str | Segments


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A value that differs; `old` is None if the value is new. `path` is relative to the locale's block."""

    path: StringPath
    old: StringValue | None
    new: StringValue


def flatten_values(block: LocaleStrings) -> dict[StringPath, StringValue]:
    """Return the values of a block by path, such as `("parameters", "Uri", "description")`."""
    flat: dict[StringPath, StringValue] = {("prefix",): block.prefix} if block.prefix else {}
    flat |= {(name,): segments for name, segments in block.strings.items()}
    flat |= {("sections", name): segments for name, segments in block.sections.items()}
    flat |= _nested("parameters", block.parameters)
    flat |= _nested("labels", block.labels)
    return flat | {("metadata", key): value for key, value in block.metadata.items()}


def _nested(field: str, values: Mapping[str, Mapping[str, StringValue]]) -> dict[StringPath, StringValue]:
    return {(field, name, key): value for name, inner in values.items() for key, value in inner.items()}


def changed_values(old: LocaleStrings, new: LocaleStrings) -> list[ValueChange]:
    """Return the values of the new block that differ from the old one or are missing there."""
    old_values = flatten_values(old)
    return [
        ValueChange(path, old_values.get(path), value)
        for path, value in flatten_values(new).items()
        if old_values.get(path) != value
    ]
