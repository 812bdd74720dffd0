"""Rules about groups: folders of events that have a title and an introduction."""

import re
from collections.abc import Iterator, Sequence

from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.diagnostics import Diagnostic, Rule, Severity
from eventdocs.model.event import AnyEvent, strings_in
from eventdocs.model.group import Group, group_of
from eventdocs.rules.checks import diagnostic_for_event
from eventdocs.rules.identity import UNSAFE_NAME
from eventdocs.schema.fields import NAME

_GROUP = "strings: {en-US: {title: Disks}}\n"
_EVENT = "id: 7\nname: DiskFull\nstrings: {}\n"

EMPTY = Rule(
    "ED119",
    "empty-group",
    Severity.WARNING,
    "A group has events.",
    "The title and introduction of an empty group appear on no page. Perhaps the folder was renamed.",
    f"# events/disk/group.yaml\n{_GROUP}# events/disks/7-diskfull.yaml\n{_EVENT}",
    f"# events/disks/group.yaml\n{_GROUP}# events/disks/7-diskfull.yaml\n{_EVENT}",
)


TITLE = Rule(
    "ED122",
    "group-title",
    Severity.ERROR,
    "A group has a title in the source locale. The site has its title in `catalog.yaml`.",
    "Lists show the events of a group under its title.",
    f"# events/disk/group.yaml\nstrings: {{en-US: {{introduction: Full disks.}}}}\n"
    f"# events/disk/7-diskfull.yaml\n{_EVENT}",
    f"# events/disk/group.yaml\n{_GROUP}# events/disk/7-diskfull.yaml\n{_EVENT}",
)


def group_titles(settings: CatalogSettings, events: Sequence[AnyEvent]) -> Iterator[Diagnostic]:
    """Yield groups without a title in the source locale."""
    source = settings.source_locale
    for group in _folders(settings):
        if not any(strings_in(group, source).strings.get("title", ())):
            path = ("strings", source) if source in group.strings else ("strings",)
            hint = "lists show the events of the folder under it"
            yield diagnostic_for_event(TITLE, group, path, "`title` is missing", hint, source)


def site_titles(settings: CatalogSettings, events: Sequence[AnyEvent]) -> Iterator[Diagnostic]:
    """Yield titles of the folder `events` itself, which stands for the whole site."""
    site = settings.groups.get("")
    for locale, block in site.strings.items() if site else ():
        if site and "title" in block.strings:
            path = ("strings", locale, "title")
            hint = "remove it; the title of the site is `title` in catalog.yaml"
            yield diagnostic_for_event(
                TITLE, site, path, "`title` is not allowed for the whole site", hint, locale
            )


def unsafe_folders(settings: CatalogSettings, events: Sequence[AnyEvent]) -> Iterator[Diagnostic]:
    """Yield groups whose folder has a name that cannot be part of a string's key."""
    for group in _folders(settings):
        for name in group.folder.split("/"):
            if not re.fullmatch(NAME.pattern, name):
                message = f"the folder's name `{name}` is not {NAME.form}"
                yield diagnostic_for_event(UNSAFE_NAME, group, (), message, "rename the folder")


def empty_groups(settings: CatalogSettings, events: Sequence[AnyEvent]) -> Iterator[Diagnostic]:
    """Yield groups that no event belongs to."""
    if settings.groups:
        groups = (group_of(settings.groups, event.file) for event in events)
        used = {group.folder for group in groups if group is not None}
        for group in _folders(settings):
            if group.folder not in used:
                message = f"no event belongs to the group `{group.folder}`"
                yield diagnostic_for_event(EMPTY, group, (), message, "remove the file, or rename the folder")


def _folders(settings: CatalogSettings) -> Iterator[Group]:
    """Yield the groups without the folder `events` itself."""
    return (group for group in settings.groups.values() if group.folder)
