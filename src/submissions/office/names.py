"""XML names of the Word format that several files of the writer share, and safe parsing of a part."""

from __future__ import annotations

from typing import Final

from lxml import etree

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
RELATIONSHIP: Final = f"{{{PACKAGE}/relationships}}Relationship"
DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
INLINE: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PICTURE: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
VECTOR: Final = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
"""Tells whether the spaces at the ends of a text are kept (XML 1.0, 2.10)."""
WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
XML_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class PartError(Exception):
    """Say in one clause why a part cannot be read as XML."""


def w(name: str) -> str:
    """Return a name of WordprocessingML as lxml writes it."""
    return f"{{{WORD}}}{name}"


def r(name: str) -> str:
    """Return a name of the relationships namespace as lxml writes it."""
    return f"{{{OFFICE}}}{name}"


def parse_part(content: bytes) -> etree._Element:
    """Parse a part strictly; raises PartError for a DOCTYPE and for XML that is not well-formed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise PartError("it is not well-formed XML") from error
    if root.getroottree().docinfo.doctype:
        raise PartError("it declares a document type, which Word files never do")
    return root


def part_bytes(root: etree._Element) -> bytes:
    """Return a part's XML as the bytes that Word expects."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
