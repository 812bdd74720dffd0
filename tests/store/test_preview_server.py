"""The preview server serves the files of a site to this machine, and nothing else to anybody."""

import http.client
import os
import socket
import struct
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.store.preview_server import make_server, resolve_request, temporary_folder, watch_folder

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


@pytest.fixture(scope="module")
def port(folder: Path) -> Iterator[int]:
    """Yield the port of a running server."""
    server = make_server(folder, 0, b"// script", lambda number, seconds: (1, ""))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield int(server.server_address[1])
    server.shutdown()
    server.server_close()


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
    server = make_server(folder, 0, b"", lambda number, seconds: (1, ""))
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
    for target in ("/", "/-/news", "/-/preview.js", "/pt-BR/a%20b.html"):
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
    """Only two files are inside; links to the secret and to the parent folder lead out."""
    target = "/" + "/".join(quote(part, safe="%./\\", errors="surrogatepass") for part in parts)
    found = resolve_request(folder, target)
    assert found in (None, folder / "index.html", folder / "pt-BR/a b.html")


def test_a_missing_folder_cannot_be_watched(tmp_path: Path) -> None:
    with pytest.raises(EventdocsError, match=r"there is no catalog in `.*none`"):
        watch_folder(tmp_path / "none", None)


@pytest.mark.parametrize("name", [b"\xff", b"outer/\xff"])
def test_a_folder_with_a_name_that_is_not_utf_8_cannot_be_watched(name: bytes, tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(name)
    folder.mkdir(parents=True)
    watched = folder if b"/" not in name else folder.parent
    with pytest.raises(EventdocsError, match="cannot watch") as error:
        next(watch_folder(watched, None))
    assert error.value.code is Exit.ENVIRONMENT


def test_watching_ends_when_it_is_stopped(tmp_path: Path) -> None:
    stop = threading.Event()
    stop.set()
    assert list(watch_folder(tmp_path, stop)) == []


def test_a_temporary_folder_is_empty_and_removed_at_the_end() -> None:
    with temporary_folder("site") as folder:
        assert (folder.name, list(folder.iterdir())) == ("site", [])
        (folder / "index.html").touch()
    assert not folder.parent.exists()


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
    server = make_server(folder, 0, b"", lambda number, seconds: (1, ""))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with pytest.raises(http.client.RemoteDisconnected):
        ask(int(server.server_address[1]), "/")
    server.shutdown()
    server.server_close()
    assert "ValueError: a bug" in capfd.readouterr().err
