"""Reports say the same in every format, and nothing in a string can act in any of them."""

import json
import re
from collections.abc import Sequence
from xml.etree import ElementTree as Tree

import pytest

from eventdocs.model.diagnostics import Diagnostic, Location, Rule, Severity, TextRange
from eventdocs.reports.fingerprint import fingerprints
from eventdocs.reports.registry import REPORTS

RULE = Rule("ED999", "test-rule", Severity.ERROR, "A test.", "It has to be.", "bad\n", "good\n")
MILD = Rule("ED998", "mild-rule", Severity.INFO, "A hint.", "It may be.")
HOSTILE = [
    "two\nlines",
    "\n::error::injected",
    "\r::stop-commands::x",
    "##[error]injected",
    "\x1b[31mred\x1b[0m",
    "]]> <b>&amp;",
    "\u202eabc\u2066",
    "a|b `c` **d** [e](f) <script>",
    'quote " and \\ backslash',
    "\ud800",
    "%0A%25",
    "\x00\x07\u2028",
]


def finding(message: str = "wrong", hint: str = "mend it", rule: Rule = RULE, line: int = 2) -> Diagnostic:
    where = Location("events/7, a:b.yaml", line, 3, line, 5)
    return Diagnostic(
        rule, where, message, hint, "7", "pt-BR", "strings.pt-BR.message", (Location("x.yaml"),)
    )


def report(name: str, diagnostics: Sequence[Diagnostic]) -> str:
    return REPORTS[name](diagnostics, "catalog/")


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_a_string_acts_on_a_terminal(name: str, text: str) -> None:
    written = report(name, [finding(text, text)])
    assert not set(written) & set("\x00\x07\x1b\r\u202e\u2066\u2028\ud800")


@pytest.mark.parametrize("text", HOSTILE)
def test_json_gives_the_text_back_unchanged(text: str) -> None:
    (read,) = json.loads(report("json", [finding(text, text)]))["diagnostics"]
    assert (read["message"], read["hint"]) == (text, text)


def test_json_has_the_fields_that_tools_rely_on() -> None:
    (read,) = json.loads(report("json", [finding()]))["diagnostics"]
    assert read == {
        "code": "ED999",
        "name": "test-rule",
        "severity": "error",
        "message": "wrong",
        "hint": "mend it",
        "file": "catalog/events/7, a:b.yaml",
        "line": 2,
        "column": 3,
        "end_line": 2,
        "end_column": 5,
        "event": "7",
        "locale": "pt-BR",
        "field": "strings.pt-BR.message",
        "fixable": False,
        "related": [{"file": "catalog/x.yaml", "line": 1, "column": 1, "end_line": 1, "end_column": 1}],
    }


@pytest.mark.parametrize("text", HOSTILE)
def test_each_finding_is_one_workflow_command(text: str) -> None:
    written = report("github", [finding(text, text), finding()])
    lines = written.split("\n")
    assert len(lines) == 2
    assert all(line.startswith("::error file=catalog/events/7%2C a%3Ab.yaml,line=2,") for line in lines)
    assert lines[1].endswith(",title=ED999 test-rule::wrong%0Amend it")


@pytest.mark.parametrize("text", HOSTILE)
def test_junit_stays_one_well_formed_document(text: str) -> None:
    root = Tree.fromstring(report("junit", [finding(text, text), finding()]).encode())
    assert [case.get("name") for case in root.iter("testcase")] == ["ED999 test-rule at 2:3"] * 2
    assert (root.get("tests"), root.get("failures")) == ("2", "2")


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_shows_text_and_makes_nothing_of_it(text: str) -> None:
    rows = report("markdown", [finding(text, text)]).split("\n| place | finding |\n| --- | --- |\n")[1]
    assert "\n" not in rows
    assert not re.search(r"(?<!\\)[`*<>\[\]_]", rows)
    assert len(re.findall(r"(?<!\\)\|", rows)) == 3


def test_sarif_names_rules_once_and_points_at_them() -> None:
    log = json.loads(report("sarif", [finding(), finding(rule=MILD), finding("other")]))
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["ED998", "ED999"]
    assert "It has to be." in rules[1]["help"]["text"]
    assert [(each["ruleIndex"], each["level"]) for each in run["results"]] == [
        (1, "error"),
        (0, "note"),
        (1, "error"),
    ]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "catalog/events/7%2C%20a%3Ab.yaml"
    assert place["region"] == {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 5}


def test_gitlab_issues_have_paths_lines_and_fingerprints_of_their_own() -> None:
    issues = json.loads(report("gitlab", [finding(), finding(), finding("other")]))
    assert len({issue["fingerprint"] for issue in issues}) == 3
    assert issues[0]["location"] == {"path": "catalog/events/7, a:b.yaml", "lines": {"begin": 2, "end": 2}}
    assert issues[0]["severity"] == "critical"


def test_a_fingerprint_survives_moved_lines_and_not_a_changed_text() -> None:
    assert fingerprints([finding(line=2)]) == fingerprints([finding(line=9)])
    changed = Diagnostic(RULE, Location("f"), "wrong", text_range=TextRange("a", 0, 1))
    assert fingerprints([changed]) != fingerprints(
        [Diagnostic(RULE, Location("f"), "wrong", text_range=TextRange("b", 0, 1))]
    )


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_without_findings_is_whole_too(name: str) -> None:
    written = report(name, [])
    if name == "json":
        assert json.loads(written) == {"version": 1, "diagnostics": []}
    elif name == "sarif":
        (run,) = json.loads(written)["runs"]
        assert (run["tool"]["driver"]["rules"], run["results"]) == ([], [])
    elif name == "gitlab":
        assert json.loads(written) == []
    elif name == "junit":
        assert Tree.fromstring(written.encode()).get("failures") == "0"
    else:
        assert written == {"github": "", "markdown": "No findings."}[name]
