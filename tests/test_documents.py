"""Documents match the code: generated parts are up to date, packages are described, links work."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.conftest import ROOT
from tests.documents import documents

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
ARCHITECTURE = ROOT / "docs/explanation/architecture.md"
ADRS = sorted((ROOT / "docs/adr").glob("[0-9]*.md"))
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
_STATUS = re.compile(r"^Status: (?:accepted|superseded by \[\d+\]\((\d{4}-[\w-]+\.md)\))\.", re.MULTILINE)


def test_the_generated_documents_are_up_to_date() -> None:
    expected = documents()
    actual = {path: (ROOT / path).read_text("utf-8") for path in expected if (ROOT / path).exists()}
    assert actual == expected, "run: make docs"


def test_no_document_of_a_rule_is_left_over() -> None:
    rules = {path.name for path in documents() if path.parent == Path("docs/rules")}
    assert {path.name for path in (ROOT / "docs/rules").iterdir()} == rules


def test_the_architecture_describes_every_package() -> None:
    packages = {path.parent.name for path in (ROOT / "eventdocs").glob("*/__init__.py")}
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", ARCHITECTURE.read_text("utf-8"), re.MULTILINE)
    assert {name for row in rows for name in re.findall(r"\w+", row)} == packages


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_to_files_and_headings_that_exist(page: Path) -> None:
    assert [link for link in links(page) if not resolves(page, link)] == []


def test_the_guide_for_contributors_names_files_that_exist() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    paths = re.findall(r"`((?:eventdocs|templates|tests|docs)/[\w/.-]+)`", guide)
    assert len(paths) > 20
    assert [path for path in paths if not (ROOT / path).exists()] == []


def links(page: Path) -> Iterator[str]:
    """Yield the relative links of a page."""
    for link in _LINK.findall(_CODE.sub("", page.read_text("utf-8"))):
        if "://" not in link:
            yield link


def resolves(page: Path, link: str) -> bool:
    """Return whether the file of a link exists and has the heading of the fragment."""
    path, _, fragment = link.partition("#")
    target = page.parent / unquote(path) if path else page
    return target.exists() and (not fragment or fragment in anchors(target))


def anchors(page: Path) -> set[str]:
    """Return the anchors that a page's headings get on GitHub."""
    headings = _HEADING.findall(page.read_text("utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("adr", ADRS, ids=lambda adr: adr.name)
def test_a_decision_has_a_status_and_a_successor_that_exists(adr: Path) -> None:
    status = _STATUS.search(adr.read_text("utf-8"))
    assert status
    assert not status[1] or (adr.parent / status[1]).is_file()


def test_make_help_lists_every_target() -> None:
    targets = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert targets
    result = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    names = [line.split()[0] for line in result.stdout.splitlines() if len(line.split()) > 1]
    assert sorted(names) == sorted(targets[1].split())
