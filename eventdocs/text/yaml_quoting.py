"""When and how front matter values are quoted, so that YAML reads them back as the same text."""

import re
from dataclasses import dataclass

PLACEHOLDER = re.compile(r"\{([\w.-]+)\}")

QUOTE_MARKS = {"double": '"', "single": "'"}

# What YAML would not read back as the same plain text.
_NOT_PLAIN = re.compile(r"^$|^[\s\-?:,\[\]{}#&*!|>'\"%@`]|: |:$| #|\s$")
_HARMLESS_START = re.compile(r"^-[^\s-]")


@dataclass(frozen=True, slots=True)
class Quoting:
    """How a page profile quotes the values that its unquoted placeholders stand for.

    A value is quoted where YAML requires it, with `non_ascii` also where it has non-ASCII characters.
    `style` is a key of `QUOTE_MARKS`. Templates with quotes of their own keep them.
    """

    style: str = "double"
    non_ascii: bool = False

    def scalar(self, text: str) -> str:
        """Write a text as a YAML scalar."""
        if is_plain(text) and (text.isascii() or not self.non_ascii):
            return text
        mark = QUOTE_MARKS[self.style]
        return mark + escape_quoted(text, mark) + mark


def is_plain(text: str) -> bool:
    """Return whether YAML reads the text back without quotes."""
    return not _NOT_PLAIN.search(text) or bool(_HARMLESS_START.match(text))


def is_scalar_template(template: str) -> bool:
    """Return whether a template is one unquoted scalar, such as `{title} (draft)`, but not `[{id}]`."""
    return is_plain(PLACEHOLDER.sub("x", template))


def escape_quoted(text: str, mark: str) -> str:
    """Escape a text for a scalar between these quotation marks; without a mark it stays as it is."""
    if mark == '"':
        return text.replace("\\", "\\\\").replace('"', '\\"')
    return text.replace("'", "''") if mark else text
