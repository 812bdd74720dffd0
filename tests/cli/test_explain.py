"""`eventdocs explain` shows an event in two languages, or explains a rule."""

import json
from pathlib import Path

import pytest

from eventdocs.commands.explain import explain_fields
from eventdocs.rules.registry import RULES
from eventdocs.schema.reference import FILES, field_references
from tests.conftest import EVENT, Run, Write


def test_an_event_is_found_by_id_key_or_name_and_shown_with_its_source(catalog: Write, run: Run) -> None:
    folder = catalog()
    shown = run("explain", "7", folder, "--locale", "pt-br").out
    assert shown == run("explain", "diskFULL", folder, "--locale", "pt-BR").out
    assert "Mensagem | Message\n  O disco %1 está cheio.\n  | Disk %1 is full.\n" in shown
    assert "Nível | Level: Erro | Error" in shown


def test_only_the_source_is_shown_by_default_and_a_missing_text_has_its_locale(
    catalog: Write, run: Run
) -> None:
    folder = catalog(
        {"events/7-diskfull.yaml": EVENT.replace("        message: O disco %1 está cheio.\n", "")}
    )
    assert "| " not in run("explain", "7", folder).out
    assert "  [en-US] Disk %1 is full." in run("explain", "7", folder, "--locale", "pt-BR").out


def test_json_has_the_metadata_and_each_text_with_its_source(catalog: Write, run: Run) -> None:
    shown = run("explain", "7", catalog(), "--locale", "pt-BR", "--format", "json").out
    (page,) = json.loads(shown)
    assert (page["key"], page["level"], page["keywords"], page["parameters"]) == (
        "7",
        "error",
        ["Storage"],
        None,
    )
    message = next(section for section in page["sections"] if section["role"] == "message")
    assert message["paragraph"] == [
        {
            "text": "O disco %1 está cheio.",
            "plain": "O disco %1 está cheio.",
            "locale": "pt-BR",
            "source": "Disk %1 is full.",
            "missing": False,
            "machine": False,
            "stale": False,
        }
    ]


def test_a_mistyped_name_gets_a_suggestion(catalog: Write, run: Run) -> None:
    outcome = run("explain", "DiskFul", catalog())
    assert (outcome.code, outcome.out) == (2, "")
    assert "did you mean `DiskFull`?" in outcome.err
    outcome = run("explain", "ED399")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == "eventdocs: there is no rule `ED399` · use a code that `eventdocs check` prints\n"


def test_all_versions_of_an_id_are_shown(catalog: Write, run: Run) -> None:
    second = EVENT.replace("id: 7", "id: 7\n    version: 1")
    shown = run("explain", "7@1", catalog({"events/7-diskfull-v1.yaml": second})).out
    assert shown.count("7 - DiskFull") == 1
    assert run("explain", "DiskFull", catalog()).out.count("7 - DiskFull") == 2


def test_every_rule_is_explained_with_summary_and_reason(run: Run) -> None:
    for rule in RULES:
        shown = run("explain", rule.code.lower()).out
        assert rule.summary in shown
        assert rule.reason in shown
    assert json.loads(run("explain", "ED302", "--format", "json").out)["name"] == "broken-placeholder"


def test_control_characters_of_an_event_do_not_reach_the_terminal(catalog: Write, run: Run) -> None:
    hostile = EVENT.replace("O disco %1 está cheio.", '"\u202e\u2066 x"')
    folder = catalog({"events/7-diskfull.yaml": hostile})
    for kind in ("text", "json"):
        shown = run("explain", "7", folder, "--locale", "pt-BR", "--format", kind).out
        assert not set(shown) & set("\u202e\u2066\x1b")


def test_a_key_is_explained_without_a_catalog(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("explain", "strings.message").out == (
        "strings.<locale>.message\n"
        "  The message that the software prints: literal text, no Markdown.\n"
        "  File: event\n"
        "  Value: a literal text, or a list of its sentences\n"
    )
    fields = json.loads(run("explain", "replaced_by", "--format", "json").out)
    assert ("event", "replaced_by") in {(field["file"], field["path"]) for field in fields}


def test_every_key_of_every_file_is_explained(run: Run) -> None:
    for file in FILES:
        for field in field_references(file):
            assert field.doc.endswith("."), field
            assert field in explain_fields(field.name)


def test_without_a_catalog_a_mistyped_key_gets_a_suggestion(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = run("explain", "levle")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == "eventdocs: there is no rule or key `levle` · did you mean `level`?\n"
    hint = "to show an event, pass its catalog: eventdocs explain NAME CATALOG"
    assert run("explain", "4031").err == f"eventdocs: there is no rule or key `4031` · {hint}\n"


def test_a_catalog_makes_the_name_that_of_an_event(catalog: Write, run: Run) -> None:
    folder = catalog({"events/8-level.yaml": EVENT.replace("id: 7", "id: 8").replace("DiskFull", "level")})
    assert "8 - level" in run("explain", "level", folder).out
    assert "8 - level" not in run("explain", "level").out
    outcome = run("explain", "levle", folder)
    assert (outcome.code, outcome.out) == (2, "")
    assert "there is no event `levle` · did you mean `level`?" in outcome.err
