"""Language identifiers of Windows map to tags of the catalog, and to the code pages of old files."""

from locale import windows_locale

import pytest

from eventdocs.text.lcids import code_page, tag_of_lcid
from eventdocs.text.locales import is_tag


@pytest.mark.parametrize(
    ("lcid", "tag", "encoding"),
    [
        (0x0416, "pt-BR", "cp1252"),
        (0x0007, "de", "cp1252"),
        (0x0011, "ja", "cp932"),
        (0x0411, "ja-JP", "cp932"),
        (0x0004, "zh-Hans", "gbk"),
        (0x7C04, "zh-Hant", "cp950"),
        (0x0404, "zh-TW", "cp950"),
        (0x0804, "zh-CN", "gbk"),
        (0x0412, "ko-KR", "cp949"),
        (0x0419, "ru-RU", "cp1251"),
        (0x0005, "cs", "cp1250"),
        (0x001F, "tr", "cp1254"),
        (0x0408, "el-GR", "cp1253"),
        (0x040D, "he-IL", "cp1255"),
        (0x0401, "ar-SA", "cp1256"),
        (0x0427, "lt-LT", "cp1257"),
        (0x042A, "vi-VN", "cp1258"),
        (0x001E, "th", "cp874"),
        (0x001A, "hr", "cp1250"),
        (0x0C1A, "sr-Cyrl-CS", "cp1251"),
        (0x241A, "sr-Latn-RS", "cp1250"),
        (0x0453, "km-KH", "cp1252"),
        (0x0000, "", "cp1252"),
        (0x007F, "", "cp1252"),
        (0x0400, "", "cp1252"),
    ],
)
def test_a_number_has_a_tag_and_a_code_page(lcid: int, tag: str, encoding: str) -> None:
    assert tag_of_lcid(lcid) == tag
    assert code_page(tag) == encoding
    b"a".decode(encoding)


@pytest.mark.parametrize("lcid", [0x03FF, 0x0C07_0000, 0x2FFF])
def test_an_unknown_number_has_none(lcid: int) -> None:
    assert tag_of_lcid(lcid) is None


def test_all_known_numbers_have_valid_tags() -> None:
    tags = [tag_of_lcid(lcid) for lcid in (*windows_locale, *range(1, 0x100))]
    assert all(is_tag(tag) for tag in tags if tag)
    assert len({lcid for lcid in windows_locale if tag_of_lcid(lcid)}) > 200
