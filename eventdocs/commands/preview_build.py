"""Build the site of a preview: `python -m eventdocs.commands.preview_build CATALOG SITE EDITOR`.

It prints the errors that prevent the build. `eventdocs serve` runs it in a process of its own, so that it
takes no time and no memory from the pages that browsers wait for.
"""

import sys
from contextlib import suppress
from pathlib import Path

from eventdocs.building.api import build
from eventdocs.building.engine import CatalogChangedError
from eventdocs.building.result import BuildResult
from eventdocs.model.diagnostics import cap_findings
from eventdocs.model.errors import EventdocsError
from eventdocs.reports import text
from eventdocs.site.routes import Format
from eventdocs.store.catalog_files import excerpt_source
from eventdocs.store.checked_catalog import build_errors

_ATTEMPTS = 5


def build_site(catalog: Path, site: Path, editor: str) -> str:
    """Build the site of a preview into a folder and return the errors as text."""
    try:
        result = _build_unchanged(catalog, site, editor)
    except EventdocsError as error:
        message = f"{error.message} · {error.hint}" if error.hint else error.message
        return "\n".join((message, *error.excerpt))
    blocks = text.write(
        cap_findings(build_errors(result.diagnostics)),
        f"{catalog.as_posix()}/",
        lambda file: excerpt_source(catalog, file),
    )
    return "\n".join(blocks)


def _build_unchanged(catalog: Path, site: Path, editor: str) -> BuildResult:
    """Build, again if the catalog changes meanwhile: a save in the editor is not an error."""
    for _ in range(_ATTEMPTS - 1):
        with suppress(CatalogChangedError):
            return build(catalog, site, [Format.HTML], editor=editor)
    return build(catalog, site, [Format.HTML], editor=editor)


def main(catalog: str, site: str, editor: str) -> None:
    """Build, and print the errors."""
    sys.stdout.buffer.write(build_site(Path(catalog), Path(site), editor).encode("utf-8", "replace"))


if __name__ == "__main__":
    main(*sys.argv[1:])
