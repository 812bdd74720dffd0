"""Every command has help with examples, and the examples run."""

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from eventdocs.cli import cli, main
from tests.conftest import ROOT

# Examples that need something a test does not have. Only their options are tested.
NOT_RUN = {
    "eventdocs serve": "runs until it is interrupted",
    "eventdocs serve catalog --editor 'vscode://file{path}:{line}'": "runs until it is interrupted",
    "eventdocs serve catalog --translate pt-BR --by ana": "runs until it is interrupted",
    "eventdocs new catalog": "needs a name that is free; see test_new.py",
    "eventdocs publish /srv/www/events": "writes outside of the folder of the test; see test_publish.py",
    "eventdocs rename zh-TW zh-Hant catalog": "needs another locale; see tests/commands/test_rename.py",
    "eventdocs import manifest product.man --table product.de.rc --table product.en.rc -o catalog": "needs tables",
    "eventdocs publish git:origin#gh-pages": "needs a remote repository; see tests/store/targets",
    "eventdocs publish s3://bucket/events --dry-run": "needs a bucket; see tests/store/targets",
    "eventdocs import learn docs/pt-br docs/de-de --output catalog": "needs pages; see tests/importers",
    'eventdocs translations fill --locale fr-FR --write --command "translate-lines --quiet"': "needs a program",
}


def commands(path: tuple[str, ...] = (), command: click.Command = cli) -> Iterator[tuple[str, click.Command]]:
    """Yield all commands with the words that call them, groups first."""
    yield " ".join(path), command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner
            yield from commands((*path, name), inner)


EXAMPLES = list(
    dict.fromkeys(
        line.strip()
        for _, command in commands()
        for line in re.findall(r"(?m)^ *(?:Example: )?(eventdocs .*)$", command.help or "")
    )
)


# Commands to run before examples that contain these words.
_ADD, _EXPORT = "translations add fr-FR", "translations export --locale fr-FR -o fr.po"
FIRST = {
    "--locale fr-FR": [_ADD],
    "import catalog fr.po": [_ADD, _EXPORT],
    "check --baseline .eventdocs-baseline": ["check --baseline .eventdocs-baseline --update-baseline"],
}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with all that the examples need: a catalog in git with a tag, its site, and sources."""
    folder = tmp_path_factory.mktemp("help")
    shutil.copytree(ROOT / "catalog", folder / "catalog")
    shutil.copytree(ROOT / "docs/examples", folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "docs/examples", folder / "old")
    (folder / "errors.mc").write_text("MessageId=1\nSymbolicName=A\nLanguage=English\nFull.\n.\n", "utf-8")
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    steps = (("init", "-q", "-b", "main"), ("add", "."), (*identity, "commit", "-qm", "A"), ("tag", "v1.0"))
    for arguments in steps:
        subprocess.run(["git", "-C", str(folder), *arguments], check=True)
    assert main(["-q", "build", f"{folder}/catalog", "-o", f"{folder}/site"]) == 0
    return folder


@pytest.mark.parametrize(
    ("name", "command"), list(commands()), ids=lambda each: each if isinstance(each, str) else ""
)
def test_every_command_has_a_help_with_an_example(name: str, command: click.Command) -> None:
    text = command.help or ""
    assert command.short_help or not name
    assert isinstance(command, click.Group) or f"eventdocs {name}" in text, "add an example"
    for option in command.params:
        assert not isinstance(option, click.Option) or option.hidden or option.help, option.name


def test_the_examples_that_do_not_run_exist() -> None:
    assert NOT_RUN.keys() <= set(EXAMPLES)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_runs(
    example: str, prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No example is a usage error, and those that run fail at most because of findings."""
    command, _, _ = example.partition(" > ")
    _, *arguments = shlex.split(command)
    if example in NOT_RUN:
        parse(arguments)
        return
    shutil.copytree(prepared, tmp_path / "work", symlinks=True)
    monkeypatch.chdir(tmp_path / "work")
    for words, firsts in FIRST.items():
        for first in firsts if words in example else ():
            assert main(["-q", *first.split()]) in (0, 1)
    assert main(arguments) in (0, 1)


def parse(arguments: list[str]) -> None:
    """Parse the arguments of a command without running it; raise an error if they are wrong."""
    command: click.Command = cli
    context, rest = click.Context(cli, info_name="eventdocs"), list(arguments)
    while isinstance(command, click.Group):
        _, inner, rest = command.resolve_command(context, rest)
        assert inner is not None
        command = inner
    command.make_context(command.name, rest, parent=context)
