"""Declared sections and texts of groups are strings like all others, in every output."""

import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
import yaml

from eventdocs.commands.accept import accept_translations
from eventdocs.commands.exchange import ExportFilter, ImportOptions, export, import_files
from eventdocs.commands.explain import explain_event
from eventdocs.commands.status import status
from eventdocs.formats.yaml.write import event_text
from eventdocs.model.ledger import State
from eventdocs.site.event_json_schema import event_json_schema
from eventdocs.store.catalog import parse_event, read_catalog
from eventdocs.store.exchange_files import EXCHANGE_FORMATS, read_exchange, write_exchange
from eventdocs.text.search_terms import terms
from eventdocs.translations.accept import AcceptOptions
from eventdocs.translations.pseudo import pseudo_text
from tests.conftest import Run, Write, tree
from tests.search_files import terms_of_first

CATALOG = """
    source_locale: en-US
    locales: [en-US, de-DE, pt-BR]
    title: {en-US: Disk events}
    sections:
      impact: {label: {en-US: Impact, de-DE: Auswirkung}, required: yes}
      system_action: {after: description}
      follow_up: {label: {en-US: "Follow <up>"}, after: system_action}
"""
DISK = """
    id: 7
    name: DiskFull
    strings:
      en-US:
        description: The disk is full.
        message: Full.
        cause: Too many files.
        sections:
          impact: [No file is written., Backups <b>fail</b>.]
          system_action: The service stops.
          follow_up: Free some space.
      pt-BR:
        description: O disco está cheio.
        message: Cheio.
        sections:
          impact: [Nenhum arquivo é gravado., Os backups falham.]
"""
OTHER = "id: 8\nname: DiskSlow\nstrings:\n  en-US: {message: Slow., sections: {impact: Slow writes.}}\n"
GROUP = """
    strings:
      en-US:
        title: Disk <space>
        introduction: [These events report full disks., See `df`.]
      pt-BR:
        title: Espaço em disco
"""
SITE = """
    strings:
      en-US: {introduction: All events of the disk service.}
      pt-BR: {introduction: Todos os eventos do serviço.}
"""
FILES: dict[str, str | bytes] = {
    "catalog.yaml": CATALOG,
    "events/disk/7-diskfull.yaml": DISK,
    "events/8-diskslow.yaml": OTHER,
    "events/disk/group.yaml": GROUP,
    "events/group.yaml": SITE,
}
NEW = {
    "7:sections.system_action",
    "7:sections.follow_up",
    "label:headings.impact",
    "label:headings.system_action",
    "label:headings.follow_up",
    "disk/:introduction#1",
    "disk/:introduction#2",
}


@pytest.fixture
def folder(catalog: Write) -> Path:
    return catalog(FILES, bare=True)


def build(run: Run, folder: Path, *formats: str) -> Path:
    out = folder.parent / "-".join(("site", *formats))
    options = [option for name in formats for option in ("--format", name)]
    assert run("build", folder, "-o", out, *options).code == 0
    return out


def headings(page: str) -> list[str]:
    return re.findall(r'<h2 id="([^"]+)">', page)


def test_pages_have_sections_at_their_place(folder: Path, run: Run) -> None:
    page = (build(run, folder) / "pt-BR/7-diskfull.html").read_text("utf-8")
    assert headings(page) == [
        "message",
        "cause",
        "section-impact",
        "description",
        "section-system_action",
        "section-follow_up",
    ]
    assert "<span>Nenhum arquivo é gravado.</span> <span>Os backups falham.</span>" in page
    assert "Backups" in page
    assert "<b>fail" not in page
    assert 'lang="en-US">System action</span>' in page
    assert "Follow &lt;up&gt;" in page
    assert '<p class="o" lang="en-US">The service stops.</p>' in page


def test_templates_find_a_section_by_name(folder: Path) -> None:
    _, (view,) = explain_event(folder, "7", "de-DE")
    impact = view.section("impact")
    assert impact is not None
    assert impact.heading.target == "Auswirkung"
    assert [unit.locale for unit in impact.paragraph] == ["en-US", "en-US"]
    assert view.section("nothing") is None


def test_a_label_of_the_catalog_overrides_that_of_the_declaration(folder: Path) -> None:
    (folder / "labels").mkdir()
    (folder / "labels/de-DE.yaml").write_text("headings: {impact: Folgen, follow_up: Danach}\n")
    _, (view,) = explain_event(folder, "7", "de-DE")
    labels = {section.role: section.heading.target for section in view.sections}
    assert (labels["impact"], labels["follow_up"], labels["system_action"]) == (
        "Folgen",
        "Danach",
        "System action",
    )


def test_lists_have_groups_with_title_and_introduction(folder: Path, run: Run) -> None:
    out = build(run, folder)
    page = (out / "pt-BR/index.html").read_text("utf-8")
    before, others, group = page.split('<section class="group">')
    assert "8-diskslow.html" in others
    assert "<h2>" not in others
    assert "7-diskfull.html" in group
    assert group.startswith('\n<h2 id="group-disk">Espaço em disco <span class="n">1</span></h2>\n')
    assert "These events report full disks." in group
    assert "Todos os eventos do serviço." in before
    english = (out / "en-US/index.html").read_text("utf-8")
    assert "Disk &lt;space&gt;" in english
    assert "All events of the disk service." in (out / "index.html").read_text("utf-8")
    event = (out / "pt-BR/7-diskfull.html").read_text("utf-8")
    crumb = '<a href="index.html#group-disk"><bdi>Espaço em disco</bdi></a></li>'
    assert crumb in event.partition('<nav class="crumbs"')[2].partition("</nav>")[0]
    assert "Espaço em disco" not in (out / "pt-BR/8-diskslow.html").read_text("utf-8")


def test_markdown_pages_have_sections_and_groups(folder: Path, run: Run) -> None:
    out = build(run, folder, "gfm")
    page = (out / "pt-BR/7-diskfull.md").read_text("utf-8")
    assert page.index("## Descrição") < page.index("System action") < page.index("## Mensagem")
    assert "Nenhum arquivo é gravado." in page
    index = (out / "pt-BR/README.md").read_text("utf-8")
    assert index.split("---\n")[2] == (
        "\nTodos os eventos do serviço.\n\n- [8 - DiskSlow](8-diskslow.md)\n\n## Espaço em disco\n\n"
        "These events report full disks. See `df`.\n\n- [7 - DiskFull](7-diskfull.md)\n"
    )
    learn = (build(run, folder, "markdown") / "en-US/7-diskfull.md").read_text("utf-8")
    assert "## Impact" in learn


def test_json_pages_have_sections_and_the_group(folder: Path, run: Run) -> None:
    out = build(run, folder)
    page = json.loads((out / "pt-BR/7-diskfull.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(event_json_schema()).validate(page)
    assert page["group"]["folder"] == "disk"
    assert page["group"]["title"]["text"] == "Espaço em disco"
    sections = {section["role"]: section for section in page["sections"]}
    assert [unit["text"] for unit in sections["impact"]["paragraph"]][1] == "Os backups falham."
    assert sections["follow_up"]["paragraph"][0]["missing"]
    lines = [json.loads(line) for line in (out / "events.ndjson").read_text("utf-8").splitlines()]
    assert [("group" in line["texts"]["en-US"]) for line in lines] == [True, False]


def test_the_search_finds_sections(folder: Path, run: Run) -> None:
    out = build(run, folder)
    portuguese, english = (
        terms_of_first((out / f"{locale}/search/0.js").read_text("utf-8")) for locale in ("pt-BR", "en-US")
    )
    assert portuguese | english >= terms("Os backups falham.", "pt-BR")
    assert terms("falham", "pt-BR") <= portuguese
    assert english >= terms("The service stops. Free some space.", "en-US")
    assert '"../en-US/"' in (out / "pt-BR/search.js").read_text("utf-8")  # whose terms it searches too


def test_explain_shows_the_group_and_the_sections(folder: Path, run: Run) -> None:
    shown = run("explain", "7", folder, "--locale", "pt-BR").out
    assert shown.startswith("Espaço em disco | Disk <space>\n")
    assert "Impact\n  Nenhum arquivo é gravado." in shown


def test_strings_count_in_the_status_and_are_exported_with_their_labels(folder: Path) -> None:
    coverages = {coverage.locale: coverage for coverage in status(folder).coverages}
    assert coverages["pt-BR"].counts["missing"] == 9
    exchange, _ = read_exchange(exported(folder, "po"))
    units = {unit.key: unit for unit in exchange.units}
    assert {key for key, unit in units.items() if unit.state is State.MISSING} >= NEW
    assert units["label:headings.follow_up"].source == "Follow <up>"
    assert units["disk/:title"].target == "Espaço em disco"
    assert units["/:introduction"].target == "Todos os eventos do serviço."


def exported(folder: Path, format_: str) -> Path:
    path = folder.parent / f"pt.{'xlf' if format_.startswith('xliff') else format_}"
    path.write_bytes(export(folder, "pt-BR", format_, ExportFilter()).data)
    return path


@pytest.mark.parametrize("format_", EXCHANGE_FORMATS)
def test_translations_come_back_from_every_format(format_: str, folder: Path) -> None:
    before = tree(folder)
    path = exported(folder, format_)
    (outcome,) = import_files(folder, [path], ImportOptions()).merged.values()
    assert (outcome.imported, outcome.rejected) == ([], [])
    assert {name: data for name, data in tree(folder).items() if "ledgers" not in name} == before
    exchange, name = read_exchange(path)
    units = tuple(
        replace(unit, target=f"T {unit.source}", state=State.TRANSLATED) if unit.key in NEW else unit
        for unit in exchange.units
    )
    path.write_bytes(write_exchange(replace(exchange, units=units), name))
    (outcome,) = import_files(folder, [path], ImportOptions()).merged.values()
    assert {taken.key for taken in outcome.imported} == NEW
    settings = read_catalog(folder).catalog.settings
    assert settings.labels["pt-BR"]["headings"]["follow_up"] == "T Follow <up>"
    group = settings.groups["disk"].strings["pt-BR"].strings
    assert group["introduction"] == ("T These events report full disks.", "T See `df`.")
    event = next(event for event in read_catalog(folder).catalog.events if event.id == "7")
    assert event.strings["pt-BR"].sections["system_action"] == ("T The service stops.",)
    assert event.strings["pt-BR"].sections["impact"][1] == "Os backups falham."


def test_a_changed_source_makes_sections_and_groups_stale(folder: Path, run: Run) -> None:
    accept_translations(folder, [], AcceptOptions(by="ana"))
    for name, old, new in (
        ("events/disk/7-diskfull.yaml", "Backups <b>fail</b>.", "All backups fail."),
        ("events/disk/group.yaml", "Disk <space>", "Space"),
        ("events/group.yaml", "All events", "Events"),
    ):
        path = folder / name
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    coverage = {coverage.locale: coverage for coverage in status(folder).coverages}["pt-BR"]
    assert coverage.counts["stale"] == 3
    out = build(run, folder)
    event = (out / "pt-BR/7-diskfull.html").read_text("utf-8")
    impact = event.split('<section class="section-impact"')[1].partition("</section>")[0]
    assert 'class="mark stale"' in impact
    index = (out / "pt-BR/index.html").read_text("utf-8")
    assert 'class="mark stale"' in index.partition("<h1>")[2].partition('<p class="lead">')[0]
    stale = [line for line in run("check", folder).out.splitlines() if "ED220" in line]
    assert len(stale) == 3


def test_a_diff_and_an_export_since_a_revision_have_them(folder: Path, run: Run) -> None:
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *command], cwd=folder, check=True)
    path = folder / "events/disk/7-diskfull.yaml"
    path.write_text(path.read_text("utf-8").replace("The service stops.", "It stops."), "utf-8")
    path = folder / "events/disk/group.yaml"
    path.write_text(path.read_text("utf-8").replace("Disk <space>", "Space"), "utf-8")
    assert "sections.system_action" in run("diff", "HEAD", folder).out
    changed = export(folder, "pt-BR", "csv", ExportFilter(since="HEAD")).data.decode()
    assert [line.partition(",")[0] for line in changed.splitlines()[2:]] == [
        "7:sections.system_action",
        "disk/:title",
    ]


def test_pseudo_locales_have_them(folder: Path, run: Run) -> None:
    assert run("build", folder, "-o", folder.parent / "p", "--pseudo", "--locale", "qps-ploc").code == 0
    page = (folder.parent / "p/qps-ploc/7-diskfull.html").read_text("utf-8")
    assert "The service stops." in page
    assert pseudo_text("The service stops.", "qps-ploc") in page
    assert pseudo_text("All events of the disk service.", "qps-ploc") in (
        folder.parent / "p/qps-ploc/index.html"
    ).read_text("utf-8")


def test_a_stale_label_of_a_declaration_is_found_in_the_catalog_file(folder: Path, run: Run) -> None:
    accept_translations(folder, [], AcceptOptions(by="ana"))
    path = folder / "catalog.yaml"
    path.write_text(path.read_text("utf-8").replace("en-US: Impact", "en-US: Effect"), "utf-8")
    stale = [line for line in run("check", folder).out.splitlines() if "ED220" in line]
    assert [Path(line.partition(" ")[0]).name for line in stale] == ["catalog.yaml:5:42"]


def test_the_schema_of_a_group_accepts_the_same_as_the_reader(folder: Path, run: Run) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(run("schema", "group").out))
    for name in ("events/disk/group.yaml", "events/group.yaml"):
        validator.validate(yaml.safe_load((folder / name).read_text("utf-8")))
    for wrong in ({}, {"strings": {"en-US": {"tittle": "A"}}}, {"strings": {"en-US": {"title": " A"}}}):
        assert not validator.is_valid(wrong)


def test_the_schemas_of_a_catalog_have_its_sections(folder: Path, run: Run) -> None:
    event, labels = (
        jsonschema.Draft202012Validator(json.loads(run("schema", file, folder).out))
        for file in ("event", "labels")
    )
    document = yaml.safe_load((folder / "events/disk/7-diskfull.yaml").read_text("utf-8"))
    event.validate(document)
    document["strings"]["en-US"]["sections"]["impct"] = "A."
    assert not event.is_valid(document)
    labels.validate({"headings": {"impact": "Folgen", "cause": "Grund"}})
    assert not labels.is_valid({"headings": {"impct": "Folgen"}})


def test_a_written_event_has_its_sections(folder: Path) -> None:
    settings = read_catalog(folder).catalog.settings
    event = next(event for event in read_catalog(folder).catalog.events if event.id == "7")
    written, found = parse_event(event_text(event, settings.locales).encode(), event.file, settings)
    assert (written, found) == (event, [])
