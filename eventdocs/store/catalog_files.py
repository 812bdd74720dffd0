"""Read the files of a catalog folder, which may come from a stranger's pull request.

Only regular files below the folder are read. A link is followed if it leads to a file of the catalog; what
another link leads to is never opened.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from eventdocs.formats.ledger import FOLDER as LEDGERS
from eventdocs.model.diagnostics import Diagnostic, Location, Rule
from eventdocs.model.errors import EventdocsError
from eventdocs.model.group import is_group_file
from eventdocs.model.limits import DATA_SIZE, FILE_SIZE, Limit
from eventdocs.schema.rules import FILE_NAME, LINK_OUTSIDE, UNREADABLE
from eventdocs.store.files import (
    UnsuitableFile,
    check_regular,
    os_errors,
    read_bytes,
    resolve_links,
    scan_tree,
)
from eventdocs.store.package_data import TEMPLATES

_YAML = (".yaml", ".yml")
_LEDGER_FILES = (".ledger", ".gitattributes")
# Control characters, line ends, and the bytes that are not UTF-8, as Python represents them.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_REPLACE_LINK = "replace the link by the file"


class UnusableLink(UnsuitableFile):
    """A symbolic link that does not lead to something in the catalog."""


def is_event_file(name: str) -> bool:
    """Return whether a file of a catalog, by its name, is an event."""
    return name.startswith("events/") and is_catalog_file(name) and not is_group_file(name)


def is_catalog_file(name: str) -> bool:
    """Return whether a file, by its name below the catalog, is part of the catalog."""
    first, _, rest = name.partition("/")
    if first == LEDGERS:
        return "/" not in rest and name.endswith(_LEDGER_FILES)
    return name.endswith(_YAML) and first != TEMPLATES and is_visible(name)


def is_template_file(name: str) -> bool:
    """Return whether a file, by its name below the catalog, is a template, a label file or an asset."""
    return name.startswith(f"{TEMPLATES}/") and is_visible(name)


def is_visible(name: str) -> bool:
    """Return whether no part of a name begins with a dot."""
    return not name.startswith(".") and "/." not in name


def has_safe_name(name: str) -> bool:
    """Return whether a name is UTF-8 without control characters, so that reports can show it."""
    return name.isprintable() or not _UNSAFE.search(name)


def read_catalog_files(
    folder: Path, is_wanted: Callable[[str], bool] = is_catalog_file
) -> tuple[dict[str, bytes], list[Diagnostic]]:
    """Return the bytes of a catalog's files by name, and the problems of all files that cannot be read."""
    files: dict[str, bytes] = {}
    problems: list[Diagnostic] = []
    for name, problem in _checked_names(folder):
        if problem is not None:
            problems.append(problem)
        elif is_wanted(name):
            files[name] = read_catalog_file(folder, name)
    return files, problems


def iter_catalog_files(folder: Path, is_wanted: Callable[[str], bool]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a catalog that `read_catalog_files` reads, with one of them in memory at a time."""
    for name, problem in _checked_names(folder):
        if problem is None and is_wanted(name):
            yield name, read_catalog_file(folder, name)


def read_catalog_file(folder: Path, name: str) -> bytes:
    """Return the content of a file of a catalog.

    Raises `UnsuitableFile` if it is not a regular file or too large, or for a link that leaves the catalog.
    """
    path, limit = _path_of(folder, name), _size_limit(name)
    try:
        return read_bytes(path, limit, follow_link=False)
    except UnsuitableFile:
        with os_errors("read"):
            if not Path(path).is_symlink():
                raise
            return read_bytes(link_target(folder, name), limit, follow_link=False)


def _path_of(folder: Path, name: str) -> str:
    """Return the path of a file as text; making a `Path` takes as long as reading the file."""
    base = os.fspath(folder)
    return name if base == "." else f"{base}/{name}"


def excerpt_source(folder: Path, file: str) -> str:
    """Return the text of a catalog's file for excerpts in reports; empty if it cannot be read."""
    return _text_of(lambda: read_catalog_file(folder, file))


def excerpt_page(file: str) -> str:
    """Return the text of a file outside of catalogs for excerpts in reports; empty if it cannot be read."""
    return _text_of(lambda: read_bytes(Path(file), FILE_SIZE, follow_link=False))


def _text_of(read: Callable[[], bytes]) -> str:
    try:
        return read().decode("utf-8", "replace").removeprefix("\ufeff")
    except EventdocsError:
        return ""


def _checked_names(folder: Path) -> Iterator[tuple[str, Diagnostic | None]]:
    """Yield the names of a catalog's files, each with its problem if there is one."""
    start = len(os.fspath(folder).rstrip("/")) + 1
    for entry in scan_tree(folder, enter_hidden=False):
        name = entry.path[start:]
        if entry.is_dir(follow_symlinks=False):
            if is_catalog_file(name):
                yield name, _problem(UNREADABLE, name, "is a folder, not a regular file")
        elif entry.is_symlink() or is_visible(name) or is_catalog_file(name):
            yield name, _find_problem(folder, name, entry)


def _find_problem(folder: Path, name: str, entry: os.DirEntry[str]) -> Diagnostic | None:
    """Return the problem of a file; it is not opened."""
    if not has_safe_name(name):
        return Diagnostic(FILE_NAME, Location(name), _unsafe_name(name), "rename the file")
    is_input = is_catalog_file(name) or is_template_file(name)
    try:
        if entry.is_symlink():
            target = link_target(folder, name)
            if is_input:
                check_regular(target, target.stat(), _size_limit(name))
        elif is_input:
            check_regular(Path(entry.path), entry.stat(), _size_limit(name))
    except UnusableLink as error:
        return _problem(LINK_OUTSIDE, name, error.reason, error.hint)
    except UnsuitableFile as error:
        return _problem(UNREADABLE, name, error.reason, error.hint)
    return None


def _problem(rule: Rule, name: str, reason: str, hint: str = "") -> Diagnostic:
    return Diagnostic(rule, Location(name), f"the file {reason}", hint)


def _unsafe_name(name: str) -> str:
    first = _UNSAFE.search(name)
    assert first is not None
    if "\ud800" <= first[0] <= "\udfff":
        return f"the file's name is not UTF-8: byte 0x{ord(first[0]) & 0xFF:02X}"
    return f"the file's name has the control character U+{ord(first[0]):04X}"


def link_target(folder: Path, name: str) -> Path:
    """Return where a catalog's symbolic link leads to; raise `UnusableLink` if that is not in the catalog."""
    root, target = resolve_links(folder), resolve_links(folder / name)
    if not target.is_relative_to(root) or ".git" in target.relative_to(root).parts:  # it can hold passwords
        raise UnusableLink(folder / name, "is a symbolic link that leaves the catalog", hint=_REPLACE_LINK)
    if not target.exists():
        raise UnusableLink(folder / name, "is a symbolic link that leads nowhere", hint=_REPLACE_LINK)
    return target


def is_usable_link(folder: Path, path: Path) -> bool:
    """Return whether a symbolic link of a catalog leads to something in the catalog."""
    try:
        return bool(link_target(folder, path.relative_to(folder).as_posix()))
    except UnusableLink:
        return False


def _size_limit(name: str) -> Limit:
    return DATA_SIZE if name.startswith((f"{LEDGERS}/", f"{TEMPLATES}/")) else FILE_SIZE
