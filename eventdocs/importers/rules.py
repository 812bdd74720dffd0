"""The rules of all imports, which `explain` shows like those of checks."""

from eventdocs.formats.learn.read import NOT_A_LEARN_PAGE
from eventdocs.importers.import_findings import KEPT, RENAMED, UNPROVEN
from eventdocs.importers.import_pages import PAGE_DIFFERS
from eventdocs.model.sources import INCONSISTENT_SOURCE, UNREADABLE_SOURCE

IMPORT_RULES = (
    KEPT,
    UNREADABLE_SOURCE,
    INCONSISTENT_SOURCE,
    UNPROVEN,
    RENAMED,
    NOT_A_LEARN_PAGE,
    PAGE_DIFFERS,
)
