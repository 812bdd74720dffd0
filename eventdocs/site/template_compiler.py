"""Compile templates to code that uses our escaping and recognizes the markers of skeletons.

Jinja writes code that imports names such as `escape` and `Macro` from its runtime. `SkeletonEnvironment`
replaces them by those of `template_runtime`, for HTML or for Markdown. Filters and tests are wrapped, so that
none looks at a marker.

This relies on parts of Jinja that are not documented. `TESTED_JINJA` lists the versions it was tested with.
"""

import json
from collections.abc import Callable, Collection, Mapping
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.utils import htmlsafe_json_dumps

from eventdocs.site import markdown_text, skeletons
from eventdocs.site.markdown import Markup
from eventdocs.site.template_runtime import Context, is_html, is_markdown

# Minor versions of Jinja that tests/site/test_template_compiler.py passes with.
TESTED_JINJA = ("3.1",)
# Tests that do not look at a value.
_BLIND_TESTS = frozenset(("defined", "undefined", "none"))
_RUNTIME = "; from eventdocs.site.template_runtime import "
_HTML_NAMES = (
    "BlockReference, TemplateReference, HtmlMacro as Macro, as_html as Markup, escape_html as escape, "
    "join_html as markup_join"
)
_MARKDOWN_NAMES = (
    "BlockReference, TemplateReference, MarkdownMacro as Macro, as_markdown as Markup, "
    "escape_markdown as escape, join_markdown as markup_join"
)


_encoded = json.JSONEncoder(sort_keys=True).encode  # `json.dumps` makes an encoder each time


def _to_json(value: object, indent: int | None = None) -> Markup:
    """Return a value as JSON with sorted keys that is safe inside HTML, like the `tojson` filter of Jinja."""
    dumps = json.dumps if indent else lambda each, **options: _encoded(each)
    return htmlsafe_json_dumps(value, dumps, sort_keys=True, indent=indent)


class MarkdownCodeGenerator(CodeGenerator):
    """Jinja's code generator. In Markdown templates, constants are escaped as Markdown."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        if not is_markdown(self.name) or isinstance(node, nodes.TemplateData):
            return super()._output_child_to_const(node, frame, finalize)
        value = node.as_const(frame.eval_ctx)
        return markdown_text.escape_markdown_output(value) if frame.eval_ctx.autoescape else str(value)


class SkeletonEnvironment(Environment):
    """Jinja's environment for templates that are run with values or with markers."""

    code_generator_class = MarkdownCodeGenerator
    context_class = Context
    concat = staticmethod(skeletons.concat)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.filters["tojson"] = _to_json

    def guard(self, functions: dict[str, Callable[..., Any]], html: Collection[str] = ()) -> None:
        """Add functions for templates; these, filters and tests are not called with markers from now on.

        `html` are the names of functions and filters that return HTML.
        """

        def pure(named: Mapping[str, Callable[..., Any]]) -> dict[str, Any]:
            kinds = {name: skeletons.Html if name in html else skeletons.Text for name in named}
            return {name: skeletons.pure(function, kinds[name]) for name, function in named.items()}

        self.globals.update(pure(functions))
        self.filters = pure(self.filters)
        tests: dict[str, Any] = dict(self.tests)
        self.tests = {
            name: function if name in _BLIND_TESTS else skeletons.test(function)
            for name, function in tests.items()
        }

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        code = super()._generate(source, name, filename, defer_init=defer_init)
        names = _HTML_NAMES if is_html(name) else _MARKDOWN_NAMES if is_markdown(name) else ""
        # On the line of Jinja's own imports, so that all line numbers stay the same.
        return code.replace("\n", f"{_RUNTIME}{names}\n", 1) if names else code
