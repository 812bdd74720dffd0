"""Rules about typography: end punctuation, French spacing, repeated spaces and words."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from eventdocs.model.diagnostics import Rule, Severity
from eventdocs.model.strings import CatalogString, LocalizedText, TextPair
from eventdocs.rules.checks import Violation, example_pair, example_text
from eventdocs.text.identifiers import blank_placeholders, identifiers, mask_identifiers
from eventdocs.text.locales import spaceless
from eventdocs.text.placeholders import Syntaxes

FRENCH = Rule(
    "ED502",
    "french-spacing",
    Severity.WARNING,
    "In French, a no-break space goes before `: ; ! ? »` and after `«`, except in fr-CA.",
    "Without a space, the mark sticks to the word; after an ordinary space, it can move to the next line.",
    example_pair("Name: %1", "Nom: %1", "fr-FR"),
    example_pair("Name: %1", "Nom\u00a0: %1", "fr-FR"),
)
SPACES = Rule(
    "ED503",
    "doubled-space",
    Severity.WARNING,
    "Words are separated by one space. A message may have more if its source has.",
    "Extra spaces are left over from editing, and make equal texts differ.",
    example_text("The disk  is full.", "description"),
    example_text("The disk is full.", "description"),
)
WORDS = Rule(
    "ED504",
    "doubled-word",
    Severity.WARNING,
    "No word, comma, semicolon or full stop appears twice in a row. A translation may repeat one if its "
    "source does.",
    "A repeated word or mark is usually left over from editing.",
    example_text("The disk is is full."),
    example_text("The disk is full."),
)
SPACED_MARK = Rule(
    "ED510",
    "space-before-mark",
    Severity.WARNING,
    "No space goes before `. , ; : ! ?`, unless the source or the locale has one.",
    "The mark can move to the next line, and machine translation often leaves such a space.",
    example_pair("The disk is full.", "O disco está cheio ."),
    example_pair("The disk is full.", "O disco está cheio."),
)
EDGES = Rule(
    "ED515",
    "message-edges",
    Severity.INFO,
    "A translated message begins and ends with the same spaces and line breaks as its source.",
    "The software prints these spaces too, for example to align columns. What most messages of a locale do "
    "is reported once.",
    example_pair("  %1 files", "%1 arquivos"),
    example_pair("  %1 files", "  %1 arquivos"),
)
_LIKE_SOURCE = "use the same spaces and line breaks"
_NO_BREAK_SPACES = ("\u00a0", "\u202f")
_NAME = "\x01"
_FEWEST_SIGNS = 2  # a message of one is a mark, which a language may write with a space
_FRENCH_MARK = re.compile(r"(?P<space>[ \u00a0\u202f]?)(?P<mark>[;!?](?![\w,])|»|:(?=\s|$))|«(?P<after>.?)")
_ALIGNED = re.compile(r"\t|\n {3}|\A {2}")
_ADDED_SPACES = re.compile(
    r"(?<=[^\s\[(])(?<![:：]) {2,}+(?=[^\s\]):])"
)  # not those that align a colon or a bracket
_SPACES_IN_A_ROW = re.compile(r"(?<=[^\s]) {2,}+(?=[^\s])")
_SPACED_MARK = re.compile(r" (?<=[^\s.,;:!?«“„‘'\"(=] )([.,;:!?。、，；：！？])(?=\s+[^»”’'\"\s]|\s*$)")
_OWN_MARK = re.compile(
    r"(?:(?:^|[\s(])(?=.(?:\s|$))|['\"](?=.['\"]))([.,;:!?。、，；：！？])|(?:^|\s)([!?:;])"
)
# After an option or an address, the space is on purpose.
_NAME_BEFORE = re.compile(r"(?:^|\s)(?:-|\S*[/\\:=_])\S*$")
_TIGHT_MARK = re.compile(r"(?<=\w)([.,;:!?。、，；：！？])(?=\s|$)")
_SPACED_IN = {"fr": ";:!?", "ko": ":", "ja": ":", "zh": ":"}
_BLOCK_TAG = re.compile(r"\s*<(?:html|body|qt|p|div|ul|ol|table)\b", re.IGNORECASE)
_DECLARATION = re.compile(r"<[\w-]+: [\w-]+>|\A[a-z-]+: [a-z-]+\Z")  # such as `<port: number>`
_KEYWORDS = re.compile(r"\w;\w")  # a list for programs
_HTML = re.compile(r"<[^<>]*+>|\{[^{};]*+;[^{}]*+\}")  # tags and styles
_SPACE = re.compile(r"[\s«“]")
_MARK = re.compile(r"[;!?»:]")
_MAX_NAME = 80
_ENTITY = re.compile(r"(?:#x?\d{2,7}|&[a-z]{2,6});$")  # a broken one has a finding of its own
_REPEATED_MARK = re.compile(r"([,;、。，；.])\1(?<=[^\W\d_]..)(?=\s|$)")
_REPEATED_WORD = re.compile(r"(?<![\w=&-])([^\W\d_])([^\W\d_]++) (?i:\1)\2\b(?!-)")
_REDUPLICATING = ("tr", "ko", "az", "id", "ms", "jv", "su")  # languages in which a word twice is a form of it
_ALLOWED_TWICE = frozenset(
    [
        "had",
        "that",
        "do",
        "como",
        "die",
        "werden",
        "der",
        "das",
        "den",
        "sie",
        "ihr",
        "vous",
        "nous",
        "se",
        "si",
        "on",
        "en",
        "in",
        "la",
        "le",
        "y",
        "to",
        "bla",
        "ha",
        "ja",
        "so",
        "non",
        "no",
    ]
)


def _language(locale: str) -> str:
    return locale.partition("-")[0].lower()


def french_spacing(string: CatalogString) -> Iterator[Violation]:
    """Yield French punctuation marks without a no-break space."""
    hint = "use a no-break space (U+00A0 or U+202F)"
    for match in _french_marks(string):
        mark, space, after = match["mark"], match["space"], match["after"]
        if mark and space not in _NO_BREAK_SPACES:
            problem = "ordinary space" if space else "no space"
            message = f"{problem} before `{mark}`"
            yield Violation(match.start(), match.end(), message, hint, convention=problem)
        elif after and after not in _NO_BREAK_SPACES:
            problem = "ordinary space" if after == " " else "no space"
            yield Violation(match.start(), match.end(), f"{problem} after `«`", hint, convention=problem)


def kept_french_spacing(string: CatalogString) -> Iterator[str]:
    """Yield the conventions that a text with no-break spaces does not follow."""
    spaces = {match["space"] or match["after"] for match in _french_marks(string)}
    if spaces.intersection(_NO_BREAK_SPACES):
        yield from ("ordinary space", "no space")


def _french_marks(string: CatalogString) -> Iterator[re.Match[str]]:
    """Yield the marks of a French text that have a no-break space, with what is next to them."""
    language, _, region = string.locale.lower().partition("-")
    if language == "fr" and region != "ca":
        masked = _mask_names(string.target, string.placeholders)
        if "<" in masked:
            masked = _HTML.sub(lambda match: _NAME * len(match[0]), masked)
        for match in _FRENCH_MARK.finditer(masked):
            if not match["mark"] or (
                _follows_word(masked, match.start())
                and not _is_copied(string, match)
                and not (
                    match["mark"] == ";"
                    and _ENTITY.search(masked[max(0, match.end() - _MAX_NAME) : match.end()])
                )
            ):
                yield match


def _is_copied(string: CatalogString, match: re.Match[str]) -> bool:
    """Return whether a mark without a space belongs to a name that is in the source, such as `cron:`."""
    if match["mark"] == ";" and match.string.startswith(";", match.end()):
        return True  # between the items of a list for programs
    if match["mark"] == ";" and string.source and _has_keywords(string.source):
        return True
    if match["mark"] == ";" and string.target.endswith(";") and _has_keywords(string.target):
        return True
    if match["mark"] == ":" and string.source and _has_declaration(string.source):
        return True
    if not string.source or match["space"]:
        return match["space"] == " " and _has_between_spaces(string.source or "", match["mark"])
    name = _name_before(string.target, match.end())
    return not name[:-1].isdecimal() and _has_name(string.source, name)


def _name_before(text: str, end: int) -> str:
    """Return the characters without a space that are before a position, the last of which is a mark."""
    return _SPACE.split(text[max(0, end - 1 - _MAX_NAME) : end])[-1]


def _has_name(source: str, name: str) -> bool:
    """Return whether a source has a name with a mark at its end.

    `name in source` takes long for each of many marks.
    """
    names, reversed_name = _reversed_names(source), name[::-1]
    at = bisect_left(names, reversed_name)
    return at < len(names) and names[at].startswith(reversed_name)


@lru_cache(maxsize=16)
def _reversed_names(source: str) -> tuple[str, ...]:
    """Return the names with a mark at the end, backwards and sorted: those that end alike are together."""
    return tuple(sorted({_name_before(source, match.end())[::-1] for match in _MARK.finditer(source)}))


@lru_cache(maxsize=16)  # a text is asked about each of its marks
def _has_keywords(source: str) -> bool:
    return bool(_KEYWORDS.search(source))


@lru_cache(maxsize=16)
def _has_declaration(source: str) -> bool:
    return bool(_DECLARATION.search(source))


@lru_cache(maxsize=64)
def _has_between_spaces(source: str, mark: str) -> bool:
    return f" {mark} " in source


def _follows_word(text: str, at: int) -> bool:
    return at > 0 and (text[at - 1].isalnum() or text[at - 1] in f")]»%{_NAME}")


def _mask_names(text: str, syntaxes: Syntaxes) -> str:
    """Return a text with a control character for each character of a name, so that names are not checked."""
    blanked = blank_placeholders(text, syntaxes)
    pieces, end = [], 0
    for identifier in identifiers(text, syntaxes):
        pieces += [blanked[end : identifier.start], _NAME * len(identifier.text)]
        end = identifier.end
    return "".join([*pieces, blanked[end:]]).replace("\ufffc", _NAME)


def doubled_spaces(text: LocalizedText) -> Iterator[Violation]:
    """Yield several spaces in a row, with a fix."""
    if "  " in text.text:
        for match in _SPACES_IN_A_ROW.finditer(text.text):
            message = f"{len(match[0])} spaces in a row"
            yield Violation(match.start(), match.end(), message, "keep one", " ")


def added_spaces(pair: TextPair) -> Iterator[Violation]:
    """Yield several spaces in a row in the translation of a message that has none; there is no fix."""
    if "  " not in pair.target or max(map(len, pair.target.split()), default=0) == 1:
        return  # a heading whose letters are spaced
    if not _ALIGNED.search(pair.source) and not _SPACES_IN_A_ROW.search(pair.source):
        for match in _ADDED_SPACES.finditer(pair.target):
            message = f"{len(match[0])} spaces in a row, but none in the source"
            yield Violation(match.start(), match.end(), message, "keep one")


def edge_differences(string: CatalogString) -> Iterator[Violation]:
    """Yield messages that begin or end with other white space than their source."""
    pair = string.pair
    if pair is None or not pair.source or (_has_no_edges(pair.source) and _has_no_edges(pair.target)):
        return
    source, target = pair.source, pair.target
    if len(source.strip()) < _FEWEST_SIGNS or not target.strip() or _BLOCK_TAG.match(source):
        return
    is_aligned = "\n " in source and "\n" in target.strip()  # the longest word of a column begins the line
    lead, source_lead = len(target) - len(target.lstrip()), len(source) - len(source.lstrip())
    if (
        not is_aligned
        and not _is_usual_edge(pair, lead, source_lead)
        and _is_other_edge(target[:lead], source[:source_lead], pair.locale)
    ):
        message = "the message begins with other spaces than its source"
        yield Violation(0, lead, message, _LIKE_SOURCE, convention=f"before {bool(lead)}")
    end, source_end = len(target.rstrip()), len(source.rstrip())
    is_joined = target.endswith("-") and source[source_end - 1] != "-"  # a compound with the text after it
    if not is_joined and _is_other_edge(target[end:], source[source_end:], pair.locale):
        message = "the message ends with other spaces than its source"
        convention = f"after {end < len(target)}"
        yield Violation(end, len(target), message, _LIKE_SOURCE, convention=convention)


def kept_edges(string: CatalogString) -> Iterator[str]:
    """Yield the conventions that a message with the same white space as its source does not follow."""
    if string.source:
        source, target = string.source, string.target
        if source[0].isspace() == target[:1].isspace():
            yield f"before {not source[0].isspace()}"
        if source[-1].isspace() == target[-1:].isspace():
            yield f"after {not source[-1].isspace()}"


def _has_no_edges(text: str) -> bool:
    return text == text.strip()


def _is_usual_edge(pair: TextPair, lead: int, source_lead: int) -> bool:
    """Return whether a text is attached to the one before it in the way of its language.

    No space is before a comma. Korean counters follow the number without a space, French marks the word after
    one.
    """
    if pair.target.startswith(","):
        return True
    match _language(pair.locale):
        case "ko":
            return pair.source[:source_lead] == " " and not lead
        case "fr":
            return lead == 1 and not source_lead and pair.source[0] in f"{_SPACED_IN['fr']}%"
    return False


def _is_other_edge(edge: str, source: str, locale: str) -> bool:
    """Return whether a message has other line breaks than its source, or spaces where that has none.

    The number of spaces depends on the length of the words next to them. Full-width punctuation needs none.
    """
    if "\n " in source:
        return False  # the indentation of a template
    if edge.count("\n") != source.count("\n"):
        return True
    if not edge and source == " " and spaceless(locale):
        return False
    return bool(edge) != bool(source)


def doubled_words(text: LocalizedText) -> Iterator[Violation]:
    """Yield words and punctuation marks that appear twice in a row, unless some do in the source."""
    for match in _REPEATED_MARK.finditer(text.text):
        yield _repetition(match, f"repeated `{match[0][0]}`")
    if not _REPEATED_WORD.search(text.text) or _language(text.locale) in _REDUPLICATING:
        return
    for match in _REPEATED_WORD.finditer(mask_identifiers(text.text, text.placeholders)):
        word = match[1] + match[2]
        if _is_name_twice(match, text.locale):
            continue
        if word.lower() not in _ALLOWED_TWICE and len(set(word.lower())) > 1:  # not `XXX`
            yield _repetition(match, f"repeated word `{word}`")


def _repetition(match: re.Match[str], message: str) -> Violation:
    return Violation(match.start(), match.end(), message, "remove one", unless_source=match.re)


def _is_name_twice(match: re.Match[str], locale: str) -> bool:
    """Return whether both words begin with a capital, as in `Pago Pago`; in German, all nouns do."""
    return match[1].isupper() and match[0][-len(match[2]) - 1].isupper() and _language(locale) != "de"


def spaced_marks(string: CatalogString) -> Iterator[Violation]:
    """Yield spaces before punctuation marks, unless the source or the locale may have them."""
    if not string.source or " " not in string.target:
        return
    found = list(_SPACED_MARK.finditer(string.target))
    if not found:
        return
    own = {match[1] or match[2] for match in _OWN_MARK.finditer(string.source)}
    allowed = _SPACED_IN.get(string.locale.partition("-")[0].lower(), "")
    for match in found:
        at, mark = match.start(), match[1]
        before = string.target[max(0, at - _MAX_NAME) : at]
        if mark not in own and mark not in allowed and not _NAME_BEFORE.search(before):
            yield Violation(at, at + 2, f"space before `{mark}`", "remove it", convention=mark)


def tight_marks(string: CatalogString) -> Iterator[str]:
    """Yield the punctuation marks that follow a word without a space."""
    return (match[1] for match in _TIGHT_MARK.finditer(string.target) if string.source)
