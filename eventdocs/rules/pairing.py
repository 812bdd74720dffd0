"""Pairing: source and translation have the same segments."""

from collections.abc import Iterator

from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic, Rule, Severity
from eventdocs.model.event import Event, Segments, block_of

SEGMENTS = Rule(
    "ED201", "segment-count", Severity.WARNING, "A translation has as many segments as its source."
)


def segment_counts(catalog: Catalog) -> Iterator[Diagnostic]:
    """Find translations whose segments cannot be shown beside those of the source."""
    for event in catalog.events:
        source = _strings(event, catalog.source_locale)
        for locale in catalog.targets:
            for path, segments in _strings(event, locale).items():
                if path in source and len(source[path]) != len(segments):
                    yield _uneven(event, locale, path, len(source[path]), len(segments))


def _strings(event: Event, locale: str) -> dict[tuple[str, ...], Segments]:
    block = block_of(event, locale)
    strings: dict[tuple[str, ...], Segments] = {
        (field,): segments for field, segments in block.strings.items()
    }
    for name, texts in block.parameters.items():
        strings |= {("parameters", name, field): segments for field, segments in texts.items()}
    return strings


def _uneven(event: Event, locale: str, path: tuple[str, ...], wanted: int, given: int) -> Diagnostic:
    full = ("strings", locale, *path)
    message = f"{given} segments stand against {wanted} of the source; pages show the string as one"
    hint = "write it as a list with one item for each sentence of the source"
    return Diagnostic(
        SEGMENTS, event.where(*full), message, hint, event=event.key, locale=locale, field=".".join(full)
    )
