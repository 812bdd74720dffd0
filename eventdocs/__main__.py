"""Entry point of the command line."""

import sys

from eventdocs import __version__


def run() -> None:
    """Run the command line. `--version` alone is answered here, without the cost of loading it."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"eventdocs {__version__}\n")
        return
    from eventdocs.cli import main

    sys.exit(main())


if __name__ == "__main__":
    run()
