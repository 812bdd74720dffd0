"""Measure status, import and translation memory: `python -m benchmarks.translations [EVENTS] [LOCALES]`.

The script generates a catalog and accepts its translations. Then it measures in one process: reading the
catalog, its status, an import of a complete PO file without changes, and near matches from memories of
growing size.
"""

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from eventdocs.commands.accept import accept_translations
from eventdocs.commands.exchange import ExportFilter, ImportOptions, export, import_files
from eventdocs.commands.status import status
from eventdocs.store.catalog import read_catalog
from eventdocs.translations.accept import AcceptOptions
from eventdocs.translations.memory import TranslationMemory

WORDS = (
    *("session", "dispatch", "failed", "listener", "queue", "socket", "timeout"),
    *("channel", "message", "buffer", "stream", "retry", "quota"),
)
TAGS = ("ar", "cs", "de", "es", "fr", "it", "ja", "ko", "pl", "pt-BR", "ru", "tr", "zh-Hans")


def main(events: int = 1_000, locales: int = 13) -> None:
    """Print the times in seconds, and their ratio to reading the catalog."""
    with TemporaryDirectory() as name:
        folder = Path(name) / "catalog"
        generate(folder, events, TAGS[:locales])
        accept_translations(folder, [], AcceptOptions())
        path = Path(name) / "de.po"
        path.write_bytes(export(folder, "de", "po", ExportFilter()).data)
        reading = timed("load", lambda: read_catalog(folder))
        for label, run in (
            ("status", lambda: status(folder)),
            ("no-change import of a full PO", lambda: import_files(folder, [path], ImportOptions())),
        ):
            print(f"  {timed(label, run) / reading:.2f} times the load")
    for size in (1_000, 3_000, 10_000):
        remember(size)


def remember(size: int) -> None:
    """Fill a translation memory and look up near matches."""
    memory, texts = TranslationMemory(), sentences(size)

    def fill() -> None:
        for text in texts:
            memory.add(text, text)

    timed(f"memory of {size}", fill)
    asked = [f"{text} again" for text in texts[:200]]
    timed("  200 near matches", lambda: [memory.find(each, 0.75) for each in asked])


def timed(label: str, run: Callable[[], object]) -> float:
    """Call a function, and print and return how long it took, in seconds."""
    started = time.perf_counter()
    run()
    seconds = time.perf_counter() - started
    print(f"{label}: {seconds:.2f} s")
    return seconds


def sentences(count: int) -> list[str]:
    """Return texts that differ."""
    chance = random.Random(count)
    return [f"{' '.join(chance.choices(WORDS, k=9))} {number}." for number in range(count)]


def generate(folder: Path, events: int, locales: tuple[str, ...]) -> None:
    """Write a catalog of events with two strings in each locale."""
    (folder / "events").mkdir(parents=True)
    tags = ", ".join(("en", *sorted(locales)))
    (folder / "catalog.yaml").write_text(f"source_locale: en\nlocales: [{tags}]\n", "utf-8")
    for number, text in enumerate(sentences(events)):
        blocks = "".join(
            f"  {tag}:\n    description: {tag} {text}\n    message: {tag} %1 {text}\n"
            for tag in ("en", *locales)
        )
        name = f"Event{number}"
        path = folder / f"events/{number}-{name.lower()}.yaml"
        path.write_text(f"id: {number}\nname: {name}\nstrings:\n{blocks}", "utf-8")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
