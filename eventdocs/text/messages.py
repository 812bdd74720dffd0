"""Messages as software stores them, in the form that a catalog has: line feeds, and no control characters."""

import re

# What a catalog file cannot contain, except that `\r\n` is a line end there.
_SPECIAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def normalize_message(raw: str) -> tuple[str, str]:
    """Return a stored message as a catalog has it, and the characters that were dropped.

    Every kind of line end becomes a line feed, and one at the end is removed. Control characters, which no
    reader would see, are dropped. Nothing else changes: spaces at the ends and between columns are content.
    The result is empty if the message is blank.
    """
    text, dropped = raw, ""
    if _SPECIAL.search(raw):
        text = _LINE_ENDS.sub("\n", raw)
        dropped = "".join(dict.fromkeys(_SPECIAL.findall(text)))
        text = _SPECIAL.sub("", text) if dropped else text
    text = text.removesuffix("\n")
    return ("" if text.isspace() else text), dropped
