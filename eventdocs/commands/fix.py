"""Fix: apply the safe fixes of findings to a catalog's files, character by character."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from eventdocs.formats.yaml.edit import EditError
from eventdocs.formats.yaml.scalars import replace_characters
from eventdocs.model.diagnostics import Diagnostic, Location
from eventdocs.model.tree import Span
from eventdocs.rules.registry import run_checks
from eventdocs.store.catalog import read_catalog, save_catalog


@dataclass(slots=True)
class FixResult:
    """The number of findings that were fixed, and the files that changed."""

    findings: int = 0
    files: list[str] = field(default_factory=list)


def fix_catalog(folder: Path) -> FixResult:
    """Fix the findings of a catalog that have a safe fix."""
    loaded = read_catalog(folder)
    fixable: dict[str, list[Diagnostic]] = defaultdict(list)
    for finding in run_checks(loaded.catalog):
        if finding.fix is not None and finding.text_range is not None:
            fixable[finding.location.file].append(finding)
    result = FixResult()
    changed: dict[str, bytes] = {}
    for file, findings in sorted(fixable.items()):
        data, count = apply_fixes(loaded.files[file], findings)
        if count:
            changed[file] = data
            result.findings += count
            result.files.append(file)
    save_catalog(folder, changed, loaded.files)
    return result


def apply_fixes(data: bytes, findings: Iterable[Diagnostic]) -> tuple[bytes, int]:
    """Return a file with its findings fixed, and how many were.

    The last finding is fixed first, so that the positions of the others stay right. One that overlaps
    another is left for the next run.
    """
    count = 0
    values: dict[Location, tuple[str, int]] = {}
    for finding in sorted(findings, key=_position, reverse=True):
        assert finding.text_range is not None
        assert finding.fix is not None
        original, start, end = finding.text_range
        value, limit = values.get(finding.location, (original, len(original)))
        if end > limit:
            continue
        try:
            data = replace_characters(data, _scalar_span(finding, value), value, start, end, finding.fix)
        except EditError:
            continue
        values[finding.location] = value[:start] + finding.fix + value[end:], start
        count += 1
    return data, count


def _position(finding: Diagnostic) -> tuple[int, int, int]:
    assert finding.text_range is not None
    return finding.location.line, finding.location.column, finding.text_range.start


def _scalar_span(finding: Diagnostic, value: str) -> Span:
    """Return the current position of a scalar; earlier fixes in it have changed the length of its value."""
    location = finding.location
    assert finding.text_range is not None
    is_one_line = location.line == location.end_line
    shift = len(finding.text_range.value) - len(value) if is_one_line else 0
    return Span(
        location.line - 1, location.column - 1, location.end_line - 1, location.end_column - 1 - shift
    )
