"""`eventdocs schema` prints a JSON Schema for each kind of file."""

import json

import pytest

from eventdocs.cli.schema import FILES
from tests.conftest import Run


@pytest.mark.parametrize("file", FILES)
def test_each_kind_of_file_has_a_schema(file: str, run: Run) -> None:
    outcome = run("schema", file)
    assert outcome.code == 0
    assert json.loads(outcome.out)["$schema"].startswith("https://json-schema.org/")


def test_another_kind_is_a_usage_error(run: Run) -> None:
    assert run("schema", "site").code == 2
