"""Settings: what a catalog says about rules, and findings that it accepts with a reason."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase

from eventdocs.model.catalog import Catalog, CatalogSettings, RuleSetting
from eventdocs.model.diagnostics import Diagnostic, Rule, Severity, did_you_mean
from eventdocs.model.event import Event
from eventdocs.rules.checks import diagnostic_for_event

UNKNOWN = Rule(
    "ED115",
    "unknown-rule",
    Severity.ERROR,
    "A setting or an allowance names a rule that exists.",
    "A mistyped code switches nothing off and hides nothing, without a word.",
    "# catalog.yaml\nsource_locale: en-US\nlocales: [en-US, pt-BR]\nrules: [{rule: ED999, severity: off}]\n",
    "# catalog.yaml\nsource_locale: en-US\nlocales: [en-US, pt-BR]\nrules: [{rule: ED501, severity: off}]\n",
)
UNUSED = Rule(
    "ED116",
    "unused-allowance",
    Severity.WARNING,
    "An allowance accepts a finding that is there.",
    "What it accepted is gone; left in place, it would hide the next finding.",
    "id: 7\nname: DiskFull\nstrings:\n  en-US: {message: The disk is full.}\n"
    "  pt-BR:\n    message: O disco está cheio.\n    about: {message: {allow: {ED204: a quotation}}}\n",
    "id: 7\nname: DiskFull\nstrings:\n  en-US: {message: The disk is full.}\n"
    "  pt-BR:\n    message: The disk is full.\n    about: {message: {allow: {ED204: a quotation}}}\n",
)


def unknown_rules(settings: CatalogSettings, codes: Iterable[str]) -> Iterator[Diagnostic]:
    """Find codes in settings that no rule has."""
    known = set(codes)
    for at, setting in enumerate(settings.rule_settings):
        if setting.rule not in known:
            where = settings.trees["catalog"].where("rules", str(at), "rule")
            hint = did_you_mean(setting.rule, known)
            yield Diagnostic(UNKNOWN, where, f"there is no rule `{setting.rule}`", hint)


def unknown_allowances(event: Event, codes: Iterable[str]) -> Iterator[Diagnostic]:
    """Find codes in an event's allowances that no rule has."""
    for locale, block in event.strings.items():
        for field, about in block.about.items():
            for code in about.allow.keys() - set(codes):
                path = ("strings", locale, "about", field, "allow", code)
                message = f"there is no rule `{code}`"
                yield diagnostic_for_event(UNKNOWN, event, path, message, did_you_mean(code, codes), locale)


def allowed(catalog: Catalog, findings: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Leave out the findings that a string's `about` accepts, and report allowances that accept none."""
    allowances = _allowances(catalog)
    used: set[tuple[str, str, str]] = set()
    for finding in findings:
        key = next((key for key in _keys(finding) if key in allowances), None)
        if key is None:
            yield finding
        else:
            used.add(key)
    for key, (event_index, path) in allowances.items():
        if key not in used:
            event = catalog.events[event_index]
            message = f"the allowance of `{key[2]}` accepts nothing"
            yield diagnostic_for_event(UNUSED, event, path, message, "take it out", path[1])


def _allowances(catalog: Catalog) -> dict[tuple[str, str, str], tuple[int, tuple[str, ...]]]:
    """Allowances by event key, field path and code."""
    return {
        (event.key, f"strings.{locale}.{field}", code): (
            index,
            ("strings", locale, "about", field, "allow", code),
        )
        for index, event in enumerate(catalog.events)
        for locale, block in event.strings.items()
        for field, about in block.about.items()
        for code in about.allow
    }


def _keys(finding: Diagnostic) -> Iterator[tuple[str, str, str]]:
    """Keys that accept a finding: of its string, and of the string that its segment belongs to."""
    if finding.event and finding.field:
        yield finding.event, finding.field, finding.rule.code
        yield finding.event, finding.field.rpartition(".")[0], finding.rule.code


def configured(settings: Iterable[RuleSetting], findings: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Give findings the severity that the catalog wants, and leave out those that it switched off."""
    by_rule: dict[str, list[RuleSetting]] = {}
    for setting in settings:
        by_rule.setdefault(setting.rule, []).append(setting)
    for finding in findings:
        severity = _severity(finding, by_rule)
        if severity is finding.severity:
            yield finding
        elif severity is not None:
            yield replace(finding, rule=replace(finding.rule, severity=severity))


def _severity(finding: Diagnostic, by_rule: Mapping[str, list[RuleSetting]]) -> Severity | None:
    severity: Severity | None = finding.severity
    for setting in by_rule.get(finding.rule.code, ()):
        here = not setting.locales or finding.locale in setting.locales
        if here and (
            not setting.paths or any(fnmatchcase(finding.location.file, each) for each in setting.paths)
        ):
            severity = None if setting.severity == "off" else Severity(setting.severity)
    return severity
