"""Every size and colour of a drawing, in one place: points on the measure that it fills."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class DrawingLook:
    """How a drawing looks: faces with their files, letters in points, and the one colour beside black.

    `width` is the measure that it fills; `height_of_labels` how high labels may stand above the axis, and `label_width`
    how wide one may be.
    """

    regular: str
    bold: str
    accent: str
    width: float = 453.0
    size: float = 8.5
    leading: float = 10.5
    tick_size: float = 7.5
    label_width: float = 112.0
    height_of_labels: float = 132.0
    mark: float = 2.8
    bar: float = 3.0
    bar_step: float = 6.0


ARABIC: Final = ("NotoNaskhArabic-Regular.ttf", "NotoNaskhArabic-Bold.ttf")
"""The faces of letters that the text face lacks, regular and bold."""

LOOKS: Final = {
    "filing": DrawingLook(
        "LiberationSerif-Regular.ttf",
        "LiberationSerif-Bold.ttf",
        "#000000",
    ),
    "brief": DrawingLook(
        "LiberationSans-Regular.ttf",
        "LiberationSans-Bold.ttf",
        "#1b3a57",
    ),
}
"""The look by the frame of the document: filings have no colour, briefs one."""
