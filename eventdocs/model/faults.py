"""Faults of form: what the readers of catalog files report, before any rule sees the catalog."""

from eventdocs.model.diagnostics import Rule, Severity


def _error(code: str, name: str, summary: str) -> Rule:
    return Rule(code, name, Severity.ERROR, summary)


SYNTAX = _error("ED001", "syntax", "The file is not YAML that can be read.")
ENCODING = _error("ED002", "encoding", "Catalog files are UTF-8, without control characters.")
DUPLICATE_KEY = _error("ED003", "duplicate-key", "A key stands once in its mapping.")
REFERENCE = _error("ED004", "yaml-reference", "Anchors, aliases, merge keys and tags are not used.")
NESTING = _error("ED005", "nesting", "Values nest at most 32 deep.")
LENGTH = _error("ED006", "length", "A text has at most 100,000 characters.")
DOCUMENTS = _error("ED007", "documents", "A file holds one document, a mapping.")
UNKNOWN_KEY = _error("ED010", "unknown-key", "Keys are those of the schema.")
SHAPE = _error("ED011", "shape", "A value has the shape that its key asks for.")
VALUE = _error("ED012", "value", "A value is one that its key allows.")
REQUIRED = _error("ED013", "required", "Required keys are there.")
EDGES = _error("ED014", "edge-space", "A text does not begin or end with space.")
LINK = _error("ED015", "link-outside", "Files of a catalog lie inside the catalog.")
MISPLACED = _error("ED016", "misplaced", "A catalog's folders hold what they are for.")

FAULTS = (
    SYNTAX,
    ENCODING,
    DUPLICATE_KEY,
    REFERENCE,
    NESTING,
    LENGTH,
    DOCUMENTS,
    UNKNOWN_KEY,
    SHAPE,
    VALUE,
    REQUIRED,
    EDGES,
    LINK,
    MISPLACED,
)
