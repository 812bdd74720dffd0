"""What people read when something is wrong: each mistake with every line that the program prints about it.

Each message names the thing and says what is wrong with it, and each hint says what to do. After a change of a
text, run: python -m pytest tests/cli/test_messages.py --update-goldens
"""

import errno
import os
import re
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
    """Return settings of a catalog with more keys."""
    lines = ("source_locale: en-US", f"locales: [{locales}]", "channels: {analytic: A/B}", text)
    return {"catalog.yaml": "".join(f"{line}\n" for line in lines)}


# What is wrong, the files that differ from a sound catalog, and the command.
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
    "an unknown command": ({}, "buld"),
    "a command of a group": ({}, "export"),
    "an unknown command of a group": ({}, "translations exprt"),
    "an unknown option": ({}, "build --fromat html"),
    "an unknown value of an option": ({}, "build --format mardown"),
    "an option without its value": ({}, "build --jobs"),
    "an option that needs a number": ({}, "build --jobs many"),
    "a missing option": ({}, "translations export"),
    "a missing argument": ({}, "rename 7"),
    "too many arguments": ({}, "build catalog site"),
    "a deprecated option": ({}, "rename 7 8 --catalog catalog"),
    "an unknown locale": ({}, "build --locale pt-PT"),
    "an unknown locale to add": ({}, "translations add en-UK"),
    "a locale that is there already": ({}, "translations add pt-BR"),
    "an unknown event": ({}, "explain DiskFul"),
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
    "a table of another program": ({"../pt.csv": "a,b\nc,d\n"}, "translations import catalog pt.csv"),
    "a damaged workbook": ({"../pt.xlsx": "x"}, "translations import catalog pt.xlsx"),
    "XML that is damaged": ({"../pt.xlf": "<xliff"}, "translations import catalog pt.xlf"),
    "a manifest that is none": ({"../product.man": "<a/>"}, "import manifest product.man -o catalog"),
    "pages that do not exist": ({}, "import learn nowhere -o catalog"),
}


def _environment(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the operating system refuse something."""


@pytest.fixture
def messages(
    catalog: Write, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[[Files, str], str]:
    """Run a command on a catalog with some files; return what it prints."""

    def provoke(files: Files, command: str) -> str:
        folder = catalog(files)
        monkeypatch.chdir(folder.parent)
        outcome = run(*command.split())
        return outcome.out + outcome.err

    return provoke
