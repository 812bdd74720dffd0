"""The search index holds the texts of pages and, in one place, their sources."""

import json
from dataclasses import replace

from eventdocs.site.search import search_document, search_index, search_shards
from eventdocs.text.placeholders import Syntaxes
from tests.site.views import EVENT, SETTINGS, block_view, view


def arguments(script: str) -> list[object]:
    """Return the arguments of the call that a script consists of."""
    assert script.startswith("eventdocsIndex(")
    assert script.endswith(");\n")
    values: list[object] = json.loads(
        f"[{script.removeprefix('eventdocsIndex(').removesuffix(');' + chr(10))}]"
    )
    return values


def test_a_document_has_the_texts_of_its_page_and_their_sources() -> None:
    document = search_document(view("pt-BR"), SETTINGS)
    assert document.description == "O disco está cheio. Libere espaço."
    assert document.messages == ("O disco %1 está cheio.",)
    assert document.original_messages == ("Disk %1 is full.",)
    assert document.original_texts == ("The disk is full. Free some space.", "Too many files.")


def test_title_and_slug_are_left_out_if_they_follow_from_id_and_name() -> None:
    document = search_document(view("pt-BR"), SETTINGS)
    assert (document.title, document.slug) == ("", "")


def test_the_slug_of_an_awkward_name_is_there_and_encoded() -> None:
    document = search_document(view("pt-BR", replace(EVENT, name="100%", provider="a#b")), SETTINGS)
    assert document.slug == "a%23b/7-100%25"
    assert search_document(view("pt-BR", replace(EVENT, name="\u0130")), SETTINGS).slug == "7-i%CC%87"


def test_a_text_of_several_events_is_written_once() -> None:
    document = search_document(view("en-US"), SETTINGS)._replace(texts=("shared",), original_texts=())
    shared, rows = arguments(search_index([document, document._replace(id="8")]))
    assert shared == ["shared"]
    assert isinstance(rows, list)
    assert [row[4] for row in rows] == [[0], [0]]


def test_an_index_without_originals_has_none() -> None:
    document = search_document(view("pt-BR"), SETTINGS)
    assert "Too many files." in search_index([document])
    assert "Too many files." not in search_index([document], originals=False)


def test_an_index_names_its_shard_if_there_are_several() -> None:
    assert len(arguments(search_index([]))) == 2
    assert arguments(search_index([], 3))[-1] == 3


def test_several_shards_are_announced_with_the_way_to_the_originals() -> None:
    assert search_shards(3) == "eventdocsIndex(3);\n"
    assert search_shards(3, "../en/search/") == 'eventdocsIndex(3,"../en/search/");\n'


def test_line_separators_are_escaped_because_javascript_once_ended_strings_at_them() -> None:
    document = search_document(view("en-US"), SETTINGS)._replace(description="a\u2028b\u2029")
    assert "a\\u2028b\\u2029" in search_index([document])


def test_a_description_of_blocks_is_shown_as_its_first_paragraph_and_searched_whole() -> None:
    document = search_document(
        block_view(
            description=("One.\n\n- two\n- three", "Um.\n\n- dois\n- três"),
            cause=("Why.\n\n> Who.", "Por quê."),
        ),
        SETTINGS,
    )
    assert document.description == "Um."
    assert document.texts == ("Por quê.", "dois", "três")
    assert document.original_texts == ("Why.", "Who.", "One.", "two", "three")


def test_code_is_searched_without_its_fence() -> None:
    document = search_document(block_view(description=("```sh\nls -l\n```", "```sh\nls -l\n```")), SETTINGS)
    assert document.description == ""
    assert (*document.texts, *document.original_texts) == ("ls -l",)


def test_placeholders_that_the_script_does_not_know_are_marked_in_messages() -> None:
    page = view("pt-BR")
    (message,) = [section for section in page.sections if section.role == "message"]
    unit = message.paragraph[0]._replace(
        source="%s took %d ms", target="%2$d ms: %1$s", placeholders=Syntaxes(("printf",))
    )
    marked = replace(
        page,
        sections=tuple(
            section._replace(paragraph=(unit,)) if section is message else section
            for section in page.sections
        ),
    )
    document = search_document(marked, SETTINGS)
    assert document.messages == ("\0%2$d\0 ms: \0%1$s\0",)
    assert document.original_messages == ("\0%s\0 took \0%d\0 ms",)
    assert search_document(page, SETTINGS).original_messages == ("Disk %1 is full.",)
