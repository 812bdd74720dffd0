"""Exchange files are untrusted: no traceback, no long wait, nothing written, nothing lost without a word."""

import os
import random
import time
from pathlib import Path

import pytest

from eventdocs.commands.exchange import ExportFilter as Everything
from eventdocs.commands.exchange import ImportOptions, export, import_files
from eventdocs.model.errors import EventdocsError
from eventdocs.store.exchange_files import EXCHANGE_FORMATS
from tests.conftest import EVENT, Write, tree

ENDINGS = {"po": "po", "xliff": "xlf", "xliff12": "xliff", "csv": "csv", "xlsx": "xlsx"}
DAMAGES = int(os.environ.get("EVENTDOCS_EXAMPLES", "300"))
LONGEST = 2.0  # seconds; a bound on hanging, not a measurement


def test_broken_and_hostile_files_of_others_are_refused(shared: Path, catalog: Write, tmp_path: Path) -> None:
    folder = catalog()
    before = tree(folder)
    files = [*sorted((shared / "hostile/po").glob("*.po")), *sorted((shared / "hostile/xml").glob("*.xml"))]
    assert len(files) > 25
    for file in files:
        path = tmp_path / (file.name if file.suffix == ".po" else f"{file.stem}.xlf")
        path.write_bytes(file.read_bytes())
        started = time.process_time()
        try:
            import_files(folder, [path], ImportOptions())
        except EventdocsError as error:
            assert "\n" not in error.message
        assert time.process_time() - started < LONGEST, file.name
    assert tree(folder) == before


@pytest.mark.parametrize("format_", EXCHANGE_FORMATS)
def test_generated_damage_is_refused_or_told(format_: str, catalog: Write, tmp_path: Path) -> None:
    """Bytes are dropped, doubled, changed or moved; what the files then hold is merged or refused, never a crash."""
    folder = catalog(
        {"events/7-diskfull.yaml": EVENT.replace("The disk is full.", "[The disk is full., Free it.]")}
    )
    data = export(folder, "pt-BR", format_, Everything())
    path = tmp_path / f"damaged.{ENDINGS[format_]}"
    chance = random.Random(4031)
    before = tree(folder)
    for _ in range(DAMAGES):
        path.write_bytes(damaged(data, chance))
        started = time.process_time()
        try:
            import_files(folder, [path], ImportOptions(dry_run=True))
        except EventdocsError as error:
            assert error.message
        assert time.process_time() - started < LONGEST
    assert tree(folder) == before


def damaged(data: bytes, chance: random.Random) -> bytes:
    kind, at = chance.randrange(6), chance.randrange(len(data))
    end = min(len(data), at + chance.randrange(1, 80))
    if kind == 0:
        return data[:at] + data[end:]
    if kind == 1:
        return data[:at] + data[at:end] * 2 + data[end:]
    if kind == 2:
        return data[:at] + bytes(chance.randrange(256) for _ in range(end - at)) + data[end:]
    if kind == 3:
        return data[:at]
    if kind == 4:
        return (
            data[:at]
            + chance.choice([b'"', b"<", b"\0", b"\xff", b"&x;", b"\n\n", b"]]>", b"%1"])
            + data[at:]
        )
    lines = data.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)
