"""Fingerprints: what makes a finding the same one after lines have moved."""

import hashlib
from collections import Counter
from collections.abc import Iterable

from eventdocs.model.diagnostics import Diagnostic


def identity(finding: Diagnostic) -> str:
    """Give what a finding is about, without its line: rule, event or file, field, and the text concerned."""
    about = finding.event or finding.location.file
    text = f"{finding.message}\0{finding.text_range.value if finding.text_range else ''}"
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    parts = (finding.rule.code, about, finding.field, digest)
    return "\t".join(" ".join(part.split()) for part in parts)


def fingerprints(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """Give each finding a fingerprint of its own; the second of two that are alike gets another."""
    seen: Counter[str] = Counter()
    marks = []
    for finding in diagnostics:
        name = identity(finding)
        seen[name] += 1
        marks.append(hashlib.sha256(f"{name}\t{seen[name]}".encode()).hexdigest()[:32])
    return marks
