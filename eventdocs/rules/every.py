"""Every rule: the checks of texts and of the catalog as a whole, beside those of structure."""

from collections.abc import Iterable, Iterator

from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic, Rule, sort_diagnostics
from eventdocs.model.units import LocalizedText, TextPair, catalog_strings
from eventdocs.rules import (
    STRUCTURE,
    characters,
    consistency,
    glossary,
    inserts,
    labels,
    ledgers,
    markup,
    names,
    numbers,
    prevents_build,
    quotes,
    settings,
    structure,
    style,
    translations,
    typography,
)
from eventdocs.rules.checks import EVERY, WRITTEN, Check, Finding, OfPair, OfText, Wide, at_unit
from eventdocs.schema.rules import FORM_RULES

CHECKS: tuple[Check, ...] = (
    *STRUCTURE,
    Wide(translations.SEGMENTS, translations.segment_counts),
    Wide(translations.MISSING, translations.missing),
    OfText(translations.BLANK, translations.blank, EVERY),
    OfPair(translations.COPIED, translations.copied),
    OfPair(translations.SCRIPT, translations.wrong_script, WRITTEN),
    Wide(consistency.SPLIT, consistency.split),
    Wide(consistency.MERGED, consistency.merged),
    Wide(labels.DIFFERENT, labels.label_differences),
    Wide(labels.LEVELS, labels.merged_levels),
    Wide(ledgers.STALE, ledgers.stale),
    Wide(ledgers.UNACCEPTED, ledgers.unaccepted),
    Wide(ledgers.ORPHAN, ledgers.orphaned),
    Wide(ledgers.DAMAGED, ledgers.damaged),
    Wide(translations.LENGTH, translations.unusual_lengths),
    OfPair(inserts.MISMATCH, inserts.mismatches, EVERY),
    OfPair(inserts.BROKEN, inserts.broken, EVERY),
    Wide(inserts.SOURCE, inserts.broken_sources),
    Wide(inserts.GAP, inserts.gaps),
    Wide(inserts.BEYOND, inserts.beyond),
    OfPair(names.CODE, names.changed_code),
    OfPair(names.IDENTIFIER, names.changed_identifiers),
    Wide(names.TRANSLATED, names.translated_names),
    Wide(names.ITEM, names.translated_items),
    OfPair(names.LOST, names.lost_identifiers),
    OfPair(names.QUOTES, names.lost_quotes),
    OfPair(markup.ENTITY, markup.broken_entities, EVERY),
    OfPair(markup.LINK, markup.changed_links),
    OfText(markup.HTML, markup.raw_html),
    OfText(markup.UNSAFE, markup.unsafe_links),
    OfText(markup.UNBALANCED, markup.unbalanced),
    OfPair(markup.EMPHASIS, markup.lost_emphasis),
    OfPair(markup.GLUED, markup.glued_code),
    OfPair(typography.ENDING, typography.end_signs),
    OfText(typography.FRENCH, typography.french_spacing),
    OfText(typography.SPACES, typography.doubled_spaces),
    OfText(typography.WORDS, typography.doubled_words),
    OfPair(numbers.NUMBERS, numbers.numbers),
    OfPair(quotes.BRACKETS, quotes.unbalanced_brackets),
    OfPair(quotes.QUOTES, quotes.mixed_quotes),
    OfPair(quotes.SPACED, quotes.spaced_quotes),
    OfPair(numbers.DATES, numbers.dates),
    OfText(characters.BIDI, characters.bidi_controls, EVERY),
    OfText(characters.INVISIBLE, characters.invisible, EVERY),
    OfText(characters.CONFUSABLE, characters.confusable, EVERY),
    Wide(glossary.AVOIDED, glossary.avoided),
    Wide(glossary.PREFERRED, glossary.preferred),
    Wide(glossary.KEPT, glossary.kept),
    Wide(style.SILENT, style.silent),
    Wide(style.COPIED, style.copied_descriptions),
    Wide(style.FILE_NAME, style.file_names),
    Wide(style.REUSED, style.reused_ids),
)

_CHECKED = dict.fromkeys(check.rule for check in CHECKS)
RULES: tuple[Rule, ...] = (*FORM_RULES, *_CHECKED, settings.UNKNOWN, settings.UNUSED)


def content(catalog: Catalog, checks: Iterable[Check] = CHECKS) -> Iterator[Diagnostic]:
    """Find what is wrong in a catalog's texts; each distinct text and pair is judged once."""
    everything = tuple(catalog_strings(catalog))
    for check in checks:
        if isinstance(check, Wide):
            yield from check.run(catalog, everything)
    of_text = [check for check in checks if isinstance(check, OfText)]
    of_pair = [check for check in checks if isinstance(check, OfPair)]
    texts: dict[LocalizedText, list[tuple[Rule, Finding]]] = {}
    pairs: dict[TextPair, list[tuple[Rule, Finding]]] = {}
    for unit in everything:
        text, pair = unit.text, unit.pair
        if text not in texts:
            texts[text] = _of_text(text, of_text)
        found = texts[text]
        if pair is not None and pair.source and pair.target.strip():
            if pair not in pairs:
                pairs[pair] = _of_pair(pair, of_pair)
            found = [*found, *pairs[pair]]
        yield from (at_unit(rule, unit, finding) for rule, finding in found)


def _of_text(text: LocalizedText, checks: Iterable[OfText]) -> list[tuple[Rule, Finding]]:
    return [(each.rule, found) for each in checks if text.kind in each.kinds for found in each.run(text)]


def _of_pair(pair: TextPair, checks: Iterable[OfPair]) -> list[tuple[Rule, Finding]]:
    return [(each.rule, found) for each in checks if pair.kind in each.kinds for found in each.run(pair)]


def check(catalog: Catalog) -> list[Diagnostic]:
    """Run all checks over a catalog and return their findings in order of place.

    The catalog's `rules` apply to all findings but those that prevent a build.
    """
    found = [*structure(catalog), *settings.allowed(catalog, content(catalog))]
    blocking = [finding for finding in found if prevents_build(finding)]
    others = (finding for finding in found if not prevents_build(finding))
    return sort_diagnostics([*blocking, *settings.configured(catalog.rule_settings, others)])
