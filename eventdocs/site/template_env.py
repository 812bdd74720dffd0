"""Render templates: the Jinja environment of a locale, for templates that are already read."""

import hashlib
import re
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from jinja2 import (
    BytecodeCache,
    DictLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket

from eventdocs.model.errors import EventdocsError
from eventdocs.model.event import strings_in
from eventdocs.site import gfm, learn_markdown
from eventdocs.site.block_structure import join_html
from eventdocs.site.block_units import block_units
from eventdocs.site.constant_folding import (
    NO_FOLDING,
    FoldingEnvironment,
    FoldingRules,
    assigned_names,
    foldable_values,
    is_html,
    is_markdown,
)
from eventdocs.site.front_matter import front_matter
from eventdocs.site.locale_context import LocaleContext
from eventdocs.site.markdown import Markup, html, humps, safe
from eventdocs.site.markdown_text import Markdown, encode_link, encode_url
from eventdocs.site.page_view import PageUnit, PageView, is_block_text
from eventdocs.site.resolve import anchor
from eventdocs.site.routes import PageKind, template_of
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

EOL = "  "
_EXTENDS = re.compile(r"""\{%[-+]?\s*extends\s+["']([^"']+)["']""")
_NOTE_INDENT = 2
_LONGEST_EXCERPT = 160
# The template global with the layers of labels. Templates do not use it; it is part of the bytecode cache's
# key.
LABEL_LAYERS = "label_layers"
# Functions whose result depends only on their arguments.
_PURE_FUNCTIONS: dict[str, Callable[..., object]] = {
    "direction": direction,
    "display_name": display_name,
    "spaceless": spaceless,
}


@dataclass(frozen=True, slots=True)
class TemplateEnv:
    """Renders a set of templates with values that all pages have."""

    environment: Environment
    template_globals: Mapping[str, object]

    def render(self, template: str, **values: object) -> str:
        """Return a template's text for some values; an error in it names the template's file and line."""
        try:
            return self._render(self.environment.get_template(template), values)
        except TemplateSyntaxError as error:
            raise self._template_error(error.name or template, error.lineno, error) from error
        except TemplateError as error:
            raise self._template_error(*_template_position(error, template), error) from error
        except (ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as error:
            raise self._template_error(*_template_position(error, template), error) from error

    def _render(self, template: Template, values: dict[str, object]) -> str:
        """Do what `Template.render` does, without copying all globals for each page."""
        context = template.new_context({**self.template_globals, **values}, shared=True)
        return self.environment.concat(template.root_render_func(context))

    def _template_error(self, template: str, line: int, error: BaseException) -> EventdocsError:
        """Return the error of a template with its position and the line."""
        text = ""
        with suppress(TemplateError):
            assert self.environment.loader is not None
            source, *_ = self.environment.loader.get_source(self.environment, template)
            text = "".join(source.splitlines()[line - 1 : line]).strip()[:_LONGEST_EXCERPT]
        excerpt = f": `{text}`" if text else ""
        return EventdocsError(f"templates/{template}:{line}: {error}{excerpt}", hint="fix the template")

    def compile(self, template: str) -> None:
        """Compile a template, and those that it extends, before it is rendered."""
        source = ""
        with suppress(TemplateError):  # rendering the template reports the error
            self.environment.get_template(template)
            assert self.environment.loader is not None
            source, *_ = self.environment.loader.get_source(self.environment, template)
        for parent in _EXTENDS.findall(source):
            self.compile(parent)

    def macros(self, template: str) -> Any:
        """Return a template's macros as a module whose functions can be called."""
        try:
            return self.environment.get_template(template).make_module(dict(self.template_globals))
        except TemplateSyntaxError as error:
            raise self._template_error(error.name or template, error.lineno, error) from error
        except TemplateError as error:
            raise self._template_error(*_template_position(error, template), error) from error

    def markdown(self, view: PageView, context: LocaleContext, source_sha1: str = "") -> str:
        """Return a Markdown page; the page profile decides the line ends of its front matter."""
        layout, profile = view.event.layout, context.profile
        indent = layout.note_indent if layout.note_indent is not None else profile.layout.note_indent
        blank = layout.blank_after_heading
        own_prefix = strings_in(view.event, view.locale).prefix
        prefix = own_prefix or learn_markdown.unit_prefix(view.event.key, view.locale)
        unit_span = learn_markdown.bilingual_span if view.bilingual else learn_markdown.monolingual_span
        body = self.render(
            template_of(PageKind.MARKDOWN),
            page=view,
            gap=Markdown("\n" if (profile.layout.blank_after_heading if blank is None else blank) else ""),
            note_indent=" " * (_NOTE_INDENT if indent is None else indent),
            up="../" * view.event.slug.count("/"),
            spans=partial(learn_markdown.string_spans, prefix=prefix, bilingual=view.bilingual),
            span=partial(unit_span, prefix, False, True),
            cells=partial(learn_markdown.table_cells, prefix, view.bilingual),
            code=learn_markdown.code,
            anchor=learn_markdown.heading_anchor if view.bilingual else lambda unit: Markdown(),
        )
        return front_matter(view, profile, source_sha1) + body.rstrip() + "\n"


class _TemplateCache(BytecodeCache):
    """A bytecode cache in a dictionary; its keys contain a digest of the folding rules."""

    def __init__(self, bytecode: MutableMapping[str, bytes], rules_digest: str) -> None:
        self.bytecode, self.rules_digest = bytecode, rules_digest

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the key of a template's code."""
        return f"{self.rules_digest}:{name}"

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
    shared: Mapping[str, Any] | None = None,
    compiled: MutableMapping[str, bytes] | None = None,
    *,
    fold: bool = True,
) -> TemplateEnv:
    """Return an environment for templates by name.

    `xref` is the address that `<xref:…>` links to, `shared` are the values that every page has, `compiled` is
    the cache of compiled templates. `fold=False` turns constant folding off, so that tests can compare.
    """
    environment = FoldingEnvironment(
        loader=DictLoader(dict(templates)),
        autoescape=lambda name: is_html(name) or is_markdown(name),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # the templates never change
    )
    shared = {**(shared or {}), "eol": EOL}
    environment.rules = _folding_rules(templates, shared) if fold else NO_FOLDING
    if compiled is not None:
        environment.bytecode_cache = _TemplateCache(compiled, _digest(environment.rules, shared))
    environment.globals.update(_PURE_FUNCTIONS, anchor=anchor, html=partial(html, xref=xref))
    environment.globals.update(html_blocks=_html_blocks, block_units=block_units)
    environment.globals.update(is_block_text=is_block_text, is_paragraph=is_paragraph)
    environment.globals.update(gfm.FUNCTIONS)
    environment.filters.update(humps=humps)
    environment.filters.update(quoted=gfm.quoted, href=encode_link, url=encode_url)
    return TemplateEnv(environment, {**environment.globals, **shared})


def _html_blocks(units: Sequence[PageUnit], leaf: Callable[..., str], *arguments: object) -> Markup:
    """Return the blocks of a text as HTML; the macro `leaf` writes each with these arguments."""
    blocks = [unit.block for unit in units if unit.block is not None]
    return safe(join_html(blocks, [leaf(unit, *arguments) for unit in units]))


def _folding_rules(templates: Mapping[str, str], shared: Mapping[str, Any]) -> FoldingRules:
    """Return what can be folded. A name that any template assigns is folded in none of them."""
    assigned = assigned_names(templates)
    functions = _PURE_FUNCTIONS | ({"pgettext": shared["pgettext"]} if "pgettext" in shared else {})
    return FoldingRules(
        {name: value for name, value in foldable_values(shared).items() if name not in assigned},
        {name: function for name, function in functions.items() if name not in assigned},
    )


def _digest(rules: FoldingRules, shared: Mapping[str, Any]) -> str:
    """Return a digest of what compiled templates depend on: the rules, and all labels."""
    labels = shared.get(LABEL_LAYERS, "")
    parts = (sorted(rules.values.items()), sorted(rules.functions), sorted(rules.direct), labels)
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def label_functions(labels: "LabelLookup", locale: str) -> dict[str, Callable[..., str]]:
    """Return the functions for labels and numbers: `pgettext`, `npgettext`, `number` and `percent`."""

    def pgettext(context: str, key: str, **values: str) -> str:
        text = labels.label(context, key).text
        for name, value in values.items():
            text = text.replace("{" + name + "}", value)
        return text

    def npgettext(context: str, key: str, number: int) -> str:
        plural = labels.find(context, f"{key}.{plural_category(locale, number)}")
        text = (plural or labels.label(context, f"{key}.other")).text
        return text.replace("{count}", format_number(locale, number))

    return {
        "pgettext": pgettext,
        "npgettext": npgettext,
        "number": partial(format_number, locale),
        "percent": partial(format_percent, locale),
    }


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
