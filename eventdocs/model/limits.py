"""The limits on what eventdocs reads, so that no input can exhaust memory or time.

Settings are environment variables and not keys of the catalog, because the author of a catalog or an exchange
file must not be able to raise the limits that protect against it.
"""

import os
from typing import NamedTuple

from eventdocs.model.errors import EventdocsError


class Limit(NamedTuple):
    """A limit: what it counts, its default, and the environment variable that overrides it, if any."""

    unit: str
    default: int
    setting: str = ""

    @property
    def value(self) -> int:
        """The limit in force. Raises `EventdocsError` if the setting is not a positive whole number."""
        text = os.environ.get(self.setting, "") if self.setting else ""
        if not text:
            return self.default
        if not (text.isascii() and text.isdecimal()) or len(text) > _MAX_DIGITS or not int(text):
            hint = f"set it to a number of {self.unit}, such as {self.default}, or unset it"
            raise EventdocsError(f"`{self.setting}` is not a positive whole number: `{text[:40]}`", hint=hint)
        return int(text)

    @property
    def allowed(self) -> str:
        """The allowed amount for a message: `at most 10,000,000 bytes are allowed`."""
        return f"at most {self.value:,} {self.unit} are allowed"

    @property
    def hint(self) -> str:
        """How to raise the limit, and what is allowed if there is no way."""
        return f"{self.allowed}; set {self.setting} to allow more" if self.setting else self.allowed


class LimitCounter:
    """A counter of what has been read of a file so far, for a limit."""

    def __init__(self, limit: Limit, file: str) -> None:
        self.limit, self.file, self.count, self.max = limit, file, 0, limit.value

    def add(self, count: int = 1) -> None:
        """Count some more. Raises `EventdocsError` above the limit."""
        self.count += count
        if self.count > self.max:
            message = f"`{self.file}` has more than {self.max:,} {self.limit.unit}"
            raise EventdocsError(message, hint=self.limit.hint)


_MAX_DIGITS = 15

FILE_SIZE = Limit("bytes", 10_000_000, "EVENTDOCS_MAX_FILE_SIZE")  # one file of a catalog that people write
DATA_SIZE = Limit("bytes", 100_000_000, "EVENTDOCS_MAX_DATA_SIZE")  # an exchange file, ledger or baseline
UNPACKED_SIZE = Limit("bytes", 100_000_000, "EVENTDOCS_MAX_UNPACKED_SIZE")  # the files in a workbook together
ROWS = Limit("rows", 200_000, "EVENTDOCS_MAX_ROWS")  # of a table
COLUMNS = Limit("columns", 100)  # of a table; an exported one has 9
RECORDS = Limit("records", 50_000, "EVENTDOCS_MAX_RECORDS")  # of a file of records
LINES = Limit("lines", 2_000_000, "EVENTDOCS_MAX_LINES")  # of a text file
PAGE_LINES = Limit("lines", 10_000, "EVENTDOCS_MAX_PAGE_LINES")  # of a page that is imported
STRINGS = Limit("strings", 200_000, "EVENTDOCS_MAX_STRINGS")  # that an exchange file translates
ELEMENTS = Limit("elements", 1_000_000, "EVENTDOCS_MAX_ELEMENTS")  # of an XML document
SOURCE_ELEMENTS = Limit("elements", 100_000, "EVENTDOCS_MAX_SOURCE_ELEMENTS")  # of a manifest
PARAMETERS = Limit("parameters", 100_000, "EVENTDOCS_MAX_PARAMETERS")  # of all events of a manifest
WORDS = Limit("words", 500_000, "EVENTDOCS_MAX_WORDS")  # of a message compiler file, without its texts
XML_NESTING = Limit("levels", 100)  # elements inside elements
TEXT_LENGTH = Limit("characters", 100_000)  # one text
NESTING = Limit("levels", 32)  # values inside values, in any format
VALUES = Limit("values", 500_000, "EVENTDOCS_MAX_VALUES")  # of one file of a catalog
LOCALES = Limit("locales", 200, "EVENTDOCS_MAX_LOCALES")  # of a catalog
LEVELS = Limit("levels", 50)  # that a catalog declares
FIELDS = Limit("fields", 100)  # that a catalog declares
SECTIONS = Limit("sections", 100)  # that a catalog declares
SITE_LINKS = Limit("links", 20)  # at the top of all pages
CHOICES = Limit("values", 200)  # of a field that is a choice
IMPORTED_SIZE = Limit("bytes", 50_000_000, "EVENTDOCS_MAX_IMPORTED_SIZE")  # the event files of an import
FINDINGS = Limit("findings", 100, "EVENTDOCS_MAX_FINDINGS")  # of one rule in one file
REQUEST_SIZE = Limit("bytes", 1_000_000)  # a request of the translation editor
