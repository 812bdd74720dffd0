"""Fix: what is mechanical and safe is mended in the files, only the characters concerned."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from eventdocs.formats.yaml.edit import EditError
from eventdocs.formats.yaml.scalars import replace_characters
from eventdocs.model.diagnostics import Diagnostic, Location
from eventdocs.model.tree import Span
from eventdocs.rules.registry import run_checks
from eventdocs.store import catalog as store


@dataclass(slots=True)
class FixResult:
    """Outcome of a fix: how many findings were mended, and in which files."""

    findings: int = 0
    files: list[str] = field(default_factory=list)


def fix_catalog(folder: Path) -> FixResult:
    """Mend all findings of a catalog that have a safe replacement; each file is replaced whole."""
    loaded = store.read_catalog(folder)
    fixable: dict[str, list[Diagnostic]] = defaultdict(list)
    for finding in run_checks(loaded.catalog):
        if finding.fix is not None and finding.text_range is not None:
            fixable[finding.location.file].append(finding)
    fixed = FixResult()
    changed: dict[str, bytes] = {}
    for file, found in sorted(fixable.items()):
        data, count = apply_fixes(loaded.files[file], found)
        if count:
            changed[file] = data
            fixed.findings += count
            fixed.files.append(file)
    store.save_catalog(folder, changed, loaded.files)
    return fixed


def apply_fixes(data: bytes, findings: Iterable[Diagnostic]) -> tuple[bytes, int]:
    """Mend findings in a file's bytes, the last first; one that overlaps another waits for a next run."""
    count = 0
    values: dict[Location, tuple[str, int]] = {}
    for finding in sorted(findings, key=_place, reverse=True):
        assert finding.text_range is not None
        assert finding.fix is not None
        original, start, end = finding.text_range
        value, limit = values.get(finding.location, (original, len(original)))
        if end > limit:
            continue
        try:
            data = replace_characters(data, _span(data, finding, value), value, start, end, finding.fix)
        except EditError:
            continue
        values[finding.location] = value[:start] + finding.fix + value[end:], start
        count += 1
    return data, count


def _place(finding: Diagnostic) -> tuple[int, int, int]:
    assert finding.text_range is not None
    return finding.location.line, finding.location.column, finding.text_range.start


def _span(data: bytes, finding: Diagnostic, value: str) -> Span:
    """Place of the scalar as it stands now: earlier fixes in it have made its last line shorter."""
    where = finding.location
    assert finding.text_range is not None
    shift = (len(finding.text_range.value) - len(value)) if where.line == where.end_line else 0
    return Span(where.line - 1, where.column - 1, where.end_line - 1, where.end_column - 1 - shift)
