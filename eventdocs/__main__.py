"""Entry point of the command line."""

import gc
import sys

from eventdocs.version import NOT_ON_WINDOWS, __version__

# Objects between two runs of the garbage collector. Modules and catalogs are many objects and few cycles.
COLLECT_AFTER = 50_000


def run() -> None:
    """Run the command line. `--version` alone is answered here, without the cost of loading it."""
    if sys.argv[1:] == ["--version"] and _write(f"eventdocs {__version__}\n"):
        return
    if sys.platform == "win32":
        sys.exit(_fail_on_windows())
    if sys.getfilesystemencoding() != "utf-8":  # pages have names in all scripts, whatever the locale is
        from eventdocs.store.streams import restart_in_utf8_mode

        restart_in_utf8_mode()
    gc.set_threshold(COLLECT_AFTER)
    from eventdocs.cli import main

    code = main()
    gc.freeze()  # Python collects garbage at its end, for which it would visit all objects
    sys.exit(code)


def _fail_on_windows() -> int:
    """Print what to do on Windows and return the exit code: locks and atomic renames need POSIX."""
    sys.stderr.write(f"eventdocs: {NOT_ON_WINDOWS}\n")
    return 3


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
