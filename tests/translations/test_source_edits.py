"""Edits of sources are compared word by word: the same replacement in several texts is one edit."""

import pytest

from eventdocs.translations.source_edits import SourceEdit, is_one_edit


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([], True),
        ([("Disk hsa no space.", "Disk has no space.")], True),
        ([("It hsa space.", "It has space."), ("A file hsa 2 names.", "A file has 2 names.")], True),
        ([("A hsa B hsa.", "A has B hsa.")], True),
        ([("Close it.", "Now close it.")], True),
        ([("Disk hsa no space.", "Drive has no space.")], True),
        ([("Disk D hsa no space.", "Drive D has no space.")], False),
        ([("Disk hsa no space.", "Disk has no space."), ("It is on.", "It is off.")], False),
        ([("", "Disk has no space.")], False),
        ([("a " * 300, "b " * 300)], False),
    ],
)
def test_one_replacement_is_one_edit(texts: list[tuple[str, str]], expected: bool) -> None:
    edits = [SourceEdit("pt-BR", str(key), *pair) for key, pair in enumerate(texts)]
    assert is_one_edit(edits) is expected
