"""New: a small starter catalog."""

from pathlib import Path

from eventdocs.model.errors import EventdocsError
from eventdocs.store.catalog import save_catalog
from eventdocs.store.files import read_bytes, walk
from eventdocs.store.folders import is_vacant
from eventdocs.store.package_data import default_templates
from eventdocs.store.translation_files import baseline_files

STARTER = "new"


def new_catalog(folder: Path) -> tuple[str, ...]:
    """Write the starter catalog into a new or empty folder; return the names of its files."""
    if not is_vacant(folder):
        raise EventdocsError(f"`{folder}` is not empty", hint="name a folder that does not exist yet")
    source = default_templates() / STARTER
    files = {path.relative_to(source).as_posix(): read_bytes(path, None) for path in walk(source)}
    files |= baseline_files(folder, files)
    save_catalog(folder, files, {})
    return tuple(sorted(files))
