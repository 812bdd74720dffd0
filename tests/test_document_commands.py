"""Commands and options in the documentation exist, also where no test runs them."""

import re
import shlex
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click
import pytest

from eventdocs.cli import cli
from tests.conftest import ROOT

# All pages but the changelog and generated ones.
PAGES = [
    *(page for page in ROOT.glob("*.md") if page.name != "CHANGELOG.md"),
    *(
        page
        for page in (ROOT / "docs").rglob("*.md")
        if page.parent.name not in ("adr", "rules") and page.name != "commands.md"
    ),
]
# A line of a code block, or inline code. Other parts of a shell line do not belong to the command.
_CODE = re.compile(r"^```([^\n]*)\n(.*?)^```|`(eventdocs [^`\n]+)`", re.DOTALL | re.MULTILINE)
_COMMAND = re.compile(r"(?:^|\s)(eventdocs (?:-q )?[a-z].*)")
_REST = re.compile(r"\s*(?:[|>;#]|&&|\\$).*| …")


def commands(page: Path) -> Iterator[str]:
    """Yield the commands of a page."""
    text = re.sub(r"^ +(?=```)", "", page.read_text("utf-8"), flags=re.MULTILINE)
    for kind, block, inline in _CODE.findall(text):
        for line in (inline or block).splitlines():
            is_output = kind == "console" and not line.startswith("$ ")
            if not is_output and (found := _COMMAND.search(line)):
                yield _REST.sub("", found[1])


def parse(words: list[str]) -> None:
    """Raise one of click's errors if a command or option does not exist."""
    command: click.Command = cli
    words = [word for word in words[1:] if word != "-q"]
    while isinstance(command, click.Group) and words:
        name = words.pop(0)
        inner = command.get_command(click.Context(command), name)
        assert inner, f"there is no command `{name}`"
        command = inner
    command.make_parser(click.Context(command)).parse_args(words)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_commands_and_options_exist(page: Path) -> None:
    for command in commands(page):
        with suppress(click.BadOptionUsage):  # a sentence can mention an option without its value
            parse(shlex.split(command))


def test_the_commands_of_all_pages_are_found() -> None:
    assert len({command for page in PAGES for command in commands(page)}) > 100


@pytest.mark.parametrize(
    "command", ["eventdocs chek", "eventdocs check --fxi", "eventdocs translations exprt"]
)
def test_a_mistake_is_found(command: str) -> None:
    with pytest.raises((AssertionError, click.NoSuchOption)):
        parse(command.split())
