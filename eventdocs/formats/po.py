"""gettext PO files: built-in labels, and translation units. Only this module imports polib.

A unit is a PO entry: `msgctxt` is the key, `#.` are notes for translators, `#:` are the strings that share
it. Machine translations and stale translations are fuzzy; a stale one has the old source as previous
`msgid`. There are no dates, so a file changes only if its units do.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from eventdocs.model.errors import EventdocsError
from eventdocs.model.exchange import ExchangeFile, TranslationUnit, parse_count, parse_kind
from eventdocs.model.labels import Labels
from eventdocs.model.ledger import State, text_hash
from eventdocs.model.strings import TextKind

if TYPE_CHECKING:
    import polib

_DATA = re.compile(r"eventdocs:\s+base=([0-9a-f]*)\s+state=(\w+)\s+kind=(\w+)")
_SPACE = "\u00a0"
_EXPORT_AGAIN = "export the file again"
_LINE = re.compile(r'(?:(msg\w+)(?:\[\d+\])?\s+)?"(?:[^"\\]|\\.)*"')


def read_labels(text: str, file: str) -> Labels:
    """Return the labels of a PO file, without untranslated entries."""
    labels: dict[str, dict[str, str]] = {}
    for entry in _parse(text, file):
        if entry.msgctxt and entry.msgstr and not entry.obsolete and not entry.fuzzy:
            labels.setdefault(entry.msgctxt, {})[entry.msgid] = entry.msgstr
    return labels


def _parse(text: str, file: str) -> "polib.POFile":
    import polib

    try:
        return polib.pofile(text)
    except (OSError, ValueError, IndexError, AttributeError, AssertionError) as error:
        reason, *_ = str(error).split("\n")
        raise EventdocsError(
            f"`{file}` is not a PO file: {reason}", hint="save it again in your tool"
        ) from error


def write(exchange: ExchangeFile) -> bytes:
    """Return translation units as a PO file."""
    import polib

    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "Project-Id-Version": "eventdocs",
        "Report-Msgid-Bugs-To": "",
        "PO-Revision-Date": "",
        "Last-Translator": "",
        "Language-Team": "",
        "Language": exchange.locale,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": exchange.source_locale,
        "X-Messages": str(exchange.count),
    }
    file.extend(_entry(unit) for unit in exchange.units)
    return f"{file}\n".encode("utf-8", "replace")


def _entry(unit: TranslationUnit) -> "polib.POEntry":
    import polib

    data = f"eventdocs: base={unit.base_hash} state={unit.state} kind={unit.kind}"
    is_fuzzy = bool(unit.target) and (unit.stale or unit.state is State.MACHINE)
    return polib.POEntry(
        msgctxt=unit.key,
        msgid=unit.source,
        msgstr=unit.target,
        comment="\n".join((*unit.notes, data)),
        occurrences=[(key.replace(" ", _SPACE), "") for key in unit.keys],
        flags=["fuzzy"] if is_fuzzy else [],
        previous_msgid=unit.previous if is_fuzzy and unit.previous else None,
        previous_msgctxt=None,
    )


def read(data: bytes, file: str) -> ExchangeFile:
    """Return the translation units of an exported PO file; an entry without a key is an error."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EventdocsError(f"`{file}` is not UTF-8", hint="save it as UTF-8") from error
    _reject_truncated(text, file)
    parsed = _parse(text, file) if text.strip() else None
    if parsed is None or not parsed.metadata.get("Language"):
        raise EventdocsError(f"`{file}` has no language", hint="add `Language:` to its header")
    language, source = parsed.metadata["Language"], parsed.metadata.get("X-Source-Language", "")
    count = parse_count(parsed.metadata.get("X-Messages", ""))
    return ExchangeFile(source, language, tuple(_units(parsed, file)), count)


def _reject_truncated(text: str, file: str) -> None:
    """Raise an error for truncated lines and entries without a msgstr, which polib would accept."""
    last_keyword = "msgstr"
    for number, line in enumerate(text.split("\n"), start=1):
        content = line.strip()
        is_comment = content.startswith("#")
        match = _LINE.fullmatch(content)
        keyword = (match[1] or "") if match else ""
        if content and not is_comment and not match:
            raise EventdocsError(f"{file}:{number}: the line is truncated", hint=_EXPORT_AGAIN)
        starts_entry = not content or is_comment or keyword in ("msgctxt", "msgid")
        if starts_entry and last_keyword == "msgid":
            raise EventdocsError(f"{file}:{number}: the entry has no msgstr", hint=_EXPORT_AGAIN)
        if keyword:
            last_keyword = "msgstr" if keyword.startswith("msgstr") else keyword.removesuffix("_plural")
    if last_keyword != "msgstr":
        raise EventdocsError(f"{file}: the last entry is truncated", hint=_EXPORT_AGAIN)


def _units(parsed: "polib.POFile", file: str) -> Iterator[TranslationUnit]:
    for entry in parsed:
        if entry.obsolete:
            continue
        if not entry.msgctxt:
            raise EventdocsError(f"{file}:{entry.linenum}: the entry has no msgctxt", hint=_EXPORT_AGAIN)
        match = _DATA.search(entry.comment)
        base, exported_state, kind_name = match.groups() if match else ("", "", "")
        kind = parse_kind(kind_name)
        is_unchanged = bool(base) and text_hash(entry.msgstr, lines=kind is TextKind.LITERAL) == base
        is_reviewed = is_unchanged and exported_state == State.REVIEWED
        state = State.MACHINE if entry.fuzzy else State.REVIEWED if is_reviewed else State.TRANSLATED
        yield TranslationUnit(
            key=entry.msgctxt,
            source=entry.msgid,
            target=entry.msgstr,
            base_hash=base,
            state=state if entry.msgstr else State.MISSING,
            stale=entry.fuzzy and bool(entry.previous_msgid),
            previous=entry.previous_msgid or "",
            kind=kind,
            keys=tuple(name.replace(_SPACE, " ") for name, _ in entry.occurrences),
        )
