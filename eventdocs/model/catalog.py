"""The catalog: a product's events, and the settings, labels, profiles and ledgers that go with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from eventdocs.model.declarations import (
    ChannelProperties,
    Documented,
    FieldDeclaration,
    LevelDeclaration,
    MapDeclaration,
    OpcodeDeclaration,
)
from eventdocs.model.diagnostics import Location, did_you_mean
from eventdocs.model.errors import EventdocsError
from eventdocs.model.event import ByLocale, Event, PageLayout, WebLink
from eventdocs.model.glossary import Term
from eventdocs.model.group import Group, StringOwner
from eventdocs.model.labels import Labels
from eventdocs.model.ledger import Ledger, State
from eventdocs.model.sections import SectionDeclaration
from eventdocs.model.tree import FileTree, KnownTree, Node, find_node, nearest_span
from eventdocs.model.values import Value, values_of
from eventdocs.text.locales import fallback_chain, is_tag_within
from eventdocs.text.placeholders import DEFAULT_SYNTAXES, Syntaxes
from eventdocs.text.yaml_quoting import Quoting

if TYPE_CHECKING:
    from eventdocs.model.source_mapping import WantedProvider

_MAX_LISTED = 12  # locales in a hint


@dataclass(frozen=True, slots=True)
class Provider:
    """A source of events: its full name, its GUID, and the full names of its channels by id.

    `placeholders` are the syntaxes of its texts, None if they are those of the catalog. `source` are the
    files that the software ships about it, `documented` says which of their events belong in the catalog.
    `ids` is how the ids of a message compiler file are made. Keywords have masks, tasks have numbers. The
    catalog's levels have its `levels`, too. `title` and `description` are what readers see of it.
    """

    name: str
    guid: str = ""
    channels: Mapping[str, str] = field(default_factory=dict)
    placeholders: Syntaxes | None = None
    symbol: str = ""
    title: ByLocale = ""
    description: ByLocale = ""
    source: tuple[str, ...] = ()
    ids: str = ""
    documented: Documented = field(default_factory=Documented)
    channel_properties: Mapping[str, ChannelProperties] = field(default_factory=dict)
    keywords: Mapping[str, str] = field(default_factory=dict)
    tasks: Mapping[str, str] = field(default_factory=dict)
    opcodes: Mapping[str, OpcodeDeclaration] = field(default_factory=dict)
    maps: Mapping[str, MapDeclaration] = field(default_factory=dict)
    levels: Mapping[str, LevelDeclaration] = field(default_factory=dict)


class PageProfile(NamedTuple):
    """The front matter and layout of one locale's Markdown pages.

    `front_matter` holds the lines between the `---`, with `{name}` for a value of the page or the event;
    `crlf` and `quoting` apply to those lines only.
    """

    front_matter: str
    crlf: bool = False
    layout: PageLayout = PageLayout()
    quoting: Quoting = Quoting()

    @property
    def machine_translated(self) -> bool:
        """Whether the front matter declares that the pages are machine translated."""
        return "ms.translationtype: MT" in self.front_matter.splitlines()


DEFAULT_PROFILE = PageProfile(
    "title: {title}\nms.contentlocale: {locale}\nms.openlocfilehash: {source_sha1}\n"
)
DEFAULT_SOURCE_PROFILE = PageProfile("title: {title}\nms.contentlocale: {locale}\n")


class RuleSetting(NamedTuple):
    """A catalog's severity for a rule, or `off`; for all locales and paths unless some are given."""

    rule: str
    severity: str
    locales: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()


class ParsedFile(NamedTuple):
    """A file of the catalog that is not an event: its values, and its tree to locate them."""

    file: str
    value: Value
    tree: FileTree

    @classmethod
    def of(cls, file: str, node: Node) -> "ParsedFile":
        """Return a file whose tree is known."""
        return cls(file, values_of(node), KnownTree(node))

    @property
    def node(self) -> Node:
        """The tree, which is parsed when it is needed."""
        node = self.tree.root()
        assert node is not None  # its values could be read
        return node

    def where(self, *path: str) -> Location:
        """Return the location of a value, or of the nearest key above it that the file has."""
        return nearest_span(self.node, path).within(self.file)


@dataclass(frozen=True, slots=True)
class SiteDesign:
    """The design of a project's site: texts, links, colors, and files of `templates/assets` by name.

    `colors` are by role, each one color, or one for light and one for dark. `image` is shown by services
    that preview links.
    """

    logo: str = ""
    icon: str = ""
    image: str = ""
    stylesheet: str = ""
    footer: ByLocale = ""
    links: tuple[WebLink, ...] = ()
    colors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def assets(self) -> Mapping[str, str]:
        """The files that the settings name, by setting."""
        names = {key: getattr(self, key) for key in ("logo", "icon", "image", "stylesheet")}
        return {key: name for key, name in names.items() if name}


@dataclass(frozen=True, slots=True)
class CatalogSettings:
    """Everything in a catalog except its events: settings, labels, page profiles, glossary, ledgers.

    `aliases` are the names that translation tools have for a locale. `levels` are the catalog's own levels
    and those that its providers declare, `sections` the catalog's own sections by name, `groups` the groups
    of events by folder. `sources` are the source texts of ledger records by hash. `trees` are the parsed
    files by role (`catalog`, `labels/pt-BR`, …), with paths relative to the catalog.
    """

    source_locale: str
    locales: tuple[str, ...]
    title: Mapping[str, str] = field(default_factory=dict)
    fallbacks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    default_provider: str = ""
    providers: Mapping[str, Provider] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[str, LevelDeclaration] = field(default_factory=dict)
    fields: Mapping[str, FieldDeclaration] = field(default_factory=dict)
    sections: Mapping[str, SectionDeclaration] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    base_url: str = ""
    edit_url: str = ""
    design: SiteDesign = field(default_factory=SiteDesign)
    xref: str = ""
    placeholders: Syntaxes = DEFAULT_SYNTAXES
    labels: Mapping[str, Labels] = field(default_factory=dict)
    profiles: Mapping[str, PageProfile] = field(default_factory=dict)
    glossary: tuple[Term, ...] = ()
    rule_settings: tuple[RuleSetting, ...] = ()
    ledgers: Mapping[str, Ledger] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    interface_words: Mapping[str, Labels] = field(default_factory=dict)
    trees: Mapping[str, ParsedFile] = field(default_factory=dict, compare=False, repr=False)

    @property
    def targets(self) -> tuple[str, ...]:
        """The locales that the strings are translated into."""
        return tuple(locale for locale in self.locales if locale != self.source_locale)

    def chain(self, locale: str) -> tuple[str, ...]:
        """Return the locales to look a text up in, the locale itself first and the source locale last."""
        return fallback_chain(locale, self.source_locale, self.locales, self.fallbacks)

    def profile(self, locale: str) -> PageProfile:
        """Return the page profile of a locale, or the default one."""
        default = DEFAULT_SOURCE_PROFILE if locale == self.source_locale else DEFAULT_PROFILE
        return self.profiles.get(locale, default)

    def default_state(self, locale: str) -> State:
        """Return the state of translations without a ledger record: `machine` if the page profile says so."""
        return State.MACHINE if self.profile(locale).machine_translated else State.TRANSLATED

    def shown_fields(self) -> dict[str, FieldDeclaration]:
        """Return the custom fields that pages show, in the order of their declarations."""
        return {name: declared for name, declared in self.fields.items() if declared.show}

    def declared_labels(self, locale: str) -> Labels:
        """Return the labels in a locale that declarations have; in the source locale, all have one.

        A field that pages do not show needs none.
        """
        declarations: Mapping[str, Mapping[str, LevelDeclaration | FieldDeclaration | SectionDeclaration]] = {
            "levels": self.levels,
            "fields": self.shown_fields(),
            "headings": self.sections,
        }
        is_source = locale == self.source_locale
        return {
            context: {
                name: declaration.label.get(locale) or _label_from(name)
                for name, declaration in declared.items()
                if is_source or locale in declaration.label
            }
            for context, declared in declarations.items()
            if declared
        }

    def label_location(self, locale: str, context: str, key: str) -> Location:
        """Return where a label is: in the labels of its locale, or in the declaration that has it."""
        if key in self.labels.get(locale, {}).get(context, {}):
            return self.trees[f"labels/{locale}"].where(context, key)
        if context == "levels":
            return self.level_location(key, "label", locale)
        declarations = "sections" if context == "headings" else context
        return self.trees["catalog"].where(declarations, key, "label", locale)

    @property
    def own_levels(self) -> Mapping[str, LevelDeclaration]:
        """The levels that no provider declares."""
        names = {name for provider in self.providers.values() for name in provider.levels}
        return {name: level for name, level in self.levels.items() if name not in names}

    def level_location(self, name: str, *path: str) -> Location:
        """Return where a declared level is, or a value of it: in a provider or in the catalog's levels."""
        tree = self.trees["catalog"]
        paths = (("providers", key, "levels", name) for key in self.providers)
        place = next((each for each in paths if find_node(tree.node, each)), ("levels", name))
        return tree.where(*place, *path)

    def channels_of(self, provider: str) -> Mapping[str, str]:
        """Return the channels that a provider's events may use; an empty id means the default provider."""
        declared = self.providers.get(provider or self.default_provider)
        return {**self.channels, **declared.channels} if declared else self.channels

    def syntaxes(self, provider: str) -> Syntaxes:
        """Return the placeholder syntaxes of a provider's texts; an empty id means the default provider."""
        declared = self.providers.get(provider or self.default_provider)
        own = declared.placeholders if declared else None
        return self.placeholders if own is None else own

    def channel_names(self) -> dict[str, str]:
        """Return the full names of all channels by label key: `ID`, or `PROVIDER/ID` if not the default's."""
        names = dict(self.channels)
        for key, provider in self.providers.items():
            prefix = self.label_prefix(key)
            names |= {f"{prefix}{channel}": name for channel, name in provider.channels.items()}
        return names

    def label_prefix(self, provider: str) -> str:
        """Return what label keys of a provider's names begin with; empty for the default provider."""
        return "" if provider in ("", self.default_provider) else f"{provider}/"

    def provider_names(self) -> Labels:
        """Return the names that providers declare by label context and key, each as its own label.

        A map has a key for each entry: `MAP/NUMBER`. Its label is the entry's name, or the number.
        """
        names: dict[str, dict[str, str]] = {"tasks": {}, "opcodes": {}, "maps": {}}
        for key, provider in self.providers.items():
            prefix = self.label_prefix(key)
            names["tasks"] |= {f"{prefix}{name}": name for name in provider.tasks}
            names["opcodes"] |= {f"{prefix}{name}": name for name in provider.opcodes}
            names["maps"] |= {
                f"{prefix}{name}/{number}": entry or number
                for name, declared in provider.maps.items()
                for number, entry in declared.entries.items()
            }
        return names


def _label_from(name: str) -> str:
    """Return the label of a declaration without one: `http_status` becomes `Http status`."""
    return name.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Catalog:
    """A catalog: its settings and its events, sorted by key.

    `shipped` are providers as the files that the software ships have them, to compare the events with.
    """

    settings: CatalogSettings
    events: tuple[Event, ...] = ()
    shipped: tuple["WantedProvider", ...] = ()

    @property
    def string_owners(self) -> tuple[StringOwner, ...]:
        """Everything that has strings in a file of its own: the events, then the groups."""
        return (*self.events, *self.settings.groups.values())


def select_locales(settings: CatalogSettings, tags: Sequence[str]) -> tuple[str, ...]:
    """Return the catalog's locales with these tags, in its own spelling and order; all if there are no tags.

    Tags match in any case, with `_` or `-`, and aliases too. Raises `EventdocsError` for a tag that is not
    one of the catalog's locales.
    """
    wanted: set[str] = set() if tags else set(settings.locales)
    for tag in tags:
        locale = _locale_called(settings, tag)
        if locale is None:
            hint = did_you_mean(tag, settings.locales) or "`locales` in catalog.yaml lists them"
            raise EventdocsError(f"the catalog has no locale `{tag}`", hint=hint)
        wanted.add(locale)
    return tuple(locale for locale in settings.locales if locale in wanted)


def _locale_called(settings: CatalogSettings, name: str) -> str | None:
    """Return the locale with a tag, in any case and with `_` or `-`, or with an alias, if there is one."""
    aliases = {alias.lower(): locale for locale, names in settings.aliases.items() for alias in names}
    known = {**aliases, **{locale.lower(): locale for locale in settings.locales}}
    spellings = (name.lower(), name.lower().replace("_", "-"))
    return next((known[spelling] for spelling in spellings if spelling in known), None)


def find_locale(settings: CatalogSettings, name: str) -> str:
    """Return the locale that a translation tool means.

    It is the locale with this tag, with `_` or `-`; else the one with this alias; else the only target locale
    in the same language and script, if the name says no region. Raises `EventdocsError` if there is none.
    """
    if (locale := _locale_called(settings, name)) is not None:
        return locale
    similar = [locale for locale in settings.targets if is_tag_within(locale, name.replace("_", "-"))]
    if len(similar) == 1:
        return similar[0]
    tags = similar or settings.targets[:_MAX_LISTED]
    hint = f"correct it in the file, or add it to `aliases` in catalog.yaml under: {', '.join(tags)}"
    if not tags:
        hint = _hint_at_targets(settings)
    raise EventdocsError(f"the catalog has no locale `{name}`", hint=hint)


def select_target_locales(settings: CatalogSettings, tags: Sequence[str]) -> tuple[str, ...]:
    """Return the catalog's target locales with these tags; all if there are no tags.

    Raises `EventdocsError` for an unknown tag, or if the source locale is the only one named.
    """
    return require_targets(settings, select_locales(settings, tags), tags)


def require_targets(
    settings: CatalogSettings, locales: Sequence[str], tags: Sequence[str]
) -> tuple[str, ...]:
    """Return the target locales among those that were selected by tags.

    Raises `EventdocsError` if the tags name the source locale only.
    """
    targets = tuple(locale for locale in locales if locale != settings.source_locale)
    if tags and locales and not targets:
        raise EventdocsError(
            f"`{settings.source_locale}` is the source locale", hint=_hint_at_targets(settings)
        )
    return targets


def _hint_at_targets(settings: CatalogSettings) -> str:
    if not settings.targets:
        return "add a locale with: eventdocs translations add TAG"
    return f"name a target locale: {', '.join(settings.targets[:_MAX_LISTED])}"
