"""Generated documents are what the code says."""

from tests.conftest import ROOT
from tests.documents import documents


def test_the_generated_documents_are_up_to_date() -> None:
    written = documents()
    found = {path: (ROOT / path).read_text("utf-8") for path in written if (ROOT / path).exists()}
    assert found == written, "run: make docs"


def test_no_document_of_a_rule_is_left_over() -> None:
    assert {path.name for path in (ROOT / "docs/rules").iterdir()} == {path.name for path in documents()}
