"""The rules about the form of catalog files: what their readers report, before any other rule runs."""

from eventdocs.model.diagnostics import Rule, Severity

_GOOD = "id: 7\nname: DiskFull\nstrings:\n  en-US:\n    message: The disk is full.\n"


def _error(code: str, name: str, summary: str, reason: str, bad: str, good: str = _GOOD) -> Rule:
    return Rule(code, name, Severity.ERROR, summary, reason, bad, good)


SYNTAX = _error(
    "ED001",
    "syntax",
    "The file is YAML.",
    "A file that cannot be read whole is not read at all: half an event would be worse than none.",
    "id: 7\nname: [DiskFull\n",
)
ENCODING = _error(
    "ED002",
    "encoding",
    "Catalog files are UTF-8, without control characters.",
    "Other encodings and control characters show as rubbish, or not at all, where a review should see them.",
    'id: 7\nname: DiskFull\nstrings:\n  en-US:\n    message: "The disk\\u0007 is full."\n',
)
DUPLICATE_KEY = _error(
    "ED003",
    "duplicate-key",
    "A key stands once in its mapping.",
    "YAML readers silently keep one of the two; a translator's work would be lost without a word.",
    "id: 7\nid: 8\nname: DiskFull\nstrings: {}\n",
)
REFERENCE = _error(
    "ED004",
    "yaml-reference",
    "Anchors, aliases, merge keys and tags are not used.",
    "They make one text depend on another place, so that an edit changes what nobody looked at.",
    "id: 7\nname: &name DiskFull\ntask: *name\nstrings: {}\n",
)
NESTING = _error(
    "ED005",
    "nesting",
    "Values nest at most 32 deep.",
    "The catalog's own shapes need six levels; deeper input is a mistake or an attack.",
    "id: " + "[" * 33 + "]" * 33 + "\nname: DiskFull\nstrings: {}\n",
)
LENGTH = _error(
    "ED006",
    "length",
    "A text has at most 100,000 characters.",
    "Some renderers take seconds for a text that no person reads.",
    "id: 7\nname: DiskFull\nstrings:\n  en-US:\n    message: " + "x" * 100_001 + "\n",
)
DOCUMENTS = _error(
    "ED007",
    "documents",
    "A file holds one document.",
    "One event, one file: what stands behind `---` would be overlooked.",
    _GOOD + "---\nid: 8\n",
)
UNKNOWN_KEY = _error(
    "ED010",
    "unknown-key",
    "Keys are those of the schema.",
    "A mistyped key would be read by nobody, and its text shown nowhere.",
    "id: 7\nname: DiskFull\nstrings:\n  en-US:\n    mesage: The disk is full.\n",
)
SHAPE = _error(
    "ED011",
    "shape",
    "A value has the shape that its key asks for.",
    "A list where a text belongs cannot be shown.",
    "id: 7\nname: DiskFull\nkeywords: Storage\nstrings: {}\n",
)
VALUE = _error(
    "ED012",
    "value",
    "A value is one that its key allows.",
    "Levels, tags and names are looked up: one that does not exist finds nothing.",
    "id: 7\nname: DiskFull\nlevel: eror\nstrings: {}\n",
)
REQUIRED = _error(
    "ED013",
    "required",
    "Required keys are there.",
    "Without an id and a name an event has no page; without strings the page is empty.",
    "id: 7\nstrings: {}\n",
)
EDGES = _error(
    "ED014",
    "edge-space",
    "A text does not begin or end with space.",
    "Nobody sees it, and it makes two texts of one; pages join sentences with their own space.",
    "id: 7\nname: DiskFull\nstrings:\n  en-US:\n    message: 'The disk is full. '\n",
)
LINK = _error(
    "ED015",
    "link-outside",
    "Files of a catalog lie inside the catalog.",
    "A symbolic link that leaves the folder would publish a file of the machine that builds.",
    "",
    "",
)
MISPLACED = _error(
    "ED016",
    "misplaced",
    "A catalog's folders hold what they are for.",
    "A file in a folder of another name would be read by nobody.",
    "# event/7-diskfull.yaml\n" + _GOOD,
    "# events/7-diskfull.yaml\n" + _GOOD,
)

FORM_RULES = (
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
