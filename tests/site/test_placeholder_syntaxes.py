"""A site highlights the placeholders of each provider's syntaxes, and protects them from translation."""

from pathlib import Path

from eventdocs.building.api import build
from eventdocs.site.routes import Format

FILES = {
    "catalog.yaml": "source_locale: en\nlocales: [en, de]\nplaceholders: printf\n"
    "providers: {journal: {name: J, placeholders: [journal, angle]}, delphi: {name: D, placeholders: pascal}}\n",
    "events/1-a.yaml": "id: 1\nname: A\nstrings:\n  en: {message: 'Took %d ms of {x}.', cause: 'See `%s` %s.'}\n"
    "  de: {message: 'In %1$d ms von {x}.'}\n",
    "events/2-b.yaml": "id: 2\nname: B\nprovider: journal\n"
    "strings:\n  en: {message: 'Unit @UNIT@ %d.', cause: 'Give <file> of @UNIT_ID@.'}\n",
    "events/3-c.yaml": "id: 3\nname: C\nprovider: delphi\n"
    "strings:\n  en: {message: 'Took %1:-8.3n ms of %0:S.', cause: 'See `%s` %s.'}\n",
}


def bdi(text: str) -> str:
    """Return a placeholder as pages have it."""
    return f'<bdi class="insert" dir="ltr" translate="no">{text}</bdi>'


def test_pages_highlight_the_placeholders_of_their_provider(tmp_path: Path) -> None:
    for name, text in FILES.items():
        path = tmp_path / "catalog" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    site = tmp_path / "site"
    build(tmp_path / "catalog", site, [Format.HTML])
    first = (site / "de/1-a.html").read_text("utf-8")
    assert f"In {bdi('%1$d')} ms von {{x}}." in first
    assert f"Took {bdi('%d')} ms of {{x}}." in first
    assert f'See <code translate="no" dir="ltr">%s</code> {bdi("%s")}.' in first
    second = (site / "en/journal/2-b.html").read_text("utf-8")
    assert f"Unit {bdi('@UNIT@')} %d." in second
    assert f"Give {bdi('&lt;file&gt;')} of {bdi('@UNIT_ID@')}." in second
    third = (site / "en/delphi/3-c.html").read_text("utf-8")
    assert f"Took {bdi('%1:-8.3n')} ms of {bdi('%0:S')}." in third
    assert f'See <code translate="no" dir="ltr">%s</code> {bdi("%s")}.' in third
    hits = "".join(path.read_text("utf-8") for path in (site / "en/search").glob("*-*.js"))
    assert '["Took ","%d"," ms of {x}."]' in hits
    assert '["Took ","%1:-8.3n"," ms of ","%0:S","."]' in hits
    # A changed setting makes all pages stale.
    catalog = tmp_path / "catalog/catalog.yaml"
    catalog.write_text(
        catalog.read_text("utf-8").replace("placeholders: printf", "placeholders: braces"), "utf-8"
    )
    build(tmp_path / "catalog", site, [Format.HTML])
    assert f"Took %d ms of {bdi('{x}')}." in (site / "en/1-a.html").read_text("utf-8")
