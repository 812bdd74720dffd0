"""No sitemap has more URLs than the protocol allows, and together they have every page."""

import re
from pathlib import Path

import pytest

from eventdocs.building.api import BuildOptions, build
from eventdocs.site import sitemaps
from eventdocs.site.routes import Format
from eventdocs.site.sitemaps import sitemap_counts, sitemap_events

BASE = "https://events.example"


@pytest.mark.parametrize("events", [0, 1, 16_000, 16_663, 16_664, 60_000])
def test_each_page_is_in_one_sitemap_and_none_has_too_many_addresses(events: int) -> None:
    lists = 3
    count = sitemap_counts([("en",)] * events, ["en"], lists)["en"]
    parts = [sitemap_events(range(events), part, ["en"], lists) for part in range(count)]
    assert [event for part in parts for event in part] == list(range(events))
    pages = [len(part) + (lists if number == 0 else 0) for number, part in enumerate(parts)]
    assert all(0 < number * 3 <= 50_000 for number in pages)
    assert count == max(1, -(-(events + lists) // 16_666))


def test_a_locale_has_as_many_sitemaps_as_its_own_events_need() -> None:
    own = [("en", "de")] * 100 + [("en",)] * 30_000
    assert sitemap_counts(own, ["en", "de"], 3) == {"en": 3, "de": 1}


def test_the_sitemaps_of_a_site_have_all_its_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "_MAX_ADDRESSES", 20)
    (tmp_path / "catalog/events").mkdir(parents=True)
    settings = f"source_locale: en\nlocales: [en, de]\nsite: {{base_url: '{BASE}'}}\n"
    (tmp_path / "catalog/catalog.yaml").write_text(settings)
    for number in range(9):
        german = ", de: {message: Test}" if number % 2 else ""
        text = f"id: {number}\nname: A\nstrings: {{en: {{message: Test}}{german}}}\n"
        (tmp_path / f"catalog/events/{number}.yaml").write_text(text)
    options = BuildOptions(single_shard_max=4, shard_size=4)
    assert build(tmp_path / "catalog", tmp_path / "site", [Format.HTML], options=options).diagnostics == []
    index = (tmp_path / "site/sitemap.xml").read_text()
    paths = re.findall(rf"<loc>{BASE}/([^<]+)</loc>", index)
    assert paths == [
        "en/sitemap.xml",
        "de/sitemap.xml",
        *(f"en/sitemap-{n}.xml" for n in (1, 2)),
        "de/sitemap-1.xml",
    ]
    texts = {path: (tmp_path / "site" / path).read_text() for path in paths}
    for text in texts.values():
        assert 0 < len(re.findall(r"https://events.example/", text)) <= 20
    listed = [
        address for text in texts.values() for address in re.findall(rf"<loc>{BASE}/([^<]+)</loc>", text)
    ]
    pages = {path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*.html")}
    ours = {f"de/{number}-a.html" for number in range(0, 9, 2)}  # they have no German text
    assert sorted(listed) == sorted(page for page in pages - ours if not page.startswith(("e/", "404")))


def test_the_entry_of_an_event_has_its_own_address_and_languages(tmp_path: Path) -> None:
    (tmp_path / "catalog/events").mkdir(parents=True)
    base = "https://events.example/{path}"
    settings = f"source_locale: en\nlocales: [en, de]\nsite: {{base_url: '{base}'}}\n"
    (tmp_path / "catalog/catalog.yaml").write_text(settings)
    for number, german in enumerate(("", ", de: {message: Test}", ", de: {message: Test}", "")):
        text = f"id: {number}\nname: A\nstrings: {{en: {{message: Test}}{german}}}\n"
        (tmp_path / f"catalog/events/{number}.yaml").write_text(text)
    build(tmp_path / "catalog", tmp_path / "site", [Format.HTML])
    entries = re.findall(r"<url>.*-a\.html.*</url>", (tmp_path / "site/en/sitemap.xml").read_text())
    found = [re.findall(r'<loc>(.*?)</loc>|hreflang="(.*?)" href="(.*?)"', entry) for entry in entries]
    languages = ["en", "x-default"], ["en", "x-default", "de"]
    for number, (shown, entry) in enumerate(zip((0, 1, 1, 0), found, strict=True)):
        folders = [language.replace("x-default", "en") for language in ("en", *languages[shown])]
        assert [language for _, language, _ in entry] == ["", *languages[shown]]
        assert [loc or href for loc, _, href in entry] == [
            f"{base}/{folder}/{number}-a.html" for folder in folders
        ]
