"""Derive a catalog from pages: events, labels that most pages share, and each page's own strings."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eventdocs.formats.learn.front_matter import (
    SOURCE_METADATA,
    derive_metadata,
    event_id_and_name,
    most_common,
    unquote,
)
from eventdocs.formats.learn.read import LearnPage, LearnPair
from eventdocs.model.catalog import PageProfile
from eventdocs.model.event import Event, LocaleStrings, Parameter, Segments
from eventdocs.model.labels import Labels
from eventdocs.model.strings import TextKind, text_kind
from eventdocs.text.blocks import inline_text

_FACTS = ("task", "opcode", "since", "deprecated")
_NAMED = ("tasks", "opcodes")  # their names are shown, unless they have labels
_LEVELS = {"information": "informational", "logalways": "log_always"}
_SEPARATORS = (", ", "、", "، ", ",", ", ", "; ", " · ")


@dataclass(frozen=True, slots=True)
class Side:
    """One language of a page: the original (`source`) or the translation (`target`)."""

    name: str

    def of(self, pair: LearnPair) -> str:
        """Return the text of a pair in this language."""
        return pair.source if self.name == "source" else pair.target


SOURCE, TARGET = Side("source"), Side("target")


def event_from_page(page: LearnPage) -> Event:
    """Return the page's event without its strings."""
    number, name = event_id_and_name(page)
    values = {key: value for key, _, value in page.properties}
    keywords = values.get("keywords")
    level, channel = values.get("level"), values.get("channel")
    facts = {key: value.source for key in _FACTS if (value := values.get(key))}
    return Event(
        id=number,
        name=name,
        level=level_id(level.source) if level else "",
        channel=channel_id(channel.source) if channel else "",
        keywords=tuple(keywords.source.split(", ")) if keywords else () if "keywords" in values else None,
        parameters=tuple(Parameter(row.name.source, row.type) for row in page.rows) or None,
        task=facts.get("task", ""),
        opcode=facts.get("opcode", ""),
        since=facts.get("since", ""),
        deprecated=facts.get("deprecated", ""),
        replaced_by=page.replaced_by,
        see_also=tuple(page.related),
        examples=tuple(page.examples),
        metadata={
            key: unquote(page.front_matter[key]) for key in SOURCE_METADATA if key in page.front_matter
        },
    )


def level_id(text: str) -> str:
    """Return the id of a level from its English name."""
    word = text.lower().replace(" ", "_")
    return _LEVELS.get(word.replace("_", ""), word)


def channel_id(text: str) -> str:
    """Return the id of a channel: the last part of its full name."""
    return re.sub(r"[^\w.-]+", "-", text.rpartition("/")[2].lower())


def page_labels(page: LearnPage, side: Side) -> dict[tuple[str, str], str]:
    """Return the labels of a page by context and key; keywords by their whole list."""
    labels = {("headings", role): side.of(pair) for role, pair in page.headings.items()}
    for key, label, value in page.properties:
        labels["properties", key] = side.of(label)
        if value and key == "level":
            labels["levels", level_id(value.source)] = side.of(value)
        elif value and key == "channel":
            labels["channels", channel_id(value.source)] = side.of(value)
        elif value and key == "keywords":
            labels["keywords", value.source] = side.of(value)
        elif value and key in ("task", "opcode"):
            labels[f"{key}s", value.source] = side.of(value)
    labels |= {
        ("parameters", key): side.of(pair)
        for key, pair in zip(("name", "type", "description"), page.columns, strict=False)
    }
    return labels


def shared_labels(pages: Sequence[LearnPage], side: Side) -> Labels:
    """Return the most common text of each label; of equally common ones, the lowest."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for page in pages:
        for key, text in page_labels(page, side).items():
            counts[key][text] += 1
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for (context, name), texts in counts.items():
        labels[context][name] = most_common(texts)
    labels["keywords"] = _keywords(labels)
    for context in _NAMED:
        labels[context] = _translated(labels[context])
    pattern = most_common(Counter(_pattern(page, side) for page in pages))
    if pattern and (
        side is SOURCE or pattern != most_common(Counter(_pattern(page, SOURCE) for page in pages))
    ):
        labels["patterns"]["event_title"] = pattern
    return {context: texts for context, texts in labels.items() if texts}


def _keywords(labels: dict[str, dict[str, str]]) -> dict[str, str]:
    """Return labels of single keywords, and of lists that differ from their joined keywords.

    Also sets the label of the list separator. If no translated list splits into as many parts as its
    original, the separator is unknown and every list has its own label.
    """
    texts = labels["keywords"]
    singles = {key: text for key, text in texts.items() if ", " not in key}
    lists = {key: text for key, text in texts.items() if ", " in key}
    separator = _separator(lists)
    if not separator:
        return {**_translated(singles), **lists}
    labels["separators"]["list"] = separator
    for key, text in sorted(lists.items()):
        parts, words = key.split(", "), text.split(separator)
        if len(parts) == len(words):
            for part, word in zip(parts, words, strict=True):
                singles.setdefault(part, word)
    whole = {key: text for key, text in lists.items() if _joined(key, singles, separator) != text}
    return {**_translated(singles), **whole}


def _translated(names: Mapping[str, str]) -> dict[str, str]:
    return {key: text for key, text in names.items() if key != text}


def _joined(keywords: str, singles: Mapping[str, str], separator: str) -> str:
    return separator.join(singles.get(keyword, keyword) for keyword in keywords.split(", "))


def _separator(lists: Mapping[str, str]) -> str:
    """Return the separator that splits most lists into their number of keywords; empty if none splits any."""
    fitting = Counter(
        separator
        for key, text in lists.items()
        for separator in _SEPARATORS
        if len(text.split(separator)) == len(key.split(", "))
    )
    return max(_SEPARATORS, key=lambda separator: fitting[separator]) if fitting else ""


def _pattern(page: LearnPage, side: Side) -> str:
    number, name = event_id_and_name(page)
    title = side.of(page.title)
    fits = bool(number) and title.startswith(number) and title.endswith(name)
    return "{id}" + title[len(number) : -len(name)] + "{name}" if fits else ""


def locale_strings(
    page: LearnPage, side: Side, shared: Labels, profile: PageProfile, values: Mapping[str, str]
) -> LocaleStrings:
    """Return a page's strings in one language, with labels and metadata that differ from the shared ones.

    `values` are the expected `prefix`, `title`, `id` and metadata, which are left out if the page has them.
    """
    strings: dict[str, Segments] = {}
    displayed = next((side.of(value) for key, _, value in page.properties if key == "id" and value), "")
    for name, text in (("id", displayed), ("title", side.of(page.title))):
        if text and text != values[name]:
            strings[name] = (text,)
    if page.intro:
        strings["intro"] = _texts("intro", page.intro, side)
    strings |= {role: _texts(role, pairs, side) for role, pairs in page.texts.items()}
    return LocaleStrings(
        prefix=page.prefix if side is TARGET and page.prefix != values["prefix"] else "",
        strings=strings,
        parameters=_parameters(page, side),
        labels=_deviations(page, side, shared),
        metadata=derive_metadata(page, profile, values) if side is TARGET else {},
    )


def _texts(field: str, pairs: Sequence[LearnPair], side: Side) -> Segments:
    """Return the texts of a string. On a page, all of them are inline, so none may start a list here."""
    texts = tuple(map(side.of, pairs))
    has_lists = len(texts) == 1 and text_kind((field,)) is TextKind.BLOCKS
    return tuple(map(inline_text, texts)) if has_lists else texts


def _parameters(page: LearnPage, side: Side) -> dict[str, dict[str, Segments]]:
    parameters: dict[str, dict[str, Segments]] = {}
    for row in page.rows:
        texts: dict[str, Segments] = {}
        if side.of(row.name) != row.name.source:
            texts["label"] = (side.of(row.name),)
        if row.type_text:
            texts["type"] = tuple(map(side.of, row.type_text))
        if row.description:
            texts["description"] = tuple(map(side.of, row.description))
        if texts:
            parameters[row.name.source] = texts
    return parameters


def _deviations(page: LearnPage, side: Side, shared: Labels) -> Labels:
    deviations: dict[str, dict[str, str]] = {}
    for (context, key), text in page_labels(page, side).items():
        texts = shared.get(context, {})
        expected = texts.get(key)
        if context == "keywords" and expected is None:
            expected = _joined(key, texts, shared.get("separators", {}).get("list", ", "))
        elif context in _NAMED and expected is None:
            expected = key
        if text != expected:
            deviations.setdefault(context, {})[key] = text
    return deviations
