"""The report of an import about the texts of each file, as text, JSON or Markdown."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from eventdocs.reports.sanitize import escape_line, json_text, printable
from eventdocs.translations.merge import MergeResult, UnitOutcome

# The merges of an import by the name of the imported file.
Merges = Mapping[str, MergeResult]
COUNTS = ("imported", "unchanged", "stale", "conflicting", "rejected", "unknown")
_SHOWN = 5  # texts with the same reason
_MAX_ROWS = 100
_MAX_MESSAGE = 300


class _Problem(NamedTuple):
    """A text that was not imported: what happened to it, the code of a rule if one was violated, and why."""

    outcome: str
    code: str
    key: str
    message: str
    file: str
    line: int


def write_text(merges: Merges) -> str:
    """Return a line for each text that was not imported; of many with the same reason, for the first few."""
    lines = (
        line
        for file, merged in merges.items()
        for word, outcomes in (("conflicting", merged.kept), ("rejected", merged.rejected))
        for line in _outcome_lines(file, word, outcomes)
    )
    return "\n".join(map(printable, lines))


def _outcome_lines(file: str, word: str, outcomes: Sequence[UnitOutcome]) -> Iterator[str]:
    same: dict[str, list[UnitOutcome]] = {}
    for outcome in outcomes:
        same.setdefault(outcome.reason, []).append(outcome)
    for reason, alike in same.items():
        for outcome in alike[:_SHOWN]:
            yield f"{_place(file, outcome.line)}: {outcome.key} {word}: {reason}"
        if len(alike) > _SHOWN:
            yield f"{file}: and {len(alike) - _SHOWN:,} others {word}: {reason}"


def _place(file: str, line: int) -> str:
    return f"{file}:{line}" if line else file


def write_summary(merged: MergeResult) -> str:
    """Return the counts of a file on one line."""
    counts = _counts(merged)
    stale = f" ({counts['stale']} stale)" if counts["stale"] else ""
    unknown = f" ({counts['unknown']} unknown)" if counts["unknown"] else ""
    return (
        f"{counts['imported']} imported{stale}, {counts['unchanged']} unchanged,"
        f" {counts['conflicting']} conflicting, {counts['rejected']} rejected{unknown}"
    )


def write_json(merges: Merges) -> str:
    """Return a JSON object with the counts of each file, and its texts that were not imported."""
    files = [
        {
            "file": file,
            "locale": merged.locale,
            **_counts(merged),
            "problems": [problem._asdict() for problem in _problems(file, merged)],
        }
        for file, merged in merges.items()
    ]
    return json_text({"version": 1, "files": files})


def write_markdown(merges: Merges) -> str:
    """Return a table with the counts of each file, and one with the first texts that were not imported."""
    lines = [
        f"| file | locale | {' | '.join(COUNTS)} |",
        f"| --- | --- |{' --: |' * len(COUNTS)}",
    ]
    for file, merged in merges.items():
        counts = " | ".join(map(str, _counts(merged).values()))
        lines.append(f"| {escape_line(file)} | {escape_line(merged.locale)} | {counts} |")
    problems = [problem for file, merged in merges.items() for problem in _problems(file, merged)]
    if problems:
        lines += ["", "| place | text | problem |", "| --- | --- | --- |", *map(_row, problems[:_MAX_ROWS])]
    if len(problems) > _MAX_ROWS:
        lines += ["", f"{len(problems) - _MAX_ROWS} more texts are not shown."]
    return "\n".join(lines)


def _row(problem: _Problem) -> str:
    place = _place(problem.file, problem.line)
    message = " ".join(filter(None, (problem.code, problem.message)))
    if len(message) > _MAX_MESSAGE:
        message = f"{message[:_MAX_MESSAGE]}…"
    cells = (place, problem.key, f"{problem.outcome}: {message}")
    return f"| {' | '.join(map(escape_line, cells))} |"


def _counts(merged: MergeResult) -> dict[str, int]:
    """Return the numbers of texts; stale ones are among the imported, unknown ones among the rejected."""
    numbers = (
        len(merged.imported),
        merged.unchanged,
        sum(outcome.stale for outcome in merged.imported),
        len(merged.kept),
        len(merged.rejected),
        sum(outcome.unknown for outcome in merged.rejected),
    )
    return dict(zip(COUNTS, numbers, strict=True))


def _problems(file: str, merged: MergeResult) -> Iterator[_Problem]:
    """Yield the texts of a file that were not imported, in the order of its lines."""
    outcomes = [("conflicting", outcome) for outcome in merged.kept]
    outcomes += [("unknown" if outcome.unknown else "rejected", outcome) for outcome in merged.rejected]
    for word, outcome in sorted(outcomes, key=lambda each: each[1].line):
        code, message = _split_code(outcome.reason)
        yield _Problem(word, code, outcome.key, message, file, outcome.line)


def _split_code(reason: str) -> tuple[str, str]:
    """Return the code of the rule at the start of a reason, empty if there is none, and the rest."""
    first, _, rest = reason.partition(" ")
    return (first, rest) if first.startswith("ED") and first[2:].isdecimal() else ("", reason)


IMPORT_REPORTS: Mapping[str, Callable[[Merges], str]] = {
    "text": write_text,
    "json": write_json,
    "markdown": write_markdown,
}
