"""Read what software ships about the providers of a catalog, to compare the catalog with it."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from eventdocs.formats.message_compiler import Ids
from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.diagnostics import Diagnostic
from eventdocs.model.source_mapping import WantedProvider, find_provider, map_providers
from eventdocs.model.sources import UNREADABLE_SOURCE
from eventdocs.store.files import resolve_links
from eventdocs.store.source_files import is_table, read_source_files


@dataclass(slots=True)
class ReadShipped:
    """Providers of a catalog as their sources have them, and the findings about these sources."""

    providers: list[WantedProvider] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)

    def add(
        self, folder: Path, paths: Sequence[Path], settings: CatalogSettings, provider: str, ids: Ids
    ) -> None:
        """Read the sources of a provider; if none is named, its id is found by GUID and name."""
        if not paths:
            return
        tables = [path for path in paths if is_table(path)]
        files = [path for path in paths if not is_table(path)]
        read = read_source_files(files, tables, ids=ids, name=lambda path: _relative(path, folder))
        self.findings += read.findings
        several = len(read.providers) > 1
        if provider and several:
            read.providers = [each for each in read.providers if find_provider(each, settings) == provider]
        wanted, _ = map_providers(read.providers, settings, provider)
        self.providers += wanted


def read_shipped(folder: Path, settings: CatalogSettings, against: Sequence[Path] = ()) -> ReadShipped:
    """Return what the software ships about the providers of a catalog, and the findings about the files.

    These are the files that the catalog names under `source` of its providers, and those in `against`. A
    catalog may come from a stranger: its own files must be in the repository that the catalog is in.
    """
    shipped = ReadShipped()
    for key, provider in settings.providers.items():
        paths = []
        for at, name in enumerate(provider.source):
            problem = _source_problem(folder, folder / name)
            if problem:
                where = settings.trees["catalog"].where("providers", key, "source", str(at))
                shipped.findings.append(Diagnostic(UNREADABLE_SOURCE, where, f"`{name}` {problem}"))
            else:
                paths.append(folder / name)
        ids = Ids(provider.ids) if provider.ids in tuple(Ids) else Ids.CODE
        shipped.add(folder, paths, settings, key, ids)
    shipped.add(folder, against, settings, "", Ids.CODE)
    return shipped


def _relative(path: Path, folder: Path) -> str:
    """Return the path of a file from a catalog, as findings about the catalog have it."""
    return Path(os.path.relpath(path, folder)).as_posix()


def _source_problem(folder: Path, path: Path) -> str:
    """Return what is wrong with a file that a catalog names; empty if it can be read."""
    root = resolve_links(folder)
    repository = next((each for each in (root, *root.parents) if (each / ".git").exists()), root)
    target = resolve_links(path)
    if not target.is_relative_to(repository) or ".git" in target.relative_to(repository).parts:
        return "is outside of the repository"
    try:
        return "" if target.is_file() else "does not exist"
    except OSError:  # such as a name that is too long
        return "cannot be read"
