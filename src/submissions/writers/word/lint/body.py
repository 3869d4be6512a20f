"""Checks of one text part of a Word file, and of the styles and numberings that the parts use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from lxml import etree

from submissions.office.names import WORD, w

# Word takes 40 signs at most, the first of them a letter or an underline.
_NAME: Final = re.compile(r"[A-Za-z_]\w{0,39}")
_TEXT: Final = frozenset({w("t"), w("instrText"), w("delText"), w("delInstrText")})
_BLOCKS: Final = frozenset(
    w(name) for name in ("p", "tbl", "sdt", "sectPr", "bookmarkStart", "bookmarkEnd", "customXml", "tcPr")
)
# The elements that hold blocks and nothing else.
_CONTAINERS: Final = tuple(w(name) for name in ("body", "tc", "hdr", "ftr", "footnote"))


def count_repeated(values: Iterable[str]) -> list[str]:
    """Return the values that stand more than once, in order."""
    return sorted(value for value, count in Counter(values).items() if count > 1)


def check_part(name: str, root: etree._Element) -> Iterator[tuple[str, str]]:
    """Check the bookmarks, the places of text and the shape of tables of one part."""
    yield from _check_bookmarks(name, root)
    yield from _check_places(name, root)
    yield from _check_tables(name, root)


def _check_bookmarks(name: str, root: etree._Element) -> Iterator[tuple[str, str]]:
    """Each bookmark opens and closes once, in that order, under a name that Word accepts."""
    opened: dict[str, str] = {}
    closed: set[str] = set()
    for node in root.iter(w("bookmarkStart"), w("bookmarkEnd")):
        identifier = node.get(w("id"), "")
        if node.tag == w("bookmarkStart"):
            label = node.get(w("name"), "")
            if identifier in opened:
                yield "E430", f"two bookmarks in {name} have one number: {identifier}"
            if not _NAME.fullmatch(label):
                yield "E430", f"a bookmark in {name} has a name that Word refuses: {label}"
            opened[identifier] = label
        elif identifier not in opened or identifier in closed:
            yield "E430", f"a bookmark in {name} ends without having begun: {identifier}"
        else:
            closed.add(identifier)
    for identifier in sorted(set(opened) - closed):
        yield "E430", f"a bookmark in {name} does not end: {opened[identifier]}"


def _check_places(name: str, root: etree._Element) -> Iterator[tuple[str, str]]:
    """Words stand in runs of paragraphs only."""
    for node in root.iter(f"{{{WORD}}}*"):
        stray = (node.text or "").strip() if node.tag not in _TEXT else ""
        stray = stray or (node.tail or "").strip()
        if stray:
            yield "E437", f"text stands outside a run in {name}: {stray[:40]}"
        if node.tag == w("t") and (node.getparent() is None or node.getparent().tag != w("r")):  # type: ignore[union-attr]
            yield "E437", f"text stands outside a run in {name}: {(node.text or '')[:40]}"
    for parent in root.iter(*_CONTAINERS):
        for child in parent:
            if child.tag not in _BLOCKS and isinstance(child.tag, str) and child.tag.startswith(f"{{{WORD}}}"):
                yield "E437", f"{etree.QName(child).localname} stands where {name} needs a paragraph or a table"


def _check_tables(name: str, root: etree._Element) -> Iterator[tuple[str, str]]:
    """Each table has a grid and rows, each row cells, and each cell ends with a paragraph."""
    for table in root.iter(w("tbl")):
        if table.find(w("tblGrid")) is None:
            yield "E437", f"a table in {name} has no grid"
        if table.find(w("tr")) is None:
            yield "E437", f"a table in {name} has no row"
        for row in table.findall(w("tr")):
            if row.find(w("tc")) is None:
                yield "E437", f"a row of a table in {name} has no cell"
        following = table.getnext()
        if following is not None and following.tag == w("tbl"):
            yield "E437", f"two tables in {name} touch, and Word would make them one"
    for cell in root.iter(w("tc")):
        if len(cell) == 0 or cell[-1].tag != w("p"):
            yield "E437", f"a cell of a table in {name} does not end with a paragraph"


def check_styles_and_numbers(
    texts: Mapping[str, etree._Element], styles: etree._Element | None, numbering: etree._Element | None
) -> Iterator[tuple[str, str]]:
    """Each style and numbering that is used is there."""
    known = {node.get(w("styleId"), "") for node in styles.iter(w("style"))} if styles is not None else set()
    instances = {node.get(w("numId"), "") for node in numbering.iter(w("num"))} if numbering is not None else set()
    abstracts = (
        {node.get(w("abstractNumId"), "") for node in numbering.iter(w("abstractNum"))}
        if numbering is not None
        else set()
    )
    everywhere = {**texts, "word/styles.xml": styles, "word/numbering.xml": numbering}
    for name, root in everywhere.items():
        if root is None:
            continue
        wanted = {
            node.get(w("val"), "")
            for node in root.iter(*map(w, ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")))
        }
        for style in sorted(wanted - known):
            yield "E434", f"{name} uses a style that is not there: {style}"
        if name != "word/numbering.xml":
            used = {node.get(w("val"), "") for node in root.iter(w("numId"))} - {"0"}
            for number in sorted(used - instances):
                yield "E433", f"{name} uses a numbering that is not there: {number}"
    for node in numbering.iter(w("num")) if numbering is not None else ():
        abstract = node.find(w("abstractNumId"))
        if abstract is None or abstract.get(w("val")) not in abstracts:
            yield "E433", f"a numbering has no definition: {node.get(w('numId'))}"
