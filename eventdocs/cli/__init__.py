"""The command line: parse options, call a command, print its result.

No other package imports click. The module of a command is imported only when the command runs.
"""

import errno
import importlib
import os
import signal
import sys
from contextlib import suppress
from typing import NamedTuple, NoReturn

import click

from eventdocs.cli.usage import CommandGroup, usage_message
from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.version import __version__

_COMMANDS = {
    "build": "eventdocs.cli.build",
    "check": "eventdocs.cli.check",
    "completion": "eventdocs.cli.completion",
    "diff": "eventdocs.cli.diff",
    "doctor": "eventdocs.cli.doctor",
    "explain": "eventdocs.cli.explain",
    "import": "eventdocs.cli.import_group",
    "new": "eventdocs.cli.new",
    "publish": "eventdocs.cli.publish",
    "rename": "eventdocs.cli.rename",
    "schema": "eventdocs.cli.schema",
    "serve": "eventdocs.cli.serve",
    "status": "eventdocs.cli.status",
    "translations": "eventdocs.cli.translations",
}
_REPORT_BUG = "please report it with the text above and the output of: eventdocs doctor"


class Console(NamedTuple):
    """Output to stderr, according to the options before the command."""

    quiet: bool = False
    color: bool = False

    def say(self, text: str) -> None:
        """Print a note or a summary to stderr, unless quiet."""
        if not self.quiet:
            click.echo(_sanitize(text), err=True)


def pluralize(number: int, noun: str) -> str:
    """Return a number with its noun, such as `1 error` or `2 errors`."""
    return f"{number} {noun}" + ("s" if number != 1 and noun != "info" else "")


class _Commands(CommandGroup):
    """A group that imports a command's module only when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = importlib.import_module(_COMMANDS[cmd_name]).command
        assert isinstance(command, click.Command)
        return command


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.option("-q", "--quiet", is_flag=True, help="Print only results and errors.")
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="When to use colors.",
)
@click.pass_context
def cli(context: click.Context, quiet: bool, color: str) -> None:
    """Build a searchable, bilingual documentation site from a YAML catalog of events.

    \b
    Examples:
      eventdocs new catalog
      eventdocs serve
      eventdocs check
      eventdocs build
    """
    context.obj = Console(quiet, _use_color(color))


def _use_color(color: str) -> bool:
    if color == "auto":
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return color == "always"


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code; each kind of failure has its own."""
    from eventdocs.store.streams import flush_streams, open_missing_streams

    open_missing_streams()
    signal.signal(signal.SIGTERM, _exit_on_signal)
    code = _run(arguments)
    error = flush_streams()
    return code if error is None or code not in (Exit.CLEAN, Exit.FINDINGS) else _fail_output(error)


def _run(arguments: list[str] | None) -> int:
    try:
        code = cli.main(arguments, prog_name="eventdocs", standalone_mode=False)
        return code if isinstance(code, int) else Exit.CLEAN
    except EventdocsError as error:
        return _fail(error.message, error.hint, error.code, error.excerpt)
    except click.UsageError as error:
        return _fail_usage(error)
    except click.exceptions.Exit as error:
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        return _fail("interrupted", "", 130)
    except SystemExit as error:
        if error.code != 1:  # click exits with 1 if the reader of a pipe is gone
            raise
        return Exit.ENVIRONMENT
    except OSError as error:
        return _fail_output(error)
    except Exception:
        import traceback

        with suppress(OSError):
            traceback.print_exc()
        return _fail("this is a bug in eventdocs", _REPORT_BUG, Exit.BUG)


def _fail_output(error: OSError) -> int:
    """Print an error of the operating system; its file is a standard stream if it has no name.

    If the reader of a pipe is gone, nothing is printed: it has what it wanted.
    """
    from eventdocs.store.files import os_error_hint

    if error.errno == errno.EPIPE and not error.filename:
        return Exit.ENVIRONMENT
    name = f"access `{error.filename}`" if error.filename else "write the output"
    reason = error.strerror or str(error)
    return _fail(f"cannot {name}: {reason[:1].lower()}{reason[1:]}", os_error_hint(error), Exit.ENVIRONMENT)


def _exit_on_signal(number: int, frame: object) -> NoReturn:
    raise SystemExit(128 + number)


def _fail_usage(error: click.UsageError) -> int:
    """Print a usage error in one line, or the help of a group that was run without a command.

    Since 8.2, click raises this help as an error; older versions print it themselves.
    """
    if isinstance(error, getattr(click.exceptions, "NoArgsIsHelpError", ())):
        with suppress(OSError):
            error.show()
        return error.exit_code
    return _fail(*usage_message(error), Exit.USAGE)


def _fail(message: str, hint: str, code: int, excerpt: tuple[str, ...] = ()) -> int:
    text = f"{message[:1].lower()}{message[1:].rstrip('.')}" + (f" · {hint}" if hint else "")
    with suppress(OSError):  # the exit code still says what happened
        for line in (f"eventdocs: {text}", *excerpt):
            click.echo(_sanitize(line), err=True)
    return int(code)


def _sanitize(text: str) -> str:
    """Return a text without control characters, which a user's files could contain."""
    from eventdocs.reports.sanitize import printable

    return printable(text)
