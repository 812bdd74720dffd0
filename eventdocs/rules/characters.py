"""Rules about misleading characters: bidi controls, invisible characters and look-alike letters."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic, Rule, Severity
from eventdocs.model.strings import CatalogString, LocalizedText, TextKind, TextPair
from eventdocs.rules.checks import Violation, diagnostic_for_string, example_pair, example_text
from eventdocs.text.control_characters import character_name, control_characters
from eventdocs.text.identifiers import blank_placeholders

BIDI = Rule(
    "ED511",
    "bidi-controls",
    Severity.ERROR,
    "Directional isolates and embeddings are closed in the same text. Directional overrides are not used.",
    "An unclosed control or an override changes the order in which the rest of the page is displayed.",
    example_text("Disk \u202e%1 is full."),
    example_text("Disk \u2068%1\u2069 is full."),
)
INVISIBLE = Rule(
    "ED512",
    "invisible-characters",
    Severity.WARNING,
    "Words of Latin letters or digits contain no invisible characters.",
    "Searches do not find a name that contains a zero-width space or a soft hyphen.",
    example_text("The Disk\u200bPool is full."),
    example_text("The DiskPool is full."),
)
CONFUSABLE = Rule(
    "ED513",
    "confusable-letters",
    Severity.ERROR,
    "All letters of a word belong to the same script.",
    "Searches do not find a name in which a Cyrillic letter replaces the Latin letter that looks the same. "
    "In short words and capitals, which may be abbreviations or formulas, it is a warning.",
    example_text("The DiskР\u043eol is full."),
    example_text("The DiskPool is full."),
)
MOJIBAKE = Rule(
    "ED516",
    "mojibake",
    Severity.ERROR,
    "Texts contain no characters of UTF-8 that was read in another encoding.",
    "Readers see `Ã©` in place of `é`. The file was converted with the wrong encoding.",
    example_pair("The coffee is ready.", "O cafÃ© está pronto."),
    example_pair("The coffee is ready.", "O café está pronto."),
)

CONTROL = Rule(
    "ED514",
    "control-character",
    Severity.WARNING,
    "A message has no control characters, and a translation none that its source does not have.",
    "Log viewers and terminals do not show them, or run them as commands. Pages show them as escapes.",
    example_text("The disk\u0007 is full."),
    example_text("The disk is full."),
)

_CLOSERS = {
    "\u202a": "\u202c",
    "\u202b": "\u202c",
    "\u2066": "\u2069",
    "\u2067": "\u2069",
    "\u2068": "\u2069",
}
_OVERRIDES = "\u202d\u202e"
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile("(?<=[0-9A-Za-z_])[\u00ad\u200b-\u200d\u2060\u2061-\u2064\u180e]+(?=[0-9A-Za-z_])")
_LOOKALIKE = re.compile("[\u0370-\u058f\uff21-\uff3a\uff41-\uff5a]")
# After a percent sign, `B` or `0A` is a code.
_WORD = re.compile(r"(?<!%)(?<![%\ufffc][0-9A-F])[^\W\d_]++(?:\d++[^\W\d_]++)*")
# A name such as `Control-C` whose letter is Cyrillic or Greek.
_LOOKALIKE_KEY = re.compile(r"(?<=[A-Za-z][-+])[АВЕКМНОРСТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧ](?!\w)")
# The letters that look like Latin ones, and the Latin letters that look like these.
_CYRILLIC = "АВЕЅІЈКМНОРСТУХаеорсухѕіјһԁԛԝ"
_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανικορυχ"
_LATIN = {"CYRILLIC": frozenset("ABCEHKMOPTXYaceopxyk"), "GREEK": frozenset("ABEHIKMNOPTXYZopvnkux")}
_RUN = re.compile(r"[A-Za-z]+|[^\W\d_A-Za-z]+")
# Two and three bytes of UTF-8 as Windows-1252 or Latin-1 shows them.
_TRAIL = "[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_MOJIBAKE = re.compile(f"(?:[ÂÃÄÅÐÑ]{_TRAIL}|â{_TRAIL}{{2}})+|(?:[ãäåæçèéê]{_TRAIL}{{2}}){{2,}}")
_QUOTES = "«»‹›‘’“”„‚"
_MOST_CERTAIN = 2  # letters of another script in a word that are certainly a mistake
_FEWEST_CERTAIN = 3  # letters of its own script that the word has then


def bidi_controls(text: LocalizedText) -> Iterator[Violation]:
    """Yield overrides, and isolates and embeddings that are not closed."""
    if text.text.isascii():
        return
    unclosed: list[tuple[int, str]] = []
    for match in _CONTROLS.finditer(text.text):
        control, at = match[0], match.start()
        if control in _OVERRIDES:
            message = f"directional override {_name(control)}"
            yield Violation(at, at + 1, message, "remove it, or use isolates", "")
        elif control in _CLOSERS:
            unclosed.append((at, _CLOSERS[control]))
        elif unclosed and unclosed[-1][1] == control:
            unclosed.pop()
        else:
            yield Violation(at, at + 1, f"{_name(control)} has no opening control", "remove it")
    for at, closer in unclosed:
        yield Violation(at, at + 1, *_not_closed(text.text[at], closer))


@lru_cache(maxsize=64)  # a text can have thousands
def _not_closed(control: str, closer: str) -> tuple[str, str]:
    """Return the message and the hint about a control that is not closed."""
    return f"{_name(control)} is not closed", f"close it with {_name(closer)}"


@lru_cache(maxsize=1_024)
def _name(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character).lower()}"


def source_controls(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield the control characters of source messages."""
    for string in strings:
        if string.source is None and string.kind is TextKind.LITERAL:
            for violation in _controls(string.target):
                yield diagnostic_for_string(CONTROL, string, violation)


def added_controls(pair: TextPair) -> Iterator[Violation]:
    """Yield the control characters of a translation that its source does not have."""
    in_source = {character for _, character in control_characters(pair.source)}
    for violation in _controls(pair.target):
        if pair.target[violation.start] not in in_source:
            yield violation


def _controls(text: str) -> Iterator[Violation]:
    for at, character in control_characters(text):
        message = f"control character {character_name(character)}"
        yield Violation(at, at + 1, message, "remove it if the software does not print it")


def invisible_characters(text: LocalizedText) -> Iterator[Violation]:
    """Yield zero-width characters and soft hyphens inside names and words."""
    if not text.text.isascii():
        for match in _INVISIBLE.finditer(text.text):
            message = f"invisible character {_name(text.text[match.start()])} inside a word"
            yield Violation(match.start(), match.end(), message, "remove it")


def confusable_letters(text: LocalizedText) -> Iterator[Violation]:
    """Yield Cyrillic, Greek, Armenian and full-width letters in words that also have ASCII letters."""
    if text.text.isascii() or not _LOOKALIKE.search(text.text):
        return
    for match in _LOOKALIKE_KEY.finditer(text.text):
        at = match.start()
        message = f"`{match[0]}` is {_name(match[0])} next to a Latin letter"
        yield Violation(at, at + 1, message, "write it in Latin letters")
    for match in _WORD.finditer(blank_placeholders(text.text, text.placeholders)):
        offset = _confusable(match[0])
        before, after = text.text[match.start() - 1 : match.start()], text.text[match.end() : match.end() + 1]
        is_in_ranges = before == "-" == after
        if offset is not None and not is_in_ranges:  # as in `[a-zа-я]`
            at = match.start() + offset
            message = f"`{match[0]}` mixes letters of two scripts: {_name(match[0][offset])}"
            hint = "write the word in letters of one script"
            yield Violation(
                at, at + 1, message, hint, is_certain=_is_certain_mix(match[0], at - match.start())
            )


def _is_certain_mix(word: str, at: int) -> bool:
    """Return whether a letter of a word must be a mistake: one or two of them among many of another script.

    In words of other scripts, capitals and `x` may be abbreviations, signs or the keys of a shortcut, and
    words with digits may be distorted on purpose.
    """
    letter = word[at]
    others = [other for other in word if other.isascii() != letter.isascii()]
    is_in_name = not letter.isascii()
    is_few = len(word) - len(others) <= _MOST_CERTAIN and len(others) >= _FEWEST_CERTAIN
    is_plain_word = word[1:].islower() and letter != "x" and not any(map(str.isdecimal, word))
    return is_few and (is_in_name or is_plain_word)


def _confusable(word: str) -> int | None:
    """Return where a word has letters that only look like those of its other letters' script.

    An abbreviation may have an ending in another script, as in `URLы`, and a word one capital, as in `ТипA`.
    """
    if (
        word.isascii()
        or not any(letter.isascii() for letter in word)
        or _is_choice(word)
        or _is_dimension(word)
    ):
        return None
    runs = list(_RUN.finditer(word))
    for at, run in enumerate(runs):
        letters = run[0]
        before = runs[at - 1][0] if at else ""
        after = runs[at + 1][0] if at + 1 < len(runs) else ""
        if _is_joined(before, letters) or _is_joined(letters, after):
            continue  # such as `comНОМЕР`
        is_ending = at == len(runs) - 1 and len(before) > 1 and before.isupper()
        others = "".join(other[0] for other in runs if other is not run)
        if letters.isascii():
            is_at_edge = run is runs[0] or run is runs[-1]
            if (
                _look_like(letters, others)
                and not _is_symbol(others, word)
                and not (is_at_edge and others.isupper() and _is_prefix(letters))
                and not (
                    at == len(runs) - 1 and before[-1:].islower() and len(letters) == 1 and letters.isupper()
                )
            ):
                return run.start()
        elif _is_full_width(letters) or (
            not is_ending and set(letters) <= set(_CYRILLIC + _GREEK) and not _is_symbol(letters, word)
        ):
            return run.start()
    return None


def _is_prefix(letters: str) -> bool:
    """Return whether letters next to a word in capitals are a variable or an abbreviation, as in `pБРВ`."""
    return letters.islower() if len(letters) == 1 else letters.isupper()


def _is_dimension(word: str) -> bool:
    """Return whether a word is a product of numbers or names in capitals, such as `ШИРИНАxВЫСОТА`."""
    return "x" in word and all(not part or part.isupper() or part[0].isdecimal() for part in word.split("x"))


def _is_joined(before: str, letters: str) -> bool:
    """Return whether letters are a word in capitals that is joined to a word in lower case."""
    return len(before) > 1 and before[-1].islower() and len(letters) > 1 and letters.isupper()


def _is_choice(word: str) -> bool:
    """Return whether a word is a choice of keys in both cases, such as `yYдД`."""
    return all(first.lower() == second.lower() for first, second in zip(word[::2], word[1::2], strict=False))


def _is_full_width(letters: str) -> bool:
    return all("\uff21" <= letter <= "\uff5a" for letter in letters)


def _look_like(letters: str, others: str) -> bool:
    """Return whether all Latin letters look like ones of the script of the other letters."""
    script = unicodedata.name(others[0], "").partition(" ")[0]
    if script not in _LATIN or not _LATIN[script].issuperset(letters):
        return False
    return all(unicodedata.name(other, "").startswith(script) and other not in "µμΩπ" for other in others)


def _is_symbol(letters: str, word: str) -> bool:
    """Return whether a Greek letter is the sign of a quantity or a line, as in `ΔE` and `Hα`."""
    is_greek = len(letters) == 1 and unicodedata.name(letters, "").startswith("GREEK")
    return is_greek and (letters not in _GREEK or len(word) == 2)


def mojibake(text: LocalizedText) -> Iterator[Violation]:
    """Yield the first characters of UTF-8 that was read as Windows-1252."""
    if text.text.isascii():
        return
    for match in _MOJIBAKE.finditer(text.text):
        intended = _decoded(match[0])
        before = text.text[match.start() - 1] if match.start() else ""
        if intended and not (match[0][-1] in _QUOTES and (before.isupper() or before in _QUOTES)):
            message = f"`{match[0]}` is `{intended}` in the wrong encoding"
            yield Violation(match.start(), match.end(), message, f"write `{intended}`")
            return


def _decoded(text: str) -> str:
    """Return the text that mojibake stands for, or nothing if it is none."""
    try:
        data = b"".join(
            character.encode("latin-1" if "\x80" <= character < "\xa0" else "cp1252") for character in text
        )
        decoded = data.decode("utf-8")
    except UnicodeError:
        return ""
    return decoded if decoded.isprintable() else ""
