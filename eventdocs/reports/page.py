"""An event page as plain text for a terminal."""

from collections.abc import Iterator, Sequence

from eventdocs.model.strings import TextKind
from eventdocs.reports.sanitize import printable
from eventdocs.site.block_structure import assemble_markdown
from eventdocs.site.page_view import MapTable, PageUnit, PageView, Section, is_block_text
from eventdocs.text.blocks import BlockKind
from eventdocs.text.escaping import show_controls


def write(view: PageView) -> str:
    """Return a page view as plain text, each translation with its source text below it."""
    group = [_bilingual(unit, view) for unit in view.group.title] if view.group else []
    title = _bilingual(view.title, view) if view.title.kind is TextKind.LABEL else view.title.target
    lines = [*group, title, "=" * len(title), *_texts(view.intro, view)]
    for section in view.sections:
        content = list(_section(section, view))
        if content:
            mark = " [official]" if section.official else ""
            lines += ["", f"{_bilingual(section.heading, view)}{mark}", *content]
    return "\n".join(printable(line) for line in lines)


def _section(section: Section, view: PageView) -> Iterator[str]:
    for row in section.properties:
        if row.written:
            mark = " [official]" if row.official else ""
            yield f"  {_bilingual(row.label, view)}: {_bilingual(row.written, view)}{mark}"
    yield from _texts(section.paragraph, view)
    yield from [""] if section.note and is_block_text(section.paragraph) else []
    yield from _texts(section.note, view)
    for number, step in enumerate(section.steps, start=1):
        yield from _texts([step], view, f"{number}. ")
    for line in section.parameters:
        kind = line.type or " ".join(unit.target for unit in line.type_text)
        yield f"  {line.placeholder} {_bilingual(line.name, view)}" + (f" ({kind})" if kind else "")
        yield from _texts(line.description, view, "   ")
        yield from _map(line.map, view) if line.map else ()
    yield from (f"  {example}" for example in section.examples)
    yield from (f"  {event.id} - {event.name}" for event in section.links)
    yield from (f"  {_bilingual(link.title, view)} <{link.url}>" for link in section.web_links)


def _map(table: MapTable, view: PageView) -> Iterator[str]:
    """Yield the meaning of a parameter's values, one a line."""
    for entry in table.entries:
        text = _bilingual(entry.text, view) if entry.text else ""
        yield f"       {entry.number} = {' - '.join(filter(None, (entry.name, text))) or entry.number}"


def _texts(units: Sequence[PageUnit], view: PageView, prefix: str = "") -> Iterator[str]:
    if is_block_text(units):
        yield from _blocks(units, view)
        return
    for unit in units:
        mark = _mark(unit)
        first, *rest = f"{mark}{_shown(unit.target, unit.kind)}".split("\n")
        yield f"  {prefix}{first}"
        yield from (f"  {' ' * len(prefix)}{line}" for line in rest)
        if view.bilingual and not unit.missing and unit.source:
            source = _shown(unit.source, unit.kind)
            yield from (f"  {' ' * len(prefix)}| {line}" for line in source.split("\n"))


def _shown(text: str, kind: TextKind) -> str:
    """Return a text without the spaces around it; a message has them, and escapes for its controls."""
    return show_controls(text) if kind is TextKind.LITERAL else text.strip()


def _mark(unit: PageUnit) -> str:
    return f"[{unit.locale}] " if unit.missing else "[stale] " if unit.stale else ""


def _blocks(units: Sequence[PageUnit], view: PageView) -> Iterator[str]:
    """Yield the lines of a text with its lists and tables, and the source below each block or the text."""
    first = units[0]
    has_sources = view.bilingual and not first.missing and bool(first.source)
    if first.block is None:
        texts = [first.target.strip(), *([_below(first.source.strip())] if has_sources else [])]
        lines = "\n".join(texts).split("\n")
    else:
        blocks = [unit.block for unit in units if unit.block is not None]
        lines = assemble_markdown(blocks, [_leaf(unit, has_sources) for unit in units]).split("\n")
    mark = _mark(first)
    yield from ([f"  {mark.rstrip()}"] if mark else [])
    yield from (f"  {line}" if line else "" for line in lines)


def _leaf(unit: PageUnit, has_source: bool) -> str:
    """Return a block as it is in a terminal: code is indented, the source of a cell follows it."""
    is_same = unit.source == unit.target
    if unit.block is not None and unit.block.kind is BlockKind.CELL:
        return unit.target if is_same or not has_source else f"{unit.target} ({unit.source})"
    text = unit.target
    if unit.kind is TextKind.CODE:
        text = "\n".join(f"    {line}" if line else "" for line in text.split("\n"))
        has_source = has_source and not is_same
    return f"{text}\n{_below(unit.source)}" if has_source else text


def _below(source: str) -> str:
    return "\n".join(f"| {line}" for line in source.split("\n"))


def _bilingual(unit: PageUnit, view: PageView) -> str:
    same = unit.target == unit.source or not view.bilingual
    return unit.target if same else f"{unit.target} | {unit.source}"
