"""Pages about the whole site are rendered again when they must be, and their totals are right."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from eventdocs.building import site_pages
from eventdocs.building.result import BuildResult
from eventdocs.commands.accept import accept_translations
from eventdocs.commands.status import status
from eventdocs.model.ledger import State
from eventdocs.reports.coverage import STATE_COLUMNS
from eventdocs.store import blob_cache
from eventdocs.store.output_dir import digest
from eventdocs.translations.accept import AcceptOptions
from tests.building.conftest import Record, Site
from tests.conftest import tree

LINES = "eventdocs.building.site_pages"


@pytest.fixture
def built(site: Site) -> Site:
    site.build()
    site.build()
    return site


def written(result: BuildResult) -> list[str]:
    assert result.changes
    return sorted(result.changes.written)


def site_files(site: Site) -> set[str]:
    return set(site.manifest.site_pages)


def test_all_facts_are_the_lines_of_the_shards_one_after_the_other(built: Site) -> None:
    blobs = built.state_dir / blob_cache.BLOBS
    parts = [(blobs / summary.ndjson).read_bytes() for summary in built.manifest.shards]
    data = (built.out / "events.ndjson").read_bytes()
    assert data == b"".join(parts)
    assert [json.loads(line)["id"] for line in data.splitlines()] == ["10", "11", "12", "13", "14"]
    assert built.manifest.site_pages["events.ndjson"].artifacts == {"events.ndjson": digest(data)}


@pytest.mark.parametrize("spoil", [lambda path: path.write_bytes(b"{}\n"), lambda path: path.unlink()])
def test_all_facts_are_put_together_again_without_rendering_events(
    spoil: Callable[..., object], built: Site
) -> None:
    before = tree(built.out)
    spoil(built.out / "events.ndjson")
    result = built.build()
    assert (written(result), result.reasons) == (["events.ndjson"], {})
    assert tree(built.out) == before


def test_all_facts_are_not_written_again_if_they_are_the_same(built: Site) -> None:
    stamp = (built.out / "events.ndjson").stat().st_ctime_ns
    assert written(built.build(use_cache=False)) == []
    assert (built.out / "events.ndjson").stat().st_ctime_ns == stamp


def test_a_changed_text_changes_only_the_records_among_the_pages_of_the_site(built: Site) -> None:
    built.edit("events/12.yaml", "full.", "empty.")
    assert {*written(built.build())} & site_files(built) == {"events.ndjson"}


@pytest.mark.parametrize("file", ["events/10.yaml", "events/12.yaml", "events/14.yaml"])
def test_unchanged_records_are_copied_from_the_output(file: str, built: Site, record: Record) -> None:
    for name in [summary.ndjson for summary in built.manifest.shards]:
        built.damage(name)
    copied, blobs = record("eventdocs.building.output_view.read_range"), record(f"{LINES}._blob")
    built.edit(file, "full.", "empty.")
    assert built.build().changes
    assert (len(copied), len(blobs)) == (2 if file == "events/12.yaml" else 1, 1)
    assert tree(built.out) == built.clean()


def test_records_that_change_after_the_scan_are_not_copied(
    built: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = built.out / "events.ndjson"
    data = records.read_bytes()
    put_together = site_pages._write_ndjson

    def spoil(*arguments: Any) -> bytes:
        records.write_bytes(b"x" * len(data))
        return put_together(*arguments)

    monkeypatch.setattr(f"{LINES}._write_ndjson", spoil)
    built.edit("events/12.yaml", "full.", "empty.")
    built.build()
    assert tree(built.out) == built.clean()


def test_another_name_changes_the_pages_that_list_events(built: Site) -> None:
    built.edit("events/12.yaml", "DiskFull", "Another")
    changed = {*written(built.build())} & site_files(built)
    lists = {f"{locale}/{name}" for locale in ("en-US", "pt-BR") for name in ("index.html", "search.js")}
    assert changed == {"events.ndjson", "llms.txt", *lists}  # the search refers to its shards by their pages
    assert tree(built.out) == built.clean()


def test_a_new_translation_changes_the_lists_of_the_locales_of_events(site: Site) -> None:
    site.write(
        "catalog.yaml", "source_locale: en-US\nlocales: [en-US, pt-BR]\nsite: {base_url: https://a.org}\n"
    )
    for number in range(10, 15):
        site.edit(f"events/{number}.yaml", "channel: analytic\n", "")
    site.write("events/12.yaml", "id: 12\nname: New\nstrings: {en-US: {message: x}}\n")
    site.build()
    site.edit("events/12.yaml", "message: x}", "message: x}, pt-BR: {message: y}")
    assert "pt-BR/sitemap.xml" in written(site.build())
    assert tree(site.out) == site.clean()


def test_a_page_that_somebody_changed_is_rendered_again(built: Site) -> None:
    before = tree(built.out)
    asset = next(path for path in before if path.startswith("assets/"))
    for path in ("index.html", asset, "llms.txt", "en-US/search.js"):
        (built.out / path).write_bytes(b"other")
        result = built.build()
        assert (written(result), result.reasons) == ([path], {})
        assert tree(built.out) == before


def test_only_stale_pages_are_rendered(built: Site, record: Record) -> None:
    rendered = record("eventdocs.site.renderer.SiteRenderer.render_site_page")
    built.edit("events/12.yaml", "full.", "empty.")
    built.build()
    assert rendered == []
    (built.out / "index.html").unlink()
    built.build()
    assert [route.path for _, route, *_ in rendered] == ["index.html"]


def test_every_page_about_the_whole_site_is_recorded_with_its_inputs(built: Site) -> None:
    manifest = built.manifest
    for path, page in manifest.site_pages.items():
        if path.endswith("/search/"):
            terms, providers = ((built.out / path).glob(pattern) for pattern in ("[0-9].js", "0-*.js"))
            files = [*terms, *providers]
            assert page.artifacts == {f"{path}{file.name}": digest(file.read_bytes()) for file in files}
            assert page.inputs.keys() == {"settings", "events"}
            continue
        assert page.artifacts == {path: digest((built.out / path).read_bytes())}
        assert bool(page.labels) == ("labels" in page.inputs)
        labels = set() if path.startswith("assets/") or path == "events.ndjson" else {"labels"}
        groups = {"groups"} if path in ("index.html", "en-US/index.html", "pt-BR/index.html") else set()
        events = set() if path.startswith("assets/") else {"events"}
        facets = {"facets"} if path in ("en-US/index.html", "pt-BR/index.html") else set()
        assert page.inputs.keys() == {"settings", *events, *labels, *groups, *facets}


def test_the_translation_counts_add_up_over_all_shards_and_labels(built: Site) -> None:
    built.write("labels/pt-BR.yaml", "keywords: {Storage: Armazenamento}\n")
    accept_translations(built.catalog, [], AcceptOptions())
    built.build()
    counts = [summary.counts[0] for summary in built.manifest.shards]
    assert [sum(count.values()) for count in counts] == [4, 4, 2]
    status = built.manifest.site_pages["pt-BR/status.html"]
    assert status.inputs.keys() == {"settings", "labels", "events", "coverage", "groups"}
    before = (built.out / "pt-BR/status.html").read_text("utf-8")
    assert "11" in before  # two texts of five events, and a keyword
    built.edit("events/14.yaml", "        description: O disco está cheio.\n".strip() + "\n", "\n")
    result = built.build()
    assert "pt-BR/status.html" in written(result)
    assert (built.out / "pt-BR/status.html").read_text("utf-8") != before
    assert tree(built.out) == built.clean()


def test_the_words_of_all_shards_groups_and_labels_are_those_that_status_counts(built: Site) -> None:
    built.write("labels/pt-BR.yaml", "keywords: {Storage: Armazenamento}\n")
    accept_translations(built.catalog, [], AcceptOptions())
    built.edit("events/14.yaml", "        description: O disco está cheio.\n".strip() + "\n", "\n")
    built.build()

    def shown() -> list[int]:
        """Return the numbers of the table of words."""
        _, table = (built.out / "pt-BR/status.html").read_text("utf-8").split('aria-labelledby="words"')
        return [int(number) for number in re.findall(r'data-label="[^"]*">(\d+)<', table)]

    def counted() -> list[int]:
        states = status(built.catalog, with_words=True).words["pt-BR"].states
        return [states[state].words for state in STATE_COLUMNS]

    assert shown() == counted()
    before = shown()
    built.edit("events/14.yaml", "The disk is full.", "The very large disk is full.")
    assert "pt-BR/status.html" in written(built.build())
    assert shown() == counted() != before
    assert tree(built.out) == built.clean()


def test_an_accepted_label_changes_only_the_status_and_the_language_menu(built: Site) -> None:
    built.write("labels/pt-BR.yaml", "keywords: {Storage: Armazenamento}\n")
    accept_translations(built.catalog, [], AcceptOptions())
    built.build()
    only = frozenset({"label:keywords.Storage"})
    accept_translations(built.catalog, [], AcceptOptions(state=State.MACHINE, only=only))
    result = built.build()
    assert (written(result), result.reasons) == (["en-US/status.html", "index.html", "pt-BR/status.html"], {})
    assert tree(built.out) == built.clean()


def test_the_status_counts_official_texts_if_there_are_any(built: Site) -> None:
    accept_translations(built.catalog, [], AcceptOptions())
    built.build()
    assert "Texto oficial" not in (built.out / "pt-BR/status.html").read_text("utf-8")
    ledger = built.catalog / "ledgers/pt-BR.ledger"
    ledger.write_text(ledger.read_text("utf-8").rstrip() + " source:pt-BR.rc\n", "utf-8")
    result = built.build()
    assert "pt-BR/status.html" in written(result)
    status = (built.out / "pt-BR/status.html").read_text("utf-8")
    assert re.findall(r'data-label="Texto oficial">(\d+)<', status) == ["1"]
    assert tree(built.out) == built.clean()
