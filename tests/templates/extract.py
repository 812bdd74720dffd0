"""Extract the labels that the templates use, with Babel's extractor for Jinja templates."""

import io
import sys
from collections.abc import Iterator

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po

from tests.conftest import ROOT

KEYWORDS = {"pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2)}


def used() -> Iterator[tuple[str, int, str, str]]:
    """Yield file, line, context and key of every label in the templates."""
    for path in sorted((ROOT / "templates").glob("*.html")):
        data = io.BytesIO(path.read_bytes())
        for line, message, _, context in extract(
            "jinja2.ext:babel_extract", data, KEYWORDS, (), {"silent": "false"}
        ):
            yield path.name, line, context or "", message if isinstance(message, str) else message[0]


def main() -> None:
    """Print the labels as a gettext template."""
    catalog = Catalog(header_comment="# The words of the templates by context and key.")
    for file, _, context, key in used():
        catalog.add(key, context=context, locations=[(file, 0)])
    out = io.BytesIO()
    write_po(out, catalog, sort_output=True, omit_header=True, include_lineno=False)
    sys.stdout.write(out.getvalue().decode())


if __name__ == "__main__":
    main()
