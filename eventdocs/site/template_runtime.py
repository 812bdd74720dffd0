"""Replacements for names of Jinja's runtime in the code of compiled templates.

All of it knows the markers of skeletons: what a macro, a block or a `{% set %}` block writes may have markers
in it. In HTML templates, values are escaped by a function that remembers the strings that it escaped.

Markdown templates escape as Markdown. Their macros and `{% set %}` blocks return Markdown, `~` joins Markdown
with escaped text, and everything else that they write is escaped as Markdown. HTML that Jinja's filters mark
as safe is not Markdown, so it is escaped.
"""

from typing import Any  # as Jinja types the arguments of macros

from jinja2 import runtime

from eventdocs.site import markdown_text
from eventdocs.site.markdown import escape_output, safe
from eventdocs.site.markdown_text import Markdown, escape_markdown_output
from eventdocs.site.skeletons import Joined, Marker, concat, pure, write


def is_html(name: str | None) -> bool:
    """Return whether a template writes HTML or XML."""
    return name is not None and name.endswith((".html", ".xml"))


def is_markdown(name: str | None) -> bool:
    """Return whether a template writes Markdown."""
    return name is not None and name.endswith((".md", "llms.txt"))


def escape_html(value: object) -> Any:
    """Return a value that an HTML template writes, escaped."""
    return write(value, escape_output) if isinstance(value, Marker) else escape_output(value)


def escape_markdown(value: object) -> Any:
    """Return a value that a Markdown template writes, escaped."""
    return (
        write(value, escape_markdown_output) if isinstance(value, Marker) else escape_markdown_output(value)
    )


def as_html(text: object) -> Any:
    """Return what a part of an HTML template wrote, so that it is not escaped again."""
    if isinstance(text, Joined):
        return Joined([text], safe)
    return text if isinstance(text, Marker) else safe(str(text))


def as_markdown(text: object) -> Any:
    """Return what a part of a Markdown template wrote, so that it is not escaped again."""
    if isinstance(text, Joined):
        return Joined([text], Markdown)
    return text if isinstance(text, Marker) else Markdown(text)


@pure
def _join_html(values: list[object]) -> str:
    return runtime.markup_join(values)


@pure
def _join_markdown(values: list[object]) -> str:
    return markdown_text.join(values)


def join_html(values: tuple[object, ...]) -> Any:
    """Return values joined with `~` in an HTML template."""
    return _join_html(list(values))


def join_markdown(values: tuple[object, ...]) -> Any:
    """Return values joined with `~` in a Markdown template."""
    return _join_markdown(list(values))


class HtmlMacro(runtime.Macro):
    """A macro that returns HTML."""

    def _invoke(self, arguments: list[Any], autoescape: bool) -> Any:
        text = super()._invoke(arguments, False)
        return as_html(text) if autoescape else text


class MarkdownMacro(runtime.Macro):
    """A macro that returns Markdown."""

    def _invoke(self, arguments: list[Any], autoescape: bool) -> Any:
        text = super()._invoke(arguments, False)
        return as_markdown(text) if autoescape else text


class BlockReference(runtime.BlockReference):
    """A block of a template, called by its name or as `super()`."""

    def __call__(self) -> Any:
        """Return what the block writes, so that it is not escaped again."""
        text = concat(self._stack[self._depth](self._context))
        if not self._context.eval_ctx.autoescape:
            return text
        return as_markdown(text) if is_markdown(self._context.name) else as_html(text)


class TemplateReference(runtime.TemplateReference):
    """The template that is rendered, as `self`."""

    def __getitem__(self, name: str) -> Any:
        reference = super().__getitem__(name)
        return BlockReference(name, reference._context, reference._stack, reference._depth)


class Context(runtime.Context):
    """The names of a template."""

    def super(self, name: str, current: Any) -> Any:
        """Return the block of the extended template."""
        reference = super().super(name, current)
        if not isinstance(reference, runtime.BlockReference):
            return reference
        return BlockReference(name, self, reference._stack, reference._depth)
