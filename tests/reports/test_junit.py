"""The JUnit report is one well-formed document with a failed test case for each diagnostic."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from eventdocs.model.diagnostics import Location
from eventdocs.reports.junit import write
from tests.reports.samples import HOSTILE, diagnostic


@pytest.mark.parametrize("text", HOSTILE)
def test_the_document_stays_well_formed(text: str) -> None:
    root = ElementTree.fromstring(write([diagnostic(text, text), diagnostic()], "catalog/").encode())
    assert [case.get("name") for case in root.iter("testcase")] == ["ED999 test-rule at 2:3"] * 2
    assert (root.get("tests"), root.get("failures")) == ("2", "2")


def test_each_file_is_a_suite() -> None:
    other = replace(diagnostic(), location=Location("labels/pt-BR.yaml"))
    root = ElementTree.fromstring(write([diagnostic(), diagnostic("more"), other], "catalog/").encode())
    assert [(suite.get("name"), suite.get("failures")) for suite in root.iter("testsuite")] == [
        ("catalog/events/7, a:b.yaml", "2"),
        ("catalog/labels/pt-BR.yaml", "1"),
    ]


def test_without_diagnostics_one_test_case_passes() -> None:
    root = ElementTree.fromstring(write([], "catalog/").encode())
    assert (root.get("tests"), root.get("failures")) == ("1", "0")
    assert [case.get("name") for case in root.iter("testcase")] == ["no findings"]
