"""Blocks of the tree as HTML, one element for each, with the numbers that the tree holds.

Numbers and list markers are `a` elements without an address: nothing else becomes a tag of that kind in the PDF, so
that `tags` can tell them from words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, TypeAlias

from submissions.document import (
    Block,
    Column,
    Contents,
    ContentsEntry,
    Division,
    Heading,
    Inline,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    Picture,
    Quotation,
    Table,
    leads_to,
    plain,
)
from submissions.document.grids import Placed, aligned, misfits, placed
from submissions.document.heights import rows_kept
from submissions.document.lettering import composition_of, least_widths
from submissions.document.sides import stand_beside
from submissions.findings import Finding
from submissions.reporting import order_to_report
from submissions.writers.page.element import Content, Element, element
from submissions.writers.page.html_inlines import Printing, print_inlines, print_text

_SET_IN: Final = 133.0
"""Points that a table inside a list inside a quotation has less than the text."""


def print_blocks(blocks: Sequence[Block], printing: Printing) -> tuple[Element, ...]:
    """Print blocks in order."""
    return tuple(
        _print_block(block, printing, leads=leads_to(block, following))
        for block, following in zip(blocks, [*blocks[1:], None], strict=False)
    )


def _print_block(  # noqa: PLR0911 - one return for each kind of block
    block: Block, printing: Printing, *, leads: bool = False
) -> Element:
    match block:
        case Paragraph():
            return _print_paragraph(block, printing, leads=leads)
        case Heading():
            return _print_heading(block, printing)
        case Quotation():
            return element("blockquote", {}, *print_blocks(block.blocks, printing))
        case ListBlock():
            items = (_print_item(item, printing) for item in block.items)
            return element("ul" if block.style == "bullet" else "ol", {"class": block.style}, *items)
        case Table():
            return _print_table(block, printing)
        case Picture():
            return _print_picture(block, printing)
        case Contents():
            return _print_contents(block, printing)
        case Division():
            name = "section" if block.role == "cover" else "div"
            return element(name, {"class": _kind(block, printing)}, *print_blocks(block.blocks, printing))
        case PageBreak():
            return element("div", {"class": "page-break"})


def _kind(block: Division, printing: Printing) -> str:
    """Return the classes of a division: its role, and whether it stands beside something or not for want of room."""
    measures = printing.document.design.measures
    if block.role == "sides" and not stand_beside(block, measures):
        return "sides below"
    return "margin beside" if block.role == "margin" and measures.has_room_beside else block.role


def _number(text: str) -> tuple[Content, ...]:
    """Print a number or marker with a space after it, which the page sets in the width of the margin."""
    return (element("a", {"class": "number"}, f"{text} "),) if text else ()


def _print_paragraph(block: Paragraph, printing: Printing, number: str = "", *, leads: bool = False) -> Element:
    shown = number or (f"{block.number}." if block.number else "")
    aligned = f"to-{block.align}" if block.align != "start" else ""
    kinds = ["lead-in" if leads and block.role == "body" else block.role, "numbered" if shown else "", aligned]
    attributes = {"class": " ".join(kind for kind in kinds if kind not in ("", "body")), "id": block.id}
    return element("p", attributes, *_number(shown), *print_inlines(block.inlines, printing))


def _print_heading(block: Heading, printing: Printing) -> Element:
    words = " ".join(plain(block.inlines).split())
    outline = f"{block.label} {words}".strip()
    attributes = {"id": block.id, "class": "labelled" if block.label else "", "data-outline": outline}
    return element(f"h{block.level}", attributes, *_number(block.label), *print_inlines(block.inlines, printing))


def _print_item(item: ListItem, printing: Printing) -> Element:
    """Print a list item; its marker stands inside its first paragraph, so that no page break can part them."""
    first, rest = item.blocks[:1], item.blocks[1:]
    if first and isinstance(first[0], Paragraph):
        opening = _print_paragraph(first[0], printing, item.marker)
    else:
        opening, rest = element("p", {"class": "numbered"}, *_number(item.marker)), item.blocks
    return element("li", {"id": item.id}, opening, *print_blocks(rest, printing))


def _print_table(table: Table, printing: Printing) -> Element:
    _refuse_misfits(table, printing)
    caption = [element("caption", {}, *_print_caption(table.label, table.caption, printing))]
    columns = (element("col", {"style": f"width: {column.width:g}%"}) for column in table.columns)
    head = tuple(_print_row(row, table.columns, printing, head=True) for row in placed(table.head))
    kept = rows_kept(table, printing.document.design.measures)
    # Whoever hears a table needs heads; one without any, drafted in Word, has its first row read as such.
    is_bare = not head and not any(cell.header for row in table.body for cell in row.cells)
    body = (
        _print_row(
            row,
            table.columns,
            printing,
            read_as_head=is_bare and not index,
            keep=index in kept,
            room=table.body[index].room,
        )
        for index, row in enumerate(placed(table.body))
    )
    return element(
        "table",
        {"id": table.id, "class": "tight" if _is_tight(table, printing) else ""},
        *(caption if table.label or table.caption else ()),
        element("colgroup", {}, *columns),
        *((element("thead", {}, *head),) if head else ()),
        element("tbody", {}, *body),
    )


def _refuse_misfits(table: Table, printing: Printing) -> None:
    """Report the rows whose cells do not cover each column once."""
    for rows in (table.head, table.body):
        for index, cells in misfits(rows, len(table.columns)):
            message = f"a row of the table has another number of cells than the table has columns: {cells}"
            order = f"give the row {len(table.columns)} cells"
            printing.findings.append(Finding("E504", rows[index].place, message, order))


def _is_tight(table: Table, printing: Printing) -> bool:
    """Tell whether a word may be wider than its column, even in a table that is set in on both sides."""
    measures = printing.document.design.measures
    narrow = measures.width - _SET_IN
    room = (column.width / 100 * narrow for column in table.columns)
    return any(least > width for least, width in zip(least_widths(table, composition_of(measures)), room, strict=True))


_CellKind: TypeAlias = Literal["head", "read as head", ""]


def _print_row(
    row: Sequence[Placed],
    columns: Sequence[Column],
    printing: Printing,
    *,
    head: bool = False,
    read_as_head: bool = False,
    keep: bool = False,
    room: float = 0.0,
) -> Element:
    inside = [one for one in row if one.column < len(columns)]
    # Where merged cells of rows above end a row, its last cell is not that of the last column.
    inner = inside[-1:] if inside and inside[-1].columns.stop < len(columns) else []
    kind: _CellKind = "head" if head else "read as head" if read_as_head else ""
    cells = (_print_cell(one, columns, printing, kind, inner=one in inner) for one in inside)
    kinds = " ".join(filter(None, ("with-next" if keep else "", "room" if room else "")))
    return element("tr", {"class": kinds, "style": f"height: calc({room:g} * 1pt)" if room else ""}, *cells)


def _print_cell(one: Placed, columns: Sequence[Column], printing: Printing, kind: _CellKind, *, inner: bool) -> Element:
    cell, align = one.cell, aligned(one, columns)
    plain_head = "plain" if kind == "read as head" else ""
    kinds = " ".join(filter(None, ("" if align == "start" else align, "inner" if inner else "", plain_head)))
    spans = {
        name: str(count) if count > 1 else "" for name, count in (("colspan", cell.columns), ("rowspan", cell.rows))
    }
    attributes = {"class": kinds, **spans}
    blocks = print_blocks(cell.blocks, printing)
    if kind:
        return element("th", {"scope": "col", **attributes}, *blocks)
    return element("th", {"scope": "row", **attributes}, *blocks) if cell.header else element("td", attributes, *blocks)


def _print_caption(label: str, caption: tuple[Inline, ...], printing: Printing) -> tuple[Content, ...]:
    words = print_inlines(caption, printing)
    if not label:
        return words
    return (element("span", {"class": "label"}, label), *((". ",) if words else ()), *words)


def _print_picture(picture: Picture, printing: Printing) -> Element:
    address = printing.pictures.get(picture.resource, "")
    if not address:
        message = f"the document does not carry this picture: {picture.resource}"
        printing.findings.append(Finding("E501", picture.place, message, order_to_report("E501")))
    style = f"width: {picture.width:g}%"
    image = element("img", {"src": address, "alt": picture.alternative, "style": style})
    caption = _print_caption(picture.label, picture.caption, printing)
    return element("figure", {"id": picture.id}, image, *((element("figcaption", {}, *caption),) if caption else ()))


def _print_contents(contents: Contents, printing: Printing) -> Element:
    heads = (("contents-paragraphs", contents.paragraphs_word), ("contents-page", contents.page_word))
    head = element("p", {"class": "contents-head"}, *(element("span", {"class": kind}, word) for kind, word in heads))
    entries = (_print_entry(entry, printing) for entry in contents.entries)
    return element("nav", {"class": "contents"}, head, element("ol", {}, *entries))


def _print_entry(entry: ContentsEntry, printing: Printing) -> Element:
    """Print a line of the contents; only its words and its page are links, so that neither is read out twice."""
    page = printing.pages.get(entry.target)
    href = {"href": f"#{entry.target}"}
    label = (element("span", {"class": "contents-label"}, f"{entry.label} "),) if entry.label else ()
    words = element("a", href, *print_inlines(entry.inlines, printing))
    number = element("a", {**href, "class": "page-reference"}, str(page) if page else "")
    cells = (
        *label,
        element("span", {"class": "contents-words"}, words),
        element("span", {"class": "contents-paragraphs"}, *print_text(entry.paragraphs, printing)),
        element("span", {"class": "contents-page"}, number),
    )
    return element("li", {"class": f"level-{entry.level}"}, element("div", {"class": "contents-entry"}, *cells))
