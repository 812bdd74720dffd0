"""Missing translations are suggested from memories or by a program; broken output is rejected."""

import errno
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from eventdocs.commands.accept import accept_translations
from eventdocs.commands.fill import SuggestionSources, fill_locale
from eventdocs.model.errors import EventdocsError
from eventdocs.model.ledger import State
from eventdocs.store.catalog import read_catalog
from eventdocs.store.files import write_atomic
from eventdocs.translations.accept import AcceptOptions
from tests.conftest import EVENT, Run, Write, tree

E7 = "events/7-diskfull.yaml"
BARE = EVENT.replace("id: 7", "id: 8").replace("DiskFull", "DiskSlow")
MISSING = BARE[: BARE.index("      pt-BR:")].replace("Disk %1 is full.", "Disk %1 is nearly full.")
FAKE = """
import json, sys
for line in sys.stdin:
    given = json.loads(line)
    text = " ".join(word if word.startswith("[[") else word[::-1] for word in given["text"].split(" "))
    print(json.dumps({"id": given["id"], "text": EDIT}))
"""


@pytest.fixture
def folder(catalog: Write) -> Path:
    """Return a catalog of a translated and an untranslated event."""
    return catalog({"events/8-diskslow.yaml": MISSING})


@pytest.fixture(autouse=True)
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return the pauses before retries, which take no time here."""
    seconds: list[float] = []
    monkeypatch.setattr("eventdocs.commands.fill.sleep", seconds.append)
    return seconds


def machine(folder: Path, edit: str = "text") -> str:
    path = folder.parent / "machine.py"
    path.write_text(FAKE.replace("EDIT", edit), "utf-8")
    return f"{sys.executable} {path}"


def test_the_translation_of_an_equal_source_is_suggested_and_written_as_machine_translated(
    folder: Path,
) -> None:
    before = tree(folder)
    done = fill_locale(folder, "pt-br", SuggestionSources(), write=False)
    assert [(offer.key, offer.target, offer.score) for offer in done.suggestions] == [
        ("8:description", "O disco está cheio.", 1.0)
    ]
    assert tree(folder) == before
    fill_locale(folder, "pt-BR", SuggestionSources(), write=True)
    record = read_catalog(folder).catalog.settings.ledgers["pt-BR"].records["8:description"]
    assert (record.state, record.by) == (State.MACHINE, "mt:memory")
    assert "    description: O disco está cheio.\n" in (folder / "events/8-diskslow.yaml").read_text("utf-8")


def test_a_stale_translation_is_suggested_for_no_other_string(folder: Path) -> None:
    accept_translations(folder, [], AcceptOptions(by="ana"))
    for path in folder.glob("events/*.yaml"):
        path.write_text(path.read_text("utf-8").replace("is full.", "is slow."), "utf-8")
    assert fill_locale(folder, "pt-BR", SuggestionSources(), write=False).suggestions == []


@pytest.mark.parametrize("count", range(4))
def test_a_run_that_is_interrupted_is_completed_by_the_next(
    count: int, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever file is written last, the texts never count as translated by a person."""
    shutil.copytree(folder, tmp_path / "complete")
    fill_locale(tmp_path / "complete", "pt-BR", SuggestionSources(), write=True)
    written: list[Path] = []

    def write_some(path: Path, data: bytes) -> None:
        if len(written) == count:
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(path)
        write_atomic(path, data)

    with monkeypatch.context() as patched, pytest.raises(EventdocsError, match="no space left"):
        patched.setattr("eventdocs.store.catalog.write_atomic", write_some)
        fill_locale(folder, "pt-BR", SuggestionSources(), write=True)
    fill_locale(folder, "pt-BR", SuggestionSources(), write=True)
    assert tree(folder) == tree(tmp_path / "complete")


def test_the_translation_of_a_similar_source_is_suggested_with_its_score(folder: Path) -> None:
    offers = {
        offer.key: offer
        for offer in fill_locale(folder, "pt-BR", SuggestionSources(min_score=0.7), write=False).suggestions
    }
    assert 0.7 <= offers["8:message"].score < 1.0
    assert offers["8:message"].target == "O disco %1 está cheio."


def test_a_program_translates_texts_without_matches_and_placeholders_are_restored(folder: Path) -> None:
    done = fill_locale(folder, "pt-BR", SuggestionSources(command=machine(folder)), write=True)
    assert {offer.key: offer.target for offer in done.suggestions}["8:message"] == "ksiD %1 si ylraen .lluf"
    assert read_catalog(folder).catalog.settings.ledgers["pt-BR"].records["8:message"].state is State.MACHINE


@pytest.mark.parametrize("edit", ["text.replace('[[1]]', '')", "text + ' [[1]]'", "text + ' [[2]]'", "'x'"])
def test_output_with_a_missing_or_unknown_mark_is_rejected(edit: str, folder: Path) -> None:
    done = fill_locale(folder, "pt-BR", SuggestionSources(command=machine(folder, edit)), write=True)
    assert done.refused == [("8:message", "placeholders or names were lost or changed")]
    assert "ksiD" not in (folder / "events/8-diskslow.yaml").read_text("utf-8")


@pytest.mark.parametrize("answer", ['{"id": "0", "text": null}', '{"id": "0"}', "[" * 100_000, "7", '"x"'])
def test_an_answer_without_a_text_is_an_error_with_its_line(answer: str, folder: Path) -> None:
    path = folder.parent / "answer.txt"
    path.write_text(f"\n{answer}\n", "utf-8")
    before = tree(folder)
    with pytest.raises(EventdocsError, match=f"`cat {path}` wrote an invalid line 2"):
        fill_locale(folder, "pt-BR", SuggestionSources(command=f"cat {path}"), write=True)
    assert tree(folder) == before


@pytest.mark.parametrize(("edit", "code"), [("'\u202e' + text", "ED511"), (r"'\ud800' + text", "ED002")])
def test_a_text_that_the_checker_calls_an_error_is_rejected_with_its_code(
    edit: str, code: str, folder: Path
) -> None:
    done = fill_locale(folder, "pt-BR", SuggestionSources(command=machine(folder, edit)), write=True)
    assert done.merged is not None
    assert {each.key: each.reason[:5] for each in done.merged.rejected} == {"8:message": code}
    assert [each.key for each in done.merged.imported] == ["8:description"]


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("/nowhere/program", "cannot run `/nowhere/program`"),
        ("false", "`false` failed: exit code 1"),
        ("sh -c 'echo no memory >&2; exit 3'", "failed: no memory"),
        ("sh -c 'kill -9 $$'", "failed: killed by SIGKILL"),
        ("echo nonsense", "wrote an invalid line 1"),
        ("printf '\\377'", "wrote an invalid line 1: it is not UTF-8"),
        ("sleep 1000", "`sleep 1000` did not finish within 0.2 seconds"),
        ("sh -c 'sleep 1000 & cat > /dev/null'", "did not finish within 0.2 seconds"),
    ],
)
def test_a_program_that_fails_writes_nothing(command: str, reason: str, folder: Path) -> None:
    before = tree(folder)
    with pytest.raises(EventdocsError) as caught:
        fill_locale(folder, "pt-BR", SuggestionSources(command=command, timeout=0.2, retries=0), write=True)
    assert reason in caught.value.message
    assert tree(folder) == before


def test_if_a_batch_fails_the_answers_before_it_are_written_and_the_next_run_goes_on(
    catalog: Write, run: Run
) -> None:
    """The program translates one batch, with a line separator that JSON may contain, and then fails."""
    folder = catalog({E7: EVENT.partition("      pt-BR:")[0]})
    mark = folder.parent / "mark"
    program = folder.parent / "program.py"
    program.write_text(
        "import json, os, sys\n"
        f"mark = {str(mark)!r}\n"
        "if os.path.exists(mark): os.remove(mark); sys.exit('out of credit')\n"
        "open(mark, 'w')\n"
        "for line in sys.stdin:\n"
        "    request = json.loads(line)\n"
        "    text = {'id': request['id'], 'text': request['text'][::-1].replace(']]1[[', '[[1]]')}\n"
        "    print(json.dumps({**text, 'note': '\u2028'}, ensure_ascii=False))\n",
        "utf-8",
    )
    options = (
        "--locale",
        "pt-BR",
        "--write",
        "--retries",
        "0",
        "--batch",
        "1",
        "--command",
        f"{sys.executable} {program}",
    )
    outcome = run("translations", "fill", folder, *options)
    assert outcome.code == 1
    assert "failed: out of credit" in outcome.err
    assert outcome.err.endswith("1 suggestion, 1 text written, 1 refused\n")
    outcome = run("translations", "fill", folder, *options)
    assert (outcome.code, outcome.err.endswith("1 suggestion, 1 text written\n")) == (0, True)


def test_the_command_line_prints_suggestions(folder: Path, run: Run) -> None:
    outcome = run("translations", "fill", folder, "--locale", "pt-BR")
    assert outcome.out == "8:description (100%): The disk is full. -> O disco está cheio.\n"


DETAILS = """    details: |
      Free some space:

      - Delete files.

        ```sh
        rm -r /tmp/*
        ```
"""


def test_code_is_kept_and_not_sent_to_a_program(catalog: Write) -> None:
    """The translation gets the lists and the code of the source. A text that looks like a list is escaped."""
    made = catalog(
        {
            E7: f"id: 7\nname: DiskFull\nstrings:\n  en-US:\n{DETAILS}",
            "labels/pt-BR.yaml": "levels: {error: Erro}\n",
        }
    )
    command = machine(made, "'- X' if given['text'] == 'Delete files.' else text.replace('rm', 'mv')")
    done = fill_locale(made, "pt-BR", SuggestionSources(command=command), write=True)
    assert [offer.key for offer in done.suggestions] == ["7:details#1", "7:details#2"]
    assert done.merged is not None
    assert done.merged.rejected == []
    expected = DETAILS.replace("Free some space:", "eerF emos :ecaps").replace("Delete files.", "\\- X")
    assert (made / E7).read_text("utf-8").endswith(f"  pt-BR:\n{expected}")
    assert fill_locale(made, "pt-BR", SuggestionSources(command=command), write=False).suggestions == []


@pytest.mark.parametrize(
    ("block", "code", "note"),
    [
        ("{}", 0, "2 suggestions, 2 texts written"),
        (
            "{} # soon",
            1,
            "8:message rejected: `events/8-diskslow.yaml` cannot be edited: `strings.pt-BR` is not",
        ),
    ],
)
def test_an_empty_block_of_a_locale_is_filled_or_reported(
    block: str, code: int, note: str, catalog: Write, run: Run
) -> None:
    bare = BARE[: BARE.index("      pt-BR:")]
    folder = catalog({"events/8-diskslow.yaml": f"{bare}      pt-BR: {block}\n"})
    outcome = run("translations", "fill", folder, "--locale", "pt-BR", "--write")
    assert outcome.code == code
    assert note in outcome.err
    text = (folder / "events/8-diskslow.yaml").read_text("utf-8")
    filled = "  pt-BR:\n    description: O disco está cheio.\n    message: O disco %1 está cheio.\n"
    assert text.endswith(f"  pt-BR: {block}\n" if code else filled)


RECORDED = """
import json, pathlib, sys
runs = pathlib.Path(sys.argv[1])
runs.write_text((runs.read_text() if runs.exists() else "") + "run\\n")
count = len(runs.read_text().splitlines())
for line in sys.stdin:
    given = json.loads(line)
    with open(sys.argv[1] + ".requests", "a") as requests:
        requests.write(line)
    CODE
"""
ANSWER = 'print(json.dumps({"id": given["id"], "text": given["text"] + "!"}))'


@pytest.fixture
def recorded(folder: Path) -> Callable[[str], tuple[str, Path]]:
    """Return a function that makes a program which records its runs and requests."""

    def make(code: str) -> tuple[str, Path]:
        path, runs = folder.parent / "recorded.py", folder.parent / "runs"
        path.write_text(RECORDED.replace("CODE", code), "utf-8")
        return f"{sys.executable} {path} {runs}", runs

    return make


Recorded = Callable[[str], tuple[str, Path]]


def test_a_program_that_fails_is_run_again_after_longer_and_longer_pauses(
    folder: Path, recorded: Recorded, pauses: list[float]
) -> None:
    command, runs = recorded(f"if count < 3: sys.exit('busy')\n    {ANSWER}")
    done = fill_locale(folder, "pt-BR", SuggestionSources(command=command), write=True)
    assert (done.refused, pauses, runs.read_text("utf-8")) == ([], [1.0, 2.0], "run\n" * 3)
    assert "message: Disk %1 is nearly full.!" in (folder / "events/8-diskslow.yaml").read_text("utf-8")


def test_only_texts_without_a_valid_answer_are_sent_again_and_not_forever(
    catalog: Write, folder: Path, recorded: Recorded
) -> None:
    catalog({"events/8-diskslow.yaml": MISSING.replace("The disk is full.", "Other text.")})
    command, runs = recorded(f"if given['text'].startswith('Other'): {ANSWER}")
    done = fill_locale(folder, "pt-BR", SuggestionSources(command=command, retries=3), write=True)
    assert done.refused == [("8:message", "no answer")]
    assert [offer.target for offer in done.suggestions] == ["Other text.!"]
    requests = Path(f"{runs}.requests").read_text("utf-8").splitlines()
    assert [json.loads(line)["text"][:5] for line in requests] == ["Other", *["Disk "] * 4]


def test_the_notes_and_terms_of_a_text_are_sent(catalog: Write, folder: Path, recorded: Recorded) -> None:
    catalog(
        {
            "events/8-diskslow.yaml": MISSING,
            "glossary.yaml": "terms:\n  - {term: disk, locales: {pt-BR: {use: [disco]}}}\n",
        }
    )
    command, runs = recorded(ANSWER)
    fill_locale(folder, "pt-BR", SuggestionSources(command=command), write=False)
    (request,) = map(json.loads, Path(f"{runs}.requests").read_text("utf-8").splitlines())
    assert request["notes"][0] == "8 - DiskSlow: message"
    assert "Term disk: disco" in request["notes"]
    assert (request["source"], request["target"]) == ("en-US", "pt-BR")


@pytest.mark.parametrize("batches", [2, 3])
def test_what_was_translated_before_an_interruption_is_written_string_by_string(
    batches: int, catalog: Write, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The two sentences of a string are in different batches."""
    text = MISSING.replace(
        "      en-US:\n", "      en-US:\n        cause: [One., Two.]\n        resolution: Three.\n"
    )
    catalog({"events/8-diskslow.yaml": text})
    answered: list[str] = []

    def run(command: str, given: bytes, timeout: float) -> bytes:
        if len(answered) == batches:
            raise KeyboardInterrupt
        request = json.loads(given)
        answered.append(request["text"])
        return json.dumps({"id": request["id"], "text": f"{answered[-1]}!"}).encode()

    monkeypatch.setattr("eventdocs.commands.fill.run_program", run)
    with pytest.raises(KeyboardInterrupt):
        fill_locale(folder, "pt-BR", SuggestionSources(command="x", batch=1), write=True)
    assert answered == ["Disk [[1]] is nearly full.", "One.", "Two."][:batches]
    written = (folder / "events/8-diskslow.yaml").read_text("utf-8")
    assert [sentence in written for sentence in ("One.!", "Two.!")] == [batches == 3] * 2
    assert "message: Disk %1 is nearly full.!" in written
    assert "description: O disco está cheio." in written


def test_each_written_text_counts_once(catalog: Write, run: Run) -> None:
    bare = {f"events/{number}-diskslow.yaml": MISSING.replace("id: 8", f"id: {number}") for number in (8, 9)}
    folder = catalog(
        {**bare, "events/9-diskslow.yaml": bare["events/9-diskslow.yaml"].replace("Slow", "Off")}
    )
    outcome = run("translations", "fill", folder, "--locale", "pt-BR", "--write")
    assert outcome.err.endswith("2 suggestions, 2 texts written\n")


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ('translate "a', '`translate "a` is not a command: no closing quotation'),
        (" ", "the command is empty"),
    ],
)
@pytest.mark.parametrize("write", [True, False])
def test_a_command_that_cannot_be_split_into_words_is_an_error(
    folder: Path, command: str, message: str, write: bool
) -> None:
    with pytest.raises(EventdocsError, match=message) as error:
        fill_locale(folder, "pt-BR", SuggestionSources(command=command), write=write)
    assert error.value.hint.startswith("write it as in a shell: ")
