"""Random updates of a source, and edits by people between them, agree with a model and lose nothing.

The model is a dictionary of the values of each side, and of the last import. It shares no code with the
import.
"""

import random
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from eventdocs.importers.import_sources import SourceImportOptions
from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic
from eventdocs.model.event import Event, strings_in
from eventdocs.model.sources import (
    Declaration,
    SourceChannel,
    SourceEvent,
    SourceParameter,
    SourceProvider,
    SourceText,
)
from eventdocs.store.catalog import read_catalog
from eventdocs.translations.status import translation_statuses
from tests.conftest import sample, tree
from tests.importers.test_import_sources import event, run

Place = tuple[str, str]  # of an event or a label, and its name
Values = dict[Place, str]

LOCALES = ("en-US", "de-DE")
FACTS = ("level", "channel", "keywords", "task", "opcode", "parameters")
KEYWORDS, TASKS, CHANNELS = ("Disk", "Io", "Net"), ("Copy", "Read"), ("admin", "debug")
WORDS = ("One %1", "Two %1", " Three %1 ", "A\nB %1", "a: #b %1")
OURS = "Ours"


@dataclass
class World:
    """A source, and a model of both sides."""

    rng: random.Random
    source: SourceProvider
    ours: Values
    base: Values
    records: dict[str, tuple[str, str]]  # the English and the German text of German messages


def _declarations() -> SourceProvider:
    return SourceProvider(
        "disk.man",
        2,
        "Disk",
        channels=tuple(SourceChannel(name, f"Disk/{name}", 3) for name in CHANNELS),
        keywords=tuple(Declaration(name, 1 << at, 4) for at, name in enumerate(KEYWORDS)),
        tasks=tuple(Declaration(name, at + 1, 5, f"task{name}") for at, name in enumerate(TASKS)),
        opcodes=(Declaration("Go", 11, 6),),
        events=(event("1", "s1"),),
        strings={"s1": {"en-US": SourceText("One %1", "en-US.rc", 1)}},
    )


def _change(rng: random.Random, source: SourceProvider) -> SourceProvider:
    """Return a source with random changes."""
    found = {each.id: each for each in source.events}
    strings = {key: dict(texts) for key, texts in source.strings.items()}
    for _ in range(rng.randint(2, 8)):
        key = str(rng.randint(1, 9))
        old = found.get(key)
        match rng.randint(0, 9):
            case 0:
                found.pop(key, None)
            case 1 if old:
                found[key] = replace(old, name=f"Renamed{rng.randint(1, 3)}")
            case 2 | 3 if old:
                found[key] = _with_random_fact(rng, old)
            case 4:
                task, tag = rng.choice(TASKS), rng.choice(LOCALES)
                text = SourceText(rng.choice(("Label", "Text", "Wort")), f"{tag}.rc", 7)
                strings.setdefault(f"task{task}", {})[tag] = text
            case _:
                found.setdefault(key, event(key, f"s{key}"))
                tag = rng.choice(LOCALES)
                strings.setdefault(f"s{key}", {})[tag] = SourceText(rng.choice(WORDS), f"{tag}.rc", 1)
    found = found or {"1": event("1", "s1")}
    ordered = tuple(found[key] for key in sorted(found, key=int))
    return replace(source, events=ordered, strings=strings)


def _with_random_fact(rng: random.Random, old: SourceEvent) -> SourceEvent:
    match rng.choice(FACTS):
        case "level":
            return replace(old, level=rng.choice(("error", "warning", "")))
        case "channel":
            return replace(old, channel=rng.choice((*CHANNELS, "")))
        case "keywords":
            return replace(old, keywords=tuple(rng.sample(KEYWORDS, rng.randint(0, 3))))
        case "task":
            return replace(old, task=rng.choice((*TASKS, "")))
        case "opcode":
            return replace(old, opcode=rng.choice(("Go", "")))
    names = rng.sample("xyz", rng.randint(1, 3))
    return replace(old, parameters=tuple(SourceParameter(name, 1, "t") for name in names))


def _source_values(source: SourceProvider) -> Values:
    found: Values = {}
    for each in source.events:
        parameters = each.parameters
        found |= {
            (each.id, "level"): each.level,
            (each.id, "channel"): each.channel,
            (each.id, "keywords"): _list(each.keywords),
            (each.id, "task"): each.task,
            (each.id, "opcode"): each.opcode,
            (each.id, "parameters"): _list(None if parameters is None else [p.name for p in parameters]),
        }
        for tag, text in source.texts(each.message).items():
            found[each.id, f"{tag}.message"] = text.text
    for task in TASKS:
        texts = source.texts(f"task{task}")
        english = texts["en-US"].text if "en-US" in texts else task
        for tag, text in texts.items():
            if text.text != (task if tag == "en-US" else english):
                found[f"label {task}", tag] = text.text
    return found


def _list(names: Iterable[str] | None) -> str:
    """Return a list as a text; an empty list and a missing one differ."""
    return "" if names is None else f"[{','.join(names)}]"


def _catalog_values(catalog: Catalog) -> Values:
    found: Values = {}
    for each in catalog.events:
        found |= {(each.key, name): text for name, text in _facts(each)}
        for locale, block in each.strings.items():
            for name, segments in block.strings.items():
                found[each.key, f"{locale}.{name}"] = " ".join(segments)
    for locale, labels in catalog.settings.labels.items():
        found |= {(f"label {task}", locale): text for task, text in labels.get("tasks", {}).items()}
    return {place: text for place, text in found.items() if text}


def _facts(each: Event) -> Iterator[tuple[str, str]]:
    yield from (("level", each.level), ("channel", each.channel), ("task", each.task))
    yield from (("opcode", each.opcode), ("keywords", _list(each.keywords)), ("name", each.name))
    yield "parameters", _list(None if each.parameters is None else [p.name for p in each.parameters])


def _expected(world: World) -> tuple[Values, set[Place]]:
    """Return the expected catalog after an import, and the conflicts; record what was imported."""
    theirs, expected, conflicts = _source_values(world.source), dict(world.ours), set[Place]()
    present = {key for key, _ in world.ours if not key.startswith("label")}
    imported = {key for key, _ in world.base if not key.startswith("label")}
    names = {each.id: each.name for each in world.source.events}
    for place, value in theirs.items():
        key, name = place
        is_label = key.startswith("label")
        if not is_label and key not in present and key in imported:
            continue  # people deleted the event
        if not is_label and key not in present:
            expected[key, "name"] = names[key]
        mine, last = world.ours.get(place, ""), world.base.get(place)
        if mine != value and last != value:
            if mine == (last or ""):
                expected[place] = value
            elif is_label and last is None:
                continue  # a label that people wrote
            else:
                conflicts.add(place)
        english, record = theirs.get((key, "en-US.message")), world.records.get(key)
        is_new = last != value and expected.get(place) == value
        is_recorded = mine == value and record is not None and record[1] == value
        if name == "de-DE.message" and english and is_new and not is_recorded:
            world.records[key] = english, value
        if place not in conflicts:
            world.base[place] = value
    return {place: text for place, text in expected.items() if text}, conflicts


def _edit(world: World, folder: Path) -> None:
    """Change some files like people do: facts, messages, their own texts, deleted events, labels."""
    rng = world.rng
    for path in sorted((folder / "events").iterdir()):
        text = path.read_text("utf-8")
        if rng.random() < 0.05:
            path.unlink()
            continue
        if rng.random() < 0.3:
            text = re.sub(r"(?m)^level: .*", f"level: {rng.choice(('critical', 'verbose'))}", text)
        if rng.random() < 0.2:
            text = re.sub(r"(?m)^keywords: .*", f"keywords: [{rng.choice(KEYWORDS)}]  # ours", text)
        if rng.random() < 0.3 and "description" not in text and "  en-US:\n" in text:
            text = text.replace("  en-US:\n", "  en-US:\n    description: Ours.  # kept\n")
        if rng.random() < 0.3:
            pattern = r"(?m)^    message: .*(?:\n      .*)*"
            text = re.sub(pattern, f"    message: {OURS} {rng.randint(1, 2)} %1", text, count=1)
        path.write_text(text, "utf-8")
    labels = folder / "labels/de-DE.yaml"
    if labels.exists() and rng.random() < 0.3:
        text = re.sub(r"(?m)^  (\w+): .*", rf"  \1: {OURS}  # ours", labels.read_text("utf-8"), count=1)
        labels.write_text(text, "utf-8")
    world.ours = _catalog_values(read_catalog(folder).catalog)


def _comments(folder: Path) -> list[str]:
    names = (name for name in tree(folder) if "ledger" not in name)
    return sorted(
        comment
        for name in names
        for comment in re.findall(r"description: Ours\.  # kept", (folder / name).read_text("utf-8"))
    )


@pytest.mark.parametrize("seed", sample(range(100), 20))
def test_ten_random_updates_agree_with_a_model(tmp_path: Path, seed: int) -> None:
    rng, folder = random.Random(f"updates {seed}"), tmp_path / "catalog"
    world = World(rng, _change(rng, _declarations()), {}, {}, {})
    for _ in range(10):
        names = {key: text for (key, name), text in world.ours.items() if name == "name"}
        comments = _comments(folder) if folder.exists() else []
        expected, conflicts = _expected(world)
        result = run(world.source, folder)
        assert result.diagnostics == []
        loaded = read_catalog(folder).catalog
        assert _catalog_values(loaded) == expected
        assert _comments(folder) == comments
        assert _reported(result.kept) == conflicts
        renamed = {each.id for each in world.source.events if names.get(each.id, each.name) != each.name}
        assert {found.event for found in result.kept if found.field == "name"} == renamed
        _require_staleness(loaded, world.records)
        before = tree(folder)
        assert _reported(run(world.source, folder, SourceImportOptions()).kept) == conflicts
        assert tree(folder) == before
        _edit(world, folder)
        world.source = _change(rng, world.source)


def _reported(kept: Iterable[Diagnostic]) -> set[Place]:
    places = set()
    for found in kept:
        field, locale = found.field, found.locale
        if field.startswith("tasks."):
            places.add((f"label {field.removeprefix('tasks.')}", locale))
        elif field != "name":
            places.add((found.event, field.removeprefix("strings.")))
    return places


def _require_staleness(catalog: Catalog, records: Mapping[str, tuple[str, str]]) -> None:
    """Assert that German messages are stale if and only if the English text changed since their import."""
    statuses = translation_statuses(catalog, "de-DE")
    for each in catalog.events:
        english, german = (" ".join(strings_in(each, tag).strings.get("message", ())) for tag in LOCALES)
        if english and german:
            status, record = statuses[f"{each.key}:message"], records.get(each.key)
            is_known = record is not None and record[1] == german
            assert status.unaccepted is not is_known, each.key
            assert status.stale is (is_known and record is not None and record[0] != english), each.key


def test_events_equal_those_of_the_model() -> None:
    each = SourceEvent("1", "A", 1, level="error", keywords=(), parameters=())
    values = _source_values(replace(_declarations(), events=(each,)))
    assert values["1", "keywords"] == "[]"
    assert values["1", "level"] == "error"
