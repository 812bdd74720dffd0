"""Pseudo-locales: altered source texts that reveal what is untranslatable, too narrow or not mirrored."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.event import Event, LocaleStrings, Segments, strings_in
from eventdocs.model.group import Group, StringOwner
from eventdocs.model.labels import Labels
from eventdocs.model.strings import TextKind, has_blocks, string_kind
from eventdocs.text.blocks import BlockKind, parse_blocks, replace_blocks
from eventdocs.text.identifiers import mask_identifiers
from eventdocs.text.placeholders import DEFAULT_SYNTAXES, Syntaxes

ACCENTED = "qps-ploc"
MIRRORED = "qps-plocm"
PSEUDO = (ACCENTED, MIRRORED)

_ACCENTS = str.maketrans("AaBCcDdEeGgHhIiJjKkLlNnOoRrSsTtUuWwYyZz", "ÀáßÇçĐđÉéĜĝĤĥÎïĴĵĶķĻļÑñÖóŔŕŠšŢţÛüŴŵÝýŽž")
_EXPANSION = 1 / 3
_ADDRESS = re.compile(r"\]\([^)]*")
_PLACEHOLDER = re.compile(r"\{[^}]*")  # such as `{language}`
_Owner = TypeVar("_Owner", Event, Group)


def with_pseudo_locales(settings: CatalogSettings) -> CatalogSettings:
    """Return settings with both pseudo-locales."""
    targets = sorted({*settings.targets, *PSEUDO})
    return replace(
        settings,
        locales=(settings.source_locale, *targets),
        groups={
            folder: with_pseudo_strings(group, settings.source_locale, settings.syntaxes(group.provider))
            for folder, group in settings.groups.items()
        },
        title={**settings.title, **_title(settings)},
    )


def _title(settings: CatalogSettings) -> dict[str, str]:
    title = settings.title.get(settings.source_locale)
    syntaxes = settings.syntaxes("")
    return {locale: pseudo_text(title, locale, syntaxes) for locale in PSEUDO} if title else {}


def with_pseudo_strings(owner: _Owner, source: str, syntaxes: Syntaxes = DEFAULT_SYNTAXES) -> _Owner:
    """Return an event or a group with strings of both pseudo-locales, made from those of the source."""
    block = strings_in(owner, source)
    pseudo = {locale: _pseudo_block(owner, block, locale, syntaxes) for locale in PSEUDO}
    return replace(owner, strings={**owner.strings, **pseudo})


def _pseudo_block(owner: StringOwner, block: LocaleStrings, locale: str, syntaxes: Syntaxes) -> LocaleStrings:
    def pseudo(kind: TextKind, segments: Segments) -> Segments:
        if kind is TextKind.BLOCKS and has_blocks(segments):
            return pseudo_blocks(segments, locale, syntaxes)
        return tuple(pseudo_text(text, locale, syntaxes) for text in segments)

    strings = {
        name: pseudo(kind, segments)
        for name, segments in block.strings.items()
        if (kind := string_kind(owner, (name,), segments)) is not TextKind.NAME
    }
    sections = {name: pseudo(TextKind.BLOCKS, segments) for name, segments in block.sections.items()}
    parameters = {
        name: {
            key: pseudo(TextKind.MARKUP, segments) for key, segments in fields.items() if key == "description"
        }
        for name, fields in block.parameters.items()
    }
    return LocaleStrings(strings=strings, sections=sections, parameters=parameters)


def pseudo_blocks(segments: Segments, locale: str, syntaxes: Syntaxes = DEFAULT_SYNTAXES) -> Segments:
    """Return a string of several blocks with pseudo-translated texts; code stays, and so do all marks."""
    (text,) = segments
    texts = [
        block.text if block.kind is BlockKind.CODE else pseudo_text(block.text, locale, syntaxes)
        for block in parse_blocks(text)
    ]
    return (replace_blocks(text, texts) or text,)


def pseudo_labels(labels: Labels, locale: str) -> dict[str, Mapping[str, str]]:
    """Return the pseudo-translation of labels; patterns and separators stay as they are."""
    return {
        context: texts
        if context in ("patterns", "separators")
        else {key: pseudo_text(text, locale) for key, text in texts.items()}
        for context, texts in labels.items()
    }


def pseudo_text(text: str, locale: str, syntaxes: Syntaxes = DEFAULT_SYNTAXES) -> str:
    """Return a text with accented prose, a third longer; names, code, placeholders and links stay."""
    prose = mask_identifiers(text, syntaxes)
    if not prose.strip():
        return text
    without = [prose, *(pattern.sub(_blank, text) for pattern in (_ADDRESS, _PLACEHOLDER))]
    letters = [
        accented if letter == others[0] == others[1] == others[2] else letter
        for letter, accented, *others in zip(text, text.translate(_ACCENTS), *without, strict=True)
    ]
    padding = "~" * max(1, round(len(prose.replace(" ", "")) * _EXPANSION))
    pseudo = f"[{''.join(letters)} {padding}]"
    return f"\u2067{pseudo}\u2069" if locale == MIRRORED else pseudo


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
