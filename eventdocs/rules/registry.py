"""Every rule: the checks of texts and of the catalog as a whole, beside those of structure."""

from collections.abc import Iterable, Iterator

from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic, Rule, sort_diagnostics
from eventdocs.model.strings import LocalizedText, TextPair, catalog_strings
from eventdocs.rules import (
    STRUCTURE_CHECKS,
    characters,
    consistency,
    glossary,
    identifiers,
    labels,
    ledgers,
    markup,
    numbers,
    placeholders,
    prevents_build,
    quotes,
    settings,
    structure_errors,
    style,
    translations,
    typography,
)
from eventdocs.rules.checks import (
    ALL_KINDS,
    PROSE_AND_LABELS,
    Check,
    PairCheck,
    StringsCheck,
    TextCheck,
    Violation,
    diagnostic_for_string,
)
from eventdocs.schema.rules import FORM_RULES

CHECKS: tuple[Check, ...] = (
    *STRUCTURE_CHECKS,
    StringsCheck(translations.SEGMENTS, translations.segment_counts),
    StringsCheck(translations.MISSING, translations.missing),
    TextCheck(translations.BLANK, translations.blank, ALL_KINDS),
    PairCheck(translations.COPIED, translations.copied),
    PairCheck(translations.SCRIPT, translations.wrong_script, PROSE_AND_LABELS),
    StringsCheck(consistency.SPLIT, consistency.split),
    StringsCheck(consistency.MERGED, consistency.merged),
    StringsCheck(labels.DIFFERENT, labels.label_differences),
    StringsCheck(labels.LEVELS, labels.merged_levels),
    StringsCheck(ledgers.STALE, ledgers.stale),
    StringsCheck(ledgers.UNACCEPTED, ledgers.unaccepted),
    StringsCheck(ledgers.ORPHAN, ledgers.orphaned),
    StringsCheck(ledgers.DAMAGED, ledgers.damaged),
    StringsCheck(translations.LENGTH, translations.unusual_lengths),
    PairCheck(placeholders.MISMATCH, placeholders.mismatches, ALL_KINDS),
    PairCheck(placeholders.BROKEN, placeholders.broken, ALL_KINDS),
    StringsCheck(placeholders.SOURCE, placeholders.broken_sources),
    StringsCheck(placeholders.GAP, placeholders.gaps),
    StringsCheck(placeholders.BEYOND, placeholders.beyond),
    PairCheck(identifiers.CODE, identifiers.changed_code),
    PairCheck(identifiers.IDENTIFIER, identifiers.changed_identifiers),
    StringsCheck(identifiers.TRANSLATED, identifiers.translated_names),
    StringsCheck(identifiers.ITEM, identifiers.translated_items),
    PairCheck(identifiers.LOST, identifiers.lost_identifiers),
    PairCheck(identifiers.QUOTES, identifiers.lost_quotes),
    PairCheck(markup.ENTITY, markup.broken_entities, ALL_KINDS),
    PairCheck(markup.LINK, markup.changed_links),
    TextCheck(markup.HTML, markup.raw_html),
    TextCheck(markup.UNSAFE, markup.unsafe_links),
    TextCheck(markup.UNBALANCED, markup.unbalanced),
    PairCheck(markup.EMPHASIS, markup.lost_emphasis),
    PairCheck(markup.GLUED, markup.glued_code),
    PairCheck(typography.ENDING, typography.end_signs),
    TextCheck(typography.FRENCH, typography.french_spacing),
    TextCheck(typography.SPACES, typography.doubled_spaces),
    TextCheck(typography.WORDS, typography.doubled_words),
    PairCheck(numbers.NUMBERS, numbers.numbers),
    PairCheck(quotes.BRACKETS, quotes.unbalanced_brackets),
    PairCheck(quotes.QUOTES, quotes.mixed_quotes),
    PairCheck(quotes.SPACED, quotes.spaced_quotes),
    PairCheck(numbers.DATES, numbers.dates),
    TextCheck(characters.BIDI, characters.bidi_controls, ALL_KINDS),
    TextCheck(characters.INVISIBLE, characters.invisible, ALL_KINDS),
    TextCheck(characters.CONFUSABLE, characters.confusable, ALL_KINDS),
    StringsCheck(glossary.AVOIDED, glossary.avoided),
    StringsCheck(glossary.PREFERRED, glossary.preferred),
    StringsCheck(glossary.KEPT, glossary.kept),
    StringsCheck(style.SILENT, style.silent),
    StringsCheck(style.COPIED, style.copied_descriptions),
    StringsCheck(style.FILE_NAME, style.file_names),
    StringsCheck(style.REUSED, style.reused_ids),
)

_CHECKED = dict.fromkeys(check.rule for check in CHECKS)
RULES: tuple[Rule, ...] = (*FORM_RULES, *_CHECKED, settings.UNKNOWN, settings.UNUSED)


def check_texts(catalog: Catalog, checks: Iterable[Check] = CHECKS) -> Iterator[Diagnostic]:
    """Find what is wrong in a catalog's texts; each distinct text and pair is judged once."""
    everything = tuple(catalog_strings(catalog))
    for check in checks:
        if isinstance(check, StringsCheck):
            yield from check.run(catalog, everything)
    of_text = [check for check in checks if isinstance(check, TextCheck)]
    of_pair = [check for check in checks if isinstance(check, PairCheck)]
    texts: dict[LocalizedText, list[tuple[Rule, Violation]]] = {}
    pairs: dict[TextPair, list[tuple[Rule, Violation]]] = {}
    for unit in everything:
        text, pair = unit.text, unit.pair
        if text not in texts:
            texts[text] = _of_text(text, of_text)
        found = texts[text]
        if pair is not None and pair.source and pair.target.strip():
            if pair not in pairs:
                pairs[pair] = _of_pair(pair, of_pair)
            found = [*found, *pairs[pair]]
        yield from (diagnostic_for_string(rule, unit, finding) for rule, finding in found)


def _of_text(text: LocalizedText, checks: Iterable[TextCheck]) -> list[tuple[Rule, Violation]]:
    return [(each.rule, found) for each in checks if text.kind in each.kinds for found in each.run(text)]


def _of_pair(pair: TextPair, checks: Iterable[PairCheck]) -> list[tuple[Rule, Violation]]:
    return [(each.rule, found) for each in checks if pair.kind in each.kinds for found in each.run(pair)]


def run_checks(catalog: Catalog) -> list[Diagnostic]:
    """Run all checks over a catalog and return their findings in order of place.

    The catalog's `rules` apply to all findings but those that prevent a build.
    """
    found = [*structure_errors(catalog), *settings.allowed(catalog, check_texts(catalog))]
    blocking = [finding for finding in found if prevents_build(finding)]
    others = (finding for finding in found if not prevents_build(finding))
    return sort_diagnostics([*blocking, *settings.configured(catalog.settings.rule_settings, others)])
