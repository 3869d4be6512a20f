"""Pictures, shapes and whatever else is drawn or embedded in a Word file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from submissions.drafted.word.package import WordPart
from submissions.drafted.word.records import Remark, WordPicture
from submissions.drafted.word.styles import whole
from submissions.office.names import DRAWING, INLINE, OFFICE, PICTURE, w

_VML: Final = "{urn:schemas-microsoft-com:vml}"
_OLD: Final = "{urn:schemas-microsoft-com:office:office}"
_CHOICES: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_EMU_PER_TWIP: Final = 635
_QUARTERS: Final = 60_000
"""So many parts has a degree (ECMA-376 part 1, 20.1.10.3)."""
_FILE: Final = re.compile(
    r"(?:[A-Za-z]:[\\/].*|\\\\.*|file:.*|\S+\.(?:png|jpe?g|gif|bmp|tiff?|webp|emf|wmf|svg))", re.IGNORECASE
)
_CHANGED: Final = ("clrChange", "duotone", "biLevel", "grayscl", "lum", "alphaModFix")


def drawn(
    element: etree._Element, part: WordPart, number: int, *, with_boxes: bool = False
) -> Iterator[WordPicture | Remark]:
    """Yield the picture of a `w:drawing` or `w:pict`, or what stands there that no line of text can hold.

    `with_boxes` tells that the words of a text box are read by themselves.
    """
    if _has_words(element):
        beside = with_boxes and next(element.iter(f"{{{DRAWING}}}t"), None) is None
        yield Remark("words in a box" if beside else "text box", number)
        if beside and next(element.iter(f"{{{DRAWING}}}blip", f"{_VML}imagedata"), None) is not None:
            yield Remark("drawing", number)
        return
    blips = list(element.iter(f"{{{DRAWING}}}blip"))
    images = list(element.iter(f"{_VML}imagedata"))
    if element.tag == w("object"):
        yield Remark("object", number)
    elif len(blips) == 1 and len(list(element.iter(f"{{{PICTURE}}}pic"))) == 1:
        yield from _picture(element, blips[0], part, number)
    elif len(images) == 1 and not blips:
        yield from _old_picture(element, images[0], part, number)
    elif any(one.get(f"{_OLD}hr") for one in element.iter()):
        yield Remark("rule", number)
    elif any("chart" in (one.get("uri") or "") for one in element.iter(f"{{{DRAWING}}}graphicData")):
        yield Remark("chart", number)
    else:
        yield Remark("drawing", number)


def boxes_of(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Yield the contents of the text boxes of a paragraph, each in the newer of its two forms."""
    for box in paragraph.iter(w("txbxContent")):
        holder = next(box.iterancestors(w("p")), None)
        second = next(box.iterancestors(f"{_CHOICES}Fallback"), None)
        first = None if second is None else second.getprevious()
        if holder is paragraph and (second is None or first is None or len(first) == 0):
            yield box


def _has_words(element: etree._Element) -> bool:
    """Tell whether words stand in a shape: in a text box of Word or in a shape of the drawing."""
    boxes = element.iter(w("txbxContent"), f"{_VML}textbox", f"{{{DRAWING}}}t")
    return any("".join(box.itertext()).strip() for box in boxes)


def _picture(
    element: etree._Element, blip: etree._Element, part: WordPart, number: int
) -> Iterator[WordPicture | Remark]:
    named = next(iter(element.iter(f"{{{INLINE}}}docPr")), None)
    extent = next(iter(element.iter(f"{{{INLINE}}}extent")), None)
    alternative = "" if named is None else named.get("descr") or named.get("title") or ""
    name = part.target(blip.get(f"{{{OFFICE}}}embed", ""))
    if named is not None and named.get("hidden") in ("1", "true"):
        yield Remark("hidden", number)
    elif not name:
        yield Remark("linked picture", number)
    elif _is_changed(element, blip):
        yield Remark("changed picture", number)
    else:
        width = 0 if extent is None else whole(extent.get("cx")) // _EMU_PER_TWIP
        floats = next(iter(element.iter(f"{{{INLINE}}}anchor")), None) is not None
        yield WordPicture(name, _said(alternative), width, floats)


def _said(alternative: str) -> str:
    """Return an alternative text on one line; Word puts the path of the file where nobody wrote one."""
    words = " ".join(alternative.split())
    return "" if _FILE.fullmatch(words) else words


def _is_changed(element: etree._Element, blip: etree._Element) -> bool:
    """Tell whether Word shows a part of a picture, or shows it turned or in other colours: the file holds the whole."""
    crops = element.iter(f"{{{DRAWING}}}srcRect")
    cropped = any(whole(value) > 0 for crop in crops for value in crop.attrib.values())
    frames = list(element.iter(f"{{{DRAWING}}}xfrm"))
    turned = any(
        whole(one.get("rot")) // _QUARTERS % 360 or one.get("flipH") == "1" or one.get("flipV") == "1" for one in frames
    )
    return cropped or turned or any(etree.QName(one).localname in _CHANGED for one in blip if isinstance(one.tag, str))


def _old_picture(
    element: etree._Element, image: etree._Element, part: WordPart, number: int
) -> Iterator[WordPicture | Remark]:
    name = part.target(image.get(f"{{{OFFICE}}}id", ""))
    shape = image.getparent()
    alternative = "" if shape is None else shape.get("alt") or ""
    if not name:
        yield Remark("linked picture", number)
    elif any(image.get(side) for side in ("cropleft", "cropright", "croptop", "cropbottom")):
        yield Remark("changed picture", number)
    else:
        yield WordPicture(name, _said(alternative), 0)
