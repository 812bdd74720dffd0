"""Reports: one list of diagnostics, written for people, editors, CI systems and tools."""

from collections.abc import Callable, Mapping, Sequence

from eventdocs.model.diagnostics import Diagnostic
from eventdocs.reports import github, gitlab, json, junit, markdown, sarif

# Reports that need nothing but the findings and what goes before file names; `text` also shows the lines.
REPORTS: Mapping[str, Callable[[Sequence[Diagnostic], str], str]] = {
    "json": json.write,
    "sarif": sarif.write,
    "github": github.write,
    "gitlab": gitlab.write,
    "junit": junit.write,
    "markdown": markdown.write,
}
