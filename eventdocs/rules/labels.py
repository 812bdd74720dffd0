"""Labels: one word for one thing, on all pages of a locale."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic, Rule, Severity
from eventdocs.model.event import Event, strings_in
from eventdocs.model.strings import CatalogString
from eventdocs.rules.checks import Violation, diagnostic_for_string, full_range

DIFFERENT = Rule(
    "ED208",
    "label-differs",
    Severity.WARNING,
    "A label is said in one way on all pages of a locale.",
    "Two words for one heading or property look like two properties.",
    "# labels/pt-BR.yaml\nheadings: {message: Mensagem}\n"
    "# events/7-diskfull.yaml\nid: 7\nname: DiskFull\nstrings:\n  en-US: {message: Full.}\n"
    "  pt-BR: {message: Cheio., labels: {headings: {message: Recado}}}\n",
    "# labels/pt-BR.yaml\nheadings: {message: Mensagem}\n"
    "# events/7-diskfull.yaml\nid: 7\nname: DiskFull\nstrings:\n  en-US: {message: Full.}\n"
    "  pt-BR: {message: Cheio.}\n",
)
LEVELS = Rule(
    "ED209",
    "merged-levels",
    Severity.ERROR,
    "Different levels have different words.",
    "A reader who filters by level has to tell an error from a critical error.",
    "# labels/pt-BR.yaml\nlevels: {critical: Erro, error: Erro}\n",
    "# labels/pt-BR.yaml\nlevels: {critical: Crítico, error: Erro}\n",
)


def label_differences(catalog: Catalog, units: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Find labels that some events say otherwise than the catalog, each wording once per locale."""
    groups: dict[tuple[str, str, str], list[CatalogString]] = defaultdict(list)
    for unit in units:
        if unit.path[0] == "strings" and unit.role.startswith("labels.") and not _follows_source(unit):
            groups[unit.locale, unit.role, unit.target].append(unit)
    for (locale, role, target), same in groups.items():
        _, context, key = role.split(".", 2)
        shared = catalog.settings.labels.get(locale, {}).get(context, {}).get(key)
        if shared is not None and shared != target:
            count = f"{len(same)} event" + ("s say" if len(same) > 1 else " says")
            message = f"{count} `{target}` for `{context}.{key}`, the catalog says `{shared}`"
            places = tuple(unit.where(0, 0) for unit in same[1:])
            yield diagnostic_for_string(
                DIFFERENT, same[0], Violation(*full_range(same[0]), message, "choose one word"), places
            )


def _follows_source(unit: CatalogString) -> bool:
    """Tell whether the source itself says the label otherwise for this event."""
    if unit.source is None or not isinstance(unit.owner, Event):
        return False
    context, key = unit.path[-2:]
    return key in strings_in(unit.owner, unit.source_locale).labels.get(context, {})


def merged_levels(catalog: Catalog, units: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Find levels that share a word in a locale."""
    for locale, labels in catalog.settings.labels.items():
        levels = labels.get("levels", {})
        for level, word in levels.items():
            other = next((each for each in levels if each != level and levels[each] == word), None)
            if other is not None and level > other:
                tree = catalog.settings.trees[f"labels/{locale}"]
                message = f"the levels `{other}` and `{level}` are both `{word}`"
                place = tree.where("levels", other)
                yield Diagnostic(
                    LEVELS,
                    tree.where("levels", level),
                    message,
                    f"the other is {place}",
                    locale=locale,
                    field=f"levels.{level}",
                    related=(place,),
                )
