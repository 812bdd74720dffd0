"""A build reads the right files, takes the right facts from them, and stops when it must."""

import os
from pathlib import Path

import pytest

from eventdocs.building.inputs import Contents, InputsChanged, read_inputs
from eventdocs.building.shared_inputs import (
    SharedInputs,
    is_event,
    is_glossary,
    is_ledger,
    is_setting,
    is_template,
)
from eventdocs.store.output_dir import digest
from tests.building.conftest import IDS, Record, Site

EVENT_FILES = {f"events/{number}.yaml" for number in IDS}


def test_contents_are_kept_up_to_a_limit() -> None:
    contents = Contents(5)
    contents.keep("a", b"123")
    contents.keep("b", b"456")
    contents.keep("c", b"78")
    contents.keep("d", b"9")
    assert (contents.data, contents.size) == ({"a": b"123", "c": b"78"}, 5)


def test_the_first_build_reads_everything(site: Site) -> None:
    inputs = site.inputs()
    assert {*inputs.event_files()} == EVENT_FILES
    assert inputs.files["catalog.yaml"].digest == digest((site.catalog / "catalog.yaml").read_bytes())
    assert inputs.changed == inputs.files.keys()
    assert "/event.html" in inputs.files
    assert inputs.contents.data.keys() == {*EVENT_FILES, "catalog.yaml"}
    assert inputs.refs.keys() == EVENT_FILES


def test_many_files_are_read_by_processes(
    site: Site, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = site.inputs()
    monkeypatch.setattr("eventdocs.building.inputs._CHUNK", 3)
    reads = record("eventdocs.building.inputs.read_input")
    started: list[SharedInputs] = []
    with site.session() as session:
        inputs = read_inputs(
            session.request, session.scanned, {}, kept_bytes=0, processes=2, started=started.append
        )
    assert [*inputs.files.items()] == [*expected.files.items()]
    assert (inputs.changed, inputs.refs) == (expected.changed, expected.refs)
    assert {name for _, name in reads} == inputs.shared.files.keys()
    assert started == [inputs.shared]


def test_a_later_build_reads_only_changed_files(site: Site, record: Record) -> None:
    site.build()
    assert site.build(check=True).reasons == {}
    assert site.inputs().changed == set()
    site.edit("events/12.yaml", "full.", "empty.")
    (site.catalog / "events/13.yaml").unlink()
    site.write("events/15.yaml", "id: 15\nname: New\nstrings: {en-US: {message: x}}\n")
    reads = record("eventdocs.building.shared_inputs.read_catalog_file")
    inputs = site.inputs()
    assert inputs.changed == {"events/12.yaml", "events/13.yaml", "events/15.yaml"}
    assert inputs.contents.data.keys() == {"events/12.yaml", "events/15.yaml"}
    assert inputs.refs.keys() == {"events/12.yaml", "events/15.yaml"}
    assert sorted(name for _, name in reads) == ["catalog.yaml", "events/12.yaml", "events/15.yaml"]


def test_a_file_that_was_only_touched_has_not_changed(site: Site) -> None:
    site.build()
    os.utime(site.catalog / "events/12.yaml")
    inputs = site.inputs()
    assert inputs.changed == set()
    assert inputs.contents.data.keys() == {"events/12.yaml"}


def test_a_file_that_may_change_unseen_is_read_again(site: Site) -> None:
    """The file's ctime is not older than the scan, or a link leads to it."""
    site.write("pages/pt-BR.yaml", "line_ends: crlf\n")
    site.write(".kept/de.yaml", "line_ends: crlf\n")
    (site.catalog / "pages/en-US.yaml").symlink_to("../.kept/de.yaml")
    files = site.inputs().files
    assert files["events/12.yaml"].ctime_ns > 0
    assert (files["pages/en-US.yaml"].ctime_ns, files["pages/pt-BR.yaml"].ctime_ns) == (0, 0)
    with site.session() as session:
        now = session.scanned._replace(clock_ns=files["events/12.yaml"].ctime_ns)
        read = read_inputs(session.request, now, {}, kept_bytes=0)
    assert read.files["events/12.yaml"].ctime_ns == 0


def test_known_settings_are_used_until_one_of_their_files_changes(site: Site) -> None:
    known = site.inputs()
    site.edit("events/12.yaml", "full.", "empty.")
    assert site.inputs(known=known).settings is known.settings
    site.write("labels/pt-BR.yaml", "headings: {message: Recado}\n")
    labels = site.inputs(known=known)
    assert labels.settings.labels
    (site.catalog / "labels/pt-BR.yaml").unlink()
    assert not site.inputs(known=labels).settings.labels


def test_no_content_is_kept_with_a_limit_of_zero(site: Site) -> None:
    inputs = site.inputs(kept_bytes=0)
    assert inputs.contents.data == {}
    assert inputs.read("events/12.yaml") == (site.catalog / "events/12.yaml").read_bytes()


def test_a_file_that_changes_after_its_digest_stops_the_build(site: Site) -> None:
    inputs = site.inputs(kept_bytes=0)
    site.edit("events/12.yaml", "full.", "empty.")
    with pytest.raises(InputsChanged):
        inputs.read("events/12.yaml")


def test_kept_bytes_are_those_of_the_digest(site: Site) -> None:
    inputs = site.inputs()
    before = (site.catalog / "events/12.yaml").read_bytes()
    site.edit("events/12.yaml", "full.", "empty.")
    assert inputs.read("events/12.yaml") == before


def test_the_settings_digest_covers_settings_that_affect_every_page(site: Site) -> None:
    site.write("ledgers/pt-BR.ledger", "")
    seen = {site.inputs().shared.settings_digest}
    for name, text in {
        "catalog.yaml": "source_locale: en-US\nlocales: [en-US, pt-BR]\nchannels: {analytic: Other}\n",
        "labels/pt-BR.yaml": "headings: {cause: Causa}\n",
        "templates/event.html": '{% extends "default/event.html" %}',
        "templates/assets/site.css": "body { color: teal }",
        "pages/pt-BR.yaml": "line_ends: crlf\n",
        "ledgers/en-US.ledger": "",
    }.items():
        site.write(name, text)
        seen.add(site.inputs().shared.settings_digest)
    assert len(seen) == 7
    (site.catalog / "labels/pt-BR.yaml").rename(site.catalog / "labels/en-US.yaml")
    assert site.inputs().shared.settings_digest not in seen


def test_the_settings_digest_omits_settings_that_affect_few_pages(site: Site) -> None:
    site.write("ledgers/pt-BR.ledger", "")
    before = site.inputs().shared.settings_digest
    site.edit("events/12.yaml", "full.", "empty.")
    site.write("events/15.yaml", "id: 15\nname: New\nstrings: {en-US: {message: x}}\n")
    site.write("glossary.yaml", "terms:\n  - {term: disk, locales: {pt-BR: {use: [disco]}}}\n")
    site.write("notes.txt", "")
    site.write("templates/.draft.html", "")
    site.build()
    ledger = site.catalog / "ledgers/pt-BR.ledger"
    ledger.write_bytes(ledger.read_bytes() + b"\n")
    assert site.inputs().shared.settings_digest == before


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("catalog.yaml", {"setting"}),
        ("labels/pt-BR.yaml", {"setting"}),
        ("ledgers/pt-BR.ledger", {"setting", "ledger"}),
        ("glossary.yaml", {"setting", "glossary"}),
        ("templates/event.html", {"template"}),
        ("/event.html", {"template"}),
        ("/labels/pt-BR.po", {"template"}),
        ("events/7.yaml", {"event"}),
        ("events/a/7.yaml", {"event"}),
    ],
)
def test_each_input_is_of_its_kinds(name: str, kinds: set[str]) -> None:
    tests = {
        "setting": is_setting,
        "event": is_event,
        "ledger": is_ledger,
        "glossary": is_glossary,
        "template": is_template,
    }
    assert {kind for kind, test in tests.items() if test(name)} == kinds


def test_hidden_files_and_others_are_no_inputs(site: Site) -> None:
    before = site.inputs().files.keys()
    for name in ("notes.txt", "templates/.draft.html", ".hidden.yaml", "pictures/a.png"):
        site.write(name, "x")
    assert site.inputs().files.keys() == before


def test_settings_with_errors_stop_the_build(site: Site) -> None:
    site.write("catalog.yaml", "source_locale: en-US\nlocals: [en-US]\n")
    with pytest.raises(InputsChanged):
        site.inputs()


def test_a_link_that_leaves_the_catalog_stops_the_build(site: Site, tmp_path: Path) -> None:
    (tmp_path / "outside.yaml").write_text("headings: {}\n")
    (site.catalog / "labels").mkdir()
    (site.catalog / "labels/pt-BR.yaml").symlink_to(tmp_path / "outside.yaml")
    with pytest.raises(InputsChanged):
        site.inputs()


def test_the_default_provider_is_left_out_of_references(site: Site) -> None:
    site.write(
        "catalog.yaml",
        """
        source_locale: en-US
        locales: [en-US, pt-BR]
        providers: {wcf: {name: WCF}, iis: {name: IIS}}
        default_provider: wcf
        channels: {analytic: Product/Analytic}
        """,
    )
    site.edit("events/11.yaml", "level:", "provider: wcf\nlevel:")
    site.edit("events/12.yaml", "level:", "provider: iis\nlevel:")
    inputs = site.inputs()
    for full_parse in (False, True):
        providers = [
            inputs.ref_of(f"events/{number}.yaml", full_parse=full_parse).provider for number in (10, 11, 12)
        ]
        assert providers == ["", "", "iis"]


def test_references_come_from_the_first_keys_or_from_a_full_parse(site: Site) -> None:
    """Only a full parse finds the keywords. A file whose first keys cannot be scanned needs one."""
    inputs = site.inputs()
    assert inputs.ref_of("events/12.yaml", full_parse=False).keywords is None
    assert inputs.ref_of("events/12.yaml", full_parse=True).keywords == ("Storage",)
    inputs.refs = {}
    assert inputs.ref_of("events/12.yaml", full_parse=False).keywords is None
    site.edit("events/12.yaml", "id: 12", "'id': 12")
    assert site.inputs().ref_of("events/12.yaml", full_parse=False).keywords == ("Storage",)


def test_an_event_that_cannot_be_parsed_stops_the_build(site: Site) -> None:
    site.write("events/12.yaml", "id: 12\nname: [\n")
    with pytest.raises(InputsChanged):
        site.inputs().ref_of("events/12.yaml", full_parse=True)


def test_pseudo_locales_are_added_on_request(site: Site) -> None:
    assert "qps-ploc" not in site.inputs().settings.locales
    site.pseudo = True
    assert "qps-ploc" in site.inputs().settings.locales
