"""What a source marks as code stays code; a backtick in what the software prints is a character like others."""

from tests.rules.judging import EVENT, judged

TEXTS = """id: 7
name: DiskFull
strings:
  en-US: {{{field}: Run `chkdsk` first.}}
  pt-BR: {{{field}: Execute `verificar` antes.}}
"""
CATALOG = b"source_locale: en-US\nlocales: [en-US, pt-BR]\n"


def found(field: str) -> list[str]:
    files = {"catalog.yaml": CATALOG, EVENT: TEXTS.format(field=field).encode()}
    return [finding.message for finding in judged(files, "ED310")]


def test_code_is_what_backticks_mark_in_markup_but_not_in_a_message() -> None:
    assert found("description") == ["the translation is missing the code `chkdsk`; it has `verificar` instead"]
    assert found("message") == []
