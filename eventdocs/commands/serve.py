"""Serve: a preview that builds after each change of the catalog and updates the browsers that show it."""

import threading
from collections.abc import Callable
from pathlib import Path

from eventdocs.building.api import BuildOptions, build
from eventdocs.model.diagnostics import cap_findings
from eventdocs.model.errors import EventdocsError
from eventdocs.reports import text
from eventdocs.site.routes import Format
from eventdocs.store.catalog_files import excerpt_source
from eventdocs.store.checked_catalog import build_errors
from eventdocs.store.files import read_bytes
from eventdocs.store.package_data import default_templates
from eventdocs.store.preview_server import make_server, temporary_folder, watch_folder

_OPTIONS = BuildOptions(jobs=1)  # a process with threads should not fork


class PreviewSession:
    """The last build: its number and its errors, as text; a failed build leaves the site as it was."""

    def __init__(self, catalog: Path, site: Path, editor: str) -> None:
        self.catalog, self.site, self.editor = catalog, site, editor
        self.number, self.errors = 0, ""
        self.changed = threading.Condition()

    def build(self) -> str:
        """Build once, notify all that wait, and return the errors as text."""
        try:
            result = build(self.catalog, self.site, [Format.HTML], editor=self.editor, options=_OPTIONS)
            blocks = text.write(
                cap_findings(build_errors(result.diagnostics)),
                f"{self.catalog.as_posix()}/",
                lambda file: excerpt_source(self.catalog, file),
            )
            errors = "\n".join(blocks)
        except EventdocsError as error:
            errors = "\n".join((error.message, *error.excerpt, error.hint)).strip()
        with self.changed:
            self.number, self.errors = self.number + 1, errors
            self.changed.notify_all()
        return errors

    def wait(self, number: int, seconds: float) -> tuple[int, str]:
        """Wait for a build with another number, or until a timeout; return the last number and errors."""
        with self.changed:
            self.changed.wait_for(lambda: self.number != number, seconds)
            return self.number, self.errors


def serve(
    catalog: Path,
    port: int,
    report: Callable[[str], None],
    *,
    editor: str = "",
    stop: threading.Event | None = None,
) -> None:
    """Serve a catalog's site on the loopback interface until `stop` is set; build after each change."""
    changes = watch_folder(catalog, stop)
    script = read_bytes(default_templates() / "preview.js", None)
    with temporary_folder("site") as site:
        session = PreviewSession(catalog, site, editor)
        try:
            server = make_server(site, port, script, session.wait)
        except OSError as error:
            hint = "choose another port with --port"
            reason = (error.strerror or str(error)).lower()
            raise EventdocsError(f"cannot listen on port `{port}`: {reason}", hint=hint) from error
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            _, chosen_port = server.server_address[:2]
            report(f"{catalog}: preview at http://127.0.0.1:{chosen_port}/ (press Ctrl+C to stop)")
            report(session.build() or "built")
            for _ in changes:
                report(session.build() or "built")
        finally:
            server.shutdown()
            server.server_close()
