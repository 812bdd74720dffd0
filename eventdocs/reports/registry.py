"""Report formats that need only diagnostics; the `text` report also needs the source files."""

from collections.abc import Callable, Mapping, Sequence

from eventdocs.model.diagnostics import Diagnostic
from eventdocs.reports import github, gitlab, json, junit, markdown, sarif

# Each function takes the diagnostics and a prefix for file names.
REPORTS: Mapping[str, Callable[[Sequence[Diagnostic], str], str]] = {
    "json": json.write,
    "sarif": sarif.write,
    "github": github.write,
    "gitlab": gitlab.write,
    "junit": junit.write,
    "markdown": markdown.write,
}
