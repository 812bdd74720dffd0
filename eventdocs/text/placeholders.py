"""Placeholders (inserts): what software fills in when it prints a text, in each syntax.

One table of syntaxes serves rules, highlighting, exchange files, machine translation, the log-line search
and message patterns.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from eventdocs.text.icu import icu_pieces
from eventdocs.text.linear_patterns import linear_pattern


class Role(StrEnum):
    """The purpose of a placeholder."""

    VALUE = "value"  # replaced with a value
    ESCAPE = "escape"  # prints a sign of the syntax, or is a part of its grammar
    LAYOUT = "layout"  # prints a line break, a tab or a space


class Syntaxes(NamedTuple):
    """The names of the placeholder syntaxes that a text has, and a pattern for those of its product only."""

    names: tuple[str, ...]
    custom: str = ""


DEFAULT_SYNTAXES = Syntaxes(("windows", "braces"))
# Syntaxes of functions whose arguments have no names: `%s` prints the next one, `%2$s` or `%1:s` the second.
CONVERSIONS = frozenset(("printf", "pascal"))


class Placeholder(NamedTuple):
    """A placeholder and its start in the text, counted from 0.

    Source and translation must have the same `key`s, each as often; an empty one is not compared. `format` is
    what the key leaves out: width, flags, precision. `number` is that of the parameter, counted from 1, or 0.
    """

    text: str
    start: int
    syntax: str
    key: str
    format: str = ""
    number: int = 0
    role: Role = Role.VALUE

    @property
    def end(self) -> int:
        """Its end in the text, exclusive."""
        return self.start + len(self.text)

    @property
    def is_counted(self) -> bool:
        """Whether it prints the next argument, as `%s` and `{}` do, and not one with a name or number."""
        if self.syntax in CONVERSIONS:
            return self.number > 0 and "$" not in self.text and ":" not in self.text
        return self.text == "{}"


class _Meaning(NamedTuple):
    """The meaning of a placeholder's characters: the fields of `Placeholder` after `syntax`."""

    key: str
    format: str = ""
    number: int = 0
    role: Role = Role.VALUE


class Syntax(NamedTuple):
    """A syntax of placeholders.

    A text without any of the `signs` has none. `pattern` finds them in a message, and `prose` in other texts
    if it differs. `number_form` is a placeholder's beginning with its number, where numbers have no gaps, and
    `first` the number that the first argument has in it.
    """

    name: str
    signs: str
    pattern: str
    meaning: Callable[[str], _Meaning]
    prose: str = ""
    number_form: str = ""
    first: int = 1

    def numbered(self, number: int) -> str:
        """Return the beginning of the placeholder for an argument, which is counted from 1."""
        return self.number_form.format(number - 1 + self.first)


# FormatMessage: %1, %1!s!, %%1 for a parameter message. `%tmp%` is a variable, `%1%.` has a percent sign, and
# `%1$s` belongs to printf.
_WINDOWS_INSERT = r"%[1-9]\d?+(?!\$[a-z])(?:![^!\s]{1,16}!)?"
_WINDOWS_LAYOUT = r"%[nrtb](?!\w{1,40}+%(?![\dnrtb!.%]))|%0(?!\d)|(?<![\d!])%[.!]"
_WINDOWS_PARTS = re.compile(r"%(\d{1,2})(?:!([-+#0-9.*]*+)([^!\s]*+)!)?")
# A percentage such as 70% is not a placeholder, whatever follows it. In a longer run, a later digit matches.
_PERCENTAGE = r"\d[\d.,]{0,20}+%(?!%)"
# C: flags, width, precision, length modifier, conversion; `%m` of glibc and `%M` of MySQL print an error.
# `%time` alone is the heading of a column, `%-encoding` a word, and `%NAME%` stands for what a user types.
_NO_CONVERSION = (
    r"(?!(?<=\d)%[A-Za-z][A-Za-z\d]|%-[A-Za-z]{2}"
    r"|%[A-Z_]{2,40}+%|%[a-z_]{3,40}+%(?![\w%])|%(?:include|define)\b|\A%[a-z]{4,40}+:?\Z)"
)
_PRINTF = (
    rf"{_NO_CONVERSION}%(?:0{{0,2}}[1-9]\d?\$)?[-+#0']{{0,5}}(?:\*(?:\d{{1,2}}\$)?|\d{{1,4}})?"
    r"(?:\.(?:\*(?:\d{1,2}\$)?|-?\d{0,4}))?"
    r"(?:[jzt][diouxX]|(?:hh|h|ll|l|L|q|R|I64|I32|w)?[diouxXeEfFgGaAcsSpCmM])"
)
_PRINTF_PARTS = re.compile(r"%(?:(\d+)\$)?([-+#0']*+)(\*(?:\d+\$)?|\d*)(\.(?:\*(?:\d+\$)?|-?\d*))?(.*)")
# Free Pascal and Delphi: number of the argument from 0, alignment, width, precision, type in any case.
_PASCAL = (
    rf"{_NO_CONVERSION}%(?:(?:\d{{0,2}}|\*):)?-?(?:\*|\d{{1,4}})?(?:\.(?:\*|\d{{0,4}}))?"
    r"[deufgmnpsxDEUFGMNPSX]"
)
_PASCAL_PARTS = re.compile(r"%(?:(\d*+):)?([-.:*\d]*+)(.)")
# The conversions of `strftime`, of which `printf` does not know those that the first pattern finds.
# In messages, `%a` and `%A` are weekdays: nobody prints hexadecimal fractions.
_DATE_ONLY = re.compile(
    r"%[-+_0^#EO]?\d?[ABHIRTYZabjkly](?![A-Za-z\d])|%-[HIMSdejklmy](?![A-Za-z])|%m[-/.]%[de]|%[de][-/.]%m"
)
_DATE_CONVERSION = re.compile(r"%[-+_0^#EO]?\d?([A-Za-z]?)")
_DATE_LETTERS = frozenset("aAbBcCdDeFgGhHIjklmMnpPrRStTuUVwWxXyYzZ")
_ADDRESS = re.compile(r"(?:://|mailto:)[^\s<>\"']++")
_PATH = re.compile(r"\A/\S++")
_ENCODED = re.compile(r"%[2-9A-F][0-9A-F](?=\w|%)")  # but not `%20s` at the end
_ENCODED_WORDS = re.compile(r"(?<!\w)\w++(?:%[2-9A-F][0-9A-F]\w++){2,}")  # such as `the%20full%20name`
_STAR_NUMBER = re.compile(r"\*\d++\$")
_FLOATS = "eEfFgGaA"  # `%lf` is the same as `%f`
_STYLES = "XeEFgGaA"  # print the same value in another form
_BRACES = (
    r"\{\{\w++\}\}(?!\})|\{\{|\}\}|\{\d{1,9}(?:, {0,3}-?\d{1,4})?(?::[^{}\n]{0,100})?\}"
    r"|\{[A-Za-z_]\w*+(?>(?:\.\w++|\[\w++\])*)(?:[,:!][^{}\s]*+)?\}"
)
_BRACES_PARTS = re.compile(r"\{([^,:!{}]*+)(![a-z])?(,[^:{}]*+)?(:[^{}]*+)?\}")
_PYTHON = (
    rf"%\([^()\n]{{1,100}}\)[-+#0]{{0,5}}\d{{0,4}}(?:\.\d{{0,4}})?[diouxXeEfFgGcrsa]|%%|\{{\}}|{_BRACES}"
)
_PYTHON_PARTS = re.compile(r"%(\([^()]*+\))([-+#0-9.]*+)(.)")
_QUOTED = re.compile(r"'[^']*+'|\"[^\"]*+\"")
_SHELL_PARTS = re.compile(r"\$\{?(\d*+)")


def _windows(text: str) -> _Meaning:
    if text.startswith("%%"):
        return _Meaning(text, role=Role.VALUE if len(text) > 2 else Role.ESCAPE)
    parts = _WINDOWS_PARTS.fullmatch(text)
    if parts is None or parts[1] == "0":
        return _Meaning("", role=Role.LAYOUT)
    conversion = f"!{parts[3]}!" if parts[3] and parts[3] != "s" else ""
    return _Meaning(f"%{parts[1]}{conversion}", parts[2] or "", int(parts[1]))


def _printf(text: str) -> _Meaning:
    """Return the meaning of a conversion; `_in_sequence` adds the number of an unnumbered one to its key."""
    parts = _PRINTF_PARTS.fullmatch(text)
    if parts is None or not parts[5] or text == "%%":
        return _Meaning("", role=Role.ESCAPE)
    number, flags, width, precision, conversion = parts.groups()
    letter = conversion[-1]
    length = "" if conversion[:-1] == "l" and letter in _FLOATS else conversion[:-1]
    type_, style = _type_and_style(letter)
    return _Meaning(f"{length}{type_}", f"{flags}{width}{precision or ''}{style}", int(number or 0))


def _type_and_style(letter: str) -> tuple[str, str]:
    """Return the type of values that a conversion prints, and the form in which it prints them."""
    type_ = "f" if letter in _FLOATS else {"i": "d", "X": "x"}.get(letter, letter)
    return type_, letter if letter in _STYLES else ""


def _pascal(text: str) -> _Meaning:
    """Return the meaning of a conversion, as `_printf` does; `%:s` is the same as `%0:s`."""
    parts = _PASCAL_PARTS.fullmatch(text)
    if parts is None or text == "%%":
        return _Meaning("", role=Role.ESCAPE)
    index, form, letter = parts[1], parts[2], parts[3].lower()
    number = 0 if index is None else int(index or 0) + 1
    type_, style = ("f", letter.rstrip("f")) if letter in "efgmn" else (letter, "")
    return _Meaning(type_, f"{form}{style}", number)


def _braces(text: str) -> _Meaning:
    if text in ("{{", "}}", "%%"):
        return _Meaning("", role=Role.ESCAPE)
    parts = _BRACES_PARTS.fullmatch(text)
    if parts is None:
        return _Meaning(text, role=Role.ESCAPE)
    name, conversion, alignment, form = (part or "" for part in parts.groups())
    number = int(name) + 1 if name.isdecimal() else 0
    return _Meaning(f"{{{name.strip()}}}", f"{conversion}{alignment.replace(' ', '')}{form}", number)


def _python(text: str) -> _Meaning:
    parts = _PYTHON_PARTS.fullmatch(text)
    if parts is None:
        return _braces(text)
    type_, style = _type_and_style(parts[3])
    if type_ in "sra":  # each prints any value
        type_, style = "s", type_
    return _Meaning(f"%{parts[1]}{type_}", f"{parts[2]}{style}")


def _shell(text: str) -> _Meaning:
    parts = _SHELL_PARTS.match(text)
    number = int(parts[1]) if parts and parts[1] else 0
    return _Meaning(text, role=Role.ESCAPE) if text == "$$" else _Meaning(text, number=number)


def _mustache(text: str) -> _Meaning:
    """Return the meaning of a name or expression; texts in quotation marks may be translated."""
    compact = "".join(text.split())
    return _Meaning(_QUOTED.sub("''", compact), "".join(_QUOTED.findall(compact)))


SYNTAXES = {
    syntax.name: syntax
    for syntax in (  # in the order in which they are tried where several of them match
        Syntax("icu", "{'", "", _Meaning),
        Syntax("mustache", "{", r"\{\{\{[^{}\n]{1,200}\}\}\}|(?<!\{)\{\{[^{}\n]{1,200}\}\}", _mustache),
        Syntax(
            "shell",
            "$",
            r"\$\$|\$\d{1,2}(?!\d|[.,]\d)|\$\{(?:\d{1,2}|[A-Za-z_]\w{0,60})(?:[^{}\w\s][^{}\s]{0,60})?\}",
            _shell,
            number_form="${}",
        ),
        Syntax("python", "%{}", _PYTHON, _python),
        Syntax("printf", "%", rf"%%|{_PRINTF}", _printf, number_form="%{}$"),
        Syntax("pascal", "%", rf"%%|{_PASCAL}", _pascal, number_form="%{}:", first=0),
        Syntax(
            "windows",
            "%",
            rf"%%\d{{0,10}}|{_WINDOWS_INSERT}|{_WINDOWS_LAYOUT}",
            _windows,
            prose=rf"%%\d{{0,10}}|{_WINDOWS_INSERT}",
            number_form="%{}",
        ),
        Syntax("journal", "@", r"@[A-Z_][A-Z0-9_]{0,63}@", _Meaning),
        Syntax("braces", "{}", _BRACES, _braces),
        Syntax("angle", "<", r"<[^\W\d_][\w .-]{0,60}>", _Meaning),
    )
}


@lru_cache(maxsize=1_024)
def placeholders(
    text: str, syntaxes: Syntaxes = DEFAULT_SYNTAXES, *, literal: bool = True
) -> tuple[Placeholder, ...]:
    """Return the placeholders of a text, in order.

    `literal` text is a message. In prose, code has no placeholders, and of the escapes of Windows only `%%`
    counts.
    """
    if not may_have_placeholders(text, syntaxes):
        return ()
    found = [*_matches(text, syntaxes, literal=literal)]
    if "icu" in syntaxes.names:
        found = _without_overlaps([*_icu(text), *found])
    return tuple(_in_sequence(found))


def has_words(text: str, syntaxes: Syntaxes, *, literal: bool) -> bool:
    """Return whether a text has letters outside its placeholders."""
    end = 0
    for found in placeholders(text, syntaxes, literal=literal):
        if any(map(str.isalpha, text[end : found.start])):
            return True
        end = found.end
    return any(map(str.isalpha, text[end:]))


def may_have_placeholders(text: str, syntaxes: Syntaxes) -> bool:
    """Return whether a text has a sign of its syntaxes: a cheap guard, since most texts have none."""
    for sign in _signs(syntaxes):
        if sign in text:
            return True
    return bool(syntaxes.custom)


@cache
def _signs(syntaxes: Syntaxes) -> str:
    return "".join(dict.fromkeys("".join(SYNTAXES[name].signs for name in syntaxes.names)))


def _matches(text: str, syntaxes: Syntaxes, *, literal: bool) -> Iterator[Placeholder]:
    if "printf" in syntaxes.names and is_date_format(text):
        for match in _DATE_CONVERSION.finditer(text):
            yield Placeholder(match[0], match.start(), "printf", "", role=Role.ESCAPE)
        return
    pattern = _pattern(syntaxes, literal)
    if pattern is None:
        return
    may_be_encoded = "://" in text or "mailto:" in text or "%20" in text or text[:1] == "/"
    encoded = _encoded_characters(text) if may_be_encoded else frozenset()
    for match in pattern.finditer(text):
        name = match.lastgroup or ""
        if match.start() in encoded:
            continue
        if name in SYNTAXES:
            yield Placeholder(match[0], match.start(), name, *_meaning(name, match[0]))
        elif name == "custom":
            found = match[0] if match[0].isascii() else _without_next_word(match[0])
            yield Placeholder(found, match.start(), name, found)


def _without_next_word(text: str) -> str:
    """Return a match of a pattern such as `\\$\\w+` without the word of another script that follows.

    In `为$user保留` and `$userили`, it is `$user`: most software reads names of ASCII letters only.
    """
    name = text.rstrip(_letters_of_other_scripts(text))
    return name if any(map(str.isalnum, name)) else text


def _letters_of_other_scripts(text: str) -> str:
    """Return the letters of a text that are not Latin."""
    return "".join(
        letter
        for letter in text
        if letter.isalpha() and ("\u0370" <= letter <= "\u1cff" or letter >= "\u2e80")
    )


def _encoded_characters(text: str) -> frozenset[int]:
    """Return the positions of percent-encoded characters of addresses and file names, such as `%23`."""
    return frozenset(
        run.start() + encoded.start()
        for pattern in (_ADDRESS, _PATH, _ENCODED_WORDS)
        for run in pattern.finditer(text)
        for encoded in _ENCODED.finditer(run[0])
    )


def is_date_format(text: str) -> bool:
    """Return whether a text is a format of dates and times, such as `%Y-%m-%d`, which translators adapt."""
    return has_date_conversions(text) and may_be_date_format(text)


def has_date_conversions(text: str) -> bool:
    """Return whether a text has a conversion that only dates and times have, such as `%Y`."""
    return _DATE_ONLY.search(text.replace("%%", "")) is not None


def may_be_date_format(text: str) -> bool:
    """Return whether all conversions of a text are those of dates and times, as in `%B %d`."""
    return _DATE_LETTERS.issuperset(_DATE_CONVERSION.findall(text.replace("%%", "")))


@lru_cache(maxsize=4_096)
def _meaning(name: str, text: str) -> _Meaning:
    """Return what a placeholder means; texts have the same few, such as `%1`, many times."""
    return SYNTAXES[name].meaning(text)


@cache
def _pattern(syntaxes: Syntaxes, literal: bool) -> re.Pattern[str] | None:
    """Return the pattern of some syntaxes: a named group for each, and others for what has none."""
    alternatives = [] if literal else [r"(?P<code>`[^`]*+`)"]
    if literal and "windows" in syntaxes.names:
        alternatives.append(f"(?P<percentage>{_PERCENTAGE})")
    if syntaxes.custom:
        alternatives.append(f"(?P<custom>{linear_pattern(syntaxes.custom)})")
    for name, syntax in SYNTAXES.items():
        if name in syntaxes.names and syntax.pattern:
            pattern = syntax.pattern if literal else syntax.prose or syntax.pattern
            alternatives.append(f"(?P<{name}>{pattern})")
    return re.compile("|".join(alternatives)) if alternatives else None


def _icu(text: str) -> Iterator[Placeholder]:
    for piece in icu_pieces(text).pieces:
        number = int(piece.key) + 1 if piece.key.isdecimal() and len(piece.key) < 10 else 0
        role = Role.VALUE if piece.is_argument else Role.ESCAPE
        key = f"{{{piece.key}}}" if piece.key else ""
        piece_text = text[piece.start : piece.end]
        yield Placeholder(piece_text, piece.start, "icu", key, piece.format, number, role)


def _without_overlaps(found: Sequence[Placeholder]) -> list[Placeholder]:
    """Return placeholders in order, without those that overlap one of ICU."""
    taken = {at for each in found if each.syntax == "icu" for at in range(each.start, each.end)}
    kept = (each for each in found if each.syntax == "icu" or each.start not in taken)
    return sorted(kept, key=lambda each: each.start)


def _in_sequence(found: Sequence[Placeholder]) -> Iterator[Placeholder]:
    """Yield placeholders; unnumbered conversions and `{}` of Python get the number of their argument.

    `%s %d` and `%1$s %2$d` have the same keys, so that a translation may number what it reorders. A `*` takes
    an argument too. In Pascal, a number also says where to go on: `%s` after `%0:s` prints the second one.
    """
    following = automatic = 1
    for each in found:
        if each.syntax in CONVERSIONS and each.key and each.key != "m":
            stars = each.format.count("*")
            number = each.number or following + stars
            if not each.number or each.syntax == "pascal":
                following = number + 1
            form = _STAR_NUMBER.sub("*", each.format)
            yield each._replace(key=f"{number}${'*' * stars}{each.key}", number=number, format=form)
        elif each.text == "{}":
            yield each._replace(key=f"{{{automatic - 1}}}", number=automatic, role=Role.VALUE)
            automatic += 1
        else:
            yield each
