"""The site of a preview is built in a child process, which prints the errors."""

from pathlib import Path

import pytest

from eventdocs.commands.preview_build import main
from tests.conftest import EVENT, Write


def test_a_site_is_built_with_links_to_the_editor(
    catalog: Write, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    main(str(catalog()), str(tmp_path / "site"), "edit://{path}")
    assert capfdbinary.readouterr().out == b""
    assert "edit://" in (tmp_path / "site/pt-BR/7-diskfull.html").read_text("utf-8")


def test_errors_are_printed(
    catalog: Write, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    folder = catalog({"events/7-diskfull.yaml": EVENT.replace("level: error", "level: eror")})
    main(str(folder), str(tmp_path / "site"), "")
    assert f"{folder.as_posix()}/events/7-diskfull.yaml:3:8".encode() in capfdbinary.readouterr().out
    assert not (tmp_path / "site").exists()
