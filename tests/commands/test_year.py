"""A year of a team's life on a real catalog: at its end every string's state is right and nothing is lost.

What should be is kept in a model of its own, a dictionary of texts, that knows nothing of ledgers or hashes.
"""

import random
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from eventdocs.commands.accept import accept_translations
from eventdocs.commands.check import check_catalog
from eventdocs.commands.exchange import ExportFilter, ImportOptions, export, import_files
from eventdocs.commands.prune import prune
from eventdocs.formats.yaml.strings import write_string
from eventdocs.model.diagnostics import Severity
from eventdocs.model.exchange import ExchangeFile, string_of
from eventdocs.model.ledger import State
from eventdocs.store.catalog import read_catalog
from eventdocs.store.exchange_files import read_exchange, write_exchange
from eventdocs.translations.accept import AcceptOptions
from eventdocs.translations.status import string_pairs, translation_statuses
from tests.conftest import sample

LOCALES = ("de-DE", "fr-FR", "ja-JP", "pt-BR")
ENDINGS = {"po": "po", "xliff": "xlf", "csv": "csv"}
BROKEN = re.compile(r"% \d")
WEEKS = 26  # in each, two things happen


@dataclass
class Story:
    """One translation as people would tell it: made from this source, saying this, in this state."""

    source: str
    target: str
    state: str


@dataclass
class Team:
    """The catalog on disk, what people know of it, and files that are on their way."""

    folder: Path
    chance: random.Random
    sources: dict[str, str] = field(default_factory=dict)
    places: dict[str, tuple[Path, tuple[str, ...]]] = field(default_factory=dict)
    stories: dict[tuple[str, str], Story] = field(default_factory=dict)
    away: list[tuple[int, str, Path, dict[str, tuple[str, str, str]]]] = field(default_factory=list)
    rejected: set[Path] = field(default_factory=set)
    """Files with errors of translators, which an import would reject."""
    serial: int = 0

    def begin(self) -> None:
        catalog = read_catalog(self.folder).catalog
        files = {event.key: self.folder / event.file for event in catalog.events}
        findings = check_catalog(self.folder).diagnostics
        self.rejected = {
            self.folder / found.location.file for found in findings if found.severity is Severity.ERROR
        }
        for locale in LOCALES:
            for entry in string_pairs(catalog, locale):
                if entry.event and entry.target and len(entry.source) == len(entry.target) == 1:
                    self.places[entry.key] = files[entry.key.partition(":")[0]], entry.path
                    self.sources[entry.key] = entry.source[0]
                    self.stories[locale, entry.key] = Story(entry.source[0], entry.target[0], "machine")
        self.git("init", "-q", "-b", "main")
        self.commit()

    def git(self, *arguments: str) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")
        subprocess.run(["git", "-C", str(self.folder), *who, *arguments], check=True, capture_output=True)

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "work")

    def pick(self, locale: str) -> str:
        return self.chance.choice(sorted(key for tag, key in self.stories if tag == locale))

    def word(self) -> str:
        self.serial += 1
        return f"word{self.serial}"

    def edit(self, locale: str, key: str, text: str) -> None:
        file, path = self.places[key]
        order = {(): ()}
        file.write_bytes(
            write_string(file.read_bytes(), ("strings", locale, *path), (text,), lambda at: order[()])
        )

    def reword(self) -> None:
        key = self.pick("pt-BR")
        self.sources[key] += f" {self.word()}."
        self.edit("en-US", key, self.sources[key])
        accept_translations(self.folder, LOCALES, AcceptOptions(only=frozenset({key})))

    def fix_a_typo(self) -> None:
        """Translations that were fresh before stay fresh, those that were stale stay stale."""
        key = self.pick("fr-FR")
        fresh = [
            story
            for (_, other), story in self.stories.items()
            if other == key and story.source == self.sources[key]
        ]
        self.sources[key] += " x"
        self.edit("en-US", key, self.sources[key])
        accept_translations(self.folder, LOCALES, AcceptOptions(minor="typo", only=frozenset({key})))
        for story in fresh:
            story.source = self.sources[key]

    def translate_in_yaml(self) -> None:
        locale = self.chance.choice(LOCALES)
        key = self.pick(locale)
        story = self.stories[locale, key]
        text = f"{story.target} {self.word()}"
        self.edit(locale, key, text)
        accept_translations(self.folder, [locale], AcceptOptions(by="ana", only=frozenset({key})))
        self.stories[locale, key] = Story(self.sources[key], text, "translated")

    def review(self) -> None:
        locale = self.chance.choice(LOCALES)
        key = self.pick(locale)
        story = self.stories[locale, key]
        if story.source == self.sources[key]:
            accept_translations(
                self.folder, [locale], AcceptOptions(by="rui", state=State.REVIEWED, only=frozenset({key}))
            )
            story.state = "reviewed"

    def send(self) -> None:
        """A file goes to a translator, who changes some texts; it comes back now or weeks later."""
        locale, format_ = self.chance.choice(LOCALES), self.chance.choice(sorted(ENDINGS))
        path = self.folder.parent / f"{self.word()}.{ENDINGS[format_]}"
        path.write_bytes(export(self.folder, locale, format_, ExportFilter()).data)
        exchange, _ = read_exchange(path)
        known = [
            each
            for each in exchange.units
            if (locale, each.key) in self.stories and self.places[each.key][0] not in self.rejected
        ]
        chosen = self.chance.sample(known, 5)
        changed = {}
        for message in chosen:
            text = f"{message.target} {self.word()}"
            changed[message.key] = (message.source, message.target, text)
        texts = {key: text for key, (_, _, text) in changed.items()}
        messages = tuple(
            replace(each, target=texts[each.key], state=State.TRANSLATED, stale=False)
            if each.key in texts
            else each
            for each in exchange.units
        )
        path.write_bytes(
            write_exchange(ExchangeFile(exchange.source_locale, locale, messages, exchange.count), format_)
        )
        self.away.append((self.chance.randrange(4), locale, path, changed))

    def receive(self) -> None:
        for number, (weeks, locale, path, changed) in enumerate(list(self.away)):
            if weeks == 0:
                import_files(self.folder, [path], ImportOptions())
                for key, (source, base, text) in changed.items():
                    self.tell(locale, key, source, base, text)
            self.away[number] = (weeks - 1, locale, path, changed)
        self.away = [each for each in self.away if each[0] >= 0]

    def tell(self, locale: str, key: str, source: str, base: str, text: str) -> None:
        """What the team expects of one text that came back, there and wherever the same words stood.

        A text with a broken placeholder is rejected, as it was before the edit.
        """
        if BROKEN.search(text) and not BROKEN.search(source):
            return
        role = role_of(key)
        for (tag, other), story in self.stories.items():
            same_words = role_of(other) == role and (self.sources[other] == source or (other == key))
            if tag == locale and story.target == base and (other == key or same_words):
                self.stories[tag, other] = Story(source, text, "translated")

    def two_branches(self) -> None:
        """Two people work side by side, on neighbouring strings of different locales; git merges them."""
        self.commit()
        first, second = self.chance.sample(LOCALES, 2)
        key = self.pick(first)
        for branch, locale in (("one", first), ("two", second)):
            self.git("checkout", "-q", "-b", branch, "main")
            if (locale, key) in self.stories:
                text = f"{self.stories[locale, key].target} {self.word()}"
                self.edit(locale, key, text)
                accept_translations(self.folder, [locale], AcceptOptions(by=branch, only=frozenset({key})))
                self.stories[locale, key] = Story(self.sources[key], text, "translated")
            self.commit()
        self.git("checkout", "-q", "main")
        self.git("merge", "-q", "--no-edit", "one")
        self.git("merge", "-q", "--no-edit", "two")
        self.git("branch", "-q", "-D", "one", "two")


def role_of(key: str) -> str:
    path = string_of(key)[0].partition(":")[2]
    return f"parameters.{path.rpartition('.')[2]}" if path.startswith("parameters.") else path


def differences(team: Team) -> Iterator[str]:
    catalog = read_catalog(team.folder).catalog
    for locale in LOCALES:
        now = translation_statuses(catalog, locale)
        texts = {entry.key: (entry.target or ("",))[0] for entry in string_pairs(catalog, locale)}
        for (tag, key), story in team.stories.items():
            if tag == locale:
                found = (texts[key], now[key].state.value, now[key].stale, now[key].unaccepted)
                wanted = (story.target, story.state, story.source != team.sources[key], False)
                if found != wanted:
                    yield f"{locale} {key}: {found} is not {wanted}"


def test_after_a_year_every_state_is_right_and_no_translation_is_lost(recorded: Path, tmp_path: Path) -> None:
    folder = tmp_path / "catalog"
    shutil.copytree(recorded, folder)
    events = sorted(folder.glob("events/*.yaml"))
    for event in {*events} - {*sample(events, 4)}:
        event.unlink()
    prune(folder)
    team = Team(folder, random.Random(2017))
    team.begin()
    assert len(team.stories) > 350
    work = [team.reword, team.fix_a_typo, team.translate_in_yaml, team.review, team.send, team.two_branches]
    for _ in range(WEEKS):
        for happening in team.chance.sample(work, 2):
            happening()
        team.receive()
    while team.away:
        team.receive()
    assert list(differences(team)) == []
    assert {story.state for story in team.stories.values()} == {"machine", "translated", "reviewed"}
    assert any(story.source != team.sources[key] for (_, key), story in team.stories.items())
