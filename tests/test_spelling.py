"""Texts and code have American spelling, as most software has."""

import re

from tests.conftest import ROOT

# `neighbours` is a name in templates, which catalogs can override.
BRITISH = (
    "analys(?:e[ds]?|ing)",
    "artefacts?",
    "behaviours?",
    "cancelled",
    "catalogues?",
    "centred?",
    "colour(?:s|ed|ing)?",
    "customis(?:e[ds]?|ing)",
    "defence",
    "favourites?",
    "fulfils?",
    "greyed?",
    "honour(?:s|ed)?",
    "initialis(?:e[ds]?|ing)",
    "labell(?:ed|ing)",
    "licences?",
    "localis(?:e[ds]?|ing|ation)",
    "modell(?:ed|ing)",
    "neighbouring",
    "normalis(?:e[ds]?|ing|ation)",
    "optimis(?:e[ds]?|ing|ation)",
    "organis(?:e[ds]?|ing|ation)",
    "programmes?",
    "recognis(?:e[ds]?|ing)",
    "serialis(?:e[ds]?|ing)",
    "summaris(?:e[ds]?|ing)",
    "synchronis(?:e[ds]?|ing)",
    "towards",
    "travell(?:ed|ing)",
)
WORDS = re.compile(rf"(?i)\b(?:{'|'.join(BRITISH)})\b")
FILES = ("*.md", "Makefile", "pyproject.toml", "docs/**/*.md", "eventdocs/**/*.py", "templates/*.html")


def test_texts_have_american_spelling() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for pattern in FILES
        for path in sorted(ROOT.glob(pattern))
        for match in WORDS.finditer(path.read_text("utf-8"))
    ]
    assert found == []
