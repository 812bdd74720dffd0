"""Links from a page to the place in a file where one of its texts can be corrected."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from eventdocs.site.page_view import PageView


@dataclass(frozen=True, slots=True)
class EditLink:
    """Where a text stands: `text` as file and line; `href` is empty where no address leads there."""

    text: str
    href: str = ""


NO_LINK = EditLink("")


def no_link(path: tuple[str, ...] = ()) -> EditLink:
    """Tell that no text can be corrected."""
    return NO_LINK


def expand_pattern(pattern: str, file: str, line: int) -> str:
    """Fill an address pattern in: `{path}` percent-encoded, `{line}` counted from 1."""
    return pattern.replace("{path}", quote(file)).replace("{line}", str(line)) if pattern else ""


def edit_link_factory(
    page: PageView, pattern: str, folder: str = ""
) -> Callable[[tuple[str, ...]], EditLink]:
    """Tell where the string of a path can be corrected; without a path, where the locale's block begins.

    `folder` is put before the file's name. A string that is missing leads to the nearest thing above it.
    """

    def correction(path: tuple[str, ...] = ()) -> EditLink:
        place = page.event.where("strings", page.locale, *path)
        file = f"{folder}{place.file}"
        return EditLink(f"{place.file}:{place.line}", expand_pattern(pattern, file, place.line))

    return correction
