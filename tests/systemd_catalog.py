"""Convert systemd's journal catalog to a catalog of eventdocs, and test with it: `make systemd`.

The Debian package `systemd` has 48 messages of paragraphs, lists and `@FIELD@`s in 17 languages. It is
downloaded to a folder outside the project and converted there. The script asserts that eventdocs reads
everything, that it reports each missing field, and that Chromium shows paragraphs and lists where each
reading mode should. Then it measures a check of many such events.

    python -m tests.systemd_catalog FOLDER [--events 10000] [--screenshots]
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import FloatRect, Locator, Page, sync_playwright

from eventdocs.building.api import build
from eventdocs.commands.check import all_diagnostics
from eventdocs.site.routes import Format
from eventdocs.store.catalog import parse_catalog
from tests.browser.conftest import OPTIONS
from tests.browser.test_modes import MODES, seen

PACKAGE = "systemd"
CATALOGS = "usr/lib/systemd/catalog"
SOURCE = "en-US"
LOCALES = {"be@latin": "be-Latn", "pt_BR": "pt-BR", "zh_CN": "zh-CN", "zh_TW": "zh-TW"}
VIEWED = ("fr", "ko", "pl", "pt-BR", "ru", "zh-CN")
EVENTS = 48
CPU_SECONDS, MEGABYTES = 15, 300
# Translations that the package does not have.
NOT_TRANSLATED = "ED202"
LOST = frozenset(("ED301", "ED302", "ED310"))
_ENTRY = re.compile(r"^-- ([0-9a-f]{32})\n", re.MULTILINE)
_FIELD = re.compile(r"@[A-Z_]+@")
_SEVERAL = re.compile(r"\n\n|\n- ")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_WORD = re.compile(r"[^\W_]+")
_Texts = Mapping[str, str]


class Entry(NamedTuple):
    """A message in one language: the id, the headers and the text below them."""

    id: str
    headers: tuple[tuple[str, str], ...]
    body: str

    @property
    def subject(self) -> str:
        """Return the first header, whose name two translations misspell."""
        return self.headers[0][1]

    def values(self, name: str) -> list[str]:
        """Return the values of a header."""
        return [value for key, value in self.headers if key == name]


class Message(NamedTuple):
    """A message in all languages that have it, the source language first."""

    entry: Entry
    texts: Mapping[str, _Texts]

    def file(self, id_: str) -> tuple[str, str]:
        """Return the name and the content of its event file, with the given id."""
        name = "".join(word.capitalize() for word in _WORD.findall(_FIELD.sub("", self.entry.subject))[:8])
        fields: dict[str, object] = {"support": self.entry.values("Support")[0]}
        if documentation := self.entry.values("Documentation"):
            fields["documentation"] = documentation
        event = {"id": id_, "name": name, "fields": fields, "strings": self.texts}
        return f"events/{id_}.yaml", json.dumps(event, ensure_ascii=False, indent=1)


def download(folder: Path) -> Path:
    """Download and extract the package if necessary, and return the folder of its catalogs."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / PACKAGE).exists():
        subprocess.run(["apt-get", "download", "-qq", PACKAGE], cwd=folder, check=True)
        (archive,) = folder.glob(f"{PACKAGE}_*.deb")
        subprocess.run(["dpkg-deb", "-x", archive, folder / PACKAGE], check=True)
    return folder / PACKAGE / CATALOGS


def read_entries(text: str) -> Iterator[Entry]:
    """Yield the messages of a journal catalog."""
    _, *parts = _ENTRY.split("\n".join(line for line in text.split("\n") if not line.startswith("#")))
    for id_, part in zip(parts[::2], parts[1::2], strict=True):
        head, _, body = part.partition("\n\n")
        headers = [line.partition(":") for line in head.split("\n") if ":" in line]
        yield Entry(id_, tuple((key, value.strip()) for key, _, value in headers), body.strip("\n"))


def read_messages(folder: Path) -> list[Message]:
    """Return all messages with their translations."""
    translations: dict[str, dict[str, Entry]] = {}
    for path in sorted(folder.glob("systemd.*.catalog")):
        language = path.name.split(".")[1]
        entries = read_entries(path.read_text("utf-8"))
        translations[LOCALES.get(language, language)] = {entry.id: entry for entry in entries}
    sources = read_entries((folder / "systemd.catalog").read_text("utf-8"))
    return [
        Message(
            source,
            {
                SOURCE: _texts(source),
                **{
                    tag: _texts(found[source.id]) for tag, found in translations.items() if source.id in found
                },
            },
        )
        for source in sources
    ]


def _texts(entry: Entry) -> _Texts:
    """Return the strings of an event, with backslashes escaped for Markdown."""
    body = _ESCAPE.sub(r"\\\\", entry.body)
    return {"title": entry.subject, "description": body} if body else {"title": entry.subject}


def settings(messages: Iterable[Message]) -> str:
    """Return the catalog's `catalog.yaml`."""
    targets = sorted({tag for message in messages for tag in message.texts} - {SOURCE})
    return (
        f"title: {{{SOURCE}: Messages of systemd}}\n"
        f"source_locale: {SOURCE}\nlocales: [{SOURCE}, {', '.join(targets)}]\nplaceholders: journal\n"
        "fields:\n  support: {type: link}\n  documentation: {type: list}\n"
    )


def files(messages: Iterable[Message]) -> dict[str, bytes]:
    """Return the files of a catalog of some messages."""
    messages = list(messages)
    events = dict(message.file(message.entry.id) for message in messages)
    return {name: text.encode() for name, text in {"catalog.yaml": settings(messages), **events}.items()}


def check_findings(messages: list[Message]) -> None:
    """Print the findings by rule, and assert that none prevents a build."""
    found = all_diagnostics(parse_catalog(files(messages)))
    counts = Counter(each.rule.code for each in found if each.rule.code != NOT_TRANSLATED)
    print("findings:", ", ".join(f"{code} {count}" for code, count in counts.most_common()))
    for each in found:
        assert not re.match(r"ED[01]", each.rule.code), each


def without_field(text: str, source: str, index: int) -> str | None:
    """Return a translation without one of its fields; None if it has too few, or more than its source."""
    found = [*_FIELD.finditer(text)]
    if index >= len(found):
        return None
    start, end = found[index].span()
    lost = text[:start].rstrip(" ") + text[end:]
    return None if Counter(_FIELD.findall(lost)) == Counter(_FIELD.findall(source)) else lost


def check_lost_fields(messages: list[Message]) -> None:
    """Remove each field of each translation, one at a time, and assert that a check reports the text."""
    total, missed = 0, []
    for index in range(100):
        changed = set()
        variants = []
        for message in messages:
            texts = {tag: dict(strings) for tag, strings in message.texts.items()}
            for tag, strings in texts.items():
                for field, text in strings.items():
                    source = message.texts[SOURCE].get(field, "")
                    lost = without_field(text, source, index) if tag != SOURCE else None
                    if lost is not None:
                        strings[field] = lost
                        changed.add((message.entry.id, tag, f"strings.{tag}.{field}"))
            variants.append(message._replace(texts=texts))
        if not changed:
            break
        found = all_diagnostics(parse_catalog(files(variants)))
        reported = {(each.event, each.locale, each.field) for each in found if each.rule.code in LOST}
        total += len(changed)
        missed += sorted(changed - reported)
    print(f"lost fields: {total - len(missed)} of {total} found")
    for event, _, field in missed:
        print(f"  missed: {event} {field}")
    assert total
    assert len(missed) * 100 <= total


def box(locator: Locator) -> FloatRect:
    """Return where an element is."""
    found = locator.bounding_box()
    assert found
    return found


def check_modes(page: Page) -> int:
    """Assert where a page shows the blocks of its description in each reading mode; return their number."""
    pairs = page.locator(".description > .string .pair").all()
    for mode, (translations, originals, _) in MODES.items():
        page.locator(f"#{mode}").check()
        assert seen(page, ".description > .string .t") == {translations}, mode
        assert seen(page, ".description > .string .o") == {originals}, mode
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if not (translations and originals):
            continue
        boxes = [(box(pair.locator("> .t")), box(pair.locator("> .o"))) for pair in pairs]
        for translation, source in boxes:
            if mode == "side":
                assert abs(translation["y"] - source["y"]) < 1
                assert translation["x"] + translation["width"] <= source["x"]
            else:
                assert translation["y"] + translation["height"] <= source["y"] + 1
        for above, below in pairwise(boxes):
            assert max(each["y"] + each["height"] for each in above) <= below[0]["y"] + 1
    return len(pairs)


def check_pages(folder: Path, messages: list[Message], *, screenshots: bool) -> None:
    """Build the site and assert in Chromium where each reading mode shows paragraphs and lists."""
    for name in ("catalog", "site", ".site.eventdocs"):
        shutil.rmtree(folder / name, ignore_errors=True)
    for name, data in files(messages).items():
        (folder / "catalog" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "catalog" / name).write_bytes(data)
    site = folder / "site"
    build(folder / "catalog", site, [Format.HTML])
    pages, blocks = 0, 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=OPTIONS)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        for locale in VIEWED:
            for message in messages:
                if not _SEVERAL.search(message.entry.body) or locale not in message.texts:
                    continue
                (path,) = (site / locale).glob(f"{message.entry.id}-*.html")
                page.goto(path.as_uri())
                pages, blocks = pages + 1, blocks + check_modes(page)
                if screenshots:
                    for mode in MODES:
                        page.locator(f"#{mode}").check()
                        image = folder / "screenshots" / f"{locale}-{message.entry.id[:8]}-{mode}.png"
                        page.screenshot(path=image, full_page=True)
        browser.close()
    print(f"Chromium: {blocks} pairs of blocks on {pages} pages in {len(VIEWED)} languages")
    assert blocks > pages > len(VIEWED)


def measure(folder: Path, messages: list[Message], events: int) -> None:
    """Print the CPU time and memory of a check of many events: the messages repeated with other ids."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "events").mkdir(parents=True)
    (folder / "catalog.yaml").write_text(settings(messages), "utf-8")
    for number in range(events):
        name, text = messages[number % len(messages)].file(str(number + 1))
        (folder / name).write_text(text, "utf-8")
    command: list[str | Path] = [sys.executable, "-m", "eventdocs", "check", folder, "--fail-on", "never"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    assert status == 0
    seconds, megabytes = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
    print(f"check of {events} events: {seconds:.1f} CPU seconds (bound {CPU_SECONDS}), ", end="")
    print(f"{megabytes:.0f} MB (bound {MEGABYTES})")


def main() -> None:
    """Run all checks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--screenshots", action="store_true")
    arguments = parser.parse_args()
    folder = arguments.folder.resolve()
    messages = read_messages(download(folder))
    locales = {tag for message in messages for tag in message.texts}
    print(f"{len(messages)} messages, {sum(len(m.texts) for m in messages)} texts, {len(locales)} languages")
    assert len(messages) == EVENTS
    assert len(locales) > len(VIEWED)
    check_findings(messages)
    check_lost_fields(messages)
    check_pages(folder, messages, screenshots=arguments.screenshots)
    measure(folder / "many", messages, arguments.events)


if __name__ == "__main__":
    main()
