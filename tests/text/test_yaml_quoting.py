"""A front matter value is quoted if YAML or the style of the profile requires it."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from eventdocs.text.yaml_quoting import Quoting, is_scalar_template


@pytest.mark.parametrize(
    ("quoting", "text", "expected"),
    [
        (Quoting(), "605 - Name", "605 - Name"),
        (Quoting(), "131 – Name", "131 – Name"),
        (Quoting(), "131: Name", '"131: Name"'),
        (Quoting(non_ascii=True), "605 - Name", "605 - Name"),
        (Quoting(non_ascii=True), "131 – Name", '"131 – Name"'),
        (Quoting("single"), "131: it's", "'131: it''s'"),
        (Quoting("single", non_ascii=True), "131 – Name", "'131 – Name'"),
    ],
)
def test_a_scalar_has_quotes_only_where_it_needs_them(quoting: Quoting, text: str, expected: str) -> None:
    assert quoting.scalar(text) == expected


@given(
    st.text(st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=["Cc", "Zl", "Zp"])),
    st.builds(Quoting, st.sampled_from(["double", "single"]), st.booleans()),
)
def test_yaml_reads_a_scalar_back_as_the_same_text(text: str, quoting: Quoting) -> None:
    assert yaml.load(f"a: {quoting.scalar(text)}", yaml.BaseLoader) == {"a": text}


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{title}", True),
        ("{title} | Docs", True),
        ("About {id} {name}", True),
        ('"{title}"', False),
        ("'{title}'", False),
        ("[{id}, {name}]", False),
        ("More: {title}", False),
        ("{id} #{name}", False),
        ("  - {title}", False),
    ],
)
def test_only_a_template_that_is_one_plain_scalar_is_quoted(template: str, expected: bool) -> None:
    assert is_scalar_template(template) is expected
