"""The generated parts of docs/, written by `make docs`; a test checks that they are up to date."""

from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path

import click
import polib

from eventdocs.cli import cli
from eventdocs.importers.rules import IMPORT_RULES
from eventdocs.model.diagnostics import Diagnostic, Location, Rule
from eventdocs.rules import prevents_build
from eventdocs.rules.registry import RULES
from eventdocs.schema.reference import FILES, FieldReference, field_references
from tests import dependencies, json_reference, template_reference
from tests.conftest import ROOT

_FAMILIES = {
    "ED0": "Files and syntax",
    "ED1": "Identity, references and settings",
    "ED2": "Translations",
    "ED3": "Placeholders, code and names",
    "ED4": "Markup and links",
    "ED5": "Typography, terms and style",
    "ED6": "Differences from the software",
}
_LONGEST = 100
_FILES = {
    "event": ("Events", "`events/**/*.yaml`: one event in each file, with its strings in all locales."),
    "catalog": ("Settings", "`catalog.yaml`: the settings of the catalog."),
    "group": ("Groups", "`events/**/group.yaml`: the title and introduction of a folder of events."),
    "labels": (
        "Labels",
        "`labels/<locale>.yaml`: words that many pages share, such as headings. They override the built-in labels of the "
        "locale. An event can override labels under `strings.<locale>.labels`. All values are texts.",
    ),
    "pages": (
        "Page profiles",
        "`pages/<locale>.yaml`: the front matter and layout of a locale's [Markdown pages](page-profiles.md).",
    ),
    "glossary": ("Glossary", "`glossary.yaml`: terms, and how to translate them into each locale."),
}

ALL_RULES = (*RULES, *IMPORT_RULES)


def documents() -> dict[Path, str]:
    """Return all generated documents by path in the repository."""
    pages = {Path(f"docs/rules/{rule.code}.md"): _page(rule) for rule in ALL_RULES}
    return {
        Path("docs/adr/README.md"): _decisions(),
        Path("docs/rules/README.md"): _index(),
        Path("docs/reference/catalog-files.md"): _catalog_files(),
        Path("docs/reference/commands.md"): _commands(),
        Path("docs/reference/dependencies.md"): dependencies.document(),
        Path("docs/reference/json.md"): json_reference.document(),
        Path("docs/reference/templates.md"): template_reference.document(),
        **pages,
    }


def _index() -> str:
    lines = [
        "# Rules",
        "",
        "These are the rules of [`eventdocs check`](../how-to/check.md), and findings of imports. `eventdocs explain CODE` explains a rule in "
        "the terminal. To change the severity of a rule, or to accept a finding, see [accept findings](../how-to/check.md#accept-findings).",
        "",
        "Errors marked *prevents a build* are always reported, and a catalog with such an error cannot be built.",
        "",
    ]
    for prefix, title in _FAMILIES.items():
        lines += [f"## {title}", "", "| code | name | severity | rule |", "| --- | --- | --- | --- |"]
        for rule in sorted(ALL_RULES, key=lambda rule: rule.code):
            if rule.code.startswith(prefix):
                lines.append(
                    f"| [{rule.code}]({rule.code}.md) | {rule.name} | {_severity(rule)} | {rule.summary} |"
                )
        lines.append("")
    return "\n".join(lines)


def _decisions() -> str:
    lines = [
        "# Decisions",
        "",
        "Each page records one decision about the design of eventdocs: its context, what was decided, and the consequences. A decision "
        "that no longer holds is superseded by another page, not edited.",
        "",
        "| decision | status |",
        "| --- | --- |",
    ]
    for path in sorted((ROOT / "docs/adr").glob("[0-9]*.md")):
        title, _, status = path.read_text("utf-8").split("\n")[:3]
        status = status.removeprefix("Status: ").split(". ")[0].removesuffix(".")
        lines.append(f"| [{title.removeprefix('# ')}]({path.name}) | {status} |")
    return "\n".join([*lines, ""])


def _catalog_files() -> str:
    lines = [
        "# Catalog files",
        "",
        "This page lists all keys of all files of a catalog. `eventdocs explain KEY` explains a key in the terminal, and "
        "`eventdocs schema NAME` prints a JSON Schema with which your editor completes and checks the keys.",
        "",
        "In the names of keys, `<locale>` and `<name>` are placeholders for keys that you choose, and `[]` means each item of a list. "
        "All values are text: `no`, `1.10` and `010` are read as written. Required keys are marked with an asterisk.",
        "",
    ]
    for file in FILES:
        title, summary = _FILES[file]
        lines += [f"## {title}", "", summary, ""]
        if file == "labels":
            lines += _label_rows()
        else:
            lines += ["| key | meaning | value |", "| --- | --- | --- |"]
            lines += [_row(reference) for reference in field_references(file)]
        lines.append("")
    return "\n".join(lines)


def _label_rows() -> Iterator[str]:
    """Yield the table of labels, with the built-in English texts and what translators are told about them."""
    english = {
        f"{entry.msgctxt}.{entry.msgid}": entry
        for entry in polib.pofile(str(ROOT / "templates/labels/en.po"))
    }
    yield "| key | built-in English text | meaning |"
    yield "| --- | --- | --- |"
    for reference in field_references("labels"):
        label = english.get(reference.path)
        if label:
            yield f"| `{reference.path}` | {label.msgstr} | {label.comment} |"
        else:
            yield f"| `{reference.path}` | | {reference.doc} |"


def _row(reference: FieldReference) -> str:
    required = " \\*" if reference.required else ""
    cells = (f"`{reference.path}`{required}", reference.doc, reference.value)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _commands() -> str:
    lines = [
        "# Commands",
        "",
        "This page lists all commands and their options. `eventdocs COMMAND --help` prints the same in the terminal.",
        "",
    ]
    for path, command in walk_commands(("eventdocs",), cli):
        lines += [*_command(path, command), ""]
    return "\n".join(lines)


def walk_commands(
    path: tuple[str, ...], command: click.Command
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield a command and the commands in it, each with the words that call it."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner
            yield from walk_commands((*path, name), inner)


def _command(path: tuple[str, ...], command: click.Command) -> list[str]:
    """Return the section of a command: its usage, its help, and a table of its options."""
    parent = (
        click.Context(click.Group(" ".join(path[:-1])), info_name=" ".join(path[:-1])) if path[:-1] else None
    )
    context = click.Context(command, info_name=path[-1], parent=parent)
    usage = " ".join([*path, *command.collect_usage_pieces(context)])
    lines = [f"## {' '.join(path)}", "", "```text", usage, "```", "", *_help(command)]
    options = [option for option in command.params if isinstance(option, click.Option)]
    records = [record for option in options if (record := option.get_help_record(context))]
    if records:
        lines += ["", "| option | meaning |", "| --- | --- |"]
        lines += [f"| `{name}` | {text} |" for name, text in map(_cells, records)]
    return lines


def _cells(record: tuple[str, str]) -> tuple[str, str]:
    name, text = (part.replace("|", "\\|") for part in record)
    return name, " ".join(text.split())


def _help(command: click.Command) -> list[str]:
    """Return a command's help as Markdown: paragraphs that click must not wrap become code."""
    paragraphs = cleandoc(command.help or "").split("\n\n")
    lines: list[str] = []
    for paragraph in paragraphs:
        if paragraph.startswith("\b"):
            lines += ["```text", *paragraph.splitlines()[1:], "```", ""]
        else:
            lines += [paragraph, ""]
    return lines[:-1]


def _page(rule: Rule) -> str:
    lines = [
        f"# {rule.code} {rule.name}",
        "",
        f"Severity: {_severity(rule)}.",
        "",
        rule.summary,
        "",
        rule.reason,
        "",
    ]
    if rule in RULES and not _prevents_build(rule):
        lines += [
            "You can [change the severity of this rule or turn it off](../how-to/check.md#accept-findings).",
            "",
        ]
    for title, example in (("Bad", rule.bad), ("Good", rule.good)):
        if example:
            lines += [f"## {title}", "", "```yaml", *(_cut(line) for line in example.splitlines()), "```", ""]
    return "\n".join(lines)


def _severity(rule: Rule) -> str:
    return f"{rule.severity}, prevents a build" if _prevents_build(rule) else str(rule.severity)


def _prevents_build(rule: Rule) -> bool:
    return prevents_build(Diagnostic(rule, Location(""), ""))


def _cut(line: str) -> str:
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def main() -> None:
    """Write all generated documents."""
    for path, text in documents().items():
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
