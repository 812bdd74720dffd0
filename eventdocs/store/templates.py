"""Templates: the program's own, and the files of a project that stand before them.

A project's `templates/` inside its catalog shadows a default by file name; the default stays reachable as
`default/NAME`, so that a template can extend what it shadows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from eventdocs.formats.po import read_labels
from eventdocs.model.errors import EventdocsError
from eventdocs.model.labels import Labels
from eventdocs.store.files import read_bytes, walk

FOLDER = "templates"
_LABELS = "labels/"
_ASSETS = "assets/"


@dataclass(frozen=True, slots=True)
class Templates:
    """Page templates by name, built-in labels by locale, and assets by name."""

    pages: Mapping[str, str]
    labels: Mapping[str, Labels]
    assets: Mapping[str, bytes]


def load(catalog: Path) -> Templates:
    """Read the default templates and what the catalog puts before them."""
    default = _read(default_folder())
    own = _read(catalog / FOLDER) if (catalog / FOLDER).is_dir() else {}
    files = {**default, **own}
    pages = {
        name: _text(name, data)
        for name, data in files.items()
        if name.endswith((".html", ".md", ".xml", ".txt"))
    }
    pages |= {f"default/{name}": _text(name, data) for name, data in default.items() if name in pages}
    return Templates(
        pages=pages,
        labels={
            name.removeprefix(_LABELS).removesuffix(".po"): read_labels(_text(name, data), name)
            for name, data in files.items()
            if name.startswith(_LABELS) and name.endswith(".po")
        },
        assets={name.removeprefix(_ASSETS): data for name, data in files.items() if name.startswith(_ASSETS)},
    )


def default_folder() -> Path:
    """Folder of the default templates: inside the installed package, or the repository's own."""
    package = Path(__file__).parent.parent
    shipped = package / "_templates"
    return shipped if shipped.is_dir() else package.parent / FOLDER


def _read(folder: Path) -> dict[str, bytes]:
    names = {path.relative_to(folder).as_posix(): path for path in walk(folder)}
    return {
        name: read_bytes(path)
        for name, path in names.items()
        if not any(part.startswith(".") for part in name.split("/"))
    }


def _text(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise EventdocsError(f"{FOLDER}/{name} is not UTF-8", hint="save the template as UTF-8") from error
