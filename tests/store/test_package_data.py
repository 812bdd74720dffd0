"""Package data are found, and so are the versions of the installed libraries."""

from pathlib import Path

import pytest

from eventdocs import __version__
from eventdocs.store.package_data import PACKAGE, default_templates, installed_beside, program_identity


def test_the_built_in_templates_are_found() -> None:
    assert (default_templates() / "event.html").is_file()
    assert (PACKAGE / "__init__.py").is_file()


def test_the_installed_libraries_are_listed_with_their_versions() -> None:
    names = installed_beside("jinja2")
    assert names == sorted(names)
    assert any(name.lower().startswith("jinja2-3.1") for name in names)


def test_a_folder_without_code_is_not_an_installed_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "folder_without_code").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    assert installed_beside("folder_without_code") == installed_beside("no_such_library") == []


def test_an_identity_names_program_python_and_libraries() -> None:
    identity = program_identity(["jinja2", "markupsafe"])
    assert identity.startswith(f"eventdocs {__version__} (")
    assert "jinja2 3.1" in identity
    assert identity == program_identity(["jinja2", "markupsafe"])
