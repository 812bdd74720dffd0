"""Checks of a project's own templates and assets. They read the text of templates and run nothing."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.diagnostics import Diagnostic, Location, Rule, Severity, did_you_mean

MISSING_ASSET = Rule(
    "ED130",
    "missing-asset",
    Severity.ERROR,
    "The files that `site` names are in `templates/assets`.",
    "Without them, the site cannot be built.",
    "",
    "",
)
UNKNOWN_BLOCK = Rule(
    "ED131",
    "unknown-block",
    Severity.WARNING,
    "A template overrides only blocks that exist in the template that it extends.",
    "Pages do not show other blocks.",
    "",
    "",
)
UNUSED_TEMPLATE = Rule(
    "ED132",
    "unused-template",
    Severity.WARNING,
    "Each template of a project replaces a built-in one, or another template uses it.",
    "A file with a mistyped name has no effect.",
    "",
    "",
)
SYNTAX = Rule(
    "ED135",
    "template-syntax",
    Severity.ERROR,
    "The templates of a project have no syntax errors.",
    "With a syntax error in a template, the site cannot be built.",
    "",
    "",
)
_DEFAULT = "default/"
_TAG = re.compile(r"\{%[-+]?[ \t]*(block|endblock|extends|include|import|from)\b[ \t]*[\"']?([\w./-]*)")


@dataclass(frozen=True)
class _Template:
    """A template: the blocks outside of other blocks by name, all blocks, and the templates that it uses."""

    text: str
    outer: dict[str, int] = field(default_factory=dict)
    blocks: set[str] = field(default_factory=set)
    uses: list[str] = field(default_factory=list)
    parents: list[str] = field(default_factory=list)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text."""
        return self.text.split("\n")


def template_findings(
    settings: CatalogSettings,
    own: Mapping[str, str],
    default: Mapping[str, str],
    assets: Collection[str],
) -> Iterator[Diagnostic]:
    """Yield findings about a project's templates; `own` and `default` are texts by name, `assets` names."""
    tree = settings.trees["catalog"]
    for setting, name in settings.design.assets.items():
        if name not in assets:
            message = f"there is no file `templates/assets/{name}`"
            yield Diagnostic(
                MISSING_ASSET, tree.where("site", setting), message, did_you_mean(name, sorted(assets))
            )
    templates = {f"{_DEFAULT}{name}": _parse(text) for name, text in default.items()}
    templates |= {name: _parse(text) for name, text in {**default, **own}.items()}
    used = {name for template in templates.values() for name in template.uses}
    for name in sorted(own):
        if name not in default and name not in used:
            hint = did_you_mean(name, sorted(default)) or "remove it"
            yield Diagnostic(
                UNUSED_TEMPLATE, Location(f"templates/{name}"), "nothing uses this template", hint
            )
        yield from _unknown_blocks(name, templates)
        yield from _syntax_errors(name, own[name])


def _syntax_errors(name: str, text: str) -> Iterator[Diagnostic]:
    from eventdocs.site.template_env import syntax_error  # imports Jinja, which other checks do not need

    error = syntax_error(name, text)
    if error is not None:
        line, start, end, message = error
        where = Location(f"templates/{name}", line, start + 1, line, end + 1)
        yield Diagnostic(SYNTAX, where, message, "fix the template")


def _unknown_blocks(name: str, templates: Mapping[str, _Template]) -> Iterator[Diagnostic]:
    template = templates[name]
    known, parents, seen = set[str](), list(template.parents), {name}
    if not parents:
        return
    while parents:
        parent = parents.pop()
        if parent not in seen and parent in templates:
            seen.add(parent)
            known |= templates[parent].blocks
            parents += templates[parent].parents
    for block, at in template.outer.items():
        if block not in known:
            line = template.text.count("\n", 0, at) + 1
            column = at - (template.text.rfind("\n", 0, at) + 1) + 1
            where = Location(f"templates/{name}", line, column, line, column + len(block))
            message = f"no template that this one extends has a block `{block}`"
            yield Diagnostic(UNKNOWN_BLOCK, where, message, did_you_mean(block, sorted(known)))


def _parse(text: str) -> _Template:
    template, depth = _Template(text), 0
    for match in _TAG.finditer(_without_comments(text)):
        tag, value = match.groups()
        if tag == "block":
            template.blocks.add(value)
            if not depth:
                template.outer[value] = match.start(2)
            depth += 1
        elif tag == "endblock":
            depth -= 1
        else:
            template.uses.append(value)
            if tag == "extends":
                template.parents.append(value)
    return template


def _without_comments(text: str) -> str:
    """Return a template with spaces for its comments, so that positions stay."""
    parts, end = [], 0
    while (start := text.find("{#", end)) >= 0:
        parts.append(text[end:start])
        end = text.find("#}", start) + 2
        if end < 2:
            return "".join(parts)
        parts.append(" " * (end - start))
    return "".join((*parts, text[end:]))
