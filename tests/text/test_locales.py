"""Locales keep their spelling and fall back without crossing a script."""

import pytest

from eventdocs.text.locales import (
    direction,
    display_name,
    fallback_chain,
    format_number,
    is_tag,
    plural_category,
    spaceless,
)


@pytest.mark.parametrize(
    ("tag", "known", "configured", "chain"),
    [
        ("pt-PT", ["en-US", "pt-BR", "pt-PT"], {"pt-PT": ("pt-BR",)}, ("pt-PT", "pt-BR", "en-US")),
        ("pt-PT", ["en-US", "pt-BR", "pt-PT"], {}, ("pt-PT", "en-US")),
        ("zh-Hant-HK", ["en-US", "zh-Hans", "zh-Hant", "zh-Hant-HK"], {}, ("zh-Hant-HK", "zh-Hant", "en-US")),
        ("zh-Hant-HK", ["en-US", "zh", "zh-Hans", "zh-Hant-HK"], {}, ("zh-Hant-HK", "en-US")),
        ("zh-TW", ["en-US", "zh-Hans", "zh-Hant", "zh-TW"], {}, ("zh-TW", "zh-Hant", "en-US")),
        ("zh-CN", ["en-US", "zh-Hans", "zh-Hant", "zh-CN"], {}, ("zh-CN", "zh-Hans", "en-US")),
        ("es-MX", ["en-US", "es", "es-419", "es-MX"], {}, ("es-MX", "es-419", "es", "en-US")),
        ("sr-Latn", ["en-US", "sr", "sr-Cyrl", "sr-Latn"], {}, ("sr-Latn", "en-US")),
        ("fr-CA", ["fr", "fr-CA"], {}, ("fr-CA", "fr")),
        ("a-b", ["en"], {}, ("en",)),
    ],
)
def test_fallback_follows_configuration_then_cldr_and_never_crosses_a_script(
    tag: str, known: list[str], configured: dict[str, tuple[str, ...]], chain: tuple[str, ...]
) -> None:
    source = known[0]
    assert fallback_chain(tag, source, known, configured) == chain


def test_configured_circles_end() -> None:
    configured = {"pt-BR": ("pt-PT",), "pt-PT": ("pt-BR",)}
    chain = fallback_chain("pt-PT", "en", ["en", "pt-BR", "pt-PT"], configured)
    assert chain == ("pt-PT", "pt-BR", "en")


@pytest.mark.parametrize(
    "tag", ["pt-BR", "zh-Hant-HK", "es-419", "qps-ploc", "en-XA", "sl-rozaj-biske", "x-own", "no"]
)
def test_tags_of_bcp_47_are_known_by_our_own_pattern(tag: str) -> None:
    assert is_tag(tag)


@pytest.mark.parametrize("tag", ["", "p", "pt_BR", "pt-", "../x", "en@x", "pt BR", "abcdefghi", "en-", "1"])
def test_other_texts_are_no_tags(tag: str) -> None:
    assert not is_tag(tag)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("ar", "rtl"),
        ("he-IL", "rtl"),
        ("az-Arab", "rtl"),
        ("pt-BR", "ltr"),
        ("qps-plocm", "rtl"),
        ("ja-JP", "ltr"),
    ],
)
def test_direction_follows_the_script(tag: str, expected: str) -> None:
    assert direction(tag) == expected


def test_names_numbers_and_plurals_come_from_cldr() -> None:
    assert display_name("pt-BR", "pt-BR") == "Português (Brasil)"
    assert display_name("ja-JP", "pt-BR") == "japonês (Japão)"
    assert display_name("qps-ploc", "en") == "qps-ploc"
    assert format_number("pt-BR", 12345) == "12.345"
    assert plural_category("pl", 3) == "few"
    assert spaceless("ja-JP")
    assert not spaceless("ko")
