"""The program's own files, and what is installed beside it."""

import os
from collections.abc import Iterable
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from eventdocs import __version__

PACKAGE = Path(__file__).parent.parent
TEMPLATES = "templates"


def default_templates() -> Path:
    """Folder of the default templates: inside the installed package, or the repository's own."""
    shipped = PACKAGE / "_templates"
    return shipped if shipped.is_dir() else PACKAGE.parent / TEMPLATES


def installed_beside(library: str) -> list[str]:
    """List the distributions, with their versions, in the folder that a library is installed in."""
    found = find_spec(library)
    folder = Path(found.origin).parent.parent if found and found.origin else PACKAGE
    return sorted(name for name in os.listdir(folder) if name.endswith(".dist-info"))  # noqa: PTH208 - names


def program_identity(libraries: Iterable[str]) -> str:
    """Describe this program as text that another machine can compare: code, Python, and some libraries."""
    import platform  # with the next line, more than a build without changes needs to load
    from importlib.metadata import version

    code = sha256()
    for path in sorted(PACKAGE.rglob("*.py")):
        code.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    versions = ", ".join(f"{name} {version(name)}" for name in libraries)
    return f"eventdocs {__version__} ({code.hexdigest()[:8]}), Python {platform.python_version()}, {versions}"


def host_name() -> str:
    """Return the name of this machine."""
    import platform

    return platform.node()
