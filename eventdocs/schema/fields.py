"""The tables of fields: every key of every catalog file, declared once with its type and documentation."""

from collections.abc import Mapping

from eventdocs.schema.types import Fact, Field, ListType, MapType, RecordType, SegmentsType, TextType
from eventdocs.text.locales import TAG
from eventdocs.text.yaml_quoting import QUOTE_MARKS

LEVELS = ("critical", "error", "warning", "informational", "verbose", "log_always")
LINE_ENDS = ("lf", "crlf")
SWITCHES = ("yes", "no")
SEVERITIES = ("error", "warning", "info", "off")

NAME = TextType(pattern=r"[^\s/@\\:*?\"<>|]+", form='a name: no space and none of / \\ @ : * ? " < > |')
NUMBER = TextType(pattern=r"\d{1,10}", form="a whole number")
LOCALE = TextType(pattern=TAG, form="a BCP 47 language tag such as `pt-BR`")
PREFIX = TextType(pattern=r"[0-9a-f]{5}", form="five hexadecimal digits")
URL = TextType(
    pattern=r"https?://[^\s/?#]+(?:/[^\s?#]*)?", form="an absolute web address without query and fragment"
)
RULE_CODE = TextType(pattern=r"ED\d{3}", form="a rule's code such as `ED301`")
LITERAL = TextType(trimmed=False)

PARAMETER = RecordType(
    (
        Field("name", TextType(), "The parameter's name; `%N` is the N-th parameter.", required=True),
        Field("type", TextType(), "Its type, such as `xs:string` or `win:UInt32`."),
        Field("length", TextType(), "Its length, or the parameter that holds it."),
        Field("count", TextType(), "How many elements, or the parameter that holds it."),
        Field("map", TextType(), "The value map that names its values."),
    )
)

LAYOUT = RecordType(
    (
        Field(
            "blank_after_heading",
            TextType(values=SWITCHES),
            "A blank line between a heading and its text.",
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
    Fact("provider", NAME, "The provider's id; absent: the catalog's default provider.", in_diff=False),
    Fact(
        "version",
        NUMBER,
        "The event's version; 0 by default.",
        in_diff=False,
        json_key="event_version",  # `version` is that of the JSON page's format
    ),
    Fact("level", TextType(values=LEVELS), "The event's level."),
    Fact("channel", TextType(), "The channel's id."),
    Fact("keywords", ListType(TextType()), "Keywords in order; `[]`: none; absent: unknown."),
    Fact("task", TextType(), "The event's task."),
    Fact("opcode", TextType(), "The event's opcode."),
    Fact(
        "parameters",
        ListType(PARAMETER),
        "Parameters in order; `[]`: none; absent: unknown.",
        in_properties=False,
    ),
    Fact("since", TextType(), "The product version that introduced the event."),
    Fact("deprecated", TextType(), "The product version since which the event is deprecated."),
    Fact("see_also", ListType(TextType()), "Keys of related events.", in_properties=False),
    Fact("examples", ListType(LITERAL), "Messages as they appear in a log.", in_properties=False),
    Fact(
        "metadata",
        MapType(LITERAL),
        "Values for the page profiles of all locales.",
        in_json=False,
        in_properties=False,
    ),
    Fact(
        "layout",
        LAYOUT,
        "Layout of this event's Markdown pages, where it is unusual.",
        in_json=False,
        in_properties=False,
    ),
)

# Labels with a built-in translation: the keys of each context, in the order that files list them.
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
    doc = "Labels of this context by key."
    closed: list[Field] = []
    for context, keys in LABELS.items():
        value = LITERAL if context == "separators" else TextType()
        record = RecordType(tuple(Field(key, value, f"The label `{context}.{key}`.") for key in keys))
        closed.append(Field(context, record, doc))
    return (*closed, *(Field(context, MapType(TextType()), doc) for context in _OPEN_CONTEXTS))


LABELS_FILE = RecordType(_label_fields())

ABOUT = RecordType(
    (
        Field("comment", TextType(), "A note for translators."),
        Field("context", TextType(), "Keeps the string apart from the same words elsewhere."),
        Field("allow", MapType(TextType()), "Findings accepted here: the rule's code and the reason."),
    )
)

PARAMETER_STRINGS = RecordType(
    (
        Field("label", SegmentsType(), "The parameter's displayed name, where it is not its name."),
        Field("type", SegmentsType(), "The type as a text, where it is not a code."),
        Field("description", SegmentsType(), "What the parameter holds."),
    )
)

STRINGS = RecordType(
    (
        Field("prefix", PREFIX, "Five hex digits of the page's unit ids; absent: computed."),
        Field("id", SegmentsType(), "The displayed id, where it is not the id."),
        Field("title", SegmentsType(), "The page's title, where it is not the locale's pattern."),
        Field("intro", SegmentsType(), "A paragraph under the title."),
        Field("description", SegmentsType(), "When and why the event occurs."),
        Field("note", SegmentsType(), "A note under the description."),
        Field("message", SegmentsType(), "The message that the software prints: literal text, no Markdown."),
        Field("details", SegmentsType(), "A paragraph above the parameters."),
        Field("cause", SegmentsType(), "What leads to the event."),
        Field("resolution", SegmentsType(), "What to do about it."),
        Field("steps", SegmentsType(), "The steps of the resolution, in order."),
        Field("parameters", MapType(PARAMETER_STRINGS), "Texts of the parameters by name."),
        Field("labels", LABELS_FILE, "Labels that this event says differently."),
        Field("metadata", MapType(LITERAL), "Values for this locale's page profile."),
        Field("about", MapType(ABOUT), "What is said about a string, by the string's field."),
    )
)

EVENT = RecordType(
    (
        *(fact.field for fact in FACTS),
        Field("strings", MapType(STRINGS, LOCALE), "The event's strings by locale.", required=True),
    )
)

PROVIDER = RecordType(
    (
        Field("name", TextType(), "The provider's full name.", required=True),
        Field("guid", TextType(), "The provider's GUID."),
        Field("channels", MapType(TextType()), "The provider's channels: id and full name."),
    )
)

SETTING = RecordType(
    (
        Field("rule", RULE_CODE, "A code.", required=True),
        Field("severity", TextType(values=SEVERITIES), "How bad its findings are, or `off`.", required=True),
        Field("locales", ListType(LOCALE), "For findings in these locales only."),
        Field(
            "paths",
            ListType(TextType()),
            "For files that match one of these patterns only, such as `events/old/*`.",
        ),
    )
)

SITE = RecordType(
    (
        Field("base_url", URL, "The site's absolute address."),
        Field(
            "edit_url",
            TextType(pattern=r"https?://\S*\{path\}\S*", form="a web address with `{path}`"),
            "Where a file of the catalog can be edited: `{path}` in the catalog, `{line}`.",
        ),
    )
)

CATALOG = RecordType(
    (
        Field("title", MapType(TextType(), LOCALE), "The site's title by locale."),
        Field("source_locale", LOCALE, "The language the strings are written in.", required=True),
        Field("locales", ListType(LOCALE), "All locales: the source first, the rest sorted.", required=True),
        Field("fallbacks", MapType(ListType(LOCALE), LOCALE), "Locales to show where a text is missing."),
        Field("default_provider", NAME, "The provider of events that name none."),
        Field("providers", MapType(PROVIDER, NAME), "Providers by short id."),
        Field("channels", MapType(TextType()), "Channels: id and full name."),
        Field("site", SITE, "The published site."),
        Field(
            "xref",
            TextType(pattern=r"https?://\S*\{uid\}\S*", form="a web address with `{uid}`"),
            "Where `<xref:…>` leads.",
        ),
        Field("rules", ListType(SETTING), "What the checker says about rules; later entries win."),
    )
)

PROFILE = RecordType(
    (
        Field("front_matter", LITERAL, "Lines of the front matter, `{name}` looked up."),
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

WORDING = RecordType(
    (
        Field("use", ListType(TextType()), "Preferred words, in all their forms."),
        Field("avoid", ListType(TextType()), "Forbidden words, in all their forms."),
    )
)

TERM = RecordType(
    (
        Field("term", TextType(), "The term in the source locale.", required=True),
        Field("forms", ListType(TextType()), "Other forms of the term in the source locale."),
        Field("keep", TextType(values=SWITCHES), "Whether the term is never translated."),
        Field("locales", MapType(WORDING, LOCALE), "What the term is called, by locale."),
    )
)

GLOSSARY = RecordType((Field("terms", ListType(TERM), "The terms.", required=True),))
