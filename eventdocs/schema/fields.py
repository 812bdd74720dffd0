"""The field tables: every key of every catalog file, declared once with its type and documentation."""

from collections.abc import Mapping

from eventdocs.model.limits import LOCALES
from eventdocs.schema.types import Fact, Field, ListType, MapType, RecordType, SegmentsType, TextType
from eventdocs.text.locales import TAG
from eventdocs.text.yaml_quoting import QUOTE_MARKS

LEVELS = ("critical", "error", "warning", "informational", "verbose", "log_always")
LINE_ENDS = ("lf", "crlf")
SWITCHES = ("yes", "no")
SEVERITIES = ("error", "warning", "info", "off")

NAME = TextType(pattern=r"[^\s/@\\:*?\"<>|]+", form='a name without spaces or any of / \\ @ : * ? " < > |')
NUMBER = TextType(pattern=r"\d{1,10}", form="a whole number")
LOCALE = TextType(pattern=TAG, form="a BCP 47 language tag such as `pt-BR`")
PREFIX = TextType(pattern=r"[0-9a-f]{5}", form="five hexadecimal digits")
URL = TextType(
    pattern=r"https?://[^\s/?#]+(?:/[^\s?#]*)?",
    form="an absolute web address without query and fragment",
    longest=500,
)
RULE_CODE = TextType(pattern=r"ED\d{3}", form="a rule's code such as `ED301`")
LITERAL = TextType(trimmed=False)
# Keys and names of parameters are parts of string keys, which ledgers and exchange files write on one line.
_LINE = r"[^\x00-\x1f\x7f-\x9f\u2028\u2029]"
KEY = TextType(pattern=f"{_LINE}*", form="one line without control characters")
PARAMETER_NAME = TextType(
    pattern=rf"(?!\s){_LINE}+(?<!\s)", form="one line without control characters and spaces at its ends"
)
LABEL = TextType(longest=1_000)  # on every page, some with values filled in


def _address_pattern(name: str) -> TextType:
    """Return the type of a web address with one placeholder, into which long values are filled."""
    other = rf"(?:(?!\{{{name}\}})\S)*"
    pattern = rf"https?://{other}\{{{name}\}}{other}"
    return TextType(pattern=pattern, form=f"a web address with one `{{{name}}}`", longest=500)


PARAMETER = RecordType(
    (
        Field("name", PARAMETER_NAME, "The parameter's name; `%N` is the N-th parameter.", required=True),
        Field("type", TextType(), "Its type, such as `xs:string` or `win:UInt32`."),
        Field("length", TextType(), "Its length, or the parameter that holds it."),
        Field("count", TextType(), "The number of elements, or the parameter that holds it."),
        Field("map", TextType(), "The value map that names its values."),
    )
)

LAYOUT = RecordType(
    (
        Field(
            "blank_after_heading",
            TextType(values=SWITCHES),
            "Whether a blank line separates a heading from its text.",
        ),
        Field(
            "note_indent",
            TextType(pattern="[0-9]", form="a digit"),
            "Spaces before the text of a note; 2 by default.",
        ),
    )
)

FACTS = (
    Fact("id", NAME, "The event's number or text id.", required=True, in_diff=False),
    Fact("name", NAME, "The event's symbol.", required=True),
    Fact("provider", NAME, "The provider's id. If absent, the catalog's default provider.", in_diff=False),
    Fact(
        "version",
        NUMBER,
        "The event's version; 0 by default.",
        in_diff=False,
        json_key="event_version",  # `version` is that of the JSON page's format
    ),
    Fact("level", TextType(values=LEVELS), "The event's level."),
    Fact("channel", TextType(), "The channel's id."),
    Fact(
        "keywords", ListType(TextType()), "Keywords in order. `[]` means none; if absent, they are unknown."
    ),
    Fact("task", TextType(), "The event's task."),
    Fact("opcode", TextType(), "The event's opcode."),
    Fact(
        "parameters",
        ListType(PARAMETER),
        "Parameters in order. `[]` means none; if absent, they are unknown.",
        in_properties=False,
    ),
    Fact("since", TextType(), "The product version that introduced the event."),
    Fact("deprecated", TextType(), "The product version that deprecated the event."),
    Fact("see_also", ListType(TextType()), "Keys of related events.", in_properties=False),
    Fact("examples", ListType(LITERAL), "Example messages, as they appear in a log.", in_properties=False),
    Fact(
        "metadata",
        MapType(LITERAL, KEY),
        "Values for the page profiles of all locales.",
        in_json=False,
        in_properties=False,
    ),
    Fact(
        "layout",
        LAYOUT,
        "Layout of this event's Markdown pages, if it differs from the page profile.",
        in_json=False,
        in_properties=False,
    ),
)

# Labels with built-in translations: the keys of each context, in the order of the files.
LABELS: Mapping[str, tuple[str, ...]] = {
    "headings": (
        "properties",
        "description",
        "message",
        "details",
        "cause",
        "resolution",
        "examples",
        "see_also",
    ),
    "properties": tuple(fact.name for fact in FACTS if fact.in_properties),
    "parameters": ("name", "type", "description"),
    "levels": ("critical", "error", "warning", "informational", "verbose", "log_always"),
    "separators": ("list",),
    "patterns": ("event_title",),
    "notices": ("note", "fallback", "machine", "stale", "then", "machine_text", "legend"),
    "states": ("state", "language", "done", "reviewed", "translated", "machine", "stale", "missing"),
    "site": (
        "title",
        "all_events",
        "languages",
        "original",
        "translation",
        "skip",
        "choose_language",
        "event",
        "status",
        "reading",
        "below",
        "side",
        "correct",
        "edit",
        "search",
        "search_hint",
        "nothing_found",
        "loading",
        "no_index",
        "log_line",
        "common_words",
        "filter",
        "every",
        "other",
        "previous",
        "next",
        "same_id",
        "copy_message",
        "copy_link",
        "copied",
        "not_found",
        "shortcuts",
    ),
    "counts": tuple(f"events.{category}" for category in ("zero", "one", "two", "few", "many", "other")),
}

_OPEN_CONTEXTS = ("channels", "keywords")


def _label_fields() -> tuple[Field, ...]:
    doc = "Labels of this context, by key."
    fields: list[Field] = []
    for context, keys in LABELS.items():
        value = TextType(trimmed=False, longest=100) if context == "separators" else LABEL
        record = RecordType(tuple(Field(key, value, f"The label `{context}.{key}`.") for key in keys))
        fields.append(Field(context, record, doc))
    return (*fields, *(Field(context, MapType(TextType(), KEY), doc) for context in _OPEN_CONTEXTS))


LABELS_FILE = RecordType(_label_fields())

ABOUT = RecordType(
    (
        Field("comment", TextType(), "A note for translators."),
        Field("context", TextType(), "Separates the string from equal texts with another meaning."),
        Field("allow", MapType(TextType(), KEY), "Rules allowed here: the code and the reason."),
    )
)

PARAMETER_STRINGS = RecordType(
    (
        Field("label", SegmentsType(), "The displayed name, if it differs from the parameter's name."),
        Field("type", SegmentsType(), "The displayed type, if it is not a code."),
        Field("description", SegmentsType(), "What the parameter contains."),
    )
)

STRINGS = RecordType(
    (
        Field("prefix", PREFIX, "Five hexadecimal digits of the page's unit ids. Computed if absent."),
        Field("id", SegmentsType(), "The displayed id, if it differs from the id."),
        Field("title", SegmentsType(), "The page's title, if it differs from the locale's pattern."),
        Field("intro", SegmentsType(), "A paragraph under the title."),
        Field("description", SegmentsType(), "When and why the event occurs."),
        Field("note", SegmentsType(), "A note under the description."),
        Field("message", SegmentsType(), "The message that the software prints: literal text, no Markdown."),
        Field("details", SegmentsType(), "A paragraph above the parameters."),
        Field("cause", SegmentsType(), "What causes the event."),
        Field("resolution", SegmentsType(), "What to do about it."),
        Field("steps", SegmentsType(), "The steps of the resolution, in order."),
        Field("parameters", MapType(PARAMETER_STRINGS, KEY), "Texts of the parameters by name."),
        Field("labels", LABELS_FILE, "Labels that this event overrides."),
        Field("metadata", MapType(LITERAL, KEY), "Values for this locale's page profile, by name."),
        Field("about", MapType(ABOUT, KEY), "Notes about strings, by field."),
    )
)

EVENT = RecordType(
    (
        *(fact.field for fact in FACTS),
        Field("strings", MapType(STRINGS, LOCALE, LOCALES), "The event's strings by locale.", required=True),
    )
)

PROVIDER = RecordType(
    (
        Field("name", TextType(), "The provider's full name.", required=True),
        Field("guid", TextType(), "The provider's GUID."),
        Field("channels", MapType(TextType(), KEY), "The full names of the provider's channels, by id."),
    )
)

RULE_SETTING = RecordType(
    (
        Field("rule", RULE_CODE, "The rule's code.", required=True),
        Field(
            "severity", TextType(values=SEVERITIES), "The severity of its findings, or `off`.", required=True
        ),
        Field("locales", ListType(LOCALE), "Only for findings in these locales."),
        Field(
            "paths",
            ListType(TextType(longest=500)),
            "Only for files that match one of these patterns, such as `events/old/*`.",
        ),
    )
)

SITE_CONFIG = RecordType(
    (
        Field("base_url", URL, "The site's absolute address."),
        Field(
            "edit_url",
            _address_pattern("path"),
            "Where to edit a file of the catalog, with `{path}` and `{line}`.",
        ),
    )
)

CATALOG = RecordType(
    (
        Field("title", MapType(LABEL, LOCALE), "The site's title by locale."),
        Field("source_locale", LOCALE, "The language the strings are written in.", required=True),
        Field(
            "locales",
            ListType(LOCALE, LOCALES),
            "All locales: the source locale first, the others sorted.",
            required=True,
        ),
        Field(
            "fallbacks",
            MapType(ListType(LOCALE, LOCALES), LOCALE, LOCALES),
            "Locales whose text is shown if a translation is missing.",
        ),
        Field("default_provider", NAME, "The provider of events without one."),
        Field("providers", MapType(PROVIDER, NAME), "Providers by short id."),
        Field("channels", MapType(TextType(), KEY), "The full names of channels, by id."),
        Field("site", SITE_CONFIG, "The published site."),
        Field(
            "xref",
            _address_pattern("uid"),
            "The target of `<xref:…>` links, with `{uid}`.",
        ),
        Field("rules", ListType(RULE_SETTING), "Severities of rules; later entries override earlier ones."),
    )
)

PROFILE = RecordType(
    (
        Field(
            "front_matter",
            TextType(
                pattern=r"(?!(?:[^{]*\{){101})[\s\S]*",
                form="front matter with at most 100 placeholders",
                trimmed=False,
            ),
            "Lines of the front matter, with `{name}` for values.",
        ),
        Field("line_ends", TextType(values=LINE_ENDS), "Line ends of the front matter."),
        Field("quote_style", TextType(values=tuple(QUOTE_MARKS)), "Quotes around values; double by default."),
        Field(
            "quote_non_ascii",
            TextType(values=SWITCHES),
            "Whether to quote values with non-ASCII characters.",
        ),
        *LAYOUT.fields,
    )
)

WORD = TextType(longest=200)

WORDING = RecordType(
    (
        Field("use", ListType(WORD), "Preferred terms, in all word forms."),
        Field("avoid", ListType(WORD), "Forbidden terms, in all word forms."),
    )
)

TERM = RecordType(
    (
        Field("term", WORD, "The term in the source locale.", required=True),
        Field("forms", ListType(WORD), "Other forms of the term in the source locale."),
        Field("keep", TextType(values=SWITCHES), "Whether the term must not be translated."),
        Field("locales", MapType(WORDING, LOCALE), "What the term is called, by locale."),
    )
)

GLOSSARY = RecordType((Field("terms", ListType(TERM), "The terms.", required=True),))
