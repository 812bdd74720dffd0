"""Existing pages are read in order, and those without an event or a locale are reported."""

from pathlib import Path

import pytest

from eventdocs.formats.learn.read import LearnPage, LearnPair
from eventdocs.importers.source_pages import locale_of, read_pages
from eventdocs.model.errors import EventdocsError


@pytest.mark.parametrize(
    ("file", "front", "locale"),
    [
        ("pt-br/7-a.md", {"ms.contentlocale": "de-DE"}, "de-DE"),
        ("pt-br/7-a.md", {"ms.contentlocale": '"fr-fr"'}, "fr-FR"),
        ("pt-br/7-a.md", {}, "pt-BR"),
        ("zh-Hans/7-a.md", {}, "zh-Hans"),
        ("x/7-a.md", {}, ""),
        ("some_pages/7-a.md", {}, ""),
    ],
)
def test_the_locale_is_in_the_front_matter_or_the_folder(
    file: str, front: dict[str, str], locale: str
) -> None:
    assert locale_of(LearnPage(file, front_matter=front)) == locale


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files as pages whose title is the file's text."""
    monkeypatch.setattr(
        "eventdocs.importers.source_pages.read",
        lambda data, file: LearnPage(file, title=LearnPair(data.decode(), "")),
    )


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


@pytest.mark.usefixtures("page")
def test_pages_are_ordered_by_locale_and_file(tmp_path: Path) -> None:
    write(tmp_path, {"a/pt-br/8-b.md": "8 - B", "a/pt-br/7-a.md": "7 - A", "b/de-de/8-b.md": "8 - B"})
    pages, findings = read_pages([tmp_path])
    names = [Path(file).relative_to(tmp_path).as_posix() for file in pages]
    assert names == ["b/de-de/8-b.md", "a/pt-br/7-a.md", "a/pt-br/8-b.md"]
    assert findings == []


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize(
    ("file", "title", "message", "hint"),
    [
        (
            "pt-br/7-a.md",
            "About disks",
            "the title `About disks` is not an id and a name",
            "event pages have titles such as `4031 - DispatchSessionFailed`",
        ),
        (
            "pt-br/8-a.md",
            "7 - A",
            "the file's name is not `7-a.md`",
            "rename the file, or correct the title",
        ),
        (
            "some_pages/7-a.md",
            "7 - A",
            "neither front matter nor folder names the page's locale",
            "add `ms.contentlocale` to the front matter, or name the folder like the locale: `pt-br`",
        ),
    ],
)
def test_a_page_without_event_or_locale_is_a_finding_with_a_hint(
    file: str, title: str, message: str, hint: str, tmp_path: Path
) -> None:
    write(tmp_path, {file: title})
    pages, (finding,) = read_pages([tmp_path])
    assert pages == {}
    assert (finding.rule.code, finding.message, finding.hint) == ("ED133", message, hint)
    assert finding.location.file == str(tmp_path / file)


def test_a_folder_without_markdown_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EventdocsError, match="no Markdown pages"):
        read_pages([tmp_path])
