"""Small acts on the elements of a Word file: take one out, leave what it holds, put one where the schema wants it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from submissions.office.names import OFFICE, WORD, w

PARAGRAPH_ORDER: Final = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE",
    "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
    "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle",
    "rPr", "sectPr", "pPrChange",
)  # fmt: skip
"""The children of the properties of a paragraph (ECMA-376 part 1, 17.3.1.26)."""

RUN_ORDER: Final = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss",
    "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position", "sz",
    "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
    "eastAsianLayout", "specVanish", "oMath", "rPrChange",
)  # fmt: skip
"""The children of the properties of a run (17.3.2.28)."""

STYLE_ORDER: Final = (
    "name", "aliases", "basedOn", "next", "link", "autoRedefine", "hidden", "uiPriority", "semiHidden",
    "unhideWhenUsed", "qFormat", "locked", "personal", "personalCompose", "personalReply", "rsid", "pPr", "rPr",
    "tblPr", "trPr", "tcPr", "tblStylePr",
)  # fmt: skip
"""The children of a style (17.7.4.17)."""

CELL_ORDER: Final = (
    "cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection",
    "tcFitText", "vAlign", "hideMark",
)  # fmt: skip
"""The children of the properties of a cell, as far as they are written (17.4.69)."""

_RELATED: Final = etree.XPath("descendant-or-self::*/@r:*", namespaces={"r": OFFICE})
_OFF: Final = frozenset({"0", "false", "off"})


def put(parent: etree._Element, child: etree._Element, order: Sequence[str]) -> None:
    """Put a child into its place among its siblings, in place of one of the same name."""
    for old in parent.findall(str(child.tag)):
        parent.remove(old)
    local = etree.QName(child).localname
    later = {w(name) for name in order[order.index(local) + 1 :]}
    index = next((index for index, sibling in enumerate(parent) if sibling.tag in later), len(parent))
    parent.insert(index, child)


def child_of(parent: etree._Element, name: str, order: Sequence[str]) -> etree._Element:
    """Return the child of a name, made where there is none."""
    found = parent.find(w(name))
    if found is None:
        found = made(name)
        put(parent, found, order)
    return found


def first_child(parent: etree._Element, name: str) -> etree._Element:
    """Return the properties of a paragraph or a run, made at its beginning where there are none."""
    found = parent.find(w(name))
    if found is None:
        found = made(name)
        parent.insert(0, found)
    return found


def made(name: str, **attributes: str) -> etree._Element:
    """Return an element of Word with these attributes."""
    node = etree.Element(w(name), nsmap={"w": WORD})
    for key, value in attributes.items():
        node.set(w(key), value)
    return node


def value(parent: etree._Element | None, name: str, attribute: str = "val") -> str:
    """Return what a child says, "" where there is none."""
    node = None if parent is None else parent.find(w(name))
    return "" if node is None else node.get(w(attribute), "")


def is_on(parent: etree._Element | None, name: str) -> bool:
    """Say whether a child is there that is not turned off."""
    node = None if parent is None else parent.find(w(name))
    return node is not None and node.get(w("val"), "1") not in _OFF


def related(root: etree._Element) -> list[tuple[etree._Element, str, str]]:
    """Return the attributes of an element and of all within it that name a relationship: holder, name and value."""
    return [(one.getparent(), str(one.attrname), str(one)) for one in _RELATED(root)]


def drop(node: etree._Element) -> None:
    """Take an element out with all that it holds; words behind it, which Word never writes, go too."""
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def unwrap(node: etree._Element, content: etree._Element | None = None) -> None:
    """Leave the children of an element, or of one within it, where it stood."""
    parent = node.getparent()
    if parent is None:
        return
    index = parent.index(node)
    children = list(node if content is None else content)
    parent.remove(node)
    for offset, child in enumerate(children):
        parent.insert(index + offset, child)


def own(paragraph: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Yield the elements of these names that stand in a paragraph itself, not in a text box of it."""
    for node in paragraph.iter(*map(w, names)):
        holder = next(node.iterancestors(w("p")), None)
        if holder is paragraph:
            yield node


def words_of(paragraph: etree._Element) -> str:
    """Return the words of a paragraph without those of its text boxes, in one line."""
    pieces = (node.text or "" if node.tag == w("t") else " " for node in own(paragraph, "t", "tab", "br", "cr"))
    return " ".join("".join(pieces).split())
