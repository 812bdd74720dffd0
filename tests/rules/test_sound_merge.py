"""An import rejects translations that the checker would call errors; severities and allowances count."""

from pathlib import Path

import pytest

from eventdocs.model.exchange import ExchangeFile, TranslationUnit
from eventdocs.model.ledger import State
from eventdocs.rules.sound_merge import merge_without_errors
from eventdocs.store.catalog import read_catalog
from eventdocs.translations.merge import ConflictPolicy, MergeResult
from tests.conftest import EVENT, Write

SETTINGS = "source_locale: en-US\nlocales: [en-US, pt-BR]\nchannels: {analytic: Product/Analytic}\n"
LABELS = "levels: {critical: Crítico, error: Erro}\nchannels: {analytic: Product/Analytic}\n"
SECOND = EVENT.replace("id: 7", "id: 8").replace("DiskFull", "DiskSlow")


def merge(folder: Path, description_source: str = "The disk is full.", /, **targets: str) -> MergeResult:
    """Merge translations by key, with `_` for the characters that argument names cannot have."""
    keys = {
        "description": "7:description",
        "message": "7:message",
        "critical": "label:levels.critical",
        "channel": "label:channels.analytic",
    }
    sources = {
        "description": description_source,
        "message": "Disk %1 is full.",
        "critical": "Critical",
        "channel": "Product/Analytic",
    }
    units = tuple(
        TranslationUnit(keys[name], sources[name], target, state=State.TRANSLATED, keys=(keys[name],))
        for name, target in targets.items()
    )
    exchange = ExchangeFile("en-US", "pt-BR", units)
    return merge_without_errors(read_catalog(folder).catalog, exchange, ConflictPolicy.THEIRS)


def reasons(result: MergeResult) -> dict[str, str]:
    return {outcome.key: outcome.reason for outcome in result.rejected}


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("O disco \u202e está cheio.", "ED511 directional override U+202E right-to-left override"),
        (
            "O disсo est\u00e1 cheio.",
            "ED513 `disсo` mixes letters of two scripts: U+0441 cyrillic small letter es",
        ),
        ("O disco\x07 encheu.", "ED002 the text has the control character U+0007"),
        ("O disco\ufffe encheu.", "ED002 the text has the control character U+FFFE"),
        ("O disco\ud800 encheu.", "ED002 byte 0xED is not UTF-8"),
        ("\u3000O disco encheu.", "ED014 the text begins or ends with a space"),
        ("O disco encheu.\u2003", "ED014 the text begins or ends with a space"),
        ("O disco encheu." * 10_000, "ED006 the text has 150,000 characters"),
        ("O disco #124; encheu `A`.", None),
    ],
)
def test_only_the_text_with_an_error_is_rejected_with_its_code(
    target: str, reason: str | None, catalog: Write
) -> None:
    result = merge(catalog(), description=target, message="Disco %1 lotado.")
    assert [outcome.key for outcome in result.imported] == ["7:message"]
    assert list(reasons(result)) == ["7:description"]
    if reason is not None:
        assert reasons(result)["7:description"] == reason
    assert [unit.key for unit in result.conflicts] == ["7:description"]


def test_a_warning_is_no_reason(catalog: Write) -> None:
    assert merge(catalog(), description="O disco  está cheio").rejected == []


def test_the_severities_and_allowances_of_the_catalog_count(catalog: Write) -> None:
    raised = SETTINGS + "rules: [{rule: ED503, severity: error}, {rule: ED301, severity: off}]\n"
    folder = catalog({"catalog.yaml": raised})
    result = merge(folder, description="O disco  encheu.", message="O disco encheu.")
    assert [outcome.key for outcome in result.imported] == ["7:message"]
    assert reasons(result)["7:description"].startswith("ED503 ")
    elsewhere = raised.replace("severity: error", "severity: error, paths: [events/9*]")
    assert merge(catalog({"catalog.yaml": elsewhere}), description="O disco  encheu.").rejected == []
    allowed = EVENT + "        about: {message: {allow: {ED301: no drive letters}}}\n"
    folder = catalog({"catalog.yaml": SETTINGS, "events/7-diskfull.yaml": allowed})
    assert merge(folder, message="O disco encheu.").rejected == []


def test_a_repetition_that_the_source_has_as_well_is_no_reason(catalog: Write) -> None:
    raised = SETTINGS + "rules: [{rule: ED504, severity: error}]\n"
    source = "The disk is full.."
    folder = catalog({"catalog.yaml": raised, "events/7-diskfull.yaml": EVENT.replace(source[:-1], source)})
    assert merge(folder, source, description="O disco encheu..").rejected == []
    assert list(reasons(merge(folder, source, description="O disco disco encheu.."))) == ["7:description"]


def test_a_label_that_makes_two_levels_equal_or_translates_a_channel_is_rejected(catalog: Write) -> None:
    labels = {
        "labels/en-US.yaml": "levels: {critical: Critical, error: Error}\n",
        "labels/pt-BR.yaml": LABELS,
    }
    folder = catalog({"catalog.yaml": SETTINGS, **labels})
    result = merge(folder, critical="Erro", channel="Produto/Analítico", description="O disco encheu.")
    assert {key: reason[:5] for key, reason in reasons(result).items()} == {
        "label:levels.critical": "ED209",
        "label:channels.analytic": "ED312",
    }
    assert [outcome.key for outcome in result.imported] == ["7:description"]


def test_a_term_to_keep_is_kept(catalog: Write) -> None:
    folder = catalog({"glossary.yaml": "terms:\n  - {term: disk, keep: yes}\n"})
    result = merge(folder, description="O disco encheu.", message="O disk %1 encheu.")
    assert {key: reason[:5] for key, reason in reasons(result).items()} == {"7:description": "ED522"}


@pytest.mark.parametrize("code", ["ED206", "ED208", "ED116", "ED202", "ED220", "ED221", "ED210"])
def test_a_rule_that_compares_strings_rejects_a_text_that_it_would_report(code: str, catalog: Write) -> None:
    folder = catalog(
        {
            "catalog.yaml": SETTINGS + f"rules: [{{rule: {code}, severity: error}}]\n",
            "events/8-diskslow.yaml": SECOND,
            "events/7-diskfull.yaml": EVENT + "        about: {description: {allow: {ED204: x}}}\n",
        }
    )
    result = merge(folder, description="O disco lotou." * (20 if code == "ED210" else 1))
    taken = [outcome.key for outcome in result.imported]
    assert taken == ([] if code in ("ED206", "ED210") else ["7:description"])


def test_only_the_text_that_is_too_long_is_rejected(catalog: Write) -> None:
    limit = "        about: {description: {max_length: 20}}\n      pt-BR:\n"
    folder = catalog({"events/7-diskfull.yaml": EVENT.replace("      pt-BR:\n", limit)})
    result = merge(folder, description="O disco ficou muito cheio.", message="O disco %1 lotou.")
    assert {key: reason[:5] for key, reason in reasons(result).items()} == {"7:description": "ED211"}
    assert [outcome.key for outcome in result.imported] == ["7:message"]


def test_an_error_in_another_string_rejects_the_edits_of_its_file(catalog: Write) -> None:
    """A translation that makes an allowance superfluous is rejected if that is an error."""
    folder = catalog(
        {
            "catalog.yaml": SETTINGS + "rules: [{rule: ED116, severity: error}]\n",
            "events/7-diskfull.yaml": EVENT.replace("O disco está cheio.", "The disk is full.")
            + "        about: {description: {allow: {ED204: x}}}\n",
            "events/8-diskslow.yaml": SECOND.replace("The disk is full.", "Slow disk."),
        }
    )
    result = merge(folder, description="O disco lotou.")
    assert {key: reason[:5] for key, reason in reasons(result).items()} == {"7:description": "ED116"}
