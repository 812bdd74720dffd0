"""What certainly is a placeholder is an error if it differs; what may be something else is a warning."""

import pytest

from eventdocs.commands.check import all_diagnostics
from eventdocs.model.strings import TextKind, TextPair
from eventdocs.rules.evidence import certain_placeholders
from eventdocs.rules.placeholders import placeholder_mismatches
from eventdocs.store.catalog import parse_catalog
from eventdocs.text.placeholders import Syntaxes, placeholders
from tests.rules.catalogs import messages, parse_case

CERTAIN = [
    ("windows", "Disk %1 holds %3.", ["%1", "%3"]),
    ("windows", "Disk %4!s!.", ["%4!s!"]),
    ("shell", "Copy $1 to ${DIR} for $5.", ["$1", "${DIR}"]),
    ("printf", "Disk %s holds %lu of %.1f.", ["%s", "%lu", "%.1f"]),
    ("printf", "Took %ds for 0x%x.", ["%d", "%x"]),
    ("printf", "Exit code %x.", []),
    ("printf", "It is 100%summer.", []),
    ("printf", "It costs 100%s.", []),
    ("printf", "Use %stuff now.", []),
    ("printf", "Found %d file%s.", ["%d"]),
    ("printf", "Version v%d.", ["%d"]),
    ("printf", "%Y-%m-%d and %1$s", ["%1$s"]),
    ("pascal", "%0:S of %.2m", ["%0:S", "%.2m"]),
    ("pascal", "Exit code %X.", []),
    ("python", "{name} of {0}", ["{name}", "{0}"]),
    ("python", "%(name)s of {0}", ["%(name)s"]),
    ("printf", "%g%t%m%t%f", []),
    ("printf", "Name it %s, which is 100%valid.", ["%s"]),
    ("printf", "Disk %s is full.%n", ["%s"]),
    ("journal", "@UNIT@", ["@UNIT@"]),
    ("printf", "http://a.org/%s http://b.org/%s", ["%s", "%s"]),
    ("printf", "Sites of %s: http://a.org/%s http://b.org/%s http://c.org/%s", ["%s"]),
]
FINDINGS = [
    ("printf", "Disk %s is full.", "Der Datenträger ist voll.", "error"),
    ("printf", "Disk full.", "Datenträger %s voll.", "error"),
    ("printf", "Disk full.", "Datenträger %o voll.", "warning"),
    ("printf", "Found %d file%s.", "%d Dateien gefunden.", "warning"),
    ("printf", "%s took %d ms.", "%d ms für %s.", "error"),
    ("printf", "%s moved %s to %s.", "%s hat %3$s durch %2$s ersetzt.", "warning"),
    ("printf", "%s moved %s to %s.", "%s hat %1$s durch %2$s ersetzt.", "error"),
    ("printf", "Disk %s is full.", "Datenträger % s ist voll.", "warning"),
    ("printf", "Disk %ld is full.", "Datenträger % ld ist voll.", "warning"),
    ("printf", "Disk %1$s is full.", "Datenträger % 1$s ist voll.", "error"),
    ("pascal", "Disk %s is full.", "Datenträger % s ist voll.", "error"),
    ("pascal", "Disk %0:s is full.", "Der Datenträger ist voll.", "error"),
    ("pascal", "Found %d file%s.", "%d Dateien gefunden.", "warning"),
    ("windows", "Disk %1 is full.", "Der Datenträger ist voll.", "error"),
    ("windows", "Disk %1 is full.", "Datenträger %1 von %2 ist voll.", "error"),
    ("windows", "Disk %2 is full.", "Der Datenträger ist voll.", "error"),
    ("windows", "It is half full.", "Es ist %50 voll.", "warning"),
    ("windows", r"User %1\%2 left.", "Benutzer %1%2 ging.", "warning"),
    ("python", "Sent to %(email)s.", "An %(email) s gesendet.", "warning"),
    ("braces", "Disk {name} is full.", "Datenträger {naam} ist voll.", "error"),
    ("braces", "{count} error{plural} found.", "{count} Fehler gefunden.", "warning"),
]


@pytest.mark.parametrize(("syntax", "text", "expected"), CERTAIN)
def test_a_placeholder_is_certain_if_nothing_else_is_written_so(
    syntax: str, text: str, expected: list[str]
) -> None:
    names = ("python", "printf") if syntax == "python" else (syntax,)
    found = [each for each in placeholders(text, Syntaxes(names)) if each.key]
    certain = certain_placeholders(text, found, is_source=True)
    assert [each.text for each in found if each.start in certain] == expected


@pytest.mark.parametrize(("syntax", "source", "target", "severity"), FINDINGS)
def test_an_error_needs_a_certain_placeholder(syntax: str, source: str, target: str, severity: str) -> None:
    files = parse_case(messages(source, target, "de-DE")).files
    files["catalog.yaml"] += f"placeholders: [{syntax}]\n".encode()
    found = [each for each in all_diagnostics(parse_catalog(files)) if each.rule.code in ("ED301", "ED302")]
    assert [each.severity.value for each in found] == [severity]


def test_a_placeholder_that_became_code_is_a_warning() -> None:
    target = "Datenträger `%s` ist voll."
    pair = TextPair("Disk %s is full.", target, "de-DE", TextKind.MARKUP, "en-US", Syntaxes(("printf",)))
    assert [each.is_certain for each in placeholder_mismatches(pair)] == [False]


def test_a_renamed_placeholder_replaces_the_one_with_the_same_number() -> None:
    target = "%2!x! von %3."
    pair = TextPair("%1!s! of %2!d!.", target, "de-DE", TextKind.LITERAL, "en-US", Syntaxes(("windows",)))
    messages_ = [each.message for each in placeholder_mismatches(pair)]
    assert messages_ == [
        "the source has `%2!d!` instead of `%2!x!`",
        "the source has `%1!s!` instead of `%3`",
    ]


@pytest.mark.parametrize(
    ("word", "severity"),
    [
        ("DiskР\u043eol", "error"),
        ("\u0441ontrol", "error"),
        ("W\u0456ndows11", "error"),
        ("наcтроено", "error"),
        ("наcтр0ено", "warning"),
        ("C\u043c", "warning"),
    ],
)
def test_mixed_letters_are_an_error_only_in_a_longer_word(word: str, severity: str) -> None:
    found = all_diagnostics(parse_catalog(parse_case(messages("Ready.", f"{word}.", "ru-RU")).files))
    assert [each.severity.value for each in found if each.rule.code == "ED513"] == [severity]


def test_a_setting_makes_uncertain_findings_errors() -> None:
    files = parse_case(messages("It is half full.", "Es ist %50 voll.", "de-DE")).files
    files["catalog.yaml"] += b"rules: [{rule: ED301, severity: error}]\n"
    found = all_diagnostics(parse_catalog(files))
    assert [each.severity.value for each in found if each.rule.code == "ED301"] == ["error"]
