"""The strings of locales by state: the amount of their text, and lists of their keys."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from eventdocs.reports.coverage import STATE_COLUMNS, aligned_table
from eventdocs.reports.sanitize import printable
from eventdocs.translations.status import StringPair

# Strings by locale and state.
StringStates = Mapping[str, Mapping[str, Sequence[StringPair]]]


def write_words(strings: StringStates) -> str:
    """Return a table with strings, words and characters of the source texts by locale and state."""
    head = ("locale", "state", "strings", "words", "characters")
    rows = [
        (locale, state, *map(str, _amounts(pairs)))
        for locale, states in strings.items()
        for state, pairs in (*((state, states[state]) for state in STATE_COLUMNS), ("total", _all(states)))
    ]
    return aligned_table([head, *rows], left=2)


def _all(states: Mapping[str, Sequence[StringPair]]) -> list[StringPair]:
    return [pair for pairs in states.values() for pair in pairs]


def _amounts(pairs: Iterable[StringPair]) -> tuple[int, int, int]:
    """Return the number of strings, and of words and characters of their source texts."""
    texts = [" ".join(pair.source) for pair in pairs]
    return len(texts), sum(len(text.split()) for text in texts), sum(map(len, texts))


def write_keys(strings: StringStates, wanted: Iterable[str]) -> Iterator[str]:
    """Yield a line for each string in one of the wanted states: locale, state, key and file."""
    for locale, states in strings.items():
        for state in wanted:
            for pair in states[state]:
                file = pair.event.file if pair.event is not None else ""
                yield printable(" ".join(filter(None, (locale, state, pair.key, file))))
