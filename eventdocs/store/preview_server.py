"""The preview server: it serves one folder, read-only, on the loopback interface, and announces each build.

It rejects what a page on the web could make a browser request: other hosts and origins, other methods, and
all paths that do not name a file inside the folder. Only the translation editor answers POST requests, and
writes files.
"""

import json
import mimetypes
import sys
import tempfile
from collections.abc import Iterator, Set
from contextlib import contextmanager, suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from pathlib import Path, PurePosixPath
from threading import Event
from typing import Protocol
from urllib.parse import quote, unquote_to_bytes, urlsplit

from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.publishing.http_headers import IMMUTABLE, cache_control
from eventdocs.store.editor_requests import POLICY, EditorRequests, body_length
from eventdocs.store.files import read_bytes, resolve_links
from eventdocs.store.folders import no_catalog

STATUS_PATH = "/-/status"
SCRIPT_PATH = "/-/preview.js"
_KEEPALIVE = 15.0  # seconds
_STEP = 10  # milliseconds between checks; changes are reported when a check finds no more
_DEBOUNCE = 100
_TIMEOUT = 500  # milliseconds without a change
_TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json"}
_MISSING = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>eventdocs</title>"
    f'<script src="{SCRIPT_PATH}"></script>'
)
_FRONT_PAGE = "index.html"
_LONGEST_BUILD = 600.0  # seconds

BuildStatus = tuple[str, str]
"""The version of a file, which changes with its content, and the errors of the last build."""


class PreviewedSite(Protocol):
    """A site whose files are in a folder, once they are built."""

    @property
    def site(self) -> Path:
        """The folder."""

    def render(self, path: str) -> bytes | None:
        """Return a file that is newer than that in the folder; None if there is none."""

    def version(self, path: str) -> str:
        """Return what changes when a file has new content."""

    def placeholder(self) -> bytes:
        """Return the page that is shown while there is no site."""

    def wait(self, path: str, known: BuildStatus | None, seconds: float) -> BuildStatus:
        """Wait until the status of a file differs from a known one, or until a timeout, and return it."""

    def wait_for_build(self, seconds: float) -> None:
        """Wait for the end of the first build, or until a timeout."""


def make_server(
    site: PreviewedSite, port: int, script: bytes, editor: EditorRequests | None = None
) -> ThreadingHTTPServer:
    """Return a server on 127.0.0.1 that is not running yet; port 0 takes a free port.

    With `editor`, pages have the translation editor.
    """
    server = _Server(("127.0.0.1", port), partial(_Handler, site, resolve_links(site.site), script, editor))
    server.daemon_threads = True
    return server


def watch_folder(folder: Path, stop: Event | None) -> Iterator[Set[object]]:
    """Return an iterator over sets of changes in a folder; it ends when `stop` is set.

    The watch starts when the first set is asked for. This set is empty if nothing changes for half a second;
    later ones never are.
    """
    from watchfiles import watch

    if not folder.is_dir():
        raise no_catalog(folder)
    changes = watch(
        folder, stop_event=stop, step=_STEP, debounce=_DEBOUNCE, rust_timeout=_TIMEOUT, yield_on_timeout=True
    )
    return _watch_errors(folder, changes)


def _watch_errors(folder: Path, changes: Iterator[Set[object]]) -> Iterator[Set[object]]:
    """Yield the first set of changes and those that are not empty.

    Raises `EventdocsError` for what the library cannot watch, such as files whose names are not UTF-8. Its
    other errors have their reason in the text only, before a number and a list of paths.
    """
    try:
        yield from islice(changes, 1)
        yield from filter(None, changes)
    except OSError as error:
        reason = str(error).partition(" (os error ")[0].rstrip(".")
        hint = "check that you may read its folders, and how many files you may watch (`fs.inotify`)"
        message = f"cannot watch `{folder}`: {reason[:1].lower()}{reason[1:]}"
        raise EventdocsError(message, hint=hint, code=Exit.ENVIRONMENT) from error
    except (UnicodeEncodeError, RuntimeError) as error:
        hint = "rename files and folders whose names are not UTF-8"
        raise EventdocsError(f"cannot watch `{folder}`", hint=hint, code=Exit.ENVIRONMENT) from error


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Yield a new empty folder; it is removed with its content at the end."""
    with tempfile.TemporaryDirectory(prefix="eventdocs-") as folder:
        yield Path(folder)


def decode_target(target: str) -> str | None:
    """Return the path of a file that a request's target names, relative to the site; None if it is invalid.

    A target that ends in `/` names the `index.html` in a folder.
    """
    path = urlsplit(target).path if target.startswith("/") and not target.startswith("//") else ""
    try:
        decoded = unquote_to_bytes(path).decode("utf-8")
    except UnicodeDecodeError:
        return None
    parts = decoded.split("/")[1:]
    if not decoded or any(part in (".", "..") for part in parts) or any(bad in decoded for bad in "\\\0"):
        return None
    return "/".join(parts) + (_FRONT_PAGE if not parts[-1] else "")


def resolve_path(folder: Path, path: str) -> Path | None:
    """Return the file at a path of `decode_target`; None unless it is a plain file inside the folder."""
    try:
        path_inside = folder.joinpath(*path.split("/"))
        file = path_inside / "index.html" if path_inside.is_dir() else path_inside
        resolved = file.resolve(strict=True)
    except (OSError, ValueError):
        return None
    return resolved if resolved.is_file() and resolved.is_relative_to(folder) else None


def _with_version(page: bytes, version: str) -> bytes:
    """Return a page whose script knows the version of the page.

    The page may change before the script asks for its status.
    """
    src = b'src="%s%s"'
    path = SCRIPT_PATH.encode()
    return page.replace(src % (path, b""), src % (path, f"?{quote(version)}".encode()), 1)


class _Server(ThreadingHTTPServer):
    """Answers each request in a thread of its own."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Print the traceback of a bug, but nothing if the browser is gone, which is not an error."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD, and POST for the translation editor."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # otherwise the body waits 40 ms until the headers are acknowledged
    timeout = 30

    def __init__(
        self, site: PreviewedSite, folder: Path, script: bytes, editor: EditorRequests | None, *rest: object
    ) -> None:
        self.site, self.folder, self.script, self.editor = site, folder, script, editor
        super().__init__(*rest)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        if self.editor is None:
            self.send_error(501, f"Unsupported method ({self.command!r})")
            return
        self.close_connection = True  # the body of a refused request is not read
        port = self.connection.getsockname()[1]
        refusal = self.editor.refusal(self.path, self.headers, port)
        if refusal is not None:
            self._send(refusal.status, f"{refusal.reason}\n".encode())
            return
        body = self.rfile.read(body_length(self.headers) or 0)
        self._send(*self.editor.answer(self.path, body), "application/json")

    def _answer(self) -> None:
        if not self._is_local():
            self._send(403, b"this preview is only available on this machine\n")
        elif self.path.partition("?")[0] == STATUS_PATH and self.command == "GET":
            self._stream_status()
        elif self.path.partition("?")[0] == SCRIPT_PATH:
            self._send(200, self.script, "text/javascript")
        elif self.editor is not None and (file := self.editor.file(self.path)) is not None:
            self._send(200, file, _TYPES[PurePosixPath(self.path).suffix])
        else:
            self._send_file()

    def _is_local(self) -> bool:
        port = self.connection.getsockname()[1]
        local_hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        origin = self.headers.get("Origin")
        hosts = self.headers.get_all("Host") or []
        return (
            len(hosts) == 1
            and local_hosts.issuperset(hosts)
            and (origin is None or origin in {f"http://{host}" for host in local_hosts})
        )

    def _send_file(self) -> None:
        """Send a file: as it is rendered now, or else from the folder.

        Before anything is built, what would be a page is a placeholder, and all else waits.
        """
        path = decode_target(self.path)
        version = self.site.version(path or "")  # before the file is read, so that no change is missed
        found = None if path is None else self._find(path)
        if path is not None and found is None and not (self.folder / _FRONT_PAGE).exists():
            if path.endswith(".html"):
                self._send(200, _with_version(self.site.placeholder(), version), "text/html")
                return
            self.site.wait_for_build(_LONGEST_BUILD)
            found = self._find(path)
        if found is None:
            self._send(404, _with_version(_MISSING.encode(), version), "text/html")
            return
        name, data = found
        guessed, _ = mimetypes.guess_type(name)
        content_type = _TYPES.get(PurePosixPath(name).suffix) or guessed or "text/plain"
        if content_type == "text/html":
            data = _with_version(data, version)
            if self.editor is not None:
                data = self.editor.with_head(data)
        named_by_content = cache_control(path or "") == IMMUTABLE
        self._send(200, data, content_type, IMMUTABLE if named_by_content else "no-store")

    def _find(self, path: str) -> tuple[str, bytes] | None:
        """Return a file at a path, or the front page of a folder, with its name."""
        data = self.site.render(path)
        if data is not None:
            return path, data
        file = resolve_path(self.folder, path)
        if file is not None:
            with suppress(EventdocsError):
                return file.name, read_bytes(file, None)
        return None

    def _send(
        self, status: int, data: bytes, content_type: str = "text/plain", caching: str = "no-store"
    ) -> None:
        charset = "; charset=utf-8" if content_type.startswith("text/") else ""
        self.send_response(status)
        self.send_header("Content-Type", f"{content_type}{charset}")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", caching)
        self.send_header("X-Content-Type-Options", "nosniff")
        if self.editor is not None:
            self.send_header("Content-Security-Policy", POLICY)
            self.send_header("Cross-Origin-Resource-Policy", "same-origin")
            self.send_header("Referrer-Policy", "no-referrer")
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _stream_status(self) -> None:
        """Send an event for each version of the page that the query names, until the browser disconnects."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        path, known = decode_target(self.path.partition("?")[2]) or "", None
        try:
            while True:
                latest = self.site.wait(path, known, _KEEPALIVE)
                text = f"data: {json.dumps(latest)}\n\n" if latest != known else ": keep-alive\n\n"
                self.wfile.write(text.encode())
                self.wfile.flush()
                known = latest
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Log no requests."""
