"""The language numbers of Windows (LCIDs): their tags, and the code pages of old text files.

Python has the table of complete numbers (`locale.windows_locale`). Sources often have only the primary
language, the lower ten bits.
"""

from functools import cache
from locale import windows_locale

from eventdocs.text.locales import script

_NEUTRAL = frozenset({0x0000, 0x007F, 0x0400, 0x0800})  # and invariant, and the defaults of user and system
_PRIMARY = 0x3FF

# Scripts that the table does not tell apart, and its own names for languages.
_TAGS = {
    0x0004: "zh-Hans",
    0x001A: "hr",
    0x003B: "se",
    0x003C: "ga",
    0x042C: "az-Latn-AZ",
    0x0443: "uz-Latn-UZ",
    0x045D: "iu-Cans-CA",
    0x0491: "gd-GB",
    0x081A: "sr-Latn-CS",
    0x082C: "az-Cyrl-AZ",
    0x0843: "uz-Cyrl-UZ",
    0x0850: "mn-Mong-CN",
    0x085D: "iu-Latn-CA",
    0x0C1A: "sr-Cyrl-CS",
    0x141A: "bs-Latn-BA",
    0x181A: "sr-Latn-BA",
    0x1C1A: "sr-Cyrl-BA",
    0x201A: "bs-Cyrl-BA",
    0x241A: "sr-Latn-RS",
    0x281A: "sr-Cyrl-RS",
    0x2C1A: "sr-Latn-ME",
    0x301A: "sr-Cyrl-ME",
    0x7804: "zh",
    0x7814: "nb",
    0x7C04: "zh-Hant",
    0x7C1A: "sr",
}
_LANGUAGES = {  # that the table has by another code than CLDR
    "div": "dv",
    "gbz": "prs",
    "kh": "km",
    "ns": "nso",
    "qut": "quc",
    "tmz": "tzm",
    "wen": "hsb",
}
_CODE_PAGES = {
    "Arab": "cp1256",
    "Cyrl": "cp1251",
    "Grek": "cp1253",
    "Hans": "gbk",
    "Hant": "cp950",
    "Hebr": "cp1255",
    "Jpan": "cp932",
    "Kore": "cp949",
    "Thai": "cp874",
}
_LATIN_CODE_PAGES = {
    **dict.fromkeys(("bs", "cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq", "sr"), "cp1250"),
    **dict.fromkeys(("az", "tr", "uz"), "cp1254"),
    **dict.fromkeys(("et", "lt", "lv"), "cp1257"),
    "vi": "cp1258",
}


def tag_of_lcid(lcid: int) -> str | None:
    """Return the language tag of a number, such as `pt-BR` for 0x0416 and `de` for 0x0007.

    The tag is empty for neutral texts. None if the number is unknown.
    """
    if lcid in _NEUTRAL:
        return ""
    known = _TAGS.get(lcid) or windows_locale.get(lcid)
    if known is None and lcid <= _PRIMARY:
        known = _primary_languages().get(lcid)
    if known is None:
        return None
    language, *rest = known.replace("_", "-").split("-")
    return "-".join([_LANGUAGES.get(language, language), *rest])


@cache
def _primary_languages() -> dict[int, str]:
    """Return the languages by their primary number; the first one if several share a number."""
    languages: dict[int, str] = {}
    for lcid, name in sorted(windows_locale.items()):
        languages.setdefault(lcid & _PRIMARY, name.partition("_")[0])
    return languages


def code_page(tag: str) -> str:
    """Return the Python codec of a language's ANSI code page; that of Western Europe for neutral texts."""
    letters = script(tag) if tag else ""
    return _CODE_PAGES.get(letters) or _LATIN_CODE_PAGES.get(tag.partition("-")[0], "cp1252")
