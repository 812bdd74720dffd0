"""Exchange files are untrusted: hostile ones cause no traceback, long wait, write or silent loss."""

import time
from pathlib import Path

from eventdocs.commands.exchange import ImportOptions, import_files
from eventdocs.model.errors import EventdocsError
from tests.conftest import Write, tree

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
