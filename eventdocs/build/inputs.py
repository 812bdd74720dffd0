"""What a build reads: which files, and their digests; what has the mark that it had is not read again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from eventdocs.build.event_refs import head
from eventdocs.formats.ledger import FOLDER as LEDGERS
from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic, Severity
from eventdocs.model.event import EventRef
from eventdocs.model.ledger import ledger_digests_by_event
from eventdocs.site.routes import Format
from eventdocs.store.catalog import is_catalog_file, is_event_file, is_inside, parse_catalog
from eventdocs.store.dir_fingerprint import TreeSnapshot, file_stamps, links
from eventdocs.store.files import read_bytes
from eventdocs.store.output_dir import digest
from eventdocs.store.package_data import TEMPLATES
from eventdocs.translations.pseudo import with_pseudo

Row = tuple[int, int, bytes]
CATALOG = ""
DEFAULTS = "/"


class InputsChanged(Exception):
    """The catalog has errors, or changed while it was read: whoever asks must look at it as a whole."""


class BuildRequest(NamedTuple):
    """What is asked for."""

    catalog: Path
    formats: tuple[Format, ...]
    locales: tuple[str, ...]
    pseudo: bool
    editor: str | None
    jobs: int


@dataclass
class BuildInputs:
    """What one build is made from; a file that is not as it was first looked at is refused.

    `files` are digests by name, those of the default templates behind a `/`. `found` are the findings about
    files that are no events', once the catalog was asked for.
    """

    wanted: BuildRequest
    files: Mapping[str, bytes]
    found: list[Diagnostic] = field(default_factory=list)

    @cached_property
    def settings_digest(self) -> bytes:
        """Digest of all that every page depends on."""
        known = [
            (name, b"" if is_ledger(name) else found)
            for name, found in sorted(self.files.items())
            if is_shared(name) and not is_glossary(name)
        ]
        return sha256(repr(known).encode()).digest()

    @cached_property
    def catalog(self) -> Catalog:
        """The catalog without its events."""
        names = [name for name in self.files if is_setting(name)]
        loaded = parse_catalog({name: self.read(name) for name in names})
        if any(each.severity is Severity.ERROR for each in loaded.diagnostics):
            raise InputsChanged
        self.found = loaded.diagnostics
        return with_pseudo(loaded.catalog) if self.wanted.pseudo else loaded.catalog

    def read(self, name: str) -> bytes:
        """Read a file of the catalog."""
        data = read_bytes(self.wanted.catalog / name)
        if digest(data) != self.files[name]:
            raise InputsChanged
        return data

    def events(self) -> Iterator[str]:
        """List the files of events."""
        return filter(is_event_file, (name for name in self.files if name.startswith("events/")))

    def head(self, name: str, *, quick: bool) -> EventRef:
        """Find the head of an event's file, by a quick look if it may."""
        found = head(self.read(name), name, self.catalog.settings.default_provider, quick=quick)
        if found is None:
            raise InputsChanged
        return found

    def ledgers(self) -> dict[str, bytes]:
        """Digest of what the ledgers say of each event, by key."""
        return ledger_digests_by_event(self.catalog.settings.ledgers, self.catalog.settings.sources)


def stat_inputs(
    seen: Mapping[str, TreeSnapshot], roots: Mapping[str, Path], known: Mapping[str, Row], now: int
) -> dict[str, Row]:
    """Give inode, ctime and digest of all inputs, by root and name; what has another mark than then is read.

    `now` is the time of the look in ns. A ctime that is not older, or of what is reached through a link, is
    kept as 0, which no file has.
    """
    rows: dict[str, Row] = {}
    for root, found in seen.items():
        for name, (inode, changed) in file_stamps(found).items():
            if not _is_input(root, name):
                continue
            before = known.get(f"{root}{name}")
            if before is None or before[:2] != (inode, changed):
                sure = changed < now and not found[name[: name.rfind("/") + 1]].has_links
                before = inode, changed if sure else 0, digest(read_bytes(roots[root] / name))
            rows[f"{root}{name}"] = before
    return rows


def refuse_links(folder: Path, inventory: TreeSnapshot) -> None:
    """Refuse links that lead out of the catalog."""
    for path in links(folder, inventory):
        if not is_inside(path, folder):
            raise InputsChanged


def _is_input(root: str, name: str) -> bool:
    if root == CATALOG and not name.startswith(f"{TEMPLATES}/"):
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
    return name.startswith((DEFAULTS, f"{TEMPLATES}/"))


def is_setting(name: str) -> bool:
    """Tell whether an input is a file of the catalog that is no event's."""
    return not name.startswith(DEFAULTS) and is_catalog_file(name) and not is_event_file(name)
