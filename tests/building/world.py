"""Random changes of a catalog and its site, for tests of sequences of builds."""

import os
import random
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from eventdocs.building.api import BuildOptions, BuildResult, build
from eventdocs.commands.accept import accept_translations
from eventdocs.model.ledger import State
from eventdocs.site.routes import Format
from eventdocs.store.catalog import read_catalog
from eventdocs.translations.accept import AcceptOptions
from tests.conftest import tree

LOCALES = ("pt-BR", "de", "ja-JP")
FIELDS = "fields: {tier: {type: choice, values: [gold, tin], filter: yes, label: {en-US: Tier}}}\n"
SETTINGS = (
    "",
    "site: {base_url: https://example.org/docs}\n",
    "site: {base_url: https://example.org, edit_url: 'https://example.org/edit/{path}#L{line}'}\n",
    "title: {en-US: Events, pt-BR: Eventos}\n",
    "xref: https://example.org/{uid}\nfallbacks: {pt-BR: [de]}\n",
    "default_provider: wcf\n",
    "rules: [{rule: ED301, severity: off}]\n",
    "site: {footer: Ours}\n",
)
LABELS = (
    "headings: {see_also: Ver}\n",
    "headings: {description: Texto}\n",
    "levels: {error: Falha}\n",
    "levels: {warning: Alerta}\nproperties: {level: Grau}\n",
    "site: {search: Achar, machine: Robô}\nstates: {missing: Falta}\n",
    "patterns: {event_title: '{id}: {name}'}\nseparators: {list: '; '}\n",
)
TEMPLATES = ("event.html", "index.html", "same-id.html", "shards.html", "status.html", "404.html")
PLACES = {
    "labels/pt-BR.yaml": "headings: {description: Descrição nova}\n",
    "labels/de.yaml": "fields: {tier: Rang}\n",
    "pages/pt-BR.yaml": "front_matter: |\n  title: {title}\n  ms.custom:\nline_ends: crlf\n",
    "glossary.yaml": "terms:\n  - {term: disk, locales: {pt-BR: {use: [disco]}}}\n",
    "templates/chooser.html": '{% extends "default/chooser.html" %}\n',
    "templates/event.html": '{% extends "default/event.html" %}\n{# ours #}\n',
    "templates/assets/site.css": "body { color: teal }\n",
    "templates/labels/pt-BR.po": 'msgctxt "headings"\nmsgid "description"\nmsgstr "Outra descrição"\n',
    "events/group.yaml": "strings: {en-US: {introduction: About disks.}}\n",
    "events/a/group.yaml": "strings: {en-US: {title: Disks, introduction: A.}}\n",
    "notes.txt": "of no account",
}


@dataclass
class Text:
    """The lines of an event file, which change."""

    id: str
    name: str = "DiskFull"
    provider: str = ""
    version: int = 0
    see_also: tuple[str, ...] = ()
    replaced_by: str = ""
    tier: str = ""
    title: str = ""
    level: str = "error"
    strings: dict[str, str] = field(default_factory=lambda: {"en-US": "The disk is full."})
    quoted: bool = False

    def __str__(self) -> str:
        mark = '"' if self.quoted else ""
        lines = [f"id: {mark}{self.id}{mark}", f"name: {self.name}", f"level: {self.level}"]
        lines += [f"provider: {self.provider}"] * bool(self.provider)
        lines += [f"version: {self.version}"] * bool(self.version)
        lines += [f"see_also: [{', '.join(self.see_also)}]"] * bool(self.see_also)
        lines += [f"replaced_by: {self.replaced_by}"] * bool(self.replaced_by)
        lines += [f"fields: {{tier: {self.tier}}}"] * bool(self.tier)
        lines += ["strings:"]
        for locale, text in self.strings.items():
            lines += [f"  {locale}:", *[f"    title: {self.title}"] * bool(self.title)]
            lines += [f"    description: {text}", "    message: Disk %1 is full."]
        return "\n".join(lines) + "\n"


class World:
    """A catalog and its site, and the changes of the site that no build can detect."""

    def __init__(self, folder: Path, *, single_shard_max: int = 500, shard_size: int = 200) -> None:
        self.folder = folder
        self.single_shard_max, self.shard_size = single_shard_max, shard_size
        self.catalog, self.out = folder / "catalog", folder / "site"
        self.side = folder / ".site.eventdocs"
        self.events: dict[str, Text] = {}
        self.locales, self.settings = 1, 0
        self.formats: tuple[str, ...] = ("html",)
        self.chosen: tuple[str, ...] = ()
        self.pseudo, self.jobs = False, 1
        self.loose: set[str] = set()  # files that may remain in the site besides those of a clean build
        self.number = 0
        self.set_up()

    def write(self, name: str, text: str) -> None:
        """Write a file of the catalog as editors do: replace the file, or overwrite it."""
        path = self.catalog / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if len(text) % 2 and path.exists():
            path.unlink()
        path.write_text(text, "utf-8")

    def set_up(self) -> None:
        """Write the settings."""
        locales = ", ".join(("en-US", *sorted(LOCALES[: self.locales])))
        text = f"source_locale: en-US\nlocales: [{locales}]\nproviders: {{wcf: {{name: WCF}}}}\n"
        self.write("catalog.yaml", text + FIELDS + SETTINGS[self.settings])

    def put(self, name: str, event: Text) -> None:
        """Write an event's file."""
        self.events[name] = event
        self.write(name, str(event))

    def accept(self) -> None:
        """Write ledgers, or remove them."""
        if (self.catalog / "ledgers").is_dir():
            for path in (self.catalog / "ledgers").iterdir():
                path.unlink()
        elif self.build().changes:
            accept_translations(self.catalog, [], AcceptOptions())

    def accept_again(self, pick: random.Random, state: State | None) -> None:
        """Record the current texts of an event in a state, or lose a record of a ledger."""
        if not (self.catalog / "ledgers").is_dir():
            self.accept()
            self.build()
        ledgers = sorted((self.catalog / "ledgers").glob("*.ledger"))
        if state is State.MISSING and ledgers:
            path = pick.choice(ledgers)
            lines = path.read_text("utf-8").splitlines(keepends=True)
            at = pick.randrange(len(lines) + 1)  # a ledger may have no records left
            del lines[at : at + 2]
            path.write_text("".join(lines), "utf-8")
        elif ledgers and self.events and self.locales and self.build().changes:
            key = pick.choice([event.key for event in read_catalog(self.catalog).catalog.events])
            accept_translations(self.catalog, [], AcceptOptions(state=state, only=frozenset({key})))

    def build(
        self, out: Path | None = None, *, cache: bool = True, check: bool = False, manifest: bool = False
    ) -> BuildResult:
        """Build into the site or another folder."""
        return build(
            self.catalog,
            out or self.out,
            list(map(Format, self.formats)),
            self.chosen if set(self.chosen) <= {"en-US", *LOCALES[: self.locales]} else (),
            pseudo=self.pseudo,
            options=BuildOptions(
                jobs=1 if out else self.jobs,
                use_cache=cache,
                check=check,
                manifest=manifest,
                parallel_threshold=0,
                batch_size=2,
                single_shard_max=self.single_shard_max,
                shard_size=self.shard_size,
            ),
        )

    def cut(self, seconds: float) -> None:
        """Build in a process that is killed after a random time."""
        pid = os.fork()
        if not pid:
            signal.setitimer(signal.ITIMER_REAL, seconds)
            try:
                self.build()
            finally:
                os._exit(0)
        os.waitpid(pid, 0)

    def tamper(self, do: Callable[[Path], object], pick: random.Random) -> None:
        """Change or remove a file of the site."""
        paths = sorted(path for path in self.out.rglob("*") if path.is_file())
        if paths:
            path = pick.choice(paths)
            self.loose.add(path.relative_to(self.out).as_posix())
            do(path)

    def spoil(self, pick: random.Random) -> None:
        """Damage, truncate or remove one file of the cache; orphans may then remain."""
        paths = [path for path in sorted(self.side.rglob("*")) if path.is_file() and path.name != "lock"]
        self.loose.update(tree(self.out))
        if not paths:
            return
        path = pick.choice(paths)
        data = bytearray(path.read_bytes())
        kind = pick.randrange(3)
        if kind == 0 or not data:
            path.unlink()
        elif kind == 1:
            path.write_bytes(data[: pick.randrange(len(data))])
        else:
            data[pick.randrange(len(data))] ^= 1 << pick.randrange(8)
            path.write_bytes(data)

    def sneak(self, name: str) -> None:
        """Replace an event's file by one of the same size and times."""
        path, event = self.catalog / name, self.events[name]
        before = path.stat()
        event.strings["en-US"] = event.strings["en-US"].swapcase()
        other = path.with_name("other.tmp")
        other.write_text(str(event), "utf-8")
        os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
        other.replace(path)
        assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)

    def compare(self) -> None:
        """Assert that a build gives the same site, checksums and findings as a clean build."""
        self.number += 1
        clean_out = self.folder / f"clean{self.number}"
        done, clean = self.build(manifest=True), self.build(clean_out)
        assert done.diagnostics == clean.diagnostics
        assert (done.changes is None) == (clean.changes is None)
        if done.changes is None:
            return
        now, wanted = tree(self.out), tree(clean_out)
        others = now.keys() - wanted.keys()
        assert [path for path in wanted if now.get(path) != wanted[path]] == []
        assert others <= self.loose
        assert set(done.changes.untracked) == others
        self.loose = set(others)
        self.proven(wanted, done)
        assert {path.name for path in self.side.iterdir()} <= {"blobs", "lock", "manifest"}

    def proven(self, wanted: dict[str, bytes], done: BuildResult) -> None:
        """Assert that checksums are right, and that another build has nothing to do."""
        from eventdocs.store.output_dir import digest

        assert done.digests == {path: digest(data) for path, data in wanted.items()}
        again = self.build(check=True)
        assert again.changes
        assert (again.changes.written, again.changes.removed) == ([], [])


def choose(pick: random.Random, values: Sequence[str]) -> str:
    """Return a random value, or an empty text if there is none."""
    return pick.choice(values) if values else ""
