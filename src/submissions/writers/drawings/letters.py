"""Words as outlines: how wide they come out in the program's faces, where lines are cut, and the shapes of the letters.

Letters are drawn, not written: no program that opens the file can set them in another face, in another order, or over
one another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from submissions.document.advances import open_font
from submissions.writers.drawings.shaping import in_visual_order
from submissions.writers.faces import OWN, face_of, is_rearranged

Measure = Callable[[str], float]
"""Returns how many points a text takes on one line."""


def figure(value: float) -> str:
    """Return a place on a drawing, to the hundredth of a point."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


@dataclass(frozen=True, slots=True)
class OutlinedLetters:
    """A face, the one for letters that it lacks, a size in points, and the direction of the document."""

    face: str
    fallback: str
    size: float
    rtl: bool

    def width(self, text: str) -> float:
        """Return how many points a text takes on one line."""
        return sum(advance * self.size for _, _, advance in self._letters(text))

    def outline(self, text: str, x: float, y: float) -> str:
        """Return the outline of a line as the data of an SVG path; its base begins at a place."""
        from fontTools.pens.svgPathPen import SVGPathPen  # noqa: PLC0415 - slow to import, and seldom needed
        from fontTools.pens.transformPen import TransformPen  # noqa: PLC0415

        drawn = []
        for font, name, advance in self._letters(text):
            pen = SVGPathPen(font.glyphs, ntos=figure)
            scale = self.size / font.ems
            font.glyphs[name].draw(TransformPen(pen, (scale, 0, 0, -scale, x, y)))
            drawn.append(str(pen.getCommands()))
            x += advance * self.size
        return "".join(drawn)

    def can_draw(self, text: str) -> bool:
        """Tell whether there is a face for every letter, and none of a script whose letters change places."""
        shown = in_visual_order(text, rtl=self.rtl)
        return not is_rearranged(text) and all(self._font(sign) is not None for sign in shown)

    def _letters(self, text: str) -> Iterator[tuple[_Font, str, float]]:
        """Yield the face, the glyph, and the advance in ems of each letter; a letter without a face takes no room."""
        for sign in in_visual_order(text, rtl=self.rtl):
            if font := self._font(sign):
                name = font.names[ord(sign)]
                yield font, name, font.advances[name][0] / font.ems

    def _font(self, sign: str) -> _Font | None:
        other = face_of(sign)
        further = [other.file] if other is not None and other.brought == OWN else []
        for file in (self.face, self.fallback, *further):
            if ord(sign) in (font := _font(file)).names:
                return font
        return None


@dataclass(frozen=True, slots=True)
class _Font:
    """What is needed of a font file: its glyphs by code point, their advances and outlines, and its ems in units."""

    names: dict[int, str]
    advances: dict[str, tuple[int, int]]
    glyphs: Any
    ems: int


def lines_of(text: str, most: float, measure: Measure) -> list[str]:
    """Return a text in lines that are no wider than `most` points; a word that is wider is parted."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and measure(joined) <= most:
            lines[-1] = joined
        else:
            lines += _parted(word, most, measure)
    return lines


def _parted(word: str, most: float, measure: Measure) -> list[str]:
    """Return a word in pieces that fit; each has one letter at least."""
    pieces = [""]
    for sign in word:
        if pieces[-1] and measure(pieces[-1] + sign) > most:
            pieces.append("")
        pieces[-1] += sign
    return pieces


@cache
def _font(file: str) -> _Font:
    """Return a font of the program."""
    font = open_font(file)
    return _Font(font.getBestCmap(), font["hmtx"].metrics, font.getGlyphSet(), font["head"].unitsPerEm)
