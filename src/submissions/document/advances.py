"""How wide letters are, in ems of their size: the advance widths of the program's own faces, read from their files.

The families that Word takes have the widths of these letter by letter, Times New Roman those of Liberation Serif.
Arabic letters change with their neighbours, and count as wide as the widest form that they have in their place.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from submissions.look import families

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

PROGRAM_FACES: Final[frozenset[str]] = frozenset(one.twin for one in families().values())
"""The faces that print the families of type which a house may choose."""

SERIF: Final = "Liberation Serif"
"""The face of letters that other faces lack, and what stands in for a face of the house where letters are measured."""
"""The face of letters of further families, and of what a house's own face is not known to be."""
ARABIC_FACE: Final = "Noto Naskh Arabic"
"""The face of the letters that the faces of the families lack."""

# Arabic is set a point larger than Latin: 10 where the tables of a brief have 9.
_ARABIC_SCALE: Final = 10 / 9
_LAST: Final = frozenset({"isol", "fina"})
_JOINED: Final = frozenset({"init", "medi"})
# Of another script than the faces have: as wide as it is high, as ideographs are.
_UNKNOWN: Final = 1.0


@cache
def advances(face: str, *, bold: bool) -> Mapping[str, float]:
    """Return the advance width of every letter of a face of the program, "Liberation Serif"."""
    with open_font(file_of(face, bold=bold)) as font:
        widths, em = font["hmtx"], font["head"].unitsPerEm
        return MappingProxyType({chr(code): widths[glyph][0] / em for code, glyph in font.getBestCmap().items()})


@cache
def arabic_advances(*, bold: bool) -> Mapping[str, tuple[float, float]]:
    """Return, for every letter of the Arabic face, its widest form within a word and its widest at the end of one."""
    with open_font(file_of(ARABIC_FACE, bold=bold)) as font:
        widths, scale = font["hmtx"], _ARABIC_SCALE / font["head"].unitsPerEm
        forms = {name: dict(_substitutes(font, name)) for name in _LAST | _JOINED}

        def widest(glyph: str, names: frozenset[str]) -> float:
            found = [forms[name][glyph] for name in names if glyph in forms[name]] or [glyph]
            return float(max(widths[form][0] for form in found) * scale)

        return MappingProxyType({
            chr(code): (
                widest(glyph, _JOINED if any(glyph in forms[name] for name in _JOINED) else _LAST),
                max(widest(glyph, _LAST), widths[glyph][0] * scale),
            )
            for code, glyph in font.getBestCmap().items()
        })  # fmt: skip


def _substitutes(font: TTFont, name: str) -> Iterator[tuple[str, str]]:
    """Yield the glyphs that a feature puts in the place of others, one for one."""
    table = font["GSUB"].table
    chosen = {index for one in table.FeatureList.FeatureRecord if one.FeatureTag == name
              for index in one.Feature.LookupListIndex}  # fmt: skip
    for index in sorted(chosen):
        for subtable in table.LookupList.Lookup[index].SubTable:
            yield from getattr(getattr(subtable, "ExtSubTable", subtable), "mapping", {}).items()


def file_of(face: str, *, bold: bool) -> str:
    """Return the name of the file of a face of the program, upright."""
    return f"{face.replace(' ', '')}-{'Bold' if bold else 'Regular'}.ttf"


def open_font(name: str) -> TTFont:
    """Open a font file of the program by its name."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - slow to import, and seldom needed

    return TTFont(files("submissions").joinpath("fonts", name).open("rb"), lazy=True)


def advances_of(text: str, face: str, *, bold: bool) -> list[float]:
    """Return the width of each character of a text in ems, 0 for those that draw nothing."""
    own, others = advances(face, bold=bold), advances(SERIF, bold=bold)
    found = []
    for at, letter in enumerate(text):
        width = own.get(letter, others.get(letter))
        if width is None or unicodedata.category(letter) in {"Mn", "Cf"}:
            width = _other(letter, text[at + 1 : at + 2], bold=bold)
        found.append(width)
    return found


def is_of_families(letter: str) -> bool:
    """Tell whether the families of type have a letter; one of another script Word takes from whatever it finds."""
    return letter in advances(SERIF, bold=False)


def _other(letter: str, following: str, *, bold: bool) -> float:
    """Return the width of a letter that Liberation has not."""
    if unicodedata.category(letter) in {"Mn", "Cf"} or letter in "\t\n\r":
        return 0.0
    forms = arabic_advances(bold=bold).get(letter)
    if forms is None:
        return _UNKNOWN
    return forms[0] if following and unicodedata.bidirectional(following) in {"AL", "NSM"} else forms[1]
