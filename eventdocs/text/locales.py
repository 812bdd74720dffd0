"""Locale tags as authors spell them, and what CLDR knows about them. Only this module imports Babel.

Our own BCP 47 pattern checks a tag before Babel sees it, and the tag keeps its spelling: Babel knows neither
`qps-ploc` nor `x-default`, and would rewrite `zh-CN` to `zh_Hans_CN`.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, wraps
from typing import TYPE_CHECKING, ParamSpec, TypeAlias, TypeVar, cast

if TYPE_CHECKING:
    from babel import Locale

# RFC 5646: language (with extended languages), script, region, variants, extensions, private use; up to four
# variants and extensions, and eight parts of each extension.
TAG = (
    r"(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}|[A-Za-z]{4,8})"
    r"(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?"
    r"(?:-(?:[A-Za-z0-9]{5,8}|\d[A-Za-z0-9]{3})){0,4}"
    r"(?:-[0-9A-WY-Za-wy-z](?:-[A-Za-z0-9]{2,8}){1,8}){0,4}"
    r"(?:-x(?:-[A-Za-z0-9]{1,8}){1,8})?"
    r"|x(?:-[A-Za-z0-9]{1,8}){1,8}"
)
_SCRIPT = re.compile(r"[A-Za-z]{2,3}-([A-Za-z]{4})(?![^-])")
_SUBTAGS = re.compile(
    r"([A-Za-z]{1,8})(?>(?:-[A-Za-z]{3}(?![^-])){0,3})(?:-([A-Za-z]{4})(?![^-]))?(?:-([A-Za-z]{2}|\d{3})(?![^-]))?"
)
_SPACELESS = ("ja", "zh", "th", "yue", "lo", "km", "my")
_Arguments = ParamSpec("_Arguments")
_CachedT = TypeVar("_CachedT", bound=str | tuple[str, ...])
_MOST_CACHED = 10_000

LocaleData: TypeAlias = Mapping[tuple[str, ...], str | tuple[str, ...]]
"""Results of functions of this module, by function and arguments."""

_locale_data: dict[tuple[str, ...], str | tuple[str, ...]] = {}
_PSEUDO = {"qps-ploc": "en", "qps-plocm": "ar", "en-xa": "en", "ar-xb": "ar"}


def cached_locale_data() -> LocaleData:
    """Return what this process has looked up in CLDR, for `cache_locale_data` in another process."""
    return _locale_data.copy()


def locale_data_since(before: LocaleData) -> LocaleData:
    """Return what this process has looked up since an earlier `cached_locale_data`."""
    return {key: value for key, value in _locale_data.items() if key not in before}


def cache_locale_data(data: LocaleData) -> None:
    """Add what another process looked up in CLDR, so that this one need not import Babel for it."""
    _locale_data.update(data)


def _cached(function: Callable[_Arguments, _CachedT]) -> Callable[_Arguments, _CachedT]:
    """Return a function of tags and numbers that remembers its results."""

    @wraps(function)
    def known(*arguments: _Arguments.args, **named: _Arguments.kwargs) -> _CachedT:
        key = function.__name__, *map(str, arguments)
        value = _locale_data.get(key)
        if value is None:
            value = function(*arguments, **named)
            if len(_locale_data) < _MOST_CACHED:
                _locale_data[key] = value
        return cast("_CachedT", value)

    return known


def is_tag(text: str) -> bool:
    """Return whether a text has the form of a BCP 47 tag."""
    return re.fullmatch(TAG, text) is not None


def unknown_subtag(tag: str) -> str:
    """Return the language, script or region of a tag that does not exist; empty if they all exist.

    Private and pseudo-locales exist.
    """
    if _is_private(tag):
        return ""
    language, script, region = _subtags(tag)
    known = _locale("en")
    if not _is_language(language):
        return language
    if script and script.title() not in known.scripts:
        return script
    return region if region and region.upper() not in known.territories else ""


def suggested_tag(tag: str) -> str:
    """Return an existing tag that an author may have meant; empty if none is near.

    `english` becomes `en`, `jp` `ja`, `en-UK` `en-GB`, and both `jp-JP` and `ja-JA` become `ja-JP`. An
    existing tag is returned in its usual case: `pt-br` becomes `pt-BR`.
    """
    if not unknown_subtag(tag):
        return tag if _is_private(tag) else _in_usual_case(tag)
    from babel.core import get_global

    likely: Mapping[str, str] = get_global("likely_subtags")
    language, script, region = _subtags(tag)
    region = region.upper()
    known = _locale("en")
    if not _is_language(language):
        names = {name.lower(): code for code, name in known.languages.items()}
        language = (
            names.get(language) or likely.get(f"und_{region or language.upper()}", "").partition("_")[0]
        )
    if region and region not in known.territories:
        aliases: Mapping[str, list[str]] = get_global("territory_aliases")
        region, *_ = aliases.get(region) or [likely.get(language, "").rpartition("_")[2]]
    if script and script.title() not in known.scripts:
        script = ""
    suggestion = "-".join(filter(None, (language, script, region)))
    return suggestion if language and not unknown_subtag(suggestion) else ""


def _in_usual_case(tag: str) -> str:
    """Return a tag as CLDR spells it: `language` in lower, `Script` in title, `REGION` in upper case."""
    match = _SUBTAGS.match(tag)
    if match is None:
        return tag  # it is no tag
    language, *subtags = match[0].split("-")
    spelled = [
        each.title() if each == match[2] else each.upper() if each == match[3] else each.lower()
        for each in subtags
    ]
    return "-".join([language.lower(), *spelled]) + tag[match.end() :]


def _is_private(tag: str) -> bool:
    return tag.lower() in _PSEUDO or tag.lower().startswith(("x-", "qps"))


def _is_language(language: str) -> bool:
    from babel.core import get_global

    return language in get_global("likely_subtags") or language in _locale("en").languages


def _subtags(tag: str) -> tuple[str, str, str]:
    """Return language, script and region of a tag, empty if it has none; the language is in lower case."""
    match = _SUBTAGS.match(tag)
    assert match is not None  # every tag begins with a language
    return match[1].lower(), match[2] or "", match[3] or ""


def is_tag_within(tag: str, wider: str) -> bool:
    """Return whether a tag belongs to a wider one: a language, or a language in a script."""
    language, *parts = wider.lower().split("-")
    has_script_only = all(len(part) == 4 and part.isalpha() for part in parts[:1]) and len(parts) < 2
    is_same_script = not parts or script(tag) == script(wider)
    return has_script_only and is_same_script and tag.lower().partition("-")[0] == language


def fallback_chain(
    tag: str, source: str, known: Iterable[str], configured: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """Return the locales to look a text up in: the tag, its configured fallbacks, CLDR parents, the source.

    Only members of `known` are returned, in the spelling they have there. Parents never cross a script:
    `zh-Hant-HK` falls back to `zh-Hant` and then to the source, not to `zh-Hans`. Each configured fallback is
    followed by its own fallbacks and parents.
    """
    spelling = {locale.lower(): locale for locale in known}
    fallbacks = {locale.lower(): tags for locale, tags in configured.items()}
    chain: dict[str, None] = {}
    pending = [tag.lower()]  # the next one is the last; thousands of fallbacks can follow each other
    while pending:
        locale = pending.pop()
        if locale not in chain:
            chain[locale] = None
            following = (*fallbacks.get(locale, ()), *parent_locales(locale))
            pending += [each.lower() for each in reversed(following)]
    chain.pop(source.lower(), None)
    chain[source.lower()] = None
    return tuple(spelling[locale] for locale in chain if locale in spelling)


@_cached
def parent_locales(tag: str) -> tuple[str, ...]:
    """Return the CLDR parents of a tag, nearest first, without the root and parents in another script."""
    from babel.core import get_global

    exceptions: Mapping[str, str] = get_global("parent_exceptions")
    own_script, current, found = script(tag), _in_usual_case(tag), []
    language = current.partition("-")[0]
    while current != "root":
        parent = exceptions.get(current.replace("-", "_")) or current.rpartition("-")[0]
        current = parent.replace("_", "-") or "root"
        if current == language and own_script:
            found.append(f"{language}-{own_script}")
        if current != "root" and script(current) == own_script:
            found.append(current)
    return tuple(dict.fromkeys(found))


@_cached
def script(tag: str) -> str:
    """Return a locale's script by CLDR's likely subtags, such as `Latn`; empty if unknown."""
    from babel.core import get_global

    explicit = re.match(r"[A-Za-z]{2,8}-([A-Za-z]{4})(?:-|$)", tag)
    if explicit:
        return explicit[1].title()
    likely: Mapping[str, str] = get_global("likely_subtags")
    parts = _in_usual_case(tag).split("-")
    for key in ("_".join(parts[:2]), parts[0]):
        if key in likely:
            return likely[key].split("_")[1]
    return ""


@cache
def _locale(tag: str) -> "Locale":
    from babel import Locale, UnknownLocaleError

    name = _PSEUDO.get(tag.lower(), _in_usual_case(tag)).split("-x-")[0]
    while name:
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            name = name.rpartition("-")[0]
    return Locale("en")


@_cached
def direction(tag: str) -> str:
    """Return the writing direction: `ltr` or `rtl`."""
    if script(tag):
        return "rtl" if script(tag) in _RTL else "ltr"
    return _locale(tag).text_direction


_RTL = frozenset({"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Mand", "Samr", "Aran"})


@_cached
def display_name(tag: str, within: str) -> str:
    """Return the CLDR name of a language in the language `within`, or the tag if CLDR has no name for it."""
    if _is_private(tag):
        return tag
    language, names = _locale(tag), _locale(within)
    name = language.get_display_name(names) or tag
    script = _SCRIPT.match(tag)
    if script and not language.script:  # CLDR has no locale of the language in this script
        name = f"{name} ({names.scripts.get(script[1].title(), script[1])})"
    return name[:1].upper() + name[1:] if tag == within else name


def og_locale(tag: str) -> str:
    """Return a locale as Open Graph writes it: `pt_BR`, `ja`, `zh_TW`; it has no scripts."""
    language, *others = tag.split("-")
    territory = next((part.upper() for part in others if len(part) == 2), "")
    return f"{language}_{territory}" if territory else language


def spaceless(tag: str) -> bool:
    """Return whether the language writes sentences without a space between them."""
    return tag.partition("-")[0].lower() in _SPACELESS


@_cached
def plural_category(tag: str, number: int) -> str:
    """Return the CLDR plural category of a number, such as `one` or `other`."""
    return _locale(tag).plural_form(number)


@_cached
def plural_categories(tag: str) -> tuple[str, ...]:
    """Return all plural categories that a language distinguishes, including `other`, sorted."""
    return tuple(sorted(_locale(tag).plural_form.tags | {"other"}))


@cache
def needed_plural_forms(tag: str, *, ordinal: bool = False) -> Mapping[str, tuple[int, ...]]:
    """Return the plural forms that a language needs for whole numbers, with the numbers up to 200 of each."""
    locale = _locale(tag)
    form_of = locale.ordinal_form if ordinal else locale.plural_form
    forms: dict[str, list[int]] = {}
    for number in range(201):
        forms.setdefault(form_of(number), []).append(number)
    return {form: tuple(numbers) for form, numbers in forms.items()}


@_cached
def format_number(tag: str, number: int) -> str:
    """Return a whole number as the locale writes it."""
    from babel.numbers import format_decimal

    return format_decimal(number, locale=_locale(tag))


@cache
@_cached
def number_symbols(tag: str) -> tuple[str, str]:
    """Return the decimal and the grouping sign of a locale."""
    from babel.numbers import get_decimal_symbol, get_group_symbol

    return get_decimal_symbol(_locale(tag)), get_group_symbol(_locale(tag))


@cache
@_cached
def date_order(tag: str) -> tuple[str, ...]:
    """Return the order of a locale's short dates, such as `("day", "month", "year")`."""
    from babel.dates import get_date_format

    names = {"d": "day", "M": "month", "y": "year"}
    pattern = get_date_format("short", locale=_locale(tag)).pattern
    return tuple(dict.fromkeys(names[sign] for sign in pattern if sign in names))


@_cached
def format_percent(tag: str, share: float) -> str:
    """Return a percentage (0 to 100) as the locale writes it; whole numbers without a decimal."""
    from babel.numbers import format_percent as babel_format_percent

    whole = float(share).is_integer()
    return babel_format_percent(
        share / 100, format=None if whole else _percent_pattern(tag), locale=_locale(tag)
    )


@cache
def _percent_pattern(tag: str) -> str:
    pattern = str(_locale(tag).percent_formats[None].pattern)
    return pattern.replace("0", "0.#", 1) if "0.#" not in pattern else pattern
