"""Load the values of a catalog file into the model.

Loading never fails. A value of the wrong type is left out: `validate` has reported it, and rules can still
check the rest of the file.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from sys import intern
from typing import Never, TypeAlias

from eventdocs.model.catalog import (
    CatalogSettings,
    PageProfile,
    ParsedFile,
    Provider,
    RuleSetting,
    SiteDesign,
)
from eventdocs.model.declarations import (
    ChannelProperties,
    Documented,
    FieldDeclaration,
    FieldSearch,
    LevelDeclaration,
    MapDeclaration,
    OpcodeDeclaration,
    ValueType,
)
from eventdocs.model.event import (
    STRING_FIELDS,
    ByLocale,
    Event,
    FieldValue,
    LocaleStrings,
    PageLayout,
    Parameter,
    Segments,
    StringNotes,
    WebLink,
)
from eventdocs.model.glossary import Term, TermWording
from eventdocs.model.group import GROUP_FIELDS, Group
from eventdocs.model.labels import Labels
from eventdocs.model.limits import CHOICES, FIELDS, LEVELS, LOCALES, SECTIONS, Limit
from eventdocs.model.sections import AFTER, SectionDeclaration
from eventdocs.model.tree import FileTree, is_number
from eventdocs.model.values import Value, flat_of, pairs_of, segments_of, text_of, texts_of
from eventdocs.schema.fields import FACTS, INTEGER, MEMBER
from eventdocs.schema.types import TextType
from eventdocs.text.linear_patterns import PatternError, linear_pattern
from eventdocs.text.placeholders import DEFAULT_SYNTAXES, SYNTAXES, Syntaxes
from eventdocs.text.yaml_quoting import QUOTE_MARKS, Quoting

_IDENTITY = ("id", "name", "provider", "version")
_TEXT_FACTS = tuple(
    fact.name for fact in FACTS if isinstance(fact.type, TextType) and fact.name not in _IDENTITY
)

_VALUE_TYPES, _SEARCHES = frozenset(ValueType), frozenset(FieldSearch)
_NOTHING_DECLARED: Mapping[str, FieldDeclaration] = {}

_Values: TypeAlias = Mapping[str, Value]
_NO_VALUES: _Values = {}
# One for all blocks without a field: a large catalog has hundreds of thousands of them.
_NONE: Mapping[str, Never] = {}


def _values(value: Value | None) -> _Values:
    return value if isinstance(value, dict) else _NO_VALUES


def _text_at(values: _Values, key: str) -> str:
    return text_of(values.get(key)) or ""


def _texts_at(values: _Values, key: str) -> tuple[str, ...]:
    return texts_of(values.get(key)) or ()


def _pairs_at(values: _Values, key: str, limit: Limit) -> list[tuple[str, Value]]:
    """Return the keys and values of a mapping, as many as the limit allows."""
    return pairs_of(values.get(key))[: limit.value]


def _items_at(values: _Values, key: str) -> Sequence[Value]:
    value = values.get(key)
    return value if isinstance(value, list) else ()


def load_event(
    value: Value,
    file: str,
    default_provider: str = "",
    declared: Mapping[str, FieldDeclaration] = _NOTHING_DECLARED,
    tree: FileTree | None = None,
) -> Event | None:
    """Load an event, or return None if it has no id or no name; `declared` are the catalog's own fields.

    `tree` is the tree of the file. Facts that are plain texts come from the table. A fact of another
    type is one more line here.
    """
    values = _values(value)
    event_id, name, provider = (_text_at(values, key) for key in ("id", "name", "provider"))
    if not event_id or not name:
        return None
    version = _text_at(values, "version")
    return Event(
        id=event_id,
        name=name,
        provider="" if provider == default_provider else provider,
        version=int(version) if is_number(version) else 0,
        keywords=_keywords(values.get("keywords")),
        parameters=_parameters(values.get("parameters")),
        see_also=_texts_at(values, "see_also"),
        links=tuple(_web_link(_values(item)) for item in _items_at(values, "links")),
        examples=_texts_at(values, "examples"),
        fields=dict(_field_values(_values(values.get("fields")), declared)) if "fields" in values else {},
        metadata=flat_of(values.get("metadata")),
        layout=_layout(_values(values["layout"])) if "layout" in values else PageLayout(),
        strings={locale: _block(block) for locale, block in _pairs_at(values, "strings", LOCALES)},
        file=file,
        tree=tree,
        **{fact: _text_at(values, fact) for fact in _TEXT_FACTS if fact in values},
    )


def _parameters(value: Value | None) -> tuple[Parameter, ...] | None:
    if not isinstance(value, list):
        return None
    return tuple([_parameter(_values(item)) for item in value])


def _parameter(values: _Values) -> Parameter:
    members = values.get("members")
    return Parameter(
        **{name: _text_at(values, name) for name in MEMBER.types},
        members=(_parameters(members) or ()) if members else (),
    )


def _web_link(values: _Values) -> WebLink:
    return WebLink(_by_locale(values.get("title")), _by_locale(values.get("url")))


def _by_locale(value: Value | None) -> ByLocale:
    return value if isinstance(value, str) else flat_of(value)


def _field_values(
    values: _Values, declared: Mapping[str, FieldDeclaration]
) -> Iterator[tuple[str, FieldValue]]:
    """Yield the values of declared fields by name, in the order of their declarations."""
    for name, declaration in declared.items():
        value = values.get(name)
        if isinstance(value, list):
            if declaration.type is ValueType.LIST:
                yield name, texts_of(value) or ()
        elif isinstance(value, str) and declaration.type is not ValueType.LIST:
            is_integer = declaration.type is ValueType.INTEGER and re.fullmatch(INTEGER.pattern, value)
            yield name, int(value) if is_integer else value


def _layout(values: _Values) -> PageLayout:
    blank, indent = text_of(values.get("blank_after_heading")), _text_at(values, "note_indent")
    return PageLayout(
        blank_after_heading=None if blank is None else _is_on(blank),
        note_indent=int(indent) if is_number(indent) else None,
    )


def _block(value: Value) -> LocaleStrings:
    values = _values(value)
    strings = {name: segments_of(values[name]) for name in STRING_FIELDS if name in values}
    return LocaleStrings(
        prefix=_text_at(values, "prefix"),
        strings={name: segments for name, segments in strings.items() if segments is not None},
        sections=_segments_by_name(values["sections"]) if "sections" in values else _NONE,
        parameters=_parameter_texts(values["parameters"]) if "parameters" in values else _NONE,
        labels=load_labels(values["labels"]) if "labels" in values else _NONE,
        metadata=flat_of(values["metadata"]) if "metadata" in values else _NONE,
        about=_all_notes(values["about"]) if "about" in values else _NONE,
    )


def _parameter_texts(value: Value) -> dict[str, dict[str, Segments]]:
    return {
        name: {key: segments_of(text) or () for key, text in pairs_of(texts)}
        for name, texts in pairs_of(value)
    }


def _all_notes(value: Value) -> dict[str, StringNotes]:
    return {name: _notes(_values(notes)) for name, notes in pairs_of(value)}


def _segments_by_name(value: Value) -> dict[str, Segments]:
    texts = ((name, segments_of(text)) for name, text in pairs_of(value))
    return {name: segments for name, segments in texts if segments is not None}


def load_group(value: Value, file: str, folder: str, tree: FileTree | None = None) -> Group:
    """Return the group of events in a folder; `tree` is the tree of the file."""
    blocks = _pairs_at(_values(value), "strings", LOCALES)
    return Group(folder, {locale: _group_block(_values(block)) for locale, block in blocks}, file, tree)


def _group_block(values: _Values) -> LocaleStrings:
    strings = {name: segments_of(values[name]) for name in GROUP_FIELDS if name in values}
    return LocaleStrings(
        strings={name: segments for name, segments in strings.items() if segments is not None},
        about=_all_notes(values["about"]) if "about" in values else _NONE,
    )


def _notes(values: _Values) -> StringNotes:
    max_length = _text_at(values, "max_length")
    return StringNotes(
        comment=_text_at(values, "comment"),
        context=_text_at(values, "context"),
        allow=flat_of(values.get("allow")),
        max_length=int(max_length) if is_number(max_length) else 0,
    )


def load_labels(value: Value | None) -> Labels:
    """Return labels by context and key."""
    return {context: flat_of(texts) for context, texts in pairs_of(value)}


def load_profile(value: Value) -> PageProfile:
    """Return a page profile."""
    values = _values(value)
    return PageProfile(
        front_matter=_text_at(values, "front_matter"),
        crlf=_text_at(values, "line_ends") == "crlf",
        layout=_layout(values),
        quoting=_quoting(values),
    )


def _quoting(values: _Values) -> Quoting:
    style, non_ascii = _text_at(values, "quote_style"), _is_on(_text_at(values, "quote_non_ascii"))
    return Quoting(style if style in QUOTE_MARKS else Quoting().style, non_ascii)


def _is_on(switch: str) -> bool:
    return switch in ("yes", "true")


def load_settings(
    tree: ParsedFile,
    labels: Mapping[str, ParsedFile],
    profiles: Mapping[str, ParsedFile],
    glossary: ParsedFile | None = None,
) -> CatalogSettings:
    """Return the settings of a catalog from its parsed files; `labels` and `profiles` are by locale."""
    values = _values(tree.value)
    source, site = _text_at(values, "source_locale"), _values(values.get("site"))
    providers = {key: _provider(_values(provider)) for key, provider in pairs_of(values.get("providers"))}
    trees = {"catalog": tree, **{f"labels/{locale}": file for locale, file in labels.items()}}
    if glossary is not None:
        trees["glossary"] = glossary
    return CatalogSettings(
        source_locale=source,
        locales=_texts_at(values, "locales")[: LOCALES.value] or (source,),
        title=flat_of(values.get("title")),
        fallbacks={locale: texts_of(tags) or () for locale, tags in _pairs_at(values, "fallbacks", LOCALES)},
        aliases={locale: texts_of(names) or () for locale, names in _pairs_at(values, "aliases", LOCALES)},
        default_provider=_text_at(values, "default_provider"),
        providers=providers,
        channels=_channel_names(values.get("channels")),
        levels=_all_levels(_levels(values), providers),
        fields={name: _field(_values(field)) for name, field in _pairs_at(values, "fields", FIELDS)},
        sections={
            name: _section(_values(section)) for name, section in _pairs_at(values, "sections", SECTIONS)
        },
        base_url=_text_at(site, "base_url").rstrip("/"),
        edit_url=_text_at(site, "edit_url"),
        design=_design(site),
        xref=_text_at(values, "xref"),
        placeholders=_syntaxes_or_default(values.get("placeholders")),
        labels={locale: load_labels(file.value) for locale, file in labels.items()},
        profiles={locale: load_profile(file.value) for locale, file in profiles.items()},
        glossary=_terms(glossary.value) if glossary is not None else (),
        rule_settings=tuple(_setting(_values(item)) for item in _items_at(values, "rules")),
        trees={**trees, **{f"pages/{locale}": file for locale, file in profiles.items()}},
    )


def _design(values: _Values) -> SiteDesign:
    return SiteDesign(
        logo=_text_at(values, "logo"),
        icon=_text_at(values, "icon"),
        image=_text_at(values, "image"),
        stylesheet=_text_at(values, "stylesheet"),
        footer=_by_locale(values.get("footer")) or "",
        links=tuple(_web_link(_values(link)) for link in _items_at(values, "links")),
        colors={role: tuple(text.split()) for role, text in flat_of(values.get("colors")).items()},
    )


def _section(values: _Values) -> SectionDeclaration:
    return SectionDeclaration(
        label=flat_of(values.get("label")),
        after=_text_at(values, "after") or AFTER,
        required=_is_on(_text_at(values, "required")),
    )


def _levels(values: _Values) -> dict[str, LevelDeclaration]:
    return {name: _level(_values(level)) for name, level in _pairs_at(values, "levels", LEVELS)}


def _all_levels(
    own: Mapping[str, LevelDeclaration], providers: Mapping[str, Provider]
) -> dict[str, LevelDeclaration]:
    """Return the catalog's levels and those of its providers; the first of a name counts."""
    levels = dict(own)
    for provider in providers.values():
        for name, level in provider.levels.items():
            levels.setdefault(name, level)
    return levels


def _level(values: _Values) -> LevelDeclaration:
    return LevelDeclaration(
        base=_text_at(values, "as"), label=flat_of(values.get("label")), value=_text_at(values, "value")
    )


def _field(values: _Values) -> FieldDeclaration:
    kind, search = _text_at(values, "type"), _text_at(values, "search")
    return FieldDeclaration(
        type=ValueType(kind) if kind in _VALUE_TYPES else ValueType.TEXT,
        values=_texts_at(values, "values")[: CHOICES.value],
        label=flat_of(values.get("label")),
        filter=_is_on(_text_at(values, "filter")),
        search=FieldSearch(search) if search in _SEARCHES else FieldSearch.WORDS,
        show=_is_on(_text_at(values, "show") or "yes"),
        required=_is_on(_text_at(values, "required")),
    )


def _setting(values: _Values) -> RuleSetting:
    return RuleSetting(
        rule=_text_at(values, "rule"),
        severity=_text_at(values, "severity"),
        locales=_texts_at(values, "locales"),
        paths=_texts_at(values, "paths"),
    )


def _terms(value: Value) -> tuple[Term, ...]:
    return tuple(_term(_values(item)) for item in _items_at(_values(value), "terms"))


def _term(values: _Values) -> Term:
    return Term(
        term=_text_at(values, "term"),
        forms=_texts_at(values, "forms"),
        keep=_is_on(_text_at(values, "keep")),
        wordings={locale: _wording(_values(wording)) for locale, wording in pairs_of(values.get("locales"))},
    )


def _wording(values: _Values) -> TermWording:
    return TermWording(use=_texts_at(values, "use"), avoid=_texts_at(values, "avoid"))


def _provider(values: _Values) -> Provider:
    return Provider(
        name=_text_at(values, "name"),
        guid=_text_at(values, "guid"),
        channels=_channel_names(values.get("channels")),
        placeholders=load_syntaxes(values.get("placeholders")),
        symbol=_text_at(values, "symbol"),
        title=_by_locale(values.get("title")) or "",
        description=_by_locale(values.get("description")) or "",
        source=_texts_at(values, "source"),
        ids=_text_at(values, "ids"),
        documented=_documented(_values(values.get("documented"))),
        channel_properties=_channel_properties(values.get("channels")),
        keywords=_member_texts(values.get("keywords"), "mask"),
        tasks=_member_texts(values.get("tasks"), "value"),
        opcodes={name: _opcode(_values(opcode)) for name, opcode in pairs_of(values.get("opcodes"))},
        maps={name: _map(_values(each)) for name, each in pairs_of(values.get("maps"))},
        levels=_levels(values),
    )


def _channel_names(value: Value | None) -> dict[str, str]:
    """Return the full names of channels by id, from their short or long form."""
    names = ((key, text_of(name) or _text_at(_values(name), "name")) for key, name in pairs_of(value))
    return {key: name for key, name in names if name}


def _channel_properties(value: Value | None) -> dict[str, ChannelProperties]:
    """Return the properties of the channels that have any, by id."""
    properties = {
        key: ChannelProperties(*(_text_at(_values(each), name) for name in ("type", "enabled", "isolation")))
        for key, each in pairs_of(value)
    }
    return {key: each for key, each in properties.items() if each != ChannelProperties()}


def _documented(values: _Values) -> Documented:
    return Documented(*(_texts_at(values, name) for name in ("ids", "channels", "keywords")))


def _keywords(value: Value | None) -> tuple[str, ...] | None:
    """Return the keywords of an event. Many events have the same ones, which are then the same strings."""
    keywords = texts_of(value)
    return tuple(map(intern, keywords)) if keywords else keywords


def _member_texts(value: Value | None, member: str) -> dict[str, str]:
    """Return a member of each record in a mapping, by key."""
    return {name: _text_at(_values(each), member) for name, each in pairs_of(value)}


def _opcode(values: _Values) -> OpcodeDeclaration:
    return OpcodeDeclaration(_text_at(values, "value"), flat_of(values.get("values")))


def _map(values: _Values) -> MapDeclaration:
    return MapDeclaration(_text_at(values, "kind") == "bits", _member_texts(values.get("entries"), "name"))


def load_syntaxes(value: Value | None) -> Syntaxes | None:
    """Return placeholder syntaxes; None if there is no valid one and no empty list."""
    items = value if isinstance(value, list) else () if value is None else (value,)
    names = {item for item in items if isinstance(item, str)}
    patterns = [_text_at(_values(item), "custom") for item in items if isinstance(item, dict)]
    custom = next((pattern for pattern in patterns if _is_linear(pattern)), "")
    syntaxes = Syntaxes(tuple(name for name in SYNTAXES if name in names), custom)
    return syntaxes if syntaxes.names or custom or value == [] else None


def _syntaxes_or_default(value: Value | None) -> Syntaxes:
    syntaxes = load_syntaxes(value)
    return DEFAULT_SYNTAXES if syntaxes is None else syntaxes


def _is_linear(pattern: str) -> bool:
    try:
        linear_pattern(pattern)
    except PatternError:
        return False
    return True
