"""Shards are rendered in this process, in forked ones, or by an executor."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from eventdocs.building import workers
from eventdocs.building.result import BuildOptions
from eventdocs.site.event_pages import EventSummary, ResolvedEvent, summarize_events
from eventdocs.site.renderer import SiteRenderer
from eventdocs.text.locales import cached_locale_data, format_number
from tests.building.conftest import IDS, Record, Site
from tests.conftest import tree

PAGES = len(IDS) * 2  # in two locales and one format


@pytest.mark.parametrize(
    ("jobs", "threshold", "processes"),
    [(3, PAGES - 1, 3), (3, PAGES, 1), (1, 0, 1), (0, 0, 7), (0, PAGES, 1)],
)
def test_many_pages_are_shared_by_processes(
    jobs: int, threshold: int, processes: int, site: Site, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "core_count", lambda: 7)
    compiled = record("eventdocs.site.renderer.SiteRenderer.compile_templates")
    forked = record("eventdocs.building.workers.map_forked")
    site.build(jobs=jobs, parallel_threshold=threshold)
    assert [values[2] for values in forked] == [processes]
    assert len(compiled) == (threshold < PAGES)


def test_a_single_shard_is_shared_by_processes(site: Site, record: Record) -> None:
    clean = site.clean()
    shards = record("eventdocs.building.workers.render_shard")
    site.options = BuildOptions(jobs=3, parallel_threshold=0, batch_size=2)
    site.build()
    assert [values[2] for values in shards] == [3]
    assert tree(site.out).keys() < clean.keys()
    assert tree(site.out)["events.ndjson"] == clean["events.ndjson"]


def test_a_shard_without_events_can_be_shared_by_processes(site: Site) -> None:
    for path in site.catalog.glob("events/*.yaml"):
        path.unlink()
    site.build(jobs=2, parallel_threshold=0)
    site.write("events/group.yaml", "strings: {en-US: {introduction: All disks.}}\n")
    site.build(jobs=2, parallel_threshold=0)
    assert tree(site.out) == site.clean()


def test_a_few_changed_files_are_not_forked_for(site: Site, record: Record) -> None:
    site.build()
    site.build()
    forked = record("eventdocs.building.workers.map_forked")
    for number in (10, 12):
        site.edit(f"events/{number}.yaml", "full.", "empty.")
    site.build(jobs=2, parallel_threshold=4)
    site.edit("events/12.yaml", "DiskFull", "Another")  # whole shards may be stale
    site.edit("events/10.yaml", "empty.", "full.")
    site.build(jobs=2, parallel_threshold=4)
    assert [values[2] for values in forked] == [1, 2]


def test_an_executor_renders_all_shards(site: Site, record: Record) -> None:
    clean = site.clean()
    remote = record("eventdocs.building.remote.render_remotely")
    site.build(executor=partial(ThreadPoolExecutor, 2))
    assert [len(values[1]) for values in remote] == [3]
    assert tree(site.out) == clean


@pytest.mark.parametrize("single_shard_max", [2, 500], ids=["shards", "batches"])
def test_workers_return_what_they_learned_of_locales(
    single_shard_max: int, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next build then needs no Babel."""

    def counted(shown: SiteRenderer, events: Sequence[ResolvedEvent]) -> list[EventSummary]:
        format_number("de", 12_345)
        return summarize_events(shown, events)

    monkeypatch.setattr("eventdocs.text.locales._locale_data", {})
    monkeypatch.setattr("eventdocs.building.render.summarize_events", counted)
    site.options = BuildOptions(
        jobs=2, parallel_threshold=0, batch_size=2, single_shard_max=single_shard_max, shard_size=2
    )
    site.build()
    assert cached_locale_data()["format_number", "de", "12345"] == "12.345"
