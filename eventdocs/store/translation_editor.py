"""The translation editor: one locale of a catalog, kept in memory while people translate it in the preview.

A save reads the file of one event, edits it, and writes it with the ledger; the catalog is not loaded again.
What other programs write meanwhile is noticed before it would be lost.
"""

import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from eventdocs.formats.ledger import ATTRIBUTES, FOLDER, SOURCES, replace_entries, replace_source
from eventdocs.formats.yaml.read import YamlTree, read_values
from eventdocs.model.catalog import Catalog, CatalogSettings, ParsedFile, select_target_locales
from eventdocs.model.diagnostics import Severity
from eventdocs.model.errors import EventdocsError
from eventdocs.model.event import Event, EventRef, strings_in
from eventdocs.model.exchange import Match
from eventdocs.model.group import Group, StringOwner
from eventdocs.model.ledger import Ledger, State, TranslationStatus, string_key
from eventdocs.model.strings import TextKind, strings_of
from eventdocs.rules.edited_strings import CheckedEdit, Finding, checked_edit
from eventdocs.site.routes import event_path
from eventdocs.store.catalog import parse_event, parse_group, read_settings, save_files
from eventdocs.store.catalog_files import is_catalog_file, is_event_file, read_catalog_file
from eventdocs.store.checked_catalog import build_errors, read_usable_catalog
from eventdocs.store.dir_fingerprint import FileStamp, file_stamps, scan
from eventdocs.store.files import entry_exists
from eventdocs.store.source_pages import SourcePages
from eventdocs.store.translation_files import write_edits
from eventdocs.text.placeholders import placeholders
from eventdocs.translations.memory import TranslationMemory, build_memory, matches_of
from eventdocs.translations.merge import MergeResult
from eventdocs.translations.merged_catalog import apply_merge
from eventdocs.translations.notes import NoteWriter
from eventdocs.translations.segments import Segment, max_length, segments
from eventdocs.translations.status import statuses_of
from eventdocs.translations.string_edit import fingerprint

LABELS = "label"  # the owner of the labels that pages share; no event has this key
QUEUES = (
    "missing",
    "stale",
    "machine",
    "translated",
)  # states with work left; `translated` waits for a review
_ATTRIBUTES = f"{FOLDER}/.gitattributes"
_EXCERPT = 200  # characters of a source in a queue


class QueuedString(NamedTuple):
    """A string in a queue: its key, the path of the page that shows it, and the start of its source."""

    key: str
    page: str
    owner: str
    source: str


class SegmentView(NamedTuple):
    """A sentence or block of a string, with the best matches of the translation memory.

    `placeholders` are the places of the source's placeholders.
    """

    source: str
    placeholders: tuple[tuple[int, int], ...]
    target: str
    editable: bool
    kind: str
    place: str
    matches: tuple[Match, ...]


class StringView(NamedTuple):
    """A string as the editor shows it.

    `mark` is the fingerprint of its texts, which a save gives back. `previous` is the source that a stale
    translation was made from. `max_length` is 0 if there is no limit.
    """

    key: str
    owner: str
    field: str
    state: str
    by: str
    mark: str
    previous: str
    max_length: int
    notes: tuple[str, ...]
    terms: tuple[str, ...]
    segments: tuple[SegmentView, ...]


class SaveOutcome(NamedTuple):
    """The outcome of a save: `saved`, `refused` because of errors, or a `conflict` with another edit.

    `string` is the string as it is in the catalog now.
    """

    outcome: str
    string: StringView
    findings: tuple[Finding, ...] = ()


@dataclass
class _Loaded:
    """A catalog in memory: what a save needs of it, and what it changes.

    `owners` are events and groups by key, `paths` the keys of events by the paths of their pages, `keywords`
    events with all lists of keywords, for their labels. `uses` is how many records name a source text.
    """

    settings: CatalogSettings
    owners: dict[str, StringOwner]
    paths: dict[str, str]
    keywords: tuple[Event, ...]
    ledger_files: dict[str, bytes]
    uses: Counter[str]
    memory: TranslationMemory
    source_pages: SourcePages
    notes: NoteWriter
    refs: dict[str, EventRef]
    stamps: dict[str, FileStamp | None]
    statuses: dict[str, dict[str, TranslationStatus]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)


class TranslationEditor:
    """Reads and saves the translations of one locale; `by` is who translates, for the ledger.

    All methods may be called from several threads.
    """

    def __init__(self, folder: Path, tag: str, by: str) -> None:
        self.folder, self.by = folder, by
        settings = read_settings(folder).catalog.settings
        (self.locale,) = select_target_locales(settings, [tag])
        self.source_locale = settings.source_locale
        self._ledger_file = f"{FOLDER}/{self.locale}.ledger"
        self._first_page = f"{self.locale}/index.html"
        self._lock = threading.RLock()
        self._loaded: _Loaded | None = None

    @contextmanager
    def _catalog(self) -> Iterator[_Loaded]:
        """Hold the lock, and yield the catalog."""
        with self._lock:
            if self._loaded is None:
                raise EventdocsError("the catalog is being read", hint="wait a moment")
            yield self._loaded

    def load(self) -> None:
        """Read the whole catalog."""
        loaded = self._read()
        with self._lock:
            self._loaded = loaded

    def refresh(self) -> None:
        """Read what other programs changed: single events, or the whole catalog if it is anything else.

        Errors in the settings leave the catalog as it was.
        """
        stamps = self._stamps()
        with self._lock:
            loaded = self._loaded
            if loaded is not None:
                differing = dict(stamps.items() ^ loaded.stamps.items())
                changed = [name for name in differing if self._stamp(name) != loaded.stamps.get(name)]
                if all(self._reread_event(loaded, name) for name in changed):
                    return
        with suppress(EventdocsError):
            self.load()

    # What people see

    def counts(self) -> dict[str, int]:
        """Return the number of strings by state; stale strings count as `stale` only."""
        with self._catalog() as loaded:
            return {state: loaded.counts[state] for state in (*QUEUES, State.REVIEWED)}

    def page(self, path: str) -> list[StringView]:
        """Return the strings of an event's page; those of groups and labels on the locale's first page."""
        with self._catalog() as loaded:
            if path == self._first_page:
                keys = [key for key in loaded.statuses if not isinstance(loaded.owners.get(key), Event)]
            else:
                known = [loaded.paths[path]] if path in loaded.paths else []
                keys = [key for key in known if self._reread_event(loaded, loaded.owners[key].file)]
            return [view for key in keys for view in self._views(loaded, key)]

    def queue(self, state: str, start: int, count: int) -> list[QueuedString]:
        """Return some of the strings in a state, in the catalog's order."""
        with self._catalog() as loaded:
            keys = islice(_strings_in_state(loaded, state), start, start + count)
            return [self._queued(loaded, key) for key in keys]

    def neighbour(self, state: str, key: str, step: int) -> QueuedString | None:
        """Return a string in a state near the one with a key: the next one, or with the step -1 the previous.

        After the last string comes the first. None if no other string is in the state.
        """
        with self._catalog() as loaded:
            keys = list(_strings_in_state(loaded, state, key))
            if not keys or keys == [key]:
                return None
            at = keys.index(key) if key in keys else min(-step, 0)
            return self._queued(loaded, keys[(at + step) % len(keys)])

    def _queued(self, loaded: _Loaded, key: str) -> QueuedString:
        string = self._string(loaded, key)
        pair, owner = string[0].pair, loaded.owners.get(_owner_of(key))
        page = event_path(owner, self.locale) if isinstance(owner, Event) else self._first_page
        return QueuedString(key, page, _owner_name(owner), " ".join(pair.source)[:_EXCERPT])

    def _views(self, loaded: _Loaded, key: str) -> Iterator[StringView]:
        part = self._part(loaded, key)
        for string in _strings(part, self.locale, key).values():
            yield self._view(loaded, part, string)

    def _view(self, loaded: _Loaded, part: Catalog, string: Sequence[Segment]) -> StringView:
        pair = string[0].pair
        status = statuses_of([pair], part.settings, self.locale)[pair.key]
        ledger = part.settings.ledgers.get(self.locale, Ledger())
        record = ledger.record(pair.key, pair.source_hash, pair.target_hash)
        terms = dict.fromkeys(note for each in string for note in loaded.notes.term_notes(each.source))
        notes = dict.fromkeys(note for each in string for note in _notes(loaded.notes, each))
        return StringView(
            pair.key,
            _owner_name(pair.owner),
            ".".join(pair.path),
            _state(status),
            record.by if record and pair.target and not status.unaccepted else "",
            fingerprint(pair),
            loaded.settings.sources.get(status.previous_source, "") if status.stale else "",
            max_length(part, string[0]),
            tuple(note for note in notes if note not in terms),
            tuple(terms),
            tuple(_segment_view(each, loaded.memory) for each in string),
        )

    # What people do

    def check(self, key: str, texts: Sequence[str]) -> list[Finding]:
        """Return what the checker reports about new texts of a string, one for each segment."""
        with self._catalog() as loaded:
            string, part = self._string(loaded, key), self._part(loaded, _owner_of(key))
            return self._checked(part, string, texts, State.TRANSLATED).findings

    def save(self, key: str, texts: Sequence[str], mark: str, *, reviewed: bool) -> SaveOutcome:
        """Save a string's new texts, and record them as translated or reviewed.

        `mark` is the fingerprint of the string that the person has edited. If the catalog has another one by
        now, nothing is written, unless it already has the new texts.
        """
        owner, state = _owner_of(key), State.REVIEWED if reviewed else State.TRANSLATED
        with self._catalog():
            loaded, files = self._current(owner)
            string, part = self._string(loaded, key), self._part(loaded, owner)
            if fingerprint(string[0].pair) != mark and [each.target for each in string] != list(texts):
                return SaveOutcome("conflict", self._view(loaded, part, string))
            edit, findings = self._checked(part, string, texts, state)
            if edit is not None:
                self._write(loaded, part, edit, files)
                findings = [Finding(Severity.ERROR, "", each.reason) for each in edit.rejected] or findings
            outcome = "refused" if edit is None or edit.rejected else "saved"
            view = self._view(loaded, self._part(loaded, owner), self._string(loaded, key))
            return SaveOutcome(outcome, view, tuple(findings))

    def _checked(
        self, part: Catalog, string: Sequence[Segment], texts: Sequence[str], state: State
    ) -> CheckedEdit:
        if len(texts) != len(string):
            raise EventdocsError(f"`{string[0].pair.key}` has {len(string)} texts", hint="reload the page")
        return checked_edit(part, self.locale, string, texts, state, self.by)

    def _write(self, loaded: _Loaded, part: Catalog, edit: MergeResult, files: Mapping[str, bytes]) -> None:
        """Write an edit and its record; `files` are those that it may change, as they are now.

        The record comes last. If the program is killed before, the new text counts as not accepted yet.
        """
        edited = write_edits(edit, files, loaded.settings.locales)
        if not edit.records:
            return
        after = apply_merge(part, edit, lambda key: self._source_page_hash(loaded, key))
        key, *_ = edit.records
        changed = edited | self._new_ledgers(loaded, part, after, key, files)
        changed = {name: data for name, data in changed.items() if files.get(name) != data}
        save_files(self.folder, changed, files)
        self._keep(loaded, after, key, changed)

    def _source_page_hash(self, loaded: _Loaded, key: str) -> str:
        event = loaded.owners[key]
        assert isinstance(event, Event)  # others have no page
        return loaded.source_pages.hash_of(event, loaded.refs)

    def _new_ledgers(
        self, loaded: _Loaded, part: Catalog, after: Catalog, key: str, files: Mapping[str, bytes]
    ) -> dict[str, bytes]:
        """Return the files of ledgers with the new record of a string; source texts come first."""
        old, new = self._ledger_of(part), self._ledger_of(after)
        keys, sources = (key, _owner_of(key)), files.get(SOURCES, b"")
        changes = _used_sources(new, key)
        changes.subtract(_used_sources(old, key))
        for digest, change in changes.items():
            is_used = loaded.uses[digest] + change > 0
            sources = replace_source(sources, digest, after.settings.sources[digest] if is_used else "")
        ledger = replace_entries(files.get(self._ledger_file, b""), new.only(keys), keys)
        return {SOURCES: sources, self._ledger_file: ledger, _ATTRIBUTES: ATTRIBUTES}

    def _ledger_of(self, catalog: Catalog) -> Ledger:
        return catalog.settings.ledgers.get(self.locale, Ledger())

    # What is in memory

    def _read(self) -> _Loaded:
        stamps = self._stamps()
        read = read_usable_catalog(self.folder)
        catalog, settings = read.catalog, read.catalog.settings
        loaded = _Loaded(
            settings,
            {owner.key: owner for owner in catalog.string_owners},
            {event_path(event, self.locale): event.key for event in catalog.events},
            tuple(Event("", "", keywords=each) for each in {event.keywords for event in catalog.events}),
            {name: read.files[name] for name in self._ledger_files if name in read.files},
            _all_uses(settings),
            build_memory(catalog, self.locale),
            SourcePages(self.folder, settings),
            NoteWriter(Catalog(settings), self.locale, lambda event, locale: ""),
            {event.key: event.ref for event in catalog.events},
            stamps,
        )
        _ = loaded.source_pages.renderer  # the first save should not have to wait for it
        self._update_statuses(loaded, *loaded.owners, LABELS)
        return loaded

    @property
    def _ledger_files(self) -> tuple[str, str, str]:
        return SOURCES, self._ledger_file, _ATTRIBUTES

    def _stamps(self) -> dict[str, FileStamp | None]:
        stamps = file_stamps(scan(self.folder))
        return {name: stamp for name, stamp in stamps.items() if is_catalog_file(name)}

    def _part(self, loaded: _Loaded, key: str) -> Catalog:
        """Return a catalog with one event, one group or the labels alone, and with their ledger records."""
        settings = loaded.settings
        if key == LABELS:
            return Catalog(replace(settings, groups={}), loaded.keywords)
        owner = loaded.owners[key]
        keys = (key, *(string_key(key, path) for path in strings_of(strings_in(owner, self.source_locale))))
        ledgers = {tag: settings.ledgers[tag].only(keys) for tag in settings.ledgers if tag == self.locale}
        groups = {owner.folder: owner} if isinstance(owner, Group) else {}
        settings = replace(settings, labels={}, groups=groups, ledgers=ledgers)
        return Catalog(settings, (owner,) if isinstance(owner, Event) else ())

    def _string(self, loaded: _Loaded, key: str) -> Sequence[Segment]:
        """Return the segments of a string."""
        owner = _owner_of(key)
        known = owner == LABELS or owner in loaded.owners
        string = _strings(self._part(loaded, owner), self.locale, owner).get(key) if known else None
        if string is None:
            raise EventdocsError(f"the string `{key}` no longer exists", hint="reload the page")
        return string

    def _current(self, owner: str) -> tuple[_Loaded, dict[str, bytes]]:
        """Return the catalog with an owner's file and the ledgers as they are now, and these files."""
        assert self._loaded is not None
        loaded = self._loaded
        file = loaded.owners[owner].file if owner in loaded.owners else f"labels/{self.locale}.yaml"
        names = [name for name in (file, *self._ledger_files) if entry_exists(self.folder / name)]
        files = {name: read_catalog_file(self.folder, name) for name in names}
        ledgers = {name: files[name] for name in self._ledger_files if name in files}
        is_event = isinstance(loaded.owners.get(owner), Event)
        changed = {file} & files.keys() if loaded.stamps.get(file) != self._stamp(file) else set()
        if ledgers != loaded.ledger_files or (changed and not is_event):
            self.load()
            loaded = self._loaded
        elif changed and not self._reread_event(loaded, file):
            hint = f"see its errors with: eventdocs check {self.folder}"
            raise EventdocsError(f"`{file}` has errors, or no longer has the event `{owner}`", hint=hint)
        return loaded, files

    def _stamp(self, name: str) -> FileStamp | None:
        path = self.folder / name
        if not entry_exists(path):
            return None
        status = path.lstat()
        return status.st_ino, status.st_ctime_ns

    def _reread_event(self, loaded: _Loaded, file: str) -> bool:
        """Read the file of a known event; return whether it still has this event, without errors."""
        if not is_event_file(file):
            return False
        stamp, event = self._stamp(file), None
        if stamp is not None and stamp == loaded.stamps.get(file):
            return True
        with suppress(EventdocsError):
            event, diagnostics = parse_event(read_catalog_file(self.folder, file), file, loaded.settings)
        known = loaded.owners.get(event.key) if event else None
        if event is None or known is None or known.file != file or build_errors(diagnostics):
            return False
        self._replace_event(loaded, event)
        loaded.stamps[file] = stamp
        return True

    def _replace_event(self, loaded: _Loaded, event: Event) -> None:
        """Replace an event, its statuses, and its translations in the memory."""
        for segment in self._remembered(loaded, event.key):
            loaded.memory.discard(segment.source, segment.target or "")
        loaded.owners[event.key], loaded.refs[event.key] = event, event.ref
        loaded.paths[event_path(event, self.locale)] = event.key
        self._update_statuses(loaded, event.key)
        for segment in self._remembered(loaded, event.key):
            loaded.memory.add(segment.source, segment.target or "")

    def _remembered(self, loaded: _Loaded, key: str) -> Iterator[Segment]:
        """Yield the segments of an event whose translations are in the memory."""
        for name, string in _strings(self._part(loaded, key), self.locale, key).items():
            if not loaded.statuses[key][name].stale:
                yield from (segment for segment in string if segment.target and segment.is_translatable)

    def _update_statuses(self, loaded: _Loaded, *owners: str) -> None:
        """Set the statuses of the strings of events, groups or the labels."""
        for owner in owners:
            part = self._part(loaded, owner)
            pairs = [string[0].pair for string in _strings(part, self.locale, owner).values()]
            statuses = statuses_of(pairs, part.settings, self.locale)
            loaded.counts.subtract(map(_state, loaded.statuses.get(owner, {}).values()))
            loaded.counts.update(map(_state, statuses.values()))
            loaded.statuses[owner] = statuses

    def _keep(self, loaded: _Loaded, after: Catalog, key: str, changed: Mapping[str, bytes]) -> None:
        """Keep in memory what was saved."""
        owner, old = _owner_of(key), self._ledger_of(Catalog(loaded.settings))
        new = self._ledger_of(after)
        loaded.uses.subtract(_used_sources(old, key))
        loaded.uses.update(_used_sources(new, key))
        ledgers = {**loaded.settings.ledgers, self.locale: old.with_part(new, (key, owner))}
        loaded.settings = replace(loaded.settings, ledgers=ledgers, sources=after.settings.sources)
        kept = loaded.owners.get(owner)
        for name, data in changed.items():
            loaded.stamps[name] = self._stamp(name)
            if name in self._ledger_files:
                loaded.ledger_files[name] = data
            elif owner == LABELS:
                value, _, is_regular = read_values(data, name)
                assert value is not None  # the edit was verified
                file = ParsedFile(name, value, YamlTree(data, is_regular))
                trees = {**loaded.settings.trees, f"labels/{self.locale}": file}
                loaded.settings = replace(loaded.settings, labels=after.settings.labels, trees=trees)
            elif is_event_file(name):
                kept, _ = parse_event(data, name, loaded.settings)
                assert kept is not None
            else:
                kept, _ = parse_group(data, name)
                assert kept is not None
                loaded.owners[owner] = kept
        if isinstance(kept, Event):
            self._replace_event(
                loaded, kept
            )  # a stale translation that was confirmed is one of the source now
        else:
            self._update_statuses(loaded, owner)


def _owner_of(key: str) -> str:
    """Return the key of the event or group that a string is in, or that of labels."""
    return key.partition(":")[0]


def _owner_name(owner: StringOwner | None) -> str:
    if owner is None:
        return "Labels"
    return f"{owner.id} {owner.name}" if isinstance(owner, Event) else f"Group {owner.key}"


def _state(status: TranslationStatus) -> str:
    return "stale" if status.stale else status.state.value


def _strings_in_state(loaded: _Loaded, state: str, also: str = "") -> Iterator[str]:
    """Yield the keys of the strings in a state, and of one other string, in order."""
    for statuses in loaded.statuses.values():
        for key, status in statuses.items():
            if _state(status) == state or key == also:
                yield key


def _strings(part: Catalog, locale: str, owner: str) -> dict[str, list[Segment]]:
    """Return the segments of the strings of an event, a group or the labels, by the strings' keys."""
    strings: dict[str, list[Segment]] = {}
    for segment in segments(part, locale):
        if (segment.pair.owner.key if segment.pair.owner else LABELS) == owner:
            strings.setdefault(segment.pair.key, []).append(segment)
    return strings


def _notes(writer: NoteWriter, segment: Segment) -> list[str]:
    """Return the notes of a segment without its place, which the editor shows in its own way."""
    _, *notes = writer.notes([segment])
    return [note for note in notes if note != segment.place]


def _segment_view(segment: Segment, memory: TranslationMemory) -> SegmentView:
    literal = segment.kind is TextKind.LITERAL
    return SegmentView(
        segment.source,
        tuple(
            (each.start, each.end)
            for each in placeholders(segment.source, segment.placeholders, literal=literal)
        ),
        segment.target or "",
        segment.is_translatable,
        segment.kind,
        segment.place,
        matches_of(segment, memory),
    )


def _all_uses(settings: CatalogSettings) -> Counter[str]:
    """Return how many records of all ledgers name each source text."""
    return Counter(
        record.source
        for ledger in settings.ledgers.values()
        for record in chain(ledger.records.values(), *ledger.candidates.values())
    )


def _used_sources(ledger: Ledger, key: str) -> Counter[str]:
    """Return the source texts that the records of a string name."""
    found = (ledger.records[key],) if key in ledger.records else ledger.candidates.get(key, ())
    return Counter(record.source for record in found)
