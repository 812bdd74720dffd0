"""Foreign pages: found in files and folders, read, and known by event and locale before they are taken."""

from collections.abc import Iterable
from pathlib import Path

from eventdocs.formats.learn.front_matter import event_id_and_name, unquote
from eventdocs.formats.learn.read import NOT_A_LEARN_PAGE, LearnPage, read
from eventdocs.model.diagnostics import Diagnostic, Location
from eventdocs.model.errors import EventdocsError
from eventdocs.store.files import find_files, read_bytes
from eventdocs.text.locales import is_tag


def read_pages(paths: Iterable[Path]) -> tuple[dict[str, LearnPage], list[Diagnostic]]:
    """Read all pages, in order of locale and then file, with findings about those of another kind."""
    pages: dict[str, LearnPage] = {}
    faults: list[Diagnostic] = []
    for path in find_files(paths, ".md"):
        page = read(read_bytes(path), str(path))
        if isinstance(page, LearnPage):
            fault = _unusable(page, path)
            if fault is None:
                pages[page.file] = page
                continue
            page = fault
        faults.append(page)
    if not pages and not faults:
        raise EventdocsError(
            "there are no Markdown pages to import", hint="name files or folders with `.md` files"
        )
    return dict(sorted(pages.items(), key=lambda item: (locale_of(item[1]), item[0]))), faults


def locale_of(page: LearnPage) -> str:
    """Locale of a page by its front matter, else by its folder's name; empty where neither is a locale."""
    for text in (unquote(page.front_matter.get("ms.contentlocale", "")), Path(page.file).parent.name):
        if is_tag(text) and len(text) > 1:
            language, _, rest = text.partition("-")
            return f"{language.lower()}-{rest.upper()}" if len(rest) == 2 else text
    return ""


def _unusable(page: LearnPage, path: Path) -> Diagnostic | None:
    number, name = event_id_and_name(page)
    if not number:
        return Diagnostic(
            NOT_A_LEARN_PAGE, Location(page.file), f"the title `{page.title.source}` is not an id and a name"
        )
    if path.stem != f"{number}-{name}".lower():
        return Diagnostic(
            NOT_A_LEARN_PAGE, Location(page.file), f"the file's name is not `{number}-{name.lower()}.md`"
        )
    if not locale_of(page):
        return Diagnostic(
            NOT_A_LEARN_PAGE, Location(page.file), "neither front matter nor folder names the page's locale"
        )
    return None
