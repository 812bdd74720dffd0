"""What a build reads: which files, and their digests; what has the mark that it had is not read again."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from eventdocs.formats.ledger import FOLDER as LEDGERS
from eventdocs.model.plan import Format
from eventdocs.store import templates
from eventdocs.store.catalog import inside, is_catalog_file, is_event_file
from eventdocs.store.files import read_bytes
from eventdocs.store.inventory import Inventory, marks
from eventdocs.store.transaction import digest

Row = tuple[int, int, bytes]
CATALOG = ""
DEFAULTS = "/"


class Broken(Exception):
    """The catalog has errors, or changed while it was read: whoever asks must look at it as a whole."""


class Wanted(NamedTuple):
    """What is asked for."""

    catalog: Path
    formats: tuple[Format, ...]
    locales: tuple[str, ...]
    pseudo: bool
    editor: str | None
    jobs: int


def table(
    seen: Mapping[str, Inventory], roots: Mapping[str, Path], known: Mapping[str, Row], now: int
) -> dict[str, Row]:
    """Give inode, ctime and digest of all inputs, by root and name; what has another mark than then is read.

    `now` is the time of the look in ns. A ctime that is not older, or of what is reached through a link, is
    kept as 0, which no file has.
    """
    rows: dict[str, Row] = {}
    for root, found in seen.items():
        for name, (inode, changed) in marks(found).items():
            if not _is_input(root, name):
                continue
            before = known.get(f"{root}{name}")
            if before is None or before[:2] != (inode, changed):
                sure = changed < now and not found[name[: name.rfind("/") + 1]].links
                before = inode, changed if sure else 0, digest(read_bytes(roots[root] / name))
            rows[f"{root}{name}"] = before
    return rows


def refuse_links(folder: Path, inventory: Inventory) -> None:
    """Refuse links that lead out of the catalog."""
    for path in _links(folder, inventory):
        if not inside(path, folder):
            raise Broken


def _links(folder: Path, inventory: Inventory) -> Iterator[Path]:
    for name, found in inventory.items():
        paths: Iterable[Path] = (folder / name / file for file in found.names) if found.links else ()
        yield from (path for path in paths if path.is_symlink())


def _is_input(root: str, name: str) -> bool:
    if root == CATALOG and not name.startswith(f"{templates.FOLDER}/"):
        return is_catalog_file(name)
    return not any(part.startswith(".") for part in name.split("/"))


def is_shared(name: str) -> bool:
    """Tell whether an input is for all pages: all but the events' files."""
    return not name.startswith("events/") and (is_template(name) or is_setting(name))


def is_ledger(name: str) -> bool:
    """Tell whether an input is a ledger, of which an event's pages show the event's own records."""
    return name.startswith(f"{LEDGERS}/")


def is_glossary(name: str) -> bool:
    """Tell whether an input is the glossary, of which no page shows anything."""
    return name == "glossary.yaml"


def is_template(name: str) -> bool:
    """Tell whether an input is a template, an asset or the program's labels."""
    return name.startswith((DEFAULTS, f"{templates.FOLDER}/"))


def is_setting(name: str) -> bool:
    """Tell whether an input is a file of the catalog that is no event's."""
    return not name.startswith(DEFAULTS) and is_catalog_file(name) and not is_event_file(name)
