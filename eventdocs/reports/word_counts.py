"""Words and characters of locales by state and by match, as text, Markdown or JSON."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from eventdocs.reports.coverage import STATE_COLUMNS, aligned_table, counts_json
from eventdocs.reports.sanitize import json_text
from eventdocs.translations.status import Coverage
from eventdocs.translations.word_counts import TextAmount, WordCounts

_AMOUNTS = ("words", "characters")
_STATES = ("locale", "state", "strings", *_AMOUNTS)
_MATCHES = ("locale", "match", "texts", *_AMOUNTS)


def write_text(rows: Sequence[Coverage], words: Mapping[str, WordCounts]) -> str:
    """Return a table by state, and one by match of what is missing or stale."""
    states, matches = (
        aligned_table([head, *lines], left=2)
        for head, lines in ((_STATES, _by_state(words)), (_MATCHES, _by_match(words)))
    )
    return f"{states}\n\nMissing and stale texts by match in the translation memory:\n{matches}"


def write_markdown(rows: Sequence[Coverage], words: Mapping[str, WordCounts]) -> str:
    """Return a table by state, and one by match of what is missing or stale."""
    states, matches = (
        "\n".join(f"| {' | '.join(line)} |" for line in (head, ("---", "---", "--:", "--:", "--:"), *lines))
        for head, lines in ((_STATES, _by_state(words)), (_MATCHES, _by_match(words)))
    )
    return f"{states}\n\nMissing and stale texts by match in the translation memory:\n\n{matches}"


def write_json(rows: Sequence[Coverage], words: Mapping[str, WordCounts]) -> str:
    """Return a JSON object with the counts of strings and the amounts of text of each locale."""
    locales = {row.locale: {**counts_json(row), "words": _words_json(words[row.locale])} for row in rows}
    return json_text({"version": 1, "locales": locales})


def _words_json(counts: WordCounts) -> dict[str, list[dict[str, object]]]:
    return {
        name: [{column: key, **amount._asdict()} for key, amount in amounts.items()]
        for name, column, amounts in (
            ("states", "state", counts.states),
            ("matches", "match", counts.matches),
        )
    }


def _by_state(words: Mapping[str, WordCounts]) -> Iterator[tuple[str, ...]]:
    for locale, counts in words.items():
        yield from _lines(locale, {state: counts.states[state] for state in STATE_COLUMNS})


def _by_match(words: Mapping[str, WordCounts]) -> Iterator[tuple[str, ...]]:
    for locale, counts in words.items():
        yield from _lines(locale, counts.matches)


def _lines(locale: str, amounts: Mapping[str, TextAmount]) -> Iterator[tuple[str, ...]]:
    """Yield the cells of some amounts, and of their sum."""
    total = TextAmount(*map(sum, zip(*amounts.values(), strict=True)))
    for name, amount in {**amounts, "total": total}.items():
        yield (locale, name, *map(str, amount))


WORD_REPORTS: Mapping[str, Callable[[Sequence[Coverage], Mapping[str, WordCounts]], str]] = {
    "text": write_text,
    "markdown": write_markdown,
    "json": write_json,
}
