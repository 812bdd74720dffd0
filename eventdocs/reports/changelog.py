"""The differences between two versions of a catalog as text, Markdown or JSON."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from eventdocs.model.event import Event
from eventdocs.reports.sanitize import escape_line, json_text, printable
from eventdocs.schema.diff import CatalogDiff, EventDiff, ValueDiff

_MAX_ROWS = 50
_MAX_KEYS = 10


def write_text(diff: CatalogDiff) -> str:
    """Return one line for each event and each changed value."""
    return "\n".join(printable(line) for line in _lines(diff)) or "no changes"


def _lines(diff: CatalogDiff) -> Iterator[str]:
    for word, events in _groups(diff):
        yield from (f"{word} {_name(event)}" for event in events)
    for change in diff.changed:
        yield f"changed {_name(change.event)}"
        for value in change.differences:
            yield f"  {_field(value)}: {_quoted(value.old)} -> {_quoted(value.new)}"
            if value.stale:
                yield f"    makes stale: {', '.join(value.stale)}"


def write_markdown(diff: CatalogDiff) -> str:
    """Return the sections of a changelog in Markdown."""
    lines: list[str] = []
    for word, events in _groups(diff):
        if events:
            lines += [
                f"## {word.capitalize()}",
                "",
                *(f"- **{escape_line(_name(event))}**" for event in events),
                "",
            ]
    if diff.changed:
        lines += ["## Changed", ""]
        lines += [line for change in diff.changed for line in _section(change)]
    return "\n".join(lines).rstrip() or "No changes."


def _section(change: EventDiff) -> Iterator[str]:
    yield f"### {escape_line(_name(change.event))}"
    yield ""
    for value in change.differences:
        stale = f" (makes stale: {', '.join(value.stale)})" if value.stale else ""
        field, old, new = map(escape_line, (_field(value), _quoted(value.old), _quoted(value.new)))
        yield f"- {field}: {old} → {new}{stale}"
    yield ""


def write_summary(diff: CatalogDiff) -> str:
    """Return tables for the summary of a pull request: what changed, and which translations become stale."""
    rows = [*_change_rows(diff)]
    if not rows:
        return "No event changed."
    lines = [
        f"**{len(rows)} event{'s' * (len(rows) > 1)} changed**",
        "",
        "| event | change |",
        "| --- | --- |",
    ]
    lines += [f"| {escape_line(_name(event))} | {escape_line(text)} |" for event, text in rows[:_MAX_ROWS]]
    if len(rows) > _MAX_ROWS:
        lines += ["", f"{len(rows) - _MAX_ROWS} more events are not shown."]
    return "\n".join((*lines, "", *_stale_table(diff)))


def _change_rows(diff: CatalogDiff) -> Iterator[tuple[Event, str]]:
    """Yield the events that differ, each with what differs."""
    yield from ((event, "added") for event in diff.added)
    yield from ((event, "removed") for event in diff.removed)
    for change in diff.changed:
        yield change.event, ", ".join(dict.fromkeys(map(_field, change.differences)))


def _stale_table(diff: CatalogDiff) -> Iterator[str]:
    """Yield a table with the strings of each locale whose translation is stale now."""
    stale: dict[str, list[str]] = {}
    for change in diff.changed:
        for value in change.differences:
            for locale in value.stale:
                stale.setdefault(locale, []).append(f"{change.event.key}:{value.field}")
    if not stale:
        yield "No translation becomes stale."
        return
    yield from ("| locale | stale translations |", "| --- | --- |")
    for locale, keys in sorted(stale.items()):
        more = f" and {len(keys) - _MAX_KEYS} more" if len(keys) > _MAX_KEYS else ""
        shown = escape_line(", ".join(keys[:_MAX_KEYS]))
        yield f"| {escape_line(locale)} | {len(keys)}: {shown}{more} |"


def write_json(diff: CatalogDiff) -> str:
    """Return a JSON object with the keys of the events and all changed values."""
    changed = [
        {"event": change.event.key, "differences": [_value_json(value) for value in change.differences]}
        for change in diff.changed
    ]
    return json_text(
        {
            "version": 1,
            **{word: [event.key for event in events] for word, events in _groups(diff)},
            "changed": changed,
        }
    )


def _value_json(value: ValueDiff) -> dict[str, object]:
    return {
        "field": value.field,
        "locale": value.locale,
        "old": value.old,
        "new": value.new,
        "stale": list(value.stale),
    }


def _groups(diff: CatalogDiff) -> Iterable[tuple[str, tuple[Event, ...]]]:
    return (("added", diff.added), ("removed", diff.removed), ("deprecated", diff.deprecated))


def _name(event: Event) -> str:
    return f"{event.key} - {event.name}"


def _field(value: ValueDiff) -> str:
    return f"{value.field} ({value.locale})" if value.locale else value.field


def _quoted(text: str | None) -> str:
    """Return a text in quotation marks, on one line."""
    return "nothing" if text is None else f"\u201c{text}\u201d".replace("\n", r"\n")


CHANGELOGS: Mapping[str, Callable[[CatalogDiff], str]] = {
    "text": write_text,
    "markdown": write_markdown,
    "json": write_json,
}
