"""Every rule finds its fault at its place, and nothing in a sound catalog."""

import pytest

from eventdocs.model.faults import FAULTS
from eventdocs.rules import CHECKS, RULES
from eventdocs.tasks.check import check_catalog
from tests.conftest import CATALOG, EVENT, Write

# rule -> (files over a sound catalog, expected (file, line, column, part of the message, part of the hint))
Case = tuple[dict[str, str | bytes], tuple[str, int, int, str, str]]
E7 = "events/7-diskfull.yaml"


def event(old: str, new: str) -> dict[str, str | bytes]:
    """Give the sound event with one text replaced."""
    assert old in EVENT
    return {E7: EVENT.replace(old, new)}


def main(old: str, new: str) -> dict[str, str | bytes]:
    """Give the sound catalog file with one text replaced."""
    assert old in CATALOG
    return {"catalog.yaml": CATALOG.replace(old, new)}


CASES: dict[str, list[Case]] = {
    "ED010": [
        (
            event("message: Disk", "mesage: Disk"),
            (E7, 9, 5, "unknown key `mesage`", "did you mean `message`?"),
        ),
        (
            main("channels:", "chanels:"),
            ("catalog.yaml", 3, 1, "unknown key `chanels`", "did you mean `channels`?"),
        ),
        (
            {"labels/pt-BR.yaml": "headings:\n  mesage: x\n"},
            ("labels/pt-BR.yaml", 2, 3, "unknown key `mesage`", "did you mean `message`?"),
        ),
    ],
    "ED011": [
        (
            event("keywords: [Storage]", "keywords: Storage"),
            (E7, 5, 11, "`keywords` takes a list, not a text", ""),
        ),
        (event("level: error", "level: [error]"), (E7, 3, 8, "`level` takes a text, not a list", "")),
        ({E7: "- a\n"}, (E7, 1, 1, "the file takes a mapping, not a list", "")),
        (
            event("description: The disk is full.", "description: {a: b}"),
            (E7, 8, 18, "`description` takes a text or a list of texts, not a mapping", ""),
        ),
    ],
    "ED012": [
        (event("level: error", "level: eror"), (E7, 3, 8, "unknown value `eror`", "did you mean `error`?")),
        (event("id: 7", "id: ../7"), (E7, 1, 5, "`../7` is not a name", "")),
        (event("pt-BR:", "pt_BR:"), (E7, 10, 3, "`pt_BR` is not a BCP 47 language tag", "")),
    ],
    "ED013": [
        (event("name: DiskFull\n", "\n"), (E7, 1, 1, "`name` is missing", "The event's symbol.")),
        (main("source_locale: en-US\n", "\n"), ("catalog.yaml", 1, 1, "`source_locale` is missing", "")),
    ],
    "ED014": [
        (
            event("message: Disk %1 is full.", 'message: " Disk %1 is full."'),
            (E7, 9, 14, "text begins or ends with space", ""),
        ),
        (
            event("description: The disk is full.", "description: ['One.', '  Two.']"),
            (E7, 8, 27, "text begins or ends with space", ""),
        ),
    ],
    "ED016": [
        (
            {"event/8.yaml": "x: y\n"},
            ("event/8.yaml", 1, 1, "`event/8.yaml` has no place", "did you mean `events/`?"),
        ),
        ({"other.yaml": "x: y\n"}, ("other.yaml", 1, 1, "`other.yaml` has no place in a catalog", "")),
    ],
    "ED101": [
        (
            {"events/b/again.yaml": EVENT},
            (
                "events/b/again.yaml",
                1,
                5,
                "event `7` stands in two files",
                "the other is events/7-diskfull.yaml:1:5",
            ),
        ),
    ],
    "ED102": [
        (
            main("[en-US, pt-BR]", "[pt-BR, en-US]"),
            ("catalog.yaml", 2, 1, "not the source followed by the rest", "write: [en-US, pt-BR]"),
        ),
        (
            main("[en-US, pt-BR]", "[en-US, pt-BR, pt-BR]"),
            ("catalog.yaml", 2, 1, "not the source followed", ""),
        ),
    ],
    "ED103": [
        (
            event("pt-BR:", "pt-PT:"),
            (E7, 10, 3, "locale `pt-PT` is not one of the catalog's", "did you mean `pt-BR`?"),
        ),
        (
            {"labels/de-DE.yaml": "headings:\n  message: x\n"},
            ("labels/de-DE.yaml", 1, 1, "locale `de-DE`", ""),
        ),
        (
            main("channels:", "fallbacks: {pt-BR: [pt-PT]}\n    channels:"),
            ("catalog.yaml", 3, 21, "locale `pt-PT` is not one", "did you mean `pt-BR`?"),
        ),
    ],
    "ED104": [
        (
            event("id: 7", "id: 7")
            | {"events/nul.yaml": EVENT.replace("id: 7", "id: 8\n    provider: nul")}
            | main("channels:", "providers: {nul: {name: N}}\n    channels:"),
            ("events/nul.yaml", 2, 11, "`nul` is reserved on Windows", ""),
        ),
        (event("id: 7", "id: .7"), (E7, 1, 5, "`.7-diskfull` begins with a dot", "")),
        (event("name: DiskFull", "name: DiskFull."), (E7, 1, 5, "`7-diskfull.` ends with a dot", "")),
        (event("name: DiskFull", "name: " + "x" * 300), (E7, 1, 5, "is too long for a file name", "")),
    ],
    "ED105": [
        (
            {
                "events/8.yaml": EVENT.replace("id: 7", "id: é"),
                "events/9.yaml": EVENT.replace("id: 7", "id: e\u0301"),
            },
            ("events/8.yaml", 2, 7, "have one address", "the other is events/9.yaml:2:7"),
        ),
        (
            {
                "events/8.yaml": EVENT.replace("id: 7", "id: ﬁ"),
                "events/9.yaml": EVENT.replace("id: 7", "id: fi"),
            },
            ("events/8.yaml", 2, 7, "have one address", "the other is events/9.yaml:2:7"),
        ),
    ],
    "ED110": [
        (
            event("id: 7", "id: 7\n    provider: disk"),
            (E7, 2, 11, "provider `disk` is not declared", "declare it"),
        ),
        (
            main("channels:", "default_provider: prod\n    providers: {product: {name: P}}\n    channels:"),
            ("catalog.yaml", 3, 19, "provider `prod` is not declared", "did you mean `product`?"),
        ),
    ],
    "ED111": [
        (
            event("channel: analytic", "channel: analytics"),
            (E7, 4, 10, "channel `analytics`", "did you mean `analytic`?"),
        ),
    ],
    "ED112": [
        (
            event("keywords: [Storage]", "keywords: [Storage]\n    see_also: [7, 8]"),
            (E7, 6, 15, "there is no event `8`", "known here: `7`"),
        ),
    ],
    "ED113": [
        (
            {"labels/pt-BR.yaml": "keywords:\n  Storge: x\n"},
            ("labels/pt-BR.yaml", 2, 11, "no event has the keyword `Storge`", "did you mean `Storage`?"),
        ),
        (
            {"labels/pt-BR.yaml": "channels:\n  debug: x\n"},
            ("labels/pt-BR.yaml", 2, 10, "no event has the channel `debug`", "known here: `analytic`"),
        ),
        (
            event("pt-BR:\n", "pt-BR:\n        labels: {channels: {debug: x}}\n"),
            (E7, 11, 32, "the event has no channel `debug`", ""),
        ),
    ],
    "ED114": [
        (
            event("keywords: [Storage]", "keywords: [Storage]\n    parameters: [{name: Drive}]").copy()
            | {
                E7: EVENT.replace(
                    "keywords: [Storage]", "keywords: [Storage]\n    parameters: [{name: Drive}]"
                ).replace("pt-BR:\n", "pt-BR:\n        parameters: {Drve: {description: x}}\n")
            },
            (E7, 12, 18, "the event has no parameter `Drve`", "did you mean `Drive`?"),
        ),
    ],
    "ED201": [
        (
            event("description: O disco está cheio.", "description: [O disco., Está cheio.]"),
            (E7, 11, 5, "2 segments stand against 1", "write it as a list"),
        ),
    ],
}


@pytest.mark.parametrize(
    ("code", "files", "expected"),
    [(code, *case) for code, cases in CASES.items() for case in cases],
)
def test_a_rule_finds_its_fault_at_its_place(
    code: str, files: dict[str, str | bytes], expected: tuple[str, int, int, str, str], catalog: Write
) -> None:
    found = [finding for finding in check_catalog(catalog(files)).diagnostics if finding.rule.code == code]
    places = [(f.location.file, f.location.line, f.location.column) for f in found]
    assert expected[:3] in places
    finding = found[places.index(expected[:3])]
    assert expected[3] in finding.message
    assert expected[4] in finding.hint


def test_a_sound_catalog_has_no_findings(catalog: Write) -> None:
    assert check_catalog(catalog()).diagnostics == []


def test_every_rule_has_cases_and_its_own_code() -> None:
    elsewhere = {fault.code for fault in FAULTS[:7]} | {"ED015"}
    assert {rule.code for rule in RULES} == {*CASES, *elsewhere}
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert len({check.rule.name for check in CHECKS}) == len(CHECKS)


def test_all_faults_of_all_files_are_found_in_one_run(catalog: Write) -> None:
    files: dict[str, str | bytes] = {
        "events/1.yaml": "id: [\n",
        "events/2.yaml": EVENT.replace("id: 7", "id: 2").replace("level: error", "level: eror"),
        "events/3.yaml": b"\xff",
        "events/4.yaml": EVENT.replace("id: 7", "id: 4").replace("channel: analytic", "channel: nowhere"),
        "labels/xx-XX.yaml": "headings: {a: b}\n",
    }
    found = {(f.location.file, f.rule.code) for f in check_catalog(catalog(files)).diagnostics}
    assert found == {
        ("events/1.yaml", "ED001"),
        ("events/2.yaml", "ED012"),
        ("events/3.yaml", "ED002"),
        ("events/4.yaml", "ED111"),
        ("labels/xx-XX.yaml", "ED010"),
        ("labels/xx-XX.yaml", "ED103"),
    }


def test_findings_know_event_locale_and_field(catalog: Write) -> None:
    (found,) = check_catalog(catalog(event("message: O disco", "mesage: O disco"))).diagnostics
    assert (found.event, found.locale, found.field) == ("7", "pt-BR", "strings.pt-BR.mesage")
