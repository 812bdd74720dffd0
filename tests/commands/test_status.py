"""Status counts the translated strings of target locales, and returns the errors that prevent a build."""

from pathlib import Path

import pytest

from eventdocs.commands.accept import accept_translations
from eventdocs.commands.status import status
from eventdocs.model.errors import EventdocsError
from eventdocs.translations.accept import AcceptOptions, AcceptResult
from eventdocs.translations.selection import StringFilter
from tests.conftest import Run, Write

E7 = "events/7-diskfull.yaml"


def accept(folder: Path, **terms: object) -> AcceptResult:
    return accept_translations(folder, [], AcceptOptions(**terms))  # type: ignore[arg-type]


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / E7
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def folder(catalog: Write) -> Path:
    """Return a catalog whose translations are accepted."""
    made = catalog()
    accept(made, by="ana")
    return made


def test_status_counts_and_fails_under_a_bound(folder: Path, run: Run) -> None:
    edit(folder, "Disk %1 is full.", "The disk %1 is full.")
    outcome = run("status", folder, "--fail-under", "pt-BR=51")
    assert outcome.out.split("\n")[1].split() == ["pt-BR", "0", "1", "0", "1", "0", "2", "50.0%"]
    assert (outcome.code, "50.0% is less than 51%" in outcome.err) == (1, True)
    assert run("status", folder, "--fail-under", "50").code == 0
    assert run("status", folder, "--fail-under", "x").code == 2
    assert '"done": 50.0' in run("status", folder, "--format", "json").out
    assert "| pt-BR | 0 | 1 | 0 | 1 | 0 | 2 | 50.0% |" in run("status", folder, "--format", "markdown").out
    assert 'aria-label="pt-BR: 50%"' in run("status", folder, "--format", "svg").out


def test_all_target_locales_are_counted_by_default(folder: Path) -> None:
    (counts,) = status(folder).coverages
    assert (counts.locale, counts.total, counts.done) == ("pt-BR", 2, 100.0)
    assert status(folder, ["PT-br"]) == status(folder)


def test_the_source_locale_cannot_be_counted(folder: Path) -> None:
    with pytest.raises(EventdocsError, match="`en-US` is the source locale"):
        status(folder, ["en-US"])
    assert [counts.locale for counts in status(folder, ["en-US", "pt-BR"]).coverages] == ["pt-BR"]


def test_an_unknown_locale_is_an_error_unless_the_list_of_locales_has_errors(folder: Path) -> None:
    with pytest.raises(EventdocsError, match="locale `fr-FR`"):
        status(folder, ["fr-FR"])
    (folder / "catalog.yaml").write_text("source_locale: en-US\nlocales: [en-US, 7-x]\n", "utf-8")
    result = status(folder, ["fr-FR"])
    assert result.coverages == []
    assert result.errors


def test_a_catalog_in_one_language_has_nothing_to_count(folder: Path) -> None:
    (folder / "catalog.yaml").write_text("source_locale: en-US\nlocales: [en-US]\n", "utf-8")
    assert status(folder).coverages == []


def test_a_key_that_neither_an_event_nor_a_string_has_is_an_error(folder: Path) -> None:
    assert status(folder, selection=StringFilter(frozenset({"7:message"}))).coverages[0].total == 1
    with pytest.raises(EventdocsError, match="there is no event or string `7:mesage`") as error:
        status(folder, selection=StringFilter(frozenset({"7:mesage"})))
    assert error.value.hint == "did you mean `7:message`?"
