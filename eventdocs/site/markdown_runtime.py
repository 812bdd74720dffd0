"""What the code of compiled Markdown templates uses in place of the names of Jinja's runtime.

Macros and `{% set %}` blocks return Markdown, `~` joins Markdown with escaped text, and everything else
that a template writes is escaped as Markdown. HTML that Jinja's filters mark as safe is not Markdown, so it
is escaped.
"""

from typing import Any  # as Jinja types the arguments of macros

from jinja2 import runtime

from eventdocs.site.markdown_text import Markdown as Markup
from eventdocs.site.markdown_text import escape_markdown_output as escape
from eventdocs.site.markdown_text import join as markup_join

__all__ = ["Macro", "Markup", "escape", "markup_join"]


class Macro(runtime.Macro):
    """A macro that returns Markdown."""

    def _invoke(self, arguments: list[Any], autoescape: bool) -> str:
        text = super()._invoke(arguments, False)
        return Markup(text) if autoescape else text
