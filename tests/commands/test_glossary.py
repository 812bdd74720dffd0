"""A catalog's glossary is exported as TBX."""

from xml.etree.ElementTree import fromstring

from eventdocs.commands.glossary import export_glossary
from tests.conftest import Write


def test_a_glossary_is_exported_as_tbx(catalog: Write) -> None:
    folder = catalog()
    (folder / "glossary.yaml").write_text(
        "terms:\n  - {term: disk, forms: [disks], locales: {pt-BR: {use: [disco], avoid: [disquete]}}}\n",
        "utf-8",
    )
    root = fromstring(export_glossary(folder).data)
    assert [term.text for term in root.iter("term")] == ["disk", "disks", "disco", "disquete"]
