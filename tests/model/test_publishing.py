"""A publication is planned as a value: what is there, what is ours, and what the site wants decide all of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventdocs.model.media import ASK_FIRST, FOREVER
from eventdocs.model.publishing import (
    ABSENT,
    Delete,
    Ours,
    Put,
    Seen,
    plan,
    read_manifest,
    write_manifest,
)
from eventdocs.model.routes import WritePhase

HTML = "text/html; charset=utf-8"


def settled(files: dict[str, str]) -> Ours:
    """Manifest of files that are known to be there."""
    return {path: (digest,) for path, digest in files.items()}


def test_what_is_linked_comes_before_what_links_it_and_goes_after_it() -> None:
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
    assert plan(new, Seen(old, settled(old))).actions == (
        Put(WritePhase.ASSETS, "assets/site.deadbeef.css", "2", "text/css; charset=utf-8", FOREVER),
        Put(WritePhase.FILES, "en/1-a.json", "2", "application/json", ASK_FIRST),
        Put(WritePhase.NEW_PAGES, "en/1-a.html", "2", HTML, ASK_FIRST),
        Put(WritePhase.NEW_INDEXES, "en/index.html", "2", HTML, ASK_FIRST),
        Put(WritePhase.NEW_INDEXES, "en/search.js", "2", "text/javascript; charset=utf-8", ASK_FIRST),
        Put(WritePhase.CHANGED_PAGES, "en/2-b.html", "2", HTML, ASK_FIRST),
        Put(WritePhase.FEEDS, "events.ndjson", "2", "application/x-ndjson", ASK_FIRST),
        Put(WritePhase.FRONT_PAGE, "index.html", "2", HTML, ASK_FIRST),
        Delete(WritePhase.CHANGED_INDEXES, "de/index.html"),
        Delete(WritePhase.CHANGED_PAGES, "de/1-gone.html"),
        Delete(WritePhase.FILES, "de/1-gone.json"),
        Delete(WritePhase.ASSETS, "assets/old.css"),
    )


def test_what_is_in_the_way_is_removed_first() -> None:
    old = {"x": "1", "y/z": "1", "gone": "1"}
    new = {"x/z": "2", "y": "2"}
    actions = plan(new, Seen(old, settled(old))).actions
    assert [action.path for action in actions] == ["y/z", "x", "x/z", "y", "gone"]


def test_the_manifest_before_names_all_that_a_run_may_leave() -> None:
    old = {"same": "1", "changed": "1", "gone": "1"}
    decided = plan({"same": "1", "changed": "2", "new": "2"}, Seen(old, settled(old)))
    assert decided.before == {"same": ("1",), "changed": ("1", "2"), "gone": ("1",), "new": (ABSENT, "2")}
    assert decided.after == {"same": ("1",), "changed": ("2",), "new": ("2",)}
    assert (decided.unchanged, decided.settled) == (1, False)


def test_a_target_that_knows_no_digests_is_believed_only_where_the_manifest_is_sure() -> None:
    found = dict.fromkeys(("sure", "unsure", "half"))
    ours = {"sure": ("1",), "unsure": ("0", "1"), "half": (ABSENT, "1"), "absent": ("1",)}
    site = dict.fromkeys(ours, "1")
    assert [action.path for action in plan(site, Seen(found, ours)).actions] == ["absent", "half", "unsure"]
    assert [action.path for action in plan({}, Seen(found, ours)).actions] == ["unsure", "sure", "half"]


def test_a_file_like_ours_that_others_put_there_stays_theirs() -> None:
    decided = plan({"CNAME": "1"}, Seen({"CNAME": "1"}))
    assert (decided.actions, decided.after, decided.settled) == ((), {}, True)
    assert plan({}, Seen({"CNAME": "1"}, decided.after)).foreign == ("CNAME",)


def test_a_file_of_others_in_place_of_a_folder_is_in_the_way_even_of_overwriting() -> None:
    for found in ("en", "en/1.html/theirs"):
        assert plan({"en/1.html": "1"}, Seen({found: "x"}), overwrite=True).blocked == (found,)


FILES = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("123"))


@settings(max_examples=60)
@given(FILES, st.dictionaries(st.sampled_from("abcdef"), st.tuples(st.sampled_from("123"))), FILES)
def test_carrying_out_any_plan_leaves_the_site_and_nothing_else_of_ours(
    found: dict[str, str], ours: dict[str, tuple[str, ...]], site: dict[str, str]
) -> None:
    decided = plan(site, Seen(found, ours), overwrite=True)
    there = dict(found)
    for action in decided.actions:
        if isinstance(action, Put):
            there[action.path] = action.digest
        else:
            assert there.pop(action.path) in ours[action.path]
    assert there == {path: found[path] for path in decided.foreign} | site
    assert plan(site, Seen(there, decided.after)).settled


def test_a_manifest_is_read_as_it_was_written() -> None:
    ours = {"en/é.html": ("1", "2"), 'a"b': (ABSENT, "1"), "\udcff": ("1",)}
    assert read_manifest(write_manifest(ours)) == ours
    assert write_manifest(ours).count(b"\n") == 5


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"null", b'{"version": 2, "files": {}}', b'{"version": 1, "files": [1]}', b"\xff"],
)
def test_a_damaged_manifest_makes_nothing_ours(data: bytes) -> None:
    assert read_manifest(data) == {}
