"""Say in what an office's own frame differs from the look of the house, in which its PDFs stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from lxml import etree

from submissions.document import HouseFile
from submissions.look import BLACK, PageMeasures
from submissions.office.names import PartError, parse_part, w
from submissions.office.package import PackageError, read_package
from submissions.writers.word.frame.style_xml import twentieths

_FURNITURE = re.compile(r"word/(header|footer)\d*\.xml")
_TAG = re.compile(r"\{[{%].*?[%}]\}")
_LETTER = re.compile(r"\w")
_NEAR = 20
"""Twentieths of a point: what an eye does not see of a margin."""


@lru_cache(maxsize=32)
def differences(file: HouseFile, measures: PageMeasures, known: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return what differs, each as "text in Georgia, not Times New Roman"; nothing of a frame that cannot be read.

    `known` are the words that the house itself has at the head and foot of its pages, in Word and PDF alike.
    """
    try:
        parts = read_package(file.content)
        trees = {
            name: parse_part(parts[name])
            for name in parts
            if name in ("word/styles.xml", "word/document.xml", "word/theme/theme1.xml") or _FURNITURE.fullmatch(name)
        }
    except (PackageError, PartError):
        return ()  # which reading the frame says at length
    styles, page = trees.get("word/styles.xml"), trees.get("word/document.xml")
    if styles is None or page is None:
        return ()
    faces = _theme_faces(trees.get("word/theme/theme1.xml"))
    furniture = [page, *(tree for name, tree in sorted(trees.items()) if _FURNITURE.fullmatch(name))]
    return (*_of_styles(styles, faces, measures), *_of_margins(page, measures), *_of_words(furniture, known))


def _of_words(parts: list[etree._Element], known: tuple[str, ...]) -> Iterator[str]:
    """Yield that the frame prints words or pictures of its own: a letterhead stands in Word files alone."""
    words = {"".join(one.itertext(w("t"))) for part in parts for one in part.iter(w("p"))}
    own = [one for one in words if _LETTER.search(_TAG.sub("", one)) and " ".join(one.split()) not in known]
    if own:
        yield "words of a letterhead, which the PDF has not"
    if any(part.find(f".//{w('pict')}") is not None for part in parts) or _has_pictures(parts):
        yield "pictures or text boxes of a letterhead, which the PDF has not"


def _has_pictures(parts: list[etree._Element]) -> bool:
    """Tell whether there is a drawing beside the logo of the house, which the PDF has too."""
    return any(node.get("name") != "Logo" for part in parts for node in part.iter("{*}docPr"))


def _of_styles(styles: etree._Element, faces: Mapping[str, str], m: PageMeasures) -> Iterator[str]:
    for name, what, family in (("body text", "text", m.text_face), ("heading 1", "headings", m.head_face)):
        shown = _face(_properties(styles, name), faces)
        if shown and shown != family.name:
            yield f"{what} in {shown}, not {family.name}"
    size = _first(_properties(styles, "body text"), "sz", "val")
    if size and size != str(round(m.text_size * 2)):
        yield f"text of {int(size) / 2:g} points, not {m.text_size:g}"
    colour = _first(_properties(styles, "heading 1"), "color", "val") or "auto"
    wanted = "auto" if m.heading_colour == BLACK else m.heading_colour.lstrip("#")
    same = {"auto", "000000"} if wanted == "auto" else {wanted.upper()}
    if colour.upper() not in same and colour not in same:
        yield f"headings in the colour {colour}, not {m.heading_colour}"


def _of_margins(page: etree._Element, m: PageMeasures) -> Iterator[str]:
    if any(size.get(w("orient")) == "landscape" for size in page.iter(w("pgSz"))):
        yield "a sheet that lies on its side"
    wanted = {"top": m.margin_top, "bottom": m.margin_bottom, "left": m.margin_start, "right": m.margin_end}
    margins = [one for section in page.iter(w("sectPr")) for one in section.findall(w("pgMar"))][-1:]
    for side, points in wanted.items() if margins else ():
        has = abs(int(margins[0].get(w(side), "0")))
        if abs(has - twentieths(points)) > _NEAR:
            yield f"a margin of {has / 20 / 72 * 25.4:.0f} mm on the {side}, not {points / 72 * 25.4:.0f}"


def _properties(styles: etree._Element, name: str) -> list[etree._Element]:
    """Return what sets the letters of a style, the nearest first: its own, those behind it, and the defaults."""
    known = {style.get(w("styleId")): style for style in styles.iter(w("style"))}
    named = (style for style in known.values() if _value(style, "name").lower() == name)
    found: list[etree._Element] = []
    seen: set[str | None] = set()
    style = next(named, None)
    while style is not None and style.get(w("styleId")) not in seen:
        seen.add(style.get(w("styleId")))
        found += style.findall(w("rPr"))
        style = known.get(_value(style, "basedOn"))
    return [*found, *styles.findall(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")]


def _first(properties: list[etree._Element], child: str, attribute: str) -> str:
    values = (node.get(w(attribute), "") for one in properties for node in one.findall(w(child)))
    return next(filter(None, values), "")


def _face(properties: list[etree._Element], faces: Mapping[str, str]) -> str:
    """Return the face of Latin letters; where a style names one of the theme, that goes before a name."""
    for node in (node for one in properties for node in one.findall(w("rFonts"))):
        themed = faces.get(node.get(w("asciiTheme"), "")[:5], "")
        if themed or node.get(w("ascii")):
            return themed or node.get(w("ascii"), "")
    return ""


def _theme_faces(theme: etree._Element | None) -> dict[str, str]:
    found = {}
    for role in ("major", "minor") if theme is not None else ():
        latin = next(iter(theme.iterfind(f".//{{*}}{role}Font/{{*}}latin")), None) if theme is not None else None
        if latin is not None:
            found[role] = latin.get("typeface", "")
    return found


def _value(parent: etree._Element, name: str) -> str:
    node = parent.find(w(name))
    return node.get(w("val"), "") if node is not None else ""
