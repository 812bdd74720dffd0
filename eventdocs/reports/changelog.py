"""The differences between two versions of a catalog as text, Markdown or JSON."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from eventdocs.model.event import Event
from eventdocs.reports.sanitize import escape_markdown, json_text, printable
from eventdocs.schema.diff import CatalogDiff, EventDiff, ValueDiff


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
                *(f"- **{escape_markdown(_name(event))}**" for event in events),
                "",
            ]
    if diff.changed:
        lines += ["## Changed", ""]
        lines += [line for change in diff.changed for line in _section(change)]
    return "\n".join(lines).rstrip() or "No changes."


def _section(change: EventDiff) -> Iterator[str]:
    yield f"### {escape_markdown(_name(change.event))}"
    yield ""
    for value in change.differences:
        stale = f" (makes stale: {', '.join(value.stale)})" if value.stale else ""
        field, old, new = map(escape_markdown, (_field(value), _quoted(value.old), _quoted(value.new)))
        yield f"- {field}: {old} → {new}{stale}"
    yield ""


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
