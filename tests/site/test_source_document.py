"""This repository's page of event 4031 is the source document, byte for byte."""

import hashlib
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the Markdown pages of this repository's catalog."""
    from eventdocs.building.api import build
    from eventdocs.site.routes import Format

    out = tmp_path_factory.mktemp("site") / "out"
    built = build(ROOT / "catalog", out, [Format.MARKDOWN])
    assert built.diagnostics == []
    return out


def test_the_portuguese_page_equals_the_source_document(pages: Path, shared: Path) -> None:
    page = (pages / "pt-BR/4031-dispatchsessionfailed.md").read_bytes()
    assert page == (shared / "source-page.md").read_bytes()


def test_the_english_page_has_the_hash_that_the_document_names(pages: Path) -> None:
    page = (pages / "en-US/4031-dispatchsessionfailed.md").read_bytes()
    assert b"\r" not in page
    assert (
        hashlib.sha1(page.replace(b"\n", b"\r\n")).hexdigest() == "64c4389178cba2fd5af320cedb136fa4d15b087f"
    )


def test_this_catalog_has_no_findings(run: Run) -> None:
    outcome = run("check", ROOT / "catalog")
    assert (outcome.code, outcome.out) == (0, "")


def test_complete_locales_have_no_fallbacks_and_others_show_them() -> None:
    from eventdocs.store.catalog import read_catalog

    catalog = read_catalog(ROOT / "catalog").catalog
    assert len(catalog.events) >= 12
    for event in catalog.events:
        english, portuguese = event.strings["en-US"], event.strings["pt-BR"]
        assert english.strings.keys() == portuguese.strings.keys() - {"id", "title"}, event.key
    for locale in ("ja-JP", "ar"):
        covered = [event for event in catalog.events if locale in event.strings]
        assert 0 < len(covered) < len(catalog.events)
