"""Translation memories as TMX 1.4, and glossaries as TBX-Basic."""

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as Tree

from eventdocs.formats.xml import local_name, read_elements, split_chunks, write_xml
from eventdocs.model.errors import EventdocsError
from eventdocs.model.glossary import Term
from eventdocs.model.limits import STRINGS, TEXT_LENGTH, LimitCounter

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def write(pairs: Iterable[tuple[str, str]], source: str, locale: str, version: str) -> bytes:
    """Return pairs of source and translation as TMX."""
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
    return write_xml(root)


def read(data: bytes, file: str, source: str, locale: str) -> Iterator[tuple[str, str]]:
    """Yield the pairs of a TMX file in two languages; regions are matched first but may differ."""
    strings = LimitCounter(STRINGS, file)
    longest = TEXT_LENGTH.value
    source_tag, target_tag = source.lower(), locale.lower()
    source_language, target_language = _language(source_tag), _language(target_tag)
    for line, element, _ in read_elements(split_chunks(data), file, ("tu",)):
        name = local_name(element)
        if name == "tu":
            strings.add()
            texts = _texts(element)
            source_text = texts.get(source_tag) or texts.get(source_language, "")
            target_text = texts.get(target_tag) or texts.get(target_language, "")
            if len(source_text) > longest or len(target_text) > longest:
                raise EventdocsError(f"{file}:{line}: the text is too long", hint=TEXT_LENGTH.hint)
            if source_text and target_text:
                yield source_text, target_text
        elif name != "tmx":
            raise EventdocsError(f"`{file}` is not TMX", hint="export it from your tool again")


def _texts(unit: Tree.Element) -> dict[str, str]:
    """Return the texts of a unit by language tag in lower case, and by language; the first one of several."""
    texts: dict[str, str] = {}
    for variant in unit.iterfind("{*}tuv"):  # some tools write a namespace
        tag = (variant.get(_LANG) or variant.get("lang") or "").lower()
        segment = variant.find("{*}seg")
        if segment is not None:
            text = "".join(segment.itertext()) if len(segment) else segment.text or ""
            texts.setdefault(tag, text)
            texts.setdefault(_language(tag), text)
    return texts


def _language(tag: str) -> str:
    """Return the key of the texts in any variety of a language, which is no tag: `pt-` for `pt-br`."""
    return tag.partition("-")[0] + "-"


def write_terms(terms: Iterable[Term], source: str) -> bytes:
    """Return a glossary as TBX-Basic: `use` becomes preferred terms, `avoid` deprecated terms."""
    root = Tree.Element("martif", {"type": "TBX-Basic", _LANG: source})
    header = Tree.SubElement(root, "martifHeader")
    description = Tree.SubElement(Tree.SubElement(header, "fileDesc"), "sourceDesc")
    Tree.SubElement(description, "p").text = "eventdocs glossary"
    body = Tree.SubElement(Tree.SubElement(root, "text"), "body")
    for number, term in enumerate(terms, start=1):
        entry = Tree.SubElement(body, "termEntry", id=f"t{number}")
        _add_language(entry, source, [(word, "preferredTerm-admn-sts") for word in (term.term, *term.forms)])
        for locale, wording in term.wordings.items():
            words = [(word, "preferredTerm-admn-sts") for word in wording.use]
            _add_language(
                entry, locale, words + [(word, "deprecatedTerm-admn-sts") for word in wording.avoid]
            )
    return write_xml(root)


def _add_language(entry: Tree.Element, tag: str, words: Iterable[tuple[str, str]]) -> None:
    section = Tree.SubElement(entry, "langSet", {_LANG: tag})
    for word, status in words:
        group = Tree.SubElement(section, "tig")
        Tree.SubElement(group, "term").text = word
        Tree.SubElement(group, "termNote", type="administrativeStatus").text = status
