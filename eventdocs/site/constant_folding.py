"""Constant folding: fill in what is the same on every page of a locale when a template is compiled.

Most of what a template looks up (labels, titles, the text direction) is the same on every page of a locale.
`fold_constants` replaces these names and calls in the syntax tree by their values, and Jinja's optimizer
joins them with the text around them. `FastCodeGenerator` compiles other calls of our own functions to plain
Python calls, and escapes equal strings once. This makes builds faster and changes no text; docs/adr/0016 has
the figures.

Markdown templates are escaped as well, but as Markdown. Their code takes what escapes from `markdown_runtime`
in place of Jinja's runtime.

All of it relies on parts of Jinja that are not documented. `TESTED_JINJA` lists the versions it was tested
with.
"""

import re
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from typing import Any, cast

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer

from eventdocs.site import markdown_text
from eventdocs.site.markdown import escape_output

# Minor versions of Jinja that tests/site/test_constant_folding.py passes with.
TESTED_JINJA = ("3.1",)
# Functions that pages pass to their templates. None of them needs Jinja's context.
_LABEL_FUNCTIONS = ("pgettext", "direction")
_HTML_FUNCTIONS = ("string", "label", "name", "heading", "reveal", "edit_link", "html")
_MARKDOWN_FUNCTIONS = ("spans", "span", "cells", "code", "anchor")
_BLOCK_FUNCTIONS = ("is_block_text", "is_paragraph", "block_units", "html_blocks", "md_blocks", "quote")
DIRECT_CALLS = frozenset((*_LABEL_FUNCTIONS, *_HTML_FUNCTIONS, *_MARKDOWN_FUNCTIONS, *_BLOCK_FUNCTIONS))
# Tags that give a name a new meaning, which templates that are extended see as well.
_ASSIGNMENT = re.compile(r"\{%[-+]?\s*(?:set|macro|import|from)\s+(.{0,200}?)(?:=|\(|[-+]?%\})", re.DOTALL)
_NAME = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class FoldingRules:
    """What may be folded into the templates of one locale.

    `functions` always return the same for the same arguments; functions named in `direct` are called without
    Jinja's context.
    """

    values: Mapping[str, object]
    functions: Mapping[str, Callable[..., object]]
    direct: Set[str] = DIRECT_CALLS

    def without(self, names: Set[str]) -> "FoldingRules":
        """Return the rules for code in which these names mean something else."""
        return FoldingRules(
            {name: value for name, value in self.values.items() if name not in names},
            {name: function for name, function in self.functions.items() if name not in names},
            self.direct - names,
        )


NO_FOLDING = FoldingRules({}, {}, frozenset())


def is_html(name: str | None) -> bool:
    """Return whether a template writes HTML or XML."""
    return name is not None and name.endswith((".html", ".xml"))


def is_markdown(name: str | None) -> bool:
    """Return whether a template writes Markdown."""
    return name is not None and name.endswith((".md", "llms.txt"))


def assigned_names(templates: Mapping[str, str]) -> set[str]:
    """Return the names that any of the templates sets, imports or defines as a macro."""
    targets = (target for text in templates.values() for target in _ASSIGNMENT.findall(text))
    return {name for target in targets for name in _NAME.findall(target)}


def foldable_values(values: Mapping[str, object]) -> dict[str, object]:
    """Return the values that can be written as literals in a template's code."""
    return {name: value for name, value in values.items() if _is_literal(value)}


def _is_literal(value: object) -> bool:
    if isinstance(value, dict):
        return all(isinstance(item, str) for item in (*value, *value.values()))
    return value is None or type(value) in (str, bool, int)


def fold_constants(tree: nodes.Template, rules: FoldingRules) -> nodes.Template:
    """Replace names and calls in a syntax tree by their values, and mark the calls that can be direct."""
    own = {name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"}
    return cast("nodes.Template", _ConstantFolder(rules.without(own)).visit(tree))


class _ConstantFolder(NodeTransformer):
    def __init__(self, rules: FoldingRules) -> None:
        self.rules = rules

    def visit_Name(self, node: nodes.Name) -> nodes.Node:
        if node.ctx == "load" and node.name in self.rules.values:
            return nodes.Const(self.rules.values[node.name], lineno=node.lineno)
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        self.generic_visit(node)
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        # Jinja allows no new node classes; `FastCodeGenerator` reads this attribute.
        node.direct = name in self.rules.direct and node.dyn_kwargs is None  # type: ignore[attr-defined]
        function = self.rules.functions.get(name)
        arguments = [argument.value for argument in node.args if isinstance(argument, nodes.Const)]
        others: list[Any] = [*node.kwargs, node.dyn_args, node.dyn_kwargs]
        if function is None or any(others) or len(arguments) < len(node.args):
            return node
        return nodes.Const(function(*arguments), lineno=node.lineno)


class FastCodeGenerator(CodeGenerator):
    """Jinja's code generator with two changes that make pages faster to render.

    Marked calls become plain Python calls: Jinja's own code checks at each call whether the function wants
    the context, which ours never do. Values are escaped by `FoldingEnvironment.escape_output`, which
    remembers the strings that it escaped.
    """

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """Write the code of a call."""
        if not getattr(node, "direct", False):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        if node.dyn_args is not None:
            self.write("*")
            self.visit(node.dyn_args, frame)
            self.write(", ")
        for named in node.kwargs:
            self.write(f"{named.key}=")
            self.visit(named.value, frame)
            self.write(", ")
        self.write(")")

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        if not is_markdown(self.name) or isinstance(node, nodes.TemplateData):
            return super()._output_child_to_const(node, frame, finalize)
        value = node.as_const(frame.eval_ctx)
        return markdown_text.escape_markdown_output(value) if frame.eval_ctx.autoescape else str(value)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or is_markdown(self.name):
            super()._output_child_pre(node, frame, finalize)
            return
        self.write("environment.escape_output(")
        if finalize.src is not None:
            self.write(finalize.src)


class FoldingEnvironment(Environment):
    """Jinja's environment with constant folding, direct calls and cached escaping."""

    code_generator_class = FastCodeGenerator
    escape_output = staticmethod(escape_output)
    rules = NO_FOLDING

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return fold_constants(super()._parse(source, name, filename), self.rules)

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        code = super()._generate(source, name, filename, defer_init=defer_init)
        # On the line of Jinja's own imports, so that all line numbers stay the same.
        return code.replace("\n", f"; {_MARKDOWN_IMPORT}\n", 1) if is_markdown(name) else code


_MARKDOWN_IMPORT = "from eventdocs.site.markdown_runtime import Macro, Markup, escape, markup_join"
