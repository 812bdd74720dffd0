"""Only the pages of a session can use the translation editor; all other requests are rejected."""

import http.client
import json
import socket
import threading
from collections.abc import Iterator
from email.message import Message
from itertools import product

import pytest

from eventdocs.model.exchange import Match
from eventdocs.model.limits import REQUEST_SIZE
from eventdocs.store.editor_requests import PREFIX, EditorRequests, encoded
from eventdocs.store.preview_server import make_server
from eventdocs.store.translation_editor import TranslationEditor
from tests.conftest import CATALOG, EVENT, tree
from tests.store.test_preview_server import Shown

PORT = 8031
VERBS = ("counts", "page", "queue", "next", "check", "save")
TEXT = "O disco %1 encheu."


@pytest.fixture(scope="module")
def requests(tmp_path_factory: pytest.TempPathFactory) -> EditorRequests:
    """Return the handler of requests to the editor of a catalog with one event."""
    from textwrap import dedent

    folder = tmp_path_factory.mktemp("requests") / "catalog"
    (folder / "events").mkdir(parents=True)
    (folder / "catalog.yaml").write_text(dedent(CATALOG), "utf-8")
    (folder / "events/7-diskfull.yaml").write_text(dedent(EVENT), "utf-8")
    editor = TranslationEditor(folder, "pt-BR", "ana")
    editor.load()
    return EditorRequests(editor, {"translate.js": b"// script", "translate.css": b"/* style */"})


@pytest.fixture(scope="module")
def port(requests: EditorRequests, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Yield the port of a server with the editor."""
    site = tmp_path_factory.mktemp("site")
    (site / "index.html").write_text("<head><title>x</title></head><p></head>", "utf-8")
    server = make_server(Shown(site), 0, b"", requests)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield int(server.server_address[1])
    server.shutdown()
    server.server_close()


def headers_of(*pairs: tuple[str, str]) -> Message:
    headers = Message()
    for name, value in pairs:
        headers[name] = value
    return headers


def sound(requests: EditorRequests, port: int = PORT) -> dict[str, str]:
    """Return the headers of a valid request."""
    return {
        "Host": f"127.0.0.1:{port}",
        "Origin": f"http://127.0.0.1:{port}",
        "Content-Type": "application/json",
        "Content-Length": "2",
        "X-Eventdocs-Token": requests.token,
    }


def refused(requests: EditorRequests, path: str = f"{PREFIX}save", **changed: str | None) -> int:
    """Return the status of a request with some other headers, or 0 if it is accepted; `_` stands for `-`."""
    names = {name.replace("_", "-"): value for name, value in changed.items()}
    headers = {**sound(requests), **names}
    pairs = [(name, value) for name, value in headers.items() if value is not None]
    refusal = requests.refusal(path, headers_of(*pairs), PORT)
    return refusal.status if refusal else 0


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_the_pages_of_the_session_are_answered(verb: str, host: str, requests: EditorRequests) -> None:
    address = f"{host}:{PORT}"
    assert refused(requests, PREFIX + verb, Host=address, Origin=f"http://{address}") == 0
    assert refused(requests, PREFIX + verb, Sec_Fetch_Site="same-origin") == 0
    assert refused(requests, PREFIX + verb, Content_Type="application/json; charset=utf-8") == 0


ORIGINS: list[str | None] = [
    None,
    "",
    "null",
    "https://evil.example",
    f"https://127.0.0.1:{PORT}",
    "http://127.0.0.1",
    f"http://127.0.0.1:{PORT + 1}",
    f"http://127.0.0.1:{PORT}/",
    f"http://127.0.0.1:{PORT}.evil.example",
    f"http://evil.example:{PORT}",
    f"http://localhost:{PORT}",  # the host is 127.0.0.1
    f"http://user@127.0.0.1:{PORT}",
    f"HTTP://127.0.0.1:{PORT}",
    f"http://[::1]:{PORT}",
    f"http://127.1:{PORT}",
    f"http://2130706433:{PORT}",
    f"http://0.0.0.0:{PORT}",
    "file://",
    "chrome-extension://abcdef",
]
HOSTS: list[str | None] = [
    None,
    "",
    "evil.example",
    f"evil.example:{PORT}",
    "127.0.0.1",
    f"127.0.0.1:{PORT + 1}",
    f"127.0.0.1.evil.example:{PORT}",
    f"127.0.0.1:{PORT}@evil.example",
    f"rebound.example:{PORT}",
    f"[::1]:{PORT}",
    f"0.0.0.0:{PORT}",
    f"127.0.0.2:{PORT}",
    f"LOCALHOST:{PORT}",
    f"localhost.:{PORT}",
    f" 127.0.0.1:{PORT}",
]
TYPES: list[str | None] = [
    None,
    "",
    "text/plain",
    "text/plain;charset=UTF-8",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/json",
    "application/json, text/plain",
    "application/json; charset=utf-16",
    "application/json+x",
    "text/plain; application/json",
    "application/xml",
]
LENGTHS = [
    None,
    "",
    "-1",
    "+2",
    "1e3",
    "0x2",
    " 2",
    "2, 2",
    "²",
    "1000001",
    "999999999",
    "9" * 30,
    "9" * 5000,
]
PATHS = [
    "/",
    "/-/",
    "/-/translate",
    "/-/translate/",
    "/-/translate/Save",
    "/-/translate/save/",
    "/-/translate/save?x=1",
    "/-/translate/save#x",
    "/-/translate/%73ave",
    "/-/translate/../translate/save",
    "//-/translate/save",
    "/-/translate//save",
    "save",
    "http://127.0.0.1:8031/-/translate/save",
    "/-/translate/translate.js",
    "/-/translate/__init__",
    "/-/status",
    "/index.html",
    "*",
    "",
]


def test_a_thousand_hostile_requests_are_refused(requests: EditorRequests) -> None:
    """Each has at least one wrong header or a wrong path; the rest is that of a valid request."""
    before = tree(requests.editor.folder)
    token = requests.token
    tokens: list[str | None] = [
        None,
        "",
        "x",
        token[:-1],
        token + "x",
        token.swapcase(),
        f" {token}",
        f"{token},{token}",
        "é" * 43,
    ]
    count = 0
    expected = {
        "Origin": 403,
        "Host": 403,
        "Sec-Fetch-Site": 403,
        "X-Eventdocs-Token": 403,
        "Content-Type": 415,
    }
    one_wrong: dict[str, list[str | None]] = {
        "Origin": ORIGINS,
        "Host": HOSTS,
        "Sec-Fetch-Site": ["cross-site", "same-site", "none", ""],
        "X-Eventdocs-Token": tokens,
        "Content-Type": TYPES,
    }
    for verb in VERBS:
        path = PREFIX + verb
        for name, values in one_wrong.items():
            for value in values:
                assert refused(requests, path, **{name: value}) == expected[name], (verb, name, value)
                count += 1
        for length in LENGTHS:
            assert refused(requests, path, Content_Length=length) in (411, 413), length
            count += 1
        assert refused(requests, path, Transfer_Encoding="chunked") == 411
    for path in PATHS:
        assert refused(requests, path) == 404, path
        count += 1
    for origin, host, wrong in product(ORIGINS, HOSTS, tokens[:3]):
        assert refused(requests, Origin=origin, Host=host, X_Eventdocs_Token=wrong) == 403
        count += 1
    assert count > 1000
    assert tree(requests.editor.folder) == before


@pytest.mark.parametrize("name", ["Host", "Origin", "X-Eventdocs-Token", "Content-Type", "Content-Length"])
def test_a_duplicate_header_is_rejected(name: str, requests: EditorRequests) -> None:
    pairs = sound(requests)
    headers = headers_of(*pairs.items(), (name, pairs[name]))
    assert requests.refusal(f"{PREFIX}save", headers, PORT) is not None


BODIES = [
    b"",
    b"{",
    b"null",
    b"[]",
    b"{}",
    b'"save"',
    b"\xff\xfe",
    b"[" * 100_000,
    b'{"key": "7:message"}',
    b'{"key": "7:message", "texts": "x", "mark": "", "reviewed": false}',
    b'{"key": "7:message", "texts": [1], "mark": "", "reviewed": false}',
    b'{"key": "7:message", "texts": [["x"]], "mark": "", "reviewed": false}',
    b'{"key": 7, "texts": ["x"], "mark": "", "reviewed": false}',
    b'{"key": "7:message", "texts": ["x"], "mark": null, "reviewed": false}',
    b'{"key": "7:message", "texts": ["x"], "mark": "", "reviewed": 1}',
    b'{"key": "7:message", "texts": ["x"], "mark": "", "reviewed": false, "self": 1}',
    b'{"key": "7:message", "texts": ["x"], "mark": "", "reviewed": NaN}',
]


@pytest.mark.parametrize("body", BODIES)
def test_a_body_that_is_not_a_request_is_refused(body: bytes, requests: EditorRequests) -> None:
    before = tree(requests.editor.folder)
    assert requests.answer(f"{PREFIX}save", body)[0] == 400
    assert tree(requests.editor.folder) == before


@pytest.mark.parametrize(
    ("verb", "body"),
    [
        ("queue", {"state": "reviewed", "start": 0}),
        ("next", {"state": "", "key": "", "step": 1}),
        ("check", {"key": "../../etc/passwd:message", "texts": ["x"]}),
        ("save", {"key": "9:message", "texts": ["x"], "mark": "", "reviewed": False}),
    ],
)
def test_an_unknown_key_or_locale_is_an_error(
    verb: str, body: dict[str, object], requests: EditorRequests
) -> None:
    status, answer = requests.answer(PREFIX + verb, json.dumps(body).encode())
    assert status == 409
    assert json.loads(answer)["error"]


@pytest.mark.parametrize(
    ("verb", "body"),
    [
        ("counts", {"x": 1}),
        ("page", {"path": None}),
        ("queue", {"state": "missing", "start": True}),
        ("queue", {"state": "missing", "start": 1.5}),
        ("next", {"state": "missing", "key": "", "step": "1"}),
        ("check", {"key": "7:message", "texts": {"x": "y"}}),
    ],
)
def test_arguments_of_another_type_are_refused(
    verb: str, body: dict[str, object], requests: EditorRequests
) -> None:
    assert requests.answer(PREFIX + verb, json.dumps(body).encode())[0] == 400


def test_paths_of_pages_lead_only_to_events(requests: EditorRequests) -> None:
    for path in ("../../etc/passwd", "/etc/passwd", "catalog.yaml", "en-US/7-diskfull.html", ""):
        body = json.dumps({"path": path}).encode()
        assert json.loads(requests.answer(f"{PREFIX}page", body)[1]) == {"strings": []}


def test_values_become_json_objects() -> None:
    assert json.loads(encoded({"found": (Match("a", "b", 0.5),)})) == {
        "found": [{"source": "a", "target": "b", "score": 0.5}]
    }


def post(
    port: int, path: str, body: bytes, headers: dict[str, str]
) -> tuple[int, bytes, http.client.HTTPMessage]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("POST", path, body, headers)
    answer = connection.getresponse()
    found = answer.status, answer.read(), answer.headers
    connection.close()
    return found


def test_a_whole_session_over_http(requests: EditorRequests, port: int) -> None:
    headers = {name: value for name, value in sound(requests, port).items() if name != "Content-Length"}

    def ask(verb: str, **body: object) -> dict[str, object]:
        status, answer, got = post(port, PREFIX + verb, json.dumps(body).encode(), headers)
        assert (status, got["Content-Type"], got["Cache-Control"]) == (200, "application/json", "no-store")
        found = json.loads(answer)
        assert isinstance(found, dict)
        return found

    counts = ask("counts")
    assert (counts["locale"], counts["name"], counts["dir"]) == ("pt-BR", "Portuguese (Brazil)", "ltr")
    assert counts["counts"] == {"missing": 0, "stale": 0, "machine": 0, "translated": 2, "reviewed": 0}
    queue = ask("queue", state="translated", start=0)["strings"]
    assert isinstance(queue, list)
    assert [each["key"] for each in queue] == ["7:description", "7:message"]
    assert ask("next", state="translated", key="7:description", step=1)["string"] == queue[1]
    assert ask("check", key="7:message", texts=["O disco encheu."])["findings"]
    strings = ask("page", path=queue[1]["page"])["strings"]
    assert isinstance(strings, list)
    mark = next(each["mark"] for each in strings if each["key"] == "7:message")
    saved = ask("save", key="7:message", texts=[TEXT], mark=mark, reviewed=True)
    assert (saved["outcome"], saved["findings"]) == ("saved", [])
    assert TEXT in (requests.editor.folder / "events/7-diskfull.yaml").read_text("utf-8")


def test_the_server_refuses_before_it_reads_a_body(requests: EditorRequests, port: int) -> None:
    before = tree(requests.editor.folder)
    good = {name: value for name, value in sound(requests, port).items() if name != "Content-Length"}
    assert post(port, f"{PREFIX}save", b"{}", {**good, "Origin": "https://evil.example"})[0] == 403
    assert post(port, f"{PREFIX}save", b"{}", {**good, "X-Eventdocs-Token": "x"})[0] == 403
    assert post(port, f"{PREFIX}save", b"{}", {**good, "Host": f"evil.example:{port}"})[0] == 403
    assert post(port, f"{PREFIX}save", b"{}", {**good, "Content-Type": "text/plain"})[0] == 415
    assert post(port, "/index.html", b"{}", good)[0] == 404
    lines = "".join(f"{name}: {value}\r\n" for name, value in good.items())
    large = f"POST {PREFIX}save HTTP/1.1\r\n{lines}Content-Length: {REQUEST_SIZE.value + 1}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(large.encode())
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        assert (answer.status, answer.getheader("Connection")) == (413, "close")
    assert tree(requests.editor.folder) == before


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "BREW"])
def test_other_methods_are_refused(method: str, requests: EditorRequests, port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, f"{PREFIX}save", b"{}", sound(requests, port))
    assert connection.getresponse().status == 501
    connection.close()


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_nothing_is_read_or_saved_with_get(method: str, requests: EditorRequests, port: int) -> None:
    for verb in VERBS:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request(method, PREFIX + verb, headers={"X-Eventdocs-Token": requests.token})
        assert connection.getresponse().status == 404
        connection.close()


def test_pages_get_the_editor_and_a_strict_policy(requests: EditorRequests, port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/")
    answer = connection.getresponse()
    page, policy = answer.read().decode(), answer.headers["Content-Security-Policy"]
    assert page.count(requests.token) == 1
    assert page.index("translate.js") < page.index("</head>") < page.index("<p>")
    assert page.endswith("</head><p></head>")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for name, content_type in (("translate.js", "text/javascript"), ("translate.css", "text/css")):
        connection.request("GET", PREFIX + name)
        answer = connection.getresponse()
        assert answer.headers["Content-Type"] == f"{content_type}; charset=utf-8"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert requests.token not in answer.read().decode()
    connection.close()
