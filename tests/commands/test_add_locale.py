"""Adding a locale changes the list in `catalog.yaml` and no other byte."""

import pytest

from eventdocs.commands.accept import accept_translations
from eventdocs.commands.add_locale import add_locale
from eventdocs.commands.check import check_catalog
from eventdocs.model.errors import EventdocsError
from eventdocs.translations.accept import AcceptOptions
from tests.conftest import Run, Write, tree


@pytest.mark.parametrize(
    ("locale", "locales"),
    [
        ("ja-JP", "[en-US, ja-JP, pt-BR]"),
        ("zh-Hans", "[en-US, pt-BR, zh-Hans]"),
        ("ar", "[en-US, ar, pt-BR]"),
    ],
)
def test_a_locale_is_inserted_in_sorted_order_after_the_source_locale(
    locale: str, locales: str, catalog: Write
) -> None:
    folder = catalog()
    before = (folder / "catalog.yaml").read_text("utf-8")
    add_locale(folder, locale)
    assert (folder / "catalog.yaml").read_text("utf-8") == before.replace("[en-US, pt-BR]", locales)


def test_the_first_translations_of_an_added_locale_are_noticed(catalog: Write) -> None:
    folder = catalog()
    accept_translations(folder, [], AcceptOptions())
    before = tree(folder)
    add_locale(folder, "ja-JP")
    event = folder / "events/7-diskfull.yaml"
    event.write_text(event.read_text("utf-8") + "  ja-JP:\n    description: いっぱいです。\n", "utf-8")
    findings = check_catalog(folder).diagnostics
    assert [(finding.rule.code, finding.locale) for finding in findings if finding.rule.code == "ED221"] == [
        ("ED221", "ja-JP")
    ]
    assert tree(folder)["ledgers/pt-BR.ledger"] == before["ledgers/pt-BR.ledger"]


@pytest.mark.parametrize(
    ("locale", "message"),
    [
        ("ja_JP", "is not a BCP 47 language tag"),
        ("pt-br", "already has the locale"),
        ("english", "`english` is not a known locale$"),
        ("xx-YY", "`xx-YY` is not a known locale: unknown subtag `xx`"),
    ],
)
def test_an_invalid_or_existing_locale_is_an_error(locale: str, message: str, catalog: Write) -> None:
    with pytest.raises(EventdocsError, match=message):
        add_locale(catalog(), locale)


@pytest.mark.parametrize(
    ("locale", "suggestion"), [("ja_JP", "ja-JP"), ("english", "en"), ("en-UK", "en-GB")]
)
def test_a_refused_locale_has_a_suggestion(locale: str, suggestion: str, catalog: Write) -> None:
    with pytest.raises(EventdocsError) as refused:
        add_locale(catalog(), locale)
    assert refused.value.hint == f"did you mean `{suggestion}`?"


def test_the_command_prints_the_next_step(catalog: Write, run: Run) -> None:
    outcome = run("translations", "add", "ja-JP", catalog())
    assert outcome.code == 0
    assert "eventdocs translations export --locale ja-JP" in outcome.err
