"""Strings are rendered once for all of their pages, and get an edit link if they need one."""

from collections.abc import Sequence

import pytest

from eventdocs.model.event import EventRef
from eventdocs.model.strings import TextKind
from eventdocs.site.edit_links import NO_LINK, EditLink
from eventdocs.site.page_view import PageUnit
from eventdocs.site.string_macros import StringMacros
from eventdocs.text.blocks import parse_blocks
from tests.site.views import unit


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENTDOCS_SKELETONS", "0")


PAGE_LINK = EditLink("7.yaml:4", "#4")


class Recorder:
    """Macros that record their calls, without skeletons."""

    def __init__(self) -> None:
        self.calls: list[tuple[object, ...]] = []
        self.units: list[PageUnit] = []

    def __call__(self, template: str, **functions: object) -> "Recorder":
        return self

    section = parameter = related = turn = current = fact = property = maps = None

    def string(
        self, units: tuple[PageUnit, ...], reveal: str, marks: Sequence[str], link: EditLink | None
    ) -> str:
        self.calls.append((tuple(each.target for each in units), reveal, tuple(marks), link))
        self.units += units
        return "<p>"

    def state(self, unit: PageUnit, marks: Sequence[str], link: EditLink | None) -> str:
        self.calls.append((unit.target, tuple(marks), link))
        return "state"

    def label(self, unit: PageUnit) -> str:
        self.calls.append((unit.target, unit.missing))
        return unit.target

    def name(self, unit: PageUnit) -> str:
        return f"name {unit.target}"

    def heading(self, role: str, unit: PageUnit) -> str:
        return f"{role} {unit.target}"

    def reveal(self, title: str) -> str:
        return f"reveal {title}"

    def neighbour(self, up: str, event: EventRef, level: str) -> str:
        self.calls.append((up, event.id, level))
        return f"{up}{event.slug} {level}"


def edit_link(path: tuple[str, ...]) -> EditLink:
    return EditLink("7.yaml:5", "#5") if path == ("cause",) else PAGE_LINK


def test_a_label_on_many_pages_is_rendered_once() -> None:
    recorder = Recorder()
    macros = StringMacros(recorder, preview=False)
    label = unit("Cause", "Causa", TextKind.LABEL)
    assert macros.label(label) == macros.label(label._replace(number=200)) == "Causa"
    macros.label(label._replace(missing=True))
    assert recorder.calls == [("Causa", False), ("Causa", True)]


def test_headings_and_names_are_rendered_by_their_macros() -> None:
    macros = StringMacros(Recorder(), preview=False)
    assert macros.heading("cause", unit("Cause", "Causa")) == "cause Causa"
    assert macros.name(unit("7", "7")) == "name 7"


@pytest.mark.parametrize(
    ("preview", "missing", "path", "link"),
    [
        (False, False, ("cause",), None),
        (False, True, ("cause",), EditLink("7.yaml:5", "#5")),
        (False, True, ("message",), NO_LINK),
        (True, False, ("cause",), EditLink("7.yaml:5", "#5")),
        (True, False, ("message",), PAGE_LINK),
    ],
    ids=["translated", "missing", "same as the page", "preview", "preview of a missing string"],
)
def test_a_string_has_an_edit_link_if_it_is_flagged_or_the_site_is_a_preview(
    preview: bool, missing: bool, path: tuple[str, ...], link: EditLink | None
) -> None:
    recorder = Recorder()
    text = unit("A.", "B.", missing=missing)._replace(path=path)
    StringMacros(recorder, preview=preview).string(edit_link, (), (text,), "Title")
    marks = ("missing",) if missing else ()
    assert recorder.calls == [(("B.",), "reveal Title", marks, link)]


@pytest.mark.parametrize(
    ("page_flags", "marks", "link"),
    [
        ((), ("machine", "stale"), EditLink("7.yaml:5", "#5")),
        (("machine",), ("stale",), EditLink("7.yaml:5", "#5")),
        (("machine", "stale"), (), None),
    ],
)
def test_a_string_is_marked_where_it_differs_from_the_notice_of_the_page(
    page_flags: tuple[str, ...], marks: tuple[str, ...], link: EditLink | None
) -> None:
    recorder = Recorder()
    text = unit("A.", "B.")._replace(path=("cause",), machine=True, stale=True)
    StringMacros(recorder, preview=False).string(edit_link, page_flags, (text,), "Title")
    assert recorder.calls == [(("B.",), "reveal Title", marks, link)]


def test_a_neighbour_is_rendered_once_with_the_built_in_level() -> None:
    recorder = Recorder()
    macros = StringMacros(recorder, {"notice": "informational"}, preview=False)
    event = EventRef("events/7.yaml", "7", "DiskFull", level="notice")
    assert [macros.neighbours("../", [event]) for _ in range(2)] == ["../7-diskfull informational"] * 2
    macros.neighbours("", [event._replace(level="error")])
    assert recorder.calls == [("../", "7", "informational"), ("", "7", "error")]


def test_an_empty_string_is_not_rendered() -> None:
    recorder = Recorder()
    assert StringMacros(recorder, preview=False).string(edit_link, (), (), "Title") == ""
    assert recorder.calls == []


def test_the_blocks_of_a_text_reach_the_macro_with_one_edit_link() -> None:
    recorder = Recorder()
    macros = StringMacros(recorder, preview=True)
    units = tuple(
        PageUnit(number, "", block.text, "pt-BR", TextKind.MARKUP, path=("cause",), block=block)
        for number, block in enumerate(parse_blocks("A.\n\n- B."))
    )
    macros.string(edit_link, (), units, "Title")
    macros.string(edit_link, (), tuple(unit._replace(block=None) for unit in units), "Title")
    link = EditLink("7.yaml:5", "#5")
    assert recorder.calls == [(("A.", "B."), "reveal Title", (), link)] * 2
    assert [bool(each.block) for each in recorder.units] == [True, True, False, False]


def test_a_title_has_the_marks_that_are_not_in_the_notice_of_the_page() -> None:
    recorder = Recorder()
    macros = StringMacros(recorder, preview=False)
    title = unit("Disk full", "Disco cheio", TextKind.LABEL)._replace(
        path=("cause",), stale=True, machine=True
    )
    own = EditLink("7.yaml:5", "#5")
    assert macros.title_state(edit_link, ("machine",), title) == "state"
    macros.title_state(edit_link, ("machine", "stale"), title)
    assert recorder.calls == [("Disco cheio", ("stale",), own), ("Disco cheio", (), None)]
    assert macros.title_state(edit_link, (), title._replace(path=())) == ""  # it has no words of its own
    assert len(recorder.calls) == 2
