"""The README's console examples do what they say."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def test_the_consoles_of_the_readme_are_true(tmp_path: Path) -> None:
    """Run every `$` line of every console block, in order, beside a copy of this repository's catalog."""
    shutil.copytree(ROOT / "catalog", tmp_path / "catalog")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    readme = (ROOT / "README.md").read_text("utf-8")
    blocks = BLOCK.findall(readme)
    assert len(blocks) >= 2
    for block in blocks:
        shown = ""
        for command in re.findall(r"^\$ (.*)$", block, re.MULTILINE):
            environment = {**os.environ, "PATH": path, "NO_COLOR": "1"}
            done = subprocess.run(
                command,
                shell=True,
                cwd=tmp_path,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            shown += f"$ {command}\n{done.stdout}"
        assert shown == block
