"""Rendering a shard renders the right targets, and stops with an error when it must."""

import gc
import json
from collections.abc import Callable, Generator, Sequence
from dataclasses import replace

import pytest

from eventdocs.building import event_reader, render
from eventdocs.building.cache import CachedShard, load_shard
from eventdocs.building.engine import BuildSession
from eventdocs.building.event_reader import EventReader
from eventdocs.building.inputs import read_inputs
from eventdocs.building.prepare import load_template_cache, prepare_site
from eventdocs.building.render import RenderContext, ShardResult, render_shard
from eventdocs.building.staleness import NOT_CACHED, REASONS
from eventdocs.building.targets import ShardTask, plan_build, shard_task, stale_shards
from eventdocs.commands.accept import accept_translations
from eventdocs.site.markdown import inline
from eventdocs.store import blob_cache
from eventdocs.store.file_changes import ABSENT, FileChange, pack_changes
from eventdocs.store.output_dir import digest
from eventdocs.translations.accept import AcceptOptions
from tests.building.conftest import IDS, Record, Site
from tests.conftest import tree


def prepare(session: BuildSession, *, kept_bytes: int = 0) -> tuple[RenderContext, list[ShardTask]]:
    """Return what is needed to render the shards of a session."""
    request, output, cache = session.request, session.output, session.cache
    inputs = read_inputs(request, session.scanned, {}, kept_bytes=kept_bytes)
    plan = plan_build(request, inputs, cache, output, full_parse=False)
    templates = load_template_cache(cache, output, inputs.shared.templates_digest)
    context = RenderContext(
        EventReader(
            request.catalog,
            prepare_site(request, inputs.settings, templates),
            request.pseudo,
            inputs.contents.data,
        ),
        output,
        cache.untrusted,
        session.scanned.is_output_empty,
        session.options.batch_size,
        plan.term_files,
    )
    return context, [shard_task(plan, each) for each in stale_shards(plan, cache, request)]


def render_first(site: Site, **changes: object) -> tuple[ShardResult, CachedShard | None]:
    """Render the first shard that may be stale, and return its stored record."""
    with site.session() as session:
        context, tasks = prepare(session)
        result = render_shard(replace(context, **changes), tasks[0])  # type: ignore[arg-type]
        return result, load_shard(session.output, result.summary.blob) if result.summary else None


@pytest.fixture
def built(site: Site) -> Site:
    site.build()
    site.build()
    return site


def test_a_first_build_renders_everything_of_a_shard(site: Site) -> None:
    result, shard = render_first(site)
    assert shard
    assert result.summary
    assert result.number == 1
    assert result.reasons == {"events/10.yaml": NOT_CACHED, "events/11.yaml": NOT_CACHED}
    assert [(ref.id, own) for ref, own in result.events] == [
        ("10", ("en-US", "pt-BR")),
        ("11", ("en-US", "pt-BR")),
    ]
    assert [event.ref.id for event in shard.events] == ["10", "11"]
    assert [event.ref.keywords for event in shard.events] == [("Storage",), ("Storage",)]
    assert sorted(shard.pages) == [
        f"{locale}/{path}"
        for locale in ("en-US", "pt-BR")
        for path in ("events/1.html", "events/1.js", "search/1-0.js")
    ]
    files = dict(shard.artifacts)
    assert result.summary.files == len(files) == len(result.changes) == 16
    assert {*result.changes} == {FileChange(path, ABSENT) for path in files}
    assert result.summary.ndjson == shard.ndjson


def _sorted(result: ShardResult) -> ShardResult:
    return result._replace(changes=pack_changes(sorted(result.changes)))


@pytest.mark.parametrize("size", [1, 2, 3])
def test_the_size_of_batches_does_not_affect_the_site(
    size: int, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the order in which files are staged may differ."""
    monkeypatch.setattr("eventdocs.text.locales._locale_data", {})
    whole, _ = render_first(site)
    monkeypatch.setattr("eventdocs.text.locales._locale_data", {})
    result, _ = render_first(site, batch_size=size)
    assert _sorted(result) == _sorted(whole)


def test_batches_are_put_in_order(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The workers finish in any order."""
    whole, _ = render_first(site)

    def reversed_results(
        work: Callable[[int], object], starts: Sequence[int], _: int
    ) -> Generator[object, None, None]:
        yield from map(work, reversed(starts))

    monkeypatch.setattr(render, "map_forked", reversed_results)
    assert render_first(site, batch_size=1)[0].events == whole.events


def test_only_stale_events_and_lists_are_rendered(built: Site, record: Record) -> None:
    built.edit("events/12.yaml", "Storage", "Memory")
    events = record("eventdocs.building.event_reader.parse_events")
    lists = record("eventdocs.building.render._write_list")
    result, shard = render_first(built)
    assert shard
    assert result.reasons == {"events/12.yaml": REASONS["source"]}
    assert [list(files) for files, _ in events] == [["events/12.yaml"]]
    assert [event.ref.id for event in shard.events] == ["12", "13"]
    paths = {change.path for change in result.changes}
    assert {path for path in paths if "13-" in path} == set()
    assert {route.path for _, route, *_ in lists} >= {"en-US/events/2.html"}


def test_lists_are_not_rendered_if_their_rows_are_the_same(built: Site, record: Record) -> None:
    built.edit("events/12.yaml", "name: DiskFull\n", "name: DiskFull  # a comment\n")
    lists = record("eventdocs.building.render._write_list")
    result, _ = render_first(built)
    assert result.reasons == {"events/12.yaml": REASONS["source"]}
    assert lists == []


@pytest.mark.parametrize(("new", "is_same"), [("[Storage]  # a comment", True), ("[Memory]", False)])
def test_the_terms_of_a_shard_stay_if_the_search_shows_the_same_events(
    new: str, is_same: bool, built: Site, record: Record
) -> None:
    before = built.manifest.shards[1].terms
    built.edit("events/12.yaml", "[Storage]", new)
    terms = record("eventdocs.building.render.shard_terms")
    result, _ = render_first(built)
    assert result.summary
    assert (not terms, result.summary.terms == before) == (is_same, is_same)


def test_a_locale_can_be_removed_from_a_built_site(built: Site) -> None:
    built.edit("catalog.yaml", "locales: [en-US, pt-BR]", "locales: [en-US]")
    for number in IDS:
        path = built.catalog / f"events/{number}.yaml"
        path.write_text(path.read_text("utf-8").partition("  pt-BR:")[0], "utf-8")
    built.build()
    assert [len(shard.terms) for shard in built.manifest.shards] == [1, 1, 1]
    assert tree(built.out) == built.clean()


def test_a_changed_list_is_rendered_without_its_events(built: Site) -> None:
    before = tree(built.out)
    (built.out / "en-US/events/1.html").write_bytes(b"other")
    (built.out / "pt-BR/search/3-0.js").unlink()
    result = built.build()
    assert result.changes
    assert (sorted(result.changes.written), result.reasons) == (
        ["en-US/events/1.html", "pt-BR/search/3-0.js"],
        {},
    )
    assert tree(built.out) == before


def test_cached_lines_are_those_of_unchanged_events(built: Site) -> None:
    blobs = built.state_dir / blob_cache.BLOBS
    before = (blobs / built.manifest.shards[1].ndjson).read_bytes().splitlines()
    built.edit("events/12.yaml", "full.", "empty.")
    built.build()
    after = (blobs / built.manifest.shards[1].ndjson).read_bytes().splitlines()
    assert "empty." in json.dumps(json.loads(after[0]))
    assert (after[0] != before[0], after[1]) == (True, before[1])


def test_events_without_cached_lines_count_as_not_cached(built: Site) -> None:
    built.damage(built.manifest.shards[1].ndjson)
    built.edit("events/12.yaml", "full.", "empty.")
    result, _ = render_first(built)
    assert result.reasons == {"events/12.yaml": NOT_CACHED, "events/13.yaml": NOT_CACHED}


def test_an_event_that_changed_since_it_was_planned_stops_its_shard(site: Site) -> None:
    with site.session() as session:
        context, tasks = prepare(session)
        site.edit("events/11.yaml", "full.", "empty.")
        assert render_shard(context, tasks[0]) == ShardResult(1)
        assert render_shard(context, tasks[1]).summary


def test_kept_contents_are_rendered_without_reading_them_again(site: Site, record: Record) -> None:
    with site.session() as session:
        context, tasks = prepare(session, kept_bytes=1_000_000)
        site.edit("events/11.yaml", "full.", "empty.")
        reads = record("eventdocs.building.event_reader.read_catalog_file")
        assert render_shard(context, tasks[0]).summary
        assert reads == []


@pytest.mark.parametrize(
    ("old", "new"), [("level: error", "level: eror"), ("channel: analytic", "channel: other")]
)
def test_an_event_with_errors_stops_its_shard(old: str, new: str, site: Site) -> None:
    """Return an event with a wrong value and a dangling reference."""
    site.edit("events/12.yaml", old, new)
    with site.session() as session:
        context, tasks = prepare(session)
        assert render_shard(context, tasks[1]) == ShardResult(2)
    assert site.build().changes is None


def test_an_event_that_is_not_the_one_of_the_plan_stops_its_shard(site: Site) -> None:
    with site.session() as session:
        context, tasks = prepare(session, kept_bytes=1_000_000)
        events = context.events
        text = events.contents["events/11.yaml"].replace(b"DiskFull", b"Another")
        changed = replace(
            context, events=replace(events, contents={**events.contents, "events/11.yaml": text})
        )
        assert render_shard(changed, tasks[0]) == ShardResult(1)


def test_the_texts_of_a_long_event_are_converted_once_for_the_pages_of_all_locales(site: Site) -> None:
    count = 1_500
    items = "".join(f"\n      - The disk `{number}` of **all**." for number in range(count))
    texts = "".join(
        f"  {locale}:\n    description: |-{items.replace('The disk', disk)}\n"
        for locale, disk in (("en-US", "The disk"), ("pt-BR", "O disco"))
    )
    site.write("events/10.yaml", f"id: 10\nname: Long\nstrings:\n{texts}")
    inline.cache_clear()
    site.build()
    assert 2 * count <= inline.cache_info().misses < 2.1 * count


def test_the_garbage_collector_is_off_for_a_shard_and_on_again_after_it(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def fail(*_: object) -> None:
        seen.append(gc.isenabled())
        raise ZeroDivisionError

    monkeypatch.setattr(event_reader, "parse_events", fail)
    with site.session() as session:
        context, tasks = prepare(session)
        with pytest.raises(ZeroDivisionError):
            render_shard(context, tasks[0])
    assert (seen, gc.isenabled()) == ([False], True)


def test_strings_are_counted_by_state_if_there_are_ledgers(site: Site) -> None:
    _, shard = render_first(site)
    assert shard
    assert [event.counts for event in shard.events] == [(), ()]
    accept_translations(site.catalog, [], AcceptOptions())
    site.write("events/11.yaml", "id: 11\nname: Short\nstrings: {en-US: {message: x}}\n")
    result, shard = render_first(site)
    assert shard
    assert result.summary
    first, second = (event.counts[0] for event in shard.events)
    assert (sum(first.values()), sum(second.values()), second["missing"]) == (2, 1, 1)
    assert result.summary.counts == [{state: first[state] + second[state] for state in first}]


def test_warnings_are_recorded_with_their_events(site: Site) -> None:
    site.edit("events/11.yaml", "  pt-BR:", "  pt-BR:\n    labels: {keywords: {Other: Outro}}")
    result, shard = render_first(site)
    assert shard
    assert result.summary
    assert [len(event.warnings) for event in shard.events] == [0, 1]
    assert result.summary.warnings == list(shard.events[1].warnings)


def test_pseudo_locales_are_rendered_on_request(site: Site) -> None:
    site.pseudo = True
    _, shard = render_first(site)
    assert shard
    assert "qps-ploc/10-diskfull.html" in dict(shard.artifacts)
    site.build()
    page = (site.out / "qps-ploc/10-diskfull.html").read_text("utf-8")
    assert "The disk is full." not in page.partition("<main")[2].partition("</h1>")[0]
    assert site.plan().inputs.changed == set()


def test_titles_of_pseudo_locales_are_not_kept_as_those_of_the_file(site: Site) -> None:
    """The next build renders the neighbor of a changed event from what is kept of it."""
    site.edit("events/11.yaml", "  en-US:", "  en-US:\n    title: Disk full")
    site.pseudo = True
    site.build()
    site.edit("events/10.yaml", "name: DiskFull", "name: DiskUsed")
    assert site.build().changes
    assert tree(site.out) == site.clean()


def test_the_recorded_digests_are_those_of_the_files(built: Site) -> None:
    with built.session() as session:
        for summary, first in zip(built.manifest.shards, (10, 12, 14), strict=True):
            shard = load_shard(session.output, summary.blob)
            assert shard
            assert shard.events[0].ref.id == str(first)
            for path, known in shard.artifacts:
                assert known == digest((built.out / path).read_bytes())
    assert len(IDS) == sum(1 for _ in (built.out / "en-US").glob("*.html")) - 1
