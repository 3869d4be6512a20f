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

# OpenType, OS/2: fsSelection has italic and bold, fsType what the licence allows.
_ITALIC, _BOLD = 0x0001, 0x0020
_INSTALLABLE, _EDITABLE, _WHOLE_OR_BITMAPS = 0x0000, 0x0008, 0x0300


@dataclass(frozen=True, slots=True)
class OwnFace:
    """A font file of the house; `editable` tells whether it may be embedded in a file that is edited on."""

    family: str
    style: FaceStyle
    editable: bool
    content: bytes


def own_faces(files: Mapping[str, HouseFile]) -> Iterator[OwnFace]:
    """Yield the house's own font files that can be read, in the order of their names."""
    for name in sorted(files):
        face = _read(files[name].content) if name.startswith(HOUSE_FONTS) else None
        if face is not None:
            yield face


def named_faces(measures: PageMeasures) -> tuple[str, ...]:
    """Return the families that a look names and that are the house's own."""
    named = dict.fromkeys((measures.text_face.name, measures.head_face.name))
    return tuple(name for name in named if name not in families())


@lru_cache(maxsize=32)
def _read(content: bytes) -> OwnFace | None:
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415 - slow to import, and seldom needed

    try:
        with TTFont(io.BytesIO(content), lazy=True) as font:
            family = str(font["name"].getBestFamilyName() or "")
            chosen, rights = int(font["OS/2"].fsSelection), int(font["OS/2"].fsType)
            outlines = "glyf" in font
    # What reading a damaged file with the font library ends in; `glyphs.house_faults` says it.
    except (TTLibError, struct.error, KeyError, AssertionError, ValueError, IndexError, EOFError, AttributeError):
        return None
    styles: dict[tuple[bool, bool], FaceStyle] = {
        (False, False): "Regular",
        (True, False): "Bold",
        (False, True): "Italic",
        (True, True): "BoldItalic",
    }
    free = rights & 0x000F in {_INSTALLABLE, _EDITABLE} and not rights & _WHOLE_OR_BITMAPS
    return OwnFace(family, styles[bool(chosen & _BOLD), bool(chosen & _ITALIC)], free and outlines, content)


def missing_faces(measures: PageMeasures, files: Mapping[str, HouseFile]) -> list[str]:
    """Return the families that a look names and of which neither the program nor the house has a file."""
    there = {face.family for face in own_faces(files)}
    return [name for name in named_faces(measures) if name not in there]


NO_FACES: Final[tuple[OwnFace, ...]] = ()


def faces_to_embed(measures: PageMeasures, files: Mapping[str, HouseFile]) -> tuple[OwnFace, ...]:
    """Return the house's own faces that a look names and whose licence lets a Word file carry them."""
    named = named_faces(measures)
    return tuple(face for face in own_faces(files) if face.family in named and face.editable) if named else NO_FACES
