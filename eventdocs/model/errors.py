"""Errors that stop the program, and exit codes; problems in a user's content are diagnostics instead."""

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of the command line; an interrupted program exits with 128 plus the signal's number."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    ENVIRONMENT = 3
    LOCKED = 4
    BUG = 70


class EventdocsError(Exception):
    """An error that stops the program, with a message, a hint and an exit code.

    `excerpt` are lines that show where in a file the error is, with carets below the place.
    """

    def __init__(
        self, message: str, *, hint: str = "", code: Exit = Exit.USAGE, excerpt: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.code = code
        self.excerpt = excerpt
