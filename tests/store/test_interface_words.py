"""Interface words of a language without built-in labels are exported, imported and counted."""

from pathlib import Path

import polib
import pytest

from eventdocs.commands.exchange import ExportFilter, ImportOptions, export, import_files
from eventdocs.commands.status import status
from eventdocs.schema.fields import LABELS
from eventdocs.store.catalog import read_catalog
from tests.conftest import ROOT, Run, Write

CATALOG = "source_locale: {source}\nlocales: [{source}, {target}]\nchannels: {{analytic: A}}\n"
EVENT = "id: 7\nname: DiskFull\nstrings:\n  {source}: {{message: Full.}}\n"


def words(folder: Path, locale: str) -> dict[str, str]:
    """Return the interface words that a catalog has to translate, by context and key."""
    labels = read_catalog(folder).catalog.settings.interface_words.get(locale, {})
    return {f"{context}.{key}": text for context, texts in labels.items() for key, text in texts.items()}


def small(catalog: Write, target: str, source: str = "en-US") -> Path:
    files = {"catalog.yaml": CATALOG, "events/7-diskfull.yaml": EVENT}
    return catalog(
        {name: text.format(source=source, target=target) for name, text in files.items()}, bare=True
    )


@pytest.mark.parametrize("locale", ["pt-BR", "de-AT", "de-Latn-AT", "zh-Hant", "zh-TW", "en-GB", "ja"])
def test_a_locale_with_built_in_labels_has_no_words_to_translate(locale: str, catalog: Write) -> None:
    assert words(small(catalog, locale), locale) == {}


def test_another_locale_has_all_words_with_the_plural_forms_of_its_language(catalog: Write) -> None:
    found = words(small(catalog, "vi-VN"), "vi-VN")
    others = {f"{context}.{key}" for context, keys in LABELS.items() for key in keys if context != "counts"}
    assert set(found) == others - {"separators.list"} | {"counts.events.other"}
    assert found["site.search"] == "Search"
    assert {key for key in words(small(catalog, "sl-SI"), "sl-SI") if key.startswith("counts")} == {
        f"counts.events.{category}" for category in ("one", "two", "few", "other")
    }


def test_a_fallback_to_another_script_does_not_count(catalog: Write) -> None:
    assert "site.search" in words(small(catalog, "ja-Latn"), "ja-Latn")


def test_the_words_are_in_the_source_language(catalog: Write) -> None:
    assert words(small(catalog, "vi-VN", "pt-BR"), "vi-VN")["site.search"] == "Pesquisar"


def test_labels_among_the_templates_of_a_catalog_count(catalog: Write) -> None:
    folder = small(catalog, "vi-VN")
    (folder / "templates/labels").mkdir(parents=True)
    (folder / "templates/labels/vi.po").write_text(
        (ROOT / "templates/labels/en.po").read_text("utf-8"), "utf-8"
    )
    assert words(folder, "vi-VN") == {}


def test_words_are_counted_exported_and_imported_like_strings(
    catalog: Write, run: Run, tmp_path: Path
) -> None:
    folder = small(catalog, "vi-VN")
    number = len(words(folder, "vi-VN"))
    (before,) = status(folder).coverages
    assert (before.counts["missing"], before.total) == (number + 1, number + 1)

    file = tmp_path / "vi.po"
    file.write_bytes(export(folder, "vi-VN", "po", ExportFilter()).data)
    entries = polib.pofile(str(file))
    entry = next(each for each in entries if each.msgctxt == "label:site.search")
    entry.msgstr = "Tìm kiếm"
    entries.save()
    import_files(folder, [file], ImportOptions())
    (after,) = status(folder).coverages
    assert (after.counts["missing"], after.counts["translated"]) == (number, 1)

    assert run("build", folder, "-o", tmp_path / "site").code == 0
    assert "Tìm kiếm" in (tmp_path / "site/vi-VN/index.html").read_text("utf-8")
    assert f"{number}" in (tmp_path / "site/vi-VN/status.html").read_text("utf-8")
