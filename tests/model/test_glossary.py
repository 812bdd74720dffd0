"""Terms are found as whole words, in any case unless they have capitals inside."""

import pytest

from eventdocs.model.glossary import find_term


@pytest.mark.parametrize(
    ("text", "forms", "locale", "found"),
    [
        ("The Disk is full", ("disk",), "en-US", "Disk"),
        ("The diskette is full", ("disk",), "en-US", None),
        ("The disk is full", ("Disk",), "en-US", "disk"),
        ("disks and disk", ("disk", "disks"), "en-US", "disks"),
        ("a webhost, a WebHost", ("WebHost",), "en-US", "WebHost"),
        ("ディスクがいっぱい", ("ディスク",), "ja-JP", "ディスク"),
        ("新しいURIです", ("URI",), "ja-JP", "URI"),
        ("新しいURIsです", ("URI",), "ja-JP", None),
        ("ação", ("aç",), "pt-BR", None),
        ("C++ code", ("C++",), "en-US", "C++"),
        ("nothing", (), "en-US", None),
    ],
)
def test_the_first_form_in_the_text_is_found(
    text: str, forms: tuple[str, ...], locale: str, found: str | None
) -> None:
    span = find_term(text, forms, locale)
    assert (text[slice(*span)] if span else None) == found
