"""The sides of a case beside each other on a cover: a table of one row without rules, read from side to side."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from submissions.document import Block, Division, Paragraph, walk
from submissions.document.sides import side_widths, stand_beside
from submissions.look import PageMeasures
from submissions.writers.word.frame.style_xml import twentieths
from submissions.writers.word.tables import WriteBlocks, gap
from submissions.writers.word.writing import BlockSetting, Writing

_LEVEL: Final = 1
"""As good as no space, in twentieths of a point: the first lines of columns stand level, whatever their styles."""


def write_sides(division: Division, writing: Writing, setting: BlockSetting, write_blocks: WriteBlocks) -> str:
    """Return the sides as cells, in the order in which they are read; what stands between them has a narrow one."""
    measures = writing.document.design.measures
    if not stand_beside(division, measures):
        return write_blocks(division.blocks, writing, replace(setting, align="left"))
    widths = column_widths(division, setting.width, measures)
    opening, last, cells = _opening(division, writing), len(widths) - 1, ""
    for index, (block, width) in enumerate(zip(division.blocks, widths, strict=True)):
        writing.opening_space = opening  # in each cell, so that their first lines stand level
        space = 0 if index == last else twentieths(measures.cell_gap)
        cells += _cell(block, width, writing, setting, write_blocks, space=space)
    writing.opening_space = twentieths(measures.sides_after)
    bidi = "<w:bidiVisual/>" if writing.rtl else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    sides = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("left", "right"))
    return (
        f'<w:tbl><w:tblPr>{bidi}<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{sides}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr>{cells}</w:tr></w:tbl>"
    )


def _opening(division: Division, writing: Writing) -> int:
    """Return the space above the first line of every column, where it is not that of their styles."""
    first = next((node for node in walk(division.blocks) if isinstance(node, Paragraph)), None)
    if first is not None and first.role == "counsel":
        return twentieths(writing.document.design.measures.counsel_before)
    return writing.opening_space or _LEVEL


def column_widths(division: Division, width: int, measures: PageMeasures) -> list[int]:
    """Return the widths of the columns in twentieths of a point, which together are `width`."""
    widths = [round(one * width / measures.width) for one in side_widths(division, measures)]
    return [*widths[:-1], width - sum(widths[:-1])]


def _cell(
    block: Block, width: int, writing: Writing, setting: BlockSetting, write_blocks: WriteBlocks, *, space: int
) -> str:
    """Return a cell, with `space` behind its words where another side follows."""
    room = space if isinstance(block, Division) else 0
    content = write_blocks([block], writing, replace(setting, width=width - room))
    if not content.endswith("</w:p>"):  # as every cell must
        content += gap(writing)
    side = "left" if writing.rtl else "right"
    apart = f'<w:tcMar><w:{side} w:w="{room}" w:type="dxa"/></w:tcMar>' if room else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{apart}</w:tcPr>{content}</w:tc>'
