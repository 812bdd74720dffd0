"""Doctor: what a bug report needs to know about an installation, a catalog and an output folder."""

import os
import platform
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from pathlib import Path

from eventdocs.store.folders import is_catalog
from eventdocs.store.lock import lock_holder, state_dir_of
from eventdocs.store.output_dir import describe_state
from eventdocs.store.package_data import required_libraries
from eventdocs.version import __version__


def diagnose(catalog: Path, output: Path) -> Mapping[str, Mapping[str, str]]:
    """Return facts about the program, its environment and two folders: sections of names and values."""
    return {
        "program": dict(_program()),
        "libraries": required_libraries(),
        "environment": {name: value for name, value in sorted(os.environ.items()) if _is_setting(name)},
        f"catalog {catalog}": {"found": _yes_or_no(is_catalog(catalog)), **_lock(catalog)},
        f"output {output}": {**_lock(output), **describe_state(output)},
    }


def _program() -> Iterator[tuple[str, str]]:
    yield "eventdocs", __version__
    yield "Python", f"{platform.python_version()} ({platform.python_implementation()})"
    # A Python without profile-guided optimization is 10 to 20 percent slower.
    optimized = "--enable-optimizations" in (sysconfig.get_config_var("CONFIG_ARGS") or "")
    yield "optimized Python", _yes_or_no(optimized)
    yield "platform", platform.platform()
    yield "cores", str(os.cpu_count())
    yield "file names", sys.getfilesystemencoding()
    yield "standard output", sys.stdout.encoding if sys.stdout else "closed"


def _is_setting(name: str) -> bool:
    return name.startswith("EVENTDOCS_") or name in ("LANG", "LC_ALL", "NO_COLOR", "PYTHONUTF8", "TZ")


def _lock(folder: Path) -> dict[str, str]:
    holder = lock_holder(folder)
    return {"state folder": state_dir_of(folder).name, "lock": f"held by {holder}" if holder else "free"}


def _yes_or_no(value: bool) -> str:
    return "yes" if value else "no"
