"""Other programs, run without a shell."""

import os
import shlex
import signal
import subprocess
import sys
from contextlib import suppress

from eventdocs.model.errors import EventdocsError, Exit

_LOW_PRIORITY = 10


class ProgramFailedError(EventdocsError):
    """A program was run and failed; another run may succeed."""


def run_program(command: str, given: bytes, timeout: float) -> bytes:
    """Run a program with bytes as its standard input and return its standard output.

    `command` is split into words as in a shell. Raises an error if the program cannot be started, fails, or
    needs more than `timeout` seconds; the last two are a `ProgramFailedError`. It is then killed, with all
    processes that it has started.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 - a program that the user names, without a shell
            shlex.split(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except (OSError, ValueError, IndexError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise EventdocsError(
            f"cannot run `{command}`: {reason.lower()}",
            hint="check the spelling of --command, and that the program is installed",
            code=Exit.ENVIRONMENT,
        ) from error
    with process:
        try:
            output, errors = process.communicate(given, timeout)
        except subprocess.TimeoutExpired as error:
            message = f"`{command}` did not finish within {timeout:g} seconds"
            hint = "allow more with --timeout, or send less with --batch"
            raise ProgramFailedError(message, hint=hint, code=Exit.ENVIRONMENT) from error
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    if process.returncode:
        reason = errors.decode("utf-8", "replace").strip().split("\n")[-1]
        message = f"`{command}` failed: {reason or _exit_reason(process.returncode)}"
        raise ProgramFailedError(message, code=Exit.ENVIRONMENT)
    return output


class ModuleProcess:
    """A module of the package that runs in a process of its own, with low priority.

    It is in a session of its own, so that Ctrl+C does not reach it.
    """

    def __init__(self, module: str, *arguments: str) -> None:
        mode = ["-X", "utf8"] if sys.flags.utf8_mode else []
        try:
            self._process = subprocess.Popen(  # noqa: S603 - this program itself, without a shell
                [sys.executable, "-P", *mode, "-m", module, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
            os.setpriority(os.PRIO_PROCESS, self._process.pid, _LOW_PRIORITY)
        except OSError as error:
            raise EventdocsError(f"cannot start a process: {error}", code=Exit.ENVIRONMENT) from error

    def output(self) -> str:
        """Wait for the end and return the standard output; raise an error if the process failed."""
        output, errors = self._process.communicate()
        if self._process.returncode:
            message = errors.decode("utf-8", "replace").strip() or _exit_reason(self._process.returncode)
            raise EventdocsError(message, code=Exit.ENVIRONMENT)
        return output.decode("utf-8", "replace")

    def kill(self) -> None:
        """Kill the process, with all processes that it has started."""
        if self._process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)


def _exit_reason(code: int) -> str:
    """Return what an exit code says: a status, or the signal that killed a program."""
    return f"exit code {code}" if code > 0 else f"killed by {signal.Signals(-code).name}"
