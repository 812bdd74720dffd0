"""Baselines: the findings that a team accepts for now, one per line, sorted, without line numbers."""

from collections import Counter
from collections.abc import Iterable

from eventdocs.model.errors import EventdocsError

_HEAD = "# eventdocs baseline: findings that are not reported. Update it with --update-baseline.\n"
_FIELDS = 4
_HINT = "write a new one with --update-baseline"


def read(data: bytes, file: str) -> Counter[str]:
    """Return the findings of a baseline, each with how many times it is accepted."""
    try:
        lines = data.decode("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise EventdocsError(f"`{file}` is not UTF-8", hint=_HINT) from error
    findings: Counter[str] = Counter()
    for number, line in enumerate(lines, start=1):
        if line and not line.startswith("#"):
            if line.count("\t") != _FIELDS - 1:
                raise EventdocsError(f"{file}:{number}: the line is not a finding", hint=_HINT)
            findings[line] += 1
    return findings


def write(identities: Iterable[str]) -> bytes:
    """Return a baseline of these findings."""
    return (_HEAD + "".join(f"{line}\n" for line in sorted(identities))).encode("utf-8", "replace")
