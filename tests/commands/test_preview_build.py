"""The site of a preview is built in a child process, which prints the errors."""

from pathlib import Path

import pytest

from eventdocs.building.api import build
from eventdocs.building.engine import CatalogChangedError
from eventdocs.building.result import BuildResult
from eventdocs.commands import preview_build
from eventdocs.commands.preview_build import main
from eventdocs.site.routes import Format
from tests.conftest import EVENT, Write


def test_a_site_is_built_with_links_to_the_editor(
    catalog: Write, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    main(str(catalog()), str(tmp_path / "site"), "edit://{path}")
    assert capfdbinary.readouterr().out == b""
    assert "edit://" in (tmp_path / "site/pt-BR/7-diskfull.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("changes", "output"), [(1, b""), (9, "changed while it was read · run it again".encode())]
)
def test_a_catalog_that_changes_while_it_is_read_is_built_again(
    changes: int,
    output: bytes,
    catalog: Write,
    tmp_path: Path,
    capfdbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    left = [*range(changes)]

    def build_or_change(folder: Path, out: Path, formats: list[Format], *, editor: str) -> BuildResult:
        if left:
            left.pop()
            raise CatalogChangedError("`catalog` changed while it was read", hint="run it again")
        return build(folder, out, formats, editor=editor)

    monkeypatch.setattr(preview_build, "build", build_or_change)
    main(str(catalog()), str(tmp_path / "site"), "")
    assert capfdbinary.readouterr().out.endswith(output)
    assert (tmp_path / "site").exists() == (output == b"")


def test_errors_are_printed(
    catalog: Write, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    folder = catalog({"events/7-diskfull.yaml": EVENT.replace("level: error", "level: eror")})
    main(str(folder), str(tmp_path / "site"), "")
    assert f"{folder.as_posix()}/events/7-diskfull.yaml:3:8".encode() in capfdbinary.readouterr().out
    assert not (tmp_path / "site").exists()
