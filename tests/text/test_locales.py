"""Locales keep their spelling and fall back without crossing a script."""

from itertools import pairwise

import pytest

from eventdocs.text.locales import (
    date_order,
    direction,
    display_name,
    fallback_chain,
    format_number,
    format_percent,
    is_tag,
    is_tag_within,
    number_symbols,
    parent_locales,
    plural_categories,
    plural_category,
    script,
    spaceless,
    suggested_tag,
    unknown_subtag,
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


def test_fallbacks_that_refer_to_each_other_end() -> None:
    configured = {"pt-BR": ("pt-PT",), "pt-PT": ("pt-BR",)}
    chain = fallback_chain("pt-PT", "en", ["en", "pt-BR", "pt-PT"], configured)
    assert chain == ("pt-PT", "pt-BR", "en")


@pytest.mark.parametrize(
    "tag", ["pt-BR", "zh-Hant-HK", "es-419", "qps-ploc", "en-XA", "sl-rozaj-biske", "x-own", "no"]
)
def test_a_bcp_47_tag_is_recognized(tag: str) -> None:
    assert is_tag(tag)


@pytest.mark.parametrize("tag", ["", "p", "pt_BR", "pt-", "../x", "en@x", "pt BR", "abcdefghi", "en-", "1"])
def test_other_texts_are_not_tags(tag: str) -> None:
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


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("ja-JP", "Jpan"), ("sr-Latn", "Latn"), ("zh-TW", "Hant"), ("pt-BR", "Latn"), ("x-own", "")],
)
def test_the_script_is_the_tags_own_or_the_likely_one(tag: str, expected: str) -> None:
    assert script(tag) == expected


def test_parents_are_the_nearest_first_and_of_the_same_script() -> None:
    assert parent_locales("es-MX") == ("es-419", "es-Latn", "es")
    assert parent_locales("zh-Hant-HK") == ("zh-Hant",)
    assert parent_locales("sr-Latn-RS") == ("sr-Latn",)


def test_a_language_is_named_in_another_language() -> None:
    assert display_name("ja-JP", "pt-BR") == "japonês (Japão)"


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("be-Latn", "Belarusian (Latin)"),
        ("ja-latn-JP", "Japanese (Japan) (Latin)"),
        ("sr-Latn", "Serbian (Latin)"),
        ("zh-Hant", "Chinese (Traditional)"),
        ("be", "Belarusian"),
    ],
)
def test_the_name_of_a_language_says_its_script(tag: str, name: str) -> None:
    assert display_name(tag, "en") == name


def test_a_language_names_itself_with_a_capital_letter() -> None:
    assert display_name("pt-BR", "pt-BR") == "Português (Brasil)"


def test_a_pseudo_locale_is_named_by_its_tag() -> None:
    assert display_name("qps-ploc", "en") == "qps-ploc"


def test_numbers_and_percentages_are_written_as_the_locale_does() -> None:
    assert format_number("pt-BR", 12345) == "12.345"
    assert format_percent("pt-BR", 99.5) == "99,5%"
    assert format_percent("pt-BR", 100) == "100%"
    assert format_percent("de", 7.0) == "7\xa0%"
    assert number_symbols("pt-BR") == (",", ".")


def test_plural_categories_are_those_of_the_language() -> None:
    assert plural_category("pl", 3) == "few"
    assert plural_category("pl", 1) == "one"
    assert plural_categories("pl") == ("few", "many", "one", "other")
    assert plural_categories("ja") == ("other",)


def test_the_order_of_a_date_is_that_of_the_locale() -> None:
    assert date_order("en-US") == ("month", "day", "year")
    assert date_order("pt-BR") == ("day", "month", "year")
    assert date_order("ja-JP") == ("year", "month", "day")


def test_only_some_scripts_write_sentences_without_spaces() -> None:
    assert spaceless("ja-JP")
    assert not spaceless("ko")


def test_an_unknown_locale_uses_its_language_and_then_english() -> None:
    assert format_number("pt-XX-x-own", 12345) == "12.345"
    assert format_number("x-own", 12345) == "12,345"


def test_thousands_of_fallbacks_may_follow_each_other_and_form_cycles() -> None:
    tags = [f"x-{number}" for number in range(3_000)]
    chained = {tag: (following,) for tag, following in pairwise(tags)}
    assert fallback_chain("x-0", "en", ["en", *tags], chained) == (*tags, "en")
    assert fallback_chain("x-0", "en", ["en", *tags], {**chained, "x-2999": ("x-0",)}) == (*tags, "en")


def test_a_tag_has_a_limited_number_of_parts() -> None:
    assert is_tag("en-US-u-ca-gregory-nu-latn-x-a-b-c")
    assert is_tag("x-" + "-".join(["a"] * 8))
    for text in (
        "x" + "-a" * 9,
        "sl" + "-rozaj" * 5,
        "en" + "-a-bb" * 5,
        "en-u" + "-ab" * 9,
        "en-x" + "-a" * 9,
    ):
        assert not is_tag(text), text


@pytest.mark.parametrize(
    ("tag", "wider", "within"),
    [
        ("pt-BR", "pt", True),
        ("zh-CN", "zh-Hans", True),
        ("zh-TW", "zh-Hans", False),
        ("pt-BR", "pt-PT", False),
        ("pt-BR", "pt-Latn-BR", False),
        ("de", "de", True),
        ("de", "d", False),
    ],
)
def test_a_tag_belongs_to_its_language_and_script(tag: str, wider: str, within: bool) -> None:
    assert is_tag_within(tag, wider) == within


@pytest.mark.parametrize(
    "tag",
    [
        "en",
        "en-US",
        "pt-br",
        "zh-Hant-TW",
        "zh-cmn-Hans",
        "es-419",
        "sr-Latn-RS",
        "aaa",
        "sh",
        "tlh",
        "de-CH-1996",
        "ca-valencia",
        "en-u-ca-buddhist",
        "en-x-foo",
        "x-default",
        "qps-ploc",
        "en-XA",
    ],
)
def test_real_and_private_tags_are_known(tag: str) -> None:
    assert is_tag(tag)
    assert unknown_subtag(tag) == ""


@pytest.mark.parametrize(
    ("tag", "unknown", "suggestion"),
    [
        ("english", "english", "en"),
        ("German-CH", "german", "de-CH"),
        ("xx-YY", "xx", ""),
        ("xx-BR", "xx", "pt-BR"),
        ("jp-JP", "jp", "ja-JP"),
        ("jp", "jp", "ja"),
        ("ja-JA", "JA", "ja-JP"),
        ("en-UK", "UK", "en-GB"),
        ("zh-Hanx-TW", "Hanx", "zh-TW"),
        ("pt-br", "", "pt-BR"),
        ("en-XA", "", "en-XA"),
        ("x-default", "", "x-default"),
        ("ZH-CMN-hans-tw-x-Mine", "", "zh-cmn-Hans-TW-x-Mine"),
    ],
)
def test_an_unknown_part_of_a_tag_is_found_and_the_usual_spelling_suggested(
    tag: str, unknown: str, suggestion: str
) -> None:
    assert (unknown_subtag(tag), suggested_tag(tag)) == (unknown, suggestion)
