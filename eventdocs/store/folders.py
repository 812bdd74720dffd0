"""The folders that a user names: what is asked about them before a file in them is read or written."""

from pathlib import Path

from eventdocs.model.errors import EventdocsError
from eventdocs.store.package_data import TEMPLATES, default_templates

CATALOG_FILE = "catalog.yaml"


def is_catalog(folder: Path) -> bool:
    """Tell whether a folder holds a catalog."""
    return (folder / CATALOG_FILE).is_file()


def require_catalog(folder: Path) -> None:
    """Raise an error unless a folder holds a catalog."""
    if not is_catalog(folder):
        raise EventdocsError(
            f"no catalog at `{folder}`: it has no `{CATALOG_FILE}`",
            hint="name the catalog's folder: eventdocs COMMAND CATALOG",
        )


def is_in_catalog(path: Path) -> bool:
    """Tell whether a path is a catalog's folder or lies below one."""
    whole = path.resolve()
    return any((folder / CATALOG_FILE).exists() for folder in (whole, *whole.parents))


def input_roots(catalog: Path) -> dict[str, Path]:
    """Return the folders that a build reads, by the prefix that the names of their files get.

    A catalog's `templates/` gets its own entry if it is a symbolic link, since a scan does not follow links.
    """
    roots = {"": catalog, "/": default_templates()}
    if (catalog / TEMPLATES).is_symlink():
        roots[f"{TEMPLATES}/"] = catalog / TEMPLATES
    return roots


def is_vacant(path: Path) -> bool:
    """Tell whether a path is free for a new folder: nothing is there, or an empty folder."""
    return not path.exists() or (path.is_dir() and not any(path.iterdir()))


def is_occupied(path: Path) -> bool:
    """Tell whether something other than a folder is at a path."""
    return path.exists() and not path.is_dir()


def overlap(first: Path, second: Path) -> bool:
    """Tell whether two folders are the same, or one lies in the other."""
    one, other = first.resolve(), second.resolve()
    return one.is_relative_to(other) or other.is_relative_to(one)


def resolve_links(path: Path) -> Path:
    """Return the absolute path without symbolic links."""
    return path.resolve()
