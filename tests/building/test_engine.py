"""A complete build: its report is right, and no state of the cache leads to a wrong site."""

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from eventdocs.building import engine
from eventdocs.building.api import build
from eventdocs.building.cache import InputFile, load_input_files, save_input_files
from eventdocs.building.codec import encode
from eventdocs.building.inputs import InputsChanged
from eventdocs.building.manifest import BuildManifest
from eventdocs.building.staleness import NOT_CACHED, OUTPUT_DIFFERS, REASONS
from eventdocs.commands.accept import accept_translations
from eventdocs.model.errors import Exit
from eventdocs.store import blob_cache
from eventdocs.store.output_dir import MANIFEST
from eventdocs.translations.accept import AcceptOptions
from tests.building.conftest import IDS, Record, Site
from tests.conftest import Run, sample, tree

ALL = [f"events/{number}.yaml" for number in IDS]


@pytest.fixture
def built(site: Site) -> Site:
    """Return a built site with ledgers, whose files are old enough to be trusted."""
    accept_translations(site.catalog, [], AcceptOptions())
    site.build()
    site.build()
    return site


def test_inputs_of_another_version_that_this_one_does_not_read_are_left_out(built: Site) -> None:
    built.write("events/notes.txt", "notes")
    stamp = (built.catalog / "events/notes.txt").stat()
    notes = InputFile(stamp.st_ino, stamp.st_ctime_ns, b"")
    with built.session() as session:
        files = {**load_input_files(session.output, built.manifest.files), "events/notes.txt": notes}
        other = built.manifest._replace(key=b"other", files=save_input_files(session.output, files))
        session.output.save_manifest(encode(other), other.blobs)
    assert built.build().events == len(IDS)


def test_an_edit_stores_the_terms_of_locales_that_changed_only(built: Site) -> None:
    before = [summary.terms for summary in built.manifest.shards]
    built.edit("events/12.yaml", "full.", "empty.")
    built.build()
    after = [summary.terms for summary in built.manifest.shards]
    assert [one == other for one, other in zip(before, after, strict=True)] == [True, False, True]
    assert [one == other for one, other in zip(before[1], after[1], strict=True)].count(False) == 1


def test_reasons_are_those_of_the_staleness_decision(built: Site) -> None:
    assert built.build().reasons == {}
    built.edit("events/12.yaml", "full.", "empty.")
    assert built.build().reasons == {"events/12.yaml": REASONS["source"]}
    built.edit("events/12.yaml", "DiskFull", "Another")
    neighbours = dict.fromkeys(ALL, REASONS["neighbours"])
    assert built.build().reasons == {**neighbours, "events/12.yaml": REASONS["source"]}
    (built.out / "pt-BR/10-diskfull.html").unlink()
    (built.out / "pt-BR/14-diskfull.json").write_bytes(b"other")
    assert built.build().reasons == {"events/10.yaml": OUTPUT_DIFFERS, "events/14.yaml": OUTPUT_DIFFERS}
    built.write("labels/pt-BR.yaml", "site: {search: Achar}\n")
    built.edit("events/12.yaml", "empty.", "full.")
    assert built.build().reasons == dict.fromkeys(ALL, REASONS["settings"])
    assert built.build(use_cache=False).reasons == dict.fromkeys(ALL, NOT_CACHED)
    assert tree(built.out) == built.clean()


def test_the_description_of_a_related_event_is_part_of_a_page(site: Site) -> None:
    site.edit("events/10.yaml", "name: DiskFull", "name: DiskFull\nsee_also: [14]")
    site.edit("events/14.yaml", "O disco está cheio.", "Nada *resta*.")
    site.build()
    page = site.out / "pt-BR/10-diskfull.html"
    card = '<span class="quiet">Nada resta.</span>'
    assert card in page.read_text("utf-8")
    site.edit("events/14.yaml", "Nada", "Pouco")
    assert site.build().reasons == {
        "events/10.yaml": REASONS["related"],
        "events/14.yaml": REASONS["source"],
    }
    assert card.replace("Nada", "Pouco") in page.read_text("utf-8")
    assert tree(site.out) == site.clean()


def test_all_events_with_one_reason_are_explained_in_one_line(built: Site, run: Run) -> None:
    def explained() -> list[str]:
        lines = run("build", built.catalog, "-o", built.out, "--explain-rebuild").err.splitlines()
        return [line for line in lines if not line.startswith(str(built.out))]

    assert explained() == [f"all 5 events: {NOT_CACHED}"]  # shards had another size
    assert explained() == []
    built.write("labels/pt-BR.yaml", "site: {search: Achar}\n")
    assert explained() == [f"all 5 events: {REASONS['settings']}"]
    built.edit("events/13.yaml", "DiskFull", "Another")
    assert explained() == [
        f"events/10.yaml: {REASONS['neighbours']}",
        f"events/11.yaml: {REASONS['neighbours']}",
        f"events/12.yaml: {REASONS['neighbours']}",
        f"events/13.yaml: {REASONS['source']}",
        f"events/14.yaml: {REASONS['neighbours']}",
    ]
    for number in IDS:
        built.edit(f"events/{number}.yaml", "full.", "empty.")
    assert explained() == [f"all 5 events: {REASONS['source']}"]


def test_progress_is_the_number_of_files_after_each_shard(site: Site) -> None:
    numbers: list[int] = []
    build(site.catalog, site.out, ["html"], options=site.options, progress=numbers.append)
    files = [summary.files for summary in site.manifest.shards]
    assert numbers == [files[0], files[0] + files[1], sum(files)]
    site.edit("events/12.yaml", "full.", "empty.")
    numbers.clear()
    build(site.catalog, site.out, ["html"], options=site.options, progress=numbers.append)
    assert numbers == [files[1]]


NAMED: dict[str, Callable[[BuildManifest], str]] = {
    "files": lambda manifest: manifest.files,
    "refs": lambda manifest: manifest.refs,
    "templates": lambda manifest: manifest.templates,
    "ledgers": lambda manifest: manifest.ledgers,
    "shard": lambda manifest: manifest.shards[1].blob,
    "lines": lambda manifest: manifest.shards[1].ndjson,
}
CHANGES: dict[str, Callable[[Site], object]] = {
    "nothing": lambda site: None,
    "an edit": lambda site: site.edit("events/12.yaml", "full.", "empty."),
    "a new name": lambda site: site.edit("events/12.yaml", "DiskFull", "Another"),
    "a removed event": lambda site: (site.catalog / "events/14.yaml").unlink(),
    "an added event": lambda site: site.write(
        "events/1.yaml", "id: 1\nname: First\nstrings: {en-US: {message: x}}\n"
    ),
    "a label": lambda site: site.write("labels/pt-BR.yaml", "headings: {cause: Causa}\n"),
    "a ledger": lambda site: accept_translations(
        site.catalog, [], AcceptOptions(only=frozenset({"12"}), state=None)
    ),
    "a page": lambda site: (site.out / "en-US/12-diskfull.html").write_bytes(b"other"),
    "all facts": lambda site: (site.out / "events.ndjson").unlink(),
}


@pytest.mark.parametrize(("blob", "change"), sample(product(NAMED, CHANGES), 4))
def test_a_damaged_blob_never_leads_to_a_wrong_site(blob: str, change: str, built: Site) -> None:
    """Orphans of a shard whose record is lost may remain: nothing proves that eventdocs wrote them."""
    before = tree(built.out)
    built.damage(NAMED[blob](built.manifest))
    CHANGES[change](built)
    result = built.build(manifest=True)
    assert result.changes
    clean, found = built.clean(), tree(built.out)
    assert {path: found.get(path) for path in clean} == clean
    left = found.keys() - clean.keys()
    assert left <= before.keys()
    assert sorted(left) == result.changes.untracked
    assert left == set() or blob == "shard"
    assert result.digests.keys() == clean.keys()
    again = built.build(check=True)
    assert again.changes
    assert (again.changes.written, again.changes.removed) == ([], [])


@pytest.mark.parametrize("change", sample(CHANGES, 2))
def test_a_damaged_manifest_never_leads_to_a_wrong_site(change: str, built: Site) -> None:
    path = built.state_dir / MANIFEST
    path.write_bytes(path.read_bytes()[:-1])
    CHANGES[change](built)
    assert built.build().changes
    clean, found = built.clean(), tree(built.out)
    assert {path: found.get(path) for path in clean} == clean


def test_a_corrupt_cache_leaves_nothing_staged(built: Site) -> None:
    built.damage(built.manifest.refs)
    built.edit("events/12.yaml", "full.", "empty.")
    built.build()
    assert {path.name for path in built.state_dir.iterdir()} == {"blobs", "lock", "manifest"}
    assert {path.name for path in (built.state_dir / blob_cache.BLOBS).iterdir()} == set(built.manifest.blobs)


def test_conflicting_events_are_reported_and_the_site_stays(built: Site) -> None:
    before = tree(built.out)
    built.write("events/other.yaml", (built.catalog / "events/12.yaml").read_text("utf-8"))
    result = built.build()
    assert result.changes is None
    assert {finding.location.file for finding in result.diagnostics} >= {"events/other.yaml"}
    assert result.events == 6
    assert tree(built.out) == before
    (built.catalog / "events/other.yaml").unlink()
    assert built.build().changes
    assert tree(built.out) == before


@pytest.mark.parametrize("name", ["events/12.yaml", "catalog.yaml"])
def test_errors_are_reported_and_the_site_stays(name: str, built: Site) -> None:
    before, text = tree(built.out), (built.catalog / name).read_text("utf-8")
    built.write(name, text + "nonsense: 1\n")
    result = built.build()
    assert result.changes is None
    assert [finding.location.file for finding in result.diagnostics] == [name]
    assert tree(built.out) == before
    built.write(name, text)
    assert built.build().changes
    assert tree(built.out) == before


def test_inputs_that_change_all_the_time_end_the_build(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    attempts = []

    def change(*_: object, full_parse: bool) -> None:
        attempts.append(full_parse)
        raise InputsChanged

    monkeypatch.setattr(engine, "_attempt", change)
    with pytest.raises(engine.CatalogChangedError, match="changed while it was read") as caught:
        site.build()
    assert caught.value.code == Exit.ENVIRONMENT
    assert attempts == [False, True]


@pytest.fixture
def warned(site: Site) -> Site:
    """Return a catalog with a warning about the labels and one about an event."""
    site.write("labels/pt-BR.yaml", "keywords: {Nothing: Nada}\n")
    site.edit("events/12.yaml", "  pt-BR:", "  pt-BR:\n    labels: {keywords: {Other: Outro}}")
    return site


def test_warnings_are_reported_by_every_build(warned: Site) -> None:
    first = warned.build().diagnostics
    assert [finding.location.file for finding in first] == ["events/12.yaml", "labels/pt-BR.yaml"]
    assert warned.build().diagnostics == first  # from the manifest
    warned.edit("events/10.yaml", "full.", "empty.")
    assert warned.build().diagnostics == first  # from the cache
    assert warned.build(use_cache=False).diagnostics == first
    warned.edit("events/10.yaml", "[Storage]", "[Nothing]")
    assert [finding.location.file for finding in warned.build().diagnostics] == ["events/12.yaml"]
    warned.edit("events/12.yaml", "Other: Outro", "Storage: Outro")
    assert warned.build().diagnostics == []
    warned.edit("labels/pt-BR.yaml", "Nothing", "Something")
    assert [finding.location.file for finding in warned.build().diagnostics] == ["labels/pt-BR.yaml"]


def test_keywords_of_unparsed_events_come_from_the_cache(warned: Site) -> None:
    warned.edit("labels/pt-BR.yaml", "Nothing", "Storage")
    warned.build()
    warned.edit("events/10.yaml", "[Storage]", "[Other]")
    warned.edit("events/11.yaml", "DiskFull", "Another")
    files = [finding.location.file for finding in warned.build().diagnostics]
    assert files == ["events/12.yaml"]


def test_the_result_counts_events_and_names_locales(site: Site, tmp_path: Path) -> None:
    for _ in range(2):
        result = site.build()
        assert (result.events, result.locales, result.digests) == (5, ("en-US", "pt-BR"), {})
    result = build(site.catalog, tmp_path / "one", ["html"], ["pt-br"])
    assert result.locales == ("pt-BR",)


def test_input_files_are_remembered_across_requests(site: Site, record: Record) -> None:
    site.build()
    site.build()
    plans = record("eventdocs.building.engine.plan_build")
    site.formats = ("html", "markdown")
    assert len(site.build().reasons) == 5
    site.build(use_cache=False)
    changed = [inputs.changed for _, inputs, *_ in plans]
    assert changed[0] == frozenset()
    assert len(changed[1]) > 5
