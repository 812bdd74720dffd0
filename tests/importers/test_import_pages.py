"""Real bilingual pages become a catalog that builds the same pages again."""

import hashlib
import itertools
import random
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from eventdocs.building.api import build
from eventdocs.importers.import_pages import import_learn
from eventdocs.model.strings import has_blocks
from eventdocs.site.routes import Format
from eventdocs.store.catalog import read_catalog
from tests.conftest import SHARED, YEAR, Run, tree


def compare(catalog: Path, out: Path, originals: list[Path]) -> tuple[int, int]:
    """Build the Markdown pages; return how many equal the originals, and how many hashes those of our source pages."""
    built = build(catalog, out, [Format.MARKDOWN])
    assert built.diagnostics == []
    ours = {path.relative_to(out).as_posix().lower(): path.read_bytes() for path in out.rglob("*.md")}
    equal = hashes = 0
    for original in originals:
        data = original.read_bytes()
        equal += ours[f"{original.parent.name}/{original.name}"] == data
        english = ours[f"en-us/{original.name}"].replace(b"\n", b"\r\n")
        named = re.search(rb"ms.openlocfilehash: (\w+)", data)
        hashes += bool(named) and hashlib.sha1(english).hexdigest().encode() == named[1]  # type: ignore[index]
    return equal, hashes


def test_all_pages_of_2017_come_back_byte_for_byte(imported: Path, shared: Path, tmp_path: Path) -> None:
    originals = sorted((shared / "corpus/learn/2017").glob("*/*.md"))
    assert compare(imported, tmp_path / "out", originals) == (1040, 1040)


@pytest.mark.parametrize("locale", ["pt-br", "es-es", "pl-pl"])
def test_all_latest_pages_come_back_byte_for_byte(locale: str, shared: Path, tmp_path: Path) -> None:
    folder = shared / "corpus/learn/latest" / locale
    result = import_learn([folder], tmp_path / "catalog")
    assert (result.pages, result.diagnostics) == (260, [])
    assert compare(tmp_path / "catalog", tmp_path / "out", sorted(folder.glob("*.md"))) == (260, 260)


def test_the_catalog_is_understood_and_not_stored_pages(imported: Path, shared: Path) -> None:
    ours = sum(len(data) for data in tree(imported).values())
    pages = sum(path.stat().st_size for path in (shared / "corpus/learn/2017").glob("*/*.md"))
    assert ours / pages <= 0.15
    events = {path.name: path.read_text("utf-8") for path in imported.glob("events/*.yaml")}
    assert not [name for name, text in events.items() if "\nlayout:" in text]
    event = events["4031-dispatchsessionfailed.yaml"]
    assert len(event.splitlines()) <= 35
    assert event.startswith("id: 4031\nname: DispatchSessionFailed\nlevel: error\nchannel: analytic\n")


def test_importing_again_changes_no_byte(imported: Path, shared: Path) -> None:
    before = tree(imported)
    result = import_learn([shared / "corpus/learn/2017"], imported)
    assert (result.changed, result.diagnostics, tree(imported) == before) == ([], [], True)


def few(shared: Path, tmp_path: Path, names: tuple[str, ...]) -> dict[str, Path]:
    """Copy some events' pages of every locale of 2017, so that many imports are quick."""
    folders = {}
    for locale in YEAR:
        folders[locale] = tmp_path / "pages" / locale
        folders[locale].mkdir(parents=True)
        for name in names:
            shutil.copy(next((shared / "corpus/learn/2017" / locale).glob(f"{name}-*.md")), folders[locale])
    return folders


FEW = (
    "131",
    "201",
    "215",
    "302",
    "401",
    "451",
    "507",
    "601",
    "3305",
    "3320",
    "3382",
    "4031",
    "4818",
    "57393",
)


def test_locales_one_after_the_other_give_the_same_catalog(shared: Path, tmp_path: Path) -> None:
    """Importing locales in steps gives the same as importing them at once, in any order."""
    folders = few(shared, tmp_path, FEW)
    catalogs = {locales: tmp_path / "-".join(sorted(locales)) for locales in _sets_of(YEAR)}
    for locales, catalog in catalogs.items():
        import_learn([folders[locale] for locale in sorted(locales)], catalog)
    for locales, catalog in catalogs.items():
        for last in sorted(locales) if len(locales) > 1 else ():
            shutil.copytree(catalogs[locales - {last}], tmp_path / "step")
            assert import_learn([folders[last]], tmp_path / "step").diagnostics == []
            assert tree(tmp_path / "step") == tree(catalog), (last, locales)
            shutil.rmtree(tmp_path / "step")


def _sets_of(locales: Iterable[str]) -> list[frozenset[str]]:
    each = list(locales)
    return [
        frozenset(chosen)
        for count in range(1, len(each) + 1)
        for chosen in itertools.combinations(each, count)
    ]


def test_all_pages_one_locale_after_the_other_give_the_same_catalog(
    imported: Path, shared: Path, tmp_path: Path
) -> None:
    for locale in reversed(YEAR):
        import_learn([shared / "corpus/learn/2017" / locale], tmp_path / "each")
    assert tree(tmp_path / "each") == tree(imported)


def test_a_different_string_is_kept_and_reported_unless_an_option_replaces_it(
    shared: Path, tmp_path: Path, run: Run
) -> None:
    folders = few(shared, tmp_path, ("4031",))
    catalog = tmp_path / "catalog"
    import_learn(folders.values(), catalog)
    event = catalog / "events/4031-dispatchsessionfailed.yaml"
    edited = event.read_text("utf-8").replace(
        "message: Falha na distribuição de sessão.", "message: 'Falhou.' # ours"
    )
    event.write_text(edited, "utf-8")

    outcome = run("import", "learn", *folders.values(), "--output", catalog)
    assert outcome.code == 1
    assert "4031-dispatchsessionfailed.yaml:28:14 ED123 warning: `message` is kept as" in outcome.out
    assert event.read_text("utf-8") == edited

    assert run("import", "learn", *folders.values(), "--output", catalog, "--update").code == 0
    assert event.read_text("utf-8") == edited.replace("'Falhou.'", "'Falha na distribuição de sessão.'")


def test_a_new_locale_is_spliced_and_every_other_byte_stays(shared: Path, tmp_path: Path) -> None:
    folders = few(shared, tmp_path, ("4031",))
    catalog = tmp_path / "catalog"
    import_learn([folders["fr-fr"], folders["pt-br"]], catalog)
    event = catalog / "events/4031-dispatchsessionfailed.yaml"
    untidy = (
        event.read_text("utf-8")
        .replace("  pt-BR:", "  # the last\n  pt-BR:   # Brazil")
        .replace("\n", "\r\n")
    )
    event.write_bytes(untidy.encode())
    assert import_learn([folders["ja-jp"]], catalog).diagnostics == []
    after = event.read_bytes().decode()
    start = after.index("  ja-JP:")
    end = after.index("  # the last")
    assert after[:start] + after[end:] == untidy
    assert after[start:end].count("\r\n") == 4


def test_pages_of_another_kind_are_reported_and_not_imported(shared: Path, tmp_path: Path, run: Run) -> None:
    folders = few(shared, tmp_path, ("4031", "601"))
    folder = folders["pt-br"]
    good = (folder / "4031-dispatchsessionfailed.md").read_text("utf-8")
    others = {
        "toc.md": "# [Events](index.md)\n## [4031](4031.md)\n",
        "topic.md": "---\ntitle: Tracing\n---\n# Tracing\n\nText.\n",
        "601-other.md": good,
        "4031-truncated.md": good[:2000],
        "4032-wasconnectiontimedout.md": good.replace("DispatchSessionFailed", "WasConnectionTimedout"),
        "latin.md": "",
    }
    for name, text in others.items():
        (folder / name).write_text(text, "utf-8")
    (folder / "latin.md").write_bytes(b"---\ntitle: caf\xe9\n---\n")
    outcome = run("import", "learn", folder, "--output", tmp_path / "catalog")
    assert outcome.code == 1
    reported = dict(re.findall(r"(\S+\.md):(\d+):1 ED13[34] ", outcome.out))
    assert {Path(name).name for name in reported} == set(others)
    assert sorted(path.name for path in (tmp_path / "catalog/events").iterdir()) == [
        "4031-dispatchsessionfailed.yaml",
        "601-cbaentryread.yaml",
    ]


def test_a_page_whose_source_is_not_ours_keeps_its_hash(shared: Path, tmp_path: Path) -> None:
    folders = few(shared, tmp_path, ("4031", "601"))
    page = folders["pt-br"] / "601-cbaentryread.md"
    text = page.read_bytes().decode()
    page.write_bytes(re.sub(r"openlocfilehash: \w+", "openlocfilehash: " + "0" * 40, text).encode())
    import_learn([folders["pt-br"]], tmp_path / "catalog")
    build(tmp_path / "catalog", tmp_path / "out", [Format.MARKDOWN])
    assert (tmp_path / "out/pt-BR/601-cbaentryread.md").read_bytes() == page.read_bytes()


def test_the_locale_comes_from_the_folder_if_the_page_has_none(shared: Path, tmp_path: Path) -> None:
    folders = few(shared, tmp_path, ("4031",))
    page = folders["pt-br"] / "4031-dispatchsessionfailed.md"
    page.write_bytes(re.sub(rb"ms.contentlocale: .*?\r\n", b"", page.read_bytes()))
    import_learn([folders["pt-br"]], tmp_path / "catalog")
    build(tmp_path / "catalog", tmp_path / "out", [Format.MARKDOWN])
    assert (tmp_path / "out/pt-BR/4031-dispatchsessionfailed.md").read_bytes() == page.read_bytes()


def test_missing_pages_and_broken_catalogs_are_reported(tmp_path: Path, run: Run) -> None:
    (tmp_path / "empty").mkdir()
    assert run("import", "learn", tmp_path / "empty", "--output", tmp_path / "c").code == 2
    assert run("import", "learn", tmp_path / "absent", "--output", tmp_path / "c").code == 2
    (tmp_path / "c").mkdir()
    (tmp_path / "c/catalog.yaml").write_text("x: 1\n")
    (tmp_path / "empty/a.md").write_text("x")
    outcome = run("import", "learn", tmp_path / "empty", "--output", tmp_path / "c")
    assert outcome.code == 2
    assert "has errors" in outcome.err


LEARN = sorted((SHARED / "corpus/learn").glob("*/*"))


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize("folder", LEARN, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_a_few_pages_are_imported_exactly_or_reported_with_the_difference(
    folder: Path, size: int, tmp_path: Path
) -> None:
    pages, chance = sorted(folder.glob("*.md")), random.Random(f"{folder.name} {size}")
    for number in range(6):
        some = chance.sample(pages, size)
        result = import_learn(some, tmp_path / f"{number}")
        rejected = {Path(finding.location.file) for finding in result.diagnostics}
        taken = [page for page in some if page not in rejected]
        assert all("the catalog would give" in finding.message for finding in result.diagnostics)
        assert result.pages == len(taken)
        assert not taken or markdown(tmp_path / f"{number}", taken) == {
            page.name: page.read_bytes() for page in taken
        }


def markdown(catalog: Path, pages: list[Path]) -> dict[str, bytes]:
    """Build the catalog's Markdown pages; return those with the given names in the pages' locale."""
    out = catalog.with_suffix(".out")
    build(catalog, out, [Format.MARKDOWN])
    folder = pages[0].parent.name if pages else ""
    names = {page.name for page in pages}
    return {
        path.name: path.read_bytes()
        for path in out.rglob("*.md")
        if path.name in names and path.parent.name.lower() == folder
    }


def test_pages_whose_keyword_lists_cannot_be_split_are_imported(shared: Path, tmp_path: Path) -> None:
    page = shared / "corpus/learn/latest/pl-pl/224-messagethrottleatseventypercent.md"
    assert import_learn([page], tmp_path / "catalog").diagnostics == []
    assert markdown(tmp_path / "catalog", [page]) == {page.name: page.read_bytes()}


def titled(folder: Path, name: str, dash: str, quote: str) -> Path:
    """Write a page's translated title with another dash, and between quotes in the front matter."""
    page = next(folder.glob(f"{name}-*.md"))
    text = page.read_bytes().decode()
    old = re.search(r"^title: ((\d+) ?- ?(\w+))", text, re.MULTILINE)
    assert old
    title = f"{old[2]} {dash} {old[3]}"
    text = text.replace(old[0], f"title: {quote}{title}{quote}", 1).replace(f">{old[1]}<", f">{title}<", 1)
    page.write_bytes(text.encode())
    return page


def test_a_title_that_is_quoted_only_for_its_characters_comes_back(shared: Path, tmp_path: Path) -> None:
    folder = few(shared, tmp_path, FEW)["pt-br"]
    for name in FEW[:9]:
        titled(folder, name, "–", '"')
    pages = sorted(folder.glob("*.md"))
    assert import_learn([folder], tmp_path / "catalog").diagnostics == []
    profile = (tmp_path / "catalog/pages/pt-BR.yaml").read_text("utf-8")
    assert "\n  title: {title}\n" in profile
    assert profile.endswith("quote_non_ascii: yes\n")
    assert markdown(tmp_path / "catalog", pages) == {page.name: page.read_bytes() for page in pages}
    assert import_learn([folder], tmp_path / "catalog").changed == []


def test_a_page_that_is_left_out_is_reported_with_its_first_difference(
    shared: Path, tmp_path: Path, run: Run
) -> None:
    folder = few(shared, tmp_path, FEW)["pt-br"]
    front = titled(folder, "4818", "-", "'")
    body = folder / "4031-dispatchsessionfailed.md"
    body.write_bytes(body.read_bytes().replace(b"|-|-|  \n", b"|-|-|\n"))
    outcome = run("import", "learn", folder, "--output", tmp_path / "catalog")
    assert outcome.code == 1
    has, gives = "`title: '4818 - InnerChannelOpenFailed'`", "`title: 4818 - InnerChannelOpenFailed`"
    reported = f"{front}:2:8 ED134 the page has {has}, but the catalog would give {gives}\n"
    assert reported in outcome.out
    assert "change the page or the page profile `pages/pt-BR.yaml` and import it again\n" in outcome.out
    given = "the page has `|-|-|\\n`, but the catalog would give `|-|-|  `\n"
    assert f"{body}:26:6 ED134 {given}" in outcome.out
    assert "the page is left out; change the page and import it again\n" in outcome.out
    assert "12 pages, 12 events" in outcome.err


@pytest.mark.parametrize("start", ["- ", "* ", "+ ", "1. ", "12) ", ">", "~~~ ", "--- ", "* * *"])
def test_a_text_that_looks_like_a_list_stays_one_paragraph(start: str, shared: Path, tmp_path: Path) -> None:
    """On a page, each text is inline. In a catalog, the same text would be a list or code."""
    folder = few(shared, tmp_path, ("4031", "601"))["pt-br"]
    page = folder / "4031-dispatchsessionfailed.md"
    before = page.read_bytes()
    page.write_bytes(re.sub(rb"(-113\">)", rb"\g<1>" + start.encode(), before))
    assert page.read_bytes().count(start.encode()) == before.count(start.encode()) + 2
    assert import_learn([folder], tmp_path / "catalog").diagnostics == []
    assert markdown(tmp_path / "catalog", [page]) == {page.name: page.read_bytes()}
    (event,) = (each for each in read_catalog(tmp_path / "catalog").catalog.events if each.id == "4031")
    for strings in event.strings.values():
        assert not has_blocks(strings.strings["description"])
    assert import_learn([folder], tmp_path / "catalog").changed == []


def test_a_page_that_would_make_the_catalog_invalid_is_left_out(shared: Path, tmp_path: Path) -> None:
    folder = few(shared, tmp_path, ("4031", "601"))["pt-br"]
    page = folder / "4031-dispatchsessionfailed.md"
    page.write_bytes(page.read_bytes().replace(b"DispatchSessionFailed", b"Dispatch@Failed"))
    page = page.rename(folder / "4031-dispatch@failed.md")
    result = import_learn([folder], tmp_path / "catalog")
    assert [finding.location.file for finding in result.diagnostics] == [str(page)]
    assert "the catalog would have an error with this page: " in result.diagnostics[0].message
    assert result.pages == 1
