"""gettext files: labels of the program, and messages for translators' tools. The one door to polib.

A message is a PO entry: `msgctxt` the key, `#.` notes for translators, `#:` all strings that share it. What a
machine made or what is outdated is fuzzy; an outdated one has the source of then as previous `msgid`. Without
dates, so that a file changes only where its messages do.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from eventdocs.model.errors import EventdocsError
from eventdocs.model.exchange import ExchangeFile, TranslationUnit
from eventdocs.model.labels import Labels
from eventdocs.model.ledger import State, text_hash
from eventdocs.model.strings import TextKind

if TYPE_CHECKING:
    import polib

_MARK = re.compile(r"eventdocs:\s+base=([0-9a-f]*)\s+state=(\w+)\s+kind=(\w+)")
_SPACE = "\u00a0"
_LONGEST = 10
_LINE = re.compile(r'(?:(msg\w+)(?:\[\d+\])?\s+)?"(?:[^"\\]|\\.)*"')


def read_labels(text: str, file: str) -> Labels:
    """Read the labels of a PO file; an entry without a translation is left out."""
    labels: dict[str, dict[str, str]] = {}
    for entry in _parsed(text, file):
        if entry.msgctxt and entry.msgstr and not entry.obsolete and not entry.fuzzy:
            labels.setdefault(entry.msgctxt, {})[entry.msgid] = entry.msgstr
    return labels


def _parsed(text: str, file: str) -> "polib.POFile":
    import polib

    try:
        return polib.pofile(text)
    except (OSError, ValueError, IndexError, AttributeError, AssertionError) as error:
        said = str(error).split("\n")[0]
        raise EventdocsError(f"{file} is not a PO file: {said}", hint="save it again in your tool") from error


def write(exchange: ExchangeFile) -> bytes:
    """Write messages as a PO file."""
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
    file.extend(_entry(message) for message in exchange.units)
    return f"{file}\n".encode("utf-8", "replace")


def _entry(message: TranslationUnit) -> "polib.POEntry":
    import polib

    mark = f"eventdocs: base={message.base_hash} state={message.state} kind={message.kind}"
    fuzzy = bool(message.target) and (message.stale or message.state is State.MACHINE)
    return polib.POEntry(
        msgctxt=message.key,
        msgid=message.source,
        msgstr=message.target,
        comment="\n".join((*message.notes, mark)),
        occurrences=[(place.replace(" ", _SPACE), "") for place in message.keys],
        flags=["fuzzy"] if fuzzy else [],
        previous_msgid=message.previous if fuzzy and message.previous else None,
        previous_msgctxt=None,
    )


def read(data: bytes, file: str) -> ExchangeFile:
    """Read the messages of a PO file that was exported; one without a key is an error."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EventdocsError(f"{file} is not UTF-8", hint="save it as UTF-8") from error
    _refuse_cut(text, file)
    parsed = _parsed(text, file) if text.strip() else None
    if parsed is None or not parsed.metadata.get("Language"):
        raise EventdocsError(f"{file} names no language", hint="its header has to say `Language:`")
    language, source = parsed.metadata["Language"], parsed.metadata.get("X-Source-Language", "")
    number = parsed.metadata.get("X-Messages", "")
    count = int(number) if number.isdecimal() and len(number) < _LONGEST else 0
    return ExchangeFile(source, language, tuple(_messages(parsed, file)), count)


def _refuse_cut(text: str, file: str) -> None:
    """Refuse lines that are cut off and entries without a msgstr: polib would take what is left."""
    last = "msgstr"
    for number, line in enumerate(text.split("\n"), start=1):
        bare = line.strip()
        found = _LINE.fullmatch(bare)
        if (bare and not bare.startswith("#") and not found) or (found and not found[1] and not last):
            raise EventdocsError(f"{file}:{number}: a line is cut off", hint="export it anew")
        begins = not bare or bare.startswith("#") or (found and found[1] in ("msgctxt", "msgid"))
        if begins and last == "msgid" and not (found and found[1] == "msgid_plural"):
            raise EventdocsError(f"{file}:{number}: an entry has no msgstr", hint="export it anew")
        if found and found[1]:
            last = "msgstr" if found[1].startswith("msgstr") else found[1].removesuffix("_plural")
    if last != "msgstr":
        raise EventdocsError(f"{file}: the last entry is cut off", hint="export it anew")


def _messages(parsed: "polib.POFile", file: str) -> Iterator[TranslationUnit]:
    for entry in parsed:
        if entry.obsolete:
            continue
        if not entry.msgctxt:
            raise EventdocsError(f"{file}:{entry.linenum}: an entry has no msgctxt", hint="export it anew")
        found = _MARK.search(entry.comment)
        base, state, kind = found.groups() if found else ("", "", "")
        made = TextKind(kind) if kind in {each.value for each in TextKind} else TextKind.MARKUP
        same = bool(base) and text_hash(entry.msgstr, lines=made is TextKind.LITERAL) == base
        reviewed = same and state == State.REVIEWED
        now = State.MACHINE if entry.fuzzy else State.REVIEWED if reviewed else State.TRANSLATED
        yield TranslationUnit(
            key=entry.msgctxt,
            source=entry.msgid,
            target=entry.msgstr,
            base_hash=base,
            state=now if entry.msgstr else State.MISSING,
            stale=entry.fuzzy and bool(entry.previous_msgid),
            previous=entry.previous_msgid or "",
            kind=made,
            keys=tuple(name.replace(_SPACE, " ") for name, _ in entry.occurrences),
        )
