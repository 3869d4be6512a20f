"""Whether what a cover sets beside each other has room so, and how wide each column is: the same for every format."""

from __future__ import annotations

from math import ceil
from typing import Final

from submissions.document.lettering import breadth, composition_of
from submissions.document.nodes import Division, Paragraph
from submissions.document.walking import plain, walk
from submissions.look import PageMeasures

_HEIGHT_MAX: Final = 0.45
"""The share of the text's height that columns may take: more would go over the page, where columns are hard to read."""


def side_widths(division: Division, measures: PageMeasures) -> list[float]:
    """Return the widths of the columns in points, which fill the text: what parts the sides is narrow."""
    narrow = [isinstance(block, Paragraph) for block in division.blocks]
    sides = len(narrow) - sum(narrow)
    between = (
        min(measures.versus_width, measures.width / max(1, len(narrow))) if sides else measures.width / len(narrow)
    )
    share = (measures.width - between * sum(narrow)) / max(1, sides)
    return [between if is_narrow else share for is_narrow in narrow]


def stand_beside(division: Division, measures: PageMeasures) -> bool:
    """Tell whether the blocks of `sides` are set beside each other; else, as with many authors, below each other."""
    lettering = composition_of(measures)
    scale = measures.party_size / lettering.size
    highest = 0.0
    for block, width in zip(division.blocks, side_widths(division, measures), strict=True):
        height = 0.0
        for node in walk((block,)):
            if isinstance(node, Paragraph):
                lines = plain(node.inlines).split("\n")
                taken = sum(max(1, ceil(breadth(line, lettering) * scale / width)) for line in lines)
                height += taken * measures.party_leading + measures.text_after
        highest = max(highest, height)
    return highest <= _HEIGHT_MAX * measures.height
