"""The plan of a build has all events, what their pages depend on, and the shards that may be stale."""

import pytest

from eventdocs.building.targets import ShardTask, neighbours_digest, plan_build, shard_task, stale_shards
from eventdocs.model.event import EventRef
from eventdocs.site.routes import Neighbours
from tests.building.conftest import Record, Site

ONE, TWO = EventRef("events/1.yaml", "1", "One"), EventRef("events/2.yaml", "2", "Two")


def tasks_of(site: Site, *, use_cache: bool = True) -> list[ShardTask]:
    """Return the tasks of the next build."""
    inputs = site.inputs()
    with site.session(use_cache=use_cache) as session:
        plan = plan_build(session.request, inputs, session.cache, session.output, full_parse=False)
        return [shard_task(plan, each) for each in stale_shards(plan, session.cache, session.request)]


def keys(site: Site) -> dict[str, bytes]:
    """Return the keys of the shards of the next build by their first event."""
    plan = site.plan()
    return {shard.events[0].id: key for shard, key in zip(plan.shards, plan.shard_keys, strict=True)}


@pytest.fixture
def built(site: Site) -> Site:
    site.build()
    site.build()
    return site


SHOWN = Neighbours(related=(ONE,), same=(ONE, TWO), before=(ONE,), after=(TWO,), shared=(ONE, TWO))


@pytest.mark.parametrize(
    "other",
    [
        Neighbours(),
        SHOWN._replace(related=()),
        SHOWN._replace(related=(ONE, TWO), same=(ONE,)),
        SHOWN._replace(related=(ONE, TWO), same=()),
        SHOWN._replace(replacement=ONE),
        SHOWN._replace(before=()),
        SHOWN._replace(before=(TWO,)),
        SHOWN._replace(after=()),
        SHOWN._replace(before=(ONE, TWO), after=()),
        SHOWN._replace(shared=()),
        *(
            SHOWN._replace(after=(TWO._replace(**change),))
            for change in (
                {"file": "events/3.yaml"},
                {"id": "3"},
                {"name": "Other"},
                {"provider": "wcf"},
                {"version": 1},
                {"level": "error"},
            )
        ),
    ],
)
def test_the_digest_of_neighbours_covers_everything_that_pages_show(other: Neighbours) -> None:
    assert neighbours_digest(SHOWN) != neighbours_digest(other)


def test_the_digest_of_neighbours_omits_everything_that_no_page_shows() -> None:
    other = TWO._replace(see_also=("1",), keywords=("Storage",))
    assert neighbours_digest(SHOWN) == neighbours_digest(SHOWN._replace(after=(other,)))


def test_events_are_planned_in_the_order_of_the_catalog(site: Site) -> None:
    (site.catalog / "events/14.yaml").rename(site.catalog / "events/1.yaml")
    plan = site.plan()
    assert [ref.id for ref in plan.refs] == ["10", "11", "12", "13", "14"]
    assert [[ref.id for ref in shard.events] for shard in plan.shards] == [["10", "11"], ["12", "13"], ["14"]]
    (event,) = (
        event for task in tasks_of(site) for event in task.events if event.ref.file == "events/12.yaml"
    )
    assert (event.neighbours.previous, event.neighbours.next) == (plan.refs[1], plan.refs[3])
    assert event.target.inputs == {
        "settings": plan.event_settings,
        "source": plan.inputs.files["events/12.yaml"].digest,
        "neighbours": neighbours_digest(event.neighbours),
        "related": b"",
        "ledger": b"",
        "group": b"",
    }


def test_shard_keys_change_with_each_input_of_their_events(built: Site) -> None:
    before = keys(built)
    assert len(set(before.values())) == 3
    built.edit("events/12.yaml", "full.", "empty.")
    after = keys(built)
    assert [number for number in after if after[number] != before[number]] == ["12"]
    built.edit("events/12.yaml", "DiskFull", "DiskEmpty")  # all others list it
    after = keys(built)
    assert [number for number in after if after[number] != before[number]] == ["10", "12", "14"]
    before = after
    built.write("labels/pt-BR.yaml", "headings: {cause: Causa}\n")
    after = keys(built)
    assert [number for number in after if after[number] != before[number]] == ["10", "12", "14"]


def test_shard_keys_change_with_the_ledger_records_of_their_events(built: Site) -> None:
    from eventdocs.commands.accept import accept_translations
    from eventdocs.model.ledger import State
    from eventdocs.translations.accept import AcceptOptions

    accept_translations(built.catalog, [], AcceptOptions())
    before, digests = keys(built), built.plan().ledgers
    only = AcceptOptions(state=State.MACHINE, only=frozenset({"12"}))
    accept_translations(built.catalog, [], only)
    after, other = keys(built), built.plan().ledgers
    assert [number for number in after if after[number] != before[number]] == ["12"]
    assert {key for key in other if other[key] != digests[key]} == {"12"}


def test_shard_keys_change_with_the_number_of_shards(site: Site) -> None:
    """Because a list page shows the number of events."""
    for number in range(20, 33):  # so many that the pages of the first events do not list the last ones
        site.write(f"events/{number}.yaml", f"id: {number}\nname: Far\nstrings: {{en-US: {{message: x}}}}\n")
    before = keys(site)
    site.write("events/91.yaml", "id: 91\nname: Far\nstrings: {en-US: {message: x}}\n")
    site.write("events/92.yaml", "id: 92\nname: Far\nstrings: {en-US: {message: x}}\n")
    assert len(keys(site)) == len(before) + 1
    assert keys(site)["10"] != before["10"]
    plan = site.plan()
    assert {ref.id for at in (0, 1) for ref in plan.neighbours[at].after}.isdisjoint({"91", "92"})


def test_unchanged_files_are_not_scanned_again(built: Site, record: Record) -> None:
    built.edit("events/12.yaml", "full.", "empty.")
    scans = record("eventdocs.building.inputs.scan_head")
    plan = built.plan()
    assert [name for _, name, _ in scans] == ["events/12.yaml"]
    assert plan.refs[0].keywords == ("Storage",)  # from the cache; a scan of the first keys has none
    assert plan.refs[0] is plan.cached_refs["events/10.yaml"].ref
    assert plan.refs[2] is not plan.cached_refs["events/12.yaml"].ref


def test_the_same_events_with_other_texts_are_unchanged_events(built: Site) -> None:
    assert built.plan().events_unchanged
    built.edit("events/12.yaml", "full.", "empty.")
    plan = built.plan()
    assert plan.events_unchanged
    assert plan.neighbour_digests == list(map(neighbours_digest, plan.neighbours))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("events/12.yaml", "DiskFull", "DiskEmpty"),
        ("events/12.yaml", "id: 12", "id: 15"),
        ("events/12.yaml", "level:", "see_also: ['10']\nlevel:"),
        ("catalog.yaml", "Product", "Other"),
    ],
)
def test_other_events_or_settings_are_no_unchanged_events(name: str, old: str, new: str, built: Site) -> None:
    built.edit(name, old, new)
    plan = built.plan()
    assert not plan.events_unchanged
    assert plan.neighbour_digests == list(map(neighbours_digest, plan.neighbours))


def test_a_removed_or_an_added_event_is_no_unchanged_events(built: Site) -> None:
    (built.catalog / "events/14.yaml").rename(built.catalog.parent / "away.yaml")
    assert not built.plan().events_unchanged
    (built.catalog.parent / "away.yaml").rename(built.catalog / "events/14.yaml")
    assert built.plan().events_unchanged
    built.write("events/15.yaml", "id: 15\nname: New\nstrings: {en-US: {message: x}}\n")
    assert not built.plan().events_unchanged


def test_a_first_build_has_a_task_for_each_shard(site: Site) -> None:
    tasks = tasks_of(site)
    assert [task.shard.number for task in tasks] == [1, 2, 3]
    assert [[event.ref.id for event in task.events] for task in tasks] == [["10", "11"], ["12", "13"], ["14"]]
    plan = site.plan()
    assert [task.key for task in tasks] == plan.shard_keys
    assert {task.settings for task in tasks} == {plan.inputs.shared.page_settings_digest("index.html")}
    assert [task.cached for task in tasks] == [(), (), ()]


def test_a_later_build_has_tasks_for_the_shards_whose_inputs_differ(built: Site) -> None:
    assert tasks_of(built) == []
    built.edit("events/12.yaml", "full.", "empty.")
    (task,) = tasks_of(built)
    assert task.shard.number == 2
    assert task.cached == (built.manifest.shards[1].blob,)


def test_an_output_in_doubt_has_a_task_for_each_shard(built: Site) -> None:
    assert len(tasks_of(built, use_cache=False)) == 3
    (built.out / "index.html").write_bytes(b"other")
    tasks = tasks_of(built)
    assert [task.cached for task in tasks] == [(summary.blob,) for summary in built.manifest.shards]


def test_events_that_move_to_another_shard_are_found_in_the_old_one(built: Site) -> None:
    first, second, third = (summary.blob for summary in built.manifest.shards)
    built.write("events/1.yaml", "id: 1\nname: First\nstrings: {en-US: {message: x}}\n")
    assert [task.cached for task in tasks_of(built)] == [(first,), (first, second), (second, third)]


def test_lost_ledger_digests_are_computed_again(built: Site) -> None:
    from eventdocs.commands.accept import accept_translations
    from eventdocs.translations.accept import AcceptOptions

    accept_translations(built.catalog, [], AcceptOptions())
    built.build()
    before = built.plan().ledgers
    assert "12" in before
    built.damage(built.manifest.ledgers)
    assert built.plan().ledgers == before
