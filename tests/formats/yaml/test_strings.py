"""A string is replaced in place, or inserted with the mappings above it."""

import pytest

from eventdocs.formats.yaml.strings import write_string

ORDER = ("description", "message", "cause")
FILE = (
    b"id: 7  # seven\nstrings:\n  en-US:\n    message: 'Full.'\n    cause:\n      - Logs.\n      - Dumps.\n"
)


@pytest.mark.parametrize(
    ("path", "segments", "old", "new"),
    [
        (("en-US", "message"), ("Empty.",), b"'Full.'", b"'Empty.'"),
        (("en-US", "cause"), ("Logs.", "Files."), b"- Dumps.", b"- Files."),
        (("en-US", "cause"), ("Logs.",), b"cause:\n      - Logs.\n      - Dumps.", b"cause: Logs."),
        (("en-US", "description"), ("New.",), b"    message", b"    description: New.\n    message"),
        (("pt-BR", "message"), ("Cheio.",), b"- Dumps.\n", b"- Dumps.\n  pt-BR:\n    message: Cheio.\n"),
    ],
)
def test_only_the_string_changes(
    path: tuple[str, ...], segments: tuple[str, ...], old: bytes, new: bytes
) -> None:
    assert write_string(FILE, ("strings", *path), segments, lambda _: ORDER) == FILE.replace(old, new)
