"""Pages of a preview, rendered one by one when a browser asks for them, while a build is under way.

They come from the plan of the build, its inputs and its renderer, so they have the bytes of the built files.
"""

import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from eventdocs.building.api import cache_key
from eventdocs.building.cache import InputFile
from eventdocs.building.codec import decode, encode
from eventdocs.building.event_reader import EventReader
from eventdocs.building.inputs import BuildInputs, InputsChanged, is_event, is_setting, read_inputs
from eventdocs.building.prepare import load_template_cache, prepare_site
from eventdocs.building.result import BuildRequest
from eventdocs.building.targets import BuildPlan, plan_build
from eventdocs.building.up_to_date import read_cache, scan_folders
from eventdocs.model.errors import EventdocsError
from eventdocs.model.event import EventRef
from eventdocs.model.garbage import paused_collector
from eventdocs.rules import are_consistent
from eventdocs.site.event_pages import render_events, resolve_events
from eventdocs.site.renderer import SiteRenderer
from eventdocs.site.routes import Route, event_path, event_routes
from eventdocs.store import user_cache
from eventdocs.store.files import os_errors
from eventdocs.store.folders import require_catalog
from eventdocs.store.fork_pool import core_count
from eventdocs.store.output_dir import OutputDir

_REMEMBERED = 50  # files


class _Places:
    """The positions of events in the catalog's order, by file and by the parts of their page paths.

    Of the events with one id, the first has the page of the id.
    """

    def __init__(self, refs: Sequence[EventRef]) -> None:
        self.by_file = {ref.file: index for index, ref in enumerate(refs)}
        self.by_slug = {ref.slug: index for index, ref in enumerate(refs)}
        self.by_id = {ref.id: index for index, ref in reversed([*enumerate(refs)])}


@dataclass(frozen=True)
class _State:
    """The inputs of pages as of the last read of the catalog."""

    plan: BuildPlan
    site: SiteRenderer
    places: _Places
    reader: EventReader

    def route(self, path: str) -> tuple[int, Route] | None:
        """Return the place of the event that has a page at a path, and the route; None if there is none."""
        below = path.partition("/")[2]
        candidates = (
            self.places.by_slug.get(below.rpartition(".")[0]),
            self.places.by_id.get(below.rpartition("/")[0]),
        )
        for index in candidates:
            if index is not None:
                event, around = self.plan.refs[index], self.plan.neighbours[index]
                for route in event_routes(event, around, self.site.formats, self.site.locales):
                    if route.path == path:
                        return index, route
        return None


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
        self._state: _State | None = None
        self._last: dict[str, bytes] = {}
        self._unsaved: BuildPlan | None = None
        self._lock = threading.Lock()  # templates and what they remember are used by one thread at a time

    def refresh(self) -> None:
        """Read what changed in the catalog. If it has errors that concern all pages, there are no pages."""
        with self._lock:
            try:
                with os_errors("read"):
                    require_catalog(self.request.catalog)
                    self._state = self._next_state(self._state)
            except (InputsChanged, EventdocsError):
                self._state = None

    def has(self, path: str) -> bool:
        """Return whether the site has such a file, and it can be made on its own."""
        with self._lock:
            state = self._state
            return state is not None and (path in state.site.assets or state.route(path) is not None)

    def render(self, path: str) -> bytes | None:
        """Return a file as a build would write it; None if only a build can make it.

        If the catalog or the event has errors, it is the file that was rendered last, if there is one.
        """
        with self._lock:
            state = self._state
            if state is None:
                return self._last.get(path)
            if path in state.site.assets:
                return state.site.assets[path]
            found = state.route(path)
            if found is None:
                return None
            try:
                data = _render(state, *found)
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
            state = self._state
            if state is None:
                return []
            source, locales = state.site.settings.source_locale, state.site.locales
            locale = source if source in locales else locales[0]
            return [(event_path(ref, locale), ref) for ref in state.plan.refs[:count]]

    def compile_templates(self) -> None:
        """Compile the templates of events, so that pages do not wait for it."""
        with self._lock, suppress(EventdocsError):  # the build reports it
            if self._state is not None:
                self._state.site.compile_templates()

    def save_events(self) -> None:
        """Store the references to the events for the next preview, if files were read for them."""
        with self._lock:  # a page that is asked for comes first
            plan, self._unsaved = self._unsaved, None
        if plan is not None:
            user_cache.put(self._saved_key(), encode(_SavedEvents(dict(plan.inputs.files), plan.refs)))

    def _load_events(self) -> _SavedEvents:
        stored = user_cache.get(self._saved_key())
        return decode(_SavedEvents, stored) if stored is not None else _SavedEvents({}, [])

    def _saved_key(self) -> bytes:
        return cache_key(self.request) + b"events"

    def _next_state(self, known: _State | None) -> _State:
        """Return the state for the catalog as it is now."""
        with paused_collector():
            scanned = scan_folders(self.request.catalog, self.output)
            files, refs = (known.plan.inputs.files, known.plan.refs) if known else self._load_events()
            settings = known.plan.inputs.settings if known else None
            inputs = read_inputs(
                self.request, scanned, files, kept_bytes=0, processes=core_count(), settings=settings
            )
            if known is not None and _only_texts_changed(known, inputs):
                plan, site, places = replace(known.plan, inputs=inputs), known.site, known.places
            else:
                if not any(map(is_setting, inputs.changed)):
                    unchanged = {ref.file: ref for ref in refs if ref.file not in inputs.changed}
                    inputs = replace(inputs, refs={**unchanged, **inputs.refs})
                cache = read_cache(self.output, scanned, b"", use_cache=False)
                plan = plan_build(self.request, inputs, cache, self.output, full_parse=False)
                if not are_consistent(inputs.settings, plan.refs):
                    raise InputsChanged
                if known and _is_same_site(known.plan.inputs, inputs):
                    site = known.site
                else:
                    digest = inputs.templates_digest
                    shared_key = cache_key(self.request) + digest
                    templates = load_template_cache(cache, self.output, digest, shared_key)
                    site = prepare_site(self.request, inputs.settings, templates)
                places = _Places(plan.refs)
                if known is None and inputs.files != files:
                    self._unsaved = plan
        return _State(plan, site, places, EventReader(self.request.catalog, site, self.request.pseudo, {}))


def _is_same_site(before: BuildInputs, inputs: BuildInputs) -> bool:
    """Return whether neither a file of the settings nor a template changed."""
    return before.settings is inputs.settings and before.settings_digest == inputs.settings_digest


def _only_texts_changed(known: _State, inputs: BuildInputs) -> bool:
    """Return whether all that changed are files of events that are the same for the pages of others."""
    return all(
        is_event(name)
        and name in inputs.files
        and name in known.places.by_file
        and inputs.ref_of(name, full_parse=False) == known.plan.refs[known.places.by_file[name]]
        for name in inputs.changed
    )


def _render(state: _State, index: int, route: Route) -> bytes | None:
    """Return one page of an event; None if the event has errors, or its file changed after the plan."""
    ref, around = state.plan.refs[index], state.plan.neighbours[index]
    read = state.reader.read([(ref, state.plan.inputs.files[ref.file].digest)])
    if read is None:
        return None
    ((event, _),) = read
    describe = partial(state.reader.describe, {event.file: event})
    (resolved,) = resolve_events(state.site, [(event, around)], describe)
    ((page,),) = render_events(state.site, [resolved._replace(pages=(route,))])
    _, data = page
    return data
