"""At least 99 percent of 300 mistakes of each class are found, in every placeholder syntax.

EVENTDOCS_FAULTS sets the number of mistakes of each syntax and class.
"""

import os
import random
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import pytest

from eventdocs.model.strings import TextKind, TextPair
from eventdocs.rules import placeholders as rules
from eventdocs.text.placeholders import CONVERSIONS, SYNTAXES, Syntaxes, placeholders

COUNT = int(os.environ.get("EVENTDOCS_FAULTS", "15"))
WORDS = [
    "the",
    "disk",
    "service",
    "session",
    "value",
    "failed",
    "started",
    "reports",
    "while",
    "because",
    "only",
]
TRANSLATED = [
    "der",
    "Dienst",
    "meldet",
    "einen",
    "Fehler",
    "während",
    "Sitzung",
    "Wert",
    "nur",
    "weil",
    "gestartet",
]
_CHECKS = (
    rules.placeholder_mismatches,
    rules.broken_placeholders,
    rules.different_counts,
    rules.changed_formats,
    rules.missing_plural_forms,
)


class Sample(NamedTuple):
    """The placeholders of a syntax, in pools to choose from, and mistakes in one of them by class."""

    pool: tuple[str, ...]
    spaced: Callable[[str], str]
    renamed: Callable[[str], str]
    reformatted: Mapping[str, str] = {}


def _after_first(text: str) -> str:
    return f"{text[0]} {text[1:]}"


def _inside(text: str) -> str:
    return f"{text[0]} {text[1:-1]} {text[-1]}"


SAMPLES = {
    Syntaxes(("windows",)): Sample(
        ("%1", "%2", "%3!s!", "%4!d!", "%5!-10s!", "%6!08X!"),
        _after_first,
        lambda text: text.replace(text[1], str(int(text[1]) + 20), 1),
        {"%4!d!": "%4!s!", "%5!-10s!": "%5!-8s!", "%6!08X!": "%6!08d!"},
    ),
    Syntaxes(("printf",)): Sample(
        ("%s", "%d", "%-10s", "%.3f", "%zu", "%lu", "%x", "%c"),
        _after_first,
        lambda text: f"{text[:-1]}{'s' if text[-1] != 's' else 'd'}",
        {"%-10s": "%-8s", "%.3f": "%.1f", "%zu": "%u", "%lu": "%d", "%d": "%s", "%x": "%d"},
    ),
    Syntaxes(("pascal",)): Sample(
        ("%s", "%d", "%-10s", "%8.3n", "%X", "%m"),
        _after_first,
        lambda text: f"{text[:-1]}{'s' if text[-1] != 's' else 'd'}",
        {"%-10s": "%-8s", "%8.3n": "%8.1n", "%m": "%n", "%d": "%s", "%X": "%d"},
    ),
    Syntaxes(("pascal",), "~"): Sample(
        ("%0:s", "%1:d", "%2:-10s", "%3:8.3n", "%4:x", "%5:S"),
        _after_first,
        lambda text: f"%{int(text[1]) + 20}{text[2:]}",
        {"%2:-10s": "%2:-8s", "%3:8.3n": "%3:8.1n", "%4:x": "%4:d", "%1:d": "%1:m"},
    ),
    Syntaxes(("braces",)): Sample(
        ("{0}", "{1}", "{2:N2}", "{3,-10}", "{name}", "{user.id}"),
        _inside,
        lambda text: f"{{x{text[1:]}",
        {"{2:N2}": "{2}", "{3,-10}": "{3,-8}"},
    ),
    Syntaxes(("python",)): Sample(
        ("%(name)s", "%(count)d", "%(size)8.2f", "{value}", "{0}"),
        lambda text: _inside(text) if text[0] == "{" else f"% {text[1:]}",
        lambda text: text.replace(text[1:3], f"{text[1]}x" if text[0] == "%" else f"x{text[1:3]}"),
        {"%(count)d": "%(count)s", "%(size)8.2f": "%(size)5.2f"},
    ),
    Syntaxes(("icu",)): Sample(
        ("{name}", "{0}", "{day, date, short}", "{n, plural, one {# file} other {# files}}"),
        lambda text: f"{{{text[1]} _{text[2:]}",
        lambda text: f"{{x{text[1:]}",
        {
            "{day, date, short}": "{day, date, long}",
            "{n, plural, one {# file} other {# files}}": "{n, plural, other {# files}}",
        },
    ),
    Syntaxes(("journal",)): Sample(
        ("@UNIT@", "@RESULT@", "@USER_ID@", "@_PID@"), _inside, lambda text: f"@X{text[1:]}"
    ),
    Syntaxes(("mustache",)): Sample(
        ("{{name}}", "{{.Name}}", "{{{raw}}}", "{{a.b}}"), _after_first, lambda text: f"{text[:2]}x{text[2:]}"
    ),
    Syntaxes(("shell",)): Sample(
        ("$1", "$2", "${name}", "${DIR}"),
        _after_first,
        lambda text: f"$2{text[1:]}" if text[1].isdigit() else f"${{x{text[2:]}",
    ),
    Syntaxes(("angle",)): Sample(
        ("<file>", "<dir>", "<user name>", "<n>"), _inside, lambda text: f"<x{text[1:]}"
    ),
    Syntaxes((), "~[a-z]+~"): Sample(
        ("~file~", "~dir~", "~name~", "~value~"), _inside, lambda text: f"~x{text[1:]}"
    ),
}


def _sentence(random_: random.Random, words: list[str], inserted: list[str]) -> str:
    """Return a sentence of random words with some texts between them, in the given order."""
    parts = [random_.choice(words) for _ in range(random_.randint(3, 8))]
    places = sorted(random_.sample(range(1, len(parts) + len(inserted)), len(inserted)))
    for place, text in zip(places, inserted, strict=True):
        parts.insert(place, text)
    return " ".join(parts)


def _faults(sample: Sample, kind: str, random_: random.Random) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the placeholders of a source, and those of a translation with one mistake."""
    while True:
        chosen = random_.sample(sample.pool, random_.randint(1, 3))
        candidates = [
            at for at, each in enumerate(chosen) if kind != "reformatted" or each in sample.reformatted
        ]
        if not candidates:
            continue
        at = random_.choice(candidates)
        text = chosen[at]
        wrong = {
            "lost": [],
            "doubled": [text, text],
            "doubled sign": [f"{text[0]}{text}"],
            "spaced": [sample.spaced(text)],
            "renamed": [sample.renamed(text)],
            "reformatted": [sample.reformatted.get(text, "")],
        }[kind]
        yield chosen, [*chosen[:at], *wrong, *chosen[at + 1 :]]


def _findings(source: str, target: str, syntaxes: Syntaxes) -> list[str]:
    pair = TextPair(source, target, "de-DE", TextKind.LITERAL, "en-US", syntaxes)
    return [violation.message for check in _CHECKS for violation in check(pair)]


@pytest.mark.parametrize("kind", ["lost", "doubled", "doubled sign", "spaced", "renamed", "reformatted"])
@pytest.mark.parametrize("syntaxes", SAMPLES, ids=lambda syntaxes: "".join(syntaxes.names) or "custom")
def test_mistakes_are_found(syntaxes: Syntaxes, kind: str) -> None:
    sample, random_ = SAMPLES[syntaxes], random.Random(f"{syntaxes} {kind}")
    if kind == "reformatted" and not sample.reformatted:
        return
    missed = []
    faults = _faults(sample, kind, random_)
    for _ in range(COUNT):
        expected, wrong = next(faults)
        source, target = _sentence(random_, WORDS, expected), _sentence(random_, TRANSLATED, wrong)
        if not _findings(source, target, syntaxes):
            missed.append((source, target))
    assert len(missed) <= COUNT // 100, missed[:3]


@pytest.mark.parametrize("syntaxes", SAMPLES, ids=lambda syntaxes: "".join(syntaxes.names) or "custom")
def test_right_translations_have_no_findings(syntaxes: Syntaxes) -> None:
    sample, random_ = SAMPLES[syntaxes], random.Random(str(syntaxes))
    for _ in range(COUNT):
        chosen = random_.sample(sample.pool, random_.randint(1, 3))
        reordered = list(chosen)
        if CONVERSIONS.intersection(syntaxes.names) and ":" not in "".join(chosen):
            numbered = SYNTAXES[syntaxes.names[0]].numbered
            reordered = [f"{numbered(number)}{text[1:]}" for number, text in enumerate(chosen, start=1)]
        random_.shuffle(reordered)
        source, target = _sentence(random_, WORDS, chosen), _sentence(random_, TRANSLATED, reordered)
        assert _findings(source, target, syntaxes) == [], (source, target)


@pytest.mark.parametrize("syntaxes", SAMPLES, ids=lambda syntaxes: "".join(syntaxes.names) or "custom")
def test_a_syntax_that_is_not_chosen_raises_no_error(syntaxes: Syntaxes) -> None:
    for text in SAMPLES[syntaxes].pool:
        for other in SAMPLES:
            if not placeholders(text, other):
                assert _findings(f"The disk {text}", "Der Datenträger", other) == []
