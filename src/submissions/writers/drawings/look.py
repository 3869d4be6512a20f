"""Every size and colour of a drawing, in one place: points on the measure that it fills."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from submissions.document.advances import ARABIC_FACE, PROGRAM_FACES, SERIF, file_of
from submissions.look import PageMeasures


@dataclass(frozen=True, slots=True)
class DrawingLook:
    """How a drawing looks: faces with their files, letters in points, and the one colour beside black.

    `width` is the measure that it fills; `height_of_labels` how high labels may stand above the axis, and `label_width`
    how wide one may be.
    """

    regular: str
    bold: str
    accent: str
    width: float
    size: float = 8.5
    leading: float = 10.5
    tick_size: float = 7.5
    label_width: float = 112.0
    height_of_labels: float = 132.0
    mark: float = 2.8
    bar: float = 3.0
    bar_step: float = 6.0


ARABIC: Final = (file_of(ARABIC_FACE, bold=False), file_of(ARABIC_FACE, bold=True))
"""The faces of letters that the text face lacks, regular and bold."""


def look_of(page: PageMeasures) -> DrawingLook:
    """Return the look of drawings in a class of document: its face, a point smaller than its tables, and its colour.

    A house's own face is not drawn with: Liberation Serif stands in for it.
    """
    face = page.text_face.twin if page.text_face.twin in PROGRAM_FACES else SERIF
    return DrawingLook(
        file_of(face, bold=False),
        file_of(face, bold=True),
        page.rule_colour,
        float(int(page.width)),
        size=page.table_size - 1,
        leading=page.table_size + 1,
    )
