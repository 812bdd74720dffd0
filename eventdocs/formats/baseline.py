"""Baselines: the findings that a team accepts for now, one per line, sorted, without line numbers."""

from collections import Counter
from collections.abc import Iterable

from eventdocs.formats.lines import decoded_lines
from eventdocs.model.errors import EventdocsError

_HEAD = "# eventdocs baseline: findings that are not reported. Update it with --update-baseline.\n"
_FIELDS = 4
_HINT = "write a new one with --update-baseline"


def read(data: bytes, file: str) -> Counter[str]:
    """Return the findings of a baseline, each with how many times it is accepted."""
    findings: Counter[str] = Counter()
    for number, text in enumerate(decoded_lines(data, file, _HINT), start=1):
        line = text.rstrip("\r\n")
        if line and not line.startswith("#"):
            if line.count("\t") != _FIELDS - 1:
                raise EventdocsError(f"{file}:{number}: the line is not a finding", hint=_HINT)
            findings[line] += 1
    return findings


def write(identities: Iterable[str]) -> bytes:
    """Return a baseline of these findings, each of which is one line."""
    return (_HEAD + "".join(f"{line}\n" for line in sorted(identities))).encode("utf-8", "replace")
