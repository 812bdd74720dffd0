"""Translations are written into the YAML of a catalog, and source pages are hashed only if needed."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from eventdocs.formats.ledger import write_files as ledger_files
from eventdocs.formats.yaml.read import read_values
from eventdocs.model.exchange import ExchangeFile
from eventdocs.site.learn_markdown import source_sha1
from eventdocs.store.catalog import parse_catalog, read_catalog
from eventdocs.store.translation_files import source_page_hasher, write_edits
from eventdocs.translations.export import export_units
from eventdocs.translations.merge import merge_exchange
from eventdocs.translations.merged_catalog import apply_merge
from tests.conftest import EVENT, Run, Write

E7, E8 = "events/7-diskfull.yaml", "events/8-diskslow.yaml"
EVENT_8 = """
    id: 8
    name: DiskSlow
    parameters: [{name: Uri, type: xs:string}]
    see_also: [7]
    strings:
      en-US:
        description: [The disk, is slow.]
        parameters: {Uri: {description: An address.}}
        message: Disk %1 is slow.
"""
SETTINGS = """
    source_locale: en-US
    locales: [en-US, ja-JP, pt-BR]
    channels: {analytic: Product/Analytic}
"""
LABELS = {
    "labels/en-US.yaml": "headings: {description: Description}\n",
    "labels/ja-JP.yaml": "headings:\n  description: 説明\n",
}


def translated(exchange: ExchangeFile, chance: random.Random) -> ExchangeFile:
    units = [
        replace(unit, target=f"{chance.choice(('#', '', '- ', 'x: '))}texto {chance.randrange(9)} %1 'ç'")
        for unit in exchange.units
        if chance.random() < 0.6
    ]
    return replace(exchange, units=tuple(units))


@pytest.mark.parametrize("seed", range(40))
def test_the_merged_catalog_is_the_one_that_its_files_contain(seed: int, catalog: Write) -> None:
    chance = random.Random(seed)
    folder = catalog({"catalog.yaml": SETTINGS, E8: EVENT_8, **LABELS})
    loaded = read_catalog(folder)
    merged_catalog, files = loaded.catalog, dict(loaded.files)
    hash_page = source_page_hasher(folder, loaded.catalog)
    for locale in chance.choices(("ja-JP", "pt-BR"), k=3):
        exchange = translated(export_units(merged_catalog, locale), chance)
        merged = merge_exchange(merged_catalog, exchange, lambda segment, text: [])
        files |= write_edits(merged, files, loaded.catalog.settings.locales)
        merged_catalog = apply_merge(merged_catalog, merged, hash_page)
    files |= ledger_files(merged_catalog.settings.ledgers, merged_catalog.settings.sources)
    parsed = parse_catalog(files)
    assert parsed.diagnostics == []
    assert parsed.catalog.events == merged_catalog.events
    assert parsed.catalog.settings.labels == merged_catalog.settings.labels
    assert parsed.catalog.settings.ledgers == {
        locale: replace(ledger, damaged=frozenset())
        for locale, ledger in merged_catalog.settings.ledgers.items()
    }


def test_an_edit_that_the_file_does_not_allow_is_rejected_and_not_taken(catalog: Write) -> None:
    flow = "id: 9\nname: Flow\nstrings: {en-US: {message: Full., cause: [One., Two.]}, pt-BR: {}}\n"
    loaded = read_catalog(catalog({"events/9-flow.yaml": flow}))
    exchange = export_units(loaded.catalog, "pt-BR", lambda pair, status: pair.key.startswith("9:"))
    units = tuple(replace(unit, target="Novo.") for unit in exchange.units)
    merged = merge_exchange(loaded.catalog, replace(exchange, units=units), lambda segment, text: [])
    assert [outcome.key for outcome in merged.imported] == ["9:message", "9:cause#1", "9:cause#2"]
    assert write_edits(merged, loaded.files, loaded.catalog.settings.locales) == {}
    assert (merged.edits, merged.records, merged.imported) == ([], {}, [])
    assert [(outcome.key, outcome.text) for outcome in merged.rejected] == [
        ("9:message", "Novo."),
        ("9:cause", "Novo. Novo."),
    ]
    assert "cannot be edited" in merged.rejected[0].reason


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Return the source pages that were hashed."""
    pages: list[str] = []

    def counted(page: str) -> str:
        pages.append(page)
        return source_sha1(page)

    monkeypatch.setattr("eventdocs.store.source_pages.source_sha1", counted)
    yield pages


def test_a_page_is_hashed_once_and_only_if_it_is_needed(catalog: Write, hashed: list[str]) -> None:
    folder = catalog({E8: EVENT_8})
    hash_page = source_page_hasher(folder, read_catalog(folder).catalog)
    assert hashed == []
    assert hash_page("8") == hash_page("8")
    assert len(hashed) == 1
    assert "title: 8 - DiskSlow" in hashed[0]


def test_the_hash_is_that_of_the_source_page_of_the_build(catalog: Write, run: Run, tmp_path: Path) -> None:
    folder = catalog({"catalog.yaml": SETTINGS, E8: EVENT_8, **LABELS})
    hash_page = source_page_hasher(folder, read_catalog(folder).catalog)
    run("build", folder, "-o", tmp_path / "out", "--format", "markdown")
    for key, name in (("7", "7-diskfull"), ("8", "8-diskslow")):
        page = (tmp_path / f"out/en-US/{name}.md").read_text("utf-8")
        assert hash_page(key) == source_sha1(page)


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Return the names of catalog files in the order in which they were parsed."""
    names: list[str] = []

    def recorded(data: bytes, name: str) -> object:
        names.append(name)
        return read_values(data, name)

    monkeypatch.setattr("eventdocs.store.catalog.read_values", recorded)
    yield names


def test_an_import_parses_each_file_once_and_hashes_the_pages_of_changed_events(
    catalog: Write, run: Run, tmp_path: Path, parsed: list[str], hashed: list[str]
) -> None:
    other = EVENT.replace("id: 7", "id: 8").replace("DiskFull", "DiskSlow").replace("full", "slow")
    folder = catalog({E8: other.replace("cheio", "lento")})
    run("translations", "accept", folder)
    path = tmp_path / "pt-BR.po"
    run("translations", "export", folder, "--locale", "pt-BR", "-o", path)
    path.write_text(path.read_text("utf-8").replace("disco %1 está lento", "disco %1 ficou lento"), "utf-8")
    parsed.clear()
    hashed.clear()
    assert run("translations", "import", folder, path).code == 0
    assert sorted(parsed) == ["catalog.yaml", E7, E8]
    assert [page.split("\n")[1] for page in hashed] == ["title: 8 - DiskSlow"]
    assert "ficou lento" in (folder / E8).read_text("utf-8")


def test_an_import_that_changes_nothing_hashes_no_page(
    catalog: Write, run: Run, tmp_path: Path, parsed: list[str], hashed: list[str]
) -> None:
    folder, path = catalog(), tmp_path / "pt-BR.po"
    run("translations", "accept", folder)
    run("translations", "export", folder, "--locale", "pt-BR", "-o", path)
    parsed.clear()
    hashed.clear()
    assert run("translations", "import", folder, path).code == 0
    assert sorted(parsed) == ["catalog.yaml", E7]
    assert hashed == []


@pytest.mark.parametrize("command", ["accept", "prune"])
def test_ledger_commands_parse_each_file_once_and_hash_complete_events(
    command: str, catalog: Write, run: Run, parsed: list[str], hashed: list[str]
) -> None:
    folder = catalog({E8: EVENT_8})
    run("translations", "accept", folder)
    parsed.clear()
    hashed.clear()
    assert run("translations", command, folder).code == 0
    assert sorted(parsed) == ["catalog.yaml", E7, E8]
    assert [page.split("\n")[1] for page in hashed] == ["title: 7 - DiskFull"]


def test_filling_a_locale_parses_each_file_once(
    catalog: Write, run: Run, parsed: list[str], hashed: list[str]
) -> None:
    second = EVENT.replace("id: 7", "id: 8").replace("DiskFull", "DiskSlow")
    folder = catalog({E8: second[: second.index("      pt-BR:")]})
    run("translations", "accept", folder)
    parsed.clear()
    hashed.clear()
    run("translations", "fill", folder, "--locale", "pt-BR", "--write")
    assert sorted(parsed) == ["catalog.yaml", E7, E8]
    assert [page.split("\n")[1] for page in hashed] == ["title: 8 - DiskSlow"]
