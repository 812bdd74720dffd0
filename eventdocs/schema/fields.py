"""The field tables of catalog files: what stands behind reader, checks and documentation."""

from eventdocs.model.labels import LABELS
from eventdocs.model.locales import TAG
from eventdocs.schema.validate import Field, ListOf, MapOf, Record, Segments, Shape, Text

LEVELS = ("critical", "error", "warning", "informational", "verbose", "log_always")
LINE_ENDS = ("lf", "crlf")
SWITCHES = ("yes", "no")
SEVERITIES = ("error", "warning", "info", "off")

NAME = Text(pattern=r"[^\s/@\\:*?\"<>|]+", form='a name: no space and none of / \\ @ : * ? " < > |')
NUMBER = Text(pattern=r"\d{1,10}", form="a whole number")
LOCALE = Text(pattern=TAG, form="a BCP 47 language tag such as `pt-BR`")
PREFIX = Text(pattern=r"[0-9a-f]{5}", form="five hexadecimal digits")
URL = Text(
    pattern=r"https?://[^\s/?#]+(?:/[^\s?#]*)?", form="an absolute web address without query and fragment"
)
LITERAL = Text(trimmed=False)

_OPEN_CONTEXTS = ("channels", "keywords")


def _label_fields() -> tuple[Field, ...]:
    doc = "Labels of this context by key."
    closed: list[Field] = []
    for context, keys in LABELS.items():
        value = LITERAL if context == "separators" else Text()
        shape: Shape = Record(tuple(Field(key, value, f"The label `{context}.{key}`.") for key in keys))
        closed.append(Field(context, shape, doc))
    return (*closed, *(Field(context, MapOf(Text()), doc) for context in _OPEN_CONTEXTS))


LABELS_FILE = Record(_label_fields())

ABOUT = Record(
    (
        Field("comment", Text(), "A note for translators."),
        Field("context", Text(), "Keeps the string apart from the same words elsewhere."),
        Field("allow", MapOf(Text()), "Findings accepted here: the rule's code and the reason."),
    )
)

PARAMETER_STRINGS = Record(
    (
        Field("label", Segments(), "The parameter's displayed name, where it is not its name."),
        Field("type", Segments(), "The type as a text, where it is not a code."),
        Field("description", Segments(), "What the parameter holds."),
    )
)

STRINGS = Record(
    (
        Field("prefix", PREFIX, "Five hex digits of the page's unit ids; absent: computed."),
        Field("id", Segments(), "The displayed id, where it is not the id."),
        Field("title", Segments(), "The page's title, where it is not the locale's pattern."),
        Field("intro", Segments(), "A paragraph under the title."),
        Field("description", Segments(), "When and why the event occurs."),
        Field("note", Segments(), "A note under the description."),
        Field("message", Segments(), "The message that the software prints: literal text, no Markdown."),
        Field("details", Segments(), "A paragraph above the parameters."),
        Field("cause", Segments(), "What leads to the event."),
        Field("resolution", Segments(), "What to do about it."),
        Field("steps", Segments(), "The steps of the resolution, in order."),
        Field("parameters", MapOf(PARAMETER_STRINGS), "Texts of the parameters by name."),
        Field("labels", LABELS_FILE, "Labels that this event says differently."),
        Field("metadata", MapOf(LITERAL), "Values for this locale's page profile."),
        Field("about", MapOf(ABOUT), "What is said about a string, by the string's field."),
    )
)

PARAMETER = Record(
    (
        Field("name", Text(), "The parameter's name; `%N` is the N-th parameter.", required=True),
        Field("type", Text(), "Its type, such as `xs:string` or `win:UInt32`."),
        Field("length", Text(), "Its length, or the parameter that holds it."),
        Field("count", Text(), "How many elements, or the parameter that holds it."),
        Field("map", Text(), "The value map that names its values."),
    )
)

LAYOUT = (
    Field("blank_after_heading", Text(values=SWITCHES), "A blank line between a heading and its text."),
    Field(
        "note_indent",
        Text(pattern="[0-9]", form="a digit"),
        "Spaces before the text of a note; 2 by default.",
    ),
)

EVENT = Record(
    (
        Field("id", NAME, "The event's number or text id.", required=True),
        Field("name", NAME, "The event's symbol.", required=True),
        Field("provider", NAME, "The provider's id; absent: the catalog's default provider."),
        Field("version", NUMBER, "The event's version; 0 by default."),
        Field("level", Text(values=LEVELS), "The event's level."),
        Field("channel", Text(), "The channel's id."),
        Field("keywords", ListOf(Text()), "Keywords in order; `[]`: none; absent: unknown."),
        Field("task", Text(), "The event's task."),
        Field("opcode", Text(), "The event's opcode."),
        Field("parameters", ListOf(PARAMETER), "Parameters in order; `[]`: none; absent: unknown."),
        Field("since", Text(), "The product version that introduced the event."),
        Field("deprecated", Text(), "The product version since which the event is deprecated."),
        Field("see_also", ListOf(Text()), "Keys of related events."),
        Field("examples", ListOf(LITERAL), "Messages as they appear in a log."),
        Field("metadata", MapOf(LITERAL), "Values for the page profiles of all locales."),
        Field("layout", Record(LAYOUT), "Layout of this event's Markdown pages, where it is unusual."),
        Field("strings", MapOf(STRINGS, LOCALE), "The event's strings by locale.", required=True),
    )
)

PROVIDER = Record(
    (
        Field("name", Text(), "The provider's full name.", required=True),
        Field("guid", Text(), "The provider's GUID."),
        Field("channels", MapOf(Text()), "The provider's channels: id and full name."),
    )
)

SETTING = Record(
    (
        Field(
            "rule", Text(pattern=r"ED\d{3}", form="a rule's code such as `ED301`"), "A code.", required=True
        ),
        Field("severity", Text(values=SEVERITIES), "How bad its findings are, or `off`.", required=True),
        Field("locales", ListOf(LOCALE), "For findings in these locales only."),
        Field(
            "paths",
            ListOf(Text()),
            "For files that match one of these patterns only, such as `events/old/*`.",
        ),
    )
)

SITE = Record(
    (
        Field("base_url", URL, "The site's absolute address."),
        Field(
            "edit_url",
            Text(pattern=r"https?://\S*\{path\}\S*", form="a web address with `{path}`"),
            "Where a file of the catalog can be edited: `{path}` in the catalog, `{line}`.",
        ),
    )
)

CATALOG = Record(
    (
        Field("title", MapOf(Text(), LOCALE), "The site's title by locale."),
        Field("source_locale", LOCALE, "The language the strings are written in.", required=True),
        Field("locales", ListOf(LOCALE), "All locales: the source first, the rest sorted.", required=True),
        Field("fallbacks", MapOf(ListOf(LOCALE), LOCALE), "Locales to show where a text is missing."),
        Field("default_provider", NAME, "The provider of events that name none."),
        Field("providers", MapOf(PROVIDER, NAME), "Providers by short id."),
        Field("channels", MapOf(Text()), "Channels: id and full name."),
        Field("site", SITE, "The published site."),
        Field(
            "xref",
            Text(pattern=r"https?://\S*\{uid\}\S*", form="a web address with `{uid}`"),
            "Where `<xref:…>` leads.",
        ),
        Field("rules", ListOf(SETTING), "What the checker says about rules; later entries win."),
    )
)

PROFILE = Record(
    (
        Field("front_matter", LITERAL, "Lines of the front matter, `{name}` looked up."),
        Field("line_ends", Text(values=LINE_ENDS), "Line ends of the front matter."),
        *LAYOUT,
    )
)

WORDING = Record(
    (
        Field("use", ListOf(Text()), "Preferred words, in all their forms."),
        Field("avoid", ListOf(Text()), "Forbidden words, in all their forms."),
    )
)

TERM = Record(
    (
        Field("term", Text(), "The term in the source locale.", required=True),
        Field("forms", ListOf(Text()), "Other forms of the term in the source locale."),
        Field("keep", Text(values=SWITCHES), "Whether the term is never translated."),
        Field("locales", MapOf(WORDING, LOCALE), "What the term is called, by locale."),
    )
)

GLOSSARY = Record((Field("terms", ListOf(TERM), "The terms.", required=True),))
