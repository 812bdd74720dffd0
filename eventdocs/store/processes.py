"""Other programs, run without a shell, and the standard output of this one."""

import os
import shlex
import subprocess
import sys

from eventdocs.model.errors import EventdocsError, Exit


def run_program(command: str, given: bytes) -> bytes:
    """Run a program that the user names with bytes as its input, and return its output.

    `command` is split into words as in a shell. Raises an error if the program cannot be started or fails.
    """
    try:
        done = subprocess.run(  # noqa: S603 - a program that the user names, without a shell
            shlex.split(command), input=given, capture_output=True, check=False
        )
    except (OSError, ValueError) as error:
        raise EventdocsError(f"`{command}` cannot be run: {error}", code=Exit.ENVIRONMENT) from error
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().split("\n")[-1]
        raise EventdocsError(
            f"`{command}` failed: {reason}", hint="nothing was written", code=Exit.ENVIRONMENT
        )
    return done.stdout


def discard_stdout() -> None:
    """Redirect standard output to the null device: its reader is gone, and flushing it at exit would fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
