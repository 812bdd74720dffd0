"""If one side changed a value since the last import, its value wins; if both did, it is a conflict."""

import pytest

from eventdocs.importers.import_hashes import value_hash
from eventdocs.importers.source_changes import (
    Outcome,
    Prefer,
    SourceValue,
    adds_parameters,
    compared_values,
    decide,
    fact_text,
)
from eventdocs.model.event import Event, LocaleStrings, Parameter
from eventdocs.model.source_mapping import WantedEvent
from eventdocs.model.sources import SourceEvent

SAME, TAKE, KEEP, CONFLICT = Outcome.SAME, Outcome.TAKE, Outcome.KEEP, Outcome.CONFLICT


@pytest.mark.parametrize(
    ("ours", "theirs", "base", "outcome"),
    [
        ("a", "a", None, SAME),
        ("a", "a", "b", SAME),
        (None, None, "b", SAME),
        ("a", "b", "a", TAKE),
        ("a", None, "a", TAKE),
        ("b", "a", "a", KEEP),
        (None, "a", "a", KEEP),
        ("b", "c", "a", CONFLICT),
        (None, "c", "a", CONFLICT),
        ("b", None, "a", CONFLICT),
        (None, "a", None, TAKE),
        ("a", None, None, KEEP),
        ("a", "b", None, CONFLICT),
    ],
)
def test_the_side_that_changed_wins(
    ours: str | None, theirs: str | None, base: str | None, outcome: Outcome
) -> None:
    digest = None if base is None else value_hash(base)
    assert decide(SourceValue("level", ours, theirs), digest, Prefer.NEITHER) is outcome
    for prefer, resolved in ((Prefer.SOURCE, TAKE), (Prefer.CATALOG, KEEP)):
        wanted = resolved if outcome is CONFLICT else outcome
        assert decide(SourceValue("level", ours, theirs), digest, prefer) is wanted


def test_a_message_that_was_never_imported_and_differs_in_white_space_alone_is_kept() -> None:
    message = SourceValue("en-US.message", "Disk %1 is full.", "Disk %1\nis  full.", "en-US")
    assert decide(message, None, Prefer.NEITHER) is KEEP
    assert decide(SourceValue("task", "a b", "a  b"), None, Prefer.NEITHER) is CONFLICT


def test_values_are_facts_and_the_messages_of_the_locales_that_the_source_has() -> None:
    ours = Event(
        "7",
        "A",
        level="error",
        strings={"en-US": LocaleStrings(strings={"message": ("One.", "Two.")}), "de": LocaleStrings()},
    )
    theirs = Event(
        "7",
        "A",
        keywords=(),
        parameters=(Parameter("a", "t", map="M", members=(Parameter("b"),)),),
        strings={"en-US": LocaleStrings(strings={"message": ("One.",)}), "fr": LocaleStrings()},
    )
    values = {
        value.name: (value.ours, value.theirs)
        for value in compared_values(ours, WantedEvent(theirs, SourceEvent("7", "A", 1), "a.man"))
    }
    assert values == {
        "level": ("error", None),
        "channel": (None, None),
        "keywords": (None, ""),
        "task": (None, None),
        "opcode": (None, None),
        "parameters": (None, "a type=t map=M members=b"),
        "en-US.message": ("One. Two.", "One."),
    }
    assert fact_text(theirs, "keywords") != fact_text(ours, "keywords")


def test_parameters_are_an_addition_if_existing_ones_do_not_differ() -> None:
    ours = Event("7", "A", parameters=(Parameter("a", "t"),))
    assert adds_parameters(ours, Event("7", "A", parameters=(Parameter("a", "t", stored="s"),)))
    assert not adds_parameters(ours, Event("7", "A", parameters=(Parameter("a", "u", stored="s"),)))
    assert not adds_parameters(ours, Event("7", "A", parameters=(Parameter("a", "t"), Parameter("b"))))
    assert not adds_parameters(ours, Event("7", "A"))
