"""Lines, dots and words as SVG 1.1, the same text for the same drawing; figures to the hundredth of a point."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import Literal

from submissions.writers.drawings.letters import OutlinedLetters, figure
from submissions.writers.drawings.look import DrawingLook


@dataclass(slots=True)
class DrawingSheet:
    """A drawing as it grows; what is drawn from right to left is mirrored, but for the letters.

    Places count from where the language begins its lines, and downwards, in points.
    """

    look: DrawingLook
    rtl: bool
    parts: list[str] = field(default_factory=list)

    def line(self, start: tuple[float, float], end: tuple[float, float], width: float, colour: str) -> None:
        """Draw a straight line."""
        (x1, y1), (x2, y2) = start, end
        ends = f'x1="{figure(self._x(x1))}" y1="{figure(y1)}" x2="{figure(self._x(x2))}" y2="{figure(y2)}"'
        self.parts.append(f'<line {ends} stroke="{colour}" stroke-width="{figure(width)}"/>')

    def dot(self, at: tuple[float, float], radius: float, colour: str, fill: str) -> None:
        """Draw a circle."""
        x, y = at
        shape = f'cx="{figure(self._x(x))}" cy="{figure(y)}" r="{figure(radius)}"'
        self.parts.append(f'<circle {shape} stroke="{colour}" stroke-width="1" fill="{fill}"/>')

    def shape(self, points: list[tuple[float, float]], colour: str, fill: str) -> None:
        """Draw a closed shape."""
        shown = " ".join(f"{figure(self._x(x))},{figure(y)}" for x, y in points)
        self.parts.append(f'<polygon points="{shown}" stroke="{colour}" stroke-width="0.8" fill="{fill}"/>')

    def words(
        self,
        at: tuple[float, float],
        text: str,
        letters: OutlinedLetters,
        *,
        anchor: Literal["start", "middle"] = "start",
    ) -> None:
        """Draw one line whose base stands at a place, its words beside it for those who search or listen."""
        x, y = self._x(at[0]), at[1]
        width = letters.width(text)
        left = x - width / 2 if anchor == "middle" else x - width if self.rtl else x
        outline = letters.outline(text, left, y)
        self.parts.append(f'<g><title>{escape(text, quote=False)}</title><path d="{outline}"/></g>')

    def finished(self, height: float) -> bytes:
        """Return the whole drawing."""
        width = figure(self.look.width)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{figure(height)}pt" '
            f'viewBox="0 0 {width} {figure(height)}">{"".join(self.parts)}</svg>\n'
        ).encode()

    def _x(self, x: float) -> float:
        return self.look.width - x if self.rtl else x
