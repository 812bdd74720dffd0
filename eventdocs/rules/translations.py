"""Translations: there, not blank, not the source again, in the locale's script, of a usual length."""

import math
import re
import statistics
from collections import defaultdict
from collections.abc import Iterator, Sequence

from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic, Rule, Severity
from eventdocs.model.event import Event, strings_in
from eventdocs.model.strings import CatalogString, LocalizedText, TextKind, TextPair, strings_of
from eventdocs.rules.checks import (
    Violation,
    diagnostic_for_event,
    diagnostic_for_string,
    example_pair,
    full_range,
)
from eventdocs.text.identifiers import mask_identifiers, prose_words
from eventdocs.text.locales import script

SEGMENTS = Rule(
    "ED201",
    "segment-count",
    Severity.WARNING,
    "A translation has as many segments as its source.",
    "Pages show each sentence beside its original; with different counts the string is shown as one.",
    "id: 7\nname: DiskFull\nstrings:\n  en-US:\n    description: [The disk is full., Free some space.]\n"
    "  pt-BR:\n    description: O disco está cheio. Libere espaço.\n",
    "id: 7\nname: DiskFull\nstrings:\n  en-US:\n    description: [The disk is full., Free some space.]\n"
    "  pt-BR:\n    description: [O disco está cheio., Libere espaço.]\n",
)
MISSING = Rule(
    "ED202",
    "missing-translation",
    Severity.WARNING,
    "Every string of the source is translated into every locale of the catalog.",
    "A reader of that locale sees the text in another language.",
    "id: 7\nname: DiskFull\nstrings:\n  en-US:\n    description: The disk is full.\n    message: Disk full.\n"
    "  pt-BR:\n    message: Disco cheio.\n",
    example_pair("Disk full.", "Disco cheio."),
)
BLANK = Rule(
    "ED203",
    "blank-string",
    Severity.ERROR,
    "No string is empty.",
    "An empty text hides that a translation is missing; a missing one is told to the reader.",
    example_pair("The disk is full.", ""),
    example_pair("The disk is full.", "O disco está cheio."),
)
COPIED = Rule(
    "ED204",
    "copied-source",
    Severity.WARNING,
    "A translation is not the source again, unless it is nothing but names, numbers and inserts.",
    "A copied text passes for a translation and is never looked at again.",
    example_pair("The disk is full.", "The disk is full."),
    example_pair("ProcessName %1, ProcessId %2.", "ProcessName %1, ProcessId %2."),
)
SCRIPT = Rule(
    "ED205",
    "wrong-script",
    Severity.WARNING,
    "The prose of a translation is in the script of its locale.",
    "A Japanese page with a Latin sentence is an untranslated, or a misplaced, one.",
    example_pair("The disk is full.", "O disco está cheio.", "ja-JP"),
    example_pair("The disk is full.", "ディスク C がいっぱいです。", "ja-JP"),
)
LENGTH = Rule(
    "ED210",
    "unusual-length",
    Severity.WARNING,
    "A translation is about as long as the locale's translations usually are.",
    "A text that is four times longer or shorter than usual has lost or gained a sentence.",
    example_pair(
        "This event is emitted when the disk of the server has no more space left.", "Cheio.", "pt-BR"
    ),
    example_pair(
        "This event is emitted when the disk is full.", "Este evento é emitido quando o disco enche."
    ),
)

# Letters of scripts, by the blocks that hold nearly all of them.
_LETTERS = {
    "Jpan": r"\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f",
    "Hans": r"\u3400-\u9fff",
    "Hant": r"\u3100-\u312f\u3400-\u9fff",
    "Kore": r"\u1100-\u11ff\u3130-\u318f\uac00-\ud7af\u3400-\u9fff",
    "Cyrl": r"\u0400-\u052f",
    "Arab": r"\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "Hebr": r"\u0590-\u05ff",
    "Grek": r"\u0370-\u03ff\u1f00-\u1fff",
    "Thai": r"\u0e00-\u0e7f",
    "Deva": r"\u0900-\u097f",
}
_OWN = {name: re.compile(f"[{letters}]") for name, letters in _LETTERS.items()}
_BEYOND_LATIN = re.compile(r"[\u0370-\u1dff\u2c00-\ud7ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_FEWEST_WORDS = 2
_FEWEST_LETTERS = 4
_FEWEST_CHARACTERS = 40
_FEWEST_UNITS = 20
_FACTOR = 4.0


def segment_counts(catalog: Catalog, units: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Find translations whose segments cannot be shown beside those of the source."""
    for unit in units:
        if unit.index is None and unit.source and isinstance(unit.owner, Event):
            source = strings_of(strings_in(unit.owner, unit.source_locale))[unit.path[2:]]
            counts = f"{len(unit.segments)} segments stand against {len(source)} of the source"
            hint = "write it as a list with one item for each sentence of the source"
            message = f"{counts}; pages show the string as one"
            yield diagnostic_for_event(SEGMENTS, unit.owner, unit.path, message, hint, unit.locale)


def missing(catalog: Catalog, units: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Find strings of the source that a locale does not have, told once for each event and locale."""
    for event in catalog.events:
        wanted = {
            path: segments
            for path, segments in strings_of(strings_in(event, catalog.settings.source_locale)).items()
            if path[-1] not in ("id", "title", "label", "type")
        }
        for locale in catalog.settings.targets:
            own = strings_of(strings_in(event, locale))
            lost = [".".join(path) for path in wanted if path not in own]
            if lost:
                known = ("strings", locale) if locale in event.strings else ("strings",)
                what = "no strings" if len(lost) == len(wanted) else "no " + ", ".join(map(_code, lost))
                hint = "translate it; until then pages show another language and say so"
                yield diagnostic_for_event(MISSING, event, known, f"{what} in {locale}", hint, locale)


def _code(text: str) -> str:
    return f"`{text}`"


def blank(text: LocalizedText) -> Iterator[Violation]:
    """Find strings without a visible character."""
    if not text.text.strip():
        yield Violation(0, 0, "the string is empty", "write it, or take the key out")


def copied(pair: TextPair) -> Iterator[Violation]:
    """Find translations that are the source again although it has words to translate."""
    if pair.source != pair.target or _language(pair.locale) == _language(pair.source_locale):
        return
    if len({word.lower() for word in prose_words(pair.source) if len(word) > 1}) >= _FEWEST_WORDS:
        hint = f"translate it, or allow it: about: {{FIELD: {{allow: {{{COPIED.code}: why}}}}}}"
        yield Violation(*full_range(pair), "the translation is the source text", hint)


def _language(tag: str) -> str:
    return tag.partition("-")[0].lower()


def wrong_script(pair: TextPair) -> Iterator[Violation]:
    """Find translations whose prose has no letter of the locale's script."""
    wanted = script(pair.locale)
    if pair.source == pair.target or wanted not in (*_OWN, "Latn"):
        return
    if wanted == "Latn":
        own = not _BEYOND_LATIN.search(pair.target) or bool(_LATIN.search(mask_identifiers(pair.target)))
    else:
        own = bool(_OWN[wanted].search(pair.target))
    if not own and sum(map(len, prose_words(pair.target))) >= _FEWEST_LETTERS:
        hint = "translate it, or mark names as code"
        yield Violation(*full_range(pair), f"the text has no letter of the script of {pair.locale}", hint)


def unusual_lengths(catalog: Catalog, units: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Find translations whose length is far from what the locale's translations have to their sources."""
    ratios: dict[str, list[tuple[CatalogString, float]]] = defaultdict(list)
    for unit in units:
        if unit.source and unit.target and unit.kind in (TextKind.MARKUP, TextKind.LITERAL):
            ratio = math.log(len(unit.target) / len(unit.source))
            ratios[unit.locale].append((unit, ratio))
    for own in ratios.values():
        usual = statistics.median(ratio for _, ratio in own) if len(own) >= _FEWEST_UNITS else 0.0
        for unit, ratio in own:
            longest = max(len(unit.target), len(unit.source or ""))
            if longest >= _FEWEST_CHARACTERS and abs(ratio - usual) > math.log(_FACTOR):
                times = math.exp(abs(ratio - usual))
                how = "longer" if ratio > usual else "shorter"
                message = f"the text is {times:.0f} times {how} than is usual in {unit.locale}"
                yield diagnostic_for_string(
                    LENGTH, unit, Violation(*full_range(unit), message, "compare it with the source")
                )
