"""Rules about the manifests and message tables of the software; ⟦ ⟧ marks the characters that a rule must report."""

from dataclasses import replace
from pathlib import Path

import pytest

from eventdocs.commands.check import check_catalog
from eventdocs.rules import sources
from tests.conftest import tree
from tests.rules.catalogs import Cases, bad_cases, findings, good_cases, parse_case, unreported_marks

SHIPPED = sources._SHIPPED
SETTINGS = "# catalog.yaml\n⟦source_locale⟧: en-US\nlocales: [en-US, pt-BR]\n"
SLOW = "# events/8-diskslow.yaml\nid: 8\nname: DiskSlow\nversion: 1\n"
FINE = "level: error\nkeywords: [Io]\nparameters: [{name: drive}]\n"
STRINGS = "strings:\n  en-US: {message: Disk %1 is full.}\n  pt-BR: {message: O disco %1 está cheio.}\n"


def case(
    full: str, slow: str = "level: warning\n", shipped: str = SHIPPED, head: str = "name: DiskFull\n"
) -> str:
    """Return a catalog with the two events of the manifest, and more lines of each."""
    settings = SETTINGS.replace("⟦", "").replace("⟧", "")
    texts = "" if "strings" in full else "strings: {}\n"
    return (
        f"{settings}# events/7-diskfull.yaml\nid: 7\n{head}{full}{texts}{SLOW}{slow}strings: {{}}\n{shipped}"
    )


def undocumented(providers: str, shipped: str = SHIPPED) -> str:
    """Return a catalog with one event of the manifest and some providers."""
    settings = "# catalog.yaml\nsource_locale: en-US\nlocales: [en-US]\n"
    return f"{settings}{providers}# events/7-diskfull.yaml\nid: 7\nname: DiskFull\nstrings: {{}}\n{shipped}"


def message(english: str, portuguese: str = "O disco %1 está cheio.") -> str:
    return f"strings:\n  en-US: {{message: {english}}}\n  pt-BR: {{message: {portuguese}}}\n"


GONE = "level: warning\nstrings: {}\n# events/9-gone.yaml\nid: ⟦9⟧\nname: Gone\n"
GOOD = case(FINE + STRINGS)
DISK = "default_provider: disk\nproviders:\n  ⟦disk⟧: {name: Disk}\n"
NEWEST = SHIPPED.replace('value="8" version="1"', 'value="8" version="3"')
CASES: Cases = {
    "ED601": (
        [
            undocumented(DISK),
            undocumented(DISK.replace("name: Disk", "name: D, guid: 00000000-0000-4000-8000-000000000001")),
            undocumented(DISK.replace("{name: Disk}", "{name: Disk, documented: {ids: [1-6, 8]}}")),
        ],
        [
            GOOD,
            undocumented("default_provider: d\nproviders:\n  d: {name: Disk, documented: {ids: [7]}}\n"),
            undocumented(
                "default_provider: d\nproviders:\n  d: {name: Disk, documented: {keywords: [Io]}}\n"
            ),
            case("", "level: warning\n", NEWEST),
        ],
    ),
    "ED602": (
        [
            case(FINE, GONE),
            case(FINE, GONE.replace("⟦9⟧", "⟦9⟧\nversion: 2")),
            case(FINE, "", SHIPPED.replace('value="8"', 'value="9"')).replace("id: 8", "id: ⟦8⟧"),
        ],
        [
            GOOD,
            case(FINE, GONE.replace("⟦9⟧", "9").replace("Gone", "Gone\ndeprecated: '2.0'")),
            case(FINE, GONE.replace("⟦9⟧", "9") + "provider: other\n").replace(
                "source_locale",
                "default_provider: disk\nproviders: {disk: {name: Disk}, other: {name: O}}\nsource_locale",
            ),
        ],
    ),
    "ED603": (
        [
            case(message("⟦Disk %2 is full.⟧")),
            case(message("⟦Disk %1 is full⟧")),
            case("strings:\n  en-US:\n    ⟦message⟧: [Disk %1, is empty.]\n"),
        ],
        [
            GOOD,
            case("strings:\n  en-US:\n    message: [Disk %1, is full.]\n"),
            case("strings:\n  en-US: {description: The disk is full.}\n"),
            case(message("Disk  %1 is full.")),
        ],
    ),
    "ED604": (
        [
            case("level: ⟦warning⟧\n"),
            case("⟦keywords⟧: [Io, Disk]\n"),
            case("task: ⟦Copy⟧\n"),
            case("", "level: ⟦error⟧\n"),
        ],
        [GOOD, case(""), case("keywords: [Io]\n"), case("level: error\n")],
    ),
    "ED605": (
        [
            case("⟦parameters⟧: [{name: volume}]\n"),
            case("⟦parameters⟧: []\n"),
            case("⟦parameters⟧: [{name: drive}, {name: size}]\n"),
        ],
        [GOOD, case(""), case("parameters: [{name: drive, type: other}]\n")],
    ),
    "ED606": (
        [
            case("", head="name: ⟦FullDisk⟧\n"),
            case("", head="name: ⟦diskfull⟧\n"),
            case("", head="name: ⟦DiskFull_V0⟧\n"),
        ],
        [
            GOOD,
            case("", shipped=SHIPPED.replace('symbol="DiskFull"', 'symbol="DiskFull_V0"')),
            case("", shipped=SHIPPED.replace('symbol="DiskFull"', ""), head="name: Event7\n"),
        ],
    ),
    "ED607": (
        [
            case("", shipped=NEWEST).replace("version: 1", "version: ⟦1⟧"),
            case("").replace("version: 1", "version: ⟦0⟧"),
            case("", shipped=NEWEST).replace("version: 1", "version: ⟦2⟧"),
        ],
        [
            GOOD,
            case("").replace("version: 1", "version: 2"),
            case("", shipped=NEWEST).replace("version: 1", "version: 3"),
        ],
    ),
    "ED608": (
        [
            case(message("Disk %1 is full.", "⟦O disco %1 encheu.⟧")),
            case(message("Disk %1 is full.", "⟦O disco %1 está cheio⟧")),
            case(message("Disk %1 is full.", "⟦O disco está cheio.⟧")),
        ],
        [GOOD, case(message("Full.")), case("strings:\n  en-US: {message: Disk %1 is full.}\n  pt-BR: {}\n")],
    ),
}


@pytest.mark.parametrize(("code", "text"), bad_cases(CASES))
def test_a_rule_reports_the_marked_characters_of_a_bad_case(code: str, text: str) -> None:
    assert unreported_marks(text, code) == []


@pytest.mark.parametrize(("code", "text"), good_cases(CASES))
def test_a_rule_reports_nothing_in_a_good_case(code: str, text: str) -> None:
    assert findings(parse_case(text).files, code) == []


def test_a_finding_has_the_place_in_the_source_and_the_placeholders_first() -> None:
    (finding,) = findings(parse_case(case(message("Disk %2 is full."))).files, "ED603")
    assert finding.message == (
        "placeholders `%2`, in the source `%1`: `Disk %2 is full.` is not the source's message `Disk %1 is full.`"
    )
    line = SHIPPED.splitlines().index(
        '<string id="Full" value="Disk %1 is full."/></stringTable></resources>'
    )
    assert [(place.file, place.line) for place in finding.related] == [("disk.man", line)]
    assert finding.hint == f"the source: disk.man:{line}"
    assert (finding.event, finding.locale, finding.field) == ("7", "en-US", "strings.en-US.message")


def test_a_string_that_events_share_is_one_finding() -> None:
    shipped = SHIPPED.replace('level="win:Warning"', 'message="$(string.Full)"')
    text = case(message("Full."), "", shipped).replace(
        "strings: {}\n# disk", "strings: {en-US: {message: Full.}}\n# disk"
    )
    (finding,) = findings(parse_case(text).files, "ED603")
    assert finding.message.endswith("`Disk %1 is full.`, as in 1 more event")
    assert [place.file for place in finding.related] == ["disk.man", "events/8-diskslow.yaml"]


def test_parameters_name_the_first_that_differs() -> None:
    def first(parameters: str) -> str:
        (finding,) = findings(parse_case(case(f"parameters: {parameters}\n")).files, "ED605")
        return finding.message

    assert first("[{name: volume}]") == "`%1` is `volume`, and `drive` in the source"
    assert first("[{name: drive}, {name: b}]") == (
        "there are 2 parameters, and 1 in the source; `b` is only here"
    )
    assert first("[]") == "there are 0 parameters, and 1 in the source; `drive` is only in the source"


def test_more_than_twenty_undocumented_events_are_one_finding() -> None:
    def number(events: int) -> int:
        more = "".join(f'<event value="{100 + at}"/>' for at in range(events))
        shipped = SHIPPED.replace("</events></provider>", f"{more}</events></provider>")
        return len(findings(parse_case(case("", shipped=shipped)).files, "ED601"))

    assert [number(events) for events in (0, 20, 21)] == [0, 20, 1]


def test_allowances_and_rule_settings_apply() -> None:
    text = case("strings:\n  en-US:\n    message: Full.\n    about: {message: {allow: {ED603: shortened}}}\n")
    assert findings(parse_case(text).files, "ED603") == []
    assert findings(parse_case(text).files, "ED116") == []
    off = case(message("Full.")).replace("locales:", "rules: [{rule: ED603, severity: off}]\nlocales:")
    assert findings(parse_case(off).files, "ED603") == []


MANIFEST = "corpus/manifests/Microsoft.Windows.ApplicationServer.Applications.manifest"
CHANGED_MESSAGES = {
    *(
        "219",
        "501",
        "502",
        "503",
        "504",
        "505",
        "507",
        "711",
        "712",
        "1400",
        "1401",
        "1405",
        "1406",
        "1416",
        "1417",
    ),
    *("1418", "1419", "1420", "1431", "1451", "57394", "57396", "57397"),
}
CHANGED_FACTS = {"201", "215", "216", "217", "220", "221", "224", "401", "402", "403", "57394", "57397"}
CHANGED_PARAMETERS = {*("211", "213", "214", "215", "217", "220", "221", "222", "224", "401", "402", "403")}


def test_the_published_pages_differ_from_the_manifest_in_exactly_these_events(
    imported: Path, shared: Path
) -> None:
    loaded = check_catalog(imported, [shared / MANIFEST])
    found = [finding for finding in loaded.diagnostics if finding.rule.code.startswith("ED6")]
    by_code = {
        code: {finding.event for finding in found if finding.rule.code == code}
        for code in ("ED602", "ED603", "ED604", "ED605", "ED606", "ED607", "ED608")
    }
    assert by_code["ED603"] == CHANGED_MESSAGES
    assert by_code["ED604"] == CHANGED_FACTS
    assert by_code["ED605"] == CHANGED_PARAMETERS
    assert by_code["ED606"] == {"401"}
    assert by_code["ED602"] == by_code["ED607"] == by_code["ED608"] == set()
    (undocumented_events,) = (finding for finding in found if finding.rule.code == "ED601")
    assert undocumented_events.message.startswith("221 events of `Microsoft-Windows-Application Server-App")


def test_a_catalog_names_the_sources_of_its_providers(imported: Path, shared: Path, tmp_path: Path) -> None:
    folder = tmp_path / "repository/catalog"
    for name, data in tree(imported).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    (tmp_path / "repository/.git").mkdir()
    (tmp_path / "repository/wcf.man").write_bytes((shared / MANIFEST).read_bytes())
    settings = folder / "catalog.yaml"
    provider = "default_provider: wcf\nproviders:\n  wcf:\n    name: Other\n    source: [../wcf.man]\n"
    settings.write_text(provider + settings.read_text())
    found = [finding for finding in check_catalog(folder).diagnostics if finding.rule.code == "ED603"]
    assert {finding.event for finding in found} == CHANGED_MESSAGES
    assert found[0].related[0].file == "../wcf.man"
    against = check_catalog(folder, [tmp_path / "repository/wcf.man"]).diagnostics
    assert len({replace(finding, related=()) for finding in against if finding.rule.code == "ED603"}) == len(
        found
    )


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("../../secret.man", "is outside of the repository"),
        ("/etc/passwd", "is outside of the repository"),
        ("../.git/config", "is outside of the repository"),
        ("link.man", "is outside of the repository"),
        ("missing.man", "does not exist"),
        ("9" * 400, "cannot be read"),
        ("..", "does not exist"),
    ],
)
def test_a_source_outside_of_the_repository_is_never_opened(tmp_path: Path, name: str, problem: str) -> None:
    folder = tmp_path / "repository/catalog"
    (folder / "events").mkdir(parents=True)
    (tmp_path / "repository/.git").mkdir()
    (tmp_path / "repository/.git/config").write_text("secret")
    (tmp_path / "secret.man").write_text("<secret/>")
    (folder / "link.man").symlink_to("../../secret.man")
    (folder / "catalog.yaml").write_text(
        f"source_locale: en-US\nlocales: [en-US]\nproviders:\n  a:\n    name: A\n    source: ['{name}']\n"
    )
    (finding,) = (found for found in check_catalog(folder).diagnostics if found.rule.code == "ED124")
    assert (finding.message, finding.location.file, finding.location.line) == (
        f"`{name}` {problem}",
        "catalog.yaml",
        6,
    )
