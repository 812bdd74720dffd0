"""Merges that bring no errors into a catalog: what the checker calls an error is rejected, string by string.

Texts are checked on their own as they come in: their form, and the rules about a text and its source. The
other rules need the merged catalog, so they are checked afterwards.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from eventdocs.formats.yaml.read import read
from eventdocs.formats.yaml.write import double_quoted
from eventdocs.model.catalog import Catalog, CatalogSettings, ParsedFile
from eventdocs.model.diagnostics import Diagnostic, Severity
from eventdocs.model.event import strings_in
from eventdocs.model.exchange import ExchangeFile
from eventdocs.model.limits import TEXT_LENGTH
from eventdocs.model.strings import CatalogString, TextKind, catalog_strings, label_kind
from eventdocs.model.tree import Mapping as Tree
from eventdocs.model.tree import Span
from eventdocs.rules.checks import (
    PairCheck,
    StringsCheck,
    TextCheck,
    Violation,
    diagnostic_for_string,
    is_in_source,
)
from eventdocs.rules.ledgers import UNACCEPTED
from eventdocs.rules.settings import apply_allowances, apply_rule_settings
from eventdocs.schema.declarations import catalog_types
from eventdocs.schema.types import FieldType, RecordType, SegmentsType, TextType
from eventdocs.schema.validate import validate
from eventdocs.translations.merge import GONE, ConflictPolicy, MergeResult, StringEdit, merge_exchange
from eventdocs.translations.merged_catalog import apply_merge
from eventdocs.translations.segments import Segment

_STRING, _MESSAGE = SegmentsType(), SegmentsType(literal=True)
_NO_FILE = ParsedFile.of("", Tree((), Span(0, 0, 0, 0), flow=False))


def merge_without_errors(
    catalog: Catalog,
    exchange: ExchangeFile,
    policy: ConflictPolicy = ConflictPolicy.ASK,
    by: str = "",
    gone: str = GONE,
) -> MergeResult:
    """Merge a file as `merge_exchange` does; reject each translation with an error of the checker."""
    validate = text_errors(catalog.settings, exchange.locale)
    merged = merge_exchange(catalog, exchange, validate, policy, by, gone)
    reject_errors(catalog, merged)
    return merged


def reject_errors(catalog: Catalog, merged: MergeResult) -> None:
    """Reject the edits of a merge that bring errors into a catalog."""
    while merged.edits:
        reasons = dict(_new_errors(catalog, merged))
        if not reasons:
            break
        merged.reject(reasons)


def text_errors(settings: CatalogSettings, locale: str) -> Callable[[Segment, str], list[str]]:
    """Return a function that returns the errors of a new translation, each with code and message."""
    labels = settings.trees.get(f"labels/{locale}", _NO_FILE)
    checks = cache(lambda: _text_checks(settings))

    def errors(segment: Segment, text: str) -> list[str]:
        found = _form_errors(settings, segment, text)
        if not found:  # a text that is too long must not reach a rule
            string = _string(segment, text, settings, locale, labels)
            found = _errors(settings, string, checks())
        return [_message(error) for error in found]

    return errors


def _text_checks(settings: CatalogSettings) -> list[TextCheck | PairCheck]:
    """Return the checks of one text or pair of texts whose findings are errors in a catalog."""
    from eventdocs.rules.registry import CHECKS  # imports all rules; without new texts, none is needed

    raised = _raised_rules(settings)
    return [
        check
        for check in CHECKS
        if isinstance(check, TextCheck | PairCheck)
        and (check.rule.severity is Severity.ERROR or {check.rule.code, check.rule.name} & raised)
    ]


def _raised_rules(settings: CatalogSettings) -> set[str]:
    return {setting.rule for setting in settings.rule_settings if setting.severity == Severity.ERROR}


def _form_errors(settings: CatalogSettings, segment: Segment, text: str) -> list[Diagnostic]:
    """Return the errors that a catalog file with a text would have: length, control characters, spaces."""
    if len(text) <= TEXT_LENGTH.value and text.isprintable() and text == text.strip():
        return []
    node, diagnostics = read(double_quoted(text).encode("utf-8", "surrogatepass"), "")
    expected: FieldType = _MESSAGE if segment.kind is TextKind.LITERAL else _STRING
    if segment.pair.owner is None:
        context, key = segment.pair.path
        labels = catalog_types(settings).labels.types[context]
        expected = labels.types[key] if isinstance(labels, RecordType) else TextType()
    return [*diagnostics, *(validate(node, expected, "") if node is not None and not diagnostics else ())]


def _string(
    segment: Segment, text: str, settings: CatalogSettings, locale: str, labels: ParsedFile
) -> CatalogString:
    """Return a segment with a new translation, as the checks get it."""
    event, path, kind = segment.pair.owner, segment.pair.path, segment.kind
    if event is None:
        context, key = path
        kind = label_kind(context, key, segment.source, settings.channel_names())
    else:
        path = ("strings", locale, *path)
    source, syntaxes = segment.source, segment.placeholders
    owner = event or labels
    segments, original_locale = (text,), settings.source_locale
    return CatalogString(owner, locale, path, kind, source, text, segments, 0, original_locale, syntaxes)


def _errors(
    settings: CatalogSettings, string: CatalogString, checks: list[TextCheck | PairCheck]
) -> list[Diagnostic]:
    """Return the errors in a text by the rules, with the catalog's severities and allowances."""
    allowed: Mapping[str, str] = {}
    if not isinstance(string.owner, ParsedFile):
        notes = strings_in(string.owner, string.locale).about.get(".".join(string.path[2:]))
        allowed = notes.allow if notes else {}
    found = [
        diagnostic_for_string(check.rule, string, violation)
        for check in checks
        if string.kind in check.kinds and check.rule.code not in allowed and check.rule.name not in allowed
        for violation in _violations(check, string)
    ]
    return _only_errors(settings, found)


def _violations(check: TextCheck | PairCheck, string: CatalogString) -> Iterator[Violation]:
    if isinstance(check, TextCheck):
        return (each for each in check.run(string.text) if not is_in_source(each, string.source))
    return check.run(string.pair) if string.pair is not None and string.source else iter(())


def _only_errors(settings: CatalogSettings, found: list[Diagnostic]) -> list[Diagnostic]:
    adjusted = apply_rule_settings(settings.rule_settings, found)
    return [diagnostic for diagnostic in adjusted if diagnostic.severity is Severity.ERROR]


def _new_errors(catalog: Catalog, merged: MergeResult) -> Iterator[tuple[str, str]]:
    """Yield the edits that bring errors into a catalog: the string's key and the reason.

    An error is attributed to the string that it is about, if that was edited. Another error, of a rule that
    its event did not violate before, is attributed to the edits in the files that it is about, else to all
    edited labels, else to all edits.
    """
    after = apply_merge(catalog, merged, lambda key: "")
    keys = {edit.pair.owner.key for edit in merged.edits if edit.pair.owner is not None}
    others: list[Diagnostic] = []
    edits = {_place(edit, merged.locale): edit for edit in merged.edits}
    reasons: dict[str, list[str]] = {}
    for error in _catalog_errors(after, keys):
        edit = _edit_at(error, edits, merged.locale)
        if edit is not None:
            reasons.setdefault(edit.pair.key, []).append(_message(error))
        elif error.rule.code != UNACCEPTED.code:  # a new ledger lacks the strings that were not imported
            others.append(error)
    if others and not reasons:
        before = {_subject(error) for error in _catalog_errors(catalog, keys)}
        for error in others:
            if _subject(error) not in before:
                for edit in _suspects(error, merged):
                    reasons.setdefault(edit.pair.key, []).append(_message(error))
    return ((key, "; ".join(dict.fromkeys(messages))) for key, messages in reasons.items())


def _catalog_errors(catalog: Catalog, keys: set[str]) -> list[Diagnostic]:
    """Return the errors in a catalog by rules that compare strings; `keys` are those of edited events.

    By default, such errors concern one event or labels file. If the catalog raises severities, all rules are
    run on all events.
    """
    from eventdocs.rules.registry import CHECKS, run_checks

    settings = catalog.settings
    if _raised_rules(settings):
        return [error for error in run_checks(catalog) if error.severity is Severity.ERROR]
    part = replace(catalog, events=tuple(event for event in catalog.events if event.key in keys))
    strings = tuple(catalog_strings(part))
    checks = (check for check in CHECKS if isinstance(check, StringsCheck))
    found = [
        diagnostic
        for check in checks
        if check.rule.severity is Severity.ERROR
        for diagnostic in check.run(part, strings)
    ]
    return _only_errors(settings, list(apply_allowances(part, found)))


def _place(edit: StringEdit, locale: str) -> tuple[str, str]:
    """Return the event and field that diagnostics about an edited string have."""
    if edit.pair.owner is None:
        return "", ".".join(edit.pair.path)
    return edit.pair.owner.key, ".".join(("strings", locale, *edit.pair.path))


def _edit_at(
    error: Diagnostic, edits: Mapping[tuple[str, str], StringEdit], locale: str
) -> StringEdit | None:
    """Return the edit of the string, or of the segment's string, that an error is about."""
    string, _, _ = error.field.rpartition(".")
    found = edits.get((error.event, error.field)) or edits.get((error.event, string))
    return found if error.locale == locale else None


def _subject(error: Diagnostic) -> tuple[str, str, str]:
    return error.rule.code, error.event or error.location.file, error.locale


def _suspects(error: Diagnostic, merged: MergeResult) -> list[StringEdit]:
    """Return the edits that may have caused an error in another string."""
    files = {location.file for location in (error.location, *error.related)}
    labels = [edit for edit in merged.edits if edit.pair.owner is None]
    near = [edit for edit in merged.edits if edit.pair.owner is not None and edit.pair.owner.file in files]
    if f"labels/{merged.locale}.yaml" in files:
        near += labels
    return near or labels or merged.edits


def _message(error: Diagnostic) -> str:
    return f"{error.rule.code} {error.message}"
