"""An edit changes only the lines of its value."""

import difflib

import pytest

from eventdocs.formats.yaml.edit import (
    EditError,
    insert_entry,
    insert_item,
    replace_entry,
)
from eventdocs.formats.yaml.read import read
from eventdocs.formats.yaml.scalars import Replacement, ScalarEdit, replace_characters
from eventdocs.model.tree import Scalar, Sequence, find_node
from eventdocs.model.values import values_of

LOCALES = ("en-US", "ar", "ja-JP", "pt-BR")
UNTIDY = """\
# a comment at the top
id: 4031      # the id
strings:
    en-US:   # the source
        message: 'Session failed.'   # short

        # about the next one
        description: >
            Folded
            text.

    # Portuguese comes last
    pt-BR:
        message: "Falha."
"""


def changed_lines(before: bytes, after: bytes) -> list[str]:
    """Return the lines that a diff shows, with their marks."""
    lines = difflib.ndiff(before.decode().splitlines(True), after.decode().splitlines(True))
    return [line.rstrip("\r\n") for line in lines if line[0] in "+-"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_a_locale_is_inserted_in_order_in_the_style_of_the_file(end: str, bom: str) -> None:
    data = (bom + UNTIDY.replace("\n", end)).encode()
    edited = insert_entry(data, ("strings",), "ja-JP", {"message": ("失敗。",)}, LOCALES)
    assert changed_lines(data, edited) == ["+     ja-JP:", "+         message: 失敗。"]
    assert edited.count(b"\r\n") == (edited.count(b"\n") if end == "\r\n" else 0)
    assert edited.startswith(bom.encode())
    keys = [key.value for key, _ in find_node(read(edited, "f")[0], ("strings",)).pairs]  # type: ignore[union-attr]
    assert keys == ["en-US", "ja-JP", "pt-BR"]


def test_an_entry_goes_before_all_others_and_behind_a_last_line_without_end() -> None:
    first = insert_entry(b"b: 1\nc: 2", (), "a", "0", ("a", "b", "c"))
    assert first == b"a: 0\nb: 1\nc: 2"
    last = insert_entry(b"b: 1\nc: 2", (), "d", ("p", "q"), ("b", "c", "d"))
    assert last == b"b: 1\nc: 2\nd:\n  - p\n  - q"


def test_items_are_added_in_the_style_of_the_list() -> None:
    assert insert_item(b"l: [a, c] # x\n", ("l",), "b", "a") == b"l: [a, b, c] # x\n"
    assert insert_item(b"l:\n- a\n- c\n", ("l",), "b", "a") == b"l:\n- a\n- b\n- c\n"


def test_a_text_is_replaced_in_its_quotes_and_comments_stay() -> None:
    data = UNTIDY.encode()
    edited = replace_entry(data, ("strings", "en-US", "message"), ("It's new: really.",))
    assert changed_lines(data, edited) == [
        "-         message: 'Session failed.'   # short",
        "+         message: 'It''s new: really.'   # short",
    ]


def test_a_block_scalar_is_replaced_by_the_lines_of_its_entry() -> None:
    data = UNTIDY.encode()
    edited = replace_entry(data, ("strings", "en-US", "description"), ("One.", "Two."))
    found = find_node(read(edited, "f")[0], ("strings", "en-US", "description"))
    assert found is not None
    assert values_of(found) == ["One.", "Two."]
    assert b"    # Portuguese comes last\n" in edited
    assert b"        # about the next one\n" in edited


def test_a_value_on_a_shared_line_is_replaced_there() -> None:
    assert replace_entry(b"m: {a: 1, b: x}\n", ("m", "b"), "y, z") == b"m: {a: 1, b: 'y, z'}\n"


@pytest.mark.parametrize("data", [b"a: {x: 1}\n", b"a: 1\n", b"a: [\n", b"b: 1\n"])
def test_a_file_without_a_place_for_the_edit_is_rejected(data: bytes) -> None:
    with pytest.raises(EditError):
        insert_entry(data, ("a",), "k", "v", ())


@pytest.mark.parametrize(
    ("data", "old", "new"),
    [
        (b"m: A % 1 b # c\n", "A % 1 b", b"m: A %1 b # c\n"),
        (b"m: 'it''s % 1'\r\n", "it's % 1", b"m: 'it''s %1'\r\n"),
        (b'm: "\\u00e9 % 1"\n', "\u00e9 % 1", b'm: "\\u00e9 %1"\n'),
        (b"m: >\n  folded\n  % 1 text\n", "folded % 1 text", b"m: >\n  folded\n  %1 text\n"),
        (b"m: |\n  two\n    % 1\n", "two\n  % 1", b"m: |\n  two\n    %1\n"),
        (b"m: plain\n  over % 1\n", "plain over % 1", b"m: plain\n  over %1\n"),
        (b"\xef\xbb\xbfm: [a, A % 1 b]\n", "A % 1 b", b"\xef\xbb\xbfm: [a, A %1 b]\n"),
    ],
)
def test_characters_are_replaced_in_every_style_and_every_other_byte_stays(
    data: bytes, old: str, new: bytes
) -> None:
    node = read(data, "f")[0]
    value = find_node(node, ("m",))
    scalar = value if not isinstance(value, Sequence) else value.items[-1]
    assert isinstance(scalar, Scalar)
    start = old.index("% 1")
    edit = ScalarEdit(scalar.span, old, (Replacement(start, start + 3, "%1"),))
    assert replace_characters(data, [edit]) == new


def test_an_edit_that_would_read_otherwise_is_refused() -> None:
    node = find_node(read(b"m: x % 1\n", "f")[0], ("m",))
    assert isinstance(node, Scalar)
    for replacement in (Replacement(0, 5, "x"), Replacement(1, 1, ": ")):
        with pytest.raises(EditError):
            replace_characters(b"m: x % 1\n", [ScalarEdit(node.span, "x % 1", (replacement,))])
