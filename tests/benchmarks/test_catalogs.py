"""Generated catalogs are valid, and the same each time."""

from pathlib import Path

from benchmarks import catalogs
from benchmarks.events import draw, locales
from eventdocs.commands.check import all_diagnostics
from eventdocs.model.diagnostics import Severity
from eventdocs.store.catalog import read_catalog
from tests.conftest import tree


def test_a_generated_catalog_has_no_errors_in_all_locales(tmp_path: Path) -> None:
    catalogs.write(tmp_path / "catalog", 60, locales(13), providers=3)
    loaded = read_catalog(tmp_path / "catalog")
    assert len(loaded.catalog.events) == 60
    assert len(loaded.catalog.settings.locales) == 13
    found = [*loaded.diagnostics, *all_diagnostics(loaded)]
    assert [each for each in found if each.severity is Severity.ERROR] == []


def test_a_generated_catalog_is_the_same_each_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        catalogs.write(tmp_path / name, 20, locales(4))
    for path in (tmp_path / "one").rglob("*.yaml"):
        assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()


def test_an_event_is_the_same_in_catalogs_of_any_size(tmp_path: Path) -> None:
    for name, count in (("small", 20), ("large", 50)):
        catalogs.write(tmp_path / name, count, locales(2))
    small, large = tree(tmp_path / "small/events"), tree(tmp_path / "large/events")
    assert (len(small), len(large)) == (20, 50)
    assert small.items() <= large.items()
    assert len({draw(number).id for number in range(500)}) == 500
