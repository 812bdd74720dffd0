"""The field tables: every key of every catalog file, declared once with its type and documentation."""

from collections.abc import Mapping

from eventdocs.model import limits
from eventdocs.model.declarations import FieldSearch, ValueType
from eventdocs.model.limits import LOCALES
from eventdocs.schema.types import (
    ByLocaleType,
    Fact,
    Field,
    FieldType,
    ListType,
    MapType,
    RecordType,
    SegmentsType,
    SyntaxesType,
    TextOrRecordType,
    TextType,
)
from eventdocs.text.locales import TAG
from eventdocs.text.yaml_quoting import QUOTE_MARKS

LEVELS = ("critical", "error", "warning", "informational", "verbose", "log_always")
LINE_ENDS = ("lf", "crlf")
SWITCHES = ("yes", "no", "true", "false")
SEVERITIES = ("error", "warning", "info", "off")

NAME = TextType(pattern=r"[^\s/@\\:*?\"<>|]+", form='a name without spaces or any of `/\\@:*?"<>|`')
NUMBER = TextType(pattern=r"\d{1,10}", form="a whole number")
LENGTH = TextType(pattern=r"[1-9]\d{0,5}", form="a number of characters such as `80`")
LOCALE = TextType(pattern=TAG, form="a BCP 47 language tag such as `pt-BR`")
PREFIX = TextType(pattern=r"[0-9a-f]{5}", form="five hexadecimal digits")
URL = TextType(
    pattern=r"https?://[^\s/?#]+(?:/[^\s?#]*)?",
    form="an absolute web address without query and fragment",
    longest=500,
)
RULE_NAME = TextType(pattern=r"ED\d{3}|[a-z][a-z0-9-]{0,79}", form="a rule's code or name, such as `ED301`")
LITERAL = TextType(trimmed=False)
# Keys and names of parameters are parts of string keys, which ledgers and exchange files write on one line.
_LINE = r"[^\x00-\x1f\x7f-\x9f\u2028\u2029]"
KEY = TextType(pattern=f"{_LINE}*", form="one line without control characters")
PARAMETER_NAME = TextType(
    pattern=rf"(?!\s){_LINE}+(?<!\s)",
    form="one line without control characters or spaces at its ends",
)
# Lists separate the values of an event by line feeds.
VALUE = TextType(pattern=PARAMETER_NAME.pattern, form=PARAMETER_NAME.form)
CHOICE = VALUE._replace(longest=200)
LABEL = TextType(longest=1_000)  # on every page, some with values filled in
LINK = TextType(
    pattern=r"(?:https?://[^\s/?#<>\"`\\^{|}]|mailto:[^\s<>\"`\\^{|}])[^\s<>\"`\\^{|}]*",
    form="a web address with `https:`, `http:` or `mailto:`",
    longest=2_000,
)


def _address_pattern(name: str) -> TextType:
    """Return the type of a web address with one placeholder, into which long values are filled."""
    other = rf"(?:(?!\{{{name}\}})\S)*"
    pattern = rf"https?://{other}\{{{name}\}}{other}"
    return TextType(pattern=pattern, form=f"a web address with one `{{{name}}}`", longest=500)


MEMBER = RecordType(
    (
        Field("name", PARAMETER_NAME, "The parameter's name; `%N` is the N-th parameter.", required=True),
        Field("type", TextType(), "Its type, such as `xs:string` or `win:UInt32`."),
        Field("stored", TextType(), "Its type in the log, if it differs from `type`."),
        Field("length", TextType(), "Its length, or the parameter that contains the length."),
        Field("count", TextType(), "The number of elements, or the parameter that contains it."),
        Field("map", TextType(), "The provider's map that names its values."),
    )
)
PARAMETER = RecordType(
    (*MEMBER.fields, Field("members", ListType(MEMBER), "The values in a structure, in order."))
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

WEB_LINK = RecordType(
    (
        Field(
            "title", ByLocaleType(LABEL, LOCALE), "The link's text, or its texts by locale.", required=True
        ),
        Field("url", ByLocaleType(LINK, LOCALE), "The address, or the addresses by locale.", required=True),
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
    Fact("replaced_by", TextType(), "The key of the event that replaces this one."),
    Fact("see_also", ListType(TextType()), "Keys of related events.", in_properties=False),
    Fact("links", ListType(WEB_LINK), "Links to other sites.", in_properties=False),
    Fact("examples", ListType(LITERAL), "Example messages, as they appear in a log.", in_properties=False),
    Fact(
        "fields",
        RecordType(()),
        "Values of the fields that `catalog.yaml` declares under `fields`.",
        in_properties=False,
    ),
    Fact(
        "metadata",
        MapType(LITERAL, KEY),
        "Values for the page profiles of all locales.",
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
        "links",
    ),
    "properties": (*(fact.name for fact in FACTS if fact.in_properties), "provider_guid"),
    "parameters": ("name", "type", "description"),
    "levels": LEVELS,
    "separators": ("list",),
    "patterns": ("event_title",),
    "notices": ("note", "fallback", "untranslated", "machine", "stale", "then", "machine_text", "legend"),
    "provider": (
        "events",
        "providers",
        "symbol",
        "channels",
        "tasks",
        "opcodes",
        "levels",
        "maps",
        "name",
        "type",
        "enabled",
        "yes",
        "no",
        "isolation",
        "mask",
        "value",
        "bit",
        "text",
        "subscribe",
        "trace",
        "read",
        "settings",
        "enable",
        "definition",
    ),
    "states": (
        "state",
        "language",
        "done",
        "reviewed",
        "translated",
        "machine",
        "stale",
        "missing",
        "official",
        "official_hint",
        "words",
    ),
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
        "other",
        "filter_list",
        "reset",
        "more",
        "incomplete",
        "your_language",
        "source_language",
        "no_event",
        "near_ids",
        "status_hint",
        "previous",
        "next",
        "same_id",
        "copy",
        "copy_code",
        "copy_link",
        "one_by_one",
        "on_this_page",
        "breadcrumb",
        "json",
        "theme_auto",
        "theme_light",
        "theme_dark",
        "copied",
        "not_found",
        "shortcuts",
    ),
    "counts": tuple(f"events.{category}" for category in ("zero", "one", "two", "few", "many", "other")),
}

_LABEL_CONTEXTS = {
    "headings": "Headings of the sections of an event.",
    "properties": "Names of properties.",
    "parameters": "Headings of the table of parameters.",
    "levels": "Names of levels.",
    "separators": "Separators between the items of a list.",
    "patterns": "Patterns of titles.",
    "notices": "Notices and marks on pages.",
    "provider": "Labels of provider pages.",
    "states": "States of translations.",
    "site": "Labels of navigation, search, lists and controls.",
    "counts": "Numbers of events, by plural category.",
}
_OPEN_CONTEXTS = {
    "channels": "Display texts of channels, by id.",
    "keywords": "Display texts of keywords, by name.",
    "tasks": "Display texts of tasks, by name.",
    "opcodes": "Display texts of opcodes, by name.",
    "maps": "Display texts of the entries of maps, by `MAP/NUMBER`.",
}


def _label_fields() -> tuple[Field, ...]:
    fields: list[Field] = []
    for context, keys in LABELS.items():
        value = TextType(trimmed=False, longest=100) if context == "separators" else LABEL
        record = RecordType(tuple(Field(key, value, f"The label `{context}.{key}`.") for key in keys))
        fields.append(Field(context, record, _LABEL_CONTEXTS[context]))
    fields.append(Field("fields", RecordType(()), "Labels of the fields that `catalog.yaml` declares."))
    names = MapType(TextType(), KEY)
    return (*fields, *(Field(context, names, doc) for context, doc in _OPEN_CONTEXTS.items()))


LABELS_FILE = RecordType(_label_fields())

ABOUT = RecordType(
    (
        Field("comment", TextType(), "A note for translators."),
        Field("context", TextType(), "The context, if equal source texts need different translations."),
        Field("max_length", LENGTH, "The maximum number of characters, in all locales."),
        Field(
            "allow",
            MapType(TextType(), KEY),
            "Findings to accept in this string: the code or name of the rule, and the reason.",
        ),
    )
)

_NAME_PATTERN = r"[a-z][a-z0-9_]{0,39}"
_NAME_FORM = "a name of at most 40 lowercase letters, digits and underscores"
SECTION_NAME = TextType(
    pattern=rf"(?!(?:{'|'.join(LABELS['headings'])})$){_NAME_PATTERN}",
    form=f"{_NAME_FORM} that no built-in section has",
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
        Field(
            "prefix",
            PREFIX,
            "Five hexadecimal digits that unit ids of the Markdown page begin with. Computed if absent.",
        ),
        Field("id", SegmentsType(), "The displayed id, if it differs from the id."),
        Field("title", SegmentsType(), "The page's title, if it differs from the locale's pattern."),
        Field("intro", SegmentsType(), "The text under the title."),
        Field("description", SegmentsType(), "When and why the event occurs."),
        Field("note", SegmentsType(), "A note under the description."),
        Field(
            "message",
            SegmentsType(literal=True),
            "The message that the software prints: literal text, no Markdown.",
        ),
        Field("details", SegmentsType(), "The text above the parameters."),
        Field("cause", SegmentsType(), "What causes the event."),
        Field("resolution", SegmentsType(), "What to do about it."),
        Field("steps", SegmentsType(), "The steps of the resolution, in order."),
        Field(
            "sections", RecordType(()), "Texts of the sections that `catalog.yaml` declares under `sections`."
        ),
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

GROUP_STRINGS = RecordType(
    (
        Field("title", SegmentsType(), "The group's title."),
        Field("introduction", SegmentsType(), "What the events of the group have in common."),
        Field("about", MapType(ABOUT, KEY), "Notes about strings, by field."),
    )
)

GROUP = RecordType(
    (
        Field(
            "strings",
            MapType(GROUP_STRINGS, LOCALE, LOCALES),
            "The group's strings by locale.",
            required=True,
        ),
    )
)

SECTION = RecordType(
    (
        Field("label", MapType(LABEL, LOCALE), "Its heading by locale; its name by default."),
        Field("after", TextType(longest=40), "The section that it follows; `resolution` by default."),
        Field("required", TextType(values=SWITCHES), "Whether every event must have it."),
    )
)

MASK = TextType(pattern=r"0x[0-9A-Fa-f]{1,16}", form="a hexadecimal number such as `0x4`")
MAP_NUMBER = TextType(
    pattern=r"0x[0-9A-Fa-f]{1,16}|\d{1,20}", form="a whole or hexadecimal number such as `3` or `0x4`"
)
ID_KINDS = ("code", "value")
MAP_KINDS = ("values", "bits")

CHANNEL = RecordType(
    (
        Field("name", TextType(), "The channel's full name.", required=True),
        Field("type", TextType(), "Its type: `Admin`, `Operational`, `Analytic` or `Debug`."),
        Field("enabled", TextType(values=("true", "false")), "Whether it is enabled by default."),
        Field("isolation", TextType(), "Its isolation: `Application`, `System` or `Custom`."),
    )
)
CHANNELS = MapType(TextOrRecordType(TextType(), CHANNEL), KEY)

DOCUMENTED = RecordType(
    (
        Field("ids", ListType(TextType(longest=200)), "Ids, or ranges of ids such as `100-199`."),
        Field("channels", ListType(TextType()), "Ids of channels."),
        Field("keywords", ListType(TextType()), "Keywords."),
    )
)

OPCODE = RecordType(
    (
        Field("value", NUMBER, "Its number."),
        Field("values", MapType(NUMBER, KEY), "Its numbers by task, if they differ."),
    )
)

VALUE_MAP = RecordType(
    (
        Field("kind", TextType(values=MAP_KINDS), "`bits` if values combine entries; `values` by default."),
        Field(
            "entries",
            MapType(RecordType((Field("name", TextType(), "The entry's name."),)), MAP_NUMBER),
            "The entries by number.",
            required=True,
        ),
    )
)

# Names of fields share the attributes of an event with these.
_TAKEN = (*(fact.name for fact in FACTS), "strings")
FIELD_NAME = TextType(
    pattern=rf"(?!(?:{'|'.join(_TAKEN)})$){_NAME_PATTERN}", form=f"{_NAME_FORM} that no built-in field has"
)
LEVEL_NAME = TextType(
    pattern=rf"(?!(?:{'|'.join(LEVELS)})$){_NAME_PATTERN}", form=f"{_NAME_FORM} that no built-in level has"
)

LEVEL = RecordType(
    (
        Field(
            "as",
            TextType(values=LEVELS),
            "The built-in level whose style and position it has.",
            required=True,
        ),
        Field("value", NUMBER, "Its number."),
        Field("label", MapType(LABEL, LOCALE), "Its label by locale; its name by default."),
    )
)

PROVIDER = RecordType(
    (
        Field("name", TextType(), "The provider's full name.", required=True),
        Field("guid", TextType(), "The provider's GUID."),
        Field("symbol", TextType(), "The provider's symbol in its manifest."),
        Field("title", ByLocaleType(LABEL, LOCALE), "The title of its page, or its titles by locale."),
        Field(
            "description",
            ByLocaleType(LABEL, LOCALE),
            "Its description in inline Markdown, or descriptions by locale.",
        ),
        Field(
            "source",
            ListType(TextType(longest=500)),
            "Files that the software ships, relative to the catalog, that `check` compares the events with.",
        ),
        Field(
            "ids",
            TextType(values=ID_KINDS),
            "How ids are made from numbers in message compiler files: `code` (default) or `value`.",
        ),
        Field(
            "documented",
            DOCUMENTED,
            "Which events of the source should be documented: those with one of these values. Default: all.",
        ),
        Field("channels", CHANNELS, "The provider's channels by id: the full name, or more."),
        Field(
            "keywords",
            MapType(RecordType((Field("mask", MASK, "Its mask.", required=True),)), KEY),
            "The provider's keywords by name.",
        ),
        Field(
            "tasks",
            MapType(RecordType((Field("value", NUMBER, "Its number.", required=True),)), KEY),
            "The provider's tasks by name.",
        ),
        Field("opcodes", MapType(OPCODE, KEY), "The provider's opcodes by name."),
        Field(
            "maps",
            MapType(VALUE_MAP, KEY),
            "The provider's maps by name: what the values of parameters mean.",
        ),
        Field(
            "levels",
            MapType(LEVEL, LEVEL_NAME, limits.LEVELS),
            "The provider's levels in addition to the built-in ones, by name.",
        ),
        Field("placeholders", SyntaxesType(), "Placeholder syntaxes, if they differ from the catalog's."),
    )
)

INTEGER = TextType(
    pattern=r"-?[1-9]\d{0,14}|0", form="a whole number of at most 15 digits, without leading zeros"
)
# The types of the values of custom fields; those of a choice are in its declaration.
VALUES: Mapping[ValueType, FieldType] = {
    ValueType.TEXT: VALUE,
    ValueType.INTEGER: INTEGER,
    ValueType.HEX: TextType(pattern=r"0x[0-9A-Fa-f]{1,16}", form="a hexadecimal number such as `0x80070005`"),
    ValueType.LINK: LINK,
    ValueType.LIST: ListType(VALUE),
}

CUSTOM_FIELD = RecordType(
    (
        Field("type", TextType(values=tuple(ValueType)), "The type of its values.", required=True),
        Field("values", ListType(CHOICE, limits.CHOICES), "The values of a `choice`."),
        Field("label", MapType(LABEL, LOCALE), "Its label by locale; its name by default."),
        Field("filter", TextType(values=SWITCHES), "Whether lists of events have a filter for it."),
        Field(
            "search",
            TextType(values=tuple(FieldSearch)),
            "How the search finds it: by `words` (default), by the `exact` value, or not at all (`no`).",
        ),
        Field("show", TextType(values=SWITCHES), "`no` to show it only in JSON, and not on pages."),
        Field("required", TextType(values=SWITCHES), "Whether every event must have it."),
    )
)

RULE_SETTING = RecordType(
    (
        Field("rule", RULE_NAME, "The rule's code, or its name.", required=True),
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

# The colors of the site by role, with what each is for.
COLOR_ROLES = {
    "paper": "The background of pages.",
    "soft": "The background of boxes.",
    "raised": "The background of menus.",
    "line": "Separator lines.",
    "edge": "Borders of controls.",
    "ink": "Text.",
    "quiet": "Secondary text.",
    "link": "Links and other actions.",
    "tint": "The background of selected items.",
    "critical": "The level `critical`.",
    "error": "The level `error`.",
    "warning": "The level `warning`.",
    "info": "The level `informational`.",
    "verbose": "The level `verbose`.",
    "machine": "Marks of machine translations.",
    "stale": "Marks of stale translations.",
    "good": "Marks of finished translations.",
}
_HEX = "#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})"
COLOR = TextType(
    pattern=f"{_HEX}(?: {_HEX})?",
    form="a color such as `#1a56c4`, or two with a space between them: for light and for dark",
)


def _asset(*endings: str) -> TextType:
    """Return the type of the name of a file in `templates/assets`."""
    return TextType(
        pattern=rf"[\w-]+(?:[./][\w-]+)*\.(?:{'|'.join(endings)})",
        form=f"a file of `templates/assets` that ends in .{', .'.join(endings)}",
        longest=200,
    )


IMAGE = _asset("svg", "png", "webp", "avif", "gif", "jpg", "jpeg", "ico")
SITE_CONFIG = RecordType(
    (
        Field("base_url", URL, "The site's absolute address."),
        Field(
            "edit_url",
            _address_pattern("path"),
            "The address to edit a file of the catalog, with `{path}` and `{line}`.",
        ),
        Field("logo", IMAGE, "A square image before the site's title."),
        Field("icon", IMAGE, "The icon that browsers show for the site."),
        Field("image", IMAGE, "The image that other sites show in previews of links."),
        Field("stylesheet", _asset("css"), "A style sheet that is loaded after the built-in one."),
        Field(
            "footer", ByLocaleType(LABEL, LOCALE), "A text at the end of all pages, or its texts by locale."
        ),
        Field("links", ListType(WEB_LINK, limits.SITE_LINKS), "Links at the top of all pages."),
        Field(
            "colors",
            RecordType(tuple(Field(role, COLOR, doc) for role, doc in COLOR_ROLES.items())),
            "Colors by role.",
        ),
    )
)

CATALOG_FORMAT = 1
_FORMAT_NUMBER = TextType(pattern=r"[1-9]\d{0,5}", form="the number of a format, such as `1`")

CATALOG = RecordType(
    (
        Field("format", _FORMAT_NUMBER, "The version of the catalog format: `1`, which is also the default."),
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
        Field(
            "aliases",
            MapType(ListType(TextType(longest=100), LOCALES), LOCALE, LOCALES),
            "Other names that translation tools use for a locale.",
        ),
        Field("default_provider", NAME, "The provider of events without one."),
        Field("providers", MapType(PROVIDER, NAME), "Providers by short id."),
        Field("channels", CHANNELS, "The channels of all providers by id: the full name, or more."),
        Field("placeholders", SyntaxesType(), "Placeholder syntaxes; `windows` and `braces` by default."),
        Field(
            "levels",
            MapType(LEVEL, LEVEL_NAME, limits.LEVELS),
            "Levels in addition to the built-in ones, by name.",
        ),
        Field(
            "fields",
            MapType(CUSTOM_FIELD, FIELD_NAME, limits.FIELDS),
            "Additional fields of events, by name.",
        ),
        Field(
            "sections",
            MapType(SECTION, SECTION_NAME, limits.SECTIONS),
            "Additional sections of events, by name.",
        ),
        Field("site", SITE_CONFIG, "Settings of the published site."),
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
