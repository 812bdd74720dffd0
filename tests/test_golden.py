"""Golden trees: the files of the site of each catalog. `make update-goldens` updates them.

Assets are left out and their hashes masked, so that a change of style does not change pages.
"""

import re
import shutil
from pathlib import Path

import pytest

from eventdocs.building.api import build
from eventdocs.site.routes import Format
from tests.conftest import ROOT, tree

CASES = sorted(path for path in (ROOT / "tests/golden").iterdir() if path.is_dir())


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_a_catalog_builds_to_its_golden_tree(case: Path, tmp_path: Path, update_goldens: bool) -> None:
    built = build(case / "catalog", tmp_path / "site", [Format.HTML, Format.MARKDOWN])
    assert built.changes
    pages = {name: _masked(data) for name, data in tree(tmp_path / "site").items() if "assets/" not in name}
    if update_goldens:
        shutil.rmtree(case / "site", ignore_errors=True)
        for name, data in pages.items():
            (case / "site" / name).parent.mkdir(parents=True, exist_ok=True)
            (case / "site" / name).write_bytes(data)
    assert pages == tree(case / "site")


def _masked(data: bytes) -> bytes:
    return re.sub(rb"(assets/\w+)\.[0-9a-f]{12}\.", rb"\1.HASH.", data)
