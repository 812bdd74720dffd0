"""Rule settings of a catalog, and allowances that accept a finding of one string with a reason."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import cache

from eventdocs.model.catalog import Catalog, CatalogSettings, RuleSetting
from eventdocs.model.diagnostics import Diagnostic, Rule, Severity, Suggestions
from eventdocs.model.event import Event
from eventdocs.rules.checks import diagnostic_for_event
from eventdocs.schema.fields import SEVERITIES

UNKNOWN = Rule(
    "ED115",
    "unknown-rule",
    Severity.ERROR,
    "Rule settings and allowances use the codes of existing rules.",
    "A setting or allowance with a mistyped code has no effect.",
    "# catalog.yaml\nsource_locale: en-US\nlocales: [en-US, pt-BR]\nrules: [{rule: ED999, severity: off}]\n",
    "# catalog.yaml\nsource_locale: en-US\nlocales: [en-US, pt-BR]\nrules: [{rule: ED501, severity: off}]\n",
)
UNUSED_ALLOWANCE = Rule(
    "ED116",
    "unused-allowance",
    Severity.WARNING,
    "Every allowance accepts a finding.",
    "The finding that it accepted is gone. If the allowance stays, it hides the next one.",
    "id: 7\nname: DiskFull\nstrings:\n  en-US: {message: The disk is full.}\n"
    "  pt-BR:\n    message: O disco está cheio.\n    about: {message: {allow: {ED204: a quotation}}}\n",
    "id: 7\nname: DiskFull\nstrings:\n  en-US: {message: The disk is full.}\n"
    "  pt-BR:\n    message: The disk is full.\n    about: {message: {allow: {ED204: a quotation}}}\n",
)


def unknown_rules(settings: CatalogSettings, codes: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield codes in settings that no rule has."""
    existing = set(codes)
    suggestions = Suggestions(existing)
    for at, setting in enumerate(settings.rule_settings):
        if setting.rule not in existing:
            where = settings.trees["catalog"].where("rules", str(at), "rule")
            hint = suggestions.hint(setting.rule)
            yield Diagnostic(UNKNOWN, where, f"there is no rule `{setting.rule}`", hint)


def unknown_allowances(event: Event, codes: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield codes in an event's allowances that no rule has."""
    existing = set(codes)
    suggestions = Suggestions(existing)
    for locale, block in event.strings.items():
        for field, about in block.about.items():
            for code in about.allow.keys() - existing:
                path = ("strings", locale, "about", field, "allow", code)
                message = f"there is no rule `{code}`"
                yield diagnostic_for_event(UNKNOWN, event, path, message, suggestions.hint(code), locale)


def apply_allowances(catalog: Catalog, findings: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield findings that no string's `about` accepts, then one for each allowance that accepts none."""
    allowances = _allowances(catalog)
    used: set[tuple[str, str, str]] = set()
    for finding in findings:
        allowance = next((key for key in _keys(finding) if key in allowances), None)
        if allowance is None:
            yield finding
        else:
            used.add(allowance)
    for key, unused in allowances.items():
        if key not in used:
            yield unused


def _allowances(catalog: Catalog) -> dict[tuple[str, str, str], Diagnostic]:
    """Return the allowances by event key, field path and code, each with the diagnostic if it is unused."""
    return {
        (event.key, f"strings.{locale}.{field}", code): diagnostic_for_event(
            UNUSED_ALLOWANCE,
            event,
            ("strings", locale, "about", field, "allow", code),
            f"the allowance of `{code}` does not accept any finding",
            "remove it",
            locale,
        )
        for event in catalog.string_owners
        for locale, block in event.strings.items()
        for field, about in block.about.items()
        for code in about.allow
    }


def _keys(finding: Diagnostic) -> Iterator[tuple[str, str, str]]:
    """Yield the keys of allowances that accept a finding: of its string, and of the string of its segment."""
    if finding.event and finding.field:
        yield finding.event, finding.field, finding.rule.code
        yield finding.event, finding.field.rpartition(".")[0], finding.rule.code


def apply_rule_settings(
    settings: Iterable[RuleSetting], findings: Iterable[Diagnostic]
) -> Iterator[Diagnostic]:
    """Yield findings with the severity that the catalog sets, without those that it turns off."""
    by_rule: dict[str, list[RuleSetting]] = {}
    for setting in settings:
        if setting.severity in SEVERITIES:  # others are reported as unknown values
            by_rule.setdefault(setting.rule, []).append(setting)

    @cache
    def last_setting(rule: str, file: str, locale: str) -> RuleSetting | None:
        matching = (each for each in reversed(by_rule.get(rule, ())) if _applies(each, file, locale))
        return next(matching, None)

    for finding in findings:
        last = last_setting(finding.rule.code, finding.location.file, finding.locale)
        severity = _severity(finding, last)
        if severity is finding.severity:
            yield finding
        elif severity is not None:
            yield replace(finding, rule=replace(finding.rule, severity=severity))


def _severity(finding: Diagnostic, setting: RuleSetting | None) -> Severity | None:
    """Return the severity of a finding by the last setting that applies to it, or None if it is off."""
    if setting is None:
        return finding.severity
    return None if setting.severity == "off" else Severity(setting.severity)


def _applies(setting: RuleSetting, file: str, locale: str) -> bool:
    if setting.locales and locale not in setting.locales:
        return False
    return not setting.paths or any(fnmatchcase(file, path) for path in setting.paths)
