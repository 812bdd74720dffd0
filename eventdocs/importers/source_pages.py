"""Foreign pages: find them in files and folders, read them, and determine their event and locale."""

from collections.abc import Iterable
from pathlib import Path

from eventdocs.formats.learn.front_matter import event_id_and_name, unquote
from eventdocs.formats.learn.read import NOT_A_LEARN_PAGE, LearnPage, read
from eventdocs.model.diagnostics import Diagnostic, Location
from eventdocs.model.errors import EventdocsError
from eventdocs.model.limits import FILE_SIZE
from eventdocs.store.files import UnsuitableFile, find_files, read_bytes
from eventdocs.text.locales import is_tag


def read_pages(paths: Iterable[Path]) -> tuple[dict[str, LearnPage], list[Diagnostic]]:
    """Return the pages by file, ordered by locale and file, with findings about files that are none."""
    pages: dict[str, LearnPage] = {}
    findings: list[Diagnostic] = []
    named = set(paths)
    for path in find_files(named, ".md"):
        page = _read_page(path, is_named=path in named)
        finding = page if isinstance(page, Diagnostic) else _unusable(page, path)
        if finding is not None:
            findings.append(finding)
        elif isinstance(page, LearnPage):
            pages[page.file] = page
    if not pages and not findings:
        raise EventdocsError(
            "there are no Markdown pages to import", hint="name files or folders with `.md` files"
        )
    ordered = sorted(pages.values(), key=lambda page: (locale_of(page), page.file))
    return {page.file: page for page in ordered}, findings


def _read_page(path: Path, *, is_named: bool) -> LearnPage | Diagnostic:
    """Return a page, or a finding. A link is followed if the user names it, but not if a folder has it."""
    try:
        return read(read_bytes(path, FILE_SIZE, follow_link=is_named), str(path))
    except UnsuitableFile as error:
        hint = error.hint or "name the file itself to import it"
        return Diagnostic(NOT_A_LEARN_PAGE, Location(str(path)), f"the file {error.reason}", hint)


def locale_of(page: LearnPage) -> str:
    """Return a page's locale from its front matter, or else from its folder's name; empty if unknown."""
    for text in (unquote(page.front_matter.get("ms.contentlocale", "")), Path(page.file).parent.name):
        if is_tag(text) and len(text) > 1:
            language, _, rest = text.partition("-")
            return f"{language.lower()}-{rest.upper()}" if len(rest) == 2 else text
    return ""


def _unusable(page: LearnPage, path: Path) -> Diagnostic | None:
    """Return a finding if a page's title, file name or locale does not fit an event page."""
    event_id, name = event_id_and_name(page)
    if not event_id:
        message = f"the title `{page.title.source}` is not an id and a name"
        hint = "event pages have titles such as `4031 - DispatchSessionFailed`"
    elif path.stem != f"{event_id}-{name}".lower():
        message = f"the file's name is not `{event_id}-{name.lower()}.md`"
        hint = "rename the file, or correct the title"
    elif not locale_of(page):
        message = "neither front matter nor folder names the page's locale"
        hint = "add `ms.contentlocale` to the front matter, or name the folder like the locale: `pt-br`"
    else:
        return None
    return Diagnostic(NOT_A_LEARN_PAGE, Location(page.file), message, hint)
