"""Which letters the pages have faces for: the program's, those of the further wheel, and the house's own files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from unicodedata import category
from xml.sax.saxutils import escape

from submissions.document import HouseFile
from submissions.document.advances import ARABIC_FACE, PROGRAM_FACES
from submissions.findings import Finding, Place
from submissions.look import PageMeasures
from submissions.packaged import further_folder
from submissions.writers.faces import (
    FURTHER,
    HOUSE_FONTS,
    WHEEL,
    Face,
    face_of,
    faces,
    script_of_sign,
)
from submissions.writers.own_faces import missing_faces, own_faces, read_face
from submissions.writers.page.fonts import FONTS

# Letters of Latin and Cyrillic, figures and the usual signs: every font has them, and none need be opened.
_EVERYWHERE: Final = re.compile("[\\x00-\u017f\u0400-\u045f\u2013\u2014\u2018-\u201e\u2022\u2026\u202f\u2032\u2033€№]*")


def without_glyphs(text: str, house: frozenset[int] = frozenset()) -> Iterator[tuple[int, str]]:
    """Yield each sign of a text that no font has, with its index; `house` are the code points of the house's own.

    What draws nothing needs none.
    """
    if _EVERYWHERE.fullmatch(text):
        return
    for index, sign in enumerate(text):
        draws_nothing = category(sign) in {"Cf", "Cc", "Zs"} or "\ufe00" <= sign <= "\ufe0f" or sign == "\u034f"
        if not draws_nothing and ord(sign) not in _drawn() and ord(sign) not in house:
            yield index, sign


@cache
def _drawn() -> frozenset[int]:
    """Return the code points that the fonts of the program and of the further wheel can draw."""
    folders = [folder for folder in (FONTS, further_folder()) if folder is not None]
    files = [path for folder in folders for path in sorted(folder.glob("*.[ot]tf"))]
    return frozenset().union(*map(_code_points, files))


def _code_points(path: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - slow to import, and seldom needed

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())


def house_glyphs(files: Mapping[str, HouseFile]) -> frozenset[int]:
    """Return the code points that the house's own fonts can draw."""
    return frozenset().union(*(face.code_points for face in own_faces(files)))


def group_of(sign: str) -> str:
    """Return what is told once for all its signs: the English name of a script, or else the sign itself."""
    return script_of_sign(sign) or sign


def lacking(signs: Sequence[str]) -> tuple[str, str]:
    """Say that no font has these signs, all of one group, and what to do about it.

    No more than the first is repeated, as they may be a protected name.
    """
    first, script = signs[0], script_of_sign(signs[0])
    shown = f"{first} (U+{ord(first):04X})"
    if not script:
        message, whose = f"no font has this sign: {shown}", "the sign"
    elif len(signs) == 1:
        message, whose = f"no font has this letter of the {script} script: {shown}", "the script"
    else:
        message, whose = f"no font has {len(signs)} letters of the {script} script, the first: {shown}", "the script"
    own = f"put a font file that has {whose} into templates/house/fonts"
    face = face_of(first)
    if face is not None and face.brought == FURTHER and further_folder() is None:
        return message, f"install the wheel {WHEEL} (docs/how-to/print-other-scripts.md), or {own}"
    return message, own


def house_faults(files: Mapping[str, HouseFile], measures: PageMeasures) -> list[Finding]:
    """Return a finding for each font of the house that cannot be read, may not be embedded, or takes another's name.

    So for each face that the look names and nobody has.
    """
    faults = [fault for name, file in files.items() if name.startswith(HOUSE_FONTS) for fault in _faults(file)]
    return faults + [_faceless(name) for name in missing_faces(measures, files)]


def _faceless(name: str) -> Finding:
    order = "put its files into templates/house/fonts, or name another face in house.yaml"
    return Finding(
        "E528", Place("templates/house/house.yaml"), f"no font file of the house is of this face: {name}", order
    )


def _faults(file: HouseFile) -> Iterator[Finding]:
    face = read_face(file.content)
    if face is None:
        yield Finding("E528", file.place, "a font file cannot be read", "fetch the file anew, or take it out")
        return
    if not face.outlines or ord(" ") not in face.code_points:
        message = "a font file has no outlines, or no letters with a space"
        yield Finding("E528", file.place, message, "take another face")
    if not face.printable:
        message = f"a font says that it may not be embedded as the pages embed it: {face.family}"
        yield Finding("E528", file.place, message, "take a face with a licence for it, such as the Open Font License")
    if face.family in PROGRAM_FACES | {ARABIC_FACE} or any(face.family == one.family for one in faces()):
        message = f"a font has the name of one that comes with the program: {face.family}"
        yield Finding("E528", file.place, message, "take it out; the program has its own")


@contextmanager
def house_fonts(files: Mapping[str, HouseFile]) -> Iterator[tuple[Path, ...]]:
    """Lay the house's own font files out in a folder of their own while pages are made, in the order of their names."""
    found = sorted((name, file) for name, file in files.items() if name.startswith(HOUSE_FONTS))
    if not found:
        yield ()
        return
    with TemporaryDirectory(prefix="submissions-fonts-") as place:
        paths = [Path(place) / f"{number}{Path(name).suffix.lower()}" for number, (name, _) in enumerate(found)]
        for path, (_, file) in zip(paths, found, strict=True):
            path.write_bytes(file.content)
        yield tuple(paths)


def further_fonts(text: str) -> tuple[Path, ...]:
    """Return the files of the further wheel, in order, where a text has letters for which it may have a face.

    They have forty megabytes, which the engine looks through whenever it is told of them.
    """
    folder = further_folder()
    if folder is None or all(face_of(sign) is None for sign in set(text)):
        return ()
    return tuple(sorted(folder.glob("*.[ot]tf")))


@cache
def rules() -> str:
    """Return the order in which faces are tried behind those of the style sheet, as rules for fontconfig.

    Only the first language that is asked for counts: behind it fontconfig puts that of the machine.
    """
    spoken = "".join(
        _rule([face], f'<test qual="first" name="lang" compare="contains"><string>{language}</string></test>')
        for face in faces()
        for language in face.languages
    )
    shared = [face for face in faces() if face.shared]
    rest = [face for face in faces() if not face.shared]
    return f"{_HEAD}{spoken}{_rule([*rest, *reversed(shared)])}</fontconfig>\n"


_HEAD: Final = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
"""


def _rule(listed: list[Face], test: str = "") -> str:
    names = "".join(f"<string>{escape(face.family)}</string>" for face in listed)
    edit = f'<edit name="family" mode="append_last" binding="strong">{names}</edit>'
    return f'<match target="pattern">{test}{edit}</match>\n'
