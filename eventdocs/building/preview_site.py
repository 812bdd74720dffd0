"""The site of a preview as of one moment: it renders pages of events one by one.

They come from the plan of the build, its inputs and its renderer, so they have the bytes of the built files.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property, partial

from eventdocs.building.api import cache_key
from eventdocs.building.event_reader import EventReader
from eventdocs.building.inputs import BuildInputs, InputsChanged
from eventdocs.building.prepare import TemplateCache, load_template_cache, prepare_site
from eventdocs.building.result import BuildRequest
from eventdocs.building.shared_inputs import SharedInputs, is_event
from eventdocs.building.targets import BuildPlan, plan_build
from eventdocs.building.up_to_date import Scan, read_cache
from eventdocs.model.errors import EventdocsError
from eventdocs.model.event import EventRef
from eventdocs.rules import are_consistent
from eventdocs.site.event_pages import render_events, resolve_events
from eventdocs.site.renderer import SiteRenderer
from eventdocs.site.routes import Route, event_path, event_routes
from eventdocs.store.output_dir import OutputDir


@dataclass(frozen=True)
class _Places:
    """The positions of events in the catalog's order, by file and by the parts of their page paths.

    Each index is made when it is first used: the first page needs only one.
    """

    refs: Sequence[EventRef]

    @cached_property
    def by_file(self) -> Mapping[str, int]:
        """Positions by file."""
        return {ref.file: index for index, ref in enumerate(self.refs)}

    @cached_property
    def by_slug(self) -> Mapping[str, int]:
        """Positions by slug."""
        return {ref.slug: index for index, ref in enumerate(self.refs)}

    @cached_property
    def by_id(self) -> Mapping[str, int]:
        """Positions by id; of the events with one id, the first has its page."""
        return {ref.id: index for index, ref in reversed([*enumerate(self.refs)])}


@dataclass(frozen=True)
class PreviewSite:
    """A site whose pages of events and assets can be made one by one."""

    plan: BuildPlan
    renderer: SiteRenderer
    places: _Places
    reader: EventReader

    def has(self, path: str) -> bool:
        """Return whether the site has such a file, and it can be made on its own."""
        return path in self.renderer.assets or self._route(path) is not None

    def render(self, path: str) -> bytes | None:
        """Return the page of an event; None if there is none, or its file has errors or was changed."""
        found = self._route(path)
        if found is None:
            return None
        index, route = found
        ref, around = self.plan.refs[index], self.plan.neighbours[index]
        read = self.reader.read([(ref, self.plan.inputs.files[ref.file].digest)])
        if read is None:
            return None
        ((event, _),) = read
        describe = partial(self.reader.describe, {event.file: event})
        (resolved,) = resolve_events(self.renderer, [(event, around)], describe)
        ((page,),) = render_events(self.renderer, [resolved._replace(pages=(route,))])
        _, data = page
        return data

    def first_pages(self, count: int) -> list[tuple[str, EventRef]]:
        """Return some events with the paths of their pages in the source locale, or the first one built."""
        source, locales = self.renderer.settings.source_locale, self.renderer.locales
        locale = source if source in locales else locales[0]
        return [(event_path(ref, locale), ref) for ref in self.plan.refs[:count]]

    def with_texts(self, inputs: BuildInputs) -> "PreviewSite | None":
        """Return the site with other inputs if they only differ in what an event's own pages show."""
        by_file, refs = self.places.by_file, self.plan.refs
        for name in inputs.changed:
            if not is_event(name) or name not in inputs.files or name not in by_file:
                return None
            if inputs.ref_of(name, full_parse=False) != refs[by_file[name]]:
                return None
        reader = replace(self.reader, descriptions={})
        return replace(self, plan=replace(self.plan, inputs=inputs), reader=reader)

    def _route(self, path: str) -> tuple[int, Route] | None:
        """Return the place of the event that has a page at a path, and the route; None if there is none."""
        for index in self._candidates(path.partition("/")[2]):
            if index is not None:
                event, around = self.plan.refs[index], self.plan.neighbours[index]
                for route in event_routes(event, around, self.renderer.formats, self.renderer.locales):
                    if route.path == path:
                        return index, route
        return None

    def _candidates(self, below: str) -> Iterator[int | None]:
        """Yield the places of the events that may have a page with a path below the first folder."""
        yield self.places.by_slug.get(below.rpartition(".")[0])
        yield self.places.by_id.get(below.rpartition("/")[0])


def prepare_renderer(
    request: BuildRequest,
    shared: SharedInputs,
    scanned: Scan,
    output: OutputDir,
    known: SiteRenderer | None = None,
) -> SiteRenderer:
    """Return the renderer of a site, with compiled templates of events; the build reports their errors.

    Templates that are as in a known renderer are not compiled again.
    """
    if known:
        templates = TemplateCache(known.template_cache, {})
    else:
        digest = shared.templates_digest
        cache = read_cache(output, scanned, b"", use_cache=False)
        templates = load_template_cache(cache, output, digest, cache_key(request) + digest)
    renderer = prepare_site(request, shared.settings, templates)
    with suppress(EventdocsError):
        renderer.compile_templates(with_lists=False)
    return renderer


def plan_preview(
    request: BuildRequest, inputs: BuildInputs, renderer: SiteRenderer, scanned: Scan, output: OutputDir
) -> PreviewSite:
    """Return the site of some inputs; raise `InputsChanged` if two of its events conflict."""
    cache = read_cache(output, scanned, b"", use_cache=False)
    plan = plan_build(request, inputs, cache, output, full_parse=False)
    if not are_consistent(inputs.settings, plan.refs):
        raise InputsChanged
    reader = EventReader(request.catalog, renderer, request.pseudo, {})
    return PreviewSite(plan, renderer, _Places(plan.refs), reader)
