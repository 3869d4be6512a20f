"""Which face draws which letters: those of the program, those of the further wheel, and those of the house.

`fonts/faces.csv` is the one table of them: the pages ask for the faces in its order, and Word is told which face of its
own to take. Liberation, with Noto Naskh Arabic, comes before all of these and is asked for by the style sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal, cast

from submissions.document.advances import SERIF, file_of, open_font
from submissions.packaged import packaged_rows

OWN: Final = "program"
FURTHER: Final = "fonts"
"""Who brings a face: the program itself, or the wheel that is installed beside it."""

WHEEL: Final = "submissions-fonts"
HOUSE_FONTS: Final = "fonts/"
"""Before the name of a font file among the files of the house: its folder."""

Slot = Literal["", "complex", "east-asian"]

# Spaces and what joins or parts letters go with the letters around them.
_WITHIN: Final = frozenset(" \N{NO-BREAK SPACE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{ZERO WIDTH SPACE}")
# Codes of what no script has for itself: common, inherited, unknown, symbols, mathematics.
_SHARED: Final = frozenset({"Zyyy", "Zinh", "Zzzz", "Zsym", "Zmth"})
_FIRST: Final = "\N{COMBINING GREEK YPOGEGRAMMENI}"
"""Letters before this sign are in Liberation."""


@dataclass(frozen=True, slots=True)
class Face:
    """A face, the letters that it draws, and how Word names its like; as a row of `fonts/faces.csv`, which explains it.

    `ranges` and `shared` are of first and last code points.
    """

    family: str
    source: str
    brought: str
    scripts: tuple[str, ...]
    ranges: tuple[tuple[int, int], ...]
    shared: tuple[tuple[int, int], ...]
    languages: tuple[str, ...]
    word: str
    others: tuple[str, ...]
    slot: Slot
    charset: str
    bits: tuple[int, ...]
    pages: tuple[int, ...]

    @property
    def file(self) -> str:
        """The name of its file: a collection is taken apart, its faces have outlines of another kind."""
        if not self.source.endswith(".ttc"):
            return self.source
        return f"{self.family.replace(' ', '')}-Regular.otf"

    @property
    def is_east_asian(self) -> bool:
        """Whether it draws ideographs or what goes with them."""
        return self.slot == "east-asian"

    def drawn(self) -> Iterator[int]:
        """Yield the code points that it is made for."""
        for first, last in (*self.ranges, *self.shared):
            yield from range(first, last + 1)

    def is_of(self, language: str) -> bool:
        """Tell whether words marked as of a language, such as "zh-Hant", are its own."""
        spoken = language.lower()
        return any(spoken == one or spoken.startswith(f"{one}-") for one in self.languages)


@dataclass(frozen=True, slots=True)
class FaceRun:
    """Part of a text, from `start` to before `end`, and the face of the table that draws it, if one does."""

    start: int
    end: int
    face: Face | None


@cache
def faces() -> tuple[Face, ...]:
    """Return the faces in the order of the table."""
    return tuple(map(_face, packaged_rows("fonts/faces.csv")))


def _face(row: dict[str, str]) -> Face:
    return Face(
        row["family"],
        row["source"],
        row["brought"],
        tuple(row["scripts"].split()),
        _ranges(row["ranges"]),
        _ranges(row["shared"]),
        tuple(row["languages"].split()),
        row["word"],
        tuple(one for one in row["others"].split(";") if one),
        cast("Slot", row["slot"]),
        row["charset"],
        tuple(map(int, row["bits"].split())),
        tuple(map(int, row["pages"].split())),
    )


def _ranges(text: str) -> tuple[tuple[int, int], ...]:
    pairs = (one.split("-") for one in text.split())
    return tuple((int(first, 16), int(last, 16)) for first, last in pairs)


def face_of(sign: str, language: str = "") -> Face | None:
    """Return the face for a letter in words marked as of a language ("" for none), None where Liberation has it."""
    code = ord(sign)
    if sign < _FIRST or code in _of_liberation():
        return None
    own = (face for face in faces() if face.is_of(language) and _holds(face.shared, code))
    return next(own, None) or _first_face(code)


@cache
def _first_face(code: int) -> Face | None:
    """Return the face whose own letter this is, or else the last of those that share it."""
    owner = next((face for face in faces() if _holds(face.ranges, code)), None)
    return owner or next((face for face in reversed(faces()) if _holds(face.shared, code)), None)


@cache
def _of_liberation() -> frozenset[int]:
    """Return what Liberation draws, which is what the text faces of Word draw as well."""
    with open_font(file_of(SERIF, bold=False)) as font:
        return frozenset(font.getBestCmap())


def _holds(ranges: Sequence[tuple[int, int]], code: int) -> bool:
    return any(first <= code <= last for first, last in ranges)


def spans(text: str, language: str = "") -> list[FaceRun]:
    """Return a text in the parts for which Word wants faces; a space between letters of one face goes with them."""
    if text.isascii() or not _for_word().search(text):
        return [FaceRun(0, len(text), None)] if text else []
    found: list[FaceRun] = []
    pending = 0
    for at, sign in enumerate(text):
        face = found[-1].face if sign in _WITHIN and found else _face_in_word(sign, language)
        if sign in _WITHIN and face is not None:
            pending += 1
            continue
        if pending and (not found or face != found[-1].face):
            found.append(FaceRun(at - pending, at, None))
        if found and face == found[-1].face:
            found[-1] = FaceRun(found[-1].start, at + 1, face)
        else:
            found.append(FaceRun(at, at + 1, face))
        pending = 0
    if pending:
        found.append(FaceRun(len(text) - pending, len(text), None))
    return found


def _face_in_word(sign: str, language: str) -> Face | None:
    face = face_of(sign, language)
    return face if face is not None and face.word else None


@cache
def _for_word() -> re.Pattern[str]:
    return _any_of([pair for face in faces() if face.word for pair in (*face.ranges, *face.shared)])


def is_rearranged(text: str) -> bool:
    """Tell whether a text has letters of a script whose glyphs stand in another order than its letters."""
    return _rearranged().search(text) is not None


@cache
def _rearranged() -> re.Pattern[str]:
    return _any_of([pair for face in faces() if face.slot == "complex" for pair in face.ranges])


def _any_of(ranges: Sequence[tuple[int, int]]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last in ranges)}]")


def script_of_sign(sign: str) -> str:
    """Return the English name of the script of a sign or of its face, "" for one that many scripts share."""
    from fontTools import unicodedata  # noqa: PLC0415 - slow to import, and seldom needed

    face = face_of(sign)
    codes = (unicodedata.script(sign), *(face.scripts if face is not None else ()))
    code = next((one for one in codes if one not in _SHARED), "Zyyy")
    return "" if code in _SHARED else str(unicodedata.script_name(code)).replace("_", " ")


def scripts_brought(by: str) -> tuple[str, ...]:
    """Return the English names of the scripts for which the program or the further wheel brings faces, in order."""
    from fontTools import unicodedata  # noqa: PLC0415 - slow to import, and seldom needed

    codes = {code for face in faces() if face.brought == by for code in face.scripts} - _SHARED
    return tuple(sorted(str(unicodedata.script_name(code)).replace("_", " ") for code in codes))


def faces_missing(folder: Path | None) -> tuple[str, ...]:
    """Return the faces of the further wheel whose files are not in its folder, by family."""
    further = (face for face in faces() if face.brought == FURTHER)
    return tuple(face.family for face in further if folder is None or not (folder / face.file).is_file())
