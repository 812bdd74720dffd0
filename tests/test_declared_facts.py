"""Fields, levels, links and replaced events appear in all outputs: pages, lists, search, JSON, Markdown, terminal."""

import html
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from eventdocs.building.api import build
from eventdocs.site.event_json_schema import event_json_schema
from eventdocs.site.routes import Format
from eventdocs.text.search_terms import terms
from tests.conftest import Run
from tests.declared import CATALOG, EVENT, FILES, write_declared
from tests.search_files import terms_of_first

# The values that readers see, by field.
SHOWN = {
    "sqlstate": "08006",
    "http_status": "404",
    "code": "0x80070005",
    "stability": "experimental",
    "runbook": "https://run.example/disk_(full)",
    "tags": "storage, disk space",
}
PAGE = "en-US/7-diskfull"
GERMAN = "de-DE/7-diskfull"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of the catalog in all formats."""
    folder = tmp_path_factory.mktemp("declared")
    catalog = write_declared(
        folder / "catalog", {"labels/de-DE.yaml": "fields: {http_status: HTTP-Status}\n"}
    )
    assert build(catalog, folder / "html", [Format.HTML, Format.MARKDOWN]).diagnostics == []
    assert build(catalog, folder / "gfm", [Format.GFM]).diagnostics == []
    return folder


def read(site: Path, name: str) -> str:
    return (site / name).read_text("utf-8")


def rows(page: str) -> dict[str, str]:
    """Return the text of the facts and the properties of a page by its label."""
    pairs = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page)
    plain = [[html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in pair] for pair in pairs]
    return dict(plain)


def page_json(site: Path, name: str) -> Any:
    return json.loads(read(site, f"html/{name}.json"))


def test_a_page_has_a_row_for_each_field_that_is_shown(site: Path) -> None:
    found = rows(read(site, f"html/{PAGE}.html"))
    labels = ("SQLSTATE", "Http status", "Code", "Stability", "Runbook", "Tags")
    assert {label: found[label] for label in labels} == dict(zip(labels, SHOWN.values(), strict=True))
    assert "team-seven" not in read(site, f"html/{PAGE}.html")


def test_labels_are_translated_along_the_fallback_chain(site: Path) -> None:
    german = rows(read(site, f"html/{GERMAN}.html"))
    assert german["Reife Stability"] == "experimental"  # from catalog.yaml
    assert german["HTTP-Status Http status"] == "404"  # from labels/
    page = read(site, f"html/{GERMAN}.html")
    assert '<span lang="en-US">SQLSTATE</span>' in page  # the source locale's
    hinweis = '<span class="t">Hinweis</span> <span class="o" lang="en-US">Notice</span>'
    assert f'<span class="level informational">{hinweis}</span>' in page
    assert '<span class="level informational">Notice</span>' in read(site, f"html/{PAGE}.html")
    notice = '<span class="level informational"><span lang="en-US">Notice</span></span>'
    assert notice in read(site, "html/pt-BR/7-diskfull.html")


def test_links_have_the_title_and_the_address_of_the_locale(site: Path) -> None:
    english, german = read(site, f"html/{PAGE}.html"), read(site, f"html/{GERMAN}.html")
    assert '<a href="https://run.example/disk_(full)">' in english
    assert '<li><a href="https://a.example/en">Manual</a></li>' in english
    assert '<li><a href="https://b.example/rfc"><bdi translate="no">RFC 9457</bdi></a></li>' in english
    assert '<a href="https://a.example/de?a=1&amp;b=(2)"><span class="t">Handbuch</span>' in german
    portuguese = read(site, "html/pt-BR/7-diskfull.html")
    assert '<a href="https://a.example/en"><span lang="en-US">Manual</span></a>' in portuguese


def test_a_replaced_event_leads_to_its_replacement(site: Path) -> None:
    page = read(site, f"html/{PAGE}.html")
    facts = page.partition('<dl class="facts">')[2].partition("</dl>")[0]
    assert '<a href="8-diskslow.html"><bdi translate="no">8 - DiskSlow</bdi></a>' in facts
    assert rows(page)["Replaced by"] == "8 - DiskSlow"
    assert rows(read(site, f"html/{GERMAN}.html"))["Ersetzt durch Replaced by"] == "8 - DiskSlow"


def test_parameters_are_shown_as_the_message_names_them(site: Path) -> None:
    named, numbered = read(site, f"html/{PAGE}.html"), read(site, "html/en-US/8-diskslow.html")
    assert '<tr id="p1"><td><bdi class="insert" dir="ltr" translate="no">{disk}</bdi></td>' in named
    assert '<tr id="p1"><td><bdi class="insert" dir="ltr" translate="no">%1</bdi></td>' in numbered
    placeholders = [
        row["placeholder"]
        for section in page_json(site, PAGE)["sections"]
        for row in section.get("parameters", ())
    ]
    assert placeholders == ["{disk}", ""]


def test_a_list_has_filters_for_fields_and_levels_in_order(site: Path) -> None:
    page = read(site, "html/en-US/index.html")
    filters: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="checkbox" name="([\w-]+)" value="([^"]+)">', page):
        filters.setdefault(name, []).append(value)
    assert filters["field-http_status"] == ["404", "1000"]
    assert filters["field-stability"] == ["experimental", "stable"]
    assert filters["field-tags"] == ["disk space", "storage"]
    assert filters["level"] == ["alert", "informational", "notice"]  # by severity
    assert filters.keys() == {"field-http_status", "field-stability", "field-tags", "level"}
    fields = {"http_status": "404", "stability": "experimental", "tags": "storage\ndisk space"}
    assert " ".join(f'data-field-{name}="{value}"' for name, value in fields.items()) in page
    assert '<span class="level informational custom"><span>Notice</span></span>' in page
    german = read(site, "html/de-DE/index.html")
    assert "<summary>HTTP-Status <b hidden></b></summary>" in german


def test_the_search_has_words_and_whole_values(site: Path) -> None:
    found = terms_of_first(read(site, "html/en-US/search/0.js"))
    assert "#08006" in found or "#8006" in found
    wanted = ("404", "experimental", "https://run.example/disk_(full)", "storage", "disk space")
    assert found >= {term for value in wanted for term in terms(value, "en-US")}
    for hidden in ("0x80070005", "team-seven", "08006"):  # not searched, on no page, and only as a whole
        assert not terms(hidden, "en-US") & found
    german = terms_of_first(read(site, "html/de-DE/search/0.js"))
    assert german >= terms("Datenträger", "de-DE")
    assert not german & terms("experimental 0x80070005 team-seven", "de-DE")


def test_json_has_all_fields_and_the_built_in_level(site: Path) -> None:
    page = page_json(site, GERMAN)
    line = json.loads(read(site, "html/events.ndjson").splitlines()[0])
    for value in (page, line):
        assert value["fields"] == {
            "sqlstate": "08006",
            "http_status": 404,
            "code": "0x80070005",
            "stability": "experimental",
            "runbook": "https://run.example/disk_(full)",
            "tags": ["storage", "disk space"],
            "owner": "team-seven",
        }
        assert (value["level"], value["base_level"], value["replaced_by"]) == ("notice", "informational", "8")
        assert value["links"][0]["title"] == {"en-US": "Manual", "de-DE": "Handbuch"}
    links = next(section for section in page["sections"] if section["role"] == "links")["links"]
    assert [(link["title"]["text"], link["url"]) for link in links] == [
        ("Handbuch", "https://a.example/de?a=1&b=(2)"),
        ("RFC 9457", "https://b.example/rfc"),
    ]
    jsonschema.Draft202012Validator(event_json_schema()).validate(page)


def test_gfm_has_rows_and_links_that_cannot_end_early(site: Path) -> None:
    page = read(site, "gfm/en-US/7-diskfull.md")
    assert "| SQLSTATE | 08006 |" in page
    assert "| Runbook | [https://run.example/disk\\_(full)](https://run.example/disk_%28full%29) |" in page
    assert "| Replaced by | [8 - DiskSlow](8-diskslow.md) |" in page
    assert "- [Manual](https://a.example/en)\n" in page
    assert "[Handbuch](https://a.example/de?a=1&amp;b=%282%29)" in read(site, "gfm/de-DE/7-diskfull.md")
    assert "| &#123;disk&#125; |" in page
    assert "team-seven" not in page


def test_pages_of_the_localized_documentation_have_them_too(site: Path) -> None:
    page = read(site, "html/en-US/7-diskfull.md")
    assert "|SQLSTATE|08006|" in page
    assert "|Runbook|[https://run.example/disk&#95;(full)](https://run.example/disk_%28full%29)|" in page
    assert "|Replaced by|[8 - DiskSlow](8-diskslow.md)|" in page
    assert "- [Manual](https://a.example/en)" in page


def test_explain_shows_the_same_texts_as_pages(tmp_path: Path, run: Run) -> None:
    catalog = write_declared(tmp_path / "catalog")
    shown = run("explain", "7", catalog, "--locale", "de-DE").out
    for line in (
        "Ebene | Level: Hinweis | Notice",
        "SQLSTATE: 08006",
        "Reife | Stability: experimental",
        "Tags: storage, disk space",
        "Ersetzt durch | Replaced by: 8 - DiskSlow",
        "{disk} disk",
        "Handbuch | Manual <https://a.example/de?a=1&b=(2)>",
    ):
        assert f"  {line}\n" in f"{shown}\n"
    assert "team-seven" not in shown
    (page,) = json.loads(run("explain", "7", catalog, "--format", "json").out)
    assert page["fields"]["owner"] == "team-seven"


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


def test_diff_lists_each_field_that_changed(tmp_path: Path, run: Run) -> None:
    catalog = write_declared(tmp_path / "catalog")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "first")
    changed = EVENT.replace("404", "500").replace("[storage, disk space]", "[storage]")
    changed = changed.replace("  owner: team-seven\n", "").replace("replaced_by: 8", "replaced_by: 9")
    changed = changed.replace("title: RFC 9457", "title: Problem details").replace(
        "level: notice", "level: error"
    )
    write_declared(catalog, {"events/7-diskfull.yaml": changed})
    assert run("diff", "main", catalog).out.splitlines() == [
        "changed 7 - DiskFull",
        "  level: “notice” -> “error”",
        "  replaced_by: “8” -> “9”",
        "  links: “en-US: Manual, de-DE: Handbuch <en-US: https://a.example/en, de-DE: "
        "https://a.example/de?a=1&b=(2)> RFC 9457 <https://b.example/rfc>” -> “en-US: Manual, de-DE: Handbuch "
        "<en-US: https://a.example/en, de-DE: https://a.example/de?a=1&b=(2)> Problem details "
        "<https://b.example/rfc>”",
        "  fields.http_status: “404” -> “500”",
        "  fields.tags: “storage disk space” -> “storage”",
        "  fields.owner: “team-seven” -> nothing",
    ]


def test_templates_use_a_field_by_name(tmp_path: Path) -> None:
    template = (
        '{% extends "default/event.html" %}\n{% block facts %}'
        "{% if page.event.fields.http_status is defined %}<i>{{ page.event.fields.http_status + 1 }}</i>{% endif %}"
        '{% if page.row("stability") %}<b>{{ page.row("stability").label.target }}</b>{% endif %}{% endblock %}\n'
    )
    catalog = write_declared(tmp_path / "catalog", {"templates/event.html": template})
    assert build(catalog, tmp_path / "site", [Format.HTML]).diagnostics == []
    assert "<i>405</i><b>Reife</b>" in read(tmp_path, f"site/{GERMAN}.html")


def test_check_finds_nothing_in_localized_addresses(tmp_path: Path, run: Run) -> None:
    found = json.loads(run("check", write_declared(tmp_path / "catalog"), "--report", "json").out)
    assert {finding["code"] for finding in found["diagnostics"]} == {"ED202"}  # strings without a translation


def test_translators_get_the_labels_of_levels_and_fields(tmp_path: Path, run: Run) -> None:
    catalog = write_declared(tmp_path / "catalog")
    po = tmp_path / "de-DE.po"
    assert run("translations", "export", catalog, "--locale", "de-DE", "-o", po).code == 0
    text = po.read_text("utf-8")
    assert 'msgid "SQLSTATE"\nmsgstr ""' in text
    assert 'msgid "Stability"\nmsgstr "Reife"' in text
    assert 'msgid "Notice"\nmsgstr "Hinweis"' in text
    assert "fields.owner" not in text  # no page shows it
    po.write_text(
        text.replace('msgid "SQLSTATE"\nmsgstr ""', 'msgid "SQLSTATE"\nmsgstr "SQL-Status"'), "utf-8"
    )
    assert run("translations", "import", catalog, po).code == 0
    assert (catalog / "labels/de-DE.yaml").read_text("utf-8") == "fields:\n  sqlstate: SQL-Status\n"


def test_a_label_that_changed_is_reported_in_its_declaration(tmp_path: Path, run: Run) -> None:
    catalog = write_declared(tmp_path / "catalog")
    assert run("translations", "accept", catalog).code == 0
    changed = CATALOG.replace("en-US: Stability", "en-US: Maturity").replace("Hinweis", "Notiz")
    write_declared(catalog, {"catalog.yaml": changed})
    found = json.loads(run("check", catalog, "--report", "json").out)["diagnostics"]
    labels = [(each["code"], each["field"], each["line"]) for each in found if each["code"] != "ED202"]
    assert labels == [("ED221", "levels.notice", 4), ("ED220", "fields.stability", 10)]


def test_a_page_changes_with_its_replacement(tmp_path: Path) -> None:
    replaced = EVENT.replace("replaced_by: 8", "replaced_by: 9")  # which is not next to it
    catalog = write_declared(tmp_path / "catalog", {"events/7-diskfull.yaml": replaced})
    out = tmp_path / "site"
    build(catalog, out, [Format.HTML])
    write_declared(
        catalog,
        {
            "events/7-diskfull.yaml": replaced,
            "events/9-diskok.yaml": FILES["events/9-diskok.yaml"].replace("DiskOk", "Fine"),
        },
    )
    build(catalog, out, [Format.HTML])
    assert 'href="9-fine.html"' in read(out, f"{PAGE}.html")


def test_the_site_changes_with_a_declaration(tmp_path: Path) -> None:
    catalog = write_declared(tmp_path / "catalog")
    out = tmp_path / "site"
    build(catalog, out, [Format.HTML])
    write_declared(
        catalog, {"catalog.yaml": CATALOG.replace("show: no", "show: yes").replace("Reife", "Stand")}
    )
    build(catalog, out, [Format.HTML])
    german = rows(read(out, f"{GERMAN}.html"))
    assert german["Stand Stability"] == "experimental"
    assert german["Owner"] == "team-seven"
