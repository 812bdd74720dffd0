"""Baselines: findings that a team has seen and accepts for now, a line each, sorted, without line numbers."""

from collections import Counter
from collections.abc import Iterable

from eventdocs.model.errors import EventdocsError

_HEAD = "# eventdocs baseline: findings that are not reported again. Write it anew with --update-baseline.\n"
_FIELDS = 4


def read(data: bytes, file: str) -> Counter[str]:
    """Read the findings of a baseline, each as often as it is accepted."""
    try:
        lines = data.decode("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise EventdocsError(f"{file} is not UTF-8", hint="write it anew with --update-baseline") from error
    known: Counter[str] = Counter()
    for number, line in enumerate(lines, start=1):
        if line and not line.startswith("#"):
            if line.count("\t") != _FIELDS - 1:
                hint = "write it anew with --update-baseline"
                raise EventdocsError(f"{file}:{number}: not a line of a baseline", hint=hint)
            known[line] += 1
    return known


def write(identities: Iterable[str]) -> bytes:
    """Write a baseline of these findings."""
    return (_HEAD + "".join(f"{line}\n" for line in sorted(identities))).encode("utf-8", "replace")
