"""The raw elements of a Word body as text: runs, properties in the schema's order, paragraphs, bookmarks, fields."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from submissions.office.names import DRAWING, INLINE, PICTURE

# What XML 1.0 forbids (section 2.2), lone surrogates and the two noncharacters included.
FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# In an attribute a line end comes back as a space (XML 1.0, 3.3.3); in a text none is meant, as breaks are elements.
_ENTITIES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": " ", "\n": " "})


def escape(text: str) -> str:
    """Escape text for an element or an attribute; a character that XML forbids becomes U+FFFD."""
    return FORBIDDEN.sub("\ufffd", text).translate(_ENTITIES)


def text_content(text: str) -> str:
    """Return the inside of a run: `<w:t xml:space="preserve">one</w:t><w:tab/><w:t ...>two</w:t>`."""
    pieces = escape(text).split("\t")
    return "<w:tab/>".join(f'<w:t xml:space="preserve">{piece}</w:t>' if piece else "" for piece in pieces)


def run(content: str, properties: str = "") -> str:
    """Return `<w:r><w:rPr>properties</w:rPr>content</w:r>`."""
    return f"<w:r><w:rPr>{properties}</w:rPr>{content}</w:r>" if properties else f"<w:r>{content}</w:r>"


def text_run(text: str, properties: str = "") -> str:
    """Return a run of text."""
    return run(text_content(text), properties) if text else ""


def drawing(number: int, name: str, blip: str, alternative: str, size: tuple[int, int]) -> str:
    """Return `<w:drawing><wp:inline>...` of a width and height in EMU (ECMA-376 part 1, 20.4.2.8).

    `descr` carries the alternative text, the name only "Picture 1".
    """
    width, height = size
    return (
        f'<w:drawing><wp:inline xmlns:wp="{INLINE}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="{name}" descr="{escape(alternative)}"/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{DRAWING}" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic xmlns:a="{DRAWING}"><a:graphicData uri="{PICTURE}"><pic:pic xmlns:pic="{PICTURE}">'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f"<pic:blipFill>{blip}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )


def complex_field(instruction: str, result: str, properties: str = "") -> str:
    r"""Return a field with its cached result in runs.

    `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF _Ref00001 \r \h </w:instrText></w:r>
    <w:r><w:fldChar w:fldCharType="separate"/></w:r>...<w:r><w:fldChar w:fldCharType="end"/></w:r>`
    """
    return field_start(instruction, properties) + result + run(_END, properties)


def field_start(instruction: str, properties: str = "") -> str:
    """Return the runs that open a field, up to its result; Word sets a new result as it finds these runs set."""
    return (
        run('<w:fldChar w:fldCharType="begin"/>', properties)
        + run(f'<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText>', properties)
        + run('<w:fldChar w:fldCharType="separate"/>', properties)
    )


_END: Final = '<w:fldChar w:fldCharType="end"/>'
FIELD_END: Final = f"<w:r>{_END}</w:r>"


def bookmark(identifier: int, name: str, content: str) -> str:
    """Return `<w:bookmarkStart w:id="1" w:name="_Ref00001"/>content<w:bookmarkEnd w:id="1"/>`."""
    return f'<w:bookmarkStart w:id="{identifier}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{identifier}"/>'


@dataclass(frozen=True, slots=True)
class Indent:
    """Indents in twentieths of a point, None being the style's; `hanging` is how far the first line stands out."""

    left: int | None = None
    hanging: int | None = None
    right: int = 0


@dataclass(frozen=True, slots=True)
class Properties:
    """What a paragraph says beside its style; None and False leave the style's word.

    `numbering` is (instance, level); `before` and `after` are space and `line` the height of a line, in twentieths of a
    point; `align` is "right" or "center", where "right" is the end of the line in either direction of writing; `rules`
    are the elements of the rules above and below, in this order; `frame` is the element that sets it beside the text.
    """

    style: str
    keep_next: bool = False
    page_break: bool = False
    numbering: tuple[int, int] | None = None
    tabs: str = ""
    bidi: bool = False
    before: int | None = None
    after: int | None = None
    indent: Indent | None = None
    align: str = ""
    line: int | None = None
    rules: str = ""
    frame: str = ""


def paragraph_properties(p: Properties) -> str:
    """Return `<w:pPr>`, its children in the order of CT_PPr (ECMA-376 part 1, 17.3.1.26)."""
    parts = [f'<w:pPr><w:pStyle w:val="{p.style}"/>']
    if p.keep_next:
        parts.append("<w:keepNext/>")
    if p.page_break:
        parts.append("<w:pageBreakBefore/>")
    parts.append(p.frame)
    if p.numbering is not None:
        parts.append(f'<w:numPr><w:ilvl w:val="{p.numbering[1]}"/><w:numId w:val="{p.numbering[0]}"/></w:numPr>')
    if p.rules:
        parts.append(f"<w:pBdr>{p.rules}</w:pBdr>")
    if p.tabs:
        parts.append(f"<w:tabs>{p.tabs}</w:tabs>")
    if p.bidi:
        parts.append("<w:bidi/>")
    if any(value is not None for value in (p.before, p.after, p.line)):
        before = "" if p.before is None else f' w:before="{p.before}"'
        after = "" if p.after is None else f' w:after="{p.after}"'
        line = "" if p.line is None else f' w:line="{p.line}" w:lineRule="exact"'
        parts.append(f"<w:spacing{before}{after}{line}/>")
    if p.indent is not None:
        i = p.indent
        left = "" if i.left is None else f' w:left="{i.left}"'
        hanging = "" if i.left is None else f' w:hanging="{i.hanging or 0}"'
        parts.append(f'<w:ind{left} w:right="{i.right}"{hanging}/>')
    if p.align:
        parts.append(f'<w:jc w:val="{p.align}"/>')
    parts.append("</w:pPr>")
    return "".join(parts)


def paragraph(properties: Properties, content: str) -> str:
    """Return `<w:p><w:pPr>...</w:pPr>content</w:p>`."""
    return f"<w:p>{paragraph_properties(properties)}{content}</w:p>"
