"""A page view has units, their flags and sections in the right order."""

from dataclasses import replace

from eventdocs.site.page_view import READING_ORDER, Property, Section, is_block_text
from tests.site.views import block_view, unit, view


def test_flags_are_those_of_strings_each_once() -> None:
    assert view("pt-BR").translation_flags == ("missing",)
    assert view("en-US").translation_flags == ()


def test_a_flag_of_a_label_is_not_one_of_the_page() -> None:
    page = view("en-US")
    assert replace(page, marked=(page.title._replace(stale=True),)).translation_flags == ()


def test_the_locales_of_fallbacks_are_sorted() -> None:
    assert view("pt-PT").fallback_locales == ("en", "en-US", "pt-BR")


def test_a_page_is_bilingual_unless_it_is_in_the_source_locale() -> None:
    assert view("pt-BR").bilingual
    assert not view("en-US").bilingual


def test_readers_see_the_cause_before_the_properties() -> None:
    page = view("pt-BR")
    roles = [section.role for section in page.reading_order]
    assert roles == sorted(roles, key=READING_ORDER.index)
    assert roles.index("cause") < roles.index("properties")
    assert page.sections[0].role == "properties"


def test_a_section_with_empty_properties_has_no_content() -> None:
    heading = unit("Properties", "Propriedades")
    empty = Section("properties", heading, properties=(Property("id", heading, None),))
    assert not empty.has_content
    assert Section("properties", heading, properties=(Property("id", heading, heading),)).has_content
    assert Section("cause", heading, paragraph=(heading,)).has_content


def test_units_come_in_document_order_without_gaps() -> None:
    page = view("pt-BR")
    numbers = [each.number for each in page.units()]
    assert numbers == list(range(page.first_number, page.first_number + len(numbers)))


def test_a_page_has_a_flag_for_texts_with_blocks() -> None:
    assert not view("pt-BR").has_blocks
    assert not block_view(description=("One.", "Um.")).has_blocks
    for field in ("intro", "description", "note", "cause", "resolution", "details"):
        assert block_view(**{field: ("One.\n\nTwo.", "Um.\n\nDois.")}).has_blocks
        assert block_view(**{field: ("One.\n\nTwo.", "Um.")}).has_blocks


def test_a_page_knows_its_marked_units_and_whether_it_has_blocks() -> None:
    for page in (view("pt-BR"), view("en-US"), view("pt-PT"), block_view(description=("a\n\nb", "c\n\nd"))):
        marked = [unit for unit in page.units() if unit.missing or unit.machine or unit.stale]
        assert sorted(page.marked) == sorted(marked)
        texts = [
            page.intro,
            *(each for section in page.sections for each in (section.paragraph, section.note)),
        ]
        assert page.has_blocks == any(map(is_block_text, texts))
