"""From the tree of a catalog file to the model.

A reader never fails: a value of the wrong shape is left out, since the check of the file against its
shape has reported it already. So the rules can still look at the rest.
"""

from collections.abc import Iterable, Mapping

from eventdocs.model.catalog import Catalog, Profile, Provider, Setting, Tree
from eventdocs.model.event import STRING_FIELDS, About, Block, Event, Layout, Parameter
from eventdocs.model.glossary import Term, Wording
from eventdocs.model.labels import Labels
from eventdocs.model.nodes import Node, Sequence, find, flat_of, pairs_of, segments_of, text_of, texts_of


def _text(node: Node, key: str) -> str:
    return text_of(find(node, (key,))) or ""


def _said(values: Mapping[str, Node], key: str) -> str:
    return text_of(values.get(key)) or ""


def load_event(node: Node, file: str, default_provider: str = "") -> Event | None:
    """Read an event file; None where it has no id or name to be known by."""
    values = dict(pairs_of(node))
    identity, name, provider = _said(values, "id"), _said(values, "name"), _said(values, "provider")
    if not identity or not name:
        return None
    version = _said(values, "version")
    return Event(
        id=identity,
        name=name,
        provider="" if provider == default_provider else provider,
        version=int(version) if version.isdecimal() else 0,
        level=_said(values, "level"),
        channel=_said(values, "channel"),
        keywords=texts_of(values.get("keywords")),
        task=_said(values, "task"),
        opcode=_said(values, "opcode"),
        parameters=_parameters(values.get("parameters")),
        since=_said(values, "since"),
        deprecated=_said(values, "deprecated"),
        see_also=texts_of(values.get("see_also")) or (),
        examples=texts_of(values.get("examples")) or (),
        metadata=flat_of(values.get("metadata")),
        layout=_layout(values["layout"]) if "layout" in values else Layout(),
        strings={locale: _block(below) for locale, below in pairs_of(values.get("strings"))},
        file=file,
        node=node,
    )


def _parameters(node: Node | None) -> tuple[Parameter, ...] | None:
    if not isinstance(node, Sequence):
        return None
    return tuple(_parameter(dict(pairs_of(item))) for item in node.items)


def _parameter(values: Mapping[str, Node]) -> Parameter:
    return Parameter(
        _said(values, "name"),
        _said(values, "type"),
        _said(values, "length"),
        _said(values, "count"),
        _said(values, "map"),
    )


def _layout(node: Node | None) -> Layout:
    values = flat_of(node)
    blank, indent = values.get("blank_after_heading"), values.get("note_indent", "")
    return Layout(
        blank_after_heading=None if blank is None else blank == "yes",
        note_indent=int(indent) if indent.isdecimal() else None,
    )


def _block(node: Node) -> Block:
    values = dict(pairs_of(node))
    found = {name: segments_of(values[name]) for name in STRING_FIELDS if name in values}
    return Block(
        prefix=_said(values, "prefix"),
        strings={name: segments for name, segments in found.items() if segments is not None},
        parameters={
            name: {key: segments_of(value) or () for key, value in pairs_of(below)}
            for name, below in pairs_of(values.get("parameters"))
        },
        labels=load_labels(values.get("labels")),
        metadata=flat_of(values.get("metadata")),
        about={name: _about(below) for name, below in pairs_of(values.get("about"))},
    )


def _about(node: Node) -> About:
    return About(_text(node, "comment"), _text(node, "context"), flat_of(find(node, ("allow",))))


def load_labels(node: Node | None) -> Labels:
    """Read labels: context, then key, then text."""
    return {context: flat_of(below) for context, below in pairs_of(node)}


def load_profile(node: Node) -> Profile:
    """Read a page profile."""
    return Profile(_text(node, "front_matter"), _text(node, "line_ends") == "crlf", _layout(node))


def load_catalog(
    tree: Tree,
    labels: Mapping[str, Tree],
    profiles: Mapping[str, Tree],
    events: Iterable[Event],
    glossary: Tree | None = None,
) -> Catalog:
    """Put the catalog together from the trees of its files, by locale, and its events, sorted by key."""
    node = tree.node
    source = _text(node, "source_locale")
    trees = {"catalog": tree, **{f"labels/{tag}": below for tag, below in labels.items()}}
    if glossary is not None:
        trees["glossary"] = glossary
    return Catalog(
        source_locale=source,
        locales=texts_of(find(node, ("locales",))) or (source,),
        title=flat_of(find(node, ("title",))),
        fallbacks={tag: texts_of(below) or () for tag, below in pairs_of(find(node, ("fallbacks",)))},
        default_provider=_text(node, "default_provider"),
        providers={tag: _provider(below) for tag, below in pairs_of(find(node, ("providers",)))},
        channels=flat_of(find(node, ("channels",))),
        base_url=(text_of(find(node, ("site", "base_url"))) or "").rstrip("/"),
        edit_url=text_of(find(node, ("site", "edit_url"))) or "",
        xref=_text(node, "xref"),
        labels={tag: load_labels(below.node) for tag, below in labels.items()},
        profiles={tag: load_profile(below.node) for tag, below in profiles.items()},
        events=tuple(sorted(events, key=order_of)),
        glossary=_terms(glossary.node) if glossary is not None else (),
        settings=tuple(_setting(each) for each in _items(find(node, ("rules",)))),
        trees={**trees, **{f"pages/{tag}": below for tag, below in profiles.items()}},
    )


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else ()


def _setting(node: Node) -> Setting:
    locales, paths = texts_of(find(node, ("locales",))) or (), texts_of(find(node, ("paths",))) or ()
    return Setting(_text(node, "rule"), _text(node, "severity"), locales, paths)


def _terms(node: Node) -> tuple[Term, ...]:
    return tuple(
        Term(
            term=_text(each, "term"),
            forms=texts_of(find(each, ("forms",))) or (),
            keep=_text(each, "keep") == "yes",
            wordings={tag: _wording(below) for tag, below in pairs_of(find(each, ("locales",)))},
        )
        for each in _items(find(node, ("terms",)))
    )


def _wording(node: Node) -> Wording:
    return Wording(texts_of(find(node, ("use",))) or (), texts_of(find(node, ("avoid",))) or ())


def _provider(node: Node) -> Provider:
    return Provider(_text(node, "name"), _text(node, "guid"), flat_of(find(node, ("channels",))))


def order_of(event: Event) -> tuple[str, int, str, int, str]:
    """Give what events are sorted by: provider, number, id, version, file."""
    number = int(event.id) if event.id.isdecimal() else 0
    return event.provider, number, event.id, event.version, event.file
