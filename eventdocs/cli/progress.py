"""Progress on a terminal, for what takes longer than half a second."""

import sys
from time import monotonic
from types import TracebackType

from eventdocs.cli import Console

_PATIENCE = 0.5
_STEP = 0.1


class Progress:
    """Counts files on stderr and wipes the count away at the end; silent where nobody watches."""

    def __init__(self, console: Console) -> None:
        self.watched = not console.quiet and sys.stderr.isatty()
        self.due = (monotonic() if self.watched else 0.0) + _PATIENCE
        self.shown = False

    def __enter__(self) -> "Progress":
        return self

    def tell(self, number: int) -> None:
        """Say how many files there are so far."""
        if self.watched and (now := monotonic()) >= self.due:
            self._write(f"\r{number} files")
            self.due, self.shown = now + _STEP, True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.shown:
            self._write("\r\x1b[K")

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()
