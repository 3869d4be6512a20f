"""Turn a part of a Word file, whoever saved it, into the one form of XML that frames are read in.

Beside the transitional form, which nearly every program writes (ECMA-376 part 4), there is a strict one with other
namespaces, measures with units, and sides called start and end (part 1). Some programs call the namespace of Word by
another prefix, by which docxtpl does not know it, and some write fractions where whole numbers belong.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from submissions.office.names import WORD, parse_part, w

_STRICT: Final = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_USUAL: Final = rb"http://schemas.openxmlformats.org/\1/2006/\2"
_MEASURE: Final = re.compile(r"(-?\d+(?:\.\d+)?)(pt|pc|pi|in|mm|cm)")
_POINTS: Final = {"pt": 1.0, "pc": 12.0, "pi": 12.0, "in": 72.0, "mm": 72 / 25.4, "cm": 720 / 25.4}
"""Points in each unit (ECMA-376 part 1, 22.9.2.15)."""

_POINTED: Final = re.compile(rb'="-?\d+\.\d+"')
_FRACTION: Final = re.compile(r"-?\d+\.\d+")
_PERCENT: Final = re.compile(r"(\d+(?:\.\d+)?)%")
# Elements whose `val` is counted in half points (ECMA-376 part 1, 17.3.2).
_HALVES: Final = frozenset(w(name) for name in ("sz", "szCs", "kern", "position", "hps", "hpsRaise", "hpsBaseText"))
# Elements whose `val` is words, in which "12pt" is a name.
_WORDS: Final = frozenset(w(name) for name in ("name", "aliases", "lvlText", "alias", "tag", "pStyle", "rStyle"))
_SIDES: Final = {"start": "left", "end": "right"}
_SIDED: Final = tuple(w(name) for name in ("tblBorders", "tcBorders", "tblCellMar", "tcMar"))


def read_part(content: bytes) -> etree._Element:
    """Return a part in the form in which frames are read; raises PartError as parse_part does."""
    root = parse_part(content)
    plain = etree.tostring(root)
    if _STRICT.search(plain):
        root = parse_part(_STRICT.sub(_USUAL, plain))
        _take_out_units(root)
        _rename_sides(root)
    _round(root)
    return _with_usual_prefix(root)


def _round(root: etree._Element) -> None:
    """Give whole numbers where a program has written fractions of the smallest measures that there are."""
    for node in root.iter(f"{{{WORD}}}*") if _POINTED.search(etree.tostring(root)) else ():
        for name, value in list(node.attrib.items()):
            if _FRACTION.fullmatch(str(value)) and node.tag not in _WORDS and str(name).startswith(f"{{{WORD}}}"):
                node.set(name, str(round(float(value))))


def _take_out_units(root: etree._Element) -> None:
    """Give measures as the numbers that they are in the transitional form."""
    for node in root.iter(f"{{{WORD}}}*"):
        for name, value in list(node.attrib.items()):
            if not isinstance(name, str) or not name.startswith(f"{{{WORD}}}") or node.tag in _WORDS:
                continue
            if measure := _MEASURE.fullmatch(str(value)):
                parts = 2 if node.tag in _HALVES else 20
                node.set(name, str(round(float(measure[1]) * _POINTS[measure[2]] * parts)))
            elif percent := _PERCENT.fullmatch(str(value)):
                # Fiftieths of a per cent for widths (17.18.90), whole ones for the width of letters (17.3.2.43).
                node.set(name, str(round(float(percent[1]) * (1 if node.tag == w("w") else 50))))


def _rename_sides(root: etree._Element) -> None:
    """Call the sides left and right, by which the transitional form means where lines start and end."""
    for parent in root.iter(*_SIDED):
        for child in parent:
            side = _SIDES.get(etree.QName(child).localname)
            if side:
                child.tag = w(side)
    for node in root.iter(w("ind"), w("jc"), w("lvlJc"), w("tab"), w("ptab")):
        for name, value in list(node.attrib.items()):
            local = etree.QName(str(name)).localname
            for side, usual in _SIDES.items():
                if node.tag == w("ind") and local.startswith(side):
                    del node.attrib[name]
                    node.set(w(usual + local.removeprefix(side)), str(value))
                elif node.tag != w("ind") and local == "val" and value == side:
                    node.set(str(name), usual)


def _with_usual_prefix(root: etree._Element) -> etree._Element:
    """Return a part whose prefix of Word's namespace is "w", all others being as they were."""
    spaces = {prefix: uri for prefix, uri in root.nsmap.items() if uri != WORD and prefix != "w"}
    prefixes = {node.prefix for node in root.iter(f"{{{WORD}}}*")}
    if WORD not in root.nsmap.values() or (prefixes == {"w"} and root.nsmap.get("w") == WORD):
        return root
    spaces["w"] = WORD
    new = etree.Element(root.tag, nsmap=spaces)
    for name, value in root.attrib.items():
        new.set(name, value)
    new.text = root.text
    new.extend(list(root))
    return parse_part(etree.tostring(new))
