"""Findings about a user's content: what is wrong, where, how bad it is and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How bad a finding is; only errors stop a build."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A span of a file; lines and columns count from 1, columns in characters, the end is exclusive."""

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Rule:
    """A check: its stable code, short name, default severity, what it demands and why.

    `bad` and `good` are catalog files that have the fault and do not: an event file, or several files, each
    under a line `# NAME`. Documentation and tests use the same ones.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    reason: str = ""
    bad: str = ""
    good: str = ""


class TextRange(NamedTuple):
    """Some characters of a value, from `start` to `end` (exclusive), counted from 0."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding of one rule at one place.

    `event` is the event's key, `locale` a catalog's tag, `field` a path such as `strings.pt-BR.message`;
    each is empty where it does not apply. `related` names other places that belong to the finding.
    `extent` narrows the location to some characters of the value there; `fix` is what can safely stand in
    their place.
    """

    rule: Rule
    location: Location
    message: str
    hint: str = ""
    event: str = ""
    locale: str = ""
    field: str = ""
    related: tuple[Location, ...] = ()
    text_range: TextRange | None = None
    fix: str | None = None

    @property
    def severity(self) -> Severity:
        """Severity of the rule."""
        return self.rule.severity


def sort_diagnostics(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sort by place, then code, then message: the same list whatever the order of the checks."""
    return sorted(diagnostics, key=lambda d: (d.location, d.rule.code, d.message))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Give the hint that names the nearest known word, or lists the few there are."""
    import difflib

    names = sorted(known)
    close = difflib.get_close_matches(word.lower(), [n.lower() for n in names], n=1, cutoff=0.6)
    if close:
        near = next(n for n in names if n.lower() == close[0])
        return f"did you mean `{near}`?"
    if 0 < len(names) <= 12:
        return "known here: " + ", ".join(f"`{n}`" for n in names)
    return ""
