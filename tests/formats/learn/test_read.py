"""A bilingual page is split into its parts. Any other page gives a diagnostic with its line and reason."""

from time import process_time

import pytest

from eventdocs.formats.learn.read import LearnPage, LearnPair, LearnRow, read
from eventdocs.model.diagnostics import Diagnostic


def pair(number: int, source: str, target: str) -> str:
    """Return a bilingual span of a page."""
    return (
        f'<span data-ttu-id="0a1b2-{number}">{target}</span>'
        f'<span class="sxs-lookup"><span data-stu-id="0a1b2-{number}">{source}</span></span>'
    )


def heading(level: str, number: int, source: str, target: str) -> str:
    return f'{level} <a name="a"></a>{pair(number, source, target)}'


PAGE = "\n".join(
    [
        "---",
        "title: 7 - DiskFull",
        "---",
        heading("#", 101, "7 - DiskFull", "7 - DiskFull"),
        "",
        heading("##", 102, "Properties", "Propriedades"),
        "|||",
        "|-|-|",
        f"|{pair(103, 'ID', 'ID')}|{pair(104, '7', '7')}|",
        heading("##", 105, "Description", "Descrição"),
        f"{pair(106, 'One.', 'Um.')} {pair(107, 'Two.', 'Dois.')}",
        "> [!NOTE]",
        f"> {pair(108, 'A note.', 'Uma nota.')}",
        heading("##", 109, "Message", "Mensagem"),
        pair(110, "Full &lt;%1&gt;".replace("&gt;", ">"), "Cheio"),
        heading("##", 111, "Details", "Detalhes"),
        f"|{pair(112, 'Name', 'Nome')}|{pair(113, 'Type', 'Tipo')}|{pair(114, 'Description', 'Descrição')}|",
        f"|{pair(115, 'Volume', 'Volume')}|`xs:string`|{pair(116, 'The volume.', 'O volume.')}|",
        "",
    ]
)


def test_a_page_is_read_into_its_parts() -> None:
    page = read(PAGE.encode(), "a.md")
    assert isinstance(page, LearnPage)
    assert page.front_matter == {"title": "7 - DiskFull"}
    assert (page.prefix, page.first_number, page.note_indent) == ("0a1b2", 101, 1)
    assert page.blank_after_heading
    assert page.title == LearnPair("7 - DiskFull", "7 - DiskFull")
    assert page.headings["description"] == LearnPair("Description", "Descrição")
    assert page.texts == {
        "description": (LearnPair("One.", "Um."), LearnPair("Two.", "Dois.")),
        "note": (LearnPair("A note.", "Uma nota."),),
        "message": (LearnPair("Full <%1>", "Cheio"),),
    }
    assert page.properties == [("id", LearnPair("ID", "ID"), LearnPair("7", "7"))]
    volume = LearnPair("Volume", "Volume")
    assert page.rows == [LearnRow(volume, "xs:string", (), (LearnPair("The volume.", "O volume."),))]


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("---\ntitle", "title", 1, "the page has no front matter"),
        ("---\n#", "#", 1, "the front matter does not end"),
        ("title: 7", "title 7", 2, "the front matter line is not `key: value`, or its key is a duplicate"),
        (heading("##", 111, "Details", "Detalhes"), "## Details", 16, "the heading is not a pair"),
        ("Properties", "Other", 6, "the section `Other` cannot be imported, or is a duplicate"),
        (">ID<", ">Code<", 9, "the property `Code` cannot be imported"),
        ('-106">Um.', '-106" lang="en-US">One.', 11, "the text has no translation"),
        ('-107">Dois.', '-107" lang="en-US">Two.', 11, "the text has no translation"),
        (pair(106, "One.", "Um."), f"- {pair(106, 'One.', 'Um.')}", 11, "a list cannot be imported"),
        (pair(106, "One.", "Um."), "```text", 11, "a block of code cannot be imported"),
        ("> [!NOTE]", f"> {pair(110, 'A', 'B')}", 12, "a quotation cannot be imported"),
        ("> [!NOTE]", pair(110, "A", "B"), 12, "a text of several paragraphs cannot be imported"),
        ("> [!NOTE]", "|a|b|", 12, "a table cannot be imported"),
        (f"|{pair(115, 'Volume', 'Volume')}", "|`Map`", 18, "a table of a map's values cannot be imported"),
        ("|||", "|a|b|", 7, "the text is not a pair of original and translation"),
        ("0a1b2-107", "0a1b3-107", 11, "the page's units have two prefixes, `0a1b2` and `0a1b3`"),
        ("|`xs:string`", "", 18, "the row has 2 cells, not 3"),
        ("> [!NOTE]", "Text", 12, "the text is not a pair"),
    ],
)
def test_another_page_is_a_diagnostic_with_line_and_reason(
    old: str, new: str, line: int, reason: str
) -> None:
    found = read(PAGE.replace(old, new).encode(), "a.md")
    assert isinstance(found, Diagnostic)
    assert (found.location.file, found.rule.code) == ("a.md", "ED133")
    assert reason in found.message
    assert found.location.line == line


def test_a_page_in_another_encoding_is_a_diagnostic() -> None:
    found = read(b"---\na: \xff\n", "a.md")
    assert isinstance(found, Diagnostic)
    assert (found.location.line, found.message) == (2, "the page is not UTF-8")


def test_missing_parts_of_a_page_are_reported_at_its_last_line() -> None:
    text = PAGE[: PAGE.index("## ", PAGE.index("A note."))].rstrip("\n")
    finding = read(text.encode(), "a.md")
    assert isinstance(finding, Diagnostic)
    assert finding.message == "the page has no section `details`"
    assert finding.location.line == text.count("\n") + 1


def test_a_line_that_is_too_long_is_an_error_at_its_line() -> None:
    found = read(PAGE.replace("Um.", "x" * 100_000).encode(), "a.md")
    assert isinstance(found, Diagnostic)
    assert found.location.line == 11
    assert found.message.startswith("the line has 100,")
    assert isinstance(read(PAGE.replace("Um.", "x" * 90_000).encode(), "a.md"), LearnPage)


def test_the_lines_of_a_page_are_limited() -> None:
    lines = "\n" * (10_000 - PAGE.count("\n"))
    assert isinstance(read((PAGE + lines[1:]).encode(), "a.md"), LearnPage)
    found = read((PAGE + lines).encode(), "a.md")
    assert isinstance(found, Diagnostic)
    assert found.message == "the page has more than 10,000 lines"
    assert "EVENTDOCS_MAX_PAGE_LINES" in found.hint


@pytest.mark.parametrize(
    "text",
    [
        '<span data-ttu-id="0a1b2-107">',
        '</span><span class="sxs-lookup"><span data-stu-id="0a1b2-107">',
        '<span data-ttu-id="0a1b2-107"></span><span class="sxs-lookup"><span data-stu-id="0a1b2-107"></span>',
    ],
)
def test_thousands_of_unclosed_pairs_are_rejected_quickly(text: str) -> None:
    start = process_time()
    found = read(
        PAGE.replace(pair(107, "Two.", "Dois."), pair(107, "T", "D")[:31] + text * 900).encode(), "a.md"
    )
    assert isinstance(found, Diagnostic)
    assert process_time() - start < 2


RESOLUTION = heading("##", 117, "Resolution", "Resolução")
SEE_ALSO = heading("##", 120, "See also", "Consulte também")


def test_sections_that_only_eventdocs_writes_are_read() -> None:
    replaced = f"|{pair(121, 'Replaced by', 'Substituído por')}|[8 - DiskOk](8-diskok-v2.md)|"
    page = read(
        "\n".join(
            [
                PAGE.replace("|||", f"|||\n{replaced}"),
                RESOLUTION,
                f"1. {pair(118, 'Wait.', 'Espere.')}  ",
                f"2. {pair(119, 'Retry.', 'Tente.')}  ",
                heading("##", 120, "Examples", "Exemplos"),
                " `` a `b` ``  ",
                SEE_ALSO,
                "- [9 - Tape](9-tape.md)  ",
                "- [9 - Tape](9-tape-v3.md)",
            ]
        ).encode(),
        "a.md",
    )
    assert isinstance(page, LearnPage)
    assert page.texts["steps"] == (LearnPair("Wait.", "Espere."), LearnPair("Retry.", "Tente."))
    assert page.examples == ["a `b`"]
    assert (page.related, page.replaced_by) == (["9", "9@3"], "8@2")


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([RESOLUTION, f"2. {pair(118, 'Wait.', 'Espere.')}"], "the number of the step is not 1"),
        ([SEE_ALSO, "- [9 - Tape](../disk/9-tape.md)"], "the link does not lead to the page of an event"),
        ([SEE_ALSO, "- [Help](https://example.com/help.md)"], "the link does not lead to the page of"),
        ([heading("##", 120, "Examples", "Exemplos"), "full"], "the example is not code on one line"),
        ([heading("##", 120, "Links", "Links")], "the section `Links` cannot be imported"),
    ],
)
def test_what_is_not_read_is_named(lines: list[str], reason: str) -> None:
    found = read("\n".join([PAGE, *lines]).encode(), "a.md")
    assert isinstance(found, Diagnostic)
    assert reason in found.message
