"""Write the differences between two states of a catalog: for people, for a changelog and for tools."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from eventdocs.model.event import Event
from eventdocs.reports.sanitize import escape_markdown, json_text, printable
from eventdocs.schema.diff import CatalogDiff, EventDiff, ValueDiff


def write_text(diff: CatalogDiff) -> str:
    """Write a line for each event, and one for each value that differs."""
    return "\n".join(printable(line) for line in _lines(diff)) or "no changes"


def _lines(diff: CatalogDiff) -> Iterator[str]:
    for word, events in _groups(diff):
        yield from (f"{word} {_name(event)}" for event in events)
    for each in diff.changed:
        yield f"changed {_name(each.event)}"
        for one in each.differences:
            yield f"  {_where(one)}: {_shown(one.old)} -> {_shown(one.new)}"
            if one.stale:
                yield f"    makes stale: {', '.join(one.stale)}"


def write_markdown(diff: CatalogDiff) -> str:
    """Write sections of a changelog."""
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
        lines += [line for each in diff.changed for line in _section(each)]
    return "\n".join(lines).rstrip() or "No changes."


def _section(changed: EventDiff) -> Iterator[str]:
    yield f"### {escape_markdown(_name(changed.event))}"
    yield ""
    for one in changed.differences:
        stale = f" (makes stale: {', '.join(one.stale)})" if one.stale else ""
        where, old, new = map(escape_markdown, (_where(one), _shown(one.old), _shown(one.new)))
        yield f"- {where}: {old} → {new}{stale}"
    yield ""


def write_json(diff: CatalogDiff) -> str:
    """Write an object with the keys of events, and every value that differs."""
    changed = [
        {"event": each.event.key, "differences": [_value_json(one) for one in each.differences]}
        for each in diff.changed
    ]
    return json_text(
        {
            "version": 1,
            **{word: [event.key for event in events] for word, events in _groups(diff)},
            "changed": changed,
        }
    )


def _value_json(one: ValueDiff) -> dict[str, object]:
    return {
        "field": one.field,
        "locale": one.locale,
        "old": one.old,
        "new": one.new,
        "stale": list(one.stale),
    }


def _groups(diff: CatalogDiff) -> Iterable[tuple[str, tuple[Event, ...]]]:
    return (("added", diff.added), ("removed", diff.removed), ("deprecated", diff.deprecated))


def _name(event: Event) -> str:
    return f"{event.key} - {event.name}"


def _where(one: ValueDiff) -> str:
    return f"{one.field} ({one.locale})" if one.locale else one.field


def _shown(text: str | None) -> str:
    return "nothing" if text is None else f"\u201c{text}\u201d"


CHANGELOGS: Mapping[str, Callable[[CatalogDiff], str]] = {
    "text": write_text,
    "markdown": write_markdown,
    "json": write_json,
}
