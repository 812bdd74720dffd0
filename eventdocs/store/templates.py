"""Templates: the program's own, and the files of a project that stand before them.

A project's `templates/` inside its catalog shadows a default by file name; the default stays reachable as
`default/NAME`, so that a template can extend what it shadows.
"""

from collections.abc import Iterable, MutableMapping
from pathlib import Path

from eventdocs.formats.po import read_labels
from eventdocs.model.errors import EventdocsError
from eventdocs.model.labels import Labels
from eventdocs.site.template_set import TemplateSet
from eventdocs.store.files import read_bytes, walk
from eventdocs.store.package_data import TEMPLATES, default_templates
from eventdocs.text.locales import parents

_LABELS = "labels/"
_ASSETS = "assets/"


def load_templates(
    catalog: Path, locales: Iterable[str] | None = None, known: MutableMapping[str, Labels] | None = None
) -> TemplateSet:
    """Read the default templates and what the catalog puts before them.

    `locales` are those whose labels are wanted, with what they derive from; all by default. `known` remembers
    labels that were read before from the same files.
    """
    known = {} if known is None else known
    wanted = None if locales is None else _near(locales)
    default = _read(default_templates())
    own = _read(catalog / TEMPLATES) if (catalog / TEMPLATES).is_dir() else {}
    files = {**default, **own}
    pages = {
        name: _text(name, data)
        for name, data in files.items()
        if name.endswith((".html", ".md", ".xml", ".txt"))
    }
    pages |= {f"default/{name}": _text(name, data) for name, data in default.items() if name in pages}
    return TemplateSet(
        pages=pages,
        labels={
            tag: _labels(tag, name, data, known)
            for name, data in files.items()
            if name.startswith(_LABELS) and name.endswith(".po")
            if (tag := name.removeprefix(_LABELS).removesuffix(".po")).lower() in (wanted or {tag.lower()})
        },
        assets={name.removeprefix(_ASSETS): data for name, data in files.items() if name.startswith(_ASSETS)},
    )


def _labels(tag: str, name: str, data: bytes, known: MutableMapping[str, Labels]) -> Labels:
    if tag not in known:
        known[tag] = read_labels(_text(name, data), name)
    return known[tag]


def _near(locales: Iterable[str]) -> set[str]:
    return {"en", *(near.lower() for tag in locales for near in (tag, *parents(tag)))}


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
        raise EventdocsError(f"{TEMPLATES}/{name} is not UTF-8", hint="save the template as UTF-8") from error
