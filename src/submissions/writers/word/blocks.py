"""The blocks of a document as Word paragraphs, lists, tables and boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from submissions.document import (
    Block,
    Contents,
    ContentsEntry,
    Division,
    Heading,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    ParagraphRole,
    Picture,
    Quotation,
    Table,
    leads_to,
)
from submissions.look import PageMeasures
from submissions.writers.word.boxes import write_box
from submissions.writers.word.captions import write_caption
from submissions.writers.word.contents import break_entry, write_contents
from submissions.writers.word.frame.style_xml import twentieths
from submissions.writers.word.inlines import wrap_bookmarks, write_inlines
from submissions.writers.word.lists import ListInstance, begin_list, count_heading, count_paragraph
from submissions.writers.word.oxml import Indent, Properties
from submissions.writers.word.pictures import write_drawing
from submissions.writers.word.sides import write_sides
from submissions.writers.word.tables import gap, write_table
from submissions.writers.word.writing import Beside, BlockSetting, Writing

_STYLE_OF_ROLE: Final[dict[ParagraphRole, str]] = {
    "addressee": "addressee",
    "kicker": "kicker",
    "title": "title",
    "subtitle": "subtitle",
    "standfirst": "standfirst",
    "party": "party",
    "party-role": "party role",
    "versus": "versus",
    "date": "date",
    "counsel": "counsel",
    "letterhead": "letterhead",
    "subject": "subject",
    "salutation": "salutation",
    "closing": "closing",
    "enclosures": "enclosures",
    "signature": "signature",
    "contents-title": "toc heading",
    "box-title": "box title",
    "small": "small print",
}
_TITLES: Final = {
    "ask text": "ask title", "margin text": "margin title", "recommendation": "recommendation title"
}  # fmt: skip
"""The style of the first line, by that of what it stands above, where it is not that of boxes."""

_LIST_STYLE: Final = {"bullet": "list bullet", "decimal": "list number", "alpha": "list alpha", "roman": "list roman"}


_ALIGNED: Final = {"end": "right", "centre": "center"}


def write_blocks(blocks: Sequence[Block], writing: Writing, setting: BlockSetting) -> str:
    """Return blocks in order; where a table would touch another one, Word needs a paragraph between them."""
    parts: list[str] = []
    last = len(blocks) - 1
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index < last else None
        keep = setting.keep or (setting.whole and index < last)
        # No signature and no closing box stands alone on a page: what is before it comes along.
        closed = _closes_contact(block, following)
        ends = (isinstance(following, Division) and following.role == "signature") or closed
        rule = setting.closing if index == last else None
        inner = replace(setting, keep=keep, keep_end=ends or (setting.keep_end and index == last), closing=rule)
        part = _write_block(block, writing, inner, following)
        if part.startswith("<w:tbl>") and parts and parts[-1].endswith("</w:tbl>"):
            parts.append(gap(writing))
        if part:
            parts.append(part)
    return "".join(parts)


def _closes_contact(block: Block, following: Block | None) -> bool:
    """Tell whether a box follows the contact, which is on its page."""
    return (
        isinstance(block, Division)
        and block.role == "contact"
        and isinstance(following, Division)
        and following.role == "box"
    )


def _write_block(  # noqa: PLR0911 - one return for each kind of block
    block: Block, writing: Writing, setting: BlockSetting, following: Block | None
) -> str:
    match block:
        case Paragraph():
            return _write_paragraph(block, writing, setting, leads_to(block, following))
        case Heading():
            return _write_heading(block, writing, setting)
        case Quotation():
            return write_blocks(block.blocks, writing, _quoted(setting, writing.document.design.measures))
        case ListBlock():
            return _write_list(block, writing, setting)
        case Table():
            return write_table(block, writing, setting, write_blocks)
        case Picture():
            return _write_picture(block, writing, setting)
        case Division():
            return _write_division(block, writing, setting)
        case Contents():
            return _write_contents(block, writing, setting)
        case PageBreak():
            writing.page_break = True
            return ""


def _write_paragraph(block: Paragraph, writing: Writing, setting: BlockSetting, leads: bool) -> str:
    keep = setting.keep or setting.keep_end or leads or block.role == "lead-in"
    if block.number:
        count_paragraph(block, writing)
    opens_note = bool(writing.note_mark)
    content = write_inlines(block.inlines, writing, setting)
    content = wrap_bookmarks(content, block.id, writing)
    style = writing.frame.style(_style(block, setting))
    indent = Indent(setting.left) if setting.compact and setting.left and not opens_note else None
    if not setting.compact and setting.body == "quote" and setting.left:
        indent = Indent(setting.left, 0, twentieths(writing.document.design.measures.quote_indent))
    rules, after = _closing(setting)
    align = _ALIGNED.get(block.align, setting.align)
    properties = Properties(style, keep_next=keep, after=after, indent=indent, align=align, rules=rules)
    return writing.paragraph(properties, content)


def _closing(setting: BlockSetting) -> tuple[str, int | None]:
    """Return the rule below a paragraph that ends a box, and the space after it."""
    return ("", None) if setting.closing is None else (setting.closing.element, setting.closing.after)


def _style(block: Paragraph, setting: BlockSetting) -> str:
    if block.number:
        return "numbered paragraph"
    if block.role == "lead-in":
        return "lead-in" if setting.body == "body text" else setting.body
    if setting.signed:
        return _STYLE_OF_ROLE[block.role] if block.role in {"signature", "closing"} else setting.body
    if block.role == "box-title" and setting.body in _TITLES:
        return _TITLES[setting.body]
    return _STYLE_OF_ROLE.get(block.role, setting.body)


def _write_heading(block: Heading, writing: Writing, setting: BlockSetting) -> str:
    count_heading(block, writing)
    name = f"heading {min(block.level, 3)}{'' if block.label else ' unnumbered'}"
    content = wrap_bookmarks(write_inlines(block.inlines, writing, setting), block.id, writing)
    return writing.paragraph(Properties(writing.frame.style(name)), content)


def _quoted(setting: BlockSetting, measures: PageMeasures) -> BlockSetting:
    if setting.compact:
        return replace(setting, left=setting.left + twentieths(measures.compact_step))
    left = setting.left + twentieths(measures.quote_indent) if setting.left else 0
    return replace(setting, body="quote", left=left)


def _write_list(block: ListBlock, writing: Writing, setting: BlockSetting) -> str:
    instance = begin_list(block, setting.depth, writing)
    last = len(block.items) - 1
    parts = []
    for index, item in enumerate(block.items):
        # The first item stays with the second, so that a list never begins with one line at a page's foot.
        keep = setting.keep or (setting.keep_end and index >= last - 1)
        keep = keep or (index < last and (setting.whole or index == 0))
        ends = index == last and not setting.depth and not setting.compact
        inner = replace(setting, keep=keep, keep_end=False, closing=setting.closing if index == last else None)
        parts.append(_write_item(item, block, instance, writing, inner, ends=ends))
    return "".join(parts)


def _write_item(
    item: ListItem, block: ListBlock, instance: ListInstance, writing: Writing, setting: BlockSetting, *, ends: bool
) -> str:
    first = item.blocks[0] if item.blocks and isinstance(item.blocks[0], Paragraph) else None
    rest = item.blocks[1:] if first is not None else item.blocks
    content = write_inlines(first.inlines, writing, setting) if first is not None else ""
    if first is not None:
        content = wrap_bookmarks(content, first.id, writing)
    content = wrap_bookmarks(content, item.id, writing)
    keep = setting.keep or bool(rest)
    numbering, measures = (instance.number, instance.level), writing.document.design.measures
    if setting.compact:
        step = twentieths(measures.compact_step)
        left = setting.left + step
        rules, after = ("", None) if rest else _closing(setting)
        properties = Properties(
            writing.frame.style(setting.body),
            keep,
            numbering=numbering,
            after=after,
            indent=Indent(left, step),
            align=setting.align,
            rules=rules,
        )
        inner = replace(setting, left=left, depth=setting.depth + 1)
    else:
        after = twentieths(measures.list_after) if ends and not rest else None
        properties = Properties(writing.frame.style(_LIST_STYLE[block.style]), keep, numbering=numbering, after=after)
        continued = f"list continue {instance.level + 1}" if instance.level else "list continue"
        inner = replace(setting, body=continued, left=instance.indent, depth=setting.depth + 1)
    return writing.paragraph(properties, content) + write_blocks(rest, writing, inner)


# Twentieths of a point; a caption has its own.
_SPACE_AFTER_PICTURE: Final = 200


def _write_picture(block: Picture, writing: Writing, setting: BlockSetting) -> str:
    drawing = write_drawing(block, writing, setting)
    has_caption = bool(block.label or block.caption)
    style = writing.frame.style("picture")
    after = None if has_caption else _SPACE_AFTER_PICTURE
    properties = Properties(style, keep_next=has_caption or setting.keep, after=after)
    content = drawing if has_caption else wrap_bookmarks(drawing, block.id, writing)
    shown = writing.paragraph(properties, content)
    return shown + write_caption(block, writing, setting, keep_next=setting.keep, align="center")


def _write_contents(block: Contents, writing: Writing, setting: BlockSetting) -> str:
    def print_entry(entry: ContentsEntry) -> str:
        return write_inlines(break_entry(entry, setting.width), writing, setting)

    made = write_contents(block, writing, setting, print_entry)
    writing.page_break = writing.page_break or bool(made)  # no text begins at the foot of the contents
    return made


def _write_division(  # noqa: PLR0911 - one return for each role
    block: Division, writing: Writing, setting: BlockSetting
) -> str:
    match block.role:
        case "box" | "ask":
            return write_box(block, writing, setting, write_blocks)
        case "cover":
            content = write_blocks(block.blocks, writing, setting)
            writing.page_break = True
            return content
        case "sides":
            return write_sides(block, writing, setting, write_blocks)
        case "signature":
            writing.opening_space = twentieths(writing.document.design.measures.signature_before)
            return write_blocks(block.blocks, writing, replace(setting, whole=True, signed=True))
        case "recommendation":
            return write_blocks(block.blocks, writing, replace(setting, body="recommendation", whole=True))
        case "keep":
            return write_blocks(block.blocks, writing, replace(setting, whole=True))
        case "margin":
            return _write_margin(block, writing, setting)
        case "contact":
            return write_blocks(block.blocks, writing, replace(setting, body="small print", whole=True))
        case "unnumbered" | "side":
            return write_blocks(block.blocks, writing, setting)


def _write_margin(block: Division, writing: Writing, setting: BlockSetting) -> str:
    """Return what stands in the margin, as paragraphs of one frame beside the paragraph that follows them."""
    measures = writing.document.design.measures
    if measures.has_room_beside and writing.frame.margin >= twentieths(measures.beside_width + measures.beside_gap):
        writing.beside = _beside(writing)
    content = write_blocks(block.blocks, writing, replace(setting, body="margin text"))
    writing.beside = None
    return content


def _beside(writing: Writing) -> Beside:
    """Return the frame in the margin; Word takes paragraphs for one as long as it is the same (ECMA-376 1, 17.3.1.11).

    `<w:framePr w:w="1928" w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:x="-2608" w:y="1"/>`. In lines from
    right to left programs disagree from which side `x` counts; there the frame goes to the edge of the sheet, and the
    words are set in.
    """
    measures = writing.document.design.measures
    width, apart = twentieths(measures.beside_width), twentieths(measures.beside_gap)
    upright = 'w:wrap="around" w:vAnchor="text"'
    if not writing.rtl:
        return Beside(f'<w:framePr w:w="{width}" {upright} w:hAnchor="margin" w:x="{-width - apart}" w:y="1"/>')
    edge = twentieths(measures.margin_start) - width - apart
    element = f'<w:framePr w:w="{width + edge}" {upright} w:hAnchor="page" w:xAlign="right" w:y="1"/>'
    return Beside(element, Indent(edge))
