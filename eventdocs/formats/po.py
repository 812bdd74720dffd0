"""gettext files of labels: `msgctxt` is a label's context, `msgid` its key. The one door to polib."""

from eventdocs.model.errors import EventdocsError
from eventdocs.model.labels import Labels


def read_labels(text: str, file: str) -> Labels:
    """Read the labels of a PO file; an entry without a translation is left out."""
    import polib

    try:
        entries = polib.pofile(text)
    except (OSError, ValueError) as error:
        raise EventdocsError(
            f"{file} is not a PO file: {error}", hint="mend the template's labels"
        ) from error
    labels: dict[str, dict[str, str]] = {}
    for entry in entries:
        if entry.msgctxt and entry.msgstr and not entry.obsolete and not entry.fuzzy:
            labels.setdefault(entry.msgctxt, {})[entry.msgid] = entry.msgstr
    return labels
