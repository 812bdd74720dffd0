"""The reference of templates: their blocks, the values and functions that they have, and the attributes of values."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cached_property
from inspect import getdoc

from jinja2 import Environment, meta, nodes

from eventdocs.model.event import EventRef
from eventdocs.site.list_filters import Filter, FilterOption
from eventdocs.site.listing import AlternateLink, ListingRow
from eventdocs.site.page_view import (
    GroupView,
    MapEntry,
    MapTable,
    OutlineEntry,
    PageUnit,
    PageView,
    ParameterRow,
    Property,
    Section,
    TitledLink,
)
from eventdocs.site.provider_view import ChannelRow, LevelRow, NameRow, ProviderView
from eventdocs.site.routes import Neighbours, Shard
from eventdocs.site.subscriptions import Subscription
from eventdocs.site.template_env import TemplateEnv, template_env
from eventdocs.translations.status import Coverage
from tests.conftest import ROOT

FOLDER = ROOT / "templates"
TEMPLATES = {
    "base.html": "What all HTML pages share",
    "event.html": "An event",
    "index.html": "A list of events",
    "shards.html": "The overview of a catalog of more than 500 events",
    "provider.html": "A provider",
    "status.html": "The translation status",
    "chooser.html": "The choice of language",
    "same-id.html": "All events with an id",
    "404.html": "The page for missing addresses",
    "strings.html": "Macros: how a text, a label, a name and a heading are shown",
    "sections.html": "Macros: a fact, a section, a parameter",
    "filters.html": "The filters of a list",
    "event.md": "An event as Markdown of the .NET documentation",
    "event.gfm.md": "An event as GitHub-flavored Markdown",
    "index.gfm.md": "A list of events as GitHub-flavored Markdown",
    "provider.gfm.md": "A provider as GitHub-flavored Markdown",
    "llms.txt": "The overview for tools",
    "robots.txt": "What crawlers may read",
    "sitemap.xml": "The addresses of a locale",
    "sitemaps.xml": "The list of sitemaps",
}
BLOCKS = {
    "title": "the title of the document",
    "description": "the description of the document, for search engines",
    "robots": "`noindex` for pages that search engines must not list",
    "head": "style sheets and scripts of the page",
    "extra_head": "empty: for your own elements in the head of the document",
    "header": "the bar at the top",
    "logo": "in the bar: the logo and the name of the site",
    "search": "in the bar: the search field",
    "nav": "in the bar: links, and the menus of languages and colors",
    "side": "the column before the content: neighboring events",
    "before_content": "empty: before the content",
    "main": "the content of the page",
    "facts": "the facts below the title of an event or provider",
    "edit": "the link to the source of an event",
    "after_content": "empty: after the content",
    "contents": "the column after the content: the contents of the page",
    "footer": "the end of the page",
}
VALUES = {
    "assets": 'paths of assets by name, such as `assets["site.css"]`, relative to `root`',
    "base_url": "the address of the site, or an empty text",
    "bilingual": "whether the locale differs from the source locale",
    "common_states": "the states of translation that all events of a list have",
    "coverage": "the [coverage](#coverage) of each locale",
    "description": "the description of the page, without Markdown",
    "descriptions": "a function: the description of a related event by its key",
    "design": "the settings under `site` in `catalog.yaml`: `logo`, `icon`, `image`, `stylesheet`",
    "events": "all [events](#events) of the site",
    "filters": "the [filters](#filters) of a list",
    "functions_by_locale": "`pgettext`, `npgettext`, `number` and `percent` of each locale",
    "gap": "an empty line, if the page profile has one after headings",
    "grouped_events": "events by group, each with `group` and `events`",
    "groups": "the [groups](#groups) of a list, by folder; on the overview, with `view`, `events` and `shard`",
    "has_status": "whether the site has pages of the translation status",
    "here": "on pages that extend `base.html`: the relative path to the folder of the locale",
    "id": "the id that several events have",
    "indexable": "whether search engines may list the page",
    "introduction": "the introduction of the site, as [units](#units)",
    "languages": "the [page in each language](#languages)",
    "lists": "the lists of the sitemap, below the locale",
    "locale": "the locale of the page",
    "navigation": "the menu of languages, as HTML",
    "neighbours": "the [events around](#neighbours) an event",
    "note_indent": "the spaces before the text of a note",
    "own_locales": "a function: the locales in which an event has texts",
    "page": "the [page](#page) of an event, or none on other pages",
    "page_link": "where the event can be edited: `text` and `href`",
    "path": "the path of the page from the root of the site",
    "preview": "whether `eventdocs serve` shows the page",
    "progress": "by locale: `events`, and the percentages `done` and `machine`",
    "provider": "the [provider](#provider) of the page, or none on other pages",
    "provider_links": "all providers, each with `name` and `path`",
    "provider_pages": "the paths of providers by name",
    "root": "the relative path to the root of the site",
    "rows": "the [rows](#rows) of a list",
    "same": "the events with the same id",
    "several_providers": "whether the catalog has several providers",
    "shard": "the [shard](#shards) of the catalog that a list shows, or none",
    "shards": "all [shards](#shards) of the catalog",
    "site_footer": "the footer of the settings: `text` and `locale`",
    "site_links": "the links of the settings, each with `text`, `locale` and `url`",
    "site_title": "the title of the site",
    "sitemaps": "the paths of all sitemaps",
    "source_locale": "the locale of the source texts",
    "titles": "the title of the site by locale",
    "up": "the relative path to the folder of the locale",
}
FUNCTIONS = {
    "anchor": "the anchor of a heading on Markdown pages",
    "base_level(level)": "the built-in level whose style a level has",
    "block_units(unit)": "the blocks of a text",
    "cell(text)": "Markdown: a text in a cell of a table",
    "cells(units)": "Markdown of the .NET documentation: a cell of a table",
    "code(text)": "Markdown of the .NET documentation: a code",
    "current_html(…)": "the entry of the event itself in the list of neighbours",
    "direction(locale)": "`ltr` or `rtl`",
    "display_name(locale)": "the name of a locale in its own language",
    "eol": "the end of a line that Markdown keeps",
    "event_title(event, locale)": "the custom title of an event: `text` and `locale`, or none",
    "fact(row, …)": "a row at the top of the page",
    "fenced(text)": "Markdown: a block of code",
    "heading(role, unit)": "the heading of a section",
    "html(text, kind, syntaxes)": "a text as HTML",
    "html_blocks(units, leaf)": "a text of several blocks as HTML; `leaf` writes each block",
    "is_block_text(units)": "whether a text has several blocks",
    "is_paragraph(block)": "whether a block is a paragraph",
    "label(unit)": "a label",
    "maps_html(section)": "the tables of the values of parameters",
    "md(text)": "Markdown: a text in a line",
    "md_blocks(units, leaf)": "Markdown: a text of several blocks",
    "name(unit)": "a name, which browsers do not translate",
    "neighbours_html(up, events)": "the entries of the list of neighbours",
    "npgettext(context, key, number)": "a label with a number, such as *15 events*",
    "number(value)": "a number in the format of the locale",
    "og_locale(locale)": "a locale in the format of Open Graph",
    "parameter_cells(row)": "Markdown of the .NET documentation: the cells of a row of the table of parameters",
    "parameter_html(row, …)": "a row of the table of parameters",
    "percent(value)": "a percentage in the format of the locale",
    "pgettext(context, key)": 'a label, such as `pgettext("headings", "cause")`',
    "pgettext_by_locale": "`pgettext` of each locale",
    "property_cells(row, up)": "Markdown of the .NET documentation: the cells of a row of the table of properties",
    "property_html(row, …)": "a row of the table of properties",
    "provider_name(event)": "the full name of an event's provider",
    "provider_page(event)": "the path of the page of an event's provider, below the locale",
    "quote(text)": "Markdown: a text as a quotation",
    "real_name(real, unit)": "a name as the software writes it, with its translation",
    "related_html(event, unit, here)": "an entry of the list of related events",
    "section_html(section, …)": "a section of the page",
    "spaceless(locale)": "whether the language is written without spaces",
    "span(unit)": "Markdown of the .NET documentation: a unit with its original",
    "spans(units)": "Markdown of the .NET documentation: a text with its originals",
    "start(text)": "Markdown: a text at the start of a line",
    "string(units, title)": "a text in all reading modes, with its state",
    "title_state(…)": "the state of the title",
    "turn_html(rel, up, event)": "the link to the previous or next event",
}
FILTERS = {
    "href": "a path as it is written in a link",
    "humps": "a name with places to break the line",
    "quoted": "a value of front matter",
    "url": "an address as it is written in Markdown",
}
# Headings of values with attributes, and the meanings of attributes, except for properties, which have a docstring.
CLASSES: Mapping[str, type] = {
    "Page": PageView,
    "Sections": Section,
    "Units": PageUnit,
    "Properties": Property,
    "Parameters": ParameterRow,
    "Maps": MapTable,
    "Entries of maps": MapEntry,
    "Groups": GroupView,
    "Links": TitledLink,
    "Contents": OutlineEntry,
    "Events": EventRef,
    "Neighbours": Neighbours,
    "Languages": AlternateLink,
    "Rows": ListingRow,
    "Filters": Filter,
    "Options of filters": FilterOption,
    "Shards": Shard,
    "Coverage": Coverage,
    "Provider": ProviderView,
    "Channels": ChannelRow,
    "Keywords, tasks, opcodes": NameRow,
    "Levels": LevelRow,
    "Subscriptions": Subscription,
}
ATTRIBUTES = {
    "PageView.event": "the event, with the keys of its [file](catalog-files.md#events) as attributes, and `slug`, its path below a locale",
    "PageView.locale": "the locale of the page",
    "PageView.source_locale": "the locale of the source texts",
    "PageView.direction": "`ltr` or `rtl`",
    "PageView.source_direction": "the same for the source locale",
    "PageView.title": "the title, as a [unit](#units)",
    "PageView.intro": "the text under the title, as [units](#units)",
    "PageView.sections": "the [sections](#sections), in the order of Markdown pages",
    "PageView.first_number": "the number of the first unit on Markdown pages",
    "PageView.base_level": "the built-in level whose style the level has",
    "PageView.replacement": "the [event](#events) that replaces this one, or none",
    "PageView.group": "the [group](#groups) of the event, or none",
    "PageView.provider_rows": "[properties](#properties) of the provider",
    "PageView.has_blocks": "whether any of the texts has several blocks",
    "PageView.marked": "the [units](#units) that are missing, machine-translated or stale",
    "Section.role": "the name: `message`, `description`, `cause`, …",
    "Section.heading": "the heading, as a [unit](#units)",
    "Section.paragraph": "the text, as [units](#units)",
    "Section.note": "the note below the text, as [units](#units)",
    "Section.steps": "steps, as [units](#units)",
    "Section.properties": "rows of [properties](#properties)",
    "Section.columns": "the headings of the table of parameters",
    "Section.parameters": "[parameters](#parameters)",
    "Section.examples": "examples of logged messages",
    "Section.links": "related [events](#events)",
    "Section.web_links": "[links](#links) to other sites",
    "Section.after": "the built-in section that a section of the catalog follows",
    "Section.official": "whether the translation is the vendor's own and up to date",
    "PageUnit.number": "the number of the unit on the page",
    "PageUnit.source": "the source text",
    "PageUnit.target": "the translation, or a fallback",
    "PageUnit.locale": "the locale that `target` is in",
    "PageUnit.kind": "what the text may contain",
    "PageUnit.placeholders": "the syntaxes of its placeholders",
    "PageUnit.missing": "whether there is no translation",
    "PageUnit.machine": "whether the translation was made by a machine",
    "PageUnit.stale": "whether the source changed after the translation",
    "PageUnit.previous_source": "the source text that a stale translation was made from",
    "PageUnit.path": "the keys that lead to the text in the event file",
    "PageUnit.block": "the block of a long text, or none",
    "Property.key": "the name of the fact",
    "Property.label": "the label, as a [unit](#units)",
    "Property.value": "the value, as a [unit](#units), or none",
    "Property.url": "the address, if the value is a link",
    "Property.event": "the [event](#events) that the value leads to, or none",
    "Property.real": "the value as the software writes it",
    "Property.official": "whether the translation is the vendor's own",
    "Property.named": "the value with its name as the source text, or none",
    "ParameterRow.number": "the number, counted from 1",
    "ParameterRow.name": "the name, as a [unit](#units)",
    "ParameterRow.type": "the type as declared",
    "ParameterRow.type_text": "the type as a text, as [units](#units)",
    "ParameterRow.description": "the description, as [units](#units)",
    "ParameterRow.placeholder": "how the message refers to it, such as `%1`",
    "ParameterRow.real": "the name that the software uses",
    "ParameterRow.map": "the [map](#maps) of its values, or none",
    "MapTable.name": "the name",
    "MapTable.bits": "whether a value combines entries",
    "MapTable.entries": "the [entries](#entries-of-maps)",
    "MapTable.official": "whether the translations are the vendor's own",
    "MapEntry.number": "the number",
    "MapEntry.name": "the name",
    "MapEntry.text": "the display text, as a [unit](#units), or none",
    "GroupView.folder": "the folder below `events/`",
    "GroupView.title": "the title, as [units](#units)",
    "GroupView.introduction": "the introduction, as [units](#units)",
    "TitledLink.title": "the text, as a [unit](#units)",
    "TitledLink.url": "the address",
    "OutlineEntry.element_id": "the id of the section",
    "OutlineEntry.title": "the heading",
    "EventRef.file": "the file in the catalog",
    "EventRef.id": "the id",
    "EventRef.name": "the name",
    "EventRef.provider": "the id of the provider; empty for the default one",
    "EventRef.version": "the version",
    "EventRef.see_also": "the keys of related events",
    "EventRef.keywords": "the keywords, or none if they are not known",
    "EventRef.replaced_by": "the key of the event that replaces it",
    "EventRef.level": "the level",
    "EventRef.titles": "custom titles, each with its locale",
    "Neighbours.related": "the events of `see_also`",
    "Neighbours.same": "all events with the same id, on the first of them",
    "Neighbours.replacement": "the event that replaces this one, or none",
    "Neighbours.before": "the events before this one",
    "Neighbours.after": "the events after this one",
    "Neighbours.shared": "the first events with the same id, if there are several",
    "AlternateLink.locale": "the locale",
    "AlternateLink.name": "its name, in its own language",
    "AlternateLink.path": "the path of the page from the root of the site",
    "AlternateLink.own": "whether the page has texts in this language",
    "ListingRow.id": "the id of the event",
    "ListingRow.path": "the path of its page",
    "ListingRow.title": "the title",
    "ListingRow.provider": "the full name of the provider",
    "ListingRow.level": "the level",
    "ListingRow.level_text": "the level as pages show it",
    "ListingRow.level_locale": "the locale of `level_text`",
    "ListingRow.base_level": "the built-in level whose style the level has",
    "ListingRow.channel": "the full name of the channel",
    "ListingRow.keywords": "the keywords",
    "ListingRow.description": "the description, as HTML",
    "ListingRow.locale": "the locale of the description",
    "ListingRow.states": "the states of its translations: `machine`, `stale`, `missing`",
    "ListingRow.fields": "the custom fields that lists can be filtered by, with their values",
    "ListingRow.group": "the folder of the group",
    "ListingRow.title_locale": "the locale of a custom title",
    "Filter.facet": "the name in the address, such as `level`",
    "Filter.label": "the label",
    "Filter.options": "the [options](#options-of-filters)",
    "FilterOption.value": "the value in the address",
    "FilterOption.text": "the text that is shown",
    "FilterOption.events": "the number of events that have it",
    "FilterOption.base_level": "of a level: the built-in one",
    "Shard.number": "the number, counted from 1",
    "Shard.count": "the number of shards",
    "Shard.events": "its [events](#events)",
    "Coverage.locale": "the locale",
    "Coverage.counts": "the number of strings by state",
    "Coverage.words": "the number of words of their sources by state",
    "ProviderView.key": "the id of the provider",
    "ProviderView.locale": "the locale of the page",
    "ProviderView.provider": "what the catalog declares: `name`, `guid`, `symbol`",
    "ProviderView.title": "the title: `text` and `locale`",
    "ProviderView.description": "the description: `text` and `locale`",
    "ProviderView.events": "the number of its events",
    "ProviderView.list_path": "the list of its events, below the locale",
    "ProviderView.channels": "its [channels](#channels)",
    "ProviderView.keywords": "its [keywords](#keywords-tasks-opcodes)",
    "ProviderView.tasks": "its [tasks](#keywords-tasks-opcodes)",
    "ProviderView.opcodes": "its [opcodes](#keywords-tasks-opcodes)",
    "ProviderView.levels": "the [levels](#levels) of its events",
    "ProviderView.maps": "its [maps](#maps)",
    "ProviderView.subscriptions": "[commands](#subscriptions) that subscribe to its events",
    "ChannelRow.name": "the full name",
    "ChannelRow.text": "the display text: `text` and `locale`",
    "ChannelRow.properties": "`type`, `enabled` and `isolation`",
    "NameRow.name": "the name",
    "NameRow.number": "the number or mask",
    "NameRow.text": "the display text: `text` and `locale`",
    "NameRow.task": "the task that an opcode belongs to",
    "LevelRow.name": "the name in the catalog",
    "LevelRow.base": "the built-in level whose style it has",
    "LevelRow.number": "the number",
    "LevelRow.text": "the text that is shown: `text` and `locale`",
    "LevelRow.events": "the number of events",
    "Subscription.tool": "the program",
    "Subscription.purpose": "what the commands do: `read`, `settings`, `enable`, `definition` or `trace`",
    "Subscription.lines": "the lines of the command",
}


def sources() -> dict[str, str]:
    """Return the built-in templates by name."""
    return {
        path.name: path.read_text("utf-8")
        for path in sorted(FOLDER.iterdir())
        if path.is_file() and path.suffix not in (".css", ".js")
    }


def used_blocks(env: Environment, source: str) -> list[str]:
    """Return the blocks of a template in their order."""
    return [block.name for block in env.parse(source).find_all(nodes.Block)]


def used_values(env: Environment, source: str) -> set[str]:
    """Return the names that a template gets from outside: all but assignments, parameters, macros and imports."""
    tree = env.parse(source)
    own = {name.name for name in tree.find_all(nodes.Name) if name.ctx in ("store", "param")}
    own |= {macro.name for macro in tree.find_all(nodes.Macro)}
    for imported in tree.find_all(nodes.FromImport):
        own |= {name[1] if isinstance(name, tuple) else name for name in imported.names}
    return meta.find_undeclared_variables(tree) - own


def registered(env: TemplateEnv) -> tuple[set[str], set[str]]:
    """Return the functions and filters that eventdocs adds to those of Jinja."""
    plain = Environment(autoescape=True)
    return set(env.template_globals) - set(plain.globals), set(env.environment.filters) - set(plain.filters)


def attributes(value: type) -> list[str]:
    """Return the public attributes of a value: its fields and then its properties."""
    names = [field.name for field in fields(value)] if is_dataclass(value) else list(vars(value)["_fields"])
    extra = [name for name, each in vars(value).items() if isinstance(each, property | cached_property)]
    return [name for name in (*names, *extra) if not name.startswith("_")]


def function_names() -> set[str]:
    """Return the names of the described functions, without their parameters."""
    return {name.partition("(")[0] for name in FUNCTIONS}


def document() -> str:
    """Return docs/reference/templates.md."""
    env = template_env(sources())
    lines = [
        "# Templates: blocks and values",
        "",
        "This page lists the blocks, values and functions of the built-in [Jinja](https://jinja.palletsprojects.com/) templates. To override a template, put a "
        "file with its name into `templates/` of your catalog: see [override templates](../how-to/theme.md#override-templates). Templates are trusted code.",
        "",
        "Templates escape all values that they write: as HTML in `.html` and `.xml`, as Markdown in `.md` and `llms.txt`. In Markdown, macros and "
        "functions such as `md`, `cell`, `start`, `fenced`, `spans` and `code` return Markdown, which is not escaped again.",
        "",
        "## Built-in templates",
        "",
        "| template | page | blocks |",
        "| --- | --- | --- |",
    ]
    for name, page in TEMPLATES.items():
        blocks = ", ".join(f"`{block}`" for block in used_blocks(env.environment, sources()[name]))
        lines.append(f"| `{name}` | {page} | {blocks} |")
    lines += ["", 'A template extends the built-in one with `{% extends "default/NAME" %}`.', ""]
    lines += _table("Blocks", "block", BLOCKS)
    lines += [
        "Page templates extend `base.html`. If you fill a block in `base.html`, it appears on all pages whose own template does not fill it.",
        "",
    ]
    lines += _table("Values", "value", VALUES)
    lines += [
        "Not every page has every value. A value that a page does not have is an error, so test it first: `{% if page is defined and page %}`.",
        "",
    ]
    lines += _table("Functions", "function", FUNCTIONS)
    lines += _table("Filters for values", "filter", FILTERS)
    for heading, value in CLASSES.items():
        rows = {name: _attribute(value, name) for name in attributes(value)}
        lines += _table(heading, "attribute", rows)
    lines += [
        "`page.section(NAME)` returns a section, or none. `page.row(NAME)` returns the row of a property, such as a custom field, or none.",
        "",
    ]
    return "\n".join(lines)


def _table(heading: str, kind: str, rows: Mapping[str, str]) -> list[str]:
    return [
        f"## {heading}",
        "",
        f"| {kind} | meaning |",
        "| --- | --- |",
        *(f"| `{name}` | {text} |" for name, text in rows.items()),
        "",
    ]


def _attribute(value: type, name: str) -> str:
    if f"{value.__name__}.{name}" in ATTRIBUTES:
        return ATTRIBUTES[f"{value.__name__}.{name}"]
    text = (getdoc(vars(value)[name]) or "").split("\n\n")[0]
    return " ".join(f"{text[:1].lower()}{text[1:]}".split()).removesuffix(".")
