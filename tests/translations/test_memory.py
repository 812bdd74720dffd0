"""Near matches are found in memories of every size, and large ones are not slower."""

from functools import partial
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from eventdocs.model.exchange import Match
from eventdocs.translations.memory import TranslationMemory, _common_length


def filled(size: int) -> TranslationMemory:
    memory = TranslationMemory()
    for number in range(size):
        memory.add(f"The disk of session {number} is full.", f"O disco da sessão {number} está cheio.")
    memory.add("The listener has stopped.", "O ouvinte parou.")
    return memory


def test_a_near_source_is_found_in_a_memory_where_all_words_are_common() -> None:
    for size in (10, 5_000):
        match = filled(size).find("The disk of session 7 is nearly full.", 0.75)
        assert match is not None
        assert 0.75 <= match.score < 1.0
        assert match.target.startswith("O disco da sessão")


def test_the_most_used_translation_is_offered_and_ties_go_to_the_lower_code_point() -> None:
    memory = TranslationMemory()
    for target in ("b", "c", "c", "a", "a"):
        memory.add("Full.", target)
    found = memory.find("Full.")
    assert found is not None
    assert (found.target, found.score) == ("a", 1.0)


def test_white_space_makes_no_other_text_and_a_far_one_is_no_match() -> None:
    memory = filled(10)
    assert memory.find("The  listener\nhas stopped.") == Match(
        "The listener has stopped.", "O ouvinte parou.", 1.0
    )
    assert memory.find("Nothing like it at all.", 0.6) is None


def common_length(text: str, other: str) -> int:
    """Return the length of the longest common subsequence, with a table of all prefixes."""
    row = [0] * (len(other) + 1)
    for a in text:
        row = [0, *accumulate(zip(row, row[1:], other, strict=False), partial(_cell, a), initial=0)][1:]
    return row[-1]


def _cell(a: str, left: int, cell: tuple[int, int, str]) -> int:
    diagonal, above, b = cell
    return diagonal + 1 if a == b else max(left, above)


@given(st.text("abc ", max_size=40), st.text("abc ", max_size=40))
def test_the_common_length_is_that_of_the_textbook(text: str, other: str) -> None:
    assert _common_length(text, other) == common_length(text, other)


def test_the_score_is_the_share_of_letters_in_the_same_order() -> None:
    memory = TranslationMemory()
    memory.add("abcd efgh", "x")
    found = memory.find("abcd xfgh", 0.5)
    assert found is not None
    assert found.score == 16 / 18


def test_long_texts_are_compared_by_their_word_pairs() -> None:
    words = [f"word{number}" for number in range(400)]
    memory = TranslationMemory()
    memory.add(" ".join(words), "x")
    found = memory.find(" ".join([*words[:-1], "other"]), 0.9)
    assert found is not None
    assert found.score == 2 * 399 / (401 + 401)
    assert memory.find(" ".join([*words[:200], *(f"else{number}" for number in range(200))]), 0.9) is None


def test_the_best_matches_are_different_translations_in_order_of_their_scores() -> None:
    memory = TranslationMemory()
    for source, target in (
        ("The disk is full.", "cheio"),
        ("The disk is full.", "lotado"),
        ("The disk is full.", "lotado"),
        ("The disk is full!", "cheio"),
        ("The disk is fuller.", "mais cheio"),
        ("Nothing of the kind", "nada"),
    ):
        memory.add(source, target)

    def best(source: str, count: int) -> list[str]:
        return [match.target for match in memory.best(source, 0.6, count)]

    assert best("The disk is full.", 9) == ["lotado", "cheio", "mais cheio"]
    assert best("The disk is full.", 1) == ["lotado"]
    assert best("The disk is full", 1) == ["lotado"]
    assert best("Quite another text", 2) == []
    scores = [match.score for match in memory.best("The disk is full.", 0.6, 3)]
    assert scores == sorted(scores, reverse=True)
    assert scores[:2] == [1.0, 1.0]


def test_a_discarded_translation_is_no_longer_found() -> None:
    memory = TranslationMemory()
    for target in ("cheio", "cheio", "lotado"):
        memory.add("The disk is full.", target)
    memory.discard("The disk is full.", "cheio")
    assert len(memory.best("The disk is full.", 0.6, 2)) == 2
    memory.discard("The disk is full.", "cheio")
    memory.discard("The disk is full.", "vazio")
    memory.discard("The disk is empty.", "vazio")
    assert [match.target for match in memory.best("The disk is full.", 0.6, 2)] == ["lotado"]
    memory.discard("The disk is full.", "lotado")
    assert memory.best("The disk is full.", 0.6, 2) == []
    assert memory.find("The disk is full.") is None
    assert memory.find("The disk is full!", 0.6) is None
