"""The console examples of the README and of the documentation are correct."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

# A code block with commands and their output, or a file and the name under which the reader saves it.
BLOCK = re.compile(r"```(?:console|\w+ (\S+))\n(.*?)```", re.DOTALL)
PAGES = [
    page
    for page in sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
    if "```console" in page.read_text("utf-8")
]


def test_the_readme_and_the_page_about_builds_have_examples() -> None:
    assert {"README.md", "incremental-builds.md", "tutorial.md"} <= {page.name for page in PAGES}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_console_examples_of_a_page_are_true(page: Path, tmp_path: Path) -> None:
    """Run every `$` line of every console block, in order, and save the files between them.

    Readers of tutorials and how-tos start in an empty folder, with the examples that the page links to. Other pages
    use the catalog of this repository.
    """
    text = page.read_text("utf-8")
    if page.parent.name not in ("get-started", "how-to"):
        shutil.copytree(ROOT / "catalog", tmp_path / "catalog")
    for name in re.findall(r"\(\.\./examples/([\w.]+)\)", text):
        shutil.copyfile(ROOT / "docs/examples" / name, tmp_path / name)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for file, block in BLOCK.findall(text):
        if file:
            (tmp_path / file).write_text(block, "utf-8")
            continue
        shown = ""
        for command in re.findall(r"^\$ (.*)$", block, re.MULTILINE):
            result = subprocess.run(
                command,
                shell=True,
                cwd=tmp_path,
                env={**os.environ, "PATH": path, "NO_COLOR": "1"},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            shown += f"$ {command}\n{result.stdout}"
        assert shown == block
