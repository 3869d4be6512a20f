"""Turn a frame into one of drafts: a mark at the head of every page, and a style of its own for what is still to come.

Any office's frame serves: what a draft needs is put into it here, and a finished document gets nothing of it.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from submissions.office.names import OFFICE, PACKAGE, RELATIONSHIP, WORD, parse_part, r, w

TO_COME: Final = "to come"
"""The name of the character style of a gap."""

MARK_PART: Final = "word/header99.xml"
"""The header of the pages for which a frame has none."""

_STYLE_ID: Final = "SubmissionsToCome"
_TARGET: Final = MARK_PART.rpartition("/")[2]
_ROWS: Final = "word/_rels/document.xml.rels"
_ROW_ID: Final = "rIdSubmissionsDraft"
# Shown as highlighted text is, and in bold for a printer without colours. ECMA-376 part 1, 17.7.4.17: w:style.
_STYLE: Final = (
    f'<w:style xmlns:w="{WORD}" w:type="character" w:customStyle="1" w:styleId="{_STYLE_ID}">'
    f'<w:name w:val="{TO_COME}"/><w:uiPriority w:val="99"/><w:qFormat/>'
    '<w:rPr><w:b/><w:bCs/><w:shd w:val="clear" w:color="auto" w:fill="FFE8A3"/></w:rPr></w:style>'
)
_HEADER: Final = f'<w:hdr xmlns:w="{WORD}" xmlns:r="{OFFICE}"/>'


def mark_frame(trees: dict[str, etree._Element]) -> None:
    """Make the parts of a frame, by name, those of a draft: every page has a header, and each begins with the mark.

    The mark is the tag `{{ draft }}`, which only this program writes.
    """
    style = _add_style(trees["word/styles.xml"])
    _add_header(trees)
    for name in [name for name in trees if name.startswith("word/header")]:
        trees[name].insert(0, _mark(style))


def _add_style(root: etree._Element) -> str:
    """Add the style of gaps, unless the frame brings its own of that name; return its identifier."""
    for style in root.iter(w("style")):
        name = style.find(w("name"))
        if name is not None and name.get(w("val"), "").lower() == TO_COME and style.get(w("type")) == "character":
            return style.get(w("styleId"), "")
    root.append(parse_part(_STYLE.encode()))
    return _STYLE_ID


def _add_header(trees: dict[str, etree._Element]) -> None:
    """Give a header to each kind of page of each section that has none of its own."""
    before: set[str] = set()  # a section takes over those of the one before it
    for section in trees["word/document.xml"].iter(w("sectPr")):
        has = before | {one.get(w("type"), "default") for one in section.findall(w("headerReference"))}
        for kind in ("even", "first", "default"):
            if kind not in has:
                reference = etree.Element(w("headerReference"))
                reference.set(w("type"), kind)
                reference.set(r("id"), _ROW_ID)
                section.insert(0, reference)
        before = {"even", "first", "default"}
    rows = trees.setdefault(_ROWS, parse_part(f'<Relationships xmlns="{PACKAGE}/relationships"/>'.encode()))
    row = etree.SubElement(rows, RELATIONSHIP)
    row.set("Id", _ROW_ID)
    row.set("Type", f"{OFFICE}/header")
    row.set("Target", _TARGET)
    trees[MARK_PART] = parse_part(_HEADER.encode())


def _mark(style: str) -> etree._Element:
    """Return `<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r>...<w:t>{{ draft }}</w:t></w:r></w:p>`."""
    return parse_part(
        f'<w:p xmlns:w="{WORD}"><w:pPr><w:jc w:val="center"/></w:pPr>'
        f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr>'
        '<w:t xml:space="preserve">{{ draft }}</w:t></w:r></w:p>'.encode()
    )
