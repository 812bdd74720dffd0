"""Rule settings of a catalog, and allowances that accept a finding of one string with a reason."""

import re
from collections.abc import Iterable, Iterator, Sequence
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
    "Rule settings and allowances use the codes or names of existing rules.",
    "A setting or allowance with a mistyped code or name has no effect.",
    "# catalog.yaml\nsource_locale: en-US\nlocales: [en-US, pt-BR]\nrules: [{rule: ED999, severity: off}]\n",
    "# catalog.yaml\nsource_locale: en-US\nlocales: [en-US, pt-BR]\nrules: [{rule: ED501, severity: off}]\n",
)
UNUSED_ALLOWANCE = Rule(
    "ED116",
    "unused-allowance",
    Severity.WARNING,
    "Every allowance accepts a finding.",
    "The accepted finding no longer exists. If you keep the allowance, it can hide a new finding.",
    "id: 7\nname: DiskFull\nstrings:\n  en-US: {message: The disk is full.}\n"
    "  pt-BR:\n    message: O disco está cheio.\n    about: {message: {allow: {ED204: a quotation}}}\n",
    "id: 7\nname: DiskFull\nstrings:\n  en-US: {message: The disk is full.}\n"
    "  pt-BR:\n    message: The disk is full.\n    about: {message: {allow: {ED204: a quotation}}}\n",
)
_CODE = re.compile(r"ED\d*", re.IGNORECASE)
_NAMES_HINT = "use a code that `eventdocs check` prints, or a rule's name"


class RuleNames:
    """The codes and names of all rules."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.names = sorted(rule.name for rule in rules)
        self.known = frozenset((*self.names, *(rule.code for rule in rules)))


def unknown_rules(settings: CatalogSettings, rules: RuleNames) -> Iterator[Diagnostic]:
    """Yield codes and names in settings that no rule has."""
    suggestions = Suggestions(rules.names)
    for at, setting in enumerate(settings.rule_settings):
        if setting.rule not in rules.known:
            where = settings.trees["catalog"].where("rules", str(at), "rule")
            message, hint = f"there is no rule `{setting.rule}`", _hint(setting.rule, suggestions)
            yield Diagnostic(UNKNOWN, where, message, hint)


def unknown_allowances(event: Event, rules: RuleNames) -> Iterator[Diagnostic]:
    """Yield codes and names in an event's allowances that no rule has."""
    suggestions = Suggestions(rules.names)
    for locale, block in event.strings.items():
        for field, about in block.about.items():
            for name in about.allow.keys() - rules.known:
                path = ("strings", locale, "about", field, "allow", name)
                message, hint = f"there is no rule `{name}`", _hint(name, suggestions)
                yield diagnostic_for_event(UNKNOWN, event, path, message, hint, locale)


def _hint(name: str, suggestions: Suggestions) -> str:
    """Return a hint for a rule that does not exist. Codes are too similar to suggest one."""
    return (not _CODE.fullmatch(name) and suggestions.hint(name)) or _NAMES_HINT


def apply_allowances(catalog: Catalog, findings: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield findings that no string's `about` accepts, then one for each allowance that accepts none."""
    allowances = _allowances(catalog)
    if not allowances:
        yield from findings
        return
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
        for field in (finding.field, finding.field.rpartition(".")[0]):
            yield finding.event, field, finding.rule.code
            yield finding.event, field, finding.rule.name


def apply_rule_settings(
    settings: Iterable[RuleSetting], findings: Iterable[Diagnostic]
) -> Iterator[Diagnostic]:
    """Yield findings with the severity that the catalog sets, without those that it turns off."""
    known = [each for each in settings if each.severity in SEVERITIES]  # others are reported as unknown

    @cache
    def settings_of(*names: str) -> list[RuleSetting]:
        return [setting for setting in reversed(known) if setting.rule in names]

    @cache
    def last_setting(code: str, name: str, file: str, locale: str) -> RuleSetting | None:
        return next((each for each in settings_of(code, name) if _applies(each, file, locale)), None)

    for finding in findings:
        rule, file = finding.rule, finding.location.file
        last = last_setting(rule.code, rule.name, file, finding.locale)
        severity = _severity(finding, last)
        if severity is finding.severity:
            yield finding
        elif severity is not None:
            yield replace(finding, rule=finding.rule._replace(severity=severity))


def _severity(finding: Diagnostic, setting: RuleSetting | None) -> Severity | None:
    """Return the severity of a finding by the last setting that applies to it, or None if it is off."""
    if setting is None:
        return finding.severity
    return None if setting.severity == "off" else Severity(setting.severity)


def _applies(setting: RuleSetting, file: str, locale: str) -> bool:
    if setting.locales and locale not in setting.locales:
        return False
    return not setting.paths or any(fnmatchcase(file, path) for path in setting.paths)
