"""Links from a page to the line of the catalog in which one of its texts can be edited."""

from collections.abc import Callable
from typing import NamedTuple

from eventdocs.site.page_view import PageView
from eventdocs.text.addresses import href


class EditLink(NamedTuple):
    """A link that opens a text for editing: `text` is file and line, `href` the URL, which may be empty."""

    text: str
    href: str = ""


NO_LINK = EditLink("")


def no_link(path: tuple[str, ...] = ()) -> EditLink:
    """Return no link, whatever the string: the site has no links to its source files."""
    return NO_LINK


def expand_pattern(pattern: str, file: str, line: int) -> str:
    """Return an address pattern with `{path}` (percent-encoded) and `{line}` (counted from 1) filled in."""
    return pattern.replace("{path}", href(file)).replace("{line}", str(line)) if pattern else ""


def edit_link_factory(
    page: PageView, pattern: str, folder: str = ""
) -> Callable[[tuple[str, ...]], EditLink]:
    """Return a function from a string's path to its link; without a path, to the start of the locale's block.

    `folder` is put before the file's name. The link of a missing string is that of the closest existing key
    above.
    """

    def edit_link(path: tuple[str, ...] = ()) -> EditLink:
        place = page.event.where("strings", page.locale, *path)
        file = f"{folder}{place.file}"
        return EditLink(f"{place.file}:{place.line}", expand_pattern(pattern, file, place.line))

    return edit_link
