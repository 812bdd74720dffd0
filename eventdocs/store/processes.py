"""Other programs, run without a shell, and the standard output of this one."""

import os
import shlex
import subprocess
import sys

from eventdocs.model.errors import EventdocsError, Exit


def run_program(command: str, given: bytes) -> bytes:
    """Run a program with bytes as its standard input and return its standard output.

    `command` is split into words as in a shell. Raises an error if the program cannot be started or fails.
    """
    try:
        result = subprocess.run(  # noqa: S603 - a program that the user names, without a shell
            shlex.split(command), input=given, capture_output=True, check=False
        )
    except (OSError, ValueError) as error:
        raise EventdocsError(f"cannot run `{command}`: {error}", code=Exit.ENVIRONMENT) from error
    if result.returncode:
        reason = result.stderr.decode("utf-8", "replace").strip().split("\n")[-1]
        raise EventdocsError(
            f"`{command}` failed: {reason}", hint="nothing was written", code=Exit.ENVIRONMENT
        )
    return result.stdout


def discard_stdout() -> None:
    """Redirect standard output to the null device: its reader is gone, and flushing it at exit would fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
