"""Exchange: what goes to a translator's tool and comes back, whatever the file's format."""

from dataclasses import dataclass

from eventdocs.model.ledger import State
from eventdocs.model.strings import TextKind


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """One text to translate.

    `key` is a string's key, with `#2` behind it for the second of several segments; `places` are the keys of
    all strings that have it, and share its translation. `base` is the hash of the translation that the file
    was made from, empty for none; `previous` is the source that a stale translation was made from.
    """

    key: str
    source: str
    target: str = ""
    base_hash: str = ""
    state: State = State.MISSING
    stale: bool = False
    previous: str = ""
    kind: TextKind = TextKind.MARKUP
    notes: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExchangeFile:
    """A file of messages in one locale; `count` is how many were exported, 0 where the file does not say."""

    source_locale: str
    locale: str
    units: tuple[TranslationUnit, ...] = ()
    count: int = 0


def segment_key(key: str, index: int, count: int) -> str:
    """Key of a segment: the string's own where it has but one."""
    return key if count == 1 else f"{key}#{index + 1}"


def string_of(key: str) -> tuple[str, int]:
    """String's key of a segment's key, and the segment's place, counted from 0."""
    name, mark, number = key.rpartition("#")
    return (name, int(number) - 1) if mark and number.isdecimal() and int(number) > 0 else (key, 0)
