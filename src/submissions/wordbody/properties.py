"""Tags in the properties of a Word file: its subject, keywords, comments, category, and what an office named itself.

Each property that holds a tag is read as a paragraph, so that tags are found, told of and rendered there as anywhere.
What holds none is the template's author's, and no document gets it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from submissions.document.form import FileProperty
from submissions.findings import Finding, Place
from submissions.office.names import WORD, PartError, parse_part, w
from submissions.wordbody.paragraphs import PARAGRAPH
from submissions.wordbody.tags import tags_of

CORE: Final = "docProps/core.xml"
CUSTOM: Final = "docProps/custom.xml"
_ELEMENTS: Final = "http://purl.org/dc/elements/1.1/"
_CORE: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_TYPES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_KEPT: Final = {
    f"{{{_ELEMENTS}}}subject": "subject",
    f"{{{_ELEMENTS}}}description": "description",
    f"{{{_CORE}}}keywords": "keywords",
    f"{{{_CORE}}}category": "category",
}


def property_roots(parts: Mapping[str, bytes]) -> dict[str, etree._Element]:
    """Return the properties with tags as parts of paragraphs, by the names of the parts that hold them."""
    roots: dict[str, etree._Element] = {}
    for part in (CORE, CUSTOM):
        root = etree.Element(w("properties"), nsmap={"w": WORD})
        for name, words in _typed(parts, part):
            if any(True for _ in tags_of(words)):
                paragraph = etree.SubElement(root, PARAGRAPH, {w("name"): name})
                etree.SubElement(etree.SubElement(paragraph, w("r")), w("t")).text = words
        if len(root):
            roots[part] = root
    return roots


def take_properties(parts: dict[str, etree._Element]) -> Iterator[FileProperty]:
    """Take the properties out of rendered parts, and yield each with its words, in which marks stand for values."""
    for part in (CORE, CUSTOM):
        root = parts.pop(part, None)
        for paragraph in () if root is None else root.iter(PARAGRAPH):
            yield FileProperty(paragraph.get(w("name"), ""), "".join(paragraph.itertext(w("t"))), part == CUSTOM)


def told_of_properties(parts: Mapping[str, bytes], file: str) -> Iterator[Finding]:
    """Yield a finding for each property whose tag is not filled: the document gives it words of its own."""
    for element in _elements(parts, CORE):
        if element.tag not in _KEPT and any(True for _ in tags_of(element.text or "")):
            message = (
                f"a tag in the properties is not filled; the document has its own: {etree.QName(element).localname}"
            )
            yield Finding("W261", Place(file), message, "nothing, or take it out in Word: File, Info")


def _typed(parts: Mapping[str, bytes], part: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the words of each property of a part that may go on."""
    for element in _elements(parts, part):
        if part == CORE and element.tag in _KEPT:
            yield _KEPT[str(element.tag)], element.text or ""
        elif part == CUSTOM:
            held = element.find(f"{{{_TYPES}}}lpwstr")
            yield element.get("name", ""), "" if held is None else held.text or ""


def _elements(parts: Mapping[str, bytes], part: str) -> list[etree._Element]:
    try:
        return [*parse_part(parts[part]).iterchildren(etree.Element)] if part in parts else []
    except PartError:
        return []
