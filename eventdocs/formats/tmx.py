"""Translation memories as TMX 1.4, and glossaries as TBX-Basic."""

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as Tree

from eventdocs.model.errors import EventdocsError
from eventdocs.model.glossary import Term

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def write(pairs: Iterable[tuple[str, str]], source: str, locale: str, version: str) -> bytes:
    """Write pairs of source and translation as TMX."""
    root = Tree.Element("tmx", version="1.4")
    Tree.SubElement(
        root,
        "header",
        {
            "creationtool": "eventdocs",
            "creationtoolversion": version,
            "segtype": "sentence",
            "o-tmf": "eventdocs",
            "adminlang": "en",
            "srclang": source,
            "datatype": "plaintext",
        },
    )
    body = Tree.SubElement(root, "body")
    for texts in pairs:
        unit = Tree.SubElement(body, "tu")
        unit.tail = "\n"
        for tag, text in zip((source, locale), texts, strict=True):
            variant = Tree.SubElement(unit, "tuv", {_LANG: tag})
            Tree.SubElement(variant, "seg").text = text
    return _document(root)


def read(data: bytes, file: str, source: str, locale: str) -> Iterator[tuple[str, str]]:
    """Read the pairs of a TMX file in these two languages, whatever their regions."""
    from eventdocs.formats.xml import parse_xml

    root = parse_xml(data, file)
    if root.tag.rpartition("}")[2] != "tmx":
        raise EventdocsError(f"{file} is not TMX", hint="export it anew from your tool")
    for unit in root.iter("tu"):
        texts: dict[str, str] = {}
        for variant in unit.iter("tuv"):
            tag = variant.get(_LANG) or variant.get("lang") or ""
            segment = variant.find("seg")
            if segment is not None:
                texts.setdefault(tag.lower(), "".join(segment.itertext()))
        pair = _of(texts, source), _of(texts, locale)
        if pair[0] and pair[1]:
            yield pair


def _of(texts: dict[str, str], tag: str) -> str:
    """Text of a tag, else of its language alone."""
    language = tag.lower().partition("-")[0]
    near = (text for name, text in texts.items() if name.partition("-")[0] == language)
    return texts.get(tag.lower()) or next(near, "")


def write_terms(terms: Iterable[Term], source: str) -> bytes:
    """Write a glossary as TBX-Basic: preferred words are preferred terms, forbidden ones deprecated."""
    root = Tree.Element("martif", {"type": "TBX-Basic", _LANG: source})
    header = Tree.SubElement(root, "martifHeader")
    described = Tree.SubElement(Tree.SubElement(header, "fileDesc"), "sourceDesc")
    Tree.SubElement(described, "p").text = "eventdocs glossary"
    body = Tree.SubElement(Tree.SubElement(root, "text"), "body")
    for number, term in enumerate(terms, start=1):
        entry = Tree.SubElement(body, "termEntry", id=f"t{number}")
        _language(entry, source, [(word, "preferredTerm-admn-sts") for word in (term.term, *term.forms)])
        for locale, wording in term.wordings.items():
            words = [(word, "preferredTerm-admn-sts") for word in wording.use]
            _language(entry, locale, words + [(word, "deprecatedTerm-admn-sts") for word in wording.avoid])
    return _document(root)


def _language(entry: Tree.Element, tag: str, words: Iterable[tuple[str, str]]) -> None:
    section = Tree.SubElement(entry, "langSet", {_LANG: tag})
    for word, status in words:
        group = Tree.SubElement(section, "tig")
        Tree.SubElement(group, "term").text = word
        Tree.SubElement(group, "termNote", type="administrativeStatus").text = status


def _document(root: Tree.Element) -> bytes:
    written: bytes = Tree.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + written + b"\n"
