"""How translations stand, per locale: for a terminal, for documents, for tools, and as a badge."""

from collections.abc import Callable, Mapping, Sequence
from html import escape

from eventdocs.reports.sanitize import json_text
from eventdocs.translations.status import Coverage

COLUMNS = ("reviewed", "translated", "machine", "stale", "missing")
_COLORS = ((95.0, "#2e7d32"), (80.0, "#8a6d00"), (0.0, "#b23b3b"))


def write_text(rows: Sequence[Coverage]) -> str:
    """Write a table with aligned columns."""
    head = ("locale", *COLUMNS, "total", "done")
    lines = [head, *(_cells(row) for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if not at else cell.rjust(width) for at, (cell, width) in enumerate(pairs)
        )
        for pairs in (zip(line, widths, strict=True) for line in lines)
    )


def _cells(row: Coverage) -> tuple[str, ...]:
    return (row.locale, *(str(row.counts[each]) for each in COLUMNS), str(row.total), f"{row.done:.1f}%")


def write_markdown(rows: Sequence[Coverage]) -> str:
    """Write a Markdown table."""
    head = ("locale", *COLUMNS, "total", "done")
    lines = [head, ("---", *("--:" for _ in head[1:])), *(_cells(row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def write_json(rows: Sequence[Coverage]) -> str:
    """Write an object with the counts of each locale."""
    locales = {row.locale: {**row.counts, "total": row.total, "done": row.done} for row in rows}
    return json_text({"version": 1, "locales": locales})


def write_badge(rows: Sequence[Coverage]) -> str:
    """Write an SVG badge: the share that is done, of one locale or of all."""
    total = sum(row.total for row in rows)
    fresh = sum(row.total - row.counts["missing"] - row.counts["stale"] for row in rows)
    share = fresh * 1000 // total / 10 if total else 100.0
    name, value = rows[0].locale if len(rows) == 1 else "translated", f"{share:g}%"
    color = next(color for least, color in _COLORS if share >= least)
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
