"""The server of a preview: one folder on the loopback interface, to read only, with news of each build.

What a page on the web could make a browser ask of it is refused: other hosts and origins, other methods, and
every path that does not name a file inside the folder.
"""

import json
import logging
import mimetypes
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event
from urllib.parse import unquote_to_bytes, urlsplit

from eventdocs.model.errors import EventdocsError

EVENTS_PATH = "/-/news"
SCRIPT_PATH = "/-/preview.js"
_PATIENCE = 15.0
_STEP = 20  # milliseconds between two looks; a change that still stands at the next is built
_DEBOUNCE = 100
_TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json"}
_EMPTY = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>eventdocs</title>"
    f"<script src={SCRIPT_PATH}></script>"
)

BuildStatus = tuple[int, str]
WaitForBuild = Callable[[int, float], BuildStatus]


def make_server(folder: Path, port: int, script: bytes, wait: WaitForBuild) -> ThreadingHTTPServer:
    """Make a server, not yet running, on 127.0.0.1; port 0 takes a free one.

    `wait(number, seconds)` gives the number of the last build and what was wrong with it, at once if the
    number is another than the given one, else when it becomes one or the time is over.
    """
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, folder.resolve(), script, wait))
    server.daemon_threads = True
    return server


def watch_folder(folder: Path, stop: Event | None) -> Iterator[object]:
    """Return an iterator over the changes in a folder, which ends when `stop` is set or on Ctrl+C."""
    from watchfiles import watch

    logging.getLogger("watchfiles").setLevel(logging.ERROR)  # Ctrl+C is how a preview ends, no warning
    if not folder.is_dir():
        raise EventdocsError(f"there is no catalog in `{folder}`", hint="`eventdocs new DIR` makes one")
    return watch(folder, stop_event=stop, step=_STEP, debounce=_DEBOUNCE, raise_interrupt=False)


@contextmanager
def temporary_folder(name: str) -> Iterator[Path]:
    """Make an empty folder of this name, and remove it with all that is in it at the end."""
    with tempfile.TemporaryDirectory(prefix="eventdocs-") as parent:
        folder = Path(parent) / name
        folder.mkdir()
        yield folder


def resolve_request(folder: Path, target: str) -> Path | None:
    """Find the file that a request's target names; None unless it is a plain file inside the folder."""
    path = urlsplit(target).path if target.startswith("/") and not target.startswith("//") else ""
    try:
        decoded = unquote_to_bytes(path).decode("utf-8")
    except UnicodeDecodeError:
        return None
    parts = decoded.split("/")[1:]
    if not decoded or any(part in (".", "..") for part in parts) or any(bad in decoded for bad in "\\\0%"):
        return None
    try:
        found = folder.joinpath(*parts)
        found = found / "index.html" if found.is_dir() else found
        whole = found.resolve(strict=True)
    except (OSError, ValueError):
        return None
    return whole if whole.is_file() and whole.is_relative_to(folder) else None


class _Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else what follows the headers waits 40 ms for word of them
    timeout = 30

    def __init__(self, folder: Path, script: bytes, wait: WaitForBuild, *rest: object) -> None:
        self.folder, self.script, self.wait = folder, script, wait
        super().__init__(*rest)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def _answer(self) -> None:
        if not self._local():
            self._send(403, b"this preview is for this machine only\n")
        elif self.path == EVENTS_PATH and self.command == "GET":
            self._news()
        elif self.path == SCRIPT_PATH:
            self._send(200, self.script, "text/javascript")
        else:
            self._file()

    def _local(self) -> bool:
        port = self.connection.getsockname()[1]
        own = {f"127.0.0.1:{port}", f"localhost:{port}"}
        origin = self.headers.get("Origin")
        hosts = self.headers.get_all("Host") or []
        return (
            len(hosts) == 1 and hosts[0] in own and (origin is None or origin in {f"http://{h}" for h in own})
        )

    def _file(self) -> None:
        found = resolve_request(self.folder, self.path)
        if found is not None:
            try:
                data = found.read_bytes()
            except OSError:
                found = None
        if found is None:
            first = self.path == "/" and not (self.folder / "index.html").exists()
            self._send(200 if first else 404, _EMPTY.encode(), "text/html")
            return
        kind = _TYPES.get(found.suffix) or mimetypes.guess_type(found.name)[0] or "text/plain"
        self._send(200, data, kind)

    def _send(self, status: int, data: bytes, kind: str = "text/plain") -> None:
        charset = "; charset=utf-8" if kind.startswith("text/") else ""
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}{charset}")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _news(self) -> None:
        """Stream server-sent events until the browser goes away."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        number = -1
        try:
            while True:
                latest, wrong = self.wait(number, _PATIENCE)
                text = f"data: {json.dumps([latest, wrong])}\n\n" if latest != number else ": still here\n\n"
                self.wfile.write(text.encode())
                self.wfile.flush()
                number = latest
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Say nothing."""
