"""The terms of a search: folded words without plurals, parts of names, pairs of characters."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from eventdocs.text import search_terms
from eventdocs.text.search_terms import STEMS, guid_term, id_terms, is_word, stem, terms


@pytest.mark.parametrize(
    ("text", "locale", "wanted"),
    [
        ("Pending queues", "en-US", {"pending", "queue"}),
        (
            "DiskFull HTTPServer volume12",
            "en",
            {"disk", "full", "diskfull", "http", "server", "httpserver", "volume", "12", "volume12"},
        ),
        ("0x80070FAE a B 7", "en", {"0x80070fae", "7"}),
        ("mensagens, sess\u00f5es e se\u0301ries", "pt-BR", {"mensagem", "sessao", "serie"}),
        (
            "\u0627\u0644\u0642\u0627\u0626\u0645\u0629 \u0664\u0660\u0661\u0664",
            "ar",
            {"\u0642\u0627\u064a\u0645", "4014"},
        ),
        ("\u30e1\u30c3 \u30bb", "ja", {"\u30e1\u30c3", "\u30c3\u30bb"}),
        ("\uba54 \uc2dc\uc9c0 uri", "ko", {"\uba54\uc2dc", "\uc2dc\uc9c0", "uri"}),
        ("Stra\u00dfe \u0130 \u0967\u0968", "en", {"strasse", "12"}),
        ("_ - %1 ..", "en", {"1"}),
        ("", "en", set()),
    ],
)
def test_a_text_has_terms(text: str, locale: str, wanted: set[str]) -> None:
    assert terms(text, locale) == wanted


def test_a_plural_has_the_term_of_its_singular() -> None:
    for language, singular, plural in (
        ("en", "address", "addresses"), ("en", "query", "queries"), ("en", "queue", "queues"),
        ("pt", "canal", "canais"), ("pt", "servidor", "servidores"), ("es", "sesion", "sesiones"),
        ("fr", "journal", "journaux"), ("it", "errore", "errori"), ("de", "fehler", "fehlern"),
        ("tr", "olay", "olaylar"), ("pl", "kolejka", "kolejki"), ("cs", "fronta", "fronty"),
        ("ru", "\u043e\u0448\u0438\u0431\u043a\u0430", "\u043e\u0448\u0438\u0431\u043a\u0438"),
    ):  # fmt: skip
        assert stem(singular, language) == stem(plural, language), plural
    assert stem("status", "en") == "status"
    assert stem("bus", "en") == "bus"
    assert stem("messages", "xx") == "messages"


def test_endings_and_beginnings_are_folded_themselves() -> None:
    for language, rules in STEMS.items():
        for ending, replacement in rules:
            bare = ending.removeprefix("^")
            assert {bare, replacement} <= {"", *terms(f"{bare} {replacement}"), *bare, *replacement}, language


def test_an_id_has_a_term_and_its_beginnings_have_some() -> None:
    assert id_terms("4031") == ("#4031", frozenset({"#4", "#40", "#403"}))
    assert id_terms("0x7B") == ("#123", frozenset({"#1", "#12"}))
    assert id_terms("08006")[0] == "#8006"
    assert id_terms("KB-17")[0] == "#kb17"


def test_a_guid_is_one_term_whatever_is_around_it() -> None:
    guid = "C651F5F6-1C0D-492E-8AE1-B4EFD7C9D503"
    assert guid_term(guid) == guid_term(f"{{{guid.lower()}}}") == guid.lower().replace("-", "")
    assert guid_term("storage") == ""


def test_words_that_may_be_misspelled_are_neither_numbers_nor_pairs_nor_long_names() -> None:
    assert is_word("message")
    for other in ("ab", "404", "volume12", "\u30e1\u30c3\u30bb", "pendingsessionqueuefull"):
        assert not is_word(other), other


@given(
    st.text(
        st.sampled_from("aB1é ß\u00bd\ufb01\u0301\u0130ŀñ÷\u00a0-“…йё\u0488\u30e1\u30c3ﾒ가\u0663_%\n"),
        max_size=12,
    )
)
@example("caf\u00e9\u0301s")
@example("1\u00bd \u0140a")
def test_words_of_simple_texts_are_found_before_they_are_folded(text: str) -> None:
    """The script folds a whole query first."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(search_terms, "_SIMPLE", re.compile("(?!)"))
        patched.setattr(search_terms, "_LATIN", re.compile("(?!)"))
        folded_first = terms(text, "pt")
    assert terms(text, "pt") == folded_first


def test_texts_on_lines_of_their_own_have_the_terms_of_each() -> None:
    texts = ["Disk full", "\u30e1\u30c3", "\u30bb\u30fc", "\u0301a"]
    assert terms("\n".join(texts), "ja") == set().union(*(terms(text, "ja") for text in texts))
