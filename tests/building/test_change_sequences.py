"""After any sequence of changes, a build gives the same site as a clean build, byte for byte."""

import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from eventdocs.model.ledger import State
from eventdocs.site import sitemaps
from tests.building.world import LABELS, PLACES, SETTINGS, TEMPLATES, Text, World, choose

SEQUENCES = int(os.environ.get("EVENTDOCS_SEQUENCES", "2"))
STEPS = 14

NUMBERS = st.integers(0, 99)
SEEDS = st.integers(0, 2**32)
WORDS = st.sampled_from(["The disk is full.", "Read <xref:a.b> again.", "`code` and *more* text", "É isto."])


class Changes(RuleBasedStateMachine):
    """Steps, each followed by a build. The site is compared now and then, and at the end."""

    sizes: ClassVar[tuple[int, int]] = (500, 200)

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="eventdocs-"))
        single_shard_max, shard_size = self.sizes
        self.world = World(self.folder, single_shard_max=single_shard_max, shard_size=shard_size)
        self.steps = 0

    @initialize(count=st.integers(0, 8), jobs=st.sampled_from([1, 2]))
    def begin(self, count: int, jobs: int) -> None:
        self.world.jobs = jobs
        for number in range(count):
            event = Text(str(10 + number), see_also=(str(11 + number % 3),) * (number % 2))
            self.world.put(f"events/{number}.yaml", event)
        self.world.compare()

    def done(self) -> None:
        """Build after a step."""
        self.steps += 1
        if self.steps % 3:
            self.world.build()
        else:
            self.world.compare()

    @rule(seed=SEEDS, word=WORDS, locale=st.sampled_from(["en-US", "pt-BR"]))
    def edit(self, seed: int, word: str, locale: str) -> None:
        if name := choose(random.Random(seed), sorted(self.world.events)):
            self.world.events[name].strings[locale] = word
            self.world.put(name, self.world.events[name])
            self.done()

    @rule(
        seed=SEEDS,
        what=st.sampled_from(
            ["id", "name", "provider", "version", "see", "replaced", "tier", "title", "quoted"]
        ),
    )
    def change_the_head(self, seed: int, what: str) -> None:
        pick = random.Random(seed)
        if not (name := choose(pick, sorted(self.world.events))):
            return
        event = self.world.events[name]
        if what == "id":
            event.id = str(pick.randrange(5, 25))
        elif what == "name":
            event.name = pick.choice(["DiskFull", "DiskEmpty", "Noé"])
        elif what == "provider":
            event.provider = "" if event.provider else "wcf"
        elif what == "version":
            event.version = pick.randrange(3)
        elif what == "see":
            ids = [other.id for other in self.world.events.values()]
            event.see_also = tuple(dict.fromkeys(pick.choices(ids, k=2)))
        elif what == "replaced":
            event.replaced_by = pick.choice(["", *(other.id for other in self.world.events.values())])
        elif what == "tier":
            event.tier = pick.choice(["", "gold", "tin"])
        elif what == "title":
            event.title = pick.choice(["", "The disk is full", "DiskFull"])
        else:
            event.quoted = not event.quoted
        self.world.put(name, event)
        self.done()

    @rule(seed=SEEDS, level=st.sampled_from(["error", "warning", "critical"]))
    def change_the_level(self, seed: int, level: str) -> None:
        if name := choose(random.Random(seed), sorted(self.world.events)):
            self.world.events[name].level = level
            self.world.put(name, self.world.events[name])
            self.done()

    @rule(number=NUMBERS, group=st.sampled_from(["", "a/", "b/c/"]))
    def add(self, number: int, group: str) -> None:
        self.world.put(f"events/{group}{number}.yaml", Text(str(number)))
        self.done()

    @rule(seed=SEEDS)
    def delete(self, seed: int) -> None:
        if name := choose(random.Random(seed), sorted(self.world.events)):
            del self.world.events[name]
            (self.world.catalog / name).unlink()
            self.done()

    @rule(seed=SEEDS, number=NUMBERS, group=st.sampled_from(["", "a/", "z/"]))
    def move(self, seed: int, number: int, group: str) -> None:
        target = f"events/{group}{number}.yaml"
        name = choose(random.Random(seed), sorted(self.world.events))
        if name and target not in self.world.events:
            (self.world.catalog / target).parent.mkdir(exist_ok=True)
            (self.world.catalog / name).rename(self.world.catalog / target)
            self.world.events[target] = self.world.events.pop(name)
            self.done()

    @rule(locales=st.integers(0, 3), settings=st.integers(0, len(SETTINGS) - 1))
    def set_up(self, locales: int, settings: int) -> None:
        self.world.locales, self.world.settings = locales, settings
        self.world.set_up()
        self.done()

    @rule(name=st.sampled_from(sorted(PLACES)))
    def put_or_take_a_file(self, name: str) -> None:
        path = self.world.catalog / name
        if path.exists():
            path.unlink()
        else:
            self.world.write(name, PLACES[name])
        self.done()

    @rule(text=st.sampled_from(["", *LABELS]), locale=st.sampled_from(["pt-BR", "pt-BR", "en-US", "de"]))
    def change_labels(self, text: str, locale: str) -> None:
        self.world.write(f"labels/{locale}.yaml", text)
        self.done()

    @rule(name=st.sampled_from(TEMPLATES), number=NUMBERS)
    def change_a_template(self, name: str, number: int) -> None:
        text = f'{{% extends "default/{name}" %}}{{% block footer %}}{number}{{% endblock %}}\n'
        self.world.write(f"templates/{name}", text)
        self.done()

    @rule()
    def accept(self) -> None:
        self.world.accept()
        self.done()

    @rule(seed=SEEDS, state=st.sampled_from([None, *State]))
    def accept_again(self, seed: int, state: State | None) -> None:
        self.world.accept_again(random.Random(seed), state)
        self.done()

    @rule(
        formats=st.sampled_from([("html",), ("markdown",), ("html", "gfm"), ("html", "markdown")]),
        chosen=st.sampled_from([(), (), ("en-US",), ("pt-BR",)]),
        pseudo=st.sampled_from([False, False, True]),
    )
    def ask(self, formats: tuple[str, ...], chosen: tuple[str, ...], pseudo: bool) -> None:
        self.world.formats, self.world.chosen, self.world.pseudo = formats, chosen, pseudo
        self.done()

    @rule(seed=SEEDS, how=st.sampled_from(["edit", "remove", "touch"]))
    def tamper(self, seed: int, how: str) -> None:
        do = {"edit": lambda path: path.write_bytes(b"other"), "remove": Path.unlink, "touch": Path.touch}
        self.world.tamper(do[how], random.Random(seed))
        self.done()

    @rule(name=st.sampled_from(["CNAME", "en-US/theirs.html", "theirs/x"]))
    def add_to_the_site(self, name: str) -> None:
        path = self.world.out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"theirs")
        self.world.loose.add(name)
        self.done()

    @rule(parts=st.booleans())
    def lose_the_site(self, parts: bool) -> None:
        for path in list(self.world.out.glob("*")):
            if path.is_dir() and (parts or path.name != "en-US"):
                shutil.rmtree(path)
        self.done()

    @rule(seed=SEEDS)
    def spoil(self, seed: int) -> None:
        self.world.spoil(random.Random(seed))
        self.done()

    @rule(seed=SEEDS)
    def touch(self, seed: int) -> None:
        if name := choose(random.Random(seed), sorted(self.world.events)):
            (self.world.catalog / name).touch()
            self.done()

    @rule(seed=SEEDS)
    def sneak(self, seed: int) -> None:
        if name := choose(random.Random(seed), sorted(self.world.events)):
            self.world.sneak(name)
            self.done()

    @rule(milliseconds=st.integers(1, 150), times=st.integers(1, 2), seed=SEEDS)
    def cut(self, milliseconds: int, times: int, seed: int) -> None:
        for turn in range(times):
            if name := choose(random.Random(seed + turn), sorted(self.world.events)):
                event = self.world.events[name]
                event.id = str(random.Random(seed - turn).randrange(5, 25))
                self.world.put(name, event)
            self.world.cut(milliseconds / 1000)

    @rule(how=st.sampled_from(["cache", "check"]))
    def build_otherwise(self, how: str) -> None:
        if how == "cache":
            self.world.build(cache=False)
        else:
            self.world.build(check=True)

    def teardown(self) -> None:
        try:
            self.world.compare()
        finally:
            shutil.rmtree(self.folder)


class ChangesOfGroups(Changes):
    """The same with small groups."""

    sizes = (3, 2)


@pytest.fixture(autouse=True, scope="module")
def small_sitemaps() -> Iterator[None]:
    """Lower the limit of sitemaps, so that a few events need several."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sitemaps, "_MAX_ADDRESSES", 20)
        yield


FEW = settings(
    max_examples=SEQUENCES,
    stateful_step_count=STEPS,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestChanges = Changes.TestCase
TestChanges.settings = FEW
TestChangesOfGroups = ChangesOfGroups.TestCase
TestChangesOfGroups.settings = FEW
