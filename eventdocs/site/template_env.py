"""Render templates: the Jinja environment of a locale, for templates that are already read."""

import re
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from jinja2 import (
    BytecodeCache,
    DictLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket

from eventdocs.model.errors import EventdocsError
from eventdocs.model.event import strings_in
from eventdocs.site import gfm, learn_markdown
from eventdocs.site.block_structure import assemble_html
from eventdocs.site.block_units import block_units
from eventdocs.site.front_matter import front_matter
from eventdocs.site.locale_context import LocaleContext
from eventdocs.site.markdown import Markup, html, humps, safe
from eventdocs.site.markdown_text import Markdown, encode_link, encode_url
from eventdocs.site.page_shapes import markdown_page
from eventdocs.site.page_view import PageUnit, PageView, is_block_text
from eventdocs.site.resolve import anchor
from eventdocs.site.routes import PageKind, template_of
from eventdocs.site.skeletons import Later, MarkdownPart, Skeletons, is_making_skeleton, known, pure
from eventdocs.site.template_compiler import SkeletonEnvironment
from eventdocs.site.template_runtime import is_html, is_markdown
from eventdocs.text.blocks import is_paragraph
from eventdocs.text.locales import (
    direction,
    display_name,
    format_number,
    format_percent,
    plural_category,
    spaceless,
)

if TYPE_CHECKING:
    from eventdocs.model.labels import LabelLookup

_T = TypeVar("_T")

EOL = "  "
_EXTENDS = re.compile(r"""\{%[-+]?\s*extends\s+["']([^"']+)["']""")
_NOTE_INDENT = 2
_LONGEST_EXCERPT = 160
_NO_ATTRIBUTE = re.compile(r"'[^']*' (?:object )?has no attribute '([^']*)'")
_QUOTED = re.compile(r"'([^']*)'")
_QUOTED_WORD = re.compile(r"`(\w+)`")
_WORD = re.compile(r"\w+")
# Functions and filters that return HTML; an address has nothing to escape.
_RETURNING_HTML = ("html", "html_blocks", "humps", "href", "tojson")
# Functions whose result depends only on their arguments.
_PURE_FUNCTIONS: dict[str, Callable[..., object]] = {
    "direction": direction,
    "display_name": display_name,
    "spaceless": spaceless,
    "anchor": anchor,
    "block_units": block_units,
    "is_block_text": is_block_text,
    "is_paragraph": is_paragraph,
}


_ERRORS = (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError)


class SyntaxProblem(NamedTuple):
    """A syntax error in a template: its line, start and end in the line, and a message."""

    line: int
    start: int
    end: int
    message: str


@dataclass(frozen=True)
class TemplateEnv:
    """Renders a set of templates with values that all pages have; `skeletons` are by template and names."""

    environment: Environment
    template_globals: Mapping[str, object]
    skeletons: dict[tuple[str, ...], Skeletons] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def _markdown_body(self) -> Callable[..., str]:
        """The function that renders Markdown pages without their front matter."""
        return self.repeated(template_of(PageKind.MARKDOWN), *_MARKDOWN_VALUES)

    def render(self, template: str, **values: object) -> str:
        """Return a template's text for some values; an error in it names the template's file and line."""
        try:
            return "".join(self._run(template, values))
        except _ERRORS as error:
            raise self._located(template, error) from error

    def repeated(self, template: str, *names: str, **constants: object) -> Callable[..., str]:
        """Return a function from values of these names to the same text as that of `render`, but faster.

        `constants` are values that all pages have.
        """
        prepare = self.prepared(template, *names, **constants)
        return lambda *values: prepare(*values)()

    def prepared(self, template: str, *names: str, **constants: object) -> Callable[..., Callable[[], str]]:
        """Return a function from values of these names to a function that writes the same text as `render`.

        If all pages are prepared before the first is written, this takes less time.
        """
        skeletons = self.skeletons.get((template, *names))
        if skeletons is None:
            run = self._run
            skeletons = Skeletons(
                lambda *values: run(template, {**constants, **dict(zip(names, values, strict=True))})
            )
            self.skeletons[template, *names] = skeletons
        prepare = skeletons.prepare
        return lambda *values: partial(self._write, template, prepare(*values))

    def _write(self, template: str, write: Callable[[], str]) -> str:
        try:
            return write()
        except _ERRORS as error:
            raise self._located(template, error) from error

    def _located(self, template: str, error: Exception) -> EventdocsError:
        """Return an error in a template with its file and line."""
        if isinstance(error, TemplateSyntaxError):
            return self._template_error(error.name or template, error.lineno, error)
        return self._template_error(*_template_position(error, template), error)

    def _run(self, template: str, values: Mapping[str, object]) -> list[str]:
        """Do what `Template.render` does, without copying all globals for each page."""
        found = self.environment.get_template(template)
        context = found.new_context({**self.template_globals, **values}, shared=True)
        return list(found.root_render_func(context))

    def _template_error(self, template: str, line: int, error: BaseException) -> EventdocsError:
        """Return the error of a template with its position and the line."""
        text, message = "", _message(error)
        with suppress(TemplateError):
            assert self.environment.loader is not None
            source, *_ = self.environment.loader.get_source(self.environment, template)
            text = "".join(source.splitlines()[line - 1 : line])
        return EventdocsError(
            f"templates/{template}:{line}: {message}",
            hint="fix the template",
            excerpt=_excerpt(text, line, message) if text.strip() else (),
        )

    def with_globals(self, values: Mapping[str, object]) -> "TemplateEnv":
        """Return an environment for the same compiled templates with more values that all pages have.

        Functions among the values must depend only on their arguments.
        """
        own = {
            name: pure(value) if callable(value) and not isinstance(value, Later) else value
            for name, value in values.items()
        }
        return TemplateEnv(self.environment, {**self.template_globals, **own})

    def compile(self, template: str) -> None:
        """Compile a template, and those that it extends, before it is rendered."""
        source = ""
        with suppress(TemplateError):  # rendering the template reports the error
            self.environment.get_template(template)
            assert self.environment.loader is not None
            source, *_ = self.environment.loader.get_source(self.environment, template)
        for parent in _EXTENDS.findall(source):
            self.compile(parent)

    def macros(self, template: str, **values: object) -> Any:
        """Return a template's macros, which can use some values, as a module of functions."""
        try:
            return self.environment.get_template(template).make_module({**self.template_globals, **values})
        except TemplateError as error:
            raise self._located(template, error) from error

    def markdown(self, view: PageView, context: LocaleContext, source_sha1: str = "") -> str:
        """Return a Markdown page; the page profile decides the line ends of its front matter."""
        layout, profile = view.event.layout, context.profile
        indent = layout.note_indent if layout.note_indent is not None else profile.layout.note_indent
        blank = layout.blank_after_heading
        own_prefix = strings_in(view.event, view.locale).prefix
        prefix = own_prefix or learn_markdown.unit_prefix(view.event.key, view.locale)
        gap = "\n" if (profile.layout.blank_after_heading if blank is None else blank) else ""
        body = self._markdown_body(
            markdown_page(view),
            known(Markdown(gap)),
            known(" " * (_NOTE_INDENT if indent is None else indent)),
            known("../" * view.event.slug.count("/")),
            *_SPAN_FUNCTIONS[view.bilingual],
        )
        body = body.rstrip().replace(learn_markdown.PREFIX, prefix)
        return f"{front_matter(view, profile, source_sha1)}{body}\n"


_SPAN_FUNCTIONS = {
    bilingual: [known(Later(function, MarkdownPart)) for function in functions.values()]
    for bilingual, functions in learn_markdown.SPAN_FUNCTIONS.items()
}
_MARKDOWN_VALUES = ("page", "gap", "note_indent", "up", *learn_markdown.SPAN_FUNCTIONS[True])


class _TemplateCache(BytecodeCache):
    """A bytecode cache in a dictionary, by the names of templates."""

    def __init__(self, bytecode: MutableMapping[str, bytes]) -> None:
        self.bytecode = bytecode

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the key of a template's code."""
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load a template's code from the cache if it is there."""
        if bucket.key in self.bytecode:
            bucket.bytecode_from_string(self.bytecode[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store a template's code in the cache."""
        self.bytecode[bucket.key] = bucket.bytecode_to_string()


def template_env(
    templates: Mapping[str, str],
    xref: str = "",
    compiled: MutableMapping[str, bytes] | None = None,
) -> TemplateEnv:
    """Return an environment for templates by name.

    `xref` is the address that `<xref:…>` links to, `compiled` is the cache of compiled templates.
    """
    environment = SkeletonEnvironment(
        loader=DictLoader(dict(templates)),
        autoescape=lambda name: is_html(name) or is_markdown(name),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # the templates never change
    )
    if compiled is not None:
        environment.bytecode_cache = _TemplateCache(compiled)
    environment.filters.update(humps=humps, quoted=gfm.quoted, href=encode_link, url=encode_url)
    environment.guard(
        {
            **_PURE_FUNCTIONS,
            **gfm.FUNCTIONS,
            "html": partial(html, xref=xref),
            "html_blocks": _html_blocks,
        },
        html=_RETURNING_HTML,
    )
    return TemplateEnv(environment, {**environment.globals, "eol": EOL})


def _html_blocks(units: Sequence[PageUnit], leaf: Callable[..., str], *arguments: object) -> Markup:
    """Return the blocks of a text as HTML; the macro `leaf` writes each with these arguments."""
    blocks = [unit.block for unit in units if unit.block is not None]
    return safe(assemble_html(blocks, [leaf(unit, *arguments) for unit in units]))


def label_functions(labels: "LabelLookup", locale: str) -> dict[str, Callable[..., str]]:
    """Return the functions for labels and numbers: `pgettext`, `npgettext`, `number` and `percent`."""

    def look_up(find: Callable[[str, str], _T], context: str, key: str) -> _T:
        """Look up a label; one that becomes part of a skeleton is on any page."""
        return (labels.reads.share(find) if is_making_skeleton() else find)(context, key)

    def pgettext(context: str, key: str, **values: str) -> str:
        text = look_up(labels.label, context, key).text
        for name, value in values.items():
            text = text.replace("{" + name + "}", value)
        return text

    def npgettext(context: str, key: str, number: int) -> str:
        plural = look_up(labels.find, context, f"{key}.{plural_category(locale, number)}")
        text = (plural or look_up(labels.label, context, f"{key}.other")).text
        return text.replace("{count}", format_number(locale, number))

    return {
        "pgettext": pure(pgettext),
        "npgettext": pure(npgettext),
        "number": pure(partial(format_number, locale)),
        "percent": pure(partial(format_percent, locale)),
    }


def _message(error: BaseException) -> str:
    """Return what is wrong in a template, without the names of classes and modules."""
    if isinstance(error, TemplateNotFound):
        return f"there is no template `{error.name}`"
    text = _NO_ATTRIBUTE.sub(r"there is no `\1` here", str(error))
    text = text[:1].lower() + text[1:] if text[1:2].islower() else text
    return _QUOTED.sub(r"`\1`", text).rstrip(".")


def _excerpt(text: str, line: int, message: str) -> tuple[str, str]:
    """Return a line of a template with carets below the word that a message quotes, or below all of it."""
    start, end = _marked(text, message)
    first = max(0, start - _LONGEST_EXCERPT // 2)
    last = first + _LONGEST_EXCERPT
    return (
        f"{line:>5} | {text[first:last]}",
        f"      | {' ' * (start - first)}{'^' * (min(end, last) - start)}",
    )


def _marked(text: str, message: str) -> tuple[int, int]:
    """Return start and end of the word in a line that a message quotes, or else of all that the line has."""
    quoted = set(_QUOTED_WORD.findall(message))
    found = next((word for word in _WORD.finditer(text) if word[0] in quoted), None)
    return found.span() if found else (len(text) - len(text.lstrip()), max(1, len(text.rstrip())))


def syntax_error(template: str, text: str) -> SyntaxProblem | None:
    """Return the first syntax error of a template, None if it has none."""
    try:
        template_env({template: text}).environment.compile(text, template)
    except TemplateSyntaxError as error:
        message = _message(error)
        lines = text.splitlines()[error.lineno - 1 : error.lineno]
        return SyntaxProblem(error.lineno, *_marked("".join(lines), message), message)
    return None


def _template_position(error: BaseException, template: str) -> tuple[str, int]:
    """Return the template and line of the innermost frame of a traceback that is in a template."""
    name, line, trace = template, 1, error.__traceback__
    while trace is not None:
        compiled: Template | None = trace.tb_frame.f_globals.get("__jinja_template__")
        if compiled is not None:
            name = compiled.name or name
            line = compiled.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return name, line
