"""Message tables: the texts of a provider in one language, as resource scripts of its language files.

A table has numbers for keys. The number of an event's message follows from its id and version, that of a
keyword from its mask, and so on. A text that several events share is stored once, under the first of them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from eventdocs.model.diagnostics import Diagnostic, Location
from eventdocs.model.limits import STRINGS, TEXT_LENGTH
from eventdocs.model.sources import (
    INCONSISTENT_SOURCE,
    UNREADABLE_SOURCE,
    SourceFindings,
    SourceProvider,
    SourceText,
)
from eventdocs.text.encodings import detect_encoding, line_of_error
from eventdocs.text.lcids import tag_of_lcid
from eventdocs.text.messages import normalize_message

_TABLE = re.compile(r"\s*\w+\s+MESSAGETABLE\b")
_ENTRY = re.compile(r'0[xX]([0-9A-Fa-f]{1,8})\s*,\s*L?"((?>(?:[^"\\]|\\.|"")*))"(?:\s*,)?')
_LANGUAGE = re.compile(r'\s*VALUE\s+"Translation"\s*,\s*0[xX]([0-9A-Fa-f]{1,4})\b')
_LONGEST_ESCAPE = 4  # characters in the file for one of the text: `\xE9`
_ESCAPE = re.compile(r'\\x([0-9A-Fa-f]{2})|\\([nrtab\\"])|""')
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "a": "\a", "b": "\b", "\\": "\\", '"': '"'}
_BEGIN, _END = ("{", "BEGIN"), ("}", "END")


@dataclass(frozen=True, slots=True)
class MessageTable:
    """The texts of a file by number, in the language that the file names; empty if it names none.

    A file that is no message table has no texts and a finding.
    """

    file: str
    language: str = ""
    texts: Mapping[int, SourceText] = field(default_factory=dict)
    findings: tuple[Diagnostic, ...] = ()


def read(data: bytes, file: str) -> MessageTable:
    """Return the message table of a resource script."""
    try:
        script = data.decode(detect_encoding(data) or "utf-8")
    except UnicodeDecodeError as error:
        reason = f"the file is not in the encoding {error.encoding}"
        return _unreadable(file, reason, line_of_error(error), "save it as UTF-8 or UTF-16")
    if script.count("\n") >= STRINGS.value:  # a text has a line
        return _unreadable(file, f"the file has more than {STRINGS.value:,} lines", hint=STRINGS.hint)
    lines = script.split("\n")
    findings = SourceFindings(file)
    texts = _texts(lines, file, findings)
    lcids = [(int(match[1], 16), at) for at, line in enumerate(lines, 1) if (match := _LANGUAGE.match(line))]
    if not texts:
        hint = "name a resource script with a `MESSAGETABLE`"
        return _unreadable(file, "the file has no message table", hint=hint)
    if not lcids:
        return _unreadable(file, "the file does not name its language", hint='add `VALUE "Translation", …`')
    lcid, line_number = lcids[0]
    language = tag_of_lcid(lcid)
    if not language:
        hint = "write the number of a language, such as 0x0407 for German"
        return _unreadable(file, f"unknown language number 0x{lcid:04X}", line_number, hint)
    return MessageTable(file, language, texts, findings.all())


def _unreadable(file: str, reason: str, line: int = 1, hint: str = "") -> MessageTable:
    finding = Diagnostic(UNREADABLE_SOURCE, Location(file, line), reason, hint)
    return MessageTable(file, findings=(finding,))


def _texts(lines: Sequence[str], file: str, findings: SourceFindings) -> dict[int, SourceText]:
    texts: dict[int, SourceText] = {}
    for line, row in _rows(lines):
        match = _ENTRY.fullmatch(row)
        if not match:
            findings.report(line, "the line is not a number and a text", "it is left out")
            continue
        if len(match[2]) > _LONGEST_ESCAPE * TEXT_LENGTH.value:
            findings.report(line, f"the text has {len(match[2]):,} characters", TEXT_LENGTH.hint)
            continue
        key, (text, dropped) = int(match[1], 16), normalize_message(_ESCAPE.sub(_unescape, match[2]))
        if key in texts:
            message = f"the message 0x{key:08X} is defined twice"
            findings.report(line, message, "the first is used", other_line=texts[key].line)
        elif len(text) > TEXT_LENGTH.value:
            findings.report(line, f"the text has {len(text):,} characters", TEXT_LENGTH.hint)
        elif text:
            texts[key] = SourceText(text, file, line)
            findings.report_dropped(line, f"the message 0x{key:08X}", dropped)
    return texts


def _rows(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines of message tables between their braces, with their numbers."""
    in_table = in_braces = False
    for number, line in enumerate(lines, start=1):
        content = line.strip()
        if not in_table:
            in_table = _TABLE.match(line) is not None
        elif content in _BEGIN:
            in_braces = True
        elif content in _END:
            in_table = in_braces = False
        elif in_braces and content:
            yield number, content


def _unescape(match: re.Match[str]) -> str:
    """Return the character of an escape. `\\x` has exactly two digits: `cr\\xE9e` is `crée`."""
    if match[1]:
        return chr(int(match[1], 16))
    return _ESCAPED[match[2]] if match[2] else '"'


def join_tables(
    provider: SourceProvider, tables: Sequence[MessageTable]
) -> tuple[SourceProvider, list[Diagnostic]]:
    """Return a provider with the texts of its message tables added, and findings about what was left out.

    Numbers are not proof: another version of the software may use one for another text. So one table must
    be in a language that the provider itself has, and only strings whose text there is the provider's own
    are added in the languages of the other tables.
    """
    own = dict.fromkeys(tag.lower() for texts in provider.strings.values() for tag in texts)
    reference = next((table for tag in own for table in tables if table.language.lower() == tag), None)
    if reference is None:
        languages = ", ".join(own)
        hint = f"add the table in {languages}, which shows whether the numbers belong to these texts"
        return provider, [
            Diagnostic(UNREADABLE_SOURCE, Location(table.file), "the table cannot be verified", hint)
            for table in tables
            if table.texts
        ]
    verified, findings = _verified(provider, reference)
    strings = {string: dict(texts) for string, texts in provider.strings.items()}
    for table in tables:
        if not table.texts or table.language.lower() in own:
            continue
        missing = 0
        for string, keys in verified.items():
            text = next((table.texts[key] for key in keys if key in table.texts), None)
            missing += text is None
            if text:
                strings[string].setdefault(table.language, text)
        if missing:
            message = f"the table has no texts for {missing:,} of {len(verified):,} strings"
            findings.append(Diagnostic(INCONSISTENT_SOURCE, Location(table.file), message))
    return replace(provider, strings=strings), findings


def _verified(
    provider: SourceProvider, reference: MessageTable
) -> tuple[Mapping[str, Sequence[int]], list[Diagnostic]]:
    """Return the numbers of each string whose text in a table is the provider's; report the other strings."""
    verified, findings, unknown = {}, SourceFindings(reference.file), 0
    for string, keys in table_keys(provider).items():
        own = _text_in(provider.texts(string), reference.language)
        if own is None:
            continue
        found = {key: reference.texts[key] for key in keys if key in reference.texts}
        equal = [key for key, text in found.items() if text.text == own.text]
        if equal:
            verified[string] = equal
        elif found:
            key, text = next(iter(found.items()))
            message = f"the message 0x{key:08X} is not the text of `{string}` in `{own.file}:{own.line}`"
            findings.report(text.line, message, "its translations are left out")
        else:
            unknown += 1
    if unknown:
        message = f"the table has no texts for {unknown:,} strings of `{provider.name}`"
        findings.report(1, message, "their translations are left out")
    return verified, list(findings.all())


def _text_in(texts: Mapping[str, SourceText], language: str) -> SourceText | None:
    return next((text for tag, text in texts.items() if tag.lower() == language.lower()), None)


def table_keys(provider: SourceProvider) -> dict[str, list[int]]:
    """Return the numbers under which a message table may have each string of a provider."""
    keys: dict[str, list[int]] = {}
    for string, key in _keys(provider):
        if string:
            keys.setdefault(string, []).append(key & 0xFFFF_FFFF)
    return keys


def _keys(provider: SourceProvider) -> Iterator[tuple[str, int]]:
    for event in provider.events:
        if event.id.isdecimal():
            yield event.message, 0xB000_0000 | (event.version & 0xFF) << 16 | int(event.id) & 0xFFFF
    for keyword in provider.keywords:
        yield keyword.string, 0x1000_0000 | keyword.value.bit_length()
    for task in provider.tasks:
        yield task.string, 0x7000_0000 | task.value
    tasks = {task.name: task.value & 0xFF for task in provider.tasks}
    for opcode in provider.opcodes:
        yield opcode.string, 0x3000_0000 | tasks.get(opcode.task, 0) << 16 | opcode.value
    for level in provider.levels:
        yield level.string, 0x5000_0000 | level.value
    declared = (channel for channel in provider.channels if not channel.imported)
    for number, channel in enumerate(declared, start=1):
        yield channel.string, 0x9000_0000 | number
