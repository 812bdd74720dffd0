"""Diagnostics about a user's content: the rule, the location, the message and a hint."""

from bisect import bisect
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from eventdocs.model.limits import FINDINGS

_MAX_LISTED = 12
_MAX_TEXT = 1_000  # characters of a message or hint
_MAX_LETTERS = 100  # of a word that a hint suggests, or suggests another word for
_MAX_COMPARED = 1_000  # words for one hint
_MAX_COMPARISONS = 20_000  # for all hints of one instance


class Severity(StrEnum):
    """The severity of a diagnostic; only errors stop a build."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Location(NamedTuple):
    """A span of a file; lines and columns count from 1, columns in characters, the end is exclusive.

    A location with a `path` is that of the value there, whose position is still to be found.
    """

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1
    path: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Rule(NamedTuple):
    """A check: its stable code, short name, default severity, requirement and reason.

    `bad` and `good` are examples that break and follow the rule: an event file, or several files, each
    after a line `# NAME`. The documentation shows them and the tests run them.
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
    """A violation of a rule at a location.

    `event` is the event's key, `locale` a tag of the catalog, `field` a path such as `strings.pt-BR.message`;
    each is empty if it does not apply. `related` are other locations that belong to the violation.
    `text_range` narrows the location to some characters of the value there; `fix` can safely replace them.
    `count` is the number of violations that it stands for: `cap_findings` replaces many by one.
    `repeated` are the same findings about equal texts in other places: `group_findings` puts them there.
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
    count: int = 1
    repeated: "tuple[Diagnostic, ...]" = ()

    def __post_init__(self) -> None:
        # A text that is quoted in each of its thousands of findings would take all memory.
        if len(self.message) > _MAX_TEXT:
            object.__setattr__(self, "message", f"{self.message[:_MAX_TEXT]}…")
        if len(self.hint) > _MAX_TEXT:
            object.__setattr__(self, "hint", f"{self.hint[:_MAX_TEXT]}…")

    @property
    def severity(self) -> Severity:
        """The severity of the rule."""
        return self.rule.severity

    def at(self, location: Location) -> "Diagnostic":
        """Return the same finding at another location; `replace` takes three times as long."""
        return self.placed(location, self.field, self.related)

    def placed(self, location: Location, field: str, related: tuple[Location, ...]) -> "Diagnostic":
        """Return the same finding with another location and field, and other related locations."""
        return self._copy(location, field, related, self.repeated)

    def with_repeated(self, others: "tuple[Diagnostic, ...]") -> "Diagnostic":
        """Return the same finding with those of equal texts."""
        return self._copy(self.location, self.field, self.related, others)

    def _copy(
        self,
        location: Location,
        field: str,
        related: tuple[Location, ...],
        repeated: "tuple[Diagnostic, ...]",
    ) -> "Diagnostic":
        return Diagnostic(
            self.rule,
            location,
            self.message,
            self.hint,
            self.event,
            self.locale,
            field,
            related,
            self.text_range,
            self.fix,
            self.count,
            repeated,
        )


def sort_diagnostics(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return diagnostics sorted by location, code and message, in whatever order the checks ran."""
    return sorted(diagnostics, key=_sort_key)


def _sort_key(found: Diagnostic) -> tuple[str, int, int, int, int, str, str]:
    at = found.location
    return at.file, at.line, at.column, at.end_line, at.end_column, found.rule.code, found.message


def group_findings(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return findings with those about the same characters of equal texts of a locale put into the first one.

    Events often share a sentence, and a mistake in it is one mistake.
    """
    groups: dict[object, list[Diagnostic]] = {}
    for finding in findings:
        groups.setdefault(_group_key(finding), []).append(finding)
    return [first.with_repeated(tuple(others)) if others else first for first, *others in groups.values()]


def _group_key(finding: Diagnostic) -> object:
    if finding.text_range is None or not finding.text_range.value or finding.related or finding.count > 1:
        return id(finding)
    return finding.rule.code, finding.severity, finding.locale, finding.text_range, finding.message


def split_groups(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the findings of groups one by one, for reports with one place for each finding."""
    listed = list(findings)
    if not any(finding.repeated for finding in listed):
        return listed
    return sort_diagnostics(
        each for finding in listed for each in (replace(finding, repeated=()), *finding.repeated)
    )


class CappedFindings:
    """Findings, at most as many of each rule in each file as `FINDINGS` allows, and the numbers of others."""

    def __init__(self) -> None:
        self.limit = FINDINGS.value
        self._kept: list[Diagnostic] = []
        self._numbers: dict[tuple[str, str, Severity], int] = {}
        self._others: dict[tuple[str, str, Severity], Diagnostic] = {}
        self._counts: Counter[tuple[str, str, Severity]] = Counter()

    def add(self, finding: Diagnostic) -> None:
        """Keep a finding, or count it if there are enough of its rule in its file."""
        group = finding.location.file, finding.rule.code, finding.severity
        number = self._numbers.get(group, 0)
        if number < self.limit and finding.count == 1:
            self._numbers[group] = number + 1
            self._kept.append(finding)
        else:
            self._others.setdefault(group, finding)
            self._counts[group] += finding.count

    def findings(self) -> list[Diagnostic]:
        """Return the findings, and one for all others of a rule in a file, where the first of them is."""
        return [*self._kept, *(_more(first, self._counts[group]) for group, first in self._others.items())]


def _more(first: Diagnostic, count: int) -> Diagnostic:
    return replace(
        first,
        message=f"{count:,} more {first.rule.code} findings in this file are not shown",
        hint=FINDINGS.hint,
        related=(),
        text_range=None,
        fix=None,
        count=count,
        repeated=(),
    )


def cap_findings(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return findings for a report: not too many of one rule in one file, sorted."""
    capped = CappedFindings()
    for finding in findings:
        capped.add(finding)
    return sort_diagnostics(capped.findings())


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint that suggests the most similar known word, or lists all if they are at most 12."""
    return Suggestions(known).hint(word)


class Suggestions:
    """Hints for unknown words. One instance makes them for many words, with a limit on its work.

    Words are compared letter by letter, which takes long for long words, and with thousands of known words
    for each of thousands of unknown ones.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self.names = sorted(known)
        by_lower_case = {name.lower(): name for name in reversed(self.names) if len(name) <= _MAX_LETTERS}
        self.by_lower_case = dict(sorted(by_lower_case.items()))
        self.lower_case = list(self.by_lower_case)
        self.comparisons = 0

    def hint(self, word: str) -> str:
        """Return a hint that suggests the most similar known word, or lists all if they are at most 12."""
        match = self._closest(word.lower()) if len(word) <= _MAX_LETTERS else ""
        if match:
            return f"did you mean `{self.by_lower_case[match]}`?"
        if 0 < len(self.names) <= _MAX_LISTED:
            return "known: " + ", ".join(f"`{name[:_MAX_LETTERS]}`" for name in self.names)
        return ""

    def _closest(self, word: str) -> str:
        """Return the most similar of the names that are near the word in alphabetical order."""
        import difflib

        at = bisect(self.lower_case, word)
        near = self.lower_case[max(0, at - _MAX_COMPARED // 2) : at + _MAX_COMPARED // 2]
        self.comparisons += len(near)
        if self.comparisons > _MAX_COMPARISONS:
            return ""
        return next(iter(difflib.get_close_matches(word, near, n=1, cutoff=0.6)), "")
