"""An event page or a rule as plain text for a terminal."""

from collections.abc import Iterable, Iterator

from eventdocs.model.diagnostics import Rule
from eventdocs.reports.sanitize import printable
from eventdocs.site.page_view import PageUnit, PageView, Section


def write(view: PageView) -> str:
    """Return a page view as plain text, each translation with its source text below it."""
    group = [_bilingual(unit, view) for unit in view.group.title] if view.group else []
    lines = [*group, view.title.target, "=" * len(view.title.target), *_texts(view.intro, view)]
    for section in view.sections:
        content = list(_section(section, view))
        if content:
            lines += ["", _bilingual(section.heading, view), *content]
    return "\n".join(printable(line) for line in lines)


def write_rule(rule: Rule) -> str:
    """Return a rule's summary, reason and examples as plain text."""
    lines = [f"{rule.code} {rule.name} ({rule.severity.value})", "", rule.summary, rule.reason]
    for title, example in (("Bad:", rule.bad), ("Good:", rule.good)):
        if example:
            lines += ["", title, "", *(f"    {_shortened(line)}" for line in example.splitlines())]
    return "\n".join(printable(line) for line in lines)


def _shortened(line: str) -> str:
    return line if len(line) <= 100 else f"{line[:97]}..."


def _section(section: Section, view: PageView) -> Iterator[str]:
    for row in section.properties:
        if row.value:
            yield f"  {_bilingual(row.label, view)}: {_bilingual(row.value, view)}"
    yield from _texts((*section.paragraph, *section.note), view)
    for number, step in enumerate(section.steps, start=1):
        yield from _texts([step], view, f"{number}. ")
    for line in section.parameters:
        kind = line.type or " ".join(unit.target for unit in line.type_text)
        yield f"  {line.placeholder} {_bilingual(line.name, view)}" + (f" ({kind})" if kind else "")
        yield from _texts(line.description, view, "   ")
    yield from (f"  {example}" for example in section.examples)
    yield from (f"  {event.id} - {event.name}" for event in section.links)
    yield from (f"  {_bilingual(link.title, view)} <{link.url}>" for link in section.web_links)


def _texts(units: Iterable[PageUnit], view: PageView, prefix: str = "") -> Iterator[str]:
    for unit in units:
        mark = f"[{unit.locale}] " if unit.missing else "[stale] " if unit.stale else ""
        first, *rest = f"{mark}{unit.target.strip()}".split("\n")
        yield f"  {prefix}{first}"
        yield from (f"  {' ' * len(prefix)}{line}" for line in rest)
        if view.bilingual and not unit.missing and unit.source:
            yield from (f"  {' ' * len(prefix)}| {line}" for line in unit.source.strip().split("\n"))


def _bilingual(unit: PageUnit, view: PageView) -> str:
    same = unit.target == unit.source or not view.bilingual
    return unit.target if same else f"{unit.target} | {unit.source}"
