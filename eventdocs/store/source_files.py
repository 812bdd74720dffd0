"""Read the files that software ships: manifests, message compiler files and message tables."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from eventdocs.formats import manifest, message_compiler, message_table
from eventdocs.formats.message_compiler import Ids
from eventdocs.formats.message_table import MessageTable, join_tables
from eventdocs.model.diagnostics import Diagnostic, Location
from eventdocs.model.errors import EventdocsError
from eventdocs.model.limits import DATA_SIZE
from eventdocs.model.sources import INCONSISTENT_SOURCE, SourceProvider
from eventdocs.store.files import read_bytes

COMPILER_SUFFIX = ".mc"
_TABLE_SUFFIX = ".rc"


@dataclass(slots=True)
class ReadSources:
    """The providers of some files, the findings about these files, and the number of what was left out."""

    providers: list[SourceProvider] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)


def is_table(path: Path) -> bool:
    """Return whether a file, by its name, is a message table."""
    return path.suffix.lower() == _TABLE_SUFFIX


def is_source(path: Path) -> bool:
    """Return whether a path leads to a file and not to a catalog."""
    return path.is_file()


def is_compiler_file(path: Path) -> bool:
    """Return whether a file, by its name, is a message compiler file."""
    return path.suffix.lower() == COMPILER_SUFFIX


def read_source_files(
    paths: Iterable[Path],
    tables: Iterable[Path] = (),
    *,
    ids: Ids = Ids.CODE,
    encoding: str = "",
    as_compiler_files: bool = False,
    name: Callable[[Path], str] = Path.as_posix,
) -> ReadSources:
    """Return what files say, with the texts of message tables.

    `name` is how findings call a file. The provider of a message compiler file, which does not name it, is
    called like the file. Raises `EventdocsError` for a file that cannot be opened, and for tables of
    several providers.
    """
    read = ReadSources()
    for path in paths:
        data = read_bytes(path, DATA_SIZE)
        if as_compiler_files or is_compiler_file(path):
            source = message_compiler.read(data, name(path), ids, encoding)
        else:
            source = manifest.read(data, name(path))
        read.findings += source.findings
        for what, number in source.left_out.items():
            read.left_out[what] = read.left_out.get(what, 0) + number
        for provider in source.providers:
            _add(read, provider if provider.name else replace(provider, name=path.stem))
    _join(read, [message_table.read(read_bytes(path, DATA_SIZE), name(path)) for path in tables])
    return read


def _add(read: ReadSources, provider: SourceProvider) -> None:
    """Add a provider, unless there is one with its name, which is reported."""
    first = next((each for each in read.providers if each.name == provider.name), None)
    if first is None:
        read.providers.append(provider)
        return
    message = f"the provider `{provider.name}` is also in `{first.file}`"
    location, other = Location(provider.file, provider.line), Location(first.file, first.line)
    finding = Diagnostic(INCONSISTENT_SOURCE, location, message, "the first is used", related=(other,))
    read.findings.append(finding)


def _join(read: ReadSources, tables: list[MessageTable]) -> None:
    """Add the texts of message tables to the provider."""
    if not tables:
        return
    read.findings += [finding for table in tables for finding in table.findings]
    if len(read.providers) > 1:
        hint = "import the manifest of one provider with its tables"
        raise EventdocsError("message tables belong to one provider, and there are several", hint=hint)
    for at, provider in enumerate(read.providers):
        read.providers[at], findings = join_tables(provider, tables)
        read.findings += findings
