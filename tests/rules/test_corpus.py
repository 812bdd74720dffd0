"""In real pages, known errors are reported and correct texts are not."""

from collections import Counter
from pathlib import Path

import pytest

from eventdocs.commands.check import check_catalog
from eventdocs.model.diagnostics import Diagnostic


@pytest.fixture(scope="module")
def findings(imported: Path) -> list[Diagnostic]:
    return check_catalog(imported).diagnostics


def at(findings: list[Diagnostic], event: str, locale: str) -> dict[str, str]:
    """Return the messages about one event in one locale by code."""
    return {f.rule.code: f.message for f in findings if (f.event, f.locale) == (event, locale)}


def test_missing_and_broken_placeholders_are_reported(findings: list[Diagnostic]) -> None:
    portuguese, german = at(findings, "3320", "pt-BR"), at(findings, "3320", "de-DE")
    assert portuguese["ED301"] == "the translation is missing `%2`"
    assert portuguese["ED302"] == "`% 1` is not a valid placeholder"
    assert german["ED301"] == "the translation is missing `%1`"
    assert at(findings, "224", "pt-BR")["ED302"] == "`% %` is not a valid placeholder"
    spaced = Counter(
        f.event
        for f in findings
        if f.rule.code == "ED302" and f.message != "`% %` is not a valid placeholder"
    )
    assert len(spaced) == 27
    assert spaced["302"] == 1


def test_broken_entities_missing_quotes_and_changed_identifiers_are_reported(
    findings: list[Diagnostic],
) -> None:
    assert len([f for f in findings if f.rule.code == "ED401" and f.locale == "pt-BR"]) == 20
    assert at(findings, "201", "pt-BR")["ED401"] == "`#124;` is a broken character reference"
    assert at(findings, "3379", "de-DE")["ED314"] == "the quotation marks around `%2` are missing"
    name = "HostedTransportConfigurationManager"
    assert at(findings, "507", "pt-BR")["ED311"] == f"`{name}` was changed to `{name.lower()}`"
    assert at(findings, "4818", "de-DE")["ED315"] == "the translation is missing `DiscoveryClientChannel`"


def test_a_translated_channel_is_reported_once_per_label_and_locale(findings: list[Diagnostic]) -> None:
    reported = Counter(
        f.locale
        for f in findings
        if f.rule.code == "ED312" and f.field in ("channels.analytic", "channels.debug")
    )
    assert reported == {"pt-BR": 2, "fr-FR": 2}
    assert all(
        f.location.file.startswith("labels/")
        for f in findings
        if f.rule.code == "ED312" and f.event != "131"  # only this event spells its channel like this
    )


def test_correct_texts_have_no_findings(findings: list[Diagnostic]) -> None:
    assert not [f for f in findings if f.locale == "ja-JP" and f.rule.code in ("ED301", "ED302")]
    assert not [f for f in findings if "«\u00a0" in f.message]
    assert not [f for f in findings if f.event == "57393"]
    assert {f.rule.code for f in findings if f.locale == "fr-FR"}.isdisjoint({"ED506", "ED204"})


def test_findings_are_sorted_by_location_and_the_same_in_every_run(
    imported: Path, findings: list[Diagnostic]
) -> None:
    assert [f.location for f in findings] == sorted(f.location for f in findings)
    assert check_catalog(imported).diagnostics == findings
