"""One build, step by step: read the inputs, plan, render the shards, render the site's pages, commit."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import NamedTuple

from eventdocs.building.cache import CachedRef, InputFile, load_input_files, save_input_files, save_refs
from eventdocs.building.cached_diagnostics import from_cached, to_cached
from eventdocs.building.commit import RenderedBuild, artifacts, commit_build, preview_commit
from eventdocs.building.event_reader import EventReader
from eventdocs.building.inputs import InputsChanged, has_input_name, read_inputs
from eventdocs.building.manifest import FORMAT_VERSION, BuildManifest, CachedDiagnostic, ShardSummary
from eventdocs.building.output_view import OutputView
from eventdocs.building.prepare import load_template_cache, prepare_site, save_template_cache
from eventdocs.building.render import RenderContext, ShardResult
from eventdocs.building.result import BuildOptions, BuildRequest, BuildResult
from eventdocs.building.search_terms import render_search_terms
from eventdocs.building.shared_inputs import is_ledger
from eventdocs.building.site_pages import event_list_digest, render_provider_pages, render_site_pages
from eventdocs.building.targets import BuildPlan, StaleShard, plan_build, stale_shards
from eventdocs.building.up_to_date import Cache, Scan
from eventdocs.building.workers import render_shards
from eventdocs.model.diagnostics import Severity, sort_diagnostics
from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.model.garbage import paused_collector
from eventdocs.model.labels import LabelKey
from eventdocs.rules import check_between_events
from eventdocs.site.renderer import SiteRenderer
from eventdocs.store.checked_catalog import build_errors, explain_errors
from eventdocs.store.file_changes import join_changes, pack_changes
from eventdocs.store.output_dir import OutputDir
from eventdocs.text.locales import cache_locale_data

ProgressCallback = Callable[[int], None]


class BuildSession(NamedTuple):
    """The inputs and the state of one build. `key` is the digest of the program and the request."""

    request: BuildRequest
    options: BuildOptions
    key: bytes
    output: OutputDir
    scanned: Scan
    cache: Cache


class CatalogChangedError(EventdocsError):
    """The catalog changed while it was read; a repeated build can succeed."""


def run_build(session: BuildSession, progress: ProgressCallback) -> BuildResult:
    """Render what is stale and commit it. Errors in the catalog leave the output as it is.

    References to events come from a scan of the files' first keys, which may mislead; then the build is
    repeated with parsed files before errors are reported.
    """
    reason = ""
    for full_parse in (False, True):
        try:
            return _attempt(session, progress, full_parse=full_parse)
        except InputsChanged as error:
            session.output.discard_staging()
            reason = str(error)
        finally:
            gc.unfreeze()
        diagnostics, events = explain_errors(session.request.catalog)
        if build_errors(diagnostics):
            return BuildResult(diagnostics, None, events)
    if reason:
        raise EventdocsError(reason, hint="run it again", code=Exit.ENVIRONMENT)
    message = f"`{session.request.catalog}` changed while it was read"
    raise CatalogChangedError(message, hint="run it again", code=Exit.ENVIRONMENT)


def _attempt(session: BuildSession, progress: ProgressCallback, *, full_parse: bool) -> BuildResult:
    rendered = _render(session, progress, full_parse=full_parse)  # only its result stays in memory
    commit = preview_commit if session.options.check else commit_build
    changes = commit(session.output, session.scanned, session.cache, rendered)
    manifest = rendered.manifest
    return BuildResult(
        sort_diagnostics(from_cached(manifest.all_warnings)) if manifest.all_warnings else [],
        changes,
        manifest.events,
        tuple(manifest.locales),
        rendered.reasons,
        dict(artifacts(session.output, manifest)) if session.options.manifest else {},
    )


def _render(session: BuildSession, progress: ProgressCallback, *, full_parse: bool) -> RenderedBuild:
    """Stage all files that differ and return the manifest of the new site."""
    cache, output = session.cache, session.output
    plan = _plan(session, full_parse=full_parse)
    digest = plan.inputs.shared.templates_digest
    # Templates take a fifth of a small build from nothing, so the first builds of outputs share them.
    shared_key = session.key + digest if session.options.use_cache and not cache.reusable else b""
    templates = load_template_cache(cache, output, digest, shared_key)
    site = prepare_site(session.request, plan.inputs.settings, templates)
    results = _render_shards(session, plan, site, progress)
    refs, summaries = _all_refs(plan, results), _all_summaries(plan, cache, results)
    for result in results.values():
        cache_locale_data(result.locale_data)
    same_refs = refs == list(plan.cached_refs.values())
    event_list = cache.reusable.event_list if cache.reusable and same_refs else event_list_digest(refs)
    shared_labels = _shared_labels(plan, cache, results)
    recorded = cache.previous.site_artifacts if cache.previous else {}
    view = OutputView(
        output,
        recorded,
        cache.untrusted,
        is_empty=session.scanned.is_output_empty,
        scanned_ns=session.scanned.clock_ns,
    )
    pages = render_site_pages(site, plan, refs, event_list, summaries, cache.reusable, view)
    pages |= render_provider_pages(site, plan, refs, cache.reusable, view)
    pages |= render_search_terms(site, plan, summaries, cache.reusable, view)
    manifest = BuildManifest(
        version=FORMAT_VERSION,
        key=session.key,
        settings=plan.inputs.shared.settings_digest,
        event_settings=plan.event_settings,
        shared=plan.inputs.shared.event_settings_digest(shared_labels),
        shared_labels=list(shared_labels),
        input_dirs=session.scanned.input_dirs,
        output_dirs={},
        files=save_input_files(output, dict(plan.inputs.files)),
        refs=cache.reusable.refs if cache.reusable and same_refs else save_refs(output, refs),
        templates=save_template_cache(output, digest, templates, shared_key),
        ledgers=output.put_blob(dict(plan.ledgers)),
        event_list=event_list,
        shards=summaries,
        site_pages=pages,
        warnings=_warnings(plan, refs, cache, same_refs=same_refs),
        untracked=[],
        events=len(refs),
        locales=list(site.locales),
    )
    changes = join_changes(
        [*(results[number].changes for number in sorted(results)), pack_changes(view.changes)]
    )
    reasons = {file: reason for result in results.values() for file, reason in result.reasons.items()}
    return RenderedBuild(manifest, changes, reasons, plan.events_unchanged)


def _plan(session: BuildSession, *, full_parse: bool) -> BuildPlan:
    """Read the inputs and plan the build; raise `InputsChanged` if two events conflict."""
    with paused_collector():
        inputs = read_inputs(
            session.request, session.scanned, _recorded_files(session), kept_bytes=session.options.kept_bytes
        )
        plan = plan_build(session.request, inputs, session.cache, session.output, full_parse=full_parse)
    manifest = session.cache.reusable
    same_settings = manifest is not None and manifest.settings == inputs.shared.settings_digest
    if not (same_settings and plan.events_unchanged) or inputs.groups_changed:
        reject_conflicting_events(plan)
    return plan


def _render_shards(
    session: BuildSession, plan: BuildPlan, site: SiteRenderer, progress: ProgressCallback
) -> dict[int, ShardResult]:
    """Render the shards that may hold stale targets; return the results by number."""
    request, options, inputs = session.request, session.options, plan.inputs
    context = RenderContext(
        EventReader(request.catalog, site, request.pseudo, inputs.contents.data),
        session.output,
        session.cache.untrusted,
        session.scanned.is_output_empty,
        options.batch_size,
        plan.term_files,
    )
    stale = stale_shards(plan, session.cache, request)
    stale_events = _estimate_stale_events(plan, session.cache, stale)
    with closing(render_shards(context, plan, stale, request, options, stale_events)) as results:
        return {result.number: result for result in _with_progress(results, progress)}


def _recorded_files(session: BuildSession) -> Mapping[str, InputFile]:
    """Return the input files as the last build read them, whatever its request was.

    If it was made by another version, those that this version does not read are left out.
    """
    previous = session.cache.previous
    if previous is None or not session.options.use_cache:
        return {}
    files = load_input_files(session.output, previous.files)
    if session.cache.reusable:
        return files
    return {name: file for name, file in files.items() if has_input_name(name)}


def reject_conflicting_events(plan: BuildPlan) -> None:
    """Raise `InputsChanged` before the pages of two events could overwrite each other."""
    if any(finding.severity is Severity.ERROR for finding in plan.findings):
        raise InputsChanged


def _estimate_stale_events(plan: BuildPlan, cache: Cache, stale: Sequence[StaleShard]) -> int:
    """Return how many events are probably stale; it decides only whether forking pays."""
    few_changed = (
        plan.events_unchanged
        and cache.reusable is not None
        and cache.reusable.settings == plan.inputs.shared.settings_digest
        and not cache.untrusted
        and not any(map(is_ledger, plan.inputs.changed))
    )
    return len(plan.inputs.changed) if few_changed else sum(len(each.shard.events) for each in stale)


def _with_progress(results: Iterable[ShardResult], progress: ProgressCallback) -> Iterator[ShardResult]:
    """Yield the results and report how many files the shards have so far."""
    files = 0
    for result in results:
        if result.summary is None:
            raise InputsChanged
        files += result.summary.files
        progress(files)
        yield result


def _all_refs(plan: BuildPlan, results: Mapping[int, ShardResult]) -> list[CachedRef]:
    """Return all events in the catalog's order: as they were rendered, or as they are cached."""
    rendered = {ref.file: (ref, own) for result in results.values() for ref, own in result.events}
    refs = []
    for ref, digest in zip(plan.refs, plan.neighbour_digests, strict=True):
        known = rendered.get(ref.file)
        refs.append(CachedRef(*known, digest) if known else plan.cached_refs[ref.file])
    return refs


def _all_summaries(plan: BuildPlan, cache: Cache, results: Mapping[int, ShardResult]) -> list[ShardSummary]:
    """Return the summaries of all shards: as they were rendered, or as they are cached."""
    cached = cache.reusable.shards if cache.reusable else []
    rendered = {number: result.summary for number, result in results.items()}
    return [rendered.get(shard.number) or cached[shard.number - 1] for shard in plan.shards]


def _shared_labels(plan: BuildPlan, cache: Cache, results: Mapping[int, ShardResult]) -> tuple[LabelKey, ...]:
    """Return the labels that the page of any event may show."""
    manifest = cache.reusable
    known = manifest.shared_labels if manifest and manifest.event_settings == plan.event_settings else ()
    return tuple(sorted(set(known).union(*(result.labels for result in results.values()))))


def _warnings(
    plan: BuildPlan, refs: Sequence[CachedRef], cache: Cache, *, same_refs: bool
) -> list[CachedDiagnostic]:
    """Return the warnings between events, or about settings; the cached ones if nothing changed there."""
    manifest = cache.reusable
    same_settings = (
        manifest is not None
        and manifest.settings == plan.inputs.shared.settings_digest
        and not plan.inputs.groups_changed
    )
    if manifest and same_settings and same_refs:
        return manifest.warnings
    rendered = [item.ref for item in refs]
    is_as_planned = rendered == plan.refs
    between = plan.findings if is_as_planned else check_between_events(plan.inputs.settings, rendered)
    return list(map(to_cached, between))
