"""`eventdocs translations accept`, `add` and `prune` print what they record, add and remove."""

import os

import pytest

from tests.conftest import EVENT, Run, Write

E7 = "events/7-diskfull.yaml"


def test_accept_counts_accepted_and_stale_strings(catalog: Write, run: Run) -> None:
    folder = catalog()
    outcome = run("translations", "accept", folder, "--by", "ana", "--reviewed")
    assert outcome.err == f"{folder}: 2 strings accepted, 0 strings stale\n"
    catalog({E7: EVENT.replace("The disk is full.", "The disk has no space.")})
    outcome = run("translations", "accept", folder)
    assert outcome.out == "pt-BR 7:description: the source changed, the translation did not\n"
    assert outcome.err == f"{folder}: 0 strings accepted, 1 string stale\n"


def test_a_translation_that_changed_with_its_source_needs_a_review(catalog: Write, run: Run) -> None:
    folder = catalog()
    run("translations", "accept", folder)
    changed = EVENT.replace("The disk is full.", "The disk has no space.").replace("O disco está", "Disco")
    catalog({E7: changed})
    expected = "pt-BR 7:description: source and translation both changed; needs a review\n"
    assert run("translations", "accept", folder).out == expected


def test_minor_needs_a_reason(catalog: Write, run: Run) -> None:
    outcome = run("translations", "accept", catalog(), "--minor")
    assert outcome.code == 2
    assert outcome.err == 'eventdocs: --minor needs a reason · add: --reason "typo in English"\n'


def test_minor_shows_each_source_before_and_after(catalog: Write, run: Run) -> None:
    folder = catalog()
    run("translations", "accept", folder)
    fixed = EVENT.replace("Disk %1 is full.", "Disk %1 is full!")
    minor = ("translations", "accept", folder, "--minor", "--reason", "typo")
    catalog({E7: fixed.replace("The disk is full.", "The disk is broken.")})
    outcome = run(*minor)
    assert outcome.out.startswith(
        "pt-BR 7:description: not refreshed\n  - The disk is full.\n  + The disk is broken.\n"
        "pt-BR 7:message: not refreshed\n"
    )
    assert (outcome.code, "name its strings with --only" in outcome.err) == (1, True)
    outcome = run(*minor, "--only", "7:message")
    expected = "pt-BR 7:message: refreshed\n  - Disk %1 is full.\n  + Disk %1 is full!\n"
    assert (outcome.code, outcome.out.startswith(expected)) == (0, True)


@pytest.mark.parametrize(
    "command",
    [
        ("add", "ar"),
        ("memory", "--locale", "pt-BR", "-o", os.devnull),
        ("glossary", "-o", os.devnull),
    ],
    ids=lambda command: command[0],
)
def test_a_command_names_the_unchanged_file(command: tuple[str, ...], catalog: Write, run: Run) -> None:
    folder = catalog({"events/8-broken.yaml": "id: 8\nname: [\n"})
    outcome = run("translations", *command, folder)
    assert outcome.code == 1
    assert outcome.err.endswith(f"{folder}: left alone because of errors: events/8-broken.yaml\n")


def test_add_names_the_next_step_and_prune_counts_records(catalog: Write, run: Run) -> None:
    folder = catalog()
    assert "next: eventdocs translations export --locale ar -o FILE" in (
        run("translations", "add", "ar", folder).err
    )
    assert run("translations", "prune", folder).err == f"{folder}: 0 records removed\n"
