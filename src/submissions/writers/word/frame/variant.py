"""Turn a frame's parts to a document's language, direction and paper, and drop what Word traces."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from lxml import etree

from submissions.document import Document
from submissions.look import SHEETS, Paper
from submissions.office.elements import drop
from submissions.office.names import w
from submissions.writers.word.frame.style_xml import twentieths

# What may follow a new child in its parent, so that it lands where the schema wants it (ECMA-376 part 1, 17.3).
_AFTER_BIDI: Final = (
    "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc",
    "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr",
    "pPrChange",
)  # fmt: skip
# The same of CT_RPr and of CT_SectPr.
_AFTER_INDENT: Final = (
    "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment",
    "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
)  # fmt: skip
_AFTER_RTL: Final = ("cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath", "rPrChange")
_AFTER_SECTION_BIDI: Final = ("rtlGutter", "docGrid", "printerSettings", "sectPrChange")
# What Word notes for itself while one types: places of errors and of page ends, sessions of editing, permissions.
# Most parts are looked at again when they hold none of these any more.
_EDITED: Final = re.compile(rb"[\s:](?:rsid[\w.-]*|paraId|textId)=")
_TRACES: Final = (
    "proofErr",
    "lastRenderedPageBreak",
    "rsid",
    "rsids",
    "proofState",
    "attachedSchema",
    "permStart",
    "permEnd",
)


@dataclass(frozen=True, slots=True)
class Variant:
    """What of a frame depends on the document: all else is the same for every document of the house.

    `word` is the tag by which Word knows the document's language, `east_asian` whether that is written in an East
    Asian script; `list_mark` is "({})" or "{})", `list_letters` the first letter in it, `sections` the first number of
    each level of headings. `draft` tells that it is a draft, `keeps_page` that paper and margins are an office's own.
    """

    word: str
    direction: Literal["ltr", "rtl"]
    paper: Paper
    east_asian: bool = False
    list_mark: str = "({})"
    list_letters: str = "a"
    sections: tuple[str, str, str] = ("I", "A", "1")
    draft: bool = False
    keeps_page: bool = False


def variant_of(document: Document) -> Variant:
    """Return what of a frame depends on a document."""
    speech = document.speech
    script = speech.written
    paper = document.design.paper
    habits = (script.east_asian, speech.list_mark, speech.list_letters, speech.sections)
    return Variant(script.word, document.direction, paper, *habits, draft=bool(document.furniture.draft))


def insert_before(parent: etree._Element, child: etree._Element, later: Iterable[str]) -> None:
    """Insert a child before the first of its later siblings, replacing one of the same name."""
    for old in [sibling for sibling in parent if sibling.tag == child.tag]:
        parent.remove(old)
    names = {w(name) for name in later}
    index = next((index for index, sibling in enumerate(parent) if sibling.tag in names), len(parent))
    parent.insert(index, child)


def drop_traces(root: etree._Element) -> None:
    """Remove revision marks, paragraph identifiers and proofing notes that Word leaves in a saved frame."""
    for node in root.iter("{*}*") if _EDITED.search(etree.tostring(root)) else ():
        for name in list(node.attrib):
            local = etree.QName(name).localname
            if local.startswith("rsid") or local in ("paraId", "textId"):
                del node.attrib[name]
    for node in list(root.iter(*(w(name) for name in _TRACES))):
        drop(node)


def set_paragraph_directions(root: etree._Element) -> None:
    """Turn every paragraph and run of a part right to left."""
    for paragraph in root.iter(w("p")):
        properties = _first(paragraph, "pPr")
        insert_before(properties, etree.Element(w("bidi")), _AFTER_BIDI)
    for run in root.iter(w("r")):
        insert_before(_first(run, "rPr"), etree.Element(w("rtl")), _AFTER_RTL)


def _first(parent: etree._Element, name: str) -> etree._Element:
    found = parent.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        parent.insert(0, found)
    return found


def vary_styles(root: etree._Element, variant: Variant) -> None:
    """Set the language of the document's own words, and for right to left the direction and a larger leading."""
    fonts = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
    if fonts is None:
        return
    rtl = variant.direction == "rtl"
    mark = etree.Element(w("lang"))
    mark.set(w("val"), "en-GB" if rtl or variant.east_asian else variant.word)
    mark.set(w("eastAsia"), variant.word if variant.east_asian else "zh-CN")
    mark.set(w("bidi"), variant.word if rtl else "ar-SA")
    insert_before(fonts, mark, ("eastAsianLayout", "specVanish", "oMath"))
    if rtl:
        _enlarge_leading(root)
        _enlarge_latin(root)
        _set_space_of_cells(root)
        defaults = root.find(f"{w('docDefaults')}/{w('pPrDefault')}")
        if defaults is not None:
            insert_before(_first(defaults, "pPr"), etree.Element(w("bidi")), _AFTER_BIDI)


def _enlarge_leading(root: etree._Element) -> None:
    # Arabic letters reach further above and below the line than Latin ones of the same size.
    for space in root.iter(w("spacing")):
        if space.get(w("lineRule")) == "atLeast":
            space.set(w("line"), str(round(int(space.get(w("line"), "240")) * 5 / 4)))


def _enlarge_latin(root: etree._Element) -> None:
    """Set Latin words as large as the Arabic ones that they stand among, as the pages of the PDF have them."""
    for run in root.iter(w("rPr")):
        latin, arabic = run.find(w("sz")), run.find(w("szCs"))
        if latin is not None and arabic is not None:
            latin.set(w("val"), arabic.get(w("val"), ""))


def _set_space_of_cells(root: etree._Element) -> None:
    """Keep the space beside the words of a cell by the indent of its paragraphs, on the side where their lines end.

    Readers differ in which side of a cell is its right one where a table runs from right to left; on the sides of a
    paragraph they agree.
    """
    for margins in root.iter(w("tblCellMar")):
        sides = [side for name in ("left", "right") if (side := margins.find(w(name))) is not None]
        widths = [int(side.get(w("w"), "0")) for side in sides]
        if sorted(widths)[:1] == [0] and max(widths) > 0:
            for side in sides:
                side.set(w("w"), "0")
            _indent_cells(root, max(widths))


def _indent_cells(root: etree._Element, space: int) -> None:
    for style in root.iter(w("style")):
        name = style.find(w("name"))
        if name is not None and name.get(w("val"), "").lower() == "table text":
            indent = etree.Element(w("ind"))
            indent.set(w("right"), str(space))
            properties = style.find(w("pPr"))
            if properties is None:
                properties = etree.Element(w("pPr"))
                insert_before(style, properties, ("rPr", "tblPr", "trPr", "tcPr", "tblStylePr"))
            insert_before(properties, indent, _AFTER_INDENT)


def move_right_tabs(root: etree._Element, old: int, new: int) -> None:
    """Move the tab stops at the right margin with the margin, when the paper is not the frame's."""
    for tab in root.iter(w("tab")):
        if old != new and tab.get(w("val")) in ("right", "end") and tab.get(w("pos")) == str(old):
            tab.set(w("pos"), str(new))


def vary_settings(root: etree._Element) -> None:
    """Never divide words, and never let Word ask on opening whether fields shall be updated."""
    for name in ("updateFields", "attachedTemplate", "mailMerge", "docVars"):
        for node in root.findall(w(name)):
            root.remove(node)
    hyphenation = root.find(w("autoHyphenation"))
    if hyphenation is not None:
        hyphenation.set(w("val"), "0")


def _swap_margins(section: etree._Element) -> None:
    """Let the margins change sides: numbers hang in the one where lines begin."""
    margins = section.find(w("pgMar"))
    if margins is not None:
        left, right = margins.get(w("left"), "0"), margins.get(w("right"), "0")
        margins.set(w("left"), right)
        margins.set(w("right"), left)


def vary_page(root: etree._Element, variant: Variant) -> None:
    """Set the paper, and the side on which columns and tables begin, unless the page is an office's own."""
    for section in () if variant.keeps_page else root.iter(w("sectPr")):
        size = section.find(w("pgSz"))
        if size is not None:
            width, height = SHEETS[variant.paper]
            if size.get(w("orient")) == "landscape":
                width, height = height, width
            size.set(w("w"), str(twentieths(width)))
            size.set(w("h"), str(twentieths(height)))
        if variant.direction == "rtl":
            _swap_margins(section)
            insert_before(section, etree.Element(w("bidi")), _AFTER_SECTION_BIDI)
