"""An output is up to date only if it really is, and only valid records of earlier builds count."""

from functools import partial

import pytest

from eventdocs.building.codec import encode
from eventdocs.building.manifest import BuildManifest
from eventdocs.building.up_to_date import Cache, Scan, is_up_to_date, read_cache, scan_folders
from eventdocs.store import blob_cache
from eventdocs.store.output_dir import PENDING, open_output
from tests.building.conftest import Site


def state(site: Site, key: bytes | None = None, *, use_cache: bool = True) -> tuple[Scan, Cache]:
    with open_output(site.out, 0) as output:
        scanned = scan_folders(site.catalog, output)
        recorded = blob_cache.read(site.state_dir / "manifest")
        known = site.manifest.key if key is None and recorded else key or b""
        return scanned, read_cache(output, scanned, known, use_cache=use_cache)


@pytest.fixture
def built(site: Site) -> Site:
    """Return a built site whose files are old enough to be trusted."""
    site.build()
    site.build()
    return site


def test_a_new_output_has_no_cache(site: Site) -> None:
    scanned, cache = state(site)
    assert scanned.is_output_empty
    assert (cache.previous, cache.reusable, cache.pending, cache.manifests) == (None, None, [], [])
    assert not is_up_to_date(scanned, cache)


def test_a_built_output_is_up_to_date(built: Site) -> None:
    scanned, cache = state(built)
    assert not scanned.is_output_empty
    assert cache.reusable == cache.previous == built.manifest
    assert cache.manifests == [built.manifest]
    assert not cache.untrusted
    assert is_up_to_date(scanned, cache)


def test_a_changed_input_or_output_is_not_up_to_date(built: Site) -> None:
    page = built.out / "en-US/12-diskfull.html"
    for change in (
        partial(built.edit, "events/12.yaml", "full.", "empty."),
        partial(built.write, "templates/new.html", ""),
        partial(page.write_bytes, b"other"),
        page.unlink,
    ):
        assert is_up_to_date(*state(built))
        change()
        assert not is_up_to_date(*state(built))
        built.build()
        built.build()


def test_other_input_roots_are_not_up_to_date(built: Site) -> None:
    scanned, cache = state(built)
    fewer = {root: dirs for root, dirs in scanned.input_dirs.items() if root == ""}
    assert fewer != scanned.input_dirs
    assert not is_up_to_date(scanned._replace(input_dirs=fewer), cache)


def test_the_cache_of_another_program_or_request_is_not_reused(built: Site) -> None:
    scanned, cache = state(built, b"other key")
    assert (cache.reusable, cache.previous) == (None, built.manifest)
    assert not cache.untrusted  # the files of the output are still known
    assert not is_up_to_date(scanned, cache)


def test_without_the_cache_nothing_is_reused_or_trusted(built: Site) -> None:
    scanned, cache = state(built, use_cache=False)
    assert (cache.reusable, cache.previous) == (None, built.manifest)
    assert cache.untrusted.everywhere
    assert not is_up_to_date(scanned, cache)


def test_the_cache_of_a_removed_output_is_not_reused(built: Site) -> None:
    built.out.rename(built.out.with_name("away"))
    _, cache = state(built)
    assert (cache.reusable, cache.previous) == (None, built.manifest)


def test_only_changed_output_folders_are_untrusted(built: Site) -> None:
    (built.out / "en-US/12-diskfull.html").write_bytes(b"other")
    _, cache = state(built)
    assert cache.untrusted.folders == {"en-US/"}
    assert not cache.untrusted.everywhere


def announce(site: Site, *manifests: BuildManifest) -> None:
    blob_cache.write(site.state_dir / PENDING, [encode(each) for each in manifests])


def test_records_of_interrupted_builds_come_first_and_are_not_trusted(built: Site) -> None:
    finished = built.manifest
    first, second = finished._replace(events=1), finished._replace(events=2)
    announce(built, second, first)
    scanned, cache = state(built)
    assert cache.manifests == [second, first, finished]
    assert (cache.pending, cache.previous, cache.reusable) == ([second, first], second, second)
    assert cache.untrusted.everywhere
    assert not is_up_to_date(scanned, cache)


def test_a_corrupt_announcement_counts_as_missing_but_nothing_is_trusted(built: Site) -> None:
    (built.state_dir / PENDING).write_bytes(b"damaged")
    _, cache = state(built)
    assert (cache.pending, cache.manifests) == ([], [built.manifest])
    assert cache.untrusted.everywhere


def blobs(site: Site) -> set[str]:
    return {path.name for path in (site.state_dir / blob_cache.BLOBS).iterdir()}


def test_after_an_interruption_only_named_blobs_stay(built: Site) -> None:
    kept = blobs(built)
    other = blob_cache.put(built.state_dir, "of no use")
    state(built)
    assert other in blobs(built)  # nothing was interrupted
    (built.state_dir / "staging").mkdir()
    with open_output(built.out, 0) as output:
        read_cache(output, scan_folders(built.catalog, output), b"", use_cache=True)
    assert blobs(built) == kept
