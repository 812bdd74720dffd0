"""Front matter consists of the profile's lines with the values filled in, quoted if YAML requires it."""

import pytest

from eventdocs.model.catalog import PageProfile
from eventdocs.model.event import Event, LocaleStrings
from eventdocs.model.strings import TextKind
from eventdocs.site.front_matter import front_matter
from eventdocs.site.page_view import PageUnit, PageView
from eventdocs.text.yaml_quoting import Quoting


def page(metadata: dict[str, str], own: dict[str, str] | None = None) -> PageView:
    event = Event("7", "DiskFull", metadata=metadata, strings={"pt-BR": LocaleStrings(metadata=own or {})})
    title = PageUnit(102, "7 - DiskFull", "7 - DiskFull", "pt-BR", TextKind.NAME)
    return PageView(event, "pt-BR", "en-US", "ltr", "ltr", title, (), (), 102)


def filled(lines: str, metadata: dict[str, str], own: dict[str, str] | None = None) -> str:
    return front_matter(page(metadata, own), PageProfile(lines), "5a5a")


@pytest.mark.parametrize(
    ("line", "value", "expected"),
    [
        ("a: {v}", "plain", "a: plain"),
        ("a: {v}", "- list", 'a: "- list"'),
        ("a: {v}", "x: y", 'a: "x: y"'),
        ("a: {v}", "-1", "a: -1"),
        ("a: {v}", "", "a: "),
        ('a: "{v}"', 'say "x" \\ y', 'a: "say \\"x\\" \\\\ y"'),
        ("a: '{v}'", "it's", "a: 'it''s'"),
        ("a: {v} and {v}", "x", "a: x and x"),
        ("a: {v}", "two\nlines: no", 'a: "two lines: no"'),
        ("a: {v}", "two\rlines: no", 'a: "two lines: no"'),
        ("a: {v}", "two\u2028lines\x85no", "a: two lines no"),
        ("  - {v}", "x", "  - x"),
    ],
)
def test_values_are_quoted_or_escaped_if_yaml_requires_it(line: str, value: str, expected: str) -> None:
    assert filled(line, {"v": value}) == f"---\n{expected}\n---\n"


@pytest.mark.parametrize(
    ("line", "value", "expected"),
    [
        ("a: {v}", "605 - Name", "a: 605 - Name"),
        ("a: {v}", "131 – Name", "a: '131 – Name'"),
        ("a: {v} | Docs", "131 – Name", "a: '131 – Name | Docs'"),
        ("a: {v} | Docs", "131: it's", "a: '131: it''s | Docs'"),
        ("a: {v}", "", "a: "),
        ('a: "{v}"', "131 – Name", 'a: "131 – Name"'),
        ("a: [{v}]", "131 – Name", "a: [131 – Name]"),
        ("a: – constant", "", "a: – constant"),
    ],
)
def test_values_are_quoted_in_the_profile_s_style(line: str, value: str, expected: str) -> None:
    profile = PageProfile(line, quoting=Quoting("single", non_ascii=True))
    assert front_matter(page({"v": value}), profile, "") == f"---\n{expected}\n---\n"


def test_a_value_of_the_locale_replaces_that_of_the_event_and_a_constant() -> None:
    assert filled("a: {v}\nv: constant\n", {"v": "1"}, {"v": "2"}) == "---\na: 2\nv: 2\n---\n"


def test_page_values_are_available_by_name() -> None:
    lines = "a: {title}\nb: {id} {name} {version}\nc: {locale} {source_locale}\nd: {source_sha1}"
    expected = "---\na: 7 - DiskFull\nb: 7 DiskFull 0\nc: pt-BR en-US\nd: 5a5a\n---\n"
    assert filled(lines, {}) == expected


def test_line_ends_of_the_front_matter_follow_the_profile_and_its_fences_do_not() -> None:
    assert front_matter(page({}), PageProfile("a: b\n", crlf=True), "") == "---\na: b\r\n---\n"
