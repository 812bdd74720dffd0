"""The explanation of a rule, or of keys of catalog files, as plain text for a terminal."""

from collections.abc import Iterable

from eventdocs.model.diagnostics import Rule
from eventdocs.reports.sanitize import printable
from eventdocs.schema.reference import FieldReference

_LONGEST = 100


def write_rule(rule: Rule) -> str:
    """Return a rule's summary, reason and examples as plain text."""
    lines = [f"{rule.code} {rule.name} ({rule.severity.value})", "", rule.summary, rule.reason]
    for title, example in (("Bad:", rule.bad), ("Good:", rule.good)):
        if example:
            lines += ["", title, "", *(f"    {_shorten(line)}" for line in example.splitlines())]
    return "\n".join(printable(line) for line in lines)


def write_fields(fields: Iterable[FieldReference]) -> str:
    """Return the documentation of keys as plain text, with an empty line between two of them."""
    return "\n\n".join("\n".join(_field_lines(field)) for field in fields)


def _field_lines(field: FieldReference) -> list[str]:
    required = " (required)" if field.required else ""
    lines = [f"{field.path}{required}", f"  {field.doc}", f"  File: {field.file}", f"  Value: {field.value}"]
    return [*lines, f"  Keys: {', '.join(field.keys)}"] if field.keys else lines


def _shorten(line: str) -> str:
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 3]}..."
