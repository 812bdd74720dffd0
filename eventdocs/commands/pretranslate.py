"""Fill: missing texts offered from memory, or asked of a machine, and written as machine-made."""

import json
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from eventdocs import __version__
from eventdocs.commands.exchange import apply_merge, pair_errors
from eventdocs.commands.translations import ledger_files
from eventdocs.formats import tmx
from eventdocs.formats.yaml.edit import insert_item
from eventdocs.model.catalog import Catalog, select_locales
from eventdocs.model.errors import EventdocsError
from eventdocs.model.exchange import ExchangeFile, TranslationUnit
from eventdocs.model.ledger import Ledger, State, orphaned_keys
from eventdocs.store import catalog as store
from eventdocs.store.checked_catalog import read_sound_catalog
from eventdocs.store.files import read_bytes
from eventdocs.store.folders import CATALOG_FILE
from eventdocs.store.processes import run_program
from eventdocs.text.locales import is_tag
from eventdocs.translations.export import Segment, segments
from eventdocs.translations.masking import mask, unmask
from eventdocs.translations.memory import build_memory, suggestions
from eventdocs.translations.merge import MergeResult, merge_exchange
from eventdocs.translations.status import string_pairs


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text that could stand where one is missing; `score` is 1.0 for the same source."""

    key: str
    source: str
    target: str
    score: float


@dataclass(slots=True)
class PretranslateResult:
    """Outcome: offers, answers of a machine that were refused with their reason, and what was written."""

    suggestions: list[Suggestion] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    merged: MergeResult | None = None


@dataclass(frozen=True, slots=True)
class SuggestionSources:
    """Where texts come from: the memory from a score on, more memories, a program that translates."""

    min_score: float = 1.0
    memories: Sequence[Path] = ()
    command: str = ""


def pretranslate(folder: Path, locale: str, sources: SuggestionSources, *, write: bool) -> PretranslateResult:
    """Offer a text for each one that is missing in a locale; `write` puts them into the catalog."""
    loaded = read_sound_catalog(folder)
    catalog = loaded.catalog
    (tag,) = select_locales(catalog.settings, [locale])
    others = [
        pair
        for path in sources.memories
        for pair in tmx.read(read_bytes(path), str(path), catalog.settings.source_locale, tag)
    ]
    outcome = PretranslateResult()
    found = dict(_from_memory(catalog, tag, others, sources.min_score))
    missing = [each for each in segments(catalog, tag) if each.target is None]
    if sources.command:
        asked = [each for each in missing if each.key not in found]
        found |= _from_program(catalog, tag, asked, sources.command, outcome)
    outcome.suggestions = [found[each.key] for each in missing if each.key in found]
    if write and outcome.suggestions:
        by = f"mt:{Path(shlex.split(sources.command)[0]).name}" if sources.command else "mt:memory"
        messages = tuple(
            TranslationUnit(each.key, each.source, each.target, state=State.MACHINE)
            for each in outcome.suggestions
        )
        exchange = ExchangeFile(catalog.settings.source_locale, tag, messages)
        outcome.merged = merge_exchange(catalog, exchange, pair_errors, by=by)
        changed = apply_merge(folder, catalog, loaded.files, outcome.merged)
        new = {name: data for name, data in changed.items() if loaded.files.get(name) != data}
        store.save_catalog(folder, new, loaded.files)
    return outcome


def _from_memory(
    catalog: Catalog, locale: str, others: Iterable[tuple[str, str]], least: float
) -> Iterable[tuple[str, Suggestion]]:
    memory = build_memory(catalog, locale, others)
    for segment, match in suggestions(catalog, locale, memory, least):
        if match is not None:
            yield segment.key, Suggestion(segment.key, segment.source, match.target, match.score)


def _from_program(
    catalog: Catalog, locale: str, missing: Sequence[Segment], command: str, outcome: PretranslateResult
) -> dict[str, Suggestion]:
    """Ask a program, a JSON line for each distinct text; what it loses or makes up is refused."""
    texts: dict[str, tuple[str, list[str]]] = {}
    for segment in missing:
        texts.setdefault(segment.source, mask(segment.source, segment.kind, catalog.settings.glossary))
    numbered = {str(number): source for number, source in enumerate(texts)}
    lines = [
        {"id": number, "text": texts[source][0], "source": catalog.settings.source_locale, "target": locale}
        for number, source in numbered.items()
    ]
    answers = {
        numbered[number]: text for number, text in _run_program(command, lines).items() if number in numbered
    }
    found: dict[str, Suggestion] = {}
    for segment in missing:
        answer = answers.get(segment.source)
        target = unmask(answer, texts[segment.source][1]) if answer else None
        if target is None:
            reason = "inserts or names did not come back" if answer else "no answer"
            outcome.refused.append((segment.key, reason))
        else:
            found[segment.key] = Suggestion(segment.key, segment.source, target, 0.0)
    return found


def _run_program(command: str, lines: Sequence[dict[str, str]]) -> dict[str, str]:
    """Run a program that reads and writes JSON lines; its answers by id."""
    given = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    output = run_program(command, given.encode())
    answers: dict[str, str] = {}
    for number, line in enumerate(output.decode("utf-8", "replace").splitlines(), start=1):
        try:
            answer = json.loads(line)
            answers[str(answer["id"])] = str(answer["text"])
        except (ValueError, KeyError, TypeError) as error:
            hint = 'each line is an object: {"id": "0", "text": "…"}'
            raise EventdocsError(f"line {number} of `{command}` is no answer", hint=hint) from error
    return answers


def add_locale(folder: Path, locale: str) -> None:
    """Put a locale into the catalog's list, in its sorted place."""
    if not is_tag(locale):
        raise EventdocsError(f"`{locale}` is not a BCP 47 language tag", hint="for example: pt-BR")
    loaded = read_sound_catalog(folder)
    catalog = loaded.catalog
    if locale.lower() in {tag.lower() for tag in catalog.settings.locales}:
        raise EventdocsError(f"the catalog has the locale `{locale}` already")
    before = [
        tag for tag in catalog.settings.locales if tag == catalog.settings.source_locale or tag < locale
    ]
    data = insert_item(loaded.files[CATALOG_FILE], ("locales",), locale, before[-1])
    store.save_catalog(folder, {CATALOG_FILE: data}, loaded.files)


def prune(folder: Path) -> list[tuple[str, str]]:
    """Drop records of strings that are not there any more, and sources that no record names."""
    loaded = read_sound_catalog(folder)
    catalog, gone = loaded.catalog, []
    ledgers: dict[str, Ledger] = {}
    for locale, ledger in catalog.settings.ledgers.items():
        known = frozenset(entry.key for entry in string_pairs(catalog, locale) if entry.target is not None)
        lost = set(orphaned_keys(ledger, known))
        events = {event.key for event in catalog.events}
        pages = {key: sha1 for key, sha1 in ledger.pages.items() if key in events}
        records = {key: record for key, record in ledger.records.items() if key not in lost}
        last = {key: digest for key, digest in ledger.last_sources.items() if key not in lost}
        ledgers[locale] = replace(ledger, records=records, pages=pages, last_sources=last)
        gone += [(locale, key) for key in sorted(lost)]
    if ledgers:
        files = ledger_files(folder, catalog, ledgers, dict(catalog.settings.sources))
        new = {name: data for name, data in files.items() if loaded.files.get(name) != data}
        store.save_catalog(folder, new, loaded.files)
    return gone


def memory_file(folder: Path, locale: str) -> bytes:
    """Write what a catalog says in a locale as TMX."""
    catalog = read_sound_catalog(folder).catalog
    (tag,) = select_locales(catalog.settings, [locale])
    memory = build_memory(catalog, tag)
    pairs = ((source, target) for source in sorted(memory.known) for target in sorted(memory.known[source]))
    return tmx.write(pairs, catalog.settings.source_locale, tag, __version__)


def glossary_file(folder: Path) -> bytes:
    """Write a catalog's glossary as TBX."""
    catalog = read_sound_catalog(folder).catalog
    return tmx.write_terms(catalog.settings.glossary, catalog.settings.source_locale)
