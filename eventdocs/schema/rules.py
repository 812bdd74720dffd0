"""The rules about the form of catalog files. Reading a file checks them, before any other rule runs."""

from eventdocs.model.diagnostics import Rule, Severity

_GOOD = "id: 7\nname: DiskFull\nstrings:\n  en-US:\n    message: The disk is full.\n"


def _error(code: str, name: str, summary: str, reason: str, bad: str, good: str = _GOOD) -> Rule:
    return Rule(code, name, Severity.ERROR, summary, reason, bad, good)


SYNTAX = _error(
    "ED001",
    "syntax",
    "A catalog file is valid YAML.",
    "eventdocs cannot read such a file, so its event has no page.",
    "id: 7\nname: [DiskFull\n",
)
ENCODING = _error(
    "ED002",
    "encoding",
    "A catalog file is encoded in UTF-8 and has no control characters, except as escapes in messages.",
    "Text in another encoding is garbled, and control characters are invisible in a review.",
    'id: 7\nname: DiskFull\nstrings:\n  en-US:\n    description: "The disk\\u0007 is full."\n',
    "id: 7\nname: DiskFull\nstrings:\n  en-US:\n    description: The disk is full.\n",
)
DUPLICATE_KEY = _error(
    "ED003",
    "duplicate-key",
    "A mapping has no duplicate keys.",
    "Other YAML readers keep one of the values without a warning, so a translation can get lost.",
    "id: 7\nid: 8\nname: DiskFull\nstrings: {}\n",
)
REFERENCE = _error(
    "ED004",
    "yaml-reference",
    "A catalog file has no anchors, aliases, merge keys or tags.",
    "They make a text depend on another part of the file, so an edit can change texts that nobody reviewed.",
    "id: 7\nname: &name DiskFull\ntask: *name\nstrings: {}\n",
)
NESTING = _error(
    "ED005",
    "nesting",
    "Values are nested at most 32 levels deep.",
    "A catalog needs six levels. Deeper nesting is a mistake or an attack.",
    "id: " + "[" * 33 + "]" * 33 + "\nname: DiskFull\nstrings: {}\n",
)
LENGTH = _error(
    "ED006",
    "length",
    "A text has at most 100,000 characters.",
    "Longer texts slow down builds and browsers. Split the text, or link to another page.",
    "id: 7\nname: DiskFull\nstrings:\n  en-US:\n    message: " + "x" * 100_001 + "\n",
)
DOCUMENTS = _error(
    "ED007",
    "documents",
    "A file has exactly one YAML document.",
    "Each event has its own file. A second document after a `---` line is easily overlooked.",
    _GOOD + "---\nid: 8\n",
)
UNKNOWN_KEY = _error(
    "ED010",
    "unknown-key",
    "Every key is one that eventdocs knows.",
    "The text under a misspelled key would not appear on any page.",
    "id: 7\nname: DiskFull\nstrings:\n  en-US:\n    mesage: The disk is full.\n",
)
SHAPE = _error(
    "ED011",
    "shape",
    "Every value has the type that its key requires: text, list or mapping.",
    "Pages cannot show a value of another type.",
    "id: 7\nname: DiskFull\nkeywords: Storage\nstrings: {}\n",
)
VALUE = _error(
    "ED012",
    "value",
    "Every value is valid for its key.",
    "An unknown level, language tag or name has no label, and filters and links that use it do not work.",
    "id: 7\nname: DiskFull\nlevel: eror\nstrings: {}\n",
)
REQUIRED = _error(
    "ED013",
    "required",
    "Required keys are present.",
    "Without an id and a name, an event cannot have a page. Without strings, its page would be empty.",
    "id: 7\nstrings: {}\n",
)
EDGES = _error(
    "ED014",
    "edge-space",
    "A text other than a message does not begin or end with a space.",
    "Such a space is invisible, but makes equal texts differ. Pages add spaces between sentences themselves.",
    "id: 7\nname: DiskFull\nstrings:\n  en-US:\n    description: 'The disk is full. '\n",
    "id: 7\nname: DiskFull\nstrings:\n  en-US:\n    description: The disk is full.\n",
)
LINK_OUTSIDE = _error(
    "ED015",
    "link-outside",
    "Symbolic links lead to files in the catalog's folder.",
    "A link to another file could publish a private file of the machine that builds the site.",
    "",
    "",
)
MISPLACED = _error(
    "ED016",
    "misplaced",
    "Each file of a catalog is in the folder for its kind.",
    "Files in folders with other names, such as `event/`, would not be part of the site.",
    "# event/7-diskfull.yaml\n" + _GOOD,
    "# events/7-diskfull.yaml\n" + _GOOD,
)


def _catalog_with(number: int) -> str:
    """Return a catalog file with a number of locales."""
    tags = ", ".join(f"x-{at:03}" for at in range(1, number))
    return f"# catalog.yaml\nsource_locale: en-US\nlocales: [en-US, {tags}]\n"


UNREADABLE = _error(
    "ED017",
    "unreadable-file",
    "Catalog files are regular files, and not larger than the limit.",
    "Reading from a pipe or a device could wait forever, and a huge file would take all memory.",
    "",
    "",
)
FILE_NAME = _error(
    "ED018",
    "unsafe-file-name",
    "The names of a catalog's files are UTF-8 and have no control characters.",
    "Other names cannot be shown, and some systems cannot store them.",
    "",
    "",
)
TOO_MANY = _error(
    "ED019",
    "too-many",
    "A catalog has at most 200 locales, and a file at most 500,000 values.",
    "A build looks up every text in every locale. Larger numbers are probably a mistake.",
    _catalog_with(201),
    _catalog_with(2),
)
FORMAT = _error(
    "ED020",
    "format",
    "The catalog's `format` is one that this version of eventdocs reads.",
    "This version could misread a newer format. Install a newer version of eventdocs.",
    "# catalog.yaml\nformat: 999\nsource_locale: en-US\nlocales: [en-US]\n",
    "# catalog.yaml\nformat: 1\nsource_locale: en-US\nlocales: [en-US]\n",
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
    LINK_OUTSIDE,
    MISPLACED,
    UNREADABLE,
    FILE_NAME,
    TOO_MANY,
    FORMAT,
)
