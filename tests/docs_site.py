"""The documentation site: `python -m tests.docs_site`, which `make docs-site` runs before the generator.

The pages of the site are those of docs/ and some files at the root of the repository. The catalogs of this
repository are built into the site as examples, so that pages can link to them.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import PurePosixPath
from posixpath import normpath, relpath

from eventdocs import build
from tests.conftest import ROOT

PAGES = ROOT / ".venv/docs-site/pages"
# Files at the root of the repository that are pages of the site.
ROOT_PAGES = {
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "explanation/security.md",
}
CATALOGS = {"catalog": "examples/activation", "examples/problems": "examples/problems"}
# A code block, a link whose label can contain code, or inline code. A match without a target stays unchanged.
_LINK = re.compile(
    r"^( *)```.*?^\1```$|(?<!!)\[((?:[^]`]|`[^`]*`)*)\]\(([^)\s#]+)(#[^)\s]*)?\)|`[^`\n]*`",
    re.DOTALL | re.MULTILINE,
)
# A code block that readers save as a file.
_NAMED_BLOCK = re.compile(r"^```(\w+) (\S+)$", re.MULTILINE)


def pages() -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each page of the site."""
    sources = [
        *ROOT_PAGES,
        *(path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "docs").rglob("*.md"))),
    ]
    for source in sources:
        page = page_of(source)
        assert page
        yield page, as_site_page((ROOT / source).read_text("utf-8"), source)


def page_of(source: str) -> str | None:
    """Return the path of a file or folder of the repository on the site, or None if it is not part of it."""
    if source in CATALOGS:
        return f"{CATALOGS[source]}/index.html"
    path = PurePosixPath(source)
    if path.is_relative_to("docs"):
        inside = path.relative_to("docs")
        return str(inside if inside.suffix else inside / "README.md")
    return ROOT_PAGES.get(source)


def as_site_page(text: str, source: str) -> str:
    """Return a page of the repository as the generator reads it: its links, bars in code, and names of files.

    Links to files that are not part of the site become their labels.
    """
    folder = PurePosixPath(source).parent
    here = PurePosixPath(page_of(source) or "").parent

    def rewrite(match: re.Match[str]) -> str:
        _, label, target, fragment = match.groups()
        in_table = text.startswith("|", text.rfind("\n", 0, match.start()) + 1)
        if not target or ":" in target:
            # On GitHub, a bar in inline code ends a table cell; for the generator it does not.
            return match[0].replace("\\|", "|") if in_table else match[0]
        page = page_of(normpath(folder / target))
        return f"[{label}]({relpath(page, here)}{fragment or ''})" if page else str(label)

    return _NAMED_BLOCK.sub(r'```\1 title="\2"', _LINK.sub(rewrite, text))


def main() -> None:
    """Write the pages of the site, and build the examples, for the generator."""
    shutil.rmtree(PAGES, ignore_errors=True)
    for page, text in pages():
        (PAGES / page).parent.mkdir(parents=True, exist_ok=True)
        (PAGES / page).write_text(text, "utf-8")
    for folder in ("images", "examples"):
        shutil.copytree(ROOT / "docs" / folder, PAGES / folder, dirs_exist_ok=True)
    for catalog, folder in CATALOGS.items():
        assert build(ROOT / catalog, PAGES / folder).changes is not None


if __name__ == "__main__":
    main()
