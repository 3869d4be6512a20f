"""Read the XML that a PDF carries: its XMP metadata at every level, and XFA forms."""

from __future__ import annotations

import html
import re

from lxml import etree

from submissions.audit.pdf.strings import read_text
from submissions.audit.records import Piece

_AUTHORS = {
    "creator", "author", "authors", "lastmodifiedby", "lastsavedby", "manager", "owner", "contributor", "company",
    "authorsposition", "captionwriter", "sourcemodifiedby", "contentcreator",
}  # fmt: skip
"""Names of properties that say who made a file; `creator` is that of Dublin Core, which names people, not programs."""

_TAG = re.compile(r"<[^>]*>")


def _tree(data: bytes) -> etree._Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        return etree.fromstring(data.strip(b"\0 \t\r\n"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def read_xml(data: bytes, part: str, place: str) -> list[Piece]:
    """Return the texts of XML: as written, joined without its tags, each element's own, and all attributes."""
    texts = read_text(data)
    pieces = [Piece(part, "XML", text, place) for text in texts]
    pieces += [Piece(part, "text", html.unescape(_TAG.sub("", text)), place) for text in texts]
    root = _tree(data)
    for element in root.iter() if root is not None else ():
        pieces += [Piece(part, "attribute", str(value), place) for value in element.attrib.values() if value.strip()]
        own = (
            "".join(str(each) for each in element.itertext())
            if isinstance(element.tag, str)
            else str(element.text or "")
        )
        if own.strip() and len(element) < 50:
            pieces.append(Piece(part, "text", own, place))
    return pieces


def authors_in(data: bytes) -> list[str]:
    """Return whom XMP metadata names as a maker of the file or the picture."""
    root = _tree(data)
    found: list[str] = []
    for element in root.iter() if root is not None else ():
        if not isinstance(element.tag, str):
            continue
        found += [str(value) for name, value in element.attrib.items() if _is_author(str(name))]
        if _is_author(element.tag):
            found.append(" ".join("".join(str(each) for each in element.itertext()).split()))
    return [name for name in found if name.strip()]


def _is_author(tag: str) -> bool:
    return tag.rpartition("}")[2].lower() in _AUTHORS
