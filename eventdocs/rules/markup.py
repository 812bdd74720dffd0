"""Markup and links: escapes, emphasis and addresses survive translation."""

import re
from collections import Counter
from collections.abc import Iterator

from eventdocs.model.diagnostics import Rule, Severity
from eventdocs.model.strings import LocalizedText, TextKind, TextPair
from eventdocs.rules.checks import Violation, example_pair, example_text, full_range
from eventdocs.text.identifiers import Identifier, identifiers
from eventdocs.text.locales import spaceless

ENTITY = Rule(
    "ED401",
    "broken-entity",
    Severity.ERROR,
    "A character reference is whole, and none stands where the source has the character itself.",
    "`#124;` is what is left of `&#124;`: readers see it as it stands.",
    example_pair("A|B", "A #124;B", field="description"),
    example_pair("A|B", "A|B", field="description"),
)
LINK = Rule(
    "ED402",
    "changed-link",
    Severity.ERROR,
    "A translation links where its source links; only the language in an address may differ.",
    "A link that was lost or changed sends the reader elsewhere.",
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
    "Strings hold inline Markdown, no HTML.",
    "Raw HTML is shown as text: a tag in a string is a tag that the reader sees.",
    example_text("The <b>disk</b> is full.", "description"),
    example_text("The **disk** is full.", "description"),
)
UNSAFE = Rule(
    "ED404",
    "unsafe-link",
    Severity.ERROR,
    "Links lead to the web, to an address of mail or to a place in the site.",
    "Other addresses run programs or leave the site unseen; pages show such a link as text.",
    example_text("See [this](javascript:alert).", "description"),
    example_text("See [this](https://example.org/).", "description"),
)
UNBALANCED = Rule(
    "ED405",
    "unbalanced-markup",
    Severity.WARNING,
    "Code and strong emphasis that begin also end.",
    "An odd backtick or `**` is shown as it stands, and what follows is no code.",
    example_text("Set `MaxBytes higher.", "description"),
    example_text("Set `MaxBytes` higher.", "description"),
)
EMPHASIS = Rule(
    "ED406",
    "lost-emphasis",
    Severity.WARNING,
    "A translation marks as much as its source.",
    "Emphasis says what not to miss.",
    example_pair("Do **not** restart.", "Não reinicie.", field="description"),
    example_pair("Do **not** restart.", "**Não** reinicie.", field="description"),
)

GLUED = Rule(
    "ED407",
    "glued-code",
    Severity.WARNING,
    "A space stands between code and the word beside it, in locales that put spaces between words.",
    "Machine translation swallows it; the word then looks like a part of the code.",
    example_pair("`true` if it is full.", "`true`Se estiver cheio.", field="description"),
    example_pair("`true` if it is full.", "`true` se estiver cheio.", field="description"),
)

# Besides those that write no spaces: languages whose particles or prefixes stand against the word.
_GLUING = frozenset(("ko", "ar", "he", "fa", "ur", "ps", "sd", "ug"))
_ENTITY = re.compile(
    r"(?P<twice>&amp;(?:#\d+|lt|gt|amp|quot|nbsp);)|(?P<spaced>& ?# \d{2,7} ?;|& #?\w{2,7} ?;|&#\d{2,7} ;)"
    r"|&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]\w{1,7});|(?P<bare>(?<![&\w])#(?:\d{2,7}|x[0-9A-Fa-f]{2,6});)"
)
_KNOWN = {
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
_LINK = re.compile(r"\[[^\]]*\]\(<?([^)\s>]*)>?(?:\s[^)]*)?\)|<(https?://[^>\s]+)>")
_LOCALE_PART = re.compile(r"/[a-z]{2,3}(?:-[A-Za-z]{2,4})?(?=/|$)")
_TAG = re.compile(r"</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>|<!--|&nbsp;")
_SAFE = re.compile(r"https?://[^/]|mailto:|#|[^/:?#]+(?:[/?#]|$)", re.IGNORECASE)
_CODE = re.compile(r"`[^`]+`")


def broken_entities(pair: TextPair) -> Iterator[Violation]:
    """Find character references that a translation broke, or has in the place of characters."""
    if ";" not in pair.target or ("#" not in pair.target and "&" not in pair.target):
        return
    for found in _ENTITY.finditer(pair.target):
        text = found[0]
        if text in pair.source:
            continue
        code = re.sub(r"^&amp;|[&; ]", "", text)
        instead = _KNOWN.get(code)
        fix = instead if found["bare"] and instead and instead in pair.source else None
        hint = f"write `{instead}`" if instead else "write the character itself"
        kind = "is a broken character reference" if found.lastgroup else "stands for a character"
        yield Violation(found.start(), found.end(), f"`{text}` {kind}", hint, fix)


def changed_links(pair: TextPair) -> Iterator[Violation]:
    """Find links of the source that the translation does not have, and those that it adds."""
    if pair.kind is not TextKind.MARKUP or (
        "://" not in pair.source + pair.target and "](" not in pair.source
    ):
        return
    wanted, given = _links(pair.source), _links(pair.target)
    lost = Counter(wanted.values()) - Counter(given.values())
    added = Counter(given.values()) - Counter(wanted.values())
    for address in lost:
        place = next((each for each, to in given.items() if to in added), None) if len(lost) == 1 else None
        start, end = place or full_range(pair)
        yield Violation(start, end, f"the link to `{address}` is lost", f"link to `{address}`")


def _links(text: str) -> dict[tuple[int, int], str]:
    """Give each link's address by its place, without what names a language."""
    return {
        found.span(1) if found[1] is not None else found.span(2): _LOCALE_PART.sub(
            "", found[1] or found[2] or ""
        )
        for found in _LINK.finditer(_without_code(text))
    }


def _without_code(text: str) -> str:
    return _CODE.sub(lambda found: " " * len(found[0]), text)


def raw_html(text: LocalizedText) -> Iterator[Violation]:
    """Find HTML in prose."""
    if text.kind is TextKind.MARKUP and ("<" in text.text or "&" in text.text):
        for found in _TAG.finditer(_without_code(text.text)):
            hint = "use Markdown, or mark it as code"
            yield Violation(found.start(), found.end(), f"`{found[0]}` is shown as text", hint)


def unsafe_links(text: LocalizedText) -> Iterator[Violation]:
    """Find links that pages do not make."""
    if text.kind is TextKind.MARKUP and "](" in text.text:
        for found in _LINK.finditer(_without_code(text.text)):
            if found[1] and not _SAFE.match(found[1]):
                hint = "link to https://, or to a place in the site"
                yield Violation(found.start(1), found.end(1), f"`{found[1]}` is not linked", hint)


def unbalanced(text: LocalizedText) -> Iterator[Violation]:
    """Find code and strong emphasis that does not end."""
    if text.kind is TextKind.MARKUP:
        rest = _without_code(text.text)
        for mark in ("`", "**"):
            if rest.count(mark) % 2:
                start = rest.rindex(mark)
                yield Violation(
                    start,
                    start + len(mark),
                    f"`{mark}` has no partner" if mark != "`" else "a backtick has no partner",
                    "close it, or take it out",
                )


def glued_code(pair: TextPair) -> Iterator[Violation]:
    """Find code that touches a word, where the source keeps it apart."""
    if pair.kind is not TextKind.MARKUP or "`" not in pair.target or spaceless(pair.locale):
        return
    if pair.locale.partition("-")[0].lower() not in _GLUING and not list(_glued(pair.source)):
        for name in _glued(pair.target):
            message = f"the code {name.text} touches a word"
            yield Violation(name.start, name.end, message, "put a space between them")


def _glued(text: str) -> Iterator[Identifier]:
    for name in identifiers(text):
        before, after = text[: name.start][-2:], text[name.end : name.end + 2]
        if name.kind == "code" and (
            (len(before) == 2 and before.isalpha()) or (len(after) == 2 and after.isalpha())
        ):
            yield name


def lost_emphasis(pair: TextPair) -> Iterator[Violation]:
    """Find strong emphasis that the translation does not have."""
    if (
        pair.kind is TextKind.MARKUP
        and "**" in pair.source
        and pair.target.count("**") < pair.source.count("**")
    ):
        yield Violation(
            *full_range(pair), "the emphasis of the source is lost", "mark the same words with `**`"
        )
