"""The oracle notices what a reader must not do."""

from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from eventdocs.model.diagnostics import Diagnostic, Location, Severity
from eventdocs.model.diagnostics import Rule as DiagnosticRule
from eventdocs.model.errors import EventdocsError
from eventdocs.store.files import TEMP_SUFFIX
from eventdocs.text.locales import is_tag
from tests.conftest import tree
from tests.fuzz import sandbox as sandbox_module
from tests.fuzz.readers import Reader
from tests.fuzz.sandbox import Hang, Sandbox, fault_name

RULE = DiagnosticRule("ED000", "any", Severity.ERROR, "Any.")


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Sandbox:
    return Sandbox(tmp_path_factory.mktemp("fuzz"))


def reader(read: Callable[[Path, Path], list[Diagnostic]], file: str = "in.po") -> Reader:
    return Reader("any", file, read, lambda catalog: [])


def _never_ends(catalog: Path, path: Path) -> NoReturn:
    while True:
        pass


def _takes_all_memory(catalog: Path, path: Path) -> NoReturn:
    try:
        bytearray(400_000_000)
    except MemoryError as error:
        raise EventdocsError("not a table") from error
    raise EventdocsError("not a table")


def _writes_and_refuses(catalog: Path, path: Path) -> NoReturn:
    (catalog / "events/8-diskslow.yaml").write_bytes(b"id: 8\n")
    raise EventdocsError("not a table")


def _refuses_in_two_lines(catalog: Path, path: Path) -> NoReturn:
    raise EventdocsError("not\na table")


def _leaves_a_partial_file(catalog: Path, path: Path) -> list[Diagnostic]:
    (catalog / f".x{TEMP_SUFFIX}").write_bytes(b"")
    return []


def _takes_an_error(catalog: Path, path: Path) -> list[Diagnostic]:
    event = catalog / "events/8-diskslow.yaml"
    event.write_bytes(event.read_bytes().replace(b"O disco %1", b"O disco"))
    return []


def _finds(location: Location) -> Callable[[Path, Path], list[Diagnostic]]:
    return lambda catalog, path: [Diagnostic(RULE, location, "wrong")]


@pytest.mark.parametrize(
    ("read", "kind", "message"),
    [
        (_never_ends, Hang, "CPU time"),
        (_takes_all_memory, AssertionError, "MemoryError"),
        (_writes_and_refuses, AssertionError, "a refused file changed something"),
        (_refuses_in_two_lines, AssertionError, "more than one line"),
        (_leaves_a_partial_file, AssertionError, "partial files are left"),
        (_takes_an_error, AssertionError, "check reports ED301"),
        (_finds(Location("in.po", 3, 1, 3, 1)), AssertionError, "a line is not in the file"),
        (_finds(Location("in.po", 1, 4, 1, 4)), AssertionError, "a column is not in its line"),
        (_finds(Location("no.po")), FileNotFoundError, "no.po"),
    ],
)
def test_a_fault_is_found_and_its_traces_are_removed(
    read: Callable[[Path, Path], list[Diagnostic]],
    kind: type[BaseException],
    message: str,
    sandbox: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sandbox_module, "CPU_SECONDS", 0.2)
    with pytest.raises(kind, match=message):
        sandbox.examine(reader(read), b"ab\n")
    assert tree(sandbox.folder) == sandbox.base


def test_a_check_that_changes_the_catalog_is_found(sandbox: Sandbox) -> None:
    def read(catalog: Path, path: Path) -> list[Diagnostic]:
        (catalog / "glossary.yaml").unlink()
        return []

    with pytest.raises(AssertionError, match="a check changed the catalog"):
        sandbox.examine(reader(read, "catalog/labels/pt-BR.yaml"), b"{}")
    assert tree(sandbox.folder) == sandbox.base


def test_a_fault_is_named_by_its_kind_and_function() -> None:
    names = set()
    for wrong in (None, 7):
        try:
            is_tag(wrong)  # type: ignore[arg-type]
        except TypeError as error:
            names.add(fault_name(error))
    assert names == {"TypeError in eventdocs/text/locales.py:is_tag"}
