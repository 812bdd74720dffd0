"""Serve: a preview that renders pages when browsers ask for them, and builds the site in the background."""

import sys
import threading
import time
from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager, suppress
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from eventdocs.building.preview import PreviewPages
from eventdocs.building.result import BuildOptions, BuildRequest
from eventdocs.model.errors import EventdocsError
from eventdocs.site.routes import Format
from eventdocs.store.editor_requests import EditorRequests
from eventdocs.store.files import read_bytes
from eventdocs.store.git import user_name
from eventdocs.store.output_dir import new_output
from eventdocs.store.package_data import default_templates
from eventdocs.store.preview_server import (
    SCRIPT_PATH,
    BuildStatus,
    make_server,
    temporary_folder,
    watch_folder,
)
from eventdocs.store.processes import ModuleProcess
from eventdocs.text.addresses import href

if TYPE_CHECKING:
    from eventdocs.store.translation_editor import TranslationEditor

_SWITCH_INTERVAL = 0.0005  # seconds after which a thread that reads the catalog lets one that saves go on
_PAUSE = 0.1  # seconds between a refresh and its build
_LINKS = 100  # on the page that is shown while there is no site yet
_PLACEHOLDER = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>eventdocs</title>"
    "<p>The site is being built. This page then shows it.{pages}"
    f'<script src="{SCRIPT_PATH}"></script>'
)


class PreviewSession:
    """The preview of a catalog: pages that are rendered on request, and the site in `folder`.

    `refreshes` counts how often the catalog was read, `builds` the builds that ended, and `errors` are those
    of the last one; a failed build leaves the site as it was. While the site is not that of the last refresh,
    pages of events are rendered when they are asked for.
    """

    def __init__(self, catalog: Path, folder: Path, editor: str) -> None:
        self.catalog, self.site, self.editor = catalog, folder / "site", editor
        options = BuildOptions()
        request = BuildRequest(
            catalog, (Format.HTML.value,), (), False, editor, options.single_shard_max, options.shard_size
        )
        self.pages = PreviewPages(request, new_output(folder / "preview"))
        self.refreshes, self.builds, self.built, self.errors = 0, 0, 0, ""
        self.closed = False
        self.process: ModuleProcess | None = None
        self.changed = threading.Condition()

    def wait_for_first_page(self) -> None:
        """Wait until the catalog is read, and a moment longer, so that a browser gets its page first.

        Starting a watch blocks all other threads, for 40 ms at 10,000 files.
        """
        with self.changed:
            self.changed.wait_for(lambda: self.refreshes > 0)
        time.sleep(_PAUSE)

    def refresh(self) -> None:
        """Read what changed in the catalog, and notify all that wait."""
        self.pages.refresh()
        with self.changed:
            self.refreshes += 1
            self.changed.notify_all()

    def refresh_after_changes(
        self, changes: Iterator[Set[object]], translations: "TranslationEditor | None" = None
    ) -> None:
        """Refresh the pages, and the translation editor if there is one, after each set of changes.

        After an empty set, a scan finds what changed before the watch started.
        """
        for changed in changes:
            if changed or self.pages.are_outdated():
                if translations:
                    translations.refresh()
                self.refresh()

    def build(self) -> str:
        """Build the site in another process, notify all that wait, and return the errors as text."""
        number = self.refreshes
        try:
            process = self._start()
            self.pages.save_events()  # takes less time than the build
            errors = process.output()
        except EventdocsError as error:
            errors = error.message
        with self.changed:
            self.builds, self.errors = self.builds + 1, errors
            self.built = 0 if errors else number
            self.changed.notify_all()
        return errors

    def _start(self) -> ModuleProcess:
        with self.changed:
            if self.closed:
                raise EventdocsError("the preview has ended")
            arguments = str(self.catalog), str(self.site), self.editor
            self.process = ModuleProcess("eventdocs.commands.preview_build", *arguments)
            return self.process

    def build_after_refreshes(self, report: Callable[[str], None]) -> None:
        """Build after each refresh, or after several, until the session is closed.

        Each build starts a moment later, so that browsers get the new pages first.
        """
        number = 0
        while True:
            with self.changed:
                self.changed.wait_for(partial(self._must_build, number))
                self.changed.wait_for(lambda: self.closed, _PAUSE)
                number = self.refreshes
            if self.closed:
                return
            errors = self.build()
            if not self.closed:
                report(errors or "built")

    def _must_build(self, number: int) -> bool:
        """Return whether there was a refresh after that with a number, or the session is closed."""
        return self.closed or self.refreshes != number

    def close(self) -> None:
        """End the build that is under way, and `build_after_refreshes`."""
        with self.changed:
            self.closed = True
            self.changed.notify_all()
            if self.process is not None:
                self.process.kill()

    def render(self, path: str) -> bytes | None:
        """Return a file of the site as it is now; None if the folder has it, or only a build can make it.

        A request that comes before the catalog is read waits for that.
        """
        self._wait_for_catalog()
        return None if self.built == self.refreshes else self.pages.render(path)

    def placeholder(self) -> bytes:
        """Return the page that is shown while there is no site."""
        links = (
            f"<li><a href='/{escape(href(path))}'>{escape(f'{event.id} - {event.name}')}</a>"
            for path, event in self.pages.first_pages(_LINKS)
        )
        return _PLACEHOLDER.format(pages=f"<ul>{''.join(links)}</ul>").encode()

    def version(self, path: str) -> str:
        """Return what changes when a path has new content, once the catalog is read."""
        self._wait_for_catalog()
        return f"page {self.refreshes}" if self.pages.has(path) else f"site {self.builds}"

    def wait(self, path: str, known: BuildStatus | None, seconds: float) -> BuildStatus:
        """Wait for another version of a path or other errors, or until a timeout; return the last ones."""
        with self.changed:
            self.changed.wait_for(lambda: self._status(path) != known, seconds)
            return self._status(path)

    def wait_for_build(self, seconds: float) -> None:
        """Wait for the end of the first build, or until a timeout."""
        with self.changed:
            self.changed.wait_for(lambda: self.builds > 0, seconds)

    def _wait_for_catalog(self) -> None:
        with self.changed:
            self.changed.wait_for(lambda: self.closed or self.refreshes > 0)

    def _status(self, path: str) -> BuildStatus:
        return self.version(path), self.errors


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
    translations = _translation_editor(catalog, translate, by) if translate else None
    script = read_bytes(default_templates() / "preview.js", None)
    with temporary_folder() as folder:
        session = PreviewSession(catalog, folder, editor)
        requests = _editor_requests(translations) if translations else None
        with _port_errors(port):
            server = make_server(session, port, script, requests)
        _, chosen_port = server.server_address[:2]
        path = f"{translations.locale}/index.html" if translations else ""
        server_thread = threading.Thread(target=server.serve_forever, daemon=True)
        builder = threading.Thread(target=_keep_built, args=(session, report), daemon=True)
        try:
            with suppress(KeyboardInterrupt, SystemExit):  # of Ctrl+C and SIGTERM
                server_thread.start()
                report(f"{catalog}: preview at http://127.0.0.1:{chosen_port}/{path} (press Ctrl+C to stop)")
                if translations:
                    sys.setswitchinterval(_SWITCH_INTERVAL)
                    threading.Thread(target=translations.refresh, daemon=True).start()
                builder.start()
                session.wait_for_first_page()
                session.refresh_after_changes(changes, translations)
        finally:
            if server_thread in threading.enumerate():  # started; otherwise shutdown would wait forever
                server.shutdown()
            server.server_close()
            session.close()
            if builder in threading.enumerate():
                builder.join()


@contextmanager
def _port_errors(port: int) -> Iterator[None]:
    """Turn the error for a port that cannot be used into an `EventdocsError`."""
    try:
        yield
    except OSError as error:
        hint = "choose another port with --port"
        reason = (error.strerror or str(error)).lower()
        raise EventdocsError(f"cannot listen on port `{port}`: {reason}", hint=hint) from error


def _keep_built(session: PreviewSession, report: Callable[[str], None]) -> None:
    """Read the catalog and build, and build again after each change."""
    session.refresh()
    session.build_after_refreshes(report)


def _translation_editor(catalog: Path, tag: str, by: str) -> "TranslationEditor":
    from eventdocs.store.translation_editor import TranslationEditor  # the first page needs no rules

    return TranslationEditor(catalog, tag, by or user_name(catalog))


def _editor_requests(editor: "TranslationEditor") -> EditorRequests:
    names = ("translate.css", "translate.js")
    return EditorRequests(editor, {name: read_bytes(default_templates() / name, None) for name in names})
