"""The generated parts of docs/, written by `make docs`; a test checks that they are up to date."""

from pathlib import Path

from eventdocs.model.diagnostics import Rule
from eventdocs.rules.registry import RULES
from tests import dependencies
from tests.conftest import ROOT

_FAMILIES = {
    "ED0": "Form",
    "ED1": "Identity, references and settings",
    "ED2": "Translations",
    "ED3": "Placeholders, code and names",
    "ED4": "Markup and links",
    "ED5": "Typography, terms and style",
    "ED6": "What the software ships",
}
_LONGEST = 100


def documents() -> dict[Path, str]:
    """Return all generated documents by path in the repository."""
    pages = {Path(f"docs/rules/{rule.code}.md"): _page(rule) for rule in RULES}
    return {
        Path("docs/rules/README.md"): _index(),
        Path("docs/dependencies.md"): dependencies.document(),
        **pages,
    }


def _index() -> str:
    lines = [
        "# Rules",
        "",
        "`eventdocs explain CODE` shows a rule in the terminal. Codes are never reused.",
        "",
    ]
    for prefix, title in _FAMILIES.items():
        lines += [f"## {title}", "", "| code | name | severity | rule |", "| --- | --- | --- | --- |"]
        for rule in sorted(RULES, key=lambda rule: rule.code):
            if rule.code.startswith(prefix):
                lines.append(
                    f"| [{rule.code}]({rule.code}.md) | {rule.name} | {rule.severity} | {rule.summary} |"
                )
        lines.append("")
    return "\n".join(lines)


def _page(rule: Rule) -> str:
    lines = [
        f"# {rule.code} {rule.name}",
        "",
        f"Severity: {rule.severity}.",
        "",
        rule.summary,
        "",
        rule.reason,
        "",
    ]
    for title, example in (("Bad", rule.bad), ("Good", rule.good)):
        if example:
            lines += [f"## {title}", "", "```yaml", *(_cut(line) for line in example.splitlines()), "```", ""]
    return "\n".join(lines)


def _cut(line: str) -> str:
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def main() -> None:
    """Write all generated documents."""
    for path, text in documents().items():
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
