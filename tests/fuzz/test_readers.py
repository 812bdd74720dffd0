"""No file makes a reader crash, hang, exhaust the memory, or leave an invalid catalog."""

import os
from pathlib import Path

import pytest

from eventdocs.store.exchange_files import EXCHANGE_FORMATS
from tests.fuzz.readers import READERS
from tests.fuzz.sandbox import CASES, Sandbox, mutations

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
COUNT = int(os.environ.get("EVENTDOCS_EXAMPLES", "15"))
FOUND = sorted(path.relative_to(CASES).as_posix() for path in CASES.glob("*/*"))


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Sandbox:
    return Sandbox(tmp_path_factory.mktemp("fuzz"))


def test_every_exchange_format_has_a_reader() -> None:
    assert EXCHANGE_FORMATS.keys() <= READERS.keys()


@pytest.mark.parametrize("name", READERS)
def test_a_valid_file_is_read(name: str, sandbox: Sandbox) -> None:
    reader = READERS[name]
    best, *_ = reader.seeds(sandbox.catalog)
    assert sandbox.examine(reader, best) == "read"


@pytest.mark.parametrize("case", FOUND)
def test_files_that_once_caused_faults_cause_none(case: str, sandbox: Sandbox) -> None:
    sandbox.examine(READERS[Path(case).parent.name], (CASES / case).read_bytes())


@pytest.mark.parametrize("name", READERS)
def test_a_damaged_file_is_read_or_refused(name: str, sandbox: Sandbox) -> None:
    reader = READERS[name]
    for data in mutations(list(reader.seeds(sandbox.catalog)), 4031, COUNT):
        sandbox.examine(reader, data)
