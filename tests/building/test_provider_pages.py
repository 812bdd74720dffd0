"""The page of a provider is rendered again when something that it shows changes, and only then."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from eventdocs.building.api import build
from eventdocs.building.result import BuildOptions, BuildResult
from eventdocs.model.ledger import LedgerRecord, State, string_hash
from eventdocs.site.routes import Format
from eventdocs.site.template_env import TemplateEnv
from tests.conftest import ROOT, tree

CATALOG = """\
source_locale: en-US
locales: [en-US, de]
default_provider: disk
providers:
  disk:
    name: Example-Disk
    guid: '{0f1a2b3c-0000-4000-8000-000000000001}'
    description: {en-US: The *disk* & more., de: Die *Platte*.}
    channels: {admin: {name: Example-Disk/Admin, type: Admin, enabled: false}}
    keywords: {Storage: {mask: '0x1'}}
    tasks: {Format: {value: 1}}
    maps:
      Mode: {kind: bits, entries: {'0x1': {name: Fast}, '0x2': {name: Safe}}}
  tape: {name: Example & Tape}
site: {base_url: https://events.example/docs}
"""
EVENT = """\
id: {id}
name: Full
{facts}strings:
  en-US: {{message: 'Full: %1'}}
  de: {{message: 'Voll: %1'}}
"""
FACTS = (
    "level: error\nchannel: admin\nkeywords: [Storage]\ntask: Format\nparameters: [{name: mode, map: Mode}]\n"
)
LABELS = """\
channels: {admin: Verwaltung}
keywords: {Storage: Speicher}
tasks: {Format: Formatieren}
maps: {Mode/0x1: schnell}
"""
PAGES = [
    f"{locale}/{key}/{name}"
    for locale in ("de", "en-US")
    for key in ("disk", "tape")
    for name in ("index.html", "provider.json")
]
OFFICIAL = "source:disk.de.rc"


class Site:
    """A catalog of two providers, and its site."""

    def __init__(self, folder: Path) -> None:
        self.catalog, self.out = folder / "catalog", folder / "site"
        self.write("catalog.yaml", CATALOG)
        self.write("labels/de.yaml", LABELS)
        self.write("events/1.yaml", EVENT.format(id=1, facts=FACTS))
        self.write("events/2.yaml", EVENT.format(id=2, facts="level: warning\n"))
        self.write("events/3.yaml", EVENT.format(id=3, facts="provider: tape\nlevel: error\n"))

    def write(self, name: str, text: str) -> None:
        """Write a file of the catalog."""
        (self.catalog / name).parent.mkdir(parents=True, exist_ok=True)
        (self.catalog / name).write_text(text, "utf-8")

    def build(self, *formats: Format) -> BuildResult:
        """Build the site."""
        options = BuildOptions(jobs=1)
        return build(self.catalog, self.out, formats or [Format.HTML], options=options)

    def written(self) -> list[str]:
        """Build, compare the site with that of a clean build, and return the files that were written."""
        result = self.build()
        assert result.changes
        clean = self.out.with_name("clean")
        build(self.catalog, clean, [Format.HTML], options=BuildOptions(jobs=1, use_cache=False))
        assert tree(self.out) == tree(clean)
        return sorted(result.changes.written)

    def ledger(self, by: Mapping[tuple[str, ...], str], target: str = "") -> None:
        """Write a ledger with the authors of translations: of the first message, and of labels."""
        from eventdocs.formats.ledger import write_files
        from eventdocs.model.ledger import Ledger

        texts = {
            ("message",): ("Full: %1", "Voll: %1"),
            ("channels", "admin"): ("Example-Disk/Admin", "Verwaltung"),
            ("keywords", "Storage"): ("Storage", "Speicher"),
            ("tasks", "Format"): ("Format", "Formatieren"),
            ("maps", "Mode/0x1"): ("Fast", "schnell"),
        }
        records = {}
        for path, author in by.items():
            key = "1:message" if path == ("message",) else f"label:{'.'.join(path)}"
            source, translation = (string_hash((text,), path) for text in texts[path])
            records[key] = LedgerRecord(source, target or translation, State.TRANSLATED, author)
        for name, data in write_files({"de": Ledger(records)}, {}).items():
            self.write(name, data.decode())

    def page(self, name: str) -> str:
        """Return a file of the site."""
        return (self.out / name).read_text("utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_a_missing_description_or_value_is_marked(site: Site) -> None:
    site.write("labels/de.yaml", LABELS.replace("maps: {Mode/0x1: schnell}\n", ""))
    site.write("labels/en-US.yaml", "maps: {Mode/0x1: quick}\n")
    site.write("catalog.yaml", CATALOG.replace(", de: Die *Platte*.", ""))
    site.written()
    mark = '<span class="mark missing">'
    assert site.page("de/disk/index.html").count(mark) == 2
    assert mark not in site.page("en-US/disk/index.html")


def test_each_provider_has_a_page_and_data_in_each_locale(site: Site) -> None:
    written = site.written()
    assert [path for path in written if re.search(r"/(?:disk|tape)/[^-]*$", path)] == PAGES
    text = site.page("de/disk/index.html")
    for shown in (
        "<em>Platte</em>",
        "Verwaltung",
        "Speicher",
        "0x1",
        "Formatieren",
        "schnell",
        ">Nein<",
        "logman start disk",
    ):
        assert shown in text
    assert 'href="https://events.example/docs/de/disk/index.html"' in text
    assert text.count('rel="alternate" hreflang=') == 3
    tape = site.page("en-US/tape/index.html")
    assert "Example &amp; Tape" in tape
    assert 'href="../../en-US/index.html?provider=Example%20%26%20Tape"' in tape
    assert "logman" not in tape
    assert "/docs/de/tape/index.html" in site.page("de/sitemap.xml")


def test_the_template_is_run_once_for_all_providers_that_declare_as_much(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = CATALOG[CATALOG.index("  disk:\n") : CATALOG.index("  tape:")]
    drum = disk.replace("disk:", "drum:").replace("Disk", "Drum").replace("Format:", "Erase:")
    site.write("catalog.yaml", CATALOG.replace("  tape:", f"{drum}  tape:"))
    (site.catalog / "labels/de.yaml").unlink()
    site.write("events/4.yaml", EVENT.format(id=4, facts="provider: drum\nlevel: error\n"))
    site.write("events/5.yaml", EVENT.format(id=5, facts="provider: drum\nlevel: warning\n"))
    run, templates = TemplateEnv._run, []

    def counted(env: TemplateEnv, template: str, values: Mapping[str, object]) -> list[str]:
        templates.append(template)
        return run(env, template, values)

    monkeypatch.setattr(TemplateEnv, "_run", counted)
    site.build()
    pages = tree(site.out)
    assert templates.count("provider.html") == 2 * 2
    monkeypatch.setenv("EVENTDOCS_SKELETONS", "0")
    build(site.catalog, site.out, [Format.HTML], options=BuildOptions(jobs=1, use_cache=False))
    assert templates.count("provider.html") == 2 * (2 + 3)
    assert tree(site.out) == pages


def test_a_level_of_an_event_changes_the_page_of_its_provider_only(site: Site) -> None:
    site.build()
    site.write("events/2.yaml", EVENT.format(id=2, facts="level: critical\n"))
    assert [path for path in site.written() if path in PAGES] == PAGES[:2] + PAGES[4:6]
    site.write("events/4.yaml", EVENT.format(id=4, facts="provider: tape\n"))
    assert [path for path in site.written() if path in PAGES] == PAGES[2:4] + PAGES[6:]
    page = json.loads(site.page("en-US/tape/provider.json"))
    assert (page["events"], page["levels"][0]["events"]) == (2, 1)


def test_a_text_of_an_event_changes_no_page_of_a_provider(site: Site) -> None:
    site.build()
    site.write("events/2.yaml", EVENT.format(id=2, facts="level: warning\n").replace("Voll", "Leer"))
    assert set(site.written()).isdisjoint(PAGES)


def test_a_label_or_a_declaration_changes_the_pages_that_show_it(site: Site) -> None:
    site.build()
    site.write("labels/de.yaml", LABELS.replace("schnell", "flink"))
    written = site.written()
    assert {"de/disk/index.html", "de/1-full.html", "de/1-full.json"} <= set(written)
    assert "en-US/disk/index.html" not in written
    site.write("catalog.yaml", CATALOG.replace("name: Safe", "name: Slow"))
    assert "en-US/1-full.html" in site.written()
    assert "Slow" in site.page("en-US/1-full.html")


def test_a_removed_provider_has_no_page(site: Site) -> None:
    site.build()
    (site.catalog / "events/3.yaml").unlink()
    site.write("catalog.yaml", CATALOG.replace("  tape: {name: Example & Tape}\n", ""))
    site.written()
    assert [path for path in PAGES if (site.out / path).exists()] == PAGES[:2] + PAGES[4:6]


def marks(text: str) -> int:
    """Return the number of texts of a page that are marked as official."""
    return text.count('class="mark official"')


def test_official_texts_are_marked_until_they_are_stale_or_somebody_changes_them(site: Site) -> None:
    paths = [
        ("message",),
        ("channels", "admin"),
        ("keywords", "Storage"),
        ("tasks", "Format"),
        ("maps", "Mode/0x1"),
    ]
    site.ledger(dict.fromkeys(paths, OFFICIAL))
    site.written()
    assert marks(site.page("de/1-full.html")) == len(paths)
    assert "Offizieller Text" in site.page("de/1-full.html")
    assert marks(site.page("de/2-full.html")) == marks(site.page("en-US/1-full.html")) == 0
    assert marks(site.page("de/disk/index.html")) == 1
    page = json.loads(site.page("de/1-full.json"))
    sections = {section["role"]: section for section in page["sections"]}
    assert sections["message"]["official"] is True
    rows = {row["key"]: row.get("official", False) for row in sections["properties"]["properties"]}
    assert {key for key, is_official in rows.items() if is_official} == {"channel", "keywords", "task"}
    site.ledger({**dict.fromkeys(paths, OFFICIAL), ("maps", "Mode/0x1"): "ana"})
    assert {"de/1-full.html", "de/disk/index.html"} <= set(site.written())
    assert marks(site.page("de/1-full.html")) == len(paths) - 1
    site.ledger({**dict.fromkeys(paths, OFFICIAL), ("message",): "ana"})
    site.written()
    assert marks(site.page("de/1-full.html")) == len(paths) - 1
    site.ledger({**dict.fromkeys(paths, OFFICIAL), ("maps", "Mode/0x1"): "ana"})
    site.written()
    assert marks(site.page("de/disk/index.html")) == 0
    site.ledger(dict.fromkeys(paths, OFFICIAL))
    site.write("events/1.yaml", EVENT.format(id=1, facts=FACTS).replace("Full: %1", "Quite full: %1"))
    site.written()
    assert marks(site.page("de/1-full.html")) == len(paths) - 1
    site.ledger(dict.fromkeys(paths, OFFICIAL), target="0" * 16)
    site.written()
    assert marks(site.page("de/1-full.html")) == 0


def test_an_event_shows_the_meanings_of_parameter_values(site: Site) -> None:
    site.build()
    text = site.page("de/1-full.html")
    assert '<a class="mono" href="#map-1" dir="ltr" translate="no">Mode</a>' in text
    (table,) = re.findall(r'<details class="map" id="map-1" open>.*?</details>', text, re.DOTALL)
    assert re.findall(r"<th scope=\"col\">(.*?)</th>", table) == ["Bits", "Name", "Anzeigetext"]
    assert "schnell" in table
    parameter = json.loads(site.page("de/1-full.json"))["sections"][-1]["parameters"][0]
    assert parameter["map"]["kind"] == "bits"
    assert parameter["map"]["entries"][1] == {"value": "0x2", "name": "Safe", "text": None, "source": None}
    assert "map" not in site.page("de/2-full.html")


def test_a_long_map_is_folded(site: Site) -> None:
    entries = ", ".join(f"'0x{number:X}': {{name: N{number}}}" for number in range(1, 10))
    site.write("catalog.yaml", re.sub(r"entries: \{.*", f"entries: {{{entries}}}}}", CATALOG))
    site.build()
    assert '<details class="map" id="map-1">' in site.page("de/1-full.html")


def test_gfm_has_the_pages_and_tables_too(site: Site) -> None:
    site.build(Format.GFM)
    text = site.page("de/disk/README.md")
    assert "| Storage | 0x1 | Speicher |" in text
    assert "| 0x1 | Fast | schnell |" in text
    assert "[2 Ereignisse](../../de/README.md)" in text
    assert "logman start disk" in text
    assert '| 0x1 | Fast | schnell · <span lang="en-US">Fast</span> |' in site.page("de/1-full.md")
    assert not (site.out / "de/disk/index.html").exists()


def test_markdown_pages_have_the_tables_of_maps_and_no_pages_of_providers(site: Site) -> None:
    site.build(Format.MARKDOWN)
    text = site.page("de/1-full.md")
    assert "|`Mode`|||  \n|-|-|-|  \n|`0x1`|`Fast`|schnell|  \n|`0x2`|`Safe`||" in text
    assert "schnell" not in site.page("en-US/1-full.md")
    assert "`Mode`" not in site.page("de/2-full.md")
    assert not (site.out / "de/disk").exists()


def test_no_page_of_an_api_has_commands_of_windows(tmp_path: Path) -> None:
    build(ROOT / "examples/problems", tmp_path / "site", [Format.HTML], options=BuildOptions(jobs=1))
    pages = [tmp_path / "site/en" / key / "index.html" for key in ("shop", "payments")]
    for page in pages:
        text = page.read_text("utf-8")
        assert not re.search("logman|wevtutil|Get-WinEvent|PerfView|tracelog", text)


def test_the_search_is_updated_with_the_names_of_providers(site: Site) -> None:
    assert "de/search/0-0.js" in site.written()
    assert '"Example & Tape"' in site.page("de/search/0-0.js")
    site.write(
        "catalog.yaml", CATALOG.replace("Example & Tape}", "Example & Tape, title: {de: Bandlaufwerk}}")
    )
    written = site.written()
    assert {"de/search/0-0.js", "de/search/0.js"} <= {*written}
    assert "en-US/search/0.js" not in written
    assert '"Bandlaufwerk","tape/index"' in site.page("de/search/0-0.js")
    assert ";bandlaufwerk .0:" in site.page("de/search/0.js")
    site.write("catalog.yaml", CATALOG.replace("  tape: {name: Example & Tape}\n", ""))
    site.write("events/3.yaml", EVENT.format(id=3, facts="level: error\n"))
    assert {"de/search.js", "de/search/0.js"} <= {*site.written()}
