"""The records of builds: the manifest, and the blobs that it names."""

from collections.abc import Callable

import pytest

from eventdocs.building.cache import (
    CachedEvent,
    CachedRef,
    CachedShard,
    InputFile,
    load_input_files,
    load_refs,
    load_shard,
    load_shards,
    save_input_files,
    save_refs,
    save_shard,
)
from eventdocs.building.codec import encode
from eventdocs.building.manifest import (
    FORMAT_VERSION,
    BuildManifest,
    CacheCorrupted,
    CachedDiagnostic,
    CachedPage,
    ShardSummary,
    decode_manifest,
)
from eventdocs.model.errors import Exit
from eventdocs.model.event import EventRef
from eventdocs.store import blob_cache
from eventdocs.store.output_dir import OutputDir

REF = EventRef("events/7.yaml", "7", "DiskFull")
EVENT = CachedEvent(REF, ("en-US",), {"source": b"1"}, {"en-US/7.html": b"2"}, (), (), (), (), (), ())
PAGES = {
    "index.html": CachedPage({}, {"index.html": b"3"}),
    "llms.txt": CachedPage({}, {"llms.txt": b"4"}),
}
SHARD = CachedShard([EVENT], {"en-US/index.html": CachedPage({}, {"en-US/index.html": b"5"})}, "lines")


def warning(message: str) -> CachedDiagnostic:
    return CachedDiagnostic("EV001", ("events/7.yaml", 1, 1, 1, 1), message, "", "7", "", "", ())


MANIFEST = BuildManifest(
    version=FORMAT_VERSION,
    key=b"key",
    settings=b"settings",
    event_settings=b"event settings",
    event_list=b"event list",
    shared=b"shared",
    shared_labels=[("site", "title")],
    input_dirs={},
    output_dirs={},
    files="files",
    refs="refs",
    templates="templates",
    ledgers="ledgers",
    shards=[
        ShardSummary("shard 1", "lines 1", 5, ["terms 1"], b"", 10, [], [], [], [warning("one")]),
        ShardSummary(
            "shard 2", "lines 2", 7, ["terms 2"], b"", 20, [], [], [], [warning("two"), warning("three")]
        ),
    ],
    site_pages=PAGES,
    warnings=[warning("zero")],
    untracked=[],
    events=2,
    locales=["en-US"],
)


def damage(output: OutputDir, name: str) -> None:
    path = output.state_dir / blob_cache.BLOBS / name
    path.write_bytes(path.read_bytes()[:-1] + b"?")


def lose(output: OutputDir, name: str) -> None:
    (output.state_dir / blob_cache.BLOBS / name).unlink()


Spoil = Callable[[OutputDir, str], None]
BROKEN = pytest.mark.parametrize("spoil", [damage, lose])


def test_a_manifest_sums_up_its_parts() -> None:
    assert MANIFEST.file_count == 2 + 10 + 20
    assert MANIFEST.site_artifacts == {"index.html": b"3", "llms.txt": b"4"}
    assert [each.message for each in MANIFEST.all_warnings] == ["zero", "one", "two", "three"]


def test_a_manifest_names_all_blobs_that_the_next_build_may_need() -> None:
    shards = [
        "shard 1",
        "lines 1",
        "terms 1",
        "shard 2",
        "lines 2",
        "terms 2",
    ]
    assert list(MANIFEST.blobs) == ["files", "refs", "templates", "ledgers", *shards]


def test_a_manifest_is_read_as_it_was_stored() -> None:
    assert repr(decode_manifest(encode(MANIFEST))) == repr(MANIFEST)


@pytest.mark.parametrize(
    "value",
    [
        None,
        7,
        list(encode(MANIFEST)),
        encode(MANIFEST)[:-1],
        (*encode(MANIFEST), 1),
        (FORMAT_VERSION - 1, *encode(MANIFEST)[1:]),
        (FORMAT_VERSION + 1, *encode(MANIFEST)[1:]),
        (),
    ],
    ids=["none", "a number", "a list", "too short", "too long", "older", "newer", "empty"],
)
def test_a_manifest_of_another_version_or_shape_counts_as_none(value: object) -> None:
    assert decode_manifest(value) is None


def test_the_files_of_a_shard_are_those_of_its_events_and_pages() -> None:
    assert list(SHARD.artifacts) == [("en-US/7.html", b"2"), ("en-US/index.html", b"5")]


@BROKEN
def test_a_missing_shard_is_left_out(spoil: Spoil, output: OutputDir) -> None:
    other = SHARD._replace(ndjson="other")
    names = [save_shard(output, SHARD), save_shard(output, other)]
    assert repr(list(load_shards(output, names))) == repr([SHARD, other])
    spoil(output, names[0])
    assert load_shard(output, names[0]) is None
    assert list(load_shards(output, names)) == [other]


@BROKEN
def test_lost_references_are_a_corrupt_cache(spoil: Spoil, output: OutputDir) -> None:
    refs = [CachedRef(REF, ("en-US",), b"1"), CachedRef(REF, (), b"2")]
    name = save_refs(output, refs)
    assert repr(load_refs(output, name)) == repr(refs)
    spoil(output, name)
    with pytest.raises(CacheCorrupted) as caught:
        load_refs(output, name)
    assert caught.value.code == Exit.ENVIRONMENT


@BROKEN
def test_lost_input_files_are_read_again(spoil: Spoil, output: OutputDir) -> None:
    files = {"catalog.yaml": InputFile(1, 2, b"3"), "events/7.yaml": InputFile(4, 0, b"5")}
    name = save_input_files(output, files)
    assert repr(load_input_files(output, name)) == repr(files)
    spoil(output, name)
    assert load_input_files(output, name) == {}
