"""Fill: suggest missing translations from memories or a program, and write them on request."""

import json
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import sleep
from typing import NamedTuple

from eventdocs.formats import tmx
from eventdocs.formats.ledger import write_files as ledger_files
from eventdocs.model.catalog import Catalog, select_target_locales
from eventdocs.model.diagnostics import Diagnostic
from eventdocs.model.errors import EventdocsError
from eventdocs.model.exchange import ExchangeFile, TranslationUnit, string_of
from eventdocs.model.garbage import paused_collector
from eventdocs.model.ledger import State
from eventdocs.model.limits import DATA_SIZE
from eventdocs.rules.sound_merge import merge_without_errors
from eventdocs.store.catalog import LoadedCatalog, save_changes
from eventdocs.store.checked_catalog import read_usable_catalog
from eventdocs.store.files import read_bytes
from eventdocs.store.processes import ProgramFailedError, run_program
from eventdocs.store.translation_files import source_page_hasher, write_edits
from eventdocs.translations.masking import mask, unmask
from eventdocs.translations.memory import build_memory
from eventdocs.translations.merge import MergeResult
from eventdocs.translations.merged_catalog import apply_merge
from eventdocs.translations.notes import NoteWriter
from eventdocs.translations.segments import Segment, segments

_PAUSE = 1.0  # seconds before the first retry
_LOST = "placeholders or names were lost or changed"
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
class FillResult:
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
    seconds for it. It is run again for what it did not translate, up to `retries` times.
    """

    min_score: float = 1.0
    memories: Sequence[Path] = ()
    command: str = ""
    batch: int = 200
    timeout: float = 600.0
    retries: int = 2

    @property
    def author(self) -> str:
        """The translator's name for the ledger. Raises `EventdocsError` for a command without a program."""
        return f"mt:{Path(_program_in(self.command)).name}" if self.command else "mt:memory"


def _program_in(command: str) -> str:
    hint = 'write it as in a shell: --command "translate-lines --quiet"'
    try:
        words = shlex.split(command)
    except ValueError as error:
        message = f"`{command}` is not a command: {str(error).lower()}"
        raise EventdocsError(message, hint=hint) from error
    if not words:
        raise EventdocsError("the command is empty", hint=hint)
    return words[0]


@paused_collector()
def fill_locale(folder: Path, tag: str, sources: SuggestionSources, *, write: bool) -> FillResult:
    """Suggest the missing translations of a locale; `write` puts them into the catalog.

    What a program translates is written batch by batch, so an interrupted run loses one batch at most.
    """
    loaded = read_usable_catalog(folder)
    catalog = loaded.catalog
    (locale,) = select_target_locales(catalog.settings, [tag])
    result = FillResult(errors=loaded.diagnostics)
    author = sources.author
    writer = _SuggestionWriter(folder, loaded, locale, author) if write else None
    missing = [
        segment for segment in segments(catalog, locale) if segment.target is None and segment.is_translatable
    ]
    found = _from_memories(catalog, locale, missing, sources)
    unknown = [segment for segment in missing if segment.key not in found]
    result.suggestions += found.values()
    if sources.command:
        for translated in _from_program(catalog, locale, unknown, sources, result):
            result.suggestions += translated
            if writer is not None:
                tried = {suggestion.key for suggestion in result.suggestions}
                tried |= {key for key, _ in result.refused}
                left = {segment.pair.key for segment in unknown if segment.key not in tried}
                writer.write([each for each in result.suggestions if string_of(each.key)[0] not in left])
    if writer is not None:
        writer.write(result.suggestions)
        result.merged = writer.merged
    order = {segment.key: number for number, segment in enumerate(missing)}
    result.suggestions.sort(key=lambda suggestion: order[suggestion.key])
    result.refused.sort(key=lambda refused: order[refused[0]])
    return result


def _from_memories(
    catalog: Catalog, locale: str, missing: Sequence[Segment], sources: SuggestionSources
) -> dict[str, Suggestion]:
    """Return suggestions from the catalog and TMX files, by segment key."""
    pairs = _memory_pairs(sources.memories, catalog.settings.source_locale, locale)
    memory = build_memory(catalog, locale, list(pairs))
    matches = ((segment, memory.find(segment.source, sources.min_score)) for segment in missing)
    return {
        segment.key: Suggestion(segment.key, segment.source, match.target, match.score)
        for segment, match in matches
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
    result: FillResult,
) -> Iterator[list[Suggestion]]:
    """Yield a program's translations batch by batch; add what it did not translate to `refused`.

    Each distinct text is sent once, with its placeholders, code and names masked, and with notes for
    translators. If a batch fails, the others are refused with the reason. Raises an error if it is the first.
    """
    same: dict[tuple[object, ...], list[Segment]] = {}
    for segment in missing:
        same.setdefault((segment.source, segment.placeholders, *segment.group[1:]), []).append(segment)
    requests = list(_requests(catalog, locale, list(same.values())))
    failure = ""
    for start in range(0, len(requests), sources.batch):
        batch = requests[start : start + sources.batch]
        answers: dict[str, str] = {}
        reasons: dict[str, str] = dict.fromkeys((request.id for request in batch), failure)
        if not failure:
            try:
                answers, reasons = _translate_batch(sources, batch)
            except ProgramFailedError as error:
                if not start:
                    raise
                failure = error.message
                reasons = dict.fromkeys(reasons, failure)
        result.refused += [
            (segment.key, reasons[request.id])
            for request in batch
            if request.id in reasons
            for segment in request.same
        ]
        yield [
            Suggestion(segment.key, segment.source, answers[request.id], 0.0)
            for request in batch
            if request.id in answers
            for segment in request.same
        ]


class _Request(NamedTuple):
    """A text that a program is asked to translate, with what its marks stand for, for some segments."""

    id: str
    line: Mapping[str, object]
    masked: Sequence[str]
    same: Sequence[Segment]


def _requests(catalog: Catalog, locale: str, texts: Iterable[Sequence[Segment]]) -> Iterator[_Request]:
    settings = catalog.settings
    writer = NoteWriter(catalog, locale, lambda event, locale: "")
    for number, same in enumerate(texts):
        first = same[0]
        text, masked = mask(first.source, first.kind, settings.glossary, first.placeholders)
        line: dict[str, object] = {
            "id": str(number),
            "text": text,
            "source": settings.source_locale,
            "target": locale,
            "notes": list(writer.notes(same)),
        }
        yield _Request(str(number), line, masked, same)


def _translate_batch(
    sources: SuggestionSources, batch: Sequence[_Request]
) -> tuple[dict[str, str], dict[str, str]]:
    """Return a program's translations by id, and the reasons why the other texts have none.

    It is run again for those, after a pause that doubles each time. Raises an error if its last run fails and
    no run has translated anything.
    """
    answers: dict[str, str] = {}
    reasons: dict[str, str] = {}
    left = batch
    for attempt in range(sources.retries + 1):
        if attempt:
            sleep(_PAUSE * 2 ** (attempt - 1))
        try:
            texts = _run_program(sources, [request.line for request in left])
        except ProgramFailedError as error:
            if attempt == sources.retries and not answers:
                raise
            reasons |= dict.fromkeys((request.id for request in left), error.message)
            continue
        for request in left:
            text = texts.get(request.id)
            target = unmask(text, request.masked) if text else None
            if target is not None:
                answers[request.id] = target
            reasons[request.id] = _LOST if text else "no answer"
        left = [request for request in left if request.id not in answers]
        if not left:
            break
    return answers, {request.id: reasons[request.id] for request in left}


def _run_program(sources: SuggestionSources, lines: Sequence[Mapping[str, object]]) -> dict[str, str]:
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
        raise ProgramFailedError(f"{message}: it is not UTF-8", hint=_ANSWER_HINT) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ProgramFailedError(message, hint=_ANSWER_HINT) from error
    if not isinstance(text, str):
        raise ProgramFailedError(message, hint=_ANSWER_HINT)
    return str(name), text


class _SuggestionWriter:
    """Writes suggestions into a catalog as machine translations, some at a time.

    Ledgers are written first. If the run is interrupted after them, the texts are still missing, and the next
    run writes them; texts without a record would count as translated by a person.
    """

    def __init__(self, folder: Path, loaded: LoadedCatalog, locale: str, author: str) -> None:
        self.folder, self.locale, self.author = folder, locale, author
        self.catalog, self.files = loaded.catalog, dict(loaded.files)
        self.source_page_hash = source_page_hasher(folder, loaded.catalog)
        self.written: set[str] = set()
        self.merged: MergeResult | None = None

    def write(self, suggestions: Iterable[Suggestion]) -> None:
        """Write those suggestions that are new, and add them to the merge."""
        new = [suggestion for suggestion in suggestions if suggestion.key not in self.written]
        if not new:
            return
        self.written |= {suggestion.key for suggestion in new}
        merged = self._merge(new)
        if self.merged is None:
            self.merged = merged
        else:
            self.merged.imported += merged.imported
            self.merged.rejected += merged.rejected

    def _merge(self, suggestions: Sequence[Suggestion]) -> MergeResult:
        units = tuple(
            TranslationUnit(suggestion.key, suggestion.source, suggestion.target, state=State.MACHINE)
            for suggestion in suggestions
        )
        settings = self.catalog.settings
        exchange = ExchangeFile(settings.source_locale, self.locale, units)
        merged = merge_without_errors(self.catalog, exchange, by=self.author)
        edited = write_edits(merged, self.files, settings.locales)
        self.catalog = apply_merge(self.catalog, merged, self.source_page_hash)
        ledgers: dict[str, bytes] = {}
        if merged.records:
            ledgers = ledger_files(self.catalog.settings.ledgers, self.catalog.settings.sources)
        save_changes(self.folder, {**ledgers, **edited}, self.files)
        self.files |= {**ledgers, **edited}
        return merged
