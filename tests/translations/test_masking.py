"""What must not be translated is masked, and restored if no mark was lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventdocs.model.glossary import Term
from eventdocs.model.strings import TextKind
from eventdocs.translations.masking import mask, unmask
from tests.translations.test_pseudo import TEXTS


@given(TEXTS, st.sampled_from([TextKind.LITERAL, TextKind.MARKUP]))
def test_what_is_protected_comes_back(text: str, kind: TextKind) -> None:
    hidden, kept = mask(text, kind)
    assert unmask(hidden, kept) == text
    assert not kept or unmask(hidden.replace("[[1]]", ""), kept) is None


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
