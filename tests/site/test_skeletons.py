"""Pages from skeletons equal pages from templates byte for byte, whatever templates do with texts."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.errors import EventdocsError
from eventdocs.model.event import Event, LocaleStrings, Parameter, WebLink
from eventdocs.site import skeletons, template_runtime
from eventdocs.site.edit_links import no_link
from eventdocs.site.event_pages import render_events, resolve_events
from eventdocs.site.listing import EditorLinks
from eventdocs.site.renderer import SiteRenderer
from eventdocs.site.routes import Format, NeighbourIndex
from eventdocs.site.skeletons import Known, Marker, NumberedText, Skeletons, Written, shape_of
from eventdocs.site.template_env import template_env
from eventdocs.store.catalog import read_catalog
from eventdocs.store.templates import load_templates
from tests.conftest import ROOT, Run, tree
from tests.large import large_catalog
from tests.site.views import view

CATALOGS = int(os.environ.get("EVENTDOCS_CATALOGS", "15"))
TEXTS = ("aaaa", "a", "<'&\">", "b", "bbbb", "", "aaaa")

Guards = Mapping[tuple[object, str], object]
SHOWN: Guards = {(skeletons, "_has"): lambda kind, value: False, (Marker, "__str__"): lambda self: "x"}
# Uses of a text in a template, and the guards without which its pages would be wrong.
INSPECTIONS: dict[str, tuple[str, Guards]] = {
    "tested": (
        "{% if text %}yes{% else %}no{% endif %}",
        {(skeletons, "_text_shape"): lambda text, values, numbers: values.append(text) or len(values) - 1},
    ),
    "compared": ("{% if text == 'b' %}yes{% endif %}", {(NumberedText, "__eq__"): lambda self, other: False}),
    "sliced": ("{{ text[:2] }}", {(Marker, "__getitem__"): lambda self, index: "x"}),
    "filtered": ("{{ text|upper }}", SHOWN),
    "measured": ("{% if text|length > 3 %}long{% endif %}", {(Marker, "__gt__"): lambda self, other: False}),
    "looped over": (
        "{% for letter in text %}{{ letter }}.{% endfor %}",
        {(Marker, "__iter__"): lambda self: iter("x")},
    ),
    "concatenated": (
        "{% if text ~ '!' == 'a!' %}yes{% endif %}",
        {(Marker, "__eq__"): lambda self, other: False},
    ),
    "in an attribute": (
        '<a title="{{ text }}">',
        {(template_runtime, "write"): lambda value, escape: Written(value._value)},
    ),
    "assigned": (
        "{% set copy = text %}{% set part %}{{ text }}{% endset %}{% if copy in part %}yes{% endif %}"
        "{% if part == 'b' %}b{% endif %}",
        {(Marker, "__contains__"): lambda self, text: False, (Marker, "__eq__"): lambda self, other: False},
    ),
    "passed to a macro": (
        "{% macro show(part) %}{% if part is string %}{{ part }}{% endif %}{% endmacro %}{{ show(text) }}",
        {(skeletons, "_has"): lambda kind, value: False},
    ),
}


def written(template: str) -> tuple[list[str], list[str]]:
    """Return the output of a template for all texts: with skeletons, and without."""
    env = template_env({"page.html": template})
    return (
        [env.repeated("page.html", "text")(text) for text in TEXTS],
        [env.render("page.html", text=text) for text in TEXTS],
    )


@pytest.mark.parametrize("template", [template for template, _ in INSPECTIONS.values()], ids=INSPECTIONS)
def test_a_template_may_look_at_texts(template: str) -> None:
    repeated, plain = written(template)
    assert repeated == plain


@pytest.mark.parametrize(("template", "guards"), INSPECTIONS.values(), ids=INSPECTIONS)
def test_pages_would_be_wrong_without_the_guard(
    template: str, guards: Guards, monkeypatch: pytest.MonkeyPatch
) -> None:
    for (owner, name), replacement in guards.items():
        monkeypatch.setattr(owner, name, replacement)
    monkeypatch.setitem(skeletons._SHAPES, str, skeletons._text_shape)
    repeated, plain = written(template)
    assert repeated != plain


@pytest.mark.parametrize(
    "template",
    [
        "{{ text.upper() }}",
        "{{ text * 2 }}",
        "{{ '%s!' % text }}",
        "{{ 'a' in text }}",
        "{{ {text: 1} }}",
        "{{ [text] }}",
        "{{ [text, 'b']|sort|join }}",
        "{{ [text, text]|unique|list|length }}",
        "{{ text is sameas text }}{{ text is mapping }}{{ text is none }}",
        "{{ text|default('x', true) }}",
        "{{ text|tojson }}{{ [text]|tojson }}",
        "{{ text|attr('title')() }}",
        "{{ text|batch(2)|list }}",
        "{{ text|map('upper')|join }}",
        "{% filter upper %}{{ text }}{% endfilter %}",
        "{% set ns = namespace(text=text) %}{% if ns.text == 'b' %}yes{% endif %}",
        "{% for each in [text, 'b'] %}{{ loop.changed(each) }}{% endfor %}",
        "{% autoescape false %}{{ text }}{{ text ~ 'x' }}{% endautoescape %}",
        "{% macro show() %}{{ caller('x') }}{% endmacro %}{% call(word) show() %}{{ word }}{{ text }}{% endcall %}",
    ],
)
def test_other_ways_to_inspect_a_text_do_not_change_the_page(template: str) -> None:
    repeated, plain = written(template)
    assert repeated == plain


def test_a_template_that_does_not_inspect_texts_runs_once_for_all() -> None:
    env = template_env({"page.html": "<p>{{ text }}{{ text|upper }}{% if text == other %}same{% endif %}"})
    for text in ("a", "<", "b"):
        expected = env.render("page.html", text=text, other="a")
        assert env.repeated("page.html", "text", "other")(text, "a") == expected
    (repeated,) = env.skeletons.values()
    assert (len(repeated.skeletons), repeated.inspected) == (2, 0)


def test_a_skeleton_that_is_made_while_another_is_made_leaves_the_guards_on() -> None:
    inner = template_env({"part.html": "{{ text }}"})
    env = template_env({"page.html": "{{ part() }}{% if text is string %}yes{% endif %}"})
    env = env.with_globals({"part": lambda: inner.repeated("part.html", "text")("a")})
    assert [env.repeated("page.html", "text")(text) for text in ("b", "c")] == ["ayes", "ayes"]


def test_a_template_that_always_looks_is_only_run_in_the_end() -> None:
    runs: list[object] = []

    def run(text: str, number: int) -> list[str]:
        runs.append(number)
        return [text[:1]]

    repeated = Skeletons(run)
    assert [repeated.render("ab", number) for number in range(100)] == ["a"] * 100
    assert not repeated.enabled
    assert len(runs) == 100 + 64


def test_errors_of_a_template_are_those_of_running_it() -> None:
    env = template_env({"page.html": "{{ text }}\n{{ text / 2 }}"})
    with pytest.raises(EventdocsError, match=r"templates/page\.html:2: unsupported operand"):
        env.repeated("page.html", "text")("a")


def test_the_environment_turns_skeletons_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENTDOCS_SKELETONS", "0")
    env = template_env({"page.html": "{{ text }}"})
    env.repeated("page.html", "text")("a")
    (repeated,) = env.skeletons.values()
    assert repeated.skeletons == {}


def test_fields_that_are_not_declared_are_not_there_for_skeletons() -> None:
    env = template_env({"page.html": "{{ page.event.strings|length }}{{ page.title.number }}"})
    for locale in ("en-US", "pt-BR"):
        page = view(locale)
        assert env.repeated("page.html", "page")(page) == env.render("page.html", page=page)
    (repeated,) = env.skeletons.values()
    assert repeated.inspected == len(repeated.skeletons)


def test_a_shape_has_no_text() -> None:
    values: list[object] = []
    shape = shape_of(view("pt-BR"), values, {})
    assert "DiskFull" not in repr(shape)
    assert "DiskFull" in values


def test_versions_of_an_event_have_one_shape() -> None:
    """Otherwise the template would run once for each version."""
    events = [Event("7", "DiskFull", version=version, file=f"{version}.yaml") for version in (1, 2, 0)]
    for first, second, unversioned in (events, [event.ref for event in events]):
        assert shape_of(first, [], {}) == shape_of(second, [], {}) != shape_of(unversioned, [], {})


# Texts with markup, references, entities and quotes; several sentences, paragraphs and blocks.
WORDS = st.sampled_from(
    [
        "The disk is full.",
        "A & B < C > D",
        "It's `code` and *more*.",
        '"x"',
        "<b>",
        "É isto.",
        "Disk %1.",
        "مرحبا",
    ]
)
SEGMENTS = st.lists(WORDS, min_size=1, max_size=3).map(tuple)
BLOCKS = SEGMENTS | st.sampled_from([("A.\n\n- B.\n- C.",), ("```\n<x>\n```",)])
NAMES = st.sampled_from(["DiskFull", "A", "X&Y", "diskfull", "Ordner"])
STRINGS = st.fixed_dictionaries(
    {},
    optional={
        "title": st.just(("A title",)) | st.just(("7 - DiskFull",)),
        "intro": SEGMENTS,
        "description": BLOCKS,
        "note": BLOCKS,
        "message": SEGMENTS,
        "cause": BLOCKS,
        "resolution": BLOCKS,
        "steps": SEGMENTS,
        "details": SEGMENTS,
    },
)
LOCALES = ("en-US", "pt-BR", "ar", "pt-PT")


@st.composite
def events(draw: st.DrawFn) -> list[Event]:
    found = []
    for number in range(draw(st.integers(1, 4))):
        parameters = tuple(map(Parameter, draw(st.lists(NAMES, max_size=2, unique=True)), ("int", "")))
        texts = {"en-US": {"description": ("The disk is full.",), **draw(STRINGS)}}
        texts |= {tag: draw(STRINGS) for tag in LOCALES[1:] if draw(st.booleans())}
        described = {each.name: {"description": draw(SEGMENTS)} for each in parameters}
        found.append(
            Event(
                str(draw(st.integers(1, 3))),
                draw(NAMES),
                version=number,
                level=draw(st.sampled_from(["", "error", "warning"])),
                keywords=draw(st.none() | st.lists(NAMES, max_size=2).map(tuple)),
                since=draw(st.sampled_from(["", "1.0"])),
                parameters=parameters or None,
                links=tuple(
                    WebLink(name, f"https://a.example/{name}") for name in draw(st.lists(NAMES, max_size=2))
                ),
                examples=tuple(draw(st.lists(WORDS, max_size=1))),
                strings={
                    tag: LocaleStrings(strings=strings, parameters=described)
                    for tag, strings in texts.items()
                },
                file=f"events/{number}.yaml",
            )
        )
    return found


SITES: dict[str, tuple[CatalogSettings, EditorLinks | None]] = {
    "plain": (CatalogSettings("en-US", LOCALES, fallbacks={"pt-PT": ("pt-BR",)}), None),
    "published": (
        CatalogSettings(
            "en-US", LOCALES, base_url="https://a.example/b", edit_url="https://a.example/{path}#{line}"
        ),
        None,
    ),
    "preview": (CatalogSettings("en-US", LOCALES), EditorLinks("vscode://file/{path}:{line}", "/c/")),
}


@contextmanager
def switched(enabled: bool) -> Iterator[None]:
    """Turn skeletons on or off; `Skeletons` reads the environment when it is created."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EVENTDOCS_SKELETONS", "1" if enabled else "0")
        yield


def renderer(name: str) -> SiteRenderer:
    catalog_settings, editor_links = SITES[name]
    formats = (Format.HTML, Format.MARKDOWN)
    templates = load_templates(ROOT / "catalog")
    names = {tag: tag for tag in LOCALES}
    return SiteRenderer(catalog_settings, templates, formats, LOCALES, editor_links, names, {})


@pytest.fixture(scope="module")
def renderers() -> dict[str, dict[bool, SiteRenderer]]:
    return {name: {enabled: renderer(name) for enabled in (True, False)} for name in SITES}


@given(catalog=events(), name=st.sampled_from(sorted(SITES)))
@settings(max_examples=CATALOGS, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_generated_events_have_the_same_pages(
    renderers: dict[str, dict[bool, SiteRenderer]], catalog: list[Event], name: str
) -> None:
    related = NeighbourIndex([event.ref for event in catalog])
    sites = []
    for enabled, site in renderers[name].items():
        with switched(enabled):
            resolved = resolve_events(site, list(zip(catalog, related, strict=True)))
            sites.append([page for batch in render_events(site, resolved) for page in batch])
    assert sites[0] == sites[1]


def test_sites_are_the_same_without_skeletons(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = large_catalog(tmp_path / "large")
    with (large / "catalog.yaml").open("a", encoding="utf-8") as opened:
        opened.write("site: {base_url: https://example.org/events}\n")
    catalogs = [ROOT / "catalog", ROOT / "examples/problems", ROOT / "tests/golden/unusual/catalog", large]
    for number, catalog in enumerate(catalogs):
        sites = []
        for switch in ("1", "0"):
            monkeypatch.setenv("EVENTDOCS_SKELETONS", switch)
            out = tmp_path / f"{number}-{switch}"
            build = run(
                "build", catalog, "-o", out, "--jobs", "1", "--format", "html", "--format", "markdown"
            )
            assert build.code == 0, build.err
            sites.append(tree(out))
        assert sites[0] == sites[1]


def test_a_function_is_called_once_for_all_places_that_show_the_same() -> None:
    calls: list[str] = []

    def shown(text: str) -> str:
        calls.append(text)
        return f"<{text}>"

    env = template_env({"page.html": "{{ shown(text) }} {{ shown(text) }} {{ shown(other) }}"})
    env = env.with_globals({"shown": shown})
    pages = [env.repeated("page.html", "text", "other")(text, "c") for text in ("a", "b")]
    assert pages == [f"&lt;{text}&gt; &lt;{text}&gt; &lt;c&gt;" for text in ("a", "b")]
    assert calls == ["a", "c", "b", "c"]


@pytest.mark.parametrize("name", ["page.html", "page.md"])
@pytest.mark.parametrize(
    "template",
    ["{{ html(text, 'markup') }}", "{{ text|href }}", "{{ text|humps }}", "{{ text|tojson }}"],
)
def test_only_html_templates_write_html_as_it_is(name: str, template: str) -> None:
    env = template_env({name: template})
    for text in ("a", "*b* <i>&", "DiskFull \"'"):
        assert env.repeated(name, "text")(text) == env.render(name, text=text)


def test_only_strings_without_marks_are_part_of_their_sections(
    renderers: dict[str, dict[bool, SiteRenderer]],
) -> None:
    site = renderers["plain"][True]
    macros, page = site.string_macros("pt-BR"), view("en-US")
    marked = [unit._replace(stale=True) for unit in page.units() if unit.path]
    own = Known(macros.unmarked)
    assert macros.string_of(page, no_link) == own
    assert macros.string_of(replace(page, marked=tuple(marked)), no_link) != own
    assert macros.string_of(replace(page, has_blocks=True), no_link) != own


def test_the_shipped_templates_look_at_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Skeletons] = []
    create = Skeletons.__init__

    def record(self: Skeletons, run: Callable[..., Iterable[object]]) -> None:
        create(self, run)
        made.append(self)

    monkeypatch.setattr(Skeletons, "__init__", record)
    shipped = read_catalog(ROOT / "catalog").catalog.events[:6]
    site = renderer("published")
    related = NeighbourIndex([event.ref for event in shipped])
    resolved = resolve_events(site, list(zip(shipped, related, strict=True)))
    assert sum(len(pages) for pages in render_events(site, resolved))
    assert [each.run for each in made if each.inspected] == []
    assert any(each.skeletons for each in made)
