"""Words are reported by locale with a total, as two tables or as JSON that fits its schema."""

import json

import jsonschema

from eventdocs.reports.json_schemas import JSON_SCHEMAS
from eventdocs.reports.word_counts import write_json, write_markdown, write_text
from eventdocs.translations.status import Coverage
from eventdocs.translations.word_counts import TextAmount, WordCounts

NONE = TextAmount(0, 0, 0)
STATES = {
    **dict.fromkeys(("missing", "machine", "translated", "reviewed"), NONE),
    "stale": TextAmount(1, 4, 20),
}
WORDS = {
    "pt-BR": WordCounts(
        {**STATES, "missing": TextAmount(1, 1, 5)}, {"100%": TextAmount(3, 5, 25), "no match": NONE}
    )
}
ROWS = [Coverage("pt-BR", {**dict.fromkeys((*STATES, "official"), 0), "missing": 1, "stale": 1})]


def test_text_has_a_table_by_state_and_one_by_match() -> None:
    states, matches = write_text(ROWS, WORDS).split("\n\n")
    assert [line.split() for line in states.splitlines()] == [
        ["locale", "state", "strings", "words", "characters"],
        ["pt-BR", "reviewed", "0", "0", "0"],
        ["pt-BR", "translated", "0", "0", "0"],
        ["pt-BR", "machine", "0", "0", "0"],
        ["pt-BR", "stale", "1", "4", "20"],
        ["pt-BR", "missing", "1", "1", "5"],
        ["pt-BR", "total", "2", "5", "25"],
    ]
    title, *lines = matches.splitlines()
    assert title == "Missing and stale texts by match in the translation memory:"
    assert [line.split() for line in lines] == [
        ["locale", "match", "texts", "words", "characters"],
        ["pt-BR", "100%", "3", "5", "25"],
        ["pt-BR", "no", "match", "0", "0", "0"],
        ["pt-BR", "total", "3", "5", "25"],
    ]


def test_markdown_has_the_same_tables() -> None:
    text = write_markdown(ROWS, WORDS)
    assert text.startswith(
        "| locale | state | strings | words | characters |\n| --- | --- | --: | --: | --: |\n"
    )
    assert "| pt-BR | total | 2 | 5 | 25 |\n\nMissing and stale" in text
    assert text.endswith("| pt-BR | total | 3 | 5 | 25 |")


def test_json_has_the_counts_of_strings_too_and_fits_the_schema() -> None:
    document = json.loads(write_json(ROWS, WORDS))
    jsonschema.Draft202012Validator(JSON_SCHEMAS["status"]()).validate(document)
    row = document["locales"]["pt-BR"]
    assert (row["stale"], row["total"]) == (1, 2)
    assert {"state": "stale", "texts": 1, "words": 4, "characters": 20} in row["words"]["states"]
    assert row["words"]["matches"][0] == {"match": "100%", "texts": 3, "words": 5, "characters": 25}
