"""Requests of the translation editor: which are refused, and what the others are answered.

The editor writes files, so a page on the web must not be able to use it. A request must come from a page
that this server has sent: it has the secret of the session, and the origin of the server.
"""

import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from email.message import Message
from hmac import compare_digest
from typing import TYPE_CHECKING, NamedTuple

from eventdocs.model.errors import EventdocsError
from eventdocs.model.exchange import Match
from eventdocs.model.limits import REQUEST_SIZE
from eventdocs.text.locales import direction, display_name

if TYPE_CHECKING:
    from eventdocs.store.translation_editor import TranslationEditor

PREFIX = "/-/translate/"
SESSION_HEADER = "X-Eventdocs-Token"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'"
)
_QUEUE_PAGE = 100  # strings of a queue in one answer
_MAX_DIGITS = 9

Json = Mapping[str, object]


class Refusal(NamedTuple):
    """Why a request is refused: the status of the answer, and a sentence for people."""

    status: int
    reason: str


class EditorRequests:
    """Answers the requests of the pages that have the secret `token`.

    `files` are the editor's style and script by name, which anybody may read.
    """

    def __init__(self, editor: "TranslationEditor", files: Mapping[str, bytes]) -> None:
        self.editor, self.token = editor, secrets.token_urlsafe(32)
        self.files = files
        self.verbs: Mapping[str, tuple[Mapping[str, type], Callable[..., object]]] = {
            "counts": ({}, self._counts),
            "page": ({"path": str}, self._page),
            "queue": ({"state": str, "start": int}, self._queue),
            "next": ({"state": str, "key": str, "step": int}, self._next),
            "check": ({"key": str, "texts": list}, self._check),
            "save": ({"key": str, "texts": list, "mark": str, "reviewed": bool}, self._save),
        }

    def with_head(self, page: bytes) -> bytes:
        """Return a page whose head has the secret, and the editor's style and script."""
        head = (
            f'<meta name="eventdocs-token" content="{self.token}">'
            f'<link rel="stylesheet" href="{PREFIX}translate.css">'
            f'<script src="{PREFIX}translate.js" defer></script>'
        )
        return page.replace(b"</head>", f"{head}</head>".encode(), 1)

    def file(self, path: str) -> bytes | None:
        """Return the file of the editor at a path, None if there is none."""
        return self.files.get(path.removeprefix(PREFIX)) if path.startswith(PREFIX) else None

    def refusal(self, path: str, headers: Message, port: int) -> Refusal | None:
        """Return why a request is refused before its body is read; None if it is not."""
        return next(self._refusals(path, headers, port), None)

    def _refusals(self, path: str, headers: Message, port: int) -> Iterator[Refusal]:
        hosts = headers.get_all("Host", [])
        if len(hosts) != 1 or hosts[0] not in (f"127.0.0.1:{port}", f"localhost:{port}"):
            yield Refusal(403, "this preview is only available on this machine")
        elif headers.get_all("Origin", []) != [f"http://{hosts[0]}"]:
            yield Refusal(403, "the request comes from another site")
        if headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
            yield Refusal(403, "the request comes from another site")
        tokens = headers.get_all(SESSION_HEADER, [])
        if len(tokens) != 1 or not compare_digest(tokens[0].encode("utf-8", "replace"), self.token.encode()):
            yield Refusal(403, "the page is from an earlier session: reload it")
        if path.removeprefix(PREFIX) not in self.verbs or not path.startswith(PREFIX):
            yield Refusal(404, "there is nothing here")
        if headers.get_all("Content-Type", []) not in (
            ["application/json"],
            ["application/json; charset=utf-8"],
        ):
            yield Refusal(415, "the body must be JSON")
        length = body_length(headers)
        if length is None:
            yield Refusal(411, "the length of the body is missing")
        elif length > REQUEST_SIZE.value:
            yield Refusal(413, f"the body is too large: {REQUEST_SIZE.hint}")

    def answer(self, path: str, body: bytes) -> tuple[int, bytes]:
        """Return the status and the JSON that answer a request that was not refused."""
        parameters, run = self.verbs[path.removeprefix(PREFIX)]
        try:
            arguments = _arguments(body, parameters)
        except (ValueError, RecursionError):
            return 400, encoded({"error": "the request cannot be understood"})
        try:
            return 200, encoded(run(**arguments))
        except EventdocsError as error:
            return 409, encoded({"error": error.message, "hint": error.hint})

    def _counts(self) -> object:
        editor = self.editor
        return {
            "locale": editor.locale,
            "name": display_name(editor.locale, "en"),
            "dir": direction(editor.locale),
            "source_locale": editor.source_locale,
            "source_dir": direction(editor.source_locale),
            "by": editor.by,
            "counts": editor.counts(),
        }

    def _page(self, path: str) -> object:
        return {"strings": self.editor.page(path)}

    def _queue(self, state: str, start: int) -> object:
        _check_queue(state)
        return {"strings": self.editor.queue(state, max(start, 0), _QUEUE_PAGE)}

    def _next(self, state: str, key: str, step: int) -> object:
        _check_queue(state)
        return {"string": self.editor.neighbour(state, key, -1 if step < 0 else 1)}

    def _check(self, key: str, texts: list[str]) -> object:
        return {"findings": self.editor.check(key, texts)}

    def _save(self, key: str, texts: list[str], mark: str, reviewed: bool) -> object:
        outcome = self.editor.save(key, texts, mark, reviewed=reviewed)
        return {**outcome._asdict(), "counts": self.editor.counts()}


def body_length(headers: Message) -> int | None:
    """Return the length of a request's body; None if the headers do not have exactly one."""
    lengths = headers.get_all("Content-Length", [])
    if len(lengths) != 1 or "Transfer-Encoding" in headers:
        return None
    (length,) = lengths
    is_number = length.isascii() and length.isdecimal() and len(length) <= _MAX_DIGITS
    return int(length) if is_number else None


def _arguments(body: bytes, parameters: Mapping[str, type]) -> dict[str, object]:
    """Return the arguments in a body; raise `ValueError` unless they are those that are needed."""
    found = json.loads(body.decode("utf-8"))
    if not isinstance(found, dict) or found.keys() != parameters.keys():
        raise ValueError("wrong names")
    if any(type(found[name]) is not kind for name, kind in parameters.items()):
        raise ValueError("wrong types")
    texts = found.get("texts", [])
    if any(not isinstance(text, str) for text in texts):
        raise ValueError("wrong texts")
    return found


def _check_queue(state: str) -> None:
    from eventdocs.store.translation_editor import QUEUES  # most previews need no rules

    if state not in QUEUES:
        raise EventdocsError(f"there is no queue `{state}`")


def encoded(value: object) -> bytes:
    """Return a value as JSON; named tuples become objects."""
    return json.dumps(_plain(value), ensure_ascii=False).encode("utf-8", "replace")


def _plain(value: object) -> object:
    if isinstance(value, Match):
        value = {"source": value.source, "target": value.target, "score": value.score}
    elif isinstance(value, tuple) and hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value
