"""The strings of locales by state, as lists of their keys."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from eventdocs.reports.sanitize import printable
from eventdocs.translations.status import StringPair

# Strings by locale and state.
StringStates = Mapping[str, Mapping[str, Sequence[StringPair]]]


def write_keys(strings: StringStates, wanted: Iterable[str]) -> Iterator[str]:
    """Yield a line for each string in one of the wanted states: locale, state, key and file."""
    for locale, states in strings.items():
        for state in wanted:
            for pair in states[state]:
                file = pair.owner.file if pair.owner is not None else ""
                yield printable(" ".join(filter(None, (locale, state, pair.key, file))))
