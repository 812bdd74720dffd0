"""Rules about labels: the same thing has the same label on all pages of a locale."""

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
    "A label has the same text on all pages of a locale.",
    "Readers take two labels of one heading or property for two different things.",
    "# labels/pt-BR.yaml\nheadings: {message: Mensagem}\n"
    "# events/7-diskfull.yaml\nid: 7\nname: DiskFull\nstrings:\n  en-US: {message: Full.}\n"
    "  pt-BR: {message: Cheio., labels: {headings: {message: Recado}}}\n",
    "# labels/pt-BR.yaml\nheadings: {message: Mensagem}\n"
    "# events/7-diskfull.yaml\nid: 7\nname: DiskFull\nstrings:\n  en-US: {message: Full.}\n"
    "  pt-BR: {message: Cheio.}\n",
)
MERGED_LEVELS = Rule(
    "ED209",
    "merged-levels",
    Severity.ERROR,
    "Different levels have different labels.",
    "Readers who filter by level must be able to tell an error from a critical error.",
    "# labels/pt-BR.yaml\nlevels: {critical: Erro, error: Erro}\n",
    "# labels/pt-BR.yaml\nlevels: {critical: Crítico, error: Erro}\n",
)


def label_differences(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield labels that events override with a text other than the catalog's, each text once per locale."""
    groups: dict[tuple[str, str, str], list[CatalogString]] = defaultdict(list)
    for string in strings:
        if string.path[0] == "strings" and string.role.startswith("labels.") and not _follows_source(string):
            groups[string.locale, string.role, string.target].append(string)
    for (locale, role, target), overrides in groups.items():
        _, context, key = role.split(".", 2)
        shared = catalog.settings.labels.get(locale, {}).get(context, {}).get(key)
        if shared is not None and shared != target:
            first, *others = overrides
            count = f"{len(overrides)} events use" if others else "1 event uses"
            message = f"{count} `{target}` for `{context}.{key}`, the catalog uses `{shared}`"
            related = tuple(string.first_place() for string in others)
            violation = Violation(*full_range(first), message, "use the same text everywhere")
            yield diagnostic_for_string(DIFFERENT, first, violation, related)


def _follows_source(string: CatalogString) -> bool:
    """Return whether the event overrides the label in the source locale, too."""
    if string.source is None or not isinstance(string.owner, Event):
        return False
    context, key = string.path[-2:]
    return key in strings_in(string.owner, string.source_locale).labels.get(context, {})


def merged_levels(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield levels that have the same label as another one in a locale."""
    settings = catalog.settings
    for locale in dict.fromkeys((*settings.labels, *settings.locales)):
        layers = settings.declared_labels(locale), settings.labels.get(locale, {})
        levels = {level: label for labels in layers for level, label in labels.get("levels", {}).items()}
        first: dict[str, str] = {}
        for level in levels:
            first.setdefault(levels[level], level)
        second = {label: level for level, label in reversed(list(levels.items())) if level != first[label]}
        for level, label in levels.items():
            other = first[label] if level != first[label] else second.get(label)
            if other is not None and level > other:
                location = settings.label_location(locale, "levels", other)
                yield Diagnostic(
                    MERGED_LEVELS,
                    settings.label_location(locale, "levels", level),
                    f"the levels `{other}` and `{level}` have the same label, `{label}`",
                    f"the other level is at {location}",
                    locale=locale,
                    field=f"levels.{level}",
                    related=(location,),
                )
