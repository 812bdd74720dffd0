"""Pages show the titles of other events, and are rendered again when such a title changes."""

import pytest

from tests.building.conftest import Site
from tests.conftest import tree

TITLED = """
    id: {id}
    name: DiskFull
    see_also: [{other}]
    strings:
      en-US: {{title: No space left, message: Disk %1 is full.}}
      pt-BR: {{title: Sem espaço, message: O disco %1 está cheio.}}
"""


@pytest.fixture
def titled(site: Site) -> Site:
    """Return a site with an event that has a title and one that refers to it, in two locales."""
    site.write("events/12.yaml", TITLED.format(id=12, other=13))
    site.edit("events/14.yaml", "level: error", "level: error\nsee_also: [12]")
    site.build()
    return site


def test_a_title_is_shown_with_the_real_name_wherever_the_event_is(titled: Site) -> None:
    name = '<span class="quiet mono" dir="ltr" translate="no">Disk<wbr>Full</span>'
    title = '<b><span class="id" translate="no">12</span> <bdi>Sem espaço</bdi></b>'
    for page, times in (("11-diskfull", 1), ("13-diskfull", 1), ("14-diskfull", 1)):
        text = (titled.out / f"pt-BR/{page}.html").read_text("utf-8")
        assert text.count(f"{title} {name}") == times, page
        assert '<span class="id">12</span> <bdi translate="yes">Sem espaço</bdi></a></li>' in text
    own = (titled.out / "pt-BR/12-diskfull.html").read_text("utf-8")
    assert '<p class="real" translate="no"><span class="id">12</span> <bdi class="mono" dir="ltr">' in own
    same = (titled.out / "e/12/index.html").read_text("utf-8")
    assert "<bdi>No space left</bdi>" in same
    assert "<bdi>Sem espaço</bdi>" in same


def test_a_missing_title_is_that_of_the_fallback_with_its_language(titled: Site) -> None:
    titled.edit("events/12.yaml", "title: Sem espaço, ", "")
    titled.build()
    text = (titled.out / "pt-BR/11-diskfull.html").read_text("utf-8")
    assert '<bdi lang="en-US">No space left</bdi></b>' in text
    page = (titled.out / "pt-BR/12-diskfull.html").read_text("utf-8")
    assert '<p class="state"><span class="mark missing">' in page.partition("<section")[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [("Sem espaço", "Está cheio"), ("title: Sem espaço, ", ""), ("No space left", "12 - DiskFull")],
)
def test_a_changed_title_changes_the_pages_that_show_it(old: str, new: str, titled: Site) -> None:
    titled.edit("events/12.yaml", old, new)
    result = titled.build()
    assert set(result.reasons) == {f"events/{number}.yaml" for number in range(10, 15)}
    assert tree(titled.out) == titled.clean()


def test_another_text_of_an_event_with_a_title_changes_no_other_page(titled: Site) -> None:
    titled.edit("events/12.yaml", "está cheio", "está vazio")
    assert set(titled.build().reasons) == {"events/12.yaml", "events/14.yaml"}  # which shows its description
    assert tree(titled.out) == titled.clean()
