"""The house's own font files: of which family and style each is, and whether an editor may go on typing in it."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from submissions.document import HouseFile
from submissions.look import PageMeasures, families
from submissions.writers.faces import HOUSE_FONTS

FaceStyle = Literal["Regular", "Bold", "Italic", "BoldItalic"]

# OpenType, OS/2: fsSelection has italic and bold; fsType what the licence allows, embedding at all, in a file that is
# edited on, and what it forbids, cutting down to the letters used and outlines.
_ITALIC, _BOLD = 0x0001, 0x0020
_USAGE, _INSTALLABLE, _RESTRICTED, _EDITABLE = 0x000F, 0x0000, 0x0002, 0x0008
_WHOLE_OR_BITMAPS: Final = 0x0300
_STYLES: Final[dict[tuple[bool, bool], FaceStyle]] = {
    (False, False): "Regular",
    (True, False): "Bold",
    (False, True): "Italic",
    (True, True): "BoldItalic",
}


@dataclass(frozen=True, slots=True)
class OwnFace:
    """A font file of the house; `rights` is fsType, `outlines` the table that has them, "glyf", "CFF " or ""."""

    family: str
    style: FaceStyle
    rights: int
    outlines: str
    code_points: frozenset[int]
    content: bytes

    @property
    def editable(self) -> bool:
        """Whether it may be embedded in a file that is edited on, as Word embeds it."""
        free = self.rights & _USAGE in {_INSTALLABLE, _EDITABLE} and not self.rights & _WHOLE_OR_BITMAPS
        return free and self.outlines == "glyf"

    @property
    def printable(self) -> bool:
        """Whether it may be embedded in a page, cut down to the letters used."""
        return self.rights & _USAGE != _RESTRICTED and not self.rights & _WHOLE_OR_BITMAPS


def own_faces(files: Mapping[str, HouseFile]) -> Iterator[OwnFace]:
    """Yield the house's own font files that can be read, in the order of their names."""
    for name in sorted(files):
        face = read_face(files[name].content) if name.startswith(HOUSE_FONTS) else None
        if face is not None:
            yield face


def named_faces(measures: PageMeasures) -> tuple[str, ...]:
    """Return the families that a look names and that are the house's own."""
    named = dict.fromkeys((measures.text_face.name, measures.head_face.name))
    return tuple(name for name in named if name not in families())


@lru_cache(maxsize=32)
def read_face(content: bytes) -> OwnFace | None:
    """Return what a font file is, None for one that is damaged."""
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415 - slow to import, and seldom needed

    # What reading a damaged file with the font library ends in.
    damaged = (TTLibError, struct.error, KeyError, AssertionError, ValueError, IndexError, EOFError,
               AttributeError, OverflowError)  # fmt: skip
    try:
        with TTFont(io.BytesIO(content), lazy=True) as font:
            family = str(font["name"].getBestFamilyName() or "")
            chosen, rights = int(font["OS/2"].fsSelection), int(font["OS/2"].fsType)
            outlines = next((table for table in ("glyf", "CFF ") if table in font), "")
            code_points = frozenset(font.getBestCmap() or ())
    except damaged:
        return None
    return OwnFace(
        family, _STYLES[bool(chosen & _BOLD), bool(chosen & _ITALIC)], rights, outlines, code_points, content
    )


def missing_faces(measures: PageMeasures, files: Mapping[str, HouseFile]) -> list[str]:
    """Return the families that a look names and of which neither the program nor the house has a file."""
    there = {face.family for face in own_faces(files)}
    return [name for name in named_faces(measures) if name not in there]


NO_FACES: Final[tuple[OwnFace, ...]] = ()


def faces_to_embed(measures: PageMeasures, files: Mapping[str, HouseFile]) -> tuple[OwnFace, ...]:
    """Return the house's own faces that a look names and whose licence lets a Word file carry them."""
    named = named_faces(measures)
    return tuple(face for face in own_faces(files) if face.family in named and face.editable) if named else NO_FACES
