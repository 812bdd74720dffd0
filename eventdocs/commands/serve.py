"""Preview: build whenever a file of the catalog changes, and tell the browsers that look at it."""

import threading
from collections.abc import Callable
from pathlib import Path

from eventdocs.build.api import BuildOptions, build
from eventdocs.model.errors import EventdocsError
from eventdocs.reports import text
from eventdocs.site.routes import Format
from eventdocs.store.catalog import excerpt_source
from eventdocs.store.checked_catalog import build_errors
from eventdocs.store.files import read_bytes
from eventdocs.store.package_data import default_templates
from eventdocs.store.preview_server import make_server, temporary_folder, watch_folder

_ALONE = BuildOptions(jobs=1)  # a process with threads should not fork


class PreviewSession:
    """The last build: its number, and what was wrong with it; the site stays the last good one."""

    def __init__(self, catalog: Path, site: Path, editor: str) -> None:
        self.catalog, self.site, self.editor = catalog, site, editor
        self.number, self.wrong = 0, ""
        self.changed = threading.Condition()

    def build(self) -> str:
        """Build once and tell everybody; give what was wrong, as text."""
        try:
            built = build(self.catalog, self.site, [Format.HTML], editor=self.editor, options=_ALONE)
            wrong = text.write(
                build_errors(built.diagnostics),
                f"{self.catalog.as_posix()}/",
                lambda file: excerpt_source(self.catalog, file),
            )
        except EventdocsError as error:
            wrong = f"{error.message}\n{error.hint}".strip()
        with self.changed:
            self.number, self.wrong = self.number + 1, wrong
            self.changed.notify_all()
        return wrong

    def wait(self, number: int, seconds: float) -> tuple[int, str]:
        """Wait until the last build is another than this one, or the time is over."""
        with self.changed:
            self.changed.wait_for(lambda: self.number != number, seconds)
            return self.number, self.wrong


def serve(
    catalog: Path,
    port: int,
    say: Callable[[str], None],
    *,
    editor: str = "",
    stop: threading.Event | None = None,
) -> None:
    """Serve a catalog's site on the loopback interface until `stop`, building after each change."""
    changes = watch_folder(catalog, stop)
    script = read_bytes(default_templates() / "preview.js")
    with temporary_folder("site") as site:
        shown = PreviewSession(catalog, site, editor)
        try:
            server = make_server(site, port, script, shown.wait)
        except OSError as error:
            hint = "choose another with --port"
            raise EventdocsError(f"port {port} cannot be had: {error.strerror}", hint=hint) from error
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            say(f"http://127.0.0.1:{server.server_address[1]}/ shows {catalog}; Ctrl+C ends it")
            say(shown.build() or "built")
            for _ in changes:
                say(shown.build() or "built")
        finally:
            server.shutdown()
            server.server_close()
