"""Tables with rules across only, and the small paragraph that Word needs beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from submissions.document import Block, Column, Paragraph, Table, plain, walk
from submissions.document.grids import Placed, aligned, covering
from submissions.document.heights import are_short, row_lines, rows_kept
from submissions.writers.word.captions import write_caption
from submissions.writers.word.oxml import Properties, escape, paragraph
from submissions.writers.word.writing import BlockSetting, Writing

WriteBlocks: TypeAlias = Callable[[Sequence[Block], Writing, BlockSetting], str]

_ALIGN: Final = {"start": "", "end": "right", "centre": "center"}
_KEPT_ROWS_MAX: Final = 4  # a table this short stays on one page
# 9 points beside the words of a cell, as the frame's tables and the style sheet have them; none in the last column.
_CELL_SPACE: Final = 180
_POINT: Final = 20
_NO_SPACE: Final = '<w:tcMar><w:right w:w="0" w:type="dxa"/></w:tcMar>'

_RULES: Final = {
    False: '<w:tcBorders><w:bottom w:val="nil"/></w:tcBorders>',
    True: '<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="000000"/></w:tcBorders>',
}
_AT_BOTTOM: Final = '<w:vAlign w:val="bottom"/>'


@dataclass(frozen=True, slots=True)
class _Shape:
    """What the rows of a table share: columns, their widths in twentieths of a point, heads, how blocks are written."""

    columns: Sequence[Column]
    widths: Sequence[int]
    heads: int
    write_blocks: WriteBlocks


def write_table(table: Table, writing: Writing, setting: BlockSetting, write_blocks: WriteBlocks) -> str:
    """Return the caption and the table; header rows repeat on each page, and no row is split."""
    caption = write_caption(table, writing, setting, keep_next=True)
    shape = _Shape(table.columns, _widths(table.columns, setting.width), len(table.head), write_blocks)
    page = writing.document.design.measures
    is_small = len(table.head) + len(table.body) <= _KEPT_ROWS_MAX and are_short(row_lines(table, page))
    whole = setting.keep or setting.whole or is_small
    rows = [
        _row(index, row, shape, writing, setting, head=True, keep=True)
        for index, row in enumerate(covering(table.head))
    ]
    last, kept = len(table.body) - 1, rows_kept(table, page)
    for index, row in enumerate(covering(table.body)):
        keep = setting.keep or setting.keep_end if index == last else whole or index in kept
        rows.append(_row(index, row, shape, writing, setting, head=False, keep=keep))
    left = any(row[0].cell.header for row in covering(table.body) if row)
    opening = _opening("ruled table", shape.widths, writing, head=bool(table.head), left=left, words=_said_of(table))
    writing.after_table = True
    return f"{caption}{opening}{''.join(rows)}</w:tbl>"


def gap(writing: Writing, *, keep: bool = False, closing: bool = False, rules: str = "") -> str:
    """Return the small paragraph that Word needs between two tables and after a table that ends a cell.

    The one that closes the document is a point high, so that it finds room where a table fills the last page. `rules`
    are those of a box that a table begins or ends.
    """
    writing.after_table = False
    style = writing.frame.style("table gap")
    line = _POINT if closing else None
    properties = Properties(style, keep, bidi=writing.rtl, page_break=writing.page_break, line=line, rules=rules)
    writing.page_break = False
    return paragraph(properties, "")


def _closed(content: str, writing: Writing) -> str:
    return content if content.endswith("</w:p>") else content + gap(writing)


def _widths(columns: Sequence[Column], measure: int) -> list[int]:
    total = sum(column.width for column in columns) or 1
    widths = [round(measure * column.width / total) for column in columns]
    if widths:
        widths[-1] += measure - sum(widths)
    return widths


def _said_of(table: Table) -> str:
    """Return what a reader's software says before it reads a table: its caption, else the words over its columns."""
    caption = ". ".join(filter(None, (table.label, plain(table.caption))))
    heads = (node.inlines for row in table.head for node in walk(row.cells) if isinstance(node, Paragraph))
    return " ".join((caption or ", ".join(map(plain, heads))).split())


def _opening(style: str, widths: Sequence[int], writing: Writing, *, head: bool, left: bool, words: str) -> str:
    """Return `<w:tbl>` up to its first row; `left` tells that the rows have heads of their own."""
    bidi = "<w:bidiVisual/>" if writing.rtl else ""
    bits = 0x0400 | 0x0020 * head | 0x0080 * left
    flags = f'w:val="{bits:04X}" w:firstRow="{int(head)}" w:lastRow="0" w:firstColumn="{int(left)}"'
    look = f'<w:tblLook {flags} w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    said = f'<w:tblCaption w:val="{escape(words)}"/>' if words else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{writing.frame.style(style)}"/>{bidi}'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{look}{said}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


def _row(
    index: int, row: Sequence[Placed], shape: _Shape, writing: Writing, setting: BlockSetting, *, head: bool, keep: bool
) -> str:
    header = "<w:tblHeader/>" if head else ""
    cells = (_cell(one, index, shape, writing, setting, head=head, keep=keep) for one in row)
    return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(
    one: Placed, index: int, shape: _Shape, writing: Writing, setting: BlockSetting, *, head: bool, keep: bool
) -> str:
    """Return what a cell is in a row: itself where it begins, and what Word merges with it below that."""
    cell, columns = one.cell, shape.columns
    # The one cell of what is withheld is a head for those who hear it alone.
    style = "table heading" if head or (cell.header and len(columns) > 1) else "table text"
    # From right to left the space is the indent of the style, which the last column has too.
    space = 0 if one.columns.stop >= len(columns) and not writing.rtl else _CELL_SPACE
    width = sum(shape.widths[one.column : one.columns.stop])
    align = _ALIGN[aligned(one, columns)]
    inner = BlockSetting(setting.part, style, width - space, compact=True, keep=keep, align=align)
    content = shape.write_blocks(cell.blocks, writing, inner) if index == one.row else ""
    if not content:
        content = writing.paragraph(Properties(writing.frame.style(inner.body), keep_next=keep), "")
    spans = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    if cell.rows > 1:
        spans += '<w:vMerge w:val="restart"/>' if index == one.row else "<w:vMerge/>"
    # The frame's style knows a head of one row; of several the last has the rule below it, and what is over several.
    is_ruled = one.rows.stop == shape.heads or bool(cell.columns > 1 and cell.blocks)
    rule, below = ("", "") if not head or shape.heads == 1 else (_RULES[is_ruled], _AT_BOTTOM)
    margin = "" if space else _NO_SPACE
    properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{rule}{margin}{below}</w:tcPr>'
    return f"<w:tc>{properties}{_closed(content, writing)}</w:tc>"
