"""All rules and checks, and the functions that run them over a catalog."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic, Rule, sort_diagnostics
from eventdocs.model.strings import CatalogString, LocalizedText, TextKind, TextPair, catalog_strings
from eventdocs.rules import (
    STRUCTURE_CHECKS,
    characters,
    consistency,
    endings,
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
    sources,
    structure_errors,
    style,
    templates,
    translations,
    typography,
)
from eventdocs.rules.checks import (
    ALL_KINDS,
    PROSE_AND_CODE,
    PROSE_AND_LABELS,
    TEXT_KINDS,
    Check,
    ConventionCheck,
    Conventions,
    PairCheck,
    StringsCheck,
    TextCheck,
    Violation,
    diagnostics_for_string,
    find_positions,
    in_string,
    is_in_source,
)
from eventdocs.schema.rules import FORM_RULES
from eventdocs.text.blocks import Leaf

CHECKS: tuple[Check, ...] = (
    *STRUCTURE_CHECKS,
    StringsCheck(translations.SEGMENTS, translations.segment_counts),
    StringsCheck(translations.MISSING, translations.missing_translations),
    TextCheck(translations.BLANK, translations.blank_strings, ALL_KINDS),
    PairCheck(translations.COPIED_SOURCE, translations.copied_sources),
    StringsCheck(translations.COPIED_SOURCE, translations.copied_labels),
    PairCheck(translations.SCRIPT, translations.wrong_script, PROSE_AND_LABELS),
    StringsCheck(consistency.TWO_TRANSLATIONS, consistency.two_translations),
    StringsCheck(consistency.ONE_TRANSLATION, consistency.one_translation),
    StringsCheck(labels.DIFFERENT, labels.label_differences),
    StringsCheck(labels.MERGED_LEVELS, labels.merged_levels),
    StringsCheck(ledgers.STALE, ledgers.stale_translations),
    StringsCheck(ledgers.UNACCEPTED, ledgers.unaccepted_translations),
    StringsCheck(ledgers.ORPHAN, ledgers.orphaned_records),
    StringsCheck(ledgers.DAMAGED, ledgers.damaged_records),
    StringsCheck(translations.TOO_LONG, translations.too_long_strings),
    StringsCheck(translations.UNUSUAL_LENGTH, translations.unusual_lengths),
    PairCheck(placeholders.MISMATCH, placeholders.placeholder_mismatches, TEXT_KINDS),
    PairCheck(placeholders.BROKEN, placeholders.broken_placeholders, TEXT_KINDS),
    PairCheck(placeholders.REPEATED, placeholders.different_counts, TEXT_KINDS),
    PairCheck(placeholders.FORMAT, placeholders.changed_formats, TEXT_KINDS),
    PairCheck(placeholders.PLURALS, placeholders.missing_plural_forms, TEXT_KINDS),
    StringsCheck(placeholders.SOURCE, placeholders.broken_source_placeholders),
    StringsCheck(placeholders.GAP, placeholders.placeholder_gaps),
    StringsCheck(placeholders.BEYOND, placeholders.placeholders_beyond_parameters),
    PairCheck(identifiers.CODE, identifiers.changed_code, PROSE_AND_CODE),
    PairCheck(identifiers.IDENTIFIER, identifiers.changed_identifiers),
    StringsCheck(identifiers.TRANSLATED_NAME, identifiers.translated_names),
    StringsCheck(identifiers.ITEM, identifiers.translated_items),
    ConventionCheck(identifiers.LOST, identifiers.lost_identifiers, identifiers.kept_identifiers, fewest=3),
    ConventionCheck(quotes.LOST_QUOTES, quotes.lost_quotes, quotes.kept_quotes),
    PairCheck(markup.ENTITY, markup.broken_entities, TEXT_KINDS),
    StringsCheck(markup.REPLACED, markup.replaced_characters),
    PairCheck(markup.CHANGED_LINK, markup.changed_links),
    TextCheck(markup.HTML, markup.raw_html),
    StringsCheck(markup.UNSUPPORTED, markup.unsupported_markup_in_blocks),
    TextCheck(markup.UNSAFE, markup.unsafe_links),
    TextCheck(markup.UNBALANCED, markup.unbalanced_markup),
    PairCheck(markup.EMPHASIS, markup.lost_emphasis),
    PairCheck(markup.GLUED, markup.glued_code),
    ConventionCheck(
        endings.ENDING, endings.end_signs, endings.kept_end_signs, presumed=endings.ends_with_noun
    ),
    ConventionCheck(
        typography.FRENCH, typography.french_spacing, typography.kept_french_spacing, PROSE_AND_LABELS
    ),
    TextCheck(typography.SPACES, typography.doubled_spaces, PROSE_AND_LABELS - {TextKind.LITERAL}),
    PairCheck(typography.SPACES, typography.added_spaces, frozenset({TextKind.LITERAL})),
    ConventionCheck(
        typography.EDGES, typography.edge_differences, typography.kept_edges, frozenset({TextKind.LITERAL})
    ),
    TextCheck(typography.WORDS, typography.doubled_words),
    PairCheck(numbers.NUMBERS, numbers.number_differences),
    PairCheck(quotes.BRACKETS, quotes.unbalanced_brackets),
    PairCheck(quotes.MIXED_QUOTES, quotes.mixed_quotes),
    PairCheck(quotes.SPACED, quotes.spaced_quotes),
    PairCheck(numbers.DATES, numbers.date_orders),
    ConventionCheck(typography.SPACED_MARK, typography.spaced_marks, typography.tight_marks),
    TextCheck(characters.BIDI, characters.bidi_controls, ALL_KINDS),
    TextCheck(characters.INVISIBLE, characters.invisible_characters, ALL_KINDS),
    TextCheck(characters.CONFUSABLE, characters.confusable_letters, ALL_KINDS),
    TextCheck(characters.MOJIBAKE, characters.mojibake, ALL_KINDS),
    StringsCheck(characters.CONTROL, characters.source_controls),
    PairCheck(characters.CONTROL, characters.added_controls, frozenset({TextKind.LITERAL})),
    StringsCheck(glossary.AVOIDED, glossary.avoided_terms),
    StringsCheck(glossary.PREFERRED_UNUSED, glossary.unused_terms),
    StringsCheck(glossary.KEPT_TERM_TRANSLATED, glossary.translated_terms),
    StringsCheck(style.SILENT, style.silent_events),
    StringsCheck(style.COPIED_DESCRIPTION, style.copied_descriptions),
    StringsCheck(style.FILE_NAME, style.file_names),
    StringsCheck(style.REUSED, style.reused_ids),
    StringsCheck(sources.UNDOCUMENTED, sources.undocumented_events),
    StringsCheck(sources.VANISHED, sources.vanished_events),
    StringsCheck(sources.MESSAGE, sources.changed_messages),
    StringsCheck(sources.FACT, sources.different_facts),
    StringsCheck(sources.PARAMETERS, sources.different_parameters),
    StringsCheck(sources.NAME, sources.different_names),
    StringsCheck(sources.NEWER, sources.newer_versions),
    StringsCheck(sources.OFFICIAL, sources.other_translations),
)

_CHECKED = (check.rule for check in CHECKS)
RULES: tuple[Rule, ...] = tuple(
    dict.fromkeys(
        (
            *FORM_RULES,
            *_CHECKED,
            settings.UNKNOWN,
            settings.UNUSED_ALLOWANCE,
            templates.MISSING_ASSET,
            templates.UNKNOWN_BLOCK,
            templates.UNUSED_TEMPLATE,
            templates.SYNTAX,
        )
    )
)


def check_texts(catalog: Catalog, checks: Sequence[Check] = CHECKS) -> Iterator[Diagnostic]:
    """Yield the diagnostics about a catalog's texts; each distinct text and pair is checked once."""
    strings = tuple(catalog_strings(catalog))
    for check in checks:
        if isinstance(check, StringsCheck):
            yield from check.run(catalog, strings)
    yield from _check_each(strings, checks)


class _Found(NamedTuple):
    """The violations of a pair or, in the source locale, of a text."""

    of_pair: Sequence[tuple[Rule, Violation]] = ()
    of_conventions: Sequence[tuple[Conventions, Violation]] = ()


_NOTHING = _Found()


def _check_each(strings: Sequence[CatalogString], checks: Iterable[Check]) -> Iterator[Diagnostic]:
    """Yield the diagnostics of checks of one text or one pair.

    All checks of a string run one after the other, while what they find out about its texts is in memory.
    """
    text_checks = [check for check in checks if isinstance(check, TextCheck)]
    pair_checks = [check for check in checks if isinstance(check, PairCheck)]
    conventions = [Conventions(check) for check in checks if isinstance(check, ConventionCheck)]
    texts: dict[LocalizedText, Sequence[tuple[Rule, Violation]]] = {}
    pairs: dict[TextPair | LocalizedText, _Found] = {}
    for string in strings:
        violations: list[tuple[Rule, Violation]] = []
        for text, leaf in string.texts():
            if text not in texts:
                texts[text] = _text_violations(text, text_checks)
            found = texts[text]
            if found and string.source:
                found = [each for each in found if not is_in_source(each[1], string.source)]
            violations += _in_string(found, leaf)
        pair = string.pair
        key = string.text if pair is None else pair
        if key not in pairs:
            pairs[key] = _found(string, pair, pair_checks, conventions)
        of_pair, of_conventions = pairs[key]
        violations += of_pair
        for each, violation in of_conventions:
            each.add(string, violation)
        if violations:
            yield from diagnostics_for_string(string, violations)
    for each in conventions:
        yield from each.diagnostics(strings)


def _text_violations(text: LocalizedText, checks: Iterable[TextCheck]) -> Sequence[tuple[Rule, Violation]]:
    return tuple(
        [
            (check.rule, violation)
            for check in checks
            if text.kind in check.kinds
            for violation in check.run(text)
        ]
    )


def _in_string(
    violations: Sequence[tuple[Rule, Violation]], leaf: Leaf | None
) -> Iterable[tuple[Rule, Violation]]:
    """Return the violations of a block as violations of the string that it is in."""
    if leaf is None or not violations:
        return violations
    rules, in_leaf = zip(*violations, strict=True)
    return zip(rules, in_string(in_leaf, leaf), strict=True)


def _found(
    string: CatalogString,
    pair: TextPair | None,
    checks: Iterable[PairCheck],
    conventions: Iterable[Conventions],
) -> _Found:
    if not string.target.strip():
        return _NOTHING
    of_pair = [
        (check.rule, violation)
        for check in checks
        if pair is not None and pair.source and pair.kind in check.kinds
        for violation in check.run(pair)
    ]
    of_conventions = [
        (each, violation)
        for each in conventions
        if string.kind in each.check.kinds
        for violation in each.violations(string)
    ]
    return _Found(of_pair, of_conventions) if of_pair or of_conventions else _NOTHING


def run_checks(catalog: Catalog) -> list[Diagnostic]:
    """Run all checks over a catalog and return the diagnostics, sorted by location.

    The catalog's `rules` apply to all of them except those that prevent a build.
    """
    of_texts = settings.apply_allowances(catalog, check_texts(catalog))
    diagnostics = [*structure_errors(catalog), *find_positions(of_texts, catalog.string_owners)]
    blocking: list[Diagnostic] = []
    others: list[Diagnostic] = []
    for finding in diagnostics:
        (blocking if prevents_build(finding) else others).append(finding)
    return sort_diagnostics(
        [*blocking, *settings.apply_rule_settings(catalog.settings.rule_settings, others)]
    )
