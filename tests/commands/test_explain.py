"""Explain finds events by key, id, name or slug, and rules by code or name."""

import pytest

from eventdocs.commands.explain import explain_event, explain_fields, explain_rule, is_rule
from eventdocs.importers.rules import IMPORT_RULES
from eventdocs.model.diagnostics import Rule
from eventdocs.model.errors import EventdocsError
from tests.conftest import EVENT, Write

VERSION_1 = {"events/7-diskfull-v1.yaml": EVENT.replace("id: 7", "id: 7\n    version: 1")}


@pytest.mark.parametrize(
    ("name", "keys"),
    [("7@1", ["7@1"]), ("7", ["7"]), ("DISKFULL", ["7", "7@1"]), ("7-diskfull-v1", ["7@1"])],
)
def test_a_key_names_one_event_and_anything_else_all_that_match(
    name: str, keys: list[str], catalog: Write
) -> None:
    _, views = explain_event(catalog(VERSION_1), name, None)
    assert [view.event.key for view in views] == keys


def test_the_source_locale_is_the_default_and_others_match_in_any_case(catalog: Write) -> None:
    folder = catalog()
    assert [view.locale for view in explain_event(folder, "7", None)[1]] == ["en-US"]
    assert [view.locale for view in explain_event(folder, "7", "PT-br")[1]] == ["pt-BR"]


def test_an_unknown_event_or_rule_is_an_error_with_a_suggestion(catalog: Write) -> None:
    with pytest.raises(EventdocsError, match="there is no event `DiskFul`") as caught:
        explain_event(catalog(), "DiskFul", None)
    assert "`DiskFull`" in caught.value.hint
    with pytest.raises(EventdocsError) as caught:
        explain_event(catalog(), "something-else", None)
    assert caught.value.hint.startswith("name an event (4031, DispatchSessionFailed), a rule (ED301")
    assert caught.value.hint.endswith("eventdocs status CATALOG --list all")
    with pytest.raises(EventdocsError, match="there is no rule `ED399`"):
        explain_rule("ED399")


@pytest.mark.parametrize("rule", IMPORT_RULES, ids=lambda rule: rule.code)
def test_the_rules_of_an_import_are_explained_with_a_reason(rule: Rule) -> None:
    assert explain_rule(rule.code) is explain_rule(rule.name) is rule
    assert is_rule(rule.name)
    assert rule.reason.endswith(".")


def test_a_rule_is_found_by_code_or_name() -> None:
    assert explain_rule("ed302") is explain_rule("Broken-Placeholder")


def test_keys_are_found_by_their_last_names_the_nearest_to_the_top_first() -> None:
    paths = [(field.file, field.path) for field in explain_fields("level")]
    assert paths[0] == ("event", "level")
    assert paths[-1] == ("labels", "properties.level")
    assert [field.path for field in explain_fields("strings.message")] == ["strings.<locale>.message"]
    assert [field.path for field in explain_fields("parameters[].members[].type")] == [
        "parameters[].members[].type"
    ]
    assert explain_fields("essage") == []
