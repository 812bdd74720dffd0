"""Other programs, run without a shell, and the standard streams of this one."""

import os
import shlex
import signal
import subprocess
import sys
from contextlib import suppress
from typing import NoReturn

from eventdocs.model.errors import EventdocsError, Exit


def run_program(command: str, given: bytes, timeout: float) -> bytes:
    """Run a program with bytes as its standard input and return its standard output.

    `command` is split into words as in a shell. Raises an error if the program cannot be started, fails, or
    needs more than `timeout` seconds. It is then killed, with all processes that it has started.
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
        raise EventdocsError(f"cannot run `{command}`: {error}", code=Exit.ENVIRONMENT) from error
    with process:
        try:
            output, errors = process.communicate(given, timeout)
        except subprocess.TimeoutExpired as error:
            message = f"`{command}` did not finish within {timeout:g} seconds"
            hint = "allow more with --timeout, or send less with --batch"
            raise EventdocsError(message, hint=hint, code=Exit.ENVIRONMENT) from error
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    if process.returncode:
        reason = errors.decode("utf-8", "replace").strip().split("\n")[-1]
        message = f"`{command}` failed: {reason or _exit_reason(process.returncode)}"
        raise EventdocsError(message, code=Exit.ENVIRONMENT)
    return output


def _exit_reason(code: int) -> str:
    """Return what an exit code says: a status, or the signal that killed a program."""
    return f"exit code {code}" if code > 0 else f"killed by {signal.Signals(-code).name}"


def restart_in_utf8_mode() -> NoReturn:
    """Replace this process by one with the same command line in Python's UTF-8 mode."""
    os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606 - no shell needed


def open_missing_streams() -> None:
    """Open the standard streams that are closed, so that no other file gets their numbers.

    Writing to standard output then fails, because its text would be lost. Notes and errors that would go to
    standard error are discarded: who closes it does not want them.
    """
    for name, flags, mode in (
        ("stdin", os.O_RDONLY, "r"),
        ("stdout", os.O_RDONLY, "w"),
        ("stderr", os.O_WRONLY, "w"),
    ):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, flags), mode, encoding="utf-8"))


def flush_streams() -> OSError | None:
    """Write what the standard streams still hold, and return the error if that is impossible.

    Such a stream is redirected to the null device: otherwise Python would fail once more when it exits.
    """
    failed = None
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError as error:
            failed = failed or error
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return failed
