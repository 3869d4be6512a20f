"""Take out of a letterhead what no document gets, and name it; refuse what only the office can decide."""

from __future__ import annotations

from typing import Final

from lxml import etree

from submissions.office.elements import drop, is_on, made, unwrap, value
from submissions.office.names import w
from submissions.writers.word.graft.matching import OfficeStyles
from submissions.writers.word.graft.opening import PAGE, Letterhead

_CHANGES: Final = frozenset(
    w(name) for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange")
)
_OBJECTS: Final = {
    w("object"): "an embedded object",
    w("control"): "an ActiveX control",
    w("altChunk"): "text from another file",
    w("subDoc"): "text from another file",
    w("contentPart"): "handwriting",
}
# Graphics that are no picture: their name in the address of the format that they have (ECMA-376 part 1, 20.1.2.2.17).
_GRAPHICS: Final = {"chart": "a chart", "chartex": "a chart", "diagram": "a SmartArt drawing", "ink": "handwriting"}
_COMMENTS: Final = tuple(w(name) for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))
_WRAPPERS: Final = tuple(w(name) for name in ("smartTag", "customXml"))
_TRACES: Final = tuple(
    w(name)
    for name in (
        "proofErr", "lastRenderedPageBreak", "permStart", "permEnd", "bookmarkStart", "bookmarkEnd",
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
        "customXmlInsRangeStart", "customXmlInsRangeEnd",
        "customXmlDelRangeStart", "customXmlDelRangeEnd",
    )
)  # fmt: skip


# How notes are numbered and which way lines run is the document's matter; settings of a printer are nobody's.
_NOT_OF_SECTIONS: Final = frozenset(
    w(name) for name in ("printerSettings", "footnotePr", "endnotePr", "formProt", "bidi", "rtlGutter")
)


def take_out_leftovers(letterhead: Letterhead) -> None:
    """Take out comments, hidden text, marks and wrappings; refuse tracked changes, objects and notes."""
    for name, root in letterhead.texts():
        _refuse(letterhead, name, root)
        for node in list(root.iter(*_COMMENTS)):
            letterhead.leave_out("comments")
            drop(node)
        for node in list(root.iter(*_TRACES)):
            drop(node)
        for node in list(root.iter(*_WRAPPERS)):
            for properties in node.findall(w("smartTagPr")) + node.findall(w("customXmlPr")):
                node.remove(properties)
            unwrap(node)
        _take_out_hidden(letterhead, name, root)


def _refuse(letterhead: Letterhead, name: str, root: etree._Element) -> None:
    changes = {
        str(etree.QName(node).localname)
        for node in root.iter("{*}*")
        if node.tag in _CHANGES or etree.QName(node).localname.endswith("PrChange")
    }
    if changes:
        letterhead.refuse(
            "E404",
            f"the letterhead holds tracked changes in {name}",
            "accept or reject all of them in Word (Review > Accept > Accept All Changes), save it, and run this again",
        )
    order = "put a picture (PNG or JPEG) in its place, save the letterhead, and run this again"
    for node in root.iter("{*}*"):
        what = _OBJECTS.get(str(node.tag), "")
        if etree.QName(node).localname == "graphicData":
            what = _GRAPHICS.get(node.get("uri", "").rpartition("/")[2], "")
        if what:
            letterhead.refuse("E402", f"the letterhead holds {what} in {name}", order)
    if not letterhead.keeps_notes and any(True for _ in root.iter(w("footnoteReference"), w("endnoteReference"))):
        letterhead.refuse(
            "E408",
            f"the letterhead has notes of its own in {name}",
            "write their words into the text or the foot of the page, save it, and run this again",
        )


def _take_out_hidden(letterhead: Letterhead, name: str, root: etree._Element) -> None:
    """Take out what nobody sees and a search would find: runs that are hidden, by themselves or by their style."""
    hidden = _hidden_styles(letterhead.trees.get("word/styles.xml"))
    for run in list(root.iter(w("r"))):
        properties = run.find(w("rPr"))
        paragraph = next(run.iterancestors(w("p")), None)
        named = {
            value(properties, "rStyle"),
            value(paragraph.find(w("pPr")) if paragraph is not None else None, "pStyle"),
        }
        shown = properties is not None and properties.find(w("vanish")) is not None and not is_on(properties, "vanish")
        by_style = bool(named & hidden) and not shown
        if by_style or is_on(properties, "vanish") or is_on(properties, "specVanish"):
            if (
                any((node.text or "").strip() for node in run.iter(w("t")))
                or run.find(f".//{w('drawing')}") is not None
            ):
                letterhead.leave_out(f"hidden text in {name}")
            drop(run)
    for properties in root.iter(w("rPr")):
        for node in properties.findall(w("vanish")) + properties.findall(w("specVanish")):
            properties.remove(node)


def _hidden_styles(root: etree._Element | None) -> set[str]:
    """Return the identifiers of the styles whose letters nobody sees."""
    if root is None:
        return set()
    sheet, found = OfficeStyles(root), set()
    for style in sheet.all:
        says = [one.find(w("rPr")) for one in sheet.chain(style)]
        nearest = next((one for one in says if one is not None and one.find(w("vanish")) is not None), None)
        if is_on(nearest, "vanish"):
            found.add(style.get(w("styleId"), ""))
    return found


def mend_tables(letterhead: Letterhead) -> None:
    """Give tables what Word gives them on opening: a grid, a paragraph at the end of each cell, room between two.

    So the place of the document stands apart from a table before it, to which one of the document would be joined.
    """
    for _, root in letterhead.texts():
        for table in root.iter(w("tbl")):
            if table.find(w("tblGrid")) is None:
                columns = max((len(row.findall(w("tc"))) for row in table.findall(w("tr"))), default=1)
                grid = made("tblGrid")
                grid.extend(made("gridCol") for _ in range(columns))
                properties = table.find(w("tblPr"))
                table.insert(0 if properties is None else table.index(properties) + 1, grid)
            following = table.getnext()
            if following is not None and (following.tag == w("tbl") or "{{p body }}" in "".join(following.itertext())):
                table.addnext(_gap())
        for cell in root.iter(w("tc")):
            if len(cell) == 0 or cell[-1].tag != w("p"):
                cell.append(made("p"))


def _gap() -> etree._Element:
    """Return a paragraph without height."""
    paragraph, properties = made("p"), made("pPr")
    properties.append(made("spacing", before="0", after="0", line="20", lineRule="exact"))
    paragraph.append(properties)
    return paragraph


_NAMING: Final = tuple(w(name) for name in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"))


def mend_references(letterhead: Letterhead) -> None:
    """Drop what a text says of styles, numberings, heads and feet that are not there, as Word does on opening it."""
    styles = letterhead.trees.get("word/styles.xml")
    numbering = letterhead.trees.get("word/numbering.xml")
    for node in list(styles.iter(w("style"))) if styles is not None else ():
        if node.getparent() is not styles:
            drop(node)
    known = {node.get(w("styleId"), "") for node in styles.iter(w("style"))} if styles is not None else set()
    numbers = _instances(numbering) if numbering is not None else set()
    for _, root in (*letterhead.texts(), ("", styles), ("", numbering)):
        if root is None:
            continue
        for node in list(root.iter(*_NAMING)):
            if node.get(w("val"), "") not in known:
                drop(node)
        for node in list(root.iter(w("numPr"))):
            if value(node, "numId") not in {*numbers, "0", ""}:
                drop(node)
    for section in letterhead.page.iter(w("sectPr")):
        _mend_section(letterhead, section)


def _instances(numbering: etree._Element) -> set[str]:
    """Return the instances of a numbering that have a definition; the others are dropped."""
    defined = {node.get(w("abstractNumId"), "") for node in numbering.iter(w("abstractNum"))}
    for instance in list(numbering.iter(w("num"))):
        if value(instance, "abstractNumId") not in defined:
            drop(instance)
    return {node.get(w("numId"), "") for node in numbering.iter(w("num"))}


def _mend_section(letterhead: Letterhead, section: etree._Element) -> None:
    rows = letterhead.rows[PAGE]
    heads = {identifier for identifier, row in rows.items() if row.kind in ("header", "footer")}
    for node in list(section):
        if node.tag in (w("headerReference"), w("footerReference")):
            if not heads & set(node.attrib.values()):
                section.remove(node)
        elif node.tag in _NOT_OF_SECTIONS:
            section.remove(node)
