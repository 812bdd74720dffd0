"""Pages of a preview are rendered one at a time, and equal those of a build byte for byte."""

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest

from eventdocs.building.api import build
from eventdocs.building.preview import PreviewPages
from eventdocs.building.result import BuildOptions, BuildRequest
from eventdocs.commands.accept import accept_translations
from eventdocs.site.routes import ROUTES, Format, Scope
from eventdocs.store.output_dir import new_output
from eventdocs.translations.accept import AcceptOptions
from tests.building.conftest import Record, Site
from tests.conftest import ROOT, tree

PAGE = "en-US/11-diskfull.html"
FILE = "events/11.yaml"
_ALONE = {Scope.EVENT, Scope.ID, Scope.ASSET}


@dataclass
class Preview:
    """The preview of a catalog, which can be compared with a build."""

    catalog: Path
    folder: Path
    formats: tuple[str, ...] = ("html",)
    editor: str | None = ""
    pages: PreviewPages = field(init=False)

    def __post_init__(self) -> None:
        options = BuildOptions()
        request = BuildRequest(
            self.catalog,
            self.formats,
            (),
            False,
            self.editor,
            options.single_shard_max,
            options.shard_size,
        )
        self.pages = PreviewPages(request, new_output(self.folder))
        self.pages.refresh()

    def built(self, name: str) -> dict[str, bytes]:
        """Build the site and return its files."""
        out = self.folder.parent / name
        options = BuildOptions(jobs=1)
        assert build(self.catalog, out, self.formats, editor=self.editor, options=options).changes
        return tree(out)

    def text(self, path: str = PAGE) -> str:
        """Render a page."""
        data = self.pages.render(path)
        assert data is not None
        return data.decode()


@pytest.fixture
def preview(site: Site, tmp_path: Path) -> Preview:
    """Return a preview of five events."""
    return Preview(site.catalog, tmp_path / "preview")


def test_a_preview_compiles_no_template_that_an_earlier_build_compiled(
    site: Site, tmp_path: Path, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    Preview(site.catalog, tmp_path / "first").built("site")
    compiled = record("jinja2.Environment.compile")
    assert Preview(site.catalog, tmp_path / "second").text()
    assert compiled == []


def test_pages_wait_for_no_template_to_be_compiled(preview: Preview, record: Record) -> None:
    compiled = record("jinja2.Environment.compile")
    assert preview.text()
    assert preview.text(PAGE.replace("en-US", "pt-BR"))
    assert compiled == []


def test_the_first_page_does_not_wait_for_the_templates_of_lists(
    site: Site, tmp_path: Path, record: Record
) -> None:
    compiled = record("jinja2.Environment.compile")
    assert Preview(site.catalog, tmp_path / "preview").text()
    names = {name for _, _, name, *_ in compiled}
    assert "event.html" in names
    assert "index.html" not in names


def test_after_a_change_only_the_changed_template_is_compiled(
    site: Site, preview: Preview, record: Record
) -> None:
    compiled = record("jinja2.Environment.compile")
    site.write(
        "templates/event.html", '{% extends "default/event.html" %}{% block title %}Ours{% endblock %}'
    )
    preview.pages.refresh()
    assert "Ours" in preview.text()
    assert [name for _, _, name, *_ in compiled] == ["event.html", "default/event.html"]


def test_a_template_with_a_syntax_error_fails_only_the_pages(site: Site, tmp_path: Path) -> None:
    site.write("templates/strings.html", "{% broken %}")
    preview = Preview(site.catalog, tmp_path / "preview")
    assert preview.pages.render(PAGE) is None
    assert preview.pages.first_pages(1)


@pytest.fixture
def next_preview(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Preview]:
    """Return a function that starts a preview after an earlier one has saved what it read."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    names = map(str, count())

    def start() -> Preview:
        preview = Preview(site.catalog, tmp_path / next(names))
        preview.pages.save_events()
        return preview

    start()
    start()  # the files can have been written in the same tick of the clock as they were read
    return start


def test_a_preview_reads_only_the_files_that_changed_since_an_earlier_one(
    site: Site, next_preview: Callable[[], Preview], record: Record
) -> None:
    read = record("eventdocs.building.shared_inputs.read_catalog_file")
    saved = record("eventdocs.store.user_cache.put")
    next_preview()
    assert not [name for _, name in read if name.startswith("events/")]
    assert saved == []
    site.edit(FILE, "name: DiskFull", "name: DiskSlow")
    assert "11-diskslow.html" in next_preview().text("en-US/12-diskfull.html")
    assert [name for _, name in read if name.startswith("events/")] == [FILE]
    assert len(saved) == 1


def test_a_changed_file_that_must_be_parsed_gets_a_new_reference(
    site: Site, next_preview: Callable[[], Preview]
) -> None:
    site.edit(FILE, "name: DiskFull", "'name': DiskSlow")
    assert next_preview().pages.has("en-US/11-diskslow.html")


def test_files_with_new_stamps_are_read_once(
    site: Site, next_preview: Callable[[], Preview], record: Record
) -> None:
    """As after a checkout, which writes the same files again."""
    for path in site.catalog.glob("events/*.yaml"):
        path.write_bytes(path.read_bytes())
    next_preview()
    next_preview()  # see above
    read = record("eventdocs.building.shared_inputs.read_catalog_file")
    next_preview()
    assert not [name for _, name in read if name.startswith("events/")]


def test_after_a_change_of_settings_a_preview_finds_the_events_again(
    site: Site, next_preview: Callable[[], Preview]
) -> None:
    settings = "providers: {one: {name: One}, two: {name: Two}}\ndefault_provider: one\nchannels:"
    site.edit("catalog.yaml", "channels:", settings)
    site.edit(FILE, "id: 11", "id: 11\nprovider: one")
    assert next_preview().pages.has(PAGE)
    site.edit("catalog.yaml", "default_provider: one", "default_provider: two")
    assert next_preview().pages.has("en-US/one/11-diskfull.html")


@pytest.mark.parametrize(
    ("catalog", "formats"),
    [("catalog", ("html", "markdown")), ("examples/problems", ("html",)), ("catalog", ("gfm",))],
)
def test_all_pages_of_events_and_all_assets_are_those_of_a_build(
    catalog: str, formats: tuple[str, ...], tmp_path: Path
) -> None:
    preview = Preview(ROOT / catalog, tmp_path / "preview", formats, "edit://{path}#{line}")
    rows = [row for row in ROUTES if row.formats & set(formats)]
    seen = set()
    for path, data in preview.built("site").items():
        row = next(row for row in rows if re.fullmatch(row.regex, path))
        alone = row.scope in _ALONE
        assert preview.pages.has(path) == alone, path
        assert preview.pages.render(path) == (data if alone else None), path
        seen.add(row.kind)
    assert {row.kind for row in rows if row.scope in _ALONE} <= seen


def test_a_preview_follows_all_kinds_of_changes(
    site: Site, preview: Preview, next_preview: Callable[[], Preview]
) -> None:
    """Changes of events, neighbours, related events, groups, labels, ledgers, templates and settings."""
    changes = (
        lambda: site.edit(FILE, "The disk is full.", "It is full."),
        lambda: site.edit("events/12.yaml", "level: error", "level: warning"),
        lambda: site.edit(FILE, "level: error", "level: error\nsee_also: [13]"),
        lambda: site.edit("events/13.yaml", "The disk is full.", "Another text."),
        lambda: site.write("events/a/9.yaml", (site.catalog / FILE).read_text().replace("id: 11", "id: 9")),
        lambda: site.write("events/a/group.yaml", "strings: {en-US: {title: Disks}}\n"),
        lambda: site.edit("events/a/group.yaml", "Disks", "Storage"),
        (site.catalog / "events/a/9.yaml").unlink,
        lambda: site.write("labels/pt-BR.yaml", "headings: {message: Recado}\n"),
        lambda: site.write(
            "templates/event.html",
            '{% extends "default/event.html" %}\n{% block title %}Ours{% endblock %}\n',
        ),
        lambda: accept_translations(site.catalog, [], AcceptOptions()),
        lambda: site.write(
            "catalog.yaml", (site.catalog / "catalog.yaml").read_text() + "title: {en-US: T}\n"
        ),
    )
    last = _pages(preview.built("site"))
    for change in changes:
        change()
        preview.pages.refresh()
        built = _pages(preview.built("site"))
        assert built != last
        for pages in (preview.pages, next_preview().pages):
            assert {path: pages.render(path) for path in built} == built
        last = built


def _pages(files: dict[str, bytes]) -> dict[str, bytes]:
    patterns = [row.regex for row in ROUTES if row.scope in _ALONE and Format.HTML in row.formats]
    return {path: files[path] for path in files if any(re.fullmatch(pattern, path) for pattern in patterns)}


def test_after_an_edit_of_a_text_only_its_file_is_read(site: Site, preview: Preview, record: Record) -> None:
    preview.pages.refresh()
    read = record("eventdocs.building.shared_inputs.read_catalog_file")
    plans = record("eventdocs.building.preview_site.plan_build")
    site.edit(FILE, "The disk is full.", "It is full.")
    preview.pages.refresh()
    assert [name for _, name in read] == [FILE]
    assert plans == []
    assert "It is full." in preview.text()


def test_after_a_change_of_a_name_only_its_file_is_read(site: Site, preview: Preview, record: Record) -> None:
    preview.pages.refresh()
    read = record("eventdocs.building.shared_inputs.read_catalog_file")
    site.edit(FILE, "name: DiskFull", "name: DiskSlow")
    preview.pages.refresh()
    assert [name for _, name in read] == [FILE]
    assert "11-diskslow.html" in preview.text("en-US/12-diskfull.html")


def test_a_new_default_provider_moves_the_pages_of_the_one_before(site: Site, preview: Preview) -> None:
    settings = "providers: {one: {name: One}, two: {name: Two}}\ndefault_provider: one\nchannels:"
    site.edit("catalog.yaml", "channels:", settings)
    site.edit(FILE, "id: 11", "id: 11\nprovider: one")
    preview.pages.refresh()
    preview.pages.refresh()  # from now on its file is known
    assert preview.pages.has(PAGE)
    site.edit("catalog.yaml", "default_provider: one", "default_provider: two")
    preview.pages.refresh()
    assert preview.pages.has("en-US/one/11-diskfull.html")


def test_errors_leave_a_page_as_it_was_shown_last(site: Site, preview: Preview) -> None:
    site.edit(FILE, "The disk is full.", "It is full.")
    preview.pages.refresh()
    shown = preview.text()
    assert "It is full." in shown
    for name, old in ((FILE, "level: error"), ("catalog.yaml", "source_locale")):
        site.edit(name, old, f"x{old}")
        preview.pages.refresh()
        assert preview.text() == shown
        site.edit(name, f"x{old}", old)
    site.edit(FILE, "It is full.", "Full.")
    preview.pages.refresh()
    assert "Full." in preview.text()


def test_only_the_last_pages_are_kept_for_errors(
    site: Site, preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eventdocs.building.preview._REMEMBERED", 2)
    for path in (PAGE, PAGE.replace("html", "json"), PAGE, "en-US/12-diskfull.html"):
        assert preview.pages.render(path)
    site.edit("catalog.yaml", "source_locale", "x")
    preview.pages.refresh()
    kept = [path for path in (PAGE, PAGE.replace("html", "json")) if preview.pages.render(path)]
    assert kept == [PAGE]


def test_an_event_that_was_deleted_has_no_page(site: Site, preview: Preview) -> None:
    assert preview.text()
    (site.catalog / FILE).unlink()
    preview.pages.refresh()
    assert preview.pages.render(PAGE) is None
    assert not preview.pages.has(PAGE)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("catalog.yaml", "source_locale", "sauce_locale"),
        ("events/12.yaml", "id: 12", "id: 11"),  # two events would have the same pages
    ],
)
def test_errors_about_all_pages_prevent_them(
    name: str, old: str, new: str, site: Site, tmp_path: Path
) -> None:
    site.edit(name, old, new)
    preview = Preview(site.catalog, tmp_path / "preview")
    assert preview.pages.render(PAGE) is None
    assert not preview.pages.has(PAGE)
    assert preview.pages.first_pages(9) == []


def test_a_folder_without_a_catalog_has_no_pages(tmp_path: Path) -> None:
    preview = Preview(tmp_path / "none", tmp_path / "preview")
    assert preview.pages.render(PAGE) is None


def test_a_file_that_changed_after_it_was_read_is_not_rendered(site: Site, preview: Preview) -> None:
    site.edit(FILE, "The disk is full.", "It is full.")
    assert preview.pages.render(PAGE) is None
    (site.catalog / FILE).unlink()
    assert preview.pages.render(PAGE) is None


@pytest.mark.parametrize(
    "path", ["", "en-US/", "xx/11-diskfull.html", "en-US/11-diskfull.md", "e/11/", "e/99/index.html"]
)
def test_other_paths_have_no_page(path: str, preview: Preview) -> None:
    assert preview.pages.render(path) is None
    assert not preview.pages.has(path)


def test_the_first_pages_are_in_the_source_locale(preview: Preview) -> None:
    assert [path for path, _ in preview.pages.first_pages(2)] == ["en-US/10-diskfull.html", PAGE]


def test_pages_can_be_rendered_by_several_threads(preview: Preview) -> None:
    expected, found = preview.text(), []
    threads = [threading.Thread(target=lambda: found.append(preview.text())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 8
