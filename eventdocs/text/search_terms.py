"""The terms that a search compares: words folded to what readers type, without plurals, names in their parts.

`templates/assets/search.js` does the same to a query. Both sides must give the same terms for the same text;
`tests/browser/test_search.py` compares them.

- Case, accents and other marks, Arabic letter variants and the script of digits make no difference.
- A name such as `DiskFull` has its parts and the whole as terms.
- Scripts without spaces between words, and Korean, have each pair of neighboring characters as a term,
  whatever spaces are between them.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import chain

# Kana, Han, Hangul, Thai, Lao, Myanmar and Khmer, as ranges. Yi and Bopomofo are between them.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30fa\u30fc-\u9fff\uac00-\ud7af\uf900-\ufaff"
)
_GAP = "[ \u3000\u30fb]"
_UNSPACED_RUN = rf"[{_UNSPACED}](?>(?:{_GAP}*+[{_UNSPACED}])*)"
# Texts in most languages with Latin or Cyrillic letters: words can be found before they are folded, because
# nothing between them becomes a letter or disappears.
_SIMPLE = re.compile(
    "[\x00-\x7e\xa0\xa1\xab\xbb\xbf\xc0-\u0131\u0134-\u013e\u0141-\u0148\u0150-\u017e\u0400-\u0482\u048a-\u04ff\u2010-\u2015\u2018-\u201f]*+"
)
_SIMPLE_TOKEN = re.compile(r"[^\W_]+")

# Of these, most have only characters of Latin-1, whose words are found five times as fast without a pattern.
_LATIN = re.compile("[\x00-\x7e\xa0\xa1\xab\xbb\xbf\xc0-\xff]*+")
_LATIN_WORDS = bytes(code if chr(code).isalnum() else ord(" ") for code in range(256))
_NAME_PART = re.compile(r"[A-Z]++(?![a-z])|[A-Z]?[a-z]++|[0-9]++|[A-Z]+(?=[A-Z])")
_GUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_EVENT = "(?:event[oi]?|evenement|ereignis|イベント|事件|이벤트|событи[яе]|حدث)"
_ID_LABEL = rf"{_EVENT}[\s_-]*id(?: qualifiers[^>]*)?|(?:id|код|معرف) (?:\S+ )?\S*?{_EVENT}"
# What the script looks for in a query, as patterns of JavaScript: words, parts of names, labeled ids.
SCRIPT_PATTERNS = {
    "token": "[\\da-fA-F]{8}-(?:[\\da-fA-F]{4}-){3}[\\da-fA-F]{12}"
    rf"|[{_UNSPACED}](?:{_GAP}*[{_UNSPACED}])*|(?:(?![{_UNSPACED}])[\p{{L}}\p{{N}}])+",
    "unspaced": f"[{_UNSPACED}]",
    "gap": _GAP,
    "part": "[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[A-Z]+(?=[A-Z])",
    "id": rf"(?:{_ID_LABEL})[^\p{{L}}\p{{N}}]{{1,6}}(\w+)|(?:^|\s)#(\w+)",
}
_SHORTEST_STEM = 3
_LONGEST_TERM = 40
_MOST_TOKENS = 4_096  # of a language whose terms are kept
_LONGEST_WORD = 18
_LONGEST_ID_PREFIX = 12

# What a plural or case ending becomes, by language: `ies-y` for `ies`, `s` for an ending that is removed. The
# first that leaves three letters is used. `^` marks a beginning, which is removed first. Without accents.
_ENDINGS = {
    "en": "sses-ss ches-ch shes-sh xes-x ies-y ss-ss us-us is-is s",
    "pt": "oes-ao aes-ao ais-al eis-el ns-m res-r zes-z s",
    "es": "ces-z nes-n res-r les-l des-d s",
    "fr": "eaux-eau aux-al ss-ss s",
    "it": "i e a o",
    "de": "ern en er es e n s",
    "tr": "lari leri lar ler",
    "pl": "ami ach ow om y i e a u o",
    "cs": "ami ach ech um y i e a u o",
    "ru": "ями ами ого ов ев ах ях ам ям ом ем ии ия ие ы и а я у ю о е ь",
    "ar": "^وال ^بال ^ال ات ون ين ه",
}
STEMS: dict[str, tuple[tuple[str, str], ...]] = {
    language: tuple(
        (ending, replacement) for ending, _, replacement in (rule.partition("-") for rule in rules.split())
    )
    for language, rules in _ENDINGS.items()
}


class _Folding(dict[int, str]):
    """A table for `str.translate`, computed when needed: digits become ASCII, marks are removed."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        folded = character
        if category.startswith("M"):
            folded = ""
        elif category == "Nd":
            folded = str(unicodedata.decimal(character))
        self[code] = folded
        return folded


# Letters that readers also type as others, and that normalization leaves as they are.
FOLDED_LETTERS = dict(zip("ةىیکـßẞıøØłŁđĐ", ("ه", "ي", "ي", "ك", "", "ss", "ss", *"ioOlLdD"), strict=True))
_FOLDING = _Folding({ord(letter): folded for letter, folded in FOLDED_LETTERS.items()})


def terms(text: str, locale: str = "") -> set[str]:
    """Return the terms of a text, or of texts on lines of their own.

    `locale` is the language whose plurals are reduced to singulars.
    """
    return set(chain.from_iterable(map(_terms_in(locale), _tokens(text))))


def _tokens(text: str) -> list[str]:
    """Return the words of a text, and its runs of characters of scripts without spaces."""
    if _LATIN.fullmatch(text):
        return text.encode("latin-1").translate(_LATIN_WORDS).decode("latin-1").split()
    return _SIMPLE_TOKEN.findall(text) if _SIMPLE.fullmatch(text) else _token().findall(_plain(text))


@cache
def _token() -> re.Pattern[str]:
    """Return the pattern of a token of any text. It is slow to compile, and many catalogs do not need it."""
    return re.compile(rf"{_UNSPACED_RUN}|[^\W_{_UNSPACED}]+")


@cache
def _terms_in(locale: str) -> Callable[[str], tuple[str, ...]]:
    """Return the function that looks up the terms of a token in the language of a locale."""
    return _token_terms(_language(locale)).__getitem__


def id_terms(identifier: str) -> tuple[str, frozenset[str]]:
    """Return the term of an event's id, and those of its beginnings: `#4031`, and `#4`, `#40`, `#403`."""
    plain = _plain(identifier)
    token = _SIMPLE_TOKEN if plain.isascii() else _token()
    text = ("".join(token.findall(plain)) or plain.replace(" ", "")).lower()[:_LONGEST_TERM]
    number = re.fullmatch(r"0x([0-9a-f]{1,8})|([0-9]{1,10})", text)
    if number:
        text = str(int(number[1], 16) if number[1] else int(number[2]))
    beginnings = {f"#{text[:end]}" for end in range(1, min(len(text), _LONGEST_ID_PREFIX))}
    return f"#{text}", frozenset(beginnings)


def guid_term(guid: str) -> str:
    """Return the term of a GUID, with or without braces; empty if the text is none."""
    found = _GUID.search(guid.lower())
    return found[0].replace("-", "")[:_LONGEST_TERM] if found else ""


def is_word(term: str) -> bool:
    """Return whether a term is a word that may be misspelled or begun; whole names are too long."""
    return _SHORTEST_STEM <= len(term) <= _LONGEST_WORD and term.isalpha() and not _unspaced(term)


def is_pair(term: str) -> bool:
    """Return whether a term is a pair of characters of a script without spaces between words."""
    return len(term) == 2 and _unspaced(term)


class _TokenTerms(dict[str, tuple[str, ...]]):
    """The terms of the tokens of a language, computed when needed: looking one up takes no call."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __missing__(self, token: str) -> tuple[str, ...]:
        if len(self) == _MOST_TOKENS:
            self.clear()
        found = self[token] = _split(_plain(token), self.language)
        return found


_token_terms = cache(_TokenTerms)


def _split(token: str, language: str) -> tuple[str, ...]:
    if _unspaced(token):
        run = re.sub(_GAP, "", token)
        return tuple([run[at : at + 2] for at in range(max(1, len(run) - 1))])
    if token.isalpha() and token.islower():  # most are, and have no parts
        return (stem(token[:_LONGEST_TERM], language),) if len(token) > 1 or not token.isascii() else ()
    parts = _NAME_PART.findall(token) if token.isascii() and not token[0].isdigit() else [token]
    whole = [token] if len(parts) > 1 else []
    words = [part.lower()[:_LONGEST_TERM] for part in (*whole, *parts)]
    return tuple(
        [stem(word, language) for word in words if len(word) > 1 or not word.isascii() or word.isdigit()]
    )


@lru_cache(maxsize=2_048)
def stem(word: str, language: str) -> str:
    """Return a folded word without the ending of a plural, as far as light rules go."""
    if not word.isalpha():
        return word
    beginnings, endings = _rules(language)
    for beginning in beginnings:
        if word.startswith(beginning) and len(word) - len(beginning) >= _SHORTEST_STEM:
            word = word[len(beginning) :]
    for ending, replacement in endings.get(word[-1], ()):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: len(word) - len(ending)] + replacement
    return word


@cache
def _rules(language: str) -> tuple[list[str], dict[str, list[tuple[str, str]]]]:
    """Return the beginnings that are removed, and the endings by last letter with what they become."""
    rules = STEMS.get(language, ())
    endings: dict[str, list[tuple[str, str]]] = {}
    for ending, replacement in rules:
        endings.setdefault(ending[-1], []).append((ending, replacement))
    return [ending[1:] for ending, _ in rules if ending[0] == "^"], endings


def script_stems(locale: str) -> tuple[str, dict[str, str]]:
    """Return what `stem` does: a JavaScript pattern for a stem and its ending, and what endings become."""
    rules = STEMS.get(_language(locale), ())
    beginnings = "|".join(ending[1:] for ending, _ in rules if ending[0] == "^")
    endings = dict(rule for rule in rules if rule[0][0] != "^")
    return f"^(?:{beginnings})?([^0-9]{{3,}}?)({'|'.join(endings)})?$", endings


@lru_cache
def _language(locale: str) -> str:
    return locale.partition("-")[0].lower()


def _plain(text: str) -> str:
    """Return a text without marks, and with ASCII digits; its case is kept."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKD", text).translate(_FOLDING))


def _unspaced(token: str) -> bool:
    return not token.isascii() and re.match(f"[{_UNSPACED}]", token) is not None
