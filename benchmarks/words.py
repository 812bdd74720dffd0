"""The built-in labels of eventdocs, for the pages of other generators."""

from functools import cache
from pathlib import Path

from eventdocs.formats.po import read_labels
from eventdocs.model.labels import Labels

_LABELS = Path(__file__).parents[1] / "templates/labels"


@cache
def _built_in(locale: str) -> Labels:
    path = _LABELS / f"{locale}.po"
    path = path if path.exists() else _LABELS / f"{locale[:2]}.po"
    return read_labels(path.read_text("utf-8"), path.name)


def label(locale: str, context: str, key: str) -> str:
    """Return one of the built-in labels in a locale."""
    return _built_in(locale)[context][key]
