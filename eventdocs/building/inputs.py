"""The input files of a build: which there are, their digests, and what was read from them.

A file whose inode and ctime are as recorded is not read again. One that a build does read is read once: its
digest and its event reference come from the same bytes, and small amounts of bytes are kept for rendering.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from hashlib import sha256
from itertools import filterfalse
from pathlib import Path

from eventdocs.building.cache import InputFile
from eventdocs.building.codec import digest_of
from eventdocs.building.result import BuildRequest
from eventdocs.building.shown_labels import LabelDigests, all_labels
from eventdocs.building.up_to_date import CATALOG_ROOT, DEFAULTS_ROOT, Scan
from eventdocs.formats.ledger import FOLDER as LEDGERS
from eventdocs.formats.yaml.heads import scan_head
from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.diagnostics import Severity
from eventdocs.model.event import EventRef
from eventdocs.model.group import is_group_file
from eventdocs.model.labels import LabelKey
from eventdocs.site.template_references import templates_of_events, used_templates
from eventdocs.store.catalog import parse_catalog, parse_event
from eventdocs.store.catalog_files import (
    has_safe_name,
    is_catalog_file,
    is_usable_link,
    is_visible,
    read_catalog_file,
)
from eventdocs.store.dir_fingerprint import TreeSnapshot, file_stamps, links
from eventdocs.store.files import UnsuitableFile, read_bytes
from eventdocs.store.folders import CATALOG_FILE
from eventdocs.store.fork_pool import map_forked
from eventdocs.store.interface_words import with_interface_words
from eventdocs.store.output_dir import digest
from eventdocs.store.package_data import TEMPLATES, default_templates
from eventdocs.store.templates import TEMPLATE_ENDINGS
from eventdocs.translations.pseudo import with_pseudo_locales

_CHUNK = 1000  # files; fewer are read faster than processes start


class InputsChanged(Exception):
    """The catalog has errors, or changed while it was read. A full check says which."""


@dataclass
class Contents:
    """The bytes of files that were read, up to `limit` bytes in all."""

    limit: int
    data: dict[str, bytes] = field(default_factory=dict)
    size: int = 0

    def keep(self, name: str, data: bytes) -> None:
        """Keep the bytes of a file if there is room."""
        if self.size + len(data) <= self.limit:
            self.data[name] = data
            self.size += len(data)


@dataclass
class BuildInputs:
    """Everything that a build reads.

    `files` are the input files by name, those of the default templates with a leading `/`. `changed` names
    the files that are not as the last build read them, including deleted ones. `refs` are the references
    to events that are known without parsing their files.
    """

    folder: Path
    files: Mapping[str, InputFile]
    changed: frozenset[str]
    settings: CatalogSettings
    refs: Mapping[str, EventRef]
    contents: Contents

    @cached_property
    def settings_digest(self) -> bytes:
        """The digest of everything that all pages depend on."""
        digests = [(name, file.digest) for name, file in sorted(self._shared_files())]
        return sha256(repr(digests).encode()).digest()

    def page_settings_digest(self, template: str = "") -> bytes:
        """Return the digest of the settings and templates that a page from a template depends on.

        It lacks the labels, the settings of rules, and the templates that the page does not use.
        """
        known = self._page_settings.get(template)
        if known is None:
            names = (template,) if template else ()
            used = used_templates(names, self._template_texts)
            known = self._page_settings[template] = digest_of(self._settings_with(used))
        return known

    @cached_property
    def _page_settings(self) -> dict[str, bytes]:
        return {}

    @cached_property
    def labels_digest(self) -> bytes:
        """The digest of all labels."""
        return digest_of(all_labels(self.settings.labels))

    def event_settings_digest(self, labels: tuple[LabelKey, ...]) -> bytes:
        """Return the digest of the settings, templates and labels that the pages of any event depend on.

        It lacks the settings of rules, and the templates of other pages.
        """
        settings = self._settings_with(templates_of_events(self._template_texts))
        return digest_of((*settings, LabelDigests(self.settings.labels).digest(labels)))

    def _settings_with(self, templates: frozenset[str]) -> tuple[object, object]:
        """Return the settings that pages which use some templates depend on, as plain values."""
        others = {name for names in self._templates.values() for name in names} - {
            name for template in templates for name in self._templates.get(template, ())
        }
        digests = [
            (name, file.digest)
            for name, file in sorted(self._shared_files())
            if name != CATALOG_FILE and not name.startswith("labels/") and name not in others
        ]
        values = self.settings.trees["catalog"].value
        assert isinstance(values, dict)
        return digests, {key: value for key, value in values.items() if key != "rules"}

    @cached_property
    def _templates(self) -> dict[str, list[str]]:
        """The inputs that are templates, by name: the built-in one, the catalog's own, or both."""
        found: dict[str, list[str]] = {}
        for name in filter(is_template, self._others):
            template = name.removeprefix(DEFAULTS_ROOT).removeprefix(f"{TEMPLATES}/")
            if template.endswith(TEMPLATE_ENDINGS):
                found.setdefault(template, []).append(name)
        return found

    @cached_property
    def _template_texts(self) -> dict[str, list[str]]:
        """The texts of the templates by name."""
        return {
            template: [read_input(self.folder, name).decode("utf-8", "replace") for name in names]
            for template, names in self._templates.items()
        }

    @cached_property
    def templates_digest(self) -> bytes:
        """The digest of all templates, assets and built-in labels."""
        digests = [(name, file.digest) for name, file in sorted(self._others.items()) if is_template(name)]
        return sha256(repr(digests).encode()).digest()

    @cached_property
    def _others(self) -> Mapping[str, InputFile]:
        """The inputs that are not files of events, which are few."""
        return {name: file for name, file in self.files.items() if not is_event(name)}

    def _shared_files(self) -> Iterator[tuple[str, InputFile]]:
        """Yield the files that all pages depend on; of ledgers, pages depend on which there are."""
        for name, file in self._others.items():
            if not is_glossary(name) and not is_group_file(name):
                yield name, file._replace(digest=b"") if is_ledger(name) else file

    def group_digests(self, ledgers: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return the digest of what pages show of each group, by folder.

        `ledgers` are the digests of ledger records by the key of their event or group.
        """
        return {
            folder: sha256(self.files[group.file].digest + ledgers.get(group.key, b"")).digest()
            for folder, group in self.settings.groups.items()
        }

    @property
    def groups_changed(self) -> bool:
        """Return whether the file of a group changed."""
        return any(map(is_group_file, self.changed))

    def event_files(self) -> Iterator[str]:
        """Yield the names of the event files."""
        return filterfalse(self._others.__contains__, self.files)

    def read(self, name: str) -> bytes:
        """Return the bytes of a catalog file; raise `InputsChanged` if they are not those of the digest."""
        data = self.contents.data.get(name)
        if data is None:
            data = read_catalog_file(self.folder, name)
            if digest(data) != self.files[name].digest:
                raise InputsChanged
        return data

    def ref_of(self, name: str, *, full_parse: bool) -> EventRef:
        """Return the reference to the event of a file; `full_parse` takes it from the parsed file."""
        ref = None if full_parse else self.refs.get(name) or scan_head(self.read(name), name, "")
        if ref is None:
            event, _ = parse_event(self.read(name), name, self.settings)
            if event is None:
                raise InputsChanged
            return event.ref
        return ref._replace(provider="") if ref.provider == self.settings.default_provider else ref


def read_inputs(
    request: BuildRequest,
    scan: Scan,
    recorded: Mapping[str, InputFile],
    *,
    kept_bytes: int,
    processes: int = 1,
    settings: CatalogSettings | None = None,
) -> BuildInputs:
    """Read the inputs that are not as `recorded`; raise `InputsChanged` if the settings have errors.

    Up to `kept_bytes` of what is read stay in memory, but nothing that another process reads. `settings` are
    those of the recorded files, if they are still known.
    """
    _reject_unusable_names(request.catalog, scan.inputs[CATALOG_ROOT])
    contents = Contents(kept_bytes)
    refs: dict[str, EventRef] = {}
    files, unread = _stat_inputs(scan, recorded)
    for name, file_digest, ref in _read_files(request.catalog, unread, contents, processes):
        files[name] = files[name]._replace(digest=file_digest)
        if ref is not None:
            refs[name] = ref
    changed = {
        name
        for name, file in files.items()
        if (known := recorded.get(name)) is not file and (known is None or known.digest != file.digest)
    }
    changed |= recorded.keys() - files.keys()
    if settings is None or any(map(is_setting, changed)):
        settings = _read_settings(request, files, contents)
    return BuildInputs(
        request.catalog,
        files,
        frozenset(changed),
        settings,
        refs,
        contents,
    )


def _reject_unusable_names(catalog: Path, snapshot: TreeSnapshot) -> None:
    """Raise `InputsChanged` for a link that leaves the catalog, or a folder that is named like a file."""
    if any(is_catalog_file(name.rstrip("/")) for name in snapshot):
        raise InputsChanged
    if not all(is_usable_link(catalog, path) for path in links(catalog, snapshot)):
        raise InputsChanged


def read_input(catalog: Path, name: str) -> bytes:
    """Return the content of an input; the name of a default template has a leading `/`."""
    if name.startswith(DEFAULTS_ROOT):
        return read_bytes(default_templates() / name.removeprefix(DEFAULTS_ROOT), None)
    return read_catalog_file(catalog, name)


def _stat_inputs(scan: Scan, recorded: Mapping[str, InputFile]) -> tuple[dict[str, InputFile], list[str]]:
    """Return all inputs by name, and the names of those whose inode or ctime differ from the recorded ones.

    What is recorded is known to be an input. The others have no digest yet. A ctime that is not older than
    the scan, or of a file that is reached through a link, is recorded as 0, which no file has: such a file
    may change unseen.
    """
    files: dict[str, InputFile] = {}
    unread: list[str] = []
    for root, snapshot in scan.inputs.items():
        for path, stamp in file_stamps(snapshot).items():
            name = f"{root}{path}"
            known = recorded.get(name)
            if known is None or known[:2] != stamp:
                if root == CATALOG_ROOT and is_visible(path) and not has_safe_name(path):
                    raise InputsChanged
                if not _is_input(root, path):
                    continue
                inode, ctime_ns = stamp
                trusted = ctime_ns < scan.clock_ns and not snapshot[path[: path.rfind("/") + 1]].has_links
                known = InputFile(inode, ctime_ns if trusted else 0, b"")
                unread.append(name)
            files[name] = known
    return files, unread


def _read_files(
    catalog: Path, names: Sequence[str], contents: Contents, processes: int
) -> Iterator[tuple[str, bytes, EventRef | None]]:
    """Read files, many of them in processes; yield names, digests and the references that need no full parse.

    Raises `InputsChanged` for a file that a check of the catalog reports, such as one that is too large. From
    another process, it is an `EventdocsError`.
    """
    chunks = [names[start : start + _CHUNK] for start in range(0, len(names), _CHUNK)]
    try:
        for read in map_forked(partial(_read_chunk, catalog, contents), chunks, processes):
            yield from read
    except UnsuitableFile as error:
        raise InputsChanged(str(error)) from error


def _read_chunk(
    catalog: Path, contents: Contents, names: Sequence[str]
) -> list[tuple[str, bytes, EventRef | None]]:
    found = []
    for name in names:
        data = read_input(catalog, name)
        if not name.startswith(DEFAULTS_ROOT):
            contents.keep(name, data)
        found.append((name, digest(data), scan_head(data, name, "") if is_event(name) else None))
    return found


def _read_settings(
    request: BuildRequest, files: Mapping[str, InputFile], contents: Contents
) -> CatalogSettings:
    data = {
        name: contents.data.get(name) or read_catalog_file(request.catalog, name)
        for name in files
        if is_setting(name)
    }
    if any(digest(content) != files[name].digest for name, content in data.items()):
        raise InputsChanged
    loaded = parse_catalog(data)
    if any(finding.severity is Severity.ERROR for finding in loaded.diagnostics):
        raise InputsChanged
    settings = with_interface_words(request.catalog, loaded.catalog.settings)
    return with_pseudo_locales(settings) if request.pseudo else settings


def has_input_name(name: str) -> bool:
    """Return whether this version of eventdocs reads a file with this name."""
    if name.startswith(DEFAULTS_ROOT):
        return _is_input(DEFAULTS_ROOT, name.removeprefix(DEFAULTS_ROOT))
    return has_safe_name(name) and _is_input(CATALOG_ROOT, name)


def _is_input(root: str, path: str) -> bool:
    if root == CATALOG_ROOT and not path.startswith(f"{TEMPLATES}/"):
        return is_catalog_file(path)
    return not any(part.startswith(".") for part in path.split("/"))


def is_event(name: str) -> bool:
    """Return whether an input is the file of an event."""
    return name.startswith("events/") and not is_group_file(name)


def is_template(name: str) -> bool:
    """Return whether an input is a template, an asset or a file of built-in labels."""
    return name.startswith((DEFAULTS_ROOT, f"{TEMPLATES}/"))


def is_setting(name: str) -> bool:
    """Return whether an input is a file of the catalog that is neither an event's nor a template."""
    return not is_event(name) and not is_template(name)


def is_ledger(name: str) -> bool:
    """Return whether an input is a ledger; an event's pages show only the event's own records."""
    return name.startswith(f"{LEDGERS}/")


def is_glossary(name: str) -> bool:
    """Return whether an input is the glossary, which no page shows."""
    return name == "glossary.yaml"
