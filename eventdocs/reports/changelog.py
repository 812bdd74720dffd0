"""A catalog's history for people, for a changelog, and for tools."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from eventdocs.model.event import Event
from eventdocs.reports.markdown import escape
from eventdocs.reports.safe import json_text, printable
from eventdocs.schema.diff import Changed, Difference, History


def write_text(history: History) -> str:
    """Write a line for each event, and one for each value that differs."""
    return "\n".join(printable(line) for line in _lines(history)) or "no changes"


def _lines(history: History) -> Iterator[str]:
    for word, events in _groups(history):
        yield from (f"{word} {_name(event)}" for event in events)
    for each in history.changed:
        yield f"changed {_name(each.event)}"
        for one in each.differences:
            yield f"  {_where(one)}: {_shown(one.old)} -> {_shown(one.new)}"
            if one.stale:
                yield f"    makes stale: {', '.join(one.stale)}"


def write_markdown(history: History) -> str:
    """Write sections of a changelog."""
    lines: list[str] = []
    for word, events in _groups(history):
        if events:
            lines += [
                f"## {word.capitalize()}",
                "",
                *(f"- **{escape(_name(event))}**" for event in events),
                "",
            ]
    if history.changed:
        lines += ["## Changed", ""]
        lines += [line for each in history.changed for line in _section(each)]
    return "\n".join(lines).rstrip() or "No changes."


def _section(changed: Changed) -> Iterator[str]:
    yield f"### {escape(_name(changed.event))}"
    yield ""
    for one in changed.differences:
        stale = f" (makes stale: {', '.join(one.stale)})" if one.stale else ""
        yield f"- {escape(_where(one))}: {escape(_shown(one.old))} → {escape(_shown(one.new))}{stale}"
    yield ""


def write_json(history: History) -> str:
    """Write an object with the keys of events, and every value that differs."""
    changed = [
        {"event": each.event.key, "differences": [_difference(one) for one in each.differences]}
        for each in history.changed
    ]
    return json_text(
        {
            "version": 1,
            **{word: [event.key for event in events] for word, events in _groups(history)},
            "changed": changed,
        }
    )


def _difference(one: Difference) -> dict[str, object]:
    return {
        "field": one.field,
        "locale": one.locale,
        "old": one.old,
        "new": one.new,
        "stale": list(one.stale),
    }


def _groups(history: History) -> Iterable[tuple[str, tuple[Event, ...]]]:
    return (("added", history.added), ("removed", history.removed), ("deprecated", history.deprecated))


def _name(event: Event) -> str:
    return f"{event.key} - {event.name}"


def _where(one: Difference) -> str:
    return f"{one.field} ({one.locale})" if one.locale else one.field


def _shown(text: str | None) -> str:
    return "nothing" if text is None else f"\u201c{text}\u201d"


CHANGELOGS: Mapping[str, Callable[[History], str]] = {
    "text": write_text,
    "markdown": write_markdown,
    "json": write_json,
}
