"""Glossary: terms are called what the catalog's `glossary.yaml` calls them."""

from collections.abc import Iterator, Sequence

from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic, Rule, Severity
from eventdocs.model.glossary import Term, find_term
from eventdocs.model.strings import CatalogString, TextKind
from eventdocs.rules.checks import Violation, diagnostic_for_string, example_pair, full_range

_FILES = "# glossary.yaml\nterms:\n  - {0}\n# events/7-diskfull.yaml\n{1}"
_SESSION = "{term: session, locales: {pt-BR: {use: [sessão], avoid: [seção]}}}"


def _example(term: str, source: str, target: str) -> str:
    return _FILES.format(term, example_pair(source, target))


AVOIDED = Rule(
    "ED520",
    "avoided-term",
    Severity.WARNING,
    "A translation does not use a word that the glossary forbids for a term.",
    "The word means something else, or belongs to another product.",
    _example(_SESSION, "The session failed.", "A seção falhou."),
    _example(_SESSION, "The session failed.", "A sessão falhou."),
)
PREFERRED = Rule(
    "ED521",
    "unused-term",
    Severity.WARNING,
    "A translation uses the word that the glossary prefers for a term.",
    "A reader who searches for the term finds every page about it.",
    _example(_SESSION, "The session failed.", "O diálogo falhou."),
    _example(_SESSION, "The session failed.", "A Sessão falhou."),
)
KEPT = Rule(
    "ED522",
    "translated-term",
    Severity.ERROR,
    "A term that the glossary keeps stands in the translation as it is.",
    "Names of products and technologies have no translation.",
    _example("{term: Active Directory, keep: yes}", "Active Directory is down.", "O Diretório Ativo caiu."),
    _example("{term: Active Directory, keep: yes}", "Active Directory is down.", "O Active Directory caiu."),
)


def avoided(catalog: Catalog, units: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Find forbidden words, in translations of the term and in the source itself."""
    for unit, term in _occurrences(catalog, units):
        wording = term.wordings.get(unit.locale)
        found = find_term(unit.target, wording.avoid, unit.locale) if wording else None
        if wording and found:
            word = unit.target[slice(*found)]
            hint = f"write {_listed(wording.use)}" if wording.use else "choose another word"
            message = f"`{word}` is not the word for `{term.term}`"
            yield diagnostic_for_string(AVOIDED, unit, Violation(*found, message, hint))


def preferred(catalog: Catalog, units: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Find translations of a term that use none of the preferred words."""
    for unit, term in _occurrences(catalog, units):
        wording = term.wordings.get(unit.locale)
        if (
            not wording
            or not wording.use
            or unit.source is None
            or find_term(unit.target, wording.avoid, unit.locale)
        ):
            continue
        if not find_term(unit.target, wording.use, unit.locale):
            message = f"`{term.term}` is not called {_listed(wording.use)} here"
            yield diagnostic_for_string(
                PREFERRED, unit, Violation(*full_range(unit), message, f"write {_listed(wording.use)}")
            )


def kept(catalog: Catalog, units: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Find translations that do not keep a term."""
    for unit, term in _occurrences(catalog, units):
        if term.keep and unit.source is not None and term.term not in unit.target:
            forms = (term.term, *term.forms)
            if not find_term(unit.target, forms, unit.locale):
                message = f"the term `{term.term}` is not kept"
                yield diagnostic_for_string(
                    KEPT, unit, Violation(*full_range(unit), message, f"write `{term.term}`")
                )


def _occurrences(catalog: Catalog, units: Sequence[CatalogString]) -> Iterator[tuple[CatalogString, Term]]:
    """Pairs of a unit and a term that its source has; in the source locale, all terms that forbid words."""
    if not catalog.settings.glossary:
        return
    for unit in units:
        if unit.kind is TextKind.NAME:
            continue
        for term in catalog.settings.glossary:
            if (
                unit.source is None and unit.locale == unit.source_locale and unit.locale in term.wordings
            ) or (unit.source and find_term(unit.source, (term.term, *term.forms), unit.source_locale)):
                yield unit, term


def _listed(words: Sequence[str]) -> str:
    return " or ".join(f"`{word}`" for word in words[:3])
