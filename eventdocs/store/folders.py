"""Questions about the folders that a user names, before files in them are read or written."""

from pathlib import Path

from eventdocs.model.errors import EventdocsError
from eventdocs.store.files import entry_exists, resolve_links
from eventdocs.store.package_data import TEMPLATES, default_templates

CATALOG_FILE = "catalog.yaml"


def is_catalog(folder: Path) -> bool:
    """Return whether a folder holds a catalog, even if its `catalog.yaml` cannot be read."""
    return entry_exists(folder / CATALOG_FILE)


def require_catalog(folder: Path) -> None:
    """Raise an error unless a folder holds a catalog."""
    if not is_catalog(folder):
        raise no_catalog(folder)


def no_catalog(folder: Path) -> EventdocsError:
    """Return the error for a folder that does not hold a catalog."""
    reason = f"it has no `{CATALOG_FILE}`" if folder.is_dir() else "there is no such folder"
    hint = "pass the folder of a catalog, or create one with: eventdocs new DIR"
    if is_catalog(Path()):
        hint = "pass `.` for the catalog in the current folder"
    return EventdocsError(f"no catalog at `{folder}`: {reason}", hint=hint)


def is_in_catalog(path: Path) -> bool:
    """Return whether a path is a catalog's folder or is inside one."""
    resolved = resolve_links(path)
    return any(map(is_catalog, (resolved, *resolved.parents)))


def has_templates(catalog: Path) -> bool:
    """Return whether a catalog has a folder of templates."""
    return (catalog / TEMPLATES).is_dir()


def input_roots(catalog: Path) -> dict[str, Path]:
    """Return the folders that a build reads, by the prefix that the names of their files get.

    A catalog's `templates/` gets its own entry if it is a symbolic link, since a scan does not follow links.
    """
    roots = {"": catalog, "/": default_templates()}
    if (catalog / TEMPLATES).is_symlink():
        roots[f"{TEMPLATES}/"] = catalog / TEMPLATES
    return roots


def is_vacant(path: Path) -> bool:
    """Return whether a new folder can be made at a path: it does not exist or is an empty folder."""
    return not path.exists() or (path.is_dir() and not any(path.iterdir()))


def is_occupied(path: Path) -> bool:
    """Return whether something other than a folder is at a path."""
    return path.exists() and not path.is_dir()


def overlap(first: Path, second: Path) -> bool:
    """Return whether two folders are the same, or one is inside the other."""
    left, right = resolve_links(first), resolve_links(second)
    return left.is_relative_to(right) or right.is_relative_to(left)
