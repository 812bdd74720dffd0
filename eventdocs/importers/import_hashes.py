"""The hashes of imported values, by which the next import sees who changed a value since."""

import hashlib
from collections.abc import Mapping

from eventdocs.model.ledger import DIGITS


def value_hash(text: str) -> str:
    """Return the hash of a value for the ledger of imports."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


class ImportHashes:
    """The hashes of the values that were imported last, and those that an import records, by key.

    The key of an event's value is the event's key and the name of the value: `4031:level`.
    """

    def __init__(self, last: Mapping[str, str]) -> None:
        self.last, self.recorded = last, dict(last)

    def record(self, key: str, text: str | None) -> None:
        """Record a value; None if the source has none."""
        if text is None:
            self.recorded.pop(key, None)
        else:
            self.recorded[key] = value_hash(text)

    def restore(self, key: str) -> None:
        """Record what was recorded before this import."""
        if key in self.last:
            self.recorded[key] = self.last[key]
        else:
            self.recorded.pop(key, None)
