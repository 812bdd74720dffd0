"""Message compiler files (`.mc`): numbered messages with a severity, in one or several languages.

A file has statements of the form `Key=Value`, several of which may share a line. `Language=` is the last one
before a text, which ends at a line with a period alone.
"""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice

from eventdocs.model.diagnostics import Location, did_you_mean
from eventdocs.model.errors import EventdocsError
from eventdocs.model.limits import LINES, STRINGS, TEXT_LENGTH, WORDS, LimitCounter
from eventdocs.model.sources import (
    Source,
    SourceEvent,
    SourceFindings,
    SourceProvider,
    SourceText,
    parse_number,
    safe_name,
    unreadable,
)
from eventdocs.text.encodings import detect_encoding, line_of_error
from eventdocs.text.lcids import code_page, tag_of_lcid
from eventdocs.text.messages import normalize_message

_TOKEN = re.compile(r"[=():]|[^\s=():]+")
_SIGNS = "=():"
_END_OF_TEXT = "."
_COMMENT = ";"
_MAX_CODE = 0xFFFF
_MAX_FACILITY = 0x3FFF
_MAX_TITLE = 40
_CORRECTED = {("english", 1): 0x0409}  # 1 is Arabic, but the compiler's documentation has it for English

_KEYS = (
    *("MessageId", "Severity", "Facility", "SymbolicName", "Language"),
    *("MessageIdTypedef", "OutputBase", "SeverityNames", "FacilityNames", "LanguageNames"),
)
_LEVELS = ("informational", "informational", "warning", "error")  # by the two bits of the severity
_LEFT_OUT = "it is left out"
_ENCODING_HINT = "name the file's encoding with `--encoding`"


class Ids(StrEnum):
    """The part of a message's number that becomes the event's id: the lower 16 bits, or all 32."""

    CODE = "code"
    VALUE = "value"


def read(data: bytes, file: str, ids: Ids = Ids.CODE, encoding: str = "") -> Source:
    """Return the messages of a file as the events of a provider without a name.

    The provider's name is not part of such a file, and neither are keywords and parameters. A codec as
    `encoding` replaces what the file shows. A file that cannot be decoded gives one finding and no events.
    Raises `EventdocsError` if there is no such codec.
    """
    try:
        text, by_code_page = _decoded(data, encoding or detect_encoding(data))
    except UnicodeDecodeError as error:
        reason = f"the file is not in the encoding {error.encoding}"
        return unreadable(Location(file, line_of_error(error)), reason, _ENCODING_HINT)
    except (LookupError, ValueError) as error:
        hint = "name an encoding that Python knows, such as `cp1250`"
        raise EventdocsError(f"unknown encoding `{encoding}`", hint=hint) from error
    if text.count("\n") >= LINES.value:
        return unreadable(Location(file), f"the file has more than {LINES.value:,} lines", LINES.hint)
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    try:
        return _Reader(file, lines, ids, by_code_page).read()
    except EventdocsError as error:
        return unreadable(Location(file), error.message, error.hint)


def _decoded(data: bytes, encoding: str) -> tuple[str, bool]:
    """Return a file's text, and whether each language has its own code page, which is not applied yet."""
    if encoding:
        return data.decode(encoding), False
    try:
        return data.decode(), False
    except UnicodeDecodeError:
        return data.decode("latin-1"), True


@dataclass(slots=True)
class _Message:
    """A message as it is being read; its texts are by language tag."""

    line: int
    id: str  # as it is written
    symbol: str = ""
    level: str = ""
    number: int | None = None  # severity, facility and code
    is_complete: bool = False
    texts: dict[str, SourceText] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The name of the message in findings."""
        return (self.symbol or self.id)[:_MAX_TITLE]


class _Reader:
    """Reads the lines of a file; remembers what later messages inherit."""

    def __init__(self, file: str, lines: list[str], ids: Ids, by_code_page: bool) -> None:
        self.file, self.lines, self.ids, self.by_code_page = file, lines, ids, by_code_page
        self.findings = SourceFindings(file)
        self.counter, self.words = LimitCounter(STRINGS, file), LimitCounter(WORDS, file)
        self.at = 0
        self.names: dict[str, dict[str, int]] = {  # in lower case; the compiler knows these
            "severity": {"success": 0, "informational": 1, "warning": 2, "error": 3},
            "facility": {"system": 0x0FF, "application": 0xFFF},
            "language": {"english": 0x0409},
        }
        # Name and number that a message has unless it says another one.
        self.inherited = {"severity": ("success", 0), "facility": ("", 0)}
        self.last_codes: dict[int, int] = {}
        self.message: _Message | None = None
        self.events: dict[str, SourceEvent] = {}  # by id
        self.strings: dict[str, dict[str, SourceText]] = {}

    def read(self) -> Source:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            self.at += 1
            if line.strip() and not line.lstrip().startswith(_COMMENT):
                self.statements(deque(self.tokens(line)))
        self.finish()
        if not self.events:
            self.findings.report(1, "the file defines no messages", "each message begins with `MessageId=`")
        provider = SourceProvider(self.file, events=tuple(self.events.values()), strings=self.strings)
        return Source(self.file, (provider,) if self.events else (), self.findings.all())

    def report(self, message: str, hint: str = _LEFT_OUT) -> None:
        """Report something in the line that was read last."""
        self.findings.report(self.at, message, hint)

    def tokens(self, line: str) -> list[str]:
        """Return the words and signs of a line with statements; report a line that is too long."""
        if len(line) <= TEXT_LENGTH.value:
            tokens: list[str] = _TOKEN.findall(line)
            self.words.add(len(tokens))
            return tokens
        self.report(f"the line has {len(line):,} characters", TEXT_LENGTH.hint)
        return []

    def statements(self, tokens: deque[str]) -> None:
        """Read the statements of a line, and the rest of a list that begins there."""
        while tokens:
            key = tokens.popleft()
            if not tokens or tokens.popleft() != "=":
                hint = "write `Key=Value`, or `;` before a comment"
                self.report(f"`{key[:_MAX_TITLE]}` is not a statement", hint)
                return
            if key.lower().endswith("names"):
                self.names_list(key, self.at, list(self.list_tokens(tokens)))
            else:
                has_value = tokens and tokens[0] not in _SIGNS and "=" not in islice(tokens, 1, 2)
                self.statement(key, tokens.popleft() if has_value else "")

    def list_tokens(self, tokens: deque[str]) -> Iterator[str]:
        """Yield what is in the parentheses of a list, which may span lines; report a list without an end."""
        line = self.at
        while True:
            while tokens:
                part = tokens.popleft()
                if part == ")":
                    return
                yield part
            if self.at == len(self.lines):
                self.findings.report(line, "the list has no closing parenthesis", "add `)`")
                return
            following = self.lines[self.at]
            self.at += 1
            if not following.lstrip().startswith(_COMMENT):
                tokens.extend(self.tokens(following))

    def statement(self, key: str, value: str) -> None:
        match key.lower():
            case "messageid":
                self.counter.add()
                self.finish()
                self.message = _Message(self.at, value)
            case "symbolicname" if self.message:
                self.message.symbol = safe_name(value)
            case "severity" | "facility":
                number = self.number_of(key.lower(), value)
                if number is not None:
                    self.inherited[key.lower()] = value.lower(), number
            case "language":
                self.language(value)
            case "messageidtypedef" | "outputbase":
                pass  # about the header file that the compiler writes
            case _:
                hint = "" if self.findings.is_full else did_you_mean(key, _KEYS)
                self.report(f"unexpected key `{key[:_MAX_TITLE]}`", hint)

    def number_of(self, kind: str, name: str) -> int | None:
        """Return the number of a severity, facility or language; report an unknown one."""
        number = self.names[kind].get(name.lower())
        if number is None:
            hint = "" if self.findings.is_full else did_you_mean(name.lower(), self.names[kind])
            self.report(f"unknown {kind} `{name[:_MAX_TITLE]}`", hint)
        return number

    def names_list(self, key: str, line: int, tokens: list[str]) -> None:
        """Read a list of names with their numbers, such as `Error=0x3:SEVERITY_ERROR`."""
        numbers = self.names.get(key.lower().removesuffix("names"))
        if numbers is None:
            self.findings.report(line, f"unexpected key `{key[:_MAX_TITLE]}`", did_you_mean(key, _KEYS))
            return
        for name, sign, text in zip(tokens, tokens[1:], tokens[2:], strict=False):
            if sign != "=":
                continue
            number = parse_number(text)
            if number is None:
                message = f"`{name[:_MAX_TITLE]}` has no valid number in `{key}`"
                self.findings.report(line, message, _LEFT_OUT)
            else:
                numbers[name.lower()] = _CORRECTED.get((name.lower(), number), number)

    def language(self, name: str) -> None:
        """Read the text of the current message in a language."""
        line, known = self.at + 1, self.number_of("language", name)
        tag = None if known is None else tag_of_lcid(known)
        if known is not None and tag is None:
            self.report(f"unknown language number 0x{known:04X} of `{name}`", "its texts are left out")
        raw = self.body()
        if self.message is None:
            self.findings.report(line - 1, "a text has no `MessageId`", _LEFT_OUT)
            return
        self.complete(self.message)
        if raw is not None and tag is not None:
            self.add_text(self.message, tag, raw, line)

    def add_text(self, message: _Message, tag: str, raw: str, line: int) -> None:
        text, dropped = normalize_message(self.decoded(raw, tag, line))
        what = f"the text of `{message.title}`"
        if tag in message.texts:
            first = message.texts[tag].line
            hint = "the first is used"
            language = f"in `{tag}`" if tag else "without a language"
            self.findings.report(line, f"{what} is defined twice {language}", hint, other_line=first)
        elif len(text) > TEXT_LENGTH.value:
            self.findings.report(line, f"{what} has {len(text):,} characters", TEXT_LENGTH.hint)
        elif text:
            message.texts[tag] = SourceText(text, self.file, line)
            self.findings.report_dropped(line, what, dropped)

    def body(self) -> str | None:
        """Return the lines up to the period, each with a line feed; report a text without an end."""
        start = self.at
        try:
            self.at = self.lines.index(_END_OF_TEXT, start) + 1
        except ValueError:
            self.report("the text has no end", "end it with a line that has only a period")
            self.at = len(self.lines)
            return None
        return "".join(f"{line}\n" for line in self.lines[start : self.at - 1])

    def decoded(self, raw: str, tag: str, line: int) -> str:
        """Return a text in the code page of its language, if the file's encoding is not known."""
        if not self.by_code_page or raw.isascii():
            return raw
        text = raw.encode("latin-1").decode(code_page(tag), "replace")
        if "\ufffd" in text:
            message = f"the text has bytes that are not in the encoding {code_page(tag)}"
            self.findings.report(line, message, _ENCODING_HINT)
        return text

    def complete(self, message: _Message) -> None:
        """Give a message its number and level. Statements before its first text can still change them."""
        if message.is_complete:
            return
        message.is_complete = True
        (severity_name, severity), (_, facility) = self.inherited["severity"], self.inherited["facility"]
        last, written = self.last_codes.get(facility, 0), message.id
        if written.startswith("+") or not written:
            step = parse_number(written[1:] or "1")
            code = None if step is None else last + step
        else:
            code = parse_number(written)
        if code is None or code > _MAX_CODE:
            reason = f"`{written[:_MAX_TITLE]}` is not the number of a message"
            self.findings.report(message.line, reason, "use 0 to 0xFFFF; the message is left out")
            return
        self.last_codes[facility] = code
        message.number = (severity & 3) << 30 | (facility & _MAX_FACILITY) << 16 | code
        message.level = _level(severity_name, severity)

    def finish(self) -> None:
        """Add the message that ends here as an event."""
        message, self.message = self.message, None
        if message is None:
            return
        self.complete(message)
        if message.number is None:
            return
        string = f"0x{message.number:08X}"
        event_id = self.event_id(message.number)
        first = self.events.get(event_id)
        if first:
            text = f"the message {string} is defined twice"
            self.findings.report(message.line, text, "the first is used", other_line=first.line)
            return
        if not message.texts:
            self.findings.report(message.line, f"the message `{message.title}` has no text")
        self.strings |= {string: message.texts} if message.texts else {}
        self.events[event_id] = SourceEvent(
            event_id,
            message.symbol or f"Message{event_id}",
            message.line,
            symbol=message.symbol,
            level=message.level,
            message=string,
            qualifiers=message.number >> 16,
        )

    def event_id(self, number: int) -> str:
        """Return the id of a message: its value, or its code; a repeated code is followed by qualifiers."""
        if self.ids is Ids.VALUE:
            return f"0x{number:08X}"
        code = str(number & _MAX_CODE)
        first = self.events.get(code)
        return code if first is None or first.qualifiers == number >> 16 else f"{code}-{number >> 16:04X}"


def _level(severity_name: str, severity: int) -> str:
    """Return the level of a severity. Its name decides: files may number severities in another way."""
    named = (level for level in ("error", "warning", "informational") if level in severity_name)
    return next(named, _LEVELS[severity & 3])
