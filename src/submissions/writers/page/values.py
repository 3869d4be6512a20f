"""Put the measures, faces and colours of a look into the style sheet, where it asks for them with `var(--name)`.

The engine could do it too, at every element anew; and a browser would need them written out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields
from difflib import get_close_matches
from typing import Final

from submissions.document import HouseFile
from submissions.document.advances import ARABIC_FACE, SERIF
from submissions.findings import Finding, Place
from submissions.look import Family, PageMeasures

_ASKED: Final = re.compile(r"/\*.*?\*/|var\(\s*--([\w-]+)\s*\)", re.DOTALL)
_DECLARED: Final = re.compile(r"[{;]\s*--([\w-]+)\s*:")
# Letters that a face lacks come from these; Arabic letters reach further above and below the line.
_BEHIND: Final = {"serif": (SERIF, ARABIC_FACE), "sans-serif": ("Liberation Sans", ARABIC_FACE)}
_RTL_LEADING: Final = 5 / 4
_RTL_SIZE: Final = 1.0
_RTL_DROP: Final = 0.12
"""Of the size: by how much the middle of Naskh lies below that of Liberation Serif. The engine centres both on a line
and makes it higher by this, where Word does not."""


def style_values(measures: PageMeasures, direction: str) -> dict[str, str]:
    """Return what a style sheet may ask for, by name: `text-size` is "12pt", and `minus-hang` less than nothing."""
    rtl = direction == "rtl"
    found: dict[str, str] = {}
    for item in fields(measures):
        value, name = getattr(measures, item.name), item.name.replace("_", "-")
        if isinstance(value, float):
            enlarged = _for_arabic(item.name, measures) if rtl else value
            found[name], found[f"minus-{name}"] = _length(enlarged), _length(-enlarged)
        elif isinstance(value, Family):
            found[name] = _faces_from_the_right(value) if rtl else _faces(value)
        elif name.endswith(("colour", "accent")):
            found[name] = value
    sides = (measures.margin_end, measures.margin_start)
    right, left = reversed(sides) if rtl else sides
    margins = (measures.margin_top, right, measures.margin_bottom, left)
    return found | {
        "page-margins": " ".join(map(_length, margins)),
        "minus-beside": _length(-measures.beside_gap - measures.beside_width),
        "contents-step-2": _length(2 * measures.contents_step),
        "note-hang-2": _length(2 * measures.note_hang),
    }


def _for_arabic(name: str, measures: PageMeasures) -> float:
    """Return a value for text from right to left: the size that Word sets it in, and its leading a quarter larger."""
    value: float = getattr(measures, name)
    if name.endswith("_leading"):
        size: float = getattr(measures, f"{name.removesuffix('_leading')}_size") + _RTL_SIZE
        return value * _RTL_LEADING - size * _RTL_DROP
    return value + _RTL_SIZE if name.endswith("_size") else value


def _length(points: float) -> str:
    return "{:g}pt".format(round(points, 2))  # noqa: UP032 - "pt" alone would be a language


def _faces_from_the_right(face: Family) -> str:
    """Return the faces for a document in Arabic letters: the house's own, which may have them, before the program's."""
    own = () if face.licence else (face.name,)
    return _listed((*own, *_BEHIND["serif"]), "serif")


def _faces(face: Family) -> str:
    return _listed((face.twin, face.name, *_BEHIND[face.generic]), face.generic)


def _listed(names: Iterable[str], generic: str) -> str:
    return ", ".join([*(f'"{name}"' for name in dict.fromkeys(names)), generic])


def fill_values(css: str, values: dict[str, str], file: HouseFile) -> tuple[str, list[Finding]]:
    """Return a style sheet with the values that it asks for; what it declares itself is left to it."""
    declared, findings = set(_DECLARED.findall(css)), []

    def put(match: re.Match[str]) -> str:
        name = match[1]
        if name is None or name in declared:
            return match[0]
        if name not in values:
            findings.append(_unknown(css, match, values, file.place))
        return values.get(name, match[0])

    return _ASKED.sub(put, css), findings


def _unknown(css: str, match: re.Match[str], values: dict[str, str], place: Place) -> Finding:
    line = css.count("\n", 0, match.start()) + 1
    column = match.start() - css.rfind("\n", 0, match.start())
    close = get_close_matches(match[1], sorted(values), n=1)
    order = f"write var(--{close[0]})" if close else "write the value itself, or declare it in the style sheet"
    message = f"the look has no value of this name: --{match[1]}"
    return Finding("E531", Place(place.file, line, column), message, order)
