"""Functions of long texts, or of pairs of them, take linear time, whatever the texts repeat."""

import gc
from collections.abc import Callable
from time import process_time
from typing import NamedTuple

import pytest

from eventdocs.formats.yaml.regular_places import RegularPlaces
from eventdocs.model.catalog import ParsedFile
from eventdocs.model.strings import CatalogString, LocalizedText, TextKind, TextPair
from eventdocs.model.tree import Mapping, Span
from eventdocs.rules.characters import added_controls
from eventdocs.rules.checks import is_in_source
from eventdocs.rules.identifiers import changed_identifiers
from eventdocs.rules.markup import broken_entities
from eventdocs.rules.numbers import date_orders, number_differences
from eventdocs.rules.placeholders import broken_placeholders, placeholder_mismatches
from eventdocs.rules.typography import doubled_words, french_spacing
from eventdocs.text.placeholders import DEFAULT_SYNTAXES, Syntaxes, has_words
from eventdocs.translations.pseudo import ACCENTED, pseudo_text

_SIZE = 8_000
_TIMES = 8
_GROWTH = 20  # for a text 8 times as long; linear is 8, quadratic is 64
_STEP = 100  # characters: texts of two sizes are different, so that no cache contains them
_SHORTEST = 0.002  # seconds; shorter times cannot be compared
_PRINTF, _PASCAL = Syntaxes(("printf",)), Syntaxes(("pascal",))


class Texts(NamedTuple):
    """A source and a translation of it."""

    source: str
    target: str


class Case(NamedTuple):
    """A function, and patterns of texts on which it could be slow; `@` stands for different numbers."""

    run: Callable[[Texts], object]
    source: str
    target: str

    def texts(self, size: int) -> Texts:
        """Return texts of about the given size, with different numbers."""
        return Texts(_repeated(self.source, size, 10_000 + size), _repeated(self.target, size, 70_000 + size))


def _repeated(pattern: str, size: int, first: int) -> str:
    count = size // len(pattern.replace("@", "12345"))
    return "".join(pattern.replace("@", str(number)) for number in range(first, first + count))


def _numbers(texts: Texts) -> object:
    return list(number_differences(TextPair(*texts, "fr-FR", TextKind.MARKUP, "en-US")))


def _placeholders(texts: Texts, kind: TextKind, syntaxes: Syntaxes = DEFAULT_SYNTAXES) -> object:
    pair = TextPair(*texts, "fr-FR", kind, "en-US", syntaxes)
    return [*placeholder_mismatches(pair), *broken_placeholders(pair)]


def _message(texts: Texts) -> object:
    return _placeholders(texts, TextKind.LITERAL)


def _markup(texts: Texts) -> object:
    return _placeholders(texts, TextKind.MARKUP)


def _printf(texts: Texts) -> object:
    return _placeholders(texts, TextKind.LITERAL, _PRINTF)


def _pascal(texts: Texts) -> object:
    return _placeholders(texts, TextKind.LITERAL, _PASCAL)


def _french(texts: Texts) -> object:
    file, path = ParsedFile.of("", Mapping((), Span(0, 0, 0, 0))), ("strings", "fr-FR", "description")
    return list(
        french_spacing(
            CatalogString(file, "fr-FR", path, TextKind.MARKUP, *texts, (texts.target,), 0, "en-US")
        )
    )


def _names(texts: Texts) -> object:
    """Compare the names of a source and a translation in which a hundred are missing."""
    missing = " ".join(f"xyZuvw{number}" for number in range(100))
    source = f"{texts.source}{missing}"
    return list(changed_identifiers(TextPair(source, texts.source, "fr-FR", TextKind.MARKUP, "en-US")))


def _entities(texts: Texts) -> object:
    return list(broken_entities(TextPair(*texts, "fr-FR", TextKind.MARKUP, "en-US")))


def _controls(texts: Texts) -> object:
    return list(added_controls(TextPair(*texts, "fr-FR", TextKind.LITERAL, "en-US")))


def _repetitions(texts: Texts) -> object:
    found = doubled_words(LocalizedText(texts.target, "fr-FR", TextKind.MARKUP))
    return [is_in_source(each, texts.source) for each in found]


def _dates(texts: Texts) -> object:
    return list(date_orders(TextPair(*texts, "fr-FR", TextKind.MARKUP, "en-US")))


def _pseudo(texts: Texts) -> object:
    return pseudo_text(texts.source, ACCENTED)


def _words(texts: Texts) -> object:
    return has_words(texts.source, DEFAULT_SYNTAXES, literal=True)


def _places(texts: Texts) -> object:
    places = RegularPlaces(f"a:\n{texts.source}")
    return [places.find(("a", str(at))) for at in range(texts.source.count("\n"))]


CASES = {
    "missing numbers": Case(_numbers, "@ ", "@ "),
    "missing percentages": Case(_numbers, "@% ", "%@ "),
    "missing numbers with groups": Case(_numbers, "1,@ ", "2 @ "),
    "semicolons": Case(_french, "b ", "a; "),
    "names with marks": Case(_french, "b@: ", "a@! "),
    "names in the source": Case(_french, "ba@! ", "a@! "),
    "declarations": Case(_french, "[a]: ", "[a]: "),
    "references to characters": Case(_entities, "x", "#@;"),
    "control characters": Case(_controls, "\u0107", "\x07"),  # whose lower bytes are equal
    "repetitions": Case(_repetitions, "ab @ ", "ab ab @ "),
    "dates": Case(_dates, "17/201/2/", "1/2/2017 "),
    "names that are kept": Case(_names, "abCdef@ ", "a"),
    "open links": Case(_pseudo, "[a](", "a"),
    "open braces": Case(_pseudo, "a{", "a"),
    "missing and extra placeholders": Case(_markup, "{@} ", "{@} "),
    "percentages": Case(_message, "{@}% ", "%@ "),
    "extra percentages": Case(_message, "1 ", "%1 "),
    "misspelled placeholders": Case(_markup, "{@} {1} ", "{ 1 } "),
    "lone percent signs": Case(_printf, "%s ab ", "%s %; "),
    "numbers of another argument": Case(_pascal, "%1:s %S ", "%2:s %* "),
    "texts without words": Case(_words, "{@} ", "a"),
    "places of findings in a file": Case(_places, "- 1\n", "a"),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_function_takes_linear_time(case: Case) -> None:
    case.run(case.texts(_SIZE // 2))
    sizes = (_SIZE, _SIZE * _TIMES)
    short, long = (min(_seconds(case, size + more) for more in (0, _STEP)) for size in sizes)
    assert long < _GROWTH * max(short, _SHORTEST)


def _seconds(case: Case, size: int) -> float:
    texts = case.texts(size)
    gc.collect()
    gc.disable()  # it would visit the objects of all tests
    try:
        start = process_time()
        case.run(texts)
        return process_time() - start
    finally:
        gc.enable()
