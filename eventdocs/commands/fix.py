"""Fix: apply the safe fixes of findings to a catalog's files, character by character."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from eventdocs.formats.yaml.edit import EditError
from eventdocs.formats.yaml.scalars import Replacement, ScalarEdit, replace_characters
from eventdocs.model.diagnostics import Diagnostic
from eventdocs.model.tree import Span
from eventdocs.rules.registry import run_checks
from eventdocs.store.catalog import read_catalog, save_catalog

_MAX_FAILURES = 50  # attempts to edit a file that are not possible; each takes as long as reading it


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

    A fix that overlaps a later one in the same text is left for the next run.
    """
    fixes: dict[tuple[Span, str], list[Replacement]] = {}
    for finding in sorted(findings, key=_position, reverse=True):
        assert finding.text_range is not None
        assert finding.fix is not None
        value, start, end = finding.text_range
        later = fixes.setdefault((Span.of(finding.location), value), [])
        if not later or end <= later[-1].start:
            later.append(Replacement(start, end, finding.fix))
    edits = [ScalarEdit(span, value, tuple(reversed(later))) for (span, value), later in fixes.items()]
    return _Fixer(data).apply(edits)


class _Fixer:
    """Applies edits to a file: all at once, or those that are possible with a limited number of attempts."""

    def __init__(self, data: bytes) -> None:
        self.data, self.failures = data, 0

    def apply(self, edits: Sequence[ScalarEdit]) -> tuple[bytes, int]:
        """Apply edits of different scalars, the last scalar first; return the file and how many fixes it has.

        If they are not possible together, each half is tried alone. An edit does not move an earlier scalar.
        """
        if not edits or self.failures > _MAX_FAILURES:
            return self.data, 0
        try:
            self.data = replace_characters(self.data, edits)
        except EditError:
            self.failures += 1
            if len(edits) == 1:
                return self.data, self.apply_singly(*edits)
            half = len(edits) // 2
            count = sum(self.apply(part)[1] for part in (edits[:half], edits[half:]))
            return self.data, count
        return self.data, sum(len(edit.replacements) for edit in edits)

    def apply_singly(self, edit: ScalarEdit) -> int:
        """Apply the replacements in one scalar one after the other, the last first; return how many."""
        span, value, replacements = edit
        count = 0
        for replacement in reversed(replacements) if len(replacements) > 1 else ():
            if self.failures > _MAX_FAILURES:
                break
            single = ScalarEdit(span, value, (replacement,))
            try:
                self.data = replace_characters(self.data, [single])
            except EditError:
                self.failures += 1
                continue
            if span.line == span.end_line:
                span = span._replace(end_column=span.end_column + len(single.result) - len(value))
            value, count = single.result, count + 1
        return count


def _position(finding: Diagnostic) -> tuple[int, int, int]:
    assert finding.text_range is not None
    return finding.location.line, finding.location.column, finding.text_range.start
