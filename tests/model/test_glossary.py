"""Terms are found as whole words, in any case unless they have capitals inside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventdocs.model.glossary import Term, TermIndex, _pattern, find_term
from eventdocs.text.locales import spaceless


@pytest.mark.parametrize(
    ("text", "forms", "locale", "found"),
    [
        ("The Disk is full", ("disk",), "en-US", "Disk"),
        ("The diskette is full", ("disk",), "en-US", None),
        ("The disk is full", ("Disk",), "en-US", "disk"),
        ("disks and disk", ("disk", "disks"), "en-US", "disks"),
        ("a webhost, a WebHost", ("WebHost",), "en-US", "WebHost"),
        ("ディスクがいっぱい", ("ディスク",), "ja-JP", "ディスク"),
        ("新しいURIです", ("URI",), "ja-JP", "URI"),
        ("新しいURIsです", ("URI",), "ja-JP", None),
        ("ação", ("aç",), "pt-BR", None),
        ("C++ code", ("C++",), "en-US", "C++"),
        ("nothing", (), "en-US", None),
    ],
)
def test_the_first_form_in_the_text_is_found(
    text: str, forms: tuple[str, ...], locale: str, found: str | None
) -> None:
    span = find_term(text, forms, locale)
    assert (text[slice(*span)] if span else None) == found


WORDS = st.sampled_from(
    ("disk", "Disk", "disks", "C++", "web host", "host", "ディスク", "URI", "é", ".NET", "&&", "a_b")
)
TEXTS = st.lists(st.one_of(WORDS, st.sampled_from((" ", ", ", "s", "-", "です"))), max_size=12).map("".join)


@given(TEXTS, st.lists(WORDS, min_size=1, max_size=6), st.sampled_from(("en-US", "ja-JP")))
def test_terms_are_found_by_their_rarest_word_and_no_form_is_missed(
    text: str, words: list[str], locale: str
) -> None:
    terms = [(Term(word), (word,)) for word in words]
    expected = [term for term, (word,) in terms if _pattern(word, spaceless(locale)).search(text)]
    assert list(TermIndex(terms, locale).find(text)) == expected
    for word in words:
        match = _pattern(word, spaceless(locale)).search(text)
        assert find_term(text, (word,), locale) == (match.span() if match else None)
