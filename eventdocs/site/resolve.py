"""Resolve an event in a locale to a page view: texts along the fallback chain, labels, numbered units."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter

from eventdocs.model.declarations import FieldDeclaration, ValueType
from eventdocs.model.event import Event, FieldValue, Parameter, Segments, WebLink, in_locale, strings_in
from eventdocs.model.group import Group, group_of
from eventdocs.model.labels import LabelKey, LabelText
from eventdocs.model.ledger import State, string_hash, string_key, translation_status
from eventdocs.model.strings import TextKind, has_blocks, paired_blocks, string_kind
from eventdocs.schema.fields import FACTS
from eventdocs.site.locale_context import KeptRows, LocaleContext
from eventdocs.site.page_view import (
    GroupView,
    PageUnit,
    PageView,
    ParameterRow,
    Property,
    Section,
    TitledLink,
    is_block_text,
)
from eventdocs.site.provider_view import map_table
from eventdocs.site.routes import References
from eventdocs.text.locales import direction
from eventdocs.text.placeholders import DEFAULT_SYNTAXES, Syntaxes, placeholders

_NO_REFERENCES = References()

# Looking up a member of an enum takes longer than the rest of what is done for a unit.
_BLOCKS, _MARKUP, _NAME = TextKind.BLOCKS, TextKind.MARKUP, TextKind.NAME


@lru_cache(maxsize=1024)
def anchor(heading: str) -> str:
    """Return the anchor of a heading: lower case, hyphens for spaces, without other punctuation."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def group_view(context: LocaleContext, group: Group) -> GroupView:
    """Return the view of a group in a locale; each is resolved only once."""
    try:
        return context.group_cache[group.folder]
    except KeyError:
        owner = Event(id=group.key, name="", strings=group.strings)  # has the key and strings of the group
        resolver = _Resolver(context, owner, _NO_REFERENCES)
        string = context.label_lookup.reads.share(resolver.string)
        view = GroupView(group.folder, string("title", TextKind.LABEL), string("introduction"))
        context.group_cache[group.folder] = view
        return view


def page_view(context: LocaleContext, event: Event, references: References = _NO_REFERENCES) -> PageView:
    """Return the view of an event in a locale; units are numbered in document order."""
    return _Resolver(context, event, references).page()


def description_units(context: LocaleContext, event: Event) -> tuple[PageUnit, ...]:
    """Return the units of an event's description, as its view has them but for their numbers."""
    return _Resolver(context, event, _NO_REFERENCES).string("description")


@lru_cache(maxsize=64)
def first_number(front_matter: str) -> int:
    """Return the number of a page's title: 101 plus the number of localizable front matter lines."""
    localizable = ("title:", "description:")
    return 101 + sum(line.startswith(localizable) for line in front_matter.splitlines())


class _Resolver:
    """Resolves one page: its methods make the units in document order, each with the next number."""

    def __init__(self, context: LocaleContext, event: Event, references: References) -> None:
        self.context = context
        self.event = event
        self.references = references
        self.syntaxes = context.syntaxes[event.provider if event.provider in context.syntaxes else ""]
        self.source = strings_in(event, context.source_locale)
        self.own = strings_in(event, context.locale)
        self.blocks = [(tag, event.strings[tag]) for tag in context.chain if tag in event.strings]
        self.label_lookup = context.label_lookup.with_overrides(context.locale, self.own.labels)
        self.source_label_lookup = context.source_label_lookup.with_overrides(
            context.source_locale, self.source.labels
        )
        self.has_own_labels = bool(self.own.labels or self.source.labels)
        self.label_units = context.unit_cache.setdefault(self.syntaxes, {})
        self.fields = {
            name for _, block in self.blocks for name, texts in block.strings.items() if texts
        }  # of some locale
        self.number = first_number(context.profile.front_matter)
        self.marked: list[PageUnit] = []
        self.has_blocks = False

    def page(self) -> PageView:
        context, first = self.context, self.number
        title, intro, sections = self.title(), self.string("intro"), tuple(self.sections())
        marked = tuple(self.marked)  # without the provider's rows
        return PageView(
            event=self.event,
            locale=context.locale,
            source_locale=context.source_locale,
            direction=direction(context.locale),
            source_direction=direction(context.source_locale),
            title=title,
            intro=intro,
            sections=sections,
            provider_rows=self.kept_rows(self.provider_rows, self.event.provider),
            first_number=first,
            marked=marked,
            has_blocks=self.has_blocks,
            base_level=context.base_levels.get(self.event.level, self.event.level),
            replacement=self.references.replacement,
            group=self.group() if context.groups else None,
        )

    def group(self) -> GroupView | None:
        group = group_of(self.context.groups, self.event.file)
        return group_view(self.context, group) if group is not None else None

    def unit(self, source: str, target: LabelText, kind: TextKind) -> PageUnit:
        text, locale = target
        missing = kind is not _NAME and locale != self.context.locale
        number = self.number
        self.number = number + 1
        unit = _make_unit(
            PageUnit, (number, source, text, locale, kind, self.syntaxes, missing, False, False, "", (), None)
        )
        if missing:
            self.marked.append(unit)
        return unit

    def name(self, source: str, target: str) -> PageUnit:
        number = self.number
        self.number = number + 1
        locale = self.context.locale
        return _make_unit(
            PageUnit,
            (number, source, target, locale, _NAME, self.syntaxes, False, False, False, "", (), None),
        )

    def label(self, context: str, key: str) -> PageUnit:
        if not self.has_own_labels:
            return self.shared_label(context, key)
        source, target = self.source_label_lookup.label(context, key), self.label_lookup.label(context, key)
        return self.unit(source.text, target, TextKind.LABEL)

    def shared_label(self, context: str, key: str) -> PageUnit:
        """Return the unit of a label that no event overrides; pages with the same number for it share it."""
        numbered_key = self.number, context, key
        known = self.label_units.get(numbered_key)
        if known is None:
            unit = self.unit(*self.context.label(context, key), TextKind.LABEL)
            self.label_units[numbered_key] = unit, (context, key)
            return unit
        unit, label_key = known
        self.label_lookup.reads.current.add(label_key)
        self.number += 1
        if unit.missing:
            self.marked.append(unit)
        return unit

    def title(self) -> PageUnit:
        event, texts = self.event, self.source.strings.get("title", ())
        if texts and string_kind(event, ("title",), texts) is TextKind.LABEL:
            return self.written_title(texts)
        pattern = self.source_label_lookup.label("patterns", "event_title").text
        source = _joined(texts) or _title(pattern, event)
        target = _joined(self.own.strings.get("title"))
        if not target:
            own_pattern = self.context.own_pattern
            target = _title(own_pattern, event) if own_pattern else source
        return self.name(source, target)

    def written_title(self, source: Segments) -> PageUnit:
        """Return the unit of a title that has words to translate."""
        titles = ((tag, block.strings.get("title")) for tag, block in self.blocks)
        tag, target = next((tag, texts) for tag, texts in titles if texts and any(texts))
        (unit,) = self.pair(("title",), (_joined(source),), tag, (_joined(target),), TextKind.LABEL)
        return unit

    def string(self, field: str, kind: TextKind = TextKind.BLOCKS) -> tuple[PageUnit, ...]:
        for tag, block in self.blocks:
            texts = block.strings.get(field)
            if texts and any(texts):
                return self.pair((field,), self.source.strings.get(field), tag, texts, kind)
        return ()

    def parameter(self, name: str, field: str, kind: TextKind) -> tuple[PageUnit, ...]:
        for tag, block in self.blocks:
            texts = block.parameters.get(name, _NONE).get(field)
            if texts and any(texts):
                source = self.source.parameters.get(name, _NONE).get(field)
                return self.pair(("parameters", name, field), source, tag, texts, kind)
        return ()

    def pair(
        self, path: tuple[str, ...], source: Segments | None, tag: str, target: Segments, kind: TextKind
    ) -> tuple[PageUnit, ...]:
        """Return units that pair segments by position; if the counts differ, the whole string is one unit."""
        missing = kind is not _NAME and tag != self.context.locale
        flags = (False, False, "") if missing else self.translation_flags(path, source, target)
        machine, stale, previous_source = flags
        if kind is _BLOCKS:
            if has_blocks(source) or has_blocks(target):
                marks = (missing, machine, stale)
                return self.pair_blocks(path, source, tag, target, marks, previous_source)
            kind = _MARKUP
        source = source or ()
        if len(source) != len(target):
            source, target = (_joined(source),), (_joined(target),)
        first, self.number = self.number, self.number + len(target)
        units = []
        for number, texts in enumerate(zip(source, target, strict=True), first):
            previous = previous_source if number == first else ""
            fields = (number, *texts, tag, kind, self.syntaxes, missing, machine, stale, previous, path, None)
            units.append(_make_unit(PageUnit, fields))
        if missing or machine or stale:
            self.marked += units
        return tuple(units)

    def pair_blocks(
        self,
        path: tuple[str, ...],
        source: Segments | None,
        tag: str,
        target: Segments,
        marks: tuple[bool, bool, bool],
        previous_source: str,
    ) -> tuple[PageUnit, ...]:
        """Return a unit for each block; if source and translation have different ones, one for the string."""
        pairs = paired_blocks(source, target, TextKind.BLOCKS)
        first, self.number = self.number, self.number + len(pairs)
        units = []
        for number, (original, text, kind, _, leaf) in enumerate(pairs, first):
            previous = previous_source if number == first else ""
            block = leaf.block if leaf else None
            texts = (original or "", text or "")
            units.append(PageUnit(number, *texts, tag, kind, self.syntaxes, *marks, previous, path, block))
        if any(marks):
            self.marked += units
        self.has_blocks = self.has_blocks or is_block_text(units)
        return tuple(units)

    def translation_flags(
        self, path: tuple[str, ...], source: Segments | None, target: Segments
    ) -> tuple[bool, bool, str]:
        """Return whether a translation is by a machine, whether it is stale, and its previous source."""
        context = self.context
        if context.locale == context.source_locale:
            return False, False, ""
        if context.ledger is None:
            return context.profile.machine_translated, False, ""
        if source is None:
            return False, False, ""
        hashes = string_hash(source, path), string_hash(target, path)
        record = context.ledger.record(string_key(self.event.key, path), *hashes)
        status = translation_status(*hashes, record, context.default_state)
        previous_source = context.sources.get(status.previous_source, "") if status.stale else ""
        return status.state is State.MACHINE, status.stale, previous_source

    def is_official(self, field: str) -> bool:
        """Return whether the translation of a string is the vendor's own and fresh."""
        source, target = self.source.strings.get(field), self.own.strings.get(field)
        if not source or not target or self.own is self.source:
            return False
        return self.context.is_official(string_key(self.event.key, (field,)), (field,), source, target)

    def sections(self) -> Iterator[Section]:
        for role, make in _SECTIONS:
            yield from make(self)
            if role in self.context.sections:
                for name in self.context.sections[role]:
                    yield from self.custom_section(name, role)

    def properties_section(self) -> Iterator[Section]:
        heading = self.label("headings", "properties")
        yield Section("properties", heading, properties=tuple(self.properties()))

    def examples(self) -> Iterator[Section]:
        if self.event.examples:
            yield Section("examples", self.label("headings", "examples"), examples=self.event.examples)

    def see_also_section(self) -> Iterator[Section]:
        if self.references.related:
            yield Section("see_also", self.label("headings", "see_also"), links=self.references.related)

    def links_section(self) -> Iterator[Section]:
        if self.event.links:
            heading, links = self.label("headings", "links"), map(self.titled_link, self.event.links)
            yield Section("links", heading, web_links=tuple(links))

    def titled_link(self, link: WebLink) -> TitledLink:
        chain = self.context.chain
        (title, locale), (url, _) = in_locale(link.title, chain), in_locale(link.url, chain)
        if not locale:
            return TitledLink(self.name(title, title), url)
        source, _ = in_locale(link.title, (self.context.source_locale,))
        return TitledLink(self.unit(source, LabelText(title, locale), TextKind.LABEL), url)

    def custom_section(self, name: str, after: str) -> Iterator[Section]:
        """Yield a section that the catalog declares, if the event has it; `after` is a built-in section."""
        for tag, block in self.blocks:
            texts = block.sections.get(name)
            if texts and any(texts):
                heading, source = self.label("headings", name), self.source.sections.get(name)
                paragraph = self.pair(("sections", name), source, tag, texts, _BLOCKS)
                yield Section(name, heading, paragraph, after=after)
                return

    def text_section(
        self, role: str, kind: TextKind = TextKind.BLOCKS, *, note: str = "", steps: str = ""
    ) -> Iterator[Section]:
        if role in self.fields or note in self.fields or steps in self.fields:
            heading = self.label("headings", role)
            paragraph = self.string(role, kind)
            yield Section(
                role,
                heading,
                paragraph,
                note=self.string(note) if note else (),
                steps=self.string(steps, TextKind.MARKUP) if steps else (),
                official=role == "message" and self.is_official(role),
            )

    def properties(self) -> Iterator[Property]:
        event = self.event
        displayed = _joined(self.source.strings.get("id")) or event.id
        yield self.row("id", displayed, _joined(self.own.strings.get("id")) or displayed)
        yield from self.kept_rows(self.fact_rows, _FACTS_IN_ROWS(event))
        if event.replaced_by:
            replacement = self.references.replacement
            title = f"{replacement.id} - {replacement.name}" if replacement else event.replaced_by
            yield self.row("replaced_by", title, title)._replace(event=replacement)
        for key, declared in self.context.fields.items() if event.fields else ():
            if key in event.fields:
                yield self.field(key, declared, event.fields[key])

    def kept_rows(self, make: Callable[[], Iterator[Property]], facts: object) -> tuple[Property, ...]:
        """Return the rows of some facts of the event, which events with the same facts share."""
        if self.has_own_labels:
            return tuple(make())
        cache, reads = self.context.rows_cache, self.label_lookup.reads
        key = make.__name__, self.number, facts
        known = cache.get(key)
        if known is None:
            labels: set[LabelKey] = set()
            already_marked = len(self.marked)
            rows = reads.into(labels, lambda: tuple(make()))()
            if len(cache) == _MOST_ROWS:
                cache.clear()
            known = cache[key] = KeptRows(rows, self.number, tuple(self.marked[already_marked:]), labels)
        else:
            self.number = known.next_number
            self.marked += known.marked
        reads.current.update(known.labels)
        return known.rows

    def fact_rows(self) -> Iterator[Property]:
        """Yield the rows of facts that many events have in common."""
        event, channels = self.event, self.context.channels.get(self.event.provider, {})
        if event.keywords is not None:
            yield self.keyword_row(event.keywords)
        if event.level:
            label = self.label("properties", "level")
            yield Property("level", label, self.label("levels", event.level))
        if event.channel:
            name = channels.get(event.channel, event.channel)
            yield self.named_row("channel", event.channel, name)
        for key, value in self.facts():
            if key in _DECLARED_ROWS:
                yield self.named_row(key, value, value)
            else:
                yield self.row(key, value, value, value)

    def keyword_row(self, keywords: Sequence[str]) -> Property:
        source, target = (
            self.source_label_lookup.keyword_list(keywords),
            self.label_lookup.keyword_list(keywords),
        )
        official = bool(keywords) and all(
            self.context.is_official_label("keywords", keyword, keyword) for keyword in keywords
        )
        shown = ", ".join(keywords)
        row = self.row("keywords", source.text, target.text, shown, official=official)
        if source.text != shown and not self.source.labels.get("keywords"):
            row = with_name(row, self.translated_keywords(keywords))
        if target.text == self.label_lookup.join(keywords):
            row = row._replace(real=target.text)  # not the same names twice, with other separators
        return row

    def field(self, key: str, declared: FieldDeclaration, value: FieldValue) -> Property:
        label = self.label("fields", key)
        shown = self.label_lookup.join(value) if isinstance(value, tuple) else str(value)
        text = self.name(shown, shown) if shown else None
        return Property(key, label, text, url=shown if declared.type is ValueType.LINK else "")

    def facts(self) -> Iterator[tuple[str, str]]:
        for name in _PLAIN_ROWS:
            value = getattr(self.event, name)
            if value:
                provider = self.context.providers.get(value) if name == "provider" else None
                yield name, provider.name if provider else str(value)

    def named_row(self, key: str, name: str, full_name: str) -> Property:
        """Return the row of a channel, a task or an opcode, which can have a label."""
        context = f"{key}s"
        label_key = f"{self.event.provider}/{name}" if self.event.provider else name
        otherwise = LabelText(full_name, self.context.source_locale)
        source = self.source_label_lookup.label(context, label_key, otherwise)
        target = self.label_lookup.label(context, label_key, source)
        official = self.context.is_official_label(context, label_key, full_name)
        row = self.row(key, source.text, target.text, full_name, official=official)
        if source.text == full_name or label_key in self.source.labels.get(context, {}):
            return row
        return with_name(row, self.translated_name(context, label_key, full_name))

    def translated_name(self, context: str, key: str, name: str) -> str:
        """Return the label of a name, else the name: a label of the source is no translation."""
        label = self.label_lookup.find(context, key)
        return label.text if label and label.locale != self.context.source_locale else name

    def translated_keywords(self, keywords: Sequence[str]) -> str:
        """Return a list of keywords in the page's language; those without a translation keep their names."""
        names = [self.translated_name("keywords", keyword, keyword) for keyword in keywords]
        return self.translated_name("keywords", ", ".join(keywords), self.label_lookup.join(names))

    def provider_rows(self) -> Iterator[Property]:
        """Yield what pages show of the event's provider: its name and its GUID."""
        provider = self.context.provider(self.event.provider)
        if provider is not None:
            yield self.row("provider", provider.name, provider.name, provider.name)
            if provider.guid:
                yield self.row("provider_guid", provider.guid, provider.guid, provider.guid)

    def row(self, key: str, source: str, target: str, real: str = "", *, official: bool = False) -> Property:
        label = self.label("properties", key)
        value = self.name(source, target) if source or target else None
        return Property(key, label, value, real=real, official=official)

    def details(self) -> Iterator[Section]:
        heading, paragraph = self.label("headings", "details"), self.string("details")
        parameters = self.event.parameters
        if not parameters:
            yield Section("details", heading, paragraph)
            return
        columns = [self.label("parameters", key) for key in ("name", "type", "description")]
        written = parameter_placeholders(parameters, self.source.strings.get("message", ()), self.syntaxes)
        rows = [
            self.parameter_row(number, parameter, placeholder)
            for number, (parameter, placeholder) in enumerate(zip(parameters, written, strict=True), 1)
        ]
        yield Section("details", heading, paragraph, columns=tuple(columns), parameters=tuple(rows))

    def parameter_row(self, number: int, parameter: Parameter, placeholder: str) -> ParameterRow:
        name = parameter.name
        source = _joined(self.source.parameters.get(name, {}).get("label")) or name
        return ParameterRow(
            number=number,
            name=self.name(source, _joined(self.own.parameters.get(name, {}).get("label")) or source),
            type=parameter.type,
            type_text=self.parameter(name, "type", TextKind.NAME),
            description=self.parameter(name, "description", TextKind.MARKUP),
            placeholder=placeholder,
            real=name,
            map=map_table(self.context, self.event.provider, parameter.map) if parameter.map else None,
        )


# The built-in sections in document order, each with the method that yields it if the event has it.
_SECTIONS: tuple[tuple[str, Callable[[_Resolver], Iterator[Section]]], ...] = (
    ("properties", _Resolver.properties_section),
    ("description", lambda page: page.text_section("description", note="note")),
    ("message", lambda page: page.text_section("message", TextKind.LITERAL)),
    ("cause", lambda page: page.text_section("cause")),
    ("resolution", lambda page: page.text_section("resolution", steps="steps")),
    ("details", _Resolver.details),
    ("examples", _Resolver.examples),
    ("see_also", _Resolver.see_also_section),
    ("links", _Resolver.links_section),
)
# Making a unit without its class's own `__new__` takes half the time, and a page has dozens of them.
_make_unit = tuple.__new__
# Properties that are shown unchanged, after those that have labels; the name is in the title.
_PLAIN_ROWS = tuple(
    fact.name
    for fact in FACTS
    if fact.in_properties and fact.name not in ("id", "name", "keywords", "level", "channel", "replaced_by")
)
_DECLARED_ROWS = ("task", "opcode")
_FACTS_IN_ROWS = attrgetter("provider", "keywords", "level", "channel", *_PLAIN_ROWS)
_MOST_ROWS = 4096  # that are kept
_NONE: Mapping[str, Segments] = {}
# A placeholder with a name: `{name}`, `@name@`, `%(name)s`.
_NAMED = re.compile(r"\W{0,2}[{(@<]\W?([^\W\d][\w.]*+)")


def with_name(row: Property, translation: str) -> Property:
    """Return a row with the name that its value is a display text of.

    A display text of the source locale is no source text of a translation that people made of the name,
    unless the event has it as a label of its own.
    """
    named = row.value and row.value._replace(source=row.real, target=translation)
    return row._replace(named=named)


def parameter_placeholders(
    parameters: Sequence[Parameter], message: Segments, syntaxes: Syntaxes = DEFAULT_SYNTAXES
) -> list[str]:
    """Return how a message refers to each parameter, as it is written: `{name}`, `{0}`, `%2$s`.

    A parameter that the message does not refer to has an empty text, except with inserts of Windows: its
    events have all parameters, and `%N` is the N-th of them in every message.
    """
    found = [found for text in message for found in placeholders(text, syntaxes)]
    by_name = {
        match[1]: each.text for each in found if not each.number and (match := _NAMED.match(each.text))
    }
    if any(parameter.name in by_name for parameter in parameters):
        return [by_name.get(parameter.name, "") for parameter in parameters]
    by_number = {each.number: each.text for each in found if each.number}
    if not by_number or any(each.number and each.syntax == "windows" for each in found):
        return [f"%{number}" for number, _ in enumerate(parameters, 1)]
    return [by_number.get(number, "") for number, _ in enumerate(parameters, 1)]


def _joined(segments: Segments | None) -> str:
    return " ".join(segments or ())


def _title(pattern: str, event: Event) -> str:
    # An id that is `{name}` stays as it is.
    return event.id.join(part.replace("{name}", event.name) for part in pattern.split("{id}"))
