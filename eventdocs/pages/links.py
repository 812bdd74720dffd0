"""Links from a page to the place in a file where one of its texts can be corrected."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from eventdocs.pages.views import PageView


@dataclass(frozen=True, slots=True)
class Link:
    """Where a text stands: `text` as file and line; `href` is empty where no address leads there."""

    text: str
    href: str = ""


NOWHERE = Link("")


def nowhere(path: tuple[str, ...] = ()) -> Link:
    """Tell that no text can be corrected."""
    return NOWHERE


def address(pattern: str, file: str, line: int) -> str:
    """Fill an address pattern in: `{path}` percent-encoded, `{line}` counted from 1."""
    return pattern.replace("{path}", quote(file)).replace("{line}", str(line)) if pattern else ""


def corrections(page: PageView, pattern: str, folder: str = "") -> Callable[[tuple[str, ...]], Link]:
    """Tell where the string of a path can be corrected; without a path, where the locale's block begins.

    `folder` is put before the file's name. A string that is missing leads to the nearest thing above it.
    """

    def correction(path: tuple[str, ...] = ()) -> Link:
        place = page.event.where("strings", page.locale, *path)
        file = f"{folder}{place.file}"
        return Link(f"{place.file}:{place.line}", address(pattern, file, place.line))

    return correction
