"""A page profile is derived from pages: what is constant, what is looked up, and how values are quoted."""

import pytest

from eventdocs.formats.learn.front_matter import derive_metadata, derive_profile
from eventdocs.formats.learn.read import LearnPage, LearnPair
from eventdocs.text.yaml_quoting import Quoting


def page(title: str, quoted: str, **front: str) -> LearnPage:
    """Return a page whose front matter has the title as `quoted` writes it."""
    return LearnPage("", front_matter={"title": quoted, **front}, title=LearnPair("7 - DiskFull", title))


PLAIN = page("7 - DiskFull", "7 - DiskFull")
DASH = page("7 – DiskFull", '"7 – DiskFull"')
PLAIN_DASH = page("7 – DiskFull", "7 – DiskFull")
COLON = page("7: DiskFull", '"7: DiskFull"')
SINGLE_COLON = page("7: DiskFull", "'7: DiskFull'")
QUOTED = page("7 - DiskFull", '"7 - DiskFull"')


@pytest.mark.parametrize(
    ("pages", "line", "quoting"),
    [
        ([PLAIN], "title: {title}", Quoting()),
        ([PLAIN, PLAIN_DASH], "title: {title}", Quoting()),
        ([QUOTED], 'title: "{title}"', Quoting()),
        ([QUOTED, DASH], 'title: "{title}"', Quoting()),
        ([PLAIN, COLON, COLON], "title: {title}", Quoting()),
        ([PLAIN, DASH, DASH], "title: {title}", Quoting(non_ascii=True)),
        ([DASH], "title: {title}", Quoting(non_ascii=True)),
        ([PLAIN, SINGLE_COLON, SINGLE_COLON], "title: {title}", Quoting("single")),
        ([PLAIN, DASH, PLAIN_DASH, PLAIN_DASH], "title: {title}", Quoting()),
    ],
)
def test_quoting_is_chosen_to_reproduce_most_pages(
    pages: list[LearnPage], line: str, quoting: Quoting
) -> None:
    found = derive_profile(pages)
    assert (found.front_matter, found.quoting) == (f"{line}\n", quoting)


def test_a_line_that_is_always_quoted_keeps_its_quotes_next_to_one_quoted_by_value() -> None:
    pages = [
        page(title, quoted, **{"caps.latest.revision": '"4"', "about": f"'More: {title}'", "author": "x"})
        for title, quoted in (("7 – DiskFull", '"7 – DiskFull"'), ("7 - DiskFull", "7 - DiskFull"))
    ]
    found = derive_profile(pages)
    assert found.front_matter.splitlines() == [
        "title: {title}",
        'caps.latest.revision: "{caps.latest.revision}"',
        "about: 'More: {title}'",
        "author: x",
    ]
    assert found.quoting == Quoting(non_ascii=True)


def test_a_template_that_is_no_plain_scalar_keeps_its_quotes_in_every_style() -> None:
    pages = [
        page("7: DiskFull", "'7: DiskFull'", about="'More: 7: DiskFull'"),
        page("7 - DiskFull", "7 - DiskFull", about="'More: 7 - DiskFull'"),
    ]
    found = derive_profile(pages)
    assert found.front_matter.splitlines() == ["title: {title}", "about: 'More: {title}'"]
    assert found.quoting == Quoting("single")


def test_a_page_that_the_profile_reproduces_has_no_own_metadata() -> None:
    found = derive_profile([PLAIN, DASH])
    assert [derive_metadata(each, found, {}) for each in (PLAIN, DASH)] == [{}, {}]
    assert derive_metadata(PLAIN_DASH, found, {}) == {"title": "7 – DiskFull"}
