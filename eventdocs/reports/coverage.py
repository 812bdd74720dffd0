"""The translation coverage of each locale as text, Markdown, JSON or an SVG badge."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape

from eventdocs.reports.sanitize import json_text
from eventdocs.translations.status import OFFICIAL, Coverage

STATE_COLUMNS = ("reviewed", "translated", "machine", "stale", "missing")
_COLORS = ((95.0, "#2e7d32"), (80.0, "#8a6d00"), (0.0, "#b23b3b"))


def write_text(rows: Sequence[Coverage]) -> str:
    """Return a table with aligned columns."""
    columns = _columns(rows)
    return aligned_table([("locale", *columns, "total", "done"), *(_cells(row, columns) for row in rows)])


def aligned_table(lines: Sequence[Sequence[str]], left: int = 1) -> str:
    """Return lines of cells as a table; the first `left` columns are aligned left, the others right."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(_aligned(line, widths, left)) for line in lines)


def _aligned(cells: Sequence[str], widths: Sequence[int], left: int) -> Iterator[str]:
    for at, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        yield cell.ljust(width) if at < left else cell.rjust(width)


def _columns(rows: Sequence[Coverage]) -> tuple[str, ...]:
    """Return the columns with counts: those of the states, and one for official texts if there are any."""
    has_official = any(row.counts.get(OFFICIAL) for row in rows)
    return (*STATE_COLUMNS, OFFICIAL) if has_official else STATE_COLUMNS


def _cells(row: Coverage, columns: Sequence[str]) -> tuple[str, ...]:
    counts = (str(row.counts.get(column, 0)) for column in columns)
    return (row.locale, *counts, str(row.total), f"{row.done:.1f}%")


def write_markdown(rows: Sequence[Coverage]) -> str:
    """Return a Markdown table."""
    columns = _columns(rows)
    head = ("locale", *columns, "total", "done")
    lines = [head, ("---", *["--:"] * (len(head) - 1)), *(_cells(row, columns) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def write_json(rows: Sequence[Coverage]) -> str:
    """Return a JSON object with the counts of each locale."""
    return json_text({"version": 1, "locales": {row.locale: counts_json(row) for row in rows}})


def counts_json(row: Coverage) -> dict[str, float]:
    """Return the counts of a locale as JSON has them."""
    return {**row.counts, "total": row.total, "done": row.done}


def write_badge(rows: Sequence[Coverage]) -> str:
    """Return an SVG badge with the percentage that is done, of one locale or of all together."""
    total = sum(row.total for row in rows)
    done = sum(row.total - row.counts["missing"] - row.counts["stale"] for row in rows)
    percentage = done * 1000 // total / 10 if total else 100.0
    locales = [row.locale for row in rows]
    name = "".join(locales) if len(locales) == 1 else "translated"
    value = f"{percentage:g}%"
    color = next(color for minimum, color in _COLORS if percentage >= minimum)
    left, right = 7 * len(name) + 12, 7 * len(value) + 12
    texts = f'<text x="{left / 2:g}" y="14">{escape(name)}</text>'
    texts += f'<text x="{left + right / 2:g}" y="14">{value}</text>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="20" role="img"'
        f' aria-label="{escape(name)}: {value}"><title>{escape(name)}: {value}</title>'
        f'<rect width="{left}" height="20" fill="#444"/>'
        f'<rect x="{left}" width="{right}" height="20" fill="{color}"/>'
        '<g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">'
        f"{texts}</g></svg>"
    )


COVERAGES: Mapping[str, Callable[[Sequence[Coverage]], str]] = {
    "text": write_text,
    "markdown": write_markdown,
    "json": write_json,
    "svg": write_badge,
}
