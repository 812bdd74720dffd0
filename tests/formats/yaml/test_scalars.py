"""A change of one string, in files of every layout, changes only the lines of its scalar."""

import os
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from eventdocs.formats.yaml.read import read, read_values
from eventdocs.formats.yaml.scalars import replace_scalar
from eventdocs.formats.yaml.write import double_quoted
from eventdocs.model.tree import find_node
from eventdocs.model.values import values_of

WORDS = st.sampled_from(
    [
        "disco",
        "%1",
        "está",
        "cheio:",
        "a: b",
        "#x",
        "'q'",
        '"q"',
        "{n}",
        "[x]",
        "- y",
        "ディスク",
        "no",
        "\\n",
        "`c`",
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
STYLES = st.sampled_from(["plain", "single", "double", "literal", "folded", "wrapped"])
COMMENTS = st.sampled_from(["", "  # a comment", " #\ttabs: 'and' \"quotes\""])
EXAMPLES = int(os.environ.get("EVENTDOCS_EXAMPLES", "300"))


class Layout(NamedTuple):
    """How a person formats a file."""

    step: int
    end: str
    bom: bool
    blank: bool


LAYOUTS = st.builds(
    Layout, st.sampled_from([1, 2, 3, 4, 8]), st.sampled_from(["\n", "\r\n"]), st.booleans(), st.booleans()
)


def written(text: str, style: str, indent: str, comment: str) -> list[str]:
    """Return the lines of a value after its key; the first one starts on the line of the key."""
    if style == "plain":
        words = [word for word in text.split(" ") if word.isalnum() or word == "%1"]
        plain = " ".join(words).lstrip("%") or "x"
        return [f"{plain}{comment}"]
    if style == "single":
        return ["'" + text.replace("'", "''") + "'" + comment]
    if style == "double":
        return [double_quoted(text) + comment]
    if style == "wrapped":
        half = len(text) // 2
        first, second = text[:half].strip() or "x", text[half:].strip() or "y"
        return ["'" + first.replace("'", "''"), f"{indent}  " + second.replace("'", "''") + "'" + comment]
    return [("|-" if style == "literal" else ">-") + comment, f"{indent}{text}", f"{indent}second {text}"]


def document(texts: list[str], styles: list[str], comments: list[str], layout: Layout) -> bytes:
    lines = ["# head", "strings:"]
    one, two, three = (" " * layout.step * depth for depth in (1, 2, 3))
    for locale in ("en-US", "pt-BR"):
        lines += [f"{one}{locale}:  # {locale}", *([""] if layout.blank else []), f"{two}# about it"]
        for number, (text, style, comment) in enumerate(zip(texts, styles, comments, strict=True)):
            first, *rest = written(text, style, three, comment)
            lines += [f"{two}k{number}: {first}", *rest, *([f"{two}# between"] if layout.blank else [])]
    text = layout.end.join([*lines, "last: one  # end", ""])
    return ("\ufeff" if layout.bom else "").encode() + text.encode()


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.lists(st.tuples(TEXTS, STYLES, COMMENTS), min_size=1, max_size=4),
    LAYOUTS,
    st.sampled_from(["en-US", "pt-BR"]),
    TEXTS,
    st.data(),
)
def test_a_text_is_replaced_on_its_own_lines_only(
    values: list[tuple[str, str, str]], layout: Layout, locale: str, new: str, data: st.DataObject
) -> None:
    texts, styles, comments = (list(each) for each in zip(*values, strict=True))
    before = document(texts, styles, comments, layout)
    node, diagnostics = read(before, "f.yaml")
    assert node is not None
    assert diagnostics == []
    number = data.draw(st.integers(0, len(values) - 1))
    path = ("strings", locale, f"k{number}")
    after = replace_scalar(before, path, new)
    again, _ = read(after, "f.yaml")
    found = find_node(again, path)
    assert found is not None
    assert values_of(found) == new
    old_lines, new_lines = before.splitlines(keepends=True), after.splitlines(keepends=True)
    head = next(at for at, line in enumerate(old_lines) if line.strip().startswith(f"{locale}:".encode()))
    first = next(
        at for at in range(head, len(old_lines)) if old_lines[at].strip().startswith(f"k{number}:".encode())
    )
    length = len(written(texts[number], styles[number], "", ""))
    after_count = len(old_lines) - first - length
    assert new_lines[:first] == old_lines[:first]
    assert new_lines[len(new_lines) - after_count :] == old_lines[first + length :]
    if styles[number] in ("literal", "folded"):
        assert new_lines[first] == old_lines[first]
    if comments[number] and styles[number] in ("plain", "single", "double"):
        assert new_lines[first].rstrip(b"\r\n").endswith(comments[number].encode())


def test_a_block_scalar_keeps_the_spaces_at_the_ends_of_its_lines() -> None:
    before = b"message: |\n  Hits: %1\n  Misses: %2\n"
    text = "Hits:   %1  \n\nMisses: %2 "
    after = replace_scalar(before, ("message",), text)
    assert after == b"message: |\n  Hits:   %1  \n\n  Misses: %2 \n"
    assert read_values(after, "").value == {"message": text}


@given(st.text("ab:%1 \n\t\r\x07", max_size=12), st.sampled_from(["a", "'a'", '"a"', "|\n  a", ">-\n  a"]))
def test_any_text_can_replace_a_scalar_of_any_style(text: str, old: str) -> None:
    after = replace_scalar(f"message: {old}\n".encode(), ("message",), text)
    assert read_values(after, "").value == {"message": text}
