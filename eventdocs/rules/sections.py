"""Rules about the sections that a catalog declares, as far as the schema of its files cannot express them."""

from collections.abc import Iterator, Mapping, Sequence

from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.diagnostics import Diagnostic, Rule, Severity, did_you_mean
from eventdocs.model.event import AnyEvent, Event, strings_in
from eventdocs.model.sections import SectionDeclaration
from eventdocs.rules.checks import diagnostic_for_event
from eventdocs.schema.fields import LABELS

_CATALOG = "# catalog.yaml\nsource_locale: en-US\nlocales: [en-US]\nsections:\n  impact: {{{0}}}\n"
_EVENT = "# events/7-diskfull.yaml\nid: 7\nname: DiskFull\nstrings:\n  en-US:\n    message: Full.\n"

PLACE = Rule(
    "ED120",
    "section-place",
    Severity.ERROR,
    "A section that the catalog declares follows a section that exists.",
    "Otherwise it has no place on pages.",
    _CATALOG.format("after: descripton"),
    _CATALOG.format("after: description"),
)
MISSING = Rule(
    "ED121",
    "missing-section",
    Severity.ERROR,
    "An event has the sections that the catalog requires.",
    "Readers expect a required section on every page.",
    _CATALOG.format("required: yes") + _EVENT,
    _CATALOG.format("required: yes") + _EVENT + "    sections: {impact: No file is written.}\n",
)


def unknown_places(settings: CatalogSettings, events: Sequence[AnyEvent]) -> Iterator[Diagnostic]:
    """Yield sections that follow a section that does not exist, or each other in a circle."""
    declared, known = settings.sections, {*LABELS["headings"], *settings.sections}
    in_cycles: set[str] = set()
    for name, declaration in declared.items():
        if declaration.after not in known:
            hint = did_you_mean(declaration.after, known - {name})
            yield _misplaced(settings, name, f"there is no section `{declaration.after}`", hint)
        elif name not in in_cycles and (cycle := _cycle(declared, name)):
            in_cycles.update(cycle)
            chain = " → ".join(f"`{section}`" for section in (*cycle, name))
            message = (
                f"the sections follow each other: {chain}" if cycle[1:] else "the section follows itself"
            )
            yield _misplaced(settings, name, message, "let one of them follow a built-in section")


def _cycle(declared: Mapping[str, SectionDeclaration], name: str) -> list[str]:
    """Return the sections from one back to itself, each followed by the next; none if it is in no circle."""
    path = [name]
    while (after := declared[path[-1]].after) in declared and after not in path:
        path.append(after)
    return path if after == name else []


def _misplaced(settings: CatalogSettings, name: str, message: str, hint: str) -> Diagnostic:
    where = settings.trees["catalog"].where("sections", name, "after")
    return Diagnostic(PLACE, where, message, hint, field=f"sections.{name}.after")


def missing_sections(settings: CatalogSettings, event: Event) -> Iterator[Diagnostic]:
    """Yield the required sections that the event does not have in the source locale."""
    for name, declaration in settings.sections.items():
        source = settings.source_locale
        if declaration.required and not any(strings_in(event, source).sections.get(name, ())):
            path = ("strings", source) if source in event.strings else ("strings",)
            message = f"the section `{name}` is missing"
            hint = f"add it to `sections` in {source}, or remove `required` from it in catalog.yaml"
            yield diagnostic_for_event(MISSING, event, path, message, hint, source)
