"""Translation units come back from a PO file; a truncated file is an error."""

from dataclasses import replace

import pytest

from eventdocs.formats.po import read, read_labels, write
from eventdocs.model.errors import EventdocsError
from eventdocs.model.ledger import State
from tests.formats.units import EXCHANGE, UNITS


def test_units_come_back() -> None:
    assert read(write(EXCHANGE), "a.po") == EXCHANGE


def test_an_edited_reviewed_translation_is_translated() -> None:
    data = write(EXCHANGE).replace(b"Registros.", b"Logs cheios.")
    _, edited, _ = read(data, "a.po").units
    assert edited == replace(UNITS[1], target="Logs cheios.", state=State.TRANSLATED)


HEAD = 'msgid ""\nmsgstr ""\n"Language: pt-BR\\n"\n\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "has no language"),
        ('msgid ""\nmsgstr ""\n', "has no language"),
        (HEAD + 'msgctxt "a"\nmsgid "b\n', "a.po:6: the line is truncated"),
        (HEAD + 'msgctxt "a"\nmsgid "b"\n\nmsgctxt "c"\n', "a.po:7: the entry has no msgstr"),
        (HEAD + 'msgctxt "a"\nmsgid "b"', "a.po: the last entry is truncated"),
        (HEAD + 'msgid "b"\nmsgstr "c"\n', "the entry has no msgctxt"),
    ],
)
def test_a_damaged_file_is_an_error(text: str, message: str) -> None:
    with pytest.raises(EventdocsError, match=message):
        read(text.encode(), "a.po")


def test_labels_are_read_by_context_without_fuzzy_and_untranslated_ones() -> None:
    entries = [("", "cause", "Causa"), ("#, fuzzy\n", "note", "Nota"), ("", "details", "")]
    text = HEAD + "\n".join(
        f'{flag}msgctxt "headings"\nmsgid "{key}"\nmsgstr "{label}"\n' for flag, key, label in entries
    )
    assert read_labels(text, "a.po") == {"headings": {"cause": "Causa"}}
