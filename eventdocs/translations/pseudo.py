"""Pseudo-locales: the source in disguise, to see what is not translatable, too narrow or not mirrored."""

from collections.abc import Mapping
from dataclasses import replace

from eventdocs.model.catalog import Catalog, CatalogSettings
from eventdocs.model.event import Event, LocaleStrings, Segments, strings_in
from eventdocs.model.labels import Labels
from eventdocs.text.identifiers import mask_identifiers

ACCENTED = "qps-ploc"
MIRRORED = "qps-plocm"
PSEUDO = (ACCENTED, MIRRORED)

_ACCENTS = str.maketrans("AaBCcDdEeGgHhIiJjKkLlNnOoRrSsTtUuWwYyZz", "ÀáßÇçĐđÉéĜĝĤĥÎïĴĵĶķĻļÑñÖóŔŕŠšŢţÛüŴŵÝýŽž")
_LONGER = 1 / 3


def with_pseudo(catalog: Catalog) -> Catalog:
    """Return a catalog with both pseudo-locales, in which every source string is disguised."""
    source = catalog.settings.source_locale
    events = tuple(with_pseudo_strings(event, source) for event in catalog.events)
    return Catalog(with_pseudo_locales(catalog.settings), events)


def with_pseudo_locales(settings: CatalogSettings) -> CatalogSettings:
    """Return settings with both pseudo-locales."""
    targets = sorted({*settings.targets, *PSEUDO})
    return replace(
        settings,
        locales=(settings.source_locale, *targets),
        title={**settings.title, **_title(settings)},
    )


def _title(settings: CatalogSettings) -> dict[str, str]:
    own = settings.title.get(settings.source_locale)
    return {locale: pseudo_text(own, locale) for locale in PSEUDO} if own else {}


def with_pseudo_strings(event: Event, source: str) -> Event:
    """Return an event with the strings of both pseudo-locales, made from those of the source locale."""
    own = strings_in(event, source)
    return replace(event, strings={**event.strings, **{locale: _block(own, locale) for locale in PSEUDO}})


def _block(block: LocaleStrings, locale: str) -> LocaleStrings:
    def changed(segments: Segments) -> Segments:
        return tuple(pseudo_text(text, locale) for text in segments)

    strings = {name: changed(text) for name, text in block.strings.items() if name not in ("id", "title")}
    parameters = {
        name: {key: changed(text) for key, text in texts.items() if key == "description"}
        for name, texts in block.parameters.items()
    }
    return LocaleStrings(strings=strings, parameters=parameters)


def pseudo_labels(labels: Labels, locale: str) -> dict[str, Mapping[str, str]]:
    """Disguise the words of the program; patterns and separators stay."""
    return {
        context: texts
        if context in ("patterns", "separators")
        else {key: pseudo_text(text, locale) for key, text in texts.items()}
        for context, texts in labels.items()
    }


def pseudo_text(text: str, locale: str) -> str:
    """Accent the prose of a text and make it a third longer; names, code, inserts and links stay."""
    kept = mask_identifiers(text)
    letters = [
        shown.translate(_ACCENTS) if shown == words and not _in_link(text, at) else shown
        for at, (shown, words) in enumerate(zip(text, kept, strict=True))
    ]
    added = "~" * max(1, round(len(kept.replace(" ", "")) * _LONGER)) if kept.strip() else ""
    changed = f"[{''.join(letters)} {added}]" if added else text
    return f"\u2067{changed}\u2069" if locale == MIRRORED and added else changed


def _in_link(text: str, at: int) -> bool:
    """Tell whether a character is in the address of a link, or a place such as `{language}`."""
    opened = text.rfind("](", 0, at)
    return (opened >= 0 and ")" not in text[opened:at]) or text.rfind("{", 0, at) > text.rfind("}", 0, at)
