"""Translation units: what is exchanged with a translator's tool, in any file format."""

import re
import unicodedata
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from eventdocs.model.diagnostics import Diagnostic
from eventdocs.model.ledger import DIGITS, State, literal_hash, normalize_text, text_hash
from eventdocs.model.strings import TextKind
from eventdocs.text.placeholders import DEFAULT_SYNTAXES, Syntaxes

_MAX_DIGITS = 10
_LITERAL = TextKind.LITERAL  # each look-up of an enum's member runs Python code
_KINDS = {kind.value: kind for kind in TextKind}
HASH = rf"(?:[0-9a-f]{{{DIGITS}}})?"
# White space other than the space, control characters and surrogates: what could end a line or a word.
_UNSAFE = re.compile(r"(?! )[%\s\x00-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Match:
    """A known source with its translation, and how similar it is to the text looked up: 1.0 is equal."""

    source: str
    target: str
    score: float

    @property
    def percent(self) -> int:
        """The score in percent, rounded down: only equal texts have 100."""
        return int(self.score * 100)


@dataclass(slots=True)  # a frozen one with so many fields would take three times as long to create
class TranslationUnit:
    """One text to translate.

    `key` is a string's key, followed by `#2` for the second of several segments. `keys` are those of all
    strings with this text, which share its translation. `base_hash` is the hash of the translation at export,
    empty if there was none, and None if a tool has removed it from the file. `previous` is the source text
    that a stale translation was made from. `placeholders` are the syntaxes of its texts, which imports do not
    read, and `max_length` is the largest number of characters of its translation, 0 if there is no limit.
    `matches` are translations of similar texts for translators, which imports do not read.
    `line` is where an imported file has it, in a table the row; 0 if it was not read from a file.

    What tools do to files: `exported_hash` is the hash of the source at export, empty if it is not known.
    `problem` is why the translation cannot be used. `stated` means that the file says it is a translation,
    even if it equals the source; many tools fill in the source for what is not translated yet.
    """

    key: str
    source: str
    target: str = ""
    base_hash: str | None = ""
    state: State = State.MISSING
    stale: bool = False
    previous: str = ""
    kind: TextKind = TextKind.MARKUP
    keys: tuple[str, ...] = ()
    exported_hash: str = field(default="", compare=False)
    stated: bool = field(default=True, compare=False)
    line: int = field(default=0, compare=False)
    problem: str = ""
    notes: tuple[str, ...] = ()
    placeholders: Syntaxes = field(default=DEFAULT_SYNTAXES, compare=False)
    max_length: int = field(default=0, compare=False)
    matches: tuple[Match, ...] = field(default=(), compare=False)

    @property
    def source_hash(self) -> str:
        """Hash of the source, by which an import sees that a tool has altered it."""
        return text_hash(self.source)

    @property
    def altered(self) -> bool:
        """Whether the source is not the exported one."""
        return bool(self.exported_hash) and self.exported_hash != self.source_hash


@dataclass(frozen=True, slots=True)
class ExchangeFile:
    """The translation units of a file, in one locale; `count` is how many were exported, 0 if unknown."""

    source_locale: str
    locale: str
    units: tuple[TranslationUnit, ...] = ()
    count: int = 0

    @property
    def translatable(self) -> "ExchangeFile":
        """The file without code, for formats that cannot mark a text as not to be translated."""
        units = tuple(unit for unit in self.units if unit.kind is not TextKind.CODE)
        return replace(self, units=units, count=self.count - len(self.units) + len(units))


@dataclass(frozen=True, slots=True)
class Export:
    """A file for a translator's tool, and the errors of the files whose texts it lacks."""

    data: bytes
    errors: list[Diagnostic]


def parse_count(text: str) -> int:
    """Return the number of exported units that a file declares, or 0 if it is not a sensible number."""
    return int(text) if text.isdecimal() and len(text) < _MAX_DIGITS else 0


def parse_kind(text: str) -> TextKind:
    """Return the text kind that a file declares, or `markup` if it is unknown."""
    return _KINDS.get(text) or TextKind.MARKUP


def unit_hash(text: str, kind: TextKind) -> str:
    """Return the hash of one text of a unit; the spaces of a message count, those of other texts do not."""
    return literal_hash(text) if kind is _LITERAL else text_hash(text)


def unit_text(text: str, kind: TextKind) -> str:
    """Return one text of a unit in a form that is equal for all texts with the same `unit_hash`."""
    return unicodedata.normalize("NFC", text) if kind is _LITERAL else normalize_text(text)


def parse_hash(text: str | None) -> str | None:
    """Return the hash that a file has for a text, empty for no text; None if it is missing or damaged."""
    return text if text is not None and re.fullmatch(HASH, text) else None


def is_copy(source: str, target: str) -> bool:
    """Return whether a translation is the source, apart from white space."""
    return source.split() == target.split()


def segment_key(key: str, index: int, count: int) -> str:
    """Return the key of a segment: the string's key if it has only one segment."""
    return key if count == 1 else f"{key}#{index + 1}"


def string_of(key: str) -> tuple[str, int]:
    """Return the string's key and the segment's index from a segment's key."""
    name, mark, number = key.rpartition("#")
    return (name, int(number) - 1) if mark and number.isdecimal() and int(number) > 0 else (key, 0)


def quote_key(key: str) -> str:
    """Return a key on one line of a file, with characters that could end it percent-encoded."""
    return _UNSAFE.sub(_percent_encoded, key)


def _percent_encoded(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "surrogatepass"))


def unquote_key(text: str) -> str:
    """Return the key that `quote_key` was given, or the text itself if it cannot come from `quote_key`."""
    try:
        return unquote(text, errors="surrogatepass") if "%" in text else text
    except UnicodeDecodeError:
        return text
