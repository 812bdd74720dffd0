"""The templates that pages are made from: a change of others leaves these pages as they are."""

import re
from collections.abc import Iterable, Mapping

from eventdocs.site.routes import ROUTES, Scope

_TAG = re.compile(r"\{%[-+]?\s*(?:extends|include|import|from)\b")
_NAMED_TAG = re.compile(
    r"\{%[-+]?\s*(?:extends|include|import|from)\s+[\"']([^\"'\n]+)[\"']"
    r"\s*(?:[-+]?%\}|(?:as|ignore|import|with|without)\b)"
)
_DEFAULT = "default/"
_MACROS = ("sections.html", "strings.html")
_SCOPES = (Scope.EVENT, Scope.ID)


def templates_of_events(texts: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Return the names of the templates that the pages of events use."""
    return used_templates((row.template for row in ROUTES if row.scope in _SCOPES and row.template), texts)


def used_templates(names: Iterable[str], texts: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Return the names of the templates that pages from some templates use, directly or through others.

    `texts` are all templates by name: a built-in one, the catalog's own, or both. All are used if the name in
    a tag is not written out.
    """
    waiting = [*_MACROS, *names]
    found: set[str] = set()
    while waiting:
        name = waiting.pop().removeprefix(_DEFAULT)
        if name in found:
            continue
        found.add(name)
        for text in texts.get(name, ()):
            named = _NAMED_TAG.findall(text)
            if len(named) != len(_TAG.findall(text)):
                return frozenset(texts)
            waiting += named
    return frozenset(found)
