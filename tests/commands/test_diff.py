"""Diff compares a catalog with a revision. A feed of changes has the catalog's name and the last commit."""

from pathlib import Path

import pytest

from eventdocs.commands.diff import diff_catalog, feed_of
from tests.cli.test_diff import git
from tests.conftest import CATALOG, EVENT, Write

E7 = "events/7-diskfull.yaml"


@pytest.fixture
def repository(catalog: Write) -> Path:
    """Return a catalog with one revision."""
    folder = catalog({"catalog.yaml": f"{CATALOG}    title: {{en-US: Disks}}\n"})
    git(folder.parent, "init", "-q", "-b", "main")
    git(folder.parent, "add", "-A")
    git(folder.parent, "commit", "-q", "-m", "first", "--date", "2026-01-02T03:04:05+00:00")
    return folder


def test_the_diff_goes_from_the_revision_to_the_current_files(repository: Path, catalog: Write) -> None:
    catalog({E7: EVENT.replace("level: error", "level: warning"), "events/8.yaml": "id: 8\nname: New\n"})
    diff = diff_catalog(repository, "main")
    assert [event.key for event in diff.added] == ["8"]
    assert diff.removed == ()
    (change,) = diff.changed
    assert [(value.field, value.old, value.new) for value in change.differences] == [
        ("level", "error", "warning")
    ]


def test_a_feed_has_the_title_of_the_source_locale(repository: Path, catalog: Write) -> None:
    feed = feed_of(repository)
    assert (feed.title, feed.locale) == ("Disks", "en-US")
    assert len(feed.updated) == len("2026-01-02T03:04:05+00:00")
    catalog({"catalog.yaml": CATALOG})
    assert feed_of(repository).title == "eventdocs"
