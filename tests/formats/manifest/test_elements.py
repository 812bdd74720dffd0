"""Only elements in the right places of a manifest are read, one provider at a time."""

from eventdocs.formats.manifest.elements import read_units
from tests.formats.source_files import MANIFEST


def test_providers_and_string_tables_come_one_after_the_other() -> None:
    elements = list(read_units(MANIFEST.encode(), "a.man"))
    assert [(element.name, element.get("name"), element.get("culture")) for element in elements] == [
        ("provider", "Contoso-Disk", ""),
        ("provider", "Contoso-Network", ""),
        ("resources", "", "en-US"),
        ("resources", "", "de"),
    ]


def test_a_path_leads_to_elements_in_their_order() -> None:
    disk, *_ = read_units(MANIFEST.encode(), "a.man")
    assert [element.get("value") for element in disk.below("events", "event")] == ["0x07", "007", "8", "9"]
    assert [element.get("name") for element in disk.below("tasks", "task", "opcodes", "opcode")] == ["Retry"]
    assert list(disk.below("events", "data")) == []


def test_elements_in_other_places_are_skipped() -> None:
    disk, *_ = read_units(MANIFEST.encode(), "a.man")
    template, *_ = disk.below("templates", "template")
    assert [element.name for element in template.children] == ["data", "data", "struct", "UserData"]
    assert not template.children[-1].children
    channel = [element for group in disk.below("channels") for element in group.children][1]
    assert channel.children == []


def test_an_element_inside_a_skipped_one_is_skipped() -> None:
    text = "<instrumentationManifest><instrumentation><events>{}</events></instrumentation></instrumentationManifest>"
    provider = "<provider name='x'/>"
    assert len(list(read_units(text.format(provider).encode(), "a.man"))) == 1
    assert not list(read_units(text.format(f"<other>{provider}</other>").encode(), "a.man"))


def test_a_sibling_that_is_skipped_closes_the_element_before_it() -> None:
    text = (
        "<instrumentationManifest><instrumentation><events/><other><provider name='x'/></other>"
        "<events><provider name='y'/></events></instrumentation></instrumentationManifest>"
    )
    assert [element.get("name") for element in read_units(text.encode(), "a.man")] == ["y"]
