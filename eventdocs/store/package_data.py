"""The files of the installed program, and what else is installed with it."""

import os
import re
from collections.abc import Iterable
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from eventdocs.version import __version__

PACKAGE = Path(__file__).parent.parent
TEMPLATES = "templates"
_NAME = re.compile(r"[^\w.-]")


def default_templates() -> Path:
    """Return the folder of the built-in templates, in the installed package or in a checkout."""
    installed = PACKAGE / "_templates"
    return installed if installed.is_dir() else PACKAGE.parent / TEMPLATES


def installed_beside(library: str) -> list[str]:
    """Return the distributions, with their versions, in the folder that a library is installed in."""
    spec = find_spec(library)
    folder = Path(spec.origin).parent.parent if spec and spec.origin else PACKAGE
    return sorted(name for name in os.listdir(folder) if name.endswith(".dist-info"))  # noqa: PTH208 - names


def required_libraries() -> dict[str, str]:
    """Return the installed versions of the libraries that eventdocs needs, or can use with an extra."""
    from importlib.metadata import PackageNotFoundError, requires, version

    found: dict[str, str] = {}
    for requirement in requires("eventdocs") or ():
        # Such as `fsspec>=2025.2; extra == "publish"`.
        needed, _, marker = requirement.partition(";")
        name = _NAME.split(needed, maxsplit=1)[0]
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
        if marker.strip().startswith("extra == "):
            extra = marker.rpartition("==")[2].strip(" '\"")
            found[name] += f" (extra `{extra}`)"
    return found


def program_identity(libraries: Iterable[str]) -> str:
    """Return a text that identifies this program on another machine: code, Python and some libraries."""
    import platform  # imported here because a build without changes does not need it
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
