"""Pages of a preview, rendered one by one when a browser asks for them, while a build is under way.

The modules that render pages take as long to import as a large catalog takes to read. So a thread imports
them while other processes read the catalog.
"""

import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from eventdocs.building.api import cache_key
from eventdocs.building.cache import InputFile
from eventdocs.building.codec import decode, encode
from eventdocs.building.inputs import BuildInputs, InputsChanged, read_inputs
from eventdocs.building.result import BuildRequest
from eventdocs.building.shared_inputs import SharedInputs, is_setting
from eventdocs.building.up_to_date import Scan, scan_folders
from eventdocs.model.errors import EventdocsError
from eventdocs.model.event import EventRef
from eventdocs.model.garbage import paused_collector
from eventdocs.store import user_cache
from eventdocs.store.files import os_errors
from eventdocs.store.folders import require_catalog
from eventdocs.store.fork_pool import core_count
from eventdocs.store.output_dir import OutputDir

if TYPE_CHECKING:
    from eventdocs.building.preview_site import PreviewSite
    from eventdocs.site.renderer import SiteRenderer
    from eventdocs.store.dir_fingerprint import TreeSnapshot

_REMEMBERED = 50  # files


class _SavedEvents(NamedTuple):
    """What one preview leaves to the next, which then reads only the files that changed.

    `files` are the input files by name, `refs` the references to the events that they hold.
    """

    files: dict[str, InputFile]
    refs: list[EventRef]


class PreviewPages:
    """The files of a site that can be made one by one: pages of events and assets.

    Nothing is written to `output`; it is only there because it has nothing.
    """

    def __init__(self, request: BuildRequest, output: OutputDir) -> None:
        self.request, self.output = request, output
        self._site: PreviewSite | None = None
        self._scanned: Mapping[str, TreeSnapshot] = {}
        self._last: dict[str, bytes] = {}
        self._unsaved: _SavedEvents | None = None
        self._lock = threading.Lock()  # templates and what they remember are used by one thread at a time

    def refresh(self) -> None:
        """Read what changed in the catalog. If it has errors that concern all pages, there are no pages."""
        with self._lock:
            try:
                with os_errors("read"), paused_collector():
                    require_catalog(self.request.catalog)
                    self._site = self._next_site(self._site)
            except (InputsChanged, EventdocsError):
                self._site = None

    def are_outdated(self) -> bool:
        """Return whether a file of the catalog changed since the last refresh."""
        try:
            with os_errors("read"):
                return scan_folders(self.request.catalog, self.output).inputs != self._scanned
        except EventdocsError:  # a refresh handles it
            return True

    def has(self, path: str) -> bool:
        """Return whether the site has such a file, and it can be made on its own."""
        with self._lock:
            return self._site is not None and self._site.has(path)

    def render(self, path: str) -> bytes | None:
        """Return a file as a build would write it; None if only a build can make it.

        If the catalog or the event has errors, it is the file that was rendered last, if there is one.
        """
        with self._lock:
            site = self._site
            if site is None:
                return self._last.get(path)
            if path in site.renderer.assets:
                return site.renderer.assets[path]
            if not site.has(path):
                return None
            try:
                data = site.render(path)
            except EventdocsError:  # the build reports it
                data = None
            if data is None:
                return self._last.get(path)
            self._remember(path, data)
            return data

    def _remember(self, path: str, data: bytes) -> None:
        self._last.pop(path, None)
        self._last[path] = data
        if len(self._last) > _REMEMBERED:
            del self._last[next(iter(self._last))]

    def first_pages(self, count: int) -> list[tuple[str, EventRef]]:
        """Return some events with the paths of their pages in the source locale, or the first one built."""
        with self._lock:
            return self._site.first_pages(count) if self._site else []

    def save_events(self) -> None:
        """Store the references to the events for the next preview, if files were read for them."""
        with self._lock:  # a page that is asked for comes first
            events, self._unsaved = self._unsaved, None
        if events is not None:
            user_cache.put(self._saved_key(), encode(events))

    def _load_events(self) -> _SavedEvents:
        stored = user_cache.get(self._saved_key())
        return decode(_SavedEvents, stored) if stored is not None else _SavedEvents({}, [])

    def _saved_key(self) -> bytes:
        return cache_key(self.request) + b"events"

    def _next_site(self, known: "PreviewSite | None") -> "PreviewSite":
        """Return the site of the catalog as it is now; `known` is the previous one."""
        scanned = scan_folders(self.request.catalog, self.output)
        self._scanned = scanned.inputs
        files, refs = (known.plan.inputs.files, known.plan.refs) if known else self._load_events()
        renderers: list[Future[SiteRenderer]] = []
        with ThreadPoolExecutor(1) as thread:
            inputs = read_inputs(
                self.request,
                scanned,
                files,
                kept_bytes=0,
                processes=core_count(),
                settings=known.plan.inputs.settings if known else None,
                started=lambda shared: renderers.append(
                    thread.submit(self._renderer, known, shared, scanned)
                ),
            )
            (renderer,) = (future.result() for future in renderers)
        site = known.with_texts(inputs) if known else None
        if site is None:
            from eventdocs.building.preview_site import plan_preview

            inputs = _with_known_refs(inputs, refs)
            site = plan_preview(self.request, inputs, renderer, scanned, self.output)
        if known is None and inputs.files != files:
            self._unsaved = _SavedEvents(dict(inputs.files), site.plan.refs)
        return site

    def _renderer(self, known: "PreviewSite | None", shared: SharedInputs, scanned: Scan) -> "SiteRenderer":
        """Return the previous renderer, or a new one if a settings file or a template changed."""
        from eventdocs.building.preview_site import prepare_renderer

        if known is None:
            return prepare_renderer(self.request, shared, scanned, self.output)
        if _are_same(known.plan.inputs.shared, shared):
            return known.renderer
        return prepare_renderer(self.request, shared, scanned, self.output, known.renderer)


def _are_same(before: SharedInputs, shared: SharedInputs) -> bool:
    return before.settings is shared.settings and before.settings_digest == shared.settings_digest


def _with_known_refs(inputs: BuildInputs, refs: Sequence[EventRef]) -> BuildInputs:
    """Return inputs with the known references to events whose files did not change.

    After a change of settings, no reference can be reused.
    """
    if any(map(is_setting, inputs.changed)):
        return inputs
    unchanged = {ref.file: ref for ref in refs if ref.file not in inputs.changed}
    return replace(inputs, refs={**unchanged, **inputs.refs})
