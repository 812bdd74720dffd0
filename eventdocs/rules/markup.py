"""Rules about markup and links: character references, HTML, code, emphasis and URLs."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic, Rule, Severity
from eventdocs.model.strings import CatalogString, LocalizedText, TextKind, TextPair, text_kind
from eventdocs.rules.checks import (
    Violation,
    diagnostic_for_string,
    diagnostics_for_string,
    example_pair,
    example_text,
    full_range,
    in_string,
)
from eventdocs.text.blocks import is_nested_too_deep, may_be_unsupported, unsupported_markup
from eventdocs.text.identifiers import Identifier, identifiers
from eventdocs.text.locales import spaceless

ENTITY = Rule(
    "ED401",
    "broken-entity",
    Severity.ERROR,
    "Character references are complete.",
    "`#124;` is left over from a damaged `&#124;`, and readers see it literally.",
    example_pair("A|B", "A #124;B", field="description"),
    example_pair("A|B", "A|B", field="description"),
)
CHANGED_LINK = Rule(
    "ED402",
    "changed-link",
    Severity.ERROR,
    "A translation has the same links as its source. Only the language in a URL may differ.",
    "A missing or changed link sends readers to the wrong page.",
    example_pair(
        "See [the guide](https://example.org/a).",
        "Veja [o guia](https://example.org/b).",
        field="description",
    ),
    example_pair(
        "See [the guide](https://example.org/a).",
        "Veja [o guia](https://example.org/a).",
        field="description",
    ),
)
HTML = Rule(
    "ED403",
    "raw-html",
    Severity.WARNING,
    "Strings contain inline Markdown, but no HTML.",
    "Pages escape HTML, so readers see the tags as text.",
    example_text("The <b>disk</b> is full.", "description"),
    example_text("The **disk** is full.", "description"),
)
UNSAFE = Rule(
    "ED404",
    "unsafe-link",
    Severity.ERROR,
    "Links lead to web pages, email addresses or pages of the site.",
    "Other URLs can run programs or leave the site unnoticed. Pages show such a link as text.",
    example_text("See [this](javascript:alert).", "description"),
    example_text("See [this](https://example.org/).", "description"),
)
UNBALANCED = Rule(
    "ED405",
    "unbalanced-markup",
    Severity.WARNING,
    "Code spans and strong emphasis are closed.",
    "An unclosed backtick or `**` is shown literally, and the text after it is not formatted.",
    example_text("Set `MaxBytes higher.", "description"),
    example_text("Set `MaxBytes` higher.", "description"),
)
EMPHASIS = Rule(
    "ED406",
    "lost-emphasis",
    Severity.WARNING,
    "A translation has as much strong emphasis as its source.",
    "Emphasis shows readers what they must not miss.",
    example_pair("Do **not** restart.", "Não reinicie.", field="description"),
    example_pair("Do **not** restart.", "**Não** reinicie.", field="description"),
)

GLUED = Rule(
    "ED407",
    "glued-code",
    Severity.WARNING,
    "A space separates code from the words next to it, in languages that put spaces between words.",
    "Machine translation often drops the space. The word then looks like part of the code.",
    example_pair("`true` if it is full.", "`true`Se estiver cheio.", field="description"),
    example_pair("`true` if it is full.", "`true` se estiver cheio.", field="description"),
)
UNSUPPORTED = Rule(
    "ED408",
    "unsupported-markup",
    Severity.WARNING,
    "Texts have no headings, images, thematic breaks or link definitions, and at most eight levels of lists.",
    "Pages show this markup as text. They have their own headings, so that all pages look alike.",
    example_text("# Causes\n\nThe disk is full.", "details"),
    example_text("**Causes**\n\nThe disk is full.", "details"),
)
REPLACED = Rule(
    "ED409",
    "replaced-character",
    Severity.WARNING,
    "A translation has no character references in place of characters that the source contains directly.",
    "Software that does not print a message as HTML shows `&quot;` literally. If a source text of the "
    "catalog has a character reference, its software does.",
    example_pair('The disk "%1" is full.', "O disco &quot;%1&quot; está cheio."),
    example_pair('The disk "%1" is full.', 'O disco "%1" está cheio.'),
)
_REPLACEMENTS = {
    "a heading": "use a paragraph of bold text: `**Causes**`",
    "an image": "link to it: `[name](address)`",
    "a thematic break": "separate the parts by a blank line",
    "a link definition": "write the address where the link is: `[name](address)`",
}

# Languages that put spaces between words, but attach particles or prefixes to a word without a space.
_AFFIXING = frozenset(("ko", "ar", "he", "fa", "ur", "ps", "sd", "ug"))
_ENTITY = re.compile(
    r"(?P<twice>&amp;(?:#\d+|lt|gt|amp|quot|nbsp);)|"
    r"(?P<spaced>& ?# \d{2,7} ?;|& (?:#?\d{2,7}|lt|gt|amp|quot|nbsp) ?;|&#\d{2,7} ;)"
    r"|&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]\w{1,7});|(?P<bare>(?<![&A-Za-z_])#(?:\d{2,7}|x[0-9A-Fa-f]{2,6});)"
)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|[a-z]{2,6});")
_MAX_SEARCHED = 200  # references that may be part of another text of the source
_CHARACTERS = {
    "#124": "|",
    "#39": "'",
    "#34": '"',
    "#91": "[",
    "#93": "]",
    "#42": "*",
    "#60": "<",
    "#62": ">",
    "#38": "&",
}
# An opening bracket ends the text of a link, and `](` its target: each character is looked at only once.
_LINK = re.compile(
    r"\[[^\[\]]*+\]\(<?([^)\s>\]]*+(?>(?:\](?!\()[^)\s>\]]*+)*))>?(?:\s[^)\]]*+(?>(?:\](?!\()[^)\]]*+)*))?\)"
    r"|<(https?://[^<>\s]+)>"
)
_LOCALE_PART = re.compile(r"/[a-z]{2,3}(?:-[A-Za-z]{2,4})?(?=/|$)")
_TAG = re.compile(r"</?[A-Za-z][\w-]*+(?:\s[^<>]*+)?/?>|<!--|&nbsp;")
_HTML_TAG = re.compile(r"</\w+>|<br ?/?>")
_SAFE = re.compile(r"https?://[^/]|mailto:|#|[^/:?#]+(?:[/?#]|$)", re.IGNORECASE)
_CODE = re.compile(r"`[^`]++`")


def _is_other_text(text: str) -> bool:
    """Return whether `&NAME;` is no character reference, such as the mnemonic in `&Fertig; weiter`.

    Browsers read `&eacutex;` as `éx;`.
    """
    name = text[1:]
    if not name[:-1].isalpha():
        return False
    from html.entities import html5  # few texts need it

    return all(name[:end] not in html5 for end in range(1, len(name) + 1))


def _is_html(pair: TextPair) -> bool:
    """Return whether the software shows a message as HTML, where a character reference is one character."""
    return _HTML_TAG.search(pair.source) is not None or _HTML_TAG.search(pair.target) is not None


def broken_entities(pair: TextPair) -> Iterator[Violation]:
    """Yield broken character references that the source does not have."""
    for match in _added_entities(pair):
        if match.lastgroup:
            character = _character(match[0])
            fix = character if match["bare"] and character and character in pair.source else None
            message = f"`{match[0]}` is a broken character reference"
            yield Violation(match.start(), match.end(), message, _write(character), fix)


def replaced_characters(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield complete character references that the source does not have.

    If any source has one, the software prints its messages as HTML, where translations may have others.
    """
    translated = [string for string in strings if string.pair is not None and "&" in string.target]
    if not translated or any(_REFERENCE.search(string.source or "") for string in strings):
        return
    for string in translated:
        if string.pair is not None and string.kind is not TextKind.CODE:
            for violation in _replaced(string.pair):
                yield diagnostic_for_string(REPLACED, string, violation)


def _replaced(pair: TextPair) -> Iterator[Violation]:
    for match in _added_entities(pair):
        if not match.lastgroup and not (pair.kind is TextKind.LITERAL and _is_html(pair)):
            message = f"`{match[0]}` replaces a character"
            yield Violation(match.start(), match.end(), message, _write(_character(match[0])))


def _added_entities(pair: TextPair) -> Iterator[re.Match[str]]:
    """Yield complete and broken character references that the source does not have."""
    if ";" not in pair.target or ("#" not in pair.target and "&" not in pair.target):
        return
    in_source = {match[0] for match in _ENTITY.finditer(pair.source)}
    searched = 0
    for match in _ENTITY.finditer(pair.target):
        text = match[0]
        if text in in_source or _is_other_text(text):
            continue
        searched += 1
        if searched > _MAX_SEARCHED or text not in pair.source:
            yield match


def _character(reference: str) -> str:
    """Return the character that a reference stands for if it is a common one."""
    return _CHARACTERS.get(re.sub(r"^&amp;|[&; ]", "", reference), "")


def _write(character: str) -> str:
    return f"write `{character}`" if character else "write the character itself"


def changed_links(pair: TextPair) -> Iterator[Violation]:
    """Yield links of the source that the translation is missing, at a link that it adds if there is one."""
    if pair.kind is not TextKind.MARKUP or (
        "://" not in pair.source + pair.target and "](" not in pair.source
    ):
        return
    source, target = _links(pair.source), _links(pair.target)
    missing = Counter(source.values()) - Counter(target.values())
    added = Counter(target.values()) - Counter(source.values())
    first_added = next((span for span, url in target.items() if url in added), None)
    start, end = first_added if first_added and len(missing) == 1 else full_range(pair)
    for url in missing:
        yield Violation(start, end, f"the translation is missing the link to `{url}`", f"link to `{url}`")


def _links(text: str) -> dict[tuple[int, int], str]:
    """Return the URLs of a text's links by their range, without the part that names a language."""
    return {
        match.span(1) if match[1] is not None else match.span(2): _LOCALE_PART.sub(
            "", match[1] or match[2] or ""
        )
        for match in _LINK.finditer(_without_code(text))
    }


def _without_code(text: str) -> str:
    """Return a text with spaces in place of its code spans, so that positions stay the same."""
    return _CODE.sub(lambda match: " " * len(match[0]), text)


def raw_html(text: LocalizedText) -> Iterator[Violation]:
    """Yield HTML tags outside code."""
    if text.kind is TextKind.MARKUP and ("<" in text.text or "&" in text.text):
        for match in _TAG.finditer(_without_code(text.text)):
            hint = "use Markdown, or mark it as code"
            yield Violation(match.start(), match.end(), f"`{match[0]}` is HTML and is shown as text", hint)


def unsupported_markup_in_blocks(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield markup that pages show as text; in a list or a field for one paragraph, only images are."""
    for string in strings:
        if string.kind not in (TextKind.MARKUP, TextKind.BLOCKS):
            continue
        has_blocks = text_kind(string.path[2:]) is TextKind.BLOCKS and len(string.segments) == 1
        if has_blocks and is_nested_too_deep(string.target):
            message = "the blocks are nested too deep and are shown as text"
            violation = Violation(*full_range(string), message, "nest at most eight lists, or split the text")
            yield diagnostic_for_string(UNSUPPORTED, string, violation)
        if not may_be_unsupported(string.target):
            continue
        found = [
            (UNSUPPORTED, violation)
            for text, leaf in string.texts()
            for violation in in_string(_unsupported(text, has_blocks=has_blocks), leaf)
        ]
        if found:
            yield from diagnostics_for_string(string, found)


def _unsupported(text: LocalizedText, *, has_blocks: bool) -> list[Violation]:
    if text.kind is not TextKind.MARKUP:
        return []
    return [
        Violation(start, end, f"`{text.text[start:end]}` is {what} and is shown as text", _REPLACEMENTS[what])
        for start, end, what in unsupported_markup(text.text)
        if has_blocks or what == "an image"
    ]


def unsafe_links(text: LocalizedText) -> Iterator[Violation]:
    """Yield links that pages show as text, because their target is not safe."""
    if text.kind is TextKind.MARKUP and "](" in text.text:
        for match in _LINK.finditer(_without_code(text.text)):
            if match[1] and not _SAFE.match(match[1]):
                hint = "link to an https:// URL or to a page of the site"
                yield Violation(match.start(1), match.end(1), f"`{match[1]}` is not a safe link target", hint)


def unbalanced_markup(text: LocalizedText) -> Iterator[Violation]:
    """Yield backticks and `**` without a counterpart."""
    if text.kind is TextKind.MARKUP:
        rest = _without_code(text.text)
        for mark in ("`", "**"):
            if rest.count(mark) % 2:
                start = rest.rindex(mark)
                message = "unmatched backtick" if mark == "`" else f"unmatched `{mark}`"
                yield Violation(start, start + len(mark), message, "close it, or remove it")


def glued_code(pair: TextPair) -> Iterator[Violation]:
    """Yield code that touches a word, unless code in the source does so, too."""
    if pair.kind is not TextKind.MARKUP or "`" not in pair.target or spaceless(pair.locale):
        return
    if pair.locale.partition("-")[0].lower() not in _AFFIXING and not list(_glued_code_spans(pair.source)):
        for code in _glued_code_spans(pair.target):
            message = f"there is no space between the code {code.text} and a word"
            yield Violation(code.start, code.end, message, "add a space")


def _glued_code_spans(text: str) -> Iterator[Identifier]:
    """Yield code spans that two letters precede or follow without a space."""
    for identifier in identifiers(text):
        before = text[max(0, identifier.start - 2) : identifier.start]
        after = text[identifier.end : identifier.end + 2]
        if identifier.kind == "code" and (
            (len(before) == 2 and before.isalpha()) or (len(after) == 2 and after.isalpha())
        ):
            yield identifier


def lost_emphasis(pair: TextPair) -> Iterator[Violation]:
    """Yield translations with less strong emphasis than the source."""
    if (
        pair.kind is TextKind.MARKUP
        and "**" in pair.source
        and pair.target.count("**") < pair.source.count("**")
    ):
        message = "the translation is missing the strong emphasis of the source"
        yield Violation(*full_range(pair), message, "mark the same words with `**`")
