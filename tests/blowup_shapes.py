"""Shapes of catalogs that may take more than linear time: each is a function from a size to files.

A size is a number of characters. Texts repeat a unit, are near misses of a syntax, or nest it; catalogs have
many values instead of one long one.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from eventdocs.formats.yaml.write import double_quoted as quoted

Files = Mapping[str, str]

SETTINGS = (
    "source_locale: en-US\nlocales: [en-US, fr-FR]\nchannels: {analytic: Product/Analytic}\n"
    "title: {en-US: Events}\nxref: 'https://example.org/{uid}'\n"
    "site: {base_url: 'https://example.org', edit_url: 'https://example.org/{path}#L{line}'}\n"
)
EVENT = "events/7-diskfull.yaml"
_HEAD = "id: 7\nname: DiskFull\nlevel: error\nchannel: analytic\n"


class Shape(NamedTuple):
    """A name, and a function that returns a catalog with about the given number of characters."""

    name: str
    files: Callable[[int], Files]


class Pattern(NamedTuple):
    """A text: a start, a unit that is repeated, and an end."""

    unit: str
    before: str = ""
    after: str = ""

    def text(self, size: int) -> str:
        """Return the text with about the given number of characters, without white space at its ends."""
        count = max(1, (size - len(self.before) - len(self.after)) // len(self.unit))
        return (self.before + self.unit * count + self.after).strip() or "x"


_UNITS = (
    *"`*_[]){}<>&|\\%#!'\"/.,:;-~=+@1aA",
    *("``", "` ", "`a", "a`", "`a`", "**", "* ", "*a ", "a* ", "**a ", "*a*", "_a", "a_", "_a_", "__", "~~"),
    *("[a", "[](", "[a](", "[a](b", "[a](b)", "![", "![a](", "[[a]", "a](", "](", "[a]: ", "[a][", "[^1]"),
    *(
        "<a",
        "<a ",
        "<a>",
        "</a>",
        "<!--",
        "<xref:",
        "<xref:a>",
        "<http://",
        "<http://a>",
        "http://",
        "www.a.",
    ),
    *(
        "&amp;",
        "&amp;#1",
        "&#124;",
        "#124;",
        "&#",
        "&a",
        "& # 12 ;",
        "&lt;b&gt;",
        "&#x",
        "\\`",
        "\\\\",
        "\\*",
    ),
    *("%1", "%1 ", "% 1 ", "1% ", "%1!s!", "%1!", "%%", "%n", "{0}", "{0", "{a:", "{ a ", "{a }", "{{", "}}"),
    *("1.", "1,", "1.1,", "1 ", "1,000 ", "12/31/2017 ", "1-1-", "0x1 ", "0x", "1e", "1%", "٣", "1'"),
    *("a.", "a-", "a_b ", "x-x-", "aB", "aB ", "Aa", "Ab1_", "AAa ", "A.b.", "a.b()", "a@", "a@b.", "a@b.c "),
    *(
        "/a",
        "/a/b ",
        "C:\\a",
        "C:\\",
        "AAAA\\",
        "xs:a ",
        "xs:",
        "net.",
        "net.a",
        "::",
        "-> ",
        "== ",
        "{12345678-",
    ),
    *(
        "'a' ",
        "'a",
        "« ",
        "»",
        "“a” ",
        "(a) ",
        "(",
        "（",
        "「",
        "l'",
        "a ",
        "a a ",
        "the the ",
        "a  ",
        "a\n",
        "\n",
    ),
    *(
        "é",
        "e\u0301",
        "あ",
        "あ。",
        "aа",
        "а",
        "\u200ba",
        "a\u00ad",
        "\u2068",
        "\u2066a\u2069",
        "\u202aa",
        "İ",
        "ß",
    ),
    *(
        "not ",
        "start stop ",
        "open. ",
        "a; ",
        "a: ",
        "a? ",
        "! ",
        "... ",
        "…",
        "\U0001f600",
        "a\u00a0",
        "\u00a0:",
    ),
    *("- a\n", "- ", "1. a\n\n", "> ", "> a\n", "a\n\n", "|a|\n|-|\n", "```\n", "    a\n", "-\n", "- > "),
)
_FRAMED = (
    *(Pattern("|a", after="|\n|-|"), Pattern("|-", "|a", "|"), Pattern("|b\n", "|a|\n|-|\n")),
    *(Pattern(unit, "A", "_") for unit in ("a", "aB", "a_", "1")),
    *(Pattern(unit, "`") for unit in ("a", "a ", "``a", "\\`")),
    *(Pattern("`", after=after) for after in ("a", " a`", "`a` <b>")),
    *(Pattern("[", after="](a)"), Pattern("[", after="](https://a.b)"), Pattern("]", "[a", "(b)")),
    *(
        Pattern("(", "[a](", ")"),
        Pattern("\\(", "[a](", ")"),
        Pattern("a ", "[a](b ", "x"),
        Pattern(" ", "[a](b", "c"),
    ),
    *(
        Pattern("a", "<xref:", ">"),
        Pattern("a", "<xref:"),
        Pattern("a.", "<https://", ">"),
        Pattern("<a:", after=">"),
    ),
    *(
        Pattern("a", "{", "}"),
        Pattern("a", "{"),
        Pattern("1", "{", "}"),
        Pattern(" ", "{ a", "}"),
        Pattern(" ", "% ", "1"),
    ),
    *(
        Pattern("1", after="x"),
        Pattern("1", after="%"),
        Pattern(".", "1", "%"),
        Pattern("1.", after="x"),
        Pattern("%", "1", "x"),
    ),
    *(Pattern("a", "&", ";"), Pattern("1", "&amp;#", ";"), Pattern("1", "&#", ";"), Pattern("#", "&", "1;")),
    *(
        Pattern("a.", after="@b.c"),
        Pattern("a.", "x@"),
        Pattern(".", "x@b", "."),
        Pattern("a", after="@b.cc"),
        Pattern("-", "x@", ".cc"),
    ),
    *(
        Pattern("F", "0x", "g"),
        Pattern("0", "a", "A"),
        Pattern("A", after="\\"),
        Pattern("/", "a"),
        Pattern("!", "http://"),
    ),
    *(
        Pattern("**a *b ", after="**"),
        Pattern("*a **b "),
        Pattern("*a_b*"),
        Pattern("_a*b_"),
        Pattern("**x", after="*" * 9),
    ),
    *(
        Pattern("a", after=" " + "a" * 50),
        Pattern(" ", "a", "b"),
        Pattern("\n\n", "a", "b"),
        Pattern("> ", after="a"),
    ),
    *(
        Pattern("1", "x ", ". a"),
        Pattern("#", after=" a"),
        Pattern("=", "a\n"),
        Pattern("- ", after="a"),
        Pattern("|a"),
    ),
)
PATTERNS = (*map(Pattern, _UNITS), *_FRAMED)


def _string(field: str, text: str, indent: str = "    ") -> str:
    return f"{indent}{field}: {quoted(text)}\n"


def _event(source: str, target: str, facts: str = "") -> Files:
    return {"catalog.yaml": SETTINGS, EVENT: f"{_HEAD}{facts}strings:\n  en-US:\n{source}  fr-FR:\n{target}"}


def _text_shape(pattern: Pattern) -> Shape:
    """Return an event with a text in all kinds of strings; translations differ from sources at the end."""

    def files(size: int) -> Files:
        text = pattern.text(size // 2)
        source = _string("description", text) + _string("message", text)
        target = _string("description", f"{text} x") + _string("message", f"{text} x")
        return _event(source, target)

    name = f"{pattern.before!r} + {pattern.unit!r} * n + {pattern.after!r}"
    return Shape(name, files)


def _one_sided(name: str, source: Pattern, target: Pattern) -> Shape:
    """Return an event whose source and translation have nothing in common."""

    def files(size: int) -> Files:
        one, other = source.text(size // 2), target.text(size // 2)
        texts = [_string("description", text) + _string("message", text) for text in (one, other)]
        return _event(*texts)

    return Shape(name, files)


def _numbered(name: str, count: Callable[[int], int], files: Callable[[Sequence[int]], Files]) -> Shape:
    return Shape(name, lambda size: files(range(max(1, count(size)))))


def _per(characters: int) -> Callable[[int], int]:
    return lambda size: size // characters


def _joined(template: str, numbers: Sequence[int]) -> str:
    return "".join(template.replace("@", str(number)) for number in numbers)


def _texts(source: str, target: str, facts: str = "") -> Callable[[Sequence[int]], Files]:
    """Return a function from numbers to an event whose texts repeat templates, with a number for `@`."""

    def files(numbers: Sequence[int]) -> Files:
        one, other = _joined(source, numbers).strip(), _joined(target, numbers).strip()
        return _event(
            _string("description", one) + _string("message", one),
            _string("description", other) + _string("message", other),
            _joined(facts, numbers),
        )

    return files


def _lines(
    source: str, target: str, facts: str = "", before: str = "", fact_head: str = ""
) -> Callable[[Sequence[int]], Files]:
    """Return a function from numbers to an event with lines for each number in its blocks."""

    def files(numbers: Sequence[int]) -> Files:
        head = fact_head + _joined(facts, numbers)
        return _event(before + _joined(source, numbers), before + _joined(target, numbers), head)

    return files


def _settings(template: str, head: str, **others: str) -> Callable[[Sequence[int]], Files]:
    """Return a function from numbers to a catalog with lines for each number under a key of its settings."""

    def files(numbers: Sequence[int]) -> Files:
        catalog = SETTINGS + head + _joined(template, numbers)
        return {
            **_event(_string("message", "Full."), _string("message", "Plein.")),
            "catalog.yaml": catalog,
            **others,
        }

    return files


def _events(
    template: str, name: str = "events/@-e@.yaml", settings: str = ""
) -> Callable[[Sequence[int]], Files]:
    """Return a function from numbers to a catalog with an event for each."""
    return lambda numbers: {
        "catalog.yaml": SETTINGS + settings,
        **{name.replace("@", str(each)): template.replace("@", str(each)) for each in numbers},
    }


def _file(name: str, head: str, template: str) -> Callable[[Sequence[int]], Files]:
    """Return a function from numbers to a catalog with a file that has lines for each."""

    def files(numbers: Sequence[int]) -> Files:
        text = "The session @ of disk @ is open."
        event = _event(_string("message", text), _string("message", "La session est ouverte."))
        return {**event, name: head + _joined(template, numbers)}

    return files


_EVENT_TEXT = "id: @\nname: E@\nstrings:\n  en-US: {message: %s}\n  fr-FR: {message: %s}\n"
_TERMS = "terms:\n"


def _locales(size: int) -> Files:
    """Return a catalog with many locales, and an event with texts in each."""
    tags = [f"{a}{b}" for a in "abcdefghijklmnopqrstuvwxyz" for b in "abcdefghijklmnopqrstuvwxyz"]
    chosen = sorted({*tags[: size // 160]} - {"en"})
    settings = SETTINGS.replace("[en-US, fr-FR]", f"[en-US, {', '.join(chosen)}]")
    block = "".join(
        f"  {tag}: {{description: The disk of {tag} is full., message: Full.}}\n"
        for tag in ("en-US", *chosen)
    )
    return {"catalog.yaml": settings, EVENT: f"{_HEAD}strings:\n{block}"}


def _undeclared_locales(size: int) -> Files:
    files = _locales(size)
    return {**files, "catalog.yaml": SETTINGS}


def _terms_in_text(template: str, word: str) -> Callable[[int], Files]:
    """Return a function from numbers to a catalog with as many terms as words in one text."""

    def files(size: int) -> Files:
        numbers = range(size // 2 // len(template))
        text = _joined(word, numbers).strip()
        event = _event(_string("description", text), _string("description", f"le {text}"))
        return {**event, "glossary.yaml": _TERMS + _joined(template, numbers)}

    return files


def _profile(size: int) -> Files:
    line = "title: " + "{title}" * (size // 14) + "\n"
    title = "A" * (size // 2)
    event = _event(
        _string("title", title) + _string("message", "x"), _string("title", title) + _string("message", "y")
    )
    return {
        **event,
        "pages/fr-FR.yaml": f"front_matter: |\n  {line}",
        "pages/en-US.yaml": f"front_matter: |\n  {line}",
    }


def _xref(size: int) -> Files:
    address = "https://a/" + "{uid}" * (size // 10)
    text = f"<xref:{'a' * (size // 2)}>"
    files = _event(_string("description", text), _string("description", text))
    return {**files, "catalog.yaml": SETTINGS.replace("https://example.org/{uid}", address)}


def _edit_url(size: int) -> Files:
    address = "https://a/" + "{path}" * (size // 6)
    files = _event(_string("description", "a"), _string("description", "b"))
    return {**files, "catalog.yaml": SETTINGS.replace("https://example.org/{path}#L{line}", address)}


def _long_name(field: str) -> Callable[[int], Files]:
    def files(size: int) -> Files:
        event = {"id": "7", "name": "DiskFull", "task": "a", "since": "1", field: "a" * size}
        facts = "".join(f"{key}: {value}\n" for key, value in event.items())
        return {"catalog.yaml": SETTINGS, EVENT: f"{facts}strings:\n  en-US: {{message: a}}\n"}

    return files


def _deep(size: int) -> Files:
    nested = "[" * (size // 2) + "]" * (size // 2)
    return {"catalog.yaml": SETTINGS, EVENT: f"{_HEAD}strings: {nested}\n"}


def _deep_folder(size: int) -> Files:
    name = "/".join(["a"] * min(400, size // 100))
    return {"catalog.yaml": SETTINGS, f"events/{name}/7.yaml": f"{_HEAD}strings:\n  en-US: {{message: a}}\n"}


def _globs(size: int) -> Files:
    setting = f"rules: [{{rule: ED202, severity: off, paths: ['{'*a' * (size // 2)}b']}}]\n"
    files = _event(_string("message", "a") + _string("cause", "b"), _string("message", "b"))
    return {**files, "catalog.yaml": SETTINGS + setting}


def _segments(source: str, target: str, field: str = "description") -> Callable[[Sequence[int]], Files]:
    return _lines(f"      - {source}\n", f"      - {target}\n", before=f"    {field}:\n")


_PARAMETER = "      P@: {description: %s}\n"


def _parameters(source: str, target: str) -> Callable[[Sequence[int]], Files]:
    return _lines(
        _PARAMETER % source,
        _PARAMETER % target,
        "  - {name: P@, type: xs:string}\n",
        "    parameters:\n",
        "parameters:\n",
    )


def _without(numbers: Sequence[int]) -> Files:
    """Return an event whose parameters have no translation."""
    facts = _joined("  - {name: P@, type: xs:string}\n", numbers)
    source = "    parameters:\n" + _joined(_PARAMETER % "The disk @.", numbers)
    return _event(source, _string("message", "b"), f"parameters:\n{facts}")


def _channels(numbers: Sequence[int]) -> Files:
    files = _event(_string("message", "a"), _string("message", "b"))
    channels = "channels:\n  analytic: a\n" + _joined("  c@: a/@\n", numbers)
    return {**files, "catalog.yaml": SETTINGS.replace("channels: {analytic: Product/Analytic}\n", channels)}


def _settings_and_findings(numbers: Sequence[int]) -> Files:
    files = _segments("The  disk.", "Le  disque.")(numbers)
    rules = "rules:\n" + _joined("  - {rule: ED503, severity: info, paths: ['*@*']}\n", numbers)
    return {**files, "catalog.yaml": SETTINGS + rules}


def _escapes(numbers: Sequence[int]) -> str:
    return "a  \\u00e9 \\x41" * (len(numbers) // 2 + 1)


def _keywords(numbers: Sequence[int]) -> Files:
    facts = f"keywords: [{', '.join(f'K{each}' for each in numbers)}]\n"
    return _event(_string("message", "a"), _string("message", "b"), facts)


def _nested(numbers: Sequence[int]) -> Files:
    """Return an event whose identifiers contain each other, and are incomplete in the translation."""
    source = " ".join("/aB" * (each + 1) for each in numbers)
    target = "/aB" * (len(source) // 3) + "x"
    return _event(_string("message", source), _string("message", target))


def _nearly_equal(text: str) -> Callable[[int], Files]:
    """Return a function from numbers to a catalog with a translated text and a similar untranslated one."""

    def files(size: int) -> Files:
        long = text * (size // 2 // len(text))
        new = _HEAD.replace("7", "8").replace("DiskFull", "DiskSlow")
        return {
            **_event(_string("description", f"{long}a"), _string("description", "traduit")),
            "events/8-diskslow.yaml": f"{new}strings:\n  en-US:\n{_string('description', f'{long}b')}",
        }

    return files


def _near_segments(numbers: Sequence[int]) -> Files:
    """Return an event with many similar sources, half of them without a translation."""
    source = _joined("      - The disk @ of the session is full now.\n", numbers)
    target = _joined("      - Le disque @ de la session est plein.\n", numbers)
    return {
        **_event(f"    description:\n{source}", f"    description:\n{target}"),
        "events/8-diskslow.yaml": (
            _HEAD.replace("7", "8").replace("DiskFull", "DiskSlow")
            + f"strings:\n  en-US:\n    description:\n{source.replace('full now', 'slow now')}"
        ),
    }


STRUCTURES = (
    Shape("nearly equal sources", _nearly_equal("The disk of the session is full. ")),
    Shape("nearly equal sources of one letter", _nearly_equal("a")),
    _numbered("many nearly equal sources", _per(60), _near_segments),
    Shape("locales", _locales),
    Shape("undeclared locales", _undeclared_locales),
    Shape("placeholders of a page profile", _profile),
    Shape("placeholders of xref", _xref),
    Shape("placeholders of edit_url", _edit_url),
    *(
        Shape(f"a long {field}", _long_name(field))
        for field in ("id", "name", "provider", "version", "task", "channel")
    ),
    Shape("nested lists", _deep),
    Shape("nested folders", _deep_folder),
    Shape("a path pattern with many stars", _globs),
    Shape("terms with the same first word", _terms_in_text("  - {term: disk a@, keep: yes}\n", "disk b@ ")),
    Shape(
        "terms that a text has",
        _terms_in_text("  - {term: a@, locales: {fr-FR: {use: [b@], avoid: [a@]}}}\n", "a@ "),
    ),
    Shape(
        "terms to avoid in the source",
        _terms_in_text("  - {term: a@, locales: {en-US: {avoid: [c@]}}}\n", "a@ b@ "),
    ),
    Shape(
        "terms that a text has not", _terms_in_text("  - {term: t@, forms: [u@, v@], keep: yes}\n", "a@ b@ ")
    ),
    Shape("terms of one letter", _terms_in_text("  - {term: あ@, keep: yes}\n", "あ@ ")),
    _numbered("segments", _per(40), _segments("The disk @ is full.", "Le disque @ est plein.")),
    _numbered("steps", _per(40), _segments("Open the disk @.", "Ouvrez le disque @.", "steps")),
    _numbered("segments with the same translation", _per(40), _segments("The disk a@ is on.", "Plein.")),
    _numbered("segments with opposite words", _per(40), _segments("Not start the a@.", "Plein.")),
    _numbered(
        "segments with two translations", _per(40), _segments("The disk is full now.", "Le disque b@.")
    ),
    _numbered("equal segments", _per(40), _segments("The disk is full.", "Le disque est plein.")),
    _numbered("segments with findings", _per(40), _segments("The  disk %@ 1%", "Le  disque % @ `")),
    _numbered(
        "segments with wrong quotes", _per(40), _segments("'The  disk #124;'", "'Le  disque #124; #39;'")
    ),
    _numbered(
        "segments without translation",
        _per(30),
        _lines("      - The disk @ is full.\n", "", before="    description:\n"),
    ),
    _numbered("parameters", _per(120), _parameters("The disk.", "Le disque.")),
    _numbered("parameters with findings", _per(120), _parameters("The  disk %1.", "Le  disque % 1")),
    _numbered(
        "unknown parameters", _per(80), _lines(_PARAMETER % "a", _PARAMETER % "b", before="    parameters:\n")
    ),
    _numbered(
        "parameters without translation",
        _per(90),
        lambda numbers: {**_parameters("The disk @.", "b")(numbers), **_without(numbers)},
    ),
    _numbered("unknown keys", _per(40), _lines("    k@: a\n", "    k@: b\n")),
    _numbered("unknown facts", _per(20), _lines("", "", "k@: a\n")),
    _numbered("keywords", _per(10), _keywords),
    _numbered("metadata", _per(40), _lines("      k@: a\n", "      k@: b\n", before="    metadata:\n")),
    _numbered(
        "allowances",
        _per(60),
        _lines("", "      description: {allow: {ED@: a}}\n", before="    description: a\n    about:\n"),
    ),
    _numbered(
        "notes",
        _per(60),
        _lines("      f@: {comment: a, context: b}\n", "      f@: {comment: a}\n", before="    about:\n"),
    ),
    _numbered(
        "related events",
        _per(12),
        _lines("    message: a\n", "    message: b\n", "  - '@9'\n", "", "see_also:\n"),
    ),
    _numbered(
        "examples", _per(20), _lines("    message: a\n", "    message: b\n", "  - a @\n", "", "examples:\n")
    ),
    _numbered(
        "label overrides",
        _per(60),
        _lines("        K@: a\n", "        K@: b\n", before="    labels:\n      keywords:\n"),
    ),
    _numbered("many missing identifiers", _per(24), _texts("aB@ ", "ab@ ")),
    _numbered("many respelled identifiers", _per(24), _texts("aB@/cD@ ", "ab@/ cd@ ")),
    _numbered("many missing paths", _per(28), _texts("/aB/c@ ", "/aB/d@ ")),
    _numbered("many missing code spans", _per(20), _texts("`a@` ", "`b` ")),
    _numbered("many missing placeholders", _per(20), _texts("{a@} ", "{b@} ")),
    _numbered("many broken placeholders", _per(24), _texts("{a@} ", "{ a@ } ")),
    _numbered("many missing links", _per(40), _texts("[a](https://a/@) ", "[a](https://b/@) ")),
    _numbered("many missing numbers", _per(20), _texts("1,00@ ", "1.00@ ")),
    _numbered("many missing entities", _per(24), _texts("&#1@; ", "&#2@; ")),
    _numbered("many broken entities", _per(20), _texts("| ", "#124; ")),
    _numbered("many quoted placeholders", _per(20), _texts("'%1' ", "%1 ")),
    _numbered("many dates", _per(30), _texts("12/31/2017 ", "12/31/2017 ")),
    _numbered("nested identifiers", lambda size: int(size**0.5) // 2, _nested),
    _numbered("channels", _per(20), _channels),
    _numbered("providers", _per(40), _settings("  p@: {name: Product-@}\n", "providers:\n")),
    _numbered(
        "rule settings", _per(60), _settings("  - {rule: ED503, severity: off, paths: ['a@*']}\n", "rules:\n")
    ),
    _numbered("rule settings for findings", _per(120), _settings_and_findings),
    _numbered("unknown rules", _per(40), _settings("  - {rule: ED9@, severity: off}\n", "rules:\n")),
    _numbered("fallbacks", _per(20), _settings("  x-a@: [x-a@]\n", "fallbacks:\n")),
    _numbered("titles", _per(20), _settings("  x-a@: t\n", "fallbacks: {}\n")),
    _numbered("labels of unknown keywords", _per(16), _file("labels/fr-FR.yaml", "keywords:\n", "  K@: a\n")),
    _numbered("labels of unknown channels", _per(16), _file("labels/fr-FR.yaml", "channels:\n", "  c@: a\n")),
    _numbered("unknown levels", _per(16), _file("labels/fr-FR.yaml", "levels:\n", "  l@: same\n")),
    _numbered("unknown labels", _per(16), _file("labels/fr-FR.yaml", "headings:\n", "  l@: a\n")),
    _numbered("front matter lines", _per(20), _file("pages/fr-FR.yaml", "front_matter: |\n", "  k@: {k@}\n")),
    _numbered("terms", _per(40), _file("glossary.yaml", _TERMS, "  - {term: term@, keep: yes}\n")),
    _numbered(
        "forms of a term",
        _per(12),
        _file("glossary.yaml", "terms:\n  - term: session\n    forms:\n", "      - f@\n"),
    ),
    _numbered(
        "terms to avoid",
        _per(60),
        _file("glossary.yaml", _TERMS, "  - {term: session, locales: {fr-FR: {avoid: [s@]}}}\n"),
    ),
    _numbered(
        "ledger records",
        _per(60),
        _file("ledgers/fr-FR.ledger", "", "7:x@\n 0123456789abcdef 0123456789abcdef machine\n"),
    ),
    _numbered(
        "conflicting records",
        _per(60),
        _file("ledgers/fr-FR.ledger", "7:message\n", " 0123456789abcdef @ machine\n"),
    ),
    _numbered(
        "files in the wrong place",
        _per(60),
        lambda numbers: {"catalog.yaml": SETTINGS, **{f"x/{each}.yaml": "a: b\n" * 5 for each in numbers}},
    ),
    _numbered("events", _per(200), _events(_EVENT_TEXT % ("The disk @ is full.", "Le disque @ est plein."))),
    _numbered(
        "events with equal texts",
        _per(200),
        _events(_EVENT_TEXT % ("The disk is full.", "Le disque est plein.")),
    ),
    _numbered(
        "events with the same id",
        _per(200),
        _events(_EVENT_TEXT.replace("id: @", "id: 7\nversion: @") % ("a", "b")),
    ),
    _numbered("one event many times", _per(200), _events(_EVENT_TEXT.replace("id: @", "id: 7") % ("a", "b"))),
    _numbered(
        "events with the same page",
        _per(200),
        _events(_EVENT_TEXT.replace("name: E@", "name: E") % ("a", "b")),
    ),
    _numbered(
        "events with unknown relations",
        _per(220),
        _events("see_also: ['@0', '@1', '@2']\n" + _EVENT_TEXT % ("a", "b")),
    ),
    _numbered(
        "events with unknown providers", _per(220), _events("provider: p@\n" + _EVENT_TEXT % ("a", "b"))
    ),
    _numbered(
        "events with keywords", _per(220), _events("keywords: [K@, L@, M@]\n" + _EVENT_TEXT % ("a", "b"))
    ),
    _numbered(
        "events with undeclared locales",
        _per(200),
        _events("id: @\nname: E@\nstrings:\n  x-a@: {message: a}\n"),
    ),
    _numbered("comments", _per(10), _lines("    # c @\n", "    # c @\n", before="    message: a\n")),
    _numbered("aliases", _per(10), _lines("    - *a\n", "    - *a\n", before="    description:\n")),
    _numbered("anchors", _per(14), _lines("    - &a@ b\n", "    - &a@ b\n", before="    description:\n")),
    _numbered(
        "documents", _per(8), lambda numbers: {"catalog.yaml": SETTINGS, EVENT: "--- a\n" * len(numbers)}
    ),
    _numbered("duplicate keys", _per(8), _lines("    message: a\n", "    message: b\n")),
    _numbered(
        "lines of a block text",
        _per(20),
        _lines("      The disk @\n", "      Le  disque @\n", before="    message: |\n"),
    ),
    _numbered(
        "lines of a folded text",
        _per(20),
        _lines("      The disk @\n", "      Le  disque @\n", before="    message: >\n"),
    ),
    _numbered(
        "lines of a plain text",
        _per(20),
        _lines("      The disk @\n", "      Le  disque @\n", before="    message:\n"),
    ),
    _numbered(
        "escapes",
        _per(12),
        lambda numbers: _event(
            f'    message: "{_escapes(numbers)}"\n', f'    message: "{_escapes(numbers)}x"\n'
        ),
    ),
    Shape("control characters", lambda size: {"catalog.yaml": SETTINGS, EVENT: "\x07" * size}),
    Shape("invalid UTF-8", lambda size: {"catalog.yaml": SETTINGS, EVENT: "\udcff" * size}),
    Shape("one long line without YAML", lambda size: {"catalog.yaml": SETTINGS, EVENT: "a" * size}),
    Shape("open quotes", lambda size: {"catalog.yaml": SETTINGS, EVENT: '"' * size}),
    Shape("open brackets of YAML", lambda size: {"catalog.yaml": SETTINGS, EVENT: "[" * size}),
    Shape("question marks of YAML", lambda size: {"catalog.yaml": SETTINGS, EVENT: "? " * (size // 2)}),
    Shape("dashes of YAML", lambda size: {"catalog.yaml": SETTINGS, EVENT: "- " * (size // 2)}),
    Shape(
        "empty flow maps", lambda size: {"catalog.yaml": SETTINGS, EVENT: f"a: [{'{}, ' * (size // 4)}]\n"}
    ),
    Shape(
        "a flow list of words",
        lambda size: {
            "catalog.yaml": SETTINGS,
            EVENT: f"{_HEAD}keywords: [{'a, ' * (size // 3)}b]\nstrings: {{}}\n",
        },
    ),
)


PAIRS = (
    _one_sided("words and letters", Pattern("aB1 "), Pattern("a")),
    _one_sided("code and backticks", Pattern("`a` "), Pattern("`")),
    _one_sided("brackets and quotes", Pattern("(a) "), Pattern("'")),
    _one_sided("links and brackets", Pattern("[a](b) "), Pattern("[")),
    _one_sided("numbers and digits", Pattern("1 "), Pattern("1")),
    _one_sided("placeholders and percent signs", Pattern("%1 "), Pattern("%")),
    _one_sided("broken and valid placeholders", Pattern("%1 %2 "), Pattern("% 1 % 2 ")),
    _one_sided("reversed placeholders", Pattern("2% 1% "), Pattern("%1 %2 ")),
    _one_sided("dotted names", Pattern("aa.bb.cc "), Pattern("aa. ")),
    _one_sided("a name and its parts", Pattern("aB"), Pattern("aB ")),
)
SHAPES = (*map(_text_shape, PATTERNS), *PAIRS, *STRUCTURES)
