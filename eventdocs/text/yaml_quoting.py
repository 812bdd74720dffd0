"""Quote front matter values so that YAML reads them back as the same text."""

import re
from typing import NamedTuple

PLACEHOLDER = re.compile(r"\{([\w.-]+)\}")

QUOTE_MARKS = {"double": '"', "single": "'"}

# Starts of texts that YAML may read without quotes.
_PLAIN_START = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]")
_HARMLESS_START = re.compile(r"-[^\s-]")


class Quoting(NamedTuple):
    """The way in which a page profile quotes the values of its unquoted placeholders.

    A value is quoted where YAML requires it, with `non_ascii` also where it has non-ASCII characters.
    `style` is a key of `QUOTE_MARKS`. Quotes that a template already has stay.
    """

    style: str = "double"
    non_ascii: bool = False

    def scalar(self, text: str) -> str:
        """Return a text as a YAML scalar."""
        if is_plain(text) and (text.isascii() or not self.non_ascii):
            return text
        mark = QUOTE_MARKS[self.style]
        return mark + escape_quoted(text, mark) + mark


def is_plain(text: str) -> bool:
    """Return whether YAML reads the text back without quotes."""
    if not _PLAIN_START.match(text):
        return _HARMLESS_START.match(text) is not None
    return not (": " in text or " #" in text or text.endswith(":") or text[-1].isspace())


def is_scalar_template(template: str) -> bool:
    """Return whether a template is one unquoted scalar, such as `{title} (draft)`, but not `[{id}]`."""
    return is_plain(PLACEHOLDER.sub("x", template))


def escape_quoted(text: str, mark: str) -> str:
    """Return a text escaped for a scalar in these quotation marks, or as it is if `mark` is empty."""
    if mark == '"':
        return text.replace("\\", "\\\\").replace('"', '\\"')
    return text.replace("'", "''") if mark else text
