"""Folding: what a template says of its locale becomes part of its text when it is compiled.

A page asks for dozens of words and settings that are the same on every page of a locale. Their places in the
syntax tree are filled in once; Jinja's own optimizer then joins them with the text around them. What remains
is written by the environment's `shown`, which knows what was escaped before.
"""

import re
from collections.abc import Callable, Mapping, Set
from typing import Any, cast

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer

# The functions that pages give to their templates.
_OF_WORDS = ("pgettext", "direction")
_OF_HTML = ("string", "label", "name", "heading", "reveal", "correction", "html")
DIRECT = frozenset((*_OF_WORDS, *_OF_HTML, "text", "one", "cells", "anchor"))
# What gives names a meaning of a template's own, which templates that it extends see as well.
_SET = re.compile(r"\{%[-+]?\s*(?:set|macro|import|from)\s+(.*?)(?:=|\(|[-+]?%\})", re.DOTALL)
_NAME = re.compile(r"\w+")


def defined(templates: Mapping[str, str]) -> set[str]:
    """Find the names that any template sets, imports or makes a macro of."""
    found = (each for text in templates.values() for each in _SET.findall(text))
    return {name for each in found for name in _NAME.findall(each)}


def constants(values: Mapping[str, object]) -> dict[str, object]:
    """Choose the values that can stand in a template's code."""
    return {name: value for name, value in values.items() if _is_plain(value)}


def _is_plain(value: object) -> bool:
    if isinstance(value, dict):
        return all(isinstance(each, str) for each in (*value, *value.values()))
    return value is None or type(value) in (str, bool, int)


def folded(
    tree: nodes.Template, values: Mapping[str, object], calls: Mapping[str, Callable[..., object]]
) -> nodes.Template:
    """Fill in names of constants, and calls of functions that always answer the same, in a syntax tree.

    Calls of functions that need nothing of Jinja's context are marked as such.
    """
    own = {name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"}
    folding = _Folding(
        {name: value for name, value in values.items() if name not in own},
        {name: call for name, call in calls.items() if name not in own},
        DIRECT - own,
    )
    return cast("nodes.Template", folding.visit(tree))


class Generator(CodeGenerator):
    """Jinja's code generator with two short ways.

    Escaped output is written by `environment.shown`, and calls that `folded` marked are plain calls.
    """

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """Write a call."""
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

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
            return
        self.write("environment.shown(")
        if finalize.src is not None:
            self.write(finalize.src)


class _Folding(NodeTransformer):
    def __init__(
        self, values: Mapping[str, object], calls: Mapping[str, Callable[..., object]], direct: Set[str]
    ) -> None:
        self.values, self.calls, self.direct = values, calls, direct

    def visit_Name(self, node: nodes.Name) -> nodes.Node:
        if node.ctx == "load" and node.name in self.values:
            return nodes.Const(self.values[node.name], lineno=node.lineno)
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        self.generic_visit(node)
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        # Jinja closes its classes of nodes to new ones; `Generator` reads this mark.
        node.direct = name in self.direct and node.dyn_kwargs is None  # type: ignore[attr-defined]
        call = self.calls.get(name)
        arguments = [each.value for each in node.args if isinstance(each, nodes.Const)]
        unsure: list[Any] = [*node.kwargs, node.dyn_args, node.dyn_kwargs]
        if call is None or any(unsure) or len(arguments) < len(node.args):
            return node
        return nodes.Const(call(*arguments), lineno=node.lineno)
