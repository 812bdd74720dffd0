"""Check: all findings about a catalog, of form and of content, in one run."""

from pathlib import Path

from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic, Severity, in_order
from eventdocs.rules import check
from eventdocs.store.catalog import Loaded, load


def check_catalog(folder: Path) -> Loaded:
    """Read a catalog and give it with all that is wrong in it."""
    loaded = load(folder)
    return Loaded(loaded.catalog, findings(loaded))


def findings(loaded: Loaded) -> list[Diagnostic]:
    """Add the findings of the rules to those of the reading."""
    return in_order([*loaded.diagnostics, *_rule_findings(loaded.catalog)])


def _rule_findings(catalog: Catalog) -> list[Diagnostic]:
    return check(catalog) if "catalog" in catalog.trees else []


def errors(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Keep the findings that stop a build."""
    return [finding for finding in diagnostics if finding.severity is Severity.ERROR]
