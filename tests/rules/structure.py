"""Bad and good cases of faults of form, identities and references; ⟦ ⟧ marks where the finding begins and ends."""

E = "id: 7\nname: DiskFull\nstrings: {}\n"


def event(*lines: str) -> str:
    """Write an event with more lines before its strings."""
    return "id: 7\nname: DiskFull\n" + "".join(f"{line}\n" for line in lines) + "strings: {}\n"


def strings(text: str) -> str:
    """Write an event with these strings of the source locale."""
    return f"id: 7\nname: DiskFull\nstrings:\n  en-US: {text}\n"


def main(text: str) -> str:
    """Write a catalog file and an event."""
    return f"# catalog.yaml\n{text}# events/7-diskfull.yaml\n{E}"


def labels(text: str, *lines: str, locale: str = "pt-BR") -> str:
    """Write a labels file and an event."""
    return f"# labels/{locale}.yaml\n{text}\n# events/7-diskfull.yaml\n{event(*lines)}"


def two(first: str, second: str) -> str:
    """Write two event files."""
    return (
        f"# events/7-diskfull.yaml\n{first}strings: {{}}\n# events/8-diskslow.yaml\n{second}strings: {{}}\n"
    )


_LOCALES = "source_locale: en-US\nlocales: [en-US, pt-BR]\n"

# code: (bad cases, good cases)
STRUCTURE: dict[str, tuple[list[str], list[str]]] = {
    "ED001": (
        [
            "id: 7\nname: [DiskFull\nstrings⟦:⟧ {}\n",
            "id: 7\n\tname⟦:⟧ DiskFull\n".replace("\tname⟦:⟧", "⟦\t⟧name:"),
            "id: 7\nname: a⟦:⟧ b\nstrings: {}\n",
        ],
        [E, "id: 7\r\nname: DiskFull\r\nstrings: {}\r\n", '{"id": "7", "name": "DiskFull", "strings": {}}\n'],
    ),
    "ED002": (
        [
            "id: 7\nname: Disk⟦\x07⟧Full\nstrings: {}\n",
            'id: 7\nname: ⟦"Disk\\x07Full"⟧\nstrings: {}\n',
            "id: 7\nname: Disk⟦\u2028⟧Full\nstrings: {}\n",
        ],
        [E, "\ufeff" + E, strings('{message: "Tab\\tand é."}')],
    ),
    "ED003": (
        [
            "id: 7\n⟦id⟧: 8\nname: DiskFull\nstrings: {}\n",
            strings("{message: A., ⟦message⟧: B.}"),
            "id: 7\nname: DiskFull\nstrings:\n  en-US: {}\n  ⟦'en-US'⟧: {}\n",
        ],
        [E, strings("{message: A., description: A.}"), event("keywords: [A, A]")],
    ),
    "ED004": (
        [
            "id: 7\nname: ⟦&x DiskFull⟧\nstrings: {}\n",
            event("task: &x A", "opcode: ⟦*x⟧"),
            "id: 7\nname: ⟦!!str 7⟧\nstrings: {}\n",
            "id: 7\nname: DiskFull\nstrings: {⟦<<⟧: {}}\n",
        ],
        [E, strings("{message: '&x *y !z'}"), strings("{message: <<}".replace("<<", "'<<'"))],
    ),
    "ED005": (
        [
            "id: " + "[" * 31 + "⟦[⟧" + "]" * 32 + "\n",
            "id: " + "{a: " * 31 + "⟦{⟧" + "}" * 32 + "\n",
            "[" * 32 + "⟦[⟧" + "]" * 33 + "\n",
        ],
        [E, "id: " + "[" * 31 + "]" * 31 + "\n", strings("{message: '" + "[" * 60 + "'}")],
    ),
    "ED006": (
        [
            strings("{message: ⟦" + "x" * 100_001 + "⟧}"),
            strings("\n    message: ⟦'" + "x" * 100_001 + "'⟧"),
            event("task: ⟦" + "x" * 100_001 + "⟧"),
        ],
        [E, strings("{message: " + "x" * 100_000 + "}"), strings("{message: [" + "xy, " * 30_000 + "z]}")],
    ),
    "ED007": (
        [E + "⟦---⟧\nid: 8\n", "⟦⟧", E + "...\n⟦---⟧ a\n"],
        [E, "---\n" + E, E + "...\n"],
    ),
    "ED010": (
        [
            strings("{⟦mesage⟧: A.}"),
            event("⟦levle⟧: error"),
            labels("headings:\n  ⟦mesage⟧: x"),
            main(_LOCALES + "⟦chanels⟧: {}\n"),
        ],
        [E, event("level: error"), labels("headings: {message: x}")],
    ),
    "ED011": (
        [
            event("keywords: ⟦Storage⟧"),
            event("level: ⟦[error]⟧"),
            strings("{message: ⟦{a: b}⟧}"),
        ],
        [event("keywords: [Storage]"), strings("{message: [a, b]}"), event("parameters: []")],
    ),
    "ED012": (
        [
            event("level: ⟦eror⟧"),
            "id: ⟦../7⟧\nname: DiskFull\nstrings: {}\n",
            "id: 7\nname: DiskFull\nstrings: {⟦pt_BR⟧: {}}\n",
            main(_LOCALES + "rules: [{rule: ⟦x⟧, severity: off}]\n"),
        ],
        [event("level: log_always"), event("version: 0"), event("provider: store")],
    ),
    "ED013": (
        ["⟦id⟧: 7\nstrings: {}\n", "⟦name⟧: DiskFull\nstrings: {}\n", main("⟦locales⟧: [en-US]\n")],
        [E, main(_LOCALES), event("parameters: [{name: a}]")],
    ),
    "ED014": (
        [
            strings("{message: ⟦' A.'⟧}"),
            strings("{message: ['A.', ⟦'  B.'⟧]}"),
            event("task: ⟦'A '⟧"),
        ],
        [
            strings("{message: ['A.', ' B.']}"),
            strings("{message: |-\n    A.}".replace("}", "")).replace("{message", "\n    message"),
            E,
        ],
    ),
    "ED016": (
        [f"# event/7.yaml\n⟦⟧{E}", "# other.yaml\n⟦⟧a: b\n", "# labels/a/pt-BR.yaml\n⟦⟧{}\n"],
        [f"# events/a/b/7.yaml\n{E}", labels("{}"), "# glossary.yaml\nterms: []\n"],
    ),
    "ED101": (
        [
            two("id: 7\nname: A\n", "id: ⟦7⟧\nname: B\n"),
            two("id: 7\nname: A\nversion: 1\n", "id: ⟦7⟧\nname: A\nversion: 1\n"),
            two("id: 7\nname: A\nprovider: store\n", "id: ⟦7⟧\nname: B\nprovider: store\n"),
        ],
        [
            two("id: 7\nname: A\n", "id: 8\nname: A\n"),
            two("id: 7\nname: A\n", "id: 7\nname: A\nversion: 1\n"),
            two("id: 7\nname: A\n", "id: 7\nname: A\nprovider: store\n"),
        ],
    ),
    "ED102": (
        [
            main("source_locale: en-US\n⟦locales⟧: [pt-BR, en-US]\n"),
            main("source_locale: en-US\n⟦locales⟧: [en-US, pt-BR, pt-BR]\n"),
            main("source_locale: en-US\n⟦locales⟧: [en-US, pt-BR, ar]\n"),
        ],
        [
            main(_LOCALES),
            main("source_locale: pt-BR\nlocales: [pt-BR, en-US]\n"),
            main("source_locale: x\nlocales: [en]\n".replace("x", "en")),
        ],
    ),
    "ED103": (
        [
            "id: 7\nname: DiskFull\nstrings: {⟦pt-PT⟧: {}}\n",
            labels("⟦⟧{}", locale="pt-PT"),
            main(_LOCALES + "fallbacks: {pt-BR: [⟦pt-PT⟧]}\n"),
            main(_LOCALES + "title: {⟦de⟧: X}\n".replace("⟦de⟧: X", "de: ⟦X⟧")),
        ],
        [E, labels("{}"), main(_LOCALES + "fallbacks: {pt-BR: [en-US]}\n")],
    ),
    "ED104": (
        [
            "id: ⟦.7⟧\nname: DiskFull\nstrings: {}\n",
            "id: ⟦7⟧\nname: DiskFull.\nstrings: {}\n",
            "id: ⟦7⟧\nname: " + "x" * 300 + "\nstrings: {}\n",
            "id: 7\nprovider: ⟦nul⟧\nname: A\nstrings: {}\n",
        ],
        [E, "id: con\nname: a\nstrings: {}\n", "id: 7.1\nname: A\nstrings: {}\n"],
    ),
    "ED105": (
        [
            two("id: a7\nname: A\n", "id: A7\nname: ⟦A⟧\n")
            .replace("name: A\nstrings: {}\n# ev", "name: ⟦A⟧\nstrings: {}\n# ev")
            .replace("id: A7\nname: ⟦A⟧", "id: A7\nname: A"),
            two("id: é\nname: A\n", "id: e\u0301\nname: A\n").replace("id: é\nname: A", "id: é\nname: ⟦A⟧"),
            two("id: ﬁ\nname: A\n", "id: fi\nname: A\n").replace("id: ﬁ\nname: A", "id: ﬁ\nname: ⟦A⟧"),
        ],
        [
            two("id: a7\nname: A\n", "id: A8\nname: A\n"),
            two("id: 7\nname: A\n", "id: 7\nname: A\nversion: 1\n"),
            two("id: 7\nname: A\n", "id: 7\nname: A\nprovider: store\n"),
        ],
    ),
    "ED110": (
        [
            event("provider: ⟦disk⟧"),
            main(_LOCALES + "default_provider: ⟦prod⟧\n"),
            event("provider: ⟦stor⟧"),
        ],
        [event("provider: store"), E, main(_LOCALES + "default_provider: p\nproviders: {p: {name: P}}\n")],
    ),
    "ED111": (
        [
            event("channel: ⟦analytics⟧"),
            event("provider: store", "channel: ⟦own⟧"),
            main(_LOCALES + "providers: {p: {name: P, channels: {own: P/Own}}}\n").replace(
                "name: DiskFull\n", "name: DiskFull\nchannel: ⟦own⟧\n"
            ),
        ],
        [
            event("channel: analytic"),
            E,
            main(_LOCALES + "providers: {p: {name: P, channels: {own: P/Own}}}\n").replace(
                "name: DiskFull\n", "name: DiskFull\nprovider: p\nchannel: own\n"
            ),
        ],
    ),
    "ED112": (
        [
            event("see_also: [7, ⟦8⟧]"),
            event("see_also: [⟦7@1⟧]"),
            event("provider: store", "see_also: [⟦8⟧]"),
        ],
        [
            event("see_also: [7]"),
            event("provider: store", "see_also: [7]"),
            event("provider: store", "see_also: [store/7]"),
        ],
    ),
    "ED113": (
        [
            labels("keywords:\n  Storge: ⟦x⟧", "keywords: [Storage]"),
            labels("channels:\n  debug: ⟦x⟧"),
            "id: 7\nname: DiskFull\nstrings: {pt-BR: {labels: {keywords: {Storage: ⟦x⟧}}}}\n",
        ],
        [
            labels("keywords: {Storage: x}", "keywords: [Storage]"),
            labels("keywords: {'A, B': x}", "keywords: [A, B]"),
            labels("channels: {analytic: x}"),
        ],
    ),
    "ED114": (
        [
            event("parameters: [{name: Drive}]").replace("{}", "{pt-BR: {parameters: {⟦Drve⟧: {}}}}"),
            E.replace("{}", "{pt-BR: {parameters: {⟦Drive⟧: {}}}}"),
            event("parameters: []").replace("{}", "{en-US: {parameters: {⟦Drive⟧: {}}}}"),
        ],
        [
            event("parameters: [{name: Drive}]").replace("{}", "{pt-BR: {parameters: {Drive: {}}}}"),
            event("parameters: [{name: Drive}]"),
            E,
        ],
    ),
    "ED115": (
        [
            main(_LOCALES + "rules: [{rule: ⟦ED999⟧, severity: off}]\n"),
            strings("{message: A., about: {message: {allow: {ED99: ⟦why⟧}}}}"),
            main(_LOCALES + "rules: [{rule: ED501, severity: off}, {rule: ⟦ED998⟧, severity: info}]\n"),
        ],
        [
            main(_LOCALES + "rules: [{rule: ED501, severity: off}]\n"),
            strings("{message: A., about: {message: {allow: {ED501: why}}}}"),
            E,
        ],
    ),
    "ED116": (
        [
            strings("{message: A., about: {message: {allow: {ED503: ⟦why⟧}}}}"),
            strings("{message: A  b., about: {message: {allow: {ED503: w, ED504: ⟦why⟧}}}}"),
            strings("{message: A  b., about: {description: {allow: {ED503: ⟦why⟧}}}}"),
        ],
        [
            strings("{message: A  b., about: {message: {allow: {ED503: why}}}}"),
            strings("{message: [A., B  c.], about: {message: {allow: {ED503: why}}}}"),
            strings("{message: A., about: {message: {comment: x}}}"),
        ],
    ),
}
