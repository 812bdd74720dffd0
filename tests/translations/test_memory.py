"""Near matches are found in memories of every size, and cost no more in a large one."""

from eventdocs.translations.memory import Match, TranslationMemory


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
