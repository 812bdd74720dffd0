"""Checks of one string while a person translates it: errors, which prevent saving, and other findings."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic, Severity
from eventdocs.model.ledger import State
from eventdocs.rules.registry import run_checks
from eventdocs.rules.sound_merge import reject_errors, text_errors
from eventdocs.translations.merge import MergeResult
from eventdocs.translations.merged_catalog import apply_merge
from eventdocs.translations.segments import Segment
from eventdocs.translations.status import StringPair
from eventdocs.translations.string_edit import adjusted_texts, edit_errors, edit_string


class Finding(NamedTuple):
    """A problem of a text: the severity, the rule's code if there is one, the message and a hint."""

    severity: str
    code: str
    message: str
    hint: str = ""


class CheckedEdit(NamedTuple):
    """The edit of a string, None if an error prevents it, and its findings."""

    merged: MergeResult | None
    findings: list[Finding]


def checked_edit(
    catalog: Catalog, locale: str, string: Sequence[Segment], texts: Sequence[str], state: State, by: str
) -> CheckedEdit:
    """Return the edit that gives a string new texts, one for each of its segments.

    `catalog` has the string's event, and need not have others. What the checker calls an error prevents the
    edit, as in an import; its other findings about the string do not.
    """
    texts = adjusted_texts(string, texts)
    errors = [_error(message) for message in dict.fromkeys(_text_errors(catalog, locale, string, texts))]
    if errors:
        return CheckedEdit(None, errors)
    pair = string[0].pair
    edit = edit_string(catalog, locale, string, texts, state, by)
    after = apply_merge(catalog, edit, lambda key: "")
    found = [_finding(each) for each in run_checks(after) if _is_about(each, pair, locale)]
    reject_errors(catalog, edit)
    if not edit.rejected:
        return CheckedEdit(edit, found)
    is_known = any(each.severity == Severity.ERROR for each in found)
    return CheckedEdit(None, found if is_known else [_error(edit.rejected[0].reason), *found])


def _text_errors(
    catalog: Catalog, locale: str, string: Sequence[Segment], texts: Sequence[str]
) -> Iterator[str]:
    """Yield the errors of texts on their own; a text that is too long must not reach another check."""
    errors_of = text_errors(catalog.settings, locale)
    for segment, text in zip(string, texts, strict=True):
        if segment.is_translatable and text.strip():
            yield from errors_of(segment, text)
    yield from edit_errors(string, texts)


def _error(message: str) -> Finding:
    """Return an error from a message that may begin with the code of its rule."""
    code, _, rest = message.partition(" ")
    is_code = code.startswith("ED") and code[2:].isdecimal()
    return Finding(Severity.ERROR, code, rest) if is_code else Finding(Severity.ERROR, "", message)


def _finding(diagnostic: Diagnostic) -> Finding:
    return Finding(diagnostic.severity, diagnostic.rule.code, diagnostic.message, diagnostic.hint)


def _is_about(diagnostic: Diagnostic, pair: StringPair, locale: str) -> bool:
    """Return whether a finding is about a string in a locale, or about one of its segments."""
    owner, path = (pair.owner.key, ("strings", locale, *pair.path)) if pair.owner else ("", pair.path)
    field = ".".join(path)
    same = diagnostic.field == field or diagnostic.field.rpartition(".")[0] == field
    return same and diagnostic.locale == locale and diagnostic.event == owner
