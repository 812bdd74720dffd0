"""Import of foreign bilingual pages into a catalog, proven by rendering every page back before it is kept."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from eventdocs.formats.learn import derive
from eventdocs.formats.learn.derive import SOURCE, TARGET
from eventdocs.formats.learn.front_matter import (
    STYLES,
    derive_profile,
    event_id_and_name,
    most_common,
    unquote,
)
from eventdocs.formats.learn.read import LearnPage
from eventdocs.formats.yaml.write import catalog_text, event_text, labels_text, profile_text
from eventdocs.importers.merge import merge_event, merge_events, merge_files
from eventdocs.importers.provenance import ledger_files_of_pages
from eventdocs.importers.source_pages import locale_of, read_pages
from eventdocs.model.catalog import Catalog, CatalogSettings, PageProfile
from eventdocs.model.diagnostics import Diagnostic, Location, Rule, Severity, sort_diagnostics
from eventdocs.model.errors import EventdocsError
from eventdocs.model.event import Event, LocaleStrings, PageLayout
from eventdocs.model.labels import Labels
from eventdocs.site.learn_markdown import source_sha1, unit_prefix
from eventdocs.site.locale_contexts import locale_contexts
from eventdocs.site.routes import related
from eventdocs.site.template_env import TemplateEnv, template_env
from eventdocs.store import catalog as store
from eventdocs.store import templates
from eventdocs.store.files import read_bytes
from eventdocs.store.folders import CATALOG_FILE, is_catalog
from eventdocs.text.mismatch import first_mismatch

SOURCE_LOCALE = "en-US"
PAGE_DIFFERS = Rule(
    "ED121", "unproven-page", Severity.ERROR, "The catalog gives an imported page back byte for byte."
)
OTHER_SOURCE = Rule(
    "ED122", "other-source", Severity.INFO, "An imported page's source hash is that of our source page."
)


@dataclass(slots=True)
class ImportResult:
    """Outcome of an import: how many pages were taken, and all findings."""

    pages: int = 0
    events: int = 0
    changed: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def import_learn(
    paths: Iterable[Path], output: Path, *, update: bool = False, record: bool = False
) -> ImportResult:
    """Take bilingual pages into a catalog folder, which is made where it does not exist.

    `record` also writes into the ledgers what the pages tell about their translations.
    """
    pages, faults = read_pages(paths)
    before, files = _existing(output)
    default = templates.load_templates(output)
    one = template_env(default.pages)
    job = _PageImport(before, files, lambda locale: one, default.labels, update)
    refused: list[Diagnostic] = []
    while True:
        after, kept = job.merged(pages)
        unproven = job.unproven(after, pages, {fault.event for fault in kept})
        if not unproven:
            break
        refused += unproven
        names = {fault.location.file for fault in unproven}
        pages = {name: page for name, page in pages.items() if name not in names}
    if record:
        after |= ledger_files_of_pages(after, pages.values(), job.event)
    changed = sorted(name for name, data in after.items() if files.get(name) != data)
    store.save_catalog(output, {name: after[name] for name in changed}, files)
    events = {event_id_and_name(page) for page in pages.values()}
    return ImportResult(
        len(pages), len(events), changed, [*sort_diagnostics([*faults, *refused]), *sort_diagnostics(kept)]
    )


def _existing(output: Path) -> tuple[Catalog, dict[str, bytes]]:
    if not is_catalog(output):
        return Catalog(CatalogSettings(SOURCE_LOCALE, (SOURCE_LOCALE,))), {}
    files, _ = store.read_catalog_files(output)
    loaded = store.parse_catalog(files)
    if any(fault.severity is Severity.ERROR for fault in loaded.diagnostics):
        raise EventdocsError(
            f"the catalog `{output}` has errors", hint=f"see them with: eventdocs check {output}"
        )
    return loaded.catalog, files


@dataclass(frozen=True, slots=True)
class _PageImport:
    """One import into one catalog; `files` are the catalog's bytes as they were."""

    before: Catalog
    files: Mapping[str, bytes]
    renderer_of: Callable[[str], TemplateEnv]
    built_in: Mapping[str, Labels]
    update: bool

    def merged(self, pages: Mapping[str, LearnPage]) -> tuple[dict[str, bytes], list[Diagnostic]]:
        """Give the catalog's files with the pages in it, and what was kept against the pages."""
        by_locale: dict[str, list[LearnPage]] = {}
        for page in pages.values():
            by_locale.setdefault(self.spelled(locale_of(page)), []).append(page)
        frame = self.frame(by_locale)
        frame = replace(frame, profiles=self.with_source_profile(frame, by_locale))
        events: dict[str, Event] = {event.key: event for event in self.before.events}
        kept: list[Diagnostic] = []
        changed: dict[str, bytes] = {}
        for locale, group in by_locale.items():
            for page in group:
                new = self.event(frame, locale, page)
                old = events.get(new.key)
                events[new.key], found = merge_events(old, new, page.file, update=self.update)
                if old is not None and old.file:
                    data = changed.get(old.file) or self.files[old.file]
                    changed[old.file], found = merge_event(old, new, data, frame.locales, update=self.update)
                kept += found
        files = {**self.files, **changed, **self.new_files(frame, events.values())}
        return files, list(dict.fromkeys(kept))

    def spelled(self, locale: str) -> str:
        known = {tag.lower(): tag for tag in self.before.settings.locales}
        return known.get(locale.lower(), locale)

    def frame(self, by_locale: Mapping[str, list[LearnPage]]) -> CatalogSettings:
        """Return the settings with the locales, channels, labels and profiles of the pages added."""
        before, source = self.before.settings, self.before.settings.source_locale
        everything = [page for group in by_locale.values() for page in group]
        shared = {source: derive.shared_labels(everything, SOURCE)}
        shared |= {locale: derive.shared_labels(group, TARGET) for locale, group in by_locale.items()}
        channels = dict(sorted(shared[source].get("channels", {}).items())) if everything else {}
        shared[source] = {
            context: texts for context, texts in shared[source].items() if context != "channels"
        }
        targets = sorted({*before.targets, *by_locale} - {source})
        profiles = {locale: derive_profile(group) for locale, group in by_locale.items()}
        return replace(
            before,
            locales=(source, *targets),
            channels={**channels, **before.channels},
            labels={
                locale: _completed(before.labels.get(locale, {}), shared.get(locale, {}))
                for locale in {**before.labels, **shared}
            },
            profiles={**profiles, **before.profiles},
        )

    def with_source_profile(
        self, frame: CatalogSettings, by_locale: Mapping[str, list[LearnPage]]
    ) -> Mapping[str, PageProfile]:
        """Find the source pages' front matter: the known style whose pages have the hashes that ours name."""
        source = frame.source_locale
        if source in frame.profiles or not by_locale:
            return frame.profiles
        pages = {event_id_and_name(page): page for group in by_locale.values() for page in reversed(group)}
        dates = Counter(unquote(page.front_matter.get("ms.date", "")) for page in pages.values())
        best, most = None, 0
        for style in _styles(most_common(dates)):
            tried = replace(frame, profiles={**frame.profiles, source: style})
            hits = sum(self.same_source(tried, page) for page in pages.values())
            if hits > most:
                best, most = style, hits
            if hits == len(pages):
                break
        return {**frame.profiles, source: best} if best else frame.profiles

    def same_source(self, frame: CatalogSettings, page: LearnPage) -> bool:
        event = derive.parse_event(page)
        own = self.block(frame, event, page, frame.source_locale)
        event = replace(event, strings={frame.source_locale: own})
        settings = replace(frame, locales=(frame.source_locale,))
        rendered = locale_contexts(settings, self.built_in).markdown(self.renderer_of, event)
        return source_sha1(rendered[frame.source_locale]) == page.front_matter.get("ms.openlocfilehash")

    def event(self, frame: CatalogSettings, locale: str, page: LearnPage) -> Event:
        """Understand a page as an event with the strings of its two languages."""
        event, source = derive.parse_event(page), frame.source_locale
        own, other = self.block(frame, event, page, source), self.block(frame, event, page, locale)
        if not self.same_source(frame, page) and "ms.openlocfilehash" in page.front_matter:
            other = replace(
                other,
                metadata={**other.metadata, "ms.openlocfilehash": page.front_matter["ms.openlocfilehash"]},
            )
        return replace(event, strings={source: own, locale: other})

    def block(self, frame: CatalogSettings, event: Event, page: LearnPage, locale: str) -> LocaleStrings:
        side = SOURCE if locale == frame.source_locale else TARGET
        labels = {**frame.labels.get(locale, {})}
        if side is SOURCE:
            labels["channels"] = {**frame.channels, **labels.get("channels", {})}
        source_pattern = frame.labels.get(frame.source_locale, {}).get("patterns", {}).get("event_title", "")
        own_pattern = labels.get("patterns", {}).get("event_title", "")
        titles = {SOURCE: source_pattern, TARGET: own_pattern}
        title = titles[side].replace("{id}", event.id).replace("{name}", event.name) or page.title.source
        ids = (pair.source for label, pair in page.properties if label.source.lower() == "id" and pair)
        displayed = event.id if side is SOURCE else next(ids, event.id)
        known = {"prefix": unit_prefix(event.key, locale), "title": title, "id": displayed, **event.metadata}
        return derive.locale_strings(page, side, labels, frame.profile(locale), known)

    def new_files(self, frame: CatalogSettings, events: Iterable[Event]) -> dict[str, bytes]:
        """Write the files that do not exist yet, and complete those that do."""
        texts = {
            f"labels/{locale}.yaml": labels_text(labels) for locale, labels in frame.labels.items() if labels
        }
        texts |= {f"pages/{locale}.yaml": profile_text(profile) for locale, profile in frame.profiles.items()}
        texts |= {
            f"events/{event.slug}.yaml": event_text(event, frame.locales)
            for event in events
            if not event.file
        }
        texts[CATALOG_FILE] = catalog_text(frame)
        new = {name: text.encode() for name, text in texts.items() if name not in self.files}
        return {**new, **merge_files(self.before.settings, frame, self.files)}

    def unproven(
        self, files: Mapping[str, bytes], pages: Mapping[str, LearnPage], kept: set[str]
    ) -> list[Diagnostic]:
        """Render every page back from the files as they would be written, and report those that differ.

        `kept` are the keys of events whose strings the import did not replace: their pages may differ.
        """
        loaded = store.parse_catalog(files)
        errors = [fault for fault in loaded.diagnostics if fault.severity is Severity.ERROR]
        contexts = locale_contexts(loaded.catalog.settings, self.built_in)
        refs = {event.key: event.ref for event in loaded.catalog.events}
        rendered = {
            event.key: contexts.markdown(self.renderer_of, event, related(event.ref, refs))
            for event in loaded.catalog.events
        }
        unproven = []
        for name, page in pages.items():
            event, locale = derive.parse_event(page), self.spelled(locale_of(page))
            error = next((each for each in errors if _concerns(each, event)), None)
            if error is not None:
                unproven.append(_invalid(name, error))
            elif event.key not in kept:
                text = rendered.get(event.key, {}).get(locale, "")
                unproven += _differing(name, page, text, f"pages/{locale}.yaml")
        return unproven


def _concerns(error: Diagnostic, event: Event) -> bool:
    return error.event == event.key or error.location.file == f"events/{event.slug}.yaml"


def _invalid(name: str, error: Diagnostic) -> Diagnostic:
    """Report a page that would make the catalog invalid."""
    message = f"the catalog would have an error with this page: {error.message}"
    return Diagnostic(
        PAGE_DIFFERS, Location(name), message, f"the page is left out; {error.hint or 'correct it'}"
    )


def _differing(name: str, page: LearnPage, rendered: str, profile: str) -> Iterator[Diagnostic]:
    """Report the first difference between a page and what the catalog would give, if there is one."""
    mismatch = first_mismatch(read_bytes(Path(name)).decode(), rendered)
    if mismatch is None:
        return
    in_front_matter = mismatch.line <= len(page.front_matter) + 2
    cause = f"the page or the page profile `{profile}`" if in_front_matter else "the page"
    yield Diagnostic(
        PAGE_DIFFERS,
        Location(name, mismatch.line, mismatch.column),
        f"the page has {mismatch.first}, but the catalog would give {mismatch.second}",
        f"the page is left out; change {cause} and import it again",
    )


def _completed(own: Labels, seen: Labels) -> Labels:
    return {context: {**seen.get(context, {}), **own.get(context, {})} for context in {**own, **seen}}


def _styles(date: str) -> Iterable[PageProfile]:
    for text in STYLES:
        for blank in (None, True):
            for indent in (None, 1):
                yield PageProfile(text.replace("{ms.date}", date), layout=PageLayout(blank, indent))
