"""The search index has the events of each term, and the values that hits show."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from zlib import crc32

import pytest

from eventdocs.model.catalog import CatalogSettings, Provider
from eventdocs.model.declarations import FieldDeclaration, FieldSearch, ValueType
from eventdocs.model.event import EventRef, LocaleStrings
from eventdocs.site.page_view import PageView
from eventdocs.site.search import (
    SearchDocument,
    search_documents,
    search_hits,
    search_manifest,
    search_terms,
    shard_key,
    shard_terms,
    term_file_count,
)
from eventdocs.text.placeholders import Syntaxes
from tests.site.views import EVENT, block_view, view

SETTINGS = CatalogSettings("en-US", ("en-US", "pt-BR"))


def passed(script: str) -> Any:
    """Return the value in a script of the search."""
    assert script.startswith("eventdocsIndex(")
    assert script.endswith(");\n")
    return json.loads(script.removeprefix("eventdocsIndex(").removesuffix(");\n"))


def document(*terms: str) -> SearchDocument:
    """Return a document with terms by weight."""
    return SearchDocument((), (*terms, *[""] * (4 - len(terms))))


def documents(
    views: Sequence[PageView], settings: CatalogSettings, *, has_source: bool
) -> tuple[SearchDocument, ...]:
    """Return what the search indexes of an event, for each view."""
    (found,) = search_documents([views], settings, has_source=has_source)
    return found


def values(data: bytes | str) -> dict[str, str]:
    """Return the values by term from the lines of a shard or of a term file."""
    if isinstance(data, bytes):
        words = [word for line in data.decode().split("\n") for word in line.split(" ")[1:]]
        return dict(zip(words[::2], words[1::2], strict=True))
    entries = [entry.split(" ") for entry in passed(data).split(";")[1:-1]]
    return {entry[0]: entry[1] for entry in entries}


def test_documents_have_the_terms_of_the_source_once() -> None:
    source, target = documents([view("en-US"), view("pt-BR")], SETTINGS, has_source=True)
    assert {"#7", *source.terms[0].split()} >= {"#7", "disk", "full"}
    assert "disk" not in target.terms[1].split()
    assert {"disco", "cheio"} <= {*target.terms[1].split()}
    assert not {*" ".join(source.terms).split()} & {*" ".join(target.terms).split()}
    (alone,) = documents([view("pt-BR")], SETTINGS, has_source=False)
    assert {"disco", "#7", "disk"} <= {*" ".join(alone.terms).split()}
    assert documents([], SETTINGS, has_source=True) == ()


def test_a_term_has_the_best_of_its_weights() -> None:
    (source,) = documents([view("en-US")], SETTINGS, has_source=True)
    all_terms = " ".join(source.terms).split()
    assert len(all_terms) == len({*all_terms})


def test_technical_names_are_terms() -> None:
    guid = "c651f5f6-1c0d-492e-8ae1-b4efd7c9d503"
    settings = replace(
        SETTINGS, providers={"store": Provider("Contoso-Storage", guid)}, default_provider="store"
    )
    event = replace(EVENT, level="critical", keywords=("DiskQuota",), task="Flush")
    (source,) = documents([view("en-US", event)], settings, has_source=True)
    wanted = {"critical", "diskquota", "quota", "flush", "contoso", "storage", "store", guid.replace("-", "")}
    assert wanted <= {*" ".join(source.terms[:3]).split()}


def test_a_hit_has_the_literal_parts_and_the_placeholders_of_messages() -> None:
    (target,) = documents([view("pt-BR")], SETTINGS, has_source=True)
    id_, *_, description, message, source, title, slug = target.hit
    assert (id_, message, source) == (
        "7",
        ("O disco ", "%1", " est\u00e1 cheio."),
        ("Disk ", "%1", " is full."),
    )
    assert description == "O disco est\u00e1 cheio. Libere espa\u00e7o."
    assert (title, slug) == ("", "")


def test_names_in_a_right_to_left_description_stay_isolated() -> None:
    texts = {
        "en-US": LocaleStrings(strings={"description": ("See `a b` and %1.",)}),
        "pt-BR": LocaleStrings(strings={"description": ("القرص `%1` ممتلئ، uri:'%2'.",)}),
    }
    source, target = documents(
        [view("en-US", replace(EVENT, strings=texts)), view("pt-BR", replace(EVENT, strings=texts))],
        SETTINGS,
        has_source=True,
    )
    assert "See a b and %1." in source.hit
    isolated = "القرص \u2066%1\u2069 ممتلئ، \u2066uri:'\u2066%2\u2069'\u2069."
    assert isolated in target.hit


def test_the_slug_of_an_awkward_name_is_there_and_encoded() -> None:
    event = replace(EVENT, name="100%", provider="a#b")
    (target,) = documents([view("pt-BR", event)], SETTINGS, has_source=True)
    assert target.hit[-1] == "a%23b/7-100%25"


def test_a_description_of_blocks_is_shown_as_its_first_paragraph_and_searched_whole() -> None:
    page = block_view(
        description=("One.\n\n- two\n- three", "Um **disco**.\n\n- casa\n- porta"),
        cause=("Why.\n\n> Who.", "Motivo."),
        resolution=("```sh\nls -l\n```", "```sh\nls -l\n```"),
    )
    (target,) = documents([page], SETTINGS, has_source=False)
    assert "Um disco." in target.hit
    wanted = {"disco", "casa", "porta", "motivo", "ls", "two", "who"}
    assert wanted <= {*" ".join(target.terms).split()}


def test_a_message_is_cut_at_the_placeholders_of_its_syntax() -> None:
    page = view("pt-BR")
    (message,) = [section for section in page.sections if section.role == "message"]
    unit = message.paragraph[0]._replace(
        source="%s took %d ms", target="%2$d ms: %1$s", placeholders=Syntaxes(("printf",))
    )
    changed = [
        section._replace(paragraph=(unit,)) if section.role == "message" else section
        for section in page.sections
    ]
    (target,) = documents([replace(page, sections=tuple(changed))], SETTINGS, has_source=True)
    assert target.hit[5] == ("", "%2$d", " ms: ", "%1$s", "")


def test_fields_are_searched_as_they_are_declared() -> None:
    declared = {
        name: FieldDeclaration(ValueType.TEXT, search=search)
        for name, search in (
            ("owner", FieldSearch.WORDS),
            ("sqlstate", FieldSearch.EXACT),
            ("note", FieldSearch.NO),
        )
    }
    event = replace(EVENT, fields={"owner": "storage", "sqlstate": "08P01", "note": "secret"})
    page = view("pt-BR", event)
    (target,) = documents([page], replace(SETTINGS, fields=declared), has_source=False)
    found = {*" ".join(target.terms).split()}
    assert {"storage", "#08p01"} <= found
    assert "secret" not in found


def test_values_list_the_events_of_a_shard_by_position_and_weight() -> None:
    found = values(shard_terms([document("disk", "", "", "full"), document("", "disk")], 3, 1, "a7f"))
    assert found["disk"] == ".3:\u0100\u0105"
    assert found["full"] == ".3:\u0103"
    assert (found["di*"], found["*sk"]) == ("sk", "di")


def test_a_character_leads_to_the_pairs_that_begin_with_it() -> None:
    assert values(shard_terms([document("失敗 失効")], 1, 1, "a7f"))["失*"] == "効,敗"


def test_terms_are_in_the_line_of_their_checksum() -> None:
    lines = shard_terms([document("disk full 12")], 1, 4, "a7f").decode().split("\n")
    assert [line.partition(" ")[0] for line in lines] == ["a7f"] * 4
    for term in ("disk", "full", "12", "di*", "*ll"):
        assert term in lines[crc32(term.encode()) % 4].split(" ")


def test_a_term_file_joins_the_lines_of_all_shards() -> None:
    lines = [
        shard_terms([document(text)], number, 1, key).decode()
        for number, text, key in ((1, "disk", "a7f"), (2, "disk disc", "03c"))
    ]
    found = values(search_terms(lines))
    assert found["disk"] == ".1:\u0100.2:\u0100"
    assert found["di*"] == "sc,sk"
    assert passed(search_terms(lines)).startswith("a7f 03c;")
    assert passed(search_terms(["a7f", "03c"])) == "a7f 03c;"


def test_terms_that_are_names_of_built_in_properties_have_values() -> None:
    line = shard_terms([document("constructor proto tostring")], 1, 1, "a7f").decode()
    found = values(search_terms([line]))
    assert found["constructor"] == found["tostring"] == found["proto"] == ".1:\u0100"


def test_of_a_long_list_the_best_remain_with_their_number() -> None:
    texts = [document("", "", "", "disk")] * 700
    lines = [shard_terms(texts, number, 1, "a7f").decode() for number in (1, 2)]
    lines.append(shard_terms([document("disk")], 3, 1, "a7f").decode())
    value = values(search_terms(lines))["disk"]
    assert value.startswith("=1401.1:\u0103\u0107")
    assert value.endswith(".3:\u0100")
    assert len("".join(part.partition(":")[2] for part in value.split("."))) == 1000


def test_hits_leave_out_empty_values_at_the_end() -> None:
    assert passed(search_hits("a7f", [("7", "A", "", "x", (), "")])) == ["a7f", ["7", "A", "", "x"]]
    assert "a\\u2028b" in search_hits("a7f", [("a\u2028b",)])


def test_the_key_of_a_shard_follows_from_its_events_and_their_order() -> None:
    one, other = EventRef("a", "7", "DiskFull"), EventRef("b", "8", "DiskLost")
    keys = {shard_key(events) for events in ([one], [one, other], [other, one], [other])}
    assert len(keys) == 4
    assert shard_key([one._replace(see_also=("8",))]) == shard_key([one])


def test_of_a_long_message_the_beginning_is_in_a_hit() -> None:
    page = view("pt-BR")
    (message,) = [section for section in page.sections if section.role == "message"]
    unit = message.paragraph[0]._replace(source="x" * 300 + "%1" + "y" * 300 + "%2", target="z" * 900)
    changed = [
        section._replace(paragraph=(unit,)) if section.role == "message" else section
        for section in page.sections
    ]
    (target,) = documents([replace(page, sections=tuple(changed))], SETTINGS, has_source=True)
    assert target.hit[5:7] == (("z" * 400,), ("x" * 300,))


@pytest.mark.parametrize(
    ("events", "files"), [(0, 1), (31, 1), (64, 4), (352, 16), (10_000, 512), (100_000, 4096)]
)
def test_the_number_of_term_files_grows_with_the_catalog(events: int, files: int) -> None:
    assert term_file_count(events) == files


def test_the_manifest_has_the_plurals_of_both_languages() -> None:
    shards = [[EventRef("a", "7", "DiskFull")], [EventRef("b", "8", "DiskLost")]]
    folders = [("", "pt-BR"), ("../en/", "en")]
    manifest = passed(search_manifest("1-abc", shards, folders, {"levels": {"error": "Erro"}}))
    assert (manifest["files"], manifest["events"], manifest["language"]) == (1, 2, "pt-BR")
    assert manifest["state"] == " ".join(["1-abc", *map(shard_key, shards)])
    assert [path for path, _ in manifest["folders"]] == ["", "../en/"]
    assert [endings.get("ns") for _, (_, endings) in manifest["folders"]] == ["m", None]
    assert manifest["levels"] == {"error": "Erro"}
