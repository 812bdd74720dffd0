"""Identifiers are found with their positions, and masking leaves only prose."""

import pytest

from eventdocs.text.identifiers import identifiers, mask_identifiers, prose_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Run `net stop` first.", [("`net stop`", 4, "code")]),
        ("See <xref:System.Uri> there.", [("<xref:System.Uri>", 4, "reference")]),
        ("Open https://example.com/a, then wait.", [("https://example.com/a", 5, "address")]),
        ("在https://example.com/a/，编号", [("https://example.com/a/", 1, "address")]),
        ("Ask ops@example.com.", [("ops@example.com", 4, "address")]),
        (
            "Class {0a1b2c3d-0000-4000-8000-00000000000f}.",
            [("{0a1b2c3d-0000-4000-8000-00000000000f}", 6, "guid")],
        ),
        ("Error 0x80070005.", [("0x80070005", 6, "number")]),
        (r"In C:\Windows\Temp now", [(r"C:\Windows\Temp", 3, "path")]),
        ("In /var/log now", [("/var/log", 3, "path")]),
        ("Of type xs:string or", [("xs:string", 8, "type")]),
        ("Call System.Net.Sockets() now", [("System.Net.Sockets()", 5, "dotted")]),
        ("If a => b", [("=>", 5, "operator")]),
        ("The appDomain and WCFHost", [("appDomain", 4, "identifier"), ("WCFHost", 18, "identifier")]),
        ("The MAX_PATH limit", [("MAX_PATH", 4, "identifier")]),
    ],
)
def test_each_kind_of_identifier_is_found(text: str, expected: list[tuple[str, int, str]]) -> None:
    assert [tuple(identifier) for identifier in identifiers(text)] == expected


@pytest.mark.parametrize(
    "text", ["The disk is full.", "Two URLs and/or IDs", "O disco está cheio", "30 mi./l", "UTF 3_2", ""]
)
def test_prose_has_no_identifiers(text: str) -> None:
    assert identifiers(text) == ()


def test_an_identifier_ends_where_its_text_ends() -> None:
    (identifier,) = identifiers("Run `x` now")
    assert "Run `x` now"[identifier.start : identifier.end] == "`x`"


def test_masking_keeps_the_length_and_blanks_identifiers_and_placeholders() -> None:
    text = "Host %1 in C:\\Temp has {name} of MAX_PATH."
    masked = mask_identifiers(text)
    assert len(masked) == len(text)
    assert masked.split() == ["Host", "in", "has", "of", "."]


def test_overlapping_placeholders_and_identifiers_are_masked_once() -> None:
    assert mask_identifiers("a `x %1 y` b") == "a          b"


def test_prose_words_leave_out_numbers_and_identifiers() -> None:
    assert prose_words("Failed 3 times in Contoso.Host: %2 até amanhã") == (
        "Failed",
        "times",
        "in",
        "até",
        "amanhã",
    )
