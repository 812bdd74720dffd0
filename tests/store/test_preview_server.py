"""The preview server serves only the files of a site, and only to this machine."""

import http.client
import os
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.store.preview_server import (
    BuildStatus,
    decode_target,
    make_server,
    resolve_path,
    temporary_folder,
    watch_folder,
)

SECRET = b"secret"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site with a secret next to it, and links that lead to the secret."""
    top = tmp_path_factory.mktemp("top")
    (top / "secret.txt").write_bytes(SECRET)
    site = top / "site"
    (site / "pt-BR").mkdir(parents=True)
    (site / "index.html").write_text("start", "utf-8")
    (site / "pt-BR/a b.html").write_text("page", "utf-8")
    (site / "pt-BR/%2e%2e").mkdir()
    (site / "pt-BR/%2e%2e/100%#&+;é.html").write_text("awkward", "utf-8")
    (site / "out.txt").symlink_to(top / "secret.txt")
    (site / "up").symlink_to(top)
    (site / "in.txt").symlink_to(site / "index.html")
    return site


@dataclass
class Shown:
    """A site in a folder, with files that are rendered on request; waiting for a build writes files."""

    site: Path
    rendered: dict[str, bytes] = field(default_factory=dict)
    written: dict[str, bytes] = field(default_factory=dict)
    statuses: list[tuple[str, BuildStatus | None]] = field(default_factory=list)
    renders: int = 0

    def render(self, path: str) -> bytes | None:
        self.renders += 1
        return self.rendered.get(path)

    def version(self, path: str) -> str:
        return f"version {self.renders}"

    def placeholder(self) -> bytes:
        return b"being built"

    def wait(self, path: str, known: BuildStatus | None, seconds: float) -> BuildStatus:
        self.statuses.append((path, known))
        if len(self.statuses) > 2:
            raise OSError("the browser is gone")
        return f"version {len(self.statuses)}", ""

    def wait_for_build(self, seconds: float) -> None:
        for path, data in self.written.items():
            (self.site / path).write_bytes(data)


@contextmanager
def serving(site: Shown) -> Iterator[int]:
    """Serve a site, and yield the port."""
    server = make_server(site, 0, b"// script")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield int(server.server_address[1])
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def port(folder: Path) -> Iterator[int]:
    """Yield the port of a running server."""
    with serving(Shown(folder)) as port:
        yield port


def ask(port: int, target: str, method: str = "GET", **headers: str) -> tuple[int, bytes]:
    """Send a request with an exact target and return its status and body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest(method, "/", skip_host="Host" in headers, skip_accept_encoding=True)
    line = connection._buffer[0].replace(b" / ", b" " + target.encode("latin-1") + b" ")  # type: ignore[attr-defined]
    connection._buffer[0] = line  # type: ignore[attr-defined]
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    found = answer.status, answer.read()
    connection.close()
    return found


def test_it_listens_on_this_machine_only(folder: Path) -> None:
    server = make_server(Shown(folder), 0, b"")
    assert server.server_address[0] == "127.0.0.1"
    server.server_close()


def test_the_sites_files_are_served(port: int) -> None:
    assert ask(port, "/") == (200, b"start")
    assert ask(port, "/pt-BR/a%20b.html?x=1") == (200, b"page")
    assert ask(port, "/pt-BR/%252e%252e/100%25%23%26%2B%3B%C3%A9.html") == (200, b"awkward")
    assert ask(port, "/in.txt") == (200, b"start")
    assert ask(port, "/", "HEAD") == (200, b"")
    assert ask(port, "/nothing")[0] == 404
    assert ask(port, "/", Origin=f"http://127.0.0.1:{port}", Host=f"localhost:{port}")[0] == 200


def test_rendered_files_win_over_those_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(b"old")
    rendered = {"index.html": b"new", "e/1/index.html": b"id", "de/1-a.json": b"{}"}
    with serving(Shown(tmp_path, rendered)) as port:
        assert ask(port, "/") == (200, b"new")
        assert ask(port, "/e/1/") == (200, b"id")
        assert ask(port, "/de/1%2Da.json?x") == (200, b"{}")
        assert ask(port, "/de/2-b.html")[0] == 404


def test_the_script_of_a_page_knows_the_version_that_is_not_newer_than_the_page(tmp_path: Path) -> None:
    page = b"<script src=\"/-/preview.js\" defer></script><p>src='/-/preview.js'"
    with serving(Shown(tmp_path, {"de/1-a b.html": page, "a.js": page})) as port:
        answered = ask(port, "/de/1-a%20b.html")
        assert answered == (200, page.replace(b'.js"', b'.js?version%200"'))
        assert ask(port, "/a.js") == (200, page)
        (tmp_path / "index.html").write_bytes(b"front")
        missing = ask(port, "/b.html")
        assert missing[0] == 404
        assert b'<script src="/-/preview.js?version%202"></script>' in missing[1]
        assert ask(port, "/-/preview.js?version%202") == (200, b"// script")


def test_before_anything_is_built_pages_have_a_placeholder_and_other_files_wait(tmp_path: Path) -> None:
    site = Shown(tmp_path, {"a.html": b"rendered"}, {"ids.js": b"ids", "index.html": b"front"})
    with serving(site) as port:
        assert ask(port, "/") == ask(port, "/de/") == ask(port, "/b.html") == (200, b"being built")
        assert ask(port, "/a.html") == (200, b"rendered")
        assert ask(port, "/ids.js") == (200, b"ids")
        assert ask(port, "/") == (200, b"front")
        assert ask(port, "/b.html")[0] == 404


def test_browsers_get_news_of_the_page_that_they_name(tmp_path: Path) -> None:
    site = Shown(tmp_path)
    with serving(site) as port:
        assert ask(port, "/-/status?/pt-BR/a%20b.html") == (
            200,
            b'data: ["version 1", ""]\n\ndata: ["version 2", ""]\n\n',
        )
    asked = "pt-BR/a b.html"
    assert site.statuses == [
        (asked, None),
        (asked, ("version 1", "")),
        (asked, ("version 2", "")),
    ]


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1"},
        {"Host": ""},
        {"Host": "127.0.0.1.evil.example:80"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_foreign_hosts_and_origins_are_refused(headers: dict[str, str], port: int) -> None:
    for target in ("/", "/-/status", "/-/status?/", "/-/preview.js", "/pt-BR/a%20b.html"):
        assert ask(port, target, **headers)[0] == 403


@pytest.mark.parametrize("hosts", [0, 2])
def test_a_request_without_a_host_or_with_two_is_refused(hosts: int, port: int) -> None:
    host = f"Host: 127.0.0.1:{port}\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(f"GET / HTTP/1.1\r\n{host * hosts}Connection: close\r\n\r\n".encode())
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        assert answer.status == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "BREW"])
def test_other_methods_are_refused(method: str, port: int) -> None:
    assert ask(port, "/", method)[0] == 501


UP = [
    "..",
    "%2e%2e",
    "%2E.",
    ".%2e",
    "..%2f",
    "..%5c",
    "..\\",
    "%252e%252e",
    "..%00",
    "....//",
    "%c0%ae%c0%ae",
]
FILES = ["index.html", "in.txt", "a b.html"]
ENDS = ["secret.txt", "site/../secret.txt", "%73ecret.txt", "secret.txt%00.html", "secret.txt/."]
STARTS = ["/", "//", "/pt-BR/", "/./", "/%2f", "/\\", "/pt-BR/%2e/", "/up/", "http://127.0.0.1/", "/-/"]
PATHS = [
    start + "/".join([up] * depth) + "/" + end
    for start in STARTS
    for up in UP
    for depth in (1, 2, 5)
    for end in ENDS
]


def test_no_path_leads_out_of_the_site(port: int) -> None:
    hostile = [*PATHS, "/out.txt", "/up/secret.txt", "/up/", "//secret.txt", "secret.txt", "*", "/etc/passwd"]
    assert len(hostile) > 1000
    for target in hostile:
        status, body = ask(port, target)
        assert (status, SECRET in body) == (404, False) or status == 400, target


@settings(max_examples=500, deadline=None)
@example(["in.txt"])
@example(["out.txt"])
@example(["up", "secret.txt"])
@example(["..", "secret.txt"])
@given(
    st.lists(
        st.sampled_from(
            [*UP, *FILES, "out.txt", "secret.txt", "up", "pt-BR", "", ".", "é", "\ud800", "x" * 300]
        ),
        max_size=8,
    )
)
def test_only_files_inside_the_folder_are_found(folder: Path, parts: list[str]) -> None:
    """Only two files are inside the site; the links to the secret and the parent folder lead outside."""
    target = "/" + "/".join(quote(part, safe="%./\\", errors="surrogatepass") for part in parts)
    path = decode_target(target)
    found = None if path is None else resolve_path(folder, path)
    assert found in (None, folder / "index.html", folder / "pt-BR/a b.html")


def test_a_missing_folder_cannot_be_watched(tmp_path: Path) -> None:
    with pytest.raises(EventdocsError, match=r"no catalog at `.*none`"):
        watch_folder(tmp_path / "none", None)


@pytest.mark.parametrize("name", [b"\xff", b"outer/\xff"])
def test_a_folder_with_a_name_that_is_not_utf_8_cannot_be_watched(name: bytes, tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(name)
    folder.mkdir(parents=True)
    watched = folder if b"/" not in name else folder.parent
    with pytest.raises(EventdocsError, match="cannot watch") as error:
        next(watch_folder(watched, None))
    assert error.value.code is Exit.ENVIRONMENT


def test_the_error_for_a_folder_that_may_not_be_read_names_the_catalog(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> object:
        raise PermissionError('Permission denied (os error 13) about ["/catalog/events"]')

    monkeypatch.setattr("watchfiles.watch", lambda *_, **__: map(refuse, [0]))
    with pytest.raises(EventdocsError, match=r"^cannot watch `.*`: permission denied$") as error:
        next(watch_folder(tmp_path, None))
    assert error.value.code is Exit.ENVIRONMENT


def test_the_first_set_of_changes_is_empty_and_later_ones_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eventdocs.store.preview_server._TIMEOUT", 50)
    changes = watch_folder(tmp_path, None)
    assert next(changes) == set()
    (tmp_path / "a.yaml").touch()
    assert next(changes)
    saving = threading.Timer(0.3, (tmp_path / "b.yaml").touch)
    saving.start()
    assert next(changes)
    saving.join()


def test_watching_ends_when_it_is_stopped(tmp_path: Path) -> None:
    stop = threading.Event()
    stop.set()
    assert list(watch_folder(tmp_path, stop)) == []


def test_a_temporary_folder_is_empty_and_removed_at_the_end() -> None:
    with temporary_folder() as folder:
        assert list(folder.iterdir()) == []
        (folder / "index.html").touch()
    assert not folder.exists()


def test_browsers_keep_assets_whose_names_have_a_digest(tmp_path: Path) -> None:
    rendered = dict.fromkeys(("assets/site.0123456789ab.css", "assets/site.css"), b"asset")
    found = []
    with serving(Shown(tmp_path, rendered)) as port:
        for path in (*rendered, "assets/site.ba9876543210.css"):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", f"/{path}")
            answer = connection.getresponse()
            found.append((answer.status, answer.headers["Cache-Control"]))
            connection.close()
    assert found == [(200, "public, max-age=31536000, immutable"), (200, "no-store"), (404, "no-store")]


def test_browsers_must_not_guess_types_or_cache_pages(port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/")
    headers = connection.getresponse().headers
    connection.close()
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    "sent", [b"", b"GET / HT", b"GET /pt-BR/large.html HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n"]
)
def test_a_browser_that_resets_its_connection_is_no_error(
    sent: bytes, folder: Path, port: int, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "pt-BR/large.html").write_bytes(b"x" * 20_000_000)
    connection = socket.create_connection(("127.0.0.1", port), timeout=10)
    connection.sendall(sent % port if b"%" in sent else sent)
    if sent.endswith(b"\n"):
        assert connection.recv(1) == b"H"
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()  # sends a reset
    assert ask(port, "/")[0] == 200
    time.sleep(0.3)  # the other thread may still notice the reset
    assert capfd.readouterr().err == ""


def test_a_bug_in_a_request_is_printed(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: object) -> None:
        raise ValueError("a bug")

    monkeypatch.setattr("eventdocs.store.preview_server._Handler._answer", fail)
    server = make_server(Shown(folder), 0, b"")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with pytest.raises(http.client.RemoteDisconnected):
        ask(int(server.server_address[1]), "/")
    server.shutdown()
    server.server_close()
    assert "ValueError: a bug" in capfd.readouterr().err
