"""Pretranslate: suggest missing translations from memories or a program, and write them on request."""

import json
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from eventdocs.formats import tmx
from eventdocs.formats.ledger import write_files as ledger_files
from eventdocs.model.catalog import Catalog, select_locales
from eventdocs.model.diagnostics import Diagnostic
from eventdocs.model.errors import EventdocsError
from eventdocs.model.exchange import ExchangeFile, TranslationUnit
from eventdocs.model.garbage import paused_collector
from eventdocs.model.ledger import State
from eventdocs.model.limits import DATA_SIZE
from eventdocs.rules.sound_merge import merge_without_errors
from eventdocs.store.catalog import LoadedCatalog, save_changes
from eventdocs.store.checked_catalog import read_usable_catalog
from eventdocs.store.files import read_bytes
from eventdocs.store.processes import run_program
from eventdocs.store.translation_files import source_page_hasher, write_edits
from eventdocs.translations.masking import mask, unmask
from eventdocs.translations.memory import build_memory, suggestions
from eventdocs.translations.merge import MergeResult
from eventdocs.translations.merged_catalog import apply_merge
from eventdocs.translations.segments import Segment, segments

_ANSWER_HINT = 'each line is an object: {"id": "0", "text": "…"}'


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A translation suggested for a missing one.

    `score` is the similarity of the remembered source, 1.0 if it is equal; 0.0 if a program translated.
    """

    key: str
    source: str
    target: str
    score: float


@dataclass(slots=True)
class PretranslateResult:
    """Suggestions, answers of a program that were refused with the reason, and the merge if one was made.

    `errors` are those of the catalog's files that were left alone.
    """

    suggestions: list[Suggestion] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    merged: MergeResult | None = None
    errors: list[Diagnostic] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SuggestionSources:
    """The sources of suggestions.

    The catalog and the TMX files in `memories` are searched for sources of at least `min_score`; what they
    lack is translated by the program in `command`. It is run for each `batch` of texts, and has `timeout`
    seconds for it.
    """

    min_score: float = 1.0
    memories: Sequence[Path] = ()
    command: str = ""
    batch: int = 200
    timeout: float = 600.0

    @property
    def author(self) -> str:
        """The translator's name for the ledger."""
        return f"mt:{Path(shlex.split(self.command)[0]).name}" if self.command else "mt:memory"


@paused_collector()
def pretranslate(folder: Path, tag: str, sources: SuggestionSources, *, write: bool) -> PretranslateResult:
    """Suggest the missing translations of a locale; `write` puts them into the catalog."""
    loaded = read_usable_catalog(folder)
    catalog = loaded.catalog
    (locale,) = select_locales(catalog.settings, [tag])
    result = PretranslateResult(errors=loaded.diagnostics)
    found = _from_memories(catalog, locale, sources)
    missing = [
        segment for segment in segments(catalog, locale) if segment.target is None and segment.is_translatable
    ]
    if sources.command:
        unknown = [segment for segment in missing if segment.key not in found]
        found |= _from_program(catalog, locale, unknown, sources, result)
    result.suggestions = [found[segment.key] for segment in missing if segment.key in found]
    if write and result.suggestions:
        result.merged = _write(folder, loaded, locale, result.suggestions, sources.author)
    return result


def _from_memories(catalog: Catalog, locale: str, sources: SuggestionSources) -> dict[str, Suggestion]:
    """Return suggestions from the catalog and TMX files, by segment key."""
    pairs = _memory_pairs(sources.memories, catalog.settings.source_locale, locale)
    memory = build_memory(catalog, locale, list(pairs))
    return {
        segment.key: Suggestion(segment.key, segment.source, match.target, match.score)
        for segment, match in suggestions(catalog, locale, memory, sources.min_score)
        if match is not None
    }


def _memory_pairs(paths: Sequence[Path], source_locale: str, locale: str) -> Iterator[tuple[str, str]]:
    for path in paths:
        yield from tmx.read(read_bytes(path, DATA_SIZE), str(path), source_locale, locale)


def _from_program(
    catalog: Catalog,
    locale: str,
    missing: Sequence[Segment],
    sources: SuggestionSources,
    result: PretranslateResult,
) -> dict[str, Suggestion]:
    """Return a program's translations by segment key; add those with lost or changed marks to `refused`.

    Each distinct text is sent once, with its placeholders, code and names masked. If a batch fails, the
    answers to those before it are used, and the others are refused with the reason.
    """
    glossary = catalog.settings.glossary
    masked: dict[tuple[str, tuple[object, ...]], tuple[str, list[str]]] = {}
    for segment in missing:
        text = segment.source, segment.placeholders
        if text not in masked:
            masked[text] = mask(segment.source, segment.kind, glossary, segment.placeholders)
    ids = {text: str(number) for number, text in enumerate(masked)}
    lines = [
        {"id": ids[text], "text": hidden, "source": catalog.settings.source_locale, "target": locale}
        for text, (hidden, _) in masked.items()
    ]
    answers, failure = _run_batches(sources, lines)
    found: dict[str, Suggestion] = {}
    for segment in missing:
        text = segment.source, segment.placeholders
        answer = answers.get(ids[text])
        _, parts = masked[text]
        target = unmask(answer, parts) if answer else None
        if target is None:
            reason = "placeholders or names were lost or changed" if answer else failure or "no answer"
            result.refused.append((segment.key, reason))
        else:
            found[segment.key] = Suggestion(segment.key, segment.source, target, 0.0)
    return found


def _run_batches(
    sources: SuggestionSources, lines: Sequence[Mapping[str, str]]
) -> tuple[dict[str, str], str]:
    """Return a program's answers by id, and why it stopped before the end; empty if it did not.

    Raises an error if it fails at the first batch.
    """
    answers: dict[str, str] = {}
    for start in range(0, len(lines), sources.batch):
        try:
            answers |= _run_program(sources, lines[start : start + sources.batch])
        except EventdocsError as error:
            if not answers:
                raise
            return answers, error.message
    return answers, ""


def _run_program(sources: SuggestionSources, lines: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Run a program that reads and writes JSON lines; return its answers by id."""
    request = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    output = run_program(sources.command, request.encode(), sources.timeout)
    answers: dict[str, str] = {}
    for number, line in enumerate(output.split(b"\n"), start=1):
        if line.strip():
            name, text = _answer(line, f"`{sources.command}` wrote an invalid line {number}")
            answers[name] = text
    return answers


def _answer(line: bytes, message: str) -> tuple[str, str]:
    """Return the id and the text on a line; raise an error with the message and the reason if it has none."""
    try:
        answer = json.loads(line.decode("utf-8"))
        name, text = answer["id"], answer["text"]
    except UnicodeDecodeError as error:
        raise EventdocsError(f"{message}: it is not UTF-8", hint=_ANSWER_HINT) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise EventdocsError(message, hint=_ANSWER_HINT) from error
    if not isinstance(text, str):
        raise EventdocsError(message, hint=_ANSWER_HINT)
    return str(name), text


def _write(
    folder: Path, loaded: LoadedCatalog, locale: str, texts: Sequence[Suggestion], author: str
) -> MergeResult:
    """Write suggestions into the catalog as machine translations; return the merge.

    Ledgers are written first. If the run is interrupted after them, the texts are still missing, and the next
    run writes them; texts without a record would count as translated by a person.
    """
    catalog = loaded.catalog
    units = tuple(
        TranslationUnit(suggestion.key, suggestion.source, suggestion.target, state=State.MACHINE)
        for suggestion in texts
    )
    exchange = ExchangeFile(catalog.settings.source_locale, locale, units)
    merged = merge_without_errors(catalog, exchange, by=author)
    edited = write_edits(merged, loaded.files, catalog.settings.locales)
    ledgers: dict[str, bytes] = {}
    if merged.records:
        settings = apply_merge(catalog, merged, source_page_hasher(folder, catalog)).settings
        ledgers = ledger_files(settings.ledgers, settings.sources)
    save_changes(folder, {**ledgers, **edited}, loaded.files)
    return merged
