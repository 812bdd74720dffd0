"""The translation coverage of locales now and at an earlier revision, as text, Markdown or JSON."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from eventdocs.reports.coverage import STATE_COLUMNS, aligned_table, counts_json
from eventdocs.reports.sanitize import escape_line, json_text, printable
from eventdocs.translations.status import OFFICIAL, Coverage, StateChange

_HEAD = ("locale", "state", "then", "now", "change")
_NONE = "none"
_MAX_ROWS = 100


@dataclass(frozen=True, slots=True)
class Comparison:
    """The coverage of locales now, and at the revision `since`, without locales that it did not have.

    `changes` are strings whose state differs; None if they were not asked for.
    """

    since: str
    now: Sequence[Coverage]
    then: Mapping[str, Coverage]
    changes: Sequence[StateChange] | None = None


def write_text(comparison: Comparison) -> str:
    """Return a table of numbers; if the strings whose state changed were asked for, these instead."""
    if comparison.changes is None:
        return aligned_table([_HEAD, *_rows(comparison)], left=2)
    lines = (
        " ".join(filter(None, (change.locale, _states(change), change.key, change.file)))
        for change in comparison.changes
    )
    return "\n".join(map(printable, lines))


def _states(change: StateChange) -> str:
    return f"{change.before or _NONE} -> {change.after or _NONE}"


def _rows(comparison: Comparison) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield the numbers of each locale and state; those of a locale that was not there then are dashes."""
    for now in comparison.now:
        then = comparison.then.get(now.locale)
        for state, number in _numbers(now).items():
            old = None if then is None else _numbers(then)[state]
            if state != OFFICIAL or number or old:
                yield now.locale, state, "-" if old is None else str(old), str(number), _signed(old, number)
        done = "-" if then is None else f"{then.done:.1f}%"
        change = "-" if then is None else f"{now.done - then.done:+.1f}"
        yield now.locale, "done", done, f"{now.done:.1f}%", change


def _numbers(coverage: Coverage) -> dict[str, int]:
    counts = {state: coverage.counts.get(state, 0) for state in (*STATE_COLUMNS, OFFICIAL)}
    return {**counts, "total": coverage.total}


def _signed(old: int | None, new: int) -> str:
    return "-" if old is None else f"{new - old:+d}"


def write_markdown(comparison: Comparison) -> str:
    """Return a table of numbers, and one of the first strings whose state changed if they were asked for."""
    lines = [f"| {' | '.join(_HEAD)} |", "| --- | --- | --: | --: | --: |"]
    lines += [f"| {' | '.join(row)} |" for row in _rows(comparison)]
    changes = comparison.changes or ()
    if changes:
        lines += ["", "| locale | string | then | now |", "| --- | --- | --- | --- |"]
    for change in changes[:_MAX_ROWS]:
        cells = (change.locale, change.key, change.before or _NONE, change.after or _NONE)
        lines.append(f"| {' | '.join(map(escape_line, cells))} |")
    if len(changes) > _MAX_ROWS:
        lines += ["", f"{len(changes) - _MAX_ROWS} more strings are not shown."]
    return "\n".join(lines)


def write_json(comparison: Comparison) -> str:
    """Return a JSON object with the counts of each locale now and then, and the strings if asked for."""
    locales = {}
    for now in comparison.now:
        then = comparison.then.get(now.locale)
        locales[now.locale] = {**counts_json(now), "then": None if then is None else counts_json(then)}
    document: dict[str, object] = {"version": 1, "since": comparison.since, "locales": locales}
    if comparison.changes is not None:
        document["changes"] = [change._asdict() for change in comparison.changes]
    return json_text(document)


COMPARISONS: Mapping[str, Callable[[Comparison], str]] = {
    "text": write_text,
    "markdown": write_markdown,
    "json": write_json,
}
