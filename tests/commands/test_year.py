"""A year of a team's life on a real catalog: at its end every string's state is right and nothing is lost.

What should be is kept in a model of its own, a dictionary of texts, that knows nothing of ledgers or hashes.
Files of translators go through real tools: polib and Babel always, in `make sequences` also those of gettext
and LibreOffice that are installed.
"""

import io
import os
import random
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import openpyxl
import polib
import pytest
from babel.messages.pofile import read_po, write_po

from eventdocs.commands.accept import accept_translations
from eventdocs.commands.check import check_catalog
from eventdocs.commands.exchange import ExportFilter, ImportOptions, export, import_files
from eventdocs.commands.prune import prune
from eventdocs.commands.rename import rename
from eventdocs.formats.yaml.strings import write_string
from eventdocs.model.diagnostics import Severity
from eventdocs.model.exchange import ExchangeFile, string_of
from eventdocs.model.ledger import State
from eventdocs.store.catalog import read_catalog
from eventdocs.store.exchange_files import read_exchange, write_exchange
from eventdocs.translations.accept import AcceptOptions
from eventdocs.translations.status import string_pairs, translation_statuses
from tests.conftest import sample
from tests.translation_tools import Rewrite, translation_tools

LOCALES = ("de-DE", "fr-FR", "ja-JP", "pt-BR")
ENDINGS = {"po": "po", "xliff": "xlf", "xliff12": "xlf", "csv": "csv", "xlsx": "xlsx"}
BROKEN = re.compile(r"% \d")
PLACE = re.compile(r"%\d|\{\d\}")
WORDS = re.compile(r"[^\W\d_]")
WEEKS = 26  # in each, three things happen
SLOW_TOOLS = {
    "msgcat --escape": "msgcat",
    "msgattrib --sort-output": "msgattrib",
    "LibreOffice, XLSX": "soffice",
    "LibreOffice, CSV as text": "soffice",
}


def _polib(path: Path) -> Path:
    polib.pofile(str(path), wrapwidth=40).save()
    return path


def _babel(path: Path) -> Path:
    with path.open("rb") as file:
        catalog = read_po(file)
    with path.open("wb") as file:
        write_po(file, catalog, include_previous=True)
    return path


def _openpyxl(path: Path) -> Path:
    openpyxl.load_workbook(path).save(path)
    return path


def tools() -> dict[str, list[Rewrite]]:
    """Return the tools that rewrite files, by format."""
    found: dict[str, list[Rewrite]] = {"po": [_polib, _babel], "xlsx": [_openpyxl]}
    for tool in translation_tools(Path("/")) if "EVENTDOCS_ALL_CASES" in os.environ else ():
        if shutil.which(SLOW_TOOLS.get(tool.name, "-")):
            found.setdefault(tool.format_, []).append(tool.rewrite)
    return found


@dataclass
class Story:
    """One translation as people would tell it: made from this source, saying this, in this state.

    Both texts are empty if it is missing.
    """

    source: str
    target: str
    state: str


@dataclass
class Change:
    """A translator's change of the text that some strings share."""

    keys: tuple[str, ...]
    source: str
    base: str
    text: str


@dataclass
class Sent:
    """A file that comes back in some weeks."""

    weeks: int
    locale: str
    path: Path
    changes: list[Change]


@dataclass
class Team:
    """The catalog on disk, what people know of it, and files that are on their way."""

    folder: Path
    chance: random.Random
    sources: dict[str, str] = field(default_factory=dict)
    places: dict[str, tuple[Path, tuple[str, ...]]] = field(default_factory=dict)
    stories: dict[tuple[str, str], Story] = field(default_factory=dict)
    away: list[Sent] = field(default_factory=list)
    tools: dict[str, list[Rewrite]] = field(default_factory=tools)
    locales: list[str] = field(default_factory=lambda: [*LOCALES])
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
        for locale in self.locales:
            for entry in string_pairs(catalog, locale):
                if entry.owner and len(entry.source) == 1 and (not entry.target or len(entry.target) == 1):
                    self.places[entry.key] = files[entry.key.partition(":")[0]], entry.path
                    self.sources[entry.key] = entry.source[0]
                    (text,) = entry.target or ("",)
                    made = Story(entry.source[0], text, "machine") if text else Story("", "", "missing")
                    self.stories[locale, entry.key] = made
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

    def new_text(self, source: str, target: str) -> str:
        """Return another translation, with the placeholders of its source."""
        return " ".join([target, self.word()] if target else [self.word(), *PLACE.findall(source)])

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
        accept_translations(self.folder, [], AcceptOptions(only=frozenset({key})))

    def fix_a_typo(self) -> None:
        """Translations that were fresh before stay fresh, those that were stale stay stale."""
        key = self.pick("pt-BR")
        fresh = [
            story
            for (_, other), story in self.stories.items()
            if other == key and story.source == self.sources[key]
        ]
        self.sources[key] += " x"
        self.edit("en-US", key, self.sources[key])
        accept_translations(self.folder, [], AcceptOptions(minor="typo", only=frozenset({key})))
        for story in fresh:
            story.source = self.sources[key]

    def translate_in_yaml(self) -> None:
        locale = self.chance.choice(self.locales)
        key = self.pick(locale)
        story = self.stories[locale, key]
        text = self.new_text(self.sources[key], story.target)
        self.edit(locale, key, text)
        # Without a state, a new text counts as machine translated, as the imported ones.
        state = None if story.target else State.TRANSLATED
        accept_translations(self.folder, [locale], AcceptOptions("ana", state, only=frozenset({key})))
        self.stories[locale, key] = Story(self.sources[key], text, "translated")

    def review(self) -> None:
        locale = self.chance.choice(self.locales)
        key = self.pick(locale)
        story = self.stories[locale, key]
        if story.target and story.source == self.sources[key]:
            accept_translations(
                self.folder, [locale], AcceptOptions(by="rui", state=State.REVIEWED, only=frozenset({key}))
            )
            story.state = "reviewed"

    def send(self) -> None:
        """A file goes to a translator, who changes some texts; it comes back now or weeks later."""
        locale = self.chance.choice(self.locales)
        path, changes = self.translated_file(locale, self.chance.choice(sorted(ENDINGS)))
        self.away.append(Sent(self.chance.randrange(4), locale, path, changes))

    def translated_file(self, locale: str, format_: str) -> tuple[Path, list[Change]]:
        """Export a file, change five texts as a translator, and save it with a tool.

        The translator's tool fills in the source for half of the texts that are missing.
        """
        path = self.folder.parent / f"{self.word()}.{ENDINGS[format_]}"
        path.write_bytes(export(self.folder, locale, format_, ExportFilter()).data)
        exchange, _ = read_exchange(path)
        known = {
            (role_of(each.key), each.source): each
            for each in exchange.units
            if (locale, each.key) in self.stories and self.places[each.key][0] not in self.rejected
        }
        chosen = self.chance.sample([*known.values()], 5)
        texts = {each.key: self.new_text(each.source, each.target) for each in chosen}
        units = [
            replace(each, target=texts[each.key], state=State.TRANSLATED, stale=False)
            if each.key in texts
            else replace(each, target=each.source)
            if not each.target and WORDS.search(PLACE.sub("", each.source)) and self.chance.random() < 0.5
            else each
            for each in exchange.units
        ]
        file = ExchangeFile(exchange.source_locale, locale, tuple(units), exchange.count)
        path.write_bytes(write_exchange(file, format_))
        changes = [
            Change(each.keys or (each.key,), each.source, each.target, texts[each.key]) for each in chosen
        ]
        return self.chance.choice([lambda file: file, *self.tools.get(format_, [])])(path), changes

    def receive(self) -> None:
        for sent in self.away:
            if sent.weeks == 0:
                import_files(self.folder, [sent.path], ImportOptions())
                self.tell(sent.locale, sent.changes)
            sent.weeks -= 1
        self.away = [sent for sent in self.away if sent.weeks >= 0]

    def tell(self, locale: str, changes: list[Change], broken: str = "") -> None:
        """What the team expects of texts that came back, there and wherever the same words stood.

        A text with a broken placeholder is rejected, as it was before the edit. A text is lost if no event has
        one of its keys by now, and no text gets into a broken file.
        """
        for change in changes:
            alive = {key for key in change.keys if key in self.sources and key.partition(":")[0] != broken}
            if not alive or (BROKEN.search(change.text) and not BROKEN.search(change.source)):
                continue
            role = role_of(next(iter(alive)))
            for (tag, key), story in self.stories.items():
                same_words = role_of(key) == role and self.sources[key] == change.source
                reached = tag == locale and key.partition(":")[0] != broken and (key in alive or same_words)
                if reached and story.target in ("", change.base):
                    self.stories[tag, key] = Story(change.source, change.text, "translated")

    def guess(self) -> None:
        """A tool merges a translator's old file with new sources, and guesses translations: none is taken."""
        locale = self.chance.choice(self.locales)
        path = self.folder.parent / f"{self.word()}.po"
        path.write_bytes(export(self.folder, locale, "po", ExportFilter()).data)
        self.reword()
        self.reword()
        template = export(self.folder, "en-US", "po", ExportFilter()).data
        with path.open("rb") as file:
            merged = read_po(file)
        merged.update(read_po(io.BytesIO(template)))
        with path.open("wb") as file:
            write_po(file, merged, include_previous=True)
        import_files(self.folder, [path], ImportOptions())

    def rename_an_event(self) -> None:
        """Strings, translations and their states have the new key; files on their way have the old one."""
        old = self.pick("pt-BR").partition(":")[0]
        self.serial += 1
        new = str(60_000 + self.serial)
        files = {file for file, _ in self.places.values()}
        renaming = rename(self.folder, old, new)
        moved = {self.folder / name: self.folder / other for name, other in renaming.names.items()}
        assert {*moved} <= files
        self.rejected = {moved.get(file, file) for file in self.rejected}

        def key_of(key: str) -> str:
            return f"{new}{key.removeprefix(old)}" if key.partition(":")[0] == old else key

        self.places = {
            key_of(key): (moved.get(file, file), path) for key, (file, path) in self.places.items()
        }
        self.sources = {key_of(key): text for key, text in self.sources.items()}
        self.stories = {(tag, key_of(key)): story for (tag, key), story in self.stories.items()}

    def rename_a_locale(self) -> None:
        """The French texts become Canadian ones, or the other way round, unless a file is on its way."""
        old = next(tag for tag in self.locales if tag.startswith("fr-"))
        new = "fr-CA" if old == "fr-FR" else "fr-FR"
        if old in {sent.locale for sent in self.away}:
            return
        rename(self.folder, old, new)
        self.locales[self.locales.index(old)] = new
        self.stories = {
            (new if tag == old else tag, key): story for (tag, key), story in self.stories.items()
        }

    def break_a_file(self) -> None:
        """A file comes back while an event's file has a syntax error: all other events get their texts."""
        locale = self.chance.choice(self.locales)
        path, changes = self.translated_file(locale, "po")
        broken = self.chance.choice(changes).keys[0]
        event, _ = self.places[broken]
        data = event.read_bytes()
        event.write_bytes(data + b"strings: [\n")
        result = import_files(self.folder, [path], ImportOptions())
        assert [error.location.file for error in result.errors] == [str(event.relative_to(self.folder))]
        event.write_bytes(data)
        self.tell(locale, changes, broken.partition(":")[0])

    def accept_in_two_branches(self) -> None:
        """Two people record the same new text in two states: the lower one counts."""
        locale = self.chance.choice(self.locales)
        key = self.pick(locale)
        text = self.new_text(self.sources[key], self.stories[locale, key].target)
        self.edit(locale, key, text)
        self.commit()
        states = self.chance.sample([State.MACHINE, State.TRANSLATED, State.REVIEWED], 2)
        for branch, state in zip(("one", "two"), states, strict=True):
            self.git("checkout", "-q", "-b", branch, "main")
            accept_translations(self.folder, [locale], AcceptOptions(branch, state, only=frozenset({key})))
            self.commit()
        self.merge_branches()
        accept_translations(self.folder, [locale], AcceptOptions("lead", only=frozenset({key})))
        lowest = next(state for state in State if state in states)
        self.stories[locale, key] = Story(self.sources[key], text, lowest.value)

    def two_branches(self) -> None:
        """Two people work side by side, on neighboring strings of different locales; git merges them.

        New translations in two places next to each other would be a conflict for git.
        """
        self.commit()
        locales = self.chance.sample(self.locales, 2)
        key = self.pick(locales[0])
        for branch, locale in zip(("one", "two"), locales, strict=True):
            self.git("checkout", "-q", "-b", branch, "main")
            if (locale, key) in self.stories and self.stories[locale, key].target:
                text = self.new_text(self.sources[key], self.stories[locale, key].target)
                self.edit(locale, key, text)
                accept_translations(self.folder, [locale], AcceptOptions(branch, only=frozenset({key})))
                self.stories[locale, key] = Story(self.sources[key], text, "translated")
            self.commit()
        self.merge_branches()

    def merge_branches(self) -> None:
        self.git("checkout", "-q", "main")
        self.git("merge", "-q", "--no-edit", "one")
        self.git("merge", "-q", "--no-edit", "two")
        self.git("branch", "-q", "-D", "one", "two")


def role_of(key: str) -> str:
    path = string_of(key)[0].partition(":")[2]
    return f"parameters.{path.rpartition('.')[2]}" if path.startswith("parameters.") else path


def differences(team: Team) -> Iterator[str]:
    catalog = read_catalog(team.folder).catalog
    for locale in team.locales:
        now = translation_statuses(catalog, locale)
        texts = {entry.key: (entry.target or ("",))[0] for entry in string_pairs(catalog, locale)}
        for (tag, key), story in team.stories.items():
            if tag == locale:
                found = (texts[key], now[key].state.value, now[key].stale, now[key].unaccepted)
                is_stale = bool(story.target) and story.source != team.sources[key]
                wanted = (story.target, story.state, is_stale, False)
                if found != wanted:
                    yield f"{locale} {key}: {found} is not {wanted}"


def forget(file: Path, locale: str) -> None:
    """Remove the translations of an event from its file."""
    lines = file.read_text("utf-8").splitlines(keepends=True)
    start = lines.index(f"  {locale}:\n")
    end = next((at for at in range(start + 1, len(lines)) if not lines[at].startswith("   ")), len(lines))
    file.write_text("".join(lines[:start] + lines[end:]), "utf-8")


@pytest.mark.parametrize("seed", sample(range(2017, 2025), 8))
def test_after_a_year_every_state_is_right_and_no_translation_is_lost(
    seed: int, recorded: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "catalog"
    shutil.copytree(recorded, folder)
    events = sorted(folder.glob("events/*.yaml"))
    kept = events[::4]
    for event in {*events} - {*kept}:
        event.unlink()
    for event, locale in zip(kept[::5], LOCALES * len(kept), strict=False):
        forget(event, locale)
    prune(folder)
    team = Team(folder, random.Random(seed))
    team.begin()
    assert len(team.stories) > 350
    work: list[Callable[[], None]] = [
        team.reword,
        team.fix_a_typo,
        team.translate_in_yaml,
        team.review,
        team.send,
        team.send,
        team.two_branches,
        team.accept_in_two_branches,
        team.guess,
        team.rename_an_event,
        team.rename_a_locale,
        team.break_a_file,
    ]
    happened = []
    for _ in range(WEEKS):
        for happening in team.chance.sample(work, 3):
            happening()
            happened.append(happening.__name__)
        team.receive()
    while team.away:
        team.receive()
    assert {*happened} == {happening.__name__ for happening in work}
    assert list(differences(team)) == []
    states = {story.state for story in team.stories.values()}
    assert states == {"missing", "machine", "translated", "reviewed"}
    stale = [story for (_, key), story in team.stories.items() if story.source != team.sources[key]]
    assert any(story.target for story in stale)
