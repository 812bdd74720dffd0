"""A changed group rebuilds the pages that show it, and no others; incremental builds equal clean ones."""

import pytest

from eventdocs.building.result import BuildResult
from eventdocs.building.staleness import REASONS
from eventdocs.commands.accept import accept_translations
from eventdocs.translations.accept import AcceptOptions
from tests.building.conftest import Site, event
from tests.conftest import tree

GROUP = "strings:\n  en-US: {title: Disks, introduction: Full disks.}\n  pt-BR: {title: Discos}\n"
OWN, OTHER = "events/disk/20.yaml", "events/21.yaml"


@pytest.fixture
def grouped(site: Site) -> Site:
    """Return a site whose last two events are in their own shard, one of them in a group."""
    (site.catalog / "events/14.yaml").unlink()
    site.write(OWN, event(20))
    site.write(OTHER, event(21))
    site.write("events/disk/group.yaml", GROUP)
    site.write("events/group.yaml", "strings: {en-US: {introduction: All disks.}}\n")
    accept_translations(site.catalog, [], AcceptOptions())
    site.build()
    site.build()
    return site


def written(result: BuildResult) -> set[str]:
    assert result.changes
    return set(result.changes.written)


def test_a_changed_title_rebuilds_events_and_lists_of_the_group_only(grouped: Site) -> None:
    grouped.edit("events/disk/group.yaml", "Discos", "Os discos")
    result = grouped.build()
    assert result.reasons == {OWN: REASONS["group"]}
    assert tree(grouped.out) == grouped.clean()
    assert {path for path in written(result) if path.startswith("pt-BR/") or "/" not in path} >= {
        "pt-BR/20-diskfull.html",
        "pt-BR/20-diskfull.json",
        "pt-BR/events/3.html",
    }
    assert not {path for path in written(result) if path.startswith("en-US/")}
    assert "pt-BR/events/1.html" not in written(result)


def test_a_changed_introduction_of_the_site_rebuilds_its_start_pages_only(grouped: Site) -> None:
    grouped.edit("events/group.yaml", "All disks", "Every disk")
    result = grouped.build()
    assert result.reasons == {}
    assert written(result) == {"index.html", "en-US/index.html", "pt-BR/index.html"}
    assert tree(grouped.out) == grouped.clean()


def test_a_removed_and_a_new_group_are_noticed(grouped: Site) -> None:
    (grouped.catalog / "events/disk/group.yaml").unlink()
    assert grouped.build().reasons == {OWN: REASONS["group"]}
    assert tree(grouped.out) == grouped.clean()
    grouped.write("events/disk/group.yaml", GROUP)
    assert grouped.build().reasons == {OWN: REASONS["group"]}
    assert tree(grouped.out) == grouped.clean()
    (grouped.catalog / "events/group.yaml").unlink()
    assert grouped.build().reasons == {}
    assert tree(grouped.out) == grouped.clean()


def test_an_accepted_translation_of_a_group_is_shown(grouped: Site) -> None:
    grouped.edit("events/disk/group.yaml", "title: Disks", "title: Drives")
    grouped.build()
    assert 'class="mark stale"' not in (grouped.out / "pt-BR/20-diskfull.html").read_text("utf-8")
    grouped.edit("events/disk/group.yaml", "title: Discos", "title: Discos, introduction: Discos cheios.")
    accept_translations(grouped.catalog, [], AcceptOptions())
    grouped.edit("events/disk/group.yaml", "Full disks.", "All full disks.")
    grouped.build()
    assert 'class="mark stale"' in (grouped.out / "pt-BR/events/3.html").read_text("utf-8")
    accept_translations(grouped.catalog, [], AcceptOptions(minor="typo"))
    grouped.build()
    assert 'class="mark stale"' not in (grouped.out / "pt-BR/events/3.html").read_text("utf-8")
    assert tree(grouped.out) == grouped.clean()


def test_a_moved_event_changes_its_group(grouped: Site) -> None:
    (grouped.catalog / OTHER).rename(grouped.catalog / "events/disk/21.yaml")
    grouped.build()
    assert tree(grouped.out) == grouped.clean()


def test_a_group_with_an_error_stops_an_incremental_build(grouped: Site) -> None:
    grouped.edit("events/disk/group.yaml", "title: Disks, ", "")
    result = grouped.build()
    assert result.changes is None
    assert [finding.rule.code for finding in result.diagnostics] == ["ED122"]


def test_an_empty_group_is_a_warning_of_the_build(grouped: Site) -> None:
    grouped.write("events/more/group.yaml", GROUP)
    assert [finding.rule.code for finding in grouped.build().diagnostics if finding.rule.code == "ED119"]
    (grouped.catalog / "events/more/group.yaml").unlink()
    assert not [finding for finding in grouped.build().diagnostics if finding.rule.code == "ED119"]


def test_the_overview_of_several_shards_leads_to_the_groups(grouped: Site) -> None:
    overview = (grouped.out / "pt-BR/index.html").read_text("utf-8")
    assert 'id="group-disk" href="events/3.html#group-disk"><b>Discos</b>' in overview
    assert 'id="group-disk"' in (grouped.out / "pt-BR/events/3.html").read_text("utf-8")
    event_page = (grouped.out / "pt-BR/20-diskfull.html").read_text("utf-8")
    assert 'href="index.html#group-disk">' in event_page
