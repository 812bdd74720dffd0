"""The kinds of reports that need nothing but findings; `text` also shows the lines."""

from collections.abc import Callable, Mapping, Sequence

from eventdocs.model.diagnostics import Diagnostic
from eventdocs.reports import github, gitlab, json, junit, markdown, sarif

# Each is given the findings and what goes before file names.
REPORTS: Mapping[str, Callable[[Sequence[Diagnostic], str], str]] = {
    "json": json.write,
    "sarif": sarif.write,
    "github": github.write,
    "gitlab": gitlab.write,
    "junit": junit.write,
    "markdown": markdown.write,
}
