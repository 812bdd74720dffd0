"""Sections that a catalog adds to the pages of its events."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

AFTER = "resolution"


@dataclass(frozen=True, slots=True)
class SectionDeclaration:
    """A catalog's own section: its label by locale, and the section that it follows on pages.

    `required` says whether every event must have it in the source locale.
    """

    label: Mapping[str, str] = field(default_factory=dict)
    after: str = AFTER
    required: bool = False


def placed_sections(declared: Mapping[str, SectionDeclaration]) -> dict[str, tuple[str, ...]]:
    """Return a catalog's own sections by the built-in section that they follow, in the order of pages.

    A section is next to the one that it follows, before what was declared later. Sections that follow each
    other in a circle are left out.
    """
    following: dict[str, list[str]] = {}
    for name, declaration in declared.items():
        following.setdefault(declaration.after, []).append(name)

    def after(section: str) -> Iterator[str]:
        for name in following.get(section, ()):
            yield name
            yield from after(name)

    return {section: tuple(after(section)) for section in following if section not in declared}
