"""Serve: a preview that builds after each change of the catalog and updates the browsers that show it."""

import sys
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
from eventdocs.store.editor_requests import EditorRequests
from eventdocs.store.files import read_bytes
from eventdocs.store.git import user_name
from eventdocs.store.package_data import default_templates
from eventdocs.store.preview_server import make_server, temporary_folder, watch_folder
from eventdocs.store.translation_editor import TranslationEditor

_OPTIONS = BuildOptions(jobs=1)  # a process with threads should not fork
_SWITCH_INTERVAL = 0.0005  # seconds after which a build lets a thread that saves go on


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
            errors = f"{error.message}\n{error.hint}".strip()
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
    translate: str = "",
    by: str = "",
    stop: threading.Event | None = None,
) -> None:
    """Serve a catalog's site on the loopback interface until `stop` is set; build after each change.

    With `translate`, the tag of a locale, pages have the translation editor, and `by` is who translates; by
    default it is the user of git.
    """
    changes = watch_folder(catalog, stop)
    translations = TranslationEditor(catalog, translate, by or user_name(catalog)) if translate else None
    script = read_bytes(default_templates() / "preview.js", None)
    with temporary_folder("site") as site:
        session = PreviewSession(catalog, site, editor)
        try:
            requests = _editor_requests(translations) if translations else None
            server = make_server(site, port, script, session.wait, requests)
        except OSError as error:
            hint = "choose another port with --port"
            raise EventdocsError(f"cannot listen on port {port}: {error.strerror}", hint=hint) from error
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            _, chosen_port = server.server_address[:2]
            address = f"http://127.0.0.1:{chosen_port}/"
            if translations is not None:
                address += f"{translations.locale}/index.html"
                sys.setswitchinterval(_SWITCH_INTERVAL)
                threading.Thread(target=translations.refresh, daemon=True).start()
            report(f"{catalog}: preview at {address} (press Ctrl+C to stop)")
            report(session.build() or "built")
            for _ in changes:
                if translations is not None:
                    translations.refresh()
                report(session.build() or "built")
        finally:
            server.shutdown()
            server.server_close()


def _editor_requests(editor: TranslationEditor) -> EditorRequests:
    names = ("translate.css", "translate.js")
    return EditorRequests(editor, {name: read_bytes(default_templates() / name, None) for name in names})
