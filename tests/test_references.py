"""Every field, option, rule, template value, JSON key, exit code and exported name has an entry in the reference."""

import re
from functools import cached_property

import click
import pytest

import eventdocs
from eventdocs.cli import cli
from eventdocs.cli.schema import command as schema_command
from eventdocs.model.errors import Exit
from eventdocs.reports.registry import REPORTS
from eventdocs.schema.reference import FILES, field_references
from eventdocs.site.routes import Format
from eventdocs.site.template_env import template_env
from eventdocs.store.exchange_files import EXCHANGE_FORMATS
from eventdocs.text.placeholders import SYNTAXES
from tests import json_reference, template_reference
from tests.conftest import ROOT
from tests.documents import ALL_RULES, walk_commands

REFERENCE = ROOT / "docs/reference"


def page(name: str) -> str:
    return (REFERENCE / f"{name}.md").read_text("utf-8")


def test_every_field_of_every_catalog_file_has_an_entry_with_a_meaning() -> None:
    text = page("catalog-files")
    for file in FILES:
        for reference in field_references(file):
            assert reference.doc and reference.value
            assert f"| `{reference.path}`" in text


def test_every_command_and_option_has_an_entry() -> None:
    sections = dict(
        re.findall(r"^## (eventdocs[^\n]*)\n(.*?)(?=^## |\Z)", page("commands"), re.MULTILINE | re.DOTALL)
    )
    for path, command in walk_commands(("eventdocs",), cli):
        section = sections.pop(" ".join(path))
        assert command.help
        for option in command.params:
            if isinstance(option, click.Option) and not option.hidden:
                assert all(name in section for name in option.opts)
    assert not sections


def test_every_rule_has_a_page_and_a_line_in_the_list() -> None:
    index = (ROOT / "docs/rules/README.md").read_text("utf-8")
    for rule in ALL_RULES:
        assert f"[{rule.code}]({rule.code}.md) | {rule.name}" in index
        assert rule.reason in (ROOT / f"docs/rules/{rule.code}.md").read_text("utf-8")


def test_every_template_block_and_value_has_an_entry_and_every_entry_exists() -> None:
    sources = template_reference.sources()
    env = template_env(sources)
    functions, filters = template_reference.registered(env)
    blocks = {
        name for text in sources.values() for name in template_reference.used_blocks(env.environment, text)
    }
    values = {
        name for text in sources.values() for name in template_reference.used_values(env.environment, text)
    }
    assert blocks == set(template_reference.BLOCKS)
    assert values | functions == set(template_reference.VALUES) | template_reference.function_names()
    assert filters == set(template_reference.FILTERS)
    assert set(sources) == set(template_reference.TEMPLATES)


def test_every_attribute_of_a_template_value_has_an_entry() -> None:
    described = set(template_reference.ATTRIBUTES)
    for value in template_reference.CLASSES.values():
        for name in template_reference.attributes(value):
            own = vars(value).get(name)
            if f"{value.__name__}.{name}" in described:
                described.remove(f"{value.__name__}.{name}")
            else:
                assert isinstance(own, property | cached_property) and own.__doc__, f"{value.__name__}.{name}"
    assert not described


def test_every_json_key_has_a_meaning_and_every_meaning_a_key() -> None:
    json_reference.document()  # raises KeyError for a key without a description
    assert json_reference.unused() == set()


def test_every_schema_has_an_entry() -> None:
    (argument,) = [each for each in schema_command.params if each.name == "file"]
    assert isinstance(argument.type, click.Choice)
    documented = {each.schema for each in json_reference.DOCUMENTS} | set(FILES) | {"record"}
    assert set(argument.type.choices) == documented


def test_every_exported_name_has_an_entry() -> None:
    text = page("python-api")
    assert [name for name in eventdocs.__all__ if not re.search(rf"`{name}\b", text)] == []


def test_every_exit_code_has_an_entry() -> None:
    text = page("exit-codes")
    assert [code for code in Exit if f"| {int(code)} |" not in text] == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("placeholders", list(SYNTAXES)),
        ("file-formats", [each.value for each in Format]),
        ("file-formats", list(EXCHANGE_FORMATS)),
        ("file-formats", list(REPORTS)),
    ],
)
def test_every_syntax_and_format_has_an_entry(name: str, words: list[str]) -> None:
    text = page(name)
    assert [word for word in words if f"`{word}`" not in text] == []
