"""Where the fonts of the pages lie, and the set-up in which a page engine sees these and no others."""

from __future__ import annotations

import io
import os
import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from xml.sax.saxutils import escape

from fontTools.ttLib import TTFont, TTLibError

from submissions.document import HouseFile
from submissions.findings import Finding
from submissions.writers.faces import HOUSE_FONTS, Face, faces, further_folder

FONTS: Final = Path(__file__).resolve().parents[2] / "fonts"
"""The folder of the program's font files, their licence and their fontconfig set-up."""

_TAKEN: Final = frozenset({"Liberation Serif", "Liberation Sans", "Noto Naskh Arabic"})
_VARIABLE: Final = "FONTCONFIG_FILE"
_HEAD: Final = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
"""


@contextmanager
def own_fonts_only(house: Path | None = None) -> Iterator[None]:
    """Point fontconfig, which reads its variable whenever a configuration is made, at these fonts and no others.

    They are the program's, the further wheel's where it is installed, and those in the folder `house`.
    """
    folders = [folder for folder in (further_folder(), house) if folder is not None]
    with TemporaryDirectory(prefix="submissions-fonts-") as place:
        path = Path(place) / "fonts.conf"
        path.write_text(set_up(folders), encoding="utf-8")
        with _environment(_VARIABLE, str(path)):
            yield


@contextmanager
def no_language_of_the_machine() -> Iterator[None]:
    """Keep Pango from asking which language the machine speaks, by which it chooses between shapes of ideographs."""
    with _environment("PANGO_LANGUAGE", ""):
        yield


@contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


def set_up(folders: list[Path]) -> str:
    """Return a set-up of fontconfig: the program's own one, more folders, and the order in which faces are tried.

    Only the first language that is asked for counts: behind it fontconfig puts that of the machine.
    """
    own = f"<include>{escape((FONTS / 'fonts.conf').as_posix())}</include>\n"
    listed = "".join(f"<dir>{escape(folder.as_posix())}</dir>\n" for folder in folders)
    spoken = "".join(
        _rule([face], f'<test qual="first" name="lang" compare="contains"><string>{language}</string></test>')
        for face in faces()
        for language in face.languages
    )
    shared = [face for face in faces() if face.shared]
    rest = [face for face in faces() if not face.shared]
    return f"{_HEAD}{own}{listed}{spoken}{_rule([*rest, *reversed(shared)])}</fontconfig>\n"


def _rule(listed: list[Face], test: str = "") -> str:
    names = "".join(f"<string>{escape(face.family)}</string>" for face in listed)
    edit = f'<edit name="family" mode="append_last" binding="strong">{names}</edit>'
    return f'<match target="pattern">{test}{edit}</match>\n'


# What OS/2.fsType forbids (OpenType, OS/2): embedding at all, cutting down to the letters used, outlines.
_RESTRICTED, _WHOLE_ONLY, _BITMAPS_ONLY = 0x0002, 0x0100, 0x0200
# What reading a damaged file with the font library ends in.
_DAMAGED: Final = (TTLibError, struct.error, KeyError, AssertionError, ValueError, IndexError, EOFError,
                   AttributeError, OverflowError)  # fmt: skip


def house_faults(files: Mapping[str, HouseFile]) -> list[Finding]:
    """Return a finding for each font of the house that cannot be read, may not be embedded, or takes another's name."""
    return [fault for name, file in files.items() if name.startswith(HOUSE_FONTS) for fault in _faults(file)]


def _faults(file: HouseFile) -> Iterator[Finding]:
    try:
        with TTFont(io.BytesIO(file.content), lazy=True) as font:
            family = str(font["name"].getBestFamilyName() or "")
            rights = int(font["OS/2"].fsType)
            has_letters = ord(" ") in font.getBestCmap() and ("glyf" in font or "CFF " in font)
    except _DAMAGED:
        yield Finding("E520", file.place, "a font file cannot be read", "fetch the file anew, or take it out")
        return
    if not has_letters:
        yield Finding(
            "E520", file.place, "a font file has no outlines, or no letters with a space", "take another face"
        )
    if rights & 0x000F == _RESTRICTED or rights & (_WHOLE_ONLY | _BITMAPS_ONLY):
        message = f"a font says that it may not be embedded as the pages embed it: {family}"
        yield Finding("E520", file.place, message, "take a face with a licence for it, such as the Open Font License")
    if family in _TAKEN or any(family == face.family for face in faces()):
        message = f"a font has the name of one that comes with the program: {family}"
        yield Finding("E520", file.place, message, "take it out; the program has its own")


@contextmanager
def house_fonts(files: Mapping[str, HouseFile]) -> Iterator[Path | None]:
    """Lay the house's own font files out in a folder while pages are made; None where it has none."""
    found = {name: file for name, file in files.items() if name.startswith(HOUSE_FONTS)}
    if not found:
        yield None
        return
    with TemporaryDirectory(prefix="submissions-fonts-") as place:
        for number, (name, file) in enumerate(sorted(found.items())):
            (Path(place) / f"{number}{Path(name).suffix.lower()}").write_bytes(file.content)
        yield Path(place)
