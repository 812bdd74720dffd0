"""Events are read for their pages only if they still match the plan."""

from dataclasses import replace

from eventdocs.building.event_reader import EventReader
from eventdocs.building.inputs import read_inputs
from eventdocs.building.prepare import TemplateCache, prepare_site
from eventdocs.building.targets import plan_build
from eventdocs.model.event import EventRef
from tests.building.conftest import Record, Site

FILE = "events/11.yaml"


def prepare(site: Site) -> tuple[EventReader, EventRef, bytes]:
    """Return a reader, and the second event with the digest of its file."""
    with site.session() as session:
        inputs = read_inputs(session.request, session.scanned, {}, kept_bytes=0)
        plan = plan_build(session.request, inputs, session.cache, session.output, full_parse=False)
        renderer = prepare_site(session.request, inputs.settings, TemplateCache({}, {}))
        ref = plan.refs[1]
        return EventReader(site.catalog, renderer, site.pseudo, {}), ref, inputs.files[ref.file].digest


def test_an_event_is_read_with_its_warnings(site: Site) -> None:
    site.edit(FILE, "level: error", "level: error\nsee_also: [999]")
    reader, ref, source = prepare(site)
    read = reader.read([(ref, source)])
    assert read is not None
    ((event, findings),) = read
    assert (event.id, event.see_also) == ("11", ("999",))
    assert all(finding.location.file == FILE for finding in findings)


def test_a_file_that_changed_or_has_errors_is_not_read(site: Site) -> None:
    reader, ref, source = prepare(site)
    data = (site.catalog / FILE).read_bytes()
    assert reader.read([(ref, source)])
    site.edit(FILE, "The disk is full.", "It is full.")
    assert reader.read([(ref, source)]) is None
    for changed in (data.replace(b"id: 11", b"id: 12"), data.replace(b"level: error", b"level: eror")):
        assert replace(reader, contents={FILE: changed}).read([(ref, source)]) is None
    assert replace(reader, contents={FILE: data}).read([(ref, source)])


def test_pseudo_locales_get_their_strings(site: Site) -> None:
    site.pseudo = True
    reader, ref, source = prepare(site)
    read = reader.read([(ref, source)])
    assert read is not None
    ((event, _),) = read
    assert "qps-ploc" in event.strings


def test_the_descriptions_of_a_related_event_are_computed_once(site: Site, record: Record) -> None:
    reader, ref, _ = prepare(site)
    parsed = record("eventdocs.building.event_reader.parse_event")
    found = reader.describe({}, ref)
    assert found["en-US"].target == "The disk is full."
    assert reader.describe({}, ref) is found
    assert len(parsed) == 1


def test_a_related_event_with_errors_has_no_descriptions(site: Site) -> None:
    reader, ref, _ = prepare(site)
    assert replace(reader, contents={FILE: b"id: 11\n"}).describe({}, ref) == {}
