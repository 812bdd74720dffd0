"""Locale tags that a command is given for a new locale."""

from eventdocs.model.errors import EventdocsError
from eventdocs.text.locales import is_tag, suggested_tag, unknown_subtag


def check_tag(tag: str) -> None:
    """Raise an error if a text is not a language tag, or its language, script or region does not exist."""
    hyphenated = tag.replace("_", "-")
    suggestion = suggested_tag(hyphenated) if is_tag(hyphenated) else ""
    hint = f"did you mean `{suggestion}`?" if suggestion else "for example: pt-BR"
    if not is_tag(tag):
        raise EventdocsError(f"`{tag}` is not a BCP 47 language tag", hint=hint)
    if unknown := unknown_subtag(tag):
        reason = "" if unknown == tag else f": unknown subtag `{unknown}`"
        raise EventdocsError(f"`{tag}` is not a known locale{reason}", hint=hint)
