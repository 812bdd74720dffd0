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
    assert page.properties == [(LearnPair("ID", "ID"), LearnPair("7", "7"))]
    volume = LearnPair("Volume", "Volume")
    assert page.rows == [LearnRow(volume, "xs:string", (), (LearnPair("The volume.", "O volume."),))]


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("---\ntitle", "title", 1, "the page has no front matter"),
        ("---\n#", "#", 1, "the front matter does not end"),
        ("title: 7", "title 7", 2, "the front matter line is not `key: value`, or its key is a duplicate"),
        (heading("##", 111, "Details", "Detalhes"), "## Details", 16, "the heading is not a pair"),
        ("Properties", "Other", 6, "`Other` is not a section of an event page, or is a duplicate"),
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
    assert finding.message == "the page has no section `message`"
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
