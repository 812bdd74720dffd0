"""Entry point of the command line."""

import os
import sys

from eventdocs import __version__


def run() -> None:
    """Run the command line. `--version` alone is answered here, without the cost of loading it."""
    if sys.argv[1:] == ["--version"] and _write(f"eventdocs {__version__}\n"):
        return
    if sys.getfilesystemencoding() != "utf-8":  # pages have names in all scripts, whatever the locale is
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606 - our own command line, again
    from eventdocs.cli import main

    sys.exit(main())


def _write(text: str) -> bool:
    """Write a text to standard output; return whether that was possible."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except (AttributeError, OSError):  # it is closed, full, or its reader is gone
        return False
    return True


if __name__ == "__main__":
    run()
