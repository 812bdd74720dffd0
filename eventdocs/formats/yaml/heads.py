"""Find an event's reference in its file without parsing YAML.

The reference is checked when the whole file is parsed.
"""

import re
from sys import intern

from eventdocs.model.event import EventRef
from eventdocs.model.tree import is_number

# What can follow a line break: a key with a value that YAML reads as plain text or as a simple list, the key
# alone if YAML may read its value as something else, and other syntax, such as a quoted key or the end of a
# document. Line breaks are found three times as fast as starts of lines.
_LINE = re.compile(
    rb"\n(?:(id|name|provider|version|level|see_also|replaced_by)\b"
    rb"(?::[ ]+([\w.-]+|\[[\w./@-]+(?:, [\w./@-]+)*\])[ ]*(?=\n\S|\n?\Z))?"
    rb"|[^\w\s#-]|-[^ ])"
)
# A title, which is deeper in the file: a reference has the titles of all locales.
_TITLE = re.compile(rb"\btitle[\"']?[ \t]*:")
# The line breaks of YAML other than LF: CR, NEL, and the separators of lines and of paragraphs.
_NEL, _LINES, _PARAGRAPHS = "\x85".encode(), "\u2028".encode(), "\u2029".encode()


def scan_head(data: bytes, file: str, default_provider: str) -> EventRef | None:
    """Return the event's reference, or None if the file has to be parsed to know it."""
    if not data[:1].isalpha() and data[:1] != b"#":
        return None
    if b"\r" in data or _NEL in data or _LINES in data or _PARAGRAPHS in data:
        return None
    if b"title" in data and _TITLE.search(data):
        return None
    pairs = _LINE.findall(b"\n" + data)
    values = {key.decode(): value.decode() for key, value in pairs}
    if len(values) != len(pairs) or not all(values.values()):
        return None
    version, see_also = values.get("version", "0"), values.get("see_also", "[]")
    lists = [key for key, value in values.items() if value.startswith("[")]
    if "id" not in values or "name" not in values or not is_number(version):
        return None
    if lists not in ([], ["see_also"]) or not see_also.startswith("["):
        return None
    provider = values.get("provider", "")
    return EventRef(
        id=values["id"],
        name=values["name"],
        provider="" if provider == default_provider else intern(provider),  # many events have the same
        version=int(version),
        see_also=tuple(see_also[1:-1].split(", ")) if see_also != "[]" else (),
        replaced_by=values.get("replaced_by", ""),
        level=intern(values.get("level", "")),
        file=file,
    )
