"""Heads: who an event is, found at the head of its file without reading the rest.

A head is an event without its strings. What is found here is confirmed when the file is read as a whole.
"""

import re

from eventdocs.model.event import EventRef

# Values that YAML reads as they stand, at the left edge of a file.
_LINE = re.compile(
    rb"^(id|name|provider|version|see_also):[ ]+([\w.-]+|\[[\w./@-]+(?:, [\w./@-]+)*\])[ ]*(?=\n\S|\n?\Z)",
    re.MULTILINE,
)
_KEY = re.compile(rb"^(id|name|provider|version|see_also)\b", re.MULTILINE)
# At the left edge: a key in quotes, a question mark, the end of a document and the like.
_ODD = re.compile(rb"\n(?:[^\w\s#-]|-[^ ])")
# What ends a line for YAML, beside LF.
_BREAKS = (b"\r", "\x85".encode(), "\u2028".encode(), "\u2029".encode())


def scan_head(data: bytes, file: str, default_provider: str) -> EventRef | None:
    """Find the head of an event's file; None where it is not written plainly."""
    if not data[:1].isalpha() and data[:1] != b"#":
        return None
    if _ODD.search(data) or any(each in data for each in _BREAKS):
        return None
    found = _LINE.findall(data)
    values = {key.decode(): value.decode("utf-8", "replace") for key, value in found}
    if len(found) != len(_KEY.findall(data)) or len(values) != len(found):
        return None
    version, see_also = values.get("version", "0"), values.get("see_also", "[]")
    lists = [key for key, value in values.items() if value.startswith("[")]
    if "id" not in values or "name" not in values or not version.isdecimal():
        return None
    if lists not in ([], ["see_also"]) or not see_also.startswith("["):
        return None
    provider = values.get("provider", "")
    return EventRef(
        id=values["id"],
        name=values["name"],
        provider="" if provider == default_provider else provider,
        version=int(version),
        see_also=tuple(see_also[1:-1].split(", ")) if see_also != "[]" else (),
        file=file,
    )
