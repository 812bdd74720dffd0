"""Text that must not be translated is masked, and restored if no mark was lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventdocs.model.glossary import Term
from eventdocs.model.strings import TextKind
from eventdocs.text.placeholders import Syntaxes, placeholders
from eventdocs.translations.masking import mask, unmask
from tests.text.placeholder_cases import CASES
from tests.translations.test_pseudo import TEXTS

SIGNS = "%{}$@<>'#~[]1sdn "
PIECES = [re.sub("[⟦⟧]", "", case) for text in CASES.values() for case in text.strip().split("\n")[:4]]


@given(TEXTS, st.sampled_from([TextKind.LITERAL, TextKind.MARKUP]))
def test_protected_text_is_restored(text: str, kind: TextKind) -> None:
    hidden, kept = mask(text, kind)
    assert unmask(hidden, kept) == text
    assert not kept or unmask(hidden.replace("[[1]]", ""), kept) is None


@given(
    st.lists(st.sampled_from([*SIGNS, *PIECES, "[[1]]"]) | st.text(max_size=4), max_size=8).map("".join),
    st.sampled_from(list(CASES)),
    st.sampled_from([TextKind.LITERAL, TextKind.MARKUP]),
)
def test_placeholders_of_every_syntax_come_back(text: str, syntaxes: Syntaxes, kind: TextKind) -> None:
    hidden, kept = mask(text, kind, (), syntaxes)
    assert unmask(hidden, kept) == text
    for each in placeholders(text, syntaxes, literal=kind is TextKind.LITERAL):
        assert any(each.text in part or part in each.text for part in kept)


@pytest.mark.parametrize("syntaxes", CASES, ids=lambda syntaxes: "".join(syntaxes.names) or "custom")
def test_the_placeholders_of_a_syntax_are_masked(syntaxes: Syntaxes) -> None:
    for case in CASES[syntaxes].strip().split("\n"):
        text = re.sub("[⟦⟧]", "", case)
        hidden, kept = mask(text, TextKind.LITERAL, (), syntaxes)
        assert unmask(hidden, kept) == text
        assert len(kept) >= case.count("⟦") or "://" in case or "\\" in case or "/" in case


def test_placeholders_code_names_and_kept_terms_are_masked() -> None:
    terms = [Term("Order Gateway", keep=True), Term("disk")]
    text = "The Order Gateway wrote %1 to `a b`: SocketId is lost on disk."
    masked, parts = mask(text, TextKind.MARKUP, terms)
    assert masked == "The [[1]] wrote [[2]] to [[3]]: [[4]] is lost on disk."
    assert parts == ["Order Gateway", "%1", "`a b`", "SocketId"]


def test_of_parts_that_overlap_the_longest_is_masked() -> None:
    masked, parts = mask("The SocketId address", TextKind.MARKUP, [Term("SocketId address", keep=True)])
    assert (masked, parts) == ("The [[1]]", ["SocketId address"])


@pytest.mark.parametrize("answer", ["[[1]]", "[[1]] [[2]] [[2]]", "[[1]] [[3]]", "", "[[2]] [[1]] [[0]]"])
def test_a_lost_repeated_or_unknown_mark_is_noticed(answer: str) -> None:
    assert unmask(answer, ["%1", "%2"]) is None


def test_marks_may_change_their_order() -> None:
    assert unmask("[[2]] de [[1]]", ["%1", "%2"]) == "%2 de %1"
