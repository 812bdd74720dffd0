"""A group is a folder of events, and its key differs from those of events."""

import pytest

from eventdocs.model.group import Group, group_folder, group_of

GROUPS = {folder: Group(folder) for folder in ("", "disk", "disk/space")}


def test_the_key_of_a_group_ends_with_a_slash() -> None:
    assert [group.key for group in GROUPS.values()] == ["/", "disk/", "disk/space/"]


@pytest.mark.parametrize(
    ("file", "folder"),
    [
        ("events/group.yaml", ""),
        ("events/disk/group.yaml", "disk"),
        ("events/disk/space/group.yaml", "disk/space"),
        ("events/disk/7-group.yaml", None),
        ("events/group.yml", None),
        ("labels/group.yaml", None),
        ("group.yaml", None),
        ("eventsgroup.yaml", None),
    ],
)
def test_the_file_of_a_group_is_recognized_by_its_name(file: str, folder: str | None) -> None:
    assert group_folder(file) == folder


@pytest.mark.parametrize(
    ("file", "folder"),
    [
        ("events/7.yaml", None),
        ("events/disk/7.yaml", "disk"),
        ("events/disk/space/7.yaml", "disk/space"),
        ("events/disk/speed/slow/7.yaml", "disk"),
        ("events/disks/7.yaml", None),
    ],
)
def test_an_event_belongs_to_the_nearest_folder_that_is_a_group(file: str, folder: str | None) -> None:
    group = group_of(GROUPS, file)
    assert (group.folder if group else None) == folder
