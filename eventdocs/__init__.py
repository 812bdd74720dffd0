"""Bilingual reference pages for a product's events, from one YAML catalog.

The names below are the public Python API. All other modules are private and can change in any release.
"""

import sys
from typing import TYPE_CHECKING

from eventdocs.version import NOT_ON_WINDOWS, __version__

if TYPE_CHECKING:
    from eventdocs.api import (
        BuildResult,
        Catalog,
        Coverage,
        Diagnostic,
        Event,
        EventdocsError,
        Location,
        OutputChanges,
        Severity,
        Status,
        build,
        check,
        load,
        status,
    )

__all__ = [
    "BuildResult",
    "Catalog",
    "Coverage",
    "Diagnostic",
    "Event",
    "EventdocsError",
    "Location",
    "OutputChanges",
    "Severity",
    "Status",
    "__version__",
    "build",
    "check",
    "load",
    "status",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first used: most commands need few of the modules behind them."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if sys.platform == "win32":
        raise ImportError(NOT_ON_WINDOWS)
    from eventdocs import api

    return getattr(api, name)
