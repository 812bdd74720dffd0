"""Rules about translations: present, not blank, not copied, in the right script, of the usual length."""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from sys import intern

from eventdocs.model.catalog import Catalog, ParsedFile
from eventdocs.model.diagnostics import Diagnostic, Rule, Severity
from eventdocs.model.event import strings_in
from eventdocs.model.strings import (
    CatalogString,
    LocalizedText,
    TextKind,
    TextPair,
    needs_translation,
    strings_of,
)
from eventdocs.rules.checks import (
    Violation,
    diagnostic_for_event,
    diagnostic_for_string,
    example_pair,
    full_range,
)
from eventdocs.text.blocks import structure_difference
from eventdocs.text.identifiers import mask_identifiers, prose_words
from eventdocs.text.locales import script
from eventdocs.text.placeholders import Syntaxes

SEGMENTS = Rule(
    "ED201",
    "segment-count",
    Severity.WARNING,
    "A translation has as many segments as its source, and the same paragraphs, lists, code and tables.",
    "Pages show each sentence next to its original, and each paragraph and list item. If the structure "
    "differs, they show the string as a whole.",
    "id: 7\nname: DiskFull\nstrings:\n  en-US:\n    description: [The disk is full., Free some space.]\n"
    "  pt-BR:\n    description: O disco está cheio. Libere espaço.\n",
    "id: 7\nname: DiskFull\nstrings:\n  en-US:\n    description: [The disk is full., Free some space.]\n"
    "  pt-BR:\n    description: [O disco está cheio., Libere espaço.]\n",
)
MISSING = Rule(
    "ED202",
    "missing-translation",
    Severity.WARNING,
    "Every source string is translated into every locale of the catalog.",
    "Readers of that locale see the text in another language.",
    "id: 7\nname: DiskFull\nstrings:\n  en-US:\n    description: The disk is full.\n    message: Disk full.\n"
    "  pt-BR:\n    message: Disco cheio.\n",
    example_pair("Disk full.", "Disco cheio."),
)
TOO_LONG = Rule(
    "ED211",
    "too-long",
    Severity.ERROR,
    "A text is not longer than the `max_length` in its `about`.",
    "The software has room for this number of characters, and cuts off longer texts.",
    "id: 7\nname: DiskFull\nstrings:\n  en-US:\n    message: Disk full.\n"
    "    about: {message: {max_length: 12}}\n  pt-BR:\n    message: O disco está cheio.\n",
    "id: 7\nname: DiskFull\nstrings:\n  en-US:\n    message: Disk full.\n"
    "    about: {message: {max_length: 12}}\n  pt-BR:\n    message: Disco cheio.\n",
)
BLANK = Rule(
    "ED203",
    "blank-string",
    Severity.ERROR,
    "Strings are not empty.",
    "An empty string hides a missing translation. If you remove the key, pages mark the text as missing.",
    example_pair("The disk is full.", ""),
    example_pair("The disk is full.", "O disco está cheio."),
)
COPIED_SOURCE = Rule(
    "ED204",
    "copied-source",
    Severity.WARNING,
    "A translation differs from a source that has three ordinary words in a row.",
    "A copied text counts as translated, so nobody looks at it again. Shorter texts are often names or code, "
    "which have no translation.",
    example_pair("The disk is full.", "The disk is full."),
    example_pair("ProcessName %1, ProcessId %2.", "ProcessName %1, ProcessId %2."),
)
SCRIPT = Rule(
    "ED205",
    "wrong-script",
    Severity.WARNING,
    "A translation is written in the script of its locale.",
    "A Japanese text in Latin letters was not translated, or belongs to another locale.",
    example_pair("The disk is full.", "O disco está cheio.", "ja-JP"),
    example_pair("The disk is full.", "ディスク C がいっぱいです。", "ja-JP"),
)
UNUSUAL_LENGTH = Rule(
    "ED210",
    "unusual-length",
    Severity.WARNING,
    "A translation is about as long as usual in its locale, compared with its source.",
    "A text that is five times longer or shorter than usual has probably gained or lost a sentence.",
    example_pair(
        "This event is emitted when the disk of the server has no more space left.", "Cheio.", "pt-BR"
    ),
    example_pair(
        "This event is emitted when the disk is full.", "Este evento é emitido quando o disco enche."
    ),
)

# Letters of scripts, by the Unicode blocks that contain nearly all of them.
_LETTERS = {
    "Jpan": r"[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]",
    "Hans": r"[\u3400-\u9fff]",
    "Hant": r"[\u3100-\u312f\u3400-\u9fff]",
    "Kore": r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af\u3400-\u9fff]",
    "Cyrl": r"[\u0400-\u052f]",
    "Arab": r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]",
    "Hebr": r"[\u0590-\u05ff]",
    "Grek": r"[\u0370-\u03ff\u1f00-\u1fff]",
    "Thai": r"[\u0e00-\u0e7f]",
    "Deva": r"[\u0900-\u097f]",
}
_BEYOND_LATIN = re.compile(r"[\u0370-\u1dff\u2c00-\ud7ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
# Three words in a row, of which all but the first are in lower case: names, lists and code have none.
_LOWER = "a-z\u00df-\u00f6\u00f8-\u00ff\u0430-\u045f"
_PHRASE = re.compile(
    rf"(?<![\w./<(=,;%@&'\"-])[^\W\d_][{_LOWER}]*+(?: [{_LOWER}]{{2,}}+){{2}}(?![\w/>)=(-]|[,;]\w)"
)
_CODE_OR_NOTICE = re.compile(r"\A(?: {2}|\$ |\[)|\b(?:Copyright|WARRANT(?:Y|IES))\b")
_KEY = re.compile(r"[a-z]+(?:[-_][a-z]+)+")  # in place of a text, such as `translator-credits`
_LOWER_CASE = re.compile("[a-z]{2}")
_MAX_PLACES = 100
_SHORT_WORD = 3
_MIN_CHARACTERS = 40
_MIN_STRINGS = 20
_ABBREVIATION = re.compile(r"\b[A-Z]{2,}\b")
_ADDRESS = re.compile(r"://|\w@\w")
_EXPLANATION = re.compile(r"\([^()]*+\)|<[^<>]*+>")
_MAX_FACTOR = 5.0
_SHORT_SCRIPTS = {"Hans": 0.35, "Hant": 0.35, "Jpan": 0.5, "Kore": 0.5}  # compared with English


def segment_counts(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield translations with another number of segments than the source, or with other blocks."""
    for string in strings:
        if string.index is None and string.source and not isinstance(string.owner, ParsedFile):
            source = strings_of(strings_in(string.owner, string.source_locale))[string.path[2:]]
            message = f"segment count is {len(string.segments)}, but {len(source)} in the source"
            hint = "write a list with one item for each sentence of the source"
            if string.kind is TextKind.BLOCKS:
                message = structure_difference(source, string.segments)
                hint = "write the same paragraphs, list items, code and tables as in the source"
            yield diagnostic_for_event(SEGMENTS, string.owner, string.path, message, hint, string.locale)


def missing_translations(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield one diagnostic for each event or group, and locale, with untranslated strings."""
    for event in catalog.string_owners:
        sources = [
            path
            for path, segments in strings_of(strings_in(event, catalog.settings.source_locale)).items()
            if needs_translation(event, path, segments)
        ]
        for locale in catalog.settings.targets:
            translations = strings_of(strings_in(event, locale))
            missing = [f"`{'.'.join(path)}`" for path in sources if path not in translations]
            if missing:
                path = ("strings", locale) if locale in event.strings else ("strings",)
                fields = ", ".join(missing) if len(missing) < len(sources) else "all strings"
                message = intern(f"not translated into {locale}: {fields}")  # the same for many events
                hint = "translate it; until then, pages show the text in another language"
                yield diagnostic_for_event(MISSING, event, path, message, hint, locale)


def blank_strings(text: LocalizedText) -> Iterator[Violation]:
    """Yield strings without a visible character."""
    if not text.text.strip():
        yield Violation(0, 0, "the string is empty", "write the text, or remove the key")


def copied_sources(pair: TextPair) -> Iterator[Violation]:
    """Yield translations that are identical to a source with words to translate."""
    if pair.source != pair.target or _language(pair.locale) == _language(pair.source_locale):
        return
    if _has_phrase(pair.source, pair.placeholders) and not _CODE_OR_NOTICE.search(pair.source):
        hint = f"translate it, or allow it: about: {{FIELD: {{allow: {{{COPIED_SOURCE.code}: why}}}}}}"
        yield Violation(*full_range(pair), "the translation is identical to the source", hint)


def _has_phrase(text: str, syntaxes: Syntaxes) -> bool:
    return _PHRASE.search(mask_identifiers(text, syntaxes)) is not None


def copied_labels(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield labels that are left in the source language, each once per locale.

    Only in locales of another script: in others, a label may be the same word.
    """
    places: dict[tuple[str, str, str], list[CatalogString]] = defaultdict(list)
    for string in strings:
        if (
            string.kind is TextKind.LABEL
            and string.source == string.target
            and _LOWER_CASE.search(string.target)
            and not _uses_script(string.target, script(string.locale), string.placeholders)
        ):
            places[string.locale, string.role, string.target].append(string)
    for (locale, _, target), (first, *others) in places.items():
        count = f" on {len(others) + 1:,} pages" if first.event and others else ""
        violation = Violation(
            *full_range(first), f"the label `{target}` is not translated into {locale}{count}"
        )
        related = tuple(string.first_place() for string in others[:_MAX_PLACES])
        yield diagnostic_for_string(COPIED_SOURCE, first, violation._replace(hint="translate it"), related)


def _language(tag: str) -> str:
    return tag.partition("-")[0].lower()


def wrong_script(pair: TextPair) -> Iterator[Violation]:
    """Yield translations without a letter of the locale's script."""
    if _KEY.fullmatch(pair.source):
        return
    if pair.source == pair.target or _uses_script(pair.target, script(pair.locale), pair.placeholders):
        return
    words = prose_words(pair.target, pair.placeholders) if _BEYOND_LATIN.search(pair.target) else ()
    has_words = any(len(word) > _SHORT_WORD and word.islower() for word in words)
    if has_words or _has_phrase(pair.target, pair.placeholders):  # other Latin letters may be names
        message = f"the text has no letters of the script of {pair.locale}"
        yield Violation(*full_range(pair), message, "translate it, or mark names as code")


def _uses_script(text: str, code: str, syntaxes: Syntaxes) -> bool:
    """Return whether a text has letters of a script (ISO 15924 code); true for scripts not listed here."""
    if code == "Latn":
        return not _BEYOND_LATIN.search(text) or bool(_LATIN.search(mask_identifiers(text, syntaxes)))
    return code not in _LETTERS or bool(_letters(code).search(text))


@cache
def _letters(code: str) -> re.Pattern[str]:
    """Return the pattern of a letter of a script; few catalogs need more than one or two of them."""
    return re.compile(_LETTERS[code])


def _usual_ratio(pairs: Sequence[tuple[CatalogString, float]]) -> float:
    """Return the median of the ratios of a locale, or an estimate if there are few."""
    if len(pairs) >= _MIN_STRINGS:
        ratios = sorted(ratio for _, ratio in pairs)
        middle = len(ratios) // 2
        return (ratios[middle] + ratios[~middle]) / 2
    return math.log(_SHORT_SCRIPTS.get(script(pairs[0][0].locale), 1.0))


def _may_differ(source: str, target: str, *, is_longer: bool) -> bool:
    """Return whether a translation may spell out abbreviations, add an address, or leave explanations out.

    One that begins or ends with its source has both, as keywords for a search do.
    """
    if is_longer and (target.startswith(source) or target.endswith(source)):
        return True
    if is_longer:
        has_address = bool(_ADDRESS.search(target)) > bool(_ADDRESS.search(source))
        return has_address or _ABBREVIATION.search(source) is not None
    rest = _EXPLANATION.sub("", source)
    return rest != source and len(rest) < _MIN_CHARACTERS


def too_long_strings(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield strings with more characters than the `max_length` in `about` in the source locale."""
    for owner in catalog.string_owners:
        about = strings_in(owner, catalog.settings.source_locale).about
        limits = {field: notes.max_length for field, notes in about.items() if notes.max_length}
        for locale, block in owner.strings.items() if limits else ():
            for path, segments in strings_of(block).items():
                limit, length = limits.get(".".join(path)), len(" ".join(segments))
                if limit and length > limit:
                    message = f"the text has {length:,} characters, {length - limit:,} too many"
                    hint = f"`max_length` is {limit:,}"
                    yield diagnostic_for_event(
                        TOO_LONG, owner, ("strings", locale, *path), message, hint, locale
                    )


def unusual_lengths(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield translations whose length, relative to the source, is far from the median of the locale."""
    ratios: dict[str, list[tuple[CatalogString, float]]] = defaultdict(list)
    for string in strings:
        if (
            string.source
            and string.target
            and string.kind in (TextKind.MARKUP, TextKind.LITERAL)
            and not _KEY.fullmatch(string.source)
        ):
            ratio = math.log(len(string.target) / len(string.source))
            ratios[string.locale].append((string, ratio))
    for pairs in ratios.values():
        usual = _usual_ratio(pairs)
        for string, ratio in pairs:
            longest = max(len(string.target), len(string.source or ""))
            if (
                longest >= _MIN_CHARACTERS
                and abs(ratio - usual) > math.log(_MAX_FACTOR)
                and not _may_differ(string.source or "", string.target, is_longer=ratio > usual)
            ):
                times = math.exp(abs(ratio - usual))
                how = "longer" if ratio > usual else "shorter"
                message = f"the translation is {times:.0f} times {how} than usual in {string.locale}"
                violation = Violation(*full_range(string), message, "compare it with the source")
                yield diagnostic_for_string(UNUSUAL_LENGTH, string, violation)
