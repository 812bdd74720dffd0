"""Import of bilingual pages into a catalog. Every page is rendered from it again, and must be equal."""

from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

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
from eventdocs.importers.existing import read_existing
from eventdocs.importers.merge import merge_event, merge_events, merge_files
from eventdocs.importers.provenance import ledger_files_of_pages
from eventdocs.importers.source_pages import locale_of, read_pages
from eventdocs.model.catalog import Catalog, CatalogSettings, PageProfile
from eventdocs.model.diagnostics import Diagnostic, Location, Rule, Severity, sort_diagnostics
from eventdocs.model.event import Event, LocaleStrings, PageLayout
from eventdocs.model.labels import Labels
from eventdocs.model.limits import FILE_SIZE
from eventdocs.site.learn_markdown import source_sha1, unit_prefix
from eventdocs.site.locale_contexts import LocaleContexts, locale_contexts
from eventdocs.site.routes import references
from eventdocs.site.template_env import TemplateEnv, template_env
from eventdocs.store.catalog import parse_catalog, save_changes
from eventdocs.store.files import read_bytes
from eventdocs.store.folders import CATALOG_FILE
from eventdocs.store.templates import load_templates
from eventdocs.text.mismatch import first_mismatch

SOURCE_LOCALE = "en-US"
PAGE_DIFFERS = Rule(
    "ED134",
    "unproven-page",
    Severity.ERROR,
    "The catalog reproduces an imported page byte for byte.",
    "The import renders each page from the catalog before it writes anything. A page that would come out "
    "differently is left out, and all others are imported.",
)


@dataclass(slots=True)
class ImportResult:
    """The number of imported pages and of their events, the changed files, and all findings."""

    pages: int = 0
    events: int = 0
    changed: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def import_learn(
    paths: Iterable[Path], output: Path, *, update: bool = False, record: bool = False
) -> ImportResult:
    """Import bilingual pages into a catalog folder, which is created if it does not exist.

    Pages that the catalog would not give back are left out. With `record`, the ledgers record the origin of
    the translations.
    """
    pages, unreadable = read_pages(paths)
    before, files = read_existing(output, SOURCE_LOCALE)
    templates = load_templates(output)
    env = template_env(templates.pages)
    page_import = _PageImport(before, files, lambda locale: env, templates.labels, update)
    refused: list[Diagnostic] = []
    known = {event.key for event in before.events}
    while True:  # without a refused page, the labels and profiles of the others may be different
        pages, unlinked = with_linked_pages(pages, known)
        refused += unlinked
        if not pages:
            return ImportResult(diagnostics=sort_diagnostics([*unreadable, *refused]))
        after, kept, imported = page_import.merge(pages)
        unproven = page_import.unproven(after, pages, {finding.event for finding in kept})
        if not unproven:
            break
        refused += unproven
        names = {finding.location.file for finding in unproven}
        pages = {name: page for name, page in pages.items() if name not in names}
    if record:
        after |= ledger_files_of_pages(after, imported)
    changed = sorted(name for name, data in after.items() if files.get(name) != data)
    save_changes(output, after, files)
    events = {event_id_and_name(page) for page in pages.values()}
    findings = [*sort_diagnostics([*unreadable, *refused]), *sort_diagnostics(kept)]
    return ImportResult(len(pages), len(events), changed, findings)


class _Merged(NamedTuple):
    """The files of a catalog with pages merged into them, kept strings, and each page as an event."""

    files: dict[str, bytes]
    kept: list[Diagnostic]
    events: list[tuple[LearnPage, Event]]


@dataclass(frozen=True, slots=True)
class _PageImport:
    """An import into a catalog; `before` and `files` are the catalog and its files before the import."""

    before: Catalog
    files: Mapping[str, bytes]
    env_of: Callable[[str], TemplateEnv]
    built_in: Mapping[str, Labels]
    update: bool

    def merge(self, pages: Mapping[str, LearnPage]) -> _Merged:
        """Merge pages into the catalog's files."""
        by_locale: dict[str, list[LearnPage]] = {}
        for page in pages.values():
            by_locale.setdefault(self.spelling(locale_of(page)), []).append(page)
        settings = self.settings(by_locale)
        settings = replace(settings, profiles=self.with_source_profile(settings, by_locale))
        events: dict[str, Event] = {event.key: event for event in self.before.events}
        kept: list[Diagnostic] = []
        changed: dict[str, bytes] = {}
        imported: list[tuple[LearnPage, Event]] = []
        sources = self.source_pages(settings)
        for locale, locale_pages in by_locale.items():
            for page in locale_pages:
                new = self.event(settings, locale, page, sources)
                imported.append((page, new))
                old = events.get(new.key)
                events[new.key], findings = merge_events(old, new, page.file, update=self.update)
                if old is not None and old.file:
                    data = changed.get(old.file) or self.files[old.file]
                    changed[old.file], findings = merge_event(
                        old, new, data, settings.locales, update=self.update
                    )
                kept += findings
        files = {**self.files, **changed, **self.new_files(settings, events.values())}
        return _Merged(files, list(dict.fromkeys(kept)), imported)

    def spelling(self, locale: str) -> str:
        """Return the catalog's spelling of a locale."""
        spellings = {tag.lower(): tag for tag in self.before.settings.locales}
        return spellings.get(locale.lower(), locale)

    def settings(self, by_locale: Mapping[str, list[LearnPage]]) -> CatalogSettings:
        """Return the settings with the locales, channels, labels and profiles of the pages added."""
        before, source = self.before.settings, self.before.settings.source_locale
        all_pages = [page for pages in by_locale.values() for page in pages]
        shared = {source: derive.shared_labels(all_pages, SOURCE)}
        shared |= {locale: derive.shared_labels(pages, TARGET) for locale, pages in by_locale.items()}
        channels = dict(sorted(shared[source].get("channels", {}).items())) if all_pages else {}
        shared[source] = {
            context: texts for context, texts in shared[source].items() if context != "channels"
        }
        targets = sorted({*before.targets, *by_locale} - {source})
        profiles = {locale: derive_profile(pages) for locale, pages in by_locale.items()}
        return replace(
            before,
            locales=(source, *targets),
            channels={**channels, **before.channels},
            labels={
                locale: _with_labels(before.labels.get(locale, {}), shared.get(locale, {}))
                for locale in {**before.labels, **shared}
            },
            profiles={**profiles, **before.profiles},
        )

    def with_source_profile(
        self, settings: CatalogSettings, by_locale: Mapping[str, list[LearnPage]]
    ) -> Mapping[str, PageProfile]:
        """Return the page profiles with one for the source locale, whose pages are not part of the import.

        It is the known style of front matter that gives the most source pages the hash that the translated
        pages name.
        """
        source = settings.source_locale
        if source in settings.profiles or not by_locale:
            return settings.profiles
        pages = {event_id_and_name(page): page for pages in by_locale.values() for page in reversed(pages)}
        dates = Counter(unquote(page.front_matter.get("ms.date", "")) for page in pages.values())
        best, most = None, 0
        for style in _source_profiles(most_common(dates)):
            matches = self.matching_sources(
                replace(settings, profiles={**settings.profiles, source: style}), pages.values(), most
            )
            if matches > most:
                best, most = style, matches
            if matches == len(pages):
                break
        return {**settings.profiles, source: best} if best else settings.profiles

    def matching_sources(self, settings: CatalogSettings, pages: Collection[LearnPage], most: int) -> int:
        """Return for how many pages the source page has the hash that they name.

        The number may be too low if it is not more than `most`.
        """
        sources = self.source_pages(settings)
        matches = 0
        for left, page in zip(range(len(pages), 0, -1), pages, strict=True):
            if matches + left <= most:
                break
            event = derive.event_from_page(page)
            strings = self.block(settings, event, page, settings.source_locale)
            matches += sources.sha1(event, strings) == page.front_matter.get("ms.openlocfilehash")
        return matches

    def source_pages(self, settings: CatalogSettings) -> "_SourcePages":
        """Return the source pages that a catalog with these settings gives."""
        only_source = replace(settings, locales=(settings.source_locale,))
        return _SourcePages(locale_contexts(only_source, self.built_in), self.env_of)

    def event(
        self, settings: CatalogSettings, locale: str, page: LearnPage, sources: "_SourcePages"
    ) -> Event:
        """Return a page as an event with the strings of its two languages."""
        event, source = derive.event_from_page(page), settings.source_locale
        target_block = self.block(settings, event, page, locale)
        source_block = self.block(settings, event, page, source)
        sha1 = page.front_matter.get("ms.openlocfilehash")
        if sha1 is not None and sha1 != sources.sha1(event, source_block):
            metadata = {**target_block.metadata, "ms.openlocfilehash": sha1}
            target_block = replace(target_block, metadata=metadata)
        return replace(event, strings={source: source_block, locale: target_block})

    def block(self, settings: CatalogSettings, event: Event, page: LearnPage, locale: str) -> LocaleStrings:
        """Return the strings of a page in a locale, without those that the catalog gives anyway."""
        side = SOURCE if locale == settings.source_locale else TARGET
        labels = {**settings.labels.get(locale, {})}
        if side is SOURCE:
            labels["channels"] = {**settings.channels, **labels.get("channels", {})}
        pattern = labels.get("patterns", {}).get("event_title", "")
        title = pattern.replace("{id}", event.id).replace("{name}", event.name) or page.title.source
        ids = (pair.source for key, _, pair in page.properties if key == "id" and pair)
        displayed = event.id if side is SOURCE else next(ids, event.id)
        known = {"prefix": unit_prefix(event.key, locale), "title": title, "id": displayed, **event.metadata}
        return derive.locale_strings(page, side, labels, settings.profile(locale), known)

    def new_files(self, settings: CatalogSettings, events: Iterable[Event]) -> dict[str, bytes]:
        """Return the files that do not exist yet, and the settings files that are completed."""
        texts = {
            f"labels/{locale}.yaml": labels_text(labels)
            for locale, labels in settings.labels.items()
            if labels
        }
        texts |= {
            f"pages/{locale}.yaml": profile_text(profile) for locale, profile in settings.profiles.items()
        }
        texts |= {
            f"events/{event.slug}.yaml": event_text(event, settings.locales)
            for event in events
            if not event.file
        }
        texts[CATALOG_FILE] = catalog_text(settings)
        new = {name: text.encode() for name, text in texts.items() if name not in self.files}
        return {**new, **merge_files(self.before.settings, settings, self.files)}

    def unproven(
        self, files: Mapping[str, bytes], pages: Mapping[str, LearnPage], kept: set[str]
    ) -> list[Diagnostic]:
        """Render every page from the files as they would be written; return findings about those that differ.

        `kept` are the keys of events with strings that the import kept as they were: their pages may differ.
        """
        loaded = parse_catalog(files)
        errors = [finding for finding in loaded.diagnostics if finding.severity is Severity.ERROR]
        contexts = locale_contexts(loaded.catalog.settings, self.built_in)
        refs = {event.key: event.ref for event in loaded.catalog.events}
        rendered = {
            event.key: contexts.markdown(self.env_of, event, references(event.ref, refs))
            for event in loaded.catalog.events
        }
        unproven = []
        for name, page in pages.items():
            event, locale = derive.event_from_page(page), self.spelling(locale_of(page))
            error = next((error for error in errors if _concerns(error, event)), None)
            if error is not None:
                unproven.append(_invalid(name, error))
            elif event.key not in kept:
                text = rendered.get(event.key, {}).get(locale, "")
                unproven += _differing(name, page, text, f"pages/{locale}.yaml")
        return unproven


@dataclass(frozen=True, slots=True)
class _SourcePages:
    """The source pages that a catalog gives; pages of several locales often have the same one."""

    contexts: LocaleContexts
    env_of: Callable[[str], TemplateEnv]
    last: dict[str, tuple[Event, str]] = field(default_factory=dict)

    def sha1(self, event: Event, strings: LocaleStrings) -> str:
        """Return the hash of the source page of an event, given without strings, with these strings."""
        source = self.contexts.source.locale
        event = replace(event, strings={source: strings})
        last, sha1 = self.last.get(event.key, (None, ""))
        if event != last:
            sha1 = source_sha1(self.contexts.markdown(self.env_of, event)[source])
            self.last[event.key] = (event, sha1)
        return sha1


def with_linked_pages(
    pages: Mapping[str, LearnPage], known: Container[str]
) -> tuple[dict[str, LearnPage], list[Diagnostic]]:
    """Return the pages whose links lead to each other or to known events, and findings about all others.

    Without the page that it links to, a page cannot be built again.
    """
    left = dict(pages)
    number = Counter(event_id_and_name(page)[0] for page in pages.values())
    linking: dict[str, list[str]] = {}
    for name, page in pages.items():
        for key in _linked(page):
            linking.setdefault(key, []).append(name)
    missing = [key for key in linking if key not in known and not number[key]]
    findings = []
    while missing:
        key = missing.pop()
        for name in linking.get(key, ()):
            if name in left:
                page = left.pop(name)
                message = f"the page links to `{key}`, which is neither imported nor in the catalog"
                hint = "the page is left out; import both pages, or remove the link"
                findings.append(Diagnostic(PAGE_DIFFERS, Location(name), message, hint))
                own = event_id_and_name(page)[0]
                number[own] -= 1
                missing += [own] if own not in known and not number[own] else []
    return left, findings


def _linked(page: LearnPage) -> set[str]:
    return {*page.related, page.replaced_by} - {""}


def _concerns(error: Diagnostic, event: Event) -> bool:
    return error.event == event.key or error.location.file == f"events/{event.slug}.yaml"


def _invalid(name: str, error: Diagnostic) -> Diagnostic:
    """Return a finding about a page that would make the catalog invalid."""
    message = f"the catalog would have an error with this page: {error.message}"
    return Diagnostic(
        PAGE_DIFFERS, Location(name), message, f"the page is left out; {error.hint or 'correct it'}"
    )


def _differing(name: str, page: LearnPage, rendered: str, profile: str) -> Iterator[Diagnostic]:
    """Yield a finding about the first difference between a page and the one that the catalog would give."""
    mismatch = first_mismatch(read_bytes(Path(name), FILE_SIZE).decode(), rendered)
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


def _with_labels(own: Labels, found: Labels) -> Labels:
    """Return a catalog's labels with those found in pages added."""
    return {context: {**found.get(context, {}), **own.get(context, {})} for context in {**own, **found}}


def _source_profiles(date: str) -> Iterable[PageProfile]:
    for text in STYLES:
        for blank in (None, True):
            for indent in (None, 1):
                yield PageProfile(text.replace("{ms.date}", date), layout=PageLayout(blank, indent))
