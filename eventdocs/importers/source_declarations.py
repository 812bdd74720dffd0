"""Find the changes by an import outside of events: declarations of providers, and labels.

As for events, each value is compared in three ways: what the catalog has, what the source has, and what was
imported last. Nothing is removed: an event that the source no longer has can still refer to it.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from eventdocs.formats.yaml.write import provider_entries
from eventdocs.importers.source_changes import Outcome, Prefer, SourceValue, decide
from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.diagnostics import Location
from eventdocs.model.source_mapping import WantedLabel, WantedProvider
from eventdocs.store.folders import CATALOG_FILE

DECLARED = ("symbol", "guid", "title", "ids", "channels", "keywords", "tasks", "opcodes", "levels", "maps")


@dataclass(frozen=True, slots=True)
class SharedValue:
    """A declaration or a label that a source owns: its key in the ledger and its path in a file.

    `ours` is the catalog's value, None if it has none. `place` is where the source has its value.
    """

    key: str
    file: str
    path: tuple[str, ...]
    ours: object
    theirs: object
    place: Location
    label: WantedLabel | None = None

    @property
    def value(self) -> SourceValue:
        """The texts of both sides."""
        return SourceValue(self.key, self.text(self.ours), self.text(self.theirs) or "")

    @property
    def differs(self) -> bool:
        """Whether the catalog has another value, or none."""
        return self.ours != self.theirs

    def text(self, value: object) -> str | None:
        """Return the text of a value; the keys of a mapping have no order."""
        if value is None or isinstance(value, str):
            return value
        return json.dumps(value, sort_keys=True, ensure_ascii=False)

    def decide(self, base: str | None, prefer: Prefer) -> Outcome:
        """Return what happens to the value; `base` is the hash of what was imported last."""
        if base is None and self.ours is not None:
            if self.label is not None and self.ours != self.theirs:
                return Outcome.KEEP  # a label that people wrote
            if _adds_to(self.ours, self.theirs):
                return Outcome.TAKE if self.ours != self.theirs else Outcome.SAME
            if _adds_to(self.theirs, self.ours):
                return Outcome.KEEP
        return decide(self.value, base, prefer)


def declared_values(before: CatalogSettings, wanted: WantedProvider) -> Iterator[SharedValue]:
    """Yield what a source declares for a provider, with what the catalog declares."""
    lines = {(context, name): line for context, name, line in _lines(wanted)}
    old = before.providers.get(wanted.key)
    ours, theirs = provider_entries(old) if old else {}, provider_entries(wanted.declared)
    for name in DECLARED:
        new, mine = theirs.get(name), ours.get(name)
        if name == "guid" and old is not None and _bare(old.guid) == _bare(wanted.declared.guid):
            continue
        if name == "title" and isinstance(mine, str):
            continue  # people wrote one for all locales
        pairs: list[tuple[tuple[str, ...], object, object]] = []
        if isinstance(new, Mapping):
            entries = mine if isinstance(mine, Mapping) else {}
            pairs = [((name, key), entries.get(key), value) for key, value in new.items()]
        elif new is not None:
            pairs = [((name,), mine, new)]
        for path, one, other in pairs:
            line = lines.get((name, path[-1]), wanted.source.line)
            yield SharedValue(
                f"catalog:{wanted.key}:{'.'.join(path)}",
                CATALOG_FILE,
                ("providers", wanted.key, *path),
                _long_form(one) if name == "channels" else one,
                _long_form(other) if name == "channels" else other,
                Location(wanted.source.file, line),
            )


def label_values(before: CatalogSettings, wanted: WantedProvider) -> Iterator[SharedValue]:
    """Yield the display texts of a source with the catalog's labels."""
    for label in wanted.labels:
        ours = before.labels.get(label.locale, {}).get(label.context, {}).get(label.key)
        key = f"catalog:{wanted.key}:{label.locale}.{label.context}.{label.key}"
        path, place = (label.context, label.key), Location(label.text.file, label.text.line)
        yield SharedValue(key, f"labels/{label.locale}.yaml", path, ours, label.text.text, place, label)


def _long_form(channel: object) -> object:
    return {"name": channel} if isinstance(channel, str) else channel


def _adds_to(old: object, new: object) -> bool:
    """Return whether a declaration has everything that another one has."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return all(key in new and _adds_to(value, new[key]) for key, value in old.items())
    return old == new


def _bare(guid: str) -> str:
    return guid.strip("{} ").lower()


def _lines(wanted: WantedProvider) -> Iterator[tuple[str, str, int]]:
    """Yield the lines of what a source declares, by key of the provider and name."""
    source, keys = wanted.source, {name: key for key, name in wanted.declared.channels.items()}
    yield from (("channels", keys.get(each.name, ""), each.line) for each in source.channels)
    for context, declared in (
        ("keywords", source.keywords),
        ("tasks", source.tasks),
        ("opcodes", source.opcodes),
    ):
        yield from ((context, each.name, each.line) for each in declared)
    yield from (("maps", each.name, each.line) for each in source.maps)
