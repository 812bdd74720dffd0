"""Build: a catalog to a site, in one or more formats."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from eventdocs.model.catalog import chosen
from eventdocs.model.diagnostics import Diagnostic
from eventdocs.model.errors import EventdocsError
from eventdocs.model.labels import Labels
from eventdocs.model.plan import Format
from eventdocs.store import templates
from eventdocs.store.transaction import Published, publish
from eventdocs.tasks.check import check_structure, errors
from eventdocs.tasks.site import Editing, Site
from eventdocs.translations.pseudo import PSEUDO, pseudo_labels, with_pseudo


@dataclass(slots=True)
class Built:
    """Outcome of a build: the findings, and what was done to the output, None where errors stopped it."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    published: Published | None = None
    events: int = 0
    locales: tuple[str, ...] = ()


def build(
    catalog: Path,
    out: Path,
    formats: Sequence[Format],
    locales: Sequence[str] = (),
    *,
    pseudo: bool = False,
    wait: float = 60.0,
    editor: str | None = None,
    progress: Callable[[int], None] = lambda number: None,
) -> Built:
    """Build a catalog's site into a folder; errors in the catalog leave the folder as it is.

    `pseudo` adds the pseudo-locales; `wait` is in seconds, for another build's lock. With `editor`, an
    address pattern or nothing, the site is a preview: each text leads to its file and line on this machine.
    `progress` is told how many files there are so far.
    """
    _refuse_overlap(catalog, out)
    if {Format.MARKDOWN, Format.GFM} <= set(formats):
        raise EventdocsError(
            "the formats `markdown` and `gfm` write the same files",
            hint="build each into a folder of its own",
        )
    loaded = check_structure(catalog)
    result = Built(loaded.diagnostics, None, len(loaded.catalog.events))
    if errors(loaded.diagnostics):
        return result
    shown, sources = loaded.catalog, templates.load(catalog)
    if pseudo:
        shown, sources = with_pseudo(shown), replace(sources, labels=_with_pseudo(sources.labels))
    result.locales = chosen(shown, locales)
    editing = None if editor is None else Editing(editor, f"{catalog.resolve().as_posix()}/")
    site = Site(shown, sources, tuple(formats), result.locales, editing)
    result.published = publish(out, _told(site.files(), progress), wait=wait)
    return result


def _told(files: Iterator[tuple[str, bytes]], progress: Callable[[int], None]) -> Iterator[tuple[str, bytes]]:
    for number, file in enumerate(files, 1):
        progress(number)
        yield file


def _with_pseudo(labels: Mapping[str, Labels]) -> Mapping[str, Labels]:
    return {**labels, **{locale: pseudo_labels(labels["en"], locale) for locale in PSEUDO}}


def _refuse_overlap(catalog: Path, out: Path) -> None:
    source, target = catalog.resolve(), out.resolve()
    if source == target or source.is_relative_to(target) or target.is_relative_to(source):
        raise EventdocsError(
            f"the output folder `{out}` and the catalog `{catalog}` lie in each other",
            hint="choose another output folder with -o",
        )
    if out.exists() and not out.is_dir():
        raise EventdocsError(
            f"the output `{out}` is not a folder", hint="choose another output folder with -o"
        )
