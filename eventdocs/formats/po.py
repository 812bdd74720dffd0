"""gettext PO files: built-in labels, and translation units.

A unit is a PO entry: `msgctxt` is the key, `#.` are notes and matches for translators, `#:` are the strings
that share it. Machine translations and stale translations are fuzzy; a stale one has the old source as
previous `msgid`. There are no dates, so a file changes only if its units do.

Lines end at line feeds only. Control characters and line separators are escaped in texts, as C does it, and
percent-encoded in places, so no value can end the line that it is written to.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from eventdocs.formats.lines import decoded_text
from eventdocs.model.errors import EventdocsError
from eventdocs.model.exchange import (
    HASH,
    ExchangeFile,
    TranslationUnit,
    parse_count,
    parse_hash,
    parse_kind,
    quote_key,
    unit_hash,
    unquote_key,
)
from eventdocs.model.labels import Labels
from eventdocs.model.ledger import State
from eventdocs.model.limits import STRINGS, LimitCounter
from eventdocs.model.strings import TextKind
from eventdocs.text.placeholders import placeholders

_DATA = re.compile(
    r"^eventdocs:(?:\s+base=([0-9a-f]*))?(?:\s+source=([0-9a-f]*))?\s+state=(\w+)\s+kind=(\w+)$", re.MULTILINE
)
_EXPORT_AGAIN = "export the file again"
# Babel writes the empty string that begins a long text on one line with its rest.
_LINE = re.compile(r'(?:(msg\w++(?:\[\d++\])?)\s*+)?(?:""\s*+(?="))?"((?>(?:[^"\\]++|\\.)*))"')
# An entry as `write` writes most of them: each text is on one line. `_plain` rejects those with escapes.
_PLAIN = re.compile(
    r"(?:#\. (?!\s*+eventdocs:).*\n)*"
    rf"(?:#\. eventdocs:(?: base=({HASH}))?(?: source=([0-9a-f]*))? state=(\w+) kind=(\w+)\n)?"
    r"(?:#: (.*)\n)?(?:#, (.*)\n)?"
    r'msgctxt "(.*)"\nmsgid "(.*)"\nmsgstr "(.*)"\n\n'
)
_CONTEXT = 7  # the group of the `msgctxt`
_QUOTES = 5  # that delimit the texts, without the first one
_SEPARATOR = "\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"
_ESCAPED = re.compile(rf'[\\"{_SEPARATOR}]')
_CONTROL = re.compile(f"[{_SEPARATOR}]")
_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_ESCAPE = re.compile(r"((?:\\(?:[0-7]{1,3}|x[0-9A-Fa-f]{1,2}))+)|\\(.)")
_BYTE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2}))")
_ESCAPES = {"\\": "\\", '"': '"', "n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_LETTERS = {character: letter for letter, character in _ESCAPES.items()}


# The flags of gettext for placeholders with a percent or dollar sign, and for those in braces.
_FLAGS = {
    "printf": ("c-format", ""),
    "pascal": ("object-pascal-format", ""),
    "python": ("python-format", "python-brace-format"),
}


def read_labels(text: str, file: str) -> Labels:
    """Return the labels of a PO file, without untranslated entries."""
    labels: dict[str, dict[str, str]] = {}
    for entry in _entries(text, file):
        if entry.context and entry.target and not entry.fuzzy:
            labels.setdefault(entry.context, {})[entry.source] = entry.target
    return labels


def write(exchange: ExchangeFile) -> bytes:
    """Return translation units as a PO file."""
    header = {
        "Project-Id-Version": "eventdocs",
        "Report-Msgid-Bugs-To": "",
        "Last-Translator": "",
        "Language-Team": "",
        **({"Language": exchange.locale} if exchange.locale else {}),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Messages": str(exchange.count),
        "X-Source-Language": exchange.source_locale,
    }
    text = "".join(f"{name}: {value}\n" for name, value in header.items())
    entries = [["#", *_field("msgid", ""), *_field("msgstr", text)], *map(_entry_lines, exchange.units)]
    return "".join(f"{line}\n" for entry in entries for line in (*entry, "")).encode()


def _entry_lines(unit: TranslationUnit) -> Iterator[str]:
    is_fuzzy = bool(unit.target) and (unit.stale or unit.state is State.MACHINE)
    flags = [*(["fuzzy"] if is_fuzzy else []), *_format_flags(unit)]
    base = "" if unit.base_hash is None else f" base={unit.base_hash}"
    data = f"eventdocs:{base} source={unit.source_hash} state={unit.state} kind={unit.kind}"
    matches = (
        f"{match.percent}% match: {_visible(match.source)} → {_visible(match.target)}"
        for match in unit.matches
    )
    for note in (*unit.notes, *matches, data):  # our own line comes last
        yield from (f"#. {_CONTROL.sub(chr(0xFFFD), line)}" for line in _LINE_ENDS.split(note))
    if unit.keys:
        yield "#: " + " ".join(map(_write_place, unit.keys))
    if flags:
        yield f"#, {', '.join(flags)}"
    if is_fuzzy and unit.previous:
        yield from (f"#| {line}" for line in _field("msgid", unit.previous))
    yield from _field("msgctxt", unit.key)
    yield from _field("msgid", unit.source)
    yield from _field("msgstr", unit.target)


def _write_place(key: str) -> str:
    """Return a key without spaces, encoded as in a URL."""
    return quote_key(key).replace(" ", "%20").replace("+", "%2B")


def _read_places(text: str) -> list[str]:
    """Return the keys of places; translate-toolkit writes a plus sign for a space."""
    places = text.split()
    if "%" in text or "+" in text:
        return [unquote_key(place.replace("+", " ")) for place in places]
    return places


def _read_flags(text: str) -> list[str]:
    return [flag.strip() for flag in text.split(",")]


def _format_flags(unit: TranslationUnit) -> list[str]:
    """Return the flags that tell gettext to check the placeholders of an entry."""
    if not _FLAGS.keys() & unit.placeholders.names:
        return []
    found = placeholders(unit.source, unit.placeholders, literal=unit.kind is TextKind.LITERAL)
    flags: dict[str, None] = {}
    for placeholder in found:
        if placeholder.key and placeholder.syntax in _FLAGS:
            percent, brace = _FLAGS[placeholder.syntax]
            flags[brace if placeholder.text.startswith("{") else percent] = None
    return [flag for flag in flags if flag]


def _field(name: str, text: str) -> list[str]:
    """Return the lines of a text: one for each of its lines, after an empty one if there are several."""
    *lines, last = text.split("\n")
    quoted = [f'"{_escape(line)}\\n"' for line in lines]
    if last or not lines:
        quoted.append(f'"{_escape(last)}"')
    return [f"{name} {quoted[0]}"] if len(quoted) == 1 else [f'{name} ""', *quoted]


def _escape(text: str) -> str:
    return _ESCAPED.sub(_escaped, text)


def _visible(text: str) -> str:
    """Return a text on one line for people, with line ends and control characters escaped."""
    return _CONTROL.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    letter = _LETTERS.get(match[0])
    if letter:
        return f"\\{letter}"
    return "".join(f"\\{byte:03o}" for byte in match[0].encode("utf-8", "surrogatepass"))


# What an export says about an entry: hashes of the translation and the source, the state, the kind.
_Exported: TypeAlias = tuple[str | None, str | None, str | None, str | None]
_NOT_EXPORTED: _Exported = (None, None, None, None)


class _Entry(NamedTuple):
    """An entry of a PO file; `context` is None if it has no `msgctxt`."""

    line: int
    context: str | None
    source: str
    target: str
    exported: _Exported
    places: Sequence[str]
    flags: Sequence[str]
    previous: Mapping[str, list[str]]

    @property
    def key(self) -> str:
        """The key of a unit. Tools that convert to other formats keep places, but drop contexts."""
        return self.context or next(iter(self.places), "")

    @property
    def fuzzy(self) -> bool:
        return "fuzzy" in self.flags

    @property
    def is_header(self) -> bool:
        return self.context is None and not self.source


@dataclass(slots=True)
class _Draft:
    """An entry that is read line by line: its texts by keyword, and its comments."""

    line: int = 0
    texts: dict[str, list[str]] = field(default_factory=dict)
    previous: dict[str, list[str]] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        """Whether the entry has a translation, which may be empty."""
        texts = self.texts
        return "msgstr" in texts or any(keyword.startswith("msgstr") for keyword in texts)

    def entry(self) -> _Entry:
        """Return the entry."""
        context = self._text("msgctxt") if "msgctxt" in self.texts else None
        source, target, exported = self._text("msgid"), self._text("msgstr"), _exported(self.comments)
        return _Entry(self.line, context, source, target, exported, self.places, self.flags, self.previous)

    def _text(self, keyword: str) -> str:
        return "".join(self.texts.get(keyword, ()))


def read(data: bytes, file: str) -> ExchangeFile:
    """Return the translation units of an exported PO file; an entry without a key is an error."""
    entries = _entries(decoded_text(data, file), file)
    first = next(entries, None)
    header = _metadata(first) if first is not None else {}
    if not header.get("Language"):
        raise EventdocsError(f"`{file}` has no language", hint="add `Language:` to its header")
    units = tuple(_units(entries, file))
    if not units and "X-Messages" not in header:
        raise EventdocsError(f"`{file}` has no entries: it is truncated", hint=_EXPORT_AGAIN)
    count = parse_count(header.get("X-Messages", ""))
    return ExchangeFile(header.get("X-Source-Language", ""), header["Language"], units, count)


def _metadata(entry: _Entry) -> dict[str, str]:
    """Return the values of a header by name; none if the entry is not a header."""
    lines = entry.target.split("\n") if entry.is_header else []
    pairs = (line.partition(":") for line in lines)
    return {name.strip(): value.strip() for name, _, value in pairs}


def _units(entries: Iterable[_Entry], file: str) -> Iterator[TranslationUnit]:
    strings = LimitCounter(STRINGS, file)
    for entry in entries:
        unit = _unit(entry)
        if not unit.key:
            raise EventdocsError(f"{file}:{entry.line}: the entry has no msgctxt", hint=_EXPORT_AGAIN)
        strings.add(len(unit.keys) or 1)
        yield unit


def _unit(entry: _Entry) -> TranslationUnit:
    line, _, source, target, exported, places, flags, previous_texts = entry
    base, source_hash, exported_state, kind_name = exported
    is_fuzzy, kind = "fuzzy" in flags, parse_kind(kind_name or "")
    if is_fuzzy and _is_guess(entry, base):
        target = ""
    if not target:
        state = State.MISSING
    elif is_fuzzy:
        state = State.MACHINE
    else:
        is_reviewed = exported_state == "reviewed" and bool(base) and unit_hash(target, kind) == base
        state = State.REVIEWED if is_reviewed else State.TRANSLATED
    previous = "".join(previous_texts.get("msgid", ())) if previous_texts else ""
    return TranslationUnit(
        entry.key,
        source,
        target,
        base,
        state,
        is_fuzzy and bool(previous),
        previous,
        kind,
        tuple(places),
        source_hash or "",
        False,
        line,
    )


def _exported(comments: Sequence[str]) -> _Exported:
    """Return what the last line of an export among some comments says.

    A note for translators may look like our own line, which comes last. A tool may have broken it in two.
    """
    last = _DATA.fullmatch(comments[-1]) if comments else None
    matches = [last] if last else list(_DATA.finditer("\n".join(comments)))
    if not matches:
        return _NOT_EXPORTED
    base, source_hash, state, kind = matches[-1].groups()
    return parse_hash(base), source_hash, state, kind


def _is_guess(entry: _Entry, base: str | None) -> bool:
    """Return whether a tool has guessed a fuzzy translation: that of a similar text, or the first one."""
    similar = "".join(entry.previous.get("msgctxt", (entry.key,)))
    return similar != entry.key or not base


def _entries(text: str, file: str) -> Iterator[_Entry]:
    """Yield the entries of a PO file without obsolete ones.

    Truncated lines and entries without a msgstr are errors.
    """
    reader, place, is_idle = _Reader(file), 0, True
    while place < len(text):
        plain = _plain(text, place) if is_idle else None
        end = plain.end() if plain else text.find("\n", place) + 1 or len(text)
        complete = reader.read_plain(plain) if plain else reader.read(text[place:end].strip())
        if complete:
            yield complete
        place, is_idle = end, plain is not None or reader.is_idle
    if reader.draft.is_complete:
        yield reader.draft.entry()
    elif reader.draft.texts:
        raise EventdocsError(f"{file}: the last entry is truncated", hint=_EXPORT_AGAIN)


def _plain(text: str, place: int) -> re.Match[str] | None:
    """Return the match of an entry whose texts are all on one line, with nothing escaped."""
    match = _PLAIN.match(text, place)
    if match is None:
        return None
    start, end = match.start(_CONTEXT), match.end()
    is_escaped = text.find("\\", start, end) >= 0 or text.count('"', start, end) > _QUOTES
    return None if is_escaped else match


class _Reader:
    """Reads a PO file, a plain entry at once and all others line by line.

    Text on a line without keyword continues that of the line above.
    """

    def __init__(self, file: str) -> None:
        self.file, self.number = file, 0
        self.draft = _Draft()
        self.keyword = ""

    @property
    def is_idle(self) -> bool:
        """Whether nothing of the next entry has been read."""
        return not (self.keyword or self.draft.comments or self.draft.places or self.draft.flags)

    def read_plain(self, match: re.Match[str]) -> _Entry:
        """Return a plain entry."""
        base, source_hash, state, kind, places, flags, key, source, target = match.groups()
        line = self.number + match.string.count("\n", match.start(), match.start(_CONTEXT)) + 1
        self.number = line + 3
        return _Entry(
            line,
            key,
            source,
            target,
            (base, source_hash, state, kind),
            _read_places(places or ""),
            _read_flags(flags) if flags else (),
            {},
        )

    def read(self, line: str) -> _Entry | None:
        """Read a line; return the entry before it if it starts another one."""
        self.number += 1
        if line.startswith("#"):
            complete = self.close() if self.draft.texts else None
            self.comment(line)
            return complete
        match = _LINE.fullmatch(line)
        if match is None:
            if line:
                raise self.error("the line is invalid or truncated")
            return self.close()
        keyword, escaped = match.groups()
        complete = self.close() if keyword == "msgid" or keyword == "msgctxt" else None
        self.draft.line = self.draft.line or self.number
        self.add(self.draft.texts, keyword, escaped)
        return complete

    def comment(self, line: str) -> None:
        """Read a comment."""
        mark = line[:2]
        if mark == "#.":
            self.draft.comments.append(line[2:].strip())
        elif mark == "#:":
            self.draft.places += _read_places(line[2:])
        elif mark == "#,":
            self.draft.flags += _read_flags(line[2:])
        elif mark == "#|":
            previous = _LINE.fullmatch(line[2:].strip())
            if previous is not None:
                self.add(self.draft.previous, *previous.groups())
        elif mark == "#~":
            self.draft = _Draft()

    def close(self) -> _Entry | None:
        """Return the current entry and start another one, if it is complete."""
        if not self.draft.texts:
            return None
        if self.draft.is_complete:
            complete, self.draft, self.keyword = self.draft.entry(), _Draft(), ""
            return complete
        if "msgid" in self.draft.texts:
            raise self.error("the entry has no msgstr")
        return None

    def add(self, texts: dict[str, list[str]], keyword: str | None, escaped: str) -> None:
        """Add the text of a line, which may continue that of the line above."""
        if keyword:
            if keyword in texts:
                raise self.error(f"the entry has `{keyword}` twice")
            self.keyword = keyword
            texts[keyword] = [self.unescape(escaped)]
        elif self.keyword:
            texts.setdefault(self.keyword, []).append(self.unescape(escaped))
        else:
            raise self.error("the text has no keyword")

    def unescape(self, text: str) -> str:
        if "\\" not in text:
            return text
        try:
            return _ESCAPE.sub(_unescaped, text)
        except ValueError as error:
            raise self.error("the escaped bytes are not UTF-8") from error

    def error(self, message: str) -> EventdocsError:
        return EventdocsError(f"{self.file}:{self.number}: {message}", hint=_EXPORT_AGAIN)


def _unescaped(match: re.Match[str]) -> str:
    """Return what an escape stands for: a run of bytes in UTF-8, or a character; unknown escapes stay."""
    if match[1]:
        pairs = _BYTE.findall(match[1])
        data = bytes(int(octal, 8) if octal else int(digits, 16) for octal, digits in pairs)
        return data.decode("utf-8", "surrogatepass")
    return _ESCAPES.get(match[2], match[0])
