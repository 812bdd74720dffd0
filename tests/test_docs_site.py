"""The documentation site has every page, and its links work."""

import re
import tomllib
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT
from tests.docs_site import as_site_page, pages

# Pages that overview pages list: the rules and the decisions.
_LISTED = re.compile(r"(?:rules|adr)/[^/]+\.md")


def test_every_page_is_in_the_navigation_or_in_an_overview() -> None:
    navigation = set(navigated(tomllib.loads((ROOT / "zensical.toml").read_text("utf-8"))["project"]["nav"]))
    written = {page for page, _ in pages()}
    assert navigation <= written
    assert [page for page in written - navigation if not _LISTED.fullmatch(page)] == []


def navigated(entry: object) -> Iterator[str]:
    """Yield the pages of the navigation: texts in lists and in the values of tables."""
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, list):
        for each in entry:
            yield from navigated(each)
    elif isinstance(entry, dict):
        for each in entry.values():
            yield from navigated(each)


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        (
            "CONTRIBUTING.md",
            "[terms](docs/reference/glossary.md#site)",
            "[terms](reference/glossary.md#site)",
        ),
        ("docs/how-to/check.md", "[security](../../SECURITY.md)", "[security](../explanation/security.md)"),
        ("docs/how-to/check.md", "[a](../adr)", "[a](../adr/README.md)"),
        ("docs/how-to/check.md", "[`x`](../rules/ED301.md)", "[`x`](../rules/ED301.md)"),
        (
            "docs/how-to/check.md",
            "[problems](../../examples/problems)",
            "[problems](../examples/problems/index.html)",
        ),
        ("docs/how-to/check.md", "the [job](../../ci/eventdocs.gitlab-ci.yml)", "the job"),
        ("docs/how-to/check.md", "[web](https://example.org/a)", "[web](https://example.org/a)"),
        (
            "docs/how-to/check.md",
            "```yaml\na: |\n  ```sh\n  x\n  ```\n  [job](../../ci/x.yml)\n```",
            "```yaml\na: |\n  ```sh\n  x\n  ```\n  [job](../../ci/x.yml)\n```",
        ),
        ("docs/how-to/check.md", "| `a\\|b` | c |", "| `a|b` | c |"),
        ("docs/how-to/check.md", "`a\\|b`", "`a\\|b`"),
        ("docs/how-to/check.md", "```yaml a/b.yaml\nid: 7\n```", '```yaml title="a/b.yaml"\nid: 7\n```'),
        ("docs/how-to/check.md", "[below](#terms)", "[below](#terms)"),
        ("docs/how-to/check.md", "`[job](../../ci/x.yml)`", "`[job](../../ci/x.yml)`"),
        ("docs/how-to/check.md", "```md\n[job](../../ci/x.yml)\n```", "```md\n[job](../../ci/x.yml)\n```"),
    ],
)
def test_pages_are_written_for_the_generator(source: str, text: str, expected: str) -> None:
    assert as_site_page(text, source) == expected


def test_blocks_of_code_in_lists_have_the_indent_that_the_generator_needs() -> None:
    short = re.compile(r"^ {1,3}```", re.MULTILINE)
    assert [page for page, text in pages() if short.search(text)] == []
