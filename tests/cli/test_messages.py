"""The output about each kind of mistake. Each message names the thing and the problem, and each hint the fix.

After a change of a text, run: python -m pytest tests/cli/test_messages.py --update-goldens
"""

import errno
import os
import re
import socket
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from eventdocs.store.lock import locked
from tests.conftest import EVENT, Run, Write

GOLDEN = Path(__file__).with_name("messages.txt")
E7 = "events/7-diskfull.yaml"
Files = Mapping[str, str | bytes]


def event(old: str, new: str) -> Files:
    """Return the event of the small catalog with a change."""
    assert old in EVENT
    return {E7: EVENT.replace(old, new)}


def more(text: str) -> Files:
    """Return the event of the small catalog with more keys."""
    return {E7: f"{EVENT}    {text}\n"}


def settings(text: str = "", locales: str = "en-US, pt-BR") -> Files:
    """Return the settings of a catalog with more keys."""
    lines = ("source_locale: en-US", f"locales: [{locales}]", "channels: {analytic: A/B}", text)
    return {"catalog.yaml": "".join(f"{line}\n" for line in lines)}


# The mistake, the files that differ from a valid catalog, and the command.
MISTAKES: Mapping[str, tuple[Files, str]] = {
    "invalid YAML": (event("level: error", "level: [error"), "check"),
    "a tab as indentation": ({E7: "id: 7\n\tname: DiskFull\n"}, "check"),
    "a file that is not UTF-8": ({E7: "id: 7\nname: Volum\u00e9\n".encode("latin-1")}, "check"),
    "a duplicate key": (event("level: error", "level: error\n    level: error"), "check"),
    "an unknown key": (event("message: Disk", "mesage: Disk"), "check"),
    "a missing key": (event("    name: DiskFull\n", ""), "check"),
    "a list for a mapping": (more("metadata: [Volume]"), "check"),
    "a text for a mapping": (more("parameters: [Volume]"), "check"),
    "a list for a text": (event("level: error", "level: [error]"), "check"),
    "a text for a list": (event("[Storage]", "Storage"), "check"),
    "an unknown value": (event("level: error", "level: eror"), "check"),
    "an unknown channel": (event("channel: analytic", "channel: analitic"), "check"),
    "a locale that the catalog does not have": (event("pt-BR:", "pt-PT:"), "check"),
    "a locale that does not exist": (settings(locales="en-US, english"), "check"),
    "an alias": (event("[Storage]", "*all"), "check"),
    "an empty file": ({E7: ""}, "check"),
    "two events with one id": ({"events/8.yaml": EVENT}, "check"),
    "an unexpected folder": ({"evnts/8.yaml": EVENT}, "check"),
    "settings without a source locale": ({"catalog.yaml": "locales: [en-US]\n"}, "check"),
    "an unknown rule": (settings("rules: [{rule: french-spacng, severity: off}]"), "check"),
    "an unknown code of a rule": (settings("rules: [{rule: ED999, severity: off}]"), "check"),
    "a newer format": (settings("format: 2"), "check"),
    "a format that is no number": (settings("format: new"), "check"),
    "a missing placeholder": (event("O disco %1", "O disco"), "check"),
    "a broken placeholder": (event("O disco %1", "O disco % 1"), "check"),
    "a missing no-break space": (
        {
            **settings(locales="en-US, fr-FR"),
            E7: EVENT.replace("pt-BR", "fr-FR").replace("O disco está", "« C » est"),
        },
        "check",
    ),
    "a space at the end": (event("The disk is full.", "'The disk is full. '"), "check"),
    "an event that does not exist": (more("see_also: [8]"), "check"),
    "an unknown placeholder syntax": (settings("placeholders: [prinf]"), "check"),
    "an unknown block in a template": (
        {"templates/base.html": "{% extends 'default/base.html' %}{% block haed %}{% endblock %}"},
        "check",
    ),
    "an unused file among the templates": ({"templates/evnt.html": "x"}, "check"),
    "a syntax error in a template": ({"templates/index.html": "x\n{% if %}\n"}, "build"),
    "an unknown name in a template": (
        {
            "templates/index.html": "{% extends 'default/index.html' %}\n{% block main %}{{ nothing }}{% endblock %}"
        },
        "build",
    ),
    "errors that prevent a build": (event("level: error", "level: eror"), "build"),
    "no catalog": ({}, "check nowhere"),
    "a folder that is not a catalog": ({}, "check catalog/events"),
    "an unknown command": ({}, "buld"),
    "a command of a group": ({}, "export"),
    "an unknown command of a group": ({}, "translations exprt"),
    "an unknown option": ({}, "build --fromat html"),
    "an unknown value of an option": ({}, "build --format mardown"),
    "an option without its value": ({}, "build --jobs"),
    "an option that needs a number": ({}, "build --jobs many"),
    "a number that is too large": ({}, "serve --port 80000"),
    "a number that is too small": ({}, "build --wait -1"),
    "options that exclude each other": ({}, "translations accept --reviewed --machine"),
    "an option without the one that it needs": ({}, "translations accept --reason typo"),
    "a missing option": ({}, "translations export"),
    "a missing argument": ({}, "rename 7"),
    "too many arguments": ({}, "build catalog site"),
    "a deprecated option": ({}, "rename 7 8 --catalog catalog"),
    "an unknown locale": ({}, "build --locale pt-PT"),
    "an unknown locale to add": ({}, "translations add en-UK"),
    "a locale that is there already": ({}, "translations add pt-BR"),
    "an unknown event": ({}, "explain DiskFul"),
    "a rule where an event is wanted": ({}, "explain ED301 catalog"),
    "an unknown rule to explain": ({}, "explain ED999"),
    "an unknown report": ({}, "check --report sariff"),
    "a baseline that does not exist": ({}, "check --baseline nowhere"),
    "an output in the catalog": ({}, "build -o catalog/site"),
    "an output that is a file": ({}, "build -o catalog/catalog.yaml"),
    "no site to publish": ({}, "publish target"),
    "no address of a branch": ({}, "publish git:origin --site catalog"),
    "a percentage that is none": ({}, "status --fail-under most"),
    "a folder that is not a new one": ({}, "new catalog"),
    "a revision that does not exist": ({}, "diff v1.0"),
    "an unknown file ending": ({}, "translations export --locale pt-BR -o pt.doc"),
    "a missing exchange file": ({}, "translations import catalog nowhere.po"),
    "an exchange file without its header": (
        {"../pt.po": 'msgid "a"\nmsgstr "b"\n'},
        "translations import catalog pt.po",
    ),
    "a file that is not PO": ({"../pt.po": "Disk %1 is full."}, "translations import catalog pt.po"),
    "a table of another program": ({"../pt.csv": "a,b\nc,d\n"}, "translations import catalog pt.csv"),
    "a damaged workbook": ({"../pt.xlsx": "x"}, "translations import catalog pt.xlsx"),
    "XML that is damaged": ({"../pt.xlf": "<xliff"}, "translations import catalog pt.xlf"),
    "a manifest that is none": ({"../product.man": "<a/>"}, "import manifest product.man -o catalog"),
    "pages that do not exist": ({}, "import learn nowhere -o catalog"),
}


HEADER = re.compile(r"^## (.+)$", re.MULTILINE)
FINDING = re.compile(r"\S+:\d+:\d+ ED\d{3} (?:warning: |info: )?(.*)")
Provoke = Callable[[Files, str], str]


@pytest.fixture
def provoke(catalog: Write, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Provoke:
    """Run a command in the folder of a small catalog with some other files; return its output."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.setenv("LC_ALL", "C")

    def call(files: Files, command: str) -> str:
        monkeypatch.chdir(catalog(files).parent)
        outcome = run(*command.split())
        assert "Traceback" not in outcome.err
        return f"$ eventdocs {command}\n{outcome.out}{outcome.err}exit code {outcome.code}\n"

    return call


def compare(name: str, text: str, *, update: bool) -> None:
    """Compare the output about a mistake with the golden file, or update the file."""
    _, *parts = HEADER.split(GOLDEN.read_text("utf-8")) if GOLDEN.exists() else [""]
    known = dict(zip(parts[::2], (part.strip("\n") + "\n" for part in parts[1::2]), strict=True))
    if update:
        known[name] = text
        GOLDEN.write_text("\n".join(f"## {each}\n{known[each]}" for each in sorted(known)), "utf-8")
    assert text == known.get(name)


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_explained(name: str, provoke: Provoke, update_goldens: bool) -> None:
    compare(name, provoke(*MISTAKES[name]), update=update_goldens)


def test_a_held_lock_is_explained(provoke: Provoke, tmp_path: Path, update_goldens: bool) -> None:
    with locked(tmp_path / "site", 1):
        text = provoke({}, "build --wait 0")
    text = re.sub(r"process \d+", "process 1", text)
    compare("a lock that another process holds", text, update=update_goldens)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("a folder that is read-only", errno.EROFS),
        ("no permission", errno.EACCES),
        ("a full disk", errno.ENOSPC),
    ],
)
def test_a_refused_file_is_explained(
    name: str, number: int, provoke: Provoke, monkeypatch: pytest.MonkeyPatch, update_goldens: bool
) -> None:
    open_file = os.open

    def refuse(path: str | Path, flags: int, *arguments: int, **options: int) -> int:
        if flags & os.O_CREAT and "report" in str(path):
            raise OSError(number, os.strerror(number), "report.json")
        return open_file(path, flags, *arguments, **options)

    monkeypatch.setattr(os, "open", refuse)
    compare(name, provoke({}, "check --report json=report.json"), update=update_goldens)


def test_a_refused_connection_is_explained(provoke: Provoke, update_goldens: bool) -> None:
    text = provoke({}, "publish git:http://127.0.0.1:1/events.git#pages --site catalog")
    text = re.sub(r"(unable to access)[^\u00b7]*", r"\1 ... ", text)
    compare("a refused connection", text, update=update_goldens)


def test_a_port_in_use_is_explained(provoke: Provoke, update_goldens: bool) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        text = provoke({}, f"serve --port {port}")
    compare("a port in use", text.replace(str(port), "8031"), update=update_goldens)


def test_each_message_names_the_thing_and_each_has_a_hint() -> None:
    """A finding has a location. Other messages have the name of the thing in backticks or as an option."""
    text = GOLDEN.read_text("utf-8")
    errors = re.findall(r"^eventdocs: (.*)$", text, re.MULTILINE)
    for error in errors:
        message, _, hint = error.partition(" \u00b7 ")
        assert hint, error
        assert re.search(r"`[^`]+`|--\w", message) or re.match(r"\S+:\d+: ", message), error
    findings = re.findall(r"^(\S+:\d+:\d+ ED\d{3} .*)\n((?: {3,}.*\n)*)", text, re.MULTILINE)
    for first_line, others in findings:
        assert "      = " in others, first_line
    messages = {*errors, *(match[1] for line, _ in findings if (match := FINDING.match(line)))}
    assert len(messages) > 70
    for message in messages:
        assert not message[0].isupper(), message
        assert not message.endswith("."), message
        assert not re.search(
            r"\b[A-Z]\w+(?:Error|Exception|File|Page|View)\b|object at|eventdocs\.\w+\.", message
        ), message
