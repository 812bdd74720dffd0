"""Progress on a terminal, for operations that take longer than half a second."""

import sys
from time import monotonic
from types import TracebackType

from eventdocs.cli import Console

_DELAY = 0.5
_INTERVAL = 0.1


class Progress:
    """A count of files on stderr, removed at the end. Nothing is shown if stderr is not a terminal."""

    def __init__(self, console: Console, unit: str = "files") -> None:
        self.unit = unit
        self.enabled = not console.quiet and sys.stderr.isatty()
        self.next_update = (monotonic() if self.enabled else 0.0) + _DELAY
        self.shown = False

    def __enter__(self) -> "Progress":
        return self

    def tell(self, number: int) -> None:
        """Show the number so far, at most ten times a second."""
        if self.enabled and (now := monotonic()) >= self.next_update:
            self._write(f"\r{number} {self.unit}")
            self.next_update, self.shown = now + _INTERVAL, True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.shown:
            self._write("\r\x1b[K")

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()
