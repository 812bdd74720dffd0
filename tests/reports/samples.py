"""Diagnostics and texts that the tests of reports share."""

from eventdocs.model.diagnostics import Diagnostic, Location, Rule, Severity

RULE = Rule("ED999", "test-rule", Severity.ERROR, "A test.", "It has to be.", "bad\n", "good\n")
MILD_RULE = Rule("ED998", "mild-rule", Severity.INFO, "A hint.", "It may be.")
CONTROLS = frozenset("\x00\x07\x1b\r\u202e\u2066\u2028\ud800")
HOSTILE = [
    "two\nlines",
    "\n::error::injected",
    "\r::stop-commands::x",
    "##[error]injected",
    "\x1b[31mred\x1b[0m",
    "]]> <b>&amp;",
    "\u202eabc\u2066",
    "a|b `c` **d** [e](f) <script>",
    'quote " and \\ backslash',
    "\ud800",
    "%0A%25",
    "\x00\x07\u2028",
]


def diagnostic(
    message: str = "wrong", hint: str = "correct it", rule: Rule = RULE, line: int = 2
) -> Diagnostic:
    """Return a diagnostic about two characters of a translation."""
    location = Location("events/7, a:b.yaml", line, 3, line, 5)
    related = (Location("x.yaml"),)
    return Diagnostic(rule, location, message, hint, "7", "pt-BR", "strings.pt-BR.message", related)
