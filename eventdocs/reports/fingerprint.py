"""Fingerprints of findings, which stay the same when lines move."""

import hashlib
from collections import Counter
from collections.abc import Iterable

from eventdocs.model.diagnostics import Diagnostic


def identity(finding: Diagnostic) -> str:
    """Return what identifies a finding, without its line: rule, event or file, field, and the text."""
    subject = finding.event or finding.location.file
    text = f"{finding.message}\0{finding.text_range.value if finding.text_range else ''}"
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    parts = (finding.rule.code, subject, finding.field, digest)
    return "\t".join(" ".join(part.split()) for part in parts)


def finding_fingerprints(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """Return a distinct fingerprint for each finding, even if two have the same identity."""
    counts: Counter[str] = Counter()
    result = []
    for finding in diagnostics:
        name = identity(finding)
        counts[name] += 1
        result.append(
            hashlib.sha256(f"{name}\t{counts[name]}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
        )
    return result
