"""Damaged sources are reported, and never partly imported: the catalog is unchanged or complete."""

import random
from pathlib import Path

import pytest

from eventdocs.importers.import_sources import SourceImportOptions, import_sources
from eventdocs.model.errors import EventdocsError
from eventdocs.rules import prevents_build
from eventdocs.store.checked_catalog import read_checked_catalog
from eventdocs.store.source_files import read_source_files
from tests.cli.test_import_sources import COMPILER
from tests.conftest import sample, tree
from tests.model.test_source_mapping import MANIFEST

_PARTS = (
    b"<",
    b">",
    b'"',
    b"&",
    b"\0",
    b"\xff",
    b"]]>",
    b"<!DOCTYPE a>",
    b"value=",
    b"%1",
    b"\r\n",
    b"=",
    b".\n",
)


def _damaged(rng: random.Random, data: bytes) -> bytes:
    """Return a file with a few bytes removed, duplicated, replaced or inserted."""
    for _ in range(rng.randint(1, 4)):
        at, end = sorted(rng.randint(0, len(data)) for _ in range(2))
        end = min(end, at + rng.choice((1, 8, 200)))
        match rng.randint(0, 3):
            case 0:
                data = data[:at] + data[end:]
            case 1:
                data = data[:end] + data[at:]
            case 2:
                data = data[:at] + rng.choice(_PARTS) + data[at:]
            case _:
                data = data[: at + 200] if rng.random() < 0.2 else data[:at] + rng.choice(_PARTS) + data[end:]
    return data


@pytest.mark.parametrize("seed", sample(range(60), 10))
@pytest.mark.parametrize(("name", "text"), [("a.man", MANIFEST), ("a.mc", COMPILER * 3)])
def test_a_damaged_source_never_makes_an_invalid_catalog(
    tmp_path: Path, name: str, text: str, seed: int
) -> None:
    rng, path = random.Random(f"{name} {seed}"), tmp_path / name
    folder = tmp_path / "catalog"
    for number in range(50):
        encoded = text.encode("utf-16" if rng.random() < 0.3 else "utf-8")
        path.write_bytes(_damaged(rng, encoded))
        read = read_source_files([path])
        before = tree(folder) if folder.exists() else {}
        try:
            result = import_sources(read.providers, folder, SourceImportOptions(update=number % 2 == 0))
        except EventdocsError:
            assert (tree(folder) if folder.exists() else {}) == before
            continue
        result.save(folder)
        if folder.exists():
            errors = [found for found in read_checked_catalog(folder).diagnostics if prevents_build(found)]
            assert errors == []
            assert (
                import_sources(read.providers, folder, SourceImportOptions(update=number % 2 == 0)).changed
                == []
            )


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE a [<!ENTITY b 'c'>]>" + MANIFEST.removeprefix('<?xml version="1.0"?>'),
        "<a>" * 1_000 + "</a>" * 1_000,
        MANIFEST.replace('value="0x0A"', 'value="' + "9" * 10_000 + '"', 1).replace(
            'value="11"', 'value="x"'
        ),
        MANIFEST.replace('symbol="Full_V2"', 'symbol="' + "A/" * 5_000 + '"'),
        MANIFEST.replace('name="Example Disk"', 'name="../../etc"'),
        MANIFEST.replace('name="Example Disk"', 'name="con"'),
        MANIFEST.replace('name="Example Disk"', 'name="Events"'),
        MANIFEST.replace('name="Example Disk"', 'name="' + "\u0e01" * 300 + '"'),
        MANIFEST.replace('chid="C1"', 'chid="{[&#10;"'),
        MANIFEST.replace('name="Io"', 'name="a: b #c"').replace('keywords="Io"', 'keywords="a:"'),
        MANIFEST.replace("Full: %1", "&#x202E;<script>alert(1)</script>: '\"{}[]#&amp;|"),
        MANIFEST.replace('culture="de"', 'culture="../x"'),
    ],
)
def test_a_hostile_manifest_gives_a_valid_catalog_or_none(tmp_path: Path, text: str) -> None:
    path, folder = tmp_path / "a.man", tmp_path / "in/catalog"
    folder.parent.mkdir()
    path.write_text(text, "utf-8")
    read = read_source_files([path])
    import_sources(read.providers, folder, SourceImportOptions()).save(folder)
    assert {each.name for each in folder.parent.iterdir()} <= {"catalog", ".catalog.eventdocs"}
    if folder.exists():
        errors = [found for found in read_checked_catalog(folder).diagnostics if prevents_build(found)]
        assert errors == []
    else:
        assert read.findings
