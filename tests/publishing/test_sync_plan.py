"""The plan of a publication depends on the site, and on the files and the manifest at the target."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventdocs.publishing.http_headers import IMMUTABLE, REVALIDATE
from eventdocs.publishing.sync_plan import (
    NO_DIGEST,
    Delete,
    ManagedFiles,
    Put,
    TargetState,
    plan_sync,
    read_manifest,
    write_manifest,
)
from eventdocs.site.routes import WritePhase

HTML = "text/html; charset=utf-8"


def manifest(files: dict[str, str]) -> ManagedFiles:
    """Return a manifest of files that exist at the target."""
    return {path: (digest,) for path, digest in files.items()}


def test_link_targets_are_written_before_links_and_removed_after_them() -> None:
    old = {
        "assets/old.css": "1",
        "de/1-gone.html": "1",
        "de/index.html": "1",
        "de/1-gone.json": "1",
        "en/2-b.html": "1",
    }
    new = {
        "index.html": "2",
        "en/index.html": "2",
        "en/search.js": "2",
        "en/1-a.html": "2",
        "en/2-b.html": "2",
        "en/1-a.json": "2",
        "events.ndjson": "2",
        "assets/site.deadbeef.css": "2",
    }
    assert plan_sync(new, TargetState(old, manifest(old))).actions == (
        Put(WritePhase.ASSETS, "assets/site.deadbeef.css", "2", "text/css; charset=utf-8", IMMUTABLE),
        Put(WritePhase.FILES, "en/1-a.json", "2", "application/json", REVALIDATE),
        Put(WritePhase.NEW_PAGES, "en/1-a.html", "2", HTML, REVALIDATE),
        Put(WritePhase.NEW_INDEXES, "en/index.html", "2", HTML, REVALIDATE),
        Put(WritePhase.NEW_INDEXES, "en/search.js", "2", "text/javascript; charset=utf-8", REVALIDATE),
        Put(WritePhase.CHANGED_PAGES, "en/2-b.html", "2", HTML, REVALIDATE),
        Put(WritePhase.FEEDS, "events.ndjson", "2", "application/x-ndjson", REVALIDATE),
        Put(WritePhase.FRONT_PAGE, "index.html", "2", HTML, REVALIDATE),
        Delete(WritePhase.CHANGED_INDEXES, "de/index.html"),
        Delete(WritePhase.CHANGED_PAGES, "de/1-gone.html"),
        Delete(WritePhase.FILES, "de/1-gone.json"),
        Delete(WritePhase.ASSETS, "assets/old.css"),
    )


def test_obstacles_are_removed_first() -> None:
    old = {"x": "1", "y/z": "1", "gone": "1"}
    new = {"x/z": "2", "y": "2"}
    actions = plan_sync(new, TargetState(old, manifest(old))).actions
    assert [action.path for action in actions] == ["y/z", "x", "x/z", "y", "gone"]


def test_the_first_manifest_lists_every_file_that_a_run_may_leave() -> None:
    old = {"same": "1", "changed": "1", "gone": "1"}
    plan = plan_sync({"same": "1", "changed": "2", "new": "2"}, TargetState(old, manifest(old)))
    assert plan.manifest_before == {
        "same": ("1",),
        "changed": ("1", "2"),
        "gone": ("1",),
        "new": (NO_DIGEST, "2"),
    }
    assert plan.manifest_after == {"same": ("1",), "changed": ("2",), "new": ("2",)}
    assert (plan.unchanged, plan.is_noop) == (1, False)


def test_without_digests_of_the_target_only_a_clear_manifest_counts() -> None:
    found = dict.fromkeys(("sure", "unsure", "half"))
    ours = {"sure": ("1",), "unsure": ("0", "1"), "half": (NO_DIGEST, "1"), "absent": ("1",)}
    site = dict.fromkeys(ours, "1")
    assert [action.path for action in plan_sync(site, TargetState(found, ours)).actions] == [
        "absent",
        "half",
        "unsure",
    ]
    assert [action.path for action in plan_sync({}, TargetState(found, ours)).actions] == [
        "unsure",
        "sure",
        "half",
    ]


def test_an_equal_file_that_eventdocs_did_not_publish_stays_foreign() -> None:
    plan = plan_sync({"CNAME": "1"}, TargetState({"CNAME": "1"}))
    assert (plan.actions, plan.manifest_after, plan.is_noop) == ((), {}, True)
    assert plan_sync({}, TargetState({"CNAME": "1"}, plan.manifest_after)).untracked == ("CNAME",)


def test_a_foreign_file_in_place_of_a_folder_is_a_conflict_even_with_overwrite() -> None:
    for found in ("en", "en/1.html/theirs"):
        assert plan_sync({"en/1.html": "1"}, TargetState({found: "x"}), overwrite=True).conflicts == (found,)


FILES = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("123"))


@settings(max_examples=60)
@given(FILES, st.dictionaries(st.sampled_from("abcdef"), st.tuples(st.sampled_from("123"))), FILES)
def test_executing_any_plan_leaves_the_site_and_foreign_files_only(
    found: dict[str, str], ours: dict[str, tuple[str, ...]], site: dict[str, str]
) -> None:
    plan = plan_sync(site, TargetState(found, ours), overwrite=True)
    there = dict(found)
    for action in plan.actions:
        if isinstance(action, Put):
            there[action.path] = action.digest
        else:
            assert there.pop(action.path) in ours[action.path]
    assert there == {path: found[path] for path in plan.untracked} | site
    assert plan_sync(site, TargetState(there, plan.manifest_after)).is_noop


def test_a_manifest_is_read_as_it_was_written() -> None:
    ours = {"en/é.html": ("1", "2"), 'a"b': (NO_DIGEST, "1"), "\udcff": ("1",)}
    assert read_manifest(write_manifest(ours)) == ours
    assert write_manifest(ours).count(b"\n") == 5


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"null", b'{"version": 2, "files": {}}', b'{"version": 1, "files": [1]}', b"\xff"],
)
def test_a_damaged_manifest_lists_no_files(data: bytes) -> None:
    assert read_manifest(data) == {}
