"""The standard streams of this process, and their encoding."""

import os
import sys
from contextlib import suppress
from typing import NoReturn, TextIO


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


def write_unbuffered(stream: TextIO, text: str) -> None:
    """Write a text to a stream past its buffer, which may be in use when a signal arrives."""
    with suppress(OSError):
        os.write(stream.fileno(), text.encode())
