"""Rules about terms: translations use the words of the catalog's `glossary.yaml`."""

from collections.abc import Iterator, Sequence

from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic, Rule, Severity
from eventdocs.model.glossary import Term, TermIndex, TermWording, find_term
from eventdocs.model.strings import CatalogString, TextKind
from eventdocs.rules.checks import Violation, diagnostic_for_string, example_pair, full_range
from eventdocs.text.identifiers import identifiers

_NO_PROSE = frozenset(("code", "reference", "address", "path"))
_NEVER_TRANSLATED = frozenset((TextKind.NAME, TextKind.CODE))
_FILES = "# glossary.yaml\nterms:\n  - {0}\n# events/7-diskfull.yaml\n{1}"
_SESSION = "{term: session, locales: {pt-BR: {use: [sessão], avoid: [seção]}}}"


def _example(term: str, source: str, target: str) -> str:
    return _FILES.format(term, example_pair(source, target))


AVOIDED = Rule(
    "ED520",
    "avoided-term",
    Severity.WARNING,
    "A translation does not use a word that the glossary lists under `avoid`.",
    "The word means something else, or is the term of another product.",
    _example(_SESSION, "The session failed.", "A seção falhou."),
    _example(_SESSION, "The session failed.", "A sessão falhou."),
)
PREFERRED_UNUSED = Rule(
    "ED521",
    "unused-term",
    Severity.WARNING,
    "A translation of a term uses a word that the glossary lists under `use`.",
    "If all pages use the same word, a search for it finds them all. Words in code and paths do not count.",
    _example(_SESSION, "The session failed.", "O diálogo falhou."),
    _example(_SESSION, "The session failed.", "A Sessão falhou."),
)
KEPT_TERM_TRANSLATED = Rule(
    "ED522",
    "translated-term",
    Severity.ERROR,
    "A term with `keep` in the glossary is not translated.",
    "Names of products and technologies are the same in all languages.",
    _example("{term: Active Directory, keep: yes}", "Active Directory is down.", "O Diretório Ativo caiu."),
    _example("{term: Active Directory, keep: yes}", "Active Directory is down.", "O Active Directory caiu."),
)


def avoided_terms(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield words to avoid in translations of a term and in the source itself."""
    for string, term in (*_occurrences(catalog, strings), *_avoided_in_source(catalog, strings)):
        wording = term.wordings.get(string.locale)
        span = _avoided_word(string, wording) if wording else None
        if wording and span:
            word = string.target[slice(*span)]
            hint = f"write {_alternatives(wording.use)}" if wording.use else "use another word"
            message = f"the glossary says to avoid `{word}` for `{term.term}`"
            yield diagnostic_for_string(AVOIDED, string, Violation(*span, message, hint))


def unused_terms(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield translations of a term that use none of the preferred words."""
    for string, term in _occurrences(catalog, strings):
        wording = term.wordings.get(string.locale)
        if not wording or not wording.use or string.source is None or _avoided_word(string, wording):
            continue
        if not find_term(string.target, wording.use, string.locale):
            words = _alternatives(wording.use)
            message = f"`{term.term}` is not translated as {words}"
            yield diagnostic_for_string(
                PREFERRED_UNUSED, string, Violation(*full_range(string), message, f"write {words}")
            )


def translated_terms(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield translations that do not keep a term as it is."""
    for string, term in _occurrences(catalog, strings):
        if term.keep and string.source is not None and term.term not in string.target:
            forms = (term.term, *term.forms)
            if not find_term(string.target, forms, string.locale):
                message = f"the translation is missing the term `{term.term}`"
                yield diagnostic_for_string(
                    KEPT_TERM_TRANSLATED,
                    string,
                    Violation(*full_range(string), message, f"keep `{term.term}` as it is"),
                )


def _occurrences(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[tuple[CatalogString, Term]]:
    """Yield translations with the terms that their source contains."""
    glossary, source_locale = catalog.settings.glossary, catalog.settings.source_locale
    if glossary:
        index = TermIndex(((term, (term.term, *term.forms)) for term in glossary), source_locale)
        for string in strings:
            if string.kind not in _NEVER_TRANSLATED and string.source:
                yield from ((string, term) for term in index.find(_without_code(string, string.source)))


def _avoided_in_source(
    catalog: Catalog, strings: Sequence[CatalogString]
) -> Iterator[tuple[CatalogString, Term]]:
    """Yield strings of the source locale with the terms for which they use a word to avoid."""
    glossary, locale = catalog.settings.glossary, catalog.settings.source_locale
    terms = [(term, term.wordings[locale].avoid) for term in glossary if locale in term.wordings]
    if terms:
        index = TermIndex(terms, locale)
        for string in strings:
            is_source = string.source is None and string.locale == locale
            if string.kind not in _NEVER_TRANSLATED and is_source:
                yield from ((string, term) for term in index.find(_without_code(string, string.target)))


def _avoided_word(string: CatalogString, wording: TermWording) -> tuple[int, int] | None:
    return find_term(_without_code(string, string.target), wording.avoid, string.locale)


def _without_code(string: CatalogString, text: str) -> str:
    """Return a text of the same length without code, addresses and paths, whose words are not translated."""
    for identifier in identifiers(text, string.placeholders):
        if identifier.kind in _NO_PROSE:
            blank = " " * len(identifier.text)
            text = f"{text[: identifier.start]}{blank}{text[identifier.end :]}"
    return text


def _alternatives(words: Sequence[str]) -> str:
    return " or ".join(f"`{word}`" for word in words[:3])
