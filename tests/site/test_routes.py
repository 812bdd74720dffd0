"""One table defines the files of a site, their paths and when they are written."""

import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, product
from pathlib import Path

import pytest

from eventdocs.building.api import BuildOptions, build
from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.event import Event, EventRef
from eventdocs.model.ledger import Ledger
from eventdocs.site import sitemaps
from eventdocs.site.routes import (
    ROUTES,
    Condition,
    Format,
    NeighbourIndex,
    Neighbours,
    PageKind,
    Route,
    RouteDefinition,
    Scope,
    Shard,
    WritePhase,
    definitions,
    event_routes,
    phase_of,
    repeated_templates,
    search_term_routes,
    shard_routes,
    shards,
    site_routes,
    sitemap_routes,
)
from tests.conftest import ROOT, tree

DISK_FULL = Event("7", "DiskFull", provider="disk", version=2)
ALL = frozenset(Format)


def matching(path: str, rows: Sequence[RouteDefinition]) -> list[RouteDefinition]:
    """Return the rows that match a path."""
    return [row for row in rows if re.fullmatch(row.regex, path)]


@pytest.mark.parametrize("formats", [("html", "markdown"), ("html", "gfm"), ("gfm",)], ids="-".join)
@pytest.mark.parametrize("size", [3, 500], ids=["several shards", "one shard"])
@pytest.mark.parametrize("bare", [False, True], ids=["all settings", "few settings"])
def test_every_file_of_a_built_site_matches_one_row_and_every_row_has_a_file(
    formats: Sequence[str], size: int, bare: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "_MAX_ADDRESSES", 60)
    options = BuildOptions(single_shard_max=size, shard_size=size)
    shutil.copytree(ROOT / "catalog", tmp_path / "catalog")
    conditions = {Condition.ALWAYS, Condition.SEVERAL_SHARDS if size == 3 else Condition.ONE_SHARD}
    if bare:
        shutil.rmtree(tmp_path / "catalog/ledgers")
    else:
        settings = tmp_path / "catalog/catalog.yaml"
        settings.write_bytes(settings.read_bytes() + b"site:\n  base_url: https://events.example\n")
        conditions |= {Condition.LEDGERS, Condition.BASE_URL}
    assert build(tmp_path / "catalog", tmp_path / "site", formats, options=options).changes
    rows = definitions(frozenset(map(Format, formats)), frozenset(conditions))
    found = {path: matching(path, rows) for path in tree(tmp_path / "site")}
    assert {path: rows for path, rows in found.items() if len(rows) != 1} == {}
    assert {row for rows in found.values() for row in rows} == set(rows)


def test_rows_with_the_same_path_are_written_at_the_same_time() -> None:
    """A publication has only the path, and not the row from which the file was written."""
    by_path = sorted(ROUTES, key=lambda row: row.path)
    for path, rows in groupby(by_path, key=lambda row: row.path):
        assert len({row.phase for row in rows}) == 1, path


def test_no_two_rows_of_a_site_have_the_same_path() -> None:
    count, others = (Condition.ONE_SHARD, Condition.SEVERAL_SHARDS), (Condition.LEDGERS, Condition.BASE_URL)
    for formats, shard in product(({Format.HTML, Format.MARKDOWN}, {Format.HTML, Format.GFM}), count):
        rows = definitions(frozenset(formats), frozenset({Condition.ALWAYS, shard, *others}))
        assert len({row.path for row in rows}) == len(rows)


def test_every_kind_has_a_row_and_every_template_exists() -> None:
    assert {row.kind for row in ROUTES} == set(PageKind)
    assert [
        row.template for row in ROUTES if row.template and not (ROOT / "templates" / row.template).is_file()
    ] == []


@pytest.mark.parametrize(
    ("path", "new", "changed"),
    [
        ("assets/site.0123456789ab.css", WritePhase.ASSETS, WritePhase.ASSETS),
        ("assets/data-x.0123456789ab.json", WritePhase.ASSETS, WritePhase.ASSETS),
        ("pt-BR/disk/7-diskfull-v2.json", WritePhase.FILES, WritePhase.FILES),
        ("pt-BR/disk/7-diskfull-v2.html", WritePhase.NEW_PAGES, WritePhase.CHANGED_PAGES),
        ("en/7-diskfull.md", WritePhase.NEW_PAGES, WritePhase.CHANGED_PAGES),
        ("e/7/index.html", WritePhase.NEW_LISTS, WritePhase.CHANGED_LISTS),
        ("en/disk/index.html", WritePhase.NEW_PAGES, WritePhase.CHANGED_PAGES),
        ("en/disk-7/provider.json", WritePhase.FILES, WritePhase.FILES),
        ("en/disk/README.md", WritePhase.NEW_PAGES, WritePhase.CHANGED_PAGES),
        ("qps-ploc/events/12.html", WritePhase.NEW_LISTS, WritePhase.CHANGED_LISTS),
        ("zh-Hant-HK/search/12.js", WritePhase.NEW_LISTS, WritePhase.CHANGED_LISTS),
        ("zh-Hant-HK/search/12-3.js", WritePhase.NEW_LISTS, WritePhase.CHANGED_LISTS),
        ("en/search.js", WritePhase.NEW_INDEXES, WritePhase.CHANGED_INDEXES),
        ("en/index.html", WritePhase.NEW_INDEXES, WritePhase.CHANGED_INDEXES),
        ("en/status.html", WritePhase.NEW_INDEXES, WritePhase.CHANGED_INDEXES),
        ("en/README.md", WritePhase.NEW_INDEXES, WritePhase.CHANGED_INDEXES),
        ("en/sitemap.xml", WritePhase.SITEMAPS, WritePhase.SITEMAPS),
        ("en/sitemap-12.xml", WritePhase.SITEMAPS, WritePhase.SITEMAPS),
        ("sitemap.xml", WritePhase.SITEMAP_INDEX, WritePhase.SITEMAP_INDEX),
        ("robots.txt", WritePhase.ROBOTS, WritePhase.ROBOTS),
        ("index.html", WritePhase.FRONT_PAGE, WritePhase.FRONT_PAGE),
        ("CNAME", WritePhase.FILES, WritePhase.FILES),
        ("about.html", WritePhase.FILES, WritePhase.FILES),
        ("a b/index.html", WritePhase.FILES, WritePhase.FILES),
        ("x/en/index.html", WritePhase.FILES, WritePhase.FILES),
        ("en/7-a\n.html", WritePhase.NEW_PAGES, WritePhase.CHANGED_PAGES),
    ],
)
def test_the_path_of_a_file_determines_when_it_is_written(
    path: str, new: WritePhase, changed: WritePhase
) -> None:
    assert (phase_of(path, exists=False), phase_of(path, exists=True)) == (new, changed)


def test_the_page_of_an_id_belongs_to_the_first_event_of_that_id() -> None:
    other = EventRef("", "7", "DiskFull", provider="tape")
    first, second = NeighbourIndex([DISK_FULL.ref, other])
    assert (first.same, second.same) == ((DISK_FULL.ref, other), ())
    assert Route("e/7/index.html", PageKind.DISAMBIGUATION) in event_routes(
        DISK_FULL.ref, first, ALL, ("en",)
    )
    kinds = {route.kind for route in event_routes(other, second, ALL, ("en",))}
    assert kinds == {PageKind.EVENT, PageKind.EVENT_JSON, PageKind.MARKDOWN, PageKind.GFM}


def test_the_routes_of_an_event_are_of_the_formats_and_locales_that_are_built() -> None:
    assert list(event_routes(DISK_FULL, Neighbours(), [Format.HTML], ("en", "pt-BR"))) == [
        Route("en/disk/7-diskfull-v2.json", PageKind.EVENT_JSON, "en"),
        Route("pt-BR/disk/7-diskfull-v2.json", PageKind.EVENT_JSON, "pt-BR"),
        Route("en/disk/7-diskfull-v2.html", PageKind.EVENT, "en"),
        Route("pt-BR/disk/7-diskfull-v2.html", PageKind.EVENT, "pt-BR"),
    ]


def test_events_are_split_into_shards_when_they_are_too_many_for_one() -> None:
    events = [EventRef("", str(number), "A") for number in range(5)]

    def split(events: list[EventRef]) -> list[Shard]:
        return shards(events, single_max=3, size=2)

    assert split([]) == [Shard(1, 1, ())]
    assert split(events[:3]) == [Shard(1, 1, tuple(events[:3]))]
    assert [(shard.number, shard.count, len(shard.events)) for shard in split(events)] == [
        (1, 3, 2),
        (2, 3, 2),
        (3, 3, 1),
    ]


@pytest.mark.parametrize(
    ("count", "paths"), [(1, {"en/index.html"}), (3, {"en/events/2.html", "en/events/2.js"})]
)
def test_a_single_shard_uses_the_index_page_and_several_have_separate_pages(
    count: int, paths: set[str]
) -> None:
    shard = Shard(2, count, ())
    assert {route.path for route in shard_routes(shard, [Format.HTML], ("en",))} == paths
    assert f"en/{shard.path}" in paths
    assert list(shard_routes(shard, [Format.GFM], ("en",))) == []


def test_the_hits_of_a_shard_are_in_files_of_eight_events() -> None:
    events = tuple(EventRef("", str(number), "A") for number in range(17))
    routes = list(shard_routes(Shard(2, 3, events), [Format.HTML], ("en",)))
    assert [route for route in routes if route.kind is PageKind.SEARCH_HITS] == [
        Route(f"en/search/2-{part}.js", PageKind.SEARCH_HITS, "en", part) for part in range(3)
    ]


def test_the_terms_of_a_locale_are_in_numbered_files() -> None:
    assert search_term_routes(2, [Format.HTML], "en") == (
        Route("en/search/0.js", PageKind.SEARCH_TERMS, "en", 0),
        Route("en/search/1.js", PageKind.SEARCH_TERMS, "en", 1),
    )
    assert search_term_routes(2, [Format.GFM], "en") == ()


def test_the_routes_of_a_site_depend_on_its_settings() -> None:
    plain = CatalogSettings("en", ("en",))
    html = {route.path for route in site_routes(plain, 1, [Format.HTML], ("en",))}
    assert html == {".nojekyll", "events.ndjson", "llms.txt", "index.html", "en/search.js"}
    several = {route.path for route in site_routes(plain, 2, [Format.HTML], ("en",))}
    assert several - html == {"en/index.html"}
    online = replace(plain, base_url="https://events.example", ledgers={"en": Ledger()})
    assert {route.path for route in site_routes(online, 1, [Format.HTML], ("en",))} - html == {
        "en/status.html", "404.html", "ids.js", "sitemap.xml", "robots.txt",
    }  # fmt: skip


def test_the_first_sitemap_of_a_locale_has_no_number_and_sites_without_address_have_none() -> None:
    online = replace(CatalogSettings("en", ("en",)), base_url="https://events.example")
    assert list(sitemap_routes(online, [Format.HTML], {"en": 1, "pt-BR": 3})) == [
        Route("en/sitemap.xml", PageKind.SITEMAP, "en"),
        Route("pt-BR/sitemap.xml", PageKind.SITEMAP, "pt-BR"),
        Route("pt-BR/sitemap-1.xml", PageKind.SITEMAP, "pt-BR", 1),
        Route("pt-BR/sitemap-2.xml", PageKind.SITEMAP, "pt-BR", 2),
    ]
    assert list(sitemap_routes(CatalogSettings("en", ("en",)), [Format.HTML], {"en": 3})) == []


def test_the_templates_that_are_rendered_often_are_those_of_events_ids_and_shards() -> None:
    assert set(repeated_templates([Format.HTML])) == {"event.html", "same-id.html", "index.html"}
    assert set(repeated_templates([Format.HTML], with_lists=False)) == {"event.html", "same-id.html"}
    assert set(repeated_templates([Format.MARKDOWN, Format.GFM])) == {"event.md", "event.gfm.md"}


def test_pages_are_about_one_event_id_shard_or_site() -> None:
    """A path has the placeholders that its scope can fill in."""
    known = {
        Scope.ASSET: {"name"},
        Scope.EVENT: {"locale", "slug"},
        Scope.ID: {"id"},
        Scope.PROVIDER: {"locale", "provider"},
        Scope.SHARD: {"locale", "number"},
        Scope.SHARD_PART: {"locale", "number", "part"},
        Scope.TERMS: {"locale", "part"},
        Scope.SITEMAP: {"locale", "part"},
        Scope.SITE: {"locale"},
    }
    for row in ROUTES:
        assert set(re.findall(r"\{(\w+)\}", row.path)) <= known[row.scope], row.path
