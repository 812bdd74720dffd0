"""A string is replaced in place, or inserted with the mappings above it."""

from itertools import combinations

import pytest

from eventdocs.formats.yaml.strings import write_string, write_strings

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


STRINGS = {
    ("strings", "en-US", "message"): ("It's empty.",),
    ("strings", "en-US", "cause"): ("Logs.", "Files."),
    ("strings", "en-US", "description"): ("New.",),
    ("strings", "en-US", "parameters", "Drive", "description"): ("The drive.",),
    ("strings", "en-US", "parameters", "Count", "description"): ("How many.",),
    ("strings", "pt-BR", "message"): ("Cheio.",),
    ("strings", "pt-BR", "cause"): ("Logs.", "Dumps."),
    ("strings", "pt-BR", "parameters", "Drive", "description"): ("A unidade.",),
}


@pytest.mark.parametrize("count", range(1, len(STRINGS) + 1))
@pytest.mark.parametrize("end", [b"\n", b""])
def test_strings_written_together_give_the_file_of_strings_written_one_by_one(count: int, end: bytes) -> None:
    for paths in combinations(STRINGS, count):
        single = FILE.rstrip(b"\n") + end
        for path in paths:
            single = write_string(single, path, STRINGS[path], lambda _: ORDER)
        together, refused = write_strings(
            FILE.rstrip(b"\n") + end, {path: STRINGS[path] for path in reversed(paths)}, lambda _: ORDER
        )
        assert (together.rstrip(b"\n"), refused) == (single.rstrip(b"\n"), {})


def test_strings_that_a_file_does_not_allow_are_refused_and_the_others_written() -> None:
    flow = ("strings", "de", "message")
    file = FILE + b"  de: {cause: Voll}\n"
    together, refused = write_strings(file, {**STRINGS, flow: ("Voll.",)}, lambda _: ORDER)
    alone, _ = write_strings(FILE, STRINGS, lambda _: ORDER)
    assert list(refused) == [flow]
    assert together.replace(b"  de: {cause: Voll}\n", b"") == alone
    assert all(
        write_string(together, path, text, lambda _: ORDER) == together for path, text in STRINGS.items()
    )


LONG = "Causes:\n\n- First\n  more  \n- Second\n\n      code\n\n```\nx\n```"
LITERAL = b"""|
      Causes:

      - First
        more  \n      - Second

            code

      ```
      x
      ```
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"'Full.'\n", LITERAL),
        (b"Full.\n", LITERAL),
        (b'"Full,\n      really"\n', LITERAL),
        (b"|\n      Full.\n", LITERAL),
        (b">\n      Full.\n      Really.\n", LITERAL),
        (b">-\n      Full.\n", LITERAL.replace(b"|", b"|-")),
    ],
)
def test_a_text_of_several_lines_is_written_as_a_literal_block(old: bytes, new: bytes) -> None:
    """Writing the same text changes no byte, and a text of one line becomes one line again."""
    path = ("strings", "en-US", "message")
    file = FILE.replace(b"'Full.'\n", old)
    written = write_string(file, path, (LONG,), lambda _: ORDER)
    assert written == FILE.replace(b"'Full.'\n", new)
    assert write_strings(file, {path: (LONG,)}, lambda _: ORDER) == (written, {})
    assert write_string(written, path, (LONG,), lambda _: ORDER) == written


def test_a_comment_after_a_text_stays_when_the_text_gets_several_lines() -> None:
    path = ("strings", "en-US", "message")
    file = FILE.replace(b"'Full.'\n", b"Full.  # short\n")
    written = write_string(file, path, ("a\n\nb",), lambda _: ORDER)
    assert written == FILE.replace(b"'Full.'\n", b'"a\\n\\nb"  # short\n')


def test_new_strings_of_several_lines_are_literal_blocks() -> None:
    written = write_string(FILE, ("strings", "pt-BR", "message"), (LONG,), lambda _: ORDER)
    assert written == FILE + b"  pt-BR:\n    message: " + LITERAL
