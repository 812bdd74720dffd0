"""The locale context: what all pages of one locale share."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

from eventdocs.model.catalog import CatalogSettings, PageProfile, Provider
from eventdocs.model.declarations import FieldDeclaration
from eventdocs.model.event import Segments
from eventdocs.model.group import Group
from eventdocs.model.labels import LabelKey, LabelLookup, LabelReads, Labels, LabelText
from eventdocs.model.ledger import Ledger, State, label_key, string_hash, translation_status
from eventdocs.model.sections import placed_sections
from eventdocs.site.page_view import GroupView, MapTable, PageUnit, Property
from eventdocs.text.locales import parent_locales
from eventdocs.text.placeholders import DEFAULT_SYNTAXES, Syntaxes


class KeptRows(NamedTuple):
    """Rows of a page's properties that many events share.

    `next_number` is the number of the unit after them. `marked` are those of their units that are missing,
    and `labels` are the labels that were looked up for them.
    """

    rows: tuple[Property, ...]
    next_number: int
    marked: tuple[PageUnit, ...]
    labels: AbstractSet[LabelKey]


@dataclass(frozen=True, slots=True)
class LocaleContext:
    """The values that all pages of one locale share: fallback chain, labels, page profile and ledger.

    `own_pattern` is the locale's own pattern for event titles. `channels` are names by provider and key, with
    an empty provider for the default; `providers` are by key, and `syntaxes` those of their
    placeholders. `fields` are the custom fields that pages show, `base_levels` the built-in level of each
    custom one. `sources` are the source texts that ledgers record, by hash. `sections` are the catalog's own
    sections by the built-in one that they follow, `groups` the groups of events by folder.
    """

    locale: str
    source_locale: str
    chain: tuple[str, ...]
    label_lookup: LabelLookup
    source_label_lookup: LabelLookup
    profile: PageProfile
    own_pattern: str
    channels: dict[str, dict[str, str]] = field(default_factory=dict)
    providers: Mapping[str, Provider] = field(default_factory=dict)
    default_provider: str = ""
    syntaxes: Mapping[str, Syntaxes] = field(default_factory=lambda: {"": DEFAULT_SYNTAXES})
    fields: Mapping[str, FieldDeclaration] = field(default_factory=dict)
    base_levels: Mapping[str, str] = field(default_factory=dict)
    ledger: Ledger | None = None
    default_state: State = State.TRANSLATED
    sources: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    label_cache: dict[tuple[str, str], tuple[str, LabelText]] = field(
        default_factory=dict, compare=False, repr=False
    )
    unit_cache: dict[Syntaxes, dict[tuple[int, str, str], tuple[PageUnit, LabelKey]]] = field(
        default_factory=dict, compare=False, repr=False
    )
    rows_cache: dict[tuple[object, ...], KeptRows] = field(default_factory=dict, compare=False, repr=False)
    group_cache: dict[str, GroupView] = field(default_factory=dict, compare=False, repr=False)
    map_cache: dict[str, MapTable] = field(default_factory=dict, compare=False, repr=False)

    def provider(self, key: str) -> Provider | None:
        """Return a provider; an empty key means the default one."""
        return self.providers.get(key or self.default_provider)

    def label(self, context: str, key: str) -> tuple[str, LabelText]:
        """Return a label in the source locale and in this one; each is looked up only once."""
        self.label_lookup.reads.current.add((context, key))
        try:
            return self.label_cache[context, key]
        except KeyError:
            source, target = (
                self.source_label_lookup.label(context, key),
                self.label_lookup.label(context, key),
            )
            self.label_cache[context, key] = source.text, target
            return source.text, target

    def is_official_label(self, context: str, key: str, name: str) -> bool:
        """Return whether the translation of a label is the vendor's own and fresh.

        `name` is the source text of a label that the source locale does not have.
        """
        target = self.label_lookup.find(context, key) if self.ledger else None
        if target is None or target.locale != self.locale:
            return False
        source = self.source_label_lookup.find(context, key)
        texts = (source.text if source else name,), (target.text,)
        return self.is_official(label_key(context, key), (context, key), *texts)

    def is_official(self, key: str, path: tuple[str, ...], source: Segments, target: Segments) -> bool:
        """Return whether the translation of a string is the vendor's own and fresh."""
        if self.ledger is None:
            return False
        hashes = string_hash(source, path), string_hash(target, path)
        record = self.ledger.record(key, *hashes)
        return translation_status(*hashes, record, self.default_state).official


def locale_context(
    settings: CatalogSettings, locale: str, built_in: dict[str, Labels], reads: LabelReads | None = None
) -> LocaleContext:
    """Return the context of a locale; `built_in` are the program's own labels by locale.

    `reads` records which labels are looked up.
    """
    reads = reads or LabelReads()
    chain = settings.chain(locale)
    return LocaleContext(
        locale=locale,
        source_locale=settings.source_locale,
        chain=chain,
        label_lookup=_label_lookup(chain, settings, built_in, reads),
        source_label_lookup=_label_lookup((settings.source_locale,), settings, built_in, reads),
        profile=settings.profile(locale),
        own_pattern=settings.labels.get(locale, {}).get("patterns", {}).get("event_title", ""),
        channels={provider: dict(settings.channels_of(provider)) for provider in ("", *settings.providers)},
        providers=settings.providers,
        default_provider=settings.default_provider,
        syntaxes={provider: settings.syntaxes(provider) for provider in ("", *settings.providers)},
        fields=settings.shown_fields(),
        base_levels={name: level.base for name, level in settings.levels.items()},
        ledger=settings.ledgers.get(locale),
        default_state=settings.default_state(locale),
        sources=settings.sources,
        sections=placed_sections(settings.sections),
        groups=settings.groups,
    )


def _label_lookup(
    chain: tuple[str, ...], settings: CatalogSettings, built_in: dict[str, Labels], reads: LabelReads
) -> LabelLookup:
    built_in_by_tag = {tag.lower(): labels for tag, labels in built_in.items()}
    layers: list[tuple[str, Labels]] = []
    for tag in chain:
        own_layers = settings.labels.get(tag), settings.declared_labels(tag)
        layers += [(tag, labels) for labels in own_layers if labels]
        related = (related_tag.lower() for related_tag in (tag, *parent_locales(tag)))
        layers += [(tag, built_in_by_tag[near]) for near in related if near in built_in_by_tag]
    return LabelLookup((*layers, ("en", built_in["en"])), reads)
